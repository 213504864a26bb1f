"""Request targets with characters that HTTP would have percent-encoded."""

from __future__ import annotations

from urllib.parse import quote_from_bytes

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

__all__ = ["LenientProtocol"]

_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))


class LenientProtocol(HttpToolsProtocol):
    """uvicorn's HTTP, which also takes a request line with raw UTF-8, as curl sends what is typed.

    The parser refuses bytes above 127 in a target (RFC 3986 has none), so they are percent-encoded
    before it sees them. Byte by byte, so that a line that comes in pieces is no matter.
    """

    def data_received(self, data: bytes) -> None:
        """Takes what came in from the connection."""
        if self.cycle is None or self.cycle.response_complete:  # a request begins
            line, end, rest = data.partition(b"\n")
            if not line.isascii():
                data = quote_from_bytes(line, safe=_PRINTABLE + " \r\t").encode() + end + rest
        super().data_received(data)
