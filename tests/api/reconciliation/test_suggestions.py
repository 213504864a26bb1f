"""Suggestions and previews of the reconciliation service."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.reconciliation import schema
from api.reconciliation.classes import TYPES
from api.reconciliation.properties import PROPERTIES
from api.settings import Settings
from tests.api import small_store
from tests.api.reconciliation.asking import AGENCY, valid
from tests.api.serving import running

pytestmark = pytest.mark.anyio


async def suggest(
    client: httpx.AsyncClient, what: str, of: dict[str, Any], **more: str
) -> list[dict[str, Any]]:
    told = valid(await client.get(f"/reconcile/suggest/{what}", params=more), of)
    found: list[dict[str, Any]] = told["result"]
    return found


async def test_entities_are_suggested_by_prefix_identifier_and_type(corpus: httpx.AsyncClient) -> None:
    first = await suggest(corpus, "entity", schema.ENTITIES, prefix="山东省")
    second = await suggest(corpus, "entity", schema.ENTITIES, prefix="山东省", cursor=str(len(first)))
    assert first[0]["name"] == "山东省"
    assert len(first) == len(second) == 20
    assert not {each["id"] for each in first} & {each["id"] for each in second}
    [whole, *_] = await suggest(corpus, "entity", schema.ENTITIES, prefix="山東省大數據局")
    assert (whole["id"], whole["notable"]) == (AGENCY, [{"id": "Agency", "name": "机构"}])
    assert (await suggest(corpus, "entity", schema.ENTITIES, prefix=AGENCY))[0]["id"] == AGENCY
    agencies = await suggest(corpus, "entity", schema.ENTITIES, prefix="济南", type="Agency")
    assert {kind["id"] for each in agencies for kind in each["notable"]} == {"Agency"}
    assert await suggest(corpus, "entity", schema.ENTITIES, prefix="") == []


async def test_properties_and_types_are_suggested(client: httpx.AsyncClient) -> None:
    assert [each["id"] for each in await suggest(client, "property", schema.PROPERTIES, prefix="管辖")] == [
        "jurisdiction"
    ]
    assert [
        each["id"] for each in await suggest(client, "property", schema.PROPERTIES, prefix="Notation")
    ] == ["skos:notation"]
    assert len(await suggest(client, "property", schema.PROPERTIES)) == len(PROPERTIES)
    zone, *_ = await suggest(client, "type", schema.TYPES, prefix="Zone")
    assert [each["id"] for each in zone["broader"]] == ["Region"]
    assert len(await suggest(client, "type", schema.TYPES, cursor="1")) == len(TYPES) - 1


async def test_a_preview_can_be_framed_by_any_site_and_by_that_alone_differs(
    corpus: httpx.AsyncClient,
) -> None:
    for language, words in (("zh", "机构"), ("en", "agency")):
        answer = await corpus.get("/reconcile/preview", params={"id": AGENCY, "lang": language})
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert words in answer.text
        assert "省大数据局" in answer.text
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "script" not in answer.text
    assert re.findall(r'(?:src|href)="([^"]*)"', answer.text)[0].startswith("/static/")
    assert answer.headers["etag"]
    same = await corpus.get(
        "/reconcile/preview",
        params={"id": AGENCY, "lang": "en"},
        headers={"if-none-match": answer.headers["etag"]},
    )
    assert same.status_code == 304
    for path in ("/", "/reconcile", f"/page/{AGENCY}", "/reconcile/preview?id=no/such"):
        framed = (await corpus.get(path)).headers["content-security-policy"]
        assert "frame-ancestors 'none'" in framed
    plan = await corpus.get(
        "/reconcile/preview", params={"id": "plan/shu-zi-shan-dong-2021-xing-dong-fang-an"}
    )
    assert "数字山东2021行动方案" in plan.text


async def test_what_a_name_holds_is_never_markup(tmp_path: Path) -> None:
    name = '<img src=x onerror=alert(1)> & "局"'
    quoted = name.replace('"', '\\"')
    small_store.publish(
        tmp_path,
        more=f'<graph/links> {{ <id/agency/x> a cp:Agency ; skos:prefLabel "{quoted}"@zh ; skos:altLabel "{quoted}二"@zh }}',
    )
    async with running(Settings(store=tmp_path, workers=1)) as client:
        shown = (await client.get("/reconcile/preview", params={"id": "agency/x"})).text
        flyout = (await client.get("/reconcile/flyout/entity", params={"id": "agency/x"})).json()["html"]
        for text in (shown, flyout):
            assert "<img" not in text
            assert name in html.unescape(text)
