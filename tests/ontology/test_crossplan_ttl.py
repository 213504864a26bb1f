"""The ontology file: complete, in its profile, aligned as published, and nothing more than it says."""

from __future__ import annotations

from importlib.resources import files

import pytest
from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, VANN, BNode, Graph, Literal, URIRef
from rdflib.namespace import GEO, DefinedNamespace

from ontology.check import profile_problems
from ontology.terms import CP

ELI = "http://data.europa.eu/eli/ontology#"
OA = "http://www.w3.org/ns/oa#"
TURTLE = files("ontology").joinpath("crossplan.ttl").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(data=TURTLE, format="turtle")


def cp(name: str) -> URIRef:
    return URIRef(getattr(CP, name))


def above(graph: Graph, name: str, property_: URIRef) -> set[str]:
    return {str(o) for o in graph.objects(cp(name), property_)}


def test_profile_and_completeness(ontology: Graph) -> None:
    assert profile_problems(ontology) == []


def test_every_kind_of_term_is_there(ontology: Graph) -> None:
    """The counts are written down, so that no term is lost unseen."""
    counts = {
        kind: sum(str(s).startswith(str(CP)) for s in ontology.subjects(RDF.type, kind))
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual)
    }
    assert counts == {
        OWL.Class: 38,
        OWL.ObjectProperty: 60,
        OWL.DatatypeProperty: 49,
        OWL.NamedIndividual: 34,
    }


def test_the_names_that_programs_find_are_those_declared(ontology: Graph) -> None:
    declared = {s for s in ontology.subjects(RDF.type) if str(s).startswith(str(CP))}
    assert all(str(term) in CP for term in declared)
    with pytest.raises(AttributeError, match="cp:Mesure"):
        _ = CP.Mesure


def test_no_blank_nodes_so_that_a_rebuild_is_the_same_bytes(ontology: Graph) -> None:
    assert [n for n in ontology.all_nodes() if isinstance(n, BNode)] == []


def test_nothing_is_imported(ontology: Graph) -> None:
    assert (None, OWL.imports, None) not in ontology


def test_datatypes_are_left_to_the_shapes(ontology: Graph) -> None:
    """A value of the wrong datatype is a finding, not a contradiction; and OWL 2 has no xsd:gYear."""
    data_properties = ontology.subjects(RDF.type, OWL.DatatypeProperty)
    assert [p for p in data_properties if (p, RDFS.range, None) in ontology] == []


def test_header(ontology: Graph) -> None:
    header = URIRef(str(CP).removesuffix("#"))
    version = str(ontology.value(header, OWL.versionInfo))
    assert ontology.value(header, OWL.versionIRI) == URIRef(f"{header}/{version}")
    assert ontology.value(header, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert ontology.value(header, VANN.preferredNamespacePrefix) == Literal("cp")
    assert ontology.value(header, VANN.preferredNamespaceUri) == Literal(str(CP))


def test_chinese_is_chinese_and_english_is_english(ontology: Graph) -> None:
    def has_chinese(text: str) -> bool:
        return any("\u4e00" <= c <= "\u9fff" for c in text)

    for property_ in (RDFS.label, SKOS.definition):
        for term, value in ontology.subject_objects(property_):
            assert isinstance(value, Literal)
            if value.language == "zh":
                assert has_chinese(value), term
            elif property_ == RDFS.label:
                assert not has_chinese(value), term


@pytest.mark.parametrize(
    ("name", "superclasses"),
    [
        ("Document", {str(PROV.Entity), str(FOAF.Document)}),
        ("Plan", {f"{ELI}Work", str(PROV.Plan)}),
        ("Section", {f"{ELI}WorkSubdivision"}),
        ("WorkItem", set()),
        ("Measure", {CP.WorkItem}),
        ("Clause", {CP.WorkItem}),
        ("Indicator", {str(SKOS.Concept)}),
        ("Project", set()),
        ("Agency", {str(ORG.Organization)}),
        ("AgencyGroup", {CP.Agency, str(ORG.OrganizationalCollaboration)}),
        ("Region", {str(DCTERMS.Location), str(GEO.Feature)}),
        ("Zone", {CP.Region}),
        ("Span", {f"{OA}SpecificResource"}),
    ],
)
def test_classes_are_aligned_as_published(ontology: Graph, name: str, superclasses: set[str]) -> None:
    assert above(ontology, name, RDFS.subClassOf) == superclasses


@pytest.mark.parametrize(
    ("name", "superproperties"),
    [
        ("leadAgency", {CP.accountableAgency}),
        ("cooperatingAgency", {CP.accountableAgency}),
        ("responsibleAgency", {CP.accountableAgency}),
        ("inheritedAgency", set()),  # nothing inherited may pass for stated
        ("source", {f"{OA}hasSource"}),
        ("yearBasis", set()),  # an inferred year leaves the schedule stated
        ("deadlineBasis", set()),
    ],
)
def test_what_stands_below_what(ontology: Graph, name: str, superproperties: set[str]) -> None:
    assert above(ontology, name, RDFS.subPropertyOf) == superproperties


@pytest.mark.parametrize(
    ("name", "inverse"),
    [("implements", "implementedBy"), ("succeeds", "succeededBy"), ("continues", "continuedBy")],
)
def test_inverses(ontology: Graph, name: str, inverse: str) -> None:
    assert (cp(name), OWL.inverseOf, cp(inverse)) in ontology


@pytest.mark.parametrize(
    "name", ["evidence", "basis", "target", "project", "region", "plan", "later", "earlier"]
)
def test_properties_of_several_classes_have_no_domain(ontology: Graph, name: str) -> None:
    assert (cp(name), RDFS.domain, None) not in ontology


@pytest.mark.parametrize(
    ("one", "other"), [("Plan", "Measure"), ("Agency", "Region"), ("Measure", "Clause"), ("Document", "Plan")]
)
def test_some_classes_are_disjoint(ontology: Graph, one: str, other: str) -> None:
    ups = [set(ontology.transitive_objects(cp(name), RDFS.subClassOf)) for name in (one, other)]
    assert any(
        (a, OWL.disjointWith, b) in ontology or (b, OWL.disjointWith, a) in ontology
        for a in ups[0]
        for b in ups[1]
    )


def test_a_heading_may_be_a_section_and_a_measure(ontology: Graph) -> None:
    for name in ("Measure", "WorkItem"):
        assert (cp("Section"), OWL.disjointWith, cp(name)) not in ontology
        assert (cp(name), OWL.disjointWith, cp("Section")) not in ontology


@pytest.mark.parametrize("vocabulary", [DCTERMS, FOAF, GEO, ORG, PROV, SKOS, VANN], ids=lambda v: str(v))
def test_foreign_terms_exist_in_their_vocabulary(ontology: Graph, vocabulary: type[DefinedNamespace]) -> None:
    """rdflib carries the lists of terms of these vocabularies."""
    declared = {s for s in ontology.subjects(RDF.type) if str(s).startswith(str(vocabulary))}
    assert declared
    assert declared <= set(map(URIRef, dir(vocabulary)))
