"""RDF terms of rdflib as terms of pyoxigraph, and back."""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

__all__ = ["Term", "from_rdflib", "to_rdflib"]

#: What a node of an RDF 1.1 graph can be.
Term = ox.NamedNode | ox.BlankNode | ox.Literal

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


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
