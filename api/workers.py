"""Queries outside the event loop: processes that can be killed, on the generation in service.

A query cannot be cancelled inside the engine; only the end of its process stops it. So a worker whose
answer is not read to the end, for whatever reason (deadline, client gone, server stopping), is killed,
and the spare takes its place while a new spare starts.

    Pool      admits requests (so many at once, so many waiting) and follows the store's CURRENT
    Lease     a worker for the length of one request
    Crew      the processes on one generation (`api.crew`)
    Worker    one process (`api.process`; its own side is `api.worker`)
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from api.crew import Crew
from api.limits import Limits, NothingInService, Overloaded, QueryTimeout
from api.process import Answer, Worker
from graph.formats import Format
from graph.generations import Generation, Generations
from graph.store import Dataset, StoreError

__all__ = ["Lease", "Pool", "Status"]


@dataclass(frozen=True, slots=True)
class Status:
    """What the pool is doing: how many workers are idle, busy and starting; how many requests wait."""

    workers: int
    idle: int
    busy: int
    starting: int
    waiting: int


class Lease:
    """A worker for the length of one request: everything asked through it is of one generation."""

    def __init__(self, worker: Worker, crew: Crew, limits: Limits) -> None:
        self._worker, self._crew, self._limits = worker, crew, limits
        self._loop = asyncio.get_running_loop()
        self._deadline = self._loop.time() + limits.seconds

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
        limit: int | None = None,
    ) -> Answer:
        """The answer to `query`, in the first of `formats` that fits it.

        All that is asked through one lease shares one deadline.

        Args:
            query: SPARQL 1.1.
            formats: the formats that would do, best first.
            dataset: the graphs to ask; none means the union of all.
            limit: bytes of the answer, where fewer than the settings allow would do.

        Raises:
            QueryTimeout: it took too long; its process was killed.
            ResultTooLarge: the answer has more bytes than allowed.
            WorkerLost: its process ended, most likely out of memory.
            QuerySyntaxError, QueryRefused, FormatMismatch, EngineError: see `graph.store`.
        """
        graphs = dataset or Dataset()
        request = {
            "query": query,
            "formats": [one.name for one in formats],
            "default": graphs.default,
            "named": graphs.named,
            "limit": min(limit or self._limits.result_bytes, self._limits.result_bytes),
            "seconds": max(0.0, self._deadline - self._loop.time()),
        }
        try:
            return await self._worker.ask(request, self._deadline)
        except TimeoutError as error:
            raise QueryTimeout(self._limits.seconds) from error


class Pool:
    """Runs queries on the generation in service of `generations`, within `limits`."""

    def __init__(self, generations: Generations, limits: Limits) -> None:
        self._generations, self._limits = generations, limits
        self._slots = asyncio.Semaphore(limits.workers)
        self._switching = asyncio.Lock()
        self._crew: Crew | None = None
        self._retired: list[Crew] = []
        self._refused = ""
        self._trouble: StoreError = NothingInService("the server is stopping")
        self._waiting = 0
        self._closed = False

    async def close(self) -> None:
        """Ends every worker, also in the midst of a query, and returns when they are gone."""
        self._closed = True
        crews = [*self._retired, *([self._crew] if self._crew else [])]
        self._crew = None
        await asyncio.gather(*(crew.close() for crew in crews))

    def status(self) -> Status:
        """What the workers of the generation in service are doing."""
        idle, busy, starting = self._crew.counts() if self._crew else (0, 0, 0)
        return Status(self._limits.workers, idle, busy, starting, self._waiting)

    async def in_service(self) -> Crew:
        """The crew on the generation that CURRENT names; a new one is taken up before this returns.

        A generation whose store cannot be opened is not taken up: the one before stays in service.

        Raises:
            NothingInService: there is none, and none was before.
        """
        if self._current() != self._serving:
            async with self._switching:
                await self._take_up()
        if self._crew is None:
            raise NothingInService(str(self._trouble))
        return self._crew

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
        crew = Crew(self._generations.get(name), self._limits)
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
        await self._admit()
        try:
            worker = None
            while worker is None:
                crew = await self.in_service()
                worker = await crew.take()
            try:
                yield Lease(worker, crew, self._limits)
            finally:
                crew.give(worker)
        finally:
            self._slots.release()

    async def _admit(self) -> None:
        if self._slots.locked() and self._waiting >= self._limits.queue:
            raise Overloaded(f"{self._limits.workers} queries run and {self._waiting} wait")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.seconds):
                await self._slots.acquire()
        except TimeoutError as error:
            raise Overloaded(f"no worker was free within {self._limits.seconds:g} seconds") from error
        finally:
            self._waiting -= 1
