"""Who does it, by when, how much: the assignments, schedules and targets of a plan, section, measure or clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from api.asking import rows
from api.display import Cell, Display
from api.languages import Words
from api.resources.description import Evidence, evidence_of, natural
from api.vocabulary import property_order
from api.workers.lease import Lease
from graph.store import Term
from ontology.terms import CP, PREFIXES

__all__ = ["KINDS", "Commitments", "Item", "Pair", "commitments", "item"]

#: The properties that lead to the records, each with the question that they answer.
KINDS: dict[str, Words] = {
    CP.assignment: Words("责任分工", "Who"),
    CP.schedule: Words("时限", "By when"),
    CP.target: Words("量化目标", "How much"),
}
_MOST = 100
_RANKS = [CP.Lead, CP.Cooperating, CP.Responsible]
#: What the heading or the main words of a record say, or what its own page says.
_SAID = {
    PREFIXES["rdf"] + "type",
    PREFIXES["rdfs"] + "label",
    CP.evidence,
    CP.role,
    CP.agency,
    CP.rank,
    CP.scheduleKind,
    CP.indicator,
    CP.comparator,
    CP.value,
    CP.unit,
    CP.qudtUnit,
    CP.basis,
    CP.text,
    CP.quote,
}
#: What a property's value rests on.
_RESTS = {CP.deadline: CP.deadlineBasis, CP.due: CP.yearBasis}


@dataclass(frozen=True, slots=True)
class Record:
    """One assignment, schedule or target with what the store says of it, and where it was read."""

    iri: str
    values: Mapping[str, tuple[Term, ...]]
    places: tuple[Evidence, ...]

    def first(self, predicate: str) -> Term | None:
        """A value of the property, or None."""
        return next(iter(self.values.get(predicate, ())), None)

    @property
    def mentioned(self) -> set[str]:
        """The resources that its description calls by name."""
        found = {one.value for many in self.values.values() for one in many if isinstance(one, ox.NamedNode)}
        return found | {place.source for place in self.places}


@dataclass(frozen=True, slots=True)
class Commitments:
    """The records by the property that leads to them, and how many there are in all of each kind."""

    records: Mapping[str, tuple[Record, ...]]
    totals: Mapping[str, int]

    @property
    def whole(self) -> set[str]:
        """The properties all of whose records are here."""
        return {kind for kind, found in self.records.items() if len(found) == self.totals[kind]}


async def commitments(lease: Lease, iri: str) -> Commitments:
    """The assignments, schedules and targets of `iri`, those of its clauses too, in the order of the text.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    kinds = " ".join(f"<{kind}>" for kind in KINDS)
    found: dict[str, list[str]] = {}
    for kind, record in await rows(
        lease, f"SELECT DISTINCT ?kind ?x {{ VALUES ?kind {{ {kinds} }} <{iri}> ?kind ?x }}"
    ):
        if isinstance(kind, ox.NamedNode) and isinstance(record, ox.NamedNode):
            found.setdefault(kind.value, []).append(record.value)
    kept = {kind: sorted(found[kind], key=natural)[:_MOST] for kind in KINDS if kind in found}
    every = await _read(lease, [one for many in kept.values() for one in many])
    records = {kind: tuple(sorted((every[one] for one in many), key=_order)) for kind, many in kept.items()}
    return Commitments(records, {kind: len(found[kind]) for kind in records})


async def _read(lease: Lease, iris: list[str]) -> dict[str, Record]:
    if not iris:
        return {}
    values: dict[str, dict[str, tuple[Term, ...]]] = {iri: {} for iri in iris}
    named = " ".join(f"<{iri}>" for iri in iris)
    for record, predicate, value in await rows(
        lease, f"SELECT DISTINCT ?x ?p ?o {{ VALUES ?x {{ {named} }} ?x ?p ?o }} ORDER BY ?x ?p ?o"
    ):
        if isinstance(record, ox.NamedNode) and isinstance(predicate, ox.NamedNode) and value is not None:
            mine = values[record.value]
            mine[predicate.value] = (*mine.get(predicate.value, ()), value)
    places = await evidence_of(lease, iris)
    return {iri: Record(iri, values[iri], tuple(places.get(iri, ()))) for iri in iris}


def _order(record: Record) -> tuple[list[tuple[int, str]], int, list[tuple[int, str]]]:
    """Within a clause the leads first, else as in the text; what the whole measure has, first."""
    role = record.first(CP.role)
    rank = (
        _RANKS.index(role.value) if isinstance(role, ox.NamedNode) and role.value in _RANKS else len(_RANKS)
    )
    return natural(_clause(record.iri)), rank, natural(record.iri)


def _clause(iri: str) -> str:
    """The clause that a record belongs to by its IRI, or "" where it belongs to all of its owner."""
    found = re.search(r"^.*/clause/[0-9]+(?=/)", iri)
    return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A property with its values, and what they rest on."""

    name: Cell
    values: tuple[Cell, ...]
    basis: Cell | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A record in words: `head` 牵头, `main` an agency, `pairs` the rest, `part` the clause it stands in."""

    record: Cell
    head: Cell | None
    main: tuple[Cell, ...]
    pairs: tuple[Pair, ...]
    basis: Cell | None
    part: Cell | None
    places: tuple[Evidence, ...]


def item(record: Record, owner: str, display: Display) -> Item:
    """The record in words, as part of the page of `owner`."""

    def one(predicate: str) -> Cell | None:
        term = record.first(predicate)
        return None if term is None else display.cell(term)

    if CP.agency in record.values:
        head, main = one(CP.role), _cells(record, [CP.agency], display)
    elif CP.indicator in record.values or CP.value in record.values:
        # 不少于 5000 个, and what is counted before it
        head, main = one(CP.indicator), _cells(record, [CP.comparator, CP.value, CP.unit], display)
    else:
        head, main = one(CP.scheduleKind), ()
    clause = _clause(record.iri)
    part = None
    if clause and clause != owner:
        number = clause.rpartition("/")[2]
        words = display.said(Words(f"第 {number} 段", f"clause {number}"))
        part = Cell(words, display.href(clause))
    record_words = display.said(Words("记录", "record"))
    return Item(
        Cell(record_words, display.href(record.iri)),
        head,
        main,
        tuple(_pairs(record, display)),
        one(CP.basis),
        part,
        record.places,
    )


def _cells(record: Record, predicates: Iterable[str], display: Display) -> tuple[Cell, ...]:
    return tuple(display.cell(term) for name in predicates for term in record.values.get(name, ()))


def _pairs(record: Record, display: Display) -> Iterable[Pair]:
    order = property_order()
    rests = {_RESTS[name] for name in _RESTS if name in record.values}
    names = [name for name in record.values if name in CP and name not in _SAID | rests]
    for name in sorted(names, key=lambda name: (order.get(name, len(order)), name)):
        basis = record.first(_RESTS.get(name, ""))
        cells = tuple(display.cell(term) for term in record.values[name])
        yield Pair(display.resource(name), cells, None if basis is None else display.cell(basis))
