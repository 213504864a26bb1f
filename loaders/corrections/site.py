"""Where a correction applies: a row, the words that it quotes, and the item that they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.corrections.ledger import Item, Ledger
from loaders.corrections.rows import CorrectionRow
from ontology.dates import PartialDate
from ontology.iri import Namer
from ontology.records import Clause, Measure, Named, Plan, Record, Section

__all__ = ["Site", "Unfit"]

#: The facts that are one item's own; a project or region is shared by all that name it.
_OWN = ("assignment", "mention", "schedule", "target")


class Unfit(Exception):
    """A row does not fit what was read; `reason` is a key of `loaders.corrections.rows.REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Site:
    """A row, the words that it quotes, and the item that they belong to (with the measure above, if it is a clause)."""

    ledger: Ledger
    row: CorrectionRow
    namer: Namer
    words: str
    evidence: tuple[str, ...]
    items: Sequence[Item]

    def current(self) -> list[Item]:
        """The items as they are now, the clause before its measure."""
        return [self.ledger.get(type(item), item.iri) or item for item in self.items]

    def with_clauses(self) -> list[Item]:
        """The items as they are now, and all clauses of the measure."""
        found = {item.iri: item for item in self.current()}
        for item in list(found.values()):
            if isinstance(item, Measure):
                found |= {clause.iri: clause for clause in self.ledger.all(Clause, item.clause)}
        return list(found.values())

    @property
    def plan(self) -> Plan | None:
        """The plan that the item is part of."""
        last = self.items[-1]
        if isinstance(last, Plan):
            return last
        return self.ledger.get(Plan, last.plan) if isinstance(last, Measure | Section) else None

    @property
    def area(self) -> str:
        """The code of the region that the plan is of, or ""."""
        plan = self.plan
        return plan.covers_region[0].rsplit("/", 1)[1] if plan is not None and plan.covers_region else ""

    @property
    def day(self) -> PartialDate | None:
        """The date at which names of agencies and places are understood: of issue, else the start of the period."""
        plan = self.plan
        if plan is None:
            return None
        return plan.issued or (PartialDate(plan.period_start) if plan.period_start else None)

    def gain(self, field: str, iri: str) -> None:
        """The item has the fact `iri`, and the measure above it too."""
        for item in self.current():
            if iri not in getattr(item, field):
                self.ledger.change(item, **{field: (*getattr(item, field), iri)})

    def lose(self, field: str, iri: str) -> None:
        """The item has the fact `iri` no more; nor its clauses, nor its measure unless another clause shares it."""
        mine = {item.iri for item in self.items}
        for item in self.with_clauses():
            shared = field not in _OWN and isinstance(self.items[0], Clause)
            if shared and item.iri not in mine:
                continue
            if shared and isinstance(item, Measure):
                others = (c for c in self.ledger.all(Clause, item.clause) if c.iri not in mine)
                if any(iri in getattr(clause, field) for clause in others):
                    continue
            left = tuple(other for other in getattr(item, field) if other != iri)
            self.ledger.change(item, **{field: left})

    def labels(self, iri: str) -> set[str]:
        """All names of an agency, indicator, project or region."""
        named = self.ledger.get(Named, iri)
        return {named.pref_label, *named.alt_label} if named is not None else set()

    def name(self, met: Iterator[Record] | Sequence[Record]) -> None:
        """Takes in things that have names; one that is there already gains the names that it did not have."""
        for named in met:
            known = self.ledger.get(Named, named.iri)
            if known is None or not isinstance(named, Named):
                self.ledger.put(named)
                continue
            others = [n for n in (named.pref_label, *named.alt_label) if n != known.pref_label]
            labels = tuple(dict.fromkeys((*known.alt_label, *others)))
            evidence = tuple(dict.fromkeys((*known.evidence, *named.evidence)))
            self.ledger.change(known, alt_label=labels, evidence=evidence)

    def free(self, owner: str, kind: str) -> str:
        """An IRI for one more part of `owner`."""
        number = 1
        while self.ledger.has(self.namer.part(owner, kind, number)):
            number += 1
        return self.namer.part(owner, kind, number)
