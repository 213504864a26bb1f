"""What the compiler wants to know of the data, so that the queries fit them."""

from __future__ import annotations

from typing import Protocol

import pyoxigraph as ox

__all__ = ["Facts", "NoFacts", "StoreFacts"]

_SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"


class Facts(Protocol):
    """What is known of the data; everything may be unknown."""

    def classes(self, iri: str) -> tuple[str, ...] | None:
        """The class and those below it; None where that is unknown."""

    def at_most(self, triple: str, most: int) -> bool:
        """Whether no more than `most` triples fit the pattern of one triple; False where that is unknown."""

    def single(self, triple: str, variable: str) -> bool:
        """Whether no node stands for the variable in two triples of the pattern; False where that is unknown."""


class NoFacts:
    """Nothing is known: the queries hold for any data."""

    def classes(self, iri: str) -> None:
        """Unknown."""

    def at_most(self, triple: str, most: int) -> bool:
        """Unknown."""
        return False

    def single(self, triple: str, variable: str) -> bool:
        """Unknown."""
        return False


class StoreFacts:
    """The default graph of a store, asked as far as needed, each thing once."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self._classes: dict[str, tuple[str, ...]] = {}
        #: By pattern how many triples fit it; or that there are more than so many.
        self._counted: dict[str, int] = {}
        self._exceeded: dict[str, int] = {}
        self._single: dict[str, bool] = {}

    def classes(self, iri: str) -> tuple[str, ...]:
        """The class and those below it (SHACL, section 1.1: SHACL subclass), by name."""
        if iri not in self._classes:
            rows = self.store.query(f"SELECT DISTINCT ?class {{ ?class <{_SUBCLASS}>+ <{iri}> }}")
            below = {row[0].value for row in rows if isinstance(row[0], ox.NamedNode)}  # type: ignore[union-attr]
            self._classes[iri] = (iri, *sorted(below - {iri}))
        return self._classes[iri]

    def at_most(self, triple: str, most: int) -> bool:
        """Counts no further than needed: a triple takes 0.2 µs."""
        if triple in self._counted:
            return self._counted[triple] <= most
        if self._exceeded.get(triple, -1) >= most:
            return False
        (row,) = self.store.query(  # type: ignore[misc]
            f"SELECT (COUNT(*) AS ?n) {{ SELECT ?s {{ {triple} }} LIMIT {most + 1} }}"
        )
        counted = int(row[0].value)
        if counted <= most:
            self._counted[triple] = counted
        else:
            self._exceeded[triple] = most
        return counted <= most

    def single(self, triple: str, variable: str) -> bool:
        """Counts the triples and the nodes: 0.5 µs a triple, where grouping them takes 1.3 µs."""
        if triple not in self._single:
            (row,) = self.store.query(  # type: ignore[misc]
                f"SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT {variable}) AS ?nodes) {{ {triple} }}"
            )
            self._single[triple] = row["triples"] == row["nodes"]
        return self._single[triple]
