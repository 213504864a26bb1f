"""What a finding is about: its measure and plan, the units concerned, the words of the source, the reader's doubts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import pyoxigraph as ox

from ontology.terms import CP, PREFIXES
from shapes.data import Data
from shapes.findings import AuditedMeasure, AuditedPlan, Evidence, Unit, words_of
from shapes.terms import Term

__all__ = ["Context", "Measure"]

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_NAME = ox.NamedNode(PREFIXES["skos"] + "prefLabel")
_TITLE = ox.NamedNode(PREFIXES["dcterms"] + "title")
_START, _END, _EXACT = (ox.NamedNode(PREFIXES["oa"] + name) for name in ("start", "end", "exact"))
_CARRIES, _PLAN, _CLAUSE, _EVIDENCE = (ox.NamedNode(i) for i in (CP.carries, CP.plan, CP.clause, CP.evidence))
_MEASURE, _PLAN_CLASS, _SPAN = (ox.NamedNode(i) for i in (CP.Measure, CP.Plan, CP.Span))
_NUMBER, _SOURCE, _WORDS, _FILE = (ox.NamedNode(i) for i in (CP.number, CP.source, CP.words, CP.sourceName))
_KIND, _TEXT = (ox.NamedNode(i) for i in (CP.kind, CP.text))
_PLACES = tuple(ox.NamedNode(i) for i in (CP.page, CP.paragraph, CP.cell))

#: From a whole to its parts: a finding about a part is about the whole as well.
_PARTS = tuple(
    ox.NamedNode(i)
    for i in (CP.clause, CP.assignment, CP.schedule, CP.target, CP.part, CP.project, CP.evidence)
)

_UNIT_PROPERTIES = (
    CP.leadAgency,
    CP.cooperatingAgency,
    CP.responsibleAgency,
    CP.accountableAgency,
    CP.inheritedAgency,
)
_UNITS = tuple(ox.NamedNode(i) for i in _UNIT_PROPERTIES)

_CARRIED = f"SELECT DISTINCT ?plan {{ ?document <{CP.carries}> ?plan }}"
_NOTES = f"SELECT ?note ?about {{ ?note <{CP.concerns}> ?about }}"
_MEASURES = f"SELECT DISTINCT ?m ?plan {{ ?m a <{CP.Measure}> ; <{CP.plan}> ?plan }}"
_NAMED = " UNION ".join(
    f"{{ ?m <{iri}> ?u }} UNION {{ ?m <{CP.clause}>/<{iri}> ?u }}" for iri in _UNIT_PROPERTIES
)
_NAMING = f"SELECT DISTINCT ?m ?u {{ ?m a <{CP.Measure}> . {_NAMED} }}"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as people call it: its IRI, its number as printed, its title; and the units that it names."""

    iri: str
    number: str | None
    title: str
    units: tuple[Unit, ...]


#: The longest name of a node, in characters.
_LONGEST = 500
#: How many descriptions of nodes are kept at most, for the next finding about the same measure.
_KEPT = 20_000


class Context:
    """Looks things up around the nodes of `data`, the data audited."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self._described: dict[Term, Mapping[ox.NamedNode, list[Term]]] = {}
        self._of_measure: dict[Term, Measure] = {}
        self._named: dict[Term, Unit] = {}

    def plans(self) -> tuple[AuditedPlan, ...]:
        """The plans that a document carries, by IRI."""
        carried = {cast(Term, plan) for (plan,) in self.data.select(_CARRIED)}
        count = Counter(measure.plan for measure in self.measures())
        return tuple(
            AuditedPlan(words_of(plan), self._title(plan), count[words_of(plan)])
            for plan in sorted(carried, key=str)
        )

    def measures(self) -> tuple[AuditedMeasure, ...]:
        """The measures of all plans, by IRI, with the units that each names."""
        return self._measures

    @cached_property
    def _measures(self) -> tuple[AuditedMeasure, ...]:
        found = [
            AuditedMeasure(words_of(m), words_of(plan), frozenset(map(words_of, self._naming.get(m, ()))))
            for m, plan in self.data.select(_MEASURES)
        ]
        return tuple(sorted(found, key=lambda m: (m.iri, m.plan)))

    @cached_property
    def _naming(self) -> Mapping[object, set[Term]]:
        """The units that each measure names."""
        units: dict[object, set[Term]] = {}
        for measure, unit in self.data.select(_NAMING):
            units.setdefault(measure, set()).add(cast(Term, unit))
        return units

    def agencies(self) -> tuple[Unit, ...]:
        """The units that any measure names, by name."""
        return tuple(sorted({self._unit(unit) for units in self._naming.values() for unit in units}))

    def plan(self, node: Term) -> str | None:
        """The plan that `node` belongs to, or is."""
        found = self._plan(node)
        return None if found is None else words_of(found)

    def _plan(self, node: Term) -> Term | None:
        for one in self._wholes(node):
            plan = self._value(one, _PLAN)
            if plan is not None:
                return plan
            if self._is(one, _PLAN_CLASS) or next(self.data.subjects(_CARRIES, one), None) is not None:
                return one
        return None

    def measure(self, node: Term) -> Measure | None:
        """The measure that `node` belongs to, or is."""
        found = next((one for one in self._wholes(node) if self._is(one, _MEASURE)), None)
        if found is None:
            return None
        known = self._of_measure.get(found)
        if known is None:
            number = self._value(found, _NUMBER)
            items = [found, *self._values(found, _CLAUSE)]
            units = {self._unit(u) for item in items for kind in _UNITS for u in self._values(item, kind)}
            known = self._of_measure[found] = Measure(
                words_of(found),
                None if number is None else _short(words_of(number)),
                self._title(found),
                tuple(sorted(units)),
            )
        return known

    def evidence(self, focus: Term, value: Term | None) -> tuple[Evidence, ...]:
        """The words that a finding is about, in the order of the document.

        They are those of the value where it is a part of the focus, else those of the focus, else those of
        the clauses of the focus.
        """
        part = value is not None and any(value in self._values(focus, kind) for kind in _PARTS)
        for places in ([value] if part else [], [focus], self._values(focus, _CLAUSE)):
            found = {e for place in places if place is not None for e in self._spans(place)}
            if found:
                return tuple(sorted(found, key=lambda e: (e.document, e.start, e.end)))
        return ()

    def doubts(self, focus: Term, kinds: Collection[str]) -> tuple[str, ...]:
        """What the reader could not decide about `focus`: the words of its notes of these kinds.

        A note counts that concerns the focus, what it is a part of, a clause of it, or a document that carries its
        plan.
        """
        if not kinds or not self._notes:
            return ()
        about = [*self._wholes(focus), *self._values(focus, _CLAUSE)]
        plan = self._plan(focus)
        if plan is not None:
            about += self.data.subjects(_CARRIES, plan)
        found: dict[str, None] = {}
        for note in sorted({n for one in about for n in self._notes.get(one, ())}, key=str):
            kind, text = self._value(note, _KIND), self._value(note, _TEXT)
            if kind is not None and words_of(kind) in kinds:
                found[words_of(text or kind)] = None
        return tuple(found)

    @cached_property
    def _notes(self) -> Mapping[Term, list[Term]]:
        """The reader's notes by what they concern; most data has few."""
        found: dict[Term, list[Term]] = {}
        for note, about in self.data.select(_NOTES):
            found.setdefault(cast(Term, about), []).append(cast(Term, note))
        return found

    def label(self, node: Term) -> str:
        """The name of `node`, with its number as printed; or the last part of its IRI."""
        number = self._value(node, _NUMBER)
        label = self._label(node)
        return label if number is None else f"{_short(words_of(number))}. {label}"

    def _label(self, node: Term) -> str:
        found = self._value(node, _LABEL)
        return _short(words_of(found) if found is not None else words_of(node).rstrip("/").rsplit("/", 1)[-1])

    def _title(self, node: Term) -> str:
        found = self._value(node, _TITLE)
        return _short(words_of(found)) if found is not None else self._label(node)

    def _unit(self, node: Term) -> Unit:
        known = self._named.get(node)
        if known is None:
            name = self._value(node, _NAME) or self._value(node, _LABEL)
            known = self._named[node] = Unit(
                _short(words_of(name if name is not None else node)), words_of(node)
            )
        return known

    def _values(self, node: Term, property_: ox.NamedNode) -> Sequence[Term]:
        known = self._described.get(node)
        if known is None:
            if len(self._described) >= _KEPT:
                self._described.clear()
            known = self._described[node] = self.data.described(node)
        return known.get(property_, ())

    def _value(self, node: Term, property_: ox.NamedNode) -> Term | None:
        return next(iter(self._values(node, property_)), None)

    def _is(self, node: Term, kind: ox.NamedNode) -> bool:
        return kind in self._values(node, _TYPE)

    def _wholes(self, node: Term) -> Iterator[Term]:
        """`node`, what it is a part of, and so on upwards, the nearest first."""
        seen, waiting = {node}, [node]
        while waiting:
            one = waiting.pop(0)
            yield one
            above = {whole for kind in _PARTS for whole in self.data.subjects(kind, one)} - seen
            seen |= above
            waiting += sorted(above, key=str)

    def _spans(self, node: Term) -> Iterator[Evidence]:
        """The spans of `node` that are whole; one that is not is a finding of its own."""
        for span in [node] if self._is(node, _SPAN) else self._values(node, _EVIDENCE):
            source = self._value(span, _SOURCE)
            start, end = (_integer(self._value(span, place)) for place in (_START, _END))
            words = self._value(span, _WORDS) or self._value(span, _EXACT)
            if source is not None and start is not None and end is not None and words is not None:
                file = self._value(source, _FILE)
                place = next((p for kind in _PLACES if (p := self._value(span, kind)) is not None), None)
                yield Evidence(
                    words_of(source),
                    words_of(file) if file is not None else words_of(source).rsplit("/", 1)[-1],
                    start,
                    end,
                    words_of(words),
                    None if place is None else words_of(place),
                )


def _short(name: str) -> str:
    """A name as far as it is one: it stands beside every finding, and data may call megabytes a name."""
    return name if len(name) <= _LONGEST else name[:_LONGEST] + "…"


def _integer(term: Term | None) -> int | None:
    try:
        return int(term.value) if isinstance(term, ox.Literal) else None
    except ValueError:
        return None
