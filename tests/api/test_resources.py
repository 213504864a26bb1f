"""Linked data, in this process."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest

from api.settings import Settings
from graph.formats import GRAPH
from ontology.terms import CP, DEFAULT_BASE
from tests.api import small_store
from tests.api.serving import running

pytestmark = pytest.mark.anyio

AGENCY = "agency/370000-da-shu-ju-ju"
MEASURE = small_store.PLAN.removeprefix("id/") + "/measure/1"
CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        (CHROME, f"/page/{AGENCY}"),
        ("text/html", f"/page/{AGENCY}"),
        ("*/*", f"/data/{AGENCY}"),
        ("text/turtle", f"/data/{AGENCY}"),
        ("application/ld+json, text/html;q=0.5", f"/data/{AGENCY}"),
    ],
)
async def test_an_iri_leads_to_its_page_or_its_data(
    client: httpx.AsyncClient, accept: str, location: str
) -> None:
    answer = await client.get(f"/id/{AGENCY}", headers={"accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, location)
    assert "Accept" in answer.headers["vary"]
    followed = await client.get(location, headers={"accept": accept})
    assert followed.status_code == 200


async def test_a_redirect_keeps_the_language_asked_for(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"/id/{AGENCY}?lang=en", headers={"accept": "text/html"})
    assert answer.headers["location"] == f"/page/{AGENCY}?lang=en"


@pytest.mark.parametrize("room", ["id", "page", "data"])
@pytest.mark.parametrize("one", GRAPH, ids=lambda one: str(one.ending))
async def test_an_ending_answers_at_once(client: httpx.AsyncClient, room: str, one: object) -> None:
    assert isinstance(one, type(GRAPH[0]))
    assert isinstance(one.engine, ox.RdfFormat)
    answer = await client.get(f"/{room}/{AGENCY}.{one.ending}", headers={"accept": "image/png"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, one.media)
    triples = {(t.subject.value, t.predicate.value) for t in ox.parse(answer.content, one.engine)}
    iri = f"{DEFAULT_BASE}id/{AGENCY}"
    assert (iri, "http://www.w3.org/2004/02/skos/core#altLabel") in triples
    assert (f"{DEFAULT_BASE}id/{MEASURE}", CP.leadAgency) in triples, "what refers to it belongs to it"


async def test_the_endings_for_people_and_tables(client: httpx.AsyncClient) -> None:
    page = await client.get(f"/id/{AGENCY}.html")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    table = await client.get(f"/id/{AGENCY}.csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(table.text)))
    assert rows[0] == ["subject", "predicate", "object"]
    assert "省大数据局" in {row[2] for row in rows}


async def test_data_is_negotiated_and_406_where_it_cannot_be(client: httpx.AsyncClient) -> None:
    answer = await client.get(
        f"/data/{AGENCY}", headers={"accept": "text/turtle;q=0.1, application/n-triples"}
    )
    assert answer.headers["content-type"] == "application/n-triples"
    assert (await client.get(f"/data/{AGENCY}", headers={"accept": "image/png"})).status_code == 406
    assert (await client.get(f"/id/{AGENCY}", headers={"accept": "image/png"})).status_code == 406


async def test_turtle_reads_well(client: httpx.AsyncClient) -> None:
    turtle = (await client.get(f"/id/{MEASURE}.ttl")).text
    assert "@prefix cp: <https://w3id.org/crossplan/ontology#>" in turtle
    assert "cp:leadAgency" in turtle


async def test_references_come_in_pages_that_are_linked(tmp_path: Path) -> None:
    many = " ".join(f"<urn:s{number}> <urn:p> <{DEFAULT_BASE}id/{AGENCY}> ." for number in range(1500))
    small_store.publish(tmp_path, more=f"<urn:g> {{ {many} }}")
    async with running(Settings(store=tmp_path, workers=1)) as client:
        address, seen, pages = f"/id/{AGENCY}.nt", set[str](), 0
        while address:
            answer = await client.get(address)
            seen |= {line for line in answer.text.splitlines() if "<urn:p>" in line}
            address = answer.links.get("next", {}).get("url", "")
            pages += 1
        assert (pages, len(seen)) == (2, 1500)
        first = (await client.get(f"/page/{AGENCY}")).text
        assert "查看全部 1500 个" in first
        page = (await client.get(f"/page/{AGENCY}?property=urn:p&page=15")).text
        assert "第 15 页，共 15 页" in page


@pytest.mark.parametrize("path", ["agency/370000-da-shu-ju", "agency/370000-da-shu-ju-ju.txt"])
async def test_an_unknown_iri_names_what_is_near(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(f"/id/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert f"/page/{AGENCY}" in answer.json()["near"]
    page = await client.get(f"/id/{path}", headers={"accept": CHROME})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert f'<a href="/page/{AGENCY}">' in page.text


async def test_an_unknown_part_names_what_it_would_be_part_of(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"/{small_store.PLAN}/measure/99/target/1")
    assert answer.json()["near"] == ["/page/" + small_store.PLAN.removeprefix("id/")]


@pytest.mark.parametrize(
    "path", ["", "plan", "plan/", "%20", "plan/%22%3E", "plan/<x>", ".ttl", "%FF", "济南"]
)
async def test_what_is_no_iri_is_not_found(client: httpx.AsyncClient, path: str) -> None:
    for room in ("id", "page", "data", "graph"):
        assert (await client.get(f"/{room}/{path}")).status_code == 404


async def test_a_chinese_iri_may_arrive_encoded_or_not(tmp_path: Path) -> None:
    iri = f"{DEFAULT_BASE}id/region/济南"
    small_store.publish(tmp_path, more=f'<urn:g> {{ <{iri}> <urn:p> "it" }}')
    async with running(Settings(store=tmp_path, workers=1)) as client:
        for path in ("/id/region/济南", "/id/region/" + quote("济南")):
            redirect = await client.get(path)
            assert redirect.headers["location"] == "/data/region/" + quote("济南")
            assert (await client.get(redirect.headers["location"])).status_code == 200
        twice = "/id/region/" + quote(quote("济南"))
        assert (await client.get(twice)).status_code == 404


async def test_data_of_another_base_than_the_host(tmp_path: Path) -> None:
    base = "https://data.example.org/plans/"
    small_store.publish(tmp_path, base)
    async with running(Settings(store=tmp_path, workers=1)) as client:
        triples = list(ox.parse((await client.get(f"/id/{AGENCY}.nt")).content, ox.RdfFormat.N_TRIPLES))
        assert f"{base}id/{AGENCY}" in {t.subject.value for t in triples}
        page = (await client.get(f"/page/{MEASURE}")).text
        assert f'href="/page/{AGENCY}"' in page
        assert (await client.get("/health")).json()["base"] == base
        assert (await client.get("/graph/registry")).status_code == 200


@pytest.mark.parametrize("one", GRAPH, ids=lambda one: str(one.ending))
async def test_a_named_graph_is_data_under_its_name(client: httpx.AsyncClient, one: object) -> None:
    assert isinstance(one, type(GRAPH[0]))
    assert isinstance(one.engine, ox.RdfFormat)
    by_ending = await client.get(f"/graph/registry.{one.ending}")
    by_accept = await client.get("/graph/registry", headers={"accept": one.accepts[0]})
    assert by_ending.headers["content-type"] == by_accept.headers["content-type"] == one.media
    quads = list(ox.parse(by_ending.content, one.engine))
    assert len(quads) == 14
    if one.name in ("nquads", "trig"):
        assert {str(quad.graph_name) for quad in quads} == {f"<{DEFAULT_BASE}graph/registry>"}


async def test_a_graph_that_is_not_there(client: httpx.AsyncClient) -> None:
    answer = await client.get("/graph/none")
    assert (answer.status_code, "/void" in answer.json()["detail"]) == (404, True)


async def test_pages_and_data_are_not_sent_twice(client: httpx.AsyncClient) -> None:
    for path in (
        f"/page/{AGENCY}",
        f"/id/{AGENCY}.ttl",
        "/graph/registry",
        "/void",
        "/",
        "/ontology",
        "/docs",
    ):
        headers = {"accept": "text/html, text/turtle;q=0.9"}
        first = await client.get(path, headers=headers)
        tag = first.headers["etag"]
        again = await client.get(path, headers={**headers, "if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
        english = await client.get(path, headers={**headers, "accept-language": "en", "if-none-match": tag})
        assert english.status_code == (200 if "html" in first.headers["content-type"] else 304)


@pytest.mark.parametrize("path", ["/void", "/.well-known/void"])
async def test_the_data_set_describes_itself(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path, headers={"accept": "application/n-triples"})
    graph = ox.Store()
    graph.load(answer.content, ox.RdfFormat.N_TRIPLES)
    [row] = graph.query(  # type: ignore[union-attr]  # a SELECT has rows
        "PREFIX void: <http://rdfs.org/ns/void#> PREFIX dcterms: <http://purl.org/dc/terms/>"
        "SELECT ?triples ?space ?licence ?vocabulary { ?set void:uriSpace ?space ; void:triples ?triples ;"
        " dcterms:license ?licence ; void:sparqlEndpoint <http://test/sparql> ; void:vocabulary ?vocabulary"
        " FILTER(?vocabulary = <https://w3id.org/crossplan/ontology#>) }"
    )
    counted = await client.get(
        "/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}, headers={"accept": "text/csv"}
    )
    assert counted.text.split()[1] == row["triples"].value
    assert row["space"].value == DEFAULT_BASE
    assert row["licence"].value == Settings.load({}).licence


async def test_the_vocabularies_are_data_and_pages(client: httpx.AsyncClient) -> None:
    for path, term in (("/ontology", "cp:Measure"), ("/shapes", "cps:")):
        turtle = await client.get(path, headers={"accept": "text/turtle"})
        triples = {(t.subject, t.predicate) for t in ox.parse(turtle.content, ox.RdfFormat.TURTLE)}
        for ending, engine in (("nt", ox.RdfFormat.N_TRIPLES), ("rdf", ox.RdfFormat.RDF_XML)):
            other = await client.get(f"{path}.{ending}")
            assert len({(t.subject, t.predicate) for t in ox.parse(other.content, engine)}) == len(triples)
        for language in ("zh", "en"):
            page = await client.get(path, headers={"accept": CHROME, "accept-language": language})
            assert term in page.text
        assert (await client.get(path + ".xyz")).status_code == 404
    page = (await client.get("/ontology.html")).text
    assert '<section class="term" id="leadAgency">' in page


async def test_health_tells_an_operator_what_is_going_on(client: httpx.AsyncClient, store: Path) -> None:
    answer = await client.get("/health")
    state = answer.json()
    assert answer.headers["cache-control"] == "no-store"
    assert state["generation"] == (store / "CURRENT").read_text().strip()
    assert (state["base"], state["documents"], state["measures"]) == (DEFAULT_BASE, 1, 3)
    assert state["workers"]["size"] == 2


async def test_the_api_is_described(client: httpx.AsyncClient) -> None:
    schema = (await client.get("/openapi.json")).json()
    assert {"/sparql", "/id/{path}", "/questions/{name}", "/health"} <= set(schema["paths"])
    operations = [one for methods in schema["paths"].values() for one in methods.values()]
    assert all(one["summary"] and one["x-zh"] for one in operations)
    page = (await client.get("/docs", headers={"accept-language": "en"})).text
    assert all(
        f"<code>{method.upper()} {path}</code>" in page for path, m in schema["paths"].items() for method in m
    )
    assert "query-timeout" in page
