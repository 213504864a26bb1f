"""Tables on a page: found by their ruling lines, cells merged where a line between two of them is missing."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import inf

from loaders.formats.glyphs import Box, Glyph, Ruling

__all__ = ["Grid", "grids"]

#: How far apart two lines may lie that were drawn for one, and two ends that were meant to meet.
_NEAR = 3.0
#: Shorter lines are parts of letters or underlines of a word.
_SHORT = 8.0
#: Lines that part rows alone are at least so many; between two columns stands nothing for so many points.
_LEVELS, _SPARE = 4, 3.0
#: So many such tables a page has at most.
_STACKS = 20
#: More of them are a drawing.
_MOST_RULINGS = 1_000

#: Where a grid's lines run: for each coordinate the stretches that are drawn.
_Drawn = list[list[tuple[float, float]]]


@dataclass(slots=True)
class Grid:
    """A table: the coordinates of its columns (left to right) and rows (top to bottom), and its cells.

    `cell` tells for each row and column the cell there, by the row and column where that cell begins.
    """

    columns: list[float]
    rows: list[float]
    cell: list[list[tuple[int, int]]]
    glyphs: dict[tuple[int, int], list[Glyph]] = field(default_factory=lambda: defaultdict(list))

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.rows[0]

    @property
    def box(self) -> Box:
        """All that it takes up."""
        return Box(self.columns[0], self.rows[-1], self.columns[-1], self.rows[0])

    def take(self, glyph: Glyph) -> bool:
        """Puts a character into the cell that its middle is in; whether there is one."""
        x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
        if not (self.columns[0] < x < self.columns[-1] and self.rows[-1] < y < self.rows[0]):
            return False
        column = bisect_right(self.columns, x) - 1
        row = bisect_right(self.rows, -y, key=lambda edge: -edge) - 1
        self.glyphs[self.cell[row][column]].append(glyph)
        return True

    def sides(self, cell: tuple[int, int]) -> tuple[float, float]:
        """Where a cell begins and ends."""
        row, column = cell
        last = column
        while last + 1 < len(self.columns) - 1 and self.cell[row][last + 1] == cell:
            last += 1
        return self.columns[column], self.columns[last + 1]


def grids(rulings: Sequence[Ruling], glyphs: Sequence[Glyph] = ()) -> list[Grid]:
    """The tables that the lines of a page make, from top to bottom; a frame of one column is none, nor of two cells.

    Where lines part the rows alone, the columns are where none of the `glyphs` between them stand.
    """
    lines = _joined([r for r in rulings if r.end - r.start >= _SHORT])[:_MOST_RULINGS]
    groups = _groups(lines)
    found = [g for group in groups if (g := _grid(group)) is not None]
    for levels in _alone(groups):
        inner = [g for g in glyphs if levels[-1].at < g.bottom and g.top < levels[0].at + _NEAR]
        columns = _columns(levels, inner)
        top = _head(levels[0], columns, glyphs)
        uprights = [Ruling(False, x, levels[-1].at, top) for x in columns]
        levels = [Ruling(True, top, columns[0], columns[-1]), *levels] if top > levels[0].at else levels
        if (grid := _grid([*levels, *uprights])) is not None and _is_of_cells(grid, inner):
            found.append(grid)
    return sorted(found, key=lambda g: -g.top)


def _alone(groups: Iterable[Sequence[Ruling]]) -> list[list[Ruling]]:
    """Level lines that no upright one meets, from top to bottom, those together that are as long as each other."""
    found: dict[tuple[int, int], list[Ruling]] = defaultdict(list)
    for group in groups:
        if len(group) == 1 and group[0].horizontal:
            found[round(group[0].start / _NEAR), round(group[0].end / _NEAR)].append(group[0])
    return [sorted(levels, key=lambda r: -r.at) for levels in found.values() if len(levels) >= _LEVELS][
        :_STACKS
    ]


def _columns(levels: Sequence[Ruling], glyphs: Sequence[Glyph]) -> list[float]:
    """Where the columns between level lines begin and end: in the middle of where nothing stands, and at both ends."""
    start, end = levels[0].start, levels[0].end
    found, reach = [start], start
    for g in sorted((g for g in glyphs if not g.character.isspace()), key=lambda g: g.left):
        if g.left - reach > _SPARE and reach > start:
            found.append((reach + g.left) / 2)
        reach = max(reach, g.right)
    return [*found, end]


def _head(first: Ruling, columns: Sequence[float], glyphs: Sequence[Glyph]) -> float:
    """How far up a table goes above its first line: its head may stand there, if all of it is in the columns."""
    top, ceiling = first.at, inf
    placed: list[tuple[Glyph, int]] = []
    for g in glyphs:
        if g.bottom > first.at - _NEAR and not g.character.isspace():
            column = bisect_right(columns, (g.left + g.right) / 2)
            inside = 0 < column < len(columns)
            if inside and columns[column - 1] - _NEAR < g.left and g.right < columns[column] + _NEAR:
                placed.append((g, column))
            else:  # of a line of prose, or a title
                ceiling = min(ceiling, g.bottom)
    taken: set[int] = set()
    for g, column in sorted(placed, key=lambda one: one[0].bottom):
        if g.bottom > top + 0.8 * (g.top - g.bottom) or g.top > ceiling + _NEAR:
            break
        top = max(top, g.top)
        taken.add(column)
    return top + _NEAR if len(taken) > 1 else first.at


def _is_of_cells(grid: Grid, glyphs: Sequence[Glyph]) -> bool:
    """Whether most rows have words in several columns: lines under headings part no rows."""
    taken: set[tuple[int, int]] = set()
    for g in glyphs:
        y = (g.bottom + g.top) / 2
        row = bisect_right(grid.rows, -y, key=lambda edge: -edge) - 1
        taken.add((row, bisect_right(grid.columns, (g.left + g.right) / 2) - 1))
    rows = [sum(row == n for row, _ in taken) for n in range(len(grid.rows) - 1)]
    return 2 * sum(count > 1 for count in rows) > len(rows)


def _joined(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Lines that lie on each other or go on from one another as one."""
    found: list[Ruling] = []
    for level in (True, False):
        mine = sorted((r for r in rulings if r.horizontal == level), key=lambda r: (r.at, r.start))
        first = 0
        while first < len(mine):
            last = first
            while last + 1 < len(mine) and mine[last + 1].at - mine[last].at <= _NEAR:
                last += 1
            at = sum(r.at for r in mine[first : last + 1]) / (last + 1 - first)
            start = end = None
            for r in sorted(mine[first : last + 1], key=lambda r: r.start):
                if end is None or r.start > end + _NEAR:
                    if start is not None and end is not None:
                        found.append(Ruling(level, at, start, end))
                    start, end = r.start, r.end
                else:
                    end = max(end, r.end)
            if start is not None and end is not None:
                found.append(Ruling(level, at, start, end))
            first = last + 1
    return found


def _groups(lines: Sequence[Ruling]) -> list[list[Ruling]]:
    """The lines that hang together by meeting one another."""
    levels = [r for r in lines if r.horizontal]
    uprights = [r for r in lines if not r.horizontal]
    group = list(range(len(lines)))

    def root(n: int) -> int:
        while group[n] != n:
            group[n] = group[group[n]]
            n = group[n]
        return n

    for i, a in enumerate(levels):
        for j, b in enumerate(uprights, len(levels)):
            if (a.start - _NEAR <= b.at <= a.end + _NEAR) and (b.start - _NEAR <= a.at <= b.end + _NEAR):
                group[root(i)] = root(j)
    found: dict[int, list[Ruling]] = defaultdict(list)
    for n, line in enumerate([*levels, *uprights]):
        found[root(n)].append(line)
    return list(found.values())


def _grid(lines: Sequence[Ruling]) -> Grid | None:
    levels = [r for r in lines if r.horizontal]
    uprights = [r for r in lines if not r.horizontal]
    if len(levels) < 2 or not uprights:
        return None
    # a table may be open at its sides: there its lines end
    columns = _coordinates(
        [*(r.at for r in uprights), min(r.start for r in levels), max(r.end for r in levels)]
    )
    rows = _coordinates(
        [*(r.at for r in levels), min(r.start for r in uprights), max(r.end for r in uprights)]
    )
    rows.reverse()
    if len(columns) < 3 or len(rows) + len(columns) < 6:
        return None
    across, down = _drawn(levels, rows), _drawn(uprights, columns)
    cell: list[list[tuple[int, int]]] = []
    for r in range(len(rows) - 1):
        middle = (rows[r] + rows[r + 1]) / 2
        line: list[tuple[int, int]] = []
        for c in range(len(columns) - 1):
            centre = (columns[c] + columns[c + 1]) / 2
            if c and not _covers(down[c], middle):
                line.append(line[c - 1])
            elif r and not _covers(across[r], centre):
                line.append(cell[r - 1][c])
            else:
                line.append((r, c))
        cell.append(line)
    return Grid(columns, rows, cell)


def _coordinates(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _drawn(lines: Sequence[Ruling], coordinates: Sequence[float]) -> _Drawn:
    found: _Drawn = [[] for _ in coordinates]
    for line in lines:
        nearest = min(range(len(coordinates)), key=lambda n: abs(coordinates[n] - line.at))
        found[nearest].append((line.start, line.end))
    return found


def _covers(stretches: Sequence[tuple[float, float]], at: float) -> bool:
    return any(start <= at <= end for start, end in stretches)
