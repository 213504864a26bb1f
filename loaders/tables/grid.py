"""Reads tables of one form: a row a line, a tab between two cells. Their columns are known by the head.

A line without a tab inside a table is a heading across it. A cell that is empty in a merged column stands for
the one above it; whether it does is for the reader of the rows to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.tables.bars import tabbed
from loaders.tables.cells import numeric, surely_units
from loaders.tables.columns import ACCOUNTABLE, Column, columns, is_goals
from loaders.tables.layout import FURNITURE, HEADING, apart, trim
from loaders.text import Range
from loaders.values import value

__all__ = ["Row", "Table", "tables", "without"]

#: How many lines without a tab may stand between two rows of one table, headings apart.
_REACH = 4
#: Longer lines are no headings.
_LONG = 60
_NAMES = ("number", "heading", "title", "indicator")


@value
class Row:
    """One row: its cells by column, None where one is empty; or a heading across the table, which has no cells."""

    start: int
    end: int
    cells: tuple[Range | None, ...]
    heading: Range | None = None


@dataclass(slots=True)
class Table:
    """A table: where it stands in the clean text, its columns with the cells of their heads, and its rows."""

    start: int
    end: int
    columns: list[Column]
    head: tuple[Range, ...]
    rows: list[Row] = field(default_factory=list)

    @property
    def goals(self) -> bool:
        """Whether it is a table of targets: indicators with figures for one or more years."""
        return is_goals(self.columns)

    @property
    def answered(self) -> bool:
        """Whether it names somebody who answers for a row."""
        units = self.of(*ACCOUNTABLE)
        return any(row.cells[n] is not None for n in units for row in self.rows if row.cells)

    def of(self, *kinds: str) -> list[int]:
        """The columns of these kinds, in order."""
        return [n for n, c in enumerate(self.columns) if c.kind in kinds]


def tables(text: str, start: int, end: int) -> list[Table]:
    """The tables of tasks and of targets between `start` and `end`, in order."""
    found: list[Table] = []
    between: list[Range] = []
    others = 0  # how many of them are no headings
    near = False  # whether the table read last may still go on
    for a, b in _lines(text, start, end):
        if text.find("\t", a, b) < 0:
            line = trim(text, a, b)
            if line[0] == line[1] or not near:
                continue
            between.append(line)
            others += line[1] - line[0] > _LONG or HEADING.match(text, *line) is None
            near = others <= _REACH and FURNITURE.match(text, *line) is None
            continue
        cells = tabbed(text, a, b)
        names = [text[c:d] for c, d in cells]
        if (head := columns(names)) is not None:
            if (
                near and head == found[-1].columns and not any(apart(text[c:d]) for c, d in between)
            ):  # the head again, on a further page
                between.clear()
                others = 0
                continue
            found.append(Table(a, b, head, tuple(cells)))
            near, between, others = True, [], 0
            continue
        if not near:
            continue
        table = found[-1]
        table.rows += [Row(*line, (), line) for line in between]
        between.clear()
        others = 0
        table.rows.append(_row(text, table.columns, cells, a, b))
        table.end = b
    for table in found:
        _unnamed(text, table)
        _headed(text, table)
        if table.goals and not table.of(*ACCOUNTABLE):
            _accountable(text, table)
    return [t for t in found if any(row.cells for row in t.rows)]


def without(text: str, found: Sequence[Table]) -> str:
    """The text with its tables blanked out, each character at its place: what is left is prose."""
    pieces: list[str] = []
    at = 0
    for table in found:
        pieces += (text[at : table.start], "\n" * (table.end - table.start))
        at = table.end
    return "".join((*pieces, text[at:])) if pieces else text


def _lines(text: str, start: int, end: int) -> list[Range]:
    lines: list[Range] = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if start < stop:
            lines.append((start, stop))
        start = stop + 1
    return lines


def _row(text: str, head: Sequence[Column], cells: Sequence[Range], start: int, end: int) -> Row:
    """The row whose cells are given; one that has a single cell, of a merged heading, is a heading."""
    full = [c for c in cells if c[0] < c[1]]
    if len(full) == 1 and len(head) > 2 and not numeric(text[slice(*full[0])]):
        place = cells.index(full[0])
        if place >= len(head) or (
            head[place].kind in ("number", "heading", "title", "indicator") and place == 0
        ):
            return Row(start, end, (), full[0])
    if len(full) > 1 and len({text[a:b] for a, b in full}) == 1 and not numeric(text[slice(*full[0])]):
        return Row(start, end, (), full[0])  # a merged cell repeated in each of its columns
    padded = [*(c if c[0] < c[1] else None for c in cells[: len(head)]), *[None] * (len(head) - len(cells))]
    return Row(start, end, tuple(padded))


def _unnamed(text: str, table: Table) -> None:
    """A column without a head holds the numbers of the rows, or, before these, names that rows share."""
    for n, column in enumerate(table.columns):
        cells = [row.cells[n] for row in table.rows if row.cells]
        full = [c for c in cells if c is not None]
        if column.name or not full or table.of("number"):
            continue
        if all(numeric(text[a:b]) for a, b in full):
            table.columns[n] = Column("number", "")
        elif n < len(table.columns) - 2:
            table.columns[n] = Column("heading", "")


_CHAPTER = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?")


def _headed(text: str, table: Table) -> None:
    """A row that says 一、 and a name is a heading where other rows have figures for numbers."""
    number = next(iter(table.of("number")), None)
    if number is None:
        return
    marks = [text[slice(*cell)] if row.cells and (cell := row.cells[number]) else "" for row in table.rows]
    if not any(mark.rstrip(".．、").isdecimal() for mark in marks):
        return
    for n, (row, mark) in enumerate(zip(table.rows, marks, strict=True)):
        full = [cell for cell in row.cells if cell is not None]
        if len(full) == 2 and _CHAPTER.fullmatch(mark):
            table.rows[n] = Row(row.start, row.end, (), full[-1])


def _accountable(text: str, table: Table) -> None:
    """A column of 单位 in a table of targets holds the units of its figures, or who answers for them."""
    for n in table.of("measure"):
        cells = [text[slice(*cell)] for row in table.rows if row.cells and (cell := row.cells[n]) is not None]
        if cells and all(map(surely_units, cells)):
            table.columns[n] = Column("responsible", table.columns[n].name)
