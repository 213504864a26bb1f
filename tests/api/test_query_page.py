"""The page of a query: what a browser gets, and programs that ask nothing."""

from __future__ import annotations

import httpx
import pyoxigraph as ox
import pytest

from api.describing.examples import EXAMPLES
from ontology.terms import DEFAULT_BASE
from tests.api.asking import CHROME, CONSTRUCT, SELECT, get


async def test_without_a_query_programs_get_the_service_description(client: httpx.AsyncClient) -> None:
    sd = "http://www.w3.org/ns/sparql-service-description#"
    for accept, engine in (("*/*", ox.RdfFormat.TURTLE), ("application/rdf+xml", ox.RdfFormat.RDF_XML)):
        answer = await client.get("/sparql", headers={"accept": accept})
        graph = ox.Store()
        graph.load(answer.content, engine)
        assert bool(
            graph.query(
                f"PREFIX sd: <{sd}> ASK {{ <http://test/sparql> a sd:Service ;"
                " sd:endpoint <http://test/sparql> ; sd:feature sd:UnionDefaultGraph ;"
                " sd:supportedLanguage sd:SPARQL11Query ;"
                f" sd:defaultDataset/sd:namedGraph/sd:name <{DEFAULT_BASE}graph/registry> }}"
            )
        )
    assert (await client.get("/sparql", params={"format": "jsonld"})).headers[
        "content-type"
    ] == "application/ld+json"
    assert (await client.get("/sparql", headers={"accept": "text/csv"})).status_code == 406


async def test_a_browser_gets_a_page_and_a_table(client: httpx.AsyncClient) -> None:
    empty = await client.get("/sparql", headers={"accept": CHROME})
    assert "<form" in empty.text
    assert '<textarea id="query" name="query"' in empty.text
    assert "LANGMATCHES" in empty.text  # where the engine differs from the standard
    table = await get(client, SELECT, accept=CHROME)
    assert table.headers["content-type"] == "text/html; charset=utf-8"
    assert '<a href="/page/region/370100">id/region/370100</a>' in table.text
    assert "format=csv" in table.text
    wrong = await get(client, "SELECT * {\n ?s p ?o }", accept=CHROME)
    assert wrong.status_code == 400
    assert "第 2 行" in wrong.text
    assert "<mark>" in wrong.text
    verdict = await get(client, "ASK { ?s ?p ?o }", accept=CHROME)
    assert '<p class="verdict">是</p>' in verdict.text
    graph = await get(client, CONSTRUCT, accept=CHROME)
    assert "370100" in graph.text
    assert "format=jsonld" in graph.text


async def test_a_format_named_in_the_address_goes_before_accept(client: httpx.AsyncClient) -> None:
    for query, name, media in (
        (SELECT, "csv", "text/csv; charset=utf-8"),
        (SELECT, "json", "application/sparql-results+json"),
        (CONSTRUCT, "json", "application/ld+json"),
        (CONSTRUCT, "ttl", "text/turtle; charset=utf-8"),
        (SELECT, "n3", "application/sparql-results+xml"),
    ):
        answer = await client.get(
            "/sparql",
            params={"query": query, "format": name},
            headers={"accept": "application/sparql-results+xml"},
        )
        assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert (await client.get("/sparql", params={"query": CONSTRUCT, "format": "csv"})).status_code == 406


async def test_what_a_query_says_is_text_on_a_page(client: httpx.AsyncClient) -> None:
    query = "SELECT ('<script>alert(1)</script>' AS ?x) {} # </textarea><script>"
    page = (await get(client, query, accept=CHROME)).text
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.title.en))
async def test_every_example_query_finds_something(client: httpx.AsyncClient, example: object) -> None:
    assert isinstance(example, type(EXAMPLES[0]))
    answer = await get(client, example.query, accept="text/csv, application/n-triples;q=0.5")
    assert answer.status_code == 200
    assert answer.text.count("\n") >= 2
