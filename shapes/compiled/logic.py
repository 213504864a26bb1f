"""Boolean expressions of SPARQL put together; what is always true or false drops out."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["FALSE", "TRUE", "all_of", "any_of", "filtered", "negated", "sure"]

TRUE, FALSE = "true", "false"


def all_of(conditions: Iterable[str]) -> str:
    """That all conditions hold; true where there is none."""
    return _joined(conditions, " && ", TRUE, FALSE)


def any_of(conditions: Iterable[str]) -> str:
    """That one of the conditions holds; false where there is none."""
    return _joined(conditions, " || ", FALSE, TRUE)


def _joined(conditions: Iterable[str], operator: str, neutral: str, decisive: str) -> str:
    left = [one for one in dict.fromkeys(conditions) if one != neutral]
    if decisive in left:
        return decisive
    if len(left) > 1:
        return f"({operator.join(left)})"
    return left[0] if left else neutral


def negated(condition: str) -> str:
    """That the condition, which never fails, does not hold."""
    if condition in (TRUE, FALSE):
        return FALSE if condition == TRUE else TRUE
    if condition.startswith("!"):
        return condition[1:]
    # COALESCE(…), EXISTS {…} and what all_of and any_of make stand for themselves
    return f"!{condition}"


def sure(expression: str) -> str:
    """The expression, with false for a failure: in SPARQL no failure can be negated."""
    return f"COALESCE({expression}, false)"


def filtered(condition: str) -> str:
    """A FILTER by the condition, with a space before it; nothing where it is always true."""
    return "" if condition == TRUE else f" FILTER({condition})"
