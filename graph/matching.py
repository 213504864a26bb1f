"""The text search as a function of SPARQL: `cpf:matches(?resource, "智慧社区")`.

    PREFIX cpf: <https://w3id.org/crossplan/function#>
    SELECT ?measure { ?measure a cp:Measure FILTER(cpf:matches(?measure, "智慧社区")) }

It is true of the resources that a search for these words finds, clauses and targets among them, and of texts in
which all of the words stand. What it finds is looked up once for each query and words.

The engine takes an exception in a function for an unbound value, and goes on: a search that cannot be made would be
an empty answer. So what went wrong is kept, and raised when the answer is written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO

import pyoxigraph as ox

from graph.folding import compact, words
from graph.search import Index
from graph.store import QuerySyntaxError, StoreError
from ontology.terms import PREFIXES

__all__ = ["MATCHES", "Checked", "Matching", "settled"]

#: The function's IRI.
MATCHES = ox.NamedNode(PREFIXES["cpf"] + "matches")

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Matching:
    """The function for one query."""

    def __init__(self, opened: Callable[[], Index]) -> None:
        self._opened = opened
        self._found: dict[str, frozenset[str]] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        self._error: StoreError | None = None
        #: What the engine is to be given as `custom_functions`.
        self.functions: dict[ox.NamedNode, Any] = {MATCHES: self._matches}

    def settle(self) -> None:
        """Raises what went wrong in the function so far.

        Raises:
            NoSearch: there is no index.
            WordsTooShort, WordsTooLong: see `graph.folding.words`.
            QuerySyntaxError: it was called with something else than a resource or text, and words.
        """
        if self._error is not None:
            raise self._error

    def _matches(self, *arguments: Term) -> ox.Literal | None:
        if self._error is not None:
            return None
        try:
            return ox.Literal(self._found_in(*arguments))
        except StoreError as error:
            self._error = error
        except TypeError:
            self._error = QuerySyntaxError("cpf:matches takes two arguments: a resource or text, and words")
        return None

    def _found_in(self, what: Term, sought: Term) -> bool:
        if not isinstance(sought, ox.Literal):
            raise QuerySyntaxError("the second argument of cpf:matches is the words to search for, a literal")
        query = sought.value
        if isinstance(what, ox.Literal):
            if query not in self._words:
                self._words[query] = words(query)
            text = compact(what.value)
            return all(word in text for word in self._words[query])
        if query not in self._found:
            self._found[query] = self._opened().matching(query)
        return isinstance(what, ox.NamedNode) and what.value in self._found[query]


def settled(matching: Matching | None) -> None:
    """Raises what went wrong in a query that may have called the function: see `Matching.settle`."""
    if matching is not None:
        matching.settle()


class Checked:
    """A file to write an answer to, which is not written on when something went wrong in the function."""

    def __init__(self, out: BinaryIO, matching: Matching) -> None:
        self._out, self._matching = out, matching

    def write(self, data: bytes) -> int:
        """Passes `data` on.

        Raises:
            StoreError: see `Matching.settle`.
        """
        self._matching.settle()
        return self._out.write(data)

    def flush(self) -> None:
        """Nothing is held back."""
