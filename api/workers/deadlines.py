"""The end of turns whose time is over."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Iterable

from api.workers.turn import Turn

__all__ = ["Deadlines"]


class Deadlines:
    """One alarm for all turns, since nearly all are over long before their deadlines.

    Args:
        turns: gives those under way.
    """

    def __init__(self, turns: Callable[[], Iterable[Turn]]) -> None:
        self._turns = turns
        self._alarm: asyncio.TimerHandle | None = None
        self._due = math.inf

    def watch(self, turn: Turn) -> None:
        """Sees to it that a turn that has begun ends in time."""
        if turn.deadline < self._due:
            self._set(turn.loop, turn.deadline)

    def _set(self, loop: asyncio.AbstractEventLoop, due: float) -> None:
        self.close()
        self._alarm, self._due = loop.call_at(due, self._expire), due

    def _expire(self) -> None:
        """Ends what has come to its deadline, and sets the alarm for the next."""
        self._alarm, self._due = None, math.inf
        loop = asyncio.get_running_loop()
        now = loop.time()
        for turn in [*self._turns()]:
            if turn.deadline <= now:
                turn.expire()
        left = [turn for turn in self._turns() if turn.deadline > now]
        if left:
            self.watch(min(left, key=lambda turn: turn.deadline))

    def close(self) -> None:
        """Lets the alarm go."""
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm, self._due = None, math.inf
