"""What an operator watches: requests, their times, workers and caches, in the text format of Prometheus."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate
from typing import Any

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.cache import Cache
from api.languages import Words
from api.openapi import described
from api.version import VERSION
from api.workers import Pool

__all__ = ["Metrics", "router"]

_BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


class _Times:
    """How many requests took so long as each bucket says, and no less than the one before; and all their time."""

    def __init__(self) -> None:
        self.numbers = [0] * (len(_BUCKETS) + 1)
        self.sum = 0.0


class Metrics(Collector):
    """Counts requests by room and status, and reads the rest where it is kept.

    Args:
        pool: the workers.
        caches: the caches by name.
        rooms: gives the first parts of the paths that the site has; all others count as one.
    """

    def __init__(
        self, pool: Pool, caches: Mapping[str, Cache[Any]], rooms: Callable[[], frozenset[str]]
    ) -> None:
        self._rooms = rooms
        self._registry = CollectorRegistry()
        self._registry.register(self)
        self._registry.register(_State(pool, caches))
        self._requests: Counter[tuple[str, str]] = Counter()
        self._times: dict[str, _Times] = {}

    def count(self, first: str, status: str, seconds: float) -> None:
        """Counts a request: the first part of its path, its status, and the time that it took.

        The library's own counters are for threads, and cost a look-up twenty times as much.
        """
        room = first if first in self._rooms() else "other"
        self._requests[room, status] += 1
        times = self._times.get(room)
        if times is None:
            times = self._times[room] = _Times()
        times.numbers[bisect_left(_BUCKETS, seconds)] += 1
        times.sum += seconds

    def collect(self) -> Iterator[Metric]:
        """The requests counted so far."""
        requests = CounterMetricFamily(
            "crossplan_requests",
            "Requests answered, but for those answered again without being parsed",
            labels=("room", "status"),
        )
        for (room, status), number in sorted(self._requests.items()):
            requests.add_metric((room, status), number)
        yield requests
        seconds = HistogramMetricFamily(
            "crossplan_request_seconds", "Time from a request to the end of its answer", labels=("room",)
        )
        for room, times in sorted(self._times.items()):
            bounds = [*map(str, _BUCKETS), "+Inf"]
            seconds.add_metric((room,), list(zip(bounds, accumulate(times.numbers), strict=True)), times.sum)
        yield seconds

    def text(self) -> bytes:
        """All of it."""
        return generate_latest(self._registry)

    def layer(self, app: ASGIApp) -> ASGIApp:
        """A layer around `app` that counts."""

        async def counting(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            status, begin = "none", time.perf_counter()  # none: the client was gone before

            async def sending(message: Message) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = str(message["status"])
                await send(message)

            try:
                await app(scope, receive, sending)
            finally:
                first = scope["path"].split("/", 2)[1].partition(".")[0]
                self.count(first, status, time.perf_counter() - begin)

        return counting


class _State(Collector):
    """What the pool and the caches know of themselves, read when somebody asks."""

    def __init__(self, pool: Pool, caches: Mapping[str, Cache[Any]]) -> None:
        self._pool, self._caches = pool, caches

    def collect(self) -> Iterator[Metric]:
        """The metrics of now."""
        status = self._pool.status()
        workers = GaugeMetricFamily("crossplan_workers", "Worker processes", labels=("state",))
        for state in ("idle", "busy", "starting", "long"):
            workers.add_metric((state,), getattr(status, state))
        yield workers
        yield GaugeMetricFamily("crossplan_waiting", "Requests that wait for a worker", status.waiting)
        stopped = CounterMetricFamily(
            "crossplan_queries_stopped", "Queries ended before their end", labels=("reason",)
        )
        for reason, number in sorted(self._pool.stopped.items()):
            stopped.add_metric((reason,), number)
        yield stopped
        answers = CounterMetricFamily(
            "crossplan_cache_answers", "Answers looked for in a cache", labels=("cache", "found")
        )
        size = GaugeMetricFamily("crossplan_cache_bytes", "Bytes held by a cache", labels=("cache",))
        for name, cache in self._caches.items():
            answers.add_metric((name, "yes"), cache.hits)
            answers.add_metric((name, "no"), cache.misses)
            size.add_metric((name,), cache.size)
        yield answers
        yield size
        about = GaugeMetricFamily("crossplan_info", "What is in service", labels=("version", "generation"))
        about.add_metric((VERSION, self._pool.known()), 1)
        yield about


def router(metrics: Metrics) -> APIRouter:
    """The route of the metrics."""
    routes = APIRouter(tags=["service"])

    @routes.get(
        "/metrics",
        **described(
            Words("运行指标（Prometheus 文本格式）", "metrics in the text format of Prometheus"),
            [CONTENT_TYPE_LATEST.partition(";")[0]],
            store=False,
        ),
    )
    async def the_metrics(_: Request) -> Response:
        return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})

    return routes
