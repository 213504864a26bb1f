"""The records of one document as corrections change them: replaced, added and taken away by IRI."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar

from ontology.records import Clause, Document, Measure, Plan, Record, Section, Span

__all__ = ["Item", "Ledger"]

R = TypeVar("R", bound=Record)

#: What has facts of its own.
Item = Measure | Clause | Section | Plan


class Ledger:
    """The records of a document, in the order in which they were read; those added come last."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._rows: list[Record | None] = list(records)
        self._at: dict[str, int] = {}
        for n, record in enumerate(self._rows):
            if record is not None:
                self._at.setdefault(record.iri, n)

    def records(self) -> list[Record]:
        """The records as they are now."""
        return [r for r in self._rows if r is not None]

    def of(self, kind: type[R]) -> Iterator[R]:
        """The records of one class."""
        return (r for r in self._rows if isinstance(r, kind))

    def has(self, iri: str) -> bool:
        """Whether there is a record of that IRI."""
        return iri in self._at

    def get(self, kind: type[R], iri: str) -> R | None:
        """The record of that class and IRI, if there is one."""
        place = self._at.get(iri)
        found = self._rows[place] if place is not None else None
        return found if isinstance(found, kind) else None

    def all(self, kind: type[R], iris: Iterable[str]) -> list[R]:
        """The records of that class with these IRIs, as far as there are any."""
        return [r for iri in iris if (r := self.get(kind, iri)) is not None]

    def put(self, record: Record) -> None:
        """Takes the record in, in place of the one with its IRI if there is one."""
        place = self._at.get(record.iri)
        if place is None:
            self._at[record.iri] = len(self._rows)
            self._rows.append(record)
        else:
            self._rows[place] = record

    def change(self, record: Record, **values: Any) -> None:
        """Puts other values into fields of a record."""
        self.put(replace(record, **values))

    def drop(self, iri: str) -> None:
        """Takes a record out, with the places and names that no other record refers to."""
        place = self._at.pop(iri, None)
        gone = self._rows[place] if place is not None else None
        if gone is None or place is None:
            return
        # an agency met in two plans of a document has a record from each
        self._rows = [None if r is not None and r.iri == iri else r for r in self._rows]
        for other in dict.fromkeys(_references(gone)):
            if "/span/" in other or "/project/" in other or "/indicator/" in other or "/agency/" in other:
                self.drop_unused(other)

    def drop_unused(self, iri: str) -> None:
        """Takes a record out if no other refers to it."""
        if iri in self._at and not any(iri in _references(r) for r in self.records() if r.iri != iri):
            self.drop(iri)

    def item_at(self, start: int, end: int) -> Item | None:
        """What the words from `start` to `end` of the document as received belong to.

        The clause that is evidenced there, else the measure or section that begins last before them (a heading that
        is both counts as the measure), else the plan that does.
        """
        at = {span.iri: (span.start, span.end) for span in self.of(Span)}
        clauses = [
            (max(b for _, b in places) - min(a for a, _ in places), clause)
            for clause in self.of(Clause)
            if (places := [at[e] for e in clause.evidence if e in at])
            and any(a < end and start < b for a, b in places)
        ]
        if clauses:
            return min(clauses, key=lambda c: c[0])[1]
        carried = {iri for document in self.of(Document) for iri in document.carries}
        plans = [plan for plan in self.of(Plan) if plan.iri in carried]
        headed: list[Item] = [*self.of(Section), *self.of(Measure)]
        for items in (headed, list[Item](plans)):
            begun: list[tuple[int, Item]] = []
            for item in items:
                begins = min((at[e][0] for e in item.evidence if e in at), default=end)
                if begins < end:
                    begun.append((begins, item))
            if begun:
                last = max(begins for begins, _ in begun)
                return [item for begins, item in begun if begins == last][-1]
        return plans[0] if plans else None

    def measure_of(self, clause: Clause) -> Measure | None:
        """The measure that a clause is part of."""
        return next((m for m in self.of(Measure) if clause.iri in m.clause), None)


def _references(record: Record) -> set[str]:
    """The IRIs that a record refers to."""
    found: set[str] = set()
    for f in fields(record):
        if f.name != "iri" and f.metadata["kind"] == "iri":
            value = getattr(record, f.name)
            if isinstance(value, tuple):
                found.update(value)
            elif value is not None:
                found.add(value)
    return found
