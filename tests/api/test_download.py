"""The whole data set as one file: all of it, in parts, and while generations come and go."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import random
import shutil
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

from api.app import create
from api.settings import Settings
from graph import dump, summary
from graph.generations import Generation, Generations
from ontology.terms import DEFAULT_BASE
from tests.api import small_store
from tests.api.serving import Server, running

pytestmark = pytest.mark.anyio

ADDRESS = "/download/crossplan.nq.gz"


def noise(quads: int) -> str:
    """A graph that gzip makes little smaller."""
    digits = random.Random(0)
    lines = " ".join(f'<urn:s{n}> <urn:p> "{digits.randbytes(64).hex()}" .' for n in range(quads))
    return f"<{DEFAULT_BASE}graph/noise> {{ {lines} }}"


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    return small_store.publish(tmp_path_factory.mktemp("store"), more=noise(20_000))


@pytest.fixture(scope="module")
def content(generation: Generation) -> bytes:
    return (generation.folder / dump.FILE).read_bytes()


def settings(generation: Generation) -> Settings:
    return Settings(store=generation.folder.parent.parent, workers=1)


async def test_it_holds_every_named_graph_as_the_endpoint_does(generation: Generation) -> None:
    async with running(settings(generation)) as client:
        answer = await client.get(ADDRESS)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/gzip")
        assert "content-encoding" not in answer.headers, "a client would unpack it without being asked to"
        assert generation.name in answer.headers["content-disposition"]
        assert answer.headers["x-crossplan-generation"] == generation.name
        held = ox.Store()
        held.bulk_load(gzip.decompress(answer.content), format=ox.RdfFormat.N_QUADS)
        engine = generation.open().engine
        assert {quad for quad in engine if quad.graph_name != ox.DefaultGraph()} == set(held)


async def test_the_description_tells_its_size_and_checksum(generation: Generation) -> None:
    async with running(settings(generation)) as client:
        told = ox.Store()
        told.load((await client.get("/void.ttl")).content, ox.RdfFormat.TURTLE)
        [(url, size, checksum)] = told.query(  # type: ignore[misc, union-attr]
            "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX spdx: <http://spdx.org/rdf/terms#>"
            "PREFIX void: <http://rdfs.org/ns/void#> SELECT ?url ?size ?sum { ?set a dcat:Dataset ;"
            " void:dataDump ?url ; dcat:distribution [ dcat:downloadURL ?url ; dcat:byteSize ?size ;"
            " spdx:checksum [ spdx:algorithm spdx:checksumAlgorithm_sha256 ; spdx:checksumValue ?sum ] ] }"
        )
        answer = await client.get(url.value)
        assert answer.headers["content-length"] == size.value == str(len(answer.content))
        assert checksum.value == hashlib.sha256(answer.content).hexdigest()
        page = (await client.get("/void.html")).text
        assert f'href="{ADDRESS}"' in page
        assert checksum.value in page


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-", 0, None),
        ("bytes=300000-", 300_000, None),
        ("bytes=10-400000", 10, 400_000),
        ("bytes=10-99999999999", 10, None),
        ("Bytes = 5 - 9", 5, 9),
        ("bytes=-7", -7, None),
        ("bytes=-99999999999", 0, None),
    ],
)
async def test_a_part_is_sent_where_one_is_asked_for(
    generation: Generation, content: bytes, asked: str, first: int, last: int | None
) -> None:
    async with running(settings(generation)) as client:
        answer = await client.get(ADDRESS, headers={"range": asked})
        assert answer.status_code == 206
        begin = first if first >= 0 else len(content) + first
        end = len(content) - 1 if last is None else last
        assert answer.headers["content-range"] == f"bytes {begin}-{end}/{len(content)}"
        assert answer.headers["content-length"] == str(end - begin + 1)
        assert answer.content == content[begin : end + 1]


@pytest.mark.parametrize(
    "asked", ["bytes=-", "bytes=9-5", "bytes=0-1,4-5", "lines=1-2", "bytes", "bytes=x-", "bytes=1-2;"]
)
async def test_what_is_no_range_is_passed_by(generation: Generation, content: bytes, asked: str) -> None:
    async with running(settings(generation)) as client:
        answer = await client.get(ADDRESS, headers={"range": asked})
        assert (answer.status_code, len(answer.content)) == (200, len(content))
        assert answer.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
async def test_a_part_beyond_the_end_is_told(generation: Generation, content: bytes, asked: str) -> None:
    async with running(settings(generation)) as client:
        answer = await client.get(ADDRESS, headers={"range": asked})
        assert (answer.status_code, answer.headers["content-type"]) == (416, "application/problem+json")
        assert answer.headers["content-range"] == f"bytes */{len(content)}"


async def test_only_what_has_not_changed_is_gone_on_with(generation: Generation, content: bytes) -> None:
    async with running(settings(generation)) as client:
        tag = (await client.head(ADDRESS)).headers["etag"]
        part = {"range": "bytes=100-"}
        same = await client.get(ADDRESS, headers={**part, "if-range": tag})
        assert (same.status_code, same.content) == (206, content[100:])
        for other in ('"another"', f"W/{tag}", "Sun, 22 Nov 2026 15:48:47 GMT"):
            whole = await client.get(ADDRESS, headers={**part, "if-range": other})
            assert (whole.status_code, whole.content) == (200, content), other
        for headers in ({"if-none-match": tag}, {"if-none-match": tag, **part}):
            assert (await client.get(ADDRESS, headers=headers)).status_code == 304


async def test_head_has_the_headers_of_the_whole_and_no_body(generation: Generation, content: bytes) -> None:
    async with running(settings(generation)) as client:
        head = await client.head(ADDRESS, headers={"range": "bytes=0-9"})
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == str(len(content))
        assert head.headers["etag"] == (await client.get(ADDRESS)).headers["etag"]


async def test_it_comes_whole_while_generations_come_and_go(tmp_path: Path) -> None:
    made = small_store.publish(tmp_path, more=noise(20_000))
    content = (made.folder / dump.FILE).read_bytes()
    app = create(Settings(store=tmp_path, workers=1))
    received: list[bytes] = []
    gone = asyncio.Event()  # never set: the client stays

    async def receive() -> Any:
        await gone.wait()

    async def send(message: Any) -> None:
        if not received:  # the first part is on its way
            for number in range(6):
                more = f"<urn:g> {{ <urn:s> <urn:p> {number} }}"
                await asyncio.to_thread(small_store.publish, tmp_path, more=more)
            assert not made.folder.exists()
        received.append(message.get("body", b""))

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "root_path": "", "server": ("test", 80), "client": ("127.0.0.1", 1), "query_string": b"",
        "raw_path": ADDRESS.encode(), "path": ADDRESS, "headers": [(b"host", b"test")],
    }  # fmt: skip
    transport = httpx.ASGITransport(app=app)
    async with app.router.lifespan_context(app), httpx.AsyncClient(
        transport=transport, base_url="http://test"
    ) as client:  # fmt: skip
        while (await client.get("/health")).json()["workers"]["starting"]:
            await asyncio.sleep(0)
        await app(scope, receive, send)
    assert b"".join(received) == content
    assert len(received) > 3


async def test_a_generation_of_an_earlier_version_has_none_and_says_so(
    generation: Generation, tmp_path: Path
) -> None:
    store = generation.folder.parent.parent
    shutil.copytree(store, tmp_path / "older")
    folder = Generations(tmp_path / "older").current().folder
    for file in (dump.FILE, summary.FILE):
        (folder / file).unlink()
    async with running(Settings(store=tmp_path / "older", workers=1)) as client:
        answer = await client.get(ADDRESS)
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
        assert "crossplan build" in answer.json()["detail"]
        for form in ("ttl", "html"):
            assert ADDRESS not in (await client.get(f"/void.{form}")).text
        small_store.publish(tmp_path / "older", more=noise(20_000))  # the same, built again
        assert (await client.get(ADDRESS)).status_code == 200
        assert ADDRESS in (await client.get("/void.html")).text


def test_a_client_that_was_cut_off_goes_on(
    generation: Generation, content: bytes, tmp_path: Path, server: Any
) -> None:
    one: Server = server(store=generation.folder.parent.parent)
    got = b""
    while len(got) < len(content):
        with httpx.stream(
            "GET", one.address + ADDRESS[1:], headers={"range": f"bytes={len(got)}-"}
        ) as answer:
            assert answer.status_code == 206
            for chunk in answer.iter_bytes(300_000):
                got += chunk
                break  # and hang up
    assert got == content
    assert httpx.get(one.address + "health").json()["status"] == "ok"
