"""Shapes as typed trees: what SHACL's Recommendation calls shapes, targets and constraints (sections 2 to 5).

Terms are pyoxigraph's. A tree has no circle: recursive shapes are refused as they are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pyoxigraph as ox

from shapes.compiled.asking import Asking
from shapes.compiled.paths import Path
from shapes.terms import Term

__all__ = [
    "SH",
    "Asked",
    "AtLeast",
    "AtMost",
    "Before",
    "Closed",
    "Compared",
    "Conjunction",
    "Constraint",
    "Disjoint",
    "Disjunction",
    "Equal",
    "ExactlyOne",
    "HasDatatype",
    "HasLength",
    "HasValue",
    "InLanguages",
    "InstanceOf",
    "Matches",
    "Negation",
    "Node",
    "OfKind",
    "OneOf",
    "Property",
    "Qualified",
    "Shape",
    "Target",
    "UniqueLanguages",
]

SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True)
class Target:
    """Which nodes a shape looks at (section 2.1.3); implicit class targets are among the classes."""

    nodes: tuple[Term, ...] = ()
    classes: tuple[str, ...] = ()
    subjects_of: tuple[str, ...] = ()
    objects_of: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nodes or self.classes or self.subjects_of or self.objects_of)


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape, or with a path a property shape (sections 2.2 and 2.3).

    `path_text` is what results say of the path. A deactivated shape is kept without its constraints.
    """

    node: Term
    path: Path | None
    path_text: str | None
    severity: ox.NamedNode
    messages: tuple[ox.Literal, ...]
    constraints: tuple[Constraint, ...]


class Constraint:
    """What a shape demands."""

    __slots__ = ()

    _name: ClassVar[str] = ""

    @property
    def component(self) -> str:
        """The IRI of the constraint component."""
        return f"{SH}{self._name}ConstraintComponent"


# 4.1 value type


@dataclass(frozen=True, slots=True)
class InstanceOf(Constraint):
    """sh:class: every value is an instance of the class, or of one below it (4.1.1)."""

    iri: str
    _name = "Class"


@dataclass(frozen=True, slots=True)
class HasDatatype(Constraint):
    """sh:datatype: every value is a literal of the datatype, and well-formed (4.1.2)."""

    iri: str
    _name = "Datatype"


@dataclass(frozen=True, slots=True)
class OfKind(Constraint):
    """sh:nodeKind: every value is of the kind, such as `BlankNodeOrIRI` (4.1.3)."""

    kind: str
    _name = "NodeKind"


# 4.2 cardinality


@dataclass(frozen=True, slots=True)
class AtLeast(Constraint):
    """sh:minCount (4.2.1)."""

    count: int
    _name = "MinCount"


@dataclass(frozen=True, slots=True)
class AtMost(Constraint):
    """sh:maxCount (4.2.2)."""

    count: int
    _name = "MaxCount"


# 4.3 value range, 4.4 strings


@dataclass(frozen=True, slots=True)
class Compared(Constraint):
    """sh:minExclusive and its like: `value operator bound` is true of every value (4.3)."""

    operator: str
    bound: ox.Literal

    @property
    def component(self) -> str:
        """The IRI of the constraint component."""
        name = {">": "MinExclusive", ">=": "MinInclusive", "<": "MaxExclusive", "<=": "MaxInclusive"}
        return f"{SH}{name[self.operator]}ConstraintComponent"


@dataclass(frozen=True, slots=True)
class HasLength(Constraint):
    """sh:minLength (`>=`) and sh:maxLength (`<=`), in characters (4.4.1, 4.4.2)."""

    operator: str
    length: int

    @property
    def component(self) -> str:
        """The IRI of the constraint component."""
        return f"{SH}{'Min' if self.operator == '>=' else 'Max'}LengthConstraintComponent"


@dataclass(frozen=True, slots=True)
class Matches(Constraint):
    """sh:pattern with sh:flags, as SPARQL's REGEX (4.4.3)."""

    pattern: str
    flags: str
    _name = "Pattern"


@dataclass(frozen=True, slots=True)
class InLanguages(Constraint):
    """sh:languageIn, as SPARQL's langMatches (4.4.4)."""

    ranges: tuple[str, ...]
    _name = "LanguageIn"


@dataclass(frozen=True, slots=True)
class UniqueLanguages(Constraint):
    """sh:uniqueLang true (4.4.5)."""

    _name = "UniqueLang"


# 4.5 property pairs


@dataclass(frozen=True, slots=True)
class Equal(Constraint):
    """sh:equals: the values are those of the property (4.5.1)."""

    iri: str
    _name = "Equals"


@dataclass(frozen=True, slots=True)
class Disjoint(Constraint):
    """sh:disjoint: no value is one of the property (4.5.2)."""

    iri: str
    _name = "Disjoint"


@dataclass(frozen=True, slots=True)
class Before(Constraint):
    """sh:lessThan (`<`) and sh:lessThanOrEquals (`<=`): every value, than every one of the property (4.5.3, 4.5.4)."""

    operator: str
    iri: str

    @property
    def component(self) -> str:
        """The IRI of the constraint component."""
        return f"{SH}LessThan{'OrEquals' if self.operator == '<=' else ''}ConstraintComponent"


# 4.6 logic, 4.7 shapes


@dataclass(frozen=True, slots=True)
class Negation(Constraint):
    """sh:not (4.6.1)."""

    shape: Shape
    _name = "Not"


@dataclass(frozen=True, slots=True)
class Conjunction(Constraint):
    """sh:and (4.6.2)."""

    shapes: tuple[Shape, ...]
    _name = "And"


@dataclass(frozen=True, slots=True)
class Disjunction(Constraint):
    """sh:or (4.6.3)."""

    shapes: tuple[Shape, ...]
    _name = "Or"


@dataclass(frozen=True, slots=True)
class ExactlyOne(Constraint):
    """sh:xone (4.6.4)."""

    shapes: tuple[Shape, ...]
    _name = "Xone"


@dataclass(frozen=True, slots=True)
class Node(Constraint):
    """sh:node: every value conforms to the shape (4.7.1)."""

    shape: Shape
    _name = "Node"


@dataclass(frozen=True, slots=True)
class Property(Constraint):
    """sh:property: every value is a focus node of the property shape, whose results are reported (4.7.2)."""

    shape: Shape
    _name = "Property"


@dataclass(frozen=True, slots=True)
class Qualified(Constraint):
    """sh:qualifiedValueShape with sh:qualifiedMinCount (`>=`) or sh:qualifiedMaxCount (`<=`) (4.7.3).

    `siblings`: with sh:qualifiedValueShapesDisjoint, values that conform to one of these do not count.
    """

    operator: str
    count: int
    shape: Shape
    siblings: tuple[Shape, ...]

    @property
    def component(self) -> str:
        """The IRI of the constraint component."""
        return f"{SH}Qualified{'Min' if self.operator == '>=' else 'Max'}CountConstraintComponent"


# 4.8 other


@dataclass(frozen=True, slots=True)
class Closed(Constraint):
    """sh:closed true: values have no properties but these (4.8.1)."""

    properties: tuple[str, ...]
    _name = "Closed"


@dataclass(frozen=True, slots=True)
class HasValue(Constraint):
    """sh:hasValue: one of the values is the term (4.8.2)."""

    term: Term
    _name = "HasValue"


@dataclass(frozen=True, slots=True)
class OneOf(Constraint):
    """sh:in (4.8.3)."""

    terms: tuple[Term, ...]
    _name = "In"


# 5 SPARQL-based constraints, 6 SPARQL-based constraint components


@dataclass(frozen=True, slots=True)
class Asked(Constraint):
    """sh:sparql, or a constraint component with a validator in SPARQL.

    Attributes:
        asking: the query. A solution of a SELECT is a violation, as is the no of an ASK about a value.
        iri: the constraint component.
        node: the constraint, of sh:sparql.
        messages: those that come before the shape's: of the constraint, or of the validator.
        instead: those for a shape without any: the component's sh:labelTemplate.
    """

    asking: Asking
    iri: str
    node: Term | None
    messages: tuple[ox.Literal, ...]
    instead: tuple[ox.Literal, ...] = ()

    @property
    def component(self) -> str:
        """The IRI of the constraint component."""
        return self.iri
