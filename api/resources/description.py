"""What the store says about one resource: the facts, the words they rest on, what refers to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from api.asking import rows, yes
from api.vocabulary import property_order
from api.workers.lease import Lease
from graph.store import Term
from ontology.terms import PREFIXES

__all__ = [
    "INCOMING",
    "Evidence",
    "Incoming",
    "Statement",
    "evidence",
    "evidence_of",
    "incoming",
    "incoming_by",
    "natural",
    "statements",
    "trail",
    "types_of",
]

_RDF_TYPE = PREFIXES["rdf"] + "type"
_CP = PREFIXES["cp"]

#: How many references a page shows: of each property among all, and of one property alone.
INCOMING = (10, 100)
_EVIDENCE = 20
#: So many references come in the order of the text. To sort 100,000 by name takes the engine six seconds: beyond
#: this they come in the order in which it keeps them, which is the same as long as the generation is.
_SORTED = 2000
_PLACE = "?span ?source ?start ?end ?words ?page ?paragraph ?cell"
_PLACED = (
    "?span cp:source ?source ; oa:start ?start ; oa:end ?end . OPTIONAL { ?span cp:words ?words }"
    " OPTIONAL { ?span cp:page ?page } OPTIONAL { ?span cp:paragraph ?paragraph }"
    " OPTIONAL { ?span cp:cell ?cell }"
)
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Statement:
    """A property of the resource and a value; `graphs` are the named graphs that state it."""

    predicate: str
    value: Term
    graphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a document: characters `start` to `end` of the document `source`.

    `page`, `paragraph` or `cell` say where in the file, by its format; empty where it has none.
    """

    span: str
    source: str
    start: int
    end: int
    words: str
    page: str
    paragraph: str
    cell: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """The resources that refer to this one by `predicate`: how many in all, and those of one page.

    `inferred` where no graph but that of inferences says so.
    """

    predicate: str
    total: int
    subjects: tuple[str, ...]
    inferred: bool = False


async def statements(lease: Lease, iri: str) -> list[Statement]:
    """The facts about `iri` in the order of the model; its evidence is told apart by `evidence`.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    found: dict[tuple[str, Term], list[str]] = {}
    for predicate, value, graph in await rows(
        lease,
        f"SELECT DISTINCT ?p ?o ?g {{ GRAPH ?g {{ <{iri}> ?p ?o }} FILTER(?p != cp:evidence) }}",
    ):
        if isinstance(predicate, ox.NamedNode) and isinstance(graph, ox.NamedNode) and value is not None:
            found.setdefault((predicate.value, value), []).append(graph.value)
    order = property_order()
    every = [
        Statement(predicate, value, tuple(sorted(graphs))) for (predicate, value), graphs in found.items()
    ]
    return sorted(
        every, key=lambda one: (order.get(one.predicate, len(order)), one.predicate, natural(str(one.value)))
    )


def natural(text: str) -> list[tuple[int, str]]:
    """A key that sorts numbers within texts by their value: measure/2 before measure/10."""
    return [(int(digits or -1), letters) for digits, letters in re.findall(r"([0-9]{1,18})|([^0-9]+)", text)]


def types_of(facts: Iterable[Statement], *, inferred: str) -> dict[str, bool]:
    """The types among the facts, each with whether only the graph `inferred` has it; stated ones first."""
    mine = {
        fact.value.value: fact.graphs == (inferred,)
        for fact in facts
        if fact.predicate == _RDF_TYPE and isinstance(fact.value, ox.NamedNode)
    }
    return dict(sorted(mine.items(), key=lambda one: (one[1], not one[0].startswith(_CP), one[0])))


async def evidence(lease: Lease, iri: str, page: int) -> tuple[int, list[Evidence], int]:
    """The places in documents where the facts of `iri` were read.

    Returns how many there are in all, those of the page (from 1), and how many pages there are.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    total = await _count(lease, f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ <{iri}> cp:evidence ?s }}")
    pages = -(-total // _EVIDENCE)
    if not 1 <= page <= pages:
        return total, [], pages
    found = await rows(
        lease,
        f"SELECT DISTINCT {_PLACE} {{ <{iri}> cp:evidence ?span . {_PLACED} }}"
        f" ORDER BY ?source ?start LIMIT {_EVIDENCE} OFFSET {_EVIDENCE * (page - 1)}",
    )
    return total, [_evidence(row) for row in found], pages


async def evidence_of(lease: Lease, iris: Iterable[str]) -> dict[str, list[Evidence]]:
    """The places where the facts of several records were read, by record.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    values = " ".join(f"<{iri}>" for iri in iris)
    found: dict[str, list[Evidence]] = {}
    for record, *row in await rows(
        lease,
        f"SELECT DISTINCT ?x {_PLACE} {{ VALUES ?x {{ {values} }} ?x cp:evidence ?span . {_PLACED} }}"
        " ORDER BY ?x ?source ?start",
    ):
        found.setdefault(_value(record), []).append(_evidence(tuple(row)))
    return found


def _evidence(row: tuple[Term | None, ...]) -> Evidence:
    span, source, start, end, *rest = (_value(term) for term in row)
    return Evidence(span, source, int(start), int(end), *rest)


async def incoming(
    lease: Lease, iri: str, hidden: Iterable[str] = (), *, inferred: str = ""
) -> list[Incoming]:
    """What refers to `iri`, by property, the first few of each, what only the graph `inferred` says at the end.

    Properties `hidden` are left out.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    # the default graph is the union, in which nothing stands twice
    counted = await rows(lease, f"SELECT ?p (COUNT(*) AS ?n) {{ ?s ?p <{iri}> }} GROUP BY ?p")
    numbers = {_value(predicate): int(_value(number)) for predicate, number in counted}
    order = property_order()
    found = []
    for name in sorted(set(numbers) - set(hidden), key=lambda name: (order.get(name, len(order)), name)):
        subjects = await _referring(lease, iri, name, 1, INCOMING[0], numbers[name])
        found.append(Incoming(name, numbers[name], subjects, not await _stated(lease, iri, name, inferred)))
    return sorted(found, key=lambda one: one.inferred)


async def _stated(lease: Lease, iri: str, predicate: str, inferred: str) -> bool:
    elsewhere = f"FILTER(?g != <{inferred}>)" if inferred else ""
    return await yes(lease, f"ASK {{ GRAPH ?g {{ ?s <{predicate}> <{iri}> }} {elsewhere} }}")


async def incoming_by(lease: Lease, iri: str, predicate: str, page: int) -> Incoming:
    """What refers to `iri` by one property, one page (from 1) of it.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    total = await _count(lease, f"SELECT (COUNT(*) AS ?n) {{ ?s <{predicate}> <{iri}> }}")
    return Incoming(predicate, total, await _referring(lease, iri, predicate, page, INCOMING[1], total))


async def _referring(
    lease: Lease, iri: str, predicate: str, page: int, size: int, total: int
) -> tuple[str, ...]:
    if total > _SORTED:
        few = f"SELECT ?s {{ ?s <{predicate}> <{iri}> }} LIMIT {size} OFFSET {size * (page - 1)}"
        return tuple(_value(row[0]) for row in await rows(lease, few))
    found = await rows(
        lease,
        "SELECT ?s (MIN(?of) AS ?plan) (MIN(?place) AS ?ordinal) {"
        f" ?s <{predicate}> <{iri}> OPTIONAL {{ ?s cp:plan ?of }} OPTIONAL {{ ?s cp:ordinal|oa:start ?place }} }}"
        f" GROUP BY ?s ORDER BY ?plan ?ordinal ?s LIMIT {size} OFFSET {size * (page - 1)}",
    )
    return tuple(_value(row[0]) for row in found)


async def _count(lease: Lease, query: str) -> int:
    [(number,)] = await rows(lease, query)
    return int(_value(number))


def _value(term: Term | None) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else ""


async def trail(lease: Lease, iri: str, base: str) -> list[str]:
    """The way from a plan or document down to `iri`: plan, sections, measure, clause.

    A record without a section or plan of its own stands below the one that its IRI begins with.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    above: list[str] = []
    here = iri
    while len(above) < _DEEPEST:
        found = await rows(
            lease,
            "SELECT ?up { VALUES (?p ?rank) { (cp:parent 0) (cp:section 1) (cp:plan 2) }"
            f" <{here}> ?p ?up }} ORDER BY ?rank ?up LIMIT 1",
        )
        up = _value(found[0][0]) if found else _owner(here, base)
        if not up or up in above or up == iri:
            break
        above.insert(0, up)
        here = up
    return above


def _owner(iri: str, base: str) -> str:
    """The record that `iri` is a part of by its form: `{owner}/target/1` belongs to `{owner}`."""
    steps = iri.removeprefix(base).split("/")
    return base + "/".join(steps[:-2]) if iri.startswith(base + "id/") and len(steps) > 3 else ""
