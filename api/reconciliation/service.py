"""The addresses of the reconciliation service (section 3 of the specification)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import Stamp
from api.errors import Problem, of_status
from api.languages import Words
from api.negotiation import HTML, JSON
from api.openapi import described, parameter
from api.protocol import form_of
from api.reconciliation import schema, suggestion
from api.reconciliation.candidates import candidates
from api.reconciliation.classes import TYPES
from api.reconciliation.extension import extended, extension_of
from api.reconciliation.manifest import PATH, manifest
from api.reconciliation.queries import LONGEST, queries_of
from api.reconciliation.suggestion import FURTHEST
from api.site import Site
from api.visit import Visit
from api.workers.lease import Lease
from ontology.version import VERSION

__all__ = ["router"]

_SCRIPT = "text/javascript; charset=utf-8"
#: What a script can call: names with dots between them. Anything else could be a script of its own.
_CALLABLE = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*(?:\.[A-Za-z_$][A-Za-z0-9_$]*){0,5}")
_LONGEST_CALLBACK = 100
#: A preview is there to be shown within other sites' pages, and no other answer is.
_FRAMED = "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *"


def _parameter(name: str, zh: str, en: str, **schema: Any) -> dict[str, Any]:
    return {**parameter(name, zh, en), "schema": {"type": "string", **schema}}


def _json(name: str, zh: str, en: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter that holds JSON."""
    told = parameter(name, zh, en)
    del told["schema"]
    return {**told, "content": {JSON.media: {"schema": schema}}}


_COMMON = [
    _parameter(
        "callback", "JSONP 的函数名", "the name of a function, for JSONP",
        pattern=f"^({_CALLABLE.pattern})?$", maxLength=_LONGEST_CALLBACK,
    ),
    parameter("lang", "语言：zh 或 en", "language: zh or en"),
]  # fmt: skip
_CURSOR = _parameter(
    "cursor", "跳过前几个", "how many suggestions to skip", type="integer", minimum=0, maximum=FURTHEST
)
_PREFIX = [
    _parameter("prefix", "已输入的文字", "what was typed so far", maxLength=LONGEST),
    _CURSOR,
    *_COMMON,
]
_ID = [parameter("id", "标识", "the identifier"), *_COMMON]
_MEDIA = "application/x-www-form-urlencoded"
_FORM = {
    "required": True,
    "content": {
        _MEDIA: {
            "schema": {
                "oneOf": [
                    {"type": "object", "properties": {name: of}, "required": [name]}
                    for name, of in (
                        ("queries", {**schema.QUERIES, "minProperties": 1}),
                        ("extend", schema.EXTEND),
                    )
                ]
            },
            "encoding": {name: {"contentType": JSON.media} for name in ("queries", "extend")},
        }
    },
}


def router(site: Site) -> APIRouter:
    """The routes of the service."""
    routes = APIRouter(tags=["reconciliation"])

    @routes.get(
        PATH,
        **_described(
            Words(
                "名称匹配（W3C Reconciliation API 0.2，OpenRefine 可用）；没有参数时给出服务说明",
                "reconciliation (W3C Reconciliation API 0.2, for OpenRefine); the manifest without parameters",
            ),
            {"oneOf": [schema.MANIFEST, schema.RESULTS, schema.EXTENSION]},
            [
                _json("queries", "一批名称", "a batch of queries", schema.QUERIES),
                _json(
                    "extend",
                    "要补充的属性；有 queries 时不看",
                    "entities and the properties to fetch, where there are no queries",
                    schema.EXTEND,
                ),
                *_COMMON,
            ],
        ),
    )
    async def get(request: Request) -> Response:
        visit = site.visit(request)
        return await _answered(site, visit, visit.parameters)

    @routes.post(
        PATH,
        **_described(
            Words("名称匹配：表单中的 queries 或 extend", "reconciliation: queries or extend in a form"),
            {"oneOf": [schema.RESULTS, schema.EXTENSION]},
            _COMMON,
            _FORM,
        ),
    )
    async def post(request: Request) -> Response:
        visit = site.visit(request)
        return await _answered(site, visit, await form_of(visit, site.settings.request_bytes))

    @routes.api_route(PATH, methods=["PUT", "PATCH", "DELETE"], include_in_schema=False)
    async def other(request: Request) -> Response:
        raise of_status(405, request.scope["path"], {"Allow": "GET, HEAD, POST, OPTIONS"})

    @routes.get(
        f"{PATH}/suggest/entity",
        **_described(
            Words("按名称开头提示实体", "entities by the beginnings of their names"),
            schema.ENTITIES,
            [
                _parameter(
                    "type",
                    "只要这些类型",
                    "only of these types",
                    type="array",
                    items={"type": "string", "enum": [*TYPES]},
                ),
                *_PREFIX,
            ],
        ),
    )
    async def entities(request: Request) -> Response:
        visit = site.visit(request)
        async with site.pool.lease() as lease:
            return _sent(visit, await suggestion.entities(lease, visit), lease)

    @routes.get(
        f"{PATH}/suggest/property",
        **_described(Words("提示属性", "properties by their names"), schema.PROPERTIES, _PREFIX),
    )
    async def properties(request: Request) -> Response:
        visit = site.visit(request)
        return _sent(visit, suggestion.properties(visit))

    @routes.get(
        f"{PATH}/suggest/type",
        **_described(Words("提示类型", "types by their names"), schema.TYPES, _PREFIX),
    )
    async def types(request: Request) -> Response:
        visit = site.visit(request)
        return _sent(visit, suggestion.types(visit))

    @routes.get(
        f"{PATH}/properties",
        **_described(
            Words("一种类型的实体有哪些属性", "the properties that entities of a type have"),
            schema.PROPOSAL,
            [
                _parameter("type", "类型", "the type", enum=[*TYPES]),
                _parameter(
                    "limit", "最多几个", "how many at most", type="integer", minimum=0, maximum=FURTHEST
                ),
                *_COMMON,
            ],
        ),
    )
    async def proposed(request: Request) -> Response:
        visit = site.visit(request)
        return _sent(visit, suggestion.proposed(visit))

    for what in ("entity", "property", "type"):
        routes.add_api_route(
            f"{PATH}/flyout/{what}",
            _flyout(site, what),
            **_described(Words("提示项的小预览", "a small preview of a suggestion"), schema.FLYOUT, _ID),
        )

    @routes.get(
        f"{PATH}/preview",
        **described(
            Words("实体的小预览页", "a small page about an entity"),
            [HTML.media],
            [parameter("id", "标识", "the identifier")],
        ),
    )
    async def preview(request: Request) -> Response:
        visit = site.visit(request)
        async with site.pool.lease() as lease:
            stamp = Stamp(
                lease.generation.name, HTML.media, visit.language, visit.address, ("Accept-Language",)
            )
            entity = await suggestion.entity_of(lease, visit.first("id"))
            if stamp.held_by(request):
                return stamp.unchanged()
        body = site.pages.render(
            "preview.html",
            visit,
            entity=entity,
            about=entity.described(visit.language),
            kinds=[one.name(visit.language) for one in entity.narrowest],
            href=visit.link(f"/id/{entity.id}"),
        )
        return stamp.answer(body, {"Content-Security-Policy": _FRAMED})

    return routes


def _described(
    words: Words,
    answer: dict[str, Any],
    parameters: Sequence[dict[str, Any]],
    body: dict[str, Any] | None = None,
) -> dict[str, Any]:
    told = described(words, [JSON.media, "text/javascript"], parameters, body)
    told["responses"][200]["content"][JSON.media] = {"schema": answer}
    return told


def _flyout(site: Site, what: str) -> Any:
    async def flyout(request: Request) -> Response:
        visit = site.visit(request)
        identifier = visit.first("id")
        if what != "entity":
            return _sent(visit, {"id": identifier, "html": suggestion.card(site, visit, what, identifier)})
        async with site.pool.lease() as lease:
            entity = await suggestion.entity_of(lease, identifier)
        html = suggestion.card(site, visit, what, identifier, entity)
        return _sent(visit, {"id": identifier, "html": html}, lease)

    return flyout


async def _answered(site: Site, visit: Visit, parameters: Sequence[tuple[str, str]]) -> Response:
    """The answer to what a GET or POST of the service itself asks."""
    asked = {name: text for name, text in reversed(parameters) if name in ("queries", "extend")}
    if not asked and visit.request.method == "POST":
        raise Problem(
            "bad-request",
            Words("表单中应有 queries 或 extend。", "The form has neither “queries” nor “extend”."),
        )
    if "queries" in asked:
        queries = queries_of(asked["queries"])
        async with site.pool.lease() as lease:
            return _sent(visit, await candidates(lease, queries, visit.language), lease)
    if "extend" in asked:
        extension = extension_of(asked["extend"])
        async with site.pool.lease() as lease:
            return _sent(visit, await extended(lease, extension, visit.language), lease)
    async with site.pool.lease() as lease:
        return _sent(visit, manifest(visit, lease), lease)


def _sent(visit: Visit, told: dict[str, Any], lease: Lease | None = None) -> Response:
    """The answer as JSON, or as a script where a callback is named.

    Raises:
        Problem: the callback is no name that a script can call (422).
    """
    callback = visit.first("callback")
    if callback and not (len(callback) <= _LONGEST_CALLBACK and _CALLABLE.fullmatch(callback)):
        raise Problem(
            "unusable-parameter",
            Words("callback 须是函数名。", "callback must be the name of a function."),
        )
    body = json.dumps(told, ensure_ascii=bool(callback))
    media = _SCRIPT if callback else JSON.media
    if (
        callback
    ):  # what begins with a comment cannot begin with anything that a plug-in would take for its own
        body = f"/**/{callback}({body});"
    made_from = lease.generation.name if lease else f"software {VERSION}"
    stamp = Stamp(made_from, media, visit.language, visit.address, ("Accept-Language",))
    if visit.request.method == "POST":
        return stamp.passing(body)
    return stamp.unchanged() if stamp.held_by(visit.request) else stamp.answer(body)
