"""RDF in any serialisation to the one graph that is audited.

Quads are read by Oxigraph and become an rdflib graph in memory, whatever graphs they stand in. A graph
backed by another store is not used: on one, pyshacl finds false violations of sh:in and sh:hasValue.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from importlib.resources import files as package_files
from pathlib import Path

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDFS
from rdflib.term import Node

__all__ = ["UnreadableData", "data_graph", "graph_of", "read"]

# an ill-typed literal is a finding of the rules, not a traceback on standard error
logging.getLogger("rdflib.term").setLevel(logging.ERROR)

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_ENDINGS = ".ttl .nt .nq .trig .jsonld .rdf .xml"


class UnreadableData(ValueError):
    """Something that is no RDF or no shape; the text is one line that says which, where and why."""


def read(files: Iterable[Path]) -> Iterator[ox.Quad]:
    """The quads of RDF files in their order, each file in the serialisation that its ending says.

    Blank nodes of different files stay different, and a relative IRI is resolved against its file.

    Raises:
        UnreadableData: a file is missing, has an unknown ending or is not well-formed.
    """
    for file in files:
        serialisation = ox.RdfFormat.from_extension(file.suffix.lstrip(".").lower())
        if serialisation is None:
            raise UnreadableData(f"{file}: unknown file ending (known are {_ENDINGS})")
        try:
            yield from ox.parse(
                path=file, format=serialisation, base_iri=file.resolve().as_uri(), rename_blank_nodes=True
            )
        except SyntaxError as error:
            raise UnreadableData(f"{file}: {error.msg}") from error
        except OSError as error:
            raise UnreadableData(f"{file}: {error.strerror or error}") from error


def graph_of(quads: Iterable[ox.Quad], *, leave_out: Collection[str] = ()) -> Graph:
    """The triples of `quads` as one rdflib graph, but for those of the named graphs `leave_out`.

    Raises:
        UnreadableData: a triple has a triple as its object (RDF 1.2).
    """
    graph = Graph(bind_namespaces="none")
    skipped = {ox.NamedNode(iri) for iri in leave_out}
    iris: dict[ox.NamedNode, URIRef] = {}  # making one costs a check of its characters

    def node(term: object) -> Node:
        if isinstance(term, ox.NamedNode):
            iri = iris.get(term)
            if iri is None:
                iri = iris[term] = URIRef(term.value)
            return iri
        if isinstance(term, ox.BlankNode):
            return BNode(term.value)
        if isinstance(term, ox.Literal):
            if term.language:
                return Literal(term.value, lang=term.language)
            # rdflib tells "x" from "x"^^xsd:string, which are one term in RDF 1.1
            datatype = None if term.datatype.value == _XSD_STRING else node(term.datatype)
            return Literal(term.value, datatype=str(datatype) if datatype else None, normalize=False)
        raise UnreadableData(f"a triple as an object (RDF 1.2) cannot be audited: {term}")

    for quad in quads:
        if quad.graph_name not in skipped:
            graph.add((node(quad.subject), node(quad.predicate), node(quad.object)))
    return graph


def data_graph(quads: Iterable[ox.Quad], *, leave_out: Collection[str] = ()) -> Graph:
    """What the audit runs on: the triples of `quads`, and the class tree of the ontology.

    sh:class follows rdfs:subClassOf in the data (SHACL, section 4.1.1): without the class tree every
    group of agencies would be found to be no agency.

    Args:
        quads: from `read`, or from a store's engine.
        leave_out: named graphs that are not audited, such as the inferred one.

    Raises:
        UnreadableData: see `graph_of`.
    """
    graph = graph_of(quads, leave_out=leave_out)
    for triple in _class_tree():
        graph.add(triple)
    return graph


@cache
def _class_tree() -> tuple[tuple[Node, Node, Node], ...]:
    ontology = package_files("ontology").joinpath("crossplan.ttl").read_bytes()
    return tuple(
        triple
        for triple in graph_of(ox.parse(ontology, format=ox.RdfFormat.TURTLE))
        if triple[1] == RDFS.subClassOf and isinstance(triple[2], URIRef)
    )
