"""The groups of EXISTS put in an order by ourselves, for the engine does not.

Oxigraph plans the patterns of a query, but not those within EXISTS: it joins them by looking through all of the data,
for every row anew. 5,000 rows and two patterns take 40 s, 10,000 four times as long. With LATERAL (SPARQL community
group, SEP-0006) the patterns are looked up one after the other from what the ones before have bound, which finds
the same wherever a part of the group that mentions a variable binds it itself. That is held to by the analysis of
`shapes.compiled.prebinding`; a group for which it cannot be said stays as it is written.

What people are shown is the query without LATERAL, which other engines do not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.grammar import Tree, parsed
from graph.tokens import Token
from shapes.compiled.prebinding import children, leaves, restrictable, variables, within
from shapes.compiled.triples import Unreadable, is_variable, triples

__all__ = ["planned"]


def planned(query: str) -> str:
    """The query with the groups of its EXISTS in an order; it finds the same."""
    tree = parsed(query)
    if not isinstance(tree, Tree):
        return query
    return _Planner(query, tree).text(tree, set())


class _AsWritten(Exception):
    """A group has something that is not put in an order."""


@dataclass(frozen=True, slots=True)
class _Atom:
    """A triple or a step of a path: its terms as written, and those of them that are variables."""

    start: str
    step: str
    end: str

    def link(self) -> str:
        return f"{self.start} {self.step} {self.end}"

    def known(self, bound: set[str]) -> int:
        """How much of it is known once variables are bound: the subject leads to fewer than the object."""
        worth = 0
        for term, if_bound in ((self.start, 3), (self.end, 2)):
            worth += (if_bound if term[1:] in bound else 0) if is_variable(term) else 1
        return worth - (is_variable(self.step) and self.step[1:] not in bound)

    def variables(self) -> set[str]:
        return {term[1:] for term in (self.start, self.step, self.end) if is_variable(term)}


class _Planner:
    def __init__(self, query: str, tree: Tree) -> None:
        self._query = query
        self._taken, self._made = variables(tree), 0

    def text(self, part: Tree | Token, bound: set[str]) -> str:
        """A part of the query as written, but for the groups of EXISTS in it."""
        found = list(leaves(part))
        if not found:
            return ""
        start, end = found[0].start, found[-1].start + len(found[-1].text)
        out, last = [], start
        for group in _of_exists(part):
            opening, closing = group.parts[0], group.parts[-1]
            assert isinstance(opening, Token)
            assert isinstance(closing, Token)
            around = bound | self._beside(part, group)
            try:
                content = self._group(group, around, set())
            except _AsWritten:
                continue
            out += [self._query[last : opening.start + 1], f" {content} "]
            last = closing.start
        return "".join((*out, self._query[last:end]))

    def _beside(self, part: Tree | Token, group: Tree) -> set[str]:
        """The variables of a part of the query that stand outside of the group too."""
        inner = set(map(id, leaves(group)))
        return {t.text[1:] for t in leaves(part) if t.kind == "variable" and id(t) not in inner}

    def _group(self, group: Tree, bound: set[str], local: set[str]) -> str:
        """The content of a group, its patterns in an order.

        Args:
            group: a GroupGraphPattern.
            bound: variables that have values: those of the row, and those of patterns before the group.
            local: those of them that patterns before the group, within the same EXISTS, have bound.
        """
        content = within(group)
        if content.rule == "SubSelect":
            raise _AsWritten
        bound, local = set(bound), set(local)
        out: list[str] = []
        filters = []

        def then(pattern: str) -> None:
            out.append(f"LATERAL {{ {pattern} }}" if out else pattern)

        for part in content.parts:
            if not isinstance(part, Tree):
                continue
            if part.rule == "TriplesBlock":
                atoms = list(self._atoms(part))
                while atoms:
                    atom = max(atoms, key=lambda one: one.known(bound))
                    atoms.remove(atom)
                    then(atom.link())
                    bound |= atom.variables()
                    local |= atom.variables()
                continue
            word = next((p.text.upper() for p in part.parts if isinstance(p, Token)), "")
            if word == "FILTER":
                filters.append(part)
                continue
            if word == "BIND":
                out.append(self.text(part, bound))
            elif word == "OPTIONAL":
                (inner,) = children(part, "GroupGraphPattern")
                if not restrictable(inner, local, optional=True):
                    raise _AsWritten
                then(f"OPTIONAL {{ {self._group(inner, bound, local)} }}")
            elif children(part, "GroupOrUnion"):
                branches = children(children(part, "GroupOrUnion")[0], "GroupGraphPattern")
                if not all(restrictable(branch, local) for branch in branches):
                    raise _AsWritten
                then(" UNION ".join(f"{{ {self._group(branch, bound, local)} }}" for branch in branches))
            else:
                raise _AsWritten
            bound |= variables(part)
            local |= variables(part)
        return " ".join((*out, *(self.text(part, bound) for part in filters)))

    def _atoms(self, block: Tree) -> Iterator[_Atom]:
        try:
            for triple in triples(block, self._written, self._fresh):
                yield from self._steps(triple.start, triple.verb, triple.end)
        except Unreadable as error:
            raise _AsWritten from error

    def _steps(self, start: str, verb: Tree | Token, end: str) -> Iterator[_Atom]:
        if isinstance(verb, Token):
            yield _Atom(start, verb.text, end)
            return
        sequences = children(verb, "PathSequence")
        if len(sequences) > 1:
            yield _Atom(start, f"({self._written(verb)})", end)
            return
        steps = children(sequences[0], "PathEltOrInverse")
        for number, step in enumerate(steps, 1):
            text = self._written(step)
            if any(token.text == "/" for token in leaves(step)):
                text = f"({text}|{text})"  # one pattern, not two: see shapes.compiled.lookups
            following = end if number == len(steps) else self._fresh()
            yield _Atom(start, text, following)
            start = following

    def _fresh(self) -> str:
        self._made += 1
        while f"lateral{self._made}" in self._taken:
            self._made += 1
        return f"?lateral{self._made}"

    def _written(self, part: Tree) -> str:
        found = list(leaves(part))
        return self._query[found[0].start : found[-1].start + len(found[-1].text)]


def _of_exists(part: Tree | Token) -> Iterator[Tree]:
    """The groups of the EXISTS in a part of a query that are not within one another, in order."""
    if isinstance(part, Token):
        return
    if part.rule == "BuiltInCall" and children(part, "GroupGraphPattern"):
        yield children(part, "GroupGraphPattern")[0]
        return
    for one in part.parts:
        yield from _of_exists(one)
