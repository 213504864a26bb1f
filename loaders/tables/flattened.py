"""Gives tables back their rows: whatever a copy has made of one, it comes out as lines of cells between tabs.

All that follows reads one form of table, whether it was flattened to lines or came as real cells from a
spreadsheet or a page. The edits keep the way back, so that each fact has its place in the file as received.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.tables.barred import barred, barred_without_head
from loaders.tables.bars import SEPARATOR
from loaders.tables.cells import numeric
from loaders.tables.columns import ACCOUNTABLE, is_head_word
from loaders.tables.glued import GLUED, NUMBERED, glued
from loaders.tables.layout import Found, Line, edits
from loaders.tables.lines import lined, lined_without_head
from loaders.tables.places import moved
from loaders.tables.spaces import spaced
from loaders.tables.stacks import stacked
from loaders.text import Edit, Text

__all__ = ["tabulated"]

#: What stands in every text that holds a table, flattened in whatever way: told at once where there is none. Each
#: alternative looks back at its first character, so that this is one search for one of those characters.
_SIGNS = re.compile(
    r"[\t|│┃｜║序编位门室体限间点求性注单务](?:(?<=[\t|│┃｜║])|(?<=[序编])[ \n]*号|(?<=单)\n+[ ]*位|"
    r"(?=[ ]*\n)(?<=单位|部门|科室|处室|主体|时限|时间|期限|节点|要求|属性|备注)|"
    r"(?=[ ]{1,8}[\u4e00-\u9fff]{2})(?<=重点任务|工作任务|主要任务|目标任务))"
)


#: How far below its head a table without marks is looked for.
_REACH = 100_000
#: How many characters the first name of a head may have, bars and notes among them; narrow ones stand one on a line.
_LONGEST = 40
#: The head of a table with spaces between its names, behind the last words above it whose line end was lost.
_HEAD_BEHIND = re.compile(r"(?<=[ ])(?:序号|编号)(?: +[\u4e00-\u9fff（）()]{2,14}){2,9}$")
_LONGEST_HEAD = 120


def tabulated(text: Text) -> Text:
    """The text with every table of tasks or targets written as rows of cells between tabs.

    A table that stands so already, and a text without one, come back as they are.
    """
    clean = text.clean
    if _SIGNS.search(clean) is None:
        return text
    lines = _lines(clean)
    found: list[Edit] = []
    runs: list[tuple[int, list[int]]] = []
    shift = i = 0
    while i < len(lines):
        table, i = _table(clean, lines, i)
        if table is not None:
            mine = list(edits(clean, table))
            runs += ((start + shift, whence) for start, whence in moved(clean, table, mine))
            shift += sum(len(words) - (end - start) for start, end, words in mine)
            found += mine
    if not found:
        return text
    written = text.edited(found)
    return written.rearranged(text, runs) if runs else written


def _lines(text: str) -> list[Line]:
    """The lines that are not blank, without the spaces around them; tabs keep the place of a line's cells."""
    lines: list[Line] = []
    at = 0
    for raw in text.split("\n"):
        words = raw.strip(" ")
        if words.strip("\t"):
            start = at + raw.index(words[0])
            lines.append((start, start + len(words), words))
        at += len(raw) + 1
    return lines


def _table(text: str, lines: list[Line], i: int) -> tuple[Found | None, int]:
    """The table that begins at line `i`, if one does, and the number of the line to look at next."""
    start, end, words = lines[i]
    bare = words.strip(" |│┃｜║")
    if numeric(bare) and (unheaded := barred_without_head(text, lines, i)):
        return unheaded
    may_head = is_head_word(bare) if 1 < len(bare) <= _LONGEST else len(words) == 1 and "一" <= words <= "龥"
    mark = GLUED.search(text, start, end) if "号" in words else None
    own_lines = mark is not None and i + 1 < len(lines) and NUMBERED.match(lines[i + 1][2]) is not None
    if (
        (mark and own_lines and (read := _glued(text, lines, i, mark.start(), full=True)))
        or (SEPARATOR.search(words) and (read := lined(text, lines, i) or lined_without_head(text, lines, i)))
        or (may_head and (read := barred(text, lines, i) or stacked(text, lines, i)))
        or (read := spaced(text, lines, i))
    ):
        return read
    if "号 " in words and (head := _HEAD_BEHIND.search(text, max(start + 1, end - _LONGEST_HEAD), end)):
        lines[i] = head.start(), end, head[0]
        if read := spaced(text, lines, i):
            return read
        lines[i] = start, end, words
    return (mark and _glued(text, lines, i, mark.start(), full=False)) or (None, i + 1)


def _glued(text: str, lines: Sequence[Line], i: int, start: int, *, full: bool) -> tuple[Found, int] | None:
    """The glued table whose head begins at `start` in line `i`, and the number of the line after it.

    Args:
        text: the clean text.
        lines: its lines.
        i: the number of the line of the head.
        start: where the head begins.
        full: its rows stand on lines of their own, each with its units.
    """
    end = lines[i][1]
    table = None if full else glued(text, start, end)
    table = table or glued(text, start, min(lines[-1][1], end + _REACH))
    if table is None or (full and not _names_units(table)):
        return None
    after = i + 1
    while after < len(lines) and lines[after][0] < table.end:
        after += 1
    return table, after


def _names_units(table: Found) -> bool:
    """Whether each row of a table has a cell of units."""
    units = {n for n, column in enumerate(table.columns) if column.kind in ACCOUNTABLE}
    return all(isinstance(row, list) and units & {cell[0] for cell in row} for row in table.rows)
