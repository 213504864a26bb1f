"""The measured recall of the reader: how much of what stands in documents it finds, by kind of fact.

A finding that something is missing is worth as much as the recall of that kind of fact: of a hundred units the reader
may have missed some. The figures are in the data, as `dqv:QualityMeasurement` of the data set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import pyoxigraph as ox

from ontology.terms import PROLOGUE
from shapes.completeness import Element
from shapes.findings import Recall

__all__ = ["KINDS", "of_element", "recall_of"]

#: The kind of fact that an element of a measure is: whether a rule finds it depends on the reader finding those.
KINDS: Mapping[Element, str] = {
    "unit": "agencies",
    "lead": "roles",
    "time": "schedules",
    "target": "targets",
}

# the prefix is none of the data's, and so not among the project's
_QUERY = f"""{PROLOGUE}PREFIX ldqd: <http://www.w3.org/2016/05/ldqd#>
SELECT ?kind ?value ?facts ?seen (COUNT(DISTINCT ?document) AS ?documents) {{
  ?metric cp:factKind ?kind ; dqv:inDimension ldqd:completeness .
  ?measurement dqv:isMeasurementOf ?metric ; dqv:value ?value ; cp:outOf ?facts ; cp:seen ?seen .
  OPTIONAL {{ ?measurement cp:measuredOn ?document }}
}} GROUP BY ?kind ?value ?facts ?seen"""


def recall_of(store: ox.Store) -> tuple[Recall, ...]:
    """What a store says of the reader's recall, by kind of fact, documents that nobody had seen first.

    Empty for a store that says nothing of it, as one of somebody's own RDF.
    """
    rows = cast(ox.QuerySolutions, store.query(_QUERY, use_default_graph_as_union=True))
    found = [
        Recall(
            kind=kind.value,
            recall=float(value.value),
            documents=int(documents.value),
            facts=int(facts.value),
            seen=seen.value == "true",
        )
        for kind, value, facts, seen, documents in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.kind, one.seen)))


def of_element(recall: Sequence[Recall], element: str | None) -> tuple[Recall, ...]:
    """The figures to be told beside what says that `element` is missing, documents that nobody had seen first."""
    kind = next((kind for known, kind in KINDS.items() if known == element), None)
    return tuple(sorted((one for one in recall if one.kind == kind), key=lambda one: one.seen))
