"""Work for a client that has hung up is stopped."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Hangup"]


class Hangup:
    """Cancels the handling of a request when its client disconnects.

    It reads the request's messages itself, one ahead of the application, because the news that the
    client is gone comes as one of them and the application does not listen while it works.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        messages: asyncio.Queue[Message] = asyncio.Queue(maxsize=1)

        async def listen() -> None:
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return
                await messages.put(message)

        work = asyncio.create_task(_call(self._app, scope, messages.get, send))
        listener = asyncio.create_task(listen())
        try:
            await asyncio.wait((work, listener), return_when=asyncio.FIRST_COMPLETED)
        finally:
            hung_up = not work.done()  # or the server cancels this request because it is stopping
            work.cancel()
            listener.cancel()
            await asyncio.wait((work, listener))
        if not hung_up:
            work.result()
        with suppress(asyncio.CancelledError):
            listener.result()  # what the server raised in it, if anything


async def _call(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    await app(scope, receive, send)
