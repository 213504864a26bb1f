"""What a finding is about: its measure and plan, the units concerned, the words of the source."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS
from rdflib.term import Node

from ontology.terms import CP, PREFIXES
from shapes.findings import AuditedPlan, Evidence

__all__ = ["Context"]

_CARRIES, _PLAN, _CLAUSE, _EVIDENCE = (URIRef(i) for i in (CP.carries, CP.plan, CP.clause, CP.evidence))
_MEASURE, _PLAN_CLASS, _SPAN = (URIRef(i) for i in (CP.Measure, CP.Plan, CP.Span))
_NUMBER, _SOURCE, _WORDS = (URIRef(i) for i in (CP.number, CP.source, CP.words))
_START, _END, _EXACT = (URIRef(PREFIXES["oa"] + name) for name in ("start", "end", "exact"))

#: From a whole to its parts: a finding about a part is about the whole as well.
_PARTS = tuple(URIRef(i) for i in (CP.clause, CP.assignment, CP.schedule, CP.target, CP.part, CP.evidence))

_UNITS = tuple(
    URIRef(i)
    for i in (
        CP.leadAgency,
        CP.cooperatingAgency,
        CP.responsibleAgency,
        CP.accountableAgency,
        CP.inheritedAgency,
    )
)


class Context:
    """Looks things up around the nodes of the data audited."""

    def __init__(self, data: Graph) -> None:
        self._data = data

    def plans(self) -> tuple[AuditedPlan, ...]:
        """The plans that a document carries, by IRI."""
        return tuple(
            AuditedPlan(
                iri=str(plan),
                title=str(self._data.value(plan, DCTERMS.title, any=True) or self.label(plan)),
                measures=sum(1 for m in self._data.subjects(_PLAN, plan) if self._is_measure(m)),
            )
            for plan in sorted(set(self._data.objects(None, _CARRIES)), key=str)
        )

    def agencies(self) -> frozenset[str]:
        """The units that any measure names."""
        return frozenset(str(unit) for kind in _UNITS for unit in self._data.objects(None, kind))

    def plan(self, node: Node) -> str | None:
        """The plan that `node` belongs to, or is."""
        for one in self._wholes(node):
            if (None, _CARRIES, one) in self._data or (one, RDF.type, _PLAN_CLASS) in self._data:
                return str(one)
            plan = self._data.value(one, _PLAN, any=True)
            if plan is not None:
                return str(plan)
        return None

    def agencies_of(self, node: Node) -> frozenset[str]:
        """The units named by the measure that `node` belongs to, or is, those of its clauses included."""
        measure = next((one for one in self._wholes(node) if self._is_measure(one)), None)
        if measure is None:
            return frozenset()
        items = [measure, *self._data.objects(measure, _CLAUSE)]
        return frozenset(str(u) for item in items for kind in _UNITS for u in self._data.objects(item, kind))

    def evidence(self, focus: Node, value: Node | None) -> tuple[Evidence, ...]:
        """The words that a finding is about, in the order of the document.

        They are those of the value where it is a part of the focus, else those of the focus, else those of
        the clauses of the focus.
        """
        parts = (
            {p for kind in _PARTS for p in self._data.objects(focus, kind)} if value is not None else set()
        )
        clauses = sorted(self._data.objects(focus, _CLAUSE), key=str)
        for places in ([value] if value in parts else [], [focus], clauses):
            found = {e for place in places if place is not None for e in self._spans(place)}
            if found:
                return tuple(sorted(found, key=lambda e: (e.document, e.start, e.end)))
        return ()

    def label(self, node: Node) -> str:
        """The name of `node`, with its number as printed; or the last part of its IRI."""
        number = self._data.value(node, _NUMBER, any=True)
        label = self._data.value(node, RDFS.label, any=True) or str(node).rstrip("/").rsplit("/", 1)[-1]
        return str(label) if number is None else f"{number}. {label}"

    def _is_measure(self, node: Node) -> bool:
        return (node, RDF.type, _MEASURE) in self._data

    def _wholes(self, node: Node) -> Iterator[Node]:
        """`node`, what it is a part of, and so on upwards, the nearest first."""
        seen, waiting = {node}, [node]
        while waiting:
            one = waiting.pop(0)
            yield one
            above = {whole for kind in _PARTS for whole in self._data.subjects(kind, one)} - seen
            seen |= above
            waiting += sorted(above, key=str)

    def _spans(self, node: Node) -> Iterator[Evidence]:
        """The spans of `node` that are whole; one that is not is a finding of its own."""
        spans = [node] if (node, RDF.type, _SPAN) in self._data else self._data.objects(node, _EVIDENCE)
        for span in spans:
            source = self._data.value(span, _SOURCE, any=True)
            start, end = (self._integer(span, place) for place in (_START, _END))
            words = self._data.value(span, _WORDS, any=True) or self._data.value(span, _EXACT, any=True)
            if source is not None and start is not None and end is not None and words is not None:
                yield Evidence(str(source), start, end, str(words))

    def _integer(self, node: Node, property_: Node) -> int | None:
        found = self._data.value(node, property_, any=True)
        value = found.value if isinstance(found, Literal) else None
        return value if isinstance(value, int) else None
