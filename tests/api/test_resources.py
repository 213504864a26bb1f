"""Linked data, in this process."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from lxml import etree

from api.settings import Settings
from graph.formats import GRAPH, Format
from ontology.terms import CP, DEFAULT_BASE, PREFIXES
from tests.api import small_store
from tests.api.reading import triples_of
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
    assert isinstance(one, Format)
    answer = await client.get(f"/{room}/{AGENCY}.{one.ending}", headers={"accept": "image/png"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, one.media)
    triples = {(t.subject.value, t.predicate.value) for t in triples_of(answer.content, one)}
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
    head, resource, *others = turtle.split("\n\n")
    assert head.splitlines() == [
        f"@base <{DEFAULT_BASE}> .",
        *(f"@prefix {one}: <{PREFIXES[one]}> ." for one in ("cp", "dcterms", "rdfs")),
    ]
    first, *lines = resource.splitlines()
    assert first == f"<id/{MEASURE}> a cp:Measure ;"
    order = [line.split()[0] for line in lines if line.startswith("    ") and line[4] != " "]
    assert order[:4] == ["dcterms:title", "cp:number", "cp:text", "cp:leadAgency"]
    assert f'<id/{AGENCY}> rdfs:label "山东省大数据局"@zh-hans .' in others, "neighbours have their labels"
    assert 'cp:leadAgency rdfs:label "lead agency"@en, "牵头单位"@zh .' in others, "terms too"


async def test_all_formats_hold_the_same_triples(client: httpx.AsyncClient) -> None:
    for path in (AGENCY, MEASURE, small_store.PLAN.removeprefix("id/"), f"document/{small_store.DOCUMENT}"):
        found = {
            one.ending: triples_of((await client.get(f"/id/{path}.{one.ending}")).content, one)
            for one in GRAPH
        }
        assert len(found["nt"]) > 10
        assert all(one == found["nt"] for one in found.values()), path
        rows = list(csv.reader(io.StringIO((await client.get(f"/id/{path}.csv")).text)))[1:]
        assert sorted(rows) == sorted(
            [t.subject.value, t.predicate.value, t.object.value] for t in found["nt"]
        )


@pytest.mark.parametrize("ending", ["nq", "trig"])
async def test_quads_keep_the_graphs_that_state_each_triple(tmp_path: Path, ending: str) -> None:
    iri = f"{DEFAULT_BASE}id/{AGENCY}"
    more = "".join(f"<urn:g{n}> {{ <{iri}> <urn:p> 1 . <urn:s> <urn:q> <{iri}> . }}" for n in (1, 2))
    small_store.publish(tmp_path, more=more)
    async with running(Settings(store=tmp_path, workers=1)) as client:
        answer = await client.get(f"/id/{AGENCY}.{ending}")
    quads = list(ox.parse(answer.content, ox.RdfFormat.N_QUADS if ending == "nq" else ox.RdfFormat.TRIG))
    for predicate in ("urn:p", "urn:q"):
        assert {str(q.graph_name) for q in quads if q.predicate.value == predicate} == {
            "<urn:g1>",
            "<urn:g2>",
        }
    registry = f"<{DEFAULT_BASE}graph/registry>"
    assert {str(q.graph_name) for q in quads if q.subject.value == iri} == {registry, "<urn:g1>", "<urn:g2>"}
    measure = f"{DEFAULT_BASE}id/{MEASURE}"
    of_measure = {
        (q.predicate.value.rsplit("#")[-1], str(q.graph_name)) for q in quads if q.subject.value == measure
    }
    assert ("leadAgency", f"<{DEFAULT_BASE}graph/document/{small_store.DOCUMENT}>") in of_measure
    assert ("label", "DEFAULT") in of_measure, "a label that is there for the reader only"


async def test_references_come_in_pages_that_are_linked(tmp_path: Path) -> None:
    many = " ".join(f"<urn:s{number}> <urn:p> <{DEFAULT_BASE}id/{AGENCY}> ." for number in range(10_000))
    small_store.publish(tmp_path, more=f"<urn:g> {{ {many} }} <urn:h> {{ {many} }}")
    async with running(Settings(store=tmp_path, workers=1)) as client:
        for ending, room in (("nt", "id"), ("trig", "data")):
            address, seen, pages = f"/{room}/{AGENCY}.{ending}", list[str](), 0
            while address:
                answer = await client.get(address)
                if pages:
                    assert answer.links["prev"]["url"].endswith(f"page={pages}")
                seen += set(re.findall(r"urn:s[0-9]+", answer.text))
                address = answer.links.get("next", {}).get("url", "")
                pages += 1
            assert (pages, len(seen), len(set(seen))) == (11, 10_000, 10_000)
        turtle = (await client.get(f"/id/{AGENCY}.ttl?page=2")).text
        assert turtle.startswith("# 第 1001–2000 个引用，其余见 ?page=3 · references 1001–2000")
        for page, status in (("12", 404), ("0", 422), ("x", 422), ("-1", 422), ("١", 422), ("9" * 30, 422)):
            answer = await client.get(f"/id/{AGENCY}.ttl?page={page}")
            assert (answer.status_code, answer.headers["content-type"]) == (
                status,
                "application/problem+json",
            )
        first = (await client.get(f"/page/{AGENCY}")).text
        assert "查看全部 10000 个" in first
        page = (await client.get(f"/page/{AGENCY}?property=urn:p&page=15")).text
        assert "第 15 页，共 100 页" in page


async def test_what_xml_has_no_place_for_is_refused_in_xml_and_sent_in_all_else(tmp_path: Path) -> None:
    subject = f"<{DEFAULT_BASE}id/project/x>"
    more = f"""
        <urn:g> {{ {subject} <urn:p> "one\\r\\ntwo" }}
        <urn:g> {{ {subject}  <{DEFAULT_BASE}id/region/a> "page\\u000Cbreak" }}
        <urn:g> {{ <{DEFAULT_BASE}id/region/b> <http://e/123> "x" }}
    """.replace("\\\\", "\\").replace(
        f"{subject}  <{DEFAULT_BASE}id/region/a>", f"<{DEFAULT_BASE}id/region/a> <urn:p>"
    )
    small_store.publish(tmp_path, more=more)
    async with running(Settings(store=tmp_path, workers=1)) as client:
        body = (await client.get("/id/project/x.rdf")).content
        texts = [one.text for one in etree.fromstring(body).iter("{urn:}p")]
        assert texts == ["one\r\ntwo"], "an XML reader takes a bare carriage return for a line feed"
        for path in ("region/a", "region/b"):
            answer = await client.get(f"/id/{path}.rdf")
            assert answer.status_code == 406
            assert "ttl, nt, jsonld" in answer.json()["detail"]
            expected = triples_of((await client.get(f"/id/{path}.nt")).content, GRAPH[1])
            for one in GRAPH:
                if one.ending != "rdf":
                    answer = await client.get(f"/id/{path}.{one.ending}")
                    assert triples_of(answer.content, one) == expected


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
