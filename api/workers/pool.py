"""Queries outside the event loop: processes that can be killed, on the generation in service.

A query cannot be cancelled inside the engine; only the end of its process stops it. So a worker whose
answer is not wanted any more, for whatever reason (deadline, client gone, server stopping), is killed,
and the spare takes its place while a new spare starts.

    Pool      admits requests (so many at once, so many waiting) and follows the store's CURRENT
    Lease     a worker for the length of one request, and what is asked of it (`lease`)
    Turn      what a lease is to the pool: when it comes, how long it lasts, what ends it (`turn`)
    Crew      the processes on one generation (`crew`)
    Worker    one process (`process`; its own side is `worker`, and `nursery` forks it)
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from operator import attrgetter, methodcaller

from api.workers.crew import Crew
from api.workers.deadlines import Deadlines
from api.workers.gate import Gate
from api.workers.lease import Applicant, Lease
from api.workers.limits import Limits, NothingInService, Stopping
from api.workers.nursery import Nursery
from api.workers.process import Worker
from api.workers.spool import Room
from graph.generations import Generations
from graph.store import StoreError

__all__ = ["Pool", "Status"]

#: Queries go ahead to workers while others took no longer than this, on a running average of so many.
_BRISK_SECONDS, _MEMORY = 0.005, 16
_behind, _room_behind = attrgetter("behind"), attrgetter("room_behind")


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


class Pool:
    """Runs queries on the generation in service of `generations`, within `limits`."""

    def __init__(self, generations: Generations, limits: Limits) -> None:
        self._generations, self.limits = generations, limits
        self._nursery = Nursery()
        self._room = Room(limits.spool_bytes)
        self._gate = Gate(limits.workers, limits.queue, limits.seconds)
        self._running: dict[Lease, None] = {}  # in the order in which they began
        self._long: dict[Lease, None] = {}
        self._places: dict[Applicant, asyncio.Future[None]] = {}
        self._review: asyncio.TimerHandle | None = None
        self._deadlines = Deadlines(lambda: (*self._long, *self._running))
        self._switching = asyncio.Lock()
        self._crew: Crew | None = None
        self._retired: list[Crew] = []
        self._seen: object = None
        self._looked: tuple[float, object] = (-1.0, None)
        self._loop: asyncio.AbstractEventLoop | None = None  # the one it is first used in
        self._refused = ""
        self._trouble: StoreError = Stopping()
        self._closed = False
        #: How long a worker was taken for lately.
        self._usual = _BRISK_SECONDS
        #: How many queries were ended before their end, by reason.
        self.stopped: Counter[str] = Counter()

    def stop(self) -> None:
        """Ends every query and lets none begin: whoever asks or waits is told that the server is stopping."""
        self._closed = True
        if self._crew is not None:
            self._crew.retire()
            self._retired.append(self._crew)
        self._crew, self._seen = None, None
        for lease in (*self._long, *self._running):
            lease.close()

    async def close(self) -> None:
        """Ends every worker, also in the midst of a query, and returns when they are gone."""
        self.stop()
        if self._review is not None:
            self._review.cancel()
        self._deadlines.close()
        self._gate.close()
        await asyncio.gather(*(crew.close() for crew in self._retired))
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
            raise Stopping() if self._closed else NothingInService(str(self._trouble))
        return self._crew

    def known(self) -> str:
        """The name of the generation in service, if that is known without waiting for anything; else ""."""
        return self._serving if self._seen is not None and self._seen == self._sign() else ""

    def _sign(self) -> object:
        """The sign of the generations, looked at once in a tick of the event loop's clock."""
        loop = self._loop
        if loop is None:
            loop = self._loop = asyncio.get_running_loop()
        now = loop.time()
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
        crew = Crew(self._generations.get(name), self.limits, self._nursery, self._room)
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
        lease = self._lent(worker, crew)
        try:
            yield lease
        finally:
            lease.end()

    def apply(self, one: Applicant, *, again: bool = False) -> None:
        """Calls `one.go` with what `lease` gives, now or later, or `one.turned_away`.

        An applicant asks one query only. So while all workers are busy, one of them may be given its query ahead,
        to go on with when it is done: it never has to wait for the server then.

        Args:
            one: who applies.
            again: it was given a query's place ahead, and lost it with the worker.
        """
        if self._gate.full:
            if self._review is None:
                self._make_room()
            if not self._gate.waiting and self._goes_ahead(one):
                return
        try:
            place = self._gate.place(one, again=again)
        except StoreError as error:
            one.turned_away(error)
            return
        if place is None:
            self._go(one)
        else:
            self._places[one] = place
            place.add_done_callback(partial(self._placed, one))

    def withdraw(self, one: Applicant) -> None:
        """Lets an applicant wait no longer."""
        place = self._places.pop(one, None)
        if place is not None:
            self._gate.give_up(place)

    def _placed(self, one: Applicant, place: asyncio.Future[None]) -> None:
        if self._places.get(one) is not place:  # it was withdrawn, or goes ahead, and may wait again
            return
        del self._places[one]
        error = place.exception()
        if error is None:
            self._go(one)
        else:
            assert isinstance(error, StoreError)  # the gate raises no other
            one.turned_away(error)

    def _go(self, one: Applicant) -> None:
        """Gives a worker to an applicant that has a place."""
        crew = self._crew if self.known() else None
        worker = crew.take_idle() if crew is not None else None
        if crew is None or worker is None:  # there will be one, but it has to be waited for
            self._gate.leave()
            one.turned_away(None)
        else:
            one.go(self._lent(worker, crew, single=True))

    def _goes_ahead(self, one: Applicant) -> bool:
        """Puts an applicant behind one who is being served, where the fewest wait.

        Only while queries are answered at once: behind one that takes its time, it might wait in vain while another
        worker is free. And only where a long one gives up its place.
        """
        if self._usual > _BRISK_SECONDS or not self._running or not self.limits.long_queries:
            return False
        lease = max(self._running, key=_room_behind)
        if not lease.room_behind or lease.generation.name != self.known():
            return False
        self.withdraw(one)  # from where it may have waited
        one.go(lease.followed(one.passed_over))
        return True

    def _lent(self, worker: Worker, crew: Crew, *, single: bool = False) -> Lease:
        lease = Lease(worker, crew, self.limits, self.stopped, self._ended, single=single)
        self._run(lease)
        return lease

    def _run(self, lease: Lease) -> None:
        """Takes note that a lease has begun, and sees to it that it ends in time."""
        self._running[lease] = None
        self._deadlines.watch(lease)

    def _ended(self, lease: Lease, following: Lease | None) -> None:
        """Takes note that a lease was given back."""
        if lease.beside:
            self._long.pop(lease, None)  # unless it was ended to make room
            return
        del self._running[lease]
        took = lease.loop.time() - lease.began
        self._usual += (took - self._usual) / _MEMORY
        if following is None:
            self._gate.leave()
            return
        self._run(following)  # it has the place now
        waiting = self._gate.next()
        if waiting is not None:
            self._goes_ahead(waiting)

    def _make_room(self) -> None:
        """While requests wait: sets aside what has run longer than its patience, and looks again in time.

        So a few long queries delay the others by the patience, not by the time that a query may take. Of too
        many long ones the longest is ended.
        """
        self._review = None
        waiting = self._gate.waiting + sum(lease.behind for lease in self._running)
        if not (self._gate.full or waiting) or not self.limits.long_queries:
            return
        loop = asyncio.get_running_loop()
        now = loop.time()
        self._review = loop.call_later(self.limits.patience, self._make_room)
        long = sorted(filter(methodcaller("is_long", now), self._running), key=_behind, reverse=True)
        for lease in long[:waiting]:
            if len(self._long) >= self.limits.long_queries:
                longest = next(iter(self._long))
                del self._long[longest]
                longest.make_room()
            del self._running[lease]
            self._long[lease] = None
            lease.set_aside()
            self._gate.leave()
            lease.pass_over_followers()
