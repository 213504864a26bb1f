"""Linked data: every IRI under the base dereferences, as a page or as data."""

from __future__ import annotations

import asyncio
import csv
import difflib
import io
from urllib.parse import quote

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import GENERATION, Stamp
from api.asking import iri_of, rows, yes
from api.errors import Problem
from api.languages import Words
from api.negotiation import HTML, Medium
from api.openapi import described, parameter
from api.resource_page import resource_page
from api.site import Site
from api.visit import Visit
from api.workers import Lease
from graph.formats import GRAPH, RESULTS, Format, find
from ontology.terms import PREFIXES

__all__ = ["router"]

#: Only what a resource says of itself is without bounds; what refers to it comes so many at a time.
_REFERENCES = 1000
_NEAR = 2000

#: What is legal in an IRI besides letters and digits; headers are ASCII.
_IRI = "%/:?#[]@!$&'()*+,;=-._~"

_CSV = find("csv", RESULTS)
_DATA: tuple[Format, ...] = (*GRAPH, _CSV)
_OFFERS: tuple[Format | Medium, ...] = (*_DATA, HTML)
_BY_ENDING: dict[str, Format | Medium] = {one.ending: one for one in _OFFERS}

#: The kinds of resources that people look for by name, by the first part of their path.
_KINDS = {
    "plan": "cp:Plan",
    "document": "cp:Document",
    "agency": "cp:Agency",
    "region": "cp:Region",
    "project": "cp:Project",
    "indicator": "cp:Indicator",
}

_PATH = [parameter("path", "IRI 中 id/ 之后的部分", "what follows id/ in the IRI", where="path")]
_PAGING = [parameter("page", "引用的第几页", "the page of references")]


def router(site: Site) -> APIRouter:
    """The routes of resources."""
    routes = APIRouter(tags=["linked data"])
    media = [one.media for one in _OFFERS]

    @routes.get(
        "/id/{path:path}",
        **described(
            Words(
                "资源的 IRI：转到页面或数据（303）；带后缀 .ttl 等直接给出",
                "the IRI of a resource: 303 to page or data; with an ending such as .ttl, at once",
            ),
            media,
            _PATH,
        ),
    )
    async def identified(request: Request) -> Response:
        visit, path = site.visit(request), request.path_params["path"]
        async with site.pool.lease() as lease:
            iri, ending = await _resolve(lease, "id/" + path, visit)
            if ending is not None:
                return await _represent(site, visit, lease, iri, ending)
            best = visit.accepted(_OFFERS)[0]
            room = "page" if best is HTML else "data"
            query = request.scope["query_string"].decode("latin-1")
            return Response(
                status_code=303,
                headers={
                    "Location": visit.at(f"/{room}/{path}") + (f"?{query}" if query else ""),
                    "Vary": "Accept",
                    "Cache-Control": "no-cache",
                    GENERATION: lease.generation.name,
                },
            )

    @routes.get(
        "/page/{path:path}", **described(Words("资源的网页", "the page of a resource"), [HTML.media], _PATH)
    )
    async def page(request: Request) -> Response:
        visit, path = site.visit(request), request.path_params["path"]
        async with site.pool.lease() as lease:
            iri, ending = await _resolve(lease, "id/" + path, visit)
            return await _represent(site, visit, lease, iri, ending or HTML)

    @routes.get(
        "/data/{path:path}",
        **described(
            Words("资源的数据", "the data of a resource"), [one.media for one in _DATA], _PATH + _PAGING
        ),
    )
    async def data(request: Request) -> Response:
        visit, path = site.visit(request), request.path_params["path"]
        async with site.pool.lease() as lease:
            iri, ending = await _resolve(lease, "id/" + path, visit)
            return await _represent(site, visit, lease, iri, ending or visit.accepted(_DATA)[0])

    return routes


async def _resolve(lease: Lease, path: str, visit: Visit) -> tuple[str, Format | Medium | None]:
    """The IRI that a path asks for, and the format if its ending names one.

    Raises:
        Problem: the store knows no such resource (404).
    """
    stem, _, ending = path.rpartition(".")
    for candidate, taken in ((stem, _BY_ENDING.get(ending)), (path, None)):
        if candidate and (taken is not None or candidate == path):
            iri = lease.manifest["base"] + candidate
            if await _known(lease, iri):
                return iri, taken
    raise await _unknown(lease, stem if ending in _BY_ENDING else path, visit)


async def _known(lease: Lease, iri: str) -> bool:
    term = iri_of(iri)
    return term is not None and await yes(lease, f"ASK {{ {{ {term} ?p ?o }} UNION {{ ?s ?q {term} }} }}")


async def _unknown(lease: Lease, path: str, visit: Visit) -> Problem:
    """The 404 for a resource, with what is near to it: what it would be a part of, or similar names."""
    base, steps = lease.manifest["base"], path.split("/")
    near: list[str] = []
    for length in range(len(steps) - 1, 2, -1):
        above = base + "/".join(steps[:length])
        if await _known(lease, above):
            near = [above]
            break
    if not near and len(steps) > 2 and steps[1] in _KINDS:
        found = await rows(
            lease, f"SELECT DISTINCT ?s {{ ?s a {_KINDS[steps[1]]} }} ORDER BY ?s LIMIT {_NEAR}"
        )
        names = [row[0].value for row in found if isinstance(row[0], ox.NamedNode)]
        near = difflib.get_close_matches(base + "/".join(steps[:3]), names, n=3, cutoff=0.8)
    links = [visit.link("/page/" + one.removeprefix(base + "id/")) for one in near]
    hint = (
        Words("相近的有：" + "、".join(links), "Near to it: " + ", ".join(links))
        if links
        else Words(
            f"可从首页 {visit.at('/')} 或查询页 {visit.at('/sparql')} 找起。",
            f"Begin at the home page {visit.at('/')} or the query page {visit.at('/sparql')}.",
        )
    )
    return Problem(
        "not-found",
        Words(f"数据中没有 {base}{path}。{hint.zh}", f"The data knows no {base}{path}. {hint.en}"),
        members={"near": links},
        headers={GENERATION: lease.generation.name},
    )


async def _represent(site: Site, visit: Visit, lease: Lease, iri: str, taken: Format | Medium) -> Response:
    language = visit.language if taken is HTML else ""
    stamp = Stamp(lease.generation.name, taken.media, language, visit.address)
    if stamp.held_by(visit.request):
        return stamp.unchanged()
    if not isinstance(taken, Format):
        return stamp.answer(
            await resource_page(site, visit, lease, iri), {"Link": _alternates(visit, lease, iri)}
        )
    number = visit.first("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    triples, more = await _triples(lease, iri, max(page, 1))
    links = [f'<{quote(iri, safe=_IRI)}>; rel="describes"']
    if more:
        links.append(f'<{visit.here(page=max(page, 1) + 1)}>; rel="next"')
    body = await asyncio.to_thread(_serialized, triples, taken)
    return stamp.answer(body, {"Link": ", ".join(links)})


def _alternates(visit: Visit, lease: Lease, iri: str) -> str:
    path = visit.at("/data/" + iri.removeprefix(lease.manifest["base"] + "id/"))
    return ", ".join(f'<{path}.{one.ending}>; rel="alternate"; type="{one.accepts[0]}"' for one in _DATA)


async def _triples(lease: Lease, iri: str, page: int) -> tuple[list[ox.Triple], bool]:
    """What `iri` says of itself and one page of what refers to it; and whether more pages follow."""
    subject = ox.NamedNode(iri)
    triples = []
    if page == 1:
        for predicate, value in await rows(
            lease, f"SELECT DISTINCT ?p ?o {{ <{iri}> ?p ?o }} ORDER BY ?p ?o"
        ):
            if isinstance(predicate, ox.NamedNode) and value is not None:
                triples.append(ox.Triple(subject, predicate, value))
    found = await rows(
        lease,
        f"SELECT DISTINCT ?s ?p {{ ?s ?p <{iri}> }} ORDER BY ?s ?p"
        f" LIMIT {_REFERENCES + 1} OFFSET {_REFERENCES * (page - 1)}",
    )
    for other, predicate in found[:_REFERENCES]:
        if isinstance(other, ox.NamedNode | ox.BlankNode) and isinstance(predicate, ox.NamedNode):
            triples.append(ox.Triple(other, predicate, subject))
    return triples, len(found) > _REFERENCES


def _serialized(triples: list[ox.Triple], taken: Format) -> bytes:
    if isinstance(taken.engine, ox.RdfFormat):
        return ox.serialize(triples, format=taken.engine, prefixes=PREFIXES) or b""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(("subject", "predicate", "object"))
    table.writerows(tuple(_plain(one) for one in (t.subject, t.predicate, t.object)) for t in triples)
    return out.getvalue().encode("utf-8")


def _plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value
