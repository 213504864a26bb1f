"""The data set described: VoID, DCAT and the SPARQL 1.1 service description, from what the store holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from api.asking import rows
from api.workers import Lease
from graph.formats import GRAPH, RESULTS, Format
from graph.generations import Generation
from graph.store import Store, Term
from ontology.iri import Namer
from ontology.terms import PREFIXES

__all__ = ["Summaries", "Summary", "service", "summary_of", "void"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_MEASUREMENT = ox.NamedNode(PREFIXES["dqv"] + "QualityMeasurement")
_PREFIXES = {**PREFIXES, "sd": _SD}

#: The W3C's names of the serialisations (https://www.w3.org/ns/formats/).
_FORMAT_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
    "nquads": "N-Quads",
    "trig": "TriG",
}


#: What is counted: all triples, then by graph, class and property.
_COUNTS = (
    "SELECT (<urn:all> AS ?x) (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?x (COUNT(*) AS ?n) { GRAPH ?x { ?s ?p ?o } } GROUP BY ?x",
    "SELECT ?x (COUNT(DISTINCT ?s) AS ?n) { ?s a ?x } GROUP BY ?x",
    "SELECT ?x (COUNT(*) AS ?n) { ?s ?x ?o } GROUP BY ?x",
)

_Row = tuple[Term | None, ...]


def _queries(manifest: dict[str, Any]) -> tuple[str, ...]:
    """What is asked of a store: the counts, and how well its documents are read, as measured."""
    quality = Namer(manifest["base"]).graph("quality")
    return (*_COUNTS, f"SELECT ?s ?p ?o {{ GRAPH <{quality}> {{ ?s ?p ?o }} }}")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a generation holds: IRIs with the number of triples (graphs, properties) or members (classes).

    `quality` is the triples on how well its documents are read.
    """

    generation: str
    base: str
    triples: int
    graphs: tuple[tuple[str, int], ...]
    classes: tuple[tuple[str, int], ...]
    properties: tuple[tuple[str, int], ...]
    documents: tuple[dict[str, Any], ...]
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
            StoreError: see `api.workers.Lease.ask`.
        """
        if self._last is None or self._last.generation != lease.generation.name:
            counted = [await rows(lease, query) for query in _queries(lease.manifest)]
            self._last = _summary(lease.generation.name, lease.manifest, counted)
        return self._last


def summary_of(generation: Generation, store: Store) -> Summary:
    """The summary of `generation`, counted in this process on its `store`.

    Raises:
        StoreError: see `graph.store.Store.select`.
    """
    counted = [store.select(query).rows for query in _queries(generation.manifest)]
    return _summary(generation.name, generation.manifest, counted)


def _summary(generation: str, manifest: dict[str, Any], counted: Sequence[Sequence[_Row]]) -> Summary:
    *counts, quality = counted
    [(_, triples)], graphs, classes, properties = (_numbers(found) for found in counts)
    documents = tuple(manifest["documents"])
    stated = sorted((_triple(row) for row in quality), key=str)
    return Summary(
        generation, manifest["base"], triples, graphs, classes, properties, documents, tuple(stated)
    )


def _triple(row: _Row) -> ox.Triple:
    subject, predicate, value = row
    assert isinstance(subject, ox.NamedNode)  # records have IRIs
    assert isinstance(predicate, ox.NamedNode)
    assert value is not None
    return ox.Triple(subject, predicate, value)


def _numbers(found: Sequence[_Row]) -> tuple[tuple[str, int], ...]:
    """Rows of a thing and a number, in the order of the things' names."""
    pairs = []
    for thing, number in found:
        assert isinstance(number, ox.Literal)  # a count
        pairs.append((thing.value if isinstance(thing, ox.NamedNode) else "", int(number.value)))
    return tuple(sorted(pairs))


class _Graph:
    """Triples being written down; names are `prefix:name`, or IRIs in angle brackets."""

    def __init__(self) -> None:
        self.triples: list[ox.Triple] = []

    def add(self, subject: ox.NamedNode | ox.BlankNode, **values: Any) -> None:
        """Adds the properties `prefix_name=value` of `subject`; a list is several values."""
        for name, value in values.items():
            prefix, _, local = name.partition("_")
            predicate = ox.NamedNode(_PREFIXES[prefix] + local)
            for one in value if isinstance(value, list) else [value]:
                term = ox.Literal(one) if isinstance(one, str | int) else one
                self.triples.append(ox.Triple(subject, predicate, term))

    def serialized(self, taken: Format) -> bytes:
        """The triples in the format `taken`."""
        assert isinstance(taken.engine, ox.RdfFormat)  # a format of graphs
        return ox.serialize(self.triples, format=taken.engine, prefixes=_PREFIXES) or b""


def _terms(names: Iterable[str]) -> list[ox.NamedNode]:
    return [ox.NamedNode(_PREFIXES[p] + n) for p, n in (name.split(":") for name in names)]


def _describe(graph: _Graph, summary: Summary) -> ox.NamedNode:
    """Writes the data set with its graphs; returns its IRI."""
    dataset = ox.NamedNode(Namer(summary.base).dataset())
    default, parts = ox.BlankNode("union"), []
    graph.add(
        default,
        rdf_type=_terms(["sd:Graph", "void:Dataset"]),
        void_triples=summary.triples,
    )
    for number, (iri, triples) in enumerate(summary.graphs, start=1):
        named, content = ox.BlankNode(f"named{number}"), ox.BlankNode(f"graph{number}")
        graph.add(named, rdf_type=_terms(["sd:NamedGraph"]), sd_name=ox.NamedNode(iri), sd_graph=content)
        graph.add(content, rdf_type=_terms(["sd:Graph", "void:Dataset"]), void_triples=triples)
        parts.append(named)
    graph.add(
        dataset,
        rdf_type=_terms(["sd:Dataset", "void:Dataset", "dcat:Dataset"]),
        void_triples=summary.triples,
        sd_defaultGraph=default,
        sd_namedGraph=parts,
    )
    return dataset


def service(summary: Summary, endpoint: str, taken: Format) -> bytes:
    """The service description of the endpoint (SPARQL 1.1 Service Description) in the format `taken`."""
    graph = _Graph()
    names = [_FORMAT_NAMES[one.name] for one in (*RESULTS, *GRAPH)]
    graph.add(
        ox.NamedNode(endpoint),
        rdf_type=_terms(["sd:Service"]),
        sd_endpoint=ox.NamedNode(endpoint),
        sd_supportedLanguage=_terms(["sd:SPARQL11Query"]),
        sd_feature=_terms(["sd:UnionDefaultGraph"]),
        sd_resultFormat=[ox.NamedNode(_FORMATS + name) for name in names],
        sd_defaultDataset=_describe(graph, summary),
    )
    return graph.serialized(taken)


def void(summary: Summary, site: str, licence: str, taken: Format) -> bytes:
    """The description of the data set (VoID, DCAT, and DQV: how well documents are read) in the format `taken`.

    Args:
        summary: what the store holds.
        site: the address of this server, with a slash at its end.
        licence: the IRI of the licence of the data.
        taken: one of the formats of graphs.
    """
    graph = _Graph()
    dataset = _describe(graph, summary)
    endpoint = ox.NamedNode(site + "sparql")
    distribution = ox.BlankNode("distribution")
    graph.add(
        ox.NamedNode(site + "void"),
        rdf_type=_terms(["void:DatasetDescription"]),
        foaf_primaryTopic=dataset,
    )
    graph.add(
        dataset,
        dcterms_title=[
            ox.Literal("政府规划知识图谱", language="zh-Hans"),
            ox.Literal("Government plans as linked data", language="en"),
        ],
        dcterms_license=ox.NamedNode(licence),
        owl_versionInfo=summary.generation,
        foaf_homepage=ox.NamedNode(site),
        void_sparqlEndpoint=endpoint,
        void_uriSpace=summary.base,
        void_vocabulary=[ox.NamedNode(iri) for iri in summary.vocabularies],
        void_documents=len(summary.documents),
        dcat_distribution=distribution,
    )
    graph.add(distribution, rdf_type=_terms(["dcat:Distribution"]), dcat_accessURL=endpoint)
    for number, (iri, members) in enumerate(summary.classes, start=1):
        part = ox.BlankNode(f"class{number}")
        graph.add(dataset, void_classPartition=part)
        graph.add(part, void_class=ox.NamedNode(iri), void_entities=members)
    for number, (iri, triples) in enumerate(summary.properties, start=1):
        part = ox.BlankNode(f"property{number}")
        graph.add(dataset, void_propertyPartition=part)
        graph.add(part, void_property=ox.NamedNode(iri), void_triples=triples)
    graph.triples += summary.quality
    measurements = [t.subject for t in summary.quality if t.object == _MEASUREMENT]
    graph.add(dataset, dqv_hasQualityMeasurement=measurements)
    return graph.serialized(taken)
