"""What a generation holds, in numbers: counted once, when it is built, and read ever after.

The numbers are a function of the quads, like the search index, so that they are no part of what the generation is
named by. They are all that descriptions of the data set (VoID, DCAT, the service description, the home page) ask of
it, and to count takes seconds where there are millions of triples.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.dump import Dump
from graph.store import Store, Term
from ontology.iri import Namer
from ontology.terms import PREFIXES, PROLOGUE

__all__ = ["FILE", "FORMAT", "Link", "Plan", "Summary", "counted", "queries", "read", "summed_up", "write"]

#: The name of the file in the folder of a generation.
FILE = "summary.json"

#: The form of the file; a reader takes no other.
FORMAT = 3

Row = tuple[Term | None, ...]

#: The classes whose members people ask for by name; one of each is an example.
_EXAMPLES = ("Plan", "Measure", "Agency", "Region", "Project", "Indicator", "Document")
#: Properties that lead to resources of other data sets.
_LINKING = ("skos:exactMatch", "skos:closeMatch", "cp:qudtUnit")
_ROOTS = 100


@dataclass(frozen=True, slots=True)
class Link:
    """So many triples of a property that lead to another data set, whose IRIs begin with `space`."""

    predicate: str
    space: str
    triples: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan with its title and the number of its measures, 0 where they were not received.

    `cited` says that it is a mere title, as another text cites it, of a plan that is here as well.
    """

    iri: str
    title: str
    measures: int
    cited: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What a generation holds: IRIs with the number of triples (graphs, properties) or members (classes).

    `entities` are the resources that it describes, `examples` one of each main class, `roots` some of the plans, from
    which all is reached, `plans` all of them, those with most measures first; `titles` what documents are called, by
    their IRIs; `years` the first and the last of the plans' periods, or (); `documents` how many were read; `quality`
    the triples on how well they are read;
    `dump` the file that holds all of it, None where an earlier version built the generation.
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
    plans: tuple[Plan, ...]
    titles: tuple[tuple[str, str], ...]
    years: tuple[ox.Literal, ...]
    documents: int
    quality: tuple[ox.Triple, ...] = ()
    dump: Dump | None = None

    @property
    def vocabularies(self) -> list[str]:
        """The namespaces of the classes and properties in use."""
        used = [iri for iri, _ in (*self.classes, *self.properties)]
        return sorted(n for n in PREFIXES.values() if any(iri.startswith(n) for iri in used))


def queries(base: str) -> dict[str, str]:
    """What is asked of a store whose data has the base `base`, by the names that `summed_up` knows the answers by;
    written with the project's prefixes.

    The default graph is the union of all graphs, in which no triple stands twice.
    """
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
        "plans": "SELECT ?plan (MIN(?title) AS ?label) (COUNT(?issue) AS ?issues)"
        " { ?plan a cp:Plan ; rdfs:label ?title OPTIONAL { ?plan dcterms:hasVersion ?issue } } GROUP BY ?plan",
        "titles": "SELECT ?x (MIN(?label) AS ?title) { ?x a cp:Document ; rdfs:label ?label } GROUP BY ?x",
        "measures": "SELECT ?plan (COUNT(?m) AS ?n) { ?m a cp:Measure ; cp:plan ?plan } GROUP BY ?plan",
        "years": "SELECT (MIN(?since) AS ?from) (MAX(?until) AS ?to)"
        " { { ?plan cp:periodStart ?since } UNION { ?plan cp:periodEnd ?until } }",
        "quality": f"SELECT ?s ?p ?o {{ GRAPH <{Namer(base).graph('quality')}> {{ ?s ?p ?o }} }}",
    }


def counted(store: Store, generation: str, manifest: Mapping[str, Any]) -> Summary:
    """The summary of the generation of that name, counted on its `store`.

    Raises:
        StoreError: see `graph.store.Store.select`.
    """
    found = {name: store.select(PROLOGUE + query).rows for name, query in queries(manifest["base"]).items()}
    return summed_up(generation, manifest, found)


def summed_up(generation: str, manifest: Mapping[str, Any], found: Mapping[str, Sequence[Row]]) -> Summary:
    """The summary of the generation of that name.

    Args:
        generation: its name.
        manifest: what the build wrote about it.
        found: the rows of the answers to `queries`.
    """

    def number(name: str) -> int:
        return _number(found[name][0][0])

    def names(name: str) -> tuple[str, ...]:
        return tuple(sorted(_text(row[0]) for row in found[name]))

    measures = dict(_numbers(found["measures"]))
    plans = (
        Plan(_text(iri), _text(title), measures.get(_text(iri), 0), _number(issues) > 0)
        for iri, title, issues in found["plans"]
    )
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
        plans=tuple(sorted(plans, key=lambda one: (-one.measures, one.title, one.iri))),
        titles=tuple(sorted((_text(iri), _text(title)) for iri, title in found["titles"])),
        years=tuple(year for year in found["years"][0] if isinstance(year, ox.Literal)),
        documents=len(manifest["documents"]),
        quality=tuple(sorted((_triple(row) for row in found["quality"]), key=str)),
    )


def write(summary: Summary, folder: Path) -> None:
    """Writes the summary of the generation in `folder`; the same summary gives the same bytes."""
    told = {
        **{name: getattr(summary, name) for name in Summary.__slots__ if name != "generation"},
        "format": FORMAT,
        "links": [(one.predicate, one.space, one.triples) for one in summary.links],
        "plans": [(one.iri, one.title, one.measures, one.cited) for one in summary.plans],
        "years": [(year.value, year.datatype.value) for year in summary.years],
        "quality": [f"{triple} ." for triple in summary.quality],
        "dump": asdict(summary.dump) if summary.dump else None,
    }
    (folder / FILE).write_text(
        json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )


def read(folder: Path) -> Summary | None:
    """The summary of the generation in `folder`; None where an earlier version built it, and it is to be counted."""
    try:
        told: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    if told.pop("format") != FORMAT:
        return None
    lists = {name: tuple(told[name]) for name in ("examples", "roots", "places")}
    pairs = {
        name: tuple((iri, n) for iri, n in told[name])
        for name in ("graphs", "classes", "properties", "titles")
    }
    quality = ox.parse("\n".join(told["quality"]), ox.RdfFormat.N_TRIPLES)
    return Summary(
        **{
            **told,
            **lists,
            **pairs,
            "generation": folder.name,
            "links": tuple(Link(*one) for one in told["links"]),
            "plans": tuple(Plan(*one) for one in told["plans"]),
            "years": tuple(ox.Literal(value, datatype=ox.NamedNode(kind)) for value, kind in told["years"]),
            "quality": tuple(quad.triple for quad in quality),
            "dump": Dump(**told["dump"]) if told["dump"] else None,
        }
    )


def _triple(row: Row) -> ox.Triple:
    subject, predicate, value = row
    assert isinstance(subject, ox.NamedNode)  # records have IRIs
    assert isinstance(predicate, ox.NamedNode)
    assert value is not None
    return ox.Triple(subject, predicate, value)


def _numbers(found: Sequence[Row]) -> tuple[tuple[str, int], ...]:
    """Rows of a thing and a number, in the order of the things' names."""
    return tuple(sorted((_text(thing), _number(number)) for thing, number in found))


def _number(term: Term | None) -> int:
    assert isinstance(term, ox.Literal)  # a count
    return int(term.value)


def _text(term: Term | None) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)  # a name
    return term.value
