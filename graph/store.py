"""What every store can do, wherever its quads are kept, and the errors it answers with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

import pyoxigraph as ox

from graph.formats import Format

__all__ = [
    "Dataset",
    "EngineError",
    "FormatMismatch",
    "NoSearch",
    "QueryRefused",
    "QuerySyntaxError",
    "ReadOnlyStore",
    "Store",
    "StoreError",
    "Table",
    "Term",
    "TooManyRows",
    "UnknownFunction",
    "Unwritable",
    "WordsTooLong",
    "WordsTooShort",
]

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class StoreError(Exception):
    """Something a store could not do; the text is one line for the person who asked."""


class QuerySyntaxError(StoreError):
    """The query is not SPARQL 1.1; `line` and `column` count from 1, where the place is known.

    `reason` says in English what is wrong there, `zh` in Chinese.
    """

    def __init__(
        self, message: str, line: int | None = None, column: int | None = None, zh: str | None = None
    ) -> None:
        where = f"line {line}, column {column}: " if line is not None else ""
        super().__init__(f"SPARQL syntax error: {where}{message}")
        self.reason, self.line, self.column, self.zh = message, line, column, zh or message


class UnknownFunction(QuerySyntaxError):
    """The query calls a `function`, by its IRI, that there is not."""

    def __init__(self, function: str) -> None:
        super().__init__(f"there is no function <{function}> here")
        self.function = function


class QueryRefused(StoreError):
    """The query asks for something that this store does not do for a query (SERVICE)."""


class FormatMismatch(StoreError):
    """The serialisation asked for does not fit the kind of the query's answer."""


class Unwritable(StoreError):
    """The answer holds what its serialisation has no place for: see `graph.markup`."""


class ReadOnlyStore(StoreError):
    """A change was asked of a store that is open for reading only."""


class EngineError(StoreError):
    """The engine failed on a query that it had accepted."""


class TooManyRows(StoreError):
    """The answer has more rows, or triples, than it may have."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"the answer has more than {limit} rows")
        self.limit = limit


class NoSearch(StoreError):
    """There is no text search here that could be asked; the text says why."""


class WordsTooShort(StoreError):
    """A search for less than two characters."""


class WordsTooLong(StoreError):
    """A search for more characters or words than are looked for at once."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs a query runs on (SPARQL 1.1 Protocol, section 2.1.4): IRIs, or nothing for all.

    With no graph named, the default graph is the union of all named graphs.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.default or self.named)


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT: variable names without their mark, and rows of terms (None: unbound)."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Term | None, ...]]


class Store(Protocol):
    """Quads with a SPARQL 1.1 query engine."""

    @property
    def generation(self) -> str:
        """The name of the state that answers come from: a hash of the content, or "" where unknown."""

    def put(self, graph: str, nquads: bytes) -> int:
        """Replaces the named graph `graph` by the N-Quads given; how many quads it holds then."""

    def select(self, query: str) -> Table:
        """The answer to a SELECT; for an ASK one row with the column `answer`."""

    def construct(self, query: str) -> list[ox.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE."""

    def write(self, query: str, out: BinaryIO, choose: Sequence[Format], dataset: Dataset = ...) -> Format:
        """Runs `query` and writes its answer to `out`, in the first format of `choose` that fits it."""
