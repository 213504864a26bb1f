"""Questions of the site itself to the store, and their answers as terms."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from api.workers.lease import Lease
from graph.formats import RESULTS
from graph.store import Term
from ontology.terms import PROLOGUE

__all__ = ["PAGE_BYTES", "iri_of", "labels", "rows", "yes"]

#: The largest answer that is made into a page.
PAGE_BYTES = 4 << 20

_JSON = RESULTS[:1]
_BATCH = 400


def iri_of(text: str) -> str | None:
    """`text` as it stands in a query, `<...>`, or None if it is no IRI."""
    try:
        return str(ox.NamedNode(text))
    except ValueError:
        return None


async def rows(lease: Lease, query: str, limit: int = PAGE_BYTES) -> list[tuple[Term | None, ...]]:
    """The rows of a SELECT written with the project's prefixes.

    Args:
        lease: a worker.
        query: the SELECT.
        limit: bytes of the answer.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    answer = await lease.ask(PROLOGUE + query, _JSON, limit=limit)
    found = ox.parse_query_results(answer.body, ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)  # a SELECT
    return [tuple(row) for row in found]


async def yes(lease: Lease, query: str) -> bool:
    """The answer to an ASK written with the project's prefixes.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    answer = await lease.ask(PROLOGUE + query, _JSON)
    found = ox.parse_query_results(answer.body, ox.QueryResultsFormat.JSON)
    return isinstance(found, ox.QueryBoolean) and bool(found)


async def labels(lease: Lease, iris: Iterable[str]) -> dict[str, str]:
    """What the resources are called: rdfs:label, else the preferred label, else the title.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    wanted = sorted(set(iris))
    found: dict[str, str] = {}
    for start in range(0, len(wanted), _BATCH):
        values = " ".join(f"<{iri}>" for iri in wanted[start : start + _BATCH])
        for subject, label in await rows(
            lease,
            "SELECT ?x (MIN(?text) AS ?label) {"
            f" VALUES ?x {{ {values} }}"
            " OPTIONAL { ?x rdfs:label ?named }"
            " OPTIONAL { ?x skos:prefLabel ?preferred }"
            " OPTIONAL { ?x dcterms:title ?titled }"
            " BIND(COALESCE(?named, ?preferred, ?titled) AS ?text) FILTER(BOUND(?text))"
            "} GROUP BY ?x",
        ):
            if isinstance(subject, ox.NamedNode) and isinstance(label, ox.Literal):
                found[subject.value] = label.value
    return found
