"""What a shape finds: validation results (SHACL, section 3.6.2), the same from either engine."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from shapes.terms import Term

__all__ = ["Key", "Result", "key"]

#: What two engines must agree on.
Key = tuple[Term, str | None, Term | None, ox.NamedNode, ox.NamedNode, Term]


@dataclass(frozen=True, slots=True)
class Result:
    """One sh:ValidationResult.

    Attributes:
        focus: the node that violates the shape.
        path: as `shapes.paths.path_text` writes it: the IRI of a predicate, else a SPARQL property path.
        value: the node that is wrong, where a single one is.
        component: the constraint component that was violated.
        severity: the sh:severity of the source shape, any IRI; sh:Violation where it states none.
        shape: the source shape.
        constraint: the sh:sparql constraint, where one was violated.
        messages: with their languages, places such as {?value} filled; empty where the shape says nothing.
    """

    focus: Term
    path: str | None
    value: Term | None
    component: ox.NamedNode
    severity: ox.NamedNode
    shape: Term
    constraint: Term | None = None
    messages: tuple[ox.Literal, ...] = ()


def key(result: Result) -> Key:
    """What two engines must agree on: the multiset of these is the same."""
    return (result.focus, result.path, result.value, result.component, result.severity, result.shape)
