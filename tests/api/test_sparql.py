"""The SPARQL 1.1 Protocol, in this process."""

from __future__ import annotations

import asyncio
from pathlib import Path
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest

from api.endpoint import stamp_of
from api.protocol import Operation
from api.settings import Settings
from graph.formats import RESULTS, find
from graph.store import Dataset
from ontology.terms import CP, DEFAULT_BASE
from tests.api import small_store
from tests.api.asking import CHROME, CONSTRUCT, SELECT, get
from tests.api.serving import ENDLESS, running

pytestmark = pytest.mark.anyio

JINAN = f"{DEFAULT_BASE}id/region/370100"
FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}

TABLES = [
    ("application/sparql-results+json", "application/sparql-results+json"),
    ("application/json", "application/sparql-results+json"),
    ("application/sparql-results+xml", "application/sparql-results+xml"),
    ("text/csv", "text/csv; charset=utf-8"),
    ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
    ("*/*", "application/sparql-results+json"),
    ("text/csv;q=0.2, application/sparql-results+xml;q=0.7", "application/sparql-results+xml"),
    ("text/turtle, text/csv;q=0.1", "text/csv; charset=utf-8"),
]
GRAPHS = [
    ("text/turtle", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
    ("application/n-triples", "application/n-triples", ox.RdfFormat.N_TRIPLES),
    ("application/n-quads", "application/n-quads", ox.RdfFormat.N_QUADS),
    ("application/trig", "application/trig; charset=utf-8", ox.RdfFormat.TRIG),
    ("application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
    ("application/rdf+xml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
    ("*/*", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
    ("text/csv, application/rdf+xml;q=0.1", "application/rdf+xml", ox.RdfFormat.RDF_XML),
]


@pytest.mark.parametrize(("accept", "media"), TABLES)
async def test_tables_come_in_the_format_asked_for(
    client: httpx.AsyncClient, accept: str, media: str
) -> None:
    answer = await get(client, SELECT, accept=accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert "370100" in answer.text
    assert JINAN in answer.text


@pytest.mark.parametrize(("accept", "media", "engine"), GRAPHS)
async def test_graphs_come_in_the_format_asked_for(
    client: httpx.AsyncClient, accept: str, media: str, engine: ox.RdfFormat
) -> None:
    answer = await get(client, CONSTRUCT, accept=accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert [quad.subject.value for quad in ox.parse(answer.content, engine)] == [JINAN]


@pytest.mark.parametrize(
    ("query", "accept"),
    [(SELECT, "text/turtle"), (CONSTRUCT, "text/csv"), (SELECT, "image/png"), (SELECT, "*/*;q=0")],
)
async def test_406_where_no_format_would_do(client: httpx.AsyncClient, query: str, accept: str) -> None:
    answer = await get(client, query, accept=accept)
    assert answer.status_code == 406
    assert answer.headers["content-type"] == "application/problem+json"


async def test_the_three_forms_of_a_request_are_one(client: httpx.AsyncClient) -> None:
    answers = [
        await get(client, SELECT),
        await client.post("/sparql", data={"query": SELECT}),
        await client.post("/sparql", content=SELECT, headers=DIRECT),
        await client.post(
            "/sparql", content=SELECT, headers={"content-type": "application/sparql-query; charset=UTF-8"}
        ),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize("iri", ["http://example.org/济南", "http://example.org/%E6%B5%8E%E5%8D%97"])
async def test_iris_are_decoded_exactly_once(client: httpx.AsyncClient, iri: str) -> None:
    query = f"SELECT (STR(<{iri}>) AS ?said) {{}}"
    raw = f"query={query}".replace("%", "%25").replace(" ", "+").replace("?", "%3F")
    for answer in (
        await get(client, query),
        await client.get(f"/sparql?query={quote(query)}"),
        await client.post("/sparql", data={"query": query}),
        await client.post("/sparql", content=raw.encode(), headers=FORM),
        await client.post("/sparql", content=query.encode(), headers=DIRECT),
    ):
        assert answer.status_code == 200
        assert answer.json()["results"]["bindings"][0]["said"]["value"] == iri


async def test_the_default_graph_is_the_union_of_all(client: httpx.AsyncClient) -> None:
    region, notation = CP.region, "http://www.w3.org/2004/02/skos/core#notation"
    across = f"ASK {{ ?measure <{region}>/<{notation}> ?code }}"
    assert (await get(client, across)).json()["boolean"] is True


@pytest.mark.parametrize("form", ["get", "form", "direct"])
async def test_the_protocol_can_name_the_graphs(client: httpx.AsyncClient, form: str) -> None:
    query = "SELECT ?kind { { ?s ?p ?o BIND('default' AS ?kind) } UNION { GRAPH ?kind {} } } GROUP BY ?kind"
    graphs = {
        "default-graph-uri": [f"{DEFAULT_BASE}graph/links", f"{DEFAULT_BASE}graph/registry"],
        "named-graph-uri": f"{DEFAULT_BASE}graph/registry",
    }
    if form == "get":
        answer = await client.get("/sparql", params={"query": query, **graphs})
    elif form == "form":
        answer = await client.post("/sparql", data={"query": query, **graphs})
    else:
        answer = await client.post("/sparql", params=graphs, content=query, headers=DIRECT)
    found = sorted(row["kind"]["value"] for row in answer.json()["results"]["bindings"])
    assert found == ["default", f"{DEFAULT_BASE}graph/registry"]


async def test_a_graph_that_is_not_named_is_not_seen(client: httpx.AsyncClient) -> None:
    answer = await client.get(
        "/sparql", params={"query": SELECT, "default-graph-uri": f"{DEFAULT_BASE}graph/links"}
    )
    assert answer.json()["results"]["bindings"] == []


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT * {\n  ?s ?p\n}", 3, 1),
        ("SELECT", 1, 7),
        ("", 1, 1),
        ("SELECT * { ?s 中:p ?o }", 1, 15),
        ("# 第一行\r\nSELECT *\t{\r\n\t?s ?p}", 3, 7),
        ('SELECT ("😀😀" AS ?x) { ?s }', 1, 26),
    ],
)
async def test_a_syntax_error_has_line_and_column(
    client: httpx.AsyncClient, query: str, line: int, column: int
) -> None:
    for language in ("zh", "en"):
        answer = await get(client, query, **{"accept-language": language})
        problem = answer.json()
        assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
        assert (problem["line"], problem["column"], problem["status"]) == (line, column, 400)
        assert problem["type"].endswith("#query-syntax")
        assert str(line) in problem["detail"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://192.0.2.1/sparql> { ?s ?p ?o } }",
        "SELECT * { service silent <http://192.0.2.1/sparql> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://192.0.2.1/sparql> { ?s ?p ?o } }",
    ],
)
async def test_service_is_refused_with_the_reason(client: httpx.AsyncClient, query: str) -> None:
    answer = await get(client, query)
    assert answer.status_code == 403
    assert "SERVICE" in answer.json()["detail"]


async def test_the_word_service_alone_is_harmless(client: httpx.AsyncClient) -> None:
    query = 'SELECT ("SERVICE" AS ?x) { } # SERVICE <http://192.0.2.1/>'
    assert (await get(client, query)).status_code == 200


async def test_updates_are_refused_with_the_reason(client: httpx.AsyncClient) -> None:
    update = "INSERT DATA { <urn:s> <urn:p> <urn:o> }"
    for answer in (
        await client.post("/sparql", content=update, headers={"content-type": "application/sparql-update"}),
        await client.post("/sparql", data={"update": update}),
        await client.get("/sparql", params={"update": update}),
    ):
        assert answer.status_code == 403
        assert answer.json()["type"].endswith("#update-refused")
        assert "crossplan build" in answer.json()["detail"]
    assert (await get(client, update)).status_code == 400
    assert (await get(client, "ASK { <urn:s> ?p ?o }")).json()["boolean"] is False


@pytest.mark.parametrize(
    ("content", "media", "status"),
    [
        (SELECT, "text/plain", 415),
        (SELECT, None, 415),
        (SELECT, "application/sparql-query; charset=gb18030", 415),
        ("{}", "application/json", 415),
        (SELECT.encode() + b"\xff", "application/sparql-query", 400),
        (b"query=%FF", "application/x-www-form-urlencoded", 400),
        ("q=1", "application/x-www-form-urlencoded", 400),
        ("query=ASK%7B%7D&query=ASK%7B%7D", "application/x-www-form-urlencoded", 400),
    ],
)
async def test_a_post_that_is_no_query_says_what_is_wrong(
    client: httpx.AsyncClient, content: str | bytes, media: str | None, status: int
) -> None:
    headers = {"content-type": media} if media else {}
    answer = await client.post("/sparql", content=content, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    if status == 415:
        assert "application/sparql-query" in answer.headers["accept-post"]


async def test_methods_that_are_none_of_the_protocol(client: httpx.AsyncClient) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        answer = await client.request(method, "/sparql")
        assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")
        assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    other = await client.post("/void")
    assert (other.status_code, other.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


async def test_head_is_get_without_the_body(client: httpx.AsyncClient) -> None:
    full = await get(client, SELECT)
    head = await client.head("/sparql", params={"query": SELECT})
    assert head.content == b""
    assert head.headers == full.headers


async def test_scripts_of_any_site_may_read(client: httpx.AsyncClient) -> None:
    preflight = await client.options(
        "/sparql",
        headers={
            "origin": "https://example.org",
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type",
        },
    )
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "content-type" in preflight.headers["access-control-allow-headers"].lower()
    for answer in (await get(client, SELECT), await get(client, "SELECT")):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "X-Crossplan-Generation" in answer.headers["access-control-expose-headers"]


async def test_an_answer_held_already_is_not_sent_again(client: httpx.AsyncClient, store: Path) -> None:
    first = await get(client, SELECT, accept="text/csv")
    tag = first.headers["etag"]
    assert tag.startswith('"')
    assert first.headers["x-crossplan-generation"] == (store / "CURRENT").read_text().strip()
    again = await get(client, SELECT, accept="text/csv", **{"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    others = [
        await get(client, SELECT, accept="text/tab-separated-values"),
        await get(client, SELECT + " ", accept="text/csv"),
        await client.get(
            "/sparql",
            params={"query": SELECT, "default-graph-uri": f"{DEFAULT_BASE}graph/links"},
            headers={"accept": "text/csv"},
        ),
    ]
    assert len({tag, *(other.headers["etag"] for other in others)}) == 4


async def test_tags_tell_where_rows_are_from_and_the_caller_may_hold_either(
    client: httpx.AsyncClient, store: Path
) -> None:
    generation = (store / "CURRENT").read_text().strip()
    csv = find("csv", RESULTS)
    assert csv is not None
    from_disk, from_memory = (
        stamp_of(generation, csv, Operation(SELECT, Dataset(), ()), in_memory=in_memory).tag
        for in_memory in (False, True)
    )
    assert from_disk != from_memory
    assert (await get(client, SELECT, accept="text/csv")).headers["etag"] in (from_disk, from_memory)
    for tag in (from_disk, from_memory):
        again = await get(client, SELECT, accept="text/csv", **{"if-none-match": tag})
        assert (again.status_code, again.headers["etag"]) == (304, tag)


async def test_the_tag_of_a_graph_is_recognised_too(client: httpx.AsyncClient) -> None:
    tag = (await get(client, CONSTRUCT, accept="application/rdf+xml")).headers["etag"]
    again = await get(client, CONSTRUCT, accept="application/rdf+xml", **{"if-none-match": tag})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (RAND() AS ?x) {}",
        "SELECT (now() AS ?x) {}",
        "SELECT (STRUUID() AS ?x) {}",
        "CONSTRUCT { ?s a [] } WHERE { ?s ?p ?o }",
    ],
)
async def test_what_changes_by_itself_is_not_kept(client: httpx.AsyncClient, query: str) -> None:
    answer = await get(client, query, **{"if-none-match": "*"})
    assert answer.status_code == 200
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


async def test_limits_are_answered_as_problems(store: Path) -> None:
    settings = Settings(store=store, workers=1, query_seconds=0.5, result_bytes=1500, request_bytes=2000)
    async with running(settings) as client:
        late = await get(client, ENDLESS)
        assert (late.status_code, late.json()["seconds"]) == (504, 0.5)
        large = await get(client, "SELECT * { ?s ?p ?o }")
        assert (large.status_code, large.json()["bytes"]) == (422, 1500)
        assert large.json()["type"].endswith("#result-too-large")
        long = "ASK {} #" + "x" * 2000
        assert (await client.post("/sparql", data={"query": long})).status_code == 413
        assert (await client.post("/sparql", content=long, headers=DIRECT)).status_code == 413
        assert (await get(client, long)).status_code == 414
        page = await get(client, ENDLESS, accept=CHROME)
        assert page.status_code == 504
        assert "0.5 秒" in page.text
        assert (await get(client, "ASK {}")).status_code == 200


async def test_more_than_the_queue_holds_is_answered_503(store: Path) -> None:
    async with running(Settings(store=store, workers=1, queue=0, query_seconds=300)) as client:
        first = asyncio.create_task(get(client, ENDLESS))
        while (await client.get("/health")).json()["workers"]["busy"] == 0:
            await asyncio.sleep(0)  # lets it begin: what asks for the state alone waits for nothing
        second = await get(client, "ASK {}")
        assert second.status_code == 503
        assert int(second.headers["retry-after"]) > 0
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first


async def test_before_the_first_build_everything_says_so(tmp_path: Path) -> None:
    async with running(Settings(store=tmp_path, workers=1)) as client:
        for path in ("/health", "/", "/sparql", "/sparql?query=ASK%7B%7D", "/id/plan/x", "/void"):
            answer = await client.get(path)
            assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
            assert "crossplan build" in answer.json()["detail"]
        assert (await client.get("/ontology")).status_code == 200
        small_store.publish(tmp_path)
        assert (await client.get("/health")).status_code == 200


@pytest.mark.parametrize("character", ["\\u0001", "\\u0000", "\\uFFFE"])
@pytest.mark.parametrize(
    ("form", "query"),
    [
        ("xml", 'SELECT ("%s" AS ?x) {}'),
        ("rdfxml", 'CONSTRUCT { <urn:s> <urn:p> "%s" } WHERE {}'),
    ],
)
async def test_what_xml_has_no_place_for_is_said_and_never_sent(
    client: httpx.AsyncClient, form: str, query: str, character: str
) -> None:
    answer = await client.get("/sparql", params={"query": query % character, "format": form})
    assert answer.status_code == 406
    assert answer.json()["type"].endswith("#not-acceptable")
    assert "XML" in answer.json()["detail"]
    other = "json" if form == "xml" else "turtle"
    assert (
        await client.get("/sparql", params={"query": query % character, "format": other})
    ).status_code == 200
