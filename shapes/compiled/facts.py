"""What the compiler wants to know of the data, so that the queries fit them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Protocol, TypeVar, cast

import pyoxigraph as ox

__all__ = ["Facts", "NoFacts", "StoreFacts", "any_triple"]

_T = TypeVar("_T")

_SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"


def any_triple(iri: str) -> str:
    """The triples of a property, in the words in which all parts of the compiler count them: they are counted once."""
    return f"?s <{iri}> ?o"


class Facts(Protocol):
    """What is known of the data; everything may be unknown."""

    def classes(self, iri: str) -> tuple[str, ...] | None:
        """The class and those below it; None where that is unknown."""

    def at_most(self, triple: str, most: int) -> bool:
        """Whether no more than `most` triples fit the pattern of one triple; False where that is unknown."""

    def count(self, triple: str) -> int | None:
        """How many triples fit the pattern; None where that is unknown, or more than `at_most` has asked for."""

    def number(self, query: str) -> int | None:
        """The number that is the only answer of a SELECT; None where that is unknown."""

    def no(self, ask: str, *, cheap: bool) -> bool:
        """Whether the answer to an ASK is no; False where that is unknown, and not cheap to find out."""


class NoFacts:
    """Nothing is known: the queries hold for any data."""

    def classes(self, iri: str) -> None:
        """Unknown."""

    def at_most(self, triple: str, most: int) -> bool:
        """Unknown."""
        return False

    def count(self, triple: str) -> None:
        """Unknown."""

    def number(self, query: str) -> None:
        """Unknown."""

    def no(self, ask: str, *, cheap: bool) -> bool:
        """Unknown."""
        return False


class StoreFacts:
    """The default graph of a store, asked as far as needed, each thing once, by however many threads."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self._answers: dict[Hashable, object] = {}
        #: By pattern how many triples were counted, and whether these are all.
        self._counted: dict[str, tuple[int, bool]] = {}
        self._locks: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def classes(self, iri: str) -> tuple[str, ...]:
        """The class and those below it (SHACL, section 1.1: SHACL subclass), by name."""

        def below() -> tuple[str, ...]:
            rows = self.store.query(f"SELECT DISTINCT ?class {{ ?class <{_SUBCLASS}>+ <{iri}> }}")
            found = {row[0].value for row in rows if isinstance(row[0], ox.NamedNode)}  # type: ignore[union-attr]
            return (iri, *sorted(found - {iri}))

        return self._once(("classes", iri), below)

    def number(self, query: str) -> int:
        """The number that is the only answer of a SELECT."""

        def asked() -> int:
            (row,) = self.store.query(query)  # type: ignore[misc]
            return int(row[0].value)

        return self._once(("number", query), asked)

    def at_most(self, triple: str, most: int) -> bool:
        """Counts no further than needed: a triple takes 0.2 µs."""
        with self._of(("count", triple)):
            counted, whole = self._counted.get(triple, (-1, False))
            if not whole and counted <= most:
                (row,) = self.store.query(  # type: ignore[misc]
                    f"SELECT (COUNT(*) AS ?n) {{ SELECT ?s {{ {triple} }} LIMIT {most + 1} }}"
                )
                counted = int(row[0].value)
                self._counted[triple] = counted, counted <= most
        return counted <= most

    def count(self, triple: str) -> int | None:
        """What `at_most` has counted to the end."""
        counted, whole = self._counted.get(triple, (0, False))
        return counted if whole else None

    def no(self, ask: str, *, cheap: bool) -> bool:
        """The engine stops at the first solution."""
        key = ("no", ask)
        return self._once(key, lambda: not self.store.query(ask)) if cheap else self._answers.get(key) is True

    def _once(self, key: Hashable, find: Callable[[], _T]) -> _T:
        with self._of(key):
            if key not in self._answers:
                self._answers[key] = find()
            return cast(_T, self._answers[key])

    def _of(self, key: Hashable) -> Lock:
        """The lock of a question: whoever asks the same waits for the answer."""
        with self._lock:
            return self._locks.setdefault(key, Lock())
