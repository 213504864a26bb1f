"""The table of contents of a text: its lines repeat the headings, and are no part of what the text says."""

from __future__ import annotations

import re

from loaders.text import Range

__all__ = ["without_contents"]

_HEADING = re.compile(r"^[ \t]*目[ \t]*[录次][ \t]*$", re.MULTILINE)
#: The end of an entry: dots and the page that it stands on.
_LEADER = re.compile(r"[ \t.．·…—\-]*\d{0,3}[ \t]*$")
_MARKED = re.compile(
    r"[ \t]*(?:第?[一二三四五六七八九十百\d]{1,4}[章节篇部、.．条 ]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|专栏|附|前[ ]*言|序[ ]*言)"
)
_LONGEST = 60


def without_contents(text: str, start: int, end: int) -> str:
    """The text with its table of contents blanked out, each character of the rest at its place.

    The table begins below a line 目录. It ends before the line that repeats its first entry, or before the first
    line that is no entry: long, or without a number though most entries have one.
    """
    pieces: list[str] = []
    at = 0
    for heading in _HEADING.finditer(text, start, end):
        if heading.start() < at:
            continue
        stop = _after(text, heading.end(), end)
        if stop is not None:
            pieces += (text[at : heading.start()], "\n" * (stop - heading.start()))
            at = stop
    return "".join((*pieces, text[at:])) if pieces else text


def _after(text: str, start: int, end: int) -> int | None:
    """Where the table of contents ends whose heading ends at `start`; None where no entries follow."""
    first: str | None = None
    entries = 0
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line: Range = (at, stop)
        words = text[slice(*line)].strip()
        if words:
            entry = _LEADER.sub("", words)
            if entry == first or len(words) > _LONGEST or words[-1] in "。；：，":
                break
            if not _MARKED.match(words) and entry == words and entries:
                break
            first = first or entry
            entries += 1
        at = stop + 1
    return min(at, end) if entries >= 3 else None
