"""What an engine says: validation results, the same from whichever engine ran the shape."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

__all__ = ["Result", "Term", "key"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Result:
    """One sh:ValidationResult (SHACL, section 3.6.2).

    `path` is as `shapes.paths.path_text` writes it; `severity` is the sh:severity of the source shape; `constraint` is
    the sh:sourceConstraint of a SPARQL-based constraint; `messages` have their language tags, and their places are
    filled.
    """

    focus: Term
    path: str | None
    value: Term | None
    component: ox.NamedNode
    severity: ox.NamedNode
    shape: Term
    constraint: Term | None
    messages: tuple[ox.Literal, ...]


def key(result: Result) -> tuple[Term, str | None, Term | None, ox.NamedNode, ox.NamedNode, Term]:
    """What two engines must agree on."""
    return (result.focus, result.path, result.value, result.component, result.severity, result.shape)
