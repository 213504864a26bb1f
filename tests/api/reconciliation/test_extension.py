"""Values of entities that the reconciliation service gives, kind by kind."""

from __future__ import annotations

import httpx
import pytest

from api.reconciliation import schema
from api.reconciliation.properties import PROPERTIES
from tests.api.reconciliation.asking import AGENCY, extend, valid

pytestmark = pytest.mark.anyio


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
