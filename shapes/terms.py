"""RDF terms of rdflib as terms of pyoxigraph, and back."""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

__all__ = ["FOLDED", "Term", "as_stored", "from_rdflib", "to_rdflib"]

#: What a node of an RDF 1.1 graph can be.
Term = ox.NamedNode | ox.BlankNode | ox.Literal

_XSD = "http://www.w3.org/2001/XMLSchema#"
_XSD_STRING = f"{_XSD}string"

#: Datatypes whose literals a store gives back as another one: xsd:int as xsd:integer, say.
FOLDED = frozenset(
    f"{_XSD}{name}"
    for name in (
        "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger", "long", "int", "short",
        "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte", "dateTimeStamp",
    )
)  # fmt: skip


def from_rdflib(node: Node) -> Term:
    """The term of pyoxigraph that `node` is; blank nodes keep their identifiers.

    Raises:
        ValueError: an IRI, a language tag or the identifier of a blank node is not well-formed, which
            rdflib lets pass.
    """
    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    if isinstance(node, Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        datatype = ox.NamedNode(str(node.datatype)) if node.datatype is not None else None
        return ox.Literal(str(node), datatype=datatype)
    raise ValueError(f"{node!r} is no IRI, blank node or literal")


def to_rdflib(term: Term) -> Node:
    """The node of rdflib that `term` is; lexical forms stay as they are.

    rdflib tells "x" from "x"^^xsd:string, which are one term in RDF 1.1: here it is always "x".
    """
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    return Literal(term.value, datatype=None if datatype == _XSD_STRING else datatype, normalize=False)


def as_stored(graph: Graph) -> Graph:
    """The graph with its literals as a store of pyoxigraph gives them back, where 1.10 is 1.1.

    Shapes are to be held against data from a store in this form: terms are compared character by character.
    """
    store = ox.Store()
    store.extend(ox.Quad(*map(from_rdflib, triple)) for triple in graph)  # type: ignore[arg-type]
    stored = Graph(bind_namespaces="none")
    for quad in store:
        stored.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    return stored
