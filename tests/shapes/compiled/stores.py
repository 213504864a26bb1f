"""The same data for both engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pyoxigraph as ox
from rdflib import Graph

from shapes.compiled import compile_shapes
from shapes.data import data_graph
from shapes.reference import reference_results
from shapes.results import Key, key
from shapes.terms import from_rdflib


def both_forms(quads: Iterable[ox.Quad]) -> tuple[ox.Store, Graph]:
    """Data with the class tree as the compiled shapes take them, and as pyshacl does, term by term the same."""
    store = ox.Store()
    store.extend(ox.Quad(*map(from_rdflib, triple)) for triple in data_graph(quads))  # type: ignore[arg-type]
    return store, data_graph(store)


def by_reference(data: Graph, shapes: Graph) -> Counter[Key]:
    """The keys of what pyshacl finds."""
    return Counter(map(key, reference_results(data, shapes)))


def by_compiler(data: ox.Store, shapes: Graph) -> Counter[Key]:
    """The keys of what the compiled shapes find."""
    return Counter(key(result) for shape in compile_shapes(shapes) for result in shape.run(data))
