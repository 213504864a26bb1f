"""The rows of a SELECT as strings, for what is made from a store that is open in this process."""

from __future__ import annotations

import pyoxigraph as ox

from ontology.terms import PROLOGUE

__all__ = ["values"]


def values(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    """The rows of a SELECT on the union of all graphs, as strings; a variable that is not bound is an empty one.

    The query may use the prefixes of the ontology without declaring them.
    """
    answer = store.query(PROLOGUE + query)
    assert isinstance(answer, ox.QuerySolutions)
    return [tuple("" if isinstance(term, ox.Triple | None) else term.value for term in row) for row in answer]
