"""What a generation holds, counted once: the numbers that descriptions of the data set give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from api.asking import PROLOGUE, rows
from api.lease import Lease
from graph.generations import Generation
from graph.store import Store, Term
from ontology.iri import Namer
from ontology.terms import PREFIXES

__all__ = ["Link", "Summaries", "Summary", "summary_of"]

_Row = tuple[Term | None, ...]

#: The classes whose members people ask for by name; one of each is an example.
_EXAMPLES = ("Plan", "Measure", "Agency", "Region", "Project", "Indicator", "Document")
#: Properties that lead to resources of other data sets.
_LINKING = ("skos:exactMatch", "skos:closeMatch", "cp:qudtUnit")
_ROOTS = 100


def _queries(manifest: Mapping[str, Any]) -> dict[str, str]:
    """What is asked of a store. The default graph is the union of all graphs, in which no triple stands twice."""
    base = manifest["base"]
    examples = " ".join(f"cp:{name}" for name in _EXAMPLES)
    return {
        "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "subjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
        "objects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
        # every record has a type; to look at the IRIs of all subjects would take as long as all the rest
        "entities": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ?type }",
        "graphs": "SELECT ?x (COUNT(*) AS ?n) { GRAPH ?x { ?s ?p ?o } } GROUP BY ?x",
        "classes": "SELECT ?x (COUNT(*) AS ?n) { ?s a ?x } GROUP BY ?x",
        "properties": "SELECT ?x (COUNT(*) AS ?n) { ?s ?x ?o } GROUP BY ?x",
        "links": f"SELECT ?p ?space (COUNT(*) AS ?n) {{ VALUES ?p {{ {' '.join(_LINKING)} }} ?s ?p ?o"
        " BIND(REPLACE(STR(?o), '[^/#]*/?$', '') AS ?space) } GROUP BY ?p ?space",
        "examples": f"SELECT (MIN(?s) AS ?first) {{ VALUES ?x {{ {examples} }} ?s a ?x }} GROUP BY ?x",
        "roots": f"SELECT DISTINCT ?s {{ ?s a cp:Plan }} ORDER BY ?s LIMIT {_ROOTS}",
        "places": f"SELECT DISTINCT ?s {{ ?plan cp:coversRegion ?s }} ORDER BY ?s LIMIT {_ROOTS}",
        "years": "SELECT (MIN(?since) AS ?from) (MAX(?until) AS ?to)"
        " { { ?plan cp:periodStart ?since } UNION { ?plan cp:periodEnd ?until } }",
        "quality": f"SELECT ?s ?p ?o {{ GRAPH <{Namer(base).graph('quality')}> {{ ?s ?p ?o }} }}",
    }


@dataclass(frozen=True, slots=True)
class Link:
    """So many triples of a property that lead to another data set, whose IRIs begin with `space`."""

    predicate: str
    space: str
    triples: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a generation holds: IRIs with the number of triples (graphs, properties) or members (classes).

    `entities` are the resources that it describes, `examples` one of each main class, `roots` the plans, from which
    all is reached; `years` the first and the last of the plans' periods, or (); `quality` the triples on how well
    its documents are read.
    """

    generation: str
    base: str
    triples: int
    subjects: int
    objects: int
    entities: int
    graphs: tuple[tuple[str, int], ...]
    classes: tuple[tuple[str, int], ...]
    properties: tuple[tuple[str, int], ...]
    links: tuple[Link, ...]
    examples: tuple[str, ...]
    roots: tuple[str, ...]
    places: tuple[str, ...]
    years: tuple[ox.Literal, ...]
    documents: int
    quality: tuple[ox.Triple, ...] = ()

    @property
    def vocabularies(self) -> list[str]:
        """The namespaces of the classes and properties in use."""
        used = [iri for iri, _ in (*self.classes, *self.properties)]
        return sorted(n for n in PREFIXES.values() if any(iri.startswith(n) for iri in used))


class Summaries:
    """The summary of the generation asked for last, counted once."""

    def __init__(self) -> None:
        self._last: Summary | None = None

    async def of(self, lease: Lease) -> Summary:
        """The summary of the generation of `lease`.

        Raises:
            StoreError: see `api.lease.Lease.ask`.
        """
        last = self._last
        if last is None or last.generation != lease.generation.name:
            found = {name: await rows(lease, query) for name, query in _queries(lease.manifest).items()}
            last = self._last = _summary(lease.generation.name, lease.manifest, found)
        return last


def summary_of(generation: Generation, store: Store) -> Summary:
    """The summary of `generation`, counted in this process on its `store`.

    Raises:
        StoreError: see `graph.store.Store.select`.
    """
    asked = _queries(generation.manifest)
    found = {name: store.select(PROLOGUE + query).rows for name, query in asked.items()}
    return _summary(generation.name, generation.manifest, found)


def _summary(generation: str, manifest: Mapping[str, Any], found: Mapping[str, Sequence[_Row]]) -> Summary:
    def number(name: str) -> int:
        return _number(found[name][0][0])

    def names(name: str) -> tuple[str, ...]:
        return tuple(sorted(_text(row[0]) for row in found[name]))

    return Summary(
        generation=generation,
        base=manifest["base"],
        triples=number("triples"),
        subjects=number("subjects"),
        objects=number("objects"),
        entities=number("entities"),
        graphs=_numbers(found["graphs"]),
        classes=_numbers(found["classes"]),
        properties=_numbers(found["properties"]),
        links=tuple(sorted((Link(_text(p), _text(s), _number(n)) for p, s, n in found["links"]), key=str)),
        examples=names("examples"),
        roots=names("roots"),
        places=names("places"),
        years=tuple(year for year in found["years"][0] if isinstance(year, ox.Literal)),
        documents=len(manifest["documents"]),
        quality=tuple(sorted((_triple(row) for row in found["quality"]), key=str)),
    )


def _triple(row: _Row) -> ox.Triple:
    subject, predicate, value = row
    assert isinstance(subject, ox.NamedNode)  # records have IRIs
    assert isinstance(predicate, ox.NamedNode)
    assert value is not None
    return ox.Triple(subject, predicate, value)


def _numbers(found: Sequence[_Row]) -> tuple[tuple[str, int], ...]:
    """Rows of a thing and a number, in the order of the things' names."""
    return tuple(sorted((_text(thing), _number(number)) for thing, number in found))


def _number(term: Term | None) -> int:
    assert isinstance(term, ox.Literal)  # a count
    return int(term.value)


def _text(term: Term | None) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)  # a name
    return term.value
