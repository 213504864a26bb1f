"""The standard validation report (SHACL, section 3.6), in Turtle and JSON-LD."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyld import jsonld
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SH, XSD

from ontology.terms import CPS
from shapes.check import audit, validate
from shapes.data import Data, graph_of, read
from shapes.findings import Audit, words_of
from shapes.paths import path_text
from shapes.profile import profiles
from shapes.reports import FORMATS, render
from shapes.rules import rules
from tests.shapes.reports.sample import EX, finding, many, sample

SHAPES = Path(__file__).parents[1]
PATHS = (
    EX + "p",
    f"^<{EX}p>",
    f"(<{EX}p>/<{EX}q>)",
    f"(<{EX}p>|^<{EX}q>|<{EX}r>)",
    f"(<{EX}p>?/(<{EX}q>|<{EX}r>)*/<{EX}s>+)",
    f"(<{EX}p>/(<{EX}q>/<{EX}r>))",
    f"^(<{EX}p>/<{EX}q>)",
)


def parsed(found: Audit, form: str) -> Graph:
    return graph_of(ox.parse(render(found, form), format=ox.RdfFormat.from_extension(FORMATS[form].ending)))


@pytest.fixture(scope="module")
def corpus_like() -> Audit:
    """What the rules find in a graph made for one of them: real messages, values and paths."""
    data = Data.of(read([SHAPES / "clause-has-lead" / "bad.ttl"]))
    return audit(data, rules(), profiles()["default"])


@pytest.mark.parametrize("form", ["turtle", "jsonld"])
def test_it_holds_what_section_3_6_asks_for(form: str, corpus_like: Audit) -> None:
    graph = parsed(corpus_like, form)
    report = graph.value(predicate=RDF.type, object=SH.ValidationReport)
    assert list(graph.objects(report, SH.conforms)) == [Literal(False)]
    results = list(graph.objects(report, SH.result))
    assert len(results) == len(corpus_like.findings) > 0

    def said(result: object, prop: URIRef) -> str | None:
        value = graph.value(result, prop)  # type: ignore[arg-type]
        return None if value is None else str(value)

    in_report = Counter(
        (
            said(r, SH.focusNode),
            path_text(graph, path) if (path := graph.value(r, SH.resultPath)) is not None else None,
            said(r, SH.value),
            said(r, SH.sourceShape),
            said(r, SH.sourceConstraintComponent),
            str(said(r, SH.resultSeverity)).rsplit("#", 1)[1].lower(),
            frozenset(graph.objects(r, SH.resultMessage)),
        )
        for r in results
    )
    assert in_report == Counter(
        (
            words_of(f.focus),
            f.path,
            None if f.value is None else words_of(f.value),
            words_of(f.shape),
            words_of(f.component),
            f.severity,
            frozenset({Literal(f.message.zh, lang="zh-Hans"), Literal(f.message.en, lang="en")}),
        )
        for f in corpus_like.findings
    )
    assert all(graph.value(r, RDF.type) == SH.ValidationResult for r in results)


def test_both_formats_are_one_graph() -> None:
    literals = (
        ox.Literal("5", datatype=ox.NamedNode(str(XSD.integer))), ox.Literal("x", language="en"),
        ox.Literal("true", datatype=ox.NamedNode(str(XSD.boolean))), ox.Literal("1", datatype=ox.NamedNode(str(XSD.boolean))),
        ox.BlankNode("result000001"), ox.NamedNode("conforms:x"), ox.Literal(""),
    )  # fmt: skip
    findings = tuple(
        replace(finding("has-lead", n), value=value, path=PATHS[n]) for n, value in enumerate(literals)
    )
    for one in (sample(), replace(sample(), findings=findings)):
        assert isomorphic(parsed(one, "turtle"), parsed(one, "jsonld"))


def test_another_processor_of_json_ld_reads_the_same() -> None:
    quads = jsonld.to_rdf(json.loads(render(sample(), "jsonld")), {"format": "application/n-quads"})
    theirs = graph_of(ox.parse(quads.encode(), format=ox.RdfFormat.N_QUADS))
    assert isomorphic(theirs, parsed(sample(), "turtle"))


@pytest.mark.parametrize("form", ["turtle", "jsonld"])
@pytest.mark.parametrize("path", PATHS)
def test_paths_are_written_as_shacl_writes_them(form: str, path: str) -> None:
    found = replace(sample(), findings=(replace(finding("has-lead", 1), path=path),) * 2, waived=())
    graph = parsed(found, form)
    assert [path_text(graph, node) for node in graph.objects(None, SH.resultPath)] == [path] * 2


def test_a_waived_finding_is_a_result_and_says_who_has_accepted_it() -> None:
    graph = parsed(sample(), "turtle")
    assert len(list(graph.objects(None, SH.result))) == 8
    (waiver,) = graph.objects(None, URIRef(CPS.waiver))
    assert graph.value(waiver, URIRef(CPS.reason)) == Literal("牵头单位见分工方案")
    assert graph.value(waiver, URIRef(CPS.acceptedBy)) == Literal("省大数据局 王某")
    assert graph.value(waiver, URIRef(CPS.acceptedUntil)) == Literal("2027-03-31", datatype=XSD.date)
    only = replace(sample(), findings=())
    assert parsed(only, "turtle").value(predicate=SH.conforms, object=Literal(False)) is not None


def test_doubts_rule_and_key_are_said_in_words_of_the_vocabulary() -> None:
    graph = parsed(sample(), "turtle")
    doubted = next(f for f in sample().findings if len(f.doubts) == 2)
    result = graph.value(predicate=URIRef(CPS.key), object=Literal(doubted.key))
    assert {str(d) for d in graph.objects(result, URIRef(CPS.doubt))} == {"单位残缺", "行尾残缺"}
    assert graph.value(result, URIRef(CPS.rule)) == Literal("has-lead")


def test_all_that_is_said_beyond_shacl_is_defined() -> None:
    vocabulary = SHAPES.parents[1] / "shapes" / "vocabulary" / "shapes.ttl"
    defined = set(graph_of(ox.parse(vocabulary.read_bytes(), format=ox.RdfFormat.TURTLE)).subjects())
    written = parsed(sample(), "turtle")
    used = {
        term for triple in written for term in triple[1:] if str(term) in CPS and isinstance(term, URIRef)
    }
    assert used
    assert used <= defined


def test_nothing_found_conforms() -> None:
    graph = parsed(replace(sample(), findings=(), waived=()), "jsonld")
    assert graph.value(predicate=SH.conforms, object=Literal(True)) is not None
    assert not list(graph.objects(None, SH.result))
    # which says nothing of a rule that found nothing to look at
    assert list(graph.objects(None, URIRef(CPS.lookedAtNothing))) == [Literal("idle")]


def test_a_path_that_a_query_names_stands_in_the_report(tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text(
        """@prefix ex: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
        ex:Shape a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql [ sh:message "old" ;
            sh:select "SELECT $this ?path WHERE { $this ?path 200 }" ] .""",
        encoding="utf-8",
    )
    (tmp_path / "data.ttl").write_text(
        "<https://example.org/a> <https://example.org/age> 200 .", encoding="utf-8"
    )
    found = validate([tmp_path / "data.ttl"], [tmp_path / "shapes.ttl"])
    assert found.findings[0].path == EX + "age"
    assert parsed(found, "turtle").value(predicate=SH.resultPath, object=URIRef(EX + "age")) is not None


def test_results_stand_in_the_order_of_the_findings() -> None:
    text = render(many(50, plans=3), "turtle").decode()
    numbers = [f.key for f in many(50, plans=3).findings]
    assert [line.split('"')[1] for line in text.splitlines() if "cps:key" in line] == numbers
