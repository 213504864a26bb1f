"""The named graphs: whole in every format, or an error that says where to get them."""

from __future__ import annotations

from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from api.settings import Settings
from graph.formats import GRAPH
from ontology.terms import DEFAULT_BASE
from tests.api import small_store
from tests.api.reading import triples_of
from tests.api.serving import running

pytestmark = pytest.mark.anyio


async def test_a_graph_is_the_same_in_every_format(client: httpx.AsyncClient) -> None:
    path = f"/graph/document/{small_store.DOCUMENT}"
    found = [triples_of((await client.get(f"{path}.{one.ending}")).content, one) for one in GRAPH]
    assert len(found[0]) > 50
    assert all(one == found[0] for one in found)
    turtle = (await client.get(f"{path}.ttl")).text
    assert "@prefix cp:" in turtle
    assert "@prefix dcat:" not in turtle, "only the prefixes that are used"


async def test_a_graph_over_the_limit_is_refused_whole(tmp_path: Path) -> None:
    many = " ".join(f"<urn:s{n}> <urn:p> <urn:o> ." for n in range(5000))
    small_store.publish(tmp_path, more=f"<{DEFAULT_BASE}graph/many> {{ {many} }}")
    async with running(Settings(store=tmp_path, workers=1, result_bytes=100_000)) as client:
        for ending in ("", ".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf"):
            answer = await client.get(f"/graph/many{ending}")
            assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
            assert "crossplan export" in answer.json()["detail"]
            assert f"GRAPH <{DEFAULT_BASE}graph/many>" in answer.json()["detail"]
        page = await client.get("/graph/many.html")
        assert (page.status_code, "5000" in page.text) == (200, True)
    async with running(Settings(store=tmp_path, workers=1)) as client:
        whole = await client.get("/graph/many.nq")
        assert len(list(ox.parse(whole.content, ox.RdfFormat.N_QUADS))) == 5000


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
