"""One question about many nodes: a SELECT with a variable that is bound to some hundred nodes at a time.

Of so many nodes Oxigraph looks up what is linked to each, 3 to 20 µs a step. Given more than a thousand at once it may
begin at the other end and hold every row against every node, which takes milliseconds a node.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from graph.grammar import Tree, parsed
from graph.tokens import Token
from shapes.compiled.prebinding import first
from shapes.data import Data, UnreadableData
from shapes.terms import Term

__all__ = ["Question"]

#: How many nodes are asked about together.
_TOGETHER = 500

#: The function that gives the node of a number: a blank node cannot be written in a query.
_NODE = ox.NamedNode("urn:x-crossplan:node")


@dataclass(frozen=True, slots=True)
class Question:
    """A SELECT in two pieces: between them, at the head of its outermost group, the nodes are named.

    Attributes:
        before: the query up to the brace that opens the group, the brace included.
        after: the rest.
        variable: which one stands for the nodes.
    """

    before: str
    after: str
    variable: str = "this"

    @classmethod
    def of(cls, query: str, variable: str = "this") -> Question:
        """The question that `query` asks of what `variable` stands for.

        Raises:
            UnreadableData: it is no SELECT.
        """
        tree = parsed(query)
        group = first(tree, "GroupGraphPattern") if isinstance(tree, Tree) else None
        if group is None:
            raise UnreadableData(f"a detail with a query that is no SELECT: {' '.join(query.split())[:200]}")
        opening = group.parts[0]
        assert isinstance(opening, Token)
        return cls(query[: opening.start + 1], query[opening.start + 1 :], variable)

    def asked(self, data: Data, nodes: Iterable[Term]) -> Iterator[ox.QuerySolution]:
        """The rows about `nodes`, each of which is given once; those of one node in the order of the query.

        Raises:
            UnreadableData: the query is none that can be asked so.
        """
        named: list[Term] = []
        blank: list[Term] = []
        for node in nodes:
            (blank if isinstance(node, ox.BlankNode) else named).append(node)
        for some in _parts(named):
            yield from self._rows(data, f" VALUES ?{self.variable} {{ {' '.join(map(str, some))} }} ", {})
        for some in _parts(blank):
            numbers = " ".join(map(str, range(len(some))))
            values = f" VALUES ?number {{ {numbers} }} BIND(<{_NODE.value}>(?number) AS ?{self.variable}) "
            yield from self._rows(data, values, {_NODE: _numbered(some)})

    def _rows(
        self, data: Data, values: str, functions: dict[ox.NamedNode, Callable[[Term], Term]]
    ) -> ox.QuerySolutions:
        try:
            return data.select(self.before + values + self.after, functions)
        except SyntaxError as error:
            raise UnreadableData(
                f"a detail with a query that cannot be asked of ?{self.variable}: {' '.join(str(error).split())}"
            ) from error


def _numbered(nodes: list[Term]) -> Callable[[Term], Term]:
    return lambda number: nodes[int(number.value)]


def _parts(nodes: list[Term]) -> Iterator[list[Term]]:
    left = iter(nodes)
    while some := list(islice(left, _TOGETHER)):
        yield some
