"""Questions 1 to 4: measures, sources, leads and issuers.

Each answer was found by reading the document named beside it; “line” is the line of the file.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.graph.questions.asked import (
    ACTION,
    FIVE_YEARS,
    OUTLINE,
    POINTS,
    SCHEME,
    TABLE,
    Asked,
)


def test_measures_of_each_plan(ask: Asked) -> None:
    # 000 lines 13-46: 1. to 27.; 003 lines 7-51: （一） to （二十）, and 五、推进措施 (line 53) with a note of its
    # own; 004: rows 1 to 51; 001 lines 161-166: 一、 to 六、
    counted = Counter(row["plan_title"] for row in ask("plan-measures", plan=""))
    assert counted == {POINTS: 27, ACTION: 21, TABLE: 51, SCHEME: 6}


def test_a_heading_with_a_note_is_a_measure_without_a_number(ask: Asked) -> None:
    rows = ask("plan-measures", plan=ACTION)
    assert [row["number"] for row in rows] == [*map(str, range(1, 21)), ""]
    assert rows[-1]["measure_label"] == "推进措施"  # 003 line 53
    assert rows[0]["section_title"] == "加快建设整体高效的数字政府"  # 003 line 5


def test_a_plan_is_found_by_any_part_of_its_title(ask: Asked) -> None:
    for words in ("2025年工作要点", "《数字强省建设2025年工作要点》", "数字强省建设 2025 年"):
        assert {row["plan_title"] for row in ask("plan-measures", plan=words)} == {POINTS}
    iri = ask("plans", plan=ACTION)[0]["plan"]
    assert {row["plan_title"] for row in ask("plan-measures", plan=iri)} == {ACTION}


def test_source_of_a_table_row(ask: Asked, corpus_folder: Path) -> None:
    rows = ask("measure-source", measure="编制实施《山东省电子政务和数据管理办法》")
    words = {row["words"] for row in rows}
    # 004 line 53, row 38
    assert words == {
        "编制实施《山东省电子政务和数据管理办法》。",
        "省司法厅",
        "省政府办公厅",
        "省大数据局",
        "2018年完成",
    }
    received = (corpus_folder / rows[0]["source_name"]).read_bytes().decode("utf-8")
    for row in rows:
        # cleaning closes up the space of “2018 年完成”
        assert received[int(row["start"]) : int(row["end"])].replace(" ", "") == row["words"].replace(" ", "")


def test_what_the_big_data_bureau_leads(ask: Asked) -> None:
    # 003: （一） second and fourth note, （二） both, （三）, （四）, （五）, （六） first, （十二） both, （十三）,
    # （十四）, and 推进措施; no other document designates leads
    rows = ask("agency-leads", agency="省大数据局")
    assert [int(row["ordinal"]) for row in rows] == [1, 1, 2, 2, 3, 4, 5, 6, 12, 12, 13, 14, 21]
    assert {row["plan_title"] for row in rows} == {ACTION}
    assert rows[0]["clause_label"].startswith("加强电子证照应用")
    assert rows[5]["measure_label"] == "实施数字政府强基工程"


def test_an_agency_is_found_by_each_of_its_names(ask: Asked) -> None:
    short = ask("agency-leads", agency="省大数据局")
    assert short == ask("agency-leads", agency="山东省大数据局")
    assert short == ask("agency-leads", agency=short[0]["agency"])
    assert ask("agency-leads", agency="省大数据", plan=ACTION) == []


@pytest.mark.parametrize(
    ("agency", "ordinals"),
    [
        ("省司法厅", [1]),  # 003 line 7, third note
        ("省卫生健康委", [12]),  # 003 line 33, first note
        ("省工业和信息化厅", [7, 8, 11]),  # 003 lines 21, 23, 29
        ("青岛市政府", [7]),  # 003 line 21
        ("省农业农村厅", [9]),  # 003 line 25, second note only: the first has no lead
        ("省财政厅", []),  # 003 line 11: cooperating
    ],
)
def test_leads_of_other_agencies(ask: Asked, agency: str, ordinals: list[int]) -> None:
    assert [int(row["ordinal"]) for row in ask("agency-leads", agency=agency)] == ordinals


def test_issuers_numbers_and_dates(ask: Asked) -> None:
    every = ask("plans")
    rows = {row["plan_title"]: row for row in every}
    assert len(rows) == len(every)  # that 002 reports on 000 by its title makes no second plan of it
    columns = ("issuer_label", "sealed_by_label", "document_number", "issued", "period_start", "period_end")
    told = {title: tuple(row[column] for column in columns) for title, row in rows.items()}
    office = "山东省人民政府办公厅"
    assert told == {
        # 000 lines 2, 7 (代章), 8; it has no document number
        POINTS: ("山东数字强省建设领导小组办公室", "山东省大数据局", "", "2025-04-07", "2025", "2025"),
        # 001 lines 158-159; no date
        SCHEME: (office, "", "鲁政办字〔2021〕75号", "", "2021", "2025"),
        # 001 line 135: 规划期限为2021-2025年; the bundle does not name the issuer
        FIVE_YEARS: ("", "", "", "", "2021", "2025"),
        # 003 has no notice: the issuer is from the catalogue
        ACTION: (office, "", "", "", "2021", "2021"),
        TABLE: ("", "", "", "", "2018", "2022"),
        # only cited, 001 line 135
        OUTLINE: ("", "", "", "", "2021", "2025"),
    }


def test_measures_and_documents_of_each_plan(ask: Asked) -> None:
    rows = {row["plan_title"]: (row["measures"], row["documents"]) for row in ask("plans")}
    assert rows[POINTS] == ("27", "1")
    assert rows[FIVE_YEARS] == ("", "1")  # carried in outline and excerpts, without measures
    assert rows[OUTLINE] == ("", "")


def test_kinds_of_plans(ask: Asked) -> None:
    rows = {row["plan_title"]: row["plan_kind"] for row in ask("plans")}
    # the words of kind in the titles, as the catalogue has them too
    kinds = {POINTS: "工作要点", SCHEME: "实施方案", ACTION: "行动方案", TABLE: "规划", FIVE_YEARS: "规划"}
    assert {title: rows[title] for title in kinds} == kinds
