"""What the clients in use ask for, by the Accept headers that they really send, and what they get."""

from __future__ import annotations

import httpx
import pytest

from ontology.terms import DEFAULT_BASE

pytestmark = pytest.mark.anyio

NOTATION = "<http://www.w3.org/2004/02/skos/core#notation>"
SELECT = f"SELECT ?o {{ ?s {NOTATION} ?o }}"
CONSTRUCT = f"CONSTRUCT WHERE {{ ?s {NOTATION} ?o }}"

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
TURTLE = "text/turtle; charset=utf-8"
CSV = "text/csv; charset=utf-8"
TSV = "text/tab-separated-values; charset=utf-8"
HTML = "text/html; charset=utf-8"

#: client, Accept header, media type of a table, media type of a graph (None: 406).
CLIENTS: list[tuple[str, str | None, str | None, str | None]] = [
    ("none at all", None, JSON, TURTLE),
    ("curl, requests, httpx", "*/*", JSON, TURTLE),
    (
        "Apache Jena, tables",
        "application/sparql-results+json, application/sparql-results+xml;q=0.9, "
        "text/tab-separated-values;q=0.7, text/csv;q=0.5, application/json;q=0.2, application/xml;q=0.2, */*;q=0.1",
        JSON,
        "application/ld+json",
    ),
    (
        "Apache Jena, graphs",
        "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,*/*;q=0.1",
        JSON,
        TURTLE,
    ),
    (
        "RDF4J, tables",
        "application/x-binary-rdf-results-table;q=0.8, application/sparql-results+json, "
        "application/json;q=0.8, application/sparql-results+xml, application/xml;q=0.8, "
        "text/csv;q=0.8, text/tab-separated-values;q=0.8",
        JSON,
        "application/ld+json",
    ),
    (
        "RDF4J, graphs",
        "application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, text/turtle, application/x-turtle, "
        "application/trig;q=0.8, application/n-triples, text/n3;q=0.8, application/n-quads;q=0.8",
        XML,
        TURTLE,
    ),
    ("RDF4J, before 3", "application/sparql-results+xml;q=0.8, application/xml;q=0.8", XML, "application/rdf+xml"),
    ("SPARQLWrapper, JSON", "application/sparql-results+json,application/json,text/javascript,application/javascript", JSON, "application/ld+json"),
    ("SPARQLWrapper, graphs", "text/turtle,application/turtle,application/x-turtle,text/rdf+n3,text/n3", None, TURTLE),
    ("rdflib", "application/sparql-results+xml, application/rdf+xml", XML, "application/rdf+xml"),
    ("Comunica, tables", "application/sparql-results+json;q=1.0,application/sparql-results+xml;q=0.7", JSON, None),
    (
        "Comunica, graphs",
        "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,application/n-triples;q=0.8,"
        "text/turtle;q=0.6,application/rdf+xml;q=0.5,application/json;q=0.45,text/n3;q=0.35,"
        "application/xml;q=0.3,image/svg+xml;q=0.3,text/html;q=0.2,application/xhtml+xml;q=0.18",
        JSON,
        "application/n-quads",
    ),
    ("YASGUI, tables", "application/sparql-results+json,*/*;q=0.9", JSON, TURTLE),
    ("YASGUI, graphs", "application/n-triples,*/*;q=0.9", JSON, "application/n-triples"),
    ("Java's URLConnection", "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", HTML, HTML),
    ("OpenRefine", "application/json, text/plain, */*", JSON, "application/n-triples"),
    ("R, data frames", "text/csv;header=present", CSV, None),
    ("a spreadsheet", "text/*", CSV, TURTLE),
    ("axios", "application/json, text/plain, */*", JSON, "application/n-triples"),
    ("Protégé (OWL API)", "application/rdf+xml, application/xml; q=0.7, text/xml; q=0.6, text/plain; q=0.1, */*; q=0.09", XML, "application/rdf+xml"),
    ("Chrome", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8", HTML, HTML),
    ("Firefox", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HTML, HTML),
    ("Safari", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HTML, HTML),
]  # fmt: skip


@pytest.mark.parametrize(("name", "accept", "table", "graph"), CLIENTS, ids=[one[0] for one in CLIENTS])
async def test_a_client_gets_what_it_reads(
    client: httpx.AsyncClient, name: str, accept: str | None, table: str | None, graph: str | None
) -> None:
    for query, media in ((SELECT, table), (CONSTRUCT, graph)):
        request = client.build_request(
            "GET", "/sparql", params={"query": query}, headers={"accept": accept or ""}
        )
        if accept is None:
            del request.headers["accept"]
        answer = await client.send(request)
        if media is None:
            assert answer.status_code == 406, name
        else:
            assert (answer.status_code, answer.headers["content-type"]) == (200, media)
            assert answer.headers["vary"] == "Accept, Accept-Language"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*;q=0.1", JSON),
        ("text/csv;q=0.5, */*;q=0.1", CSV),
        ("application/sparql-results+json;q=0, */*", XML),
        ("application/sparql-results+json;q=0, application/sparql-results+xml;q=0.0, */*;q=0.1", CSV),
        ("application/*;q=0, */*", CSV),
        ("text/*;q=0.3, text/csv;q=0.1, application/sparql-results+xml;q=0.2", TSV),
        ("text/csv;q=0.1, text/csv;q=0.9, text/tab-separated-values;q=0.5", CSV),
        ("TEXT/CSV ; Q=0.5", CSV),
        ("text/csv;charset=utf-8;q=0.5", CSV),
        ('text/csv;x="a,b;q=0"', CSV),
        ("text/csv;q=0.3333333", CSV),
        (", ,text/csv,", CSV),
        ("image/png, nonsense, text/csv;q=x, text/tab-separated-values;q=0.1", TSV),
        ("text/csv, image/*", CSV),
        ("", JSON),
    ],
)
async def test_wishes_are_weighed(client: httpx.AsyncClient, accept: str, media: str) -> None:
    answer = await client.get("/sparql", params={"query": SELECT}, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)


@pytest.mark.parametrize(
    "accept",
    [
        "*/*;q=0",
        "text/csv;q=0",
        "nonsense",
        "text/csv;q=high",
        "image/*",
        "/",
        ";;;",
        '"',
        "*",
        "text/csv;q=-1",
        "q=1",
    ],
)
async def test_what_asks_for_nothing_here_is_a_406_that_says_what_there_is(
    client: httpx.AsyncClient, accept: str
) -> None:
    for query in (SELECT, CONSTRUCT):
        answer = await client.get("/sparql", params={"query": query}, headers={"accept": accept})
        assert (answer.status_code, answer.headers["content-type"]) == (406, "application/problem+json")
    assert "text/csv" in answer.json()["detail"] or "SELECT" in answer.json()["detail"]


async def test_two_accept_headers_are_one(client: httpx.AsyncClient) -> None:
    headers = [("accept", "text/csv;q=0.5"), ("accept", "text/tab-separated-values")]
    answer = await client.get("/sparql", params={"query": SELECT}, headers=headers)
    assert answer.headers["content-type"] == TSV


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/turtle", TURTLE),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/n-quads", "application/n-quads"),
        ("application/trig", "application/trig; charset=utf-8"),
        ("*/*", TURTLE),
        ("text/html", HTML),
    ],
)
async def test_the_service_description_comes_in_every_format(
    client: httpx.AsyncClient, accept: str, media: str
) -> None:
    answer = await client.get("/sparql", headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    head = await client.head("/sparql", headers={"accept": accept})
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", answer.headers["etag"])


async def test_csv_for_excel_has_a_byte_order_mark_and_is_asked_for_by_name(
    client: httpx.AsyncClient,
) -> None:
    query = f'SELECT ("济南" AS ?城市) ?o {{ ?s {NOTATION} ?o }}'
    plain = await client.get("/sparql", params={"query": query, "format": "csv"})
    marked = await client.get("/sparql", params={"query": query, "format": "csv-excel"})
    assert plain.content.decode("utf-8") == "城市,o\r\n济南,370100\r\n"
    assert marked.content == b"\xef\xbb\xbf" + plain.content
    assert marked.headers["content-type"] == plain.headers["content-type"] == CSV
    assert marked.headers["etag"] != plain.headers["etag"]
    tag = {"if-none-match": marked.headers["etag"]}
    again = await client.get("/sparql", params={"query": query, "format": "csv-excel"}, headers=tag)
    assert again.status_code == 304
    assert (
        await client.get("/sparql", params={"query": CONSTRUCT, "format": "csv-excel"})
    ).status_code == 406
    question = await client.get("/questions/plans", params={"format": "csv-excel"})
    assert question.content.startswith(b"\xef\xbb\xbfplan,")
    assert "format=csv-excel" in (await client.get("/questions/plans", headers={"accept": "text/html"})).text


async def test_scripts_of_other_sites_may_read_whatever_comes(client: httpx.AsyncClient) -> None:
    """CORS (Fetch, section 3.2), also on what is refused."""
    update = {"content-type": "application/sparql-update"}
    for answer, status in (
        (await client.get("/sparql", params={"query": SELECT}), 200),
        (await client.get("/sparql"), 200),
        (await client.get("/sparql?query=no"), 400),
        (await client.post("/sparql", content="CLEAR ALL", headers=update), 403),
        (await client.get("/nothing"), 404),
        (await client.put("/sparql"), 405),
        (await client.get("/sparql", headers={"accept": "image/png"}), 406),
        (await client.post("/sparql", content="x", headers={"content-type": "text/plain"}), 415),
        (await client.get(f"/id/{DEFAULT_BASE}"), 404),
    ):
        assert answer.status_code == status
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "Retry-After" in answer.headers["access-control-expose-headers"]


async def test_a_preflight_allows_what_clients_send(client: httpx.AsyncClient) -> None:
    asked = {"origin": "https://yasgui.example", "access-control-request-method": "POST"}
    asked["access-control-request-headers"] = "content-type,x-requested-with"
    for path in ("/sparql", "/id/region/370100", "/questions/plans"):
        answer = await client.options(path, headers=asked)
        assert (answer.status_code, answer.content) == (204, b"")
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
        assert "*" in answer.headers["access-control-allow-headers"]
        assert int(answer.headers["access-control-max-age"]) >= 600
        assert "access-control-allow-credentials" not in answer.headers


def test_no_case_was_lost() -> None:
    assert len(CLIENTS) == 23
