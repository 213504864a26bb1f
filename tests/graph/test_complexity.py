"""Queries that are more than the engine bears: refused before it sees them, and told where they become so."""

from __future__ import annotations

import subprocess
import sys

import pytest

from graph.admission import admitted
from graph.bounds import MOST_JOINED, MOST_NESTED, MOST_OPERATORS
from graph.store import QuerySyntaxError
from tests.graph import queries

DEEP = {
    "groups": lambda n: "SELECT * " + "{" * n + "}" * n,
    "brackets": lambda n: "SELECT (" + "(" * n + "1" + ")" * n + " AS ?x) {}",
    "exists": lambda n: "ASK { " + "FILTER EXISTS { " * n + "}" * n + " }",
    "sub-selects in exists": lambda n: "ASK { " + "FILTER(EXISTS { SELECT * { " * n + "} })" * n + " }",
    "functions": lambda n: "SELECT (" + "IF(true," * n + "1" + ",2)" * n + " AS ?x) {}",
    "not": lambda n: "ASK { FILTER(" + "NOT EXISTS {FILTER " * n + "(true)" + "}" * n + ") }",
    "paths": lambda n: "ASK { ?s " + "(" * n + "<urn:p>" + "*)" * n + " ?o }",
    "unions in unions": lambda n: "ASK { " + "{ ?s ?p ?o } UNION { " * n + "}" * n + " }",
    "triple terms": lambda n: "ASK { ?s ?p " + "<<( ?s ?p " * n + "?o" + ")>>" * n + " }",
}
LONG = {
    "unions": lambda n: "ASK { " + " UNION ".join(["{?s ?p ?o}"] * n) + " }",
    "or": lambda n: "ASK { FILTER(" + " || ".join(["true"] * n) + ") }",
    "plus": lambda n: "ASK { FILTER(" + "+".join(["1"] * n) + ") }",
    "signs": lambda n: "ASK { FILTER(1" + " -1" * n + ") }",
    "nots": lambda n: "SELECT (" + "!" * n + "true AS ?x) {}",
    "minus": lambda n: "ASK { " + "MINUS { ?s ?p ?o } " * n + "}",
    "filters": lambda n: "ASK { " + "FILTER(true) " * n + "}",
    "binds": lambda n: "ASK { " + " ".join(f"BIND(1 AS ?x{i})" for i in range(n)) + "}",
    "expressions": lambda n: "SELECT " + " ".join(f"(1 AS ?x{i})" for i in range(n)) + " {}",
    "sub-selects": lambda n: "ASK { " + "{ SELECT * {} } " * n + "}",
    "resources": lambda n: "DESCRIBE " + "<urn:x> " * n,
    "alternatives": lambda n: "ASK { ?s " + "|".join(["<urn:p>"] * n) + " ?o }",
}
#: As many patterns in one group, which take the engine the fourth power of their number.
JOINED = {
    "triples": lambda n: "ASK { " + "?s ?p ?o . " * n + "}",
    "blank nodes": lambda n: "ASK { " + "[] ?p [] . " * n + "}",
    "properties": lambda n: "ASK { ?s ?p ?o" + " ; ?p ?o" * n + " }",
    "objects": lambda n: "ASK { ?s ?p ?o" + ", ?o" * n + " }",
    "nested blank nodes": lambda n: "ASK { ?s ?p " + "[ ?p " * n + "?o" + " ]" * n + " }",
    "blank nodes in a row": lambda n: "ASK { " + "[ ?p ?o ] . " * (n // 2 + 1) + "}",
    "collection": lambda n: "ASK { ?s ?p (" + " ?o" * (n // 2 + 1) + ") }",
    "nested collections": lambda n: "ASK { ?s ?p " + "( " * (n // 2 + 1) + "?o" + " )" * (n // 2 + 1) + " }",
    "nested annotations": lambda n: (
        "ASK { ?s ?p ?o " + "{| ?p ?o " * (n // 2 + 1) + "|}" * (n // 2 + 1) + " }"
    ),
    "both nested": lambda n: "ASK { " + "[ ?p ( " * (n // 3 + 1) + "?o" + " ) ]" * (n // 3 + 1) + " }",
    "steps": lambda n: "ASK { ?s <urn:p>" + "/<urn:p>" * n + " ?o }",
    "optionals": lambda n: "ASK { ?s ?p ?o " + "OPTIONAL { ?s ?p ?o } " * (n + 1) + "}",
    "groups": lambda n: "ASK { " + "{ ?s ?p ?o } " * (n + 1) + "}",
    "groups of several": lambda n: "ASK { " + "{ ?s ?p ?o ; ?p ?o ; ?p ?o } " * (n // 3 + 1) + "}",
    "nested groups": lambda n: "ASK " + "{ ?s ?p ?o . " * (n // 2 + 1) + "} ?s ?p ?o . " * (n // 2) + "}",
    "graphs": lambda n: "ASK { " + "GRAPH ?g { ?s ?p ?o } " * (n + 1) + "}",
    "in a sub-select": lambda n: "ASK { { SELECT ?s { " + "?s ?p ?o . " * n + "} } }",
    "in EXISTS": lambda n: "ASK { FILTER(1 = 1 && EXISTS { " + "?s ?p ?o . " * n + "}) }",
}
#: Within one another, which takes the engine two to the power of their number.
DOUBLED = {
    "REGEX": lambda n: "SELECT (" + "REGEX(" * n + "?x" + ", 'a')" * n + " AS ?y) {}",
    "REPLACE": lambda n: "ASK { FILTER(" + "REPLACE(" * n + "?x" + ", 'a', 'b')" * n + ") }",
    "SUBSTR": lambda n: "ASK { BIND(" + "SUBSTR(" * n + "?x" + ", 1)" * n + " AS ?y) }",
    "GROUP_CONCAT": lambda n: "SELECT (" + "GROUP_CONCAT(" * n + "?x" + ")" * n + " AS ?y) {}",
    "several": lambda n: (
        "SELECT (" + "STR(REGEX(SUBSTR(" * (n // 2) + "?x" + ", 1), 'a'))" * (n // 2) + " AS ?y) {}"
    ),
    "sub-selects": lambda n: (
        "ASK " + "{ SELECT ?s { " * n + "?s ?p ?o" + " } GROUP BY ?s HAVING(COUNT(*) > 1) }" * n
    ),
}
#: Likewise, but only because something is wrong in the midst of them.
FRAGILE = {
    "not": lambda n: "SELECT (" + "!(" * n + "%" + ")" * n + " AS ?y) {}",
    "not a function": lambda n: "ASK { FILTER(" + "!STR(" * n + "a:b" + ")" * n + ") }",
    "not exists": lambda n: "ASK { FILTER(" + "!EXISTS { FILTER(" * (n // 2) + ") }" * (n // 2) + ") }",
    "REGEX with flags": lambda n: "SELECT (" + "REGEX(" * n + "+" + ", 'a', '')" * n + " AS ?y) {}",
    "without an end": lambda n: "SELECT (" + "!(" * n + "1",
}
#: Long, and none of the engine's difficulties.
WIDE = {
    "prefixes": lambda n: "".join(f"PREFIX p{i}: <urn:p{i}> " for i in range(n)) + "ASK {}",
    "values": lambda n: "ASK { VALUES (?x ?y) { " + '(<urn:a> "b")' * n + " } }",
    "list": lambda n: "ASK { FILTER(1 IN (" + ",".join(["2"] * n) + ")) }",
    "IRI": lambda n: "ASK { <urn:" + "中" * 50 * n + "> ?p ?o }",
    "literal": lambda n: "ASK { ?s ?p '" + "(SELECT" * n + "' }",
    "template": lambda n: "CONSTRUCT { " + "?s ?p ?o ; ?p [ ?p (1 2) ] . " * n + "} WHERE { ?s ?p ?o }",
}
#: Large, and in parts that the engine plans one by one.
APART = {
    "unions": "ASK { ?x ?y ?z " + " UNION ".join(["{ ?s ?p ?o ; ?q ?r . ?r ?t ?u }"] * 300) + " }",
    "sub-selects": "ASK { "
    + "{ SELECT * { " * 3
    + "?s ?p ?o . " * 60
    + "} } " * 3
    + "?s ?p ?o . " * 60
    + " }",
    "values": "ASK { VALUES (?x ?y) { " + "(<urn:a/b.c> 1.5) " * 500 + "} ?x ?p ?y }",
    "list": "ASK { ?s ?p ?o FILTER(?o IN (" + "1.5, " * 200 + "2)) }",
    "call": "ASK { ?s ?p ?o FILTER <http://www.w3.org/2001/XMLSchema#string>(?o) }",
    "columns": "SELECT * { { SELECT "
    + " ".join(f"?c{i} (STR(?o) AS ?x{i})" for i in range(60))
    + " { ?s ?p ?o } } }",
    "alternatives": "ASK { ?s (<urn:p0>" + "".join(f"|<urn:p{i}>" for i in range(90)) + ") ?o }",
    "replacements": "SELECT (" + "REPLACE(" * 25 + "?x" + ", 'a', 'b', '')" * 25 + " AS ?y) {}",
    "a few replacements": "SELECT (" + "REPLACE(" * 12 + "?x" + ", 'a', 'b')" * 12 + " AS ?y) {}",
    "negations": "ASK { FILTER(" + "!(" * 30 + "true" + ")" * 30 + ") }",
}


def refused(query: str) -> QuerySyntaxError:
    with pytest.raises(QuerySyntaxError) as caught:
        admitted(query)
    assert caught.value.zh
    return caught.value


@pytest.mark.parametrize("kind", DEEP)
def test_nesting_has_a_bound(kind: str) -> None:
    admitted(DEEP[kind](MOST_NESTED // 4))
    for depth in (MOST_NESTED + 1, 20_000):
        error = refused(DEEP[kind](depth))
        assert error.line == 1
        assert "too large to be planned: more than 100 brackets" in error.reason
        assert "括号嵌套" in error.zh


@pytest.mark.parametrize("kind", LONG)
def test_rows_of_operators_have_a_bound(kind: str) -> None:
    admitted(LONG[kind](MOST_OPERATORS // 3))
    assert (
        "too large to be planned: more than 1500 operators" in refused(LONG[kind](MOST_OPERATORS + 2)).reason
    )


@pytest.mark.parametrize("kind", JOINED)
def test_the_patterns_of_a_group_have_a_bound(kind: str) -> None:
    admitted(JOINED[kind](MOST_JOINED // 2))
    for number in (MOST_JOINED + 1,) if "nested" in kind else (MOST_JOINED + 1, 5000):
        error = refused(JOINED[kind](number))
        assert "more than 80 patterns in one group" in error.reason
        assert "一个组里的模式超过 80 个" in error.zh


def test_what_is_too_much_is_told_where_it_becomes_so() -> None:
    error = refused("ASK {\n" + "?s ?p ?o .\n" * 100 + "}")
    assert (error.line, error.column) == (MOST_JOINED + 2, 10)
    error = refused("ASK {\n ?s ?p\n" + "[ ?p\n" * 90 + "?o" + "]" * 90 + "}")
    assert (error.line, error.column) == (MOST_JOINED + 3, 1)


@pytest.mark.parametrize("kind", DOUBLED)
def test_what_doubles_the_work_has_a_bound(kind: str) -> None:
    admitted(DOUBLED[kind](10))
    for depth in (24, 48):
        error = refused(DOUBLED[kind](depth))
        assert "each of which doubles the work" in error.reason
        assert "每一层都使工作加倍" in error.zh
        assert error.line == 1


@pytest.mark.parametrize("kind", FRAGILE)
def test_a_mistake_that_the_engine_would_seek_for_ever_is_found_by_the_grammar(kind: str) -> None:
    assert "too large" not in refused(FRAGILE[kind](48)).reason


@pytest.mark.parametrize("kind", APART)
def test_what_is_planned_in_parts_is_let_through(kind: str) -> None:
    queries.engine().query(admitted(APART[kind]))


@pytest.mark.parametrize("kind", WIDE)
def test_what_is_only_long_is_let_through(kind: str) -> None:
    queries.engine().query(admitted(WIDE[kind](20_000)))


_AT_THE_BOUNDS = """
import resource, sys
import pyoxigraph as ox
resource.setrlimit(resource.RLIMIT_STACK, (8 << 20, 8 << 20))
store = ox.Store()
for query in sys.stdin.read().split("\\0"):
    answer = store.query(query)
    isinstance(answer, ox.QueryBoolean) or list(answer)
"""


def test_within_the_bounds_the_engine_keeps_its_stack() -> None:
    def largest(make: object, most: int) -> str:
        assert callable(make)
        lower, upper = 1, most
        while lower < upper:
            middle = (lower + upper + 1) // 2
            try:
                admitted(make(middle))
                lower = middle
            except QuerySyntaxError:
                upper = middle - 1
        return str(make(lower))

    tall = {
        "sub-selects": lambda n: (
            "ASK " + "{ SELECT * { " * (n // 50 + 1) + ("<urn:s> <urn:p> 1 . " * 50 + "} } ") * (n // 50 + 1)
        )
    }
    texts = [largest(make, 2000) for kinds in (DEEP, LONG, JOINED, DOUBLED, tall) for make in kinds.values()]
    run = subprocess.run(
        [sys.executable, "-c", _AT_THE_BOUNDS], input="\0".join(texts), text=True, timeout=120
    )
    assert run.returncode == 0
