"""Questions 5 to 7: times, places and projects.

Each answer was found by reading the document named beside it; “line” is the line of the file.
"""

from __future__ import annotations

import pytest

from tests.graph.questions.asked import (
    ACTION,
    POINTS,
    SCHEME,
    TABLE,
    Asked,
    numbers,
)


@pytest.mark.parametrize(
    ("year", "ordinals"),
    [
        ("2018", [32, 33, 38, 39, 49]),  # 004 lines 45, 46, 53, 54, 66
        ("2020", [3, 12, 14, 16, 24, 36, 45, 46]),  # 004 lines 8, 19, 21, 25, 35, 49, 62, 63
        ("2019", []),
    ],
)
def test_what_is_due_by_the_table(ask: Asked, year: str, ordinals: list[int]) -> None:
    rows = ask("due-in-year", year=year)
    assert numbers(rows, TABLE) == ordinals
    assert {row["basis"] for row in rows} <= {"Stated"}


def test_completed_and_substantially_completed(ask: Asked) -> None:
    rows = ask("due-in-year", year="2020")
    done = {int(row["ordinal"]) for row in rows if row["completion"] == "Completed"}
    assert done == {36, 45, 46}  # 004 lines 49, 62, 63: 完成; the others 基本完成
    rows = ask("due-in-year", year="2018")
    assert {int(row["ordinal"]) for row in rows if row["completion_label"] == "基本完成"} == {39}  # line 54


def test_an_inherited_year_does_not_pass_for_stated(ask: Asked) -> None:
    # 003 names no time in its measures: all inherit 2021 from the title
    rows = ask("due-in-year", year="2021", plan=ACTION)
    assert numbers(rows, ACTION) == list(range(1, 22))
    assert {row["basis_label"] for row in rows} == {"承接"}
    # 000 line 17 “2025年，力争…” and line 39 “力争2025年底”, both of targets
    stated = [row for row in ask("due-in-year", year="2025", plan=POINTS) if row["basis"] == "Stated"]
    assert numbers(stated, POINTS) == [4, 21]
    assert all(row["target"] for row in stated)


def test_measures_on_qingdao(ask: Asked) -> None:
    rows = ask("region-measures", region="青岛")
    # 003: “无证明城市” (line 7), 先导区 (21), 物流枢纽 (27), 数据中心核心区 (45), 物联网产业基地 (47)
    assert numbers(rows, ACTION) == [1, 7, 10, 17, 18]
    # 004: 青岛城市大数据中心 (line 7), 青岛国际电信业务出入口局 (line 8)
    assert numbers(rows, TABLE) == [2, 3]
    # 001 line 164: 青岛西海岸新区, which lies in 青岛; 青岛市负责 in the same line is no place of work
    assert numbers(rows, SCHEME) == [4]
    assert {row["place_label"] for row in rows if row["plan_title"] == SCHEME} == {"青岛西海岸新区"}
    # 000: 济南—青岛人工智能创新应用先导区 (line 35), 青岛国际通信业务出入口局 (line 38)
    assert {18, 20} <= set(numbers(rows, POINTS))


def test_the_cities_of_one_list_are_read_alike(ask: Asked) -> None:
    # 000 line 29: 推动济南、青岛都市圈联动发展 is of the circles of both cities, or of both cities
    acts = {city: 14 in numbers(ask("region-measures", region=city), POINTS) for city in ("济南", "青岛")}
    assert acts["济南"] == acts["青岛"]


@pytest.mark.parametrize(
    ("region", "plan", "ordinals"),
    [
        ("淄博市", TABLE, [23]),  # 004 line 34
        ("枣庄", TABLE, [2]),  # 004 line 7: 枣庄鲁南大数据中心
        ("临沂", ACTION, [10]),  # 003 line 27
        ("德州", ACTION, [17]),  # 003 line 45
        ("曲阜", POINTS, [13]),  # 000 line 28
        ("烟台", ACTION, [18]),  # 003 line 47
    ],
)
def test_measures_on_other_places(ask: Asked, region: str, plan: str, ordinals: list[int]) -> None:
    rows = ask("region-measures", region=region)
    assert numbers(rows, plan) == ordinals
    assert {row["plan_title"] for row in rows} == {plan}


#: Cities that measures of the corpus act on, by their economic circle.
CITIES = {
    "胶东经济圈": {"青岛市", "烟台市"},
    "鲁南经济圈": {"枣庄市", "临沂市"},
    "省会经济圈": {"济南市", "淄博市", "德州市"},
}


@pytest.mark.parametrize("circle", CITIES)
def test_measures_on_an_economic_circle_are_those_that_name_it_and_those_on_its_cities(
    ask: Asked, circle: str
) -> None:
    rows = ask("region-measures", region=circle)
    named = [row for row in rows if row["place_label"] == circle]
    assert {row["plan_title"] for row in named} == {ACTION}
    assert numbers(named, ACTION) == [14]  # 003 line 37: 省会、鲁南、胶东经济圈
    places = {row["place_label"] for row in rows}
    for other, cities in CITIES.items():
        assert places & cities == (cities if other == circle else set())


def test_a_project_through_the_years(ask: Asked) -> None:
    rows = ask("project-measures", project="晨星工厂")
    assert numbers(rows, POINTS) == [4]  # 000 line 17
    assert numbers(rows, ACTION) == [8]  # 003 line 23
    rows = ask("project-measures", project="爱山东")
    assert numbers(rows, POINTS) == [7]  # 000 line 21
    assert numbers(rows, ACTION) == [1]  # 003 line 7
    assert numbers(ask("project-measures", project="宽带乡村"), ACTION) == [15]  # 003 line 39
