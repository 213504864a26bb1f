"""The reconciliation service: its manifest, and what holds for each of its answers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

import httpx
import jsonschema
import pytest

from api.address import public
from api.reconciliation import schema
from api.settings import Settings
from tests.api.reconciliation.asking import AGENCY, batch, valid
from tests.api.serving import running

pytestmark = pytest.mark.anyio


async def test_every_address_of_the_manifest_answers(client: httpx.AsyncClient) -> None:
    told = valid(await client.get("/reconcile"), schema.MANIFEST)
    assert told["versions"] == ["0.1", "0.2"]
    assert told["identifierSpace"] == "https://w3id.org/crossplan/id/"
    assert [one["id"] for one in told["defaultTypes"]] == ["Agency", "Region", "Project", "Indicator"]
    # an identifier goes into templates as a component of an address
    for template in (told["view"]["url"], told["preview"]["url"]):
        answer = await client.get(template.replace("{{id}}", quote(AGENCY, safe="")), follow_redirects=True)
        assert (answer.status_code, "山东省大数据局" in answer.text) == (200, True)
    for what, identifier in (("entity", AGENCY), ("property", "skos:notation"), ("type", "Region")):
        service = told["suggest"][what]
        found = await client.get(service["service_url"] + service["service_path"], params={"prefix": "山东"})
        assert found.status_code == 200
        path = service["flyout_service_path"].replace("${id}", quote(identifier, safe=""))
        flyout = valid(await client.get(service["flyout_service_url"] + path), schema.FLYOUT)
        assert flyout["id"] == identifier
    proposing = told["extend"]["propose_properties"]
    assert (await client.get(proposing["service_url"] + proposing["service_path"])).status_code == 200
    for address in (told["documentation"], told["logo"]):
        assert (await client.get(address)).status_code == 200


async def test_the_manifest_names_the_public_address(store: Path) -> None:
    address = public("https://plans.example/plans/")
    async with running(Settings(store=store, workers=1, public_url=address)) as behind:
        for path in ("/reconcile", "/plans/reconcile"):
            told = (await behind.get(path)).json()
            assert told["view"]["url"] == "https://plans.example/plans/id/{{id}}"
            assert told["suggest"]["entity"]["service_url"] == "https://plans.example/plans/reconcile"


async def test_names_come_in_the_language_asked_for(client: httpx.AsyncClient) -> None:
    for language, name in (("zh", "机构"), ("en", "agency")):
        told = (await client.get("/reconcile", params={"lang": language})).json()
        assert told["defaultTypes"][0]["name"] == name
        assert told["preview"]["url"].endswith(f"&lang={language}")
        [first, *_] = (await batch(client, {"a": {"query": "山东省大数据局"}}, lang=language))["a"]
        assert first["type"] == [{"id": "Agency", "name": name}]


async def test_an_answer_names_its_generation_and_is_not_sent_twice(client: httpx.AsyncClient) -> None:
    asked = {"queries": json.dumps({"q0": {"query": "济南"}})}
    first = await client.get("/reconcile", params=asked)
    assert first.headers["x-crossplan-generation"]
    again = await client.get("/reconcile", params=asked, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    posted = await client.post("/reconcile", data=asked)
    assert posted.headers["cache-control"] == "no-store"
    assert posted.headers["access-control-allow-origin"] == "*"
    preflight = await client.options("/reconcile", headers={"origin": "https://refine.example"})
    assert "POST" in preflight.headers["access-control-allow-methods"]


@pytest.mark.parametrize(
    "path",
    [
        "/reconcile",
        "/reconcile?queries=x",
        "/reconcile/suggest/entity?prefix=山东",
        "/reconcile/suggest/property?prefix=x",
        "/reconcile/suggest/type?cursor=x",
        "/reconcile/properties?type=Agency",
        f"/reconcile/flyout/entity?id={AGENCY}",
        f"/reconcile/preview?id={AGENCY}",
        "/reconcile/preview?id=no/such",
        f"/id/{quote(AGENCY, safe='')}",
        "/static/icon.svg",
    ],
)
async def test_every_address_can_be_asked_from_another_origin(client: httpx.AsyncClient, path: str) -> None:
    """Section 3.3: all endpoints MUST enable access by CORS, also where they answer with an error or lead elsewhere."""
    origin = {"origin": "https://refine.example"}
    answer = await client.get(path, headers=origin)
    assert answer.headers["access-control-allow-origin"] == "*", answer.status_code
    asking = {
        **origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    preflight = await client.options(path, headers=asking)
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "content-type" in preflight.headers["access-control-allow-headers"].lower()


async def test_a_callback_makes_a_script(client: httpx.AsyncClient) -> None:
    for path in ("/reconcile", "/reconcile/suggest/type", f"/reconcile/flyout/entity?id={AGENCY}"):
        plain = (await client.get(path)).json()
        answer = await client.get(path + ("&" if "?" in path else "?") + "callback=jQuery17_1.done")
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
        found = re.fullmatch(r"/\*\*/jQuery17_1\.done\((.*)\);", answer.text, re.DOTALL)
        assert found
        assert json.loads(found[1]) == plain
        assert answer.text.isascii()
    for callback in ("alert(1)", "a;b", "a b", "<x>", "1a", "a..b", "x" * 101, "a\u2028b"):
        answer = await client.get("/reconcile", params={"callback": callback})
        assert answer.status_code == 422, callback


async def test_it_is_described(client: httpx.AsyncClient) -> None:
    paths = (await client.get("/openapi.json")).json()["paths"]
    told = {path: set(methods) for path, methods in paths.items() if path.startswith("/reconcile")}
    assert told["/reconcile"] == {"get", "post"}
    assert len(told) == 9
    for name in schema.__all__:
        jsonschema.Draft202012Validator.check_schema(getattr(schema, name))
