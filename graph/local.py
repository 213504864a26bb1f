"""A store in this process: Oxigraph, in memory or in a folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Self

import pyoxigraph as ox

from graph.formats import Format
from graph.store import (
    Dataset,
    EngineError,
    FormatMismatch,
    QueryRefused,
    QuerySyntaxError,
    ReadOnlyStore,
    StoreError,
    Table,
)
from graph.tokens import keywords

__all__ = ["LocalStore"]

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class LocalStore:
    """Quads in Oxigraph.

    Reading goes on while another process builds the next generation elsewhere; a folder is
    never read while it is written (what the engine would do then is undefined).
    """

    def __init__(self, engine: ox.Store | None = None, *, generation: str = "", writable: bool = True) -> None:
        self._engine = ox.Store() if engine is None else engine
        self._generation = generation
        self._writable = writable

    @classmethod
    def open(cls, folder: Path, *, generation: str = "") -> Self:
        """The store in `folder`, for reading.

        Raises:
            StoreError: there is no store that can be read.
        """
        try:
            return cls(ox.Store.read_only(str(folder)), generation=generation, writable=False)
        except OSError as error:
            raise StoreError(f"{folder}: no readable store ({error})") from error

    @classmethod
    def create(cls, folder: Path) -> Self:
        """A new store in `folder`, for writing."""
        return cls(ox.Store(str(folder)))

    @property
    def generation(self) -> str:
        """The hash that names the content, or "" for a store that is still being made."""
        return self._generation

    @property
    def engine(self) -> ox.Store:
        """The Oxigraph store itself, for the hot ways."""
        return self._engine

    def __len__(self) -> int:
        return len(self._engine)

    def put(self, graph: str, nquads: bytes) -> int:
        """Replaces the named graph `graph` by `nquads`, whose graph names must be `graph` or absent.

        Returns the number of quads that the graph holds then.

        Raises:
            ReadOnlyStore: the store is open for reading only.
            SyntaxError: `nquads` is not N-Quads.
        """
        if not self._writable:
            raise ReadOnlyStore("this store is open for reading only")
        name = ox.NamedNode(graph)
        quads = [ox.Quad(q.subject, q.predicate, q.object, name)
                 for q in ox.parse(input=nquads, format=ox.RdfFormat.N_QUADS)]  # fmt: skip
        self._engine.remove_graph(name)
        self._engine.bulk_extend(quads)
        return sum(1 for _ in self._engine.quads_for_pattern(None, None, None, name))

    def load(self, files: Sequence[Path]) -> None:
        """Bulk loads N-Quads files as they are; the fast way to fill an empty store."""
        if not self._writable:
            raise ReadOnlyStore("this store is open for reading only")
        for file in files:
            self._engine.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
        self._engine.flush()  # without it, the next opening replays the log for seconds

    def select(self, query: str) -> Table:
        """The answer to a SELECT; for an ASK one row with the column `answer`."""
        answer = self._query(query)
        if isinstance(answer, ox.QueryBoolean):
            return Table(("answer",), [(ox.Literal(bool(answer)),)])
        if isinstance(answer, ox.QueryTriples):
            raise FormatMismatch("a table was asked for, but the query makes a graph (CONSTRUCT or DESCRIBE)")
        columns = tuple(v.value for v in answer.variables)
        try:
            return Table(columns, [tuple(row) for row in answer])
        except (OSError, RuntimeError) as error:
            raise EngineError(f"the engine failed: {error}") from error

    def construct(self, query: str) -> list[ox.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE."""
        answer = self._query(query)
        if not isinstance(answer, ox.QueryTriples):
            raise FormatMismatch("a graph was asked for, but the query makes a table (SELECT or ASK)")
        try:
            return list(answer)
        except (OSError, RuntimeError) as error:
            raise EngineError(f"the engine failed: {error}") from error

    def write(
        self, query: str, out: BinaryIO, choose: Sequence[Format], dataset: Dataset | None = None
    ) -> Format:
        """Runs `query` and writes its answer to `out`.

        Args:
            query: SPARQL 1.1.
            out: gets the bytes as they are made.
            choose: the formats that would do, best first; the first that fits the kind of the
                answer (table or graph) is taken.
            dataset: the graphs to ask; none means the union of all.

        Returns the format taken.

        Raises:
            QuerySyntaxError, QueryRefused, EngineError: see there.
            FormatMismatch: no format of `choose` fits.
        """
        answer = self._query(query, dataset or Dataset())
        kind = ox.RdfFormat if isinstance(answer, ox.QueryTriples) else ox.QueryResultsFormat
        chosen = next((f for f in choose if isinstance(f.engine, kind)), None)
        if chosen is None:
            what = "a graph" if kind is ox.RdfFormat else "a table"
            raise FormatMismatch(f"the query makes {what}; none of the formats asked for can hold one")
        try:
            answer.serialize(out, format=chosen.engine)  # type: ignore[arg-type]  # checked by kind above
        except (OSError, RuntimeError) as error:
            raise EngineError(f"the engine failed: {error}") from error
        return chosen

    def _query(self, query: str, dataset: Dataset | None = None) -> Answer:
        words = set(keywords(query))
        if "SERVICE" in words:
            raise QueryRefused("SERVICE is refused: this store opens no connection that a query names")
        try:
            if dataset:
                return self._engine.query(
                    query,
                    default_graph=[ox.NamedNode(g) for g in dataset.default],
                    named_graphs=[ox.NamedNode(g) for g in dataset.named],
                )
            # the engine's union switch overrides FROM, so it is set only where no FROM is written
            return self._engine.query(query, use_default_graph_as_union="FROM" not in words)
        except SyntaxError as error:
            place = _PLACE.match(str(error))
            if place is None:
                raise QuerySyntaxError(str(error)) from error
            raise QuerySyntaxError(place[3], int(place[1]), int(place[2])) from error
        except ValueError as error:  # an IRI of `dataset` that is none
            raise QuerySyntaxError(str(error)) from error
        except (OSError, RuntimeError) as error:
            raise EngineError(f"the engine failed: {error}") from error
