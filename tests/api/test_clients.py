"""The clients that people use, against the real server: SPARQLWrapper, rdflib, curl, two of JavaScript."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLExceptions,
)
from SPARQLWrapper import SPARQLWrapper as Client

from ontology.terms import CP, DEFAULT_BASE, PREFIXES
from tests.api.serving import Server

NOTATION = "http://www.w3.org/2004/02/skos/core#notation"
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
JINAN = f"{DEFAULT_BASE}id/region/370100"
#: An IRI with Chinese and a percent sign in it, which is another one when it is decoded twice.
ODD = "urn:济南%20%E6%B5%8E"
SELECT = f'SELECT ?name (STR(<{ODD}>) AS ?odd) {{ <{JINAN}> <{LABEL}> ?name FILTER("+" != " ") }}'
ASK = f'ASK {{ ?s <{LABEL}> "济南市"@zh-Hans }}'
CONSTRUCT = f"CONSTRUCT {{ ?s <urn:名称> ?name }} WHERE {{ ?s <{NOTATION}> ?code ; <{LABEL}> ?name }}"
DESCRIBE = f"DESCRIBE <{JINAN}>"
CLIENTS = Path(__file__).parents[1] / "clients"


@pytest.fixture(scope="module")
def server(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    one = Server(store, tmp_path_factory.mktemp("server"))
    yield one
    one.stop()


@pytest.fixture(scope="module")
def endpoint(server: Server) -> str:
    return server.address + "sparql"


# --- SPARQLWrapper --------------------------------------------------------------------------------

FORMS = [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]


def wrapper(endpoint: str, query: str, method: str, request_form: str, form: str) -> Any:
    client = Client(endpoint, returnFormat=form)
    client.setMethod(method)
    client.setRequestMethod(request_form)
    client.setQuery(query)
    return client.query().convert()


def text_of(found: Any) -> str:
    if hasattr(found, "toxml"):
        return str(found.toxml())
    return found.decode("utf-8") if isinstance(found, bytes) else json.dumps(found, ensure_ascii=False)


@pytest.mark.parametrize(("method", "request_form"), FORMS)
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_reads_tables(endpoint: str, method: str, request_form: str, form: str) -> None:
    text = text_of(wrapper(endpoint, SELECT, method, request_form, form))
    assert "济南市" in text
    assert ODD in text


@pytest.mark.parametrize(("method", "request_form"), FORMS)
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_reads_verdicts(endpoint: str, method: str, request_form: str, form: str) -> None:
    assert "true" in text_of(wrapper(endpoint, ASK, method, request_form, form))


@pytest.mark.parametrize(("method", "request_form"), FORMS)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # the client's own
@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, XML, JSONLD])
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_sparqlwrapper_reads_graphs(
    endpoint: str, method: str, request_form: str, form: str, query: str
) -> None:
    found = wrapper(endpoint, query, method, request_form, form)
    graph = rdflib.Graph()
    if isinstance(found, bytes):
        graph.parse(data=found, format="turtle")
    else:
        graph += found
    assert (rdflib.URIRef(JINAN), None, rdflib.Literal("济南市", lang="zh-hans")) in graph


def test_sparqlwrapper_names_graphs_and_says_what_is_wrong(endpoint: str) -> None:
    client = Client(endpoint, returnFormat=JSON)
    client.setQuery("SELECT (COUNT(*) AS ?n) { ?s a ?type }")
    client.addDefaultGraph(f"{DEFAULT_BASE}graph/registry")
    assert client.queryAndConvert()["results"]["bindings"][0]["n"]["value"] == "4"
    client.setQuery("SELECT * { ?s ?p }")
    with pytest.raises(SPARQLExceptions.QueryBadFormed, match="query-syntax"):
        client.query()


# --- rdflib ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib_asks_a_store_behind_the_endpoint(endpoint: str, method: str, form: str) -> None:
    store = SPARQLStore(endpoint, method=method, returnFormat=form)
    graph = rdflib.Graph(store)
    rows = list(graph.query(SELECT))
    assert [str(value) for value in rows[0]] == ["济南市", ODD]  # type: ignore[union-attr]
    if form in ("xml", "json"):  # rdflib reads no verdict in the others
        assert graph.query(ASK).askAnswer is True
    prefixed = graph.query("SELECT ?s { ?s skos:notation ?code }", initNs=PREFIXES)
    assert [str(row[0]) for row in prefixed] == [JINAN]  # type: ignore[index]


def test_rdflib_walks_the_triples_of_all_graphs_and_of_one(endpoint: str) -> None:
    store = SPARQLStore(endpoint)
    label = rdflib.URIRef(LABEL)
    names = {str(name) for _, _, name in rdflib.Graph(store).triples((None, label, None))}
    assert {"济南市", "数据站点"} <= names
    registry = rdflib.Graph(store, identifier=rdflib.URIRef(f"{DEFAULT_BASE}graph/registry"))
    there = {str(name) for name in registry.objects(None, label)}
    assert "济南市" in there
    assert "数据站点" not in there  # of a document, not of the registry
    found = list(rdflib.Graph(store).subjects(label, rdflib.Literal("济南市", lang="zh-Hans")))
    assert found == [rdflib.URIRef(JINAN)]
    measures = list(rdflib.Graph(store).subjects(rdflib.RDF.type, rdflib.URIRef(CP.Measure)))
    assert len(measures) == 3


# --- curl -----------------------------------------------------------------------------------------


def curl(*arguments: str, data: bytes | None = None) -> str:
    run = subprocess.run(
        ["curl", "--silent", "--show-error", "--max-time", "20", *arguments],
        input=data,
        capture_output=True,
        check=True,
    )
    return run.stdout.decode("utf-8")


needs_curl = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")


@needs_curl
def test_curl_asks_in_every_way(endpoint: str, tmp_path: Path) -> None:
    file = tmp_path / "query.rq"
    file.write_text(SELECT, encoding="utf-8-sig")  # as Notepad saves it
    csv = ("-H", "Accept: text/csv")
    expected = f"name,odd\r\n济南市,{ODD}\r\n"
    assert curl(*csv, "--get", "--data-urlencode", f"query={SELECT}", endpoint) == expected
    assert curl(*csv, "--data-urlencode", f"query={SELECT}", endpoint) == expected
    assert curl(*csv, "--data-urlencode", f"query@{file}", endpoint) == expected
    direct = ("-H", "Content-Type: application/sparql-query")
    assert curl(*csv, *direct, "--data-binary", f"@{file}", endpoint) == expected
    assert curl(*csv, *direct, "--data-binary", "@-", endpoint, data=SELECT.encode()) == expected
    assert (
        curl(*csv, *direct, "-H", "Transfer-Encoding: chunked", "--data-binary", f"@{file}", endpoint)
        == expected
    )
    assert curl(*csv, "--http1.0", "--get", "--data-urlencode", f"query={SELECT}", endpoint) == expected
    assert curl(*csv, "--compressed", "--get", "--data-urlencode", f"query={SELECT}", endpoint) == expected


@needs_curl
def test_curl_with_chinese_as_it_is_typed(endpoint: str) -> None:
    typed = endpoint + "?query=SELECT(STR(<urn:济南>)AS?x){}"
    assert json.loads(curl("--globoff", typed))["results"]["bindings"][0]["x"]["value"] == "urn:济南"


@needs_curl
def test_curl_sends_a_large_query_when_it_is_told_to_continue(endpoint: str) -> None:
    query = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {'<urn:济南> ' * 24_000} }} }}"
    assert len(query.encode()) > 300_000
    direct = ("-H", "Content-Type: application/sparql-query", "-H", "Expect: 100-continue")
    found = curl(
        "-v", *direct, "-H", "Accept: text/csv", "--data-binary", "@-", endpoint, data=query.encode()
    )
    assert found == "n\r\n24000\r\n"
    assert "413" in curl(
        *direct,
        "-o",
        "/dev/null",
        "-w",
        "%{http_code}",
        "--data-binary",
        "@-",
        endpoint,
        data=b"#" * 1_100_000,
    )


@needs_curl
def test_curl_asks_for_the_headers_only(endpoint: str) -> None:
    head = curl("-I", "--get", "--data-urlencode", f"query={ASK}", endpoint)
    assert head.startswith("HTTP/1.1 200 ")
    assert "application/sparql-results+json" in head
    moved = curl(
        "-I", "-H", "Accept: text/turtle", urlsplit(endpoint)._replace(path="/id/region/370100").geturl()
    )
    assert moved.startswith("HTTP/1.1 303 ")


# --- JavaScript -----------------------------------------------------------------------------------


@pytest.mark.skipif(
    shutil.which("node") is None or not (CLIENTS / "node_modules").is_dir(),
    reason="JavaScript clients are not tested: install Node.js and run npm ci --prefix tests/clients",
)
def test_clients_in_javascript_read_what_is_there(endpoint: str) -> None:
    run = subprocess.run(
        ["node", str(CLIENTS / "ask.mjs"), endpoint, SELECT, ASK, CONSTRUCT],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    answers = json.loads(run.stdout)
    assert list(answers) == [
        *(f"fetch-sparql-endpoint {form}" for form in ("get", "form", "direct")),
        *(f"sparql-http-client {form}" for form in ("get", "postUrlencoded", "postDirect")),
    ]
    for name, found in answers.items():
        assert found["select"] == [{"name": "济南市", "odd": ODD}], name
        assert found["ask"] is True, name
        assert found["construct"] == [[JINAN, "urn:名称", "济南市", "zh-hans"]], name
        assert "400" in found["wrong"] or "Bad Request" in found["wrong"], name
        assert "403" in found["update"] or "Forbidden" in found["update"], name
