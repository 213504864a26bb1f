"""The server: the parts put together, started and stopped."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from functools import cache
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from api import auditing, download, home, questions, search, sparql, vocabularies
from api import metrics as operators
from api.address import Addressed
from api.answers import Stamp
from api.connections.express import Express
from api.connections.front import Application, ShortWay
from api.connections.hangup import Hangup
from api.connections.holding import wire
from api.connections.register import Connections, allowed
from api.connections.replay import Replays
from api.describing.dataset import Summaries
from api.endpoint import Endpoint
from api.error_answers import answer_errors, error_answer
from api.headers import Headers
from api.languages import Words
from api.metrics import Metrics
from api.openapi import described, document
from api.pages import Pages
from api.reconciliation import service as reconciliation
from api.resources import graphs
from api.resources import routes as resources
from api.settings import Settings, SettingsError
from api.site import Site
from api.visit import Visit
from api.workers.limits import Limits, NothingInService
from api.workers.pool import Pool
from graph.generations import Generations
from graph.withdrawals import Withdrawals
from ontology.version import VERSION

__all__ = ["create", "serve"]

#: What queries under way may still take when the server is told to stop, and then to say that they were ended.
_GRACE_SECONDS, _LAST_SECONDS = 1, 1
#: Paths that the description of the API leaves out.
_UNDESCRIBED = ("/static",)


def create(settings: Settings) -> Application:
    """The application; its workers start and end with its lifespan."""
    limits = Limits(
        workers=settings.workers,
        queue=settings.queue,
        seconds=settings.query_seconds,
        result_bytes=settings.result_bytes,
        result_rows=settings.result_rows,
        buffer_bytes=settings.buffer_bytes,
        memory=settings.worker_memory,
        long_queries=settings.long_queries,
        memory_quads=settings.memory_quads,
        spool_bytes=max(settings.spool_bytes, settings.result_bytes),
    )
    pool = Pool(Generations(settings.store), limits)
    site = Site(settings, pool, Pages(), Withdrawals(settings.store))
    answer, summaries = error_answer(site), Summaries(pool)
    endpoint = Endpoint(site, summaries)
    replays = Replays(settings.cache_bytes // 2, pool.known)
    reports = auditing.Reports(settings.store, settings.audit_seconds, settings.cache_bytes // 4)

    def paths() -> list[str]:
        return [*app.openapi()["paths"], *_UNDESCRIBED]

    @cache
    def rooms() -> frozenset[str]:
        return frozenset(path.split("/")[1] for path in paths())

    connections = Connections(settings.connections, settings.unsent_bytes)
    metrics = Metrics(pool, {"queries": endpoint.cache, "requests": replays.kept}, connections, rooms)

    def layer(within: ASGIApp) -> ASGIApp:
        inner = Headers(Hangup(ShortWay(within, endpoint, answer)))
        addressed = Addressed(inner, settings.public_url, settings.trusted_proxies, paths)
        return replays.layer(metrics.layer(addressed))

    app = Application(
        layer,
        replays,
        Express(pool, endpoint, replays, metrics),
        connections,
        pool.stop,
        title="crossplan",
        version=VERSION,
        description="Government plans as linked data: SPARQL, resources, stored questions. Every address that answers "
        "to GET answers to HEAD and OPTIONS too; every answer may be read by scripts of any site (CORS).",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan(pool, reports),
    )
    app.include_router(home.router(site, summaries, app.openapi))
    app.include_router(sparql.router(endpoint))
    app.include_router(resources.router(site))
    app.include_router(graphs.router(site))
    app.include_router(download.router(site, summaries))
    app.include_router(vocabularies.router(site))
    app.include_router(questions.router(site))
    app.include_router(search.router(site))
    app.include_router(auditing.router(site, reports))
    app.include_router(reconciliation.router(site))
    app.include_router(operators.router(metrics))
    words = Words("接口的机器可读说明（OpenAPI）", "the API described for programs (OpenAPI)")
    about = described(words, ["application/json"], store=False, schema="OpenAPI")
    app.add_api_route("/openapi.json", _schema(app), tags=["service"], **about)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))
    answer_errors(app, answer)
    return app


def _lifespan(
    pool: Pool, reports: auditing.Reports
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        with suppress(NothingInService):  # a store may be built while the server runs
            await pool.in_service()
        try:
            yield
        finally:
            await reports.close()
            await pool.close()

    return lifespan


def _schema(app: FastAPI) -> Callable[[Request], Awaitable[Response]]:
    async def schema(request: Request) -> Response:
        visit = Visit(request)
        stamp = Stamp(f"software {VERSION}", "application/json", "", visit.address)
        if stamp.held_by(request):
            return stamp.unchanged()
        return stamp.answer(json.dumps(document(app.openapi(), visit.site), ensure_ascii=False, indent=1))

    return schema


def serve(settings: Settings, announce: Callable[[str], None]) -> int:
    """Serves until SIGINT or SIGTERM; returns the exit code of the program.

    Args:
        settings: see there.
        announce: gets the address in one line, once requests are accepted there.

    Raises:
        SettingsError: the address cannot be listened on.
    """
    listening = _listen(settings.host, settings.port)
    host, port = listening.getsockname()[:2]
    app = create(settings)
    app.connections.most = allowed(settings.connections)
    server = _Server(
        uvicorn.Config(
            app,
            http=wire(app.replays, app.express, app.connections, settings.request_seconds),
            proxy_headers=False,  # Addressed reads them, and must see who the peer is
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE_SECONDS + _LAST_SECONDS,
        ),
        lambda: announce(f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"),
        app.stop,
    )
    if threading.current_thread() is threading.main_thread():
        # uvicorn sends itself the signal again when it has obeyed it
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
    # what a client sends wrongly is told to the client
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    server.run(sockets=[listening])
    return 0 if server.started else 3


class _Server(uvicorn.Server):
    """A server that says when it has started, and ends what is under way when it has to stop.

    Args:
        config: see there.
        started: called when it accepts requests.
        stop: called when what is under way has had its time.
    """

    def __init__(self, config: uvicorn.Config, started: Callable[[], None], stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce, self._stop = started, stop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts, then says so."""
        await super().startup(sockets)
        if self.started:
            self._announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stops: uvicorn would answer what takes longer than it waits with a bare 500."""
        timer = asyncio.get_running_loop().call_later(_GRACE_SECONDS, self._stop)
        await super().shutdown(sockets)
        timer.cancel()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsError(
            f"{host}, port {port}: cannot be listened on ({reason}); choose another with --host and --port"
        ) from error
