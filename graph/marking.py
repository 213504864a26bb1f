"""Where the words of a search stand in a text, and the piece of the text that shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.folding import compact, places

__all__ = ["Piece", "edges", "found_at", "marked", "snippet"]

#: Some characters of a text, and whether they are what was searched for.
Piece = tuple[str, bool]

#: How many characters a snippet shows, and how many of them before the first word.
_LENGTH, _BEFORE = 100, 20


def occurrences(word: str, text: str) -> Iterator[int]:
    """The places of `word` in a compact text, also where they overlap."""
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def found_at(words: Sequence[str], text: str) -> list[tuple[int, int, int]]:
    """Where the compact `words` stand in `text`, in order: start, end, and which word it is."""
    kept, body = places(text), compact(text)
    return sorted(
        (kept[at], kept[at + len(word) - 1] + 1, number)
        for number, word in enumerate(words)
        for at in occurrences(word, body)
    )


def marked(words: Sequence[str], text: str) -> list[Piece]:
    """The whole of `text`, parted where the words begin and end."""
    return _parted(text, [(start, end) for start, end, _ in found_at(words, text)])


def snippet(words: Sequence[str], text: str) -> list[Piece]:
    """The piece of `text` in which most of the words stand; its beginning where none does."""
    found = found_at(words, text)
    best, start = 0, 0
    for first, _, _ in found:
        seen = {number for begin, end, number in found if first <= begin and end <= first + _LENGTH - _BEFORE}
        if len(seen) > best:
            best, start = len(seen), max(0, first - _BEFORE)
            while start and start < first and not text[start].isalnum():  # no comma first
                start += 1
        if best == len(words):
            break
    end = min(len(text), start + _LENGTH)
    for begin, stop, _ in found:  # no word is cut, unless it is longer than the piece
        if begin < end < stop:
            end = min(stop, begin + _LENGTH)
    inside = [(max(b, start) - start, min(e, end) - start) for b, e, _ in found if b < end and e > start]
    pieces = _parted(" ".join(text[start:end].split("\n")), inside)
    before: list[Piece] = [("…", False)] if start else []
    after: list[Piece] = [("…", False)] if end < len(text) else []
    return [*before, *pieces, *after]


def _parted(text: str, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    edges = {0, len(text)}
    covered = bytearray(len(text))
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    edges.update(n for n in range(1, len(text)) if covered[n] != covered[n - 1])
    return [(text[start:end], bool(covered[start])) for start, end in pairwise(sorted(edges))]


def edges(word: str, text: str, starts: int) -> int:
    """At how many of its two ends `word` ends where a word of a compact text does: the most in any place, 0 if none.

    会计 is a word in 会计制度, or the beginning of one: 2 or 1; in 社会计划 it is neither: 0.

    Args:
        word: compact.
        text: compact.
        starts: a bit for each character of `text`, the lowest first: whether a word starts there.
    """
    whole = starts | 1 << len(text)
    found = ((whole >> at & 1) + (whole >> at + len(word) & 1) for at in occurrences(word, text))
    return max(found, default=0)
