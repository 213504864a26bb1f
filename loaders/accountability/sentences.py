"""Notes that are sentences: 由市数据局牵头，市财政局配合。 at the end of a paragraph, or at its head before work.

Where such sentences stand on lines of their own, below what they speak of, a line of mere names is one too.
"""

from __future__ import annotations

import re
from itertools import islice

from loaders.accountability.claims import BARE_LABEL, read_words
from loaders.accountability.note import Note, placed
from loaders.accountability.running_text import joined_in
from loaders.mentions.units import LEVEL, is_group, is_national, is_surely_unit, of_place, place_before

__all__ = ["closed_by_units", "closing_sentence", "line_of_units", "opening_sentence"]

#: How far the title of a paragraph reaches at most.
_TITLE = 40
_OPENING = re.compile(
    r"(?:[^，,。；\n（）]{2,60}?(?:牵头|负责|配合|参与|协办|协助)(?:落实|实施|组织)?[，,]){1,4}(?=[^，,。；\n]{2})"
)
_LONGEST_TIME = 12
#: By when the work is done, behind who does it: ，于每年3月底前下达.
_WHEN = re.compile(
    r"，(?:并|须|应|力争|确保)?[于在]?(?:每年|20\d\d年)?(?:[\d上下一二三四]{1,2}(?:个?月|半年|季度)|年)[底末内份]*(?:\d{1,2}日)?之?前?[\u4e00-\u9fff]{0,6}$"
)
#: The words of role that such a sentence ends with.
_ROLE_ENDS = ("牵头", "负责", "配合", "参与", "落实", "实施", "协办", "协助", "推进")


def opening_sentence(text: str, start: int, end: int) -> Note | None:
    """The note of the sentence with 由 that a paragraph begins with, or the text behind its title."""
    at = _by(text, start, end)
    if at is None:
        return None
    stop = text.find("。", at, end)
    return closing_sentence(text, at, stop if stop >= 0 else end) or _opening(text, at, end)


def closing_sentence(text: str, start: int, end: int) -> Note | None:
    """The last sentence between two places, or its end from 由 on, that holds only units and their roles.

    由A牵头，B配合。 ……，由A牵头、B配合，于3月底前完成。
    """
    stop = end
    while stop > start and text[stop - 1] in " 。\t\n":
        stop -= 1
    first = max(text.rfind("。", start, stop), text.rfind("\n", start, stop), start - 1) + 1
    if (note := _of_units(text, first, stop)) is not None:
        return note
    by = max(text.rfind("，由", first, stop), text.rfind("；由", first, stop)) + 1
    if by == 0 and not text.startswith("由", first):
        return None
    when = _WHEN.search(text, max(by, first), stop)
    return _of_units(text, max(by, first), when.start() if when is not None else stop)


#: A line that may be such a sentence and nothing else; a mere list of units ends like their names.
_LINE_SAID = re.compile(rf"^[^。\n（(：]{{2,120}}(?:{'|'.join(_ROLE_ENDS)})。?$", re.MULTILINE)
_LISTED = re.compile(r"[^。；：\n]{2,120}[厅局委办部院会府社团行司中心等]")
_LINE_LISTED = re.compile(rf"(?<=[。；]\n){_LISTED.pattern}$", re.MULTILINE)
#: So many lines of names alone are no accident.
_MANY_LINES = 3
_SENTENCE_BELOW = re.compile(r"[^。\n]{4}[。；]")
_DATED = re.compile(r"\n?[ \t]*(?:20\d\d|二[〇○零])")


def closed_by_units(text: str) -> bool:
    """Whether lines of units close what a text says: twice with their roles, or three times their names alone."""
    said = (
        _of_units(text, line.start(), line.end() - text.endswith("。", *line.span()))
        for line in _LINE_SAID.finditer(text)
    )
    if next(islice(filter(None, said), 1, None), None) is not None:
        return True
    listed = [n for m in _LINE_LISTED.finditer(text) if (n := line_of_units(text, *m.span())) is not None]
    # lines with work behind the last of them are headings: 市教育局, and below it what that is to do
    return len(listed) >= _MANY_LINES and _SENTENCE_BELOW.search(text, listed[-1].end) is None


def line_of_units(text: str, start: int, end: int) -> Note | None:
    """The line from `start` to `end` below a sentence as a note, where it lists units and nothing else.

    For texts that `closed_by_units` is true of. Who signs a text stands above a date.
    """
    if text[max(0, start - 2) : start] not in ("。\n", "；\n") or text[end : end + 1] not in ("", "\n"):
        return None
    if _LISTED.fullmatch(text, start, end) is None or _DATED.match(text, end):
        return None
    reading = read_words(text[start:end], "Responsible")
    if not reading.mentions or reading.unread or reading.people or reading.times or reading.labelled:
        return None
    return (
        placed(reading, start, start, end)
        if all(_has_beginning(m.unit.name) for m in reading.mentions)
        else None
    )


def _of_units(text: str, first: int, stop: int) -> Note | None:
    """The words between two places as a note, where they are nothing but units and their roles."""
    labelled = BARE_LABEL.match(text, first, stop) is not None  # 责任单位为市数据局。
    if stop - first > 300 or not (labelled or text.endswith(_ROLE_ENDS, first, stop)):
        return None
    reading = read_words(text[first:stop], "")
    if not reading.mentions or reading.unread or reading.people:
        return None
    if reading.labelled != labelled or not (labelled or (reading.verbal and not reading.waiting)):
        return None
    if any(b <= reading.mentions[0].unit.start and b - a > _LONGEST_TIME for a, b in reading.times):
        return None  # work with a figure in it: 统筹2025年资金，由市财政局牵头
    # where the first name begins is told by its level or place, or by 由 before it; marks tell it of the others
    named = [m.unit.name for m in reading.mentions]
    if not (_has_beginning(named[0]) or (text.startswith("由", first) and any(map(_has_beginning, named)))):
        return None
    return placed(reading, first, first, stop)


def _by(text: str, start: int, end: int) -> int | None:
    """Where 由 opens a paragraph, or the sentence behind its title."""
    if text.startswith("由", start):
        return start
    title = text.find("。", start, min(end, start + _TITLE))
    return title + 1 if title >= 0 and text.startswith("由", title + 1) else None


def _opening(text: str, start: int, end: int) -> Note | None:
    """The note that opens a sentence of work: 由某副市长负责，市发改委牵头，相关部门配合，尽快完成方案。"""
    found = _OPENING.match(text, start, end)
    if found is None:
        return None
    reading = read_words(found[0], "")
    if not reading.verbal or reading.waiting or reading.unread:
        return None
    if not any(_has_beginning(m.unit.name) for m in reading.mentions):
        return None
    note = placed(reading, start, *found.span())
    if joint := joined_in(text, found.end() - 1, end):
        note.mentions += joint[0]
    return note


def _has_beginning(name: str) -> bool:
    """Whether a unit is named with its level or place, so that its name begins where the sentence does."""
    return (
        is_surely_unit(name)
        and "由" not in name
        and bool(
            LEVEL.match(name) or place_before(name) or is_group(name) or of_place(name) or is_national(name)
        )
    )
