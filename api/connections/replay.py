"""Answers given again to the very same request, before it is even parsed.

An answer that was made from the store carries a strong entity tag, which names all that it was made from: the
generation, the software and what was asked. So the same request from the same client, byte for byte, has the same
answer, byte for byte, for as long as the generation is in service.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.answers import GENERATION
from api.cache import Cache

__all__ = ["REQUEST", "Replay", "Replays"]

#: Where the bytes of a request lie in its scope, if it is one that may be answered from here.
REQUEST = "crossplan.request"

_GENERATION = GENERATION.lower().encode("ascii")
#: Besides the request and the body: the head, and the bookkeeping.
_OVERHEAD = 1500


@dataclass(frozen=True, slots=True)
class Replay:
    """An answer: its status line is 200, `headers` are the rest of its head without the date, with an empty line."""

    generation: str
    headers: bytes
    body: bytes


class Replays:
    """Keeps answers by request: the client's address and the bytes that it sent.

    Args:
        most: bytes that they may take.
        in_service: the name of the generation in service, as long as it is known without waiting; else "".
    """

    def __init__(self, most: int, in_service: Callable[[], str]) -> None:
        #: The answers, by the client's address and the bytes of the request.
        self.kept: Cache[Replay] = Cache(most)
        self._in_service = in_service

    def get(self, client: str, request: bytes) -> Replay | None:
        """The answer to a request, if it was given in the generation in service."""
        found = self.kept.get((client, request))
        return found if found is not None and found.generation == self._in_service() else None

    def layer(self, app: ASGIApp) -> ASGIApp:
        """A layer around `app`, outside of all others, that keeps the answers that may be given again."""

        async def keeping(scope: Scope, receive: Receive, send: Send) -> None:
            request: bytes | None = scope.get(REQUEST) if scope["type"] == "http" else None
            if request is None or scope["method"] != "GET":
                await app(scope, receive, send)
                return
            start: Message = {}

            async def sending(message: Message) -> None:
                nonlocal start
                if message["type"] == "http.response.start":
                    start = message
                elif message["type"] == "http.response.body":
                    if start and not message.get("more_body", False):
                        self._keep(scope["client"][0], request, start, message.get("body", b""))
                    start = {}
                await send(message)

            await app(scope, receive, sending)

        return keeping

    def _keep(self, client: str, request: bytes, start: Message, body: bytes) -> None:
        headers = {name.lower(): value for name, value in start["headers"]}
        if start["status"] != 200 or b"etag" not in headers or _GENERATION not in headers:
            return
        if headers.get(b"content-length") != str(len(body)).encode("ascii"):
            return
        head = b"".join(b"%s: %s\r\n" % pair for pair in start["headers"]) + b"\r\n"
        self.keep(client, request, headers[_GENERATION].decode("ascii"), head, body)

    def keep(self, client: str, request: bytes, generation: str, head: bytes, body: bytes) -> None:
        """Keeps an answer of status 200, if the request was met before.

        Args:
            client: the address of the one who asks.
            request: all of the request.
            generation: what the answer was made from.
            head: its header fields but for the date, with an empty line.
            body: the rest.
        """
        key, size = (client, request), len(request) + len(body) + _OVERHEAD
        if self.kept.wants(key, size):
            self.kept.put(key, Replay(generation, head, body), size)
