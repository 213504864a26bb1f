"""Bytes that are no request, or a hostile one, against the real server: a problem document each, and it goes on."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from api.connections.targets import _Joining
from tests.api.serving import Server

HEAD = b"Host: test\r\nConnection: close\r\n"
ASKED = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\n" + HEAD
GET = b"GET / HTTP/1.1\r\n" + HEAD
POST = b"POST /sparql HTTP/1.1\r\n" + HEAD + b"Content-Type: application/sparql-query\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n"
ASK = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: test\r\n\r\n"


@pytest.fixture(scope="module")
def server(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    one = Server(
        store, tmp_path_factory.mktemp("server"), request_seconds=1.0, request_bytes=50_000, workers=1
    )
    yield one
    one.stop()


def said(server: Server, *parts: bytes, patience: float = 20.0) -> bytes:
    """What the server says to the parts, one sent after the other, until it hangs up."""
    address = urlsplit(server.address)
    heard = b""
    with socket.create_connection(
        (address.hostname or "", address.port or 0), timeout=patience
    ) as connection:
        try:
            for part in parts:
                connection.sendall(part)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has hung up already
        try:
            while data := connection.recv(65536):
                heard += data
        except ConnectionResetError:
            pass
    return heard


def read(answer: bytes) -> tuple[int, dict[str, str], bytes]:
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("ascii").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return int(first.split()[1]), headers, body


CASES: dict[str, tuple[int, bytes]] = {
    "no request line": (400, b"GARBAGE\r\n\r\n"),
    "TLS": (400, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(50)),
    "HTTP 9.9": (400, b"GET / HTTP/9.9\r\n\r\n"),
    "HTTP 2": (400, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    "an unknown method": (400, b"FOO / HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "a method in small letters": (400, b"get / HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "CONNECT": (400, b"CONNECT a:80 HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "TRACE": (405, b"TRACE /sparql HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "PROPFIND": (405, b"PROPFIND /id/x HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "no host": (400, b"GET / HTTP/1.1\r\n\r\n"),
    "two hosts": (400, GET + b"Host: other\r\n\r\n"),
    "NUL in the path": (400, b"GET /\x00 HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "encoded NUL in the path": (404, b"GET /id/%00 HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "no UTF-8 in the path": (400, b"GET /id/%FF HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "raw bytes in the path": (400, b"GET /id/\xff\xfe HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "no hexadecimal digits": (404, b"GET /id/%zz HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "upwards": (404, b"GET /../../etc/passwd HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "upwards from the style sheets": (404, b"GET /static/%2e%2e/app.py HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "NUL in a file name": (404, b"GET /static/%00 HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "a long file name": (404, b"GET /static/" + b"a" * 5000 + b" HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "a path of all signs": (404, b'GET /id/<>"{}|^`\\ HTTP/1.1\r\n' + HEAD + b"\r\n"),
    "no UTF-8 in the query": (400, b"GET /sparql?query=%FF HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "raw bytes in the query": (400, b"GET /sparql?query=\xff HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "half a character in the query": (400, b"GET /sparql?query=ASK%7B%7D%23%E6%B5 HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "a surrogate in the query": (400, b"GET /sparql?query=ASK%7B%7D%23%ED%A0%80 HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "NUL in the query": (400, b"GET /sparql?query=ASK%00%7B%7D HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "no UTF-8 in another parameter": (400, b"GET /?lang=%FF HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "an address of 100 kB": (414, b"GET /sparql?query=" + b"A" * 100_000 + b" HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "an address of 1 MB": (414, b"GET /id/" + b"A" * 1_000_000 + b" HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "a query string beyond the setting": (414, b"GET /sparql?query=" + b"A" * 60_000 + b" HTTP/1.1\r\n" + HEAD + b"\r\n"),
    "a header of 1 MB": (431, GET + b"X: " + b"a" * 1_000_000 + b"\r\n\r\n"),
    "50,000 headers": (431, GET + b"X: a\r\n" * 50_000 + b"\r\n"),
    "a header without a colon": (400, GET + b"nothing\r\n\r\n"),
    "a folded header": (400, GET + b" folded: x\r\n\r\n"),
    "NUL in a header": (400, GET + b"X: a\x00b\r\n\r\n"),
    "Accept of bytes": (406, ASKED + b"Accept: \xff\xfe\r\n\r\n"),
    "Accept of quotes": (406, ASKED + b"Accept: " + b'"\\' * 30_000 + b"\r\n\r\n"),
    "a length that is no number": (400, POST + b"Content-Length: abc\r\n\r\nASK{}"),
    "a negative length": (400, POST + b"Content-Length: -5\r\n\r\nASK{}"),
    "two lengths": (400, POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nASK{} "),
    "a length beyond all numbers": (400, POST + b"Content-Length: 99999999999999999999999\r\n\r\nASK{}"),
    "a length too short": (400, POST + b"Content-Length: 3\r\n\r\nASK{}"),
    "a length that is announced and too large": (413, POST + b"Content-Length: 99999999999\r\n\r\nASK{}"),
    "more than is announced to be too large": (413, POST + b"Content-Length: 99999999999\r\nExpect: 100-continue\r\n\r\n"),
    "a body too large": (413, POST + b"Content-Length: 2000000\r\n\r\n" + b"#" * 2_000_000),
    "chunks without an end": (413, CHUNKED + b"\r\n" + (b"10000\r\n" + b"#" * 0x10000 + b"\r\n") * 30),
    "a chunk of no size": (400, CHUNKED + b"\r\nzz\r\nASK{}\r\n0\r\n\r\n"),
    "a chunk beyond all numbers": (400, CHUNKED + b"\r\nffffffffffffffffff\r\nASK{}\r\n0\r\n\r\n"),
    "chunks and a length": (400, CHUNKED + b"Content-Length: 5\r\n\r\n5\r\nASK{}\r\n0\r\n\r\n"),
    "compressed chunks": (400, POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n5\r\nASK{}\r\n0\r\n\r\n"),
    "an unknown transfer coding": (400, POST + b"Transfer-Encoding: gzip\r\n\r\nASK{}"),
    "a compressed body": (415, POST + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nASK{}"),
    "a body that does not come": (408, POST + b"Content-Length: 500\r\n\r\nASK{}"),
    "a chunk that does not come": (408, CHUNKED + b"\r\n5\r\nASK{}\r\n"),
    "headers that do not end": (408, GET + b"X: a"),
    "a request line that does not end": (408, b"GET /"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_no_request_is_answered_with_a_problem(server: Server, name: str) -> None:
    expected, sent = CASES[name]
    status, headers, body = read(said(server, sent).removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n"))
    assert (status, headers["content-type"]) == (expected, "application/problem+json")
    assert headers["access-control-allow-origin"] == "*"
    problem = json.loads(body)
    assert problem["status"] == expected
    assert problem["detail"]
    assert int(headers["content-length"]) == len(body)


def test_no_case_was_lost() -> None:
    assert len(CASES) == 56


def test_afterwards_the_server_is_as_before(server: Server) -> None:
    answer = httpx.get(server.address + "sparql", params={"query": "ASK {}"})
    assert answer.json()["boolean"] is True
    assert server.process.poll() is None


def test_the_problem_is_told_in_the_language_asked_for(server: Server) -> None:
    head = b"GET / HTTP/1.1\r\nAccept-Language: en\r\n\r\n"
    assert b"has one Host header" in said(server, head)
    assert "须有且只有一个 Host".encode() in said(server, head.replace(b"en", b"zh"))


def test_a_connection_on_which_nothing_is_said_is_closed_without_a_word(server: Server) -> None:
    assert said(server) == b""


def test_a_slow_request_is_taken_as_long_as_it_arrives_in_time(server: Server) -> None:
    heard = said(server, *(ASK.replace(b"Host", b"Connection: close\r\nHost")[n : n + 1] for n in range(90)))
    assert read(heard)[0] == 200


def test_what_is_typed_may_come_in_pieces(server: Server) -> None:
    typed = 'GET /sparql?query=SELECT("济南"AS?x){} HTTP/1.1\r\n'.encode() + HEAD + b"\r\n"
    status, _, body = read(said(server, *(typed[n : n + 1] for n in range(len(typed)))))
    assert status == 200
    assert "济南".encode() in body


def test_requests_in_a_row_are_answered_in_a_row(server: Server) -> None:
    last = ASK.replace(b"Host", b"Connection: close\r\nHost")
    assert said(server, ASK * 5 + last).count(b'"boolean":true') == 6


def test_an_answer_under_way_is_never_mixed_with_another(server: Server) -> None:
    """The second of two requests in a row is none: the first is answered whole or not at all."""
    heard = said(server, ASK + b"GARBAGE\r\n\r\n")
    if heard:
        status, headers, body = read(heard)
        assert status == 200
        assert body[: int(headers["content-length"])] == b'{"head":{},"boolean":true}'


def test_what_is_still_to_be_sent_when_the_client_has_gone_is_let_go() -> None:
    uvloop = pytest.importorskip("uvloop")
    wrong: list[object] = []

    async def leaving() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, told: wrong.append(told))
        ours, theirs = socket.socketpair()
        gone = loop.create_future()

        class Left(asyncio.Protocol):
            def connection_lost(self, exc: Exception | None) -> None:
                gone.set_result(exc)

        transport, _ = await loop.create_connection(Left, sock=ours)
        joining = _Joining(transport)
        joining.write(b"HTTP/1.1 200 OK\r\n\r\n")
        transport.abort()
        await gone
        await asyncio.sleep(0)
        joining.write(b"HTTP/1.1 200 OK\r\n\r\n")
        joining.write(b"{}")
        joining.whole(b"{}")
        theirs.close()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(leaving())
    assert wrong == []


def test_http_before_1_1_needs_no_host(server: Server) -> None:
    status, headers, _ = read(said(server, b"GET /sparql?query=ASK%7B%7D HTTP/1.0\r\n\r\n"))
    assert (status, headers["content-type"]) == (200, "application/sparql-results+json")
