"""The rule book by both engines: the same results on every good and bad graph, and on the corpus."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from graph.generations import Generation
from shapes.data import read
from shapes.rules import rules
from tests.shapes.compiled.stores import both_forms, by_compiler, by_reference

HERE = Path(__file__).parent.parent
RULES = {rule.name: rule for rule in rules()}


@pytest.fixture(scope="module")
def corpus(corpus_generation: Generation) -> tuple[ox.Store, Graph]:
    inferred = ox.NamedNode(f"{corpus_generation.manifest['base']}graph/inferred")
    return both_forms(quad for quad in read(corpus_generation.graphs) if quad.graph_name != inferred)


@pytest.mark.parametrize("rule", RULES)
def test_both_engines_find_the_same_in_the_graphs_of_the_rule(rule: str) -> None:
    for kind in ("good", "bad"):
        store, graph = both_forms(read([HERE / rule / f"{kind}.ttl"]))
        expected = by_reference(graph, RULES[rule].graph)
        assert by_compiler(store, RULES[rule].graph) == expected
        assert bool(expected) == (kind == "bad")


@pytest.mark.parametrize("rule", RULES)
def test_both_engines_find_the_same_in_the_corpus(rule: str, corpus: tuple[ox.Store, Graph]) -> None:
    store, graph = corpus
    assert by_compiler(store, RULES[rule].graph) == by_reference(graph, RULES[rule].graph)
