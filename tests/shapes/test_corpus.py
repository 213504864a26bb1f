"""The audit of the bundled corpus against what a person found in its documents (see known/README.md)."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.generations import Generation
from graph.local import LocalStore
from ontology.terms import PROLOGUE
from shapes.check import audit
from shapes.data import Data
from shapes.findings import Audit, Finding
from shapes.profile import profiles
from shapes.rules import rules
from shapes.stored import audit_of
from tests.shapes.known import answers
from tests.shapes.known.answers import Measure, Plan, Target

#: A measure or one of its notes, by the end of its IRI; the plan alone for what stands outside its measures.
Place = str

Found = Callable[[Plan], Iterator[Place]]

ACTION = "shu-zi-shan-dong-2021-xing-dong-fang-an"
POINTS = "shu-zi-qiang-sheng-jian-she-2025-nian-gong-zuo-yao-dian-370000-2025-04-07"
OUTLINE = "shan-dong-sheng-shi-si-wu-shu-zi-qiang-sheng-jian-she-gui-hua"

#: The goals of the outline (001, lines 141 to 157) that the reader finds, in their order.
OUTLINE_TARGETS = (
    "“双千兆”网络覆盖全省所有城区和乡镇",
    "一、二、三产业重点行业领域数字化改造全覆盖",
    "规模以上工业企业智能化改造覆盖面达到90%以上",
    "全省数字经济总量年均增幅达到11%",
    "数字经济核心产业增加值占GDP比重力争超过10%",
    "所有设区市和60%的县（市、区）建成四星级以上新型智慧城市",
    "所有设区市和60%的县（市、区）建成四星级以上新型智慧城市",
    "力争打造3个以上的五星级标杆城市",
    "打造3个以上在全国有重要影响力的标杆城市",
    "形成不少于1000项的创新应用场景",
    "建成5000个左右的智慧社区（村居）",
    "80%以上的家庭具备千兆接入能力",
    "农村地区移动宽带网络行政村全覆盖",
    "县、乡远程医疗服务全覆盖",
    "每个行政村（社区）至少有1组智能快件箱",
    "建设300个各具特色的智慧社区（村居）",
    "建设不少于5000个智慧社区（村居）",
    "智慧安防小区覆盖率达到60%",
    "2022年年底前实现全覆盖",
)
#: 000, line 29 (智慧社区, 2025) and 003, line 39 (300个左右智慧社区, 2021) take these up.
TAKEN_UP = {
    "建成5000个左右的智慧社区（村居）",
    "建设不少于5000个智慧社区（村居）",
    "建设300个各具特色的智慧社区（村居）",
}


def measures(wrong: Callable[[Plan, Measure], bool]) -> Found:
    """The measures of which something is wrong."""
    return lambda plan: (at(plan, m) for m in plan.measures if wrong(plan, m))


def whole(fact: str) -> Found:
    """The plan, where neither its text nor the catalogue knows a fact."""
    return lambda plan: iter([] if plan.knows(fact) else [plan.slug])


def notes_without_lead(plan: Plan) -> Iterator[Place]:
    for m in plan.measures:
        yield from (at(plan, m, n) for n, note in enumerate(m.notes, 1) if m.led and not note.lead)


def notes_with_several_leads(plan: Plan) -> Iterator[Place]:
    for m in plan.measures:
        yield from (at(plan, m, n) for n, note in enumerate(m.notes, 1) if len(note.lead) > 1)


def notes_whose_lead_cooperates(plan: Plan) -> Iterator[Place]:
    for m in plan.measures:
        yield from (at(plan, m, n) for n, note in enumerate(m.notes, 1) if {*note.lead} & {*note.cooperating})


def targets_without_deadline(plan: Plan) -> Iterator[Place]:
    yield from (plan.slug for target in plan.targets if not target.deadline)
    for m in plan.measures:
        yield from (at(plan, m) for target in m.targets if not target.deadline)


def every_target(plan: Plan) -> Iterator[Place]:
    yield from (plan.slug for _ in plan.targets)
    for m in plan.measures:
        yield from (at(plan, m) for _ in m.targets)


def at(plan: Plan, measure: Measure, note: int | None = None) -> Place:
    return f"{plan.slug}/measure/{measure.ordinal}" + (f"/clause/{note}" if note else "")


@dataclass(frozen=True)
class Known:
    """Where a rule must find something. `by_note`: it tells the notes of a measure apart."""

    places: Found
    by_note: bool = False


KNOWN = {
    "measure-has-unit": Known(measures(lambda _, m: not m.notes)),
    "measure-has-lead": Known(measures(lambda _, m: bool(m.notes) and not m.led)),
    "clause-has-lead": Known(notes_without_lead, by_note=True),
    "item-has-one-lead": Known(notes_with_several_leads, by_note=True),
    "lead-not-cooperating": Known(notes_whose_lead_cooperates, by_note=True),
    "measure-names-determined-unit": Known(measures(lambda _, m: m.only_collective)),
    "measure-has-schedule": Known(measures(lambda plan, m: not m.times and not plan.lends_its_year)),
    "measure-states-schedule": Known(measures(lambda plan, m: not m.times and plan.lends_its_year)),
    "measure-schedules-work": Known(measures(lambda _, m: m.times_only_of_targets)),
    "measure-has-target": Known(measures(lambda _, m: not m.targets)),
    # no target of the corpus lacks a unit or a comparator, and none has a baseline
    "target-has-figure": Known(lambda _: iter(())),
    "target-has-unit": Known(lambda _: iter(())),
    # every plan has a period, whose last year its targets inherit
    "target-has-deadline": Known(lambda _: iter(())),
    "target-states-deadline": Known(targets_without_deadline),
    "target-has-baseline": Known(every_target),
    "plan-has-title": Known(whole("title")),
    "plan-has-issuer": Known(whole("issuer")),
    "plan-has-number": Known(whole("number")),
    "plan-has-period": Known(whole("period")),
}

#: Rules whose answers are told below, of what stands in two places, and those that find nothing here.
TOLD_BELOW = {"higher-goal-taken-up", "project-has-unit", "targets-agree"}
NOTHING = {
    "agency-is-registered",  # every unit of these plans is in the registry
    "agency-name-current",  # 003, line 25, of 2021 has 省畜牧局, a short form of the present name too
    "agency-not-abolished",  # none of them had ended by then, as far as the registry knows
    "numbering-without-gaps",  # numbers_missing and numbers_twice are empty in every plan
    "region-code-known",
    "region-not-abolished",
    "schedule-in-plan-period",
    "schedule-start-before-due",
}

#: Targets that the texts have and the reader does not find, so that no rule can look at them.
UNREAD = {
    "實現行政村地區“村村通千兆”",  # 000, line 30: every village, 100 %, though it says neither a figure nor 全覆盖
}


def plans() -> list[Plan]:
    """The plans as a person read them, without the targets that the reader does not find."""

    def read(targets: tuple[Target, ...]) -> tuple[Target, ...]:
        return tuple(target for target in targets if target.words not in UNREAD)

    return [
        replace(
            plan,
            targets=read(plan.targets),
            measures=tuple(replace(m, targets=read(m.targets)) for m in plan.measures),
        )
        for plan in answers.plans()
    ]


@pytest.fixture(scope="module")
def found(corpus_generation: Generation) -> Audit:
    return audit(Data.of_generation(corpus_generation), rules(), profiles()["default"])


def words(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value


def below(term: object) -> str:
    """What an IRI says after the plans' common beginning."""
    return words(term).split("/id/plan/")[1]


def part(path: str, by_note: bool = False) -> Place:
    found = re.match(r"[^/]+/measure/\d+(/clause/\d+)?" if by_note else r"[^/]+/measure/\d+", path)
    return found.group() if found else path.split("/")[0]


def place(finding: Finding, by_note: bool) -> Place:
    """The note, measure or plan that a finding is about."""
    focus, value = finding.focus, finding.value
    # a rule may look at a measure and find one of its notes
    of_note = isinstance(value, ox.NamedNode) and value.value.startswith(f"{words(focus)}/clause/")
    return part(below(value if of_note else focus), by_note)


@pytest.mark.parametrize("rule", sorted(KNOWN))
def test_the_rule_finds_what_the_auditor_found(rule: str, found: Audit) -> None:
    known = KNOWN[rule]
    by_hand = Counter(one for plan in plans() for one in known.places(plan))
    by_rule = Counter(place(f, known.by_note) for f in found.findings if f.rule == rule)
    assert by_rule == by_hand


def test_every_rule_of_the_audit_set_is_tried() -> None:
    assert KNOWN.keys() | TOLD_BELOW | NOTHING == {rule.name for rule in rules() if rule.set == "audit"}


@pytest.mark.parametrize("rule", sorted(NOTHING))
def test_a_rule_that_finds_nothing_has_looked(rule: str, found: Audit) -> None:
    assert [f.message.zh for f in found.findings if f.rule == rule] == []
    assert next(c.looked_at for c in found.checked if c.rule.name == rule) > 0


def test_the_targets_that_disagree(found: Audit) -> None:
    # 智慧社区 by 2025: 001, line 149 (5000个左右), against 001, line 156, and 000, line 29 (不少于5000个);
    # by 2021: 001, line 156 (300个), against 003, line 39 (300个左右)
    about = f"{OUTLINE}/section/119/target/1"
    assert sorted((below(f.focus), below(f.value)) for f in found.findings if f.rule == "targets-agree") == sorted(
        [
            (f"{OUTLINE}/section/120/target/6", about),  # once for two of one plan,
            (about, f"{POINTS}/measure/14/clause/1/target/1"),  # and in either plan for those of two
            (f"{POINTS}/measure/14/clause/1/target/1", about),
            (f"{OUTLINE}/section/120/target/5", f"{ACTION}/measure/15/clause/1/target/1"),
            (f"{ACTION}/measure/15/clause/1/target/1", f"{OUTLINE}/section/120/target/5"),
        ]
    )  # fmt: skip


def test_the_goals_that_no_later_plan_takes_up(found: Audit) -> None:
    dropped = [f for f in found.findings if f.rule == "higher-goal-taken-up"]
    # of the plans here only the outline has goals and a plan that implements it
    assert {part(below(f.focus)) for f in dropped} == {OUTLINE}
    told = " ".join(f.message.zh for f in dropped)
    assert len(dropped) == len(OUTLINE_TARGETS) - len(TAKEN_UP)
    for words in OUTLINE_TARGETS:
        assert (words in told) is (words not in TAKEN_UP), words


def test_the_projects_without_a_unit(found: Audit) -> None:
    # the goals and boxes of the outline name no units, and no measure of another plan names the same projects
    without = [f for f in found.findings if f.rule == "project-has-unit"]
    assert {f.plan for f in without} == {f"https://w3id.org/crossplan/id/plan/{OUTLINE}"}
    # 001, line 154; the boxes of 智慧城乡建设重点工程
    assert {"数字孪生城市", "聊城市水城智能体项目"} <= {f.label for f in without}
    assert "宽带乡村" not in {f.label for f in without}, "003, line 39, gives the “宽带乡村”工程 units"
    # 爱山东 and 山东通 stand in measures with units (000, lines 21 and 24; 003, line 7)
    assert not {"爱山东", "山东通"} & {f.label for f in without}


def test_the_note_without_lead_is_quoted(found: Audit) -> None:
    [finding] = [f for f in found.findings if f.rule == "clause-has-lead"]
    assert "深入开展智慧农业建设" in finding.message.zh  # 003, line 25


def test_the_records_themselves_are_well_formed(found: Audit) -> None:
    core = {c.rule.name: c.looked_at for c in found.checked if c.rule.set == "core"}
    assert [f for f in found.findings if f.rule in core] == []
    # what the corpus has none of: nothing was corrected or left in doubt, and no target is told in parts
    idle = ("correction", "reading-note", "target-part")
    assert {name for name, looked_at in core.items() if not looked_at} == {
        f"{one}-well-formed" for one in idle
    }


def test_all_measures_and_carried_plans_were_looked_at(found: Audit) -> None:
    looked = {c.rule.name: c.looked_at for c in found.checked}
    assert all(looked[rule] for rule in KNOWN)
    assert looked["measure-has-lead"] == sum(len(plan.measures) for plan in plans())
    assert looked["plan-has-issuer"] == len(plans())


def test_the_measures_of_the_graph_are_those_that_were_read(
    corpus_store: LocalStore, corpus_folder: Path
) -> None:
    begun = corpus_store.select(
        f"""{PROLOGUE} SELECT ?measure (MIN(?start) AS ?begun) WHERE {{
            ?measure a cp:Measure ; cp:evidence/oa:start ?start }} GROUP BY ?measure"""
    )
    assert {below(row[0]): line(corpus_folder, below(row[0]), int(words(row[1]))) for row in begun.rows} == {
        at(plan, m): m.title.line for plan in plans() for m in plan.measures
    }


def test_the_targets_of_the_graph_are_those_that_were_read(corpus_store: LocalStore) -> None:
    targets = corpus_store.select(f"{PROLOGUE} SELECT DISTINCT ?target WHERE {{ ?target a cp:Target }}")
    by_hand = Counter(one for plan in plans() for one in every_target(plan))
    assert Counter(part(below(row[0])) for row in targets.rows) == by_hand
    stated = corpus_store.select(
        f"{PROLOGUE} SELECT DISTINCT ?target WHERE {{ ?target a cp:Target ; cp:deadlineBasis cp:Stated }}"
    )
    undated = Counter(one for plan in plans() for one in targets_without_deadline(plan))
    assert Counter(part(below(row[0])) for row in stated.rows) == by_hand - undated


def test_number_period_and_date_of_the_plans_are_those_that_were_read(corpus_store: LocalStore) -> None:
    facts = corpus_store.select(
        f"""{PROLOGUE} SELECT DISTINCT ?plan ?number ?start ?end ?issued WHERE {{
            ?document cp:carries ?plan . ?plan cp:periodStart ?start ; cp:periodEnd ?end
            OPTIONAL {{ ?plan cp:documentNumber ?number }} OPTIONAL {{ ?plan dcterms:issued ?issued }} }}"""
    )
    in_graph = {below(row[0]): tuple(words(term) if term else None for term in row[1:]) for row in facts.rows}
    assert in_graph.keys() == {plan.slug for plan in plans()}
    for plan in plans():
        number, start, end, issued = in_graph[plan.slug]
        assert number == (plan.stated["number"].words if "number" in plan.stated else None)
        assert issued == (str(plan.issued) if plan.issued else None)
        if plan.years:  # else the catalogue gives them
            assert plan.years == (int(str(start)), int(str(end)))


def line(folder: Path, one: Place, offset: int) -> int:
    """The line, counted from 1, on which the document of a measure has the character at `offset`."""
    (file,) = {plan.file for plan in plans() if plan.slug == one.split("/")[0]}
    text = (folder / file).read_bytes().decode()
    starts = list(accumulate((len(each) + 1 for each in text.split("\n")), initial=0))
    return bisect_right(starts, offset)


def test_the_report_names_the_hash_of_the_download_of_everything(corpus_generation: Generation) -> None:
    found = audit_of(corpus_generation, profiles()["default"])
    assert found.hashes is not None
    content = (corpus_generation.folder / "crossplan.nq.gz").read_bytes()
    assert found.hashes.data == sha256(content).hexdigest()
