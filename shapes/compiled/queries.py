"""A shape to the SELECTs that find its results: one for each constraint, over all focus nodes at once.

A constraint is read from one of two ends. From the targets: every focus node is found, its values are looked up,
and a condition is asked. Or from the property: all triples of it are read in the order of an index, which is ten
times as fast a triple, and only what looks wrong is asked whether it belongs to a target. The second is taken for
a property shape at the target whose path is one property, where the data have not many more triples with the
property than focus nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shapes.compiled import model
from shapes.compiled.conditions import Conditions, is_of_values, link
from shapes.compiled.facts import Facts
from shapes.compiled.logic import TRUE, all_of, filtered, negated
from shapes.compiled.names import Names
from shapes.compiled.paths import Inverse, Path, Predicate, beyond, may_stay
from shapes.compiled.targets import among, targets

__all__ = ["Query", "count_query", "queries"]

_PREFIXES = (
    "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
)
THIS = "?this"


@dataclass(frozen=True, slots=True)
class Query:
    """A SELECT that finds the results of one constraint, one row each.

    Attributes:
        text: SPARQL 1.1.
        shape: the source shape.
        constraint: what is demanded.
        focus: the variable of the focus node; `value` and `path` likewise, where a result has one. Without `path`,
            the path is that of the shape.
    """

    text: str
    shape: model.Shape
    constraint: model.Constraint
    focus: str
    value: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class _Chain:
    """A pattern that binds the focus node of a shape, and the nodes before it from the target on."""

    pattern: str
    nodes: tuple[str, ...]

    @property
    def focus(self) -> str:
        return self.nodes[-1]


def count_query(target: model.Target, facts: Facts) -> str:
    """The SELECT whose only row says how many nodes the target has."""
    pattern = targets(target, THIS, facts, Names())
    return f"{_PREFIXES}SELECT (COUNT(DISTINCT {THIS}) AS ?count) {{ {pattern} }}"


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
    writer = _Writer(target, facts, most, names)
    return tuple(writer.queries(shape, chain))


class _Writer:
    def __init__(self, target: model.Target, facts: Facts, most: int, names: Names) -> None:
        self._target, self._facts, self._most, self._names = target, facts, most, names
        self._conditions = Conditions(facts, names, {THIS} if target.nodes else ())

    def queries(self, shape: model.Shape, chain: _Chain) -> Iterator[Query]:
        """The queries of a shape whose focus nodes the chain binds, those of nested property shapes included."""
        for constraint in shape.constraints:
            if isinstance(constraint, model.Property):
                pattern, value = self._values(chain, shape.path)
                nodes = (*chain.nodes, value) if value != chain.focus else chain.nodes
                yield from self.queries(constraint.shape, _Chain(pattern, nodes))
            else:
                yield from self._constraint(shape, constraint, chain)

    def _constraint(self, shape: model.Shape, constraint: model.Constraint, chain: _Chain) -> Iterator[Query]:
        if chain.focus == THIS and len(chain.nodes) == 1 and self._is_small(shape.path):
            found = self._from_property(shape, constraint)
            if found is not None:
                yield found
                return
        focus, conditions = chain.focus, self._conditions
        if isinstance(constraint, model.Closed):
            pattern, value = self._values(chain, shape.path)
            step, end = self._names("property"), self._names("object")
            allowed = ", ".join(f"<{one}>" for one in constraint.properties)
            other = filtered(f"{step} NOT IN ({allowed})" if allowed else TRUE)
            text = self._select((*chain.nodes, value, step, end), f"{pattern} . {value} {step} {end}{other}")
            yield Query(text, shape, constraint, focus, end, step)
        elif isinstance(constraint, model.Before):
            pattern, value = self._values(chain, shape.path)
            other = self._names("other")
            wrong = f"FILTER(!COALESCE({value} {constraint.operator} {other}, false))"
            rows = f"{pattern} . {focus} <{constraint.iri}> {other} {wrong}"
            yield Query(self._select((*chain.nodes, value, other), rows), shape, constraint, focus, value)
        elif isinstance(constraint, model.Equal):
            pattern, value = self._values(chain, shape.path)
            missing = filtered(conditions.only(constraint, focus, value))
            text = self._select((*chain.nodes, value), f"{pattern}{missing}")
            yield Query(text, shape, constraint, focus, value)
            other = self._names("other")
            beside = filtered(conditions.beside(shape.path, focus, other))
            rows = f"{chain.pattern} . {focus} <{constraint.iri}> {other}{beside}"
            yield Query(self._select((*chain.nodes, other), rows), shape, constraint, focus, other)
        elif isinstance(constraint, model.UniqueLanguages):
            pattern, value = self._values(chain, shape.path)
            language = self._names("language")
            repeated = filtered(conditions.repeats(focus, shape.path, value))
            rows = f"{pattern}{repeated} BIND(LANG({value}) AS {language})"
            yield Query(self._select((*chain.nodes, language), rows), shape, constraint, focus)
        elif is_of_values(constraint):
            pattern, value = self._values(chain, shape.path)
            wrong = negated(conditions.accepts(constraint, focus, value))
            text = self._select((*chain.nodes, value), f"{pattern}{filtered(wrong)}")
            yield Query(text, shape, constraint, focus, value)
        else:
            wrong = negated(conditions.holds(constraint, shape.path, focus))
            yield Query(
                self._select(chain.nodes, f"{chain.pattern}{filtered(wrong)}"), shape, constraint, focus
            )

    def _values(self, chain: _Chain, path: Path | None) -> tuple[str, str]:
        """A pattern that binds the values of a path too, and their variable."""
        if path is None:
            return chain.pattern, chain.focus
        value = self._names("value")
        if chain.focus in self._conditions.absent and may_stay(path):
            self._conditions.absent.add(value)
            moved = f"{chain.pattern} . {link(chain.focus, beyond(path), value)}"
            return f"{{ {{ {chain.pattern} }} BIND({chain.focus} AS {value}) }} UNION {{ {moved} }}", value
        return f"{_joinable(chain.pattern)} {link(chain.focus, path, value)}", value

    def _select(self, variables: tuple[str, ...], pattern: str) -> str:
        return f"{_PREFIXES}SELECT DISTINCT {' '.join(dict.fromkeys(variables))} {{\n  {pattern}\n}}"

    # from the property

    def _is_small(self, path: Path | None) -> bool:
        return isinstance(path, Predicate | Inverse) and self._facts.at_most(path.iri, self._most)

    def _from_property(self, shape: model.Shape, constraint: model.Constraint) -> Query | None:
        """The query that reads the property as a whole; None where the constraint has none."""
        names, path = self._names, shape.path
        assert isinstance(path, Predicate | Inverse)
        value = names("value")
        triple = link(THIS, path, value)
        ours = among(self._target, THIS, self._facts, names)
        match constraint:
            case model.AtLeast(count) if count > 0:
                enough = f"{{ {triple} }}"
                if count > 1:
                    enough = f"{{ SELECT {THIS} {{ {triple} }} GROUP BY {THIS} HAVING(COUNT(*) >= {count}) }}"
                pattern = targets(self._target, THIS, self._facts, names)
                text = self._select((THIS,), f"{{ {pattern} }} MINUS {enough}")
                return Query(text, shape, constraint, THIS)
            case model.AtMost(count):
                many = f"SELECT {THIS} {{ {triple} }} GROUP BY {THIS} HAVING(COUNT(*) > {count})"
                text = self._select((THIS,), f"{{ {many} }}{filtered(ours)}")
                return Query(text, shape, constraint, THIS)
            case model.Before(operator, iri) if self._facts.at_most(iri, self._most):
                other = names("other")
                second = f"SELECT {THIS} {other} {{ {THIS} <{iri}> {other} }}"
                pairs = f"{{ SELECT {THIS} {value} {{ {triple} }} }} {{ {second} }}"
                wrong = all_of((f"!COALESCE({value} {operator} {other}, false)", ours))
                text = self._select((THIS, value, other), f"{pairs}{filtered(wrong)}")
                return Query(text, shape, constraint, THIS, value)
            case _ if is_of_values(constraint) and not isinstance(constraint, model.Closed | model.Before):
                wrong = all_of((negated(self._conditions.accepts(constraint, THIS, value)), ours))
                text = self._select((THIS, value), f"{triple}{filtered(wrong)}")
                return Query(text, shape, constraint, THIS, value)
        return None


def _joinable(pattern: str) -> str:
    """The pattern so that a triple may follow it."""
    return f"{pattern} ."
