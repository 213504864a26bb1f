"""What is refused before the engine sees it: everything that would open a connection, and the too deep."""

from __future__ import annotations

import contextlib
import random
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from graph.admission import admitted
from graph.bounds import MOST_JOINED, MOST_NESTED, MOST_OPERATORS
from graph.store import QueryRefused, QuerySyntaxError
from tests.graph import queries

REFUSED = [
    "SELECT * { SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { service silent <U> { ?s ?p ?o } }",
    "SELECT * { SERVICE<U>{?s ?p ?o} }",
    "SELECT * { SERVICE#\n<U>{?s ?p ?o} }",
    "SELECT * { #c\rSERVICE <U> {?s ?p ?o} }",
    "SELECT * { SERVICE ?x { ?s ?p ?o } VALUES ?x { <U> } }",
    "SELECT * { { SELECT * { SERVICE <U> { ?s ?p ?o } } } }",
    "SELECT * { OPTIONAL { SERVICE <U> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o MINUS { SERVICE <U> { ?s ?p ?o } } }",
    "SELECT * { FILTER EXISTS { SERVICE <U> { ?s ?p ?o } } }",
    "SELECT (EXISTS { SERVICE <U> { ?s ?p ?o } } AS ?x) {}",
    "SELECT * { ?s ?p ?o } ORDER BY (EXISTS { SERVICE <U> { ?s ?p ?o } })",
    "SELECT * { GRAPH <urn:g> { SERVICE <U> { ?s ?p ?o } } }",
    "SELECT * { {} UNION { SERVICE <U> { ?s ?p ?o } } }",
    "ASK { LATERAL { SERVICE <U> { ?s ?p ?o } } }",
    "DESCRIBE ?s { SERVICE <U> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <U> { ?s ?p ?o } }",
    "PREFIX service: <urn:> SELECT * { service:a ?p ?o SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <U> { ?s ?p ?o } }",
    "SELECT * { SERVIC\\U00000045\\u0020<U> { ?s ?p ?o } }",
    # the engine wants no space before a keyword
    "SELECT * { ?s ?p 1SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE <U> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1e5SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o.SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { ?s ?p <urn:x>SERVICE <U> { ?s ?p ?o } }",
    "PREFIX : <urn:> SELECT * { ?s ?p :.SERVICE <U> { ?s ?p ?o } }",
    # what is a string, a comment or an IRI by one reading only
    'SELECT * { BIND("\\u0022" AS ?x) SERVICE <U> {} BIND("" AS ?y) BIND("\\u0022" AS ?z) }',
    'SELECT * { BIND("\\u0022#" AS ?x) SERVICE <U> { ?s ?p ?o } }',
    "SELECT * { ?s ?p <urn:\\u0041#x> SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { FILTER(1<2)SERVICE#>\n<U> { ?s ?p ?o } }",
    "SELECT * { FILTER(1<2&&'>'='>')SERVICE#'\n<U> { ?s ?p ?o } }",
    'SELECT * { VALUES ?x { """a" } SERVICE <U> { ?s ?p ?o } }',
    'SELECT * { VALUES ?x { """a" #\\q\n } SERVICE <U> { ?s ?p ?o } #"""\n}',
    # a mistake elsewhere hides nothing
    'SELECT * { SERVICE <U> { ?s ?p ?o } FILTER("a',
    "SELECT * { SERVICE <U> { ?s ?p ",
]
HARMLESS = [
    'ASK { ?s ?p "SERVICE <U> { ?s ?p ?o }" }',
    "ASK { ?s ?p '''SERVICE <U> { ?s ?p ?o }''' }",
    'ASK { ?s ?p """a " SERVICE <U> { "" } \\""" """ }',
    "ASK { ?s ?p ?o } # SERVICE <U> { ?s ?p ?o }",
    "ASK { # SERVICE <U> {}\n ?s ?p ?o }",
    "ASK { ?s ?p <http://example.org/SERVICE#it> }",
    "PREFIX service: <urn:> ASK { service:SERVICE service:a.SERVICE ?SERVICE, $service }",
    'ASK { ?s ?p "a"@service-SERVICE }',
    "ASK { _:SERVICE ?p ?o }",
    'ASK { ?s ?p "\\u0022 SERVICE <U> {} \\u0022" }',
    "ASK { FILTER(1<2) FILTER(3>2) ?s ?p 'SERVICE' }",
    # what would be fetched elsewhere is the name of a graph here, and nothing more
    "SELECT * FROM <U> { ?s ?p ?o }",
    "SELECT * FROM NAMED <U> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "ASK { GRAPH <U> { ?s ?p ?o } }",
    "DESCRIBE <U>",
]


class Bait:
    """A place that answers nobody, and counts who comes."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}/"
        self.visits = 0
        self._thread = threading.Thread(target=self._wait)
        self._thread.start()

    def _wait(self) -> None:
        while True:
            visitor, _ = self._listening.accept()
            with visitor:
                if visitor.recv(1) == b"!":
                    return
                self.visits += 1

    def close(self) -> None:
        with socket.create_connection(self._listening.getsockname()) as last:
            last.sendall(b"!")
            self._thread.join()
        self._listening.close()


@pytest.fixture(scope="module")
def bait() -> Iterator[Bait]:
    one = Bait()
    yield one
    one.close()


def engine() -> ox.Store:
    store = ox.Store()
    for graph in (ox.DefaultGraph(), ox.NamedNode("urn:g")):
        store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.NamedNode("urn:s"), graph))
        store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(1), graph))
        store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(True), graph))
    return store


def run(store: ox.Store, query: str) -> None:
    """Runs the query to its end, whatever becomes of it."""
    with contextlib.suppress(SyntaxError, OSError, RuntimeError):
        answer = store.query(query)
        if not isinstance(answer, ox.QueryBoolean):
            list(answer)


def test_service_is_refused_for_what_it_is() -> None:
    for query in REFUSED[:26]:
        with pytest.raises(QueryRefused):
            admitted(query)


@pytest.mark.parametrize("query", REFUSED)
def test_what_would_open_a_connection_is_refused(query: str, bait: Bait) -> None:
    with pytest.raises((QueryRefused, QuerySyntaxError)):
        admitted(query.replace("<U>", f"<{bait.address}>"))


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_alone_does_no_harm_and_nothing_is_fetched(query: str, bait: Bait) -> None:
    query = query.replace("<U>", f"<{bait.address}>")
    engine().query(admitted(query))
    before = bait.visits
    run(engine(), admitted(query))
    assert bait.visits == before


#: What may stand around a SERVICE, with as many quotes, signs and comments as a reader could stumble over.
AROUND = r"""
?s ?p ?o .
?s ?p 1
?s ?p true
?s ?p <urn:s>
?s ?p ?o ; <urn:p#> ?o
?s ?p 1e0
{ ?s ?p ?o }
FILTER(1<2)
FILTER(3>2)
FILTER(1<2||3>2)
FILTER(1<2&&'>'='>')
FILTER(?s<?p#>%||true)
BIND('\u0022'AS ?v)
BIND("\u0022"AS ?v)
BIND('"'AS ?v)
BIND("'"AS ?v)
BIND('#'AS ?v)
BIND(''AS ?v)
BIND('\\'AS ?v)
BIND("\""AS ?v)
BIND('\u005C'AS ?v)
VALUES ?x{'''a'}
VALUES ?x{'''a' 'b'}
VALUES ?x{''}
BIND(<urn:\u0022#>AS ?v)
BIND(<urn:#'>AS ?v)
BIND(1<2 AS ?v)
OPTIONAL{?s ?p 5}
#'''%
#"%
# <%
""".replace("'''", '"""').split("\n")[1:-1]  # fmt: skip


def around(chance: random.Random, number: int) -> str:
    parts = [part.replace("?v", f"?v{number}{i}") for i, part in enumerate(chance.choices(AROUND, k=3))]
    return chance.choice(("", " ")).join(parts).replace("%", "\n")


def test_whatever_is_let_through_opens_no_connection(bait: Bait) -> None:
    """SERVICE in every surrounding, and put in anywhere in other queries; the engine alone would reach out."""
    chance, store, refused, reached = random.Random(3), engine(), 0, 0
    for number in range(6000):
        service = chance.choice(
            ("SERVICE <U>{}", "SERVICE<U>{}", "SERVICE#>\n<U>{}", "SERVICE SILENT#'\n<U>{}")
        )
        if number % 4:
            query = (
                f"SELECT * {{ {around(chance, 1)}{chance.choice(('', ' '))}{service}{around(chance, 2)} }}"
            )
        else:
            query = queries.written(chance, tight=chance.choice((0.0, 0.6, 1.0)))
            place = chance.randrange(16, len(query) + 1)
            query = query[:place] + service + query[place:]
        query = query.replace("<U>", f"<{bait.address}>")
        before = bait.visits
        try:
            text = admitted(query)
        except (QueryRefused, QuerySyntaxError):
            refused += 1
            run(store, query)
            reached += bait.visits > before
            continue
        run(store, text)
        assert bait.visits == before, query
    assert refused > 4000
    assert reached > 400  # so that the bait is one


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
    engine().query(admitted(APART[kind]))


@pytest.mark.parametrize("kind", WIDE)
def test_what_is_only_long_is_let_through(kind: str) -> None:
    engine().query(admitted(WIDE[kind](20_000)))


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


def test_half_a_character_is_no_query() -> None:
    with pytest.raises(QuerySyntaxError, match="surrogate"):
        admitted("ASK { ?s ?p '\ud83d' }")
