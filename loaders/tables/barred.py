"""Tables of web pages whose cells stand on lines of their own, with a bar behind, before or between them.

The bars are those of the cells: one that is empty has its bar too, and only what a merged cell covers has none.
So a row that is short of cells says which cells above it hold on. Where a row ends, the bars seldom tell: a bar
that stands alone ends a row, or an empty cell, or any cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.tables.alignment import aligned, misfits
from loaders.tables.bars import BAR
from loaders.tables.cells import fit, numeric, unit_list
from loaders.tables.columns import ACCOUNTABLE, Column, columns, is_head_word
from loaders.tables.head_levels import captioned, one_level
from loaders.tables.layout import FURNITURE, HEADING, Cell, Found, Line, Rewritten, trim
from loaders.tables.stacks import placed, with_numbers
from loaders.tables.unheaded import given_head, told

__all__ = ["barred", "barred_without_head"]

#: How many lines without a bar a cell may have, and how many cells a head.
_LONGEST_CELL = 12
_MOST_HEADS = 14
_LONGEST_HEAD = 24
_BARS = " |│┃｜║"
_NUMBERS = re.compile(r"(?:序|编)\s?号")
#: How many cells are looked at to tell whether a table without a head begins.
_SAMPLE = 120
#: How well a cell without a bar behind it must fit its column.
_SURE = 3


@dataclass(slots=True)
class _Piece:
    """A cell as it stands between its bars: where, its words on one line, and the line of the bar that closes it.

    Whether it opens a row is known only where cells have their bar before them: the first one of a row has none.
    The last one may have no bar behind it, and be no cell at all: it is `loose`, unless bars stand only between
    cells or the text ends with it.
    """

    start: int
    end: int
    words: str
    line: int
    opens: bool | None
    closed: bool = True
    loose: bool = False


def barred(text: str, lines: Sequence[Line], first: int) -> tuple[Found, int] | None:
    """The table whose head begins with the line `first`, and the number of the line after it, if one begins there."""
    style = _style(lines, first)
    if style is None:
        return None
    head = _head(_pieces(text, lines, first, style))
    given = [p.words for p in head]
    merged = one_level(given)
    found = columns(merged) if len(merged) > 2 else None
    if found is None or captioned(found):
        return None
    below = _below(text, lines, head[-1].line + 1, style, given)
    if not any(p.words for p in below):
        return None
    found = with_numbers([p.words for p in below], found)
    top: list[Cell] | Rewritten
    if merged == given:
        places = [n for n, c in enumerate(found) if c.name]
        top = [(n, p.start, p.end) for n, p in zip(places, head, strict=True)]
    else:
        top = Rewritten(head[0].start, head[-1].end, "\t".join(c.name for c in found))
    return _table(lines, below, Found(lines[first][0], 0, found, [top]))


def _head(pieces: Iterator[_Piece]) -> list[_Piece]:
    """The names of a head: behind 序号 all up to the first number, unusual ones too if a usual one follows them."""
    head: list[_Piece] = []
    known = 0
    for piece in pieces:
        if numeric(piece.words) or HEADING.match(piece.words) or len(head) == _MOST_HEADS:
            break
        if len(head) > 1 and piece.opens:
            break
        if not piece.words:
            continue
        if any(piece.words == p.words for p in head):  # a head has each name once
            break
        usual = is_head_word(piece.words)
        if not usual and (
            known == 0 or not _NUMBERS.fullmatch(head[0].words) or len(piece.words) > _LONGEST_HEAD
        ):
            break
        head.append(piece)
        known = len(head) if usual else known
    return head[:known]


def barred_without_head(
    text: str, lines: Sequence[Line], first: int
) -> tuple[Found, int] | tuple[None, int] | None:
    """As `barred`, of a table that lacks its head and begins with the number of a row.

    Where the cells do not tell their columns there is no table up to the line whose number is given.
    """
    style = _style(lines, first)
    if style is None or (first and BAR.search(lines[first - 1][2])):
        return None
    sample = _below(text, lines, first, style, (), _SAMPLE)
    rows = [[sample[n].words for n in row] for row in _numbered([p.words for p in sample])]
    found = told(rows[:-1] if len(sample) == _SAMPLE else rows)
    if found is None:
        return None, max(sample[-1].line, first + 1) if sample else first + 1
    table = Found(lines[first][0], 0, found, head=given_head(found))
    return _table(lines, _below(text, lines, first, style, ()), table)


def _style(lines: Sequence[Line], first: int) -> str | None:
    """How the bars of the cells stand from line `first` on: `before` them, `behind` them, or `between`, alone.

    None where the line is no cell with a bar of its own.
    """
    words = lines[first][2]
    if bar := BAR.search(words):
        return (
            "behind" if bar.end() == len(words) or (bar.start() == 0 and not BAR.search(words, 1)) else None
        )
    for line in lines[first + 1 : first + 4]:  # a narrow cell may take several lines
        if bar := BAR.match(line[2]):
            return "between" if bar.end() == len(line[2]) else None if BAR.search(line[2], 1) else "before"
    return None


def _pieces(text: str, lines: Sequence[Line], first: int, style: str) -> Iterator[_Piece]:
    """The cells from line `first` on, up to where no bars stand any more."""
    opens: bool | None = True if style == "before" else None
    start: int | None = None
    begun = first
    for n in range(first, len(lines)):
        line_start, line_end, words = lines[n]
        bars = [m.start() for m in BAR.finditer(text, line_start, line_end)]
        if start is None:
            start, begun = line_start, n
        if not bars and (n - begun > _LONGEST_CELL or FURNITURE.match(words)):
            break
        if style == "behind" and begun < n and numeric(words.rstrip(_BARS)):
            a, b = trim(text, start, line_start)  # the last cell of a row has no bar, where rows stand apart
            yield _Piece(a, b, _on_one_line(text[a:b]), n - 1, opens)
            start, begun = line_start, n
        for at in bars:
            a, b = trim(text, start, at)
            yield _Piece(a, b, _on_one_line(text[a:b]), n, opens)
            start, begun = at + 1, n + (at + 1 == line_end)
            if style == "before":
                opens = len(words) == 1 and not (n + 1 < len(lines) and BAR.match(lines[n + 1][2]))
        if start == line_end:
            start = None
    if start is not None and begun < len(lines):
        a, b = trim(text, start, lines[begun][1])
        if a < b and not FURNITURE.match(text, a, b):
            loose = style != "between" and begun + 1 < len(lines)
            yield _Piece(a, b, text[a:b], begun, opens, closed=False, loose=loose)


def _on_one_line(words: str) -> str:
    return " ".join(words.split("\n")) if "\n" in words else words


def _below(
    text: str, lines: Sequence[Line], first: int, style: str, head: Sequence[str], most: int | None = None
) -> list[_Piece]:
    """The cells from line `first` on, without the head again, which further pages have; at most so many."""
    pieces: list[_Piece] = []
    again = 0
    for piece in _pieces(text, lines, first, style) if first < len(lines) else ():
        if head and piece.words == head[again]:
            again += 1
            pieces.append(piece)
            if again == len(head):
                if len(pieces) == again:  # a head straight below a head begins anew
                    return []
                del pieces[-again:]
                again = 0
            continue
        again = 0
        pieces.append(piece)
        if len(pieces) == most:
            break
    return pieces


def _numbered(words: Sequence[str]) -> list[list[int]]:
    """The cells by rows, each of which begins with the next number."""
    rows: list[list[int]] = []
    number = 0
    for n, cell in enumerate(words):
        value = int(cell) if cell.isdecimal() and len(cell) <= 3 else None
        if value is not None and (not rows or value == number + 1):
            rows.append([])
            number = value
        if rows:
            rows[-1].append(n)
    return rows


def _table(lines: Sequence[Line], pieces: list[_Piece], table: Found) -> tuple[Found, int] | None:
    """The table with its rows, and the number of the line after it; nothing where it has none."""
    found = table.columns
    steps = _placed(pieces, found)
    if not pieces[-1].closed and _is_below(steps, pieces[-1], found):
        steps.pop()
        pieces.pop()
    if not steps:
        return None
    rows: list[list[Cell]] = [[] for _ in range(steps[-1][0] + 1)]
    given: list[set[int]] = [set() for _ in rows]
    keeps_empty = False
    for (row, column), piece in zip(steps, pieces, strict=True):
        mine = rows[row]
        if piece.start == piece.end:
            keeps_empty = keeps_empty or bool(mine and column not in given[row])
            given[row].add(column)
            continue
        given[row].add(column)
        if mine and mine[-1][0] == column:
            mine[-1] = (column, mine[-1][1], piece.end)
        else:
            mine.append((column, piece.start, piece.end))
    _cover(table, rows, given, keeps_empty=keeps_empty)
    table.rows += rows
    last = pieces[-1].line
    while last + 1 < len(lines) and not lines[last + 1][2].strip(_BARS):
        last += 1
    table.end = lines[last][1]
    return table, last + 1


def _placed(pieces: Sequence[_Piece], found: Sequence[Column]) -> list[tuple[int, int]]:
    """The row and the column of each cell; a heading across the table is a row of its own, in the column -1."""
    words = [p.words for p in pieces]
    rows = [n for n, p in enumerate(pieces) if p.opens]
    if not rows:
        return placed(words, found, kept=True)
    result: list[tuple[int, int]] = []
    for row, (a, b) in enumerate(zip(rows, [*rows[1:], len(words)], strict=True)):
        mine = words[a:b]
        if len(mine) == len(found) and not misfits(mine, found):
            result += [(row, n) for n in range(len(mine))]
        elif len(mine) == 1 and HEADING.match(mine[0]):
            result.append((row, -1))
        else:
            result += [(row, column) for _, column in aligned(mine, found)]
    return result


def _is_below(steps: Sequence[tuple[int, int]], piece: _Piece, found: Sequence[Column]) -> bool:
    """Whether the last cell, which no bar closes, stands below the table and is none of its cells."""
    words, column = piece.words, steps[-1][1]
    if len(steps) > 1 and steps[-1][0] != steps[-2][0]:
        return piece.loose or (not numeric(words) and (found[0].kind == "number" or unit_list(words)))
    return piece.loose and fit(words, found[column].kind) < _SURE


def _cover(table: Found, rows: Sequence[list[Cell]], given: Sequence[set[int]], *, keeps_empty: bool) -> None:
    """Marks the cells of units and times that one merged cell above covers: they have no bar.

    It is taken for merged where the table shows that it keeps the bars of empty cells or that it has merged cells,
    and never in the last row, where the text may have been cut off.

    Args:
        table: the table; its `covered` is set.
        rows: its rows below the head.
        given: the columns that have a cell, empty or not, by rows.
        keeps_empty: whether it has empty cells with their bars.
    """
    kinds = [c.kind for c in table.columns]
    units = {n for n, kind in enumerate(kinds) if kind in ACCOUNTABLE}
    held = units | {n for n, kind in enumerate(kinds) if kind == "time"}
    work = min((n for n, kind in enumerate(kinds) if kind in ("work", "title")), default=0)
    names = {n for n, kind in enumerate(kinds) if kind in ("number", "heading", "title") or n < work}
    if not keeps_empty and not any(names - mine for mine in given[1:] if -1 not in mine):
        return
    number = next((n for n in names if kinds[n] == "number"), None)
    above: set[int] = set()
    for n, mine in enumerate(given[:-1]):
        if -1 in mine:
            above = set()
            continue
        covered = held - mine & above if number is None or number in mine else set()
        if units & mine and not keeps_empty:
            covered -= units
        if covered:
            table.covered[len(table.rows) + n] = sorted(covered)
        above = {column for column, _, _ in rows[n]} | covered
