"""Every rule file: what it tells people, what it finds in its bad graph, and nothing in its good one."""

import re
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SH

from ontology.terms import CPS, PREFIXES, curie
from shapes.check import audit
from shapes.data import Data, graph_of, read
from shapes.findings import Audit, words_of
from shapes.profile import profiles
from shapes.rules import SEVERITIES, Rule, rules
from shapes.terms import Term

HERE = Path(__file__).parent
RULE_FILES = sorted(file.name for file in files("shapes").iterdir() if file.name.endswith(".ttl"))
UNITS = "cp:leadAgency|cp:cooperatingAgency|cp:responsibleAgency|cp:accountableAgency"

#: Focus, path and value of every finding in the bad graph of a rule.
EXPECTED: dict[str, list[tuple[str, str | None, str | None]]] = {
    "assignment-well-formed": [
        ("ex:empty", "cp:agency", None),
        ("ex:empty", "cp:basis", None),
        ("ex:empty", "cp:mention", None),
        ("ex:empty", "cp:rank", None),
        ("ex:empty", "cp:role", None),
        ("ex:of-nothing", "^cp:assignment", None),
        ("ex:wrong", "cp:agency", "ex:nobody"),
        ("ex:wrong", "cp:basis", "stated"),
        ("ex:wrong", "cp:mention", "有关部门"),
        ("ex:wrong", "cp:rank", "0"),
        ("ex:wrong", "cp:role", "cp:Stated"),
    ],
    "clause-has-lead": [
        ("ex:measure", "cp:clause", "ex:second"),
        ("ex:measure", "cp:clause", "ex:third"),
    ],
    "clause-well-formed": [
        ("ex:empty", "^cp:clause", None),
        ("ex:empty", "cp:ordinal", None),
        ("ex:empty", "cp:text", None),
        ("ex:nested", "^cp:clause", "ex:shared"),
        ("ex:shared", "^cp:clause", None),
        ("ex:shared", "cp:ordinal", "0"),
        ("ex:shared", "cp:text", "推进"),
    ],
    "measure-has-lead": [
        ("ex:in-clauses", None, "ex:in-clauses"),
        ("ex:inherited-lead", None, "ex:inherited-lead"),
        ("ex:list", None, "ex:list"),
    ],
    "measure-has-schedule": [
        ("ex:in-no-clause", "(cp:clause?/cp:schedule)", None),
        ("ex:none", "(cp:clause?/cp:schedule)", None),
    ],
    "measure-has-unit": [
        ("ex:in-no-clause", f"(cp:clause?/({UNITS}))", None),
        ("ex:inherited", f"(cp:clause?/({UNITS}))", None),
        ("ex:none", f"(cp:clause?/({UNITS}))", None),
    ],
    "measure-names-determined-unit": [
        ("ex:of-clauses", None, "ex:of-clauses"),
        ("ex:own", None, "ex:own"),
    ],
    "measure-of-carried-plan": [
        ("ex:of-interpreted-plan", "(cp:plan/^cp:carries)", None),
        ("ex:of-no-plan", "(cp:plan/^cp:carries)", None),
    ],
    "measure-schedules-work": [
        ("ex:in-clause", None, "ex:in-clause"),
        ("ex:of-target", None, "ex:of-target"),
    ],
    "measure-states-schedule": [
        ("ex:inferred", None, "ex:inferred"),
        ("ex:inherited", None, "ex:inherited"),
    ],
    "measure-well-formed": [
        ("ex:empty", "cp:evidence", None),
        ("ex:empty", "cp:ordinal", None),
        ("ex:empty", "cp:plan", None),
        ("ex:empty", "cp:text", None),
        ("ex:twice", "cp:ordinal", None),
        ("ex:twice", "cp:ordinal", "0"),
        ("ex:twice", "cp:plan", None),
        ("ex:twice", "cp:text", None),
        ("ex:wrong", "cp:evidence", "ex:nothing"),
        ("ex:wrong", "cp:ordinal", "1"),  # a string: no integer,
        ("ex:wrong", "cp:ordinal", "1"),  # and not to be compared with 1
        ("ex:wrong", "cp:plan", "ex:nowhere"),
        ("ex:wrong", "cp:text", "推进"),
    ],
    "plan-has-issuer": [("ex:plan", "cp:issuer", None)],
    "plan-has-period": [
        ("ex:without-end", "cp:periodEnd", None),
        ("ex:without-period", "cp:periodEnd", None),
        ("ex:without-period", "cp:periodStart", None),
    ],
    "plan-has-title": [("ex:plan", "dcterms:title", None)],
    "plan-well-formed": [
        ("ex:backwards", "cp:periodStart", "2025"),
        ("ex:not-a-plan", None, "ex:not-a-plan"),
        ("ex:plan", "cp:issuer", "ex:nobody"),
        ("ex:plan", "cp:periodEnd", "2025-12"),
        ("ex:plan", "cp:periodStart", "2021"),
        ("ex:plan", "dcterms:issued", "2025年4月7日"),
    ],
    "schedule-says-when": [
        ("ex:due", None, "ex:due"),
        ("ex:recurring", None, "ex:recurring"),
    ],
    "schedule-well-formed": [
        ("ex:empty", "cp:basis", None),
        ("ex:empty", "cp:scheduleKind", None),
        ("ex:of-nothing", "^cp:schedule", None),
        ("ex:twice", "cp:due", None),
        ("ex:twice", "cp:start", "2025-02-30"),
        ("ex:wrong", "cp:basis", "cp:Due"),
        ("ex:wrong", "cp:due", "2025-13"),
        ("ex:wrong", "cp:ofTarget", "ex:nothing"),
        ("ex:wrong", "cp:recurrence", "cp:Due"),
        ("ex:wrong", "cp:scheduleKind", "cp:Quarterly"),
        ("ex:wrong", "cp:start", "2025年"),
    ],
    "span-well-formed": [
        ("ex:backwards", "oa:start", "8"),
        ("ex:empty", "cp:source", None),
        ("ex:empty", "oa:end", None),
        ("ex:empty", "oa:exact", None),
        ("ex:empty", "oa:start", None),
        ("ex:nothing", "oa:exact", ""),
        ("ex:nothing", "oa:start", "4"),
        ("ex:wrong", "cp:source", "ex:nowhere"),
        ("ex:wrong", "oa:end", "4"),
        ("ex:wrong", "oa:exact", "数字强省"),
        ("ex:wrong", "oa:start", "-1"),  # below 0,
        ("ex:wrong", "oa:start", "-1"),  # and not to be compared with the end, a string
    ],
    "stated-fact-has-evidence": [
        ("ex:assignment", None, "ex:assignment"),
        ("ex:schedule", None, "ex:schedule"),
        ("ex:target", None, "ex:target"),
    ],
    "target-has-figure": [
        ("ex:empty", "cp:comparator", None),
        ("ex:empty", "cp:indicator", None),
        ("ex:empty", "cp:value", None),
        ("ex:without-comparator", "cp:comparator", None),
        ("ex:without-indicator", "cp:indicator", None),
        ("ex:without-value", "cp:value", None),
    ],
    "target-has-unit": [("ex:target", "cp:unit", None)],
    "target-well-formed": [
        ("ex:of-nothing", "^cp:target", None),
        ("ex:twice", "cp:comparator", None),
        ("ex:twice", "cp:value", None),
        ("ex:wrong", "cp:comparator", "cp:Due"),
        ("ex:wrong", "cp:deadline", "2025年底"),
        ("ex:wrong", "cp:indicator", "ex:nothing"),
        ("ex:wrong", "cp:unit", "个"),
        ("ex:wrong", "cp:value", "5000"),
    ],
    "work-item-names-agencies": [
        ("ex:clause", f"({UNITS}|cp:inheritedAgency)", "省大数据局"),
        ("ex:measure", f"({UNITS}|cp:inheritedAgency)", "ex:region"),
        ("ex:measure", f"({UNITS}|cp:inheritedAgency)", "ex:unknown"),
    ],
}

#: The severity of each rule under the profiles default and strict.
WEIGHTS = {
    "assignment-well-formed": ("violation", "violation"),
    "clause-has-lead": ("warning", "violation"),
    "clause-well-formed": ("violation", "violation"),
    "measure-has-lead": ("warning", "violation"),
    "measure-has-schedule": ("violation", "violation"),
    "measure-has-unit": ("violation", "violation"),
    "measure-names-determined-unit": ("info", "warning"),
    "measure-of-carried-plan": ("violation", "violation"),
    "measure-schedules-work": ("info", "warning"),
    "measure-states-schedule": ("info", "warning"),
    "measure-well-formed": ("violation", "violation"),
    "plan-has-issuer": ("warning", "violation"),
    "plan-has-period": ("warning", "violation"),
    "plan-has-title": ("violation", "violation"),
    "plan-well-formed": ("violation", "violation"),
    "schedule-says-when": ("violation", "violation"),
    "schedule-well-formed": ("violation", "violation"),
    "span-well-formed": ("violation", "violation"),
    "stated-fact-has-evidence": ("violation", "violation"),
    "target-has-figure": ("violation", "violation"),
    "target-has-unit": ("warning", "violation"),
    "target-well-formed": ("violation", "violation"),
    "work-item-names-agencies": ("violation", "violation"),
}


def by_name(name: str) -> Rule:
    return next(rule for rule in rules() if rule.name == name)


def run(name: str, graph: str, profile: str = "default") -> Audit:
    data = Data.of(read([HERE / name / f"{graph}.ttl"]))
    return audit(data, [by_name(name)], profiles()[profile])


def short(term: Term | str | None) -> str | None:
    """IRIs by their prefixes, ex: for those of the test graphs."""
    if term is None:
        return None
    return re.sub(
        r"<?(https?://[^<>()|/]+[^<>()|]*)>?",
        lambda iri: curie(iri[1]) if "example.org" not in iri[1] else "ex:" + iri[1].rsplit("/", 1)[1],
        term if isinstance(term, str) else words_of(term),
    )


def test_the_rules_are_the_files() -> None:
    assert [rule.name for rule in sorted(rules(), key=lambda r: r.name)] == [
        f[: -len(".ttl")] for f in RULE_FILES
    ]
    assert EXPECTED.keys() == WEIGHTS.keys() == {rule.name for rule in rules()}
    assert len(rules()) == 23


def test_what_makes_data_well_formed_stands_before_what_makes_a_plan_complete() -> None:
    sets = [rule.set for rule in rules()]
    assert sets == ["core"] * 11 + ["audit"] * 12


def test_no_graph_is_left_of_a_rule_that_is_gone() -> None:
    assert {folder.name for folder in HERE.iterdir() if (folder / "bad.ttl").exists()} == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_good(name: str) -> None:
    found = run(name, "good")
    assert not [short(f.focus) for f in found.findings]
    assert found.checked[0].looked_at > 0


@pytest.mark.parametrize("name", EXPECTED)
def test_bad(name: str) -> None:
    found = [(short(f.focus), short(f.path), short(f.value)) for f in run(name, "bad").findings]
    assert sorted(found, key=str) == sorted(EXPECTED[name], key=str)


@pytest.mark.parametrize("name", EXPECTED)
def test_findings_speak_chinese_and_english(name: str) -> None:
    for finding in run(name, "bad").findings:
        assert re.search(r"[\u4e00-\u9fff]", finding.message.zh)
        assert re.search(r"[A-Za-z]{3}", finding.message.en)
        assert finding.message.zh.endswith("。")
        assert finding.message.en.endswith(".")
        assert "{" not in finding.message.zh + finding.message.en


@pytest.mark.parametrize("name", EXPECTED)
def test_severity_by_profile(name: str) -> None:
    for profile, severity in zip(("default", "strict"), WEIGHTS[name], strict=True):
        found = run(name, "bad", profile)
        assert found.checked[0].severity == severity
        assert {f.severity for f in found.findings} == {severity}


def test_a_profile_is_only_about_rules_that_exist_and_severities_that_shacl_knows() -> None:
    assert list(profiles()) == ["default", "strict"]
    for profile in profiles().values():
        assert profile.severities.keys() <= EXPECTED.keys()
        assert set(profile.severities.values()) <= set(SEVERITIES)


@pytest.mark.parametrize("file", RULE_FILES)
def test_a_file_holds_one_rule_with_all_that_people_must_be_told(file: str) -> None:
    graph = graph_of(ox.parse(files("shapes").joinpath(file).read_bytes(), format=ox.RdfFormat.TURTLE))
    rule = by_name(file[: -len(".ttl")])
    name = "".join(word.capitalize() for word in rule.name.split("-"))
    assert rule.shape == URIRef(f"{PREFIXES['cps']}{name}")
    assert rule.set in ("core", "audit")
    texts = [rule.title, rule.why, rule.fix, *(detail.sentence for detail in rule.details)]
    for text in texts:
        assert re.search(r"[\u4e00-\u9fff]", text.zh)
        assert re.search(r"[A-Za-z]{3}", text.en)
    targeted = {
        s for p in (SH.targetClass, SH.targetObjectsOf, SH.targetSubjectsOf) for s in graph.subjects(p)
    }
    assert targeted == {rule.shape}


@pytest.mark.parametrize("file", RULE_FILES)
def test_every_shape_has_a_name_that_begins_with_the_rules(file: str) -> None:
    graph = graph_of(ox.parse(files("shapes").joinpath(file).read_bytes(), format=ox.RdfFormat.TURTLE))
    rule = by_name(file[: -len(".ttl")])
    kinds = (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint, URIRef(CPS.Detail))
    named = {shape for kind in kinds for shape in graph.subjects(RDF.type, kind)}
    assert all(str(shape).startswith(str(rule.shape)) for shape in named)
    assert {s for s in graph.subjects() if not isinstance(s, BNode)} == named
    assert set(graph.subjects(SH.path)) <= named


@pytest.mark.parametrize("file", RULE_FILES)
def test_a_shape_that_reports_says_its_severity_and_its_message_in_both_languages(file: str) -> None:
    graph = graph_of(ox.parse(files("shapes").joinpath(file).read_bytes(), format=ox.RdfFormat.TURTLE))
    rule = by_name(file[: -len(".ttl")])
    reporting = {rule.shape, *graph.objects(rule.shape, SH.property)}
    for shape in reporting:
        severity = graph.value(shape, SH.severity)
        assert severity == URIRef(str(SH) + rule.severity.capitalize())
        messages = {m.language for m in graph.objects(shape, SH.message) if isinstance(m, Literal)}
        constrained = set(graph.predicates(shape)) & {SH["or"], SH["class"], SH.path}
        assert messages == ({"zh-hans", "en"} if constrained else set())


def test_the_words_beyond_shacl_are_defined_in_both_languages() -> None:
    vocabulary = files("shapes").joinpath("vocabulary", "shapes.ttl").read_bytes()
    graph = graph_of(ox.parse(vocabulary, format=ox.RdfFormat.TURTLE))
    used = {p for rule in rules() for p in rule.graph.predicates() if str(p) in CPS}
    used |= {kind for rule in rules() for kind in rule.graph.objects(None, RDF.type) if str(kind) in CPS}
    assert {str(word) for word in used} == {CPS.set, CPS.fix, CPS.detail, CPS.Detail, CPS.sentence}
    for word in used:
        for told in (RDFS.label, RDFS.comment):
            assert {m.language for m in graph.objects(word, told) if isinstance(m, Literal)} == {
                "zh-hans",
                "en",
            }
