"""Conditions as boolean expressions of SPARQL, asked of one row after the other by looking up what is linked to it.

In an EXISTS there is never more than one triple or path: Oxigraph does not plan the group of an EXISTS, so that
two patterns in it are joined by looking through all of the data for each row (0.4 s for 2,000 nodes, growing with
the square, where one EXISTS within the other takes 3 ms). One pattern is an index look-up.
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
from shapes.compiled.facts import Facts
from shapes.compiled.names import Names
from shapes.compiled.paths import Inverse, Path, Predicate, Sequence, beyond, may_stay, steps, written
from shapes.compiled.targets import instance

__all__ = ["Lookups", "Unwritable", "all_of", "filtered", "link", "negated", "other"]

_TRUE, _FALSE = "true", "false"


class Unwritable(ValueError):
    """A condition that is no expression; the text says why."""


class Lookups:
    """Writes expressions for one query.

    Attributes:
        absent: the variables whose nodes may stand in no triple of the data (see `shapes.compiled.paths`).
        embeds: whether a query of the shapes graph has been written into an expression.
    """

    def __init__(self, facts: Facts, names: Names, absent: Iterable[str] = ()) -> None:
        self._facts, self._names = facts, names
        self.absent = set(absent)
        self.embeds = False

    def __call__(self, condition: Condition) -> str:
        """The condition as an expression that never fails, and that can be negated as it stands."""
        match condition:
            case Test(expression):
                return (
                    expression if expression.endswith(")") and "||" not in expression else f"({expression})"
                )
            case All(parts):
                return all_of(map(self, parts))
            case Any(parts):
                return _joined(map(self, parts), " || ", _FALSE, _TRUE)
            case One(parts):
                return f"({' + '.join(f'IF({self(part)}, 1, 0)' for part in parts) or '0'} = 1)"
            case Not(part):
                return negated(self(part))
            case IsInstance(node, iri):
                return instance(node, iri, self._facts, self._names)
            case Listed(node, terms):
                term = self._names("term")
                values = f"VALUES {term} {{ {' '.join(map(str, terms))} }}"
                return f"EXISTS {{ {values} FILTER(sameTerm({term}, {node})) }}"
            case Linked(start, iri, end):
                return f"EXISTS {{ {start} <{iri}> {end} }}"
            case HasOther(node, properties):
                property_ = self._names("property")
                return f"EXISTS {{ {other(node, property_, self._names('object'), properties)} }}"
            case Answered(asking, nodes):
                content = asking.group(dict(nodes), self._names)
                if content is None:
                    raise Unwritable("a SPARQL constraint within another shape that cannot be an EXISTS")
                self.embeds = True
                return f"EXISTS {{ {content} }}"
            case Reaches(start, path, of):
                if start in self.absent and may_stay(path):
                    return self(Any((of(start), Reaches(start, beyond(path), of))))
                return self._walked(start, steps(path), of)
            case AtLeast():
                return self._counted(condition)

    def _walked(self, node: str, path: tuple[Path, ...], of: Of) -> str:
        end = self._names("value" if len(path) == 1 else "node")
        inner = self(of(end)) if len(path) == 1 else self._walked(end, path[1:], of)
        return _FALSE if inner == _FALSE else f"EXISTS {{ {link(node, path[0], end)}{filtered(inner)} }}"

    def _counted(self, condition: AtLeast) -> str:
        node, path, least, of = condition.start, condition.path, condition.count, condition.condition
        if node in self.absent and may_stay(path):
            path = beyond(path)
            # the node itself, and those beyond

            def further(value: str) -> Condition:
                return All((Test(f"!sameTerm({value}, {node})", (value, node)), of(value)))

            fewer = AtLeast(node, path, least - 1, further) if least > 2 else Reaches(node, path, further)
            itself, all_ = All((of(node), fewer)), AtLeast(node, path, least, further)
            return _joined((self(itself), self._several(all_)), " || ", _FALSE, _TRUE)
        return self._several(condition)

    def _several(self, condition: AtLeast) -> str:
        node, path, least, of = condition.start, condition.path, condition.count, condition.condition
        if least == 2:  # stops at the second that is found

            def first(value: str) -> Condition:
                def second(other: str) -> Condition:
                    return All((Test(f"!sameTerm({other}, {value})", (other, value)), of(other)))

                return All((of(value), Reaches(node, path, second)))

            return self._walked(node, steps(path), first)
        value = self._names("value")
        # a sequence by itself would be two patterns in the group: see above
        whole = f"({written(path)}|{written(path)})" if isinstance(path, Sequence) else None
        pattern = f"{node} {whole} {value}" if whole else link(node, path, value)
        return (
            f"EXISTS {{ SELECT {node} {{ {pattern}{filtered(self(of(value)))} }}"
            f" GROUP BY {node} HAVING(COUNT(DISTINCT {value}) >= {least}) }}"
        )


def all_of(expressions: Iterable[str]) -> str:
    """That all of the expressions hold; what is always true drops out."""
    return _joined(expressions, " && ", _TRUE, _FALSE)


def _joined(expressions: Iterable[str], operator: str, neutral: str, decisive: str) -> str:
    left = [one for one in dict.fromkeys(expressions) if one != neutral]
    if decisive in left:
        return decisive
    if len(left) > 1:
        return f"({operator.join(left)})"
    return left[0] if left else neutral


def negated(expression: str) -> str:
    """That an expression as `Lookups` writes it does not hold."""
    if expression in (_TRUE, _FALSE):
        return _FALSE if expression == _TRUE else _TRUE
    return expression[1:] if expression.startswith("!") else f"!{expression}"


def filtered(expression: str) -> str:
    """A FILTER by the expression, with a space before it; nothing where it is always true."""
    return "" if expression == _TRUE else f" FILTER({expression})"


def other(node: str, property_: str, end: str, properties: tuple[str, ...]) -> str:
    """A triple of the node whose property is none of these."""
    listed = ", ".join(f"<{one}>" for one in properties)
    return f"{node} {property_} {end}{filtered(f'{property_} NOT IN ({listed})' if listed else _TRUE)}"


def link(start: str, step: Path, end: str) -> str:
    """A triple, or a path, from one node to another."""
    match step:
        case Predicate(iri):
            return f"{start} <{iri}> {end}"
        case Inverse(iri):
            return f"{end} <{iri}> {start}"
        case _:
            return f"{start} {written(step)} {end}"
