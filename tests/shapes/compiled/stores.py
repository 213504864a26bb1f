"""The same data for both engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pyoxigraph as ox
from rdflib import Graph

from shapes.compiled import compile_shapes
from shapes.data import Data
from shapes.reference import reference_results
from shapes.results import Key, key


def both_forms(quads: Iterable[ox.Quad]) -> tuple[ox.Store, Graph]:
    """Data with the class tree as the compiled shapes take them, and as pyshacl does, term by term the same."""
    data = Data(Data.of(quads).store)
    return data.store, data.graph


def by_reference(data: Graph, shapes: Graph) -> Counter[Key]:
    """The keys of what pyshacl finds."""
    return Counter(map(key, reference_results(data, shapes)))


def by_compiler(data: ox.Store, shapes: Graph) -> Counter[Key]:
    """The keys of what the compiled shapes find."""
    return Counter(key(result) for shape in compile_shapes(shapes) for result in shape.run(data))


def by_lookups(data: ox.Store, shapes: Graph) -> Counter[Key]:
    """The keys of what the queries find that hold for any data: those that people are shown."""
    queries = [query for shape in compile_shapes(shapes) for query in shape.queries]
    return Counter(key(result) for query in queries for result in query.results(data))
