"""Records and ontology say the same: a class, a property or a value in one of them is in the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import Field, fields, is_dataclass
from importlib.resources import files

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from ontology import records
from ontology.terms import CP, PREFIXES

# common ground of records in Python alone, no classes of the ontology
PYTHON_ONLY = {records.Record, records.Named}
# classes of the ontology whose members are always members of a class below
ABSTRACT = {records.WorkItem}
# records of classes of other vocabularies
FOREIGN: dict[type[records.Record], str] = {
    records.ChangeEvent: "org:ChangeEvent",
    records.Metric: "dqv:Metric",
    records.QualityMeasurement: "dqv:QualityMeasurement",
    records.Unit: "qudt:Unit",
}

# what the closure and the linking add to records, and no record has as a field
DERIVED = {
    "accountableAgency",
    "implementedBy",
    "succeeds",
    "succeededBy",
    "continues",
    "continuedBy",
}

ENUMERATIONS = {
    "Basis": {"Stated", "Inherited", "Inferred", "Corrected"},
    "Binding": {"Obligatory", "Expected"},
    "Comparator": {"AtLeast", "MoreThan", "AtMost", "LessThan", "About", "Exactly"},
    "Completion": {"Completed", "SubstantiallyCompleted"},
    "Fidelity": {"Verbatim", "Abridged", "Altered"},
    "Recurrence": {"Yearly", "HalfYearly", "Quarterly", "Monthly", "Weekly", "Irregular"},
    "Role": {"Lead", "Cooperating", "Responsible"},
    "ScheduleKind": {"Due", "Ongoing", "Recurring", "Staged"},
    "Stage": {"Planned", "UnderWay", "Finished", "InOperation"},
}

RECORDS: list[type[records.Record]] = [
    value
    for value in vars(records).values()
    if isinstance(value, type) and is_dataclass(value) and issubclass(value, records.Record)
]
CONCRETE = [record for record in RECORDS if record not in PYTHON_ONLY | ABSTRACT]


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(data=files("ontology").joinpath("crossplan.ttl").read_text(encoding="utf-8"))


def iri(curie: str) -> URIRef:
    prefix, _, name = curie.partition(":")
    return URIRef(PREFIXES[prefix] + name)


def class_of(record: type[records.Record]) -> URIRef:
    return iri(FOREIGN.get(record, f"cp:{record.__name__}"))


def written(record: type[records.Record]) -> Iterator[Field[object]]:
    """The fields that are written as triples: all but the record's own IRI."""
    return (f for f in fields(record) if f.name != "iri")


FIELDS = [(record, field) for record in CONCRETE for field in written(record)]


def test_no_case_went_missing() -> None:
    assert len(CONCRETE) >= 24
    assert len(FIELDS) >= 218


@pytest.mark.parametrize("record", CONCRETE, ids=lambda r: r.__name__)
def test_a_record_is_of_a_declared_class(ontology: Graph, record: type[records.Record]) -> None:
    assert (class_of(record), RDF.type, OWL.Class) in ontology


def test_a_class_is_a_record_an_enumeration_or_abstract(ontology: Graph) -> None:
    classes = {s for s in ontology.subjects(RDF.type, OWL.Class) if str(s).startswith(str(CP))}
    read = {class_of(record) for record in [*CONCRETE, *ABSTRACT] if record not in FOREIGN}
    assert classes == read | {iri(f"cp:{name}") for name in ENUMERATIONS}


@pytest.mark.parametrize("record", CONCRETE, ids=lambda r: r.__name__)
def test_a_record_below_a_record_is_a_class_below_its_class(
    ontology: Graph, record: type[records.Record]
) -> None:
    for base in set(record.__mro__[1:]) & set(RECORDS) - PYTHON_ONLY:
        assert class_of(base) in ontology.transitive_objects(class_of(record), RDFS.subClassOf)


@pytest.mark.parametrize(
    ("record", "field"), FIELDS, ids=[f"{record.__name__}.{field.name}" for record, field in FIELDS]
)
def test_a_field_is_a_property_of_its_kind(
    ontology: Graph, record: type[records.Record], field: Field[object]
) -> None:
    term = field.metadata["term"]
    if term in ("rdf:type", "rdfs:label"):  # of RDF itself, declared nowhere
        return
    kinds = set(ontology.objects(iri(term), RDF.type)) - {OWL.AsymmetricProperty}
    if field.metadata["kind"] in ("iri", "term"):
        assert kinds == {OWL.ObjectProperty}
    elif term.startswith("cp:"):
        assert kinds == {OWL.DatatypeProperty}
    else:
        assert kinds in ({OWL.DatatypeProperty}, {OWL.AnnotationProperty})


@pytest.mark.parametrize(
    ("record", "field"), FIELDS, ids=[f"{record.__name__}.{field.name}" for record, field in FIELDS]
)
def test_a_field_does_not_turn_its_record_into_something_else(
    ontology: Graph, record: type[records.Record], field: Field[object]
) -> None:
    """By its domain, a property makes whatever has it a member of that class."""
    supers = set(ontology.transitive_objects(class_of(record), RDFS.subClassOf))
    assert set(ontology.objects(iri(field.metadata["term"]), RDFS.domain)) <= supers


def test_every_property_is_written_by_some_record(ontology: Graph) -> None:
    properties = {
        str(s).removeprefix(str(CP))
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for s in ontology.subjects(RDF.type, kind)
        if str(s).startswith(str(CP))
    }
    used = {field.metadata["term"].removeprefix("cp:") for _, field in FIELDS}
    assert properties - used == DERIVED


@pytest.mark.parametrize("name", ENUMERATIONS)
def test_the_values_of_an_enumeration(ontology: Graph, name: str) -> None:
    members = {str(s).removeprefix(str(CP)) for s in ontology.subjects(RDF.type, iri(f"cp:{name}"))}
    assert members == ENUMERATIONS[name]


def test_a_term_field_takes_its_values_from_one_enumeration(ontology: Graph) -> None:
    for record, field in FIELDS:
        if field.metadata["kind"] == "term":
            ranges = set(ontology.objects(iri(field.metadata["term"]), RDFS.range))
            assert len(ranges) == 1, (record, field.name)
            assert ranges < {iri(f"cp:{name}") for name in ENUMERATIONS}, (record, field.name)


@pytest.mark.parametrize("record", CONCRETE, ids=lambda r: r.__name__)
def test_the_maker_of_a_record_makes_what_the_class_makes(record: type[records.Record]) -> None:
    make = records.maker(record)
    given = {f.name: f.name for f in fields(record)}
    assert make(**given) == record(**given)
    assert make(iri="x") == record(iri="x")
    with pytest.raises(TypeError):
        make(iri="x", unheard_of=1)
    with pytest.raises(TypeError):
        make()
