"""What operators read at /metrics is what happened."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from api.settings import Settings
from tests.api.serving import ENDLESS, running

pytestmark = pytest.mark.anyio


async def samples(client: httpx.AsyncClient) -> dict[tuple[str, ...], float]:
    answer = await client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {
        (one.name, *one.labels.values()): one.value
        for family in text_string_to_metric_families(answer.text)
        for one in family.samples
    }


async def test_requests_queries_and_workers_are_counted(store: Path) -> None:
    async with running(Settings(store=store, workers=2, query_seconds=0.5, result_rows=3)) as client:
        for _ in range(3):
            await client.get("/sparql", params={"query": "ASK {}"})
        await client.get("/sparql", params={"query": ENDLESS})
        await client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
        await client.get("/no/such/room")
        await client.get("/id/region/370100.ttl")
        found = await samples(client)
        generation = (await client.get("/health")).json()["generation"]
    assert found["crossplan_requests_total", "sparql", "200"] == 3
    assert found["crossplan_requests_total", "sparql", "504"] == 1
    assert found["crossplan_requests_total", "sparql", "422"] == 1
    assert found["crossplan_requests_total", "other", "404"] == 1
    assert found["crossplan_requests_total", "id", "200"] == 1
    assert found["crossplan_request_seconds_count", "sparql"] == 5
    assert found["crossplan_queries_stopped_total", "deadline"] == 1
    assert found["crossplan_queries_stopped_total", "rows"] == 1
    assert (
        found["crossplan_cache_answers_total", "queries", "yes"] == 1
    )  # kept the second time, given the third
    assert found["crossplan_workers", "busy"] == 0
    assert found["crossplan_waiting",] == 0
    assert any(name[0] == "crossplan_info" and generation in name for name in found)
