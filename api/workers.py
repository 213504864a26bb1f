"""Queries outside the event loop: processes that can be killed, on the generation in service.

A query cannot be cancelled inside the engine; only the end of its process stops it. So a worker whose
answer is not wanted any more, for whatever reason (deadline, client gone, server stopping), is killed,
and the spare takes its place while a new spare starts.

    Pool      admits requests (so many at once, so many waiting) and follows the store's CURRENT
    Lease     a worker for the length of one request
    Crew      the processes on one generation (`api.crew`)
    Worker    one process (`api.process`; its own side is `api.worker`, and `api.nursery` forks it)
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from api.channel import QUERY, SEARCH
from api.crew import Crew
from api.gate import Gate
from api.limits import Limits, MadeRoom, NothingInService, QueryTimeout, ResultTooLarge, WorkerLost
from api.nursery import Nursery
from api.process import Answer, Exchange, Worker
from graph.formats import Format
from graph.generations import Generation, Generations
from graph.store import Dataset, StoreError, TooManyRows

__all__ = ["WHOLE_BYTES", "Lease", "Pool", "Status"]

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
#: A query that has used no processor, but stood in the way for so many times the patience, is long too.
_STANDSTILL = 10


@dataclass(frozen=True, slots=True)
class Status:
    """What the pool is doing: how many workers are idle, busy and starting, how many long queries go on
    beside them, how many requests wait, and whether a query could reach the network.
    """

    workers: int
    idle: int
    busy: int
    starting: int
    long: int
    waiting: int
    network: bool


class Lease:
    """A worker for the length of one request: everything asked through it is of one generation."""

    def __init__(self, worker: Worker, crew: Crew, pool: Pool) -> None:
        self._worker, self._crew, self._pool = worker, crew, pool
        self._loop = asyncio.get_running_loop()
        self._limits = pool.limits
        self.began = self._loop.time()
        self._deadline = self.began + self._limits.seconds
        self._exchange: Exchange | None = None
        self._released = False
        self._flowing = False
        self._worked: float | None = None
        #: Whether its query goes on beside the full number of workers.
        self.beside = False

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
        exchange = self._send(SEARCH, {"call": call, "arguments": arguments}, WHOLE_BYTES)
        await self._outcome(exchange, whole=True)
        return json.loads(exchange.body())

    async def begin(self, query: str, formats: Sequence[Format], dataset: Dataset | None = None) -> Exchange:
        """The answer to `query` once it is whole, or larger than is held back and still coming.

        In the second case the lease is given back by itself when the worker is done; the one who began
        must read `Exchange.chunks` to the end, or `stop` it.

        Raises:
            StoreError: as `ask`, for what went wrong before anything could be sent.
        """
        limits = self._limits
        exchange = self._put(query, formats, dataset, limits.result_bytes, limits.result_rows)
        await self._outcome(exchange, whole=False)
        if not exchange.settled:
            self._flowing = True
            exchange.at_end.append(self._give_back)
        return exchange

    def stop(self) -> None:
        """Ends the query under way, if there is one: nobody wants the answer any more."""
        if self._exchange is not None:
            self._worker.end(self._exchange, WorkerLost("nobody waits for the answer"))

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
        return self._send(QUERY, request, limit)

    def _send(self, kind: bytes, request: dict[str, Any], limit: int) -> Exchange:
        bounds = {
            "limit": min(limit, self._limits.result_bytes),
            "seconds": max(0.0, self._deadline - self._loop.time()),
        }
        self._exchange = self._worker.ask(kind, {**request, **bounds}, self._deadline)
        return self._exchange

    async def _outcome(self, exchange: Exchange, *, whole: bool) -> None:
        try:
            await exchange.outcome(whole=whole)
        except asyncio.CancelledError:
            self._pool.stopped["client gone"] += 1
            self.stop()
            raise
        except StoreError as error:
            if reason := _REASONS.get(type(error)):
                self._pool.stopped[reason] += 1
            raise

    def end(self) -> None:
        """The request is over: the worker goes back, unless a part of its answer is still coming."""
        if not self._flowing:
            self._give_back()

    def _give_back(self) -> None:
        if not self._released:
            self._released = True
            self._crew.give(self._worker)
            self._pool.ended(self)


class Pool:
    """Runs queries on the generation in service of `generations`, within `limits`."""

    def __init__(self, generations: Generations, limits: Limits) -> None:
        self._generations, self.limits = generations, limits
        self._nursery = Nursery()
        self._gate = Gate(limits.workers, limits.queue, limits.seconds)
        self._running: dict[Lease, None] = {}  # in the order in which they began
        self._long: dict[Lease, None] = {}
        self._review: asyncio.TimerHandle | None = None
        self._switching = asyncio.Lock()
        self._crew: Crew | None = None
        self._retired: list[Crew] = []
        self._seen: object = None
        self._looked: tuple[float, object] = (-1.0, None)
        self._refused = ""
        self._trouble: StoreError = NothingInService("the server is stopping")
        self._closed = False
        #: How many queries were ended before their end, by reason.
        self.stopped: Counter[str] = Counter()

    async def close(self) -> None:
        """Ends every worker, also in the midst of a query, and returns when they are gone."""
        self._closed = True
        crews = [*self._retired, *([self._crew] if self._crew else [])]
        self._crew, self._seen = None, None
        if self._review is not None:
            self._review.cancel()
        self._gate.close()
        await asyncio.gather(*(crew.close() for crew in crews))
        await asyncio.to_thread(self._nursery.close)

    def status(self) -> Status:
        """What the workers of the generation in service are doing."""
        idle, busy, starting = self._crew.counts() if self._crew else (0, 0, 0)
        network = self._crew is not None and self._crew.network
        return Status(self.limits.workers, idle, busy, starting, len(self._long), self._gate.waiting, network)

    async def in_service(self) -> Crew:
        """The crew on the generation that CURRENT names; a new one is taken up before this returns.

        A generation whose store cannot be opened is not taken up: the one before stays in service.

        Raises:
            NothingInService: there is none, and none was before.
        """
        sign = self._sign()
        if sign is None or sign != self._seen:
            if self._current() != self._serving:
                async with self._switching:
                    await self._take_up()
            self._seen = sign if self._crew is not None else None
        if self._crew is None:
            raise NothingInService(str(self._trouble))
        return self._crew

    def known(self) -> str:
        """The name of the generation in service, if that is known without waiting for anything; else ""."""
        return self._serving if self._seen is not None and self._seen == self._sign() else ""

    def _sign(self) -> object:
        """The sign of the generations, looked at once in a tick of the event loop's clock."""
        now = asyncio.get_running_loop().time()
        if now != self._looked[0]:
            self._looked = now, self._generations.sign()
        return self._looked[1]

    @property
    def _serving(self) -> str:
        return self._crew.generation.name if self._crew else ""

    def _current(self) -> str:
        """The name of the generation to serve: what CURRENT names, or what is served if that is no use."""
        try:
            name = self._generations.current().name
        except StoreError as error:
            self._trouble = error
            return self._serving
        return name if name != self._refused or self._crew is None else self._serving

    async def _take_up(self) -> None:
        name = self._current()  # once more: another request may have been first
        if name == self._serving or self._closed:
            return
        crew = Crew(self._generations.get(name), self.limits, self._nursery)
        try:
            first = await crew.take()
        except StoreError as error:
            self._refused, self._trouble = name, error
            await crew.close()
            return
        except BaseException:  # the request that came first is gone: the next one begins again
            await crew.close()
            raise
        if first is None or self._closed:
            await crew.close()
            return
        crew.give(first)
        if self._crew is not None:
            self._crew.retire()
            self._retired = [old for old in (*self._retired, self._crew) if not old.over]
        self._crew, self._refused = crew, ""

    @asynccontextmanager
    async def lease(self) -> AsyncIterator[Lease]:
        """A worker on the generation in service, for one request.

        Raises:
            Overloaded: too many requests wait already, or this one has waited as long as a query may run.
            NothingInService: see `in_service`.
            StoreError: no worker can be started.
        """
        if self._gate.full and self._review is None:
            self._make_room()
        await self._gate.enter()
        try:
            worker = None
            while worker is None:
                crew = await self.in_service()
                worker = await crew.take()
        except BaseException:
            self._gate.leave()
            raise
        lease = Lease(worker, crew, self)
        self._running[lease] = None
        try:
            yield lease
        finally:
            lease.end()

    def ended(self, lease: Lease) -> None:
        """Takes note that a lease was given back."""
        if lease.beside:
            self._long.pop(lease, None)  # unless it was ended to make room
        else:
            del self._running[lease]
            self._gate.leave()

    def _make_room(self) -> None:
        """While requests wait: sets aside what has run longer than its patience, and looks again in time.

        So a few long queries delay the others by the patience, not by the time that a query may take. Of too
        many long ones the longest is ended.
        """
        self._review = None
        if not self._gate.full or not self.limits.long_queries:
            return
        loop = asyncio.get_running_loop()
        now = loop.time()
        due = [lease for lease in self._running if lease.is_long(now)][: self._gate.waiting]
        for lease in due:
            if len(self._long) >= self.limits.long_queries:
                longest = next(iter(self._long))
                del self._long[longest]
                longest.make_room()
            del self._running[lease]
            self._long[lease] = None
            lease.set_aside()
            self._gate.leave()
        self._review = loop.call_later(self.limits.patience, self._make_room)
