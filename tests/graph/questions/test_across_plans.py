"""Questions 23 to 25, 29 to 31: what stands between plans, and how far it was read.

Each answer was found by reading the document named beside it; “line” is the line of the file.
"""

from __future__ import annotations

from pathlib import Path

from api.build import build, inputs
from ontology.terms import DEFAULT_BASE
from tests.graph.questions.asked import (
    ACTION,
    FIVE_YEARS,
    OUTLINE,
    POINTS,
    SCHEME,
    TABLE,
    Asked,
)


def test_who_took_over(ask: Asked) -> None:
    rows = {row["agency_label"]: row for row in ask("successor-agencies")}
    finance = rows["山东省地方金融监督管理局"]
    assert finance["successor_label"] == "中共山东省委金融委员会办公室"
    assert finance["measures"] == "3"  # 004 row 7; 003 （十） second note; 001 五 first note
    assert finance["verified"] == "false"
    assert rows["中国人民银行济南分行"]["measures"] == "2"  # 004 row 7; 001 五 first note
    # 004 rows 4, 13, 14, 16, 33, 34, 37, 38 and 40; what 003 and 000 give the office has stayed with it
    assert rows["山东省人民政府办公厅"]["measures"] == "9"


def test_a_former_name_still_in_use(ask: Asked) -> None:
    rows = ask("obsolete-names")
    # 003 line 25; the table of 2018 (004 row 10) used it while it was in force
    assert [(row["plan_title"], row["mention"], row["verified"]) for row in rows] == [
        (ACTION, "省畜牧局", "false")
    ]


def test_names_out_of_use_in_short_forms_and_of_bodies_that_have_ended(tmp_path: Path) -> None:
    note = "省经信委、质监局牵头，省工业和信息化厅、国土资源部、济南市经信委配合"
    for year in (2017, 2019):
        (tmp_path / f"{year}.txt").write_text(
            f"山东省工业互联网{year}年工作要点\n一、建设平台。建设工业互联网平台。（{note}）\n",
            encoding="utf-8",
        )
    documents, refused = inputs([tmp_path])
    generation = build(tmp_path / "store", documents, DEFAULT_BASE, refused=refused).generation
    assert generation is not None
    rows = Asked(generation.open())("obsolete-names")
    assert {row["plan_title"] for row in rows} == {"山东省工业互联网2019年工作要点"}
    assert [(row["mention"], row["former_name"], row["agency_label"], row["verified"]) for row in rows] == [
        ("省经信委", "山东省经济和信息化委员会", "山东省工业和信息化厅", "false"),
        ("质监局", "山东省质量技术监督局", "山东省质量技术监督局", "false"),
        ("国土资源部", "国土资源部", "国土资源部", "true"),
    ]


def test_which_plan_implements_which(ask: Asked) -> None:
    rows = ask("implementation-chain", plan=SCHEME)
    assert {(row["lower_title"], row["upper_title"]) for row in rows} == {
        (SCHEME, FIVE_YEARS),  # 001 line 160
        (FIVE_YEARS, OUTLINE),  # 001 line 135
        (FIVE_YEARS, TABLE),
    }
    rows = ask("implementation-chain", plan=ACTION)
    assert [(row["lower_title"], row["upper_title"]) for row in rows] == [(ACTION, TABLE)]  # 003 line 3


def test_how_much_is_in_the_text(ask: Asked) -> None:
    rows = {(row["plan_title"], row["kind"]): row for row in ask("inferred-share")}

    def shares(plan: str, kind: str) -> tuple[int, int, int]:
        row = rows[plan, kind]
        assert int(row["facts"]) == sum(int(row[b]) for b in ("stated", "inherited", "inferred", "corrected"))
        return int(row["stated"]), int(row["inherited"]), int(row["inferred"])

    # 000: times stand in lines 17, 36 (定期), 39 and 44 (定期)
    assert shares(POINTS, "Schedule") == (4, 23, 0)
    assert shares(ACTION, "Schedule") == (0, 21, 0)
    # 004: 51 rows with a time, and 定期 in row 50
    assert shares(TABLE, "Schedule") == (52, 0, 0)
    # every unit named in the notes: 161 and twice 等省直有关部门; 60; 39; 184 and one joined by 及
    assert shares(POINTS, "Assignment") == (163, 0, 0)
    assert shares(ACTION, "Assignment") == (60, 0, 0)
    assert shares(SCHEME, "Assignment") == (39, 0, 0)
    assert shares(TABLE, "Assignment") == (185, 0, 0)
    assert shares(FIVE_YEARS, "Succession") == (0, 0, 1)


def test_absent_in_the_text_or_missed_in_reading(ask: Asked) -> None:
    rows = {row["fact_kind"]: row for row in ask("absent-or-missed", plan=POINTS) if row["seen"] == "true"}
    assert set(rows) == {"agencies", "schedules", "targets", "projects", "regions"}
    # 000: 27 measures, each with its units; times stand in the measures of lines 17, 36, 39 and 44
    assert (rows["agencies"]["measures"], rows["agencies"]["without"]) == ("27", "0")
    assert (rows["schedules"]["measures"], rows["schedules"]["without"]) == ("27", "23")
    for row in rows.values():
        assert 0.9 < float(row["recall"]) <= 1
        assert int(row["facts_measured_on"]) > 0
        assert 0 <= int(row["perhaps_missed"]) <= int(row["without"])
    everywhere = {row["fact_kind"]: row for row in ask("absent-or-missed") if row["seen"] == "true"}
    assert {row["measures"] for row in everywhere.values()} == {"105"}


def test_where_the_report_departs(ask: Asked) -> None:
    rows = ask("report-departures", plan=POINTS)
    fidelity = {int(row["number"]): row["fidelity_label"] for row in rows}
    # 002: 14 of the 27 measures; whole in lines 9 (3.), 11, 15-23 (11.), 25, 27, 29, 33-35, 39, and in part in
    # lines 9 (2.), 37, 41 and 43
    assert fidelity == {
        2: "删节", 3: "逐字", 4: "逐字", 10: "改动", 11: "逐字", 12: "逐字", 13: "逐字", 14: "逐字", 16: "逐字",
        18: "删节", 19: "逐字", 21: "删节", 22: "删节", 26: "改动",
    }  # fmt: skip
    wordings = {
        int(row["number"]): (row["report_wording"], row["official_wording"])
        for row in rows
        if row["difference"]
    }
    # 002 line 15 against 000 line 24, 002 line 43 against 000 line 45
    assert wordings == {10: ("办公", "办文"), 26: ("卓越", "卓著")}
    assert {row["document_label"] for row in rows} == {
        "八大方面27项措施，山东出台数字强省建设2025年工作要点（报纸报道）"
    }


def test_where_an_interpretation_departs_from_the_goals_of_its_plan(ask: Asked) -> None:
    rows = {row["section_label"]: row for row in ask("report-departures", plan=FIVE_YEARS)}
    # 001: the six goals of 【目标】, each repeated in 三（二） of the interpretation
    assert {section.removesuffix("实现走在前列") for section in rows} == {
        "数字基础设施", "数字科技创新", "数字经济发展", "数字政府建设", "数字社会构建", "数字生态打造",
    }  # fmt: skip
    assert {s for s, row in rows.items() if row["fidelity_label"] == "改动"} == {"数字科技创新实现走在前列"}
    altered = rows["数字科技创新实现走在前列"]
    # 原创新重大成果 for 原创性重大成果
    assert (altered["report_wording"], altered["official_wording"]) == ("原创新", "原创性")
