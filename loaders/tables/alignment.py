"""Gives cells back to their columns, where a copy has lost which cell stood where.

A copy of a table that is pulled apart keeps the order of its cells and loses the empty and the merged ones,
often also where a row ends. What the cells look like tells it: the best way through the columns is looked
for (Viterbi), each cell standing in the column of the one before, in a later one, or in a new row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from loaders.tables.cells import fit, surely_units
from loaders.tables.columns import ACCOUNTABLE, Column
from loaders.tables.widths import is_broken_off, is_full, is_too_wide

__all__ = ["aligned", "misfits"]

_NEVER = -1000.0
#: What it costs that an empty cell is none of the row, but the gap between two rows.
_NOWHERE = 0.7
#: What it costs that a row has no number where no cell is lost but those that merged ones cover.
_NUMBERED = 6.0
#: What it costs that a cell ends with a full line, and that it goes on behind one that is not full.
_BROKEN_OFF, _ENDED = 2.5, 3.0
#: Kinds of columns of free words.
_WORDS = ("heading", "title", "work")
#: What it costs that a row has no cell of a kind: the number and the names are often merged over several rows.
_SKIP = {
    "number": 3.0,
    "heading": 0.2,
    "title": 0.8,
    "work": 2.5,
    "indicator": 3.0,
    "other": 0.4,
    "place": 0.4,
    "person": 0.8,
}


def misfits(words: Sequence[str], columns: Sequence[Column]) -> bool:
    """Whether cells, one for each column, do not belong where they stand.

    A copy that loses the cell of a merged column moves the others to the left and leaves the last one empty.
    """
    fits = [fit(w, c.kind) for w, c in zip(words, columns, strict=False) if w]
    if any(f <= -5 for f in fits):
        return True
    if words[-1] or not words[0]:
        return False
    full = [w for w in words if w]
    moved = [fit(full[n], columns[column].kind) for n, (_, column) in enumerate(aligned(full, columns))]
    return sum(moved) > sum(fits) + 2


def aligned(
    words: Sequence[str],
    columns: Sequence[Column],
    *,
    one_row: bool = True,
    broken: bool = False,
    kept: bool = False,
    widths: Mapping[int, int] | None = None,
) -> list[tuple[int, int]]:
    """The row and the column of each cell; cells of one row and column are one cell in pieces.

    Args:
        words: the cells in their order; one that is known to be empty fits any column, or none.
        columns: the columns of the table.
        one_row: whether all cells are known to stand in one row.
        broken: whether a cell may stand in several pieces, as where each line of it stands by itself.
        kept: whether empty cells are among them, and only those that merged ones cover are lost.
        widths: at which widths the cells of columns were broken into lines (`loaders.tables.widths`).
    """
    widths = widths or {}
    first = {c.kind: n for n, c in reversed(list(enumerate(columns)))}
    skips = [
        _SKIP.get(c.kind, 1.0) if first[c.kind] == n else min(_SKIP.get(c.kind, 1.0), 0.8)
        for n, c in enumerate(columns)
    ]
    if kept and "number" in first:
        skips[first["number"]] = _NUMBERED
    lead = [sum(skips[:j]) for j in range(len(skips) + 1)]  # the cost of a row that begins at column j
    total = lead[-1]
    again = [_again(c.kind) if broken else 5.0 for c in columns]
    units = [c.kind in ACCOUNTABLE for c in columns]
    best: list[float] = []
    steps: list[list[tuple[int, bool]]] = []
    numbered = "number" in first and (
        kept or not first.keys().isdisjoint(_FIGURES) or any(_AMOUNT.search(c.name) for c in columns)
    )
    figures = _figures(words) if numbered else ()
    for i, cell in enumerate(words):
        fits = [fit(cell, c.kind) if cell else 0 for c in columns]
        if i in figures:
            fits[first["number"]] = 0
        for j, wide in widths.items():
            if columns[j].kind in _WORDS and fits[j] > -3:
                fits[j] = 1  # how long a line is tells nothing of the cell
            if is_too_wide(cell, wide):
                fits[j] -= 8
        doubt = 1.8 if broken and not surely_units(cell) else 0.0
        if i == 0:
            best = [fits[j] - lead[j] for j in range(len(columns))]
            steps.append([(0, True)] * len(columns))
            continue
        further = [again[j] + (doubt if units[j] else 0.0) for j in range(len(columns))]
        for j, wide in widths.items():
            if not is_full(words[i - 1], wide):
                further[j] += 0.0 if units[j] else _ENDED
            elif is_broken_off(words[i - 1], names=units[j]):
                best[j] -= _BROKEN_OFF
                further[j] = -_BROKEN_OFF
            elif units[j]:
                further[j] = 0.0
        row_ends = [b - (total - lead[k + 1]) for k, b in enumerate(best)]
        ended = max(range(len(best)), key=row_ends.__getitem__)
        chosen: list[tuple[int, bool]] = []
        now: list[float] = []
        for j in range(len(columns)):
            score, step = _NEVER, (j, False)
            for k in range(j):
                if (reached := best[k] - (lead[j] - lead[k + 1])) > score:
                    score, step = reached, (k, False)
            if (reached := best[j] - (further[j] if cell else _NOWHERE)) > score:
                score, step = reached, (j, False)
            if not one_row and (reached := row_ends[ended] - lead[j] - 0.5) > score:
                score, step = reached, (ended, True)
            chosen.append(step)
            now.append(score + fits[j])
        best = now
        steps.append(chosen)
    return _path(best, steps)


_FIGURES = ("value", "base", "growth")
#: Heads of columns of bare figures in tables of tasks.
_AMOUNT = re.compile("投资|资金|金额|预算")


def _figures(words: Sequence[str]) -> set[int]:
    """Which bare numbers are no numbers of rows: none before them is their forerunner."""
    found: set[int] = set()
    numbers: set[int] = {0}
    for n, cell in enumerate(words):
        if cell.isdecimal() and len(cell) <= _LONGEST:
            value = int(cell)
            if value == 0 or (value - 1 not in numbers and len(numbers) > 1):
                found.add(n)
            else:
                numbers.add(value)
    return found


#: No number of a row has more digits.
_LONGEST = 4


def _again(kind: str) -> float:
    """What it costs that a cell goes on in a further piece."""
    if kind in ("number", "value", "base", "growth", "binding", "measure"):
        return 12.0
    if kind == "lead":
        return 1.0  # mostly one unit leads
    return 0.6 if kind in ACCOUNTABLE or kind == "overseer" else 1.6


def _path(best: Sequence[float], steps: Sequence[Sequence[tuple[int, bool]]]) -> list[tuple[int, int]]:
    """The rows and columns of the best way, read from its end."""
    column = max(range(len(best)), key=best.__getitem__)
    found: list[tuple[int, bool]] = []
    for chosen in reversed(steps):
        before, opens = chosen[column]
        found.append((column, opens))
        column = before
    row = -1
    placed: list[tuple[int, int]] = []
    for at, opens in reversed(found):
        row += opens
        placed.append((max(row, 0), at))
    return placed
