"""A query that was put to a worker, seen from the server, and its answer on the way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from api.workers.channel import DATA, END, FAILURE, START, WHOLE, headed, raised
from api.workers.limits import NoRoom
from api.workers.spool import Room, Spool
from graph.formats import Format
from graph.store import StoreError

__all__ = ["Answer", "Exchange"]

_CHUNK = 64 << 10


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer to a query, in `format`; see `Exchange.in_memory`."""

    format: Format
    body: bytes
    in_memory: bool


class Exchange:
    """A query that was put to a worker, and what has come of its answer so far.

    The answer is `settled` when it is whole or has failed. What has come is kept in a spool, so that the
    worker is done with it then, however slow the one who reads it is.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, buffer_bytes: int, room: Room) -> None:
        self._loop = loop
        self._buffer_bytes = buffer_bytes
        self._spool = Spool(buffer_bytes, room)
        self._format: Format | None = None
        #: Whether the answer is of a worker's copy in memory; without ORDER BY its rows come in another order there.
        self.in_memory = False
        self._error: StoreError | None = None
        self._news: asyncio.Future[None] | None = None
        self._informed: Callable[[Exchange], object] | None = None
        self.settled = False
        #: Called once, when it is settled.
        self.at_end: list[Callable[[], object]] = []

    @property
    def format(self) -> Format:
        """The format of the answer, once its outcome is known or part of it may be sent."""
        assert self._format is not None
        return self._format

    def take(self, kind: bytes, body: bytes) -> None:
        """Takes what the worker sent; what still comes after the end is void."""
        if self.settled:
            return
        if kind == WHOLE:
            heading, _, whole = body.partition(b"\n")
            self._format, self.in_memory = headed(heading)
            self._keep(whole)
            self._settle()
        elif kind == START:
            self._format, self.in_memory = headed(body)
        elif kind == DATA:
            self._keep(body)
            if self._spool.size > self._buffer_bytes:
                self._tell()
        elif kind == END:
            self._end()
        elif kind == FAILURE:
            self.fail(raised(body))

    def _keep(self, data: bytes) -> None:
        try:
            self._spool.write(data)
        except NoRoom as error:
            self.fail(error)
        except OSError as error:
            self.fail(NoRoom(f"an answer cannot be kept on disk ({error.strerror})"))

    def _end(self) -> None:
        try:
            self._spool.check()
        except NoRoom as error:
            self.fail(error)
        else:
            self._settle()

    def fail(self, error: StoreError) -> None:
        """Ends it with an error, unless it has ended."""
        if not self.settled:
            self._error = error
            self._spool.close()  # what has come of it is no answer
            self._settle()

    def _settle(self) -> None:
        if not self.settled:
            self.settled = True
            self._tell()
            self._informed = None  # which has this too: nothing is to be left for the garbage collector
            for call in self.at_end:
                call()

    @property
    def failed(self) -> bool:
        """Whether it has ended with an error."""
        return self._error is not None

    def inform(self, reader: Callable[[Exchange], object]) -> None:
        """Calls `reader` when the answer is whole or has failed, and each time that more of it has come than is
        held back: what `outcome` waits for, for one who does not wait.
        """
        self._informed = reader
        if self.settled:
            reader(self)

    def _tell(self) -> None:
        if self._informed is not None:
            self._informed(self)
        if self._news is not None and not self._news.done():
            self._news.set_result(None)

    async def _change(self) -> None:
        self._news = self._loop.create_future()
        await self._news

    async def outcome(self, *, whole: bool) -> None:
        """Returns when the answer is whole or, unless `whole`, when more of it has come than is held back.

        Raises:
            StoreError: what the worker raised before that; QueryTimeout; WorkerLost.
        """
        while not self.settled and (whole or self._spool.size <= self._buffer_bytes):
            await self._change()
        if self._error is not None:  # nothing of it was sent yet
            raise self._error

    def body(self) -> bytes:
        """The whole answer."""
        body = self._spool.whole()
        self._spool.close()
        return body

    def answer(self) -> Answer:
        """The whole answer, with its format."""
        return Answer(self.format, self.body(), self.in_memory)

    def drop(self) -> None:
        """Lets go of what has come, once it is settled: nobody reads on."""
        self._spool.close()

    async def chunks(self) -> AsyncIterator[bytes]:
        """The answer in parts, as they come.

        Raises:
            StoreError: it cannot be had to its end; what came of it is no answer.
        """
        try:
            while True:
                if data := self._spool.read(_CHUNK):
                    yield data
                elif self._error is not None:
                    raise self._error
                elif self.settled:
                    return
                else:
                    await self._change()
        finally:
            self._spool.close()
