"""The description of the data set: its counts are those of the store, and what it offers is there."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from api.describing.executables import executables
from api.describing.service import service
from api.describing.void import void
from api.download import ADDRESS
from api.settings import Settings
from graph.ask import questions
from graph.formats import GRAPH, find
from graph.generations import Generation
from graph.local import LocalStore
from graph.summary import FILE
from loaders.recall import published
from ontology.terms import DEFAULT_BASE
from tests.api.serving import ENDLESS, running

SITE = "https://example.org/plans/"
PREFIXES = """
PREFIX cp: <https://w3id.org/crossplan/ontology#>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dqv: <http://www.w3.org/ns/dqv#>
PREFIX ldqd: <http://www.w3.org/2016/05/ldqd#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX void: <http://rdfs.org/ns/void#>
"""
QUERY = (
    PREFIXES
    + """
SELECT ?kind ?value ?seen ?file {
  ?set a void:Dataset ; dqv:hasQualityMeasurement ?m .
  ?m dqv:computedOn ?set ; dqv:value ?value ; dqv:isMeasurementOf ?metric ; cp:seen ?seen ;
     cp:measuredOn/cp:sourceName ?file .
  ?metric cp:factKind ?kind ; dqv:inDimension ldqd:completeness
}
"""
)
#: Numbers of the description, each with the query of the store that counts the same.
COUNTED = {
    "SELECT ?n { ?set a sd:Dataset ; void:triples ?n }": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?n { ?set a sd:Dataset ; void:distinctSubjects ?n }": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "SELECT ?n { ?set a sd:Dataset ; void:distinctObjects ?n }": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
    "SELECT ?n { ?set a sd:Dataset ; void:classes ?n }": "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }",
    "SELECT ?n { ?set a sd:Dataset ; void:properties ?n }": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
    "SELECT ?n { ?set a sd:Dataset ; void:entities ?n }": "SELECT (COUNT(*) AS ?n)"
    " { SELECT DISTINCT ?s { ?s a ?type FILTER(isIRI(?s)) } }",
    "SELECT ?x ?n { ?set void:classPartition [ void:class ?x ; void:entities ?n ] }": "SELECT ?x"
    " (COUNT(DISTINCT ?s) AS ?n) { ?s a ?x } GROUP BY ?x",
    "SELECT ?x ?n { ?set void:propertyPartition [ void:property ?x ; void:triples ?n ] }": "SELECT ?x"
    " (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?x ?o { ?s ?x ?o } } GROUP BY ?x",
    "SELECT ?x ?n { ?named sd:name ?x ; sd:graph/void:triples ?n }": "SELECT ?x (COUNT(*) AS ?n)"
    " { GRAPH ?x { ?s ?p ?o } } GROUP BY ?x",
    "SELECT ?x ?n { ?l a void:Linkset ; void:linkPredicate ?x ; void:triples ?n }": "SELECT ?x (COUNT(*) AS ?n)"
    " { VALUES ?x { skos:exactMatch skos:closeMatch cp:qudtUnit } ?s ?x ?o } GROUP BY ?x",
}


def described_by(serialized: bytes) -> ox.Store:
    graph = ox.Store()
    graph.load(serialized, ox.RdfFormat.TURTLE)
    return graph


def values(graph: ox.Store, query: str) -> set[tuple[str, ...]]:
    return {tuple(str(term.value) for term in row) for row in graph.query(PREFIXES + query)}  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def turtle(corpus_generation: Generation) -> bytes:
    summary = corpus_generation.summary
    return void(summary, SITE, "http://test/licence", find("turtle", GRAPH))


@pytest.fixture(scope="module")
def described(turtle: bytes) -> ox.Store:
    return described_by(turtle)


@pytest.mark.parametrize("query", COUNTED, ids=lambda query: query.partition("void:")[2].split()[0])
def test_its_numbers_are_those_of_the_store(
    described: ox.Store, corpus_store: LocalStore, query: str
) -> None:
    told = values(described, query)
    rows = corpus_store.select(PREFIXES + COUNTED[query]).rows
    counted = {tuple(str(term.value) for term in row) for row in rows}  # type: ignore[union-attr]
    assert told == counted
    assert told


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # what it uses of rdflib
def test_it_is_as_catalogues_need_it(turtle: bytes) -> None:
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    conforms, _, text = pyshacl.validate(graph, shacl_graph=str(Path(__file__).parent / "dcat.ttl"))
    assert conforms, text


@pytest.mark.parametrize("name", ["dcterms:license", "dcat:endpointURL", "void:sparqlEndpoint", "sh:select"])
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
def test_the_shapes_would_notice(turtle: bytes, name: str) -> None:
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    graph.remove((None, graph.namespace_manager.expand_curie(name), None))
    conforms, _, _ = pyshacl.validate(graph, shacl_graph=str(Path(__file__).parent / "dcat.ttl"))
    assert not conforms


def test_every_query_in_it_runs_and_finds_something(described: ox.Store, corpus_store: LocalStore) -> None:
    found = values(
        described,
        "SELECT ?kind ?x ?query ?target { ?x a sh:SPARQLExecutable, ?kind ; schema:target ?target ;"
        " sh:select|sh:ask|sh:construct ?query FILTER(?kind != sh:SPARQLExecutable) }",
    )
    assert len(found) == len(list(executables())) > len(questions())
    assert {target for *_, target in found} == {SITE + "sparql"}
    empty = set()
    for kind, name, query, _ in sorted(found):
        if kind.endswith("SelectExecutable"):
            empty |= set() if corpus_store.select(query).rows else {name}
        else:
            assert kind.endswith("ConstructExecutable"), name
            assert corpus_store.construct(query), name
    # every measure of the corpus names a unit: that nothing is found is the answer
    assert empty == {SITE + "questions/measures-without-agency"}


def test_examples_and_roots_are_in_the_store(described: ox.Store, corpus_store: LocalStore) -> None:
    for (iri,) in values(described, "SELECT ?x { ?set void:exampleResource|void:rootResource ?x }"):
        assert corpus_store.select(f"SELECT ?p {{ <{iri}> ?p ?o }} LIMIT 1").rows, iri


@pytest.mark.anyio
async def test_what_it_offers_for_download_is_there(corpus_generation: Generation) -> None:
    settings = Settings(store=corpus_generation.folder.parent.parent, workers=1)
    async with running(settings) as client:
        answer = await client.get("/void", headers={"accept": "text/turtle"})
        described = described_by(answer.content)
        files = {url for (url,) in values(described, "SELECT ?d { ?g void:dataDump ?d }")}
        whole = values(described, "SELECT ?url { ?set dcat:distribution/dcat:downloadURL ?url }")
        assert len(files) > 10
        assert {url for (url,) in whole} == files & {f"http://test{ADDRESS}"}
        for url in sorted(files):
            file = await client.get(url, headers={"accept": "image/png"})
            assert file.status_code == 200, url
            media = {"ttl": "text/turtle", "nq": "application/n-quads", "gz": "application/gzip"}
            expected = media[url.rpartition(".")[2]]
            assert file.headers["content-type"].partition(";")[0] == expected, url
        for (page,) in values(
            described, "SELECT ?x { ?set dcat:landingPage|^dcat:servesDataset/dcat:endpointDescription ?x }"
        ):
            assert (await client.get(page)).status_code == 200, page


def test_the_service_claims_no_more_than_it_does(corpus_generation: Generation, described: ox.Store) -> None:
    summary = corpus_generation.summary
    alone = described_by(service(summary, SITE, find("turtle", GRAPH)))
    for graph in (alone, described):
        assert values(graph, "SELECT ?e { ?x a sd:Service ; sd:endpoint ?e }") == {(SITE + "sparql",)}
        assert values(graph, "SELECT ?f { ?x sd:feature ?f }") == {
            ("http://www.w3.org/ns/sparql-service-description#UnionDefaultGraph",)
        }
        assert not values(graph, "SELECT ?f { ?x sd:inputFormat ?f }")
        assert values(graph, "SELECT ?l { ?x sd:supportedLanguage ?l }") == {
            ("http://www.w3.org/ns/sparql-service-description#SPARQL11Query",)
        }
        names = {(name,) for name, _ in summary.graphs}
        assert values(graph, "SELECT ?n { ?x sd:defaultDataset/sd:namedGraph/sd:name ?n }") == names


def test_the_recall_of_each_kind_of_fact_is_told_with_the_documents_measured_on(described: ox.Store) -> None:
    rows = {tuple(str(term.value) for term in row) for row in described.query(QUERY)}  # type: ignore[union-attr]
    expected = {
        (kind, f"{share.right / (share.right + share.missed):.4f}", sample.seen, document.name)
        for sample in published()
        for kind, share in sample.shares.items()
        if share.right + share.missed
        for document in sample.documents
    }
    assert {(k, f"{float(v):.4f}", seen == "true", f) for k, v, seen, f in rows} == expected


def test_the_measurements_are_of_the_data_set_described(described: ox.Store) -> None:
    computed = ox.NamedNode("http://www.w3.org/ns/dqv#computedOn")
    sets = {quad.object.value for quad in described.quads_for_pattern(None, computed, None)}  # type: ignore[union-attr]
    assert sets == {f"{DEFAULT_BASE}void#dataset"}


@pytest.mark.anyio
async def test_the_description_has_an_address_in_each_format(corpus_generation: Generation) -> None:
    settings = Settings(store=corpus_generation.folder.parent.parent, workers=1)
    async with running(settings) as client:
        triples = set()
        for one in GRAPH:
            answer = await client.get(f"/void.{one.ending}", headers={"accept": "image/png"})
            assert (answer.status_code, answer.headers["content-type"]) == (200, one.media)
            assert isinstance(one.engine, ox.RdfFormat)
            triples.add(len(list(ox.parse(answer.content, one.engine))))
        assert len(triples) == 1
        assert (await client.get("/void.html")).headers["content-type"].startswith("text/html")
        assert (await client.get("/void.txt")).status_code == 404


@pytest.mark.anyio
async def test_what_describes_the_data_set_needs_no_worker(corpus_generation: Generation) -> None:
    store = corpus_generation.folder.parent.parent
    async with running(Settings(store=store, workers=1, queue=0, long_queries=0, query_seconds=60)) as client:
        long = asyncio.create_task(client.get("/sparql", params={"query": ENDLESS}))
        while (await client.get("/health")).json()["workers"]["busy"] == 0:
            await asyncio.sleep(0)
        assert (await client.get("/sparql", params={"query": "ASK {}"})).status_code == 503
        for path in ("/", "/void", "/void.html", "/.well-known/void", "/sparql", "/health"):
            answer = await client.get(path, headers={"accept": "*/*"})
            assert answer.status_code == 200, path
        long.cancel()
        with pytest.raises(asyncio.CancelledError):
            await long


@pytest.mark.anyio
async def test_a_generation_of_an_earlier_version_is_described_alike(
    corpus_generation: Generation, tmp_path: Path
) -> None:
    store = corpus_generation.folder.parent.parent
    shutil.copytree(store, tmp_path / "older")
    (tmp_path / "older" / "generations" / corpus_generation.name / FILE).unlink()
    told = []
    for one in (store, tmp_path / "older"):
        async with running(Settings(store=one, workers=1)) as client:
            triples = (await client.get("/void.nt")).text.splitlines()
            numbers = {line for line in triples if "ns/void#" in line and "dataDump" not in line}
            told.append((numbers, (await client.get("/sparql")).content, (await client.get("/")).content))
    assert told[0] == told[1]
    assert len(told[0][0]) > 100
