"""The items of a line that holds several, where a copy lost its line ends.

Their numbers are found by their place in the sequence, and by what stands before them: the end of a sentence, or the
words of a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.structure.marks import HAN, Mark, mark_at, trim
from loaders.text import Range

__all__ = ["pieces"]

#: What may be a mark within a line; what stands before it decides.
_INNER = re.compile(
    rf"[（{HAN}\d](?:(?<=（)(?:[{HAN}]{{1,4}}|\d{{1,2}})）|(?<=[{HAN}])[{HAN}]{{0,3}}、|(?<=\d)\d{{0,2}}(?:[.．、](?:(?!\d)|(?=20\d\d年))|。(?=[\u4e00-\u9fff“]))|(?<=[{HAN}])是)"
)
_SENTENCE_ENDS = frozenset("。；！？）］】”〕")


def pieces(text: str, start: int, stop: int, end: int, last: dict[str, int]) -> Iterator[Range]:
    """A line, cut at the numbers in sequence that it holds."""
    piece = start
    first: Mark | None = None
    for found in _INNER.finditer(text, start + 1, stop):
        at = found.start()
        if not _may_begin(text, start, at, found):
            continue
        mark = mark_at(text, at, stop)
        if mark is None or mark.number is None:
            continue
        if first is None:
            first = mark_at(text, piece, stop)
        before = first.number if first is not None and first.kind == mark.kind else last.get(mark.kind, 0)
        follows = mark.number == (before or 0) + 1
        begins = mark.number == 1 and first is not None and mark.kind in ("arabic", "hanparen")
        if mark.kind == "arabicparen":
            # counts within a sentence, unless nothing else is numbered and they count its sentences
            begins = mark.number == 1 and first is None and not last
            follows = follows and piece > start and first is not None and first.kind == mark.kind
        if mark.kind == "point":
            begins = mark.number == 1
            goes_on = (
                first is None and "point" in last and text[at - 1] == "；"
            )  # a line end fell into an item
            follows = follows and (goes_on or (piece > start and first is not None and first.kind == "point"))
            if begins and first is None and not last:
                follows = _LISTS.search(text, max(start, at - 40), at) is not None
        if follows or (begins and _goes_on(text, mark, end)):
            yield trim(text, piece, at)
            piece, first = at, mark
    yield trim(text, piece, stop)


def _may_begin(text: str, start: int, at: int, found: re.Match[str]) -> bool:
    """Whether a number within a line may begin an item: after a sentence or a bracket, or after a heading."""
    before = at - 1
    while before > start and text[before] == " ":
        before -= 1
    if text[at] == "一" and text[found.end() - 1] == "是":
        return text[before] == "："
    if text[before] in _SENTENCE_ENDS or (text[before] == "：" and text.startswith("（1）", at)):
        return True
    if not "\u4e00" <= text[before] <= "\u9fff" or text[found.end() - 1] == "。":
        return False
    follows = text[found.end() : found.end() + 2].lstrip(" ")[:1]
    if not (follows == "“" or "\u4e00" <= follows <= "\u9fff"):
        return False
    return text[at] == "（" or text[at].isdigit() or before < at - 1


#: What announces the items of a paragraph that lists them all: 十件实事具体为：一是…。二是…。
_LISTS = re.compile(r"(?:实事|重点工作|重点任务|工作任务|主要任务|重点项目)[^。；\n]{0,16}：[ ]*$")
#: The second mark of a numbering, by its kind; 二是 must stand at the head of a line.
_SECOND = {
    "arabic": re.compile(r"2(?:[.．、](?!\d)|。[\u4e00-\u9fff])"),
    "hanparen": re.compile("（二）"),
    "arabicparen": re.compile("[。；]（2）"),
    "point": re.compile(r"\n[ \t]*二是"),
}


def _goes_on(text: str, mark: Mark, end: int) -> bool:
    """Whether a second number of the kind follows the first: a lone 1. in a sentence is no numbering."""
    return _SECOND[mark.kind].search(text, mark.end, min(end, mark.end + 3000)) is not None
