"""The cases of the W3C's SPARQL 1.1 protocol tests, by their names, with requests of our own.

The twenty on queries are passed. Of the fourteen on updates the eight that a service must refuse are refused;
the others are answered 403, since nothing can be changed here (SPARQL 1.1 Protocol, section 4: a service may
leave out the update operation).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pyoxigraph as ox
import pytest

from api.settings import Settings
from tests.api import small_store
from tests.api.serving import running

pytestmark = pytest.mark.anyio

DATA = [f"http://data.example/data{number}.rdf" for number in range(4)]
GRAPHS = "".join(f"<{iri}> {{ <{iri}> a <http://xmlns.com/foaf/0.1/Document> }}\n" for iri in DATA)
FORM = {"content-type": "application/x-www-form-urlencoded"}
QUERY = {"content-type": "application/sparql-query"}
UPDATE = {"content-type": "application/sparql-update"}
RESULTS = {
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
}
RDF = {
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "text/turtle; charset=utf-8": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
}
ALL_KNOWN = f"ASK {{ <{DATA[1]}> ?p ?o . <{DATA[2]}> ?q ?r }}"
IN_GRAPHS = f"ASK {{ GRAPH ?g {{ <{DATA[1]}> ?p ?o }} GRAPH ?h {{ <{DATA[2]}> ?q ?r }} }}"
OTHER_GRAPHS = f"ASK {{ GRAPH ?g {{ <{DATA[3]}> ?p ?o }} }}"


@pytest.fixture(scope="module")
async def endpoint(
    anyio_backend: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[httpx.AsyncClient]:
    store: Path = tmp_path_factory.mktemp("w3c")
    small_store.publish(store, more=GRAPHS)
    async with running(Settings(store=store, workers=1)) as client:
        yield client


async def ask(endpoint: httpx.AsyncClient, method: str, query: str, **dataset: Any) -> bool:
    pairs = [(f"{name}-graph-uri", iri) for name in ("default", "named") for iri in dataset.get(name, ())]
    if method == "GET":
        answer = await endpoint.get("/sparql?" + urlencode([("query", query), *pairs]))
    else:
        answer = await endpoint.post("/sparql?" + urlencode(pairs), content=query, headers=QUERY)
    assert answer.status_code == 200
    found = answer.json()["boolean"]
    assert isinstance(found, bool)
    return found


async def test_query_get(endpoint: httpx.AsyncClient) -> None:
    answer = await endpoint.get("/sparql?query=ASK%20%7B%7D")
    assert answer.json() == {"head": {}, "boolean": True}


async def test_query_post_form(endpoint: httpx.AsyncClient) -> None:
    answer = await endpoint.post("/sparql/", content="query=ASK%20%7B%7D", headers=FORM)
    assert answer.json() == {"head": {}, "boolean": True}


async def test_query_post_direct(endpoint: httpx.AsyncClient) -> None:
    answer = await endpoint.post("/sparql/", content="ASK {}", headers=QUERY)
    assert answer.json() == {"head": {}, "boolean": True}


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_query_dataset_default_graphs(endpoint: httpx.AsyncClient, method: str) -> None:
    assert await ask(endpoint, method, ALL_KNOWN, default=DATA[1:3])
    assert not await ask(endpoint, method, ALL_KNOWN, default=DATA[1:2])


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_query_dataset_named_graphs(endpoint: httpx.AsyncClient, method: str) -> None:
    assert await ask(endpoint, method, IN_GRAPHS, named=DATA[1:3])
    assert not await ask(endpoint, method, OTHER_GRAPHS, named=DATA[1:3])
    assert not await ask(endpoint, method, "ASK { ?s ?p ?o }", named=DATA[1:3])


async def test_query_dataset_full(endpoint: httpx.AsyncClient) -> None:
    query = "SELECT ?g ?x ?s { ?x ?y ?o GRAPH ?g { ?s ?p ?o } }"
    pairs = [("default-graph-uri", DATA[3]), ("named-graph-uri", DATA[1]), ("named-graph-uri", DATA[2])]
    answer = await endpoint.post("/sparql?" + urlencode(pairs), content=query, headers=QUERY)
    rows = [
        {name: term["value"] for name, term in row.items()} for row in answer.json()["results"]["bindings"]
    ]
    assert sorted(rows, key=lambda row: row["g"]) == [{"g": one, "x": DATA[3], "s": one} for one in DATA[1:3]]


async def test_query_multiple_dataset(endpoint: httpx.AsyncClient) -> None:
    query = f"ASK FROM <{DATA[1]}> {{ <data1.rdf> ?p ?o }}"
    assert not await ask(endpoint, "POST", query, default=DATA[2:3])
    assert await ask(endpoint, "POST", f"BASE <{DATA[0]}> {query}", default=DATA[1:2])


@pytest.mark.parametrize("query", ["SELECT (1 AS ?value) {}", "ASK {}"])
async def test_query_content_type_select_and_ask(endpoint: httpx.AsyncClient, query: str) -> None:
    for accept in (*RESULTS, "*/*", None):
        headers = {**QUERY, **({"accept": accept} if accept else {})}
        answer = await endpoint.post("/sparql/", content=query, headers=headers)
        ox.parse_query_results(answer.content, RESULTS[answer.headers["content-type"]])


@pytest.mark.parametrize("query", ["DESCRIBE <http://example.org/>", "CONSTRUCT { <s> <p> 1 } WHERE {}"])
async def test_query_content_type_describe_and_construct(endpoint: httpx.AsyncClient, query: str) -> None:
    for accept in (*RDF, "*/*", None):
        headers = {**QUERY, **({"accept": accept} if accept else {})}
        answer = await endpoint.post("/sparql/", content=query, headers=headers)
        found = list(ox.parse(answer.content, RDF[answer.headers["content-type"]]))
        assert len(found) == query.count("CONSTRUCT")


BAD_QUERIES: dict[str, tuple[str, str, bytes | None, dict[str, str], int]] = {
    "bad_query_method": ("PUT", "?query=ASK%20%7B%7D", None, {}, 405),
    "bad_multiple_queries": ("GET", "?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", None, {}, 400),
    "bad_query_wrong_media_type": ("POST", "", b"ASK {}", {"content-type": "text/plain"}, 415),
    "bad_query_missing_form_type": ("POST", "", b"query=ASK%20%7B%7D", {}, 415),
    "bad_query_missing_direct_type": ("POST", "", b"ASK {}", {}, 415),
    "bad_query_non_utf8": (
        *(
            "POST",
            "",
            "ASK {}".encode("utf-16"),
            {"content-type": "application/sparql-query; charset=UTF-16"},
            415,
        ),
    ),
    "bad_query_syntax": ("GET", "?query=ASK%20%7B", None, {}, 400),
}
SECOND = quote("WITH <urn:a> DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } WHERE { ?s ?p 1 }")
UPDATES: dict[str, tuple[str, str, bytes | None, dict[str, str], int]] = {
    "update_post_form": ("POST", "", b"update=CLEAR%20ALL", FORM, 403),
    "update_post_direct": ("POST", "", b"CLEAR ALL", UPDATE, 403),
    "update_base_uri": ("POST", "", b"INSERT DATA { <s> <p> <o> }", UPDATE, 403),
    "update_dataset_default_graph": ("POST", f"?using-graph-uri={quote(DATA[1])}", b"CLEAR ALL", UPDATE, 403),
    "update_dataset_default_graphs": (
        *("POST", "?" + urlencode([("using-graph-uri", iri) for iri in DATA]), b"CLEAR ALL", UPDATE, 403),
    ),
    "update_dataset_named_graphs": (
        *("POST", f"?using-named-graph-uri={quote(DATA[1])}", b"CLEAR ALL", UPDATE, 403),
    ),
    "update_dataset_full": (
        *("POST", f"?using-graph-uri=urn:a&using-named-graph-uri={quote(DATA[1])}", b"CLEAR ALL", UPDATE, 403),
    ),
    "bad_update_get": ("GET", "?update=CLEAR%20ALL", None, {}, 403),
    "bad_multiple_updates": ("POST", "", b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", FORM, 403),
    "bad_update_wrong_media_type": ("POST", "", b"CLEAR NAMED", {"content-type": "text/plain"}, 415),
    "bad_update_missing_form_type": ("POST", "", b"update=CLEAR%20NAMED", {}, 415),
    "bad_update_non_utf8": (
        *("POST", "", "CLEAR NAMED".encode("utf-16"), {"content-type": "application/sparql-update; charset=UTF-16"}, 403),
    ),
    "bad_update_syntax": ("POST", "", b"update=CLEAR%20XYZ", FORM, 403),
    "bad_update_dataset_conflict": (
        *("POST", "", f"using-named-graph-uri=urn:b&update={SECOND}".encode(), FORM, 403),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", [*BAD_QUERIES, *UPDATES])
async def test_what_is_refused_is_refused_with_a_problem(endpoint: httpx.AsyncClient, name: str) -> None:
    method, target, body, headers, status = {**BAD_QUERIES, **UPDATES}[name]
    answer = await endpoint.request(method, f"/sparql{target}", content=body, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert (await endpoint.get("/sparql", params={"query": ALL_KNOWN})).json()["boolean"] is True


def test_no_case_was_lost() -> None:
    # get, form, direct; default and named graphs by both methods, full, multiple; four content types
    assert 3 + 2 + 2 + 1 + 1 + 4 + len(BAD_QUERIES) == 20
    assert len(UPDATES) == 14
