"""The page docs/linked-data.md lists what there is."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from api.errors import KINDS
from api.resources.alternates import OFFERS
from api.resources.neighbourhood import REFERENCES

MANUAL = (Path(__file__).parents[2] / "docs" / "linked-data.md").read_text(encoding="utf-8")


def section(title: str) -> list[list[str]]:
    """The cells of the rows of a section's table."""
    text = MANUAL.partition(f"## {title}\n")[2].partition("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"
    ]
    return rows[2:]


def test_the_formats_are_those_that_are_offered() -> None:
    listed = {(row[0].strip("`."), row[1].strip("`")) for row in section("Formats")}
    assert listed == {(one.ending, one.accepts[0]) for one in OFFERS}
    assert f"come {REFERENCES} a page" in MANUAL


def test_the_problems_have_the_statuses_that_they_are_said_to_have() -> None:
    for status, kinds, _ in section("What is not there"):
        for kind in re.findall("`([a-z-]+)`", kinds):
            assert KINDS[kind][0] == int(status)


@pytest.mark.anyio
async def test_the_addresses_are_answered(client: httpx.AsyncClient) -> None:
    schema = (await client.get("/openapi.json")).json()
    known = {re.sub(r"\{path\}", "...", path) for path in schema["paths"]}
    for row in section("Addresses"):
        for address in re.findall("`(/[^`]*)`", row[0]):
            if address in ("/ontology/{version}", "/.well-known/void"):
                answer = await client.get(address.replace("{version}", "0.1.0"))
                assert answer.status_code == 200, address
            else:
                assert address in known
