"""The names of the ontology's terms, taken from `crossplan.ttl`; a wrong name raises."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

__all__ = ["CP", "CPF", "CPS", "DEFAULT_BASE", "PREFIXES", "PROLOGUE", "Namespace", "curie"]

#: The base of data IRIs unless a build says otherwise.
DEFAULT_BASE = "https://w3id.org/crossplan/"


@cache
def _declared() -> frozenset[str]:
    """The local names that `crossplan.ttl` declares: its subjects in the namespace `cp:`."""
    text = files("ontology").joinpath("crossplan.ttl").read_text(encoding="utf-8")
    return frozenset(re.findall(r"^cp:(\w+)\s", text, flags=re.MULTILINE))


class Namespace:
    """IRIs as attributes: `CP.Measure` is the IRI of the class.

    A namespace that is `checked` knows only the terms that the ontology file declares.
    """

    def __init__(self, iri: str, *, checked: bool = False) -> None:
        self._iri, self._checked = iri, checked

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):
            raise AttributeError(name)
        if self._checked and name not in _declared():
            raise AttributeError(f"the ontology declares no term cp:{name}")
        return self._iri + name

    def __str__(self) -> str:
        return self._iri

    def __contains__(self, iri: str) -> bool:
        return iri.startswith(self._iri) and (not self._checked or iri[len(self._iri) :] in _declared())


CP = Namespace("https://w3id.org/crossplan/ontology#", checked=True)
CPF = Namespace("https://w3id.org/crossplan/function#")
CPS = Namespace("https://w3id.org/crossplan/shapes#")

#: The prefixes used in every document, query and page of the project.
PREFIXES: dict[str, str] = {
    "cp": str(CP),
    "cpf": str(CPF),
    "cps": str(CPS),
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

#: The same at the head of a query, so that it reads as the model is written.
PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


def curie(iri: str) -> str:
    """`iri` shortened by the project's prefixes, or unchanged where none fits."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and re.fullmatch(r"[\w.\-]+", iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
