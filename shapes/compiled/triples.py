"""The triples of a query as it is written: their terms, and the paths between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.grammar import Tree
from graph.tokens import Token
from shapes.compiled.paths import Alternative, Inverse, Path, Predicate, Repeated, Sequence
from shapes.compiled.prebinding import children, leaves

__all__ = ["Triple", "Unreadable", "is_variable", "path_of", "triples"]

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class Unreadable(ValueError):
    """A collection, or a blank node with properties, among the triples."""


@dataclass(frozen=True, slots=True)
class Triple:
    """A triple or a path.

    Attributes:
        start: the subject as written, a variable with a question mark; `end` likewise the object.
        verb: the Path between them, or the token of a variable.
    """

    start: str
    verb: Tree | Token
    end: str


def triples(block: Tree, written: Callable[[Tree], str], fresh: Callable[[], str]) -> Iterator[Triple]:
    """The triples of a TriplesBlock, in order; blank nodes are variables.

    Args:
        block: the block.
        written: the text of a part of the query.
        fresh: a new variable.

    Raises:
        Unreadable: there are some that are written in another way.
    """
    nodes: dict[str, str] = {}  # a label may stand in one group of triples only

    def term(part: Tree) -> str:
        token = next(leaves(part))
        if token.kind == "anonymous":
            return fresh()
        if token.kind == "node":
            if token.text not in nodes:
                nodes[token.text] = fresh()
            return nodes[token.text]
        return f"?{token.text[1:]}" if token.kind == "variable" else written(part)

    while True:
        (said,) = children(block, "TriplesSameSubjectPath")
        subject, properties = said.parts[0], said.parts[1] if len(said.parts) > 1 else None
        if not (isinstance(subject, Tree) and subject.rule == "VarOrTerm" and isinstance(properties, Tree)):
            raise Unreadable
        start = term(subject)
        verb: Tree | Token | None = None
        for part in properties.parts:
            if isinstance(part, Token):
                verb = part if part.kind == "variable" else verb
            elif part.rule == "Path":
                verb = part
            elif part.rule == "ObjectListPath":
                assert verb is not None
                for node in children(part, "GraphNodePath"):
                    (end,) = node.parts
                    if not (isinstance(end, Tree) and end.rule == "VarOrTerm"):
                        raise Unreadable
                    yield Triple(start, verb, term(end))
        following = children(block, "TriplesBlock")
        if not following:
            return
        (block,) = following


def path_of(part: Tree, *, inverse: bool = False) -> Path | None:
    """What a Path of the grammar says, whose IRIs are written out; None for a set of properties that it is not."""
    match part.rule:
        case "Path":
            return _together(
                Alternative, [path_of(one, inverse=inverse) for one in children(part, "PathSequence")]
            )
        case "PathSequence":
            steps = [path_of(one, inverse=inverse) for one in children(part, "PathEltOrInverse")]
            return _together(Sequence, steps[::-1] if inverse else steps)
        case "PathEltOrInverse":
            turned = isinstance(part.parts[0], Token) and part.parts[0].text == "^"
            return path_of(children(part, "PathElt")[0], inverse=inverse != turned)
        case "PathElt":
            inner, mark = path_of(children(part, "PathPrimary")[0], inverse=inverse), part.parts[-1]
            return Repeated(inner, mark.text) if inner is not None and isinstance(mark, Token) else inner
    within = children(part, "Path")
    if within:
        return path_of(within[0], inverse=inverse)
    if children(part, "PathNegatedPropertySet"):
        return None
    (token,) = leaves(part)
    iri = _TYPE if token.text == "a" else token.text[1:-1]
    return Inverse(iri) if inverse else Predicate(iri)


def _together(kind: type[Alternative] | type[Sequence], parts: list[Path | None]) -> Path | None:
    known = tuple(part for part in parts if part is not None)
    if len(known) < len(parts):
        return None
    return known[0] if len(known) == 1 else kind(known)


def is_variable(term: str) -> bool:
    """Whether a term of a query is a variable."""
    return term[:1] in ("?", "$")
