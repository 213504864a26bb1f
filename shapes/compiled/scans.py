"""Conditions as patterns of SPARQL: all rows at once, by the algebra of sets.

What a look-up costs depends on where the nodes lie: in a store on disk a node that is far from the last one
takes 20 µs, for a block of the file is read and unpacked. Reading all triples of a property in the order of an index
takes 0.2 µs a triple, and holding two sets of nodes against each other 1 µs. So where a property has not many more
triples than there are nodes to look at, its triples are read, and joined (the nodes must be in the set) or taken away
by MINUS (they must not). Everything else is looked up, within the same pattern.

Each set is a sub-select: Oxigraph joins a sub-select by hash, and a triple by look-ups.
"""

from __future__ import annotations

from collections.abc import Iterable

from shapes.compiled.conditions import (
    All,
    Answered,
    Any,
    AtLeast,
    Condition,
    HasOther,
    IsInstance,
    Linked,
    Listed,
    Not,
    Of,
    One,
    Reaches,
    Test,
)
from shapes.compiled.facts import Facts, any_triple
from shapes.compiled.lookups import Lookups, filtered, link
from shapes.compiled.names import Names
from shapes.compiled.paths import Alternative, Inverse, Path, Predicate, Repeated, Sequence, beyond, steps

__all__ = ["Scans"]

#: A pattern is repeated for the alternatives of a condition only as long as it stays short.
_LONGEST = 6000

_ANY = "?any"


class Scans:
    """Writes patterns for one query.

    Args:
        facts: what is known of the data.
        names: the variables of the query.
        lookups: for what is not worth a scan.
        most: a property with no more triples than these is read as a whole.
    """

    def __init__(self, facts: Facts, names: Names, lookups: Lookups, most: int) -> None:
        self._facts, self._names, self._lookups, self._most = facts, names, lookups, most

    def narrowed(self, pattern: str, condition: Condition) -> str:
        """The rows of `pattern` for which the condition on its variables holds."""
        if not self._pays(condition):
            return pattern + filtered(self._lookups(condition))
        match condition:
            case Not(All(parts)):
                return self.narrowed(pattern, Any(tuple(map(Not, parts))))
            case Not(Any(parts)):
                return self.narrowed(pattern, All(tuple(map(Not, parts))))
            case Not(Not(part)):
                return self.narrowed(pattern, part)
            case All(parts):
                looked_up = [part for part in parts if not self._pays(part)]
                pattern += filtered(self._lookups(All(tuple(looked_up))))
                # what is taken away first, so that there is less to join, and to repeat for alternatives
                for part in sorted(filter(self._pays, parts), key=lambda part: not self._is_taken_away(part)):
                    pattern = self.narrowed(pattern, part)
                return pattern
            case Any(parts):
                if len(parts) * len(pattern) > _LONGEST:
                    return pattern + filtered(self._lookups(condition))
                return " UNION ".join(f"{{ {self.narrowed(pattern, part)} }}" for part in parts)
            case Not(part):
                sets = self._sets(part) or []
                return f"{{ {pattern} }} MINUS {{ {_union(sets)} }}"
            case _:
                sets = self._sets(condition) or []
                return f"{{ {pattern} }} {{ SELECT DISTINCT * {{ {_union(sets)} }} }}"

    def small(self, path: Path | None) -> bool:
        """Whether the path is a property that has few triples, or a choice of such."""
        if isinstance(path, Alternative):
            return all(map(self.small, path.parts))
        return isinstance(path, Predicate | Inverse) and self._facts.at_most(any_triple(path.iri), self._most)

    def _is_taken_away(self, condition: Condition) -> bool:
        return isinstance(condition, Not) and self._sets(condition.part) is not None

    def _pays(self, condition: Condition) -> bool:
        match condition:
            case All(parts) | Any(parts):
                return any(map(self._pays, parts))
            case Not(part):
                return self._pays(part)
            case Test() | Listed() | HasOther() | One() | Answered():
                return False
            case _:
                return self._sets(condition) is not None

    def _sets(self, condition: Condition) -> list[str] | None:
        """SELECTs that together find the nodes, or pairs of nodes, of a condition; None where that costs too much."""
        match condition:
            case IsInstance(node, iri):
                known = self._facts.classes(iri)
                if known is None or not all(
                    self._facts.at_most(f"?s a <{one}>", self._most) for one in known
                ):
                    return None
                return [f"SELECT {node} {{ {node} a <{one}> }}" for one in known]
            case Linked(start, iri, end) if self.small(Predicate(iri)):
                return [f"SELECT {' '.join(dict.fromkeys((start, end)))} {{ {start} <{iri}> {end} }}"]
            case Reaches(start, path, of):
                return self._reached(start, steps(path), of)
            case AtLeast(start, path, count, of) if self.small(path):
                found = self._from(start, path, of)
                if found is None:
                    return None
                end, pattern = found
                return [
                    f"SELECT {start} {{ {pattern} }} GROUP BY {start} HAVING(COUNT(DISTINCT {end}) >= {count})"
                ]
            case _:
                return None

    def _reached(self, start: str, path: tuple[Path, ...], of: Of) -> list[str] | None:
        step, rest = path[0], path[1:]

        def after(node: str) -> Condition:
            return Reaches(node, rest[0] if len(rest) == 1 else Sequence(rest), of) if rest else of(node)

        match step:
            case Predicate() | Inverse() if self.small(step):
                found = self._from(start, step, after)
                return None if found is None else [f"SELECT {start} {{ {found[1]} }}"]
            case Alternative(parts):
                return _all(self._reached(start, (*steps(part), *rest), of) for part in parts)
            case Repeated(_, "?") if rest:
                moved = self._reached(start, (*steps(beyond(step)), *rest), of)
                return _all((self._sets(after(start)), moved))
            case _:
                return None

    def _from(self, start: str, step: Path, of: Of) -> tuple[str, str] | None:
        """The end of a step whose triples are read, and the pattern; None where the condition is about more than it."""
        end = self._names("value")
        condition = of(end)
        if mentions(condition) - {end}:
            return None
        return end, self.narrowed(link(start, step, end), condition)


def _all(found: Iterable[list[str] | None]) -> list[str] | None:
    sets: list[str] = []
    for one in found:
        if one is None:
            return None
        sets += one
    return sets


def _union(sets: list[str]) -> str:
    return sets[0] if len(sets) == 1 else " UNION ".join(f"{{ {one} }}" for one in sets)


def mentions(condition: Condition) -> set[str]:
    """The variables that a condition is about."""
    match condition:
        case Test(_, variables):
            return set(variables)
        case IsInstance(node, _) | Listed(node, _) | HasOther(node, _):
            return {node}
        case Linked(start, _, end):
            return {start, end}
        case Reaches(start, _, of) | AtLeast(start, _, _, of):
            return {start} | (mentions(of(_ANY)) - {_ANY})
        case Answered(_, nodes):
            return {variable for _, variable in nodes}
        case Not(part):
            return mentions(part)
        case All(parts) | Any(parts) | One(parts):
            return {variable for part in parts for variable in mentions(part)}
