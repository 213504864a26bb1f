"""The cells of a line: between tabs, bars or the characters of a drawn box."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.tables.layout import BLANKS, trim
from loaders.text import Range

__all__ = ["BAR", "OUTER", "SEPARATOR", "bars", "split", "tabbed"]

OUTER = "|│┃｜║"
BAR = re.compile(rf"[{OUTER}]")
SEPARATOR = re.compile(rf"[\t{OUTER}]")


def split(text: str, start: int, end: int, *, bordered: bool = True) -> list[Range]:
    """The cells of a line, empty ones too, so that each keeps its column; a bar at either end is a border.

    Where the lines are not `bordered`, it stands beside an empty cell.
    """
    if BAR.search(text, start, end):
        start, end = trim(text, start, end)
        if not bordered:
            return _cells(start, BAR.split(text[start:end]))
        start += text[start] in OUTER
        end -= end > start and text[end - 1] in OUTER
        return _cells(start, BAR.split(text[start:end]))
    return tabbed(text, start, end)


def tabbed(text: str, start: int, end: int) -> list[Range]:
    """The cells between the tabs of a line, empty ones too."""
    return _cells(start, text[start:end].split("\t"))


def _cells(start: int, pieces: Iterable[str]) -> list[Range]:
    """Where the words of each piece stand, the first of which begins at `start`, a sign before each other."""
    cells: list[Range] = []
    for piece in pieces:
        end = start + len(piece)
        begin = end - len(piece.lstrip(BLANKS))
        cells.append((begin, begin + len(piece.strip(BLANKS))))
        start = end + 1
    return cells


def bars(words: str) -> str:
    """The kind of bar that stands between the cells of a line."""
    found = SEPARATOR.search(words)
    return found[0] if found is not None else ""
