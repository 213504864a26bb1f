"""The query of a detail, in the two ways in which it is asked: of some nodes, or of all that there is.

Nodes that are many are not looked up one after the other: the triples of the query are read as sets and joined (see
`shapes.compiled.joins`), which on disk takes a fifth of the time. The rows of one finding are put in order here: an
engine that sorts them with all others compares the words of each with those of many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from graph.grammar import Tree, parsed
from graph.tokens import Token
from shapes.compiled.asking import Asking, WrongQuery
from shapes.compiled.facts import Facts
from shapes.compiled.joins import joined
from shapes.compiled.pairs import A_NODE
from shapes.compiled.prebinding import children, first, leaves
from shapes.data import Data, UnreadableData
from shapes.describing.asking import Question
from shapes.terms import Term

__all__ = ["DetailQuery"]

#: The engine's parser, on nothing.
_NOTHING = ox.Store()
_ABOUT = ("this", "value")


@dataclass(frozen=True, slots=True)
class DetailQuery:
    """A SELECT that fills the places of a sentence.

    Attributes:
        question: the query of some nodes: those that stand for ?this, or where it does not select that, for ?value.
        selected: the variables of its rows.
        order: the variables by which the rows of one finding are put in order; None where they come in order.
        everything: the query of all that there is, the IRIs in it written out; None where that is another question.
        properties: the IRIs in it.
    """

    question: Question
    selected: tuple[str, ...]
    order: tuple[str, ...] | None
    everything: str | None
    properties: tuple[str, ...]

    @classmethod
    @lru_cache(maxsize=256)
    def of(cls, text: str) -> DetailQuery:
        """The query that `text` is.

        Raises:
            UnreadableData: it is no SELECT of ?this or ?value.
        """
        selected = _selected(text)
        about = next((name for name in _ABOUT if name in selected), None)
        if about is None:
            raise UnreadableData("a detail with a query that selects neither ?this nor ?value")
        unordered = _unordered(text)
        everything = None
        if unordered is not None and about == "this":
            try:
                everything = Asking.read(unordered[0], "SELECT", {}, None, {}).for_all("", "")
            except WrongQuery:  # one that asks of some nodes only
                everything = None
        text, order = unordered or (text, None)
        tree = parsed(everything or "")
        return cls(
            Question.of(text, about),
            _selected(text),
            order,
            everything,
            tuple(t.text for t in leaves(tree) if t.kind == "iri") if isinstance(tree, Tree) else (),
        )

    def rows(
        self, data: Data, facts: Facts, nodes: Sequence[Term], results: int
    ) -> Iterator[ox.QuerySolution]:
        """The rows about `nodes`, and perhaps about others.

        Args:
            data: what is audited.
            facts: what is known of it.
            nodes: what is asked about, each once.
            results: how many results are to be told about them.
        """
        most = A_NODE * results
        if self.everything is not None and all(facts.at_most(f"?s {p} ?o", most) for p in self.properties):
            text = joined(self.everything, facts, most)
            if text != self.everything:
                return iter(data.select(text))
        return self.question.asked(data, nodes)


def _selected(text: str) -> tuple[str, ...]:
    try:
        asked = _NOTHING.query(text)
    except (SyntaxError, ValueError) as error:
        raise UnreadableData(f"a detail with a query that is none: {' '.join(str(error).split())}") from error
    if not isinstance(asked, ox.QuerySolutions):
        raise UnreadableData("a detail with a query that is no SELECT")
    return tuple(variable.value for variable in asked.variables)


def _unordered(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The query without ORDER BY, and the variables that it orders by, which it selects then.

    None where it groups, counts, or orders by something else.
    """
    tree = parsed(text)
    select = first(tree, "SelectQuery") if isinstance(tree, Tree) else None
    if select is None:
        return None
    (chosen,) = children(select, "SelectClause")
    if any(token.text in ("*", "(") for token in leaves(chosen)):
        return None
    modifiers = [
        m for part in children(select, "SolutionModifier") for m in part.parts if isinstance(m, Tree)
    ]
    if any(modifier.rule != "OrderClause" for modifier in modifiers):
        return None
    ordering = [token for modifier in modifiers for token in leaves(modifier)]
    if any(token.kind != "variable" for token in ordering[2:]):
        return None
    order = tuple(t.text[1:] for t in ordering[2:] if t.text[1:] not in _ABOUT)
    has = {token.text[1:] for token in leaves(chosen) if token.kind == "variable"}
    added = "".join(f" ?{name}" for name in order if name not in has)
    place = _end(list(leaves(chosen))[-1])
    if not ordering:
        return f"{text[:place]}{added}{text[place:]}", order
    start, end = ordering[0].start, _end(ordering[-1])
    return f"{text[:place]}{added}{text[place:start]}{text[end:]}", order


def _end(token: Token) -> int:
    return token.start + len(token.text)
