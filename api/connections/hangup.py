"""Work for a client that has hung up is stopped."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Hangup"]

#: A request that is answered sooner is not listened in on: most are, and it would double what they cost.
_SOON_SECONDS = 0.02


class Hangup:
    """Cancels the handling of a request when its client disconnects.

    The news that the client is gone comes as one of the request's messages, and the application does not
    listen while it works. So after a moment they are read here, once the application has read the body.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        ear = _Ear(receive)
        if scope["method"] in ("GET", "HEAD", "OPTIONS"):
            ear.listen_soon()

        async def sending(message: Message) -> None:
            # after the last part every client is told to be gone
            ear.deaf = message["type"] == "http.response.body" and not message.get("more_body", False)
            await send(message)

        try:
            await self._app(scope, ear.receive, sending)
        except asyncio.CancelledError:
            if not ear.heard:
                raise
        finally:
            await ear.close()


class _Ear:
    """Passes on the messages of one request, and hears when its client is gone."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._task = asyncio.current_task()
        self._timer: asyncio.TimerHandle | None = None
        self._listener: asyncio.Task[None] | None = None
        #: Whether the client is known to be gone, and whether that is no news any more.
        self.heard = self.deaf = False

    async def receive(self) -> Message:
        """The next message: `http.request` until the body is read, then nothing until the client is gone."""
        if self._listener is not None:
            await asyncio.wait((self._listener,))
            return {"type": "http.disconnect"}
        message = await self._receive()
        if message["type"] == "http.request" and not message.get("more_body", False):
            self.listen_soon()
        return message

    def listen_soon(self) -> None:
        """Begins to listen, if the request is not answered by then."""
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_SOON_SECONDS, self._begin)

    def _begin(self) -> None:
        self._listener = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        if self._task is not None and not self.deaf:
            self.heard = True
            self._task.cancel()

    async def close(self) -> None:
        """Stops listening: the request is answered, or nobody waits for it.

        Raises:
            Exception: what the server raised in it, if anything.
        """
        if self._timer is not None:
            self._timer.cancel()
        if self._listener is not None:
            self._listener.cancel()
            with suppress(asyncio.CancelledError):
                await self._listener
