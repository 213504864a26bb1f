"""The cells of a line: between tabs, bars or the characters of a drawn box."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.tables.layout import trim
from loaders.text import Range

__all__ = ["BAR", "OUTER", "SEPARATOR", "bars", "split"]

OUTER = "|│┃｜║"
BAR = re.compile(rf"[{OUTER}]")
SEPARATOR = re.compile(rf"[\t{OUTER}]")


def split(text: str, start: int, end: int) -> list[Range]:
    """The cells of a line, empty ones too, so that each keeps its column; a bar at either end is a border."""
    if not BAR.search(text, start, end):
        cuts = list(_places(text, "\t", start, end))
    else:
        start, end = trim(text, start, end)
        start += text[start] in OUTER
        end -= end > start and text[end - 1] in OUTER
        cuts = [m.start() for m in BAR.finditer(text, start, end)]
    return [trim(text, a, b) for a, b in zip([start, *(c + 1 for c in cuts)], [*cuts, end], strict=True)]


def _places(text: str, mark: str, start: int, end: int) -> Iterator[int]:
    """Where a character stands between `start` and `end`."""
    at = text.find(mark, start, end)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1, end)


def bars(words: str) -> str:
    """The kind of bar that stands between the cells of a line."""
    found = SEPARATOR.search(words)
    return found[0] if found is not None else ""
