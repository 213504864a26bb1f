"""The JSON-LD context of the data, made from the ontology and the records: names for terms, kinds for values.

Terms of the project have their plain names (`leadAgency`), those of other vocabularies their short forms
(`skos:prefLabel`), as in every query and page. What a value is follows from how records are written: another
resource is its IRI, a term of the ontology its name, prose a map from language to words, a year or a decimal
number a string. What a record may have several of is always an array, so that its shape does not depend on how
many there are.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache
from typing import Any

from api.vocabulary import ontology
from ontology import records
from ontology.terms import CP, PREFIXES, curie

__all__ = ["PATH", "Property", "context", "name_of", "properties"]

#: Where every server of the project publishes it.
PATH = "/context.jsonld"

_OWL = PREFIXES["owl"]
_TYPE = PREFIXES["rdf"] + "type"
#: How values of a kind are told apart from plain strings (JSON-LD 1.1, sections 4.2.3 and 4.6.2).
_COERCED = {"iri": "@id", "term": "@vocab", "decimal": "xsd:decimal", "year": "xsd:gYear"}


@dataclass(frozen=True, slots=True)
class Property:
    """A property under its `name` in JSON; `kind` as in `ontology.records`, or "" for values of any kind."""

    iri: str
    name: str
    kind: str
    several: bool

    @property
    def definition(self) -> dict[str, Any]:
        """What the context says of it."""
        said: dict[str, Any] = {"@id": curie(self.iri)}
        if self.kind in _COERCED:
            said["@type"] = _COERCED[self.kind]
        containers = ["@language"] * (self.kind == "prose") + ["@set"] * self.several
        if containers:
            said["@container"] = containers if len(containers) > 1 else containers[0]
        return said


def name_of(iri: str) -> str:
    """What a class, a property or an individual is called in JSON: plain if it is ours, else in short if it can be."""
    return iri.removeprefix(str(CP)) if iri in CP else curie(iri)


@cache
def properties() -> dict[str, Property]:
    """The properties by their IRIs: those of the records, and the others of the ontology."""
    found: dict[str, Property] = {}
    for prefixed, kind, several in _fields():
        prefix, _, local = prefixed.partition(":")
        iri = PREFIXES[prefix] + local
        before = found.get(iri)
        if before is not None:  # a property of several records
            kind, several = kind if kind == before.kind else "", several or before.several
        found[iri] = Property(iri, name_of(iri), kind, several)
    for term in ontology().terms.values():
        if term.iri in CP and term.iri not in found:
            if _OWL + "ObjectProperty" in term.kinds:
                found[term.iri] = Property(term.iri, name_of(term.iri), "iri", True)
            elif _OWL + "DatatypeProperty" in term.kinds:
                found[term.iri] = Property(term.iri, name_of(term.iri), "", False)
    return found


def _fields() -> list[tuple[str, str, bool]]:
    """The property, the kind of value, and whether there may be several, of each field of each record."""
    kinds: list[type[records.Record]] = [records.Record]
    found: list[tuple[str, str, bool]] = []
    for kind in kinds:
        kinds += kind.__subclasses__()
        found += [
            (one.metadata["term"], one.metadata["kind"], one.default == ())
            for one in dataclasses.fields(kind)
            if one.metadata.get("term", "rdf:type") != "rdf:type"
        ]
    return found


@cache
def context() -> dict[str, Any]:
    """The whole document: a JSON object with the member @context."""
    others = {
        name_of(term.iri): curie(term.iri)
        for term in ontology().terms.values()
        if term.iri in CP and term.iri not in properties()
    }
    return {
        "@context": {
            "@version": 1.1,
            "id": "@id",
            "type": "@type",
            **PREFIXES,
            **dict(sorted(others.items())),
            **{one.name: one.definition for one in sorted(properties().values(), key=lambda p: p.name)},
        }
    }
