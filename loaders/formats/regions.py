"""In which order a page is read: from top to bottom, but of two columns of print first the left one.

Columns are told from a table without lines by what fills them: most of their lines run from edge to edge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf
from statistics import median
from typing import NamedTuple

from loaders.formats.glyphs import Box, Glyph
from loaders.formats.typesetting import lines

__all__ = ["WHOLE", "Region", "regions", "within"]


class Region(NamedTuple):
    """A part of a page that is read by itself, and whether it is a column beside another."""

    left: float
    bottom: float
    right: float
    top: float
    column: bool = False


#: A page without columns.
WHOLE = Region(-inf, -inf, inf, inf)

#: Where on the width of the text the gap between two columns may be.
_MIDDLE = (0.38, 0.62)
#: Of the characters over the middle so few stand over a gap, and so many characters a page of columns has.
_FEW, _MANY = 0.35, 150
#: How far from the gap, in sizes of print, characters of the columns stay at least.
_AWAY = 0.3
#: A column has so many lines, of which so many are full, and fewer than this have a gap in them, as rows have.
_LINES, _FULL, _TORN = 5, 0.5, 0.3
_APART = re.compile(r"[\u4e00-\u9fff] [\u4e00-\u9fff]")


def regions(glyphs: Sequence[Glyph], tables: Iterable[Box]) -> list[Region]:
    """The parts of a page in the order in which they are read; characters of tables are not among `glyphs`."""
    gap = _gap(glyphs)
    if gap is None:
        return [WHOLE]
    size = median(g.top - g.bottom for g in glyphs)
    across = [Box(*g[1:]) for g in glyphs if g.left < gap + _AWAY * size and g.right > gap - _AWAY * size]
    across += [t for t in tables if t.left < gap < t.right]
    edges = [(inf, inf), *_stretches(across), (-inf, -inf)]
    found: list[Region] = []
    top = inf
    for (_, above), (below, _) in pairwise(edges):
        band = [g for g in glyphs if below < (g.bottom + g.top) / 2 < above]
        sides = [g for g in band if g.right <= gap], [g for g in band if g.left >= gap]
        if not all(_is_column(side, size) for side in sides):
            continue
        if top > above:
            found.append(Region(-inf, above, inf, top))
        found.append(Region(-inf, below, gap, above, column=True))
        found.append(Region(gap, below, inf, above, column=True))
        top = below
    return [*found, Region(-inf, -inf, inf, top)] if found else [WHOLE]


def within(found: Sequence[Region], box: Box) -> int:
    """Which of the regions has the middle of a box in it."""
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return next((n for n, r in enumerate(found) if r.left <= x <= r.right and r.bottom <= y <= r.top), 0)


def _gap(glyphs: Sequence[Glyph]) -> float | None:
    """Where over the middle of a page hardly any characters stand."""
    if len(glyphs) < _MANY:
        return None
    left, right = min(g.left for g in glyphs), max(g.right for g in glyphs)
    step = median(g.top - g.bottom for g in glyphs) / 4
    first, last = (left + share * (right - left) for share in _MIDDLE)
    slots = [0] * (int((last - first) / step) + 1)
    for g in glyphs:
        if g.right > first and g.left < last and not g.character.isspace():
            for n in range(
                max(int((g.left - first) / step), 0), min(int((g.right - first) / step) + 1, len(slots))
            ):
                slots[n] += 1
    least = min(slots)
    if least > _FEW * sum(slots) / len(slots):
        return None
    runs = [n for n, times in enumerate(slots) if times == least]
    return first + (runs[len(runs) // 2] + 0.5) * step


def _stretches(boxes: Iterable[Box]) -> list[tuple[float, float]]:
    """The heights that boxes take up, from top to bottom: each its top and its bottom."""
    found: list[tuple[float, float]] = []
    for box in sorted(boxes, key=lambda b: -b.top):
        if found and box.top >= found[-1][1]:
            found[-1] = (found[-1][0], min(found[-1][1], box.bottom))
        else:
            found.append((box.top, box.bottom))
    return found


def _is_column(glyphs: Sequence[Glyph], size: float) -> bool:
    """Whether characters are lines of print, most of them full."""
    if len(glyphs) < 4 * _LINES:
        return False
    found = lines(glyphs)
    left, right = min(n.left for n in found), max(n.right for n in found)
    full = [n for n in found if n.left < left + 2.5 * size and n.right > right - 2.2 * size]
    if len(found) < _LINES or len(full) < _FULL * len(found):
        return False
    return sum(_APART.search(n.words) is not None for n in found) < _TORN * len(found)
