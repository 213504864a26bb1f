"""Data and rules to findings: what a finding is about, and how much was looked at."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from shapes.check import audit, validate
from shapes.data import Data, UnreadableData, read
from shapes.findings import Audit, Evidence, words_of
from shapes.profile import profiles
from shapes.reports import FORMATS, render
from shapes.rules import rules
from shapes.selection import exit_code, select

HERE = Path(__file__).parent
EX = "https://example.org/"
PREFIXES = """
@prefix cp: <https://w3id.org/crossplan/ontology#> .
@prefix ex: <https://example.org/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def graph(turtle: str) -> Graph:
    return Data.of(ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE))


def run(turtle: str, *names: str) -> Audit:
    chosen = [rule for rule in rules() if not names or rule.name in names]
    return audit(graph(turtle), chosen, profiles()["default"], generation="0123456789abcdef")


def bad(name: str) -> Audit:
    data = Data.of(read([HERE / name / "bad.ttl"]))
    return audit(data, [rule for rule in rules() if rule.name == name], profiles()["default"])


def own(tmp_path: Path, shapes: str, data: str) -> Audit:
    (tmp_path / "shapes.ttl").write_text(PREFIXES + shapes, encoding="utf-8")
    (tmp_path / "data.ttl").write_text(PREFIXES + data, encoding="utf-8")
    return validate([tmp_path / "data.ttl"], [tmp_path / "shapes.ttl"])


def select_shape(query: str) -> str:
    return f'ex:S sh:targetNode ex:a ; sh:sparql [ sh:select "{query}" ] .'


# what a finding says


def test_a_clause_without_a_lead_is_a_finding_about_its_measure_that_names_the_clause() -> None:
    first, second = bad("clause-has-lead").findings
    assert words_of(first.focus) == EX + "measure"
    assert words_of(first.value) == EX + "second"
    assert first.label == "优化服务"
    assert first.plan == EX + "plan"
    assert "是第2段（“加强电子证照应用，推进跨省互认，打造一批无证明城…”）。" in first.message.zh
    assert "It is clause 2 (“加强电子证照应用，推进跨省互认，打造一批无证明城…”)." in first.message.en
    assert "所列单位：省政府办公厅、省大数据局。" in first.message.zh
    assert first.evidence == (Evidence(EX + "document", "document", 120, 128, "加强电子证照应用"),)
    assert {unit.iri for unit in first.agencies} == {EX + "office", EX + "bureau"}
    assert words_of(second.value) == EX + "third"
    # the clause has no evidence of its own: that of its measure stands in
    assert second.evidence == (Evidence(EX + "document", "document", 100, 104, "优化服务"),)


def test_a_measure_without_a_lead_names_its_units_in_the_order_of_the_text() -> None:
    said = {f.label: f.message for f in bad("measure-has-lead").findings}
    assert said["list"].zh == "写明了责任单位，但没有指明牵头单位。所列单位：省政府办公厅、省大数据局。"
    assert said["list"].en.endswith("designated as the lead. Units named: 省政府办公厅, 省大数据局.")
    assert said["in-clauses"].zh.endswith("各段分工都没有牵头单位：第1、2段。")
    assert said["inherited-lead"].zh == "写明了责任单位，但没有指明牵头单位。"


def test_inherited_units_are_told_but_do_not_count() -> None:
    said = {f.label: f.message for f in bad("measure-has-unit").findings}
    assert said["none"].zh == "没有写明责任单位。"
    assert "由省乙局、省甲办落实；这是承接" in said["inherited"].zh
    assert "A blanket sentence gives 省乙局, 省甲办; that is inherited" in said["inherited"].en


def test_times_say_where_they_are_from() -> None:
    inherited = {f.label: f.message.zh for f in bad("measure-states-schedule").findings}
    assert inherited["inherited"].endswith("承接的时间：2025。")
    of_target = {f.label: f.message.zh for f in bad("measure-schedules-work").findings}
    assert of_target["of-target"].endswith("目标句：“到2025年，建成5000个智慧社区”。")


def test_a_measure_without_evidence_is_shown_by_the_words_of_its_clauses() -> None:
    found = run(
        """ex:m a cp:Measure ; cp:clause ex:c1 , ex:c2 .
        ex:c1 cp:evidence ex:s1 . ex:c2 cp:evidence ex:s2 .
        ex:s2 cp:source ex:d ; oa:start 5 ; oa:end 7 ; oa:exact "乙乙" .
        ex:s1 cp:source ex:d ; oa:start 9 ; oa:end 11 ; oa:exact "甲甲" .""",
        "measure-has-schedule",
    )
    assert [e.words for e in found.findings[0].evidence] == ["乙乙", "甲甲"]


def test_a_span_that_is_not_whole_is_no_evidence() -> None:
    found = run(
        """ex:m a cp:Measure ; cp:evidence ex:s1 , ex:s2 .
        ex:s1 cp:source ex:d ; oa:start "many"^^xsd:integer ; oa:end 7 ; oa:exact "乙乙" .
        ex:s2 cp:source ex:d ; oa:start 9 ; oa:end 11 .""",
        "measure-has-schedule",
    )
    assert found.findings[0].evidence == ()


def test_a_finding_about_a_record_belongs_to_the_plan_above_it() -> None:
    found = run(
        """ex:d cp:carries ex:p . ex:p cp:target ex:t1 .
        ex:m a cp:Measure ; cp:plan ex:p ; cp:clause ex:c ; cp:responsibleAgency ex:a . ex:c cp:target ex:t2 .
        ex:s cp:plan ex:p ; cp:target ex:t3 .
        ex:t1 a cp:Target . ex:t2 a cp:Target . ex:t3 a cp:Target . ex:t4 a cp:Target .""",
        "target-has-unit",
    )
    assert {f.label: f.plan for f in found.findings} == {
        "t1": EX + "p",
        "t2": EX + "p",
        "t3": EX + "p",
        "t4": None,
    }
    assert {f.label: [u.iri for u in f.agencies] for f in found.findings}["t2"] == [EX + "a"]


# how much was looked at


def test_every_rule_says_how_many_nodes_it_looked_at() -> None:
    found = run(
        """ex:d cp:carries ex:p . ex:p a cp:Plan . ex:cited a cp:Plan .
        ex:m1 a cp:Measure ; cp:plan ex:p . ex:m2 a cp:Measure ; cp:plan ex:p ; cp:assignment ex:a .
        ex:a a cp:Assignment ."""
    )
    looked_at = {checked.rule.name: checked.looked_at for checked in found.checked}
    assert looked_at.keys() == {rule.name for rule in rules()}
    assert looked_at["measure-has-unit"] == 2
    assert looked_at["plan-has-title"] == 1
    assert looked_at["assignment-well-formed"] == 1
    assert looked_at["span-well-formed"] == 0
    assert "span-well-formed" in {checked.rule.name for checked in found.idle}
    assert [(p.iri, p.title, p.measures) for p in found.plans] == [(EX + "p", "p", 2)]


def test_nothing_to_look_at_conforms_and_is_idle() -> None:
    found = run("")
    assert found.conforms
    assert found.idle == found.checked


# order


def test_findings_stand_by_severity_then_rule_then_plan_then_place() -> None:
    found = run(
        """ex:d cp:carries ex:p . ex:p a cp:Plan .
        <https://example.org/measure/10> a cp:Measure ; cp:plan ex:p ; cp:responsibleAgency ex:a .
        <https://example.org/measure/9> a cp:Measure ; cp:plan ex:p .
        ex:a a cp:Agency .""",
        "measure-has-lead",
        "measure-has-schedule",
        "plan-has-title",
    )
    assert [(f.rule, f.label) for f in found.findings] == [
        ("measure-has-schedule", "9"),
        ("measure-has-schedule", "10"),
        ("plan-has-title", "p"),
        ("measure-has-lead", "10"),
    ]


# one part of an audit

TWO_PLANS = """ex:d cp:carries ex:p1 , ex:p2 . ex:p1 a cp:Plan . ex:p2 a cp:Plan .
ex:m1 a cp:Measure ; cp:plan ex:p1 ; cp:responsibleAgency ex:a , ex:b .
ex:m2 a cp:Measure ; cp:plan ex:p2 ; cp:clause ex:c . ex:c a cp:Clause ; cp:leadAgency ex:b .
ex:a a cp:Agency . ex:b a cp:Agency ."""


def test_findings_of_one_plan_agency_rule_or_severity() -> None:
    found = run(TWO_PLANS, "measure-has-lead", "measure-has-schedule", "plan-has-title")
    assert len(found.findings) == 5
    assert {f.label for f in select(found, plan=EX + "p2").findings} == {"m2", "p2"}
    assert [(f.rule, f.label) for f in select(found, agency=EX + "a").findings] == [
        ("measure-has-schedule", "m1"),
        ("measure-has-lead", "m1"),
    ]
    assert {f.label for f in select(found, agency=EX + "b").findings} == {"m1", "m2"}
    assert {f.rule for f in select(found, severity="warning").findings} == {"measure-has-lead"}
    one_rule = select(found, rule="plan-has-title")
    assert {f.label for f in one_rule.findings} == {"p1", "p2"}
    assert [checked.rule.name for checked in one_rule.checked] == ["plan-has-title"]
    both = select(select(found, plan=EX + "p1"), severity="violation")
    assert both.filters == {"plan": EX + "p1", "severity": "violation"}
    assert [checked.looked_at for checked in both.checked] == [2, 2, 2]


@pytest.mark.parametrize("wanted", [{"plan": EX + "x"}, {"agency": EX + "x"}, {"rule": "x"}])
def test_asking_for_what_was_not_audited_is_an_error_not_a_clean_report(wanted: dict[str, str]) -> None:
    with pytest.raises(LookupError, match="x"):
        select(run(TWO_PLANS), **wanted)


def test_exit_code() -> None:
    violation = run("ex:m a cp:Measure .", "measure-has-schedule")
    warning = run("ex:m a cp:Measure ; cp:responsibleAgency ex:a .", "measure-has-lead")
    clean = run("ex:m a cp:Measure ; cp:schedule ex:s .", "measure-has-schedule")
    assert [exit_code(violation, on) for on in ("violation", "warning", "never")] == [1, 1, 0]
    assert [exit_code(warning, on) for on in ("violation", "warning", "never")] == [0, 1, 0]
    assert [exit_code(clean, on) for on in ("violation", "warning", "never")] == [0, 0, 0]


# somebody's own data and shapes


def test_the_projects_rules_on_a_file_of_ones_own() -> None:
    found = validate([HERE / "measure-has-unit" / "bad.ttl"])
    assert len(found.checked) == len(rules())
    assert "measure-has-unit" in {f.rule for f in found.findings}
    assert (
        validate([HERE / "measure-has-lead" / "bad.ttl"], profile=profiles()["strict"]).profile.name
        == "strict"
    )


def test_own_shapes_are_rules_one_for_each_target(tmp_path: Path) -> None:
    found = own(
        tmp_path,
        """ex:PersonShape a sh:NodeShape ; rdfs:label "People"@en ; sh:targetClass ex:Person ;
            sh:property [ sh:path ex:name ; sh:minCount 1 ; sh:severity sh:Info ] ; sh:property ex:Shared .
        ex:Shared sh:path ex:age ; sh:datatype xsd:integer .
        ex:Thing a sh:NodeShape , rdfs:Class ; sh:property ex:Shared .
        ex:Off a sh:NodeShape ; sh:deactivated true ; sh:targetClass ex:Person ; sh:property ex:Shared .
        [] sh:targetSubjectsOf ex:age ; sh:nodeKind sh:BlankNode .""",
        "ex:a a ex:Person ; ex:age 'old' . ex:b a ex:Thing ; ex:age 'new' .",
    )
    assert [(c.rule.name, c.rule.title.zh, c.looked_at) for c in found.checked] == [
        ("PersonShape", "People", 1),
        ("Thing", "Thing", 1),
        ("shape-1", "shape-1", 2),
    ]
    assert [(f.rule, f.severity, f.label) for f in found.findings] == [
        ("PersonShape", "violation", "a"),
        ("Thing", "violation", "b"),
        ("shape-1", "violation", "a"),
        ("shape-1", "violation", "b"),
        ("PersonShape", "info", "a"),
    ]


def test_messages_of_a_sparql_constraint_keep_their_languages_and_their_values(tmp_path: Path) -> None:
    found = own(
        tmp_path,
        """ex:Shape a sh:NodeShape ; sh:targetClass ex:Person ; sh:sparql [
            sh:message "{?value}太大，最多{?most}。"@zh-Hans , "{?value} is too big, {?most} at most."@en ;
            sh:select '''PREFIX ex: <https://example.org/> SELECT $this ?value ?most WHERE {
                $this ex:age ?value . BIND(150 AS ?most) FILTER(?value > ?most) }''' ] .""",
        "ex:a a ex:Person ; ex:age 200 .",
    )
    message = found.findings[0].message
    assert (message.zh, message.en) == ("200太大，最多150。", "200 is too big, 150 at most.")


def test_a_shape_without_a_message_is_told_in_the_words_of_the_engine(tmp_path: Path) -> None:
    found = own(
        tmp_path,
        "ex:Shape sh:targetClass ex:Person ; sh:property [ sh:path ex:name ; sh:minCount 1 ] .",
        "ex:a a ex:Person .",
    )
    message = found.findings[0].message
    assert message.zh == f"sh:minCount 不满足：{EX}name。"
    assert message.en == f"sh:minCount is not met by {EX}name."


def test_a_datatype_that_a_store_does_not_keep_is_looked_at_as_it_was_read(tmp_path: Path) -> None:
    found = own(
        tmp_path,
        "ex:Shape sh:targetClass ex:Person ; sh:property [ sh:path ex:age ; sh:datatype xsd:nonNegativeInteger ] .",
        "ex:a a ex:Person ; ex:age '7'^^xsd:nonNegativeInteger . ex:b a ex:Person ; ex:age 7 .",
    )
    assert [words_of(f.focus) for f in found.findings] == [EX + "b"]


def test_two_shapes_with_one_local_name_go_by_their_iris(tmp_path: Path) -> None:
    found = own(
        tmp_path,
        """<https://example.org/a/Shape> sh:targetNode ex:a ; sh:nodeKind sh:IRI .
        <https://example.org/b/Shape> sh:targetNode ex:a ; sh:nodeKind sh:IRI .""",
        "",
    )
    assert [c.rule.name for c in found.checked] == [EX + "a/Shape", EX + "b/Shape"]


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        ("ex:a ex:b ex:c .", "no shape with a target"),
        ("ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p , ex:q ; sh:minCount 1 ] .", "cannot be run"),
        (select_shape("SELECT $this WHERE { nonsense }"), "the shape S cannot be run"),
        (select_shape("SELECT $this WHERE { $this no:prefix 1 }"), "the shape S cannot be run"),
        (select_shape("SELECT $this WHERE { $shapesGraph ?p $this }"), "the shape S cannot be run"),
        (select_shape("SELECT $this WHERE { MINUS { $this ?p ?o } }"), "MINUS"),
        (select_shape("SELECT $this WHERE { service <http://e.org/> { } }"), "the shape S says SERVICE"),
        (select_shape("SELECT $this FROM <http://e.org/> WHERE { }"), "the shape S says FROM"),
    ],
)
def test_shapes_that_cannot_be_run_are_told_in_one_line(
    tmp_path: Path, shapes: str, message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UnreadableData, match=message) as error:
        own(tmp_path, shapes, "ex:a ex:first '2025'^^xsd:gYear ; ex:last '2021'^^xsd:gYear .")
    assert "\n" not in str(error.value)
    assert capfd.readouterr() == ("", "")


# data that nobody expects


def test_plans_and_units_without_a_name_or_that_are_none_are_told_as_they_are() -> None:
    audited = run(
        """ex:m a cp:Measure ; cp:plan _:p ; cp:clause _:c . _:p a cp:Plan . _:c cp:leadAgency _:a , "words" .
        ex:note cp:concerns ex:m ; cp:kind "unread-part" ; cp:text "?"@zh-Hans ."""
    )
    (plan,) = {finding.plan for finding in audited.findings if words_of(finding.focus) == EX + "m"}
    assert plan is not None
    assert plan.startswith("_:")
    assert [unit.name.startswith("_:") or unit.name for unit in audited.agencies] == [True, "words"]
    for form in FORMATS:
        assert render(audited, form)


def test_a_name_of_megabytes_does_not_stand_beside_every_finding() -> None:
    long = "长" * 1_000_000
    audited = run(f'ex:m a cp:Measure ; rdfs:label "{long}"@zh-Hans ; cp:number "{long}" ; cp:plan ex:p .')
    labels = [finding.label for finding in audited.findings if words_of(finding.focus) == EX + "m"]
    assert len(labels) > 5
    assert all(len(label) < 2000 and label.endswith("…") for label in labels)
    assert len(render(audited, "html")) < 300_000


def test_numbers_of_thousands_of_digits_are_put_in_order() -> None:
    large, larger = "9" * 5000, "1" + "0" * 5000
    audited = run(f"ex:m a cp:Measure ; cp:ordinal {larger}.5 , {large}.5 , 7.5 .", "measure-well-formed")
    values = [words_of(f.value) for f in audited.findings if f.value is not None]
    assert list(dict.fromkeys(values)) == ["7.5", f"{large}.5", f"{larger}.5"]


def test_shapes_without_names_are_told_apart_by_what_they_ask_for(tmp_path: Path) -> None:
    two = 'ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:pattern "x" ] , [ sh:path ex:p ; sh:pattern "y" ] .'
    again = two.replace('"x" ]', '"x" ; sh:message "other words" ]')
    data = 'ex:a ex:p "z" .'
    first, second = own(tmp_path, two, data), own(tmp_path, again, data)
    keys = [finding.key for finding in first.findings]
    assert len(set(keys)) == 2
    assert {finding.key for finding in second.findings} == set(keys)


def test_the_constraint_that_found_something_is_told(tmp_path: Path) -> None:
    query = "SELECT $this { $this ?p ?o }"
    audited = own(
        tmp_path, f'ex:S sh:targetNode ex:a ; sh:sparql ex:Q . ex:Q sh:select "{query}" .', "ex:a ex:p 1 ."
    )
    (finding,) = audited.findings
    assert words_of(finding.constraint) == EX + "Q"
    report = Graph().parse(render(audited, "turtle"), format="turtle")
    assert report.value(predicate=SH.sourceConstraint, object=URIRef(EX + "Q"))
