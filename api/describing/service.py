"""The endpoint described (SPARQL 1.1 Service Description), with the graphs that it offers."""

from __future__ import annotations

import pyoxigraph as ox

from api.describing.rdf import Description, Node, Value, iri, iris
from api.vocabulary import functions
from graph.formats import GRAPH, RESULTS, Format
from graph.matching import MATCHES
from graph.summary import Summary
from ontology.iri import Namer

__all__ = ["FORMATS", "graphs_of", "service", "tell_service"]

#: The W3C's names of the serialisations (https://www.w3.org/ns/formats/).
FORMATS: dict[str, str] = {
    "json": "formats:SPARQL_Results_JSON",
    "xml": "formats:SPARQL_Results_XML",
    "csv": "formats:SPARQL_Results_CSV",
    "tsv": "formats:SPARQL_Results_TSV",
    "turtle": "formats:Turtle",
    "ntriples": "formats:N-Triples",
    "jsonld": "formats:JSON-LD",
    "rdfxml": "formats:RDF_XML",
    "nquads": "formats:N-Quads",
    "trig": "formats:TriG",
}


def service(summary: Summary, site: str, taken: Format) -> bytes:
    """The service description in the format `taken`; `site` is the address of this server, with a slash at its end."""
    description = Description()
    dataset = ox.NamedNode(Namer(summary.base).dataset())
    tell_service(description, site, dataset)
    description.tell(dataset, rdf_type=iris("sd:Dataset", "void:Dataset"), void_triples=summary.triples)
    graphs_of(description, dataset, summary)
    return description.serialized(taken)


def tell_service(description: Description, site: str, dataset: Node) -> ox.NamedNode:
    """Tells what the endpoint can do; returns its IRI, which is its address.

    It federates nothing (no `sd:BasicFederatedQuery`), fetches no graph that a query names
    (no `sd:DereferencesURIs`) and takes no data in (no `sd:inputFormat`).
    """
    endpoint = ox.NamedNode(site + "sparql")
    formats: list[Value] = [iri(FORMATS[one.name]) for one in (*RESULTS, *GRAPH)]
    description.tell(
        endpoint,
        rdf_type=iri("sd:Service"),
        sd_endpoint=endpoint,
        sd_supportedLanguage=iri("sd:SPARQL11Query"),
        sd_feature=iri("sd:UnionDefaultGraph"),
        sd_extensionFunction=MATCHES,
        sd_resultFormat=formats,
        sd_defaultEntailmentRegime=ox.NamedNode("http://www.w3.org/ns/entailment/Simple"),
        sd_defaultDataset=dataset,
        rdfs_seeAlso=ox.NamedNode(site + "void"),
    )
    description.triples += [ox.Triple(one.subject, one.predicate, one.object) for one in functions().triples]
    return endpoint


def graphs_of(description: Description, dataset: Node, summary: Summary) -> list[tuple[str, Node]]:
    """Tells the graphs of the data set; returns the name of each with the node of its content."""
    default = ox.BlankNode("union")
    description.tell(dataset, sd_defaultGraph=default)
    description.tell(default, rdf_type=iris("sd:Graph", "void:Dataset"), void_triples=summary.triples)
    contents: list[tuple[str, Node]] = []
    for number, (name, triples) in enumerate(summary.graphs, start=1):
        named, content = ox.BlankNode(f"named{number}"), ox.BlankNode(f"graph{number}")
        description.tell(dataset, sd_namedGraph=named)
        description.tell(named, rdf_type=iri("sd:NamedGraph"), sd_name=ox.NamedNode(name), sd_graph=content)
        description.tell(content, rdf_type=iris("sd:Graph", "void:Dataset"), void_triples=triples)
        contents.append((name, content))
    return contents
