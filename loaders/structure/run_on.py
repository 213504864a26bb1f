"""The items of a line that holds several, where a copy lost its line ends.

Their numbers are found by their place in the sequence, and by what stands before them: the end of a sentence, or the
words of a heading.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping

from loaders.structure.announced import announced
from loaders.structure.joined import NOTED, begins_joined
from loaders.structure.marks import Mark, mark_at, marks_within, trim
from loaders.text import Range
from loaders.values import value

__all__ = ["pieces"]

_SENTENCE_ENDS = frozenset("。；！？）］】”〕")
#: The words of a heading, between its number and that of the first item below it.
_HEADING = re.compile(r"[^。；：！？（）\n]{2,40}")
#: A heading and the number of the first item below it, with no mark between them.
_LISTING = re.compile(r"[一二三四五六七八九十]{1,3}、[^。；：，！？、（）\n\d]{2,40}(（[一1]）|1[.、](?!\d))")
#: A label and what it heads, up to a heading.
_LABELLED = re.compile(r"(?:时限|期限|时间|单位|部门|主体|领导)：[^。；：！？\n]{2,80}(?<![、，])$")
_LONGEST_LABELLED = 84
_HAN_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、[^。；：，！？、（）\n一二三四五六七八九十\d][^。；：，！？、（）\n]{2,40}[。（]"
)
_SECOND_BELOW = {"（一）": "（二）", "（1）": "（2）", "1.": "2.", "1、": "2、"}
#: Kinds that count sentences within an item as well: behind a sentence they only go on.
_COUNTS = frozenset(("arabicparen", "circled"))
#: Kinds of which a list may leave some out, as where it names those of a longer one that fall to one office. （五） may
#: follow （二） too, but only behind a note of units: in a sentence it cites an item.
_SELECTED, _LEFT_OUT = frozenset(("han", "arabic")), 10
_REACH = 3000
#: So many numbers of a line may prove not to begin a numbering before no more are looked at for that.
_MOST_TRIES = 12


@value
class _Place:
    """A number within a line and what decides about it.

    `first` is the mark of the piece of the line that it stands in; `cut` says that the line was cut before it;
    `apart` that it stands behind a sentence or a bracket, `headed` right behind the words of a numbered heading.
    """

    at: int
    mark: Mark
    first: Mark | None
    cut: bool
    apart: bool
    headed: bool

    @property
    def number(self) -> int:
        """The number, 0 where it is none."""
        return self.mark.number or 0

    @property
    def goes_on(self) -> bool:
        """Whether the piece that it stands in has a number of its kind."""
        return self.first is not None and self.first.kind == self.mark.kind

    def before(self, last: Mapping[str, int]) -> int:
        """The number of its kind before it, 0 where there is none."""
        return (
            (self.first.number or 0)
            if self.goes_on and self.first is not None
            else last.get(self.mark.kind, 0)
        )


def pieces(text: str, start: int, stop: int, end: int, last: Mapping[str, int]) -> Iterator[Range]:
    """A line, cut at the numbers in sequence that it holds.

    Args:
        text: the clean text.
        start: where the line begins.
        stop: where it ends.
        end: where the text ends in which a second number may follow a first.
        last: the last number of each kind before; its owner keeps it up to date as it takes the pieces.
    """
    rest: int | None = start
    while rest is not None:
        rest = yield from _cut(text, rest, stop, end, last)


def _cut(
    text: str, start: int, stop: int, end: int, last: Mapping[str, int]
) -> Generator[Range, None, int | None]:
    """As `pieces`, to the end of a list that is announced within the line; returns where the rest begins."""
    piece, tries = start, 0
    first: Mark | None = None
    may_list = len(last) <= 1 and mark_at(text, start, stop) is None
    for at, after in marks_within(text, start + 1, stop):
        if at <= piece:
            continue
        if may_list and piece == start:
            listed = announced(text, start, at, stop, end, again=next(iter(last), None))
            if listed is not None:
                yield trim(text, start, at)
                for a, b in zip(listed.starts, [*listed.starts[1:], listed.end], strict=True):
                    yield trim(text, a, b)
                return listed.end if text[listed.end : stop].strip() else None
        if first is None and not last and tries < _MOST_TRIES:
            tries += 1
            if (joined := begins_joined(text, at, stop)) is not None:
                yield trim(text, piece, at)
                piece, first = at, joined
                continue
        apart = _is_apart(text, start, at)
        if not apart and not _is_set_off(text, start, at, after) and not _is_heading(text, start, at):
            continue
        mark = mark_at(text, at, stop)
        if mark is None or mark.number is None:
            continue
        if first is None:
            first = mark_at(text, piece, stop)
        headed = (
            first is not None
            and first.kind != mark.kind
            and at - first.end <= 40
            and _HEADING.fullmatch(text, first.end, at) is not None
        )
        place = _Place(at, mark, first, piece > start, apart, headed)
        if (
            _is_next(text, place, last)
            or _heads_next(text, place)
            or (_may_begin(place, last) and _is_followed(text, place, end))
        ):
            yield trim(text, piece, at)
            piece, first = at, mark
    yield trim(text, piece, stop)
    return None


def _is_apart(text: str, start: int, at: int) -> bool:
    """Whether a number stands behind a sentence or a bracket."""
    before = at - 1
    while before > start and text[before] == " ":
        before -= 1
    return text[before] in _SENTENCE_ENDS


def _is_set_off(text: str, start: int, at: int, after: int) -> bool:
    """Whether a number within a line begins something, though no sentence ends before it: behind a heading."""
    before = at - 1
    while before > start and text[before] == " ":
        before -= 1
    if text[before] == "：":
        return text.startswith(("（1）", "一是"), at)
    if not "\u4e00" <= text[before] <= "\u9fff" or text[after - 1] in "。是":
        return False
    follows = text[after : after + 2].lstrip(" ")[:1]
    if not (follows == "“" or "\u4e00" <= follows <= "\u9fff"):
        return False
    return before < at - 1 or text[at] in "（第" or not "\u4e00" <= text[at] <= "\u9fff"


def _is_heading(text: str, start: int, at: int) -> bool:
    """Whether a number within a line begins a heading, though it stands right behind a word.

    Before it stands what a label heads (完成时限：年底前四、改善), or behind it a list of its own (四、改善（一）…).
    """
    if _HAN_HEADING.match(text, at) and _LABELLED.search(text, max(start, at - _LONGEST_LABELLED), at):
        return True
    head = _LISTING.match(text, at)
    if head is None:
        return False
    return text.find(_SECOND_BELOW[head[1]], head.end(), head.end() + _REACH) >= 0


def _is_next(text: str, place: _Place, last: Mapping[str, int]) -> bool:
    """Whether a number is the next of its kind after that of the piece, or of the lines before."""
    kind, before = place.mark.kind, place.before(last)
    if kind == "point":
        return _is_next_point(text, place, last)
    if kind in _COUNTS:
        return place.number == before + 1 and ((place.cut and place.goes_on) or (place.headed and before > 0))
    if kind == "article" and not (place.apart or place.headed or text[place.at - 1] == " "):
        return False  # 落实第三条措施
    if place.number == before + 1:
        return True
    if not (0 < before < place.number <= before + _LEFT_OUT and (place.apart or place.headed)):
        return False
    if kind == "hanparen":
        return _NOTED_SOMEHOW.search(text, max(0, place.at - 300), place.at) is not None
    return kind in _SELECTED and not text.startswith(_NUMERALS, place.mark.end)  # 三、四线城市


_HEADS = re.compile(r"[一二三四五六七八九十]{1,3}、[^。；：，！？、（）\n\d]{2,40}(?=（)")


def _heads_next(text: str, place: _Place) -> bool:
    """Whether a number begins a heading that stands right before the next item of a list: 三、壮大集群（六）培育."""
    if not place.apart or place.mark.kind != "han" or place.first is None or place.first.kind != "hanparen":
        return False
    head = _HEADS.match(text, place.at)
    below = None if head is None else mark_at(text, head.end(), len(text))
    return below is not None and below.kind == "hanparen" and below.number == (place.first.number or 0) + 1


_NUMERALS = tuple("一二三四五六七八九十0123456789")


def _is_next_point(text: str, place: _Place, last: Mapping[str, int]) -> bool:
    """Whether 二是 goes on with the sentences that 一是 began."""
    if place.number == 1 or place.number != place.before(last) + 1:
        return False
    if place.first is None and "point" in last and text[place.at - 1] == "；":
        return True  # a line end fell into an item
    return place.goes_on and (place.cut or _NOTED.search(text, max(0, place.at - 300), place.at) is not None)


def _may_begin(place: _Place, last: Mapping[str, int]) -> bool:
    """Whether a list may begin with a number, if it goes on with the next one."""
    kind, alone = place.mark.kind, place.first is None and not last
    if place.headed and kind in ("arabic", "arabicparen", "circled"):
        return True  # also with 22. of a list that goes on from another
    if place.number != 1:
        return False
    if kind == "arabicparen":
        return alone  # counts within a sentence, unless nothing else is numbered and they count its sentences
    if kind == "point":
        return alone or not place.apart
    return kind in ("arabic", "hanparen") and place.first is not None


#: A sentence that ends in a note of units, and 二是 behind the one that 一是 began.
_NOTED, _SECOND_NOTED = re.compile(NOTED + "$"), re.compile(NOTED + "二是")
#: The same, also where the note has no brackets.
_NOTED_SOMEHOW = re.compile(
    rf"(?:{NOTED}|(?:单位|部门)：[^（）〔〕【】\n。；]{{2,100}}[。；][ ]*"
    r"|[（〔［【][^（）〔〕［］【】\n]{3,100}[局委厅办府部会联][）〕］】]。?[ ]*)$"
)
#: The second mark of a numbering, by its kind; 二是 must stand at the head of a line.
_SECOND = {
    "arabic": re.compile(r"2(?:[.．、](?!\d)|。[\u4e00-\u9fff])"),
    "hanparen": re.compile("（二）"),
    "arabicparen": re.compile("[。；）〕】]（2）"),
    "point": re.compile(r"\n[ \t]*二是"),
}
_OTHER_NUMBERS = re.compile(r"[。）\n][ ]*(?:一、|（一）|1[.、](?!\d))")


def _is_followed(text: str, place: _Place, end: int) -> bool:
    """Whether the next number of the kind follows: a lone 1. in a sentence is no numbering."""
    start, stop = place.mark.end, min(end, place.mark.end + _REACH)
    kind = place.mark.kind
    if kind == "point" and place.apart:
        if text.find("二是", start, stop) < 0 or _SECOND_NOTED.search(text, start, stop) is None:
            return False
        return _OTHER_NUMBERS.search(text, start, stop) is None
    if place.headed and kind != "hanparen" and (kind, place.number) != ("arabic", 1):
        following = {"arabic": f"{place.number + 1}[.．、]", "arabicparen": f"（{place.number + 1}）"}.get(
            kind, chr(ord("①") + place.number)
        )
        return re.search(f"[。；！）〕】 ]{following}", text[start:stop]) is not None
    return _SECOND[kind].search(text, start, stop) is not None
