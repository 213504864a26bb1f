"""Rows of a table that only go on with the row above: a copy broke the cells at a width and drew a row for each line.

Such rows have no number. So have those of a merged cell, whose work is a sentence of its own; the two are told apart
by where the lines end, over the whole table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.tables.cells import numeric
from loaders.tables.columns import Column
from loaders.tables.layout import joined

__all__ = ["whole_rows"]

_ENDED = "。；！？;"
#: What no cell ends with.
_OPEN = re.compile(r"[，、：（“《和与及的]$")
#: So many such rows, and so large a share of those that have words in the column of the work, show a table of the kind.
_FEWEST, _SHARE = 2, 0.75


def whole_rows(
    rows: Sequence[Sequence[str]], columns: Sequence[Column]
) -> Iterator[tuple[int, int, list[str]]]:
    """The rows, those that go on with the row above put together with it.

    Args:
        rows: the words of the cells of each row.
        columns: the columns of the table.

    Yields:
        the places of the first and the last row that one is made of, and its cells where it is made of several.
    """
    more = _going_on(rows, columns)
    first = 0
    for n in range(1, len(rows) + 1):
        if n in more:
            continue
        pieces = zip(*rows[first:n], strict=True) if n - first > 1 else ()
        yield first, n - 1, [joined(cell, c.kind) for cell, c in zip(pieces, columns, strict=False)]
        first = n


def _going_on(rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> frozenset[int]:
    """The rows, by their places, that go on with the row above; none where the table was not broken so."""
    number = next((n for n, c in enumerate(columns) if c.kind == "number"), None)
    work = next((n for n, c in enumerate(columns) if c.kind == "work"), None)
    if number is None or work is None:
        return frozenset()
    found: list[int] = []
    broken = told = 0
    lines: list[str] = []  # the lines of work of the row at hand

    def close() -> None:
        nonlocal broken, told
        ended = bool(lines) and lines[-1][-1] in _ENDED
        told += len(lines) - 1 if lines else 0
        broken += sum(
            _OPEN.search(line) is not None or (ended and line[-1] not in _ENDED) for line in lines[:-1]
        )

    for n, row in enumerate(rows):
        if len(row) != len(columns):
            close()
            lines = []
        elif row[number]:
            close()
            lines = [row[work]] if row[work] and numeric(row[number]) else []
        elif lines:
            found.append(n)
            lines += [row[work]] if row[work] else []
    close()
    return frozenset(found) if broken >= max(_FEWEST, _SHARE * told) else frozenset()
