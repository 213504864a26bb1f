"""Answers made from the store: named by what they were made from, and not sent twice."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from api.version import VERSION

__all__ = ["GENERATION", "Stamp"]

GENERATION = "X-Crossplan-Generation"

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
        return f'"{hashlib.sha256(made_from.encode()).hexdigest()[:32]}"'

    def held_by(self, request: Request) -> bool:
        """Whether the caller already has this answer (If-None-Match; RFC 9110, section 13.1.2)."""
        asked = ",".join(request.headers.getlist("if-none-match"))
        return request.method == "GET" and (asked.strip() == "*" or self.tag in _TAGS.findall(asked))

    def _headers(self) -> dict[str, str]:
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
        return Response(status_code=304, headers=self._headers())

    def passing(self, body: bytes | str) -> Response:
        """An answer that would be another the next time, so that nobody is to keep it."""
        headers = {GENERATION: self.generation, "Cache-Control": "no-store"}
        return Response(body, media_type=self.media, headers=headers)

    def answer(self, body: bytes | str, headers: Mapping[str, str] | None = None) -> Response:
        """The answer itself."""
        return Response(body, media_type=self.media, headers={**self._headers(), **(headers or {})})
