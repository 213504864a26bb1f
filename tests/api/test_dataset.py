"""The description of the data set: how well its documents were read, as measured."""

import pyoxigraph as ox
import pytest

from api.dataset import summary_of, void
from graph.formats import GRAPH, find
from graph.generations import Generation
from loaders.recall import published
from ontology.terms import DEFAULT_BASE

QUERY = """
PREFIX cp: <https://w3id.org/crossplan/ontology#>
PREFIX dqv: <http://www.w3.org/ns/dqv#>
PREFIX ldqd: <http://www.w3.org/2016/05/ldqd#>
PREFIX void: <http://rdfs.org/ns/void#>
SELECT ?kind ?value ?seen ?file {
  ?set a void:Dataset ; dqv:hasQualityMeasurement ?m .
  ?m dqv:computedOn ?set ; dqv:value ?value ; dqv:isMeasurementOf ?metric ; cp:seen ?seen ;
     cp:measuredOn/cp:sourceName ?file .
  ?metric cp:factKind ?kind ; dqv:inDimension ldqd:completeness
}
"""


@pytest.fixture(scope="module")
def described(corpus_generation: Generation) -> ox.Store:
    summary = summary_of(corpus_generation, corpus_generation.open())
    graph = ox.Store()
    turtle = find("turtle", GRAPH)
    graph.load(void(summary, "http://test/", "http://test/licence", turtle), ox.RdfFormat.TURTLE)
    return graph


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
