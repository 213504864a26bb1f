"""Workbooks (.xlsx, .xlsm): each sheet a table, its values as they are shown.

Read as the workbook shows itself: hidden sheets, rows and columns are left out, and a reading note says so, since a
filter hides rows too. Of a formula the value that the program last worked out counts.
"""

from __future__ import annotations

import warnings
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
        _bounded(stream)
        book = load_workbook(stream, data_only=True, keep_links=False, keep_vba=False)
    lines = Lines()
    gaps: list[str] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            gaps.append(f"工作表“{sheet.title}”是隐藏的，没有读取")
            continue
        gaps += _read_sheet(sheet, lines)
    return lines.received(gaps)


def _bounded(stream: BytesIO) -> None:
    """Counts what merged cells cover: the library makes an object of each before anybody looks at them.

    Raises:
        Unreadable: they cover too much.
    """
    from openpyxl.utils import range_boundaries

    covered = 0
    with ZipFile(stream) as container:
        for name in container.namelist():
            # a sheet may stand anywhere in the container
            if not name.lower().endswith(".xml") or b"mergeCell" not in (part := container.read(name)):
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


def _read_sheet(sheet: Worksheet, lines: Lines) -> list[str]:
    """Writes the rows of a sheet; says what of it is hidden."""
    hidden_columns = _hidden_columns(sheet)
    hidden_rows = {n for n, row in sheet.row_dimensions.items() if row.hidden}
    rows: dict[int, dict[int, Cell]] = {}
    left_out: dict[str, set[int]] = {"行": set(), "列": set()}
    for (row, column), cell in _values(sheet).items():
        if row in hidden_rows:
            left_out["行"].add(row)
        elif column in hidden_columns:
            left_out["列"].add(column)
        else:
            rows.setdefault(row, {})[column] = cell
    columns = sorted({column for row in rows.values() for column in row})
    for number in sorted(rows):
        lines.row([rows[number].get(column, ()) for column in columns])
    return [
        f"工作表“{sheet.title}”有{len(numbers)}{what}是隐藏的，没有读取"
        for what, numbers in left_out.items()
        if numbers
    ]


def _values(sheet: Worksheet) -> dict[tuple[int, int], Cell]:
    """The cells with words by row and column; a cell merged over several rows stands in each of them."""
    # the cells that the file has: the public iterators go through all between the first and the last
    cells: dict[tuple[int, int], Any] = sheet._cells
    found: dict[tuple[int, int], Cell] = {}
    for (row, column), cell in cells.items():
        if (value := getattr(cell, "value", None)) is not None:
            words = shown(value, cell.number_format, cell._style.numFmtId)
            if words.strip():
                found[row, column] = ((words, Place(cell=f"{sheet.title}!{cell.coordinate}")),)
    for area in sheet.merged_cells.ranges:
        first = found.get((area.min_row, area.min_col))
        if first is not None:
            for row in range(area.min_row + 1, area.max_row + 1):
                found[row, area.min_col] = first
    return found


def _hidden_columns(sheet: Worksheet) -> frozenset[int]:
    return frozenset(
        column
        for group in sheet.column_dimensions.values()
        if group.hidden
        for column in range(group.min or 0, (group.max or 0) + 1)
    )
