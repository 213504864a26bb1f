"""What a finding is about: its measure and plan, the units concerned, the words of the source, the reader's doubts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import pyoxigraph as ox

from ontology.terms import CP, PREFIXES
from shapes.compiled.facts import StoreFacts
from shapes.data import Data
from shapes.describing.evidence import EVIDENCE, Quotes, in_order
from shapes.describing.measures import Measures
from shapes.describing.nodes import LABEL, TYPE, Nodes
from shapes.describing.notes import Note, Notes
from shapes.describing.wholes import Wholes
from shapes.findings import AuditedMeasure, AuditedPlan, Evidence, Unit, words_of
from shapes.terms import Term

__all__ = ["About", "Context", "Measure"]

_TITLE = ox.NamedNode(PREFIXES["dcterms"] + "title")
_MEASURE, _PLAN, _CLAUSE, _NUMBER = (ox.NamedNode(i) for i in (CP.Measure, CP.plan, CP.clause, CP.number))
_CARRIED = f"SELECT ?document ?plan {{ ?document <{CP.carries}> ?plan }}"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as people call it: its IRI, its number as printed, its title; and the units that it names."""

    iri: str
    number: str | None
    title: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What all findings about one node have in common.

    `label` is its name, with its number as printed. `plan` and `measure` are those that it belongs to, or is.
    `evidence` is its own, or where it has none that of its clauses. `notes` are those of the reader that concern it,
    what it is a part of, a clause of it, or a document that carries its plan.
    """

    node: Term
    label: str
    plan: str | None
    measure: Measure | None
    evidence: tuple[Evidence, ...]
    notes: tuple[Note, ...]


class Context:
    """Looks up what is around the nodes of `data`, the data audited; what findings share, they share in memory."""

    def __init__(self, data: Data) -> None:
        self.data, self.facts = data, StoreFacts(data.store)
        self._quotes = Quotes(data)
        self._measures = Measures(data)
        self._about: dict[Term, About] = {}
        self._of_measure: dict[Term, Measure] = {}
        self._plans: dict[Term, str] = {}

    def plans(self) -> tuple[AuditedPlan, ...]:
        """The plans that a document carries, by IRI."""
        nodes = Nodes(self.data, (_TITLE, LABEL))
        nodes.look_up(self._carriers)
        count = Counter(measure.plan for measure in self.measures())
        return tuple(
            AuditedPlan(words_of(plan), nodes.title(plan), count[words_of(plan)])
            for plan in sorted(self._carriers, key=str)
        )

    def measures(self) -> tuple[AuditedMeasure, ...]:
        """The measures of all plans, by IRI, with the units that each names."""
        return self._measures.all

    def agencies(self) -> tuple[Unit, ...]:
        """The units that any measure names, by name."""
        return self._measures.units

    def about(self, nodes: Iterable[Term]) -> Mapping[Term, About]:
        """What is known about each of `nodes`, and about those asked for before."""
        fresh = [node for node in dict.fromkeys(nodes) if node not in self._about]
        if fresh:
            said = Nodes(self.data, (TYPE, _PLAN, _NUMBER, LABEL, _TITLE, EVIDENCE))
            wholes = Wholes(self.data, said, self._carriers)
            wholes.look_up(fresh)
            evidence = self._quotes.of(said, fresh)
            clauses = Nodes(self.data, (_CLAUSE,))
            clauses.look_up(node for node in fresh if self._notes or node not in evidence)
            evidence.update(
                self._evidence_of_clauses(clauses, [node for node in fresh if node not in evidence])
            )
            for node in fresh:
                self._about[node] = self._of(node, said, wholes, clauses, evidence.get(node, ()))
        return self._about

    def quoted(self, pairs: Iterable[tuple[Term, Term]]) -> Mapping[tuple[Term, Term], tuple[Evidence, ...]]:
        """For a node and a part of it the words that are evidence of the part, where there are any.

        Args:
            pairs: a node, and what may be a part of it; nothing is told of pairs that are not so.
        """
        asked = [(whole, part) for whole, part in pairs if whole != part and not isinstance(part, ox.Literal)]
        said = Nodes(self.data, (TYPE, _PLAN, EVIDENCE))
        parts = dict.fromkeys(part for _, part in asked)
        said.look_up(parts)
        evidence = self._quotes.of(said, parts)
        wholes = Wholes(self.data, said, self._carriers)
        wholes.look_up(evidence)
        return {(w, p): evidence[p] for w, p in asked if p in evidence and w in wholes.above(p)}

    def _evidence_of_clauses(
        self, clauses: Nodes, nodes: Sequence[Term]
    ) -> Mapping[Term, tuple[Evidence, ...]]:
        parts = {node: clauses.values(node, _CLAUSE) for node in nodes}
        some = dict.fromkeys(clause for of_one in parts.values() for clause in of_one)
        said = Nodes(self.data, (TYPE, EVIDENCE))
        said.look_up(some)
        quoted = self._quotes.of(said, some)
        return {
            node: in_order(e for clause in of_one for e in quoted.get(clause, ()))
            for node, of_one in parts.items()
        }

    def _of(
        self, node: Term, said: Nodes, wholes: Wholes, clauses: Nodes, evidence: tuple[Evidence, ...]
    ) -> About:
        around = list(wholes.of(node))
        plan = next((p for one in around if (p := self._plan_of(one, said, wholes)) is not None), None)
        measure = next((one for one in around if said.has_type(one, _MEASURE)), None)
        notes: tuple[Note, ...] = ()
        if self._notes:
            carriers = self._carriers.get(plan, ()) if plan is not None else ()
            notes = self._notes.about((*around, *clauses.values(node, _CLAUSE), *carriers))
        number, label = said.number(node), said.label(node)
        return About(
            node,
            label if number is None else f"{number}. {label}",
            None if plan is None else self._plans.setdefault(plan, words_of(plan)),
            None if measure is None else self._measure(measure, said),
            evidence,
            notes,
        )

    def _plan_of(self, node: Term, said: Nodes, wholes: Wholes) -> Term | None:
        plan = said.value(node, _PLAN)
        return plan if plan is not None or not wholes.is_plan(node) else node

    def _measure(self, node: Term, said: Nodes) -> Measure:
        known = self._of_measure.get(node)
        if known is None:
            iri = self._measures.called(words_of(node))
            known = self._of_measure[node] = Measure(
                iri, said.number(node), said.title(node), self._measures.named_by(iri)
            )
        return known

    @cached_property
    def _carriers(self) -> Mapping[Term, Sequence[Term]]:
        """The plans that documents carry, with the documents."""
        found: dict[Term, list[Term]] = {}
        for document, plan in self.data.select(_CARRIED):
            found.setdefault(cast(Term, plan), []).append(cast(Term, document))
        return found

    @cached_property
    def _notes(self) -> Notes:
        return Notes(self.data)
