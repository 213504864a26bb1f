"""The text of a file as the reader gets it, and where in the file each run of it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["NOWHERE", "Cell", "Lines", "Piece", "Place", "Places", "Received"]


class Place(NamedTuple):
    """Where in a file something stands, in the terms of its format; nothing for plain text."""

    page: int | None = None
    paragraph: int | None = None
    cell: str | None = None


_UNKNOWN = Place()


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a text: each holds from its start (an offset into the text) to the next one's."""

    starts: Sequence[int] = ()
    places: Sequence[Place] = ()

    def at(self, offset: int) -> Place:
        """The place of the character at `offset`."""
        n = bisect_right(self.starts, offset)
        return self.places[n - 1] if n else _UNKNOWN


#: The places of a plain text: only offsets tell where anything stands.
NOWHERE = Places()


@dataclass(frozen=True, slots=True)
class Received:
    """A file as text: what offsets count in, what the store keeps, and what of the file it lacks.

    For plain text that is the decoded file, every character of it. For the other formats it is the text taken
    out of the file: a paragraph a line, a row of a table a line with its cells between tabs.
    """

    text: str
    places: Places = NOWHERE
    #: What could not be read or was left out, each in a sentence in Chinese for a reading note.
    gaps: tuple[str, ...] = ()


#: Some words of a cell or paragraph, and where they stand.
Piece = tuple[str, Place]
#: A cell of a table: its paragraphs or lines.
Cell = Sequence[Piece]

_BLANKS = re.compile(r"[\s\x1c-\x1f]+")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


class Lines:
    """The text of a file under extraction, line by line."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        self._places: list[Place] = []

    def line(self, *pieces: Piece) -> None:
        """A paragraph; one without words leaves nothing."""
        for words, place in pieces:
            self._add(words, place)
        if pieces:
            self._add("\n")

    def row(self, cells: Sequence[Cell], joint: str = " ") -> None:
        """A row of a table: the cells between tabs, `joint` between the pieces of each, line ends as spaces.

        The empty cells stay, so that each keeps its column. But a row whose first cell alone has words is a
        heading across the table, and a line like any other.
        """
        written = [[(w, p) for words, p in cell if (w := _BLANKS.sub(" ", words).strip())] for cell in cells]
        while written and not written[-1] and not any(written[1:]):
            written.pop()
        if not any(written):
            return
        for n, cell in enumerate(written):
            if n:
                self._add("\t")
            for m, (words, place) in enumerate(cell):
                self._add(joint + words if m else words, place)
        self._add("\n")

    def received(self, gaps: Sequence[str] = ()) -> Received:
        """All lines as one text."""
        return Received("".join(self._parts), Places(tuple(self._starts), tuple(self._places)), tuple(gaps))

    def _add(self, words: str, place: Place | None = None) -> None:
        if not words.isascii() and _SURROGATES.search(
            words
        ):  # halves of characters, which no encoding can write
            words = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if place is not None and (not self._places or self._places[-1] != place):
            self._starts.append(self._length)
            self._places.append(place)
        self._parts.append(words)
        self._length += len(words)
