"""HTTP on one of a bounded number of connections, whose clients have to ask and to take what they have asked for."""

from __future__ import annotations

import asyncio
import logging
from typing import ClassVar

from api.connections.express import Express
from api.connections.register import Connections
from api.connections.replay import Replays
from api.connections.wire import Wire
from api.errors import Problem
from api.languages import Words

__all__ = ["Holding", "wire"]

_LOG = logging.getLogger("crossplan")

#: What a client has to take of its answer in the time in which a request has to arrive.
_STEP_BYTES = 64 << 10

_FULL = Problem(
    "overloaded",
    Words("同时打开的连接太多，请稍后再试。", "Too many connections are open. Try again shortly."),
    headers={"Retry-After": "5"},
)


class Holding(Wire):
    """HTTP on one of the connections `among` which it is."""

    among: ClassVar[Connections]

    _look: asyncio.TimerHandle | None = None
    #: Bytes of the answer that the client had not taken at the last look.
    _left = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client is there."""
        super().connection_made(transport)
        self.among.enter(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self.among.leave(self)
        self._look_no_more()
        super().connection_lost(exc)

    def on_message_complete(self) -> None:
        """The last byte of a request: the client waits now."""
        self.among.works(self)
        super().on_message_complete()

    def _taken(self, request: bytes) -> bool:
        self.among.works(self)
        if super()._taken(request):
            return True
        self.among.waits(self)
        return False

    def on_response_complete(self) -> None:
        """The last byte of an answer is handed on: it is the client's turn, unless it has asked more already."""
        super().on_response_complete()
        if not self._at_work:
            self.among.waits(self)

    @property
    def _at_work(self) -> bool:
        return self._errand is not None or (self.cycle is not None and not self.cycle.response_complete)

    def pause_writing(self) -> None:
        """The client does not take its answer as fast as it is made."""
        super().pause_writing()
        self.among.waits(self)
        self._left = self.transport.get_write_buffer_size()
        self.among.unsent(self, self._left)
        if self._look is None:
            self._look = self.loop.call_later(self.seconds, self._look_again)

    def resume_writing(self) -> None:
        """The client has taken most of what was held for it."""
        self._look_no_more()
        self.among.taken(self)
        if self._at_work:
            self.among.works(self)
        super().resume_writing()

    def _look_again(self) -> None:
        left = self.transport.get_write_buffer_size()
        if left > self._left - _STEP_BYTES:
            _LOG.warning("an answer was broken off: its client takes nothing of it")
            self.abort()
            return
        self._left = left
        self._look = self.loop.call_later(self.seconds, self._look_again)

    def _look_no_more(self) -> None:
        if self._look is not None:
            self._look.cancel()
            self._look = None

    def give_up(self) -> None:
        """Makes room for another: says so to one who is about to send a request, and breaks off an answer."""
        if self._midway and not self._at_work:
            for part in self._written(_FULL):
                self.transport.write(part)
            self.transport.close()
        elif self._at_work or self.transport.get_write_buffer_size():
            self.abort()
        else:
            self.transport.close()

    def turn_away(self) -> None:
        """Says that there is no room, and hangs up."""
        self._refuse(_FULL)

    def abort(self) -> None:
        """Hangs up at once."""
        self.transport.abort()


def wire(kept: Replays, direct: Express, every: Connections, within: float) -> type[Holding]:
    """The protocol of a server.

    Args:
        kept: the answers that are given again.
        direct: answers plain queries.
        every: the connections.
        within: seconds in which a request has to arrive, and a step of an answer to be taken.
    """

    class Bounded(Holding):
        replays = kept
        express = direct
        among = every
        seconds = within

    return Bounded
