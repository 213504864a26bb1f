"""SHACL property paths as SPARQL writes them."""

from __future__ import annotations

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Node

__all__ = ["path_text"]

_REPEATED = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def path_text(shapes: Graph, path: Node) -> str:
    """The path `path` of the shapes graph `shapes` (SHACL, section 2.3.1).

    A single predicate is its IRI as it stands; everything else is a SPARQL property path with IRIs in
    angle brackets, fully bracketed.
    """
    return str(path) if isinstance(path, URIRef) else _inner(shapes, path)


def _inner(shapes: Graph, path: Node) -> str:
    if isinstance(path, URIRef):
        return f"<{path}>"
    if (path, RDF.first, None) in shapes:
        return "(" + "/".join(_inner(shapes, step) for step in Collection(shapes, path)) + ")"
    for kind, value in shapes.predicate_objects(path):
        if kind == SH.alternativePath:
            return "(" + "|".join(_inner(shapes, choice) for choice in Collection(shapes, value)) + ")"
        if kind == SH.inversePath:
            return "^" + _inner(shapes, value)
        if kind in _REPEATED:
            return _inner(shapes, value) + _REPEATED[kind]  # type: ignore[index]  # `in` has looked it up
    return ""
