"""The bounds on the work of a query, and what is raised beyond them."""

from __future__ import annotations

from dataclasses import dataclass

from graph.store import StoreError

__all__ = [
    "Limits",
    "MadeRoom",
    "NoRoom",
    "NothingInService",
    "Overloaded",
    "QueryTimeout",
    "ResultTooLarge",
    "Stopping",
    "WorkerLost",
]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may go on at once, and how large each query may be.

    `workers` queries run at once and `queue` wait. While others wait, queries that have used more than `patience`
    seconds of the processor give up their places and go on beside, `long_queries` of them at most. Each query has
    `seconds`, `memory` bytes of address space, `result_bytes` and `result_rows`. `buffer_bytes` of an answer are held
    in memory, and no part of it is sent, until it is whole or larger. The union of a graph of up to `memory_quads` is
    copied into the memory of every worker.
    """

    workers: int
    queue: int = 64
    seconds: float = 10.0
    result_bytes: int = 256 << 20
    result_rows: int = 1_000_000
    buffer_bytes: int = 1 << 20
    memory: int = 1 << 30
    long_queries: int = 4
    patience: float = 0.05
    memory_quads: int = 0
    spool_bytes: int = 4 << 30


class QueryTimeout(StoreError):
    """The query was still running at its deadline and was killed."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the query was stopped after {seconds:g} seconds")
        self.seconds = seconds


class ResultTooLarge(StoreError):
    """The result has more bytes than may be sent."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"the result is larger than {limit} bytes")
        self.limit = limit


class Overloaded(StoreError):
    """All workers are busy and as many requests wait as may."""


class MadeRoom(Overloaded):
    """The query was stopped before its time, as the longest of too many long ones while others waited."""


class NoRoom(StoreError):
    """The disk has no room for an answer on its way."""


class WorkerLost(StoreError):
    """The worker process ended while it ran the query: out of memory, or killed from outside."""


class NothingInService(StoreError):
    """There is no generation that queries could be asked of."""


class Stopping(NothingInService):
    """The server is about to stop."""

    def __init__(self) -> None:
        super().__init__("the server is stopping")
