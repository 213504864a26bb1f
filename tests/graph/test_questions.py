"""The stored questions have the answers that a person reads in the five documents of the corpus.

Each answer was found by reading the document named beside it; “line” is the line of the file.

    000  数字强省建设2025年工作要点            001  “十四五”规划的解读、提纲、摘录，和实施方案
    002  newspaper report on 000              003  数字山东2021行动方案
    004  table of tasks of 数字山东发展规划（2018—2022年）
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from graph.ask import questions
from graph.local import LocalStore

POINTS = "数字强省建设2025年工作要点"
ACTION = "数字山东2021行动方案"
TABLE = "数字山东发展规划（2018—2022年）"
FIVE_YEARS = "山东省“十四五”数字强省建设规划"
SCHEME = "关于贯彻落实《山东省“十四五”数字强省建设规划》的实施方案"
OUTLINE = "山东省国民经济和社会发展第十四个五年规划和2035年远景目标纲要"

Rows = list[dict[str, str]]


class Asked:
    """Asks a stored question; rows hold strings, local names for terms of the ontology, "" for nothing."""

    def __init__(self, store: LocalStore) -> None:
        self.store = store

    def __call__(self, name: str, **values: str) -> Rows:
        table = self.store.select(questions()[name].query(**values))
        return [
            {column: _plain(term) for column, term in zip(table.columns, row, strict=True)}
            for row in table.rows
        ]


def _plain(term: Any) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return term.value.rpartition("ontology#")[2]
    return str(term.value)


@pytest.fixture(scope="module")
def ask(corpus_store: LocalStore) -> Asked:
    return Asked(corpus_store)


def numbers(rows: Rows, plan: str) -> list[int]:
    """The ordinals of the measures that rows name of one plan, each once, in order."""
    return sorted({int(row["ordinal"]) for row in rows if row["plan_title"] == plan})


# --- 1 to 4: measures, sources, leads, issuers ---------------------------------------------------


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
    rows = {row["plan_title"]: row for row in ask("plans")}
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


# --- 5 to 7: times, places, projects -------------------------------------------------------------


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
        # 003 line 37: 省会、鲁南、胶东经济圈
        ("胶东经济圈", ACTION, [14]),
        ("鲁南经济圈", ACTION, [14]),
        ("省会经济圈", ACTION, [14]),
    ],
)
def test_measures_on_other_places(ask: Asked, region: str, plan: str, ordinals: list[int]) -> None:
    rows = ask("region-measures", region=region)
    assert numbers(rows, plan) == ordinals
    assert {row["plan_title"] for row in rows} == {plan}


def test_a_project_through_the_years(ask: Asked) -> None:
    rows = ask("project-measures", project="晨星工厂")
    assert numbers(rows, POINTS) == [4]  # 000 line 17
    assert numbers(rows, ACTION) == [8]  # 003 line 23
    rows = ask("project-measures", project="爱山东")
    assert numbers(rows, POINTS) == [7]  # 000 line 21
    assert numbers(rows, ACTION) == [1]  # 003 line 7
    assert numbers(ask("project-measures", project="宽带乡村"), ACTION) == [15]  # 003 line 39


# --- 8, 9, 16, 19 to 21, 27: targets -------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "ordinal", "comparator", "value", "unit"),
    [
        (POINTS, 3, "AtLeast", "100", "个"),  # 000 line 15: 100个以上数字化典型应用场景
        (POINTS, 4, "About", "94", "%"),  # line 17: 达到94%左右
        (POINTS, 4, "Exactly", "50", "个"),  # line 17: 50个“晨星工厂”
        (POINTS, 4, "MoreThan", "50", "%"),  # line 17: 超过50%
        (POINTS, 6, "Exactly", "100", "家"),  # line 19: 企业100家
        (POINTS, 11, "Exactly", "99.99", "%"),  # line 25
        (POINTS, 12, "Exactly", "30", "家"),  # line 27
        (POINTS, 14, "AtLeast", "5000", "个"),  # line 29: 不少于5000个
        (POINTS, 16, "AtLeast", "150", "项"),  # line 32
        (POINTS, 21, "Exactly", "12.5", "E"),  # line 39
        (POINTS, 21, "Exactly", "35", "%"),  # line 39
        (POINTS, 22, "About", "10", "个"),  # line 40
        (POINTS, 23, "AtLeast", "1200000", "台"),  # line 41: 120万台以上
        (ACTION, 14, "Exactly", "90", "%"),  # 003 line 37: the 以上 belongs to the stars
        (ACTION, 14, "Exactly", "70", "%"),
        (ACTION, 15, "About", "300", "个"),  # line 39
        (ACTION, 16, "Exactly", "100000", "个"),  # line 43: 10万个
        (ACTION, 20, "AtLeast", "80000", "个"),  # line 51: 8万个以上
        (ACTION, 20, "Exactly", "600", "公里"),  # line 51
        (SCHEME, 5, "AtLeast", "40", "学时"),  # 001 line 165
    ],
)
def test_numeric_targets(ask: Asked, plan: str, ordinal: int, comparator: str, value: str, unit: str) -> None:
    rows = ask("measures-with-targets", plan=plan)
    found = [(row["comparator"], row["value"], row["unit"]) for row in rows if row["ordinal"] == str(ordinal)]
    assert (comparator, value, unit) in found


def test_measures_with_targets(ask: Asked) -> None:
    # 000: figures stand in lines 15, 17, 19, 25, 27, 29, 32, 39, 40, 41 and 43 (5项专项规划); 200G/400G, 5G, 1751
    # and 12345 are names
    rows = ask("measures-with-targets", plan=POINTS)
    assert numbers(rows, POINTS) == [3, 4, 6, 11, 12, 14, 16, 21, 22, 23, 24]
    assert ask("measures-with-targets", plan=TABLE) == []  # 004 sets no figure


def test_no_document_says_whether_targets_bind(ask: Asked) -> None:
    # 约束性 and 预期性 stand nowhere in the corpus
    rows = ask("binding-targets")
    assert {row["plan_title"] for row in rows} == {POINTS, ACTION, FIVE_YEARS, SCHEME}
    for row in rows:
        assert (row["obligatory"], row["expected"]) == ("0", "0")
        assert row["not_stated"] == row["targets"] != "0"


def test_smart_communities_through_the_plans(ask: Asked) -> None:
    rows = ask("indicator-targets", indicator="智慧社区")
    told = {(row["plan_title"], row["comparator_label"], row["value"], row["deadline"]) for row in rows}
    assert told == {
        (ACTION, "左右", "300", "2021"),  # 003 line 39
        (FIVE_YEARS, "恰为", "300", "2021"),  # 001 line 156: 2021年年底前…300个
        (FIVE_YEARS, "左右", "5000", "2025"),  # 001 line 149
        (FIVE_YEARS, "不少于", "5000", "2025"),  # 001 line 156: 2025年年底前
        (POINTS, "不少于", "5000", "2025"),  # 000 line 29
    }
    stated = {row["quote"] for row in rows if row["deadline_basis"] == "Stated"}
    assert stated == {
        "建设300个各具特色的智慧社区（村居）",
        "建设不少于5000个智慧社区（村居）",
    }  # 001 line 156


def test_smart_farms_grow_from_100_to_500(ask: Asked) -> None:
    rows = ask("indicator-targets", indicator="智慧农业应用基地")
    # 003 line 25, 000 line 17
    assert [(row["plan_title"], row["value"]) for row in rows] == [(ACTION, "100"), (POINTS, "500")]


def test_around_5000_and_at_least_5000_disagree(ask: Asked) -> None:
    rows = ask("conflicting-targets", indicator="智慧社区")
    pairs = {frozenset((row["quote"], row["other_quote"])) for row in rows}
    about = "建成5000个左右的智慧社区（村居）"  # 001 line 149
    assert frozenset((about, "建设不少于5000个智慧社区（村居）")) in pairs  # 001 line 156
    assert frozenset((about, "建成不少于5000个智慧社区")) in pairs  # 000 line 29
    # the same figure in the same words of comparison is no conflict
    assert frozenset(("建设不少于5000个智慧社区（村居）", "建成不少于5000个智慧社区")) not in pairs


def test_targets_for_different_years_do_not_disagree(ask: Asked) -> None:
    # 001 line 157: 60 % by 2021, all by 2022
    assert ask("conflicting-targets", indicator="智慧安防小区") == []


def test_which_five_year_targets_the_years_take_up(ask: Asked) -> None:
    rows = ask("target-coverage", plan=FIVE_YEARS)
    taken = {(row["quote"], row["year"], row["year_quote"]) for row in rows}
    assert ("建成5000个左右的智慧社区（村居）", "2021", "打造300个左右智慧社区（村居）") in taken
    assert ("建设不少于5000个智慧社区（村居）", "2025", "建成不少于5000个智慧社区") in taken
    assert {row["year_plan_title"] for row in rows} == {ACTION, POINTS}


def test_which_five_year_targets_no_year_takes_up(ask: Asked) -> None:
    rows = ask("targets-not-broken-down", plan=FIVE_YEARS)
    quotes = [row["quote"] for row in rows]
    assert "全省数字经济总量年均增幅达到11%" in quotes  # 001 line 143
    assert not any("5000" in quote for quote in quotes)
    taken = {row["target"] for row in ask("target-coverage", plan=FIVE_YEARS)}
    assert taken.isdisjoint(row["target"] for row in rows)
    every = {row["target"] for row in ask("targets-without-baseline", plan=FIVE_YEARS)}
    assert taken | {row["target"] for row in rows} == every


def test_no_target_has_a_baseline(ask: Asked) -> None:
    # the documents give no figure for a base year (001 line 135 names the year, 2020, alone)
    rows = ask("targets-without-baseline", plan="")
    total = sum(int(row["targets"]) for row in ask("binding-targets"))
    assert len(rows) == total
    assert "全省数字经济总量年均增幅达到11%" in {row["quote"] for row in rows}


# --- 10 to 15, 28: who ---------------------------------------------------------------------------


def test_every_measure_names_a_unit(ask: Asked) -> None:
    assert ask("measures-without-agency") == []


def test_measures_without_a_designated_lead(ask: Asked) -> None:
    rows = ask("measures-without-lead")
    whole = [row for row in rows if row["notes"] == row["notes_without_lead"]]
    # 000 and 004 list units side by side; 003: （十五） to （十九）; 001 lines 161-166 say 负责 throughout
    assert numbers(whole, POINTS) == list(range(1, 28))
    assert numbers(whole, TABLE) == list(range(1, 52))
    assert numbers(whole, ACTION) == [15, 16, 17, 18, 19]
    assert numbers(whole, SCHEME) == [1, 2, 3, 4, 5, 6]
    # 003 line 25: the first note has no lead, the second has
    partly = [row for row in rows if row not in whole]
    assert [(row["plan_title"], row["ordinal"], row["notes"]) for row in partly] == [(ACTION, "9", "2")]


def test_notes_of_the_implementation_scheme(ask: Asked) -> None:
    # 001 lines 161-166: the brackets that end in 负责
    rows = ask("measures-without-lead", plan=SCHEME)
    assert [row["notes"] for row in rows] == ["2", "4", "3", "3", "3", "4"]


def test_measures_without_time_by_agency(ask: Asked) -> None:
    rows = {row["agency_label"]: row for row in ask("no-deadline-by-agency")}
    bureau = rows["山东省大数据局"]
    # accountable in 23 measures of 000, 14 of 003, 12 rows of 004 and all 6 of 001; without a time of their own
    # are 19 of 000 (not lines 17, 36, 39, 44), all 14 of 003, none of 004, and 一、 of 001
    assert (bureau["measures"], bureau["measures_without_time"]) == ("55", "34")
    assert ask("no-deadline-by-agency", plan=TABLE) == []  # 004: every row has its 进度安排


def test_what_is_led_in_common(ask: Asked) -> None:
    rows = ask("co-led")
    leads = Counter((int(row["ordinal"]), row["note"]) for row in rows)
    # 003: （一） second note, （二） second, （六） both, （七）, （十） first, （十二） both
    assert [ordinal for ordinal, _ in sorted(leads)] == [1, 2, 6, 6, 7, 10, 12, 12]
    assert sorted(leads.values()) == [2, 2, 2, 2, 2, 2, 2, 4]
    four = [row["agency_label"] for row in rows if row["ordinal"] == "7"]
    # line 21, in the order of the text
    assert four == ["山东省工业和信息化厅", "山东省科学技术厅", "济南市人民政府", "青岛市人民政府"]
    assert {row["plan_title"] for row in rows} == {ACTION}


def test_only_row_32_names_nobody_but_groups(ask: Asked) -> None:
    rows = ask("collective-only")
    # 004 line 45: 省政府有关部门、各市政府
    assert {(row["plan_title"], row["number"]) for row in rows} == {(TABLE, "32")}
    assert {row["group_label"]: row["indefinite"] for row in rows} == {
        "省政府有关部门": "true",
        "各市政府": "false",
    }


def pair(rows: Rows, one: str, other: str) -> int:
    found = [row["notes"] for row in rows if {row["agency_label"], row["other_label"]} == {one, other}]
    assert len(found) <= 1
    return int(found[0]) if found else 0


@pytest.mark.parametrize(
    ("one", "other", "notes"),
    [
        # 000: 1, 4-9, 14, 18, 19, 21, 26; 003: （十七）; 004: 5, 27, 37, 39
        ("山东省大数据局", "山东省发展和改革委员会", 17),
        # 000: 4, 5, 13, 18, 19, 24; 003: （十七） to （十九）; 001: the first two notes of 四; 004: 5, 33, 40
        ("山东省大数据局", "山东省工业和信息化厅", 14),
        # 000: 7, 8, 10; 003: （一） second note, （二） second; 004: 4, 13, 33, 34, 37, 38, 40
        ("山东省大数据局", "山东省人民政府办公厅", 12),
        # 000: 12. The two notes of （六） in 003 (line 17) have one of them each
        ("山东省大数据局", "山东省公安厅", 1),
        # 003: （九） first note; 004: 10
        ("山东省农业农村厅", "山东省畜牧兽医局", 2),
        # 003: （七）; 004: 2, 3; 001: 四, second note
        ("济南市人民政府", "青岛市人民政府", 4),
    ],
)
def test_agencies_that_share_notes(ask: Asked, one: str, other: str, notes: int) -> None:
    assert pair(ask("co-responsibility", least="1"), one, other) == notes


def test_the_pairs_that_share_most(ask: Asked) -> None:
    rows = ask("co-responsibility", least="14")
    assert all(int(row["notes"]) >= 14 for row in rows)
    # 000: 4, 5, 17, 18, 19; 003: （十七）; 004: 5, 7, 9, 18, 26, 28, 29, 42, 43, 44, 50
    assert pair(rows, "山东省发展和改革委员会", "山东省工业和信息化厅") == 17
    assert rows[0]["notes"] == "17"


def test_bare_cities_held_accountable_are_their_governments(ask: Asked) -> None:
    # 001 line 166: 省大数据局、各市负责; 省大数据局、省教育厅、各市负责; 004: rows 1, 4, 5, 27
    assert pair(ask("co-responsibility", least="1"), "山东省大数据局", "各市政府") == 6


def test_year_end_load_of_the_big_data_bureau(ask: Asked) -> None:
    rows = ask("year-end-load", agency="省大数据局")
    load = {(row["year"], row["basis"]): (int(row["notes"]), int(row["led"])) for row in rows}
    assert load == {
        ("2018", "Stated"): (3, 0),  # 004: rows 33, 38, 39
        ("2021", "Inherited"): (
            17,
            13,
        ),  # 003: what it leads, and the notes of （十五）, （十七） to （十九）
        ("2025", "Inherited"): (19, 0),  # 000: 23 measures, less those of lines 17, 36, 39 and 44
        ("2025", "Stated"): (2, 0),  # 000: lines 17 and 39
    }


# --- 23 to 25, 29, 31 ----------------------------------------------------------------------------


def test_who_took_over(ask: Asked) -> None:
    rows = {row["agency_label"]: row for row in ask("successor-agencies")}
    finance = rows["山东省地方金融监督管理局"]
    assert finance["successor_label"] == "中共山东省委金融委员会办公室"
    assert finance["measures"] == "3"  # 004 row 7; 003 （十） second note; 001 五 first note
    assert finance["verified"] == "false"
    assert rows["中国人民银行济南分行"]["measures"] == "2"  # 004 row 7; 001 五 first note


def test_a_former_name_still_in_use(ask: Asked) -> None:
    rows = ask("obsolete-names")
    # 003 line 25; the table of 2018 (004 row 10) used it while it was in force
    assert [(row["plan_title"], row["mention"], row["verified"]) for row in rows] == [
        (ACTION, "省畜牧局", "false")
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
    rows = ask("report-departures")
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
