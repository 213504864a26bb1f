"""Tables on a page: found by their ruling lines, cells merged where a line between two of them is missing."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loaders.formats.glyphs import Glyph, Ruling

__all__ = ["Grid", "grids"]

#: How far apart two lines may lie that were drawn for one, and two ends that were meant to meet.
_NEAR = 3.0
#: Shorter lines are parts of letters or underlines of a word.
_SHORT = 8.0
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

    def take(self, glyph: Glyph) -> bool:
        """Puts a character into the cell that its middle is in; whether there is one."""
        x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
        if not (self.columns[0] < x < self.columns[-1] and self.rows[-1] < y < self.rows[0]):
            return False
        column = bisect_right(self.columns, x) - 1
        row = bisect_right(self.rows, -y, key=lambda edge: -edge) - 1
        self.glyphs[self.cell[row][column]].append(glyph)
        return True

    def width(self, cell: tuple[int, int]) -> float:
        """How wide a cell is."""
        row, column = cell
        last = column
        while last + 1 < len(self.columns) - 1 and self.cell[row][last + 1] == cell:
            last += 1
        return self.columns[last + 1] - self.columns[column]


def grids(rulings: Sequence[Ruling]) -> list[Grid]:
    """The tables that the lines of a page make, from top to bottom; a frame of one row or column is none."""
    lines = _joined([r for r in rulings if r.end - r.start >= _SHORT])[:_MOST_RULINGS]
    found = [g for group in _groups(lines) if (g := _grid(group)) is not None]
    return sorted(found, key=lambda g: -g.top)


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
    if len(columns) < 3 or len(rows) < 3:
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
