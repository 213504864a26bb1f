"""How the routes describe themselves in /openapi.json, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import Response

from api.languages import Words

__all__ = ["CHINESE", "accepts", "described", "parameter"]

#: The extension member that holds the Chinese words; the standard ones hold the English.
CHINESE = "x-zh"


def parameter(name: str, zh: str, en: str, *, where: str = "query", many: bool = False) -> dict[str, Any]:
    """The description of a parameter; `many` if it may be given more than once."""
    text = {"type": "string"}
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "description": en,
        CHINESE: zh,
        "schema": {"type": "array", "items": text} if many else text,
    }


def accepts(*media: str) -> dict[str, Any]:
    """The description of a request body of one of the media types."""
    return {"required": True, "content": {one: {"schema": {"type": "string"}} for one in media}}


def described(
    words: Words,
    media: Sequence[str],
    parameters: Sequence[Mapping[str, Any]] = (),
    body: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The arguments of a route's decorator that describe it.

    Args:
        words: what it is for.
        media: the media types it answers with.
        parameters: see `parameter`; `lang` is added where it answers with pages.
        body: see `accepts`.
    """
    types = list(dict.fromkeys(one.partition(";")[0] for one in media))
    known = [dict(one) for one in parameters]
    if "text/html" in types:
        known.append(parameter("lang", "界面语言：zh 或 en", "language of the interface: zh or en"))
    extra: dict[str, Any] = {"parameters": known, CHINESE: words.zh}
    if body is not None:
        extra["requestBody"] = dict(body)
    return {
        "summary": words.en,
        "response_class": Response,
        "responses": {
            200: {"description": "The answer", "content": {one: {} for one in types}},
            "default": {"description": "A problem (RFC 9457)", "content": {"application/problem+json": {}}},
        },
        "openapi_extra": extra,
    }
