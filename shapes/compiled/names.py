"""Names for the variables of a query, none twice."""

from __future__ import annotations

from collections import Counter

__all__ = ["Names"]


class Names:
    """Gives out SPARQL variables: `?value`, then `?value2`, `?value3`, …"""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def __call__(self, word: str) -> str:
        """A variable that this has not given before."""
        self._given[word] += 1
        number = self._given[word]
        return f"?{word}{number if number > 1 else ''}"
