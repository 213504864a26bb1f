"""Shapes that cannot be run: one line that names the shape, the place and the reason, the same from both engines."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from rdflib import Graph

from shapes.compiled import IllFormed, Uncovered, compile_shapes
from shapes.data import graph_of
from shapes.reference import reference_results
from tests.shapes.compiled.random_shapes import PREFIXES

P = "sh:property [ sh:path ex:p ; {} ]"


def shapes(turtle: str) -> Graph:
    return graph_of(ox.parse((PREFIXES + turtle).encode(), format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        ("sh:minCount 1", "a node shape has no sh:minCount"),
        ("sh:lessThan ex:p", "a node shape has no sh:lessThan"),
        (P.format("sh:minCount 1 , 2"), "in [ sh:path ex:p ]: sh:minCount has more than one value"),
        (P.format('sh:minCount "1"'), "sh:minCount is an xsd:integer, not"),
        (P.format("sh:minCount ex:one"), "sh:minCount is an xsd:integer, not"),
        (P.format("sh:nodeKind sh:Thing"), "sh:nodeKind is one of sh:BlankNode, sh:IRI"),
        (P.format('sh:pattern "a" , "b"'), "sh:pattern has more than one value"),
        (P.format("sh:class 'C'"), "sh:class is an IRI, not"),
        (P.format("sh:datatype [ ]"), "sh:datatype is an IRI, not"),
        (P.format("sh:in ex:list"), "sh:in: no well-formed list"),
        (P.format("sh:languageIn ( 1 )"), "sh:languageIn is a string, not"),
        (P.format("sh:uniqueLang 'yes'"), "sh:uniqueLang is true or false, not"),
        ("sh:closed 1", "sh:closed is true or false, not"),
        ("sh:severity 'high'", "sh:severity is an IRI, not"),
        ("sh:message 1", "sh:message is a string, with or without a language"),
        ("sh:or ( 'a' )", '"a" is no shape'),
        ("sh:node [ sh:path ex:p ]", "sh:node refers to a property shape"),
        ("sh:property [ sh:minCount 1 ]", "sh:property refers to a shape without sh:path"),
        ("sh:property [ sh:path 'p' ]", 'sh:path: "p" is no path'),
        ("sh:property [ sh:path ( ex:p ) ]", "sh:path: a list of less than 2 members"),
        ("sh:property [ sh:path [ ] ]", "sh:path: a path has one of sh:inversePath"),
        ("sh:property [ sh:path _:a ] . _:a sh:inversePath _:a", "sh:path: a path contains itself"),
        ("sh:property [ sh:path ex:p , ex:q ]", "sh:path has more than one value"),
        ("sh:targetNode [ ]", "sh:targetNode is an IRI or a literal, not a blank node"),
        ("sh:targetClass 'C'", "sh:targetClass is an IRI, not"),
        ("sh:node ex:T . ex:T sh:not ex:S", "the shape is recursive: ex:S → ex:T → ex:S"),
        ("sh:property ex:T . ex:T sh:path ex:p ; sh:node ex:S", "the shape is recursive: ex:S → ex:T → ex:S"),
        ("sh:sparql 'SELECT'", "sh:sparql refers to"),
        ("sh:sparql [ ]", "[ ] has 0 values of sh:select instead of one"),
        ("sh:sparql ex:Q . ex:Q sh:select 'SELECT $this { $this ex:p 1 }'",
         'ex:Q: line 1, column 22 of the query: the prefix "ex:" is not declared'),
        ("sh:sparql ex:Q . ex:Q sh:select 'SELECT $this { MINUS { $this ?p 1 } }'", "MINUS is not allowed"),
        ("sh:sparql ex:Q . ex:Q sh:prefixes ex:O ; sh:select 'SELECT $this {}' . ex:O sh:declare [ sh:prefix 'a' ]",
         "sh:declare has one sh:prefix, a string, and one sh:namespace"),
        ("ex:one 1 , 2 ; ex:two 1 . ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:one ] , "
         "[ sh:path ex:two ] ; sh:validator [ sh:ask 'ASK {}' ]", "has more than one value"),
        ("ex:value 1 . ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:value ] ;"
         " sh:validator [ sh:ask 'ASK {}' ]", "is called value"),
    ],
)  # fmt: skip
def test_an_ill_formed_shape_is_told_in_one_line_by_both_engines(shape: str, why: str) -> None:
    graph = shapes(f"ex:S sh:targetClass ex:D ; {shape} .")
    with pytest.raises(IllFormed) as error:
        compile_shapes(graph)
    said = str(error.value).replace("<https://example.org/", "ex:").replace(">", "")
    assert said.startswith("the shape ex:S: ")
    assert why in said
    assert "\n" not in said
    with pytest.raises(IllFormed) as again:
        reference_results(Graph(), graph)
    assert str(again.value) == str(error.value)


def test_an_ill_formed_shape_that_nothing_uses_harms_nobody() -> None:
    graph = shapes("ex:S sh:targetClass ex:D ; sh:class ex:C . ex:T sh:minCount 1 ; sh:path [ ] .")
    assert [str(shape.shape) for shape in compile_shapes(graph)] == ["<https://example.org/S>"]


def test_a_deactivated_shape_is_not_compiled_and_everything_conforms_to_it() -> None:
    graph = shapes(
        "ex:S sh:targetNode ex:a ; sh:deactivated true ; sh:class ex:C ."
        "ex:T sh:targetNode ex:a ; sh:node ex:S ; sh:not ex:S ."
    )
    (compiled,) = compile_shapes(graph)
    assert [result.component.value for result in compiled.run(ox.Store())] == [
        "http://www.w3.org/ns/shacl#NotConstraintComponent"
    ]


def test_shapes_deeper_than_the_engine_reads_are_left_to_pyshacl() -> None:
    nested = "sh:class ex:C"
    for _ in range(60):
        nested = f"sh:node [ {nested} ]"
    with pytest.raises(Uncovered, match="more than 40 shapes stand in one another"):
        compile_shapes(shapes(f"ex:S sh:targetClass ex:D ; {nested} ."))


def test_a_query_that_reports_a_failure_is_one() -> None:
    (compiled,) = compile_shapes(
        shapes("ex:S sh:targetNode ex:a ; sh:sparql [ sh:select 'SELECT $this (true AS ?failure) {}' ] .")
    )
    with pytest.raises(IllFormed, match=r"a query reports a failure for <https://example\.org/a>"):
        list(compiled.run(ox.Store()))
