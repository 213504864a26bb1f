"""Names as tables have them, and whom they mean: invented variants of what the bundled corpus and registry hold."""

from __future__ import annotations

import csv
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.reconciliation.queries import BATCH
from api.settings import Settings
from graph.generations import Generation
from tests.api.serving import running

pytestmark = pytest.mark.anyio

#: `id` is whom the name means, or empty; `certain` whether the service is to be sure of that.
GOLD = (Path(__file__).parent / "gold.tsv").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(GOLD.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
async def results(
    anyio_backend: str, corpus_generation: Generation
) -> AsyncIterator[list[tuple[dict[str, str], list[dict[str, Any]]]]]:
    """Each row with the candidates for it."""
    queries = {}
    for place, row in enumerate(ROWS):
        properties = [one.split("=") for one in filter(None, row["properties"].split(";"))]
        queries[f"q{place}"] = {
            "query": row["written"],
            **({"type": row["type"]} if row["type"] else {}),
            **({"properties": [{"pid": pid, "v": v} for pid, v in properties]} if properties else {}),
        }
    async with running(Settings(store=corpus_generation.folder.parent.parent, workers=1)) as client:
        yield [
            (row, answer)
            for start in range(0, len(ROWS), BATCH)
            for row, answer in zip(
                ROWS[start : start + BATCH],
                await _asked(client, dict(list(queries.items())[start : start + BATCH])),
                strict=True,
            )
        ]


async def _asked(client: httpx.AsyncClient, queries: dict[str, Any]) -> list[list[dict[str, Any]]]:
    answer = await client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    return [answer.json()[name]["result"] for name in queries]


async def test_every_match_is_right_and_every_certain_name_matches(
    results: list[tuple[dict[str, str], list[dict[str, Any]]]],
) -> None:
    assert len(results) == 49
    wrong = []
    for row, some in results:
        matched = [one["id"] for one in some if one["match"]]
        if matched != ([row["id"]] if row["certain"] == "yes" else []):
            wrong.append((row["written"], row["properties"], matched))
    assert wrong == []  # precision and recall of what is matched without asking are 1 on these


async def test_who_is_meant_comes_first(
    results: list[tuple[dict[str, str], list[dict[str, Any]]]],
) -> None:
    late = [
        row["written"]
        for row, some in results
        if row["id"] and [one["id"] for one in some][:1] != [row["id"]]
    ]
    assert late == []


async def test_where_nobody_is_meant_nobody_is_the_best_by_far(
    results: list[tuple[dict[str, str], list[dict[str, Any]]]],
) -> None:
    for row, some in results:
        if not row["id"]:
            scores = [one["score"] for one in some[:2]]
            assert not scores or scores[0] < 75 or scores[0] == scores[-1], row["written"]
