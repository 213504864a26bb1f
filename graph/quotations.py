"""Quotations: which passages of a report repeat a measure of a plan, and where their words depart from it.

Punctuation, spaces and line ends count for nothing: a sentence that a page break or a caption cuts in two is
matched in its pieces. Words of the report around a quotation (「在……方面，《要点》提出」) are not part of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import Match, SequenceMatcher
from itertools import pairwise

from graph.segmentation import words as segmented

__all__ = ["Official", "Quoted", "quotations"]

_MARKS = re.compile(r"[\W_]+")
_GRAM = 6
_SHORTEST = 10
_LONGEST_SLIP = 8
#: Runs shorter than this beside a difference may agree by chance.
_SURE = 6
#: How much longer than the official words those may be that a report begins a sentence with in their place.
_MORE = 2
_STOPS = ("。", "！", "？", "；")
#: What a report says its quotation is about: 在智慧社区方面，……, in which words of the measure's title may stand.
_FRAME = re.compile(r"[^，。；：]{2,24}(?:方面|领域)[，：]")
#: What a page sets within a sentence: where it goes on, whose picture stands beside it.
_CAPTIONS = re.compile(
    r"[（(【\[][^（）()【】\[\]]{0,16}(?:下转|上接|记者|通讯员|摄影?(?=[ /）)】\]])|资料图|制图|供图|新华社发)"
    r"[^（）()【】\[\]]{0,16}[）)】\]]"
    r"|[■▲●◆△▼□][ ]?[^，。；：、■▲●◆△▼□]{0,12}(?:资料图片?|图片|摄影?|供图|制图)(?=[ \n■▲●◆△▼□]|$)"
)
#: A passage that agrees for this share is all quotation.
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Official:
    """The own words of a measure, its title in front, or of a section, without it; `title` is what it is called."""

    measure: str
    text: str
    title: str


@dataclass(slots=True)
class Quoted:
    """What a report quotes of one measure: the spans, how faithfully, and each (report's, official) wording."""

    measure: str
    title: str
    fidelity: str = "Verbatim"
    spans: list[str] = field(default_factory=list)
    differences: list[tuple[str, str]] = field(default_factory=list)


def quotations(
    passages: Sequence[tuple[str, str]], official: Sequence[Official], least: float = 0.0
) -> list[Quoted]:
    """The measures that the passages (text and span, in the report's order) quote, in the plan's order.

    A passage of which a share less than `least` agrees quotes nothing: it speaks of the same in its own words.
    """
    bare = [_Bare(o.text) for o in official]
    grams: dict[str, set[int]] = defaultdict(set)
    for n, words in enumerate(b.words for b in bare):
        for i in range(len(words) - _GRAM + 1):
            grams[words[i : i + _GRAM]].add(n)
    found: dict[int, Quoted] = {}
    covered: dict[int, set[int]] = defaultdict(set)
    for text, span in passages:
        text = _CAPTIONS.sub("", text)
        passage = _Bare(text)
        words = passage.words
        frame = _FRAME.match(text)
        unframed = _Bare(text[frame.end() :]) if frame else passage
        about = _MARKS.sub("", frame[0]) if frame else ""
        votes: dict[int, int] = defaultdict(int)
        for i in range(len(words) - _GRAM + 1):
            for n in grams.get(words[i : i + _GRAM], ()):
                votes[n] += 1
        for n in sorted(votes):
            match = _aligned(passage if about in bare[n].words else unframed, bare[n])
            if match is None:
                continue
            places, differences = match
            if len(places) < least * len(words):
                continue
            # a run that also stands in another measure, and better there, is that one's
            if any(votes[m] > 1.5 * votes[n] and votes[n] < _SHORTEST for m in votes if m != n):
                continue
            one = found.setdefault(n, Quoted(official[n].measure, official[n].title or official[n].text[:20]))
            if span not in one.spans:
                one.spans.append(span)
            covered[n] |= places
            one.differences += [d for d in differences if d not in one.differences]
    for n, one in found.items():
        _with_title(one, official[n], passages, covered[n])
        if one.differences:
            one.fidelity = "Altered"
        elif len(covered[n]) < len(bare[n].words):
            one.fidelity = "Abridged"
    return [found[n] for n in sorted(found)]


def _with_title(
    one: Quoted, official: Official, passages: Sequence[tuple[str, str]], covered: set[int]
) -> None:
    """Of a measure that is quoted, its title too, which may stand in a sentence of its own."""
    title = _MARKS.sub("", official.title)
    if not title or not _MARKS.sub("", official.text).startswith(title) or set(range(len(title))) <= covered:
        return
    span = next((span for text, span in passages if title in _MARKS.sub("", text)), None)
    if span is not None:
        covered.update(range(len(title)))
        if span not in one.spans:
            one.spans.insert(0, span)


class _Bare:
    """A text without its marks, and the way back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = [i for i, c in enumerate(text) if not _MARKS.match(c)]
        self.words = "".join(text[i] for i in self.places)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """How far the whole words, by jieba's segmentation, that a run is part of reach beyond it on either side."""
        first, last = self.places[start], self.places[end - 1] + 1
        at = max(0, first - 12)
        before = after = 0
        for word in segmented(self.text[at : last + 12]):
            if at < last and first < at + len(word):
                before, after = max(before, first - at), at + len(word) - last
            at += len(word)
        alone = before + (last - first) + after == 1
        if alone and start and not _MARKS.match(self.text[first - 1]):
            before = 1  # 文 of 办文, which the dictionary does not have, says nothing alone
        return before, after

    def beginning(self, at: int) -> int:
        """Where the sentence of the character `at` begins."""
        before = max(self.text.rfind(stop, 0, self.places[at]) for stop in (*_STOPS, "\n"))
        return bisect_left(self.places, before)

    def ending(self, at: int) -> int:
        """Where the sentence of the character before `at` ends."""
        behind = self.places[at - 1] + 1
        ends = (self.text.find(stop, behind) for stop in (*_STOPS, "\n"))
        return bisect_left(self.places, min((end for end in ends if end >= 0), default=len(self.text)))

    def wording(self, start: int, end: int) -> str:
        """The words from `start` to `end` with the marks between them."""
        start, end = max(start, 0), min(end, len(self.places))
        return self.text[self.places[start] : self.places[end - 1] + 1] if start < end else ""


def _wordings(
    mine: _Bare, mine_at: tuple[int, int], theirs: _Bare, theirs_at: tuple[int, int], room: tuple[int, int]
) -> tuple[str, str]:
    """Two runs that differ, as whole words: what agrees beside them is told of both alike, 原创新 and 原创性.

    `room` is how much agrees before and after them.
    """
    # of words that one of them has more, whole words are told too: 40多个 for 40个
    a, b = mine.around(*mine_at) if mine_at[0] < mine_at[1] else (0, 0)
    c, d = theirs.around(*theirs_at) if theirs_at[0] < theirs_at[1] else (0, 0)
    before, after = min(max(a, c), room[0]), min(max(b, d), room[1])
    return (
        mine.wording(mine_at[0] - before, mine_at[1] + after),
        theirs.wording(theirs_at[0] - before, theirs_at[1] + after),
    )


def _aligned(passage: _Bare, official: _Bare) -> tuple[set[int], list[tuple[str, str]]] | None:
    """Where a passage stands in a measure, and the wordings that differ between runs that agree; None: not quoted."""
    matcher = SequenceMatcher(None, passage.words, official.words, autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size >= 3]
    longest = max((b.size for b in blocks), default=0)
    whole = sum(b.size for b in blocks) >= _MOSTLY * len(passage.words)
    # a short sentence in which a word differs has no long run: 新开通社区巴士路线，方便群众出行。
    if longest < (_SURE if whole else min(_SHORTEST, len(passage.words))):
        return None
    places = {b.b + i for b in blocks for i in range(b.size)}
    differences: list[tuple[str, str]] = []
    for one, other in pairwise(blocks):
        mine = (one.a + one.size, other.a)
        theirs = (one.b + one.size, other.b)
        lengths = (mine[1] - mine[0], theirs[1] - theirs[0])
        sure = whole or min(one.size, other.size) >= _SURE
        if (
            sure and lengths != (0, 0) and max(lengths) <= _LONGEST_SLIP
        ):  # else left out, or the report's own words
            differences.append(_wordings(passage, mine, official, theirs, (one.size, other.size)))
    if whole:
        differences += _at_the_edges(passage, official, blocks[0], blocks[-1])
    return places, differences


def _at_the_edges(passage: _Bare, official: _Bare, first: Match, last: Match) -> Iterator[tuple[str, str]]:
    """Words that differ where a sentence begins or ends: 办文、办会、办公。 for 办文、办会、办事。

    Words before the official sentence are the report's own, and what stands behind a cut is a caption's or the next
    page's: so a sentence must go on where the words differ, in both texts.
    """
    mine, theirs = (0, first.a), (official.beginning(first.b), first.b)
    if (
        0 < mine[1] <= theirs[1] - theirs[0] + _MORE
        and theirs[0] < theirs[1]
        and theirs[1] - theirs[0] <= _LONGEST_SLIP
    ):
        yield _wordings(passage, mine, official, theirs, (0, first.size))
    end = last.b + last.size
    mine, theirs = (last.a + last.size, len(passage.words)), (end, official.ending(end))
    if (
        passage.text.rstrip().endswith(_STOPS)
        and 0 < mine[1] - mine[0] <= _LONGEST_SLIP
        and 0 < theirs[1] - theirs[0] <= _LONGEST_SLIP
    ):
        yield _wordings(passage, mine, official, theirs, (last.size, 0))
