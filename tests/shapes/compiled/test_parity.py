"""Random shapes on random data by both engines; see `make parity` for more of them."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from shapes.compiled.coverage import DIVERGENCES
from shapes.data import graph_of
from tests.shapes.compiled.parity import REFUSES, SAME, compare, texts
from tests.shapes.compiled.random_shapes import PREFIXES
from tests.shapes.compiled.stores import both_forms, by_compiler, by_reference

CASES = 600


def test_a_seed_makes_the_same_shapes_and_data() -> None:
    assert texts(5) == texts(5) != texts(6)


def test_both_engines_find_the_same_in_random_shapes_on_random_data() -> None:
    counts, wrong = compare(range(CASES))
    assert wrong == []
    order, length, inverse = (one.why.en for one in DIVERGENCES)
    assert counts == {SAME: 578, order: 8, length: 8, REFUSES: 6}
    assert inverse not in counts  # once in some thousands


@pytest.mark.parametrize(
    ("reason", "shape", "value", "violates"),
    [
        (0, "sh:property [ sh:path ex:p ; sh:maxInclusive 5 ]", '"2025"^^xsd:gYear', True),
        (0, 'sh:property [ sh:path ex:p ; sh:minExclusive "2021-03-01"^^xsd:date ]', "1", True),
        (1, "sh:property [ sh:path ex:p ; sh:minLength 0 ]", "[ ]", True),
        (2, "sh:property [ sh:path [ sh:inversePath ( ex:r ex:q ) ] ; sh:maxCount 0 ]", "3", True),
    ],
)
def test_what_pyshacl_gets_wrong(reason: int, shape: str, value: str, violates: bool) -> None:
    """If this fails, pyshacl has got better, and the list of divergences shorter."""
    shapes = graph_of(
        ox.parse(f"{PREFIXES} ex:S sh:targetNode ex:a ; {shape} .".encode(), format=ox.RdfFormat.TURTLE)
    )
    turtle = f"{PREFIXES} ex:a ex:p {value} . ex:b ex:r ex:c . ex:c ex:q ex:a ."
    store, graph = both_forms(ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))
    assert re.search(DIVERGENCES[reason].pattern, shape)
    assert bool(by_compiler(store, shapes)) == violates
    assert bool(by_reference(graph, shapes)) != violates
