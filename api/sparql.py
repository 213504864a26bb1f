"""The address of the SPARQL endpoint: its methods, as described to clients."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.endpoint import OFFERS, Endpoint
from api.errors import of_status
from api.languages import Words
from api.openapi import accepts, described, parameter

__all__ = ["router"]

_PARAMETERS = [
    parameter("query", "SPARQL 1.1 查询", "a SPARQL 1.1 query"),
    parameter("default-graph-uri", "作为默认图的命名图", "a graph of the default graph", many=True),
    parameter("named-graph-uri", "可用的命名图", "a named graph of the dataset", many=True),
    parameter(
        "format",
        "结果格式的名称，代替 Accept；csv-excel 是带字节序标记（BOM）的 CSV，供 Excel 打开",
        "a format by name, instead of the Accept header; csv-excel is CSV with a byte order mark, for Excel",
    ),
]

_PROBLEMS = ["query-syntax", "query-refused", "update-refused", "result-too-large", "engine-failed"]
_OTHERS = ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "MKCOL", "LOCK", "UNLOCK", "COPY", "MOVE", "LINK"]


def router(endpoint: Endpoint) -> APIRouter:
    """The routes of the endpoint."""
    routes = APIRouter(tags=["query"])

    @routes.get("/sparql/", include_in_schema=False)  # as some clients write it
    @routes.get(
        "/sparql",
        **described(
            Words(
                "SPARQL 1.1 查询；没有查询时给出服务说明",
                "SPARQL 1.1 query; a service description without one",
            ),
            [one.media for one in OFFERS],
            _PARAMETERS,
            problems=_PROBLEMS,
        ),
    )
    async def get(request: Request) -> Response:
        return await endpoint.respond(request)

    @routes.post("/sparql/", include_in_schema=False)
    @routes.post(
        "/sparql",
        **described(
            Words("SPARQL 1.1 查询：表单，或查询本身", "SPARQL 1.1 query: a form, or the query itself"),
            [one.media for one in OFFERS],
            _PARAMETERS[1:],
            accepts("application/sparql-query", "application/x-www-form-urlencoded"),
            problems=[*_PROBLEMS, "unsupported-media-type", "request-too-large"],
        ),
    )
    async def post(request: Request) -> Response:
        return await endpoint.respond(request)

    @routes.api_route("/sparql/", methods=_OTHERS, include_in_schema=False)
    @routes.api_route("/sparql", methods=_OTHERS, include_in_schema=False)
    async def other(request: Request) -> Response:
        # said here, because the framework names the methods of the first route of a path only
        raise of_status(405, request.scope["path"], {"Allow": "GET, HEAD, POST, OPTIONS"})

    return routes
