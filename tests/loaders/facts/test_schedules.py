"""The schedules of a measure: what the text states, what the plan hands on, and what stays undecided."""

from __future__ import annotations

import pytest

from ontology.records import ReadingNote, Schedule, Zone
from tests.loaders.reading import Facts, read


def plan(title: str, *measures: str) -> Facts:
    """A plan of that title with these measures, read."""
    items = [f"{n}. 建设平台{n}。{text}（市数据局负责）" for n, text in enumerate(measures, start=1)]
    return read("\n".join([title, "一、主要任务", *items]))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("6月底前建成平台。", ["Due 2024-06 year-inferred"]),
        ("2025年底前基本建成平台。", ["Due 2025 SubstantiallyCompleted"]),
        ("推动平台应用。", ["Due 2024 inherited"]),
        ("2022年平台已建成。", ["Due 2024 inherited"]),
        ("每季度通报进展。", ["Recurring Quarterly"]),
    ],
)
def test_a_year_of_the_plan_is_inferred_or_inherited_and_never_stated(text: str, lines: list[str]) -> None:
    facts = plan("江州市数字政府建设2024年工作要点", text, "推进系统整合。")
    assert facts.schedules(facts.measures[0]) == lines


def test_what_a_note_says_again_is_one_time() -> None:
    facts = read(
        "江州市数字政府建设2024年工作要点\n一、主要任务\n"
        "1. 建设平台。3月启动、8月底前基本完成；加强管理。（市数据局负责，8月底前基本完成）\n"
        "2. 整合系统。推进系统整合。（市数据局负责，8月底前完成）\n3. 推广应用。推进应用。（市数据局负责）\n"
    )
    assert facts.schedules(facts.measures[0]) == [
        "Staged 2024-03 year-inferred",
        "Staged 2024-08 SubstantiallyCompleted year-inferred",
    ]


def test_what_two_cells_of_a_row_say_is_one_time() -> None:
    head = "序号\t项目名称\t建设时间\t2024年建设内容\t责任单位\n"
    facts = read(
        f"云溪县2024年民生实事清单\n{head}1\t道路项目\t2024\t建成延伸段道路。\t县住建局\n2\t学校项目\t2024\t改造运动场地。\t县教体局\n"
    )
    assert [len(m.schedule) for m in facts.measures] == [1, 1]


def test_the_year_of_a_date_has_a_basis_only_where_it_is_not_printed() -> None:
    facts = plan("江州市数字政府建设2024年工作要点", "6月底前建成平台。", "2025年底前建成系统。")
    basis = {s.text: s.year_basis for s in facts.of(Schedule)}
    assert basis == {"6月底前": "Inferred", "2025年底前": None}


def test_a_time_of_no_known_year_keeps_its_words_and_is_noted() -> None:
    facts = plan("江州市数字政府建设工作要点", "年底前建成平台。", "推进系统整合。")
    (schedule,) = facts.of(Schedule)
    assert (schedule.schedule_kind, schedule.text, schedule.due, schedule.basis) == (
        "Due",
        "年底前",
        None,
        "Stated",
    )
    (note,) = facts.of(ReadingNote)
    assert (note.kind, note.concerns) == ("undated-time", schedule.iri)


def test_what_a_plan_of_several_years_tells_of_years_before_it_is_no_schedule() -> None:
    facts = plan(
        "江州市数字政府建设规划（2023—2025年）", "2021年全市建成平台3个，2023年建成5个。", "推进系统整合。"
    )
    assert [s.text for s in facts.of(Schedule)] == ["2023年"]


def test_a_zone_that_the_registry_does_not_have_is_a_place_with_all_its_names() -> None:
    facts = plan(
        "四川省数字政府建设2024年工作要点", "支持成都高新技术产业开发区先行。", "支持成都高新区试点。"
    )
    (zone,) = facts.of(Zone)
    assert (zone.pref_label, zone.alt_label) == ("成都高新区", ("成都高新技术产业开发区",))
    assert zone.within == ("https://w3id.org/crossplan/id/region/510100",)
    assert [m.region for m in facts.measures] == [(zone.iri,), (zone.iri,)]
