"""HTTP as uvicorn has it, with what people type into curl, answers given again at once, and fewer packets."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar
from urllib.parse import quote_from_bytes

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.replay import REQUEST, Replays

__all__ = ["Protocol"]

_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
_END = b"\r\n\r\n"
#: A request is looked up by its bytes if it came in one piece and has no body.
_LONGEST = 16 << 10


class _Joining:
    """A transport that sends the head of an answer together with the first part of its body.

    uvicorn writes them one after the other, which is two calls of the system and often two packets.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head = b""

    def write(self, data: bytes) -> None:
        """Sends `data`: at once, but for the head of an answer, which goes at the end of this turn of the loop."""
        if self._head:
            data, self._head = self._head + data, b""
        elif data.startswith(b"HTTP/1.1 "):
            self._head = data
            asyncio.get_running_loop().call_soon(self._flush)
            return
        self._transport.write(data)

    def _flush(self) -> None:
        if self._head:
            self._transport.write(self._head)
            self._head = b""

    def close(self) -> None:
        """Closes the connection when all is sent."""
        self._flush()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class Protocol(HttpToolsProtocol):
    """uvicorn's HTTP, which also takes a request line with raw UTF-8, as curl sends what is typed.

    The parser refuses bytes above 127 in a target (RFC 3986 has none), so they are percent-encoded
    before it sees them. Byte by byte, so that a line that comes in pieces is no matter.

    A request that is known is answered before it is parsed: see `api.replay`.
    """

    replays: ClassVar[Replays]

    _received: bytes | None = None
    #: Whether a part of a request has come.
    _midway = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        """A client has connected."""
        super().connection_made(_Joining(transport))  # type: ignore[arg-type]  # it has all that uvicorn uses

    def data_received(self, data: bytes) -> None:
        """Takes what came in from the connection."""
        self._received = None
        if not self._midway and (self.cycle is None or self.cycle.response_complete):  # a request begins
            if data.startswith(b"GET /") and data.endswith(_END) and len(data) < _LONGEST:
                if self._replayed(data):
                    return
                if data.find(_END) == len(data) - len(_END):  # it is one request
                    self._received = data
            line, end, rest = data.partition(b"\n")
            if not line.isascii():
                data = quote_from_bytes(line, safe=_PRINTABLE + " \r\t").encode() + end + rest
        super().data_received(data)

    def on_message_begin(self) -> None:
        """The first byte of a request has come."""
        self._midway = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head of a request has come: by what bytes it may be known again is noted with it."""
        received, parser = self._received, self.parser
        if received is not None and parser.get_http_version() == "1.1" and parser.should_keep_alive():
            self.scope[REQUEST] = received  # type: ignore[literal-required]  # a key of ours
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """All of a request has come."""
        self._midway = False
        super().on_message_complete()

    def _replayed(self, request: bytes) -> bool:
        if self.client is None or self.flow.write_paused or self.transport.is_closing():
            return False
        found = self.replays.get(self.client[0], request)
        if found is None:
            return False
        dated = b"".join(b"%s: %s\r\n" % pair for pair in self.server_state.default_headers)
        self.transport.write(b"".join((b"HTTP/1.1 200 OK\r\n", dated, found.headers, found.body)))
        self.on_response_complete()  # counts it, and waits for the next one as after any other
        return True
