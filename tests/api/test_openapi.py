"""The description of the API: complete, and true of what the server does."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import jsonschema
import pytest

from api.errors import KINDS
from api.vocabulary import ontology
from graph.ask import questions
from ontology.terms import PREFIXES
from tests.api import small_store
from tests.api.crawling import crawl

pytestmark = pytest.mark.anyio

AGENCY = "agency/370000-da-shu-ju-ju"
#: What stands for the parameters of paths.
FILLED = {
    "/id/{path}": f"/id/{AGENCY}",
    "/page/{path}": f"/page/{AGENCY}",
    "/data/{path}": f"/data/{AGENCY}",
    "/graph/{path}": f"/graph/document/{small_store.DOCUMENT}",
    "/questions/{name}": "/questions/plans",
    "/search": "/search?q=数据",
    **{
        f"/reconcile/suggest/{one}": f"/reconcile/suggest/{one}?prefix=a"
        for one in ("entity", "property", "type")
    },
    "/reconcile/properties": "/reconcile/properties?type=Agency",
    "/reconcile/preview": f"/reconcile/preview?id={AGENCY}",
    "/reconcile/flyout/entity": f"/reconcile/flyout/entity?id={AGENCY}",
    "/reconcile/flyout/property": "/reconcile/flyout/property?id=jurisdiction",
    "/reconcile/flyout/type": "/reconcile/flyout/type?id=Agency",
    "/ontology/{version}": "/ontology/"
    + ontology().said_of(PREFIXES["cp"][:-1], PREFIXES["owl"] + "versionInfo"),
}
SELECT, CONSTRUCT = "SELECT * { ?s ?p ?o } LIMIT 1", "CONSTRUCT WHERE { ?s a ?o }"
TABLES = {
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
}


@pytest.fixture(scope="module")
async def described(client: httpx.AsyncClient) -> dict[str, Any]:
    document: dict[str, Any] = (await client.get("/openapi.json")).json()
    return document


def resolved(described: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A schema that holds the ones that it refers to."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "components": described["components"],
    }


async def test_every_page_that_is_linked_is_described(
    client: httpx.AsyncClient, described: dict[str, Any]
) -> None:
    patterns = [re.compile(re.sub(r"\{\w+\}", ".+", path)) for path in described["paths"]]
    for path in await crawl(client, "/", "en"):
        plain = path.partition("?")[0]
        assert any(pattern.fullmatch(plain) for pattern in patterns), plain


async def test_every_path_answers_with_each_of_its_media_types(
    client: httpx.AsyncClient, described: dict[str, Any]
) -> None:
    tried = 0
    for path, methods in described["paths"].items():
        for media in methods["get"]["responses"]["200"]["content"]:
            address = FILLED.get(path, path)
            if path == "/id/{path}":
                address += "." + {"text/html": "html", "text/csv": "csv"}.get(media, "ttl")
                media = "text/turtle" if address.endswith(".ttl") else media
            if path == "/sparql":
                query = SELECT if media in TABLES | {"text/html"} else CONSTRUCT
                answer = await client.get(path, params={"query": query}, headers={"accept": media})
            elif "{ending}" in path:
                address = path.replace("{ending}", "ttl")
                media = "text/turtle"
                answer = await client.get(address)
            else:
                if media == "text/javascript":
                    address += ("&" if "?" in address else "?") + "callback=heard"
                answer = await client.get(address, headers={"accept": media})
            assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media), (
                address
            )
            tried += 1
    assert tried > 100


async def test_every_ending_answers(client: httpx.AsyncClient, described: dict[str, Any]) -> None:
    for path, methods in described["paths"].items():
        for one in methods["get"]["parameters"]:
            if one["name"] == "ending":
                for ending in one["schema"]["enum"]:
                    answer = await client.get(path.replace("{ending}", ending))
                    media = answer.headers["content-type"].partition(";")[0]
                    assert answer.status_code == 200
                    assert media in methods["get"]["responses"]["200"]["content"]


@pytest.mark.parametrize(
    ("method", "path", "headers", "body"),
    [
        ("GET", "/id/agency/none", {}, ""),
        ("GET", f"/id/{AGENCY}", {}, ""),
        ("GET", f"/id/{AGENCY}", {"accept": "image/png"}, ""),
        ("GET", f"/data/{AGENCY}", {"accept": "image/png"}, ""),
        ("GET", f"/page/document/{small_store.DOCUMENT}?start=x", {}, ""),
        ("GET", "/graph/none", {}, ""),
        ("GET", "/questions/none", {}, ""),
        ("GET", "/questions/agency-leads?agency=", {}, ""),
        ("GET", "/questions/agency-leads?none=1", {}, ""),
        ("GET", "/ontology.txt", {}, ""),
        ("GET", "/void.txt", {}, ""),
        ("GET", "/void", {"accept": "image/png"}, ""),
        ("GET", "/?lang=%FF", {}, ""),
        ("GET", "/sparql?query=SELECT", {}, ""),
        ("GET", "/sparql?query=%FF", {}, ""),
        ("GET", "/sparql?update=x", {}, ""),
        ("GET", "/sparql?query=SELECT*%7BSERVICE%3Curn:x%3E%7B%7D%7D", {}, ""),
        ("GET", "/sparql", {"accept": "image/png"}, ""),
        ("POST", "/sparql", {"content-type": "text/plain"}, "x"),
        ("POST", "/sparql", {"content-type": "application/sparql-query"}, "SELECT"),
    ],
)
async def test_every_answer_is_one_that_is_described(
    client: httpx.AsyncClient,
    described: dict[str, Any],
    method: str,
    path: str,
    headers: dict[str, str],
    body: str,
) -> None:
    answer = await client.request(method, path, headers=headers, content=body)
    plain = path.partition("?")[0]
    paths = sorted(described["paths"], key=lambda one: ("{path}" in one or "{name}" in one, one))
    template = next(one for one in paths if re.fullmatch(re.sub(r"\{\w+\}", ".+", one), plain))
    responses = described["paths"][template][method.lower()]["responses"]
    assert str(answer.status_code) in responses
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        jsonschema.validate(problem, resolved(described, {"$ref": "#/components/schemas/Problem"}))
        kind = problem["type"].partition("#")[2]
        assert KINDS[kind][0] == answer.status_code
        assert f"({kind})" in responses[str(answer.status_code)]["description"]


@pytest.mark.parametrize(
    ("path", "schema"),
    [("/health", "Health"), ("/search?q=数据", "Search"), ("/questions", "Questions"), ("/openapi.json", "OpenAPI"), (f"/sparql?query={SELECT}", "Results"), ("/sparql?query=ASK{}", "Results")],
)  # fmt: skip
async def test_json_answers_are_as_described(
    client: httpx.AsyncClient, described: dict[str, Any], path: str, schema: str
) -> None:
    answer = await client.get(path, headers={"accept": "application/json"})
    validator = jsonschema.Draft202012Validator(
        resolved(described, {"$ref": f"#/components/schemas/{schema}"}),
        format_checker=jsonschema.FormatChecker(),
    )
    validator.validate(answer.json())


async def test_it_is_whole(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    references = re.findall(r'"\$ref": "#/components/schemas/(\w+)"', json.dumps(described))
    assert set(references) <= set(described["components"]["schemas"])
    for schema in described["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    operations = [one for methods in described["paths"].values() for one in methods.values()]
    names = [one["operationId"] for one in operations]
    assert len(names) == len(set(names)) > len(questions())
    for path, methods in described["paths"].items():
        for one in methods.values():
            assert one["summary"], path
            assert re.search(r"[\u3400-\u9fff]", one["x-zh"]), path
            inside = {p["name"] for p in one["parameters"] if p["in"] == "path"}
            assert inside == set(re.findall(r"\{(\w+)\}", path))
            assert all(p["description"] and p["x-zh"] for p in one["parameters"]), path


async def test_a_stored_question_is_described_with_its_own_parameters(described: dict[str, Any]) -> None:
    for question in questions().values():
        parameters = described["paths"][f"/questions/{question.name}"]["get"]["parameters"]
        assert {one.name for one in question.parameters} | {"format", "grounds", "lang"} == {
            p["name"] for p in parameters
        }
