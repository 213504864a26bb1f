"""Workbooks (.xlsx, .xlsm): each sheet a table, its values as they are shown.

Read as the workbook shows itself: hidden sheets, rows and columns are left out, and a reading note says so, since a
filter hides rows too. Of a formula the value that the program last worked out counts; a note says where there is none.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping, Set
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from lxml.etree import iterparse

from loaders.formats.number_formats import shown
from loaders.formats.package import damage, examined
from loaders.formats.received import Cell, Lines, Place, Received
from loaders.formats.txt import Unreadable

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["read_workbook"]

_MOST_MERGED = 200_000
#: The library takes 5 µs and half a kilobyte for a cell, which may be one tag.
_MOST_TAGS = 600_000
#: A cell whose formula has no value beside it: made by a program that does not work out formulas.
_UNWORKED = re.compile(
    rb"<(?:\w{1,9}:)?c\b([^<>]*)>\s*<(?:\w{1,9}:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w{1,9}:)?f>)\s*"
    rb"(?:<(?:\w{1,9}:)?v\s*/>|<(?:\w{1,9}:)?v>\s*</(?:\w{1,9}:)?v>)?\s*</(?:\w{1,9}:)?c>"
)
#: A character written by its number (ECMA-376 part 1, 22.9.2.19: ST_Xstring), which the library leaves as it is.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_workbook(content: bytes) -> Received:
    """The text of a workbook; each place is a cell, such as 分工表!C5 (of merged cells the first).

    Raises:
        Unreadable: the file is damaged, or opening it would take too much.
    """
    stream = examined(content, _MOST_TAGS)
    from openpyxl import load_workbook

    # it warns of what it leaves out (pictures, extensions of checks and colours), none of it words
    with damage("workbook (.xlsx)"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        unworked = _examined(stream)
        book = load_workbook(stream, data_only=True, keep_links=False, keep_vba=False)
    lines = Lines()
    gaps = [f"工作簿中有{unworked}个公式没有存下计算结果，没有读取"] if unworked else []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            gaps.append(f"工作表“{sheet.title}”是隐藏的，没有读取")
            continue
        gaps += _read_sheet(sheet, lines)
    return lines.received(gaps)


def _examined(stream: BytesIO) -> int:
    """How many formulas have no value; counts what merged cells cover too, of which the library makes objects.

    Raises:
        Unreadable: they cover too much.
    """
    from openpyxl.utils import range_boundaries

    covered = unworked = 0
    with ZipFile(stream) as container:
        for name in container.namelist():
            # a sheet may stand anywhere in the container
            if not name.lower().endswith(".xml"):
                continue
            part = container.read(name)
            # a formula that gives no words is of the type str
            unworked += sum(b'"str"' not in m[1] for m in _UNWORKED.finditer(part))
            if b"mergeCell" not in part:
                continue
            for _, element in iterparse(BytesIO(part), tag="{*}mergeCell"):
                left, top, right, bottom = range_boundaries(element.get("ref", ""))
                covered += ((right or 0) - (left or 0) + 1) * ((bottom or 0) - (top or 0) + 1)
                element.clear()
                if covered > _MOST_MERGED:
                    raise Unreadable(
                        "this workbook has merged cells without end; save the tables of the plan alone"
                    )
    stream.seek(0)
    return unworked


def _read_sheet(sheet: Worksheet, lines: Lines) -> list[str]:
    """Writes the rows of a sheet; says what of it is hidden."""
    hidden_columns = _hidden_columns(sheet)
    hidden_rows = {n for n, row in sheet.row_dimensions.items() if row.hidden}
    rows: dict[int, dict[int, Cell]] = {}
    left_out: dict[str, set[int]] = {"行": set(), "列": set()}
    found, errors = _values(sheet, hidden_rows, hidden_columns)
    for (row, column), cell in found.items():
        if row in hidden_rows:
            left_out["行"].add(row)
        elif column in hidden_columns:
            left_out["列"].add(column)
        else:
            rows.setdefault(row, {})[column] = cell
    for columns in _abreast(rows, hidden_columns):
        for number in sorted(rows):
            lines.row([rows[number].get(column, ()) for column in columns])
    gaps = [
        f"工作表“{sheet.title}”有{len(numbers)}{what}是隐藏的，没有读取"
        for what, numbers in left_out.items()
        if numbers
    ]
    return [*gaps, f"工作表“{sheet.title}”有{errors}个单元格是错误值，没有读取"] if errors else gaps


def _abreast(rows: Mapping[int, Mapping[int, Cell]], hidden: Set[int]) -> list[list[int]]:
    """The columns of the tables that stand beside each other on a sheet.

    They are parted by an empty column, which a table may have too: but what the one calls its columns, the other calls
    some of its own.
    """
    columns = sorted({column for row in rows.values() for column in row})
    groups: list[list[int]] = []
    for n, column in enumerate(columns):
        if n == 0 or any(between not in hidden for between in range(columns[n - 1] + 1, column)):
            groups.append([])
        groups[-1].append(column)
    head = next((rows[number] for number in sorted(rows) if len(rows[number]) > 1), {})

    def names(group: Iterable[int]) -> set[str]:
        return {"".join(words for words, _ in head.get(column, ())) for column in group} - {""}

    found = groups[:1]
    for group in groups[1:]:
        if names(found[-1]) & names(group):
            found.append(group)
        else:
            found[-1] += group
    return found


def _values(
    sheet: Worksheet, hidden_rows: Set[int], hidden_columns: Set[int]
) -> tuple[dict[tuple[int, int], Cell], int]:
    """The cells with words by row and column, and how many show an error.

    What is merged over several rows stands in each of them, in the first of its columns that is shown.
    """
    # the cells that the file has: the public iterators go through all between the first and the last
    cells: dict[tuple[int, int], Any] = sheet._cells
    found: dict[tuple[int, int], Cell] = {}
    errors = 0
    for (row, column), cell in cells.items():
        if (value := getattr(cell, "value", None)) is not None:
            if cell.data_type == "e":
                errors += row not in hidden_rows and column not in hidden_columns
                continue
            words = _ESCAPED.sub(_meant, shown(value, cell.number_format, cell._style.numFmtId))
            if words.strip():
                found[row, column] = ((words, Place(cell=f"{sheet.title}!{cell.coordinate}")),)
    for area in sheet.merged_cells.ranges:
        first = found.pop((area.min_row, area.min_col), None)
        if first is not None:
            across = range(area.min_col, area.max_col + 1)
            column = next((c for c in across if c not in hidden_columns), area.min_col)
            for row in range(area.min_row, area.max_row + 1):
                found[row, column] = first
    return found, errors


def _meant(escaped: re.Match[str]) -> str:
    """The character that is written by its number; those that control a printer are blanks."""
    character = chr(int(escaped[1], 16))
    return character if character >= " " else " "


def _hidden_columns(sheet: Worksheet) -> frozenset[int]:
    return frozenset(
        column
        for group in sheet.column_dimensions.values()
        if group.hidden
        for column in range(group.min or 0, (group.max or 0) + 1)
    )
