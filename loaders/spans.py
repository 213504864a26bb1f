"""Evidence: places in the document as received, made from runs of the clean text."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.formats import NOWHERE, Places
from loaders.text import Range, Text
from ontology.records import Span, maker

__all__ = ["Spans"]

_span = maker(Span)


class Spans:
    """The spans of one document, each made once, however many facts were read there."""

    def __init__(self, text: Text, document: str, places: Places = NOWHERE) -> None:
        self._text, self._document, self._places = text, document, places
        self._spans: dict[tuple[int, int], Span] = {}

    def at(self, *runs: Range) -> tuple[str, ...]:
        """The IRIs of spans for runs of the clean text: several where a line is wedged into one; blanks have none."""
        found: dict[str, None] = {}
        for run in runs:
            for start, end in self._text.unbroken(*run):
                if self._text.clean[start:end].strip():
                    found[self._one(start, end)] = None
        return tuple(found)

    def records(self) -> Iterable[Span]:
        """The spans made."""
        return self._spans.values()

    def _one(self, start: int, end: int) -> str:
        text = self._text
        words = text.clean[start:end]
        stripped = words.strip()
        if len(stripped) != len(words) and stripped:
            start += words.index(stripped[0])
            end = start + len(stripped)
            words = stripped
        a, b = place = text.origin(start, end)
        span = self._spans.get(place)
        if span is None:
            where = self._places.at(a)
            span = self._spans[place] = _span(
                iri=f"{self._document}/span/{a}-{b}", label=f"原文第{a + 1}至{b}字", source=self._document,
                start=a, end=b, exact=text.received[a:b], words=words,
                page=where.page, paragraph=where.paragraph, cell=where.cell,
            )  # fmt: skip
        return span.iri
