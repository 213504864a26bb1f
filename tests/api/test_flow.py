"""Large answers: sent while they are made, and unmistakably broken off where they cannot be had to their end."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pyoxigraph as ox
import pytest

from api.workers.limits import Limits, MadeRoom, NoRoom, Overloaded, QueryTimeout
from api.workers.pool import Pool
from graph.formats import GRAPH, RESULTS
from graph.generations import Generations
from graph.store import TooManyRows
from tests.api.serving import ENDLESS, Server, fetched

Start = Callable[..., Server]

#: Some 40,000 rows of three values, in the small store of the tests.
WIDE = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
#: Rows without end.
FLOOD = "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
UNLIMITED = {"result_rows": 999_999_999, "result_bytes": "8GiB"}


def test_an_answer_larger_than_what_is_held_back_comes_whole(server: Start) -> None:
    one = server(buffer_bytes=2048)
    small = httpx.get(one.address + "sparql", params={"query": WIDE + " LIMIT 2"})
    assert "content-length" in small.headers
    assert "transfer-encoding" not in small.headers
    large = httpx.get(one.address + "sparql", params={"query": WIDE}, timeout=60)
    assert large.headers["transfer-encoding"] == "chunked"
    assert large.headers["etag"]
    rows = large.json()["results"]["bindings"]
    counted = httpx.get(
        one.address + "sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c }"}
    ).json()
    assert len(rows) == int(counted["results"]["bindings"][0]["n"]["value"]) ** 2


@pytest.mark.parametrize(
    ("settings", "query"),
    [
        ({"query_seconds": 0.5, **UNLIMITED}, FLOOD),
        ({"result_bytes": 100_000}, WIDE),
        ({"result_rows": 500}, WIDE),
    ],
)
def test_an_answer_that_cannot_be_had_to_its_end_is_no_shorter_answer(
    server: Start, settings: dict[str, Any], query: str
) -> None:
    one = server(buffer_bytes=2048, **settings)
    for form in ("json", "csv"):
        head, body = fetched(one, f"/sparql?format={form}&query={quote(query)}")
        if head.startswith(b"HTTP/1.1 200"):
            assert len(body) > 2048
            assert not body.endswith(b"0\r\n\r\n")  # the end of a body in chunks
        else:  # it failed before the first part was on its way
            assert b"application/problem+json" in head
        try:
            answer = httpx.get(one.address + "sparql", params={"query": query, "format": form}, timeout=60)
        except httpx.RemoteProtocolError:
            continue
        assert answer.status_code in (422, 504)
    assert httpx.get(one.address + "sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_an_answer_whose_rest_takes_too_long_is_broken_off(server: Start) -> None:
    one = server(buffer_bytes=2048, query_seconds=1.0, **UNLIMITED)
    head, body = fetched(one, f"/sparql?query={quote(FLOOD)}")
    assert head.startswith(b"HTTP/1.1 200")
    assert len(body) > 2048
    assert not body.endswith(b"0\r\n\r\n")


@pytest.mark.parametrize(
    ("form", "query"),
    [
        ("xml", 'SELECT * { { ?a ?b ?c . ?d ?e ?f } UNION { BIND("\\u0001" AS ?c) } }'),
        ("rdfxml", 'CONSTRUCT { ?a ?b ?c } WHERE { { ?a ?b ?c } UNION { BIND("\\u0001" AS ?c) ?a ?b ?d } }'),
    ],
)
def test_what_xml_has_no_place_for_breaks_the_answer_off(server: Start, form: str, query: str) -> None:
    one = server(buffer_bytes=2048)
    head, body = fetched(one, f"/sparql?format={form}&query={quote(query)}")
    if head.startswith(b"HTTP/1.1 200"):
        assert len(body) > 2048
        assert not body.endswith(b"0\r\n\r\n")
    else:
        assert head.startswith(b"HTTP/1.1 406")
    assert b"\x01" not in body


def test_before_chunks_were_known_an_answer_is_whole_or_an_error(server: Start) -> None:
    one = server(buffer_bytes=2048, result_rows=12_000)
    head, body = fetched(one, f"/sparql?query={quote(WIDE + ' LIMIT 12000')}", "1.0")
    assert b"content-length" in head
    assert len(json.loads(body)["results"]["bindings"]) == 12_000
    head, _ = fetched(one, f"/sparql?query={quote(WIDE)}", "1.0")
    assert head.startswith(b"HTTP/1.1 422")


def test_a_worker_is_free_when_the_answer_is_made_not_when_it_is_taken(server: Start) -> None:
    one = server(buffer_bytes=2048, workers=1, long_queries=0)
    parts = urlsplit(one.address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=60) as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.sendall(f"GET /sparql?query={quote(WIDE)} HTTP/1.1\r\nHost: test\r\n\r\n".encode())
        slow.recv(100)  # it has begun to come, and nobody takes the rest
        for _ in range(3):
            answer = httpx.get(one.address + "sparql", params={"query": "ASK {}"}, timeout=60)
            assert answer.status_code == 200


@asynccontextmanager
async def pool(store: Path, **limits: Any) -> AsyncIterator[Pool]:
    one = Pool(Generations(store), Limits(**{"workers": 1, "seconds": 30.0, **limits}))
    try:
        yield one
    finally:
        async with asyncio.timeout(20):
            await one.close()


async def count(among: Pool) -> bytes:
    async with among.lease() as lease:
        return (await lease.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", RESULTS)).body


@pytest.mark.anyio
@pytest.mark.parametrize("form", [*RESULTS, *GRAPH])
async def test_rows_are_limited_to_the_row(store: Path, form: Any) -> None:
    query = (
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT %d"
        if form in GRAPH
        else "SELECT * { ?s ?p ?o } LIMIT %d"
    )
    async with pool(store, result_rows=20) as one, one.lease() as lease:
        assert (await lease.begin(query % 20, [form])).body()
        with pytest.raises(TooManyRows):
            await lease.begin(query % 21, [form])
        assert (await lease.ask(query % 21, [form])).body  # the site's own queries have limits of their own


@pytest.mark.anyio
async def test_a_long_query_gives_up_its_place_when_others_wait(store: Path) -> None:
    async with pool(store, patience=0.05) as one:
        async with one.lease() as lease:
            long = asyncio.create_task(lease.ask(ENDLESS, RESULTS))
            async with asyncio.timeout(20):
                assert b"bindings" in await count(one)
            assert one.status().long == 1
            assert not long.done()
            long.cancel()
            with pytest.raises(asyncio.CancelledError):
                await long
        assert one.status().long == 0
        assert b"bindings" in await count(one)


@pytest.mark.anyio
async def test_of_too_many_long_queries_the_longest_makes_room(store: Path) -> None:
    async def endless(among: Pool) -> None:
        async with among.lease() as lease:
            await lease.ask(ENDLESS, RESULTS)

    async with pool(store, patience=0.05, long_queries=1) as one:
        first = asyncio.create_task(endless(one))
        second = asyncio.create_task(endless(one))
        third = asyncio.create_task(endless(one))
        async with asyncio.timeout(20):
            with pytest.raises(MadeRoom):
                await first
        for task in (second, third):
            task.cancel()
            with pytest.raises((asyncio.CancelledError, MadeRoom)):
                await task
        assert b"bindings" in await count(one)


@pytest.mark.anyio
async def test_without_room_for_long_queries_the_others_wait_for_the_deadline(store: Path) -> None:
    async with pool(store, patience=0.05, long_queries=0, seconds=0.5) as one, one.lease() as lease:
        long = asyncio.create_task(lease.ask(ENDLESS, RESULTS))
        with pytest.raises(Overloaded):
            await count(one)
        with pytest.raises(QueryTimeout):
            await long


@pytest.mark.anyio
async def test_a_small_graph_is_copied_into_memory_and_answers_alike(store: Path) -> None:
    query = "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?s ?p ?o"
    async with pool(store) as one, one.lease() as lease:
        on_disk = (await lease.ask(query, RESULTS)).body
    engine = ox.Store.read_only(str(Generations(store).current().folder / "engine"))
    copy = ox.Store()
    copy.bulk_load(engine.dump(format=ox.RdfFormat.N_QUADS) or b"", format=ox.RdfFormat.N_QUADS)
    assert copy.query(query).serialize(format=ox.QueryResultsFormat.JSON) == on_disk
    async with pool(store, memory_quads=len(engine)) as one, one.lease() as lease:
        assert (await lease.ask(query, RESULTS)).body == on_disk


@pytest.mark.anyio
async def test_of_answers_that_nobody_takes_the_first_makes_room_on_the_disk(store: Path) -> None:
    async with pool(store) as one, one.lease() as lease:
        size = len((await lease.ask(WIDE, RESULTS[:1])).body)
    limits = {"workers": 2, "buffer_bytes": 2048, "spool_bytes": size + size // 2}
    async with pool(store, **limits) as one, one.lease() as first, one.lease() as second:
        forgotten = await first.begin(WIDE, RESULTS[:1])
        if not forgotten.settled:  # all of it lies on the disk when the other comes
            whole = asyncio.Event()
            forgotten.at_end.append(whole.set)
            await whole.wait()
        taken = await second.begin(WIDE, RESULTS[:1])
        assert len(b"".join([chunk async for chunk in taken.chunks()])) == size
        with pytest.raises(NoRoom):
            async for _ in forgotten.chunks():
                pass
