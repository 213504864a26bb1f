"""Workbooks and tables as text: cells as they are shown."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from loaders.formats import read
from loaders.formats.number_formats import shown
from tests.loaders.formats.writing import xlsx_of

SHOWN: list[tuple[object, str, int, str]] = [
    ("甲", "General", 0, "甲"),
    (60, "General", 0, "60"),
    (0.1 + 0.2, "General", 0, "0.3"),
    (0.95, "0%", 9, "95%"),
    (0.955, "0.0%", 164, "95.5%"),
    (99.9, "0.00", 2, "99.90"),
    (99.0, "0.##", 164, "99"),
    (0.125, "0.00", 2, "0.13"),
    (12000, "#,##0", 3, "12,000"),
    (60, '0"个"', 164, "60个"),
    (60, 'General"个"', 164, "60个"),
    (8, "0.0_ ;[Red]\\-0.0\\ ", 164, "8.0"),
    (-8, "0", 1, "-8"),
    (12345, '0!.0,"万"', 164, "1.2万"),
    (1234567, '#,##0,"千"', 164, "1,235千"),
    (True, "General", 0, "TRUE"),
    (datetime(2025, 6, 30), 'yyyy"年"m"月"d"日"', 164, "2025年6月30日"),
    (datetime(2025, 6, 30), "[$-804]yyyy\\年m\\月", 164, "2025年6月"),
    (datetime(2025, 6, 30), "yyyy-mm-dd", 164, "2025-06-30"),
    (datetime(2025, 6, 30, 9, 5), "yyyy/m/d h:mm", 22, "2025/6/30 9:05"),
    (datetime(2025, 6, 30), "mm-dd-yy", 14, "2025/6/30"),
    (date(2025, 6, 30), "General", 0, "2025-06-30"),
    (time(9, 30), "h:mm", 20, "9:30"),
    (45838, "General", 57, "2025年6月"),
    (45838, "General", 31, "2025年6月30日"),
    (45838, "General", 58, "6月30日"),
]


@pytest.mark.parametrize(("value", "pattern", "number", "wanted"), SHOWN)
def test_values_as_they_are_shown(value: object, pattern: str, number: int, wanted: str) -> None:
    assert shown(value, pattern, number) == wanted


def workbook(rows: Any, change: Any = lambda sheet: None) -> Any:
    return read(xlsx_of(rows, change), "a.xlsx")


def test_merged_cells() -> None:
    def change(sheet: Any) -> None:
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("A3:A4")
        sheet.merge_cells("B4:C4")

    received = workbook(
        [["分工表", None, None], ["序号", "任务", "单位"], [1, "甲", "乙"], [None, "丙", None]], change
    )
    assert received.text == "分工表\n序号\t任务\t单位\n1\t甲\t乙\n1\t丙\t\n"
    assert received.places.at(received.text.rindex("1")).cell == "分工表!A3"


def test_what_is_hidden_is_left_out_and_said() -> None:
    def change(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        other = sheet.parent.create_sheet("底稿")
        other["A1"] = "内部"
        other.sheet_state = "hidden"
        third = sheet.parent.create_sheet("续表")
        third["B2"] = "丁"

    received = workbook([["甲", "x", "乙"], ["丙", "y", "z"]], change)
    assert received.text == "甲\t乙\n丁\n"
    assert received.places.at(received.text.index("丁")).cell == "续表!B2"
    assert received.gaps == (
        "工作表“分工表”有1行是隐藏的，没有读取",
        "工作表“分工表”有1列是隐藏的，没有读取",
        "工作表“底稿”是隐藏的，没有读取",
    )


def test_the_title_over_a_hidden_column_is_shown_and_an_error_is_none() -> None:
    def change(sheet: Any) -> None:
        sheet.merge_cells("A1:C1")
        sheet.column_dimensions["A"].hidden = True
        sheet["C3"].data_type = "e"

    received = workbook([["分工表"], ["序号", "任务", "单位"], [1, "甲", "#N/A"]], change)
    assert received.text == "分工表\n任务\t单位\n甲\n"
    assert received.gaps[1:] == ("工作表“分工表”有1个单元格是错误值，没有读取",)


def test_a_formula_never_worked_out_is_named_and_a_line_end_in_a_cell_is_a_blank() -> None:
    received = workbook([["甲_x000D_\n乙", "=1+1", "丙"], [1, 2, 3]])
    assert received.text == "甲 乙\t\t丙\n1\t2\t3\n"
    assert received.gaps == ("工作簿中有1个公式没有存下计算结果，没有读取",)


def test_tables_beside_each_other_are_two_and_an_empty_column_parts_no_table() -> None:
    head = ["序号", "任务", None, "单位"]
    rows = [["分工表"], [*head, None, *head[:2]], [1, "甲", None, "乙", None, 1, "丙"], [2, "丁", None, "戊"]]
    assert workbook(rows).text == "分工表\n序号\t任务\t单位\n1\t甲\t乙\n2\t丁\t戊\n序号\t任务\n1\t丙\n"


TABLES = [
    ("commas", "序号,任务\n1,甲\n", "序号\t任务\n1\t甲\n"),
    ("semicolons", "序号;任务\n1;甲,乙\n", "序号\t任务\n1\t甲,乙\n"),
    ("tabs", "序号\t任务\n1\t甲,乙\n", "序号\t任务\n1\t甲,乙\n"),
    ("bars", "序号|任务\n1|甲\n", "序号\t任务\n1\t甲\n"),
    ("quotes", '序号,任务\n1,"甲,乙"\n', "序号\t任务\n1\t 甲,乙 \n"),
    ("doubled quotes", '1,"建设""一张网"""\n2,甲\n', '1\t 建设"\u200b一张网"\u200b \n2\t甲\n'),
    ("a line end in quotes", '1,"甲\r\n乙"\r\n2,丙\r\n', "1\t 甲  乙 \r\n2\t丙\r\n"),
    ("a quote never closed", '1,"甲\n2,乙\n', '1\t"甲\n2\t乙\n'),
    ("a row across", "分工表,,\n1,甲,乙\n2,,丙", "分工表  \n1\t甲\t乙\n2\t\t丙"),
]


@pytest.mark.parametrize(("text", "wanted"), [t[1:] for t in TABLES], ids=[t[0] for t in TABLES])
def test_tables_as_text_keep_every_offset_of_the_file(text: str, wanted: str) -> None:
    found = read(text.encode(), "a.csv").text
    assert found == wanted
    assert len(found) == len(text)


def test_the_byte_order_mark_that_a_spreadsheet_program_writes_does_no_harm() -> None:
    assert read('"序号",任务\n1,甲\n'.encode("utf-8-sig"), "a.csv").text == "\ufeff 序号 \t任务\n1\t甲\n"
