"""A store behind an endpoint answers as the store itself does: the server is the real one."""

import io
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from api.cli import run
from graph.formats import GRAPH, RESULTS, TABLES, find
from graph.generations import Generation
from graph.local import LocalStore
from graph.remote import RemoteStore
from graph.store import Dataset, FormatMismatch, QueryRefused, QuerySyntaxError, ReadOnlyStore, StoreError
from tests.api.serving import Server

_P = "PREFIX cp: <https://w3id.org/crossplan/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/> "


@pytest.fixture(scope="module")
def remote(corpus_generation: Generation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteStore]:
    server = Server(corpus_generation.folder.parents[1], tmp_path_factory.mktemp("server"))
    try:
        yield RemoteStore(f"{server.address}sparql")
    finally:
        server.process.terminate()
        server.process.communicate()


@pytest.mark.parametrize(
    "query",
    [
        _P + "SELECT ?p ?t { ?d cp:carries ?p . ?p dcterms:title ?t } ORDER BY ?p",
        _P + "SELECT ?n { { SELECT (COUNT(?m) AS ?n) { ?m a cp:Measure } } }",
        _P + "SELECT ?x ?y { VALUES ?x { 1 } OPTIONAL { ?x cp:no ?y } }",
        _P + 'ASK { ?p dcterms:title "数字山东2021行动方案"@zh-Hans }',
    ],
)
def test_a_table_is_the_same_as_at_home(remote: RemoteStore, corpus_store: LocalStore, query: str) -> None:
    there, here = remote.select(query), corpus_store.select(query)
    assert there.columns == here.columns
    assert list(there.rows) == list(here.rows)


def test_a_graph_is_the_same_as_at_home(remote: RemoteStore, corpus_store: LocalStore) -> None:
    query = _P + "CONSTRUCT { ?p dcterms:title ?t } { ?d cp:carries ?p . ?p dcterms:title ?t }"
    assert set(remote.construct(query)) == set(corpus_store.construct(query))


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_every_format_of_tables_is_written(remote: RemoteStore, corpus_store: LocalStore, name: str) -> None:
    query = _P + "SELECT ?t { ?d cp:carries/dcterms:title ?t } ORDER BY ?t"
    there, here = io.BytesIO(), io.BytesIO()
    assert remote.write(query, there, [find(name, RESULTS)]).name == name
    corpus_store.write(query, here, [find(name, RESULTS)])
    assert there.getvalue() == here.getvalue()


def test_the_graphs_to_ask_go_along(remote: RemoteStore, corpus_store: LocalStore) -> None:
    links = Dataset(default=("https://w3id.org/crossplan/graph/links",))
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    there, here = io.BytesIO(), io.BytesIO()
    remote.write(query, there, [find("csv", RESULTS)], links)
    corpus_store.write(query, here, [find("csv", RESULTS)], links)
    assert there.getvalue() == here.getvalue()


def test_the_generation_is_named(remote: RemoteStore, corpus_generation: Generation) -> None:
    remote.select("ASK {}")
    assert remote.generation == corpus_generation.name


def test_errors_are_those_of_a_store(remote: RemoteStore) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        remote.select("SELECT *\n{ ?s ?p }")
    assert caught.value.line == 2
    assert str(caught.value).isascii()
    with pytest.raises(QueryRefused, match="SERVICE"):
        remote.select("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    with pytest.raises(FormatMismatch):
        remote.write("ASK {}", io.BytesIO(), [find("turtle", GRAPH)])
    with pytest.raises(FormatMismatch):
        remote.construct("ASK {}")
    with pytest.raises(ReadOnlyStore):
        remote.put("http://e/g", b"")


def test_nobody_there_is_an_error_of_one_line(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        RemoteStore("http://127.0.0.1:1/sparql").select("ASK {}")
    assert "\n" not in str(caught.value)


@pytest.fixture(scope="module")
def elsewhere(
    corpus_generation: Generation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RemoteStore]:
    """Oxigraph's own server (https://pypi.org/project/oxigraph/) with the quads of the corpus."""
    folder = tmp_path_factory.mktemp("oxigraph")
    engine = ox.Store(str(folder))
    for file in corpus_generation.graphs:
        engine.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
    engine.flush()
    del engine
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = str(Path(sys.executable).parent / "oxigraph")
    server = subprocess.Popen(
        [
            program,
            "serve-read-only",
            "--location",
            str(folder),
            "--bind",
            f"127.0.0.1:{port}",
            "--union-default-graph",
        ],
        stderr=subprocess.PIPE,
    )
    assert server.stderr is not None
    server.stderr.readline()  # the address, once it listens
    yield RemoteStore(f"http://127.0.0.1:{port}/query")
    server.kill()
    server.communicate()


@pytest.mark.parametrize(
    "query",
    [
        _P + "SELECT DISTINCT ?p ?t { ?d cp:carries ?p . ?p dcterms:title ?t } ORDER BY ?p",
        _P + 'ASK { ?p dcterms:title "数字山东2021行动方案"@zh-Hans }',
        "SELECT (STR(<urn:济南%20>) AS ?x) {}",
    ],
)
def test_another_server_is_asked_as_our_own(
    elsewhere: RemoteStore, corpus_store: LocalStore, query: str
) -> None:
    assert list(elsewhere.select(query).rows) == list(corpus_store.select(query).rows)


def test_another_server_gives_graphs_and_every_format(
    elsewhere: RemoteStore, corpus_store: LocalStore
) -> None:
    graph = _P + "CONSTRUCT { ?p dcterms:title ?t } { ?d cp:carries ?p . ?p dcterms:title ?t }"
    assert set(elsewhere.construct(graph)) == set(corpus_store.construct(graph))
    table = _P + "SELECT DISTINCT ?t { ?d cp:carries/dcterms:title ?t } ORDER BY ?t"
    for form in (*TABLES, find("turtle", GRAPH), find("jsonld", GRAPH)):
        there, here = io.BytesIO(), io.BytesIO()
        query = table if form in TABLES else graph + " LIMIT 1"
        assert elsewhere.write(query, there, [form]) is form
        corpus_store.write(query, here, [form])
        if form in TABLES:
            assert there.getvalue() == here.getvalue()
        else:
            assert "数字".encode() in there.getvalue()


def test_another_server_is_asked_for_named_graphs(elsewhere: RemoteStore, corpus_store: LocalStore) -> None:
    links = Dataset(default=("https://w3id.org/crossplan/graph/links",))
    there, here = io.BytesIO(), io.BytesIO()
    for store, out in ((elsewhere, there), (corpus_store, here)):
        store.write("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", out, [find("csv", RESULTS)], links)
    assert there.getvalue() == here.getvalue()


def test_another_server_says_what_it_refuses(elsewhere: RemoteStore) -> None:
    with pytest.raises(StoreError) as caught:
        elsewhere.select("SELECT * { ?s ?p }")
    assert "\n" not in str(caught.value)
    assert elsewhere.generation == ""


def test_the_command_line_asks_another_server(
    elsewhere: RemoteStore, capfd: pytest.CaptureFixture[str]
) -> None:
    query = 'SELECT ?plan { ?plan dcterms:title "数字山东2021行动方案"@zh-Hans }'
    found = []
    for form in ("csv", "json", "table"):
        assert run(["query", "--endpoint", elsewhere.url, "-e", query, "--format", form]) == 0
        found.append(capfd.readouterr().out)
    assert all("id/plan/" in out for out in found)
    assert run(["query", "--endpoint", elsewhere.url, "-e", "SELECT * {"]) == 2
    assert "Traceback" not in capfd.readouterr().err
