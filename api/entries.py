"""The entries of the documentation of a vocabulary: what a term is, how it is used, what it is related to."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from api.display import Cell, Display
from api.languages import Words
from api.vocabulary import RELATIONS, Term, Vocabulary
from ontology import records
from ontology.terms import CP, PREFIXES

__all__ = ["Entry", "entry"]

_RDFS, _OWL = PREFIXES["rdfs"], PREFIXES["owl"]
_TYPE = PREFIXES["rdf"] + "type"
#: Relations with so many values that they are folded away.
_FOLDED = {_OWL + "disjointWith"}

_KINDS = {
    _OWL + "Class": Words("类", "class"),
    _OWL + "ObjectProperty": Words("对象属性", "object property"),
    _OWL + "DatatypeProperty": Words("数据属性", "datatype property"),
    _OWL + "AnnotationProperty": Words("标注属性", "annotation property"),
    _OWL + "AsymmetricProperty": Words("反对称", "asymmetric"),
    _OWL + "NamedIndividual": Words("个体", "individual"),
    PREFIXES["sh"] + "NodeShape": Words("形状", "shape"),
}
#: What stands as the value of a property, by the kind that the records say (`ontology.records`).
_VALUES: dict[str, Words] = {
    "iri": Words("资源", "a resource"),
    "prose": Words("中文文字（@zh-Hans）", "Chinese text (@zh-Hans)"),
    "plain": Words("不带语言标记的文字", "text without a language tag"),
    "integer": Words("整数（xsd:integer）", "a whole number (xsd:integer)"),
    "decimal": Words("小数（xsd:decimal）", "a decimal number (xsd:decimal)"),
    "boolean": Words("是或否（xsd:boolean）", "true or false (xsd:boolean)"),
    "date": Words(
        "年、年月或日（xsd:gYear、xsd:gYearMonth、xsd:date）",
        "a year, month or day (xsd:gYear, xsd:gYearMonth, xsd:date)",
    ),
    "year": Words("年（xsd:gYear）", "a year (xsd:gYear)"),
    "term": Words("本体的个体", "an individual of the ontology"),
}
_SUBCLASSES = Words("下位类", "subclasses")
_SUBPROPERTIES = Words("下位属性", "subproperties")
_MEMBERS = Words("个体", "individuals")
_PROPERTIES = Words("属性", "properties")
_USED_ON = Words("用于", "used on")
_VALUE = Words("值", "value")
_EVERY_RECORD = Words("一切记录", "every record")


@dataclass(frozen=True, slots=True)
class Entry:
    """A term with its kinds in words, and its relations: a name with the terms on the other side.

    `folded` are relations that few readers need.
    """

    term: Term
    kinds: tuple[str, ...]
    relations: tuple[tuple[str, tuple[Cell, ...]], ...]
    folded: tuple[tuple[str, tuple[Cell, ...]], ...]


def entry(term: Term, vocabulary: Vocabulary, display: Display) -> Entry:
    """The entry of a term."""
    relations: list[tuple[str, tuple[Cell, ...]]] = []
    folded: list[tuple[str, tuple[Cell, ...]]] = []

    def tell(said: Words, others: Iterable[str], into: list[tuple[str, tuple[Cell, ...]]]) -> None:
        cells = tuple(display.resource(other) for other in others)
        if cells:
            into.append((display.said(said), cells))

    own = [kind for kind in term.kinds if kind not in _KINDS]
    tell(Words("类型", "type"), own, relations)
    for relation, said in RELATIONS.items():
        others = [other for name, other in term.related if name == relation]
        tell(said, others, folded if relation in _FOLDED else relations)
    if _OWL + "Class" in term.kinds:
        tell(_SUBCLASSES, _pointing(vocabulary, _RDFS + "subClassOf", term.iri), relations)
        tell(_MEMBERS, _pointing(vocabulary, _TYPE, term.iri), relations)
        tell(_PROPERTIES, _properties_of(vocabulary, term.iri), relations)
    else:
        tell(_SUBPROPERTIES, _pointing(vocabulary, _RDFS + "subPropertyOf", term.iri), relations)
        relations += _usage(term, display)
    kinds = tuple(display.said(_KINDS[kind]) for kind in term.kinds if kind in _KINDS)
    return Entry(term, kinds, tuple(relations), tuple(folded))


def _pointing(vocabulary: Vocabulary, relation: str, iri: str) -> list[str]:
    """The terms that have the relation to `iri`."""
    return [one.iri for one in vocabulary.terms.values() if (relation, iri) in one.related]


def _properties_of(vocabulary: Vocabulary, iri: str) -> list[str]:
    """The properties whose subjects are of the class, by their domain or as its records have them."""
    by_domain = _pointing(vocabulary, _RDFS + "domain", iri)
    by_records = [name for name, (classes, _) in _used().items() if iri in classes]
    return list(dict.fromkeys([*by_domain, *(name for name in by_records if name in CP)]))


def _usage(term: Term, display: Display) -> list[tuple[str, tuple[Cell, ...]]]:
    """Where the ontology gives a property no domain or range: the classes and values of the records."""
    if term.iri not in _used():
        return []
    classes, kind = _used()[term.iri]
    told = {name for name, _ in term.related}
    found: list[tuple[str, tuple[Cell, ...]]] = []
    if _RDFS + "domain" not in told:
        cells = tuple(display.resource(one) for one in classes) or (Cell(display.said(_EVERY_RECORD)),)
        found.append((display.said(_USED_ON), cells))
    if _RDFS + "range" not in told:
        found.append((display.said(_VALUE), (Cell(display.said(_VALUES[kind])),)))
    return found


@cache
def _used() -> dict[str, tuple[tuple[str, ...], str]]:
    """The properties that records have: by IRI, the classes of the records and the kind of the values."""
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    for record in _records(records.Record):
        for one in dataclasses.fields(record):
            if one.name not in record.__annotations__ or "term" not in one.metadata:
                continue
            prefix, name = one.metadata["term"].split(":")
            classes, kind = found.get(PREFIXES[prefix] + name, ((), one.metadata["kind"]))
            here = f"{PREFIXES['cp']}{record.__name__}"
            found[PREFIXES[prefix] + name] = ((*classes, here) if here in CP else classes, kind)
    return found


def _records(base: type[records.Record]) -> Iterable[type[records.Record]]:
    yield base
    for below in base.__subclasses__():
        yield from _records(below)
