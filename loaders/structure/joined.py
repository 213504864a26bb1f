"""Where the numbering of a text begins whose line ends a copy lost: its preface and its items stand in one line."""

from __future__ import annotations

import re

from loaders.structure.marks import Mark, mark_at, marks_within

__all__ = ["NOTED", "begins_joined"]

#: A line shorter than this from its first number on is a paragraph, and what it counts are sentences.
_SHORTEST = 300
#: So many items in sequence begin a numbering; each is at most so long.
_FEWEST, _LONGEST = 3, 3000
_KINDS = frozenset(("han", "hanparen", "arabic"))
#: What stands before a number: the end of the item before it; before the first, a colon or a blank too.
_ENDS = frozenset("。；！？）】”〕")
_BEFORE_FIRST = _ENDS | {"：", " "}
#: The note of units that an item ends in.
NOTED = r"(?:(?:负责|牵头|配合|落实)|单位：[^（）〔〕【】\n]{2,200})[）〕】]。?[ ]*"
#: Brackets of these kinds hold notes of units and little else.
_ENDS_NOTED = re.compile(rf"(?:{NOTED}|[〕】]。?[ ]*)$")
#: A heading between two items, in the line that holds them all: …配合〕三、壮大集群（六）培育.
_HEADING = re.compile(r"(?<=[。；）〕】])[ ]*[一二三四五六七八九十]{1,3}、[^。；：，！？\n]{2,40}$")
_LONGEST_HEADING = 46
#: The same before the first item, behind the title or whatever the copy begins with: …实施意见九、建设社区47.推行.
_HEADED = re.compile(r"[一二三四五六七八九十]{1,3}、[^。；：，！？、\n\d]{2,40}$")


def begins_joined(text: str, at: int, stop: int) -> Mark | None:
    """The mark at `at`, if the numbering of a text without line ends begins there; nothing where it does not.

    Three numbers in sequence stand each behind the end of an item. A numbering that begins with another number than
    the first (an extract of a longer one) is known by the notes of units that its items end in.

    Args:
        text: the clean text.
        at: where a number stands that none of the text stands before.
        stop: where its line ends.
    """
    if stop - at < _SHORTEST:
        return None
    mark = mark_at(text, at, stop)
    if mark is None or mark.number is None or mark.kind not in _KINDS:
        return None
    if text[at - 1] not in _BEFORE_FIRST:
        headed = mark.kind == "arabic" and _HEADED.search(text, max(0, at - _LONGEST_HEADING), at)
        if not headed:
            return None
    number, last = mark.number, at
    for place, _ in marks_within(text, mark.end, stop):
        if place - last > _LONGEST:
            return None
        heading = _HEADING.search(text, max(last, place - _LONGEST_HEADING), place)
        behind = place if heading is None else heading.start()
        before = behind - 1
        while text[before] == " ":
            before -= 1
        if text[before] not in _ENDS:
            continue
        found = mark_at(text, place, stop)
        if found is None or found.kind != mark.kind or found.number != number + 1:
            continue
        if mark.number != 1 and _ENDS_NOTED.search(text, max(last, behind - 300), behind) is None:
            return None
        number, last = number + 1, place
        if number == mark.number + _FEWEST - 1:
            return mark
    return None
