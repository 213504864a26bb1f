"""Lists that stand within a line behind the words that announce them: `这十件实事是：1.…。2.…。3.…。`.

Newspapers and sites print the lists of what a government undertakes so. What a plan's own items say in counted
sentences (抓好两件事：一是…；二是…) is no such list: a list is announced by what it lists (实事, 重点工作), and has
three items at least.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from loaders.structure.marks import Mark, mark_at, marks_within

__all__ = ["THINGS", "Announced", "announced"]


@dataclass(frozen=True, slots=True)
class Announced:
    """A list within a line: where each item begins, and where the last one ends."""

    starts: list[int]
    end: int


#: What governments do for people: 民生实事, 为民办实事, 民心工程.
THINGS = r"(?:实事|民生工程|民心工程|惠民工程|民生项目|民生事项|民生大事)"
#: What else they set themselves for a year.
_WORK = r"(?:(?:重点|主要|中心|目标)(?:工作|任务|项目|工程)|工作任务)"
#: How what is listed leads to the list: 实事：, 实事是：, 实事如下。, 实事。具体为：.
_LEADS = (
    r"(?:项目|清单)?[^。；：\n]{0,16}(?:。(?:具体|分别|主要|内容|其中)[^。；：\n]{0,10})?"
    r"(?:：|(?:分别|具体|依次)[是为]|如下。)[： ]*$"
)
_ANNOUNCES = re.compile(f"(?:{THINGS}|{_WORK}){_LEADS}")
#: What is announced so surely that the list may follow another of its kind, or count in sentences, as minutes do.
_SURELY = re.compile(THINGS + _LEADS)
#: How far before the first number the announcement begins at most.
_WINDOW = 60
#: The numerals of first numbers: a cheap look before the rest.
_ONE = frozenset("一1①")
#: What stands before an item: the end of the one before it, within one sentence too.
_BETWEEN = frozenset("。；，、！？）〕】”")
#: Fewer items are no list; a longer run of text between two numbers parts what they number.
_FEWEST, _LONGEST = 3, 1000
#: How far below a list the numbering of the text may begin.
_PREFACE = 3000
#: Where a line begins that may have one of the first numbers of a list.
_LINE = re.compile(r"\n[ \t]*(?=[一二三四（1-4①-④第])")
_SENTENCE_END = re.compile(r"。[”）]?")


def announced(text: str, start: int, at: int, stop: int, end: int, *, again: str | None) -> Announced | None:
    """The list whose first number stands at `at`, within a line; nothing where none is announced or goes on.

    Args:
        text: the clean text.
        start: where the line begins.
        at: where the number stands.
        stop: where the line ends.
        end: where the text ends; a list may go on in the lines below.
        again: the kind of the only numbering before the line, of which there may be another list.
    """
    if text[at if text[at] != "（" else at + 1] not in _ONE:
        return None
    mark = mark_at(text, at, stop)
    if mark is None or mark.number != 1 or again not in (None, mark.kind):
        return None
    announces = _ANNOUNCES if again is None and mark.kind != "point" else _SURELY
    if announces.search(text, max(start, at - _WINDOW), at) is None:
        return None
    starts = _starts(text, at, mark, stop)
    if len(starts) < _FEWEST and not _goes_on(text, mark.kind, len(starts), stop, end):
        return None
    if _is_of_preface(text, mark.kind, stop, end):
        return None
    return Announced(starts, _end(text, starts, stop))


def _starts(text: str, at: int, mark: Mark, stop: int) -> list[int]:
    """Where the items of a list begin of which the first stands at `at`, as far as their numbers follow each other."""
    starts = [at]
    for place, _ in marks_within(text, mark.end, stop):
        if place - starts[-1] > _LONGEST:
            break
        before = place - 1
        while text[before] == " ":
            before -= 1
        if text[before] == "：" and text[place] in _ONE:
            break  # another list
        if text[before] not in _BETWEEN and before == place - 1:
            continue
        found = mark_at(text, place, stop)
        if found is not None and found.kind == mark.kind and found.number == len(starts) + 1:
            starts.append(place)
    return starts


def _goes_on(text: str, kind: str, count: int, stop: int, end: int) -> bool:
    """Whether a list of which `count` items stand in a line goes on at the head of those below."""
    for line in _LINE.finditer(text, stop, min(end, stop + _LONGEST)):
        found = mark_at(text, line.end(), end)
        if found is not None and found.kind == kind and found.number == count + 1:
            count += 1
            if count == _FEWEST:
                return True
    return False


def _is_of_preface(text: str, kind: str, stop: int, end: int) -> bool:
    """Whether another numbering begins below, so that the list is but a sentence of the preface to what it numbers."""
    return any(
        found is not None and found.kind != kind and found.number == 1
        for line in _LINE.finditer(text, stop, min(end, stop + _PREFACE))
        for found in [mark_at(text, line.end(), end)]
    )


def _end(text: str, starts: list[int], stop: int) -> int:
    """Where the last item ends: with its sentence where the others are no more than one, else with the line."""
    if len(starts) < _FEWEST or any(text.find("。", a, b - 2) >= 0 for a, b in pairwise(starts)):
        return stop
    found = _SENTENCE_END.search(text, starts[-1], stop)
    return found.end() if found is not None else stop
