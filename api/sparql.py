"""The SPARQL endpoint: protocol, negotiation, and a page for people."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import Response

from api import protocol
from api.answers import Stamp
from api.asking import PAGE_BYTES
from api.dataset import Summaries, service
from api.display import Display
from api.errors import Problem, of_status, of_store
from api.examples import EXAMPLES, STARTER
from api.languages import Words
from api.negotiation import HTML, Medium
from api.openapi import accepts, described, parameter
from api.process import Answer
from api.protocol import Operation
from api.site import Site
from api.visit import Visit
from api.vocabulary import ontology
from api.workers import Lease
from graph.formats import GRAPH, RESULTS, Format, find
from graph.store import Dataset, StoreError

__all__ = ["router"]

_DATA: tuple[Format, ...] = (*RESULTS, *GRAPH)
_OFFERS: tuple[Format | Medium, ...] = (*_DATA, HTML)
#: What a result is fetched in to be shown on a page.
_SHOWN = (find("json", RESULTS), find("ntriples", GRAPH))
_ROWS = 1000

_PARAMETERS = [
    parameter("query", "SPARQL 1.1 查询", "a SPARQL 1.1 query"),
    parameter("default-graph-uri", "作为默认图的命名图", "a graph of the default graph", many=True),
    parameter("named-graph-uri", "可用的命名图", "a named graph of the dataset", many=True),
    parameter("format", "结果格式，代替 Accept", "a format by name, instead of the Accept header"),
]


def router(site: Site, summaries: Summaries) -> APIRouter:
    """The routes of the endpoint."""
    routes = APIRouter(tags=["query"])

    @routes.get(
        "/sparql",
        **described(
            Words(
                "SPARQL 1.1 查询；没有查询时给出服务说明",
                "SPARQL 1.1 query; a service description without one",
            ),
            [one.media for one in _OFFERS],
            _PARAMETERS,
        ),
    )
    async def get(request: Request) -> Response:
        visit = site.visit(request)
        operation = protocol.of_get(visit)
        if operation is None:
            return await _without_query(site, summaries, visit)
        return await _answer(site, visit, operation)

    @routes.post(
        "/sparql",
        **described(
            Words("SPARQL 1.1 查询：表单，或查询本身", "SPARQL 1.1 query: a form, or the query itself"),
            [one.media for one in _OFFERS],
            _PARAMETERS[1:],
            accepts("application/sparql-query", "application/x-www-form-urlencoded"),
        ),
    )
    async def post(request: Request) -> Response:
        visit = site.visit(request)
        return await _answer(site, visit, await protocol.of_post(visit, site.settings.request_bytes))

    @routes.api_route("/sparql", methods=["PUT", "PATCH", "DELETE"], include_in_schema=False)
    async def other(request: Request) -> Response:
        # said here, because the framework names the methods of the first route of a path only
        raise of_status(405, request.scope["path"], {"Allow": "GET, HEAD, POST, OPTIONS"})

    return routes


async def _without_query(site: Site, summaries: Summaries, visit: Visit) -> Response:
    named = [one for one in protocol.formats_named(visit.parameters) if one in GRAPH]
    offers: list[Format | Medium] = [*named] or visit.accepted([*GRAPH, HTML])
    best = offers[0]
    async with site.pool.lease() as lease:
        language = visit.language if best is HTML else ""
        stamp = Stamp(lease.generation.name, best.media, language, visit.address)
        if stamp.held_by(visit.request):
            return stamp.unchanged()
        if best is HTML:
            return stamp.answer(_page(site, visit, Operation("", Dataset(), ())))
        summary = await summaries.of(lease)
    assert isinstance(best, Format)  # there is no other offer
    return stamp.answer(service(summary, visit.site + "sparql", best))


async def _answer(site: Site, visit: Visit, operation: Operation) -> Response:
    offers: list[Format | Medium] = [*operation.formats] or visit.accepted(_OFFERS)
    if offers[0] is HTML:
        return await _answer_page(site, visit, operation)
    formats = [one for one in offers if isinstance(one, Format)]
    async with site.pool.lease() as lease:
        # the kind of answer is not known yet, but it is one of two
        likely = {one.name: one for one in (_first(formats, RESULTS), _first(formats, GRAPH)) if one}
        for one in likely.values():
            stamp = _stamp(lease, one, operation)
            if operation.repeatable and stamp.held_by(visit.request):
                return stamp.unchanged()
        answer = await lease.ask(operation.query, formats, operation.dataset)
        stamp = _stamp(lease, answer.format, operation)
    return stamp.answer(answer.body) if operation.repeatable else stamp.passing(answer.body)


def _first(formats: list[Format], among: tuple[Format, ...]) -> Format | None:
    return next((one for one in formats if one in among), None)


def _stamp(lease: Lease, taken: Format, operation: Operation) -> Stamp:
    return Stamp(lease.generation.name, taken.media, "", operation.identity)


async def _answer_page(site: Site, visit: Visit, operation: Operation) -> Response:
    """The result as a page; what is wrong with the query is said there too, beside the query."""
    try:
        async with site.pool.lease() as lease:
            stamp = Stamp(
                lease.generation.name, HTML.media, visit.language, operation.identity + visit.address
            )
            if operation.repeatable and stamp.held_by(visit.request):
                return stamp.unchanged()
            answer = await lease.ask(operation.query, _SHOWN, operation.dataset, limit=PAGE_BYTES)
            display = Display(visit, ontology(), lease.manifest["base"])
    except StoreError as error:
        problem = of_store(error)
        return Response(
            _page(site, visit, operation, problem=problem),
            problem.status,
            media_type=HTML.media,
            headers={"Cache-Control": "no-store", **problem.headers},
        )
    body = _page(site, visit, operation, **_result(answer, display))
    return stamp.answer(body) if operation.repeatable else stamp.passing(body)


def _result(answer: Answer, display: Display) -> dict[str, Any]:
    """The values for the page: a verdict for ASK, else the columns and the first rows."""
    if answer.format.name == "ntriples":
        columns: tuple[str, ...] = ("subject", "predicate", "object")
        triples = list(ox.parse(answer.body, ox.RdfFormat.N_TRIPLES))
        rows = [[display.plain(one) for one in (t.subject, t.predicate, t.object)] for t in triples[:_ROWS]]
        return {"columns": columns, "rows": rows, "total": len(triples), "formats": GRAPH}
    found = ox.parse_query_results(answer.body, ox.QueryResultsFormat.JSON)
    if isinstance(found, ox.QueryBoolean):
        return {"verdict": bool(found), "formats": RESULTS}
    solutions = [tuple(row) for row in found]
    columns = tuple(variable.value for variable in found.variables)
    rows = [[display.plain(one) for one in row] for row in solutions[:_ROWS]]
    return {"columns": columns, "rows": rows, "total": len(solutions), "formats": RESULTS}


def _page(
    site: Site,
    visit: Visit,
    operation: Operation,
    *,
    problem: Problem | None = None,
    columns: tuple[str, ...] = (),
    rows: list[list[Any]] | None = None,
    total: int = 0,
    verdict: bool | None = None,
    formats: tuple[Format, ...] = (),
) -> str:
    return site.pages.render(
        "query.html",
        visit,
        operation=operation,
        examples=EXAMPLES,
        starter=STARTER,
        offered=_DATA,
        problem=problem,
        fault=_fault(operation.query, problem),
        columns=columns,
        rows=rows,
        total=total,
        verdict=verdict,
        formats=formats,
        seconds=site.settings.query_seconds,
    )


def _fault(query: str, problem: Problem | None) -> tuple[str, str] | None:
    """The line of a syntax error, divided where the error is."""
    if problem is None or "line" not in problem.members:
        return None
    lines = query.split("\n")
    line, column = problem.members["line"], problem.members["column"]
    if line > len(lines):
        return None
    return lines[line - 1][: column - 1], lines[line - 1][column - 1 :] or " "
