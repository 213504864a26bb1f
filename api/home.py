"""The home page, the state of the service, and the descriptions of the data set and of the API."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import GENERATION, Stamp
from api.describing.dataset import Summaries
from api.describing.examples import EXAMPLES
from api.describing.void import void
from api.display import Display
from api.download import ADDRESS
from api.errors import KINDS, of_status
from api.languages import Words
from api.negotiation import HTML, JSON, Medium
from api.openapi import CHINESE, described, document, ending_of
from api.site import Site
from api.visit import Visit
from api.vocabulary import ontology
from graph.ask import questions
from graph.dump import FILE
from graph.formats import GRAPH, Format
from ontology.version import VERSION

__all__ = ["router"]

_DESCRIPTION: tuple[Format | Medium, ...] = (*GRAPH, HTML)


def router(site: Site, summaries: Summaries, schema: Callable[[], dict[str, Any]]) -> APIRouter:
    """The routes; `schema` is the OpenAPI document of the whole application."""
    routes = APIRouter(tags=["service"])
    media = [one.media for one in _DESCRIPTION]

    @routes.get("/", **described(Words("首页", "the home page"), [HTML.media]))
    async def home(request: Request) -> Response:
        visit = site.visit(request)
        crew, summary = await summaries.in_service()
        stamp = Stamp(crew.generation.name, HTML.media, visit.language, visit.address)
        if stamp.held_by(request):
            return stamp.unchanged()
        display = Display(visit, ontology(), summary.base)
        plans = [(display.named(one.title, one.iri), one.measures) for one in summary.plans if not one.cited]
        titles = dict(summary.titles)
        documents = [
            (
                display.named(titles.get(one["iri"], one["source_name"]), one["iri"]),
                one["source_name"],
                one["measures"],
            )
            for one in crew.manifest["documents"]
        ]
        return stamp.answer(
            site.pages.render("home.html", visit, plans=plans, documents=documents, examples=EXAMPLES)
        )

    about = Words("数据集说明（VoID、DCAT）", "the data set described (VoID, DCAT)")

    @routes.get("/void", **described(about, media))
    @routes.get("/.well-known/void", **described(about, media))
    @routes.get(
        "/void.{ending}", **described(about, media, [ending_of(_DESCRIPTION)], problems=["not-found"])
    )
    async def the_data_set(request: Request) -> Response:
        return await _data_set(site, summaries, site.visit(request))

    @routes.get(
        "/health", **described(Words("服务状态", "the state of the service"), [JSON.media], schema="Health")
    )
    async def health(request: Request) -> Response:
        crew = await site.pool.in_service()
        status = site.pool.status()
        documents = crew.manifest["documents"]
        state = {
            "status": "ok",
            "generation": crew.generation.name,
            "base": crew.manifest["base"],
            "version": VERSION,
            "documents": len(documents),
            "measures": sum(one["measures"] for one in documents),
            "workers": {
                "size": status.workers,
                "idle": status.idle,
                "busy": status.busy,
                "starting": status.starting,
                "long": status.long,
                "waiting": status.waiting,
                "network": "open" if status.network else "none",
            },
        }
        return Response(
            json.dumps(state, indent=1),
            media_type=JSON.media,
            headers={"Cache-Control": "no-store", GENERATION: crew.generation.name},
        )

    @routes.get("/docs", **described(Words("接口说明", "the API described"), [HTML.media], store=False))
    async def docs(request: Request) -> Response:
        visit = site.visit(request)
        stamp = Stamp(f"software {VERSION}", HTML.media, visit.language, visit.address)
        if stamp.held_by(request):
            return stamp.unchanged()
        return stamp.answer(
            site.pages.render(
                "docs.html",
                visit,
                paths=document(schema(), visit.site)["paths"],
                kinds=KINDS,
                chinese=CHINESE,
            )
        )

    return routes


async def _data_set(site: Site, summaries: Summaries, visit: Visit) -> Response:
    ending = visit.request.path_params.get("ending", "")
    named = next((one for one in _DESCRIPTION if one.ending == ending), None)
    if ending and named is None:
        raise of_status(404, visit.at(visit.path))
    best = named or visit.accepted(_DESCRIPTION)[0]
    crew, summary = await summaries.in_service()
    language = visit.language if best is HTML else ""
    stamp = Stamp(crew.generation.name, best.media, language, visit.address)
    if stamp.held_by(visit.request):
        return stamp.unchanged()
    names = {one["iri"]: one["source_name"] for one in crew.manifest["documents"]} | dict(summary.titles)
    if isinstance(best, Format):
        body = await asyncio.to_thread(void, summary, visit.site, site.settings.licence, best)
        return stamp.answer(body)
    page = await asyncio.to_thread(
        site.pages.render,
        "dataset.html",
        visit,
        summary=summary,
        licence=site.settings.licence,
        display=Display(visit, ontology(), summary.base, names),
        formats=GRAPH,
        download=ADDRESS,
        dump=FILE,
        queries=len(EXAMPLES) + len(questions()),
    )
    return stamp.answer(page)
