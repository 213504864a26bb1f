"""Tables whose cells stand between spaces: a head of several names on one line, and rows below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.tables.alignment import aligned, misfits
from loaders.tables.cells import fit, numeric, surely_units, unit_list
from loaders.tables.columns import ACCOUNTABLE, Column, columns, is_head_word
from loaders.tables.layout import FURNITURE, HEADING, Cell, Found, Line, Rewritten, cover, joined
from loaders.tables.widths import width
from loaders.text import Range

__all__ = ["spaced"]

#: The most lines that a row goes on over.
_MOST_LINES = 8
_MOST_CELLS = 40
#: The kinds of column that a cell tells by what it looks like.
_TOLD = ("person", "time", *ACCOUNTABLE)
_WORDS = re.compile(r"[^\s]+")
#: Cells stand apart by several spaces, words within one by a single space.
_WIDE = re.compile(r"\S+(?:[ ]\S+)*")


def spaced(text: str, lines: Sequence[Line], first: int) -> tuple[Found, int] | None:
    """The table whose head is the line `first`, and the number of the line after it; nothing where none begins."""
    start, end, words = lines[first]
    if len(words) > 120 or " " not in words:
        return None
    head = [m.span() for m in _WORDS.finditer(text, start, end)]
    if len(head) < 3 or not all(is_head_word(text[a:b]) and not numeric(text[a:b]) for a, b in head):
        return None
    found = columns([text[a:b] for a, b in head])
    if found is None:
        return None
    rows: list[list[Cell] | Rewritten] = [[(n, a, b) for n, (a, b) in enumerate(head)]]
    i = last = first + 1
    numbered = found[0].kind == "number"
    open_row: list[Range] = []  # the cells of the row read last
    edges = [_edge(text, a) for a, _ in head]
    while i < len(lines) and i - last < 3:
        start, end, words = lines[i]
        if FURNITURE.match(words):
            break
        cells = _cells(text, start, end, found)
        given = [text[a:b] for a, b in cells]
        begins = _begins(given, numbered=numbered)
        if begins and given != [c.name for c in found]:
            rows += [[(-1, *lines[n][:2])] for n in range(last, i)]
            rows.append(_placed(text, cells, found))
            last, open_row = i + 1, cells
        elif (
            0 < len(open_row) <= _MOST_CELLS
            and i == last
            and not HEADING.match(words)
            and _more(text, lines, i, numbered=numbered)
        ):
            open_row = [*open_row, *cells]
            rows[-1] = _below_heads(text, open_row, edges, found) or _placed(text, open_row, found)
            last = i + 1
        elif not HEADING.match(words) and not begins:
            break
        i += 1
    table = Found(lines[first][0], lines[last - 1][1], found, rows)
    cover(table, range(1, len(rows)))
    return (table, last) if len(rows) > 1 else None


def _begins(given: Sequence[str], *, numbered: bool) -> bool:
    """Whether the cells of a line begin a row: with its number, or with work beside those who are to do it."""
    if numbered and numeric(given[0]):
        return True
    return len(given) > 1 and not surely_units(given[0]) and (not numbered or any(map(unit_list, given[1:])))


def _more(text: str, lines: Sequence[Line], i: int, *, numbered: bool) -> bool:
    """Whether a line has more of the row above it: it is a list of units, or soon the next number follows."""
    if unit_list(lines[i][2]):
        return True
    return numbered and any(
        (mark := _WORDS.match(text, *line[:2])) is not None and mark.end() < line[1] and numeric(mark[0])
        for line in lines[i + 1 : i + _MOST_LINES]
    )


def _cells(text: str, start: int, end: int, found: Sequence[Column]) -> list[Range]:
    """The cells of a line: between wide gaps if it has as many of them as the table, else between single spaces."""
    cells = [m.span() for m in _WIDE.finditer(text, start, end)]
    if len(cells) < max(2, len(found) - 2):
        cells = _whole(text, [m.span() for m in _WORDS.finditer(text, start, end)])
    return [part for cell in cells for part in _parted(text, *cell, found)]


_HAN = re.compile(r"[\u4e00-\u9fff]")


def _whole(text: str, words: Sequence[Range]) -> list[Range]:
    """The words of a line, a single character joined to the word before that it was broken off from: 水资源保 护."""
    whole: list[Range] = []
    for a, b in words:
        alone = b - a == 1 and _HAN.match(text, a) is not None
        if alone and whole and whole[-1][1] == a - 1 and b - whole[-1][0] > 4 and _HAN.match(text, a - 2):
            whole[-1] = whole[-1][0], b
        else:
            whole.append((a, b))
    return whole


def _parted(text: str, start: int, end: int, found: Sequence[Column]) -> list[Range]:
    """The cell, or two where the space behind a full stop was taken for a stray one, before a further cell."""
    stop = text.rfind("。", start, end - 1) + 1
    tail = text[stop:end]
    if stop and any(c.kind in _TOLD and fit(tail, c.kind) >= 2 for c in found):
        return [(start, stop), (stop, end)]
    return [(start, end)]


def _edge(text: str, at: int) -> int:
    """How far from the left edge something stands, in half characters; no farther than a line is looked at."""
    low = max(0, at - _LONGEST)
    return width(text[max(low, text.rfind("\n", low, at) + 1) : at])


#: Longer lines are not in even widths.
_LONGEST = 400
#: By how much the cells of a table in even widths stand off their heads at most, in half characters.
_OFF = 1


def _below_heads(
    text: str, cells: Sequence[Range], edges: Sequence[int], found: Sequence[Column]
) -> Rewritten | None:
    """A row over several lines, if each piece of a cell begins right below the head of its column; else nothing."""
    pieces: list[list[str]] = [[] for _ in found]
    if len(cells) > _MOST_CELLS:
        return None
    for a, b in cells:
        edge = _edge(text, a)
        column = next((n for n, at in enumerate(edges) if abs(edge - at) <= _OFF), None)
        if column is None:
            return None
        pieces[column].append(text[a:b])
    words = [joined(column, found[n].kind) for n, column in enumerate(pieces)]
    return Rewritten(cells[0][0], cells[-1][1], "\t".join(words).rstrip("\t"))


def _placed(text: str, cells: list[Range], found: list[Column]) -> list[Cell]:
    words = [text[a:b] for a, b in cells]
    if len(cells) == len(found) and not misfits(words, found):
        return [(n, a, b) for n, (a, b) in enumerate(cells)]
    row: list[Cell] = []
    for (_, column), (a, b) in zip(aligned(words, found, broken=True), cells, strict=True):
        if row and row[-1][0] == column:
            row[-1] = (column, row[-1][1], b)
        else:
            row.append((column, a, b))
    return row
