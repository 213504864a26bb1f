"""Answers given again: the same bytes, until another generation is in service."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from api.cache import Cache
from tests.api import small_store
from tests.api.serving import Server

Start = Callable[..., Server]

ASK = "/sparql?query=" + quote("ASK { <urn:s> ?p ?o }")


class Connection:
    """A connection that is kept open, for requests as they are written."""

    def __init__(self, server: Server) -> None:
        parts = urlsplit(server.address)
        self._socket = socket.create_connection((parts.hostname or "", parts.port or 0), timeout=60)
        self._file = self._socket.makefile("rb")

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._socket.close()

    def send(self, *parts: bytes) -> None:
        for part in parts:
            self._socket.sendall(part)

    def answer(self) -> tuple[list[bytes], bytes]:
        """The lines of the next head but for the date, and the body."""
        lines = []
        while (line := self._file.readline()) not in (b"\r\n", b""):
            lines.append(line.strip())
        length = next((int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:")), 0)
        return [line for line in lines if not line.startswith(b"date:")], self._file.read(length)


def request(target: str, *headers: str) -> bytes:
    return "\r\n".join([f"GET {target} HTTP/1.1", "Host: test", *headers, "", ""]).encode()


@pytest.mark.parametrize("target", [ASK, "/", "/id/region/370100.ttl", "/page/region/370100", "/nowhere"])
def test_the_same_request_has_the_same_answer(server: Start, target: str) -> None:
    one = server()
    with Connection(one) as connection:
        answers = []
        for _ in range(5):
            connection.send(request(target, "Accept: */*"))
            answers.append(connection.answer())
    assert answers[1:] == answers[:-1]
    assert answers[0][1]


def test_every_answer_of_a_kept_one_is_dated(server: Start) -> None:
    one = server()
    with httpx.Client() as client:
        dates = {client.get(one.address + ASK[1:]).headers["date"] for _ in range(5)}
    assert all(dates)


def test_a_new_generation_is_seen_by_the_next_request(server: Start, tmp_path: Path) -> None:
    root = tmp_path / "store"
    small_store.publish(root)
    one = server(store=root)
    with Connection(one) as connection:
        for _ in range(4):
            connection.send(request(ASK))
            assert b"false" in connection.answer()[1]
        made = small_store.publish(root, more="<urn:g> { <urn:s> <urn:p> <urn:o> }")
        for _ in range(4):
            connection.send(request(ASK))
            lines, body = connection.answer()
            assert b"true" in body
            assert f"x-crossplan-generation: {made.name}".encode() in lines


def test_what_changes_by_itself_is_made_anew(server: Start) -> None:
    one = server()
    target = "/sparql?query=" + quote("SELECT (STRUUID() AS ?x) {}")
    with Connection(one) as connection:
        bodies = set()
        for _ in range(5):
            connection.send(request(target))
            bodies.add(connection.answer()[1])
    assert len(bodies) == 5


def test_a_known_request_in_pieces_or_within_another_is_not_taken_for_itself(server: Start) -> None:
    one = server()
    known = request(ASK)
    with Connection(one) as connection:
        for _ in range(4):
            connection.send(known)
            first = connection.answer()
        connection.send(known[:30], known[30:])
        assert connection.answer() == first
        # the body of a query by POST may look like a request that is known
        head = b"POST /sparql HTTP/1.1\r\nHost: test\r\nContent-Type: application/sparql-query\r\n"
        connection.send(head + b"Content-Length: %d\r\n\r\n" % len(known))
        connection.send(known)
        lines, told = connection.answer()
        assert lines[0] == b"HTTP/1.1 400 Bad Request"
        assert b"query-syntax" in told
        connection.send(known + known + request(ASK, "Accept: text/csv"))
        assert connection.answer() == first
        assert connection.answer() == first
        assert b"text/csv; charset=utf-8" in b" ".join(connection.answer()[0])


@pytest.mark.parametrize("field", ["Content-Length: {}", "Transfer-Encoding: chunked"])
def test_the_body_of_a_request_is_never_taken_for_the_next_one(server: Start, field: str) -> None:
    one = server()
    body = request(ASK, "Accept: text/turtle")
    sent = body if "{}" in field else b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    with Connection(one) as connection:
        for _ in range(4):
            connection.send(request(ASK, field.format(len(body))))
            assert connection.answer()[1].endswith(b"false}")
            connection.send(sent)
            connection.send(request(ASK, "Accept: text/csv"))
            assert connection.answer()[1] == b"false"


def test_who_wants_the_connection_closed_has_it_closed(server: Start) -> None:
    one = server()
    for _ in range(4):
        with Connection(one) as connection:
            connection.send(request(ASK, "Connection: close"))
            lines, _ = connection.answer()
            assert b"connection: close" in lines
            assert connection.answer() == ([], b"")


def test_a_conditional_request_is_answered_304_again_and_again(server: Start) -> None:
    one = server()
    with httpx.Client() as client:
        tag = client.get(one.address + ASK[1:]).headers["etag"]
        for _ in range(4):
            assert client.get(one.address + ASK[1:], headers={"If-None-Match": tag}).status_code == 304


def test_a_cache_holds_what_was_asked_twice_and_no_more_than_it_may() -> None:
    cache: Cache[str] = Cache(1600)
    for number in range(100):
        for _ in range(2):
            if cache.wants(number, 100):
                cache.put(number, str(number), 100)
    assert cache.size <= 1600
    assert [number for number in range(100) if cache.get(number)] == list(range(84, 100))
    assert not cache.wants(1000, 100)
    assert cache.wants(1000, 100)
    assert not cache.wants(0, 101)  # larger than a sixteenth
    cache.put(99, "again", 50)
    assert cache.get(99) == "again"
    assert cache.size == 1550
