"""Descriptions written down as RDF: statements by short names, then one of the serialisations."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from api.languages import Words
from graph.formats import Format
from graph.markup import rdf_xml
from ontology.terms import PREFIXES

__all__ = ["Description", "iri", "iris", "words"]

#: The project's prefixes and those that only descriptions of the service need.
_PREFIXES = {
    **PREFIXES,
    "formats": "http://www.w3.org/ns/formats/",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "spdx": "http://spdx.org/rdf/terms#",
}

Node = ox.NamedNode | ox.BlankNode
Value = Node | ox.Literal | str | int | bool


def iri(name: str) -> ox.NamedNode:
    """A term by its short name: void:Dataset."""
    prefix, _, local = name.partition(":")
    return ox.NamedNode(_PREFIXES[prefix] + local)


def iris(*names: str) -> list[Value]:
    """Several terms by their short names."""
    return [iri(name) for name in names]


def words(said: Words) -> list[Value]:
    """What is said in both languages, as two literals."""
    return [ox.Literal(said.zh, language="zh-Hans"), ox.Literal(said.en, language="en")]


class Description:
    """Triples being written down, in the order in which they are told."""

    def __init__(self) -> None:
        self.triples: list[ox.Triple] = []

    def tell(self, subject: Node, **values: Value | Iterable[Value]) -> None:
        """Adds the properties `prefix_name=value` of `subject`; a list is several values."""
        for name, value in values.items():
            predicate = iri(name.replace("_", ":", 1))
            for one in [value] if isinstance(value, Node | ox.Literal | str | int) else value:
                term = one if isinstance(one, Node | ox.Literal) else ox.Literal(one)
                self.triples.append(ox.Triple(subject, predicate, term))

    def serialized(self, taken: Format) -> bytes:
        """The triples in the format `taken`, which is one of graphs."""
        assert isinstance(taken.engine, ox.RdfFormat)
        if taken.engine is ox.RdfFormat.RDF_XML:
            return rdf_xml(self.triples, _PREFIXES)
        return ox.serialize(self.triples, format=taken.engine, prefixes=_PREFIXES) or b""
