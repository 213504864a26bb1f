"""A query on its way between a connection and a worker, without anybody who waits for it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Protocol

from api.protocol import Operation
from api.workers.exchange import Answer, Exchange
from api.workers.lease import Lease
from api.workers.pool import Pool
from graph.formats import Format
from graph.store import StoreError

__all__ = ["BEGUN", "Connection", "Errand"]

#: Where the errand lies in the scope of a request that has gone over to the usual way.
BEGUN = "crossplan.begun"


class Connection(Protocol):
    """What an errand needs of the connection that it came from."""

    def reply(self, head: bytes, body: bytes) -> None:
        """Sends an answer of status 200: `head` are its header fields, with an empty line."""

    def go_the_usual_way(self, errand: Errand) -> None:
        """Lets the application answer the request; the errand then lies in its scope as `BEGUN`."""


class Errand:
    """A query on its way: to a worker and back, or over to the usual way.

    Args:
        pool: the workers.
        reply: called with this, the generation and the answer, if it was soon there, whole and small.
        connection: where the request came from.
        client: the address of the one who asks.
        request: all of the request.
        operation: what it asks.
        formats: those that would do, best first.
    """

    def __init__(
        self,
        pool: Pool,
        reply: Callable[[Errand, str, Answer], None],
        connection: Connection,
        client: str,
        request: bytes,
        operation: Operation,
        formats: tuple[Format, ...],
    ) -> None:
        self._pool, self._reply = pool, reply
        self.connection, self.client, self.request = connection, client, request
        self.operation, self.formats = operation, formats
        self.began = time.perf_counter()
        self._lease: Lease | None = None
        self._exchange: Exchange | None = None
        self._error: StoreError | None = None
        self._over = False

    def start(self) -> None:
        """Applies for a worker."""
        self._pool.apply(self)

    def go(self, lease: Lease) -> None:
        """Puts the query to a worker."""
        self._lease = lease
        self._exchange = lease.put(self.operation.query, self.formats)
        self._exchange.inform(self._news)

    def turned_away(self, error: StoreError | None) -> None:
        """There is no worker for one who does not wait."""
        self._error = error
        self._go_the_usual_way()

    def passed_over(self) -> None:
        """The worker is gone that had another query first."""
        self._lease = self._exchange = None
        self._pool.apply(self, again=True)

    def _news(self, exchange: Exchange) -> None:
        """The answer is whole, or has failed, or is larger than is held back."""
        lease = self._lease
        if self._over or lease is None or exchange is not self._exchange:
            return
        if exchange.failed and lease.ahead:  # by the one before
            lease.end()
            self.passed_over()
            return
        if not exchange.settled or exchange.failed:
            self._go_the_usual_way()
            return
        self._over = True
        self._lease = None
        answer = exchange.answer()
        lease.end()
        self._reply(self, lease.generation.name, answer)

    def _go_the_usual_way(self) -> None:
        self._over = True
        self.connection.go_the_usual_way(self)

    @asynccontextmanager
    async def resumed(self) -> AsyncIterator[Lease]:
        """The worker with the query under way, in place of one that would have to ask it again.

        Raises:
            StoreError: there was none to be had.
        """
        if self._error is not None:
            raise self._error
        lease, self._lease = self._lease, None
        if lease is None:
            async with self._pool.lease() as other:
                yield other
            return
        try:
            yield lease
        finally:
            lease.end()

    def drop(self) -> None:
        """Nobody waits for the answer any more."""
        self._over = True
        self._pool.withdraw(self)
        lease, self._lease = self._lease, None
        if lease is not None:
            lease.abandon()
