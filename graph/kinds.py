"""The kinds of what can be found, each a run of numbers in the search index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

__all__ = ["Kinds"]


class Kinds:
    """The runs of numbers of an index."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._runs: dict[str, list[tuple[int, int]]] = {}
        #: The last number of what stands for itself and is no part of another resource.
        self.whole = 0
        for name, part, first, last in index.execute(
            "SELECT name, part, first, last FROM kind ORDER BY first"
        ):
            self._runs.setdefault(name, []).append((first, last))
            self.whole = self.whole if part else last

    def __iter__(self) -> Iterator[str]:
        return iter(self._runs)

    def of(self, number: int) -> str:
        """The kind of the resource with this number."""
        return next(name for name, runs in self._runs.items() if any(a <= number <= b for a, b in runs))

    def condition(self, kinds: Iterable[str], column: str) -> str:
        """What is true in SQL of a `column` of numbers where they are of one of `kinds`."""
        runs = [run for name in kinds for run in self._runs.get(name, ())]
        bounds = " OR ".join(f"{column} BETWEEN {first} AND {last}" for first, last in runs)
        return f"({bounds or 'FALSE'})"
