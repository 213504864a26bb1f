"""Findings as CSV (RFC 4180), one row each.

A spreadsheet takes text that begins with one of = + - @ for a formula, also behind a tab or the end of a line, and in
some languages full-width; what stands in a document would be run. Before such text stands an apostrophe, and before
text that begins with an apostrophe another one: who reads the file takes off one apostrophe, and has the text as it was
(`unguarded`). Numbers are written as numbers.
"""

from __future__ import annotations

import codecs
import csv
import io

from shapes.findings import Audit
from shapes.reports.links import Links, themselves
from shapes.reports.rows import COLUMNS, Cell, rows

__all__ = ["as_csv", "as_excel_csv", "guarded", "unguarded"]

_GUARD = "'"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", _GUARD)


def as_csv(audit: Audit, _lang: str = "zh", links: Links = themselves) -> bytes:
    """The findings as CSV in UTF-8, waived ones last, with the names that programs know as its first line."""
    return _written(audit, "", links)


def as_excel_csv(audit: Audit, lang: str = "zh", links: Links = themselves) -> bytes:
    """The same for people, with headings in `lang`, and a byte order mark, without which Excel loses Chinese."""
    return codecs.BOM_UTF8 + _written(audit, lang, links)


def guarded(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula."""
    return _GUARD + text if text.startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text.removeprefix(_GUARD)


def _written(audit: Audit, lang: str, links: Links) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.heading.said(lang) if lang else column.name for column in COLUMNS)
    for row in rows(audit, links):
        writer.writerow(_cell(column.cell(row, lang)) for column in COLUMNS)
    return out.getvalue().encode("utf-8", "backslashreplace")


def _cell(cell: Cell) -> str | int:
    if isinstance(cell, int):
        return cell
    return "" if cell is None else guarded(str(cell))
