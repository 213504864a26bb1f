"""The cells of a line: between tabs, bars or the characters of a drawn box."""

from __future__ import annotations

import re

from loaders.tables.layout import BLANKS, trim
from loaders.text import Range

__all__ = ["BAR", "OUTER", "SEPARATOR", "bars", "split"]

OUTER = "|│┃｜║"
BAR = re.compile(rf"[{OUTER}]")
SEPARATOR = re.compile(rf"[\t{OUTER}]")


def split(text: str, start: int, end: int) -> list[Range]:
    """The cells of a line, empty ones too, so that each keeps its column; a bar at either end is a border."""
    if BAR.search(text, start, end):
        start, end = trim(text, start, end)
        start += text[start] in OUTER
        end -= end > start and text[end - 1] in OUTER
        pieces = BAR.split(text[start:end])
    else:
        pieces = text[start:end].split("\t")
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
