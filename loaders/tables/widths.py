"""The widths at which a copy broke the cells of a table into lines, told by the lines themselves.

In a column that was broken at a width, every line of a cell is as wide as that but the last one. So a full line goes on
in the next, a shorter one ends the cell, and a wider one stands in another column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from loaders.mentions.units import looks_like_unit
from loaders.tables.columns import ACCOUNTABLE, Column

__all__ = ["column_widths", "is_broken_off", "is_full", "is_too_wide", "width"]

_WIDE = re.compile(r"[^\x00-\xff]")
_LAST_ITEM = re.compile(r"[^、，；\s]*$")
#: No name of a unit is longer.
_LONGEST_NAME = 60
#: So many lines must be of one width, and so large a share of those of a column that go on, that it is the column's.
_FEWEST, _SHARE = 3, 0.6
#: No column of words is narrower, in half characters.
_NARROWEST = 12
#: By how much a full line may fall short of the usual width of its column, and exceed it: figures are half as wide.
_SHORT, _OVER = 2, 2
#: Longer cells are no lines.
_LONGEST = 300
#: What may hang over the edge.
_STOPS = "。，；、"


def width(words: str) -> int:
    """How wide some words are, in half characters."""
    return len(words) + len(_WIDE.findall(words))


def is_full(words: str, column: int) -> bool:
    """Whether a line is a full one of a column of a width, so that its cell may go on below it."""
    return width(words) >= column - _SHORT


def is_broken_off(words: str, *, names: bool) -> bool:
    """Whether what a full line says goes on below it; one of a list of units (`names`) may end with a name."""
    return words[-1] not in "。；" and not (names and _ends_name(words))


def is_too_wide(words: str, column: int) -> bool:
    """Whether a line cannot stand in a column of a width.

    It can where it is several lines which cleaning put together: none begins with a stop, and none goes on behind 、.
    """
    if len(words) > _LONGEST:
        return False
    start = 0
    while width(words[start:].rstrip(_STOPS)) > column + _OVER:
        cut = next((c for c in _cuts(words, start) if is_full(words[start:c], column)), len(words))
        if width(words[start:cut].rstrip(_STOPS)) > column + _OVER:
            return True
        start = cut
    return False


def _cuts(words: str, start: int) -> Iterator[int]:
    """Where lines may have been put together: before and behind each stop."""
    for n in range(start + 1, len(words)):
        if words[n] in _STOPS or words[n - 1] in _STOPS:
            yield n


def column_widths(
    words: Sequence[str], placed: Sequence[tuple[int, int]], columns: Sequence[Column]
) -> dict[int, int]:
    """The widths of the columns whose cells were broken into lines, by the column.

    Args:
        words: the lines of the cells.
        placed: the row and the column of each, as far as they can be told without the widths.
        columns: the columns of the table.
    """
    going_on: dict[int, list[int]] = {}
    broken: Counter[int] = Counter()
    for n in range(len(words) - 1):
        column = placed[n][1]
        if placed[n] == placed[n + 1] and column >= 0:
            going_on.setdefault(column, []).append(width(words[n]))
            broken[column] += not _ends_name(words[n])
    found: dict[int, int] = {}
    for column, given in going_on.items():
        usual, count = max(Counter(given).items(), key=lambda item: (item[1], item[0]))
        full = sum(usual - _SHORT <= w <= usual + _OVER for w in given)
        if count < _FEWEST or usual < _NARROWEST or full < _SHARE * len(given):
            continue
        if columns[column].kind in ACCOUNTABLE and 2 * broken[column] < len(given):
            continue  # a unit on each line
        found[column] = usual
    return found


def _ends_name(words: str) -> bool:
    """Whether a line of a list of units ends with the name of one."""
    last = _LAST_ITEM.search(words[-_LONGEST_NAME:])
    return last is not None and looks_like_unit(last[0])
