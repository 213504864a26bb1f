"""The data of a resource: what it says of itself, what refers to it, and what all that is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from api.asking import rows
from api.errors import Problem
from api.languages import Words
from api.resources.description import natural
from api.vocabulary import ontology, property_order
from api.workers.lease import WHOLE_BYTES, Lease
from ontology.terms import CP, PREFIXES

__all__ = ["REFERENCES", "Neighbourhood", "neighbourhood"]

#: How many references stand on one page of the data; what a resource says of itself is on the first, whole.
REFERENCES = 1000

_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_TYPE = PREFIXES["rdf"] + "type"
_OURS = str(CP)
_BATCH = 400


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The data of the resource `iri`, in order: the resource first, then what refers to it, then only labels.

    The graphs of `quads` are those that state each triple, where they were asked for. A label that is there for the
    reader only, that of a neighbour, stands in no graph. `more` tells whether further pages of references follow.
    """

    iri: str
    base: str
    quads: tuple[ox.Quad, ...]
    page: int
    more: bool

    @property
    def triples(self) -> list[ox.Triple]:
        """The triples, each once."""
        return list(dict.fromkeys(quad.triple for quad in self.quads))


async def neighbourhood(lease: Lease, iri: str, page: int, *, graphs: bool = False) -> Neighbourhood:
    """The data of `iri`.

    Args:
        lease: a worker.
        iri: a resource that the data knows.
        page: of the references, from 1; the first one also has what the resource says of itself.
        graphs: whether to ask which graphs state each triple.

    Raises:
        Problem: there is no such page (404).
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    here = ox.NamedNode(iri)
    own = await _own(lease, here, graphs) if page == 1 else []
    referring, more = await _referring(lease, here, page, graphs)
    if not referring and page > 1:
        raise Problem(
            "not-found",
            Words(f"{iri} 的引用没有第 {page} 页。", f"There is no page {page} of the references to {iri}."),
        )
    quads = {*own, *referring}
    quads |= await _labels(lease, {quad.triple for quad in quads}, here)
    named = {quad.subject for quad in referring}
    order, room = property_order(), f"{lease.manifest['base']}id/"

    def place(quad: ox.Quad) -> tuple[object, ...]:
        subject, predicate = quad.subject, quad.predicate.value
        return (
            0 if subject == here else 1 if subject in named else 2,
            not _text(subject).startswith(room),
            natural(_text(subject)),
            -1 if predicate == _TYPE else order.get(predicate, len(order)),
            predicate,
            not _text(quad.object).startswith(_OURS) if predicate == _TYPE else False,
            natural(_text(quad.object)),
            str(quad.object),
            str(quad.graph_name),
        )

    return Neighbourhood(iri, lease.manifest["base"], tuple(sorted(quads, key=place)), page, more)


async def _own(lease: Lease, here: ox.NamedNode, graphs: bool) -> list[ox.Quad]:
    pattern = f"GRAPH ?g {{ {here} ?p ?o }}" if graphs else f"{here} ?p ?o"
    found = await rows(lease, f"SELECT ?p ?o ?g {{ {pattern} }}", limit=WHOLE_BYTES)
    return [
        ox.Quad(here, predicate, value, _graph(graph))
        for predicate, value, graph in found
        if isinstance(predicate, ox.NamedNode) and value is not None
    ]


async def _referring(lease: Lease, here: ox.NamedNode, page: int, graphs: bool) -> tuple[list[ox.Quad], bool]:
    """One page of what refers to a resource, and whether more follow."""
    # by their texts: terms themselves would be fetched anew for every comparison, which takes eight times as long
    found = await rows(
        lease,
        f"SELECT ?s ?p {{ ?s ?p {here} }} ORDER BY STR(?s) STR(?p)"
        f" LIMIT {REFERENCES + 1} OFFSET {REFERENCES * (page - 1)}",
    )
    triples = [
        ox.Triple(subject, predicate, here)
        for subject, predicate in found[:REFERENCES]
        if isinstance(subject, ox.NamedNode | ox.BlankNode) and isinstance(predicate, ox.NamedNode)
    ]
    more = len(found) > REFERENCES
    if not graphs:
        return [ox.Quad(t.subject, t.predicate, t.object) for t in triples], more
    # blank nodes cannot be asked for by name; the reader makes none
    quads = [ox.Quad(t.subject, t.predicate, here) for t in triples if isinstance(t.subject, ox.BlankNode)]
    pairs = [f"({t.subject} {t.predicate})" for t in triples if isinstance(t.subject, ox.NamedNode)]
    for start in range(0, len(pairs), _BATCH):
        values = " ".join(pairs[start : start + _BATCH])
        for subject, predicate, graph in await rows(
            lease,
            f"SELECT ?s ?p ?g {{ VALUES (?s ?p) {{ {values} }} GRAPH ?g {{ ?s ?p {here} }} }}",
            limit=WHOLE_BYTES,
        ):
            assert isinstance(subject, ox.NamedNode)  # as asked for
            assert isinstance(predicate, ox.NamedNode)
            quads.append(ox.Quad(subject, predicate, here, _graph(graph)))
    return quads, more


async def _labels(lease: Lease, triples: Iterable[ox.Triple], here: ox.NamedNode) -> set[ox.Quad]:
    """The labels of all that the triples mention besides `here`, of the store and of the ontology."""
    mentioned = {
        term
        for triple in triples
        for term in (triple.subject, triple.predicate, triple.object)
        if isinstance(term, ox.NamedNode) and term != here
    }
    wanted = sorted(mentioned | {_LABEL}, key=str)
    # a store without the graph of the ontology is made readable too
    found = {quad for term in wanted for quad in _of_ontology().get(term, ())}
    for start in range(0, len(wanted), _BATCH):
        values = " ".join(map(str, wanted[start : start + _BATCH]))
        for subject, label in await rows(
            lease, f"SELECT ?x ?label {{ VALUES ?x {{ {values} }} ?x {_LABEL} ?label }}", limit=WHOLE_BYTES
        ):
            if isinstance(subject, ox.NamedNode) and label is not None:
                found.add(ox.Quad(subject, _LABEL, label))
    stated = set(triples)
    return {quad for quad in found if quad.triple not in stated}


@cache
def _of_ontology() -> dict[ox.NamedNode, list[ox.Quad]]:
    """The labels of the ontology's terms."""
    found: dict[ox.NamedNode, list[ox.Quad]] = {}
    for triple in ontology().triples:
        if triple.predicate == _LABEL and isinstance(triple.subject, ox.NamedNode):
            found.setdefault(triple.subject, []).append(ox.Quad(triple.subject, _LABEL, triple.object))
    return found


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


def _graph(term: object) -> ox.NamedNode | None:
    return term if isinstance(term, ox.NamedNode) else None
