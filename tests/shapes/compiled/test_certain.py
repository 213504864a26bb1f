"""What counts over the whole data say of a shape: the same is found where they spare a question and where they do not."""

import pyoxigraph as ox
import pytest
from rdflib import Graph

from tests.shapes.compiled.stores import both_forms, by_compiler, by_reference

SHAPE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/> .
ex:Shape a sh:NodeShape ; sh:targetClass ex:Rare ; sh:property ex:Shape-label .
ex:Shape-label sh:path ex:label ; sh:minCount 1 .
"""
#: Far more things have a label than are of the class that is looked at.
OTHERS = "".join(f"ex:other{n} a ex:Common ; ex:label 'other' . " for n in range(50))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("ex:one a ex:Rare ; ex:label 'one' . ex:two a ex:Rare ; ex:label 'two' .", 0),
        ("ex:one a ex:Rare ; ex:label 'one' . ex:two a ex:Rare .", 1),
        ("ex:one a ex:Rare ; ex:label 'one' . ex:two a ex:Rare , ex:Common .", 1),
        ("ex:one a ex:Rare ; ex:label 'one' . ex:two a ex:Common .", 0),
        ("ex:one a ex:Rare . ex:two a ex:Rare ; ex:label 'two' . ex:three a ex:Common .", 1),
        # what has a label and no class makes up for nothing
        ("ex:one a ex:Rare . ex:two ex:label 'two' .", 1),
    ],
)
def test_a_property_that_everything_has_is_missed_where_it_is_missing(data: str, found: int) -> None:
    shapes = Graph().parse(data=SHAPE)
    text = f"PREFIX ex: <https://example.org/>\n{OTHERS}{data}"
    store, graph = both_forms(ox.parse(text, format=ox.RdfFormat.TURTLE))
    results = by_compiler(store, shapes)
    assert results == by_reference(graph, shapes)
    assert results.total() == found
