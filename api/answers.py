"""Answers made from the store: named by what they were made from, and not sent twice."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.workers.exchange import Exchange
from graph.store import StoreError
from ontology.version import VERSION

_LOG = logging.getLogger("crossplan")

__all__ = ["BODILESS", "GENERATION", "Flow", "Stamp"]

GENERATION = "X-Crossplan-Generation"

#: In the scope of a request by HEAD, which is answered as one by GET is: nobody wants the body.
BODILESS = "crossplan.bodiless"

#: Entity tags, weak ones as if they were strong: that is how If-None-Match compares them.
_TAGS = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an answer was made from; two answers of one stamp are the same bytes.

    `generation` is the state of the store, `media` the media type with its parameters, `language` that
    of the interface ("" where it does not matter), `asked` the rest: the address, or query and graphs.
    `varies` are the request headers that decided which of its representations an address sent; they are no part
    of the stamp.
    """

    generation: str
    media: str
    language: str
    asked: str
    varies: tuple[str, ...] = ("Accept", "Accept-Language")

    @property
    def tag(self) -> str:
        """The strong entity tag (RFC 9110, section 8.8.3), of this software version."""
        made_from = "\0".join((VERSION, self.generation, self.media, self.language, self.asked))
        return f'"{hashlib.blake2b(made_from.encode(), digest_size=16).hexdigest()}"'

    def held_by(self, request: Request) -> bool:
        """Whether the caller already has this answer (If-None-Match; RFC 9110, section 13.1.2)."""
        asked = ",".join(request.headers.getlist("if-none-match"))
        return request.method == "GET" and (asked.strip() == "*" or self.tag in _TAGS.findall(asked))

    def headers(self) -> dict[str, str]:
        """What every answer of this stamp says of itself."""
        headers = {
            "ETag": self.tag,
            "Cache-Control": "no-cache",
            GENERATION: self.generation,
        }
        if self.varies:
            headers["Vary"] = ", ".join(self.varies)
        if self.language:
            headers["Content-Language"] = "zh-Hans" if self.language == "zh" else "en"
        return headers

    def unchanged(self) -> Response:
        """The answer to a caller who has this answer already."""
        return Response(status_code=304, headers=self.headers())

    def _passing_headers(self) -> dict[str, str]:
        return {GENERATION: self.generation, "Cache-Control": "no-store"}

    def passing(self, body: bytes | str) -> Response:
        """An answer that would be another the next time, so that nobody is to keep it."""
        return Response(body, media_type=self.media, headers=self._passing_headers())

    def flow(
        self,
        exchange: Exchange,
        stop: Callable[[], None],
        headers: Mapping[str, str] | None = None,
        *,
        passing: bool = False,
    ) -> Flow:
        """An answer that is still coming: see `Flow`. `passing` is one that nobody is to keep."""
        own = self._passing_headers() if passing else self.headers()
        return Flow(exchange, stop, {**own, **(headers or {})}, self.media)

    def answer(self, body: bytes | str, headers: Mapping[str, str] | None = None) -> Response:
        """The answer itself."""
        return Response(body, media_type=self.media, headers={**self.headers(), **(headers or {})})


class Flow(Response):
    """An answer of which a part is sent while the rest is made.

    Should the rest not be had, the connection is broken off: chunked encoding without its end (RFC 9112,
    section 7.1) is an incomplete message to every client, never a shorter answer.
    """

    def __init__(
        self, exchange: Exchange, stop: Callable[[], None], headers: Mapping[str, str], media: str
    ) -> None:
        super().__init__(None, headers=headers, media_type=media)
        del self.headers["content-length"]  # it is not known
        self._exchange, self._stop = exchange, stop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends it; the server closes the connection of one that was not sent to its end."""
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            if BODILESS in scope:
                await send({"type": "http.response.body", "body": b""})
                return
            async for chunk in self._exchange.chunks():
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        except StoreError as error:
            _LOG.warning("an answer was broken off: %s", error)
        finally:
            self._stop()  # if it is not all there, nobody waits for the rest
            self._exchange.drop()
