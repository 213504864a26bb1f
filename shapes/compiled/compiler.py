"""Shapes graphs to compiled shapes, and compiled shapes run on a store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import Graph

from shapes.compiled.answers import Query
from shapes.compiled.facts import NoFacts, StoreFacts
from shapes.compiled.lookups import Unwritable
from shapes.compiled.model import Shape, Target
from shapes.compiled.pairs import A_NODE
from shapes.compiled.queries import count_query, queries
from shapes.compiled.reading import Reader, targeted
from shapes.compiled.refusals import Uncovered
from shapes.results import Result
from shapes.terms import Term

__all__ = ["CompiledShape", "compile_shapes"]


def compile_shapes(shapes: Graph) -> tuple[CompiledShape, ...]:
    """The shapes of a shapes graph that have a target and are not deactivated, by name.

    Raises:
        Uncovered: a shape holds something that is not compiled; see `shapes.compiled.coverage`.
        IllFormed: a shape breaks a rule of syntax (SHACL, appendix A) or is recursive.
    """
    compiled = []
    for node in targeted(shapes):
        reader = Reader(shapes, node)
        target, shape = reader.target(), reader.shape()
        try:
            texts = queries(shape, target, NoFacts())
        except Unwritable as error:
            raise Uncovered(shape.node, str(error)) from error
        compiled.append(CompiledShape(shape.node, texts, shape, target))
    return tuple(compiled)


@dataclass(frozen=True, slots=True)
class CompiledShape:
    """A shape with a target, ready to be run.

    Attributes:
        shape: the shape's IRI or blank node.
        queries: the SPARQL, for any data. What is run may be the same question asked the other way round, and
            names the classes below a class where these read its tree.
    """

    shape: Term
    queries: tuple[Query, ...]
    tree: Shape
    target: Target

    def run(self, store: ox.Store, facts: StoreFacts | None = None) -> Iterator[Result]:
        """The results on the default graph of `store`, which holds the class tree (rdfs:subClassOf) too.

        Args:
            store: the data, in memory or open for reading.
            facts: what is known of the store from other shapes, so that it is not asked again.
        """
        facts = facts or StoreFacts(store)
        most = A_NODE * self.looked_at(store, facts)
        if not most:
            return
        for query in queries(self.tree, self.target, facts, most):
            yield from query.results(store)

    def looked_at(self, store: ox.Store, facts: StoreFacts | None = None) -> int:
        """How many focus nodes the shape has."""
        facts = facts or StoreFacts(store)
        return facts.number(count_query(self.target, facts))
