"""Requests that are no HTTP, too large or too slow, refused where they come in; and refused like all others."""

from __future__ import annotations

import asyncio
import json
from http import HTTPStatus
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from api import languages
from api.connections.targets import Protocol
from api.errors import MEDIUM, Problem
from api.headers import EVERYWHERE
from api.languages import Words

__all__ = ["Wire"]

#: What a request may have before its body: the parser takes addresses of 64 KiB, and so much again for headers.
_HEAD_BYTES = 128 << 10
_ADDRESS_BYTES = (64 << 10) - 1
#: How long a client may still send after it was refused: to close at once would lose it the answer.
_LINGER_SECONDS = 2.0

_NO_HTTP = Words("这不是 HTTP/1.1 请求。", "This is no HTTP/1.1 request.")
_NO_HOST = Words("HTTP/1.1 请求须有且只有一个 Host。", "A request of HTTP/1.1 has one Host header.")
_CODING = Words("传输编码只能是 chunked。", "The only transfer coding known here is chunked.")
_ADDRESS = Words(
    f"地址超过 {_ADDRESS_BYTES} 字节。长查询请用 POST。",
    f"The address has more than {_ADDRESS_BYTES} bytes. Send a long query by POST.",
)
_HEAD = Words(f"请求头超过 {_HEAD_BYTES} 字节。", f"The headers have more than {_HEAD_BYTES} bytes.")


class Wire(Protocol):
    """HTTP in which a request has to arrive within a time and a size, and every refusal is a problem.

    `seconds` is how long a request may take to arrive, from its first byte, or from the connection, to its last.
    """

    seconds: ClassVar[float]

    _timer: asyncio.TimerHandle | None = None
    _in_head = True
    #: Bytes of the head that have come.
    _head = 0
    _flaw: Problem | None = None
    _refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client is there."""
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._arrived()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Takes what came in from the connection."""
        if self._refused:
            return
        if not self._midway:
            self._arrived()  # the wait for a request, if one was waited for
        super().data_received(data)
        if self._midway and self._in_head and not self._refused:
            self._head += len(data)
            if self._head > _HEAD_BYTES:
                only_address = not self.headers
                self._refuse(
                    Problem("address-too-long", _ADDRESS)
                    if only_address
                    else Problem("headers-too-large", _HEAD)
                )

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        self._in_head, self._head = True, 0
        self._expect()
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header, whole."""
        self._head += len(name) + len(value)
        if self._head > _HEAD_BYTES:
            self._flaw = Problem("headers-too-large", _HEAD)
            raise ValueError("headers too large")  # the parser stops, and the request is refused
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The last header."""
        self._in_head, self._head = False, 0
        hosts = sum(name == b"host" for name, _ in self.headers)
        codings = {value.strip().lower() for name, value in self.headers if name == b"transfer-encoding"}
        if hosts > 1 or (not hosts and self.parser.get_http_version() == "1.1"):
            self._flaw = Problem("bad-request", _NO_HOST)  # RFC 9112, section 3.2
        elif codings - {b"chunked"}:
            self._flaw = Problem("bad-request", _CODING)  # RFC 9112, section 6.1
        elif len(self.url) > _ADDRESS_BYTES:
            self._flaw = Problem("address-too-long", _ADDRESS)
        if self._flaw is not None:
            raise ValueError("no request")
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The last byte of a request."""
        self._arrived()
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuses what the parser does not take."""
        self._refuse(self._flaw or Problem("bad-request", _NO_HTTP))

    def _expect(self) -> None:
        self._arrived()
        self._timer = self.loop.call_later(self.seconds, self._too_late)

    def _arrived(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _too_late(self) -> None:
        if not self._midway:
            self.transport.close()  # a connection on which nothing was ever asked
        else:
            self._refuse(
                Problem(
                    "request-timeout",
                    Words(
                        f"请求在 {self.seconds:g} 秒内没有发完。",
                        f"The request did not arrive within {self.seconds:g} seconds.",
                    ),
                )
            )

    def _refuse(self, problem: Problem) -> None:
        """Answers with the problem, unless an answer is under way, and hangs up."""
        if self._refused or self.transport.is_closing():
            return
        self._refused = True
        self._arrived()
        cycle: RequestResponseCycle | None = self.cycle
        answering = cycle is not None and not cycle.response_complete
        if cycle is not None and answering:
            started = cycle.response_started
            cycle.disconnected = True  # so that the work for it is stopped
            cycle.message_event.set()
            if started or self._in_head:
                self.transport.abort()  # a broken off answer, never one with another in its midst
                return
        for part in self._written(problem):
            self.transport.write(part)
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.loop.call_later(_LINGER_SECONDS, self.transport.close)

    def _written(self, problem: Problem) -> tuple[bytes, bytes]:
        """The head of the answer, and its body."""
        wishes = [value.decode("latin-1") for name, value in self.headers or () if name == b"accept-language"]
        language = languages.choose("", wishes)
        body = json.dumps(problem.document(language, "", "/docs"), ensure_ascii=False).encode()
        headers = {
            **EVERYWHERE,
            "Cache-Control": "no-store",
            "Content-Language": "zh-Hans" if language == "zh" else "en",
            "Content-Type": MEDIUM.media,
            "Content-Length": str(len(body)),
            "Connection": "close",
            **problem.headers,
        }
        lines = [f"HTTP/1.1 {problem.status} {HTTPStatus(problem.status).phrase}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join((*lines, "", "")).encode("ascii"), body
