"""Batches of queries to the reconciliation service, and what it finds."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from api.reconciliation import schema
from api.reconciliation.properties import PROPERTIES
from tests.api.reconciliation.asking import AGENCY, batch, extend, one, valid

pytestmark = pytest.mark.anyio


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
