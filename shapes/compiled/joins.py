"""The outermost triples of a query over all focus nodes, as sets that are joined.

Oxigraph looks up triple after triple, for every row anew, each time by the one term that is known best; so targets
that share their indicator are compared in pairs, though unit and deadline would leave few. A sub-select it reads once,
and joins it by all variables that it shares with the rest, and by terms that are worked out on either side
(`shapes.compiled.keys`). So the triples of a property that has not many more of them
than there are focus nodes are read (see `shapes.compiled.scans`): in a sub-select each, and those of one subject
together in one, with the EXISTS of a single triple about that subject. What is looked up for each row, an EXISTS of
several triples, comes after all that is joined.

What people are shown is the query as it was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.grammar import Tree, parsed
from graph.tokens import Token
from shapes.compiled.facts import Facts
from shapes.compiled.keys import Worked, keys
from shapes.compiled.pairs import Pairs
from shapes.compiled.paths import Predicate
from shapes.compiled.prebinding import children, first, leaves, variables, within
from shapes.compiled.triples import Triple, Unreadable, is_variable, path_of, triples

__all__ = ["joined"]

_THIS = "?this"


def joined(query: str, facts: Facts, most: int) -> str:
    """The query with its outermost triples as sets, where that pays; it has the same solutions.

    Some of them it may have more often: so only a query is rewritten that has no modifiers and selects variables.

    Args:
        query: a SELECT whose outermost group begins with the focus nodes, as ?this.
        facts: what is known of the data.
        most: a property with no more triples than these is read as a whole.
    """
    tree = parsed(query)
    if not isinstance(tree, Tree) or any(token.kind == "node" for token in leaves(tree)):
        return query
    select = first(tree, "SelectQuery")
    if select is None or any(list(leaves(one)) for one in children(select, "SolutionModifier")):
        return query
    clause = [token for part in children(select, "SelectClause") for token in leaves(part)]
    if any(token.kind != "variable" for token in clause if token.text.upper() not in ("SELECT", "DISTINCT")):
        return query
    (where,) = children(select, "WhereClause")
    (group,) = children(where, "GroupGraphPattern")
    if within(group).rule == "SubSelect":
        return query
    chosen = [f"?{token.text[1:]}" for token in clause if token.kind == "variable"]
    content = _Group(query, tree, facts, most).content(within(group), chosen)
    if content is None:
        return query
    opening, closing = group.parts[0], group.parts[-1]
    assert isinstance(opening, Token)
    assert isinstance(closing, Token)
    return f"{query[: opening.start + 1]} {content} {query[closing.start :]}"


@dataclass(slots=True)
class _Star:
    """What is said of one variable.

    Attributes:
        sets: those that are joined.
        without: those that it must not be in.
        worked: what is worked out of where the triples end, and is there.
        ends: where the triples end, and the keys that are worked out of that.
    """

    sets: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    worked: list[str] = field(default_factory=list)
    ends: set[str] = field(default_factory=set)

    def written(self) -> str:
        """As one pattern."""
        if len(self.sets) == 1 and not self.without and not self.worked:
            return self.sets[0]
        inner = self.beside()
        # the engine asks a FILTER when the whole group is done: by itself, what it takes away is not joined
        return f"{{ SELECT * {{ {' '.join((inner, *self.worked))} }} }}"

    def beside(self) -> str:
        """As patterns among others."""
        return " ".join((*self.sets, *map(_taken_away, self.without)))


@dataclass(frozen=True, slots=True)
class _Block:
    """The triples of a block: sets by their subject, what filters say of their objects, and the others as written."""

    stars: dict[str, _Star]
    ends: dict[str, _Star]
    rest: list[str]

    def written(self) -> str:
        """As a pattern; the sets of the focus node last, and by themselves where no star shares more than one end."""
        others = [star for variable, star in self.stars.items() if variable != _THIS]
        out = [*(star.written() for star in others), *(one for end in self.ends.values() for one in end.sets)]
        focus = self.stars.get(_THIS)
        if focus is not None:
            together = bool(focus.worked) or any(len(focus.ends & star.ends) > 1 for star in others)
            out.append(focus.written() if together else focus.beside())
        out += self.rest
        return " ".join((*out, *(_taken_away(one) for end in self.ends.values() for one in end.without)))


class _Group:
    def __init__(self, query: str, tree: Tree, facts: Facts, most: int) -> None:
        self._query, self._pairs = query, Pairs(facts, most, self._fresh)
        self._taken, self._made = variables(tree), 0
        self._count: dict[str, int] = {}
        for token in leaves(tree):
            if token.kind == "variable":
                self._count[f"?{token.text[1:]}"] = self._count.get(f"?{token.text[1:]}", 0) + 1
        #: By variable the sets about it that a filter is joined to.
        self._stars: dict[str, _Star] = {}

    def content(self, group: Tree, chosen: list[str]) -> str | None:
        """The content of the group rewritten; None where nothing is to be read as a set.

        Args:
            group: a GroupGraphPatternSub.
            chosen: the variables that the query selects.
        """
        parts = [part for part in group.parts if isinstance(part, Tree)]
        self._stars[_THIS] = focus = _Star()
        blocks = {id(part): self._block(part) for part in parts if part.rule == "TriplesBlock"}
        if not any(block.stars for block in blocks.values()):
            return None
        moved, keyed = self._keyed(parts, [block.stars for block in blocks.values()])
        filters = [part for part in parts if part.rule != "TriplesBlock" and _asks(part)]
        later = [part for part in filters if not self._joins(part)]
        out: list[str] = []
        last: list[str] = []
        sure, assigned = {"this"}, set[str]()
        for part in parts:
            word, names = (
                next((t.text.upper() for t in part.parts if isinstance(t, Token)), ""),
                variables(part),
            )
            if part.rule == "TriplesBlock":
                out.append(blocks[id(part)].written())
                sure |= names | keyed
            elif any(part is one for one in (*filters, *moved)):
                continue
            elif word == "FILTER" and not names <= sure | assigned:
                last.append(self._written(part))
            else:
                out.append(self._written(part))
                if word == "FILTER" and names & assigned:
                    # the engine asks a FILTER about an assigned variable when the whole group is done
                    out = [f"{{ {' '.join(out)} }}"]
                elif word == "BIND":
                    assigned.add([token.text[1:] for token in leaves(part) if token.kind == "variable"][-1])
        content = " ".join([*out, focus.beside(), *last])
        if not later:
            return content
        # a group is a bound that no filter is moved over
        outside = {f"?{name}" for part in later for name in variables(part)}
        inside = {f"?{name}" for part in parts if part not in later for name in variables(part)}
        kept = " ".join(dict.fromkeys([*chosen, *sorted(outside & inside)]))
        return f"{{ SELECT {kept} {{ {content} }} GROUP BY {kept} }} {' '.join(map(self._written, later))}"

    def _block(self, block: Tree) -> _Block:
        try:
            said = list(triples(block, self._written, self._fresh))
        except Unreadable:
            return _Block({}, {}, [self._written(block)])
        stars: dict[str, _Star] = {}
        ends: dict[str, _Star] = {}
        rest = []
        for triple in said:
            pattern = self._pattern(triple)
            if pattern is None:
                rest.append(f"{triple.start} {self._verb(triple.verb)} {triple.end} .")
                continue
            bound = " ".join(term for term in (triple.start, triple.end) if is_variable(term))
            star = stars.setdefault(triple.start, _Star())
            star.sets.append(f"{{ SELECT {bound} {{ {pattern} }} }}")
            if is_variable(triple.end):
                star.ends.add(triple.end)
                ends[triple.end] = _Star()
        for variable, star in (*stars.items(), *ends.items()):
            if variable not in self._stars or (variable == _THIS and variable in stars):
                self._stars[variable] = star
        return _Block(stars, ends, rest)

    def _keyed(self, parts: list[Tree], blocks: list[dict[str, _Star]]) -> tuple[list[Tree], set[str]]:
        """Lets the stars of one block be joined by keys: the parts that this answers, and the variables bound by it."""
        moved: list[Tree] = []
        names: set[str] = set()
        for key in keys(parts):
            stars = next((found for block in blocks if (found := _two(key.ends, block))), None)
            if stars is None:
                continue
            shared = self._fresh("key")
            for one, star in zip(key.ends, stars, strict=True):
                star.worked += [
                    self._written(one.part),
                    f"BIND(?{one.name} AS {shared}) FILTER(BOUND({shared}))",
                ]
                star.ends.add(shared)
                names.add(one.name)
            moved += [key.part, *(one.part for one in key.ends)]
        return moved, names

    def _joins(self, part: Tree) -> bool:
        """Whether the filter is the EXISTS, or NOT EXISTS, of one triple about one subject, which then is joined."""
        words = [token.text.upper() for token, _ in zip(leaves(part), range(3), strict=False)]
        group = next(_groups(part))
        found = list(leaves(part))
        negative = words == ["FILTER", "NOT", "EXISTS"]
        closing = group.parts[-1]
        if not (negative or words[:2] == ["FILTER", "EXISTS"]) or found[-1] is not closing:
            return False
        content = within(group)
        if [getattr(one, "rule", "") for one in content.parts] != ["TriplesBlock"]:
            return False
        (block,) = content.parts
        assert isinstance(block, Tree)
        try:
            (triple,) = triples(block, self._written, self._fresh)
        except (Unreadable, ValueError):
            return False
        own = [f"?{token.text[1:]}" for token in found if token.kind == "variable"]
        shared = {one for one in own if self._count[one] > own.count(one)}
        pattern = self._pattern(triple)
        if pattern is None or len(shared) != 1 or not shared <= self._stars.keys():
            return False
        (subject,) = shared
        star = self._stars[subject]
        if negative:
            star.without.append(f"SELECT {subject} {{ {pattern} }}")
        else:
            star.sets.insert(0, f"{{ SELECT DISTINCT {subject} {{ {pattern} }} }}")
        return True

    # triples as patterns

    def _pattern(self, triple: Triple) -> str | None:
        path = path_of(triple.verb) if isinstance(triple.verb, Tree) else None
        if path is None or not is_variable(triple.start) or triple.start == triple.end:
            return None
        if not is_variable(triple.end) and not isinstance(path, Predicate):
            return None
        return self._pairs(triple.start, path, triple.end)

    # text

    def _verb(self, verb: Tree | Token) -> str:
        return verb.text if isinstance(verb, Token) else self._written(verb)

    def _written(self, part: Tree) -> str:
        found = list(leaves(part))
        return self._query[found[0].start : found[-1].start + len(found[-1].text)]

    def _fresh(self, word: str = "between") -> str:
        self._made += 1
        while f"{word}{self._made}" in self._taken:
            self._made += 1
        return f"?{word}{self._made}"


def _two(ends: tuple[Worked, Worked], stars: dict[str, _Star]) -> tuple[_Star, _Star] | None:
    """The different stars that have all that the ends of a key are worked out of."""
    found = [
        next(
            (
                star
                for subject, star in stars.items()
                if {f"?{n}" for n in end.among} <= {subject, *star.ends}
            ),
            None,
        )
        for end in ends
    ]
    first, second = found
    return (first, second) if first is not None and second is not None and first is not second else None


def _taken_away(select: str) -> str:
    return f"MINUS {{ {select} }}"


def _asks(part: Tree) -> bool:
    """Whether a part of a group is a FILTER with an EXISTS in it."""
    words = [one.text.upper() for one in part.parts if isinstance(one, Token)]
    return words[:1] == ["FILTER"] and next(_groups(part), None) is not None


def _groups(part: Tree) -> Iterator[Tree]:
    for one in part.parts:
        if isinstance(one, Tree):
            if one.rule == "GroupGraphPattern":
                yield one
            else:
                yield from _groups(one)
