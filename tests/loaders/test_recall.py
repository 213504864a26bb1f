"""The measured quality as data: which metric, on which documents, and whether rules were made looking at them."""

from __future__ import annotations

import tomllib

import pyoxigraph as ox
import pytest

from loaders.recall import Measured, Sample, Share, published, quality_quads, written
from ontology.iri import Namer

SAMPLES = (
    Sample(
        True,
        (Measured("one.txt", "a" * 64),),
        {"agencies": Share(8, 2, 0), "titles": Share(0, 0, 0)},
    ),
    Sample(False, (Measured("two.txt", "b" * 64),), {"whole targets": Share(1, 0, 2)}),
)
QUERY = """
PREFIX cp: <https://w3id.org/crossplan/ontology#>
PREFIX dqv: <http://www.w3.org/ns/dqv#>
SELECT ?metric ?kind ?value ?of ?seen ?file ?hash {
  ?m a dqv:QualityMeasurement ; dqv:isMeasurementOf ?metric ; dqv:value ?value ; cp:outOf ?of ; cp:seen ?seen ;
     dqv:computedOn <https://w3id.org/crossplan/void#dataset> ; cp:measuredOn ?gold .
  ?metric a dqv:Metric ; cp:factKind ?kind . ?gold cp:sourceName ?file ; cp:sha256 ?hash ; cp:seen ?seen
} ORDER BY ?metric
"""


def test_each_share_of_something_is_a_measurement() -> None:
    store = ox.Store()
    store.load(quality_quads(Namer(), SAMPLES), ox.RdfFormat.N_QUADS)
    found = [
        [str(term.value).rpartition("/metric/")[2] for term in row]
        for row in store.query(QUERY, use_default_graph_as_union=True)  # type: ignore[union-attr]
    ]
    assert found == [
        ["precision-of-agencies", "agencies", "0.8", "10", "true", "one.txt", "a" * 64],
        ["precision-of-whole-targets", "whole targets", "1", "1", "false", "two.txt", "b" * 64],
        ["recall-of-agencies", "agencies", "1", "8", "true", "one.txt", "a" * 64],
        ["recall-of-whole-targets", "whole targets", "0.3333", "3", "false", "two.txt", "b" * 64],
    ]


@pytest.mark.parametrize("samples", [SAMPLES, published()], ids=["invented", "published"])
def test_what_is_written_is_read_again(samples: tuple[Sample, ...]) -> None:
    content = tomllib.loads(written(samples))
    assert [entry["seen"] for entry in content["sample"]] == [s.seen for s in samples]
    assert [entry["kinds"] for entry in content["sample"]] == [
        {kind: [c.right, c.wrong, c.missed] for kind, c in s.shares.items()} for s in samples
    ]
