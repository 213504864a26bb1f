"""Questions 10 to 15 and 28: who answers for what.

Each answer was found by reading the document named beside it; “line” is the line of the file.
"""

from __future__ import annotations

from collections import Counter

import pytest

from tests.graph.questions.asked import (
    ACTION,
    POINTS,
    SCHEME,
    TABLE,
    Asked,
    Rows,
    numbers,
)


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
