"""Asking the reconciliation service, and holding what it says to its schemas."""

from __future__ import annotations

import json
from typing import Any

import httpx
import jsonschema

from api.reconciliation import schema

__all__ = ["AGENCY", "batch", "extend", "one", "valid"]

AGENCY = "agency/370000-da-shu-ju-ju"


def valid(answer: httpx.Response, of: dict[str, Any]) -> Any:
    """The answer, which must be as its schema says."""
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json"), answer.text
    told = answer.json()
    jsonschema.validate(told, of, jsonschema.Draft202012Validator)
    return told


async def batch(client: httpx.AsyncClient, queries: dict[str, Any], **parameters: str) -> dict[str, Any]:
    answer = await client.post("/reconcile", params=parameters, data={"queries": json.dumps(queries)})
    told: dict[str, Any] = valid(answer, schema.RESULTS)
    assert list(told) == list(queries)
    return {name: one["result"] for name, one in told.items()}


async def one(client: httpx.AsyncClient, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await batch(client, {"q0": query}))["q0"]
    return found


async def extend(client: httpx.AsyncClient, ids: list[str], *properties: Any) -> dict[str, Any]:
    asked = {"ids": ids, "properties": [p if isinstance(p, dict) else {"id": p} for p in properties]}
    told: dict[str, Any] = valid(
        await client.post("/reconcile", data={"extend": json.dumps(asked)}), schema.EXTENSION
    )
    assert list(told["rows"]) == ids
    return told
