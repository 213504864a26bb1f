"""What is refused before the engine sees it: everything that would open a connection."""

from __future__ import annotations

import contextlib
import random
import socket
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from graph.admission import admitted
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
    queries.engine().query(admitted(query))
    before = bait.visits
    run(queries.engine(), admitted(query))
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
    chance, store, refused, reached = random.Random(3), queries.engine(), 0, 0
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


def test_half_a_character_is_no_query() -> None:
    with pytest.raises(QuerySyntaxError, match="surrogate"):
        admitted("ASK { ?s ?p '\ud83d' }")
