"""Where each character of a row stood that is written anew because its cells stand interleaved, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.tables.layout import Found, Rewritten, trim
from loaders.text import Edit, Range

__all__ = ["moved"]

#: What parts the cells of a line.
_EDGE = re.compile(r"[\t|│┃｜║├┤┼┠┨╂╟╢╫]|  +")
#: Rows of more lines are left at their place as a whole.
_MOST_LINES = 60


def moved(text: str, table: Found, edits: Sequence[Edit]) -> Iterator[tuple[int, list[int]]]:
    """The rows that are written anew: where each begins in the text after `edits`, and whence its characters come."""
    rows = {row.start: row for row in table.rows if isinstance(row, Rewritten)}
    shift = 0
    for start, end, words in edits if rows else ():
        row = rows.get(start)
        if row is not None and (end, words) == (row.end, row.words):
            whence = _whence(text, row)
            if whence is not None:
                yield start + shift, whence
        shift += len(words) - (end - start)


def _whence(text: str, row: Rewritten) -> list[int] | None:
    """The place of each character of a row, a sign put between two at that of the one before; None if unknown."""
    lines = list(_lines(text, row.start, row.end))
    if len(lines) > _MOST_LINES:
        return None
    whence: list[int] = []
    for cell in row.words.split("\t"):
        if whence:
            whence.append(whence[-1])  # the tab
        at = 0
        for pieces in lines:
            if at == len(cell):
                break
            gap = int(bool(at) and cell[at] == " ")
            fitting = [p for p in pieces if cell.startswith(text[slice(*p)], at + gap)]
            if not fitting:
                continue
            start, end = max(fitting, key=lambda p: p[1] - p[0])
            pieces.remove((start, end))
            if gap:
                whence.append(whence[-1])
            whence += range(start, end)
            at += gap + end - start
        if at < len(cell) or not whence:
            return None
    return whence


def _lines(text: str, start: int, end: int) -> Iterator[list[Range]]:
    """The pieces of cells of each line between `start` and `end`."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        pieces: list[Range] = []
        at = start
        for edge in _EDGE.finditer(text, start, stop):
            pieces.append(trim(text, at, edge.start()))
            at = edge.end()
        pieces.append(trim(text, at, stop))
        yield [p for p in pieces if p[0] < p[1]]
        start = stop + 1
