"""A store in this process: Oxigraph, in memory or in a folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, Self, cast

import pyoxigraph as ox

from graph.admission import admitted
from graph.faults import find_fault
from graph.formats import Format
from graph.markup import Markup, nameable
from graph.matching import MATCHES, Checked, Matching, settled
from graph.rows import CountedTable, counted
from graph.search import Index
from graph.store import (
    Dataset,
    EngineError,
    FormatMismatch,
    NoSearch,
    QuerySyntaxError,
    ReadOnlyStore,
    StoreError,
    Table,
    UnknownFunction,
)

__all__ = ["LocalStore", "Serialisable"]

_UNKNOWN = re.compile(r"The custom function <(.*)> is not supported", re.DOTALL)
#: FROM in a query in lower case, but not as the end of another word (`prov:wasDerivedFrom`) unless that is a keyword:
#: the engine wants no space between the two.
_FROM = re.compile(r"(?<![a-z0-9_])from|(?:ask|construct|describe|select)from")

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Serialisable:
    """The answer to a query, to be written in `format`.

    `in_memory` says that it is of a copy in memory: where a query asks for no order, its rows come in another one there
    than from disk.
    """

    def __init__(
        self, answer: Answer, form: Format, matching: Matching | None = None, *, in_memory: bool = False
    ) -> None:
        self._answer, self.format, self._matching, self.in_memory = answer, form, matching, in_memory

    def write(self, out: BinaryIO, most: int | None = None) -> None:
        """Writes the answer to `out`, as it is made.

        Args:
            out: gets the bytes.
            most: rows, or triples, that the answer may have; none means all.

        Raises:
            TooManyRows: it has more; what was written is void.
            Unwritable: the format has no place for what it holds; likewise.
            EngineError: the engine failed; likewise.
            StoreError: a search in the query cannot be made, see `graph.matching`; likewise.
        """
        if self._matching is None:
            self._write(out, most)
        else:
            self._write(cast(BinaryIO, Checked(out, self._matching)), most)
            self._matching.settle()

    def _write(self, out: BinaryIO, most: int | None) -> None:
        engine = self.format.engine
        out.write(self.format.mark)
        if engine in (ox.QueryResultsFormat.XML, ox.RdfFormat.RDF_XML):
            markup = Markup(out)
            self._serialise(cast(BinaryIO, markup), most)
            markup.end()
        else:
            self._serialise(out, most)

    def _serialise(self, out: BinaryIO, most: int | None) -> None:
        answer, engine = self._answer, self.format.engine
        try:
            if isinstance(answer, ox.QueryTriples):
                triples = nameable(answer) if engine is ox.RdfFormat.RDF_XML else answer
                ox.serialize(triples if most is None else counted(triples, most), out, engine)  # type: ignore[arg-type]
            elif most is None or isinstance(answer, ox.QueryBoolean):
                answer.serialize(out, format=engine)  # type: ignore[arg-type]  # checked when it was chosen
            else:
                table = cast(BinaryIO, CountedTable(out, self.format.ending, most))
                answer.serialize(table, format=engine)  # type: ignore[arg-type]
        except (OSError, RuntimeError) as error:
            raise EngineError(f"the engine failed: {error}") from error


#: How many bytes of files are loaded at once. Each load makes files of its own in the engine's folder, which it then
#: has to merge: a load for each of 1,000 documents takes three times as long.
_BATCH = 32 << 20


def _batches(files: Iterable[Path]) -> Iterator[bytes]:
    """The contents of the files, joined to some `_BATCH` bytes at a time."""
    batch: list[bytes] = []
    size = 0
    for file in files:
        batch.append(file.read_bytes())
        size += len(batch[-1])
        if size >= _BATCH:
            yield b"".join(batch)
            batch, size = [], 0
    if batch:
        yield b"".join(batch)


class LocalStore:
    """Quads in Oxigraph: the named graphs, and in the default graph the union of all of them.

    The union is stored and not left to the engine's switch for it, since that gives a triple as often as graphs
    state it: a COUNT over labels, which every document's graph has for itself, would be wrong.

    Reading goes on while another process builds the next generation elsewhere; a folder is
    never read while it is written (what the engine would do then is undefined).
    """

    def __init__(
        self,
        engine: ox.Store | None = None,
        *,
        generation: str = "",
        base: str | None = None,
        writable: bool = True,
        index: Path | None = None,
        union: ox.Store | None = None,
    ) -> None:
        self._engine = ox.Store() if engine is None else engine
        self._union = union
        self._generation, self._base = generation, base
        self._writable = writable
        self._index = index

    @classmethod
    def open(cls, folder: Path, *, generation: str = "", base: str | None = None) -> Self:
        """The store in `folder`, for reading; relative IRIs in queries are resolved against `base`.

        Raises:
            StoreError: there is no store that can be read.
        """
        try:
            engine = ox.Store.read_only(str(folder))
        except OSError as error:
            raise StoreError(f"{folder}: no readable store ({error})") from error
        return cls(engine, generation=generation, base=base, writable=False, index=folder.parent)

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

    @cached_property
    def search(self) -> Index:
        """The text search of the generation whose quads these are.

        Raises:
            NoSearch: it has none; the text says why and what to do.
        """
        if self._index is None:
            raise NoSearch("this store has no text search: only what crossplan build has made has one")
        return Index.open(self._index)

    def __len__(self) -> int:
        return len(self._engine)

    def in_memory(self, most: int) -> Self | None:
        """The store for reading with its union in memory; None if it has more than `most` quads.

        The union is all that most queries need: those that name no graph. Without the named graphs beside it, it
        takes less than two thirds of the memory that all would, and counting in it less than three quarters of the
        time (bench/serving.py): the engine's lists hold half as much. The other queries are answered from where
        the store was.
        """
        if len(self._engine) > most:
            return None
        triples = self._engine.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
        union = ox.Store()
        union.bulk_load(triples, format=ox.RdfFormat.N_TRIPLES)
        return type(self)(
            self._engine,
            generation=self._generation,
            base=self._base,
            writable=False,
            index=self._index,
            union=union,
        )

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
        triples = [q.triple for q in ox.parse(input=nquads, format=ox.RdfFormat.N_QUADS)]
        before = [q.triple for q in self._engine.quads_for_pattern(None, None, None, name)]
        self._engine.remove_graph(name)
        graphs = (name, ox.DefaultGraph())
        self._engine.bulk_extend(
            ox.Quad(t.subject, t.predicate, t.object, g) for t in triples for g in graphs
        )
        for t in before:  # out of the union, unless another graph states it
            stating = self._engine.quads_for_pattern(t.subject, t.predicate, t.object, None)
            if all(isinstance(q.graph_name, ox.DefaultGraph) for q in stating):
                self._engine.remove(ox.Quad(t.subject, t.predicate, t.object, ox.DefaultGraph()))
        return sum(1 for _ in self._engine.quads_for_pattern(None, None, None, name))

    def load(self, files: Sequence[Path]) -> None:
        """Bulk loads N-Quads files whose every line ends in its graph's name: the fast way to fill a store."""
        if not self._writable:
            raise ReadOnlyStore("this store is open for reading only")
        for content in _batches(files):
            self._engine.bulk_load(content, format=ox.RdfFormat.N_QUADS)
            union = b"".join(line[: line.rindex(b" <")] + b" .\n" for line in content.splitlines())
            self._engine.bulk_load(union, format=ox.RdfFormat.N_TRIPLES)
        self._engine.flush()  # without it, the next opening replays the log for seconds

    def close(self) -> None:
        """Writes what is pending to disk and lets the folder go; the store is not to be used any more."""
        self._engine.flush()
        self._engine = ox.Store()

    def select(self, query: str) -> Table:
        """The answer to a SELECT; for an ASK one row with the column `answer`."""
        answer, matching, _ = self._query(query)
        if isinstance(answer, ox.QueryBoolean):
            settled(matching)
            return Table(("answer",), [(ox.Literal(bool(answer)),)])
        if isinstance(answer, ox.QueryTriples):
            raise FormatMismatch("a table was asked for, but the query makes a graph (CONSTRUCT or DESCRIBE)")
        columns = tuple(v.value for v in answer.variables)
        try:
            rows = [tuple(row) for row in answer]
        except (OSError, RuntimeError) as error:
            raise EngineError(f"the engine failed: {error}") from error
        settled(matching)
        return Table(columns, rows)

    def construct(self, query: str) -> list[ox.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE."""
        answer, matching, _ = self._query(query)
        if not isinstance(answer, ox.QueryTriples):
            raise FormatMismatch("a graph was asked for, but the query makes a table (SELECT or ASK)")
        try:
            triples = list(answer)
        except (OSError, RuntimeError) as error:
            raise EngineError(f"the engine failed: {error}") from error
        settled(matching)
        return triples

    def write(
        self, query: str, out: BinaryIO, choose: Sequence[Format], dataset: Dataset | None = None
    ) -> Format:
        """Runs `query` and writes its answer to `out`: `ask` and `Serialisable.write` in one step.

        Returns the format taken.
        """
        answer = self.ask(query, choose, dataset)
        answer.write(out)
        return answer.format

    def ask(self, query: str, choose: Sequence[Format], dataset: Dataset | None = None) -> Serialisable:
        """Begins to run `query`; most of the work is done when its answer is written.

        Args:
            query: SPARQL 1.1.
            choose: the formats that would do, best first; the first that fits the kind of the
                answer (table or graph) is taken.
            dataset: the graphs to ask; none means the union of all.

        Raises:
            QuerySyntaxError, QueryRefused, EngineError: see there.
            FormatMismatch: no format of `choose` fits.
        """
        answer, matching, in_memory = self._query(query, dataset or Dataset())
        kind = ox.RdfFormat if isinstance(answer, ox.QueryTriples) else ox.QueryResultsFormat
        chosen = next((f for f in choose if isinstance(f.engine, kind)), None)
        if chosen is None:
            what = "a graph" if kind is ox.RdfFormat else "a table"
            raise FormatMismatch(f"the query makes {what}; none of the formats asked for can hold one")
        return Serialisable(answer, chosen, matching, in_memory=in_memory)

    def write_graph(
        self, graph: str, out: BinaryIO, taken: Format, prefixes: Mapping[str, str] | None = None
    ) -> None:
        """Writes the named graph `graph` to `out` while it is read, in the order in which the engine keeps it.

        Args:
            graph: its IRI.
            out: gets the bytes.
            taken: a format of graphs; those of data sets (N-Quads, TriG) keep the graph's name.
            prefixes: namespaces by prefix, for formats that have such.

        Raises:
            EngineError: the engine failed; what was written is void.
        """
        quads = self._engine.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        statements = quads if taken.name in ("nquads", "trig") else (quad.triple for quad in quads)
        try:
            ox.serialize(statements, out, taken.engine, prefixes=dict(prefixes or {}))  # type: ignore[arg-type]
        except (OSError, RuntimeError) as error:
            raise EngineError(f"the engine failed: {error}") from error

    def _query(self, query: str, dataset: Dataset | None = None) -> tuple[Answer, Matching | None, bool]:
        """The answer, what its search function found, and whether it is of the union in memory."""
        text = admitted(query)
        union = None if self._union is None or dataset or _names_graphs(text) else self._union
        engine, in_memory = (self._engine, False) if union is None else (union, True)
        options: dict[str, Any] = {}
        if dataset:
            options = {"default_graph": _names(dataset.default), "named_graphs": _names(dataset.named)}
        try:
            return self._begun(engine, query, text, options), None, in_memory
        except UnknownFunction as error:
            if error.function != MATCHES.value:
                raise
        # only a query that calls the function is given it, and others pay nothing for that
        matching = Matching(lambda: self.search)
        options["custom_functions"] = matching.functions
        return self._begun(engine, query, text, options), matching, in_memory

    def _begun(self, engine: ox.Store, query: str, text: str, options: dict[str, Any]) -> Answer:
        try:
            return engine.query(text, base_iri=self._base, **options)
        except SyntaxError as error:
            fault = find_fault(query, str(error), self._base)
            raise QuerySyntaxError(fault.en, fault.line, fault.column, fault.zh) from error
        except (OSError, RuntimeError) as error:
            unknown = _UNKNOWN.match(str(error))  # told when the query is planned, before anything is done
            if unknown is not None:
                raise UnknownFunction(unknown[1]) from error
            raise EngineError(f"the engine failed: {error}") from error


def _names_graphs(query: str) -> bool:
    """Whether a query may name graphs: it does not if this is false. The words may stand in a literal or a name."""
    small = query.lower()
    return "graph" in small or ("from" in small and _FROM.search(small) is not None)


def _names(iris: Sequence[str]) -> list[ox.NamedNode]:
    try:
        return [ox.NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise QuerySyntaxError(f"a graph to ask is named by an absolute IRI ({error})") from error
