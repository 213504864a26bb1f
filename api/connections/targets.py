"""HTTP as uvicorn has it, with what people type into curl, answers given again at once, and fewer packets."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar
from urllib.parse import quote_from_bytes

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from api.connections.errand import BEGUN, Errand
from api.connections.express import Express
from api.connections.replay import REQUEST, Replays

__all__ = ["Protocol"]

_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
_END = b"\r\n\r\n"
#: Header fields that say that a body follows (RFC 9112, section 6.3).
_BODIED = frozenset((b"content-length", b"transfer-encoding"))
#: A request is looked up by its bytes if it came in one piece and has no body.
_LONGEST = 16 << 10


class _Joining:
    """A transport that sends the head of an answer together with the first part of its body.

    uvicorn writes them one after the other, which is two calls of the system and often two packets.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head = b""
        self.is_closing = transport.is_closing  # asked several times a request: not by way of __getattr__

    def write(self, data: bytes) -> None:
        """Sends `data`: at once, but for the head of an answer, which goes at the end of this turn of the loop."""
        if self._head:
            data, self._head = self._head + data, b""
        elif data.startswith(b"HTTP/1.1 "):
            self._head = data
            asyncio.get_running_loop().call_soon(self._flush)
            return
        self._write(data)

    def whole(self, data: bytes) -> None:
        """Sends a whole answer at once."""
        self._flush()
        self._write(data)

    def _flush(self) -> None:
        if self._head:
            self._write(self._head)
            self._head = b""

    def _write(self, data: bytes) -> None:
        if not self.is_closing():  # uvloop's raises an error when the client is gone
            self._transport.write(data)

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

    A request that is known is answered before it is parsed (see `replay`), and a plain query without the framework
    (see `express`).
    """

    replays: ClassVar[Replays]
    express: ClassVar[Express]

    _received: bytes | None = None
    #: Whether a part of a request has come, and whether its first line has not come to its end.
    _midway = _in_line = False
    #: The request that the framework is at; others may have come behind it.
    _answered: RequestResponseCycle | None = None
    #: The query under way without the framework, and what has come behind it.
    _errand: Errand | None = None
    _behind = b""
    #: One that has gone over to the framework.
    _begun: Errand | None = None
    #: The header fields of the server's own that were sent last, and how they are sent with what is before them.
    _dating: object = None
    _dated = b""
    #: Whether the server is about to stop.
    _last = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        """A client has connected."""
        self._joining = _Joining(transport)
        super().connection_made(self._joining)  # type: ignore[arg-type]  # it has all that uvicorn uses

    def data_received(self, data: bytes) -> None:
        """Takes what came in from the connection."""
        if self._errand is not None:  # the next request, before this one is answered
            self._behind += data
            if len(self._behind) > _LONGEST:
                self.flow.pause_reading()
            return
        self._received = None
        begins = not self._midway and (self.cycle is None or self.cycle.response_complete)
        if begins and data.startswith(b"GET /") and data.endswith(_END) and len(data) < _LONGEST:
            if self._replayed(data):
                return
            if data.find(_END) == len(data) - len(_END):  # it is one request
                if self._taken(data):
                    return
                self._received = data
        if begins or self._in_line:
            line, end, rest = data.partition(b"\n")
            self._in_line = not end
            if not line.isascii():
                data = quote_from_bytes(line, safe=_PRINTABLE + " \r\t").encode() + end + rest
        super().data_received(data)

    def on_message_begin(self) -> None:
        """The first byte of a request has come."""
        self._midway = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head of a request has come: by what bytes it may be known again is noted with it."""
        if self._begun is not None and self._received is self._begun.request:
            self.scope[BEGUN] = self._begun  # type: ignore[literal-required]  # a key of ours
        received, parser = self._received, self.parser
        if (
            received is not None
            and parser.get_http_version() == "1.1"
            and parser.should_keep_alive()
            and not any(name in _BODIED for name, _ in self.headers)  # or the body were the next request
        ):
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
        self._send(found.headers, found.body)
        return True

    def _send(self, head: bytes, body: bytes) -> None:
        fields = self.server_state.default_headers  # another list every second
        if fields is not self._dating:
            self._dating = fields
            self._dated = b"HTTP/1.1 200 OK\r\n" + b"".join(b"%s: %s\r\n" % pair for pair in fields)
        self._joining.whole(b"".join((self._dated, head, body)))
        self.on_response_complete()  # counts it, and waits for the next one as after any other

    def _taken(self, request: bytes) -> bool:
        """Whether the request is answered without the framework, sooner or later."""
        if self.client is None or self.flow.write_paused or self.transport.is_closing() or self._last:
            return False
        self._unset_keepalive_if_required()
        errand = self.express.taken(self, self.client[0], request)
        if errand is None:
            return False
        self._errand = errand
        errand.start()
        return True

    def reply(self, head: bytes, body: bytes) -> None:
        """Sends the answer to a request without the framework: status 200, header fields but for the date, body."""
        self._errand = None
        self._send(head, body)
        if self._last:
            self.transport.close()
        else:
            self._go_on()

    def go_the_usual_way(self, errand: Errand) -> None:
        """Lets the framework answer a request that it did not get at first."""
        self._errand, self._begun = None, errand
        self._received = errand.request
        super().data_received(errand.request)
        if self._last:
            self.shutdown()
        self._go_on()

    def _go_on(self) -> None:
        behind, self._behind = self._behind, b""
        if behind:
            self.data_received(behind)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._answered = cycle
        super()._start_asgi_task(cycle, app)

    def on_response_complete(self) -> None:
        """An answer was sent."""
        self._drop_begun()
        super().on_response_complete()

    def _drop_begun(self) -> None:
        if self._begun is not None:
            self._begun.drop()
            self._begun = None

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        if self._errand is not None:
            self._errand.drop()
            self._errand = None
        self._drop_begun()
        if self._answered is not None and not self._answered.response_complete:
            self._answered.disconnected = True  # uvicorn tells only the one that came last
            self._answered.message_event.set()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """The server is about to stop: this answer is the last one."""
        if self._errand is not None:
            self._last = True
        else:
            super().shutdown()
