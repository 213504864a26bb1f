"""Question 32: how far along projects are, plan by plan.

Each answer was found by reading the document named beside it; “line” is the line of the file.
"""

from __future__ import annotations

import pytest

from tests.graph.questions.asked import ACTION, POINTS, TABLE, Asked


@pytest.mark.parametrize(
    ("project", "told"),
    [
        # 004 line 8, 000 line 38: applied for under one name, built under another
        ("出入口局", [(TABLE, "推进…申建", "Planned"), (POINTS, "加快建设", "UnderWay")]),
        ("电信业务出入口局", [(TABLE, "推进…申建", "Planned"), (POINTS, "加快建设", "UnderWay")]),
        # 003 line 7, 000 line 21: by its name, and with what it is
        ("爱山东", [(ACTION, "开展…改造", "InOperation"), (POINTS, "升级", "InOperation")]),
        ("爱山东政务服务平台", [(ACTION, "开展…改造", "InOperation"), (POINTS, "升级", "InOperation")]),
        # 003 line 11, 000 line 24: the last of a list, and alone
        ("山东通", [(ACTION, "建设", "UnderWay"), (POINTS, "做强做优", "InOperation")]),
        # 003 line 23, 000 line 17
        ("晨星工厂", [(ACTION, "打造", "UnderWay"), (POINTS, "培育", "UnderWay")]),
    ],
)
def test_how_far_a_project_is(ask: Asked, project: str, told: list[tuple[str, str, str]]) -> None:
    rows = ask("project-history", project=project)
    assert [(row["plan_title"], row["status"], row["stage"]) for row in rows] == told
    assert {(row["first_year"], row["last_year"]) for row in rows} == {(rows[0]["year"], rows[-1]["year"])}


def test_the_units_are_those_of_the_clause_that_names_it(ask: Asked) -> None:
    # 003 line 15: of the notes of the measure, the one behind 完善省一体化大数据平台
    (row,) = (r for r in ask("project-history", project="省一体化大数据平台") if r["plan_title"] == ACTION)
    assert (row["status"], row["leads"]) == ("完善", "山东省大数据局")
    # 004 line 8
    (row,) = (r for r in ask("project-history", project="出入口局") if r["plan_title"] == TABLE)
    assert row["leads"] == ""
    assert set(row["units"].split("、")) == {
        "山东省通信管理局",
        "山东省工业和信息化厅",
        "济南市人民政府",
        "青岛市人民政府",
    }


def test_a_name_that_a_list_gives_in_part_has_the_words_of_the_list(ask: Asked) -> None:
    # 003 line 27
    rows = ask("project-history", project="临沂国家物流枢纽")
    assert [(row["written"], row["words"]) for row in rows] == [("临沂", "加快济南、青岛、临沂国家物流枢纽")]


def test_the_words_about_another_thing_are_not_its_own(ask: Asked) -> None:
    # 001 line 151: it is the districts' city brains that are hurried on, by carrying out the project
    (row,) = ask("project-history", project="城市大脑项目")
    assert row["words"] == "加快推进设区市实施“城市大脑”项目"
    assert row["status"] == "实施"


def test_where_the_words_do_not_decide_a_stage_there_is_none(ask: Asked) -> None:
    # 003 line 9: 建设和应用 are two stages
    (both,) = ask("project-history", project="互联网+监管")
    assert (both["status"], both["stage"]) == ("加快…建设和应用", "")


def test_every_place_where_a_project_is_named_has_a_row(ask: Asked) -> None:
    rows = ask("project-history", project="")
    assert len({row["mention"] for row in rows}) == len(rows) > 200
