"""A shape to the SELECTs that find its results: one for each constraint, over all focus nodes at once.

A constraint is read from one of two ends. From the targets: every focus node is found, its values are looked up,
and a condition is asked. Or from the property: all triples of it are read in the order of an index, which is ten
times as fast a triple, and only what looks wrong is asked whether it belongs to a target. The second is taken for
a property shape at the target whose path is one property, where the data have not many more triples with the
property than focus nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shapes.compiled import model
from shapes.compiled.answers import OneByOne, Query, Rows, Solutions
from shapes.compiled.certain import Certain
from shapes.compiled.conditions import Linked, Not, accepts, beside, holds, is_of_values, repeats
from shapes.compiled.facts import Facts
from shapes.compiled.joins import joined
from shapes.compiled.lookups import Lookups, filtered, link, other
from shapes.compiled.names import Names
from shapes.compiled.pairs import Pairs
from shapes.compiled.paths import Path, Predicate, beyond, may_stay
from shapes.compiled.scans import Scans
from shapes.compiled.targets import among, targets

__all__ = ["count_query", "queries"]

_PREFIXES = (
    "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
)
THIS = "?this"


@dataclass(frozen=True, slots=True)
class _Chain:
    """A pattern that binds the focus node of a shape, and the nodes before it from the target on."""

    pattern: str
    nodes: tuple[str, ...]

    @property
    def focus(self) -> str:
        return self.nodes[-1]


def count_query(target: model.Target, facts: Facts) -> str:
    """The SELECT whose only row says how many nodes the target has, in the words in which `Certain` asks for it."""
    pattern = targets(target, THIS, facts, Names())
    return f"{_PREFIXES}SELECT (COUNT(DISTINCT {THIS}) AS ?number) {{ {pattern} }}"


def queries(shape: model.Shape, target: model.Target, facts: Facts, most: int = 0) -> tuple[Query, ...]:
    """What finds the results of `shape` on the nodes of `target`.

    Args:
        shape: the shape.
        target: its target.
        facts: what is known of the data.
        most: a property with no more triples than these is read as a whole.
    """
    names = Names()
    names("this")
    chain = _Chain(targets(target, THIS, facts, names), (THIS,))
    writer = _Writer(shape, target, facts, most, names)
    return tuple(writer.queries(shape, chain))


class _Writer:
    def __init__(
        self, shape: model.Shape, target: model.Target, facts: Facts, most: int, names: Names
    ) -> None:
        self._target, self._facts, self._names = target, facts, names
        self._lookups = Lookups(facts, names, {THIS} if target.nodes else ())
        self._scans, self._most = Scans(facts, names, self._lookups, most), most
        self._pairs = Pairs(facts, most, names)
        self._certain = Certain(shape, target, facts, most, _PREFIXES)

    def queries(self, shape: model.Shape, chain: _Chain) -> Iterator[Query]:
        """The queries of a shape whose focus nodes the chain binds, those of nested property shapes included."""
        for constraint in shape.constraints:
            if isinstance(constraint, model.Property):
                pattern, value = self._values(chain, shape.path)
                nodes = (*chain.nodes, value) if value != chain.focus else chain.nodes
                yield from self.queries(constraint.shape, _Chain(pattern, nodes))
                continue
            found, self._lookups.embeds = None, False
            if len(chain.nodes) == 1:
                if self._certain.holds(shape.path, constraint):
                    continue
                if self._scans.small(shape.path):
                    found = self._of_property(shape, constraint)
            for query in [found] if found is not None else self._of_targets(shape, constraint, chain):
                yield (
                    replace(query, embeds=True) if self._lookups.embeds and isinstance(query, Rows) else query
                )

    def _of_targets(self, shape: model.Shape, constraint: model.Constraint, chain: _Chain) -> Iterator[Query]:
        focus, nodes, narrowed = chain.focus, chain.nodes, self._scans.narrowed
        if isinstance(constraint, model.Asked):
            yield self._asked(shape, constraint, chain)
            return
        if not (is_of_values(constraint) or isinstance(constraint, model.Equal | model.UniqueLanguages)):
            wrong = narrowed(chain.pattern, Not(holds(constraint, shape.path, focus)))
            yield Rows(_select(nodes, wrong), shape, constraint, focus)
            return
        pattern, value = self._values(chain, shape.path)
        match constraint:
            case model.Closed(properties):
                step, end = self._names("property"), self._names("object")
                rows = f"{pattern} . {other(value, step, end, properties)}"
                yield Rows(_select((*nodes, value, step, end), rows), shape, constraint, focus, end, step)
            case model.Before(operator, iri):
                end = self._names("other")
                rows = f"{pattern} . {focus} <{iri}> {end} FILTER(!COALESCE({value} {operator} {end}, false))"
                yield Rows(_select((*nodes, value, end), rows), shape, constraint, focus, value)
            case model.Equal(iri):
                missing = narrowed(pattern, Not(Linked(focus, iri, value)))
                yield Rows(_select((*nodes, value), missing), shape, constraint, focus, value)
                end = self._names("other")
                further = narrowed(f"{chain.pattern} . {focus} <{iri}> {end}", beside(shape.path, focus, end))
                yield Rows(_select((*nodes, end), further), shape, constraint, focus, end)
            case model.UniqueLanguages():
                language = self._names("language")
                rows = f"{narrowed(pattern, repeats(focus, shape.path, value))} BIND(LANG({value}) AS {language})"
                yield Rows(_select((*nodes, language), rows), shape, constraint, focus)
            case _:
                wrong = narrowed(pattern, Not(accepts(constraint, focus, value)))
                yield Rows(_select((*nodes, value), wrong), shape, constraint, focus, value)

    def _asked(self, shape: model.Shape, constraint: model.Asked, chain: _Chain) -> Query:
        focus, nodes, asking = chain.focus, chain.nodes, constraint.asking
        if asking.form == "ASK":
            pattern, value = self._values(chain, shape.path)
            if asking.can_be_group:
                wrong = self._scans.narrowed(pattern, Not(accepts(constraint, focus, value)))
                return Rows(_select((*nodes, value), wrong), shape, constraint, focus, value)
            # a value of a node shape is its focus node: the last two columns then are one node
            ways = _select((*nodes, value), pattern)
            if value == focus:
                ways = f"{_PREFIXES}SELECT DISTINCT {' '.join(nodes)} ({focus} AS ?_value) {{ {pattern} }}"
            return OneByOne(asking.for_one, shape, constraint, ways)
        ways = _select(nodes, chain.pattern)
        if focus == THIS:
            foci = f"{{ SELECT DISTINCT {THIS} {{ {chain.pattern} }} }}"
        else:  # the sub-select within hides the ?this of the target
            inner = f"SELECT DISTINCT {focus} {{ {chain.pattern} }}"
            foci = f"{{ SELECT ({focus} AS {THIS}) {{ {{ {inner} }} }} }}"
        text = asking.for_all(_PREFIXES, foci)
        if text is None:
            return OneByOne(asking.for_one, shape, constraint, ways)
        text = joined(text, self._facts, self._most)
        return Solutions(text, shape, constraint, ways if len(nodes) > 1 else None)

    def _values(self, chain: _Chain, path: Path | None) -> tuple[str, str]:
        """A pattern that binds the values of a path too, and their variable."""
        if path is None:
            return chain.pattern, chain.focus
        value, absent = self._names("value"), self._lookups.absent
        if chain.focus in absent and may_stay(path):
            absent.add(value)
            moved = f"{chain.pattern} . {link(chain.focus, beyond(path), value)}"
            return f"{{ {chain.pattern} BIND({chain.focus} AS {value}) }} UNION {{ {moved} }}", value
        pairs = self._pairs(chain.focus, path, value)
        if pairs is not None:
            return f"{{ {chain.pattern} }} {{ SELECT {chain.focus} {value} {{ {pairs} }} }}", value
        return f"{chain.pattern} . {link(chain.focus, path, value)}", value

    def _of_property(self, shape: model.Shape, constraint: model.Constraint) -> Query | None:
        """The query that reads the property as a whole; None where that is no better."""
        path, value, narrowed = shape.path, self._names("value"), self._scans.narrowed
        assert path is not None
        triple = link(THIS, path, value)
        match constraint:
            case model.AtMost(count):
                return self._ours(
                    (THIS,), triple, shape, constraint, f" HAVING(COUNT(DISTINCT {value}) > {count})"
                )
            case model.Before(operator, iri) if self._scans.small(Predicate(iri)):
                end = self._names("other")
                second = f"SELECT {THIS} {end} {{ {THIS} <{iri}> {end} }}"
                pairs = f"{{ SELECT {THIS} {value} {{ {triple} }} }} {{ {second} }}"
                rows = f"{pairs} FILTER(!COALESCE({value} {operator} {end}, false))"
                return self._ours((THIS, value, end), rows, shape, constraint)
            case _ if is_of_values(constraint) and not isinstance(
                constraint, model.Closed | model.Before | model.Asked
            ):
                wrong = Not(accepts(constraint, THIS, value))
                return self._ours((THIS, value), narrowed(triple, wrong), shape, constraint)
        return None

    def _ours(
        self,
        variables: tuple[str, ...],
        pattern: str,
        shape: model.Shape,
        constraint: model.Constraint,
        having: str = "",
    ) -> Query:
        """Those rows whose first variable is a node of the target.

        The rows are grouped, not DISTINCT: Oxigraph moves a FILTER into everything but a group, and would look
        up the target of every row.
        """
        listed = " ".join(variables)
        found = f"{{ SELECT {listed} {{ {pattern} }} GROUP BY {listed}{having} }}"
        ours = filtered(among(self._target, THIS, self._facts, self._names))
        value = variables[1] if len(variables) > 1 else None
        return Rows(_select(variables, f"{found}{ours}"), shape, constraint, THIS, value)


def _select(variables: tuple[str, ...], pattern: str) -> str:
    return f"{_PREFIXES}SELECT DISTINCT {' '.join(dict.fromkeys(variables))} {{\n  {pattern}\n}}"
