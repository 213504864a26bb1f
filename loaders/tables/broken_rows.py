"""Rows of a table that only go on with the row above: a copy broke the cells at a width and drew a row for each line.

Such rows have no number. So have those of a merged cell, whose work is a sentence of its own; the two are told apart
by where the lines end, over the whole table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.mentions.units import is_person, looks_like_unit
from loaders.tables.cells import numeric
from loaders.tables.columns import ACCOUNTABLE, Column
from loaders.tables.layout import joined

__all__ = ["whole_rows"]

_ENDED = "。；！？;"
#: What no cell ends with, and what none begins with that tells a time.
_OPEN = re.compile(r"[，、：“（《和与及的]$")
_REST_OF_TIME = re.compile("[底末前月日旬]")
_LAST_ITEM = re.compile(r"[\u4e00-\u9fff（）]{2,}$")
#: Such a share of the rows without a number shows a table of the kind.
_SHARE = 0.75


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
    work = next((n for kind in ("work", "title") for n, c in enumerate(columns) if c.kind == kind), None)
    if number is None or work is None:
        return frozenset()
    found: list[int] = []
    broken: list[int] = []  # those of which a cell is the rest of the one above
    sure: list[int] = []
    first: int | None = None  # the row with the number of those at hand
    for n, row in enumerate([*rows, ()]):
        if first is not None and len(row) == len(columns) and not row[number]:
            found.append(n)
            continue
        if first is not None:
            group = rows[first:n]
            broken += (first + i for i in _broken(group, work))
            sure += (first + i for i in _surely_broken(group, columns))
        first = n if len(row) == len(columns) and numeric(row[number]) else None
    alike = len({*broken, *sure}) >= _SHARE * len(found)
    return frozenset(found if alike else sure)


def _broken(rows: Sequence[Sequence[str]], work: int) -> Iterator[int]:
    """The rows behind the first that have work which only goes on with that above, as its end tells."""
    told = [row[work] for row in rows if row[work]]
    ended = bool(told) and told[-1][-1] in _ENDED
    above = ""
    for n, row in enumerate(rows):
        if row[work]:
            if above and (_OPEN.search(above) is not None or (ended and above[-1] not in _ENDED)):
                yield n
            above = row[work]


def _surely_broken(rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> Iterator[int]:
    """The rows behind the first that have the rest of a unit's name, of a list of units, or of a time."""
    above = list(rows[0])
    for n, row in enumerate(rows[1:], 1):
        for column, before, cell in zip(columns, above, row, strict=True):
            if (
                before
                and cell
                and (
                    (column.kind in ACCOUNTABLE and (_OPEN.search(before) is not None or _is_piece(before)))
                    or (column.kind == "time" and _REST_OF_TIME.match(cell) is not None)
                )
            ):
                yield n
        above = [cell or before for cell, before in zip(row, above, strict=True)]


def _is_piece(units: str) -> bool:
    """Whether a list of units ends within a name: 县水利局、县住房."""
    last = _LAST_ITEM.search(units)
    return last is not None and not looks_like_unit(last[0]) and not is_person(last[0])
