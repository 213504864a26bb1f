"""The words of the source: spans of documents, whole and in the order of the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from ontology.terms import CP, PREFIXES
from shapes.data import Data
from shapes.describing.nodes import Nodes
from shapes.findings import Evidence, words_of
from shapes.terms import Term

__all__ = ["EVIDENCE", "Quotes", "in_order"]

EVIDENCE = ox.NamedNode(CP.evidence)
_SPAN = ox.NamedNode(CP.Span)
_START, _END, _EXACT = (ox.NamedNode(PREFIXES["oa"] + name) for name in ("start", "end", "exact"))
_SOURCE, _WORDS, _FILE = (ox.NamedNode(i) for i in (CP.source, CP.words, CP.sourceName))
_PLACES = tuple(ox.NamedNode(i) for i in (CP.page, CP.paragraph, CP.cell))


class Quotes:
    """Reads the spans that nodes have as evidence; of nodes that share them, or their document, once.

    Args:
        data: what is audited.
    """

    def __init__(self, data: Data) -> None:
        self._data = data
        #: The IRI and the file name of a document.
        self._documents: dict[Term, tuple[str, str]] = {}

    def of(self, nodes: Nodes, asked: Iterable[Term]) -> dict[Term, tuple[Evidence, ...]]:
        """The evidence of those of `asked` that have some, in the order of the document.

        A span that is not whole is none; it is a finding of its own.

        Args:
            nodes: what is said of the nodes, their classes and evidence among it.
            asked: nodes that were looked up there; a span is its own evidence.
        """
        spans_of = {n: self._spans(nodes, n) for n in asked}
        spans = Nodes(self._data, (_SOURCE, _START, _END, _WORDS, *_PLACES))
        spans.look_up(span for found in spans_of.values() for span in found)
        exact = Nodes(self._data, (_EXACT,))  # long, and mostly not needed
        exact.look_up(s for found in spans_of.values() for s in found if spans.value(s, _WORDS) is None)
        self._name({d for found in spans_of.values() for s in found if (d := spans.value(s, _SOURCE))})
        read: dict[Term, Evidence | None] = {}
        out = {}
        for node, found in spans_of.items():
            for span in found:
                if span not in read:
                    read[span] = self._read(span, spans, exact)
            whole = in_order(evidence for span in found if (evidence := read[span]) is not None)
            if whole:
                out[node] = whole
        return out

    def _spans(self, nodes: Nodes, node: Term) -> Sequence[Term]:
        return [node] if nodes.has_type(node, _SPAN) else nodes.values(node, EVIDENCE)

    def _name(self, documents: Iterable[Term]) -> None:
        fresh = [one for one in documents if one not in self._documents]
        named = Nodes(self._data, (_FILE,))
        named.look_up(fresh)
        for one in fresh:
            iri, file = words_of(one), named.value(one, _FILE)
            self._documents[one] = (iri, words_of(file) if file is not None else iri.rsplit("/", 1)[-1])

    def _read(self, span: Term, spans: Nodes, exact: Nodes) -> Evidence | None:
        source = spans.value(span, _SOURCE)
        start, end = (_integer(spans.value(span, place)) for place in (_START, _END))
        words = spans.value(span, _WORDS) or exact.value(span, _EXACT)
        if source is None or start is None or end is None or words is None:
            return None
        document, file = self._documents[source]
        place = next((p for kind in _PLACES if (p := spans.value(span, kind)) is not None), None)
        return Evidence(
            document, file, start, end, words_of(words), None if place is None else words_of(place)
        )


def in_order(quotes: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each of `quotes` once, by document and place."""
    return tuple(sorted(set(quotes), key=lambda e: (e.document, e.start, e.end, e.words, e.place or "")))


def _integer(term: Term | None) -> int | None:
    try:
        return int(term.value) if isinstance(term, ox.Literal) else None
    except ValueError:
        return None
