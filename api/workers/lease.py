"""What a request has of the workers: one of them, for as long as it asks, and what it asks."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from api.workers.channel import GRAPH, QUERY, SEARCH
from api.workers.exchange import Answer, Exchange
from api.workers.limits import MadeRoom, QueryTimeout, ResultTooLarge, WorkerLost
from api.workers.turn import Turn
from graph.formats import Format
from graph.store import Dataset, StoreError, TooManyRows

__all__ = ["WHOLE_BYTES", "Applicant", "Lease"]

#: The largest answer that is held in memory as a whole.
WHOLE_BYTES = 32 << 20
#: Why a query may be ended before its end, as operators read it.
_REASONS: dict[type[StoreError], str] = {
    QueryTimeout: "deadline",
    MadeRoom: "made room",
    ResultTooLarge: "bytes",
    TooManyRows: "rows",
    WorkerLost: "worker lost",
}
#: The longest that a named graph may take to be written: enough for tens of millions of triples.
_GRAPH_SECONDS = 600.0


class Applicant(Protocol):
    """One who wants a worker for a single query, and does not stand and wait: see `Pool.apply`."""

    def go(self, lease: Lease) -> None:
        """Takes a worker, to be given back by `Lease.end` when the one answer is there."""

    def turned_away(self, error: StoreError | None) -> None:
        """There is none, and why; None if there may be one for those who wait."""

    def passed_over(self) -> None:
        """The worker is gone before it came to this query: the lease is over."""


class Lease(Turn):
    """A worker for the length of one request, and what is asked of it: everything of one generation."""

    async def ask(
        self,
        query: str,
        formats: Sequence[Format],
        dataset: Dataset | None = None,
        *,
        limit: int = WHOLE_BYTES,
        rows: int | None = None,
    ) -> Answer:
        """The whole answer to `query`, in the first of `formats` that fits it.

        All that is asked through one lease shares one deadline.

        Args:
            query: SPARQL 1.1.
            formats: the formats that would do, best first.
            dataset: the graphs to ask; none means the union of all.
            limit: bytes of the answer, if the settings allow as many; it is held in memory.
            rows: rows, or triples, that it may have; None means all.

        Raises:
            QueryTimeout: it took too long; its process was killed.
            MadeRoom: it took long and others waited; likewise.
            ResultTooLarge, TooManyRows: the answer has more bytes or rows than allowed.
            WorkerLost: its process ended, most likely out of memory.
            QuerySyntaxError, QueryRefused, FormatMismatch, EngineError: see `graph.store`.
        """
        exchange = self._put(query, formats, dataset, limit, rows)
        await self._outcome(exchange, whole=True)
        return exchange.answer()

    async def search(self, call: str, **arguments: Any) -> Any:
        """What the text search says, as JSON holds it.

        Args:
            call: a method of `graph.search.Index`, by its name in `graph.search.CALLS`.
            arguments: those of the method.

        Raises:
            NoSearch, WordsTooShort, WordsTooLong: see `graph.store`.
            StoreError: as `ask`.
        """
        request = {"call": call, "arguments": arguments}
        exchange = self._send(SEARCH, request, min(WHOLE_BYTES, self._limits.result_bytes))
        await self._outcome(exchange, whole=True)
        return json.loads(exchange.body())

    async def begin(self, query: str, formats: Sequence[Format], dataset: Dataset | None = None) -> Exchange:
        """The answer to `query` once it is whole, or larger than is held back and still coming.

        In the second case the lease is given back by itself when the worker is done; the one who began
        must read `Exchange.chunks` to the end, or `stop` it.

        Raises:
            StoreError: as `ask`, for what went wrong before anything could be sent.
        """
        self.put(query, formats, dataset)
        return await self.begun()

    def put(self, query: str, formats: Sequence[Format], dataset: Dataset | None = None) -> Exchange:
        """The first half of `begin`: puts the query to the worker."""
        return self._put(query, formats, dataset, self._limits.result_bytes, self._limits.result_rows)

    @property
    def asked(self) -> bool:
        """Whether anything was put to the worker."""
        return self._exchange is not None

    async def begun(self) -> Exchange:
        """The second half of `begin`: waits for the outcome."""
        exchange = self._exchange
        assert exchange is not None  # it was put
        await self._outcome(exchange, whole=False)
        if not exchange.settled:
            self._flowing = True
            exchange.at_end.append(self._give_back)
        return exchange

    async def graph(
        self, name: str, taken: Format, prefixes: Mapping[str, str], *, limit: int | None = None
    ) -> Exchange:
        """The named graph `name` in the format `taken`, as `begin` gives the answer to a query.

        How much that is, and how long it takes, the data decides, not the one who asks: the limits of queries do not
        apply. Like a long query it gives way to others.

        Args:
            name: the IRI of the graph.
            taken: a format of graphs.
            prefixes: namespaces by prefix, for formats that have such.
            limit: bytes that it may have, if the settings allow as many; it is waited for as a whole then, and held
                in memory.

        Raises:
            ResultTooLarge: it has more bytes.
            StoreError: as `ask`.
        """
        self._seconds = _GRAPH_SECONDS
        self.deadline = self.loop.time() + self._seconds
        request = {"graph": name, "format": taken.name, "prefixes": dict(prefixes)}
        most = sys.maxsize if limit is None else min(limit, self._limits.result_bytes)
        exchange = self._send(GRAPH, request, most)
        if limit is None:
            return await self.begun()
        await self._outcome(exchange, whole=True)
        return exchange

    def _put(
        self,
        query: str,
        formats: Sequence[Format],
        dataset: Dataset | None,
        limit: int,
        rows: int | None,
    ) -> Exchange:
        graphs = dataset or Dataset()
        request = {
            "query": query,
            "formats": [one.name for one in formats],
            "default": graphs.default,
            "named": graphs.named,
            "rows": rows,
        }
        return self._send(QUERY, request, min(limit, self._limits.result_bytes))

    def _send(self, kind: bytes, request: dict[str, Any], limit: int) -> Exchange:
        left = self.deadline - self.loop.time()
        request["limit"], request["seconds"] = limit, max(0.0, left)
        self._exchange = self._worker.ask(kind, request)
        if left <= 0:
            self.expire()
        return self._exchange

    async def _outcome(self, exchange: Exchange, *, whole: bool) -> None:
        try:
            await exchange.outcome(whole=whole)
        except asyncio.CancelledError:
            self._stopped["client gone"] += 1
            self.stop()
            raise
        except StoreError as error:
            if reason := _REASONS.get(type(error)):
                self._stopped[reason] += 1
            raise
