"""What the audit must find in the bundled corpus, counted by hand in the documents (the lines are theirs)."""

import pytest

from graph.generations import Generation
from shapes.check import audit
from shapes.data import Data
from shapes.findings import Audit, words_of
from shapes.profile import profiles
from shapes.rules import rules

POINTS = "shu-zi-qiang-sheng-jian-she-2025-nian-gong-zuo-yao-dian-370000"
ACTION = "shu-zi-shan-dong-2021-xing-dong-fang-an"
TABLE = "shu-zi-shan-dong-fa-zhan-gui-hua-2018-2022-nian"
SCHEME = "guan-yu-guan-che-luo-shi-shan-dong-sheng-shi-si-wu-shu-zi-qiang-sheng-jian-she-gui-hua-de-shi-sh-afd8bc63"
FIVE_YEARS = "shan-dong-sheng-shi-si-wu-shu-zi-qiang-sheng-jian-she-gui-hua"


@pytest.fixture(scope="module")
def found(corpus_generation: Generation) -> Audit:
    return audit(Data.of_generation(corpus_generation), rules(), profiles()["default"])


def places(found: Audit, rule: str) -> dict[str, list[int]]:
    """The ordinals of the measures that a rule finds, by plan."""
    out: dict[str, list[int]] = {}
    for finding in found.findings:
        if finding.rule == rule:
            plan, _, ordinal = words_of(finding.focus).split("/id/plan/")[1].partition("/measure/")
            out.setdefault(plan, []).append(int(ordinal))
    return {plan: sorted(ordinals) for plan, ordinals in out.items()}


def test_measures_without_a_designated_lead(found: Audit) -> None:
    assert places(found, "measure-has-lead") == {
        # 000, lines 13 to 46: every measure ends in （责任单位：……）, none says 牵头
        POINTS: list(range(1, 28)),
        # 003, lines 39, 43, 45, 47, 49: （……按职责分工负责） alone; and no other measure lacks 牵头 throughout
        ACTION: [15, 16, 17, 18, 19],
        # 004: the only column of units is 责任单位
        TABLE: list(range(1, 52)),
        # 001, lines 161 to 166: every note ends in 负责
        SCHEME: [1, 2, 3, 4, 5, 6],
    }


def test_a_measure_of_which_one_clause_lacks_a_lead_is_partly_led(found: Audit) -> None:
    # 003, line 25: （省农业农村厅、省畜牧局按职责分工负责） for the first clause, （省农业农村厅牵头） for the second
    [finding] = [f for f in found.findings if f.rule == "clause-has-lead"]
    assert words_of(finding.focus).endswith(f"{ACTION}/measure/9")
    assert words_of(finding.value).endswith("/measure/9/clause/1")
    assert "深入开展智慧农业建设" in finding.message.zh


def test_every_measure_names_some_unit(found: Audit) -> None:
    assert places(found, "measure-has-unit") == {}


def test_measures_without_any_time(found: Audit) -> None:
    # 001, line 161 (一、加强组织领导): the only measure of a plan of several years that names no time
    assert places(found, "measure-has-schedule") == {SCHEME: [1]}


def test_measures_whose_only_time_is_the_year_of_their_plan(found: Audit) -> None:
    inherited = places(found, "measure-states-schedule")
    # 003 states no time in any measure
    assert inherited[ACTION] == list(range(1, 22))
    # 000 states one in 4 (line 17: 2025年), 19 (line 36: 定期), 21 (line 39: 2025年底) and 25 (line 44: 定期)
    assert inherited[POINTS] == [n for n in range(1, 28) if n not in (4, 19, 21, 25)]
    assert set(inherited) == {ACTION, POINTS}


def test_plans_without_an_issuer(found: Audit) -> None:
    # neither the task table nor the outline and excerpts of the five-year plan names who issued it
    assert {words_of(f.focus).rsplit("/", 1)[1] for f in found.findings if f.rule == "plan-has-issuer"} == {
        TABLE,
        FIVE_YEARS,
    }


def test_the_records_themselves_are_well_formed(found: Audit) -> None:
    core = {c.rule.name for c in found.checked if c.rule.set == "core"}
    assert [f for f in found.findings if f.rule in core] == []
    assert all(c.looked_at > 0 for c in found.checked)


def test_all_measures_and_carried_plans_were_looked_at(found: Audit) -> None:
    looked = {c.rule.name: c.looked_at for c in found.checked}
    assert looked["measure-has-lead"] == 105
    assert looked["plan-has-issuer"] == 5
