"""The two ends of a path as a pattern that reads the triples of its properties as a whole.

Looking a path up costs as many look-ups for each node as it has properties, and again for each node on the way; so a
path pays for more triples than a single property does, and more of them after a step that leads to many nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import assert_never

from shapes.compiled.facts import Facts, any_triple
from shapes.compiled.lookups import link
from shapes.compiled.paths import Alternative, Inverse, Path, Predicate, Repeated, Sequence, may_stay, steps

__all__ = ["A_NODE", "Pairs"]

#: A property with as many triples for each node is still read as a whole.
A_NODE = 8

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
#: A path is written once with and once without each of its steps that may be left out.
_MOST_OPTIONAL = 3


class Pairs:
    """Writes the patterns of one query.

    Args:
        facts: what is known of the data.
        most: a property with no more triples than these is read as a whole.
        fresh: a new variable for a word.
    """

    def __init__(self, facts: Facts, most: int, fresh: Callable[[str], str]) -> None:
        self._facts, self._most, self._fresh = facts, most, fresh

    def __call__(self, start: str, path: Path, end: str) -> str | None:
        """A pattern that binds two variables to the ends of a path, or one of them where the other is a term.

        It may find a pair more than once. None where there is too much to read, or where a node reaches itself
        without a triple.
        """
        return self._pairs(start, path, end, self._most * _properties(path))

    def _pairs(self, start: str, path: Path, end: str, most: int) -> str | None:
        match path:
            case Predicate(iri) if iri == _TYPE and not end.startswith("?"):
                return link(start, path, end) if self._facts.at_most(f"?s <{iri}> {end}", most) else None
            case Predicate(iri) | Inverse(iri):
                return link(start, path, end) if self._facts.at_most(any_triple(iri), most) else None
            case Alternative(parts):
                return _any(self._pairs(start, part, end, most) for part in parts)
            case Sequence():
                return self._walk(start, steps(path), end, most)
            case Repeated():
                return None
            case _:
                assert_never(path)

    def _walk(self, start: str, path: tuple[Path, ...], end: str, most: int) -> str | None:
        optional = [n for n, step in enumerate(path) if isinstance(step, Repeated) and step.mark == "?"]
        if optional:
            if len(optional) > _MOST_OPTIONAL or may_stay(Sequence(path)):
                return None
            n, step = optional[0], path[optional[0]]
            assert isinstance(step, Repeated)
            ways = (path[:n] + path[n + 1 :], path[:n] + steps(step.path) + path[n + 1 :])
            return _any(self._walk(start, way, end, most) for way in ways)
        if len(path) == 1:
            return self._pairs(start, path[0], end, most)
        between = self._fresh("between")
        one = self._pairs(start, path[0], between, most)
        if one is None:
            return None
        if isinstance(path[0], Predicate | Inverse):
            most = max(most, A_NODE * (self._facts.count(any_triple(path[0].iri)) or 0))
        other = self._walk(between, path[1:], end, most)
        if other is None:
            return None
        return f"{{ SELECT {start} {between} {{ {one} }} }} {{ SELECT {between} {end} {{ {other} }} }}"


def _properties(path: Path) -> int:
    match path:
        case Sequence(parts) | Alternative(parts):
            return sum(map(_properties, parts))
        case Repeated(inner, _):
            return _properties(inner)
        case _:
            return 1


def _any(patterns: Iterable[str | None]) -> str | None:
    found = list(patterns)
    if any(one is None for one in found):
        return None
    return " UNION ".join(f"{{ {one} }}" for one in found)
