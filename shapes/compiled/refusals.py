"""Shapes that are not compiled, and why; the text is one line for the person who wrote them."""

from __future__ import annotations

from shapes.terms import Term

__all__ = ["IllFormed", "Uncovered"]


class _Refusal(ValueError):
    def __init__(self, shape: Term, why: str) -> None:
        super().__init__(f"the shape {shape}: {why}")
        self.shape, self.why = shape, why


class Uncovered(_Refusal):
    """A shape with something beyond what is compiled: pyshacl may know what to do with it."""


class IllFormed(_Refusal):
    """A shape that no SHACL engine can run: it breaks a rule of syntax (SHACL, appendix A) or is recursive."""
