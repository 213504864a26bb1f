"""The page on what is compiled says the truth."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from ontology.terms import PREFIXES as KNOWN
from shapes.compiled import Uncovered, compile_shapes
from shapes.compiled.coverage import COVERED, NOT_COVERED, REFUSED, Gap, coverage_page
from shapes.compiled.printing import readable
from shapes.data import UnreadableData, graph_of
from shapes.rules import rules, rules_of
from tests.shapes.compiled.random_shapes import PREFIXES

#: A shape with each parameter that is said to be compiled.
SHAPES = """
ex:S sh:targetClass ex:C ; sh:targetNode ex:a , 1 ; sh:targetSubjectsOf ex:p ; sh:targetObjectsOf ex:p ;
    sh:severity sh:Warning ; sh:message "m"@en ; sh:class ex:C ; sh:datatype xsd:date ; sh:nodeKind sh:Literal ;
    sh:minExclusive 1 ; sh:minInclusive 1 ; sh:maxExclusive 9 ; sh:maxInclusive 9 ; sh:minLength 1 ; sh:maxLength 9 ;
    sh:pattern "a" ; sh:flags "i" ; sh:languageIn ( "en" ) ; sh:equals ex:p ; sh:disjoint ex:p ; sh:in ( 1 ex:a ) ;
    sh:not [ sh:deactivated true ; sh:class ex:D ] ; sh:and ( [ sh:class ex:D ] ) ; sh:or ( [ sh:class ex:D ] ) ;
    sh:xone ( [ sh:class ex:D ] ) ; sh:node [ sh:class ex:D ] ; sh:closed true ; sh:ignoredProperties ( ex:p ) ;
    sh:hasValue 1 ; sh:sparql ex:Q ; ex:needs 1 ; sh:property
        [ sh:path ( ex:p [ sh:inversePath ex:p ] [ sh:alternativePath ( ex:p ex:q ) ] [ sh:zeroOrMorePath ex:p ] ) ;
            sh:minCount 1 ; sh:maxCount 2 ; sh:uniqueLang true ; sh:lessThan ex:p ; sh:lessThanOrEquals ex:p ; ex:needs 1 ] ,
        [ sh:path ( [ sh:oneOrMorePath ex:p ] [ sh:zeroOrOnePath ex:p ] ) ; sh:qualifiedValueShape [ sh:class ex:D ] ;
            sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 2 ; sh:qualifiedValueShapesDisjoint true ] .
ex:Q sh:prefixes ex:O ; sh:select "SELECT $this { $this ex:p ?v }" .
ex:O sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/"^^xsd:anyURI ] .
ex:Component a sh:ConstraintComponent ; sh:labelTemplate "needs {$needs}" ;
    sh:parameter [ sh:path ex:needs ] , [ sh:path ex:may ; sh:optional true ] ;
    sh:nodeValidator [ sh:select "SELECT $this { FILTER($needs = 2) }" ] ;
    sh:propertyValidator [ sh:select "SELECT $this ?value { $this $PATH ?value FILTER(?value != $needs) }" ] .
ex:Asking a sh:ConstraintComponent ; sh:parameter [ sh:path ex:asks ] ;
    sh:validator [ sh:ask "ASK { FILTER($value = $asks) }" ] .
ex:T sh:targetClass ex:C ; ex:asks 1 .
"""  # fmt: skip


def shapes(turtle: str) -> Graph:
    return graph_of(ox.parse((PREFIXES + turtle).encode(), format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize("parameter", [p for one in COVERED for p in one.parameters])
def test_what_is_said_to_be_compiled_is(parameter: str) -> None:
    assert f"sh:{parameter}" in SHAPES.split()
    assert sum(len(shape.queries) for shape in compile_shapes(shapes(SHAPES))) > 30


@pytest.mark.parametrize("gap", NOT_COVERED, ids=lambda gap: gap.name)
def test_what_is_said_to_be_left_to_pyshacl_is(gap: Gap) -> None:
    with pytest.raises(Uncovered) as error:
        compile_shapes(shapes(gap.shape))
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("the shape <https://example.org/S>: ")


@pytest.mark.parametrize("gap", REFUSED, ids=lambda gap: gap.name)
def test_what_is_said_to_be_refused_is(gap: Gap, tmp_path: Path) -> None:
    file = tmp_path / "shapes.ttl"
    file.write_text(
        f"@prefix owl: <http://www.w3.org/2002/07/owl#> . {PREFIXES}{gap.shape}", encoding="utf-8"
    )
    with pytest.raises(UnreadableData) as error:
        rules_of([file])
    assert "\n" not in str(error.value)


def test_the_page_is_up_to_date() -> None:
    page = Path(__file__).parents[3] / "docs" / "shacl.md"
    assert page.read_text(encoding="utf-8") == coverage_page(), "run: python -m docs.generate"


def test_queries_are_shown_as_queries_that_find_the_same() -> None:
    empty = ox.Store()
    for rule in rules():
        for compiled in compile_shapes(rule.graph):
            for query in compiled.queries:
                empty.query(readable(query.text, KNOWN), custom_functions={})
                assert "LATERAL" not in query.text
