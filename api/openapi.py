"""How the routes describe themselves in /openapi.json (OpenAPI 3.1), in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from starlette.responses import Response

from api.answers import GENERATION
from api.errors import KINDS, MEDIUM
from api.languages import Words
from api.negotiation import Medium
from api.schemas import SCHEMAS, reference
from graph.ask import Question, questions
from graph.formats import Format

__all__ = ["CHINESE", "accepts", "described", "document", "ending_of", "parameter"]

#: The extension member that holds the Chinese words; the standard ones hold the English.
CHINESE = "x-zh"

#: What any request may meet, and what one to the store may.
_ALWAYS = ("bad-request", "address-too-long", "internal-error")
_STORE = ("nothing-in-service", "overloaded", "worker-lost", "query-timeout")

#: The JSON answers by media type, where the type says all.
_BY_MEDIA = {"application/sparql-results+json": "Results", MEDIUM.accepts[0]: "Problem"}


def parameter(
    name: str,
    zh: str,
    en: str,
    *,
    where: str = "query",
    many: bool = False,
    schema: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The description of a parameter; `many` if it may be given more than once; `schema` if it is no plain text."""
    text = dict(schema or {"type": "string"})
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "description": en,
        CHINESE: zh,
        "schema": {"type": "array", "items": text} if many else text,
    }


def ending_of(offers: Iterable[Format | Medium]) -> dict[str, Any]:
    """The description of an ending in a path, by which a format is chosen at once."""
    endings = [offer.ending for offer in offers]
    return parameter(
        "ending",
        "格式，作为地址的后缀",
        "the format, as the ending of the address",
        where="path",
        schema={"type": "string", "enum": endings},
    )


def accepts(*media: str) -> dict[str, Any]:
    """The description of a request body of one of the media types."""
    return {"required": True, "content": {one: {"schema": {"type": "string"}} for one in media}}


_LANGUAGE = parameter(
    "lang",
    "界面语言：zh 或 en；其他值视为没有写",
    "language of the interface: zh or en; anything else counts as none",
    schema={"type": "string", "examples": ["zh", "en"]},
)


def described(
    words: Words,
    media: Sequence[str],
    parameters: Sequence[Mapping[str, Any]] = (),
    body: Mapping[str, Any] | None = None,
    *,
    problems: Sequence[str] = (),
    store: bool = True,
    redirects: bool = False,
    parts: bool = False,
    schema: str = "",
) -> dict[str, Any]:
    """The arguments of a route's decorator that describe it.

    Args:
        words: what it is for.
        media: the media types it answers with.
        parameters: see `parameter`; `lang` is added where it answers with pages.
        body: see `accepts`.
        problems: the kinds of problems (keys of `api.errors.KINDS`) that it answers with besides those that any
            route may; that no media type fits (406) is known where it has several.
        store: whether it asks the store.
        redirects: whether it may also lead to another address by 303.
        parts: whether it may also be asked for a part of the answer (Range).
        schema: the name of the schema of its JSON, see `api.schemas`.
    """
    types = list(dict.fromkeys(one.partition(";")[0] for one in media))
    known = [dict(one) for one in parameters]
    if "text/html" in types:
        known.append(_LANGUAGE)
    extra: dict[str, Any] = {"parameters": known, CHINESE: words.zh}
    if body is not None:
        extra["requestBody"] = dict(body)
    kinds = [*_ALWAYS, *(_STORE if store else ()), *problems]
    if len(types) > 1:
        kinds.append("not-acceptable")
    responses: dict[int | str, dict[str, Any]] = {
        200: {
            "description": "The answer",
            "headers": _headers("ETag", "Vary", *([GENERATION] if store else [])),
            "content": {one: _content(one, schema) for one in types},
        },
        304: {"description": "The caller has this answer already (If-None-Match)"},
    }
    if redirects:
        responses[303] = {
            "description": "See the page or the data, by the Accept header",
            "headers": _headers("Location", "Vary"),
        }
    if parts:
        responses[206] = {
            "description": "The part that was asked for (Range)",
            "headers": _headers("ETag", "Content-Range", *([GENERATION] if store else [])),
            "content": {one: _content(one, schema) for one in types},
        }
    return {
        "summary": words.en,
        "response_class": Response,
        "responses": responses | _problems(kinds),
        "openapi_extra": extra,
    }


def _headers(*names: str) -> dict[str, Any]:
    return {name: {"schema": {"type": "string"}} for name in names}


def _content(media: str, schema: str) -> dict[str, Any]:
    name = _BY_MEDIA.get(media) or (schema if media == "application/json" else "")
    if name:
        return {"schema": reference(name)}
    return {} if media.endswith(("json", "gzip")) else {"schema": {"type": "string"}}


def _problems(kinds: Iterable[str]) -> dict[int | str, dict[str, Any]]:
    """The problems by status code; a browser gets a page instead of the document."""
    content = {
        MEDIUM.accepts[0]: {"schema": reference("Problem")},
        "text/html": {"schema": {"type": "string"}},
    }
    titles: dict[int, list[str]] = {}
    for kind in dict.fromkeys(kinds):
        status, title = KINDS[kind]
        titles.setdefault(status, []).append(f"{title.en} ({kind})")
    found: dict[int | str, dict[str, Any]] = {
        status: {"description": "; ".join(titles[status]), "content": content} for status in sorted(titles)
    }
    return found | {"default": {"description": "Another problem", "content": content}}


def document(made: Mapping[str, Any], site: str) -> dict[str, Any]:
    """The OpenAPI document: what the framework made of the routes, completed.

    Args:
        made: the framework's document.
        site: the address of the server, with a slash at its end.
    """
    paths = dict(made["paths"])
    template = paths["/questions/{name}"]
    for question in questions().values():
        paths[f"/questions/{question.name}"] = _of_question(question, template)
    return {
        **made,
        "servers": [{"url": site.removesuffix("/")}],
        "externalDocs": {"url": site + "docs"},
        "paths": paths,
        "components": {"schemas": SCHEMAS},
    }


def _of_question(question: Question, template: Mapping[str, Any]) -> dict[str, Any]:
    """A stored question as a path of its own, with its own parameters."""
    general = template["get"]
    own = [parameter(one.name, one.label_zh, one.label_en) for one in question.parameters]
    for described_one, one in zip(own, question.parameters, strict=True):
        described_one["schema"] = {"type": "string", "default": one.default}
    rest = [one for one in general["parameters"] if one["name"] != "name"]
    return {
        "get": {
            **general,
            "operationId": f"question_{question.name.replace('-', '_')}",
            "summary": question.title_en,
            "description": question.why_en,
            CHINESE: question.title_zh,
            "parameters": own + rest,
        }
    }
