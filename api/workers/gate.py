"""Who may go in, and who waits, in the order in which they came."""

from __future__ import annotations

import asyncio
from collections import deque

from api.workers.lease import Applicant
from api.workers.limits import Overloaded

__all__ = ["Gate"]


class Gate:
    """Lets `places` in at once, while at most `queue` wait, each at most `seconds`.

    What a semaphore and a timeout do together, at a fifth of their cost: under load every request waits.
    """

    def __init__(self, places: int, queue: int, seconds: float) -> None:
        self._places, self._queue, self._seconds = places, queue, seconds
        self._free = places
        self._waiters: deque[tuple[float, asyncio.Future[None], Applicant | None]] = deque()
        self._alarm: asyncio.TimerHandle | None = None
        self.waiting = 0

    @property
    def full(self) -> bool:
        """Whether whoever comes now has to wait."""
        return self._free <= 0

    async def enter(self) -> None:
        """Returns when a place is free, and takes it.

        Raises:
            Overloaded: too many wait already, or none was free in time.
        """
        place = self.place()
        if place is None:
            return
        try:
            await place
        except asyncio.CancelledError:
            self.give_up(place)
            raise

    def place(self, owner: Applicant | None = None, *, again: bool = False) -> asyncio.Future[None] | None:
        """Takes a place; if none is free, what is done when one is: then it is taken, or raises Overloaded.

        Args:
            owner: who waits, as `next` tells.
            again: this is one who had a place and lost it through no fault of theirs, and waits before all others.

        Raises:
            Overloaded: too many wait already.
        """
        if self._free > 0:
            self._free -= 1
            return None
        if self.waiting >= self._queue and not again:
            raise Overloaded(f"{self._places} queries run and {self.waiting} wait")
        loop = asyncio.get_running_loop()
        place: asyncio.Future[None] = loop.create_future()
        deadline = loop.time() + self._seconds
        if again:
            if self._waiters:  # they are in the order of their deadlines
                deadline = min(deadline, self._waiters[0][0])
            self._waiters.appendleft((deadline, place, owner))
        else:
            self._waiters.append((deadline, place, owner))
        if self._alarm is None:
            self._alarm = loop.call_later(self._seconds, self._give_up)
        self.waiting += 1
        return place

    def next(self) -> Applicant | None:
        """The owner of the place that is waited for first; None if nobody waits, or one without a name."""
        while self._waiters and self._waiters[0][1].done():
            self._waiters.popleft()
        return self._waiters[0][2] if self._waiters else None

    def give_up(self, place: asyncio.Future[None]) -> None:
        """Waits no longer for a place."""
        if place.cancel() or place.cancelled():
            self.waiting -= 1
        elif place.exception() is None:
            self.leave()  # it was given in the moment in which nobody wanted it any more

    def _give_up(self) -> None:
        """Turns away those who have waited for too long; the first has waited longest."""
        loop = asyncio.get_running_loop()
        self._alarm = None
        while self._waiters:
            deadline, place, _ = self._waiters[0]
            if not place.done():
                if deadline > loop.time():
                    self._alarm = loop.call_at(deadline, self._give_up)
                    return
                self.waiting -= 1
                place.set_exception(Overloaded(f"no worker was free within {self._seconds:g} seconds"))
            self._waiters.popleft()

    def leave(self) -> None:
        """Gives a place back: to the one who has waited longest, if anybody waits."""
        while self._waiters:
            _, place, _ = self._waiters.popleft()
            if not place.done():
                self.waiting -= 1
                place.set_result(None)
                return
        self._free += 1

    def close(self) -> None:
        """Lets the alarm go."""
        if self._alarm is not None:
            self._alarm.cancel()
