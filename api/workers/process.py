"""One worker process, seen from the server: started, asked, killed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
from collections import deque
from contextlib import suppress
from typing import Any, Self

from api.workers.channel import END, FAILURE, HEAD, READY, WHOLE, question, raised
from api.workers.exchange import Exchange
from api.workers.limits import Limits, WorkerLost
from api.workers.nursery import Nursery
from api.workers.spool import Room
from graph.generations import Generation
from graph.store import StoreError

__all__ = ["Worker"]

#: A worker starts in some hundredths of a second; on a machine so busy that it takes this long, nothing can be served.
_START_SECONDS = 30.0
#: A worker killed is gone at once, but for the memory that the kernel has to take back.
_END_SECONDS = 30.0
_LOWEST_PRIORITY = 19
#: The frames that end an answer.
_LAST = frozenset((WHOLE, END, FAILURE))


class _Link(asyncio.Protocol):
    """The socket to a worker: frames that come in go to the exchange under way."""

    def __init__(self) -> None:
        self._held = bytearray()
        #: Those that were put to the worker and have not come to their end there, in order.
        self.exchanges: deque[Exchange] = deque()
        self.ready: asyncio.Future[tuple[bytes, bytes]] = asyncio.get_running_loop().create_future()
        self.closed = asyncio.Event()

    def data_received(self, data: bytes) -> None:
        held = self._held
        if not held and len(data) >= HEAD.size:
            kind, length = HEAD.unpack_from(data)
            if len(data) == HEAD.size + length:  # as most are
                self._take(kind, data[HEAD.size :])
                return
        held += data
        start = 0
        while len(held) - start >= HEAD.size:
            kind, length = HEAD.unpack_from(held, start)
            begin = start + HEAD.size
            if len(held) - begin < length:
                break
            start = begin + length
            self._take(kind, bytes(held[begin:start]))
        del held[:start]

    def _take(self, kind: bytes, body: bytes) -> None:
        if self.exchanges:
            exchange = self.exchanges[0]
            if kind in _LAST:
                self.exchanges.popleft()
            exchange.take(kind, body)
        elif not self.ready.done():
            self.ready.set_result((kind, body))

    def connection_lost(self, error: Exception | None) -> None:
        self.closed.set()
        if not self.ready.done():
            self.ready.set_exception(WorkerLost("the worker process ended before it was ready"))
            self.ready.exception()  # nobody may be waiting for it any more
        while self.exchanges:
            self.exchanges.popleft().fail(WorkerLost("the worker process ended during the query"))


class Worker:
    """One process with the store of one generation open, reached over a socket."""

    def __init__(
        self,
        pid: int,
        link: _Link,
        transport: asyncio.WriteTransport,
        nursery: Nursery,
        limits: Limits,
        room: Room,
    ) -> None:
        self.pid = pid
        #: Whether queries could reach the network, were there a way in the engine.
        self.network = True
        self._link, self._transport, self._nursery, self._limits = link, transport, nursery, limits
        self._room = room
        self.loop = asyncio.get_running_loop()
        self._killed = False
        self._freed = False
        self._demoted = False

    @classmethod
    async def start(
        cls, generation: Generation, limits: Limits, nursery: Nursery, room: Room, quiet: float
    ) -> Self:
        """A worker that has opened `generation`; after `quiet` seconds without a query it copies it into memory.

        Raises:
            StoreError: it could not; the text says why.
        """
        loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        engine = generation.folder / "engine"
        try:
            with theirs:
                pid = await asyncio.to_thread(
                    nursery.fork, engine, theirs, limits.memory, limits.memory_quads, quiet
                )
        except BaseException as error:
            ours.close()
            if isinstance(error, OSError):
                raise StoreError(f"a worker process does not start ({error})") from error
            raise
        transport, link = await loop.create_connection(_Link, sock=ours)
        worker = cls(pid, link, transport, nursery, limits, room)
        try:
            async with asyncio.timeout(_START_SECONDS):
                kind, body = await link.ready
            if kind != READY:
                raise raised(body)
        except BaseException as error:
            worker.kill()
            await worker.gone()
            if isinstance(error, TimeoutError | WorkerLost):
                raise StoreError(
                    f"a worker process does not start (memory: {limits.memory} bytes)"
                ) from error
            raise
        worker.network = json.loads(body)["network"]
        return worker

    @property
    def alive(self) -> bool:
        """Whether the process is there and was not told to end."""
        return not (self._killed or self._link.closed.is_set())

    @property
    def usable(self) -> bool:
        """Whether it may be used for further requests."""
        return self.alive and not self._demoted

    def ask(self, kind: bytes, request: dict[str, Any]) -> Exchange:
        """Puts a query or search to the worker, which comes to it after those that it has."""
        exchange = Exchange(self.loop, self._limits.buffer_bytes, self._room)
        if not self.alive:
            exchange.fail(WorkerLost("the worker process ended before the query"))
            return exchange
        self._link.exchanges.append(exchange)
        self._transport.write(question(kind, request))
        return exchange

    def end(self, exchange: Exchange, error: StoreError) -> None:
        """Ends a query that is not settled with `error`, by killing the process."""
        if not exchange.settled:
            self.kill()
            exchange.fail(error)

    def worked(self) -> float | None:
        """The seconds of the processor that the process has taken; None where the system does not tell."""
        try:
            with open(f"/proc/{self.pid}/schedstat", "rb") as file:
                return int(file.read().split()[0]) / 1e9
        except (OSError, ValueError, IndexError):
            return None

    def demote(self) -> None:
        """Lets the query under way go on at the lowest priority; the process is not used again."""
        self._demoted = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _LOWEST_PRIORITY)

    def kill(self) -> None:
        """Ends the process now, whatever it does; `gone` waits until it has."""
        if not self._killed:
            self._killed = True
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    async def gone(self) -> None:
        """Returns when the process, which was killed, has ended and its number is free."""
        if self._freed:
            return
        self._freed = True
        with suppress(TimeoutError):
            async with asyncio.timeout(_END_SECONDS):
                await self._link.closed.wait()
        await asyncio.to_thread(self._nursery.free, self.pid)
