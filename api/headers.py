"""What every answer carries, whatever made it; and HEAD and OPTIONS, which are alike everywhere."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.answers import BODILESS, GENERATION

__all__ = ["EVERYWHERE", "RAW", "Headers"]

#: CORS: any site's scripts may read. There are no cookies and no logins that this could open to them.
#: CSP: pages load nothing but this server's own style sheet, and run no scripts.
EVERYWHERE: dict[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Location, Content-Range, ETag, Link, Location, Retry-After, "
    f"{GENERATION}",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

#: The same as they are sent.
RAW = [(name.lower().encode("ascii"), value.encode("ascii")) for name, value in EVERYWHERE.items()]

_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match, *",
    "Access-Control-Max-Age": "86400",
}


class Headers:
    """Adds the headers, answers OPTIONS by itself, and turns HEAD into GET without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method = scope["method"]

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = message["headers"]
                names = {name for name, _ in given}
                message["headers"] = [*given, *(one for one in RAW if one[0] not in names)]
            elif message["type"] == "http.response.body" and method == "HEAD":
                message = {**message, "body": b""}
            await send(message)

        if method == "OPTIONS":
            fields = [(name.lower().encode(), value.encode()) for name, value in _PREFLIGHT.items()]
            await sending({"type": "http.response.start", "status": 204, "headers": fields})
            await sending({"type": "http.response.body", "body": b""})
        elif method == "HEAD":
            await self._app({**scope, "method": "GET", BODILESS: True}, receive, sending)
        else:
            await self._app(scope, receive, sending)
