"""Turtle and TriG as they are written for people: what they look like, and that nothing is lost."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.resources.turtle import trig, turtle
from ontology.terms import CP, PREFIXES

BASE = "https://data.example.org/plans/"
XSD = PREFIXES["xsd"]
N, L = ox.NamedNode, ox.Literal
PLAN = N(BASE + "id/plan/a")
LABEL = N(PREFIXES["rdfs"] + "label")


def test_a_resource_is_a_paragraph_with_the_prefixes_that_it_uses() -> None:
    written = turtle(
        [
            ox.Triple(PLAN, N(PREFIXES["rdf"] + "type"), N(CP.Plan)),
            ox.Triple(PLAN, LABEL, L("一、“规划”", language="zh-hans")),
            ox.Triple(PLAN, N(CP.periodStart), L("2025", datatype=N(XSD + "gYear"))),
            ox.Triple(PLAN, N(CP.ordinal), L(7)),
            ox.Triple(PLAN, N(CP.evidence), N(BASE + "id/document/" + "d" * 60)),
            ox.Triple(PLAN, N(CP.evidence), N(BASE + "id/document/" + "e" * 60)),
            ox.Triple(N(BASE + "id/plan/b"), N(CP.implements), PLAN),
        ],
        BASE,
        "a note",
    )
    assert (
        written
        == f"""\
# a note
@base <{BASE}> .
@prefix cp: <{CP}> .
@prefix rdfs: <{PREFIXES["rdfs"]}> .
@prefix xsd: <{XSD}> .

<id/plan/a> a cp:Plan ;
    rdfs:label "一、“规划”"@zh-hans ;
    cp:periodStart "2025"^^xsd:gYear ;
    cp:ordinal 7 ;
    cp:evidence
        <id/document/{"d" * 60}>,
        <id/document/{"e" * 60}> .

<id/plan/b> cp:implements <id/plan/a> .
"""
    )


def test_a_graph_is_a_block() -> None:
    written = trig(
        [
            ox.Quad(PLAN, LABEL, L("a"), N(BASE + "graph/links")),
            ox.Quad(PLAN, LABEL, L("b")),
            ox.Quad(PLAN, LABEL, L("c"), N(BASE + "graph/links")),
        ],
        BASE,
    )
    assert (
        written
        == f"""\
@base <{BASE}> .
@prefix rdfs: <{PREFIXES["rdfs"]}> .

<id/plan/a> rdfs:label "b" .

<graph/links> {{
    <id/plan/a> rdfs:label "a", "c" .
}}
"""
    )


def test_nothing_is_nothing() -> None:
    assert turtle([], BASE) == trig([], BASE) == ""


@pytest.mark.parametrize(
    "iri",
    [
        "id/a/../b", "id/a/./b", "id/./b", "id//b", "id/a/", "id/..", "id/a/..", "id/a?b", "id/a#b", "", "id",
        "//b/c", "/b", "x:y/z", "id/x:y", "id/济南", "id/a.", "id/a...b", "id/%2E%2E/b", "id/…/‮", "ontology#a.",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "base",
    [BASE, "http://e/", "http://e/a/../b/", "http://e/?a=/", "http://e/./", "http://e//"],
)
def test_an_iri_below_the_base_is_read_back_as_it_was(base: str, iri: str) -> None:
    triple = ox.Triple(N(base + iri), N(base + iri), N(base + iri))
    assert [quad.triple for quad in ox.parse(turtle([triple], base), ox.RdfFormat.TURTLE)] == [triple]


_text = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
_iris = st.one_of(
    st.sampled_from([CP.Plan, f"{CP}a.b", f"{CP}a.", f"{CP}1", f"{CP}-a", f"{CP}", BASE + "id/a", "urn:x", "urn:a'b"]),
    st.from_regex(r"https://data\.example\.org/plans/[a-z./%0-9:#?-]{0,20}", fullmatch=True),
)  # fmt: skip


def _node(iri: str) -> ox.NamedNode | None:
    try:
        return N(iri)
    except ValueError:
        return None


_nodes = _iris.map(_node).filter(lambda one: one is not None)
_literals = st.one_of(
    _text.map(L),
    st.builds(lambda text, tag: L(text, language=tag), _text, st.sampled_from(["zh-hans", "en", "en-gb"])),
    st.builds(
        lambda text, name: L(text, datatype=N(XSD + name)),
        st.one_of(_text, st.from_regex(r"[+-]?[0-9]{0,3}\.?[0-9]{0,3}", fullmatch=True), st.just("true")),
        st.sampled_from(["integer", "decimal", "boolean", "double", "gYear", "string"]),
    ),
)


@given(st.lists(st.builds(ox.Quad, _nodes, _nodes, st.one_of(_nodes, _literals), _nodes), max_size=6))
def test_whatever_is_written_is_read_back(quads: list[ox.Quad]) -> None:
    quads.sort(key=str)
    read = {
        quad.triple for quad in ox.parse(turtle([quad.triple for quad in quads], BASE), ox.RdfFormat.TURTLE)
    }
    assert read == {quad.triple for quad in quads}
    assert set(ox.parse(trig(quads, BASE), ox.RdfFormat.TRIG)) == set(quads)
