"""A worker's turn with a request: when it comes, how long it lasts, and what ends it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from typing import Any, Self

from api.workers.crew import Crew
from api.workers.exchange import Exchange
from api.workers.limits import Limits, MadeRoom, QueryTimeout, Stopping, WorkerLost
from api.workers.process import Worker
from graph.generations import Generation
from graph.store import StoreError

__all__ = ["Turn"]

#: A query that has used no processor, but stood in the way for so many times the patience, is long too.
_STANDSTILL = 10
#: What a query may still take when its client is gone.
_SOON_SECONDS = 0.02
#: How many queries a worker may have to go on with.
_MOST_BEHIND = 1


class Turn:
    """A worker for the length of one request.

    Args:
        worker: idle, and this turn's until it ends; or with another, if this one is `ahead` of its time.
        crew: the worker's.
        limits: on all that is asked.
        stopped: counts the queries that are ended before their end, by reason.
        ended: called once with this turn, when the worker has been given back, or goes on with the turn that is
            told then.
        single: it is for one query, and another may be put behind it.
    """

    def __init__(
        self,
        worker: Worker,
        crew: Crew,
        limits: Limits,
        stopped: Counter[str],
        ended: Callable[[Any, Any], None],  # of the same class as this
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
        #: The turns whose queries the worker has to go on with, in order: the same for them and the one before.
        self._behind: deque[Any] = deque()
        #: Whether the worker still has the query of another before this one's.
        self.ahead = False
        self._passed_over: Callable[[], None] | None = None
        self._abandoned = False

    @property
    def generation(self) -> Generation:
        """The generation that answers come from."""
        return self._crew.generation

    @property
    def manifest(self) -> dict[str, Any]:
        """What the build wrote about it."""
        return self._crew.manifest

    def stop(self) -> None:
        """Ends the query under way, if there is one: nobody wants the answer any more."""
        self._end_with(WorkerLost("nobody waits for the answer"))

    def abandon(self) -> None:
        """Ends the turn of a client that is gone, with the query under way, unless it is done in a moment.

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
        """How many turns more can be put behind this one."""
        if not self._single or self._released or not self._worker.usable:
            return 0
        return _MOST_BEHIND - len(self._behind)

    @property
    def behind(self) -> int:
        """How many turns are behind this one."""
        return len(self._behind)

    def followed(self, passed_over: Callable[[], None]) -> Self:
        """A turn with the same worker for when this one is over; `passed_over` is called if the worker is gone then."""
        one = type(self)(self._worker, self._crew, self._limits, self._stopped, self._ended, single=True)
        one.ahead, one._passed_over, one._behind = True, passed_over, self._behind
        self._behind.append(one)
        return one

    def pass_over_followers(self) -> None:
        """Tells the turns behind that this worker will not come to them."""
        behind = [*self._behind]
        self._behind.clear()
        for one in reversed(behind):  # each applies again to be the first
            one.ahead, one._released = False, True
            if one._passed_over is not None and not one._abandoned:
                one._passed_over()

    def _come(self) -> None:
        """The worker is with this one's query now: from here its time counts."""
        self.ahead = False
        self.began = self.loop.time()
        self.deadline = self.began + self._limits.seconds

    def expire(self) -> None:
        """Ends the query under way because its time is over."""
        self._end_with(QueryTimeout(self._seconds))

    def make_room(self) -> None:
        """Ends the query under way in favour of others."""
        self._end_with(MadeRoom("the query was stopped while others waited"))

    def close(self) -> None:
        """Ends the query under way because the server stops."""
        self._end_with(Stopping())

    def _end_with(self, error: StoreError) -> None:
        if self._exchange is not None:
            self._worker.end(self._exchange, error)

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

    def end(self) -> None:
        """The request is over: the worker goes back, unless a part of its answer is still coming."""
        if self._flowing:
            return
        if self.ahead and self._exchange is not None and not self._exchange.settled:
            self._abandoned = True  # it is stopped when the worker comes to it
        else:
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
            self.pass_over_followers()
