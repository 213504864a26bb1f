"""The bounds on the work of a query, and what is raised beyond them."""

from __future__ import annotations

from dataclasses import dataclass

from graph.store import StoreError

__all__ = [
    "Limits",
    "NothingInService",
    "Overloaded",
    "QueryTimeout",
    "ResultTooLarge",
    "WorkerLost",
]


@dataclass(frozen=True, slots=True)
class Limits:
    """`workers` queries at once and `queue` waiting; each `seconds` long, `result_bytes` and `memory` big."""

    workers: int
    queue: int
    seconds: float
    result_bytes: int
    memory: int


class QueryTimeout(StoreError):
    """The query was still running at its deadline and was killed."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the query was stopped after {seconds:g} seconds")
        self.seconds = seconds


class ResultTooLarge(StoreError):
    """The result has more bytes than may be sent; nothing of it is."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"the result is larger than {limit} bytes")
        self.limit = limit


class Overloaded(StoreError):
    """All workers are busy and as many requests wait as may."""


class WorkerLost(StoreError):
    """The worker process ended while it ran the query: out of memory, or killed from outside."""


class NothingInService(StoreError):
    """There is no generation that queries could be asked of."""
