"""Whole documents: units in their roles, times, targets and places of measures, by the reading rules."""

from __future__ import annotations

from dataclasses import fields

import pytest

from ontology.records import Assignment, Record, Schedule, Target
from tests.loaders.reading import CORPUS, Facts, corpus, measure, read

#: The words of a measure, and its units by role (as written).
UNITS: list[tuple[str, dict[str, list[str]]]] = [
    ("建设平台。建成平台。（省数据局牵头）", {"Lead": ["省数据局"]}),
    ("建设平台。建成平台。（省数据局牵头，省财政厅配合）", {"Lead": ["省数据局"], "Cooperating": ["省财政厅"]}),
    ("建设平台。建成平台。（责任单位：省数据局、省财政厅）", {"Responsible": ["省数据局", "省财政厅"]}),
    (
        "建设平台。建成平台。（牵头单位：省数据局；责任单位：各市政府）",
        {"Lead": ["省数据局"], "Responsible": ["各市政府"]},
    ),
    ("建设平台。建成省级平台，完善运行机制，推进资源共享。", {}),
    # beside a note, a unit in a sentence is part of the work; without one, it is all that tells who answers
    (
        "建设平台。由省数据局牵头建设省级平台，完善运行机制。（省财政厅负责）",
        {"Responsible": ["省财政厅"]},
    ),
    ("建设平台。由省数据局牵头建设省级平台，完善运行机制。", {"Lead": ["省数据局"]}),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), UNITS)
def test_units_in_their_roles(body: str, expected: dict[str, list[str]]) -> None:
    facts, first = measure(body, rest=["扩大应用。推广应用。（责任单位：省民政厅）"])
    found = {role: facts.mentions(first, role) for role in ("Lead", "Cooperating", "Responsible")}
    assert {role: mentions for role, mentions in found.items() if mentions} == expected


def test_ranks_are_places_in_the_note() -> None:
    facts, first = measure("建设平台。建成平台。（责任单位：省数据局、省财政厅、省教育厅）")
    assert [(a.mention, a.rank) for a in facts.all(Assignment, first.assignment)] == [
        ("省数据局", 1),
        ("省财政厅", 2),
        ("省教育厅", 3),
    ]


def test_the_first_of_a_list_leads_only_where_the_document_says_so() -> None:
    body = (
        "一、任务\n1.甲工作。建设。（责任单位：省数据局、省财政厅）\n"
        "2.乙工作。推进。（责任单位：省教育厅、省数据局）\n"
    )
    plain = read(f"云岭省工作要点\n{body}")
    assert all(m.lead == () for m in plain.measures)
    ruled = read(f"云岭省工作要点\n各项任务列第一位的为牵头单位，下同。\n{body}")
    assert [ruled.mentions(m, "Lead") for m in ruled.measures] == [["省数据局"], ["省教育厅"]]
    assert [ruled.mentions(m, "Responsible") for m in ruled.measures] == [
        ["省数据局", "省财政厅"],
        ["省教育厅", "省数据局"],
    ]
    assert {a.basis for a in ruled.of(Assignment)} == {"Stated"}


def test_units_of_a_blanket_sentence_are_inherited_by_later_measures() -> None:
    facts, first = measure(
        "甲工作。建设。（责任单位：省数据局，以下任务均由各县区政府落实）",
        rest=["乙工作。推进。（责任单位：省财政厅）"],
    )
    second = facts.measures[1]
    assert first.inherited == ()
    assert facts.names(second.inherited) == ["各县区政府"]
    assert facts.mentions(second, "Responsible") == ["省财政厅"]


def test_a_repaired_name_is_marked() -> None:
    facts, first = measure("甲工作。建设。（责任单位：省卫生健康、省数据局）")
    assert [(a.mention, bool(a.repaired)) for a in facts.all(Assignment, first.assignment)] == [
        ("省卫生健康", True),
        ("省数据局", False),
    ]


#: The words of a measure of a plan for 2025, and its schedules.
SCHEDULES: list[tuple[str, list[str]]] = [
    ("甲工作。建设平台。（责任单位：省数据局）", ["Due 2025 inherited"]),
    ("甲工作。9月底前完成建设。（责任单位：省数据局）", ["Due 2025-09 Completed year-inferred"]),
    ("甲工作。2026年底前，完善机制。（责任单位：省数据局）", ["Due 2026"]),
    ("甲工作。每季度通报进展。（责任单位：省数据局）", ["Recurring Quarterly"]),
    ("甲工作。到2025年，覆盖率达到60%。（责任单位：省数据局）", ["Due 2025 of-target"]),
    ("甲工作。完善机制。（责任单位：省数据局；完成时限：6月底前）", ["Due 2025-06 year-inferred"]),
    ("甲工作。完善机制。（责任单位：省数据局；时限要求：持续推进）", ["Ongoing"]),
]


@pytest.mark.parametrize(("body", "expected"), SCHEDULES)
def test_schedules(body: str, expected: list[str]) -> None:
    facts, first = measure(body)
    assert facts.schedules(first) == expected


def test_only_a_plan_of_one_year_hands_its_year_on() -> None:
    facts, first = measure(
        "甲工作。建设平台。（责任单位：省数据局）", title="云岭省数字化规划（2021—2025年）"
    )
    assert first.schedule == ()
    assert facts.plans[0].period_start == 2021


#: The words of a measure of a plan for 2025, and its targets.
TARGETS: list[tuple[str, list[str]]] = [
    ("甲工作。建成智慧社区3000个以上。（责任单位：省数据局）", ["智慧社区 >= 3000 个"]),
    ("甲工作。到2026年，建成3000个左右智慧社区。（责任单位：省数据局）", ["智慧社区 ~ 3000 个 by 2026"]),
    (
        "甲工作。力争智算规模达到12.5E，智算占比达到35%。（责任单位：省数据局）",
        ["智算规模 = 12.5 E soft", "智算比例 = 35 % soft"],
    ),
    ("甲工作。累计建成500个应用基地。（责任单位：省数据局）", ["应用基地 = 500 个 cumulative"]),
    ("甲工作。建成基站10万个。（责任单位：省数据局）", ["基站 = 100000 个"]),
    ("甲工作。深化“双全双百”改革，完善“1+3+N”体系。（责任单位：省数据局）", []),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), TARGETS)
def test_targets(body: str, expected: list[str]) -> None:
    facts, first = measure(body)
    assert facts.targets(first.target) == expected


def test_a_targets_time_is_its_deadline_and_a_schedule_of_it() -> None:
    facts, first = measure("甲工作。到2026年，覆盖率达到60%。（责任单位：省数据局）")
    (target,) = facts.all(Target, first.target)
    (schedule,) = facts.all(Schedule, first.schedule)
    assert str(target.deadline) == "2026"
    assert schedule.of_target == target.iri
    assert target.quote is not None
    assert "覆盖率达到60%" in target.quote


def test_regions_that_the_work_acts_on() -> None:
    facts = read(
        "浙江省2025年数字化工作要点\n一、任务\n"
        "1.甲工作。支持杭州、宁波市建设平台。（责任单位：省数据局、温州市政府）\n"
        "2.乙工作。推进。（责任单位：省教育厅）\n"
    )
    assert facts.names(facts.measures[0].region) == ["杭州市", "宁波市"]
    assert facts.measures[1].region == ()
    assert {"杭州", "杭州市"} <= facts.labels(facts.measures[0].region[0])


# --- what holds of every document of the corpus ---------------------------------------------------


@pytest.fixture(params=CORPUS)
def facts(request: pytest.FixtureRequest) -> Facts:
    return Facts(corpus(request.param).records)


def test_every_record_has_a_label_and_its_own_iri(facts: Facts) -> None:
    assert all(r.label for r in facts.records)
    assert len({r.iri for r in facts.records}) == len(facts.records)


def test_all_iris_are_ascii_under_the_base(facts: Facts) -> None:
    assert all(r.iri.isascii() and r.iri.startswith("https://w3id.org/crossplan/") for r in facts.records)


def test_no_record_points_at_one_that_is_not_there(facts: Facts) -> None:
    """A document's graph stands alone, but for the registry's classes and the regions that others lie in."""
    known = {r.iri for r in facts.records}
    for record in facts.records:
        for f in fields(record):
            if (
                f.name == "iri"
                or f.metadata.get("kind") != "iri"
                or f.name in ("kinds", "exact_match", "close_match", "qudt_unit")
            ):
                continue
            value = getattr(record, f.name)
            for other in value if isinstance(value, tuple) else (value,):
                assert other is None or other in known, (record.iri, f.name, other)  # fmt: skip


def test_a_measure_has_the_union_of_what_its_clauses_have(facts: Facts) -> None:
    for m in facts.measures:
        clauses = [c for c in facts.records if c.iri in m.clause]
        for name in ("lead", "cooperating", "responsible", "target", "project", "region"):
            below = {iri for c in clauses for iri in getattr(c, name)}
            assert below <= set(getattr(m, name)), (m.iri, name)


def test_nothing_inherited_or_inferred_passes_for_stated(facts: Facts) -> None:
    stated = {a.iri for a in facts.of(Assignment) if a.basis == "Stated"}
    for m in facts.measures:
        agencies = {a.agency for a in facts.of(Assignment) if a.iri in m.assignment and a.iri in stated}
        assert {*m.lead, *m.cooperating, *m.responsible} == agencies


def test_stated_facts_say_where_they_were_read(facts: Facts) -> None:
    bearing: list[Record] = [*facts.measures, *facts.of(Target), *facts.of(Assignment)]
    assert all(facts.spans(record) for record in bearing)
