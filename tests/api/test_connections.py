"""More connections than there is room for, clients that send nothing or take nothing: others are served all the same."""

from __future__ import annotations

import json
import os
import resource
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from api.connections.register import Connections, allowed
from api.workers.limits import NoRoom
from api.workers.spool import Room, Spool
from tests.api.serving import ENDLESS, ROOT, Server

Start = Callable[..., Server]

ASK = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: test\r\n\r\n"
#: Some ten megabytes, in the small store of the tests.
WIDE = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


class Client:
    """A connection that notes what becomes of it."""

    def __init__(self) -> None:
        self.end = ""

    def give_up(self) -> None:
        self.end = "given up"

    def turn_away(self) -> None:
        self.end = "turned away"

    def abort(self) -> None:
        self.end = "aborted"


def entered(among: Connections, number: int) -> list[Client]:
    clients = [Client() for _ in range(number)]
    for one in clients:
        among.enter(one)
    return clients


def test_the_connection_goes_that_has_kept_the_server_waiting_longest() -> None:
    among = Connections(3, 1000)
    first, second, third = entered(among, 3)
    among.works(first)
    among.waits(first)  # it has asked something: the second has waited longest now
    [fourth] = entered(among, 1)
    assert [one.end for one in (first, second, third, fourth)] == ["", "given up", "", ""]
    assert len(among) == 3
    assert (among.given_up, among.turned_away) == (1, 0)


def test_a_new_one_is_turned_away_only_if_all_others_are_served() -> None:
    among = Connections(2, 1000)
    first, second = entered(among, 2)
    among.works(first)
    among.works(second)
    [third] = entered(among, 1)
    assert third.end == "turned away"
    among.waits(third)  # what it does now is no matter
    among.waits(second)
    [fourth] = entered(among, 1)
    assert [one.end for one in (first, second, fourth)] == ["", "given up", ""]
    among.leave(first)
    among.leave(first)
    assert len(among) == 1


def test_not_even_telling_that_there_is_no_room_goes_beyond_bounds() -> None:
    among = Connections(1, 1000)
    among.works(entered(among, 1)[0])
    ends = [one.end for one in entered(among, 150)]
    assert ends == ["turned away"] * 100 + ["aborted"] * 50


def test_answers_that_are_not_taken_have_a_bound_together() -> None:
    among = Connections(10, 1000)
    first, second, third = entered(among, 3)
    among.unsent(first, 500)
    among.unsent(second, 400)
    among.unsent(second, 300)
    assert first.end == second.end == ""
    among.unsent(third, 300)
    assert (first.end, second.end, third.end) == ("given up", "", "")
    among.taken(second)
    among.unsent(third, 5000)  # by itself an answer may be larger
    assert third.end == ""


def test_the_limit_of_open_files_is_raised_and_kept() -> None:
    say = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from api.connections.register import allowed; print(allowed(1000))"
    for soft, hard, expected in ((256, 4096, "1000"), (256, 1024, "412"), (100, 100, "1")):
        told = subprocess.run(
            [sys.executable, "-c", say],
            capture_output=True,
            text=True,
            check=True,
            preexec_fn=lambda soft=soft, hard=hard: resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard)),  # type: ignore[misc]
        )
        assert told.stdout.strip() == expected
    assert allowed(1) == 1


def test_of_spools_that_are_too_large_together_the_first_goes() -> None:
    room = Room(10_000)
    first, second = Spool(100, room), Spool(100, room)
    first.write(b"a" * 5000)
    second.write(b"b" * 4000)
    second.write(b"c" * 4000)
    with pytest.raises(NoRoom):
        first.read(10)
    with pytest.raises(NoRoom):
        first.write(b"a")
    with pytest.raises(NoRoom):
        first.whole()
    assert second.read(20_000) == b"b" * 4000 + b"c" * 4000
    second.close()
    third = Spool(100, room)
    third.write(b"d" * 10_000)
    with pytest.raises(NoRoom):
        third.write(b"d")
    third.close()


def connected(server: Server) -> socket.socket:
    parts = urlsplit(server.address)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=30)


def heard(connection: socket.socket) -> bytes:
    """What comes until the server hangs up."""
    found = b""
    try:
        while data := connection.recv(1 << 16):
            found += data
    except ConnectionResetError:
        pass
    return found


def asked(server: Server, query: str = "ASK {}") -> int:
    return httpx.get(server.address + "sparql", params={"query": query}, timeout=30).status_code


def told(server: Server, name: str) -> int:
    """A number that operators are told."""
    lines = httpx.get(server.address + "metrics").text.split("\n")
    return next(int(float(line.split()[-1])) for line in lines if line.startswith(name))


def until(true: Callable[[], object]) -> None:
    for _ in range(3000):
        if true():
            return
    raise AssertionError("it did not happen")


def test_many_who_say_nothing_do_not_keep_others_out(server: Start) -> None:
    one = server(connections=8, workers=1)
    silent = [connected(one) for _ in range(40)]
    assert asked(one) == 200
    assert all(heard(connection) == b"" for connection in silent[:30])  # closed without a word
    silent[-1].sendall(ASK.replace(b"Host", b"Connection: close\r\nHost"))
    assert heard(silent[-1]).startswith(b"HTTP/1.1 200")
    assert told(one, 'crossplan_connections_closed_total{which="longest waiting"}') >= 32
    for connection in silent:
        connection.close()


def test_one_who_sends_a_byte_now_and_then_is_told_why_it_was_closed(server: Start) -> None:
    one = server(connections=4, workers=1)
    slow = [connected(one) for _ in range(4)]
    for connection in slow:
        connection.sendall(ASK[:30])
    assert asked(one) == 200
    answers = [heard(connection) for connection in slow[:1]]
    head, _, body = answers[0].partition(b"\r\n\r\n")
    if head:  # unless its bytes had not been read by then
        assert head.startswith(b"HTTP/1.1 503")
        assert b"\r\nRetry-After: " in head
        assert json.loads(body)["type"].endswith("#overloaded")
    for connection in slow:
        connection.close()


def test_where_all_are_served_a_new_one_is_asked_to_come_again(server: Start) -> None:
    one = server(connections=1, workers=1, query_seconds=300)
    before = {process: worked(process) for process in one.workers()}
    with connected(one) as long:
        long.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: test\r\n\r\n".encode())
        until(lambda: any(worked(process) > before.get(process, 0) + 20 for process in one.workers()))
        for _ in range(3):
            with connected(one) as new:
                new.sendall(ASK)
                head, _, body = heard(new).partition(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 503")
            assert b"\r\nRetry-After: 5" in head
            assert b"\r\nConnection: close" in head
            assert json.loads(body)["status"] == 503
    until(lambda: served(one))


def served(server: Server) -> bool:
    try:
        return asked(server) == 200
    except httpx.TransportError:
        return False


def worked(process: int) -> int:
    """Ticks of the processor that a process has taken."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def test_one_who_takes_nothing_of_an_answer_is_given_up(server: Start) -> None:
    one = server(buffer_bytes=2048, workers=1, request_seconds=0.5)
    with connected(one) as slow:
        slow.sendall(f"GET /sparql?query={quote(WIDE)} HTTP/1.1\r\nHost: test\r\n\r\n".encode())
        assert slow.recv(15) == b"HTTP/1.1 200 OK"
        until(lambda: told(one, "crossplan_connections ") == 1)  # the one that asks
        rest = heard(slow)
    assert not rest.endswith(b"0\r\n\r\n")
    files = [os.readlink(link) for link in Path(f"/proc/{one.process.pid}/fd").iterdir()]
    assert not [file for file in files if "crossplan-" in file and "deleted" in file]


def test_one_who_takes_an_answer_slowly_gets_it_whole(server: Start) -> None:
    one = server(buffer_bytes=2048, workers=1, request_seconds=5.0)
    with connected(one) as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 << 10)
        slow.sendall(
            f"GET /sparql?query={quote(WIDE)} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n".encode()
        )
        answer = heard(slow)
    assert answer.startswith(b"HTTP/1.1 200")
    assert answer.endswith(b"0\r\n\r\n")
