"""Tables that a copy has pulled apart: each cell on a line of its own, the names of the head among them.

Neither where a row ends nor which cells were empty is left. The cells are given back to the columns by what
they look like; a table ends where nothing follows any more that looks like a number, a unit or a time.
Narrow columns come with one character on each line (序, 号; 责, 任, 单, 位).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from loaders.tables.alignment import aligned
from loaders.tables.boxes import OPENS
from loaders.tables.broken_heads import broken_head, may_be_broken
from loaders.tables.cells import fit, numeric
from loaders.tables.columns import ACCOUNTABLE, Column, columns, is_goals, is_head_word
from loaders.tables.head_levels import captioned, one_level
from loaders.tables.head_names import head_names, is_usual
from loaders.tables.headings_across import headings_across, heads_rows
from loaders.tables.layout import FURNITURE, HEADING, Cell, Found, Line, Rewritten, cover
from loaders.tables.widths import column_widths
from loaders.text import Range

__all__ = ["placed", "stacked", "with_numbers"]

_ONE = re.compile(r"[\u4e00-\u9fff]")
#: A head has so many names at most, on so many lines: of one character each.
_MOST_HEADS, _MOST_LINES = 14, 200
#: How often the widths of broken cells are told anew from where the cells stand.
_TIMES = 2
#: How many headings may follow one another, as where an extract has left out what stood below them.
_MOST_HEADINGS = 20
_TOLD = ("number", "time", "stage", "value", "base", "binding", *ACCOUNTABLE)


def stacked(text: str, lines: Sequence[Line], first: int) -> tuple[Found, int] | None:
    """The table whose head begins with the line `first`, and the number of the line after it, if one begins there."""
    parted = first + 1 < len(lines) and _blank_between(text, lines[first][1], lines[first + 1][0])
    return (_stacked(text, lines, first, parted=True) if parted else None) or _stacked(
        text, lines, first, parted=False
    )


def _stacked(text: str, lines: Sequence[Line], first: int, *, parted: bool) -> tuple[Found, int] | None:
    """As `stacked`, with blank lines between the cells (`parted`), or none that tell anything."""
    head, at = _head(text, lines, first, parted=parted)
    given = [text[a:b].replace("\n", "") for a, b in head]
    merged = one_level(given)
    found = columns(merged) if len(merged) > 2 else None
    if found is None or all(c.kind not in _TOLD for c in found) or captioned(found):
        return None
    parted = parted and at < len(lines) and _cell(text, lines, at, parted=True)[1] == at + 1
    cells, ends = _body(text, lines, at, found, parted=parted)
    if len(cells) < 2:
        return None
    words = [text[a:b].replace("\n", "") for a, b in cells]
    found = with_numbers(words, found)
    steps, widths = _placed(words, found)
    steps = steps[: len(steps) - _signed(words, steps, found)]
    cells, ends = cells[: len(steps)], ends[: len(steps)]
    rows: list[list[Cell]] = [[] for _ in range(steps[-1][0] + 1)]
    for (row, column), (a, b) in zip(steps, cells, strict=True):
        mine = rows[row]
        if mine and mine[-1][0] == column:
            mine[-1] = (column, mine[-1][1], b)
        else:
            mine.append((column, a, b))
    places = [n for n, c in enumerate(found) if c.name]
    top: list[Cell] | Rewritten
    if merged == given:
        top = [(n, a, b) for n, (a, b) in zip(places, head, strict=True)]
    else:
        top = Rewritten(head[0][0], head[-1][1], "\t".join(c.name for c in found))
    table = Found(lines[first][0], lines[ends[-1]][1], found, [top, *rows], wrapped=widths)
    cover(table, range(1, len(table.rows)))
    return table, ends[-1] + 1


def _placed(words: Sequence[str], found: Sequence[Column]) -> tuple[list[tuple[int, int]], dict[int, int]]:
    """As `placed`, of cells that may be broken: once more where that tells at which widths they were; and these."""
    steps = placed(words, found, broken=True)
    widths: dict[int, int] = {}
    for _ in range(_TIMES):
        known, widths = widths, column_widths(words, steps, found)
        if widths == known:
            break
        steps = placed(words, found, broken=True, widths=widths)
    return steps, widths


def with_numbers(words: Sequence[str], found: list[Column]) -> list[Column]:
    """The columns, with one for the numbers of the rows where the head names none and the cells have them."""
    start = words[: 4 * len(found)]
    if any(c.kind == "number" for c in found) or sum(map(numeric, start)) < 2 or is_goals(found):
        return found
    place = 0 if numeric(words[0]) else 1
    return [*found[:place], Column("number", ""), *found[place:]]


def placed(
    words: Sequence[str],
    found: Sequence[Column],
    *,
    broken: bool = False,
    kept: bool = False,
    widths: Mapping[int, int] | None = None,
) -> list[tuple[int, int]]:
    """The row and the column of each cell; a heading across the table is a row of its own, in the column -1.

    Args:
        words: the cells in their order, empty ones only where the copy has kept them.
        found: the columns of the table.
        broken: whether a cell may stand in several pieces.
        kept: whether the copy has kept empty cells, and lost only those that merged ones cover.
        widths: at which widths the cells of columns were broken into lines.
    """
    result: list[tuple[int, int]] = []
    at = row = 0
    headings = headings_across(words, found[-1].kind) if found[0].kind == "number" else []
    for heading in [*headings, len(words)]:
        if at < heading:
            steps = aligned(words[at:heading], found, one_row=False, broken=broken, kept=kept, widths=widths)
            result += [(row + n, column) for n, column in steps]
            row += steps[-1][0] + 1
        if heading < len(words):
            result.append((row, -1))
            row += 1
        at = heading + 1
    return result


_DATE = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")


def _signed(words: Sequence[str], placed: Sequence[tuple[int, int]], found: Sequence[Column]) -> int:
    """How many of the last cells are none but the signature and the date below the table."""
    last = placed[-1][0]
    told = {found[column].kind if column >= 0 else "title" for row, column in placed if row == last}
    if (
        last
        and not told & {"number", "work", "title", "indicator"}
        and any(c.kind == "number" for c in found)
    ):
        return sum(row == last for row, _ in placed)
    return int(len(placed) > 1 and placed[-1] == placed[-2] and _DATE.fullmatch(words[-1]) is not None)


def _upright(lines: Sequence[Line], i: int, stop: int) -> int:
    """The number of the line after a run of lines of one character each, which begins at line `i`; `stop` at most."""
    while i < stop and _ONE.fullmatch(lines[i][2]):
        i += 1
    return i


def _cell(text: str, lines: Sequence[Line], i: int, *, parted: bool) -> tuple[Line, int]:
    """The cell that begins at line `i`, and the number of the line after it.

    Where blank lines part the cells, lines without one between them are one cell.
    """
    start, end, words = lines[i]
    stop = min(len(lines), i + _MOST_LINES) if parted else i
    i += 1
    while i < stop and not _blank_between(text, end, lines[i][0]):
        end, words = lines[i][1], words + lines[i][2]
        i += 1
    return (start, end, words), i


def _blank_between(text: str, end: int, start: int) -> bool:
    return text.count("\n", end, start) > 1


def _head(text: str, lines: Sequence[Line], first: int, *, parted: bool) -> tuple[list[Range], int]:
    """The names of the head that begins at line `first`, and the number of the line after them."""
    names, i = _names(text, lines, first, parted=parted)
    if i < len(lines) and not numeric(lines[i][2]) and may_be_broken(text, lines[first]):
        if heads_rows([line[2] for line in lines[i : i + 2]]):
            return names, i
        cells: list[Line] = []
        ends: list[int] = []
        at = first
        while at < min(len(lines), first + _MOST_LINES):
            cell, at = _cell(text, lines, at, parted=parted)
            cells.append(cell)
            ends.append(at)
        if (broken := broken_head(cells)) is not None:
            return broken[0], ends[broken[1] - 1]
    return names, i


def _names(text: str, lines: Sequence[Line], first: int, *, parted: bool) -> tuple[list[Range], int]:
    """As `_head`, where each name stands on a line of its own, or all in one."""
    names: list[Range] = []
    seen: set[str] = set()
    i, last = first, min(len(lines), first + _MOST_LINES)
    while i < last and len(names) < _MOST_HEADS and lines[i][2] not in seen:
        if len(lines[i][2]) > 1:  # a head has each name once
            seen.add(lines[i][2])
        stop = _upright(lines, i, last)
        if stop - i > 1:
            upright = _upright_names(text, lines, i, stop)
            if not upright:
                break
            names += upright
            i = stop
            continue
        cell, stop = _cell(text, lines, i, parted=parted)
        if all(is_usual(line[2]) for line in lines[i:stop]):
            cell, stop = lines[i], i + 1
        if len(several := head_names(text, *cell[:2])) > 1:
            names += several
            i = stop
            continue
        if not is_head_word(cell[2]) or numeric(cell[2]):
            break
        names.append(cell[:2])
        i = stop
    return names, i


def _upright_names(text: str, lines: Sequence[Line], i: int, stop: int) -> list[Range]:
    """The names that lines of one character each spell."""
    spelt = "".join(line[2] for line in lines[i:stop])
    return [(lines[i + a][0], lines[i + b - 1][1]) for a, b in head_names(spelt, 0, len(spelt))]


def _body(
    text: str, lines: Sequence[Line], i: int, found: Sequence[Column], *, parted: bool
) -> tuple[list[Range], list[int]]:
    """The cells below a head, and the number of the line of each, up to the last that is surely one."""
    kinds = [c.kind for c in found if c.kind in _TOLD] + ["number"]
    names = {c.name for c in found}
    reach = max(2 * len(found), 10)
    cells: list[Range] = []
    ends: list[int] = []
    met: set[str] = set()
    sure = again = 0
    while i < len(lines) and len(cells) - sure <= reach and again <= reach:
        stop = _upright(lines, i, len(lines))
        if stop - i > 1:
            cells.append((lines[i][0], lines[stop - 1][1]))
            ends.append(stop - 1)
            i, sure = stop, len(cells)
            continue
        (start, end, words), stop = _cell(text, lines, i, parted=parted)
        if (
            words[0] in OPENS
            or FURNITURE.match(words)
            or (HEADING.match(words) and not _goes_on(lines, i, found))
        ):
            break
        repeated = len(cells) - sure < reach and is_head_word(words) and words in names
        again = again + 1 if repeated else 0
        if not repeated:  # the head again, on a further page
            cells.append((start, end))
            ends.append(stop - 1)
            known = words in met or any(fit(words, kind) >= 3 for kind in kinds) or _is_share(words, found)
            if known or (sure == len(cells) - 1 and _ends_row(words, found)):
                sure = len(cells)
            met.add(words)
        i = stop
    if i == len(lines) and sure and numeric(text[slice(*cells[sure - 1])]):
        sure = len(cells)  # the last row of a text that was cut off
    return cells[:sure], ends[:sure]


_SHARE = re.compile(r"约?\d{1,3}(?:\.\d+)?%")


def _is_share(words: str, found: Sequence[Column]) -> bool:
    """Whether a cell tells how much is done, below a head that asks for it."""
    return _SHARE.fullmatch(words) is not None and any(c.kind == "status" for c in found)


_LONGEST_STATUS = 30


def _ends_row(words: str, found: Sequence[Column]) -> bool:
    """Whether a cell says how far things are, where rows end with that."""
    return found[-1].kind == "status" and len(words) <= _LONGEST_STATUS and fit(words, "status") >= 3


def _goes_on(lines: Sequence[Line], i: int, found: Sequence[Column]) -> bool:
    """Whether a row follows a heading, or several of them: a cell that names units, or a bare number."""
    start = i + 1
    while start < min(len(lines), i + _MOST_HEADINGS) and HEADING.match(lines[start][2]):
        start += 1
    accountable = [c.kind for c in found if c.kind in ACCOUNTABLE]
    return any(
        numeric(words) or any(fit(words, kind) >= 3 for kind in accountable) or _is_share(words, found)
        for _, _, words in lines[start : start + 1 + len(found)]
    )
