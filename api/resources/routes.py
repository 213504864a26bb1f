"""Linked data: every IRI under the base dereferences, as a page or as data."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import GENERATION, Stamp
from api.errors import Problem
from api.languages import Words
from api.negotiation import HTML, Medium
from api.openapi import described, parameter
from api.resources.absence import missing
from api.resources.alternates import DATA, OFFERS, described_by, link, links, path_of
from api.resources.context import PATH as CONTEXT
from api.resources.identity import known, namings
from api.resources.neighbourhood import neighbourhood
from api.resources.page import resource_page
from api.resources.writing import written
from api.site import Site
from api.visit import Visit
from api.workers.lease import Lease
from graph.formats import Format

__all__ = ["router"]

_PATH = [parameter("path", "IRI 中 id/ 之后的部分", "what follows id/ in the IRI", where="path")]
_NUMBER = {"type": "integer", "minimum": 1}
_PLACE = {"type": "integer", "minimum": 0}
_PAGING = [parameter("page", "引用的第几页", "the page of references", schema=_NUMBER)]
_SHOWN = [
    parameter("property", "只看以此属性指向这里的", "only the references by this property, an IRI"),
    *_PAGING,
    parameter("evidence", "出处的第几页", "the page of places where it was read", schema=_NUMBER),
    parameter(
        "start", "文件：标出的第一个字的位置", "a document: the first character to mark", schema=_PLACE
    ),
    parameter("end", "文件：标出的最后一个字之后的位置", "a document: where the mark ends", schema=_PLACE),
    parameter("part", "文件：长文的第几部分", "a document: the part of a long text", schema=_NUMBER),
]


def router(site: Site) -> APIRouter:
    """The routes of resources."""
    routes = APIRouter(tags=["linked data"])
    media = [one.media for one in OFFERS]

    @routes.get(
        "/id/{path:path}",
        **described(
            Words(
                "资源的 IRI：转到页面或数据（303）；带后缀 .ttl 等直接给出",
                "the IRI of a resource: 303 to page or data; with an ending such as .ttl, at once",
            ),
            media,
            _PATH,
            problems=["not-found", "withdrawn"],
            redirects=True,
        ),
    )
    async def identified(request: Request) -> Response:
        visit = site.visit(request)
        async with site.pool.lease() as lease:
            iri, named = await _resolved(site, lease, visit)
            if named is not None:
                return await _represented(site, visit, lease, iri, named, ())
            return _led_on(visit, lease, iri)

    @routes.get(
        "/page/{path:path}",
        **described(
            Words("资源的网页", "the page of a resource"),
            [HTML.media],
            _PATH + _SHOWN,
            problems=["not-found", "withdrawn", "unusable-parameter"],
        ),
    )
    async def page(request: Request) -> Response:
        visit = site.visit(request)
        async with site.pool.lease() as lease:
            iri, named = await _resolved(site, lease, visit, ending_first=True)
            return await _represented(site, visit, lease, iri, named or HTML, ())

    @routes.get(
        "/data/{path:path}",
        **described(
            Words("资源的数据", "the data of a resource"),
            [one.media for one in DATA],
            _PATH + _PAGING,
            problems=["not-found", "withdrawn"],
        ),
    )
    async def data(request: Request) -> Response:
        visit = site.visit(request)
        async with site.pool.lease() as lease:
            iri, named = await _resolved(site, lease, visit, ending_first=True)
            if named is not None:
                return await _represented(site, visit, lease, iri, named, ())
            return await _represented(site, visit, lease, iri, visit.accepted(DATA)[0], ("Accept",))

    return routes


async def _resolved(
    site: Site, lease: Lease, visit: Visit, *, ending_first: bool = False
) -> tuple[str, Format | Medium | None]:
    """The resource that the path names, and the format if its ending names one.

    Raises:
        Problem: there is none (404), or none any more (410); or the path is not UTF-8 (400).
    """
    ways = namings(visit, lease.manifest["base"], "id", ending_first=ending_first)
    found = await known(lease, ways)
    if found is None:
        raise await missing(site, lease, visit, ways)
    return found.iri, found.taken


def _led_on(visit: Visit, lease: Lease, iri: str) -> Response:
    """From the IRI of a thing to what describes it (303; W3C TAG, httpRange-14)."""
    base, best = lease.manifest["base"], visit.accepted(OFFERS)[0]
    query = visit.request.scope["query_string"].decode("latin-1")
    location = visit.at(path_of(iri, base, best, negotiated=True))
    return Response(
        status_code=303,
        headers={
            "Location": location + (f"?{query}" if query else ""),
            "Vary": "Accept",
            "Cache-Control": "no-cache",
            "Link": ", ".join(described_by(visit, iri, base)),
            GENERATION: lease.generation.name,
        },
    )


async def _represented(
    site: Site, visit: Visit, lease: Lease, iri: str, taken: Format | Medium, varies: tuple[str, ...]
) -> Response:
    """A representation of the resource; `varies` are the headers that chose it."""
    base = lease.manifest["base"]
    told = links(visit, iri, base, taken, site.settings.licence)
    language = visit.language if taken is HTML else ""
    if language and not visit.asked_language:
        varies = (*varies, "Accept-Language")
    # the JSON-LD names its context by the address of this site, which is a part of the visit's
    stamp = Stamp(lease.generation.name, taken.media, language, visit.address, varies)
    if stamp.held_by(visit.request):
        return stamp.unchanged()
    if not isinstance(taken, Format):
        return stamp.answer(await resource_page(site, visit, lease, iri), {"Link": ", ".join(told)})
    page = _page(visit)
    data = await neighbourhood(lease, iri, page, graphs=taken.name in ("nquads", "trig"))
    if page > 1:
        told.append(link(visit.here(page=page - 1), "prev"))
    if data.more:
        told.append(link(visit.here(page=page + 1), "next"))
    body = await asyncio.to_thread(written, data, taken, visit.site + CONTEXT[1:])
    headers = {"Link": ", ".join(told)}
    if varies:  # the address of just this format
        headers["Content-Location"] = visit.at(path_of(iri, base, taken)) + (
            f"?page={page}" if page > 1 else ""
        )
    return stamp.answer(body, headers)


def _page(visit: Visit) -> int:
    """The page of references that the address asks for, from 1.

    Raises:
        Problem: it is no such number (422).
    """
    number = visit.first("page", "1")
    if not (number.isascii() and number.isdigit() and 0 < len(number) < 10 and int(number)):
        raise Problem(
            "unusable-parameter",
            Words("page 应为从 1 起的整数。", "page is a whole number, from 1."),
        )
    return int(number)
