"""What an operator watches: requests, their times, workers and caches, in the text format of Prometheus."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.cache import Cache
from api.connections.register import Connections
from api.languages import Words
from api.openapi import described
from api.workers.pool import Pool
from ontology.version import VERSION

__all__ = ["Metrics", "router"]

_BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


class Metrics:
    """Counts requests by room and status, and reads the rest where it is kept.

    Args:
        pool: the workers.
        caches: the caches by name.
        connections: those that are open.
        rooms: gives the first parts of the paths that the site has; all others count as one.
    """

    def __init__(
        self,
        pool: Pool,
        caches: Mapping[str, Cache[Any]],
        connections: Connections,
        rooms: Callable[[], frozenset[str]],
    ) -> None:
        self._rooms = rooms
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "crossplan_requests",
            "Requests answered, but for those answered again without being parsed",
            ("room", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "crossplan_request_seconds",
            "Time from a request to the end of its answer",
            ("room",),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._registry.register(_State(pool, caches, connections))
        self._known: dict[tuple[str, str], tuple[Counter, Histogram]] = {}

    def _of(self, first: str, status: str) -> tuple[Counter, Histogram]:
        """The two metrics of a room and a status, looked up once."""
        room = first if first in self._rooms() else "other"
        found = self._known.get((room, status))
        if found is None:
            found = self._known[room, status] = (
                self._requests.labels(room, status),
                self._seconds.labels(room),
            )
        return found

    def count(self, first: str, status: str, seconds: float) -> None:
        """Counts a request: the first part of its path, its status, and the time that it took."""
        requests, times = self._of(first, status)
        requests.inc()
        times.observe(seconds)

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
    """What the pool, the caches and the connections know of themselves, read when somebody asks."""

    def __init__(self, pool: Pool, caches: Mapping[str, Cache[Any]], connections: Connections) -> None:
        self._pool, self._caches, self._connections = pool, caches, connections

    def collect(self) -> Iterator[Metric]:
        """The metrics of now."""
        status = self._pool.status()
        workers = GaugeMetricFamily("crossplan_workers", "Worker processes", labels=("state",))
        for state in ("idle", "busy", "starting", "long"):
            workers.add_metric((state,), getattr(status, state))
        yield workers
        yield GaugeMetricFamily("crossplan_waiting", "Requests that wait for a worker", status.waiting)
        yield GaugeMetricFamily("crossplan_connections", "Connections that are open", len(self._connections))
        closed = CounterMetricFamily(
            "crossplan_connections_closed", "Connections closed for want of room", labels=("which",)
        )
        closed.add_metric(("longest waiting",), self._connections.given_up)
        closed.add_metric(("new",), self._connections.turned_away)
        yield closed
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
