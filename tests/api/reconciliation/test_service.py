"""The reconciliation service as a client meets it: manifest, batches, suggestions, previews, extension, errors."""

from __future__ import annotations

import html
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.address import public
from api.reconciliation import schema
from api.reconciliation.classes import TYPES
from api.reconciliation.extension import MOST_IDS
from api.reconciliation.properties import PROPERTIES
from api.reconciliation.queries import BATCH, LONGEST
from api.settings import Settings
from graph.generations import Generation
from tests.api import small_store
from tests.api.serving import running

pytestmark = pytest.mark.anyio

AGENCY = "agency/370000-da-shu-ju-ju"


@pytest.fixture(scope="module")
async def corpus(anyio_backend: str, corpus_generation: Generation) -> AsyncIterator[httpx.AsyncClient]:
    """The server on the bundled corpus."""
    async with running(Settings(store=corpus_generation.folder.parent.parent, workers=2)) as one:
        yield one


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


# --- the manifest -------------------------------------------------------------------------------


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


# --- batches ------------------------------------------------------------------------------------


async def test_a_batch_is_answered_by_get_as_by_post(client: httpx.AsyncClient) -> None:
    queries = {
        "q0": {"query": "山东省大数据局", "type": "Agency"},
        "另一个": {"query": "没有"},
        "": {"query": "济南"},
    }
    posted = await batch(client, queries)
    got = valid(await client.get("/reconcile", params={"queries": json.dumps(queries)}), schema.RESULTS)
    assert {name: one["result"] for name, one in got.items()} == posted
    [first] = [one for one in posted["q0"] if one["match"]]
    assert (first["id"], first["name"], first["score"]) == (AGENCY, "山东省大数据局", 100)
    assert await batch(client, {}) == {}


async def test_types_narrow_and_all_of_them_can_be_asked_for(corpus: httpx.AsyncClient) -> None:
    for given_type in ("Region", ["Region"], "https://w3id.org/crossplan/ontology#Region", "cp:Region"):
        found = await one(corpus, query="济南市", type=given_type, type_strict="should")
        assert {kind["id"] for each in found for kind in each["type"]} <= {"Region", "Zone"}
    zone = await one(corpus, query="济南都市圈", type=["Region", "Zone"], type_strict="all")
    assert [kind["id"] for kind in zone[0]["type"]] == ["Zone", "Region"]
    assert await one(corpus, query="济南市", type=["Region", "Agency"], type_strict="all") == []
    assert {kind["id"] for each in await one(corpus, query="济南市") for kind in each["type"]} >= {
        "Region",
        "Agency",
    }


async def test_a_type_is_an_identifier_or_has_one_and_null_says_nothing(corpus: httpx.AsyncClient) -> None:
    """The text of section 4.1 has types where its schema has identifiers; some clients send members that are null."""
    plain = await one(corpus, query="济南市", type="Region")
    region = {"id": "Region", "name": "地区"}
    assert (
        plain
        == await one(corpus, query="济南市", type=region)
        == await one(corpus, query="济南市", type=[region])
    )
    empty = dict.fromkeys(("type", "limit", "properties", "type_strict"))
    assert await one(corpus, query="济南市", **empty) == await one(corpus, query="济南市")


async def test_the_limit_is_kept_and_the_best_come_first(corpus: httpx.AsyncClient) -> None:
    found = await one(corpus, query="山东省农业", limit=7)
    assert len(found) == 7
    assert [each["score"] for each in found] == sorted((each["score"] for each in found), reverse=True)
    assert await one(corpus, query="山东省农业", limit=1.0) == found[:1]
    assert len(await one(corpus, query="山东省农业", limit=10**6)) <= 50


async def test_a_region_that_is_no_more_brings_the_one_it_went_into(corpus: httpx.AsyncClient) -> None:
    for written in ("莱芜市", "371200"):
        old, new, *_ = await one(corpus, query=written, type="Region")
        assert (old["id"], old["match"]) == ("region/371200", True)
        assert "2019" in old["description"]
        assert (new["id"], new["match"], new["score"]) == ("region/370100", False, 75)
        assert new["description"].startswith("莱芜市于 2019 并入")
        assert {"id": "successor", "value": True} in new["features"]
        assert {"id": "in_force", "value": False} in old["features"]
        assert {"id": "preferred_name", "value": written == "莱芜市"} in old["features"]


async def test_where_a_region_is_is_told_by_what_it_lies_in_and_not_by_zones(
    corpus: httpx.AsyncClient,
) -> None:
    for written, where in (("370112", "山东省济南市"), ("济南市", "山东省")):
        [found, *_] = await one(corpus, query=written, type="Region")
        assert found["description"].startswith(f"{where} · 370")


async def test_a_former_name_is_told_as_one(corpus: httpx.AsyncClient) -> None:
    [found, *_] = await one(corpus, query="山东省农业厅", type="Agency")
    assert found["name"] == "山东省农业农村厅"
    assert "曾用名 山东省农业厅（至 2018-10）" in found["description"]
    assert {"id": "former_name", "value": True} in found["features"]


async def test_an_identifier_or_iri_is_the_entity(corpus: httpx.AsyncClient) -> None:
    for written in (AGENCY, f"https://w3id.org/crossplan/id/{AGENCY}"):
        [found, *_] = await one(corpus, query=written)
        assert (found["id"], found["match"], found["score"]) == (AGENCY, True, 100)


async def test_properties_decide_between_namesakes(corpus: httpx.AsyncClient) -> None:
    def within(value: Any) -> list[dict[str, Any]]:
        return [{"pid": "within", "v": value}]

    for value in ("北京市", "北京", ["上海", "北京"], {"id": "region/110000"}, 110000, 110000.0, "中国"):
        found = await one(corpus, query="朝阳区", properties=within(value))
        matched = [each["id"] for each in found if each["match"]]
        assert matched == ([] if value == "中国" else ["region/110105"]), value
    agreed = {each["id"]: each for each in await one(corpus, query="朝阳区", properties=within("北京"))}
    assert agreed["region/110105"]["score"] == 100
    assert agreed["region/220104"]["score"] == 70
    assert {"id": "property_within", "value": False} in agreed["region/220104"]["features"]


async def test_an_empty_cell_says_nothing(corpus: httpx.AsyncClient) -> None:
    plain = await one(corpus, query="朝阳区")
    for value in ("", None, [], [""]):
        assert await one(corpus, query="朝阳区", properties=[{"pid": "within", "v": value}]) == plain
    for written in ("", "  ", "——", "（）"):
        assert await one(corpus, query=written) == []


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ([{"pid": "skos:notation", "v": "370100"}], "region/370100"),
        ([{"pid": "within", "v": "济南市"}, {"pid": "level", "v": "县级"}], "region/370102"),
        ([{"pid": "within", "v": {"id": "region/370100"}}], "region/370102"),
        ([{"pid": "formerName", "v": "山东省农业厅"}], "agency/370000-nong-ye-nong-cun-ting"),
        ([{"pid": "unit", "v": "公里"}, {"pid": "plan", "v": "没有这个规划"}], ""),
        ([{"pid": "measures", "v": "3"}], ""),
    ],
)
async def test_properties_alone_find_too(
    corpus: httpx.AsyncClient, properties: list[dict[str, Any]], expected: str
) -> None:
    found = await one(corpus, properties=properties, limit=50)
    assert not any(each["match"] for each in found)
    assert (expected in [each["id"] for each in found]) if expected else not found


@pytest.mark.parametrize("name", PROPERTIES)
async def test_every_property_can_be_compared_and_fetched(corpus: httpx.AsyncClient, name: str) -> None:
    kind = PROPERTIES[name].types[0]
    text = {"Agency": "山东省大数据局", "Region": "济南市", "Indicator": "智慧社区", "Project": "城市大脑"}[
        kind
    ]
    [found, *_] = await one(corpus, query=text, type=kind, properties=[{"pid": name, "v": "x"}])
    told = await extend(corpus, [found["id"]], name)
    assert told["meta"][0]["id"] == name
    for value in told["rows"][found["id"]][name]:
        given = value if "id" in value else next(iter(value.values()))
        [again, *_] = await one(corpus, query=text, type=kind, properties=[{"pid": name, "v": given}])
        assert {"id": f"property_{name}", "value": True} in again["features"], (name, value)


# --- extension ----------------------------------------------------------------------------------


async def test_values_have_their_kinds(corpus: httpx.AsyncClient) -> None:
    told = await extend(
        corpus, ["region/371200", "region/370102"], "within", "level", "validUntil", "measures"
    )
    assert told["rows"]["region/371200"] == {
        "within": [{"id": "region/370000", "name": "山东省"}],
        "level": [{"str": "市级"}],
        "validUntil": [{"str": "2019"}],
        "measures": [{"int": 0}],
    }
    assert told["rows"]["region/370102"]["level"] == [{"str": "县级"}]
    assert told["meta"][0] == {
        "id": "within",
        "name": "所在区域",
        "type": {"id": "Region", "name": "地区"},
    }
    told = await extend(corpus, [AGENCY], "jurisdiction", "level", "plan", "measures")
    row = told["rows"][AGENCY]
    assert row["jurisdiction"] == [{"id": "region/370000", "name": "山东省"}]
    assert {"id": "plan/shu-zi-shan-dong-2021-xing-dong-fang-an", "name": "数字山东2021行动方案"} in row[
        "plan"
    ]
    assert row["measures"][0]["int"] > 20


async def test_the_setting_limits_values_and_unknown_entities_have_none(corpus: httpx.AsyncClient) -> None:
    for limit in (1, "1", 1.0, "1.0"):
        told = await extend(corpus, [AGENCY], {"id": "plan", "settings": {"limit": limit}})
        assert len(told["rows"][AGENCY]["plan"]) == 1
    told = await extend(corpus, ["agency/no-such", "<> }", ""], "plan", "measures")
    assert {tuple(map(str, row["plan"])) for row in told["rows"].values()} == {()}
    assert (await extend(corpus, []))["rows"] == {}


async def test_properties_are_proposed_for_a_type(client: httpx.AsyncClient) -> None:
    told = valid(
        await client.get("/reconcile/properties", params={"type": "Indicator", "limit": "3"}), schema.PROPOSAL
    )
    assert (told["type"], told["limit"], len(told["properties"])) == ("Indicator", 3, 3)
    every = valid(await client.get("/reconcile/properties"), schema.PROPOSAL)
    assert [each["id"] for each in every["properties"]] == list(PROPERTIES)


# --- suggestions and previews -------------------------------------------------------------------


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


# --- as every other answer ----------------------------------------------------------------------


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


# --- what cannot be asked -----------------------------------------------------------------------

_MANY = {f"q{place}": {"query": "济南"} for place in range(BATCH + 1)}


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"other": "x"}, 400),
        ({"queries": ""}, 400),
        ({"queries": "{"}, 400),
        ({"queries": "[" * 100_000}, 400),
        ({"queries": '{"q": {"query": "a", "limit": NaN}}'}, 400),
        ({"queries": '{"q": {"query": "\\ud800"}}'}, 400),
        ({"queries": '{"q": {"query": "a", "limit": ' + "9" * 5000 + "}}"}, 400),
        ({"queries": "[]"}, 422),
        ({"queries": '{"q": "济南"}'}, 422),
        ({"queries": '{"q": {}}'}, 422),
        ({"queries": '{"q": {"query": 1}}'}, 422),
        ({"queries": '{"q": {"query": "a", "limit": 0}}'}, 422),
        ({"queries": '{"q": {"query": "a", "limit": 1.5}}'}, 422),
        ({"queries": '{"q": {"query": "a", "limit": true}}'}, 422),
        ({"queries": '{"q": {"query": "a", "limit": 1e999}}'}, 400),
        ({"queries": '{"q": {"query": "a", "type": "Person"}}'}, 422),
        ({"queries": '{"q": {"query": "a", "type": [1]}}'}, 422),
        ({"queries": '{"q": {"query": "a", "type": [{"id": "Person"}]}}'}, 422),
        ({"queries": '{"q": {"query": "a", "type": [{"name": "Region"}]}}'}, 422),
        ({"queries": '{"q": {"query": null}}'}, 422),
        ({"queries": '{"q": {"query": "a", "type_strict": "never"}}'}, 422),
        ({"queries": '{"q": {"query": "a", "properties": {}}}'}, 422),
        ({"queries": '{"q": {"query": "a", "properties": [{"pid": "colour", "v": 1}]}}'}, 422),
        ({"queries": '{"q": {"query": "a", "properties": [{"pid": "within"}]}}'}, 422),
        ({"queries": '{"q": {"query": "a", "properties": [{"pid": "within", "v": {}}]}}'}, 422),
        ({"queries": json.dumps({"q": {"query": "长" * (LONGEST + 1)}})}, 422),
        ({"queries": json.dumps(_MANY)}, 413),
        ({"extend": '{"ids": []}'}, 422),
        ({"extend": '{"ids": [1], "properties": []}'}, 422),
        ({"extend": '{"ids": [], "properties": [{"id": "colour"}]}'}, 422),
        ({"extend": '{"ids": [], "properties": [{"id": "plan", "settings": {"limit": "x"}}]}'}, 422),
        ({"extend": json.dumps({"ids": ["a"] * (MOST_IDS + 1), "properties": []})}, 413),
    ],
)
async def test_what_cannot_be_asked_is_a_problem(
    client: httpx.AsyncClient, form: dict[str, str], status: int
) -> None:
    answer = await client.post("/reconcile", data=form)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), (
        answer.text
    )
    told = answer.json()
    assert told["status"] == status
    assert told["detail"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/reconcile/suggest/entity?prefix=a&cursor=-1", 422),
        ("/reconcile/suggest/entity?prefix=a&cursor=99999", 422),
        ("/reconcile/suggest/entity?prefix=a&type=Person", 422),
        ("/reconcile/suggest/entity?prefix=" + "a" * (LONGEST + 1), 422),
        ("/reconcile/suggest/type?cursor=x", 422),
        ("/reconcile/properties?type=Person", 422),
        ("/reconcile/properties?type=Agency&limit=x", 422),
        ("/reconcile/preview", 404),
        ("/reconcile/preview?id=agency/no-such", 404),
        ("/reconcile/flyout/entity?id=%3C%3E", 404),
        ("/reconcile/flyout/property?id=colour", 404),
        ("/reconcile/flyout/type?id=", 404),
        ("/reconcile?queries=%FF", 400),
    ],
)
async def test_nor_is_anything_else_a_failure(client: httpx.AsyncClient, path: str, status: int) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), (
        answer.text
    )


async def test_other_methods_and_kinds_of_body_are_refused(client: httpx.AsyncClient) -> None:
    answer = await client.put("/reconcile")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")
    answer = await client.post("/reconcile", json={"queries": {}})
    assert (answer.status_code, answer.headers["accept-post"]) == (415, "application/x-www-form-urlencoded")
    large = "queries=" + "a" * (2 << 20)
    answer = await client.post(
        "/reconcile", content=large, headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == 413


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
_VALUES = _JSON | st.sampled_from(["济南", "370100", "山东省", AGENCY, '"', "<x>", "}", "\\"])
_QUERY = st.fixed_dictionaries(
    {},
    optional={
        "query": _VALUES,
        "type": st.sampled_from([*TYPES]) | _JSON,
        "limit": st.integers(-1, 60) | _JSON,
        "type_strict": st.sampled_from(["any", "should", "all"]) | _JSON,
        "properties": st.lists(
            st.fixed_dictionaries({"pid": st.sampled_from([*PROPERTIES]), "v": _VALUES}), max_size=2
        )
        | _JSON,
    },
)
_EXTEND = st.fixed_dictionaries(
    {},
    optional={
        "ids": st.lists(_VALUES, max_size=3) | _JSON,
        "properties": st.lists(
            st.fixed_dictionaries({"id": st.sampled_from([*PROPERTIES])}, optional={"settings": _JSON}),
            max_size=3,
        )
        | _JSON,
    },
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.tuples(st.just("queries"), st.dictionaries(st.text(max_size=5), _QUERY, max_size=3) | _JSON),
        st.tuples(st.just("extend"), _EXTEND | _JSON),
    )
)
async def test_nothing_that_is_sent_is_a_failure_of_the_server(
    client: httpx.AsyncClient, asked: tuple[str, Any]
) -> None:
    name, told = asked
    answer = await client.post("/reconcile", data={name: json.dumps(told)})
    assert answer.status_code in (200, 400, 413, 422), answer.text
    if answer.status_code == 200:
        jsonschema.validate(
            answer.json(),
            schema.RESULTS if name == "queries" else schema.EXTENSION,
            jsonschema.Draft202012Validator,
        )
