"""The addresses of the reconciliation service, and the manifest that tells of them (section 3 of the specification)."""

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
from api.lease import Lease
from api.negotiation import HTML, JSON
from api.openapi import described, parameter
from api.protocol import form_of
from api.reconciliation import schema, suggestion
from api.reconciliation.candidates import candidates
from api.reconciliation.classes import DEFAULT
from api.reconciliation.entities import space
from api.reconciliation.extension import extended, extension_of, settings
from api.reconciliation.queries import BATCH, queries_of
from api.site import Site
from api.version import VERSION
from api.visit import Visit
from ontology.terms import CP

__all__ = ["router"]

_PATH = "/reconcile"
_SCRIPT = "text/javascript; charset=utf-8"
#: What a script can call: names with dots between them. Anything else could be a script of its own.
_CALLABLE = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*(?:\.[A-Za-z_$][A-Za-z0-9_$]*){0,5}")
_LONGEST_CALLBACK = 100
#: Pixels of a preview.
_WIDTH, _HEIGHT = 420, 220

#: A preview is there to be shown within other sites' pages, and no other answer is.
_FRAMED = "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *"

_CALLBACK = parameter("callback", "JSONP 的函数名", "the name of a function, for JSONP")
_LANGUAGE = parameter("lang", "语言：zh 或 en", "language: zh or en")
_COMMON = [_CALLBACK, _LANGUAGE]
_PREFIX = [
    parameter("prefix", "已输入的文字", "what was typed so far"),
    parameter("cursor", "跳过前几个", "how many suggestions to skip"),
    *_COMMON,
]
_ID = [parameter("id", "标识", "the identifier"), *_COMMON]
_TEXT = {"type": "string"}
_FORM = {
    "required": True,
    "content": {
        "application/x-www-form-urlencoded": {
            "schema": {"type": "object", "properties": {"queries": _TEXT, "extend": _TEXT}}
        }
    },
}


def router(site: Site) -> APIRouter:
    """The routes of the service."""
    routes = APIRouter(tags=["reconciliation"])

    @routes.get(
        _PATH,
        **_described(
            Words(
                "名称匹配（W3C Reconciliation API 0.2，OpenRefine 可用）；没有参数时给出服务说明",
                "reconciliation (W3C Reconciliation API 0.2, for OpenRefine); the manifest without parameters",
            ),
            {"oneOf": [schema.MANIFEST, schema.RESULTS, schema.EXTENSION]},
            [
                parameter("queries", "一批名称，JSON", "a batch of queries, as JSON"),
                parameter("extend", "要补充的属性，JSON", "entities and the properties to fetch, as JSON"),
                *_COMMON,
            ],
        ),
    )
    async def get(request: Request) -> Response:
        visit = site.visit(request)
        return await _answered(site, visit, visit.parameters)

    @routes.post(
        _PATH,
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

    @routes.api_route(_PATH, methods=["PUT", "PATCH", "DELETE"], include_in_schema=False)
    async def other(request: Request) -> Response:
        raise of_status(405, request.scope["path"], {"Allow": "GET, HEAD, POST, OPTIONS"})

    @routes.get(
        f"{_PATH}/suggest/entity",
        **_described(
            Words("按名称开头提示实体", "entities by the beginnings of their names"),
            schema.ENTITIES,
            [parameter("type", "只要这些类型", "only of these types", many=True), *_PREFIX],
        ),
    )
    async def entities(request: Request) -> Response:
        visit = site.visit(request)
        async with site.pool.lease() as lease:
            return _sent(visit, await suggestion.entities(lease, visit), lease)

    @routes.get(
        f"{_PATH}/suggest/property",
        **_described(Words("提示属性", "properties by their names"), schema.PROPERTIES, _PREFIX),
    )
    async def properties(request: Request) -> Response:
        visit = site.visit(request)
        return _sent(visit, suggestion.properties(visit))

    @routes.get(
        f"{_PATH}/suggest/type",
        **_described(Words("提示类型", "types by their names"), schema.TYPES, _PREFIX),
    )
    async def types(request: Request) -> Response:
        visit = site.visit(request)
        return _sent(visit, suggestion.types(visit))

    @routes.get(
        f"{_PATH}/properties",
        **_described(
            Words("一种类型的实体有哪些属性", "the properties that entities of a type have"),
            schema.PROPOSAL,
            [
                parameter("type", "类型", "the type"),
                parameter("limit", "最多几个", "how many at most"),
                *_COMMON,
            ],
        ),
    )
    async def proposed(request: Request) -> Response:
        visit = site.visit(request)
        return _sent(visit, suggestion.proposed(visit))

    for what in ("entity", "property", "type"):
        routes.add_api_route(
            f"{_PATH}/flyout/{what}",
            _flyout(site, what),
            **_described(Words("提示项的小预览", "a small preview of a suggestion"), schema.FLYOUT, _ID),
        )

    @routes.get(
        f"{_PATH}/preview",
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
    if len(asked) > 1:
        raise Problem(
            "bad-request",
            Words(
                "queries 与 extend 不能同时给出。", "Either queries or extend can be asked, not both at once."
            ),
        )
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
        return _sent(visit, _manifest(visit, lease), lease)


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


def _manifest(visit: Visit, lease: Lease) -> dict[str, Any]:
    """The service manifest (section 3.1)."""
    here = f"{visit.site}{_PATH[1:]}"
    language = f"&lang={visit.language}" if visit.asked_language else ""

    def suggest(what: str) -> dict[str, str]:
        return {
            "service_url": here,
            "service_path": f"/suggest/{what}",
            "flyout_service_url": here,
            "flyout_service_path": f"/flyout/{what}?id=${{id}}",
        }

    name = Words(
        "crossplan：政府规划中的机构、区域、项目、指标",
        "crossplan: agencies, regions, projects, indicators of plans",
    )
    return {
        "versions": ["0.1", "0.2"],
        "name": name.said(visit.language),
        "identifierSpace": space(lease),
        "schemaSpace": str(CP),
        "documentation": f"{visit.site}docs",
        "logo": f"{visit.site}static/icon.svg",
        "serviceVersion": VERSION,
        "defaultTypes": [one.told(visit.language) for one in DEFAULT],
        "view": {"url": f"{visit.site}id/{{{{id}}}}"},
        "preview": {
            "url": f"{here}/preview?id={{{{id}}}}{language}",
            "width": _WIDTH,
            "height": _HEIGHT,
        },
        "suggest": {what: suggest(what) for what in ("entity", "property", "type")},
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/properties"},
            "property_settings": settings(visit.language),
        },
        "batchSize": BATCH,
    }
