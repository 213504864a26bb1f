"""Every rule file: what it tells people, what it finds in its bad graph, and nothing in its good one."""

import re
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SH

from graph.tokens import keywords
from ontology.terms import CPS, PREFIXES, curie
from shapes.check import audit
from shapes.data import Data, graph_of, read
from shapes.findings import Audit, words_of
from shapes.profile import Profile, profiles
from shapes.rules import SEVERITIES, Rule, Text, rules, severity_of
from shapes.selection import weighed
from shapes.terms import Term

HERE = Path(__file__).parent
RULE_FILES = sorted(file.name for file in files("shapes").iterdir() if file.name.endswith(".ttl"))


def expected(name: str) -> list[tuple[str, ...]]:
    """What a rule must find in its bad graph: severity, focus, path and value, from its `expected.tsv`."""
    lines = (HERE / name / "expected.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "severity\tfocus\tpath\tvalue"
    return [tuple(line.split("\t")) for line in lines[1:]]


#: The severity of each rule of the audit set under the profiles default and strict; what is not well formed is always
#: a violation.
WEIGHTS = {
    "agency-is-registered": ("info", "info"),
    "agency-name-current": ("info", "info"),
    "agency-not-abolished": ("warning", "violation"),
    "clause-has-lead": ("warning", "violation"),
    "higher-goal-taken-up": ("info", "info"),
    "item-has-one-lead": ("info", "warning"),
    "lead-not-cooperating": ("warning", "violation"),
    "measure-has-lead": ("warning", "violation"),
    "measure-has-schedule": ("violation", "violation"),
    "measure-has-target": ("info", "warning"),
    "measure-has-unit": ("violation", "violation"),
    "measure-names-determined-unit": ("info", "warning"),
    "measure-schedules-work": ("info", "warning"),
    "measure-states-schedule": ("info", "warning"),
    "numbering-without-gaps": ("warning", "violation"),
    "plan-has-issuer": ("warning", "violation"),
    "plan-has-number": ("warning", "violation"),
    "plan-has-period": ("warning", "violation"),
    "plan-has-title": ("violation", "violation"),
    "project-has-unit": ("info", "warning"),
    "region-code-known": ("warning", "violation"),
    "region-not-abolished": ("warning", "violation"),
    "schedule-in-plan-period": ("violation", "violation"),
    "schedule-start-before-due": ("violation", "violation"),
    "target-has-baseline": ("info", "info"),
    "target-has-deadline": ("warning", "violation"),
    "target-has-figure": ("violation", "violation"),
    "target-has-unit": ("warning", "violation"),
    "target-states-deadline": ("info", "warning"),
    "targets-agree": ("warning", "violation"),
}

NAMES = [rule.name for rule in rules()]


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
    assert sorted(NAMES) == [f[: -len(".ttl")] for f in RULE_FILES]
    assert len(NAMES) == len(set(NAMES)) == 61
    assert WEIGHTS.keys() == {rule.name for rule in rules() if rule.set == "audit"}


def test_what_makes_data_well_formed_stands_before_what_makes_a_plan_complete() -> None:
    sets = [rule.set for rule in rules()]
    assert sets == ["core"] * 31 + ["audit"] * 30


def test_no_graph_is_left_of_a_rule_that_is_gone() -> None:
    assert {folder.name for folder in HERE.iterdir() if (folder / "bad.ttl").exists()} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_good(name: str) -> None:
    found = run(name, "good")
    assert not [short(f.focus) for f in found.findings]
    assert found.checked[0].looked_at > 0


@pytest.mark.parametrize("name", NAMES)
def test_bad(name: str) -> None:
    audited = run(name, "bad")
    found = [
        (f.severity, *(short(term) or "" for term in (f.focus, f.path, f.value))) for f in audited.findings
    ]
    assert sorted(found) == sorted(expected(name))
    for finding in audited.findings:
        assert re.search(r"[\u4e00-\u9fff]", finding.message.zh)
        assert re.search(r"[A-Za-z]{3}", finding.message.en)
        assert finding.message.zh.endswith("。")
        assert finding.message.en.endswith(".")
        assert "{" not in finding.message.zh + finding.message.en


@pytest.mark.parametrize("name", NAMES)
def test_severity_by_profile(name: str) -> None:
    default, strict = WEIGHTS.get(name, ("violation", "violation"))
    found = run(name, "bad")
    assert found.checked[0].severity == default
    # none weighs more than its rule
    assert min(SEVERITIES.index(f.severity) for f in found.findings) == SEVERITIES.index(default)
    under_strict = weighed(found, profiles()["strict"])
    assert under_strict.checked[0].severity == strict
    # a rule that is never more than a note has a cap throughout
    assert {f.severity for f in under_strict.findings if f.cap is None or strict == "info"} == {strict}


def test_what_is_not_verified_is_a_note_whatever_a_profile_says() -> None:
    all_grave = Profile("all", Text("", ""), dict.fromkeys(NAMES, "violation"))
    found = weighed(run("agency-not-abolished", "bad"), all_grave)
    assert {short(f.focus): f.severity for f in found.findings} == {
        "ex:verified": "violation",
        "ex:first-year": "violation",
        "ex:unverified": "info",
    }
    supplied = weighed(run("schedule-in-plan-period", "bad"), all_grave)
    assert [f.severity for f in supplied.findings if short(f.focus) == "ex:supplied"] == ["info"]


def test_a_profile_is_only_about_rules_that_exist_and_severities_that_shacl_knows() -> None:
    assert list(profiles()) == ["default", "strict"]
    for profile in profiles().values():
        assert profile.severities.keys() <= set(NAMES)
        assert set(profile.severities.values()) <= set(SEVERITIES)


def turtle(file: str) -> Graph:
    return graph_of(ox.parse(files("shapes").joinpath(file).read_bytes(), format=ox.RdfFormat.TURTLE))


def in_both_languages(text: Text) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff]", text.zh) and re.search(r"[A-Za-z]{3}", text.en))


@pytest.mark.parametrize("file", RULE_FILES)
def test_a_file_holds_one_rule_with_all_that_people_must_be_told(file: str) -> None:
    graph = turtle(file)
    rule = by_name(file[: -len(".ttl")])
    name = "".join(word.capitalize() for word in rule.name.split("-"))
    assert rule.shape == URIRef(f"{PREFIXES['cps']}{name}")
    assert rule.set in ("core", "audit")
    texts = [rule.title, rule.why, rule.fix, *(detail.sentence for detail in rule.details)]
    assert all(in_both_languages(text) for text in texts)
    assert not rule.limits.zh or in_both_languages(rule.limits)
    targeted = {
        s for p in (SH.targetClass, SH.targetObjectsOf, SH.targetSubjectsOf) for s in graph.subjects(p)
    }
    variants = set(graph.subjects(URIRef(CPS.variantOf), rule.shape))
    assert targeted == {rule.shape} | variants
    assert len(variants) <= 1
    for variant in variants:
        assert (variant, URIRef(CPS.facts), Literal("all")) in graph
        assert (rule.shape, URIRef(CPS.facts), Literal("stated")) in graph


def test_the_rules_of_the_audit_say_what_they_cannot_check() -> None:
    assert {rule.name for rule in rules() if rule.set == "audit" and not rule.limits.zh} == {"plan-has-title"}


@pytest.mark.parametrize("file", RULE_FILES)
def test_every_shape_has_a_name_that_begins_with_the_rules(file: str) -> None:
    graph = turtle(file)
    rule = by_name(file[: -len(".ttl")])
    kinds = (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint, URIRef(CPS.Detail))
    named = {shape for kind in kinds for shape in graph.subjects(RDF.type, kind)}
    assert all(isinstance(shape, URIRef) and str(shape).startswith(str(rule.shape)) for shape in named)
    # the vocabulary itself declares the prefixes of the queries
    assert {s for s in graph.subjects() if isinstance(s, URIRef)} - {URIRef(str(CPS)[:-1])} == named
    assert set(graph.subjects(SH.path)) <= named
    lists = (SH["or"], SH["and"], SH.xone)
    used = {*graph.objects(None, SH.property), *graph.objects(None, SH.node), *graph.objects(None, SH["not"])}
    used |= {*graph.objects(None, SH.qualifiedValueShape), *graph.objects(None, SH.sparql)}
    used |= {one for kind in lists for head in graph.objects(None, kind) for one in graph.items(head)}
    assert used <= named
    # nothing is left over that no shape uses
    assert named - used - {rule.shape} == {
        *graph.subjects(URIRef(CPS.variantOf)), *graph.objects(None, URIRef(CPS.detail))
    }  # fmt: skip


@pytest.mark.parametrize("file", RULE_FILES)
def test_a_shape_that_reports_says_its_severity_and_its_message_in_both_languages(file: str) -> None:
    graph = turtle(file)
    rule = by_name(file[: -len(".ttl")])
    looking = {rule.shape, *graph.subjects(URIRef(CPS.variantOf))}
    severities = []
    for shape in {*looking, *(each for one in looking for each in graph.objects(one, SH.property))}:
        severity = graph.value(shape, SH.severity)
        assert severity in (SH.Violation, SH.Warning, SH.Info)
        if shape not in looking:
            severities.append(severity_of(severity))
        messages = {m.language for m in graph.objects(shape, SH.message) if isinstance(m, Literal)}
        constrained = set(graph.predicates(shape)) & {SH["or"], SH["class"], SH.path}
        assert messages == ({"zh-hans", "en"} if constrained else set())
    # what a rule weighs is what the gravest of its findings weighs
    assert not severities or min(severities, key=SEVERITIES.index) == rule.severity


@pytest.mark.parametrize("file", RULE_FILES)
def test_queries_are_such_as_both_engines_run_alike(file: str) -> None:
    """SHACL, section 5.2.1, and what is known of the engines: no set algebra, nothing nested that makes them slow."""
    for query in map(str, turtle(file).objects(None, SH.select)):
        if "$this" in query:
            words = list(keywords(query))
            assert not {"MINUS", "VALUES", "SERVICE", "PREFIX", "GROUP"} & set(words)
            assert words.count("SELECT") == 1
            assert "$this" in query.split("WHERE {")[1].split("{")[0]
            assert not re.search(r"NOT EXISTS \{[^}]*NOT EXISTS", query)


def test_the_words_beyond_shacl_are_defined_in_both_languages() -> None:
    vocabulary = files("shapes").joinpath("vocabulary", "shapes.ttl").read_bytes()
    graph = graph_of(ox.parse(vocabulary, format=ox.RdfFormat.TURTLE))
    used = {p for file in RULE_FILES for p in turtle(file).predicates() if str(p) in CPS}
    used |= {k for file in RULE_FILES for k in turtle(file).objects(None, RDF.type) if str(k) in CPS}
    known = (
        *(CPS.set, CPS.fix, CPS.limits, CPS.detail, CPS.Detail, CPS.sentence),
        *(CPS.element, CPS.doubtedBy, CPS.atMost, CPS.facts, CPS.variantOf),
    )
    assert {str(word) for word in used} == set(known)
    for word in used:
        for told in (RDFS.label, RDFS.comment):
            assert {m.language for m in graph.objects(word, told) if isinstance(m, Literal)} == {
                "zh-hans",
                "en",
            }
