"""Every class of records has a rule that it is recorded whole, which knows every property of the record."""

from dataclasses import fields
from importlib.resources import files
from types import NoneType
from typing import get_args, get_type_hints

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH, XSD

from ontology import records
from ontology.records import Kind, Record
from ontology.terms import PREFIXES
from shapes.data import graph_of
from shapes.rules import rules

#: Common ground of records, what describes the reader's quality and no plan, and what only the registry has.
WITHOUT_RULE = {"Record", "Named", "WorkItem", "GoldReading", "Metric", "QualityMeasurement", "Unit"}
#: Whose rule looks at them: a group is an agency, a zone a region; what is possible is recorded like what is claimed.
IN_RULE_OF = {"AgencyGroup": "Agency", "Zone": "Region", "PossibleContinuation": "Continuation"}
CLASSES = [
    name
    for name in records.__all__
    if isinstance(getattr(records, name), type)
    and issubclass(getattr(records, name), Record)
    and name not in WITHOUT_RULE
]

#: What another rule asks: that agencies are agencies, and that places have no places of their own.
ELSEWHERE = {
    *(("Measure", p) for p in ("cp:leadAgency", "cp:cooperatingAgency", "cp:responsibleAgency", "cp:inheritedAgency")),
    *(("Clause", p) for p in ("cp:leadAgency", "cp:cooperatingAgency", "cp:responsibleAgency", "cp:inheritedAgency")),
    ("Span", "cp:evidence"),
    ("Agency", "rdf:type"),
    ("AgencyGroup", "rdf:type"),
}  # fmt: skip
#: Of which several documents may each tell one.
SEVERAL = {
    ("Document", "dcterms:title"),  # the catalogue's and the text's
    ("Plan", "dcterms:title"),  # variants in brackets and dashes
    ("Plan", "cp:planKind"),
    # ways of writing one name; two names are the matter of identifier-has-one-name
    ("Project", "skos:prefLabel"),
    ("Indicator", "skos:prefLabel"),
}

DATATYPES = {
    "prose": RDF.langString,
    "plain": XSD.string,
    "integer": XSD.integer,
    "decimal": XSD.decimal,
    "boolean": XSD.boolean,
}


def shapes(name: str) -> tuple[Graph, dict[str, set[URIRef]]]:
    """The graph of the rule for records of a class, and its shapes by the property that they look at."""
    name = IN_RULE_OF.get(name, name)
    hyphened = "".join(f"-{c.lower()}" if c.isupper() else c for c in name)[1:]
    graph = graph_of(
        ox.parse(
            files("shapes").joinpath(f"{hyphened}-well-formed.ttl").read_bytes(),
            format=ox.RdfFormat.TURTLE,
        )
    )
    rule = next(rule for rule in rules() if rule.name == f"{hyphened}-well-formed")
    found: dict[str, set[URIRef]] = {}
    for shape in graph.objects(rule.shape, SH.property):
        found.setdefault(str(graph.value(shape, SH.path)), set()).add(URIRef(str(shape)))
    return graph, found


@pytest.mark.parametrize("name", CLASSES)
def test_every_property_of_a_record_is_constrained(name: str) -> None:
    graph, found = shapes(name)
    record = getattr(records, name)
    types = get_type_hints(record)
    for field in fields(record):
        if field.name == "iri" or (name, field.metadata["term"]) in ELSEWHERE:
            continue
        term: str = field.metadata["term"]
        prefix, _, local = term.partition(":")
        constraints = {
            (p, o)
            for shape in found[PREFIXES[prefix] + local]
            for p, o in graph.predicate_objects(shape)
        }  # fmt: skip
        predicates = {p for p, _ in constraints}
        kind: Kind = field.metadata["kind"]
        if kind in DATATYPES:
            assert (SH.datatype, DATATYPES[kind]) in constraints, term
        elif kind == "iri":
            assert predicates & {SH["class"], SH.nodeKind}, term
        else:
            assert predicates & {SH["or"], SH["in"], SH.node}, term
        once = field.default != () and term != "rdfs:label" and (name, term) not in SEVERAL
        assert (SH.maxCount in predicates) is once, term
        # what a target and a plan must have is the matter of the rules of completeness
        if (
            once
            and NoneType not in get_args(types[field.name])
            and name != "Target"
            and term != "cp:indefinite"
        ):
            assert SH.minCount in predicates, term


def test_all_classes_are_looked_at() -> None:
    assert len(CLASSES) == 28
