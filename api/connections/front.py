"""The way of a request through the application, with a short way for queries."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.connections.express import Express
from api.connections.register import Connections
from api.connections.replay import Replays
from api.endpoint import Endpoint
from api.errors import Problem, of_status, of_store
from graph.store import StoreError

__all__ = ["Application", "ShortWay"]

_LOG = logging.getLogger("crossplan")


class Application(FastAPI):
    """The framework's application, with layers of ours outside of all of its own."""

    def __init__(
        self,
        layer: Callable[[ASGIApp], ASGIApp],
        replays: Replays,
        express: Express,
        connections: Connections,
        stop: Callable[[], None],
        **settings: Any,
    ) -> None:
        super().__init__(**settings)
        self._layered = layer(super().__call__)
        #: The answers that the server may give again by itself.
        self.replays = replays
        #: What answers plain queries before the application sees them.
        self.express = express
        #: The connections that the server has open.
        self.connections = connections
        #: Ends the queries under way, which are told that the server is stopping.
        self.stop = stop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request, or the lifespan."""
        await self._layered(scope, receive, send)


class ShortWay:
    """Answers queries at `/sparql` before the framework sees them.

    The framework's routing, dependencies and layers cost more than three times what the rest of a small query
    does (bench/serving.py), and do nothing for it. Its route of the same address has the same answers: it is
    there for the description of the API and for other methods than GET and POST.
    """

    def __init__(
        self, app: ASGIApp, endpoint: Endpoint, problem: Callable[[Request, Problem], Response]
    ) -> None:
        self._app, self._endpoint, self._problem = app, endpoint, problem

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request."""
        if scope["type"] != "http" or scope["path"] != "/sparql" or scope["method"] not in ("GET", "POST"):
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            response = await self._endpoint.respond(request)
        except Problem as problem:
            response = self._problem(request, problem)
        except StoreError as error:
            response = self._problem(request, of_store(error))
        except ClientDisconnect:
            return
        except Exception:
            _LOG.exception("a request to /sparql failed")
            response = self._problem(request, of_status(500, scope["path"]))
        await response(scope, receive, send)
