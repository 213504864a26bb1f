"""Tables whose rows stand on lines of their own: cells between tabs, bars or the characters of a drawn box.

Rows may go on over several lines, cells of merged columns may be missing, a head may have two levels and come
again on every page, and a drawn box or Markdown has lines of rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.tables.alignment import aligned, misfits
from loaders.tables.bars import BAR, OUTER, SEPARATOR, bars, split
from loaders.tables.boxes import OPENS, RULE, boxed, ends_row, filled, goes_on
from loaders.tables.broken_rows import whole_rows
from loaders.tables.cells import numeric
from loaders.tables.columns import Column, columns, is_head_word
from loaders.tables.head_levels import spread
from loaders.tables.layout import FURNITURE, HEADING, Cell, Found, Line, Rewritten, apart, cover, joined, trim
from loaders.tables.unheaded import given_head, may_begin, told
from loaders.text import Range

__all__ = ["lined", "lined_without_head"]

_PAGE_MARK = re.compile(r"[—–\-·\s]*(?:第?\s*\d{1,3}\s*页?(?:\s*[/,，]?\s*共\s*\d+\s*页)?)[—–\-·\s]*")
#: How many lines without cells may stand within a table.
_REACH = 12
#: How many lines are looked at to tell the columns of a table without a head, and how many cells its rows have.
_SAMPLE = 24
_FEWEST_CELLS = 3


@dataclass(slots=True)
class _Row:
    """The cells of one row: where they stand; or their words alone, where the lines of a box interleave them."""

    start: int
    end: int
    cells: list[Range]
    words: list[str]
    interleaved: bool = False


def lined(text: str, lines: Sequence[Line], first: int) -> tuple[Found, int] | None:
    """The table whose head is the line `first`, and the number of the line after it; nothing where none begins."""
    head = split(text, *lines[first][:2])
    found = columns([text[a:b] for a, b in head]) if len(head) > 1 else None
    return None if found is None else _Reader(text, lines, first, head, found).table()


def lined_without_head(text: str, lines: Sequence[Line], first: int) -> tuple[Found, int] | None:
    """As `lined`, of a table that lacks its head and has its first row in the line `first`.

    Nothing where the line above has cells, which are a head that none knows, or where the cells do not tell their
    columns.
    """
    if first and SEPARATOR.search(lines[first - 1][2]):
        return None
    rows: list[list[str]] = []
    for start, end, words in lines[first : first + _SAMPLE]:
        if FURNITURE.match(words):
            break
        if SEPARATOR.search(words):
            rows.append([text[a:b] for a, b in split(text, start, end)])
            if len(rows) == 1 and (len(rows[0]) < _FEWEST_CELLS or not may_begin(rows[0])):
                return None
    found = told([row for row in rows if len(row) > 1])
    return None if found is None else _Reader(text, lines, first, [], found).table()


class _Reader:
    """Reads the lines below a head; or from the first row on, where the head is lost and the columns are known."""

    def __init__(
        self, text: str, lines: Sequence[Line], first: int, head: list[Range], found: list[Column]
    ) -> None:
        self.text, self.lines, self.first = text, lines, first
        self.head, self.columns = head, found
        self.closed = lines[first][2][-1] in OUTER
        self.bordered = self.closed or lines[first][2][0] in OUTER
        self.merged: list[str] = []  # the names of a head in two levels
        self.ruled = False
        self.body: list[_Row] = []

    def table(self) -> tuple[Found, int] | None:
        """The table, and the number of the line after it."""
        i = last = self._second_level(self.first + 1) if self.head else self.first
        self.ruled = self._is_ruled(i)
        waiting: list[Line] = []
        while i < len(self.lines):
            start, end, words = self.lines[i]
            if RULE.fullmatch(words) or _PAGE_MARK.fullmatch(words):
                i += 1
                continue
            if not SEPARATOR.search(words):
                if len(waiting) >= _REACH or FURNITURE.match(words):
                    break
                waiting.append(self.lines[i])
                i += 1
                continue
            cells = split(self.text, start, end)
            if len(cells) > 1 and columns([self.text[a:b] for a, b in cells]) is not None:
                again = len(cells) == len(self.head) and not any(apart(line[2]) for line in waiting)
                again = again and bars(words) == bars(self.lines[self.first][2])
                if not (self.body and again):  # a head straight below a head begins anew
                    break
                waiting, i = [], i + 1  # the head again, on a further page
                last = i
                continue
            for line in waiting:
                self._between(line)
            waiting = []
            stop = self._row_end(i, cells)
            row = self._row(i, stop, cells)
            self.body += [row] if any(row.words) else []
            i = last = stop
        if not self.body:
            return None
        self.body = [
            _Row(self.body[a].start, self.body[b].end, [], words, interleaved=True) if words else self.body[a]
            for a, b, words in whole_rows([row.words for row in self.body], self.columns)
        ]
        rows: list[list[Cell] | Rewritten] = []
        if self.head:
            rows.append(self._head_row(self._with_number_column(), end=self.body[0].start))
        moved: list[int] = []
        barred = BAR.search(self.lines[self.first][2]) is not None  # tabs may come of cells, which lose none
        for row in self.body:
            whole, placed = self._placed(row)
            moved += [] if whole or not barred else [len(rows)]
            rows.append(placed)
        begin = self.first
        while begin and self.head:
            caption = self._caption(begin - 1)
            if caption is None and RULE.fullmatch(self.lines[begin - 1][2]) is None:
                break
            begin -= 1
            if caption is not None:
                rows.insert(0, [(-1, *caption)])
                moved = [n + 1 for n in moved]
        while last < len(self.lines) and RULE.fullmatch(words := self.lines[last][2]):
            if words[0] in OPENS:  # a further box
                break
            last += 1
        head = "" if self.head else given_head(self.columns)
        table = Found(self.lines[begin][0], self.lines[last - 1][1], self.columns, rows, head)
        cover(table, moved)
        return table, last

    def _caption(self, i: int) -> Range | None:
        """The one cell of a line above the head, which spans the table or is given again in each column."""
        if not SEPARATOR.search(self.lines[i][2]):
            return None
        full = [(a, b) for a, b in split(self.text, *self.lines[i][:2]) if a < b]
        return full[0] if len({self.text[a:b] for a, b in full}) == 1 else None

    def _is_ruled(self, i: int) -> bool:
        """Whether lines of rules stand between the rows, so that a row may take several lines."""
        rules = 0
        for start, end, words in self.lines[i : i + 60]:
            if RULE.fullmatch(words):
                rules += 1
            elif SEPARATOR.search(words) and columns(
                [self.text[a:b] for a, b in split(self.text, start, end)]
            ):
                break  # the head of a further table
        return rules > 2 and SEPARATOR.search(self.lines[i - 1][2]) is not None

    def _second_level(self, i: int) -> int:
        """Reads a second line of heads, which stand below one that spans them; the number of the line after."""
        if i >= len(self.lines) or not SEPARATOR.search(self.lines[i][2]):
            return i
        names = [self.text[a:b] for a, b in split(self.text, *self.lines[i][:2])]
        given = [n for n in names if n]
        if len(given) < 2 or not all(is_head_word(n) and not numeric(n) for n in given):
            return i
        upper = [self.text[a:b] for a, b in self.head]
        if len(names) == len(upper) and (names[0] == upper[0] or not all(names)):
            merged = [low or high for low, high in zip(names, upper, strict=True)]
        else:
            merged = spread([n for n in upper if n], given)
        if (found := columns(merged)) is None:
            return i
        self.columns, self.merged = found, merged
        return i + 1

    def _row_end(self, i: int, cells: Sequence[Range]) -> int:
        """The number of the line after the row that begins with line `i`, which has `cells`."""
        stop = i + 1
        if self.ruled:
            counts = next((n for n, c in enumerate(self.columns) if c.kind in ("number", "work", "title")), 0)
            while stop < len(self.lines) and not ends_row(self.lines[stop][2], counts):
                stop += 1
            return stop
        if self.closed:
            while stop <= min(len(self.lines), i + _REACH):
                if self.lines[stop - 1][2][-1] in OUTER:
                    while stop < len(self.lines) and goes_on(self.lines[stop - 1][2], self.lines[stop][2]):
                        stop += 1
                    return stop
                stop += 1
            return i + 1
        wanted = len(self.columns)
        if (count := 1 + self.lines[i][2].count("\t")) >= wanted:
            return stop
        count = len(cells)
        while 1 < count < wanted and numeric(self._first(i)) and stop < len(self.lines):
            more = len(split(self.text, *self.lines[stop][:2]))
            if count + more - 1 > wanted or numeric(self._first(stop)):
                break
            count += more - 1
            stop += 1
        return stop if count == wanted else i + 1

    def _is_drawn(self, i: int, stop: int) -> bool:
        """Whether each line of a row has its borders, and so a piece of each cell."""
        return self.closed and all(line[2][-1] in OUTER for line in self.lines[i:stop])

    def _first(self, i: int) -> str:
        """The words of the first cell of a line."""
        start, end = split(self.text, *self.lines[i][:2])[0]
        return self.text[start:end]

    def _row(self, i: int, stop: int, cells: list[Range]) -> _Row:
        """The row of the lines from `i` to `stop`, the first of which has `cells`."""
        start, end = self.lines[i][0], self.lines[stop - 1][1]
        if stop - i > 1 and (self.ruled or self._is_drawn(i, stop)):
            pieces = [boxed(line[2]) for line in self.lines[i:stop]]
            width = max(len(p) for p in pieces)
            kinds = [c.kind for c in self.columns] + [""] * width
            full = filled([line[2] for line in self.lines[i:stop]], width)
            words = [
                joined([p[n] if n < len(p) else "" for p in pieces], kinds[n], full[n]) for n in range(width)
            ]
            return _Row(start, end, [], words, interleaved=True)
        if stop - i > 1:
            cells = split(self.text, start, end)
        elif len(cells) < len(self.columns) == len(self.head) and not self.bordered:
            whole = split(self.text, start, end, bordered=False)
            cells = whole if len(whole) == len(self.columns) else cells
        return _Row(start, end, cells, [self.text[a:b] for a, b in cells])

    def _between(self, line: Line) -> None:
        """A line without cells: a heading across the table, or more of the cell before it."""
        start, end, words = line
        if HEADING.match(words) or not self.body or self.body[-1].interleaved or len(words) > 200:
            if len(words) <= 60:
                self.body.append(_Row(start, end, [(start, end)], [words]))
            return
        row = self.body[-1]
        a, _ = row.cells[-1]
        row.cells[-1], row.words[-1], row.end = (a, end), self.text[a:end], end

    def _with_number_column(self) -> list[str]:
        """The names of the head; empty ones are put in where the rows have a number, or names, without a head.

        The head of a merged column may stand over several: the names behind the number keep their places.
        """
        names = self.merged or [self.text[a:b] for a, b in self.head]
        while not names[-1]:
            names, self.columns = names[:-1], self.columns[:-1]
        if any(c.kind == "number" for c in self.columns):
            return names
        for row in self.body[:8]:
            words = [w for w in row.words if w]
            at = next((n for n, w in enumerate(words) if numeric(w)), None)
            if at is None or len(words) <= len(names):
                continue
            left = len(names) - (len(words) - at - 1)
            if not 0 <= left <= at:
                continue
            unnamed = [*[Column("heading", "")] * (at - left), Column("number", "")]
            self.columns = [*self.columns[:left], *unnamed, *self.columns[left:]]
            return [*names[:left], *("" for _ in unnamed), *names[left:]]
        return names

    def _head_row(self, names: list[str], end: int) -> list[Cell] | Rewritten:
        if self.merged:
            start = self.lines[self.first][0]
            return Rewritten(start, trim(self.text, start, end)[1], "\t".join(names))
        given = [cell for cell in self.head if cell[0] < cell[1]]
        places = [n for n, name in enumerate(names) if name]
        return [(n, a, b) for n, (a, b) in zip(places, given, strict=True)]

    def _placed(self, row: _Row) -> tuple[bool, list[Cell] | Rewritten]:
        """Whether a row has all its cells, empty ones too, each in its place; and the cells in their columns."""
        full = [n for n, w in enumerate(row.words) if w]
        if len(full) == 1 and (len(row.words) == 1 or HEADING.match(row.words[full[0]])):
            return True, self._written(row, [(-1, full[0])])
        if len(row.words) == len(self.columns) and not misfits(row.words, self.columns):
            return True, self._written(row, [(n, n) for n in full])
        steps = aligned([row.words[n] for n in full], self.columns)
        return False, self._written(row, [(column, n) for (_, column), n in zip(steps, full, strict=True)])

    def _written(self, row: _Row, places: list[tuple[int, int]]) -> list[Cell] | Rewritten:
        """The row with each cell (the second number) in its column (the first)."""
        if row.interleaved:
            words = [""] * len(self.columns)
            for column, n in places:
                words[column] = joined([words[column], row.words[n]], self.columns[column].kind)
            return Rewritten(row.start, row.end, "\t".join(words).rstrip("\t"))
        cells: list[Cell] = []
        for column, n in places:
            start, end = row.cells[n]
            if cells and cells[-1][0] == column:  # one cell in two pieces
                cells[-1] = (column, cells[-1][1], end)
            else:
                cells.append((column, start, end))
        return cells
