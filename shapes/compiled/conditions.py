"""What a shape demands of a node, as a condition: a tree of logic over tests and paths.

A condition speaks of variables that a query has bound. How it is asked of the engine is the matter of
`shapes.compiled.lookups` (an expression, asked row by row) and `shapes.compiled.scans` (a pattern, all rows at
once). No condition fails: where a function of SPARQL would, it does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from shapes.compiled import model
from shapes.compiled.asking import Asking
from shapes.compiled.datatypes import well_formed
from shapes.compiled.paths import Path, Predicate
from shapes.terms import Term

__all__ = [
    "FALSE",
    "TRUE",
    "All",
    "Answered",
    "Any",
    "AtLeast",
    "Condition",
    "HasOther",
    "IsInstance",
    "Linked",
    "Listed",
    "Not",
    "Of",
    "One",
    "Reaches",
    "Test",
    "accepts",
    "beside",
    "conforms",
    "demands",
    "holds",
    "is_of_values",
    "is_regular",
    "repeats",
]


@dataclass(frozen=True, slots=True)
class Test:
    """An expression over the values of some variables, without a look at the data; it never fails."""

    expression: str
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """That a node is one of many terms."""

    node: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class IsInstance:
    """That a node is a SHACL instance of a class (SHACL, section 1.1)."""

    node: str
    iri: str


@dataclass(frozen=True, slots=True)
class Linked:
    """That a triple with the property leads from one node to the other."""

    start: str
    iri: str
    end: str


@dataclass(frozen=True, slots=True)
class HasOther:
    """That a node has a property that is none of these."""

    node: str
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """That a query of the shapes graph has a solution; `nodes` are its variables and those of the row."""

    asking: Asking
    nodes: tuple[tuple[str, str], ...]


#: A condition on the node that a variable is bound to.
Of = Callable[[str], "Condition"]


@dataclass(frozen=True, slots=True)
class Reaches:
    """That a path leads from a node to one that meets a condition."""

    start: str
    path: Path
    condition: Of


@dataclass(frozen=True, slots=True)
class AtLeast:
    """That a path leads from a node to at least `count` (two or more) that meet a condition."""

    start: str
    path: Path
    count: int
    condition: Of


@dataclass(frozen=True, slots=True)
class All:
    """That all conditions hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """That one of the conditions holds, or more."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class One:
    """That exactly one of the conditions holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """That the condition does not hold."""

    part: Condition


Condition = (
    Test | Answered | Listed | IsInstance | Linked | HasOther | Reaches | AtLeast | All | Any | One | Not
)

TRUE, FALSE = All(()), Any(())

#: More terms than these are no row of comparisons: the engine reads an expression by recursion.
_MANY = 32

_OF_A_KIND = {"IRI": "isIRI", "BlankNode": "isBlank", "Literal": "isLiteral"}


def conforms(shape: model.Shape, node: str) -> Condition:
    """That the node conforms to the shape (SHACL, section 3.5.1)."""
    return demands(shape.constraints, shape.path, node)


def demands(constraints: Iterable[model.Constraint], path: Path | None, focus: str) -> Condition:
    """What a shape with the path demands of its focus: of every value, and of the values together."""
    of_values = [c for c in constraints if is_of_values(c)]
    together = [holds(c, path, focus) for c in constraints if not is_of_values(c)]

    def wrong(value: str) -> Condition:
        return Any(tuple(Not(accepts(c, focus, value)) for c in of_values))

    return All((*([Not(_reaches(focus, path, wrong))] if of_values else []), *together))


def is_of_values(constraint: model.Constraint) -> bool:
    """Whether the constraint is about every single value, not about the values of a focus together."""
    if isinstance(constraint, model.Asked):
        return constraint.asking.form == "ASK"
    return not isinstance(
        constraint,
        model.AtLeast | model.AtMost | model.Qualified | model.HasValue | model.UniqueLanguages | model.Equal,
    )


# one value


def accepts(constraint: model.Constraint, focus: str, value: str) -> Condition:
    """That a single value meets a constraint of the kind that `is_of_values`."""
    match constraint:
        case model.InstanceOf(iri):
            return IsInstance(value, iri)
        case model.HasDatatype(iri):
            form = well_formed(iri, value)
            return _sure(f"DATATYPE({value}) = <{iri}>{' && ' + form if form else ''}", value)
        case model.OfKind(kind):
            return Test(" || ".join(f"{_OF_A_KIND[one]}({value})" for one in kind.split("Or")), (value,))
        case model.Compared(operator, bound):
            return _sure(f"{value} {operator} {bound}", value)
        case model.HasLength(operator, length):
            return _sure(f"STRLEN(STR({value})) {operator} {length}", value)
        case model.Matches(pattern, flags):
            return _sure(f"REGEX(STR({value}), {_quoted(pattern)}, {_quoted(flags)})", value)
        case model.InLanguages(ranges):
            return Any(tuple(_sure(f"LANGMATCHES(LANG({value}), {_quoted(one)})", value) for one in ranges))
        case model.OneOf(terms):
            return (
                Any(tuple(_same(value, one) for one in terms))
                if len(terms) <= _MANY
                else Listed(value, terms)
            )
        case model.Closed(properties):
            return Not(HasOther(value, properties))
        case model.Disjoint(iri):
            return Not(Linked(focus, iri, value))
        case model.Before(operator, iri):
            return Not(_reaches(focus, Predicate(iri), lambda other: Not(_compared(value, operator, other))))
        case model.Asked(asking):
            return Answered(asking, (("this", focus), ("value", value)))
        case model.Negation(shape):
            return Not(conforms(shape, value))
        case model.Conjunction(shapes):
            return All(tuple(conforms(shape, value) for shape in shapes))
        case model.Disjunction(shapes):
            return Any(tuple(conforms(shape, value) for shape in shapes))
        case model.ExactlyOne(shapes):
            return One(tuple(conforms(shape, value) for shape in shapes))
        case model.Node(shape) | model.Property(shape):
            return conforms(shape, value)
    raise TypeError(f"{constraint!r} is not about single values")


# the values of a focus together


def holds(constraint: model.Constraint, path: Path | None, focus: str) -> Condition:
    """That the values together meet a constraint of the kind that is not `is_of_values`."""
    match constraint:
        case model.AtLeast(count):
            return _counted(focus, path, count)
        case model.AtMost(count):
            return Not(_counted(focus, path, count + 1))
        case model.Qualified(operator, count, shape, siblings):

            def counts(value: str) -> Condition:
                return All((conforms(shape, value), *(Not(conforms(sibling, value)) for sibling in siblings)))

            if operator == ">=":
                return _counted(focus, path, count, counts)
            return Not(_counted(focus, path, count + 1, counts))
        case model.HasValue(term):
            return _reaches(focus, path, lambda value: _same(value, term))
        case model.UniqueLanguages():
            return Not(_reaches(focus, path, lambda value: repeats(focus, path, value)))
        case model.Equal(iri):
            missing = _reaches(focus, path, lambda value: Not(Linked(focus, iri, value)))
            further = Reaches(focus, Predicate(iri), lambda other: beside(path, focus, other))
            return All((Not(missing), Not(further)))
        case model.Asked(asking):
            return Not(Answered(asking, (("this", focus),)))
    raise TypeError(f"{constraint!r} is about single values")


def beside(path: Path | None, focus: str, other: str) -> Condition:
    """That the path does not lead from the focus to the other node."""
    return Not(_reaches(focus, path, lambda value: _same(value, other)))


def repeats(focus: str, path: Path | None, value: str) -> Condition:
    """That another value has the language of this one, which has one."""

    def same(other: str) -> Condition:
        return All((_sure(f"LANG({other}) = LANG({value})", other, value), Not(_same(other, value))))

    return All((_sure(f'LANG({value}) != ""', value), _reaches(focus, path, same)))


def _reaches(node: str, path: Path | None, condition: Of) -> Condition:
    """That the path leads to a node that meets the condition; without a path, that the node itself does."""
    return condition(node) if path is None else Reaches(node, path, condition)


def _counted(node: str, path: Path | None, least: int, condition: Of = lambda _: TRUE) -> Condition:
    if least <= 0:
        return TRUE
    if least == 1:
        return _reaches(node, path, condition)
    return FALSE if path is None else AtLeast(node, path, least, condition)


def _compared(value: str, operator: str, other: str) -> Test:
    return _sure(f"{value} {operator} {other}", value, other)


def _same(value: str, term: Term | str) -> Test:
    variables = (value, term) if isinstance(term, str) else (value,)
    return Test(f"sameTerm({value}, {term})", variables)


def _sure(expression: str, *variables: str) -> Test:
    """The expression, with false for a failure: in SPARQL no failure can be negated."""
    return Test(f"COALESCE({expression}, false)", variables)


def is_regular(pattern: str, flags: str) -> bool:
    """Whether the engine takes the pattern: it has no back references and no look-around."""
    rows = ox.Store().query(f"SELECT (REGEX('', {_quoted(pattern)}, {_quoted(flags)}) AS ?found) {{}}")
    return [row[0] for row in rows] != [None]  # type: ignore[union-attr]


def _quoted(text: str) -> str:
    return str(ox.Literal(text))
