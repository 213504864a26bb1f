"""Where a sentence of a measure stands: the shortest run of its documents that has it.

A measure's spans are its title and its paragraphs, as the reader made them. Where a paragraph was received character by
character as it is read, the sentence has a span of its own within it; else, or where a page may end in it, the whole
paragraph is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ontology.records import Span

__all__ = ["places"]

#: Of two runs of one length, if so many characters are alike, none was left out and none put in.
_ALIKE = 0.9


def places(sentence: str, spans: Sequence[Span]) -> Iterator[Span]:
    """For each document that has `sentence` among the `spans` of its measure the run with it; all, where none has."""
    found: dict[str, Span] = {}
    for span in spans:
        if sentence in span.words:
            found.setdefault(span.source, span)
    yield from (_within(span, sentence) for span in found.values()) if found else spans


def _within(span: Span, sentence: str) -> Span:
    if span.page is not None or span.words.count(sentence) != 1 or not _character_by_character(span):
        return span
    at = span.words.index(sentence)
    start, end = span.start + at, span.start + at + len(sentence)
    return Span(
        iri=f"{span.source}/span/{start}-{end}", label=f"原文第{start + 1}至{end}字", source=span.source,
        start=start, end=end, exact=span.exact[at : at + len(sentence)], words=sentence,
        paragraph=span.paragraph, cell=span.cell,
    )  # fmt: skip


def _character_by_character(span: Span) -> bool:
    """Whether cleaning left each character of a run in its place: at most marks were exchanged for others."""
    if len(span.exact) != len(span.words):
        return False
    alike = sum(a == b for a, b in zip(span.exact, span.words, strict=True))
    return alike >= _ALIKE * len(span.words)
