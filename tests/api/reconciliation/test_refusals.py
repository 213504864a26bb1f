"""What the reconciliation service cannot be asked is told, and is never a failure of it."""

from __future__ import annotations

import json
from typing import Any

import httpx
import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.reconciliation import schema
from api.reconciliation.classes import TYPES
from api.reconciliation.extension import MOST_IDS
from api.reconciliation.properties import PROPERTIES
from api.reconciliation.queries import BATCH, LONGEST
from tests.api.reconciliation.asking import AGENCY

pytestmark = pytest.mark.anyio


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
