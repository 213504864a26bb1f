"""The texts of documents as received: words in their surroundings, and long texts a part at a time."""

from __future__ import annotations

from dataclasses import dataclass

from api.workers.lease import Lease

__all__ = ["Extract", "Part", "Texts"]

#: Characters of a document on one page; a text is divided at ends of lines, this much later at most.
_PART = 30_000
_SLACK = 2_000


@dataclass(frozen=True, slots=True)
class Extract:
    """The characters `marked`, from `start` to `end` of a text, with what stands `before` and `after`.

    `opens` and `closes` tell whether the line goes on before and after what is shown.
    """

    before: str
    marked: str
    after: str
    start: int
    end: int
    opens: bool = False
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a text, `number` of `total` from 1, its characters from `first` to `last`; see `Extract`."""

    before: str
    marked: str
    after: str
    start: int
    end: int
    number: int
    total: int
    first: int
    last: int


class Texts:
    """The texts of one generation's documents, each read once."""

    def __init__(self, lease: Lease) -> None:
        self._generation = lease.generation
        self._slugs: dict[str, str] = {one["iri"]: one["slug"] for one in lease.manifest["documents"]}
        self._read: dict[str, str] = {}

    def of(self, document: str) -> str | None:
        """The text of the document of that IRI; None where the generation has no such document."""
        if document not in self._read:
            if document not in self._slugs:
                return None
            self._read[document] = self._generation.text(self._slugs[document])
        return self._read[document]

    def extract(self, document: str, start: int, end: int, around: int) -> Extract | None:
        """The characters from `start` to `end` with up to `around` characters of their line on both sides.

        Offsets are code points of the text as received, `end` exclusive. None where there is no such passage.
        """
        text = self.of(document)
        if text is None or not 0 <= start < end <= len(text):
            return None
        before = text[max(0, start - around) : start]
        after = text[end : end + around]
        opens = around > 0 and "\n" not in before and start > around
        closes = around > 0 and "\n" not in after and end + around < len(text)
        return Extract(
            before.rpartition("\n")[2], text[start:end], after.partition("\n")[0], start, end, opens, closes
        )

    def part(self, document: str, start: int, end: int, number: int) -> Part | None:
        """The part of a text that holds the characters from `start` to `end`, which are marked.

        Args:
            document: the IRI of a document; None is returned for what is none.
            start: code points from the beginning of the text as received.
            end: likewise, exclusive.
            number: the part to show where nothing is marked (0 to 0), from 1; past the end, the last.

        Raises:
            ValueError: the text has no such passage.
        """
        text = self.of(document)
        if text is None:
            return None
        if not (0 <= start < end <= len(text) or start == end == 0):
            raise ValueError(f"the text has {len(text)} characters")
        cuts = _cuts(text)
        total = len(cuts) - 1
        if end:
            number = next(n for n in range(1, total + 1) if start < cuts[n])
        number = min(number, total)
        first, last = cuts[number - 1], max(cuts[number], end)
        start = max(start, first)
        end = max(end, first)
        return Part(
            text[first:start], text[start:end], text[end:last], start, end, number, total, first, last
        )


def _cuts(text: str) -> list[int]:
    """Where the parts of a text begin, and where the last one ends."""
    cuts = [0]
    while len(text) - cuts[-1] > _PART + _SLACK:
        least = cuts[-1] + _PART
        line = text.find("\n", least, least + _SLACK)
        cuts.append(line + 1 if line >= 0 else least)
    return [*cuts, len(text)]
