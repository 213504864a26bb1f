"""The worker processes on one generation: as many as queries may run at once, and one spare."""

from __future__ import annotations

import asyncio
from functools import cached_property
from typing import Any

from api.workers.limits import Limits
from api.workers.nursery import Nursery
from api.workers.process import Worker
from api.workers.spool import Room
from graph.generations import Generation
from graph.store import StoreError

__all__ = ["Crew"]

#: Seconds without a query in which a worker copies the graph into memory: one of the first, and one that takes the
#: place of another. What a query that was killed leaves behind is to be nothing, and others like it may follow.
_QUIET, _QUIET_AGAIN = 0.5, 10.0


class Crew:
    """The workers on one generation."""

    def __init__(self, generation: Generation, limits: Limits, nursery: Nursery, room: Room) -> None:
        self.generation = generation
        self._limits, self._nursery, self._room = limits, nursery, room
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._beside: set[Worker] = set()
        self._starting: set[asyncio.Task[StoreError | None]] = set()
        self._ending: set[asyncio.Task[None]] = set()
        self._retired = False
        #: Whether a worker that starts is in the place of another.
        self._replacing = False

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What the build wrote about the generation, read once."""
        return self.generation.manifest

    def counts(self) -> tuple[int, int, int]:
        """How many workers are idle, busy and starting; those at work on long queries beside are not counted."""
        return len(self._idle), len(self._busy), len(self._starting)

    @property
    def network(self) -> bool:
        """Whether any worker could reach the network."""
        return any(worker.network for worker in (*self._idle, *self._busy))

    @property
    def over(self) -> bool:
        """Whether no process of the crew is left."""
        return not any(self.counts()) and not self._beside and not self._ending

    def fill(self) -> None:
        """Starts what is missing to the full number and one spare."""
        while not self._retired and sum(self.counts()) < self._limits.workers + 1:
            self._starting.add(asyncio.create_task(self._start()))

    async def _start(self) -> StoreError | None:
        task = asyncio.current_task()
        assert task is not None  # this is a coroutine
        try:
            quiet = _QUIET_AGAIN if self._replacing else _QUIET
            worker = await Worker.start(self.generation, self._limits, self._nursery, self._room, quiet)
        except StoreError as error:
            return error
        finally:
            self._starting.discard(task)
        self._idle.append(worker)
        if self._retired:
            self._end(self._idle.pop())
        return None

    async def take(self) -> Worker | None:
        """An idle worker, or the first to have started; it is the caller's until `give`.

        The pool lets in no more callers than there are workers, so one is idle or starting. None means
        that the crew was retired in the meantime.

        Raises:
            StoreError: none of the workers that were starting has started; the text says why.
        """
        failure: StoreError | None = None
        while not self._retired:
            if failure is None:
                self.fill()
            worker = self.take_idle()
            if worker is not None:
                return worker
            if failure is not None and not self._starting:  # of one alone it may have been chance
                raise failure
            started, _ = await asyncio.wait(self._starting, return_when=asyncio.FIRST_COMPLETED)
            failures = [task.result() for task in started if not task.cancelled()]
            failure = next(filter(None, failures), failure)
        return None

    def take_idle(self) -> Worker | None:
        """An idle worker, if there is one."""
        while self._idle:
            worker = self._idle.pop()
            if worker.usable:
                self._busy.add(worker)
                return worker
            self._end(worker)
            self.fill()
        return None

    def give(self, worker: Worker) -> None:
        """Takes a worker back, or what is left of it."""
        self._busy.discard(worker)
        self._beside.discard(worker)
        if worker.usable and not self._retired:
            self._idle.append(worker)
        else:
            self._end(worker)
            self.fill()

    def set_aside(self, worker: Worker) -> None:
        """Lets a busy worker go on beside the full number, at the lowest priority, until it is given back."""
        self._busy.discard(worker)
        self._beside.add(worker)
        worker.demote()
        self.fill()

    def retire(self) -> None:
        """Ends the idle workers now and the busy ones when they are given back."""
        self._retired = True
        while self._idle:
            self._end(self._idle.pop())

    async def close(self) -> None:
        """Ends all workers, busy or not, and returns when their processes are gone."""
        self.retire()
        for worker in (*self._busy, *self._beside):
            self._end(worker)
        await asyncio.gather(*self._starting, return_exceptions=True)  # they end what they have started
        await asyncio.gather(*self._ending, return_exceptions=True)

    def _end(self, worker: Worker) -> None:
        self._replacing = True
        worker.kill()
        task = asyncio.create_task(worker.gone())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)
