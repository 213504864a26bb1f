"""What a result says: messages in their languages, with the terms of the solution in their places."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from shapes.compiled import compile_shapes
from shapes.data import graph_of
from shapes.results import Result
from tests.shapes.compiled.random_shapes import PREFIXES

DATA = PREFIXES + "ex:a ex:age 200 ; ex:name '甲'@zh . ex:b ex:age 7 . ex:a ex:knows ex:b , [ ] ."
EX = "https://example.org/"


def results(turtle: str) -> list[Result]:
    store = ox.Store()
    store.load(DATA.encode(), format=ox.RdfFormat.TURTLE)
    shapes = graph_of(ox.parse((PREFIXES + turtle).encode(), format=ox.RdfFormat.TURTLE))
    return [result for shape in compile_shapes(shapes) for result in shape.run(store)]


def said(turtle: str) -> set[tuple[str, str | None]]:
    return {(m.value, m.language) for result in results(turtle) for m in result.messages}


def sparql(messages: str, query: str, of_shape: str = "") -> str:
    return (
        f"ex:S sh:targetNode ex:a ; {of_shape} sh:sparql [ {messages} sh:prefixes ex:O ; sh:select '''{query}''' ] ."
        + ('ex:O sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/"^^xsd:anyURI ] .')
    )


AGE = "SELECT $this ?value ?most WHERE { $this ex:age ?value BIND(150 AS ?most) FILTER(?value > ?most) }"


@pytest.mark.parametrize(
    ("turtle", "expected"),
    [
        ('ex:S sh:targetNode ex:a ; sh:nodeKind sh:Literal ; sh:message "错"@zh-hans , "wrong"@en , "x" .',
         {("错", "zh-hans"), ("wrong", "en"), ("x", None)}),
        ("ex:S sh:targetNode ex:a ; sh:nodeKind sh:Literal .", set()),
        (sparql('sh:message "{?value}太大，最多{?most}"@zh-hans , "{$this} has {?value} of {?most}"@en ;', AGE),
         {("200太大，最多150", "zh-hans"), (f"{EX}a has 200 of 150", "en")}),
        (sparql("", AGE, 'sh:message "too big: {?value}"@en ;'), {("too big: 200", "en")}),
        (sparql('sh:message "own"@en ;', AGE, 'sh:message "of the shape"@en ;'), {("own", "en")}),
        (sparql('sh:message "{?none} and {value}" ;', AGE), {("{?none} and {value}", None)}),
        (sparql('sh:message "own" ;', 'SELECT $this ("said"@en AS ?message) WHERE { $this ex:age ?value }'),
         {("said", "en")}),
        ("ex:S sh:targetNode ex:a ; ex:least 300 . ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:least ] ;"
         ' sh:nodeValidator [ sh:message "{$this} needs {$least}"@en ; sh:select "SELECT $this {}" ] .',
         {(f"{EX}a needs 300", "en")}),
        ("ex:S sh:targetNode ex:a ; ex:least 300 . ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:least ] ;"
         ' sh:labelTemplate "at least {$least}" ; sh:nodeValidator [ sh:select "SELECT $this {}" ] .',
         {("at least 300", None)}),
        ("ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:age ; ex:least 300 ] . ex:C a sh:ConstraintComponent ;"
         " sh:parameter [ sh:path ex:least ] ; sh:validator [ sh:ask 'ASK { FILTER($value >= $least) }' ;"
         ' sh:message "{$value} < {$least} at {$path}"@en ] .',
         {(f"200 < 300 at {EX}age", "en")}),
    ],
)  # fmt: skip
def test_messages(turtle: str, expected: set[tuple[str, str | None]]) -> None:
    assert said(turtle) == expected


def test_a_solution_says_its_path_and_its_value() -> None:
    (result,) = results(sparql("", "SELECT $this (ex:age AS ?path) ?value WHERE { $this ex:age ?value }"))
    assert (str(result.focus), result.path, str(result.value)) == (
        f"<{EX}a>",
        f"{EX}age",
        '"200"^^<http://www.w3.org/2001/XMLSchema#integer>',
    )
    assert result.constraint is not None
    assert result.component.value == "http://www.w3.org/ns/shacl#SPARQLConstraintComponent"


def test_a_solution_without_a_value_is_about_the_focus_node_of_a_node_shape() -> None:
    (result,) = results(sparql("", "SELECT $this WHERE { $this ex:age 200 }"))
    assert (result.value, result.path) == (result.focus, None)


def test_solutions_that_select_the_same_are_one_result() -> None:
    query = "SELECT $this WHERE { $this ex:knows ?somebody }"
    assert len(results(sparql("", query))) == 1
    assert len(results(sparql("", query.replace("$this WHERE", "$this ?somebody WHERE")))) == 2


def test_a_focus_node_that_is_reached_in_two_ways_has_results_of_both() -> None:
    turtle = """ex:S sh:targetNode ex:a , ex:c ; sh:property [ sh:path [ sh:zeroOrOnePath ex:knows ] ;
        sh:property [ sh:path ex:age ; {} ] ] ."""
    in_core = results(turtle.format("sh:maxCount 0"))
    in_sparql = results(turtle.format("sh:sparql [ sh:select 'SELECT $this { $this $PATH ?value }' ]"))
    assert sorted(str(r.focus) for r in in_core) == sorted(str(r.focus) for r in in_sparql) != []


def test_blank_nodes_are_focus_nodes_of_every_kind_of_query() -> None:
    turtle = "ex:S sh:targetObjectsOf ex:knows ; sh:nodeKind sh:IRI ; sh:sparql [ sh:select '{}' ] ."
    for query in ("SELECT $this { FILTER(isBlank($this)) }", "SELECT $this { { FILTER(isBlank($this)) } }"):
        assert len(results(turtle.format(query))) == 2
