"""The real server in a process of its own: signals, dropped connections, raw bytes."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from api.app import serve
from api.settings import Settings, SettingsError
from tests.api import small_store
from tests.api.serving import ENDLESS, Server

Start = Callable[..., Server]


def until(true: Callable[[], object], seconds: float = 20.0) -> None:
    """Asks again and again, at most so long."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"


def connected(server: Server) -> socket.socket:
    parts = urlsplit(server.address)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=30)


def begin(server: Server, query: str) -> socket.socket:
    """Sends a query and leaves the connection open."""
    connection = connected(server)
    connection.sendall(f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: test\r\n\r\n".encode())
    return connection


def asked(server: Server, query: str) -> httpx.Response:
    return httpx.get(server.address + "sparql", params={"query": query}, timeout=30)


def test_a_runaway_query_is_answered_at_its_deadline_and_its_process_is_gone(server: Start) -> None:
    one = server(query_seconds=1.0)
    assert asked(one, "ASK {}").status_code == 200
    until(lambda: len(one.workers()) == 3)
    before = one.workers()
    answers: list[httpx.Response] = []
    runaway = threading.Thread(target=lambda: answers.append(asked(one, ENDLESS)))
    started = time.monotonic()
    runaway.start()
    others = 0
    while runaway.is_alive():
        assert asked(one, "ASK { ?s ?p ?o }").json()["boolean"] is True
        others += 1
    assert 1.0 <= time.monotonic() - started < 6.0
    assert answers[0].status_code == 504
    assert answers[0].headers["content-type"] == "application/problem+json"
    assert others > 5
    until(lambda: len(before - one.workers()) == 1)
    until(lambda: len(one.workers()) == 3)


def test_a_client_who_hangs_up_takes_the_query_along(server: Start) -> None:
    one = server(query_seconds=300, workers=1)
    connection = begin(one, ENDLESS)
    until(lambda: one.busy() == 1)
    before = one.workers()
    connection.close()
    until(lambda: one.busy() == 0)
    until(lambda: len(before - one.workers()) == 1)
    assert asked(one, "ASK { ?s ?p ?o }").status_code == 200


def lost(server: Server) -> int:
    """How many queries have ended because their worker did, by what operators are told."""
    told = httpx.get(server.address + "metrics").text.split("\n")
    return sum(int(float(line.split()[-1])) for line in told if 'reason="worker lost"' in line)


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL])
@pytest.mark.parametrize("way", ["GET", "POST"])
def test_a_worker_that_dies_of_itself_is_one_failed_request(
    server: Start, number: signal.Signals, way: str
) -> None:
    one = server(query_seconds=300, workers=1, long_queries=0)
    until(lambda: len(one.workers()) == 2)
    answers: list[httpx.Response] = []

    def ask() -> None:
        named = {"params" if way == "GET" else "data": {"query": ENDLESS}}
        answers.append(httpx.request(way, one.address + "sparql", **named, timeout=60))  # type: ignore[arg-type]

    failing = threading.Thread(target=ask)
    failing.start()
    until(lambda: one.busy() == 1)
    before = one.workers()
    for process in before:
        os.kill(process, number)
    failing.join(timeout=20)
    assert [answer.status_code for answer in answers] == [503]
    problem = answers[0].json()
    assert problem["type"].endswith("#worker-lost")
    assert "缩小查询范围" in problem["detail"]
    assert "retry-after" not in answers[0].headers  # a program that tries again would meet the same
    assert asked(one, "ASK { ?s ?p ?o }").json()["boolean"] is True
    assert one.workers()
    assert not one.workers() & before
    assert one.busy() == 0  # nobody has begun the query again
    assert lost(one) == 1


def test_a_query_out_of_memory_is_told_so(server: Start) -> None:
    one = server(query_seconds=300, workers=1, worker_memory="512MiB")
    hungry = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?c ?f ?i ?l"
    answer = httpx.get(
        one.address + "sparql", params={"query": hungry}, headers={"Accept-Language": "en"}, timeout=120
    )
    assert answer.status_code == 503
    assert "out of memory" in answer.json()["detail"]
    assert asked(one, "ASK { ?s ?p ?o }").json()["boolean"] is True
    assert lost(one) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_while_a_query_runs(server: Start, number: signal.Signals) -> None:
    one = server(query_seconds=300)
    connection = begin(one, ENDLESS)
    until(lambda: one.busy() == 1)
    workers = one.workers()
    one.process.send_signal(number)
    assert one.process.wait(timeout=10) == 0
    connection.close()
    assert not [process for process in workers if Path(f"/proc/{process}").exists()]
    assert one.process.stdout is not None
    assert one.process.stdout.read() == ""


def test_workers_do_not_outlive_a_server_that_was_killed(server: Start) -> None:
    one = server(query_seconds=1.0)
    with begin(one, ENDLESS):
        until(lambda: one.busy() == 1)
        workers = one.workers()
        one.process.kill()
        one.process.wait()
        until(lambda: not [process for process in workers if alive(process)])


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_new_generation_is_taken_up_without_a_failed_request(server: Start, tmp_path: Path) -> None:
    store = tmp_path / "store"
    small_store.publish(store)
    one = server(store=store)
    failures: list[int] = []
    last = threading.Event()

    def load() -> None:
        while not last.is_set():
            answer = asked(one, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
            if answer.status_code != 200:
                failures.append(answer.status_code)

    readers = [threading.Thread(target=load) for _ in range(4)]
    for reader in readers:
        reader.start()
    try:
        for number in range(3):
            made = small_store.publish(store, more=f"<urn:g> {{ <urn:s> <urn:p> {number} }}")
            answer = asked(one, f"ASK {{ <urn:s> <urn:p> {number} }}")
            assert answer.headers["x-crossplan-generation"] == made.name
            assert answer.json()["boolean"] is True
    finally:
        last.set()
        for reader in readers:
            reader.join()
    assert failures == []
    until(lambda: len(one.workers()) == 3)


@pytest.mark.parametrize(
    "target",
    [
        "/sparql?query=SELECT(STR(<urn:济南>)AS?x){}",
        "/sparql?query=SELECT(STR(%3Curn:%E6%B5%8E%E5%8D%97%3E)AS?x){}",
    ],
)
def test_a_target_may_hold_raw_utf8_as_curl_sends_it(server: Start, target: str) -> None:
    one = server()
    with connected(one) as connection:
        head = f"GET {target} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n".encode()
        connection.sendall(head[:40])  # in pieces, as a network may deliver it
        connection.sendall(head[40:])
        answer = b""
        while data := connection.recv(65536):
            answer += data
    assert answer.startswith(b"HTTP/1.1 200")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["results"]["bindings"][0]["x"]["value"] == "urn:济南"


def test_the_body_of_a_post_is_left_as_it_is(server: Start) -> None:
    one = server()
    query = 'SELECT ("济南 100%" AS ?x) {}'
    with httpx.Client() as client:
        for _ in range(2):  # the second on the same connection
            answer = client.post(
                one.address + "sparql",
                content=query.encode(),
                headers={"content-type": "application/sparql-query"},
            )
            assert answer.json()["results"]["bindings"][0]["x"]["value"] == "济南 100%"


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory, store: Path) -> Server:
    one = Server(store, tmp_path_factory.mktemp("server"))
    yield one  # type: ignore[misc]  # a fixture that cleans up behind itself
    one.stop()


def test_an_address_in_use_is_said_in_one_line(endpoint: Server, store: Path) -> None:
    port = urlsplit(endpoint.address).port
    assert port is not None
    with pytest.raises(SettingsError, match=f"port {port}: cannot be listened on") as raised:
        serve(Settings(store=store, port=port), print)
    assert "\n" not in str(raised.value)
