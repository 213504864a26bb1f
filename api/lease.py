"""What a request has of the workers: one of them, for as long as it asks."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from api.channel import GRAPH, QUERY, SEARCH
from api.crew import Crew
from api.exchange import Answer, Exchange
from api.limits import Limits, MadeRoom, QueryTimeout, ResultTooLarge, WorkerLost
from api.process import Worker
from graph.formats import Format
from graph.generations import Generation
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
#: A query that has used no processor, but stood in the way for so many times the patience, is long too.
_STANDSTILL = 10
#: What a query may still take when its client is gone.
_SOON_SECONDS = 0.02
#: How many queries a worker may have to go on with.
_MOST_BEHIND = 1


class Applicant(Protocol):
    """One who wants a worker for a single query, and does not stand and wait: see `Pool.apply`."""

    def go(self, lease: Lease) -> None:
        """Takes a worker, to be given back by `Lease.end` when the one answer is there."""

    def turned_away(self, error: StoreError | None) -> None:
        """There is none, and why; None if there may be one for those who wait."""

    def lost(self) -> None:
        """The worker is gone before it came to this query: the lease is over."""


class Lease:
    """A worker for the length of one request: everything asked through it is of one generation.

    Args:
        worker: idle, and this lease's until it ends.
        crew: the worker's.
        limits: on all that is asked.
        stopped: counts the queries that are ended before their end, by reason.
        ended: called once with this lease, when the worker has been given back, or goes on with the lease that is
            told then.
        single: it is for one query, and another may be put behind it.
    """

    def __init__(
        self,
        worker: Worker,
        crew: Crew,
        limits: Limits,
        stopped: Counter[str],
        ended: Callable[[Lease, Lease | None], None],
        *,
        single: bool = False,
    ) -> None:
        self._worker, self._crew, self._stopped, self._ended = worker, crew, stopped, ended
        self.loop = worker.loop
        self._limits = limits
        self.began = self.loop.time()
        #: When its time is over, by the clock of the event loop.
        self.deadline = self.began + self._limits.seconds
        self._seconds = self._limits.seconds
        self._exchange: Exchange | None = None
        self._released = False
        self._flowing = False
        self._worked: float | None = None
        self._single = single
        #: Whether its query goes on beside the full number of workers.
        self.beside = False
        #: The leases whose queries the worker has to go on with, in order: the same for them and the one before.
        self._behind: deque[Lease] = deque()
        #: Whether the worker still has the query of another before this one's.
        self.ahead = False
        self._lost: Callable[[], None] | None = None
        self._abandoned = False

    @property
    def generation(self) -> Generation:
        """The generation that answers come from."""
        return self._crew.generation

    @property
    def manifest(self) -> dict[str, Any]:
        """What the build wrote about it."""
        return self._crew.manifest

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
        return Answer(exchange.format, exchange.body())

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

    def stop(self) -> None:
        """Ends the query under way, if there is one: nobody wants the answer any more."""
        if self._exchange is not None:
            self._worker.end(self._exchange, WorkerLost("nobody waits for the answer"))

    def abandon(self) -> None:
        """Ends the lease of a client that is gone, with the query under way, unless it is done in a moment.

        Most are, and the next query would have to wait for another process.
        """
        self._abandoned = True
        if self._exchange is None:
            self.end()
            return
        self._exchange.inform(self._unwanted)
        if not self.ahead:
            self.loop.call_later(_SOON_SECONDS, self._stop_unwanted)

    def _unwanted(self, exchange: Exchange) -> None:
        if exchange.settled:
            self.end()

    def _stop_unwanted(self) -> None:
        if not self._released:
            self._stopped["client gone"] += 1
            self.stop()
            self.end()

    @property
    def room_behind(self) -> int:
        """How many leases more can be put behind this one."""
        if not self._single or self._released or not self._worker.usable:
            return 0
        return _MOST_BEHIND - len(self._behind)

    @property
    def behind(self) -> int:
        """How many leases are behind this one."""
        return len(self._behind)

    def followed(self, lost: Callable[[], None]) -> Lease:
        """A lease of the same worker for when this one is over; `lost` is called if the worker is gone then."""
        one = Lease(self._worker, self._crew, self._limits, self._stopped, self._ended, single=True)
        one.ahead, one._lost, one._behind = True, lost, self._behind
        self._behind.append(one)
        return one

    def lose_followers(self) -> None:
        """Tells the leases behind that this worker will not come to them."""
        behind = [*self._behind]
        self._behind.clear()
        for one in reversed(behind):  # each applies again to be the first
            one.ahead, one._released = False, True
            if one._lost is not None and not one._abandoned:
                one._lost()

    def _come(self) -> None:
        """The worker is with this one's query now: from here its time counts."""
        self.ahead = False
        self.began = self.loop.time()
        self.deadline = self.began + self._limits.seconds

    def expire(self) -> None:
        """Ends the query under way because its time is over."""
        if self._exchange is not None:
            self._worker.end(self._exchange, QueryTimeout(self._seconds))

    def make_room(self) -> None:
        """Ends the query under way in favour of others."""
        if self._exchange is not None:
            self._worker.end(self._exchange, MadeRoom("the query was stopped while others waited"))

    def is_long(self, now: float) -> bool:
        """Whether its work has outlasted the patience of those who wait; to be asked from time to time.

        What counts is the processor's time since it was first asked: on a busy machine every query is slow.
        """
        age, patience = now - self.began, self._limits.patience
        if age < patience:
            return False
        worked = self._worker.worked()
        if worked is None:
            return True
        if self._worked is None:
            self._worked = worked
        return worked - self._worked >= patience or age >= _STANDSTILL * patience

    def set_aside(self) -> None:
        """Lets the query under way go on beside the full number of workers."""
        self.beside = True
        self._crew.set_aside(self._worker)

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
        bounds = {
            "limit": limit,
            "seconds": max(0.0, self.deadline - self.loop.time()),
        }
        self._exchange = self._worker.ask(kind, {**request, **bounds})
        if not bounds["seconds"]:
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

    def end(self) -> None:
        """The request is over: the worker goes back, unless a part of its answer is still coming."""
        if self.ahead and self._exchange is not None and not self._exchange.settled:
            self._abandoned = True  # it is stopped when the worker comes to it
        elif not self._flowing:
            self._give_back()

    def _give_back(self) -> None:
        if self._released:
            return
        self._released = True
        if self.ahead:  # its answer came before the one before it was put away
            self._behind.remove(self)
        elif self._behind and self._worker.usable:
            following = self._behind.popleft()
            following._come()
            self._ended(self, following)
            if following._abandoned:
                following.abandon()
        else:
            self._crew.give(self._worker)
            self._ended(self, None)
            self.lose_followers()
