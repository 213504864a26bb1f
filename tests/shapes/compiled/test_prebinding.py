"""Queries of shapes: what joining the targets finds is what asking for one focus node after the other finds."""

from __future__ import annotations

from collections import Counter
from itertools import count
from random import Random

import pyoxigraph as ox
import pytest

from shapes.compiled import joins, model
from shapes.compiled.answers import OneByOne, Query, Solutions
from shapes.compiled.asking import Asking, WrongQuery
from shapes.compiled.facts import StoreFacts
from shapes.compiled.laterals import planned
from tests.shapes.compiled.random_queries import Queries
from tests.shapes.compiled.random_shapes import data

CASES = 1500
TARGETS = "SELECT DISTINCT ?this { ?this <https://example.org/p0> ?_object }"
SHAPE = model.Shape(
    ox.NamedNode("urn:s"), None, None, ox.NamedNode("urn:v"), (ox.Literal("{?a} {?b} {?n} {?value}"),), ()
)


def test_random_queries_find_the_same_in_all_ways_to_ask_them() -> None:
    ways: Counter[str] = Counter()
    for seed in range(CASES):
        random = Random(seed)
        turtle, text = data(random), Queries(random).select()
        store = ox.Store()
        store.load(turtle.encode(), format=ox.RdfFormat.TURTLE)
        asking = Asking.read(text, "SELECT", {}, None, {})
        constraint = model.Asked(asking, "urn:c", None, ())
        expected = found(OneByOne(asking.for_one, SHAPE, constraint, TARGETS), store)
        joined = asking.for_all("", f"{{ {TARGETS} }}")
        if joined is not None:
            assert found(Solutions(joined, SHAPE, constraint, None), store) == expected, (seed, text)
            ways["joined, with solutions" if expected else "joined, without"] += 1
            by_sets = joins.joined(joined, StoreFacts(store), 1_000_000)
            if by_sets != joined:
                assert found(Solutions(by_sets, SHAPE, constraint, None), store) == expected, (seed, text)
                ways["triples as sets"] += 1
            in_order = planned(joined)
            if in_order != joined and "LIMIT" not in joined:
                assert solutions(in_order, store) == solutions(joined, store), (seed, text)
                ways["EXISTS in an order"] += 1
        numbers = count()
        group = asking.group({"this": "?this"}, lambda word: f"?{word}{next(numbers)}")  # noqa: B023
        if group is not None:
            rows = store.query(f"SELECT DISTINCT ?this {{ {{ {TARGETS} }} FILTER(EXISTS {{ {group} }}) }}")
            assert {row[0] for row in rows} == {focus for focus, *_ in expected}, (seed, text)  # type: ignore[union-attr]
            ways["within an EXISTS"] += 1
    assert ways == {
        "joined, with solutions": 384,
        "joined, without": 337,
        "within an EXISTS": 416,
        "triples as sets": 105,
        "EXISTS in an order": 44,
    }


def solutions(query: str, store: ox.Store) -> Counter[tuple[object, ...]]:
    return Counter(tuple(row) for row in store.query(query))  # type: ignore[union-attr]


def found(query: Query, store: ox.Store) -> Counter[tuple[object, ...]]:
    return Counter((r.focus, r.value, r.messages) for r in query.results(store))


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("SELECT $this WHERE { $this <urn:p> ?v }", True),
        ("SELECT $this WHERE { FILTER(isIRI($this)) }", True),
        ("SELECT $this WHERE { BIND($this AS ?that) ?that <urn:p> 1 }", True),
        ("SELECT $this WHERE { ?x <urn:p> ?v OPTIONAL { $this <urn:q> ?v } FILTER(!BOUND(?v)) }", True),
        ("SELECT $this WHERE { FILTER NOT EXISTS { ?x <urn:p> $this . ?x <urn:q> 1 } }", True),
        ("SELECT $this WHERE { { $this <urn:p> 1 } UNION { ?x <urn:p> $this } }", True),
        ("SELECT $this WHERE { { $this <urn:p> 1 } UNION { FILTER(isIRI($this)) } }", False),
        ("SELECT $this WHERE { { FILTER(BOUND($this)) } }", False),
        ("SELECT $this WHERE { { ?x <urn:p> 1 OPTIONAL { $this <urn:q> ?x } } }", False),
        ("SELECT $this WHERE { OPTIONAL { ?x <urn:p> 1 OPTIONAL { ?x <urn:q> $this } } }", False),
        (
            "SELECT $this WHERE { { SELECT $this (COUNT(?v) AS ?n) { $this <urn:p> ?v } GROUP BY $this } }",
            True,
        ),
        ("SELECT $this WHERE { { SELECT $this ?v { $this <urn:p> ?v } LIMIT 1 } }", False),
        ("SELECT $this WHERE { $this <urn:p> ?v } LIMIT 1", False),
        ("SELECT $this (COUNT(?v) AS ?n) { $this <urn:p> ?v } GROUP BY $this", True),
        ("SELECT ($this AS ?x) $this { $this <urn:p> ?v } GROUP BY $this ?v", True),
        ("SELECT * { $this <urn:p> ?v }", False),
    ],
)
def test_which_queries_are_asked_once_for_all(text: str, joined: bool) -> None:
    asking = Asking.read(text, "SELECT", {}, None, {})
    assert (asking.for_all("", f"{{ {TARGETS} }}") is not None) == joined


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("SELECT $this { $this ?p }", 'line 1, column 25 of the query: "}" where there should be'),
        (
            "SELECT $this {\n $this ex:p 1 }",
            'line 2, column 8 of the query: the prefix "ex:" is not declared',
        ),
        ("SELECT ?x { ?x <urn:p> $this }", "the SELECT does not select $this"),
        ("ASK { $this <urn:p> 1 }", "the query is no SELECT"),
        ("SELECT $this { $this ?p 1 MINUS { $this ?p 2 } }", "MINUS is not allowed"),
        ("SELECT $this { VALUES ?x { 1 } $this ?p ?x }", "VALUES is not allowed"),
        ("SELECT $this { $this ?p ?x } VALUES ?x { 1 }", "VALUES is not allowed"),
        ("SELECT $this { SERVICE <urn:x> { $this ?p 1 } }", "SERVICE is not allowed"),
        ("SELECT $this FROM <urn:x> { $this ?p 1 }", "FROM is not allowed"),
        ("SELECT $this { $this ?p ?x { SELECT ?x { ?x ?p 1 } } }", "a nested SELECT does not select $this"),
        ("SELECT $this { { SELECT * { $this ?p 1 } } }", "a nested SELECT says what it selects, not *"),
        ("SELECT $this { BIND(1 AS ?this) }", "?this is assigned to"),
        ("SELECT $this { $this $PATH 1 }", "$PATH stands in the query of a node shape"),
        ("SELECT $this { " + "{ " * 120 + "$this ?p 1 " + "} " * 121, "too large"),
    ],
)
def test_what_no_query_of_a_shape_may_say(text: str, why: str) -> None:
    with pytest.raises(WrongQuery, match=r".*") as error:
        Asking.read(text, "SELECT", {}, None, {})
    assert why in str(error.value)
    assert "\n" not in str(error.value)


def test_words_within_strings_comments_and_names_are_harmless() -> None:
    text = "PREFIX MINUS: <urn:minus:>\nSELECT $this { # VALUES\n $this MINUS:SERVICE 'FROM VALUES' }"
    assert Asking.read(text, "SELECT", {}, None, {}).for_all("", f"{{ {TARGETS} }}") is not None


@pytest.mark.parametrize(
    ("group", "in_order"),
    [
        ("?a <urn:p> ?b . ?b <urn:q> $this", "?b <urn:q> ?this LATERAL { ?a <urn:p> ?b }"),
        ("$this <urn:p>/<urn:q> ?b", "?this <urn:p> ?lateral1 LATERAL { ?lateral1 <urn:q> ?b }"),
        ("$this <urn:p> [ ] ; <urn:q> 1 , _:x", "?this <urn:q> 1 LATERAL { ?this <urn:p> ?lateral1 } LATERAL { ?this <urn:q> ?lateral2 }"),
        ("$this <urn:p> ?a OPTIONAL { ?a <urn:q> ?b } FILTER(!BOUND(?b))",
         "?this <urn:p> ?a LATERAL { OPTIONAL { ?a <urn:q> ?b } } FILTER(!BOUND(?b))"),
        ("$this <urn:p> ?a . { ?a <urn:q> 1 } UNION { ?a <urn:q> 2 }",
         "?this <urn:p> ?a LATERAL { { ?a <urn:q> 1 } UNION { ?a <urn:q> 2 } }"),
    ],
)  # fmt: skip
def test_the_patterns_of_an_exists_are_put_in_an_order(group: str, in_order: str) -> None:
    assert planned(f"SELECT $this {{ $this a ?c FILTER EXISTS {{ {group} }} }}") == (
        f"SELECT $this {{ $this a ?c FILTER EXISTS {{ {in_order} }} }}"
    )


@pytest.mark.parametrize(
    "group",
    [
        "$this <urn:p> ?a . { ?b <urn:q> 1 FILTER(?b != ?a) }",  # ?a has no value in the inner group
        "$this <urn:p> ?a . { ?b <urn:q> 1 OPTIONAL { ?a <urn:q> ?b } }",
        "$this <urn:p> ?a . { SELECT ?a { ?a <urn:q> ?b } }",
        "$this <urn:p> ( 1 2 ) ; <urn:q> ?a",
    ],
)
def test_an_exists_that_could_mean_something_else_stays_as_it_is(group: str) -> None:
    query = f"SELECT $this {{ $this a ?c FILTER EXISTS {{ {group} }} }}"
    assert planned(query) == query
