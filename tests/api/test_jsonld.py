"""JSON-LD and its context: what it looks like, and that processors get the same triples back."""

from __future__ import annotations

import json
import random
import warnings

import httpx
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.resources.context import PATH, context, properties
from api.resources.jsonld import jsonld
from graph.local import LocalStore
from ontology.terms import CP, DEFAULT_BASE, PREFIXES
from tests.api.reading import CONTEXT, triples_of_jsonld

XSD = PREFIXES["xsd"]
N, L = ox.NamedNode, ox.Literal
PLAN = N(DEFAULT_BASE + "id/plan/a")


def test_values_are_as_short_as_the_context_allows() -> None:
    target = N(DEFAULT_BASE + "id/plan/a/target/1")
    written = jsonld(
        [
            ox.Triple(target, N(PREFIXES["rdf"] + "type"), N(CP.Target)),
            ox.Triple(target, N(PREFIXES["rdfs"] + "label"), L("三百", language="zh-hans")),
            ox.Triple(target, N(CP.comparator), N(CP.AtLeast)),
            ox.Triple(target, N(CP.value), L("300", datatype=N(XSD + "decimal"))),
            ox.Triple(target, N(CP.unit), L("个")),
            ox.Triple(target, N(CP.deadline), L("2025-06", datatype=N(XSD + "gYearMonth"))),
            ox.Triple(target, N(CP.baselineYear), L("2020", datatype=N(XSD + "gYear"))),
            ox.Triple(target, N(CP.soft), L(True)),
            ox.Triple(target, N(CP.region), N(DEFAULT_BASE + "id/region/370100")),
            ox.Triple(target, N(CP.evidence), N(DEFAULT_BASE + "id/document/a/span/1-2")),
            ox.Triple(target, N(PREFIXES["oa"] + "start"), L(12)),
        ],
        CONTEXT,
    )
    assert json.loads(written) == {
        "@context": CONTEXT,
        "@graph": [
            {
                "id": target.value,
                "type": "Target",
                "rdfs:label": {"zh-hans": "三百"},
                "comparator": "AtLeast",
                "value": "300",
                "unit": "个",
                "deadline": {"@type": "xsd:gYearMonth", "@value": "2025-06"},
                "baselineYear": "2020",
                "soft": True,
                "region": [f"{DEFAULT_BASE}id/region/370100"],
                "evidence": [f"{DEFAULT_BASE}id/document/a/span/1-2"],
                "oa:start": 12,
            }
        ],
    }


def test_names_in_the_context_are_no_keywords_and_no_prefixes_and_mean_one_thing() -> None:
    names = list(context()["@context"])
    ours = [one.name for one in properties().values()]
    assert len(ours) == len(set(ours))
    assert not {"id", "type", *PREFIXES} & set(ours)
    assert {"@version", "id", "type", *PREFIXES, "Measure", "Lead", "leadAgency", "skos:prefLabel"} <= set(
        names
    )
    assert {iri.removeprefix(str(CP)) for iri in properties() if iri in CP} <= set(names)


def test_the_whole_corpus_is_read_back(corpus_store: LocalStore) -> None:
    """By the processor of the working group a part, by Oxigraph all of it."""
    triples = sorted(
        (quad.triple for quad in corpus_store.engine.quads_for_pattern(None, None, None, ox.DefaultGraph())),
        key=str,
    )
    document = json.loads(jsonld(triples, CONTEXT))
    assert {
        quad.triple for quad in ox.parse(json.dumps({**document, **context()}), ox.RdfFormat.JSON_LD)
    } == set(triples)
    some = sorted(random.Random(1).sample(triples, 5000), key=str)
    assert triples_of_jsonld(jsonld(some, CONTEXT)) == set(some)


def test_rdflib_reads_it_too(corpus_store: LocalStore) -> None:
    import rdflib

    triples = sorted(
        (
            quad.triple
            for quad in corpus_store.engine.quads_for_pattern(
                None, None, None, N(DEFAULT_BASE + "graph/links")
            )
        ),
        key=str,
    )
    document = {**json.loads(jsonld(triples, CONTEXT)), **context()}
    graph = rdflib.Graph()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of rdflib, about itself
        graph.parse(data=json.dumps(document), format="json-ld")
    read = ox.parse(graph.serialize(format="nt").encode(), ox.RdfFormat.N_TRIPLES)
    assert {quad.triple for quad in read} == set(triples)


_properties = sorted(
    [*properties(), PREFIXES["rdfs"] + "seeAlso", PREFIXES["rdf"] + "type", "urn:p", "http://e/1"]
)
_text = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
_values = st.one_of(
    st.sampled_from([PLAN, N(CP.Lead), N(CP.Plan), N(f"{CP}undeclared"), N("urn:x"), N("http://e/x y".replace(" ", "")), N("void:x")]),
    _text.map(L),
    st.builds(lambda text, tag: L(text, language=tag), _text, st.sampled_from(["zh-hans", "en"])),
    st.builds(
        lambda text, name: L(text, datatype=N(name)),
        st.one_of(_text, st.sampled_from(["1", "-0", "007", "1.0", "9" * 20, "true", "1", "2025", "-7"])),
        st.sampled_from([*(XSD + one for one in ("integer", "decimal", "boolean", "float", "gYear", "date")), "urn:type"]),
    ),
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(_properties), _values), max_size=6))
def test_whatever_is_written_is_read_back(statements: list[tuple[str, ox.NamedNode | ox.Literal]]) -> None:
    """Also values that no record has: a text for a resource, a resource for a number.

    Doubles, which no record has either, are left out: the processor writes their values anew.
    """
    triples = sorted(
        (
            ox.Triple(PLAN, N(predicate), value)
            for predicate, value in statements
            if predicate != PREFIXES["rdf"] + "type" or isinstance(value, ox.NamedNode)
        ),
        key=str,
    )
    assert triples_of_jsonld(jsonld(triples, CONTEXT)) == set(triples)


@pytest.mark.anyio
async def test_the_context_is_published(client: httpx.AsyncClient) -> None:
    answer = await client.get(PATH)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/ld+json")
    assert answer.json() == context()
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "vary" not in answer.headers
    again = await client.get(PATH, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.anyio
async def test_data_names_the_context_by_the_address_of_the_site_that_sent_it(
    client: httpx.AsyncClient,
) -> None:
    path, tags = "/id/agency/370000-da-shu-ju-ju.jsonld", set()
    for host in ("one.example", "two.example:8000"):
        answer = await client.get(path, headers={"host": host})
        assert answer.json()["@context"] == f"http://{host}{PATH}"
        tags.add(answer.headers["etag"])
    assert len(tags) == 2, "what differs in a byte has another tag"
