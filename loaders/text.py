"""A text under cleaning that knows where each of its characters stood in the file as received."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from typing import Self

__all__ = ["Edit", "Range", "Text"]

#: A line, or the end of one, with words in it, or the bars of a row.
_LINE = re.compile(r"[\w│┃|][^\n]*\n|\n[^\n]*[\w│┃|]")
#: Start and end (exclusive) of a run of characters.
Range = tuple[int, int]

#: Replace the characters from `start` to `end` (exclusive, at least one) by a string.
Edit = tuple[int, int, str]


class Text:
    """`received` as decoded from the file, `clean` as the reader sees it, and the way back.

    The way back is one row of places, a start and an end for each character of `clean`: steps slice it as
    they slice the text, so that however many of them there were, an origin is two look-ups.
    """

    __slots__ = ("_places", "clean", "received")

    def __init__(self, received: str, clean: str, places: array[int] | None = None) -> None:
        """A text whose characters are those of `received`, one to one, unless `places` says otherwise."""
        self.received, self.clean = received, clean
        self._places = places

    @classmethod
    def of(cls, received: str) -> Self:
        """A text not cleaned yet."""
        return cls(received, received)

    def edited(self, edits: Iterable[Edit]) -> Self:
        """The text after `edits`, which are sorted, do not overlap, and replace at least one character each.

        The characters of a replacement as long as what it replaces correspond one to one; those of any
        other stand each for the whole.
        """
        clean, old = self.clean, self._places
        if old is None:
            old = _identity(len(clean))
        pieces: list[str] = []
        places = array("i")
        done = 0
        for start, end, replacement in edits:
            if done < start:
                pieces.append(clean[done:start])
                places += old[2 * done : 2 * start]
            if replacement:
                pieces.append(replacement)
                if len(replacement) == end - start:
                    places += old[2 * start : 2 * end]
                else:
                    places += array("i", (old[2 * start], old[2 * end - 1])) * len(replacement)
            done = end
        if not done:
            return self
        pieces.append(clean[done:])
        places += old[2 * done :]
        return type(self)(self.received, "".join(pieces), places)

    def rearranged(self, before: Self, runs: Iterable[tuple[int, Sequence[int]]]) -> Self:
        """The text with runs of it whose characters were not put in the order in which they stood.

        Args:
            before: the text of which this one was made by edits.
            runs: where each begins in this text, and the place of each of its characters in `before`.
        """
        old = before._places if before._places is not None else _identity(len(before.clean))
        places = array("i", self._places if self._places is not None else _identity(len(self.clean)))
        for start, whence in runs:
            for n, place in enumerate(whence, start):
                places[2 * n], places[2 * n + 1] = old[2 * place], old[2 * place + 1]
        return type(self)(self.received, self.clean, places)

    def replaced(self, clean: str) -> Self:
        """The text with other characters at the same places: `clean` has the same length.

        Raises:
            ValueError: it has another length.
        """
        if clean == self.clean:
            return self
        if len(clean) != len(self.clean):
            raise ValueError("a replacement one to one must keep the length")
        return type(self)(self.received, clean, self._places)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` to `end` (exclusive) of `clean` stood in `received`.

        The start of the first and the end of the last: what was removed around them is left out.
        """
        if start >= end:
            raise ValueError("an empty run has no origin")
        if self._places is None:
            return start, end
        first, last = self._places[2 * start], self._places[2 * end - 1]
        if first < last:
            return first, last
        within = self._places[2 * start : 2 * end]  # a run across cells that stood interleaved
        return min(within), max(within)

    def unbroken(self, start: int, end: int) -> list[Range]:
        """The run from `start` to `end` of `clean` in its parts: it is parted where `received` has lines within it.

        Such are a page number with its running head, or the rest of a row whose cells were put together. What a step
        took out within a line, or a mere line end, parts nothing.
        """
        places = self._places
        if places is None or start >= end:
            return [(start, end)]
        first, last = self.origin(start, end)
        if last - first <= end - start or self.received.find("\n", first, last) < 0:
            return [(start, end)]
        found: list[Range] = []
        for n in range(start + 1, end):
            done, following = places[2 * n - 1], places[2 * n]
            # characters that one edit made stand all for the same place
            apart = following < places[2 * n - 2] or (
                following > done + 1 and _LINE.search(self.received, done, following) is not None
            )
            if apart:
                found.append((start, n))
                start = n
        return [*found, (start, end)]


#: 0, 1, 1, 2, 2, 3 … : the places of a text not edited yet, for the longest text met.
_identity_row: array[int] = array("i")


def _identity(length: int) -> array[int]:
    global _identity_row
    row = _identity_row
    if len(row) < 2 * length:
        size = max(length, 1 << 15)
        row = array("i", bytes(2 * size * array("i").itemsize))
        row[0::2] = array("i", range(size))
        row[1::2] = array("i", range(1, size + 1))
        _identity_row = row  # bound when complete: threads read texts side by side
    return row[: 2 * length]
