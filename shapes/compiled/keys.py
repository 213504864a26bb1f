"""Terms that a query works out about two subjects and wants to be the same, as keys of a join.

    BIND(f(?x) AS ?a) BIND(f(?y) AS ?b) FILTER(sameTerm(?a, ?b))

A FILTER sees each pair of subjects; two sub-selects with one more variable in common are joined by it. The engine joins
by what sameTerm compares, not by what `=` does: for that 1 and 1.0 are equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.grammar import Tree
from graph.tokens import Token
from shapes.compiled.prebinding import leaves, variables

__all__ = ["Key", "Worked", "keys"]


@dataclass(frozen=True, slots=True)
class Worked:
    """A BIND: the variables that it is worked out from, and the one that has it."""

    part: Tree
    among: frozenset[str]
    name: str


@dataclass(frozen=True, slots=True)
class Key:
    """A FILTER that wants two terms to be the same, and where they are worked out."""

    part: Tree
    ends: tuple[Worked, Worked]


def keys(parts: Sequence[Tree]) -> Iterator[Key]:
    """The keys among the parts of a group; no BIND is in two of them."""
    worked = {one.name: one for one in map(_worked, parts) if one is not None}
    for part in parts:
        names = _same(part)
        if names is not None and names[0] != names[1] and worked.keys() >= {*names}:
            yield Key(part, (worked.pop(names[0]), worked.pop(names[1])))


def _worked(part: Tree) -> Worked | None:
    found = list(leaves(part))
    if found[0].text.upper() != "BIND" or any(token.text.upper() == "EXISTS" for token in found):
        return None
    (name,) = [token.text[1:] for token in found if token.kind == "variable"][-1:]
    among = frozenset(variables(part) - {name})
    return Worked(part, among, name) if among else None


def _same(part: Tree) -> tuple[str, str] | None:
    """The variables of `FILTER(sameTerm(?a, ?b))`, with or without the outer brackets."""
    found: list[Token] = list(leaves(part))
    said = "".join("?" if token.kind == "variable" else token.text.upper() for token in found)
    if said not in ("FILTERSAMETERM(?,?)", "FILTER(SAMETERM(?,?))"):
        return None
    first, second = (token.text[1:] for token in found if token.kind == "variable")
    return first, second
