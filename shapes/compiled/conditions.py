"""Conformance of a node to a shape, as a boolean expression of SPARQL.

Everything that a shape demands is an expression over a bound variable, made of functions of the value and of
EXISTS. In an EXISTS there is never more than one triple or path: Oxigraph does not plan the group of an EXISTS,
so that two patterns in it are joined by looking through all of the data for each row (0.4 s for 2,000 nodes,
growing with the square, where one EXISTS within the other takes 3 ms). One pattern is an index look-up.

No expression fails: what may fail has false for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from shapes.compiled import model
from shapes.compiled.datatypes import well_formed
from shapes.compiled.facts import Facts
from shapes.compiled.logic import FALSE, TRUE, all_of, any_of, filtered, negated, sure
from shapes.compiled.names import Names
from shapes.compiled.paths import Inverse, Path, Predicate, Sequence, beyond, may_stay, steps, written
from shapes.compiled.targets import instance
from shapes.terms import Term

__all__ = ["Conditions", "link"]

#: A condition on the node that a variable is bound to.
Condition = Callable[[str], str]

#: More terms than these are no row of comparisons: the engine reads an expression by recursion.
_MANY = 32

_OF_A_KIND = {"IRI": "isIRI", "BlankNode": "isBlank", "Literal": "isLiteral"}


class Conditions:
    """Writes conditions for one query.

    Attributes:
        absent: the variables whose nodes may stand in no triple of the data (see `shapes.compiled.paths`).
    """

    def __init__(self, facts: Facts, names: Names, absent: Iterable[str] = ()) -> None:
        self._facts, self._names = facts, names
        self.absent = set(absent)

    def conforms(self, shape: model.Shape, node: str) -> str:
        """That the node conforms to the shape (SHACL, section 3.5.1)."""
        return all_of(self.demands(shape.constraints, shape.path, node))

    def demands(self, constraints: Iterable[model.Constraint], path: Path | None, focus: str) -> list[str]:
        """What a shape with the path demands of its focus: of every value, and of them together."""
        of_values = [c for c in constraints if is_of_values(c)]
        together = [self.holds(c, path, focus) for c in constraints if not is_of_values(c)]

        def wrong(value: str) -> str:
            return negated(all_of(self.accepts(c, focus, value) for c in of_values))

        return [negated(self.reaches(focus, path, wrong)) if of_values else TRUE, *together]

    # one value

    def accepts(self, constraint: model.Constraint, focus: str, value: str) -> str:
        """That a single value meets a constraint of the kind that `is_of_values`."""
        match constraint:
            case model.InstanceOf(iri):
                return instance(value, iri, self._facts, self._names)
            case model.HasDatatype(iri):
                form = well_formed(iri, value)
                return sure(f"DATATYPE({value}) = <{iri}>{' && ' + form if form else ''}")
            case model.OfKind(kind):
                return any_of(f"{_OF_A_KIND[one]}({value})" for one in kind.split("Or"))
            case model.Compared(operator, bound):
                return sure(f"{value} {operator} {bound}")
            case model.HasLength(operator, length):
                return sure(f"STRLEN(STR({value})) {operator} {length}")
            case model.Matches(pattern, flags):
                return sure(f"REGEX(STR({value}), {quoted(pattern)}, {quoted(flags)})")
            case model.InLanguages(ranges):
                return sure(
                    " || ".join(f"LANGMATCHES(LANG({value}), {quoted(one)})" for one in ranges) or FALSE
                )
            case model.OneOf(terms):
                return self._one_of(value, terms)
            case model.Closed(properties):
                step, allowed = self._names("property"), ", ".join(f"<{one}>" for one in properties)
                other = filtered(f"{step} NOT IN ({allowed})" if properties else TRUE)
                return f"!EXISTS {{ {value} {step} {self._names('object')}{other} }}"
            case model.Disjoint(iri):
                return f"!EXISTS {{ {focus} <{iri}> {value} }}"
            case model.Before(operator, iri):
                other = self._names("other")
                return f"!EXISTS {{ {focus} <{iri}> {other} FILTER(!{sure(f'{value} {operator} {other}')}) }}"
            case model.Negation(shape):
                return negated(self.conforms(shape, value))
            case model.Conjunction(shapes):
                return all_of(self.conforms(shape, value) for shape in shapes)
            case model.Disjunction(shapes):
                return any_of(self.conforms(shape, value) for shape in shapes)
            case model.ExactlyOne(shapes):
                counted = " + ".join(f"IF({self.conforms(shape, value)}, 1, 0)" for shape in shapes)
                return f"({counted or 0} = 1)"
            case model.Node(shape) | model.Property(shape):
                return self.conforms(shape, value)
        raise TypeError(f"{constraint!r} is not about single values")

    def _one_of(self, value: str, terms: tuple[Term, ...]) -> str:
        if len(terms) <= _MANY:
            return any_of(f"sameTerm({value}, {term})" for term in terms)
        term = self._names("term")
        listed = " ".join(map(str, terms))
        return f"EXISTS {{ VALUES {term} {{ {listed} }} FILTER(sameTerm({term}, {value})) }}"

    # all values together

    def holds(self, constraint: model.Constraint, path: Path | None, focus: str) -> str:
        """That the values together meet a constraint of the kind that not `is_of_values`."""
        match constraint:
            case model.AtLeast(count):
                return self.counted(focus, path, count)
            case model.AtMost(count):
                return negated(self.counted(focus, path, count + 1))
            case model.Qualified(operator, count, shape, siblings):

                def counts(value: str) -> str:
                    others = (negated(self.conforms(sibling, value)) for sibling in siblings)
                    return all_of((self.conforms(shape, value), *others))

                if operator == ">=":
                    return self.counted(focus, path, count, counts)
                return negated(self.counted(focus, path, count + 1, counts))
            case model.HasValue(term):
                return self.reaches(focus, path, lambda value: f"sameTerm({value}, {term})")
            case model.UniqueLanguages():
                return negated(self.reaches(focus, path, lambda value: self.repeats(focus, path, value)))
            case model.Equal():
                return all_of(negated(one) for one in self.differs(constraint, path, focus))
        raise TypeError(f"{constraint!r} is about single values")

    def differs(self, constraint: model.Equal, path: Path | None, focus: str) -> tuple[str, str]:
        """That the path leads to a node that the property of sh:equals does not, and the other way round."""
        other = self._names("other")
        missing = self.reaches(focus, path, lambda value: self.only(constraint, focus, value))
        return (
            missing,
            f"EXISTS {{ {focus} <{constraint.iri}> {other}{filtered(self.beside(path, focus, other))} }}",
        )

    def only(self, constraint: model.Equal, focus: str, value: str) -> str:
        """That the property of sh:equals does not lead from the focus to the value."""
        return f"!EXISTS {{ {focus} <{constraint.iri}> {value} }}"

    def beside(self, path: Path | None, focus: str, other: str) -> str:
        """That the path does not lead from the focus to the other node."""
        return negated(self.reaches(focus, path, lambda value: f"sameTerm({value}, {other})"))

    def repeats(self, focus: str, path: Path | None, value: str) -> str:
        """That another value has the language of this one, which has one."""

        def same(other: str) -> str:
            return f"({sure(f'LANG({other}) = LANG({value})')} && !sameTerm({other}, {value}))"

        return all_of((sure(f'LANG({value}) != ""'), self.reaches(focus, path, same)))

    # along a path

    def reaches(self, node: str, path: Path | None, condition: Condition) -> str:
        """That the path leads to a node that meets the condition; without a path, the node itself."""
        if path is None:
            return condition(node)
        if node in self.absent and may_stay(path):
            return any_of((condition(node), self._walked(node, steps(beyond(path)), condition)))
        return self._walked(node, steps(path), condition)

    def _walked(self, node: str, path: tuple[Path, ...], condition: Condition) -> str:
        end = self._names("value" if len(path) == 1 else "node")
        inner = condition(end) if len(path) == 1 else self._walked(end, path[1:], condition)
        return FALSE if inner == FALSE else f"EXISTS {{ {link(node, path[0], end)}{filtered(inner)} }}"

    def counted(self, node: str, path: Path | None, least: int, condition: Condition = lambda _: TRUE) -> str:
        """That the path leads to at least so many nodes that meet the condition."""
        if least <= 0:
            return TRUE
        if path is None:
            return condition(node) if least == 1 else FALSE
        if least == 1:
            return self.reaches(node, path, condition)
        if node in self.absent and may_stay(path):
            # the node itself, and those beyond
            def further(value: str) -> str:
                return all_of((f"!sameTerm({value}, {node})", condition(value)))

            itself = condition(node)
            fewer, all_ = (self._counted(node, beyond(path), n, further) for n in (least - 1, least))
            return any_of((all_of((itself, fewer)), all_))
        return self._counted(node, path, least, condition)

    def _counted(self, node: str, path: Path, least: int, condition: Condition) -> str:
        if least == 1:
            return self._walked(node, steps(path), condition)
        if least == 2:  # stops at the second that is found

            def first(value: str) -> str:
                def second(other: str) -> str:
                    return all_of((f"!sameTerm({other}, {value})", condition(other)))

                return all_of((condition(value), self._walked(node, steps(path), second)))

            return self._walked(node, steps(path), first)
        value = self._names("value")
        # a sequence by itself would be two patterns in the group: see above
        single = f"({written(path)}|{written(path)})" if isinstance(path, Sequence) else path
        pattern = f"{node} {single} {value}" if isinstance(single, str) else link(node, single, value)
        return (
            f"EXISTS {{ SELECT {node} {{ {pattern}{filtered(condition(value))} }}"
            f" GROUP BY {node} HAVING(COUNT(DISTINCT {value}) >= {least}) }}"
        )


def is_of_values(constraint: model.Constraint) -> bool:
    """Whether the constraint is about every single value, not about the values of a focus together."""
    return not isinstance(
        constraint,
        model.AtLeast | model.AtMost | model.Qualified | model.HasValue | model.UniqueLanguages | model.Equal,
    )


def link(start: str, step: Path, end: str) -> str:
    """A triple, or a path, from one variable to another."""
    match step:
        case Predicate(iri):
            return f"{start} <{iri}> {end}"
        case Inverse(iri):
            return f"{end} <{iri}> {start}"
        case _:
            return f"{start} {written(step)} {end}"


def quoted(text: str) -> str:
    """A string as SPARQL writes it."""
    from pyoxigraph import Literal

    return str(Literal(text))
