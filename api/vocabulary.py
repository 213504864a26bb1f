"""The ontology and the shapes as published: their files, and what they say of each term."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from api.languages import Language, Words
from graph.markup import rdf_xml
from ontology import records
from ontology.terms import CP, PREFIXES

__all__ = [
    "RELATIONS",
    "Term",
    "Vocabulary",
    "function_sections",
    "functions",
    "ontology",
    "ontology_sections",
    "property_order",
    "rule_sections",
    "shapes",
]

_RDFS, _SKOS, _SH = PREFIXES["rdfs"], PREFIXES["skos"], PREFIXES["sh"]
_TYPE = PREFIXES["rdf"] + "type"
_LABEL = _RDFS + "label"
_EXPLAINS = (_SKOS + "definition", _RDFS + "comment", PREFIXES["dcterms"] + "description")
_FIX = PREFIXES["cps"] + "fix"

#: Relations of one term to another that its entry shows.
RELATIONS = {
    _RDFS + "subClassOf": Words("上位类", "subclass of"),
    _RDFS + "subPropertyOf": Words("上位属性", "subproperty of"),
    _RDFS + "domain": Words("主语的类", "domain"),
    _RDFS + "range": Words("值的类", "range"),
    PREFIXES["owl"] + "inverseOf": Words("逆属性", "inverse of"),
    PREFIXES["owl"] + "disjointWith": Words("不相交的类", "disjoint with"),
    _RDFS + "seeAlso": Words("参见", "see also"),
    _SH + "targetClass": Words("检查的类", "checks"),
}

#: What every vocabulary takes for granted and none declares.
_COMMON = {_TYPE: Words("类型", "type"), _LABEL: Words("名称", "label"), **RELATIONS}


#: What people look for first in a description.
_FIRST = (
    "dcterms:title",
    "skos:prefLabel",
    "skos:altLabel",
    "cp:number",
    "cp:text",
    "cp:leadAgency",
    "cp:cooperatingAgency",
    "cp:responsibleAgency",
    "cp:inheritedAgency",
    "cp:schedule",
    "cp:target",
    "cp:project",
    "cp:projectMention",
    "cp:region",
    "cp:clause",
    "cp:assignment",
    "cp:plan",
    "cp:section",
)


@dataclass(slots=True)
class Term:
    """A class, property, individual or shape, with what its file says of it."""

    iri: str
    labels: dict[Language, str] = field(default_factory=dict)
    explains: dict[Language, str] = field(default_factory=dict)
    fixes: dict[Language, str] = field(default_factory=dict)
    examples: list[tuple[str, Language]] = field(default_factory=list)
    related: list[tuple[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The last part of the IRI: what follows # or the last slash."""
        return self.iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]

    @property
    def kinds(self) -> list[str]:
        """The IRIs of its types."""
        return [other for relation, other in self.related if relation == _TYPE]


class Vocabulary:
    """Terms from one or more Turtle files, in the order in which they are written."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.turtle = "\n".join(texts)
        self.triples = [triple for text in texts for triple in ox.parse(text, ox.RdfFormat.TURTLE)]
        self.terms: dict[str, Term] = {}
        for triple in self.triples:
            if isinstance(triple.subject, ox.NamedNode):
                iri = triple.subject.value
                _note(self.terms.setdefault(iri, Term(iri)), triple.predicate.value, triple.object)

    def said_of(self, iri: str, predicate: str) -> str:
        """A value without language that the vocabulary gives for `iri`, such as its version; "" where it has none."""
        values = (
            t.object for t in self.triples if str(t.subject) == f"<{iri}>" and t.predicate.value == predicate
        )
        return next((one.value for one in values if isinstance(one, ox.NamedNode | ox.Literal)), "")

    def has(self, iri: str) -> bool:
        """Whether the vocabulary names a term of that IRI."""
        return iri in self.terms or iri in _COMMON

    def label(self, iri: str, language: Language) -> str | None:
        """The label of a term, or None where the vocabulary has none."""
        if iri in _COMMON:
            return _COMMON[iri].said(language)
        labels = self.terms[iri].labels if iri in self.terms else {}
        return labels.get(language) or next(iter(labels.values()), None)

    def serialized(self, engine: ox.RdfFormat) -> bytes:
        """The triples of all files in another serialisation than Turtle."""
        triples = [_triple(quad) for quad in self.triples]
        if engine is ox.RdfFormat.RDF_XML:
            return rdf_xml(triples, PREFIXES)
        return ox.serialize(triples, format=engine, prefixes=PREFIXES) or b""


def _triple(quad: ox.Quad | ox.Triple) -> ox.Triple:
    return ox.Triple(quad.subject, quad.predicate, quad.object)


def _note(term: Term, predicate: str, value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> None:
    if isinstance(value, ox.NamedNode):
        if predicate != _RDFS + "isDefinedBy":
            term.related.append((predicate, value.value))
        return
    if not isinstance(value, ox.Literal) or value.language is None:
        return
    language: Language = "zh" if value.language.startswith("zh") else "en"
    if predicate == _LABEL:
        term.labels[language] = value.value
    elif predicate in _EXPLAINS:
        term.explains[language] = value.value
    elif predicate == _FIX:
        term.fixes[language] = value.value
    elif predicate == _SKOS + "example":
        term.examples.append((value.value, language))


@cache
def ontology() -> Vocabulary:
    """The ontology of the data: `ontology/crossplan.ttl`."""
    return Vocabulary([files("ontology").joinpath("crossplan.ttl").read_text(encoding="utf-8")])


@cache
def functions() -> Vocabulary:
    """What queries can call besides the functions of SPARQL 1.1: `ontology/functions.ttl`."""
    return Vocabulary([files("ontology").joinpath("functions.ttl").read_text(encoding="utf-8")])


@cache
def shapes() -> Vocabulary:
    """The completeness rules: every `shapes/*.ttl`, by name."""
    found = sorted(
        (file for file in files("shapes").iterdir() if file.name.endswith(".ttl")), key=lambda f: f.name
    )
    return Vocabulary([file.read_text(encoding="utf-8") for file in found])


@cache
def property_order() -> dict[str, int]:
    """The place of each property in a description: what people look for first, then as in the records."""
    order: dict[str, int] = {}
    fields = (
        one.metadata["term"]
        for record in _records(records.Record)
        for one in dataclasses.fields(record)
        if "term" in one.metadata
    )
    for term in (*_FIRST, *fields):
        prefix, name = term.split(":")
        order.setdefault(PREFIXES[prefix] + name, len(order))
    return order


def _records(base: type[records.Record]) -> Iterable[type[records.Record]]:
    yield base
    for below in base.__subclasses__():
        yield from _records(below)


def ontology_sections(vocabulary: Vocabulary) -> list[tuple[Words, list[Term]]]:
    """The project's own terms by kind: classes, properties, individuals."""
    owl = PREFIXES["owl"]
    classes = Words("类", "Classes")
    properties = Words("属性", "Properties")
    individuals = Words("个体", "Individuals")
    found: dict[Words, list[Term]] = {classes: [], properties: [], individuals: []}
    for term in vocabulary.terms.values():
        if term.iri not in CP:
            continue
        if owl + "Class" in term.kinds:
            found[classes].append(term)
        elif any(kind.startswith(owl) and kind.endswith("Property") for kind in term.kinds):
            found[properties].append(term)
        else:
            found[individuals].append(term)
    return [(title, terms) for title, terms in found.items() if terms]


def function_sections(vocabulary: Vocabulary) -> list[tuple[Words, list[Term]]]:
    """The functions, under one title."""
    terms = [term for term in vocabulary.terms.values() if term.iri.startswith(PREFIXES["cpf"])]
    return [(Words("函数", "Functions"), terms)]


def rule_sections(vocabulary: Vocabulary) -> list[tuple[Words, list[Term]]]:
    """The rules by severity, the gravest first."""
    titles = {
        "Violation": Words("违规", "Violations"),
        "Warning": Words("警告", "Warnings"),
        "Info": Words("提示", "Notes"),
    }
    found: dict[str, list[Term]] = {name: [] for name in titles}
    for term in vocabulary.terms.values():
        if _SH + "NodeShape" in term.kinds and term.labels:  # without a label it is a part of a rule
            severity = next((o for r, o in term.related if r == _SH + "severity"), _SH + "Violation")
            found.setdefault(severity.removeprefix(_SH), []).append(term)
    return [(titles.get(name, Words(name, name)), terms) for name, terms in found.items() if terms]
