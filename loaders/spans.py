"""Evidence: places in the document as received, made from runs of the clean text."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.outline import Range
from loaders.text import Text
from ontology.records import Span

__all__ = ["Spans"]


class Spans:
    """The spans of one document, each made once, however many facts were read there."""

    def __init__(self, text: Text, document: str) -> None:
        self._text, self._document = text, document
        self._spans: dict[str, Span] = {}

    def at(self, *runs: Range) -> tuple[str, ...]:
        """The IRIs of the spans for runs of the clean text; empty runs have none."""
        return tuple(dict.fromkeys(self._one(start, end) for start, end in runs if start < end))

    def records(self) -> Iterable[Span]:
        """The spans made."""
        return self._spans.values()

    def _one(self, start: int, end: int) -> str:
        words = self._text.clean[start:end]
        stripped = words.strip()
        if stripped and stripped != words:
            start += words.index(stripped[0])
            end = start + len(stripped)
        a, b = self._text.origin(start, end)
        iri = f"{self._document}/span/{a}-{b}"
        if iri not in self._spans:
            self._spans[iri] = Span(
                iri=iri, label=f"原文第{a + 1}至{b}字", source=self._document, start=a, end=b,
                exact=self._text.received[a:b], words=self._text.clean[start:end],
            )  # fmt: skip
        return iri
