"""Queries by GET that the framework does not see are answered as if it did."""

from __future__ import annotations

import random
import re
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_from_bytes, unquote_to_bytes

import httpx
import pytest

from api.connections.express import _decoded
from tests.api import small_store
from tests.api.serving import ENDLESS, Server
from tests.api.test_live import until
from tests.api.test_replay import Connection, request

Start = Callable[..., Server]

#: A header field that has a request answered in the usual way.
USUAL = "TE: trailers"


def target(query: str) -> str:
    return "/sparql?query=" + quote(query)


@pytest.fixture(scope="module")
def one(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(
        store, tmp_path_factory.mktemp("server"), query_seconds=2.0, result_rows=5, buffer_bytes=1024
    )
    yield server
    server.stop()


@pytest.mark.parametrize(
    "accept",
    ["", "*/*", "text/csv", "text/turtle;q=0.5, application/sparql-results+xml", "application/json", "text/html",
     "image/png", "text/html, */*;q=0.1"],
)  # fmt: skip
@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 3",
        "ASK { ?s ?p ?o }",
        "CONSTRUCT { <urn:s> <urn:p> 1 } { ?s ?p ?o }",
        'SELECT ?济南 { BIND("a+b & 50% = c" AS ?济南) }',
        "SELECT * { ?s ?p }",
        "SELECT * { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) FROM <urn:none> { ?s ?p ?o }",
        "SELECT * { SERVICE <urn:s> {} }",
        "",
        "INSERT DATA { <urn:s> <urn:p> <urn:o> }",
        "SELECT (CONCAT(STR(?s), STR(?p)) AS ?x) { VALUES ?s { 1 2 3 } VALUES ?p { 1 } }",
        'SELECT ?s { VALUES ?s { "%s" } }' % ("很长" * 2000),
    ],
)
def test_the_answer_is_that_of_the_usual_way(one: Server, query: str, accept: str) -> None:
    fields = [f"Accept: {accept}"] if accept else []
    with Connection(one) as connection:
        connection.send(request(target(query), *fields))
        answer = connection.answer()
        connection.send(request(target(query), *fields, USUAL))
        assert connection.answer() == answer


@pytest.mark.parametrize(
    "encoded",
    ["ASK+%7B%7D", "%EF%BB%BFASK%7B%7D", "ASK%7B%7D%", "ASK%7B%7D%zz", "ASK%7B%7D%E6%B5", "ASK{}", "ASK%00%7B%7D",
     "%41SK%7b%7d", "ASK%20%7B%7D&format=csv", "ASK%7B%7D&query=ASK%7B%7D", "ASK%7B%7D=", "", "+", "ASK%7B%7D;", "%2525"],
)  # fmt: skip
def test_a_query_is_decoded_as_in_the_usual_way(one: Server, encoded: str) -> None:
    with Connection(one) as connection:
        connection.send(request(f"/sparql?query={encoded}"))
        answer = connection.answer()
        connection.send(request(f"/sparql?query={encoded}", USUAL))
        assert connection.answer() == answer


def test_decoding_is_that_of_forms() -> None:
    chance = random.Random(3)
    decoded = 0
    for _ in range(20_000):
        value = bytes(chance.choice(b" \n\r\t=_.ab%&+\x00~") for _ in range(chance.randrange(30)))
        if chance.random() < 0.5:
            value += "济南".encode()[: chance.randrange(7)]
        encoded = quote_from_bytes(value, safe=chance.choice(["", "=~._", "/?=:@"])).encode("ascii")
        if chance.random() < 0.5:
            encoded = encoded.replace(b"%20", b"+")
        if chance.random() < 0.5:  # and some that are wrong
            place = chance.randrange(len(encoded) + 1)
            encoded = (
                encoded[:place]
                + chance.choice([b"%", b"%%", b"%4", b"%zz", b"=", b"%3", b" ", b"#"])
                + encoded[place:]
            )
        found = _decoded(encoded)
        right = re.fullmatch(rb"(?:[A-Za-z0-9\-._~!$'()*+,;:@/?=]|%[0-9A-Fa-f]{2})*", encoded)
        try:
            expected = unquote_to_bytes(encoded.replace(b"+", b" ")).decode("utf-8") if right else None
        except UnicodeDecodeError:
            expected = None
        assert found == expected, encoded
        decoded += found is not None
    assert decoded > 5000


def test_an_answer_larger_than_the_buffer_comes_in_chunks(store: Path, server: Start) -> None:
    one = server(buffer_bytes=1024)
    query = "SELECT ?a ?b { VALUES ?a { %s } VALUES ?b { %s } }" % ((" ".join(map(str, range(300))),) * 2)
    answer = httpx.get(one.address + "sparql", params={"query": query}, headers={"Accept": "text/csv"})
    assert answer.headers["transfer-encoding"] == "chunked"
    assert answer.text.count("\r\n") == 90_001


def test_requests_sent_at_once_are_answered_in_their_order(one: Server) -> None:
    queries = [f"SELECT (?x + {number} AS ?y) {{ VALUES ?x {{ {number} }} }}" for number in range(40)]
    with Connection(one) as connection:
        for number in range(0, 40, 4):
            connection.send(
                b"".join(request(target(query), "Accept: text/csv") for query in queries[number : number + 4])
            )
        for number in range(40):
            assert connection.answer()[1] == b"y\r\n%d\r\n" % (2 * number)


def test_what_comes_while_a_query_runs_waits_for_its_turn(one: Server) -> None:
    with Connection(one) as connection:
        connection.send(request(target(ENDLESS)))
        until(lambda: one.busy() == 1)
        connection.send(request(target("ASK {}"), "Accept: text/csv"))
        assert connection.answer()[0][0] == b"HTTP/1.1 504 Gateway Timeout"
        assert connection.answer()[1] == b"true"


def test_a_query_past_its_deadline_is_told_so(one: Server) -> None:
    with Connection(one) as connection:
        connection.send(request(target(ENDLESS), "Accept-Language: zh"))
        lines, body = connection.answer()
    assert lines[0] == b"HTTP/1.1 504 Gateway Timeout"
    assert b"application/problem+json" in b" ".join(lines)
    assert "秒".encode() in body


def test_clients_that_leave_while_they_wait_harm_nobody(server: Start) -> None:
    one = server(workers=1, query_seconds=1.0, long_queries=1)
    for _ in range(3):
        leaving = [
            socket.create_connection(("127.0.0.1", int(one.address.rsplit(":", 1)[1][:-1]))) for _ in range(8)
        ]
        for number, connection in enumerate(leaving):
            query = ENDLESS if number == 3 else f"SELECT (COUNT(*) AS ?n{number}) {{ ?s ?p ?o }}"
            connection.sendall(request(target(query)))
        for connection in leaving:
            connection.close()
        answer = httpx.get(one.address + "sparql", params={"query": "ASK {}"}, timeout=30)
        assert answer.status_code == 200
    until(lambda: one.busy() == 0)


def test_short_queries_are_answered_beside_long_ones_whatever_they_were_put_behind(server: Start) -> None:
    one = server(workers=2, query_seconds=3.0)
    wrong: list[object] = []

    def ask_on(name: int) -> None:
        with httpx.Client(base_url=one.address, timeout=30) as client:
            for number in range(150):
                answer = client.get("/sparql", params={"query": f"SELECT ({name}{number} AS ?x) {{}}"})
                if answer.status_code != 200 or f'"{name}{number}"' not in answer.text:
                    wrong.append((name, number, answer.status_code, answer.text))

    threads = [threading.Thread(target=ask_on, args=(name,)) for name in range(1, 7)]
    for thread in threads:
        thread.start()
    long = [
        httpx.get(one.address + "sparql", params={"query": ENDLESS}, timeout=30).status_code for _ in range(2)
    ]
    for thread in threads:
        thread.join()
    assert wrong == []
    assert set(long) <= {503, 504}


def test_a_new_generation_is_seen_by_the_next_query_of_every_connection(
    server: Start, tmp_path: Path
) -> None:
    root = tmp_path / "store"
    small_store.publish(root)
    one = server(store=root)
    with Connection(one) as first, Connection(one) as second:
        for number in range(4):
            made = small_store.publish(root, more=f"<urn:g> {{ <urn:s> <urn:p> {number} }}")
            for connection in (first, second):
                connection.send(
                    request(target(f"SELECT ?o {{ <urn:s> <urn:p> ?o }} # {number}"), "Accept: text/csv")
                )
                lines, body = connection.answer()
                assert f"x-crossplan-generation: {made.name}".encode() in lines
                assert body == b"o\r\n%d\r\n" % number


def test_the_answer_under_way_is_sent_before_the_server_stops(server: Start) -> None:
    one = server(query_seconds=0.7)
    with Connection(one) as connection:
        connection.send(request(target(ENDLESS)))
        until(lambda: one.busy() == 1)
        one.process.terminate()
        assert connection.answer()[0][0] == b"HTTP/1.1 504 Gateway Timeout"
        assert connection.answer() == ([], b"")
    one.process.wait(20)


def test_what_a_stopping_server_does_not_wait_for_is_told_so(server: Start) -> None:
    one = server(query_seconds=600.0, workers=1, long_queries=0)
    with Connection(one) as first, Connection(one) as second, Connection(one) as waiting:
        first.send(request(target(ENDLESS)))
        until(lambda: one.busy() == 1)
        second.send(request(target(ENDLESS), USUAL))
        waiting.send(request(target(ENDLESS + " # another")))
        until(lambda: httpx.get(one.address + "health").json()["workers"]["waiting"] == 2)
        one.process.terminate()
        for connection in (first, second, waiting):
            lines, body = connection.answer()
            assert lines[0] == b"HTTP/1.1 503 Service Unavailable"
            assert b"content-type: application/problem+json" in lines
            assert "服务器正在停止".encode() in body
    assert one.process.wait(20) == 0


def test_a_query_with_another_behind_it_is_stopped_when_the_client_leaves(server: Start) -> None:
    one = server(query_seconds=600.0)
    with Connection(one) as connection:
        connection.send(request(target(ENDLESS)) + request(target("ASK {}")))
        until(lambda: one.busy() == 1)
    until(lambda: one.busy() == 0)
