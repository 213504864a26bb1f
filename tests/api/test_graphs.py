"""The named graphs: whole in every format, of any size, or an error that says where to get them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from api.settings import Settings
from api.workers.limits import Limits, MadeRoom
from api.workers.pool import Pool
from graph.formats import GRAPH, Format, find
from graph.generations import Generations
from ontology.terms import DEFAULT_BASE
from tests.api import small_store
from tests.api.reading import triples_of
from tests.api.serving import Server, fetched, running

pytestmark = pytest.mark.anyio


async def test_a_graph_is_the_same_in_every_format(client: httpx.AsyncClient) -> None:
    path = f"/graph/document/{small_store.DOCUMENT}"
    found = [triples_of((await client.get(f"{path}.{one.ending}")).content, one) for one in GRAPH]
    assert len(found[0]) > 50
    assert all(one == found[0] for one in found)
    turtle = (await client.get(f"{path}.ttl")).text
    assert "@prefix cp:" in turtle
    assert "@prefix dcat:" not in turtle, "only the prefixes that are used"


MANY = " ".join(
    f'<urn:s{n}> <urn:p> "{n} .\\n<urn:s> \\"城市\\" <urn:o> .\\r\\n"@zh , {n} .' for n in range(5000)
)
STREAMED = [one for one in GRAPH if one.name != "rdfxml"]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a graph of 10,000 triples."""
    root = tmp_path_factory.mktemp("many")
    small_store.publish(root, more=f"<{DEFAULT_BASE}graph/many> {{ {MANY} }}")
    return root


def quads_of(body: bytes, taken: Format) -> set[ox.Quad]:
    assert isinstance(taken.engine, ox.RdfFormat)
    return set(ox.parse(body, taken.engine))


async def test_a_graph_of_any_size_is_streamed(many: Path) -> None:
    tight = {"result_bytes": 100_000, "result_rows": 100, "buffer_bytes": 20_000}
    async with running(Settings(store=many, workers=1, **tight)) as client:
        for one in STREAMED:
            answer = await client.get(f"/graph/many.{one.ending}")
            assert (answer.status_code, answer.headers["content-type"]) == (200, one.media)
            assert "content-length" not in answer.headers, "it is sent before its end is known"
            assert answer.headers["etag"]
            assert 'rel="alternate"' in answer.headers["link"]
            name = (
                ox.NamedNode(f"{DEFAULT_BASE}graph/many")
                if one.name in ("nquads", "trig")
                else ox.DefaultGraph()
            )
            quads = quads_of(answer.content, one)
            assert len(quads) == 10_000
            assert {quad.graph_name for quad in quads} == {name}
            assert {quad.triple for quad in quads} == {
                quad.triple for quad in ox.parse(f"{MANY}", ox.RdfFormat.TURTLE)
            }
        page = await client.get("/graph/many.html")
        assert (page.status_code, "10,000" in page.text) == (200, True)


async def test_what_needs_the_whole_is_refused_beyond_a_bound_and_says_what_does_not(many: Path) -> None:
    async with running(Settings(store=many, workers=1, result_bytes=100_000)) as client:
        answer = await client.get("/graph/many.rdf")
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
        for one in STREAMED:
            assert f"/graph/many.{one.ending}" in answer.json()["detail"]
            assert (await client.get(f"/graph/many.{one.ending}")).status_code == 200
    async with running(Settings(store=many, workers=1)) as client:
        answer = await client.get("/graph/many.rdf")
        assert len(quads_of(answer.content, find("rdfxml", GRAPH))) == 10_000


async def test_head_and_a_client_that_knows_it_need_no_body(many: Path) -> None:
    async with running(Settings(store=many, workers=1, buffer_bytes=20_000)) as client:
        head = await client.head("/graph/many.nt")
        assert (head.status_code, head.content) == (200, b"")
        same = await client.get("/graph/many.nt", headers={"if-none-match": head.headers["etag"]})
        assert same.status_code == 304
        assert len((await client.get("/graph/many.nt")).content) > 20_000


def test_before_chunks_were_known_a_graph_is_whole_or_an_error(
    many: Path, server: Callable[..., Server]
) -> None:
    one = server(store=many, buffer_bytes=20_000)
    head, body = fetched(one, "/graph/many.nq", "1.0")
    assert f"content-length: {len(body)}".encode() in head
    assert len(quads_of(body, find("nquads", GRAPH))) == 10_000
    small = server(store=many, buffer_bytes=20_000, result_bytes=100_000)
    head, _ = fetched(small, "/graph/many.nq", "1.0")
    assert head.startswith(b"HTTP/1.1 422")


async def test_a_graph_that_cannot_be_had_to_its_end_is_no_shorter_graph(many: Path) -> None:
    pool = Pool(Generations(many), Limits(workers=1, buffer_bytes=2048))
    try:
        async with pool.lease() as lease:
            exchange = await lease.graph(f"{DEFAULT_BASE}graph/many", find("ntriples", GRAPH), {})
            assert not exchange.settled
            lease.make_room()
            with pytest.raises(MadeRoom):
                _ = [chunk async for chunk in exchange.chunks()]
    finally:
        await pool.close()


async def test_a_graph_whose_name_ends_like_a_format(tmp_path: Path) -> None:
    more = f"<{DEFAULT_BASE}graph/a.nt> {{ <urn:s> <urn:p> 1 }} <{DEFAULT_BASE}graph/b.csv> {{ <urn:s> <urn:p> 2 }}"
    small_store.publish(tmp_path, more=more)
    async with running(Settings(store=tmp_path, workers=1)) as client:
        named = await client.get("/graph/a.nt", headers={"accept": "text/turtle"})
        assert named.headers["content-type"] == "text/turtle; charset=utf-8"
        assert named.headers["content-location"] == "/graph/a.nt.ttl"
        assert (await client.get("/graph/a.nt.nt")).headers["content-type"] == "application/n-triples"
        assert (await client.get("/graph/b.csv")).status_code == 200
        assert (await client.get("/graph/registry.csv")).status_code == 404, "a graph has no table"


async def test_the_page_of_a_graph_says_what_it_holds(client: httpx.AsyncClient) -> None:
    page = (await client.get("/graph/registry", headers={"accept": "text/html"})).text
    assert "<title>命名图 机构和地区登记册" in page
    assert ">N-Triples</a>" in page
    page = (await client.get(f"/graph/document/{small_store.DOCUMENT}", headers={"accept": "text/html"})).text
    assert "命名图：<span>数字示例.txt<" in page
