"""The named graphs, as data that keeps their names and as a page that counts them."""

from __future__ import annotations

import asyncio

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import Response

from api.absence import withdrawn
from api.alternates import link
from api.answers import GENERATION, Stamp
from api.asking import iri_of, rows
from api.display import Display
from api.errors import Problem
from api.identity import Naming, known, namings
from api.languages import Words
from api.lease import Lease
from api.limits import ResultTooLarge
from api.negotiation import HTML, Medium
from api.openapi import described, parameter
from api.site import Site
from api.visit import Visit
from api.vocabulary import ontology
from api.writing import rdf_xml, used_prefixes
from graph.formats import GRAPH, Format, find

__all__ = ["router"]

_OFFERS: tuple[Format | Medium, ...] = (*GRAPH, HTML)
_NTRIPLES = find("ntriples", GRAPH)


def router(site: Site) -> APIRouter:
    """The route of the named graphs."""
    routes = APIRouter(tags=["linked data"])

    @routes.get(
        "/graph/{path:path}",
        **described(
            Words(
                "一个命名图，带后缀 .ttl 等直接给出", "a named graph; with an ending such as .ttl, at once"
            ),
            [one.media for one in _OFFERS],
            [parameter("path", "图的名称", "the name of the graph", where="path")],
            problems=["not-found", "withdrawn", "result-too-large"],
        ),
    )
    async def graph(request: Request) -> Response:
        visit = site.visit(request)
        async with site.pool.lease() as lease:
            return await _graph(site, visit, lease)

    return routes


async def _graph(site: Site, visit: Visit, lease: Lease) -> Response:
    base: str = lease.manifest["base"]
    # a graph has no table: an ending that is none of its formats is a part of its name
    ways = [one for one in namings(visit, base, "graph") if one.taken is None or one.taken in _OFFERS]
    found = await known(lease, ways, graphs=True)
    if found is None:
        raise await withdrawn(site, lease, visit, ways) or _unknown(lease, visit, ways)
    iri, taken = found.iri, found.taken or visit.accepted(_OFFERS)[0]
    language = visit.language if taken is HTML else ""
    varies = () if found.taken else ("Accept",)
    if language and not visit.asked_language:
        varies = (*varies, "Accept-Language")
    stamp = Stamp(lease.generation.name, taken.media, language, visit.address, varies)
    if stamp.held_by(visit.request):
        return stamp.unchanged()
    path = "/" + iri.removeprefix(base)
    headers = {"Link": ", ".join(_links(visit, path, taken, site.settings.licence))}
    if varies:
        headers["Content-Location"] = visit.at(f"{path}.{taken.ending}")
    if not isinstance(taken, Format):
        return stamp.answer(await _page(site, visit, lease, iri), headers)
    body = await asyncio.to_thread(_serialized, await _ntriples(lease, visit, iri), ox.NamedNode(iri), taken)
    return stamp.answer(body, headers)


def _links(visit: Visit, path: str, taken: Format | Medium, licence: str) -> list[str]:
    return [
        link(licence, "license"),
        *(
            link(visit.at(f"{path}.{one.ending}"), "alternate", one.accepts[0])
            for one in _OFFERS
            if one is not taken
        ),
    ]


def _unknown(lease: Lease, visit: Visit, ways: list[Naming]) -> Problem:
    asked, everything = min((way.iri for way in ways), key=len), visit.at("/void")
    return Problem(
        "not-found",
        Words(
            f"没有命名图 {asked}。全部命名图见 {everything}。",
            f"There is no graph {asked}. {everything} lists the graphs.",
        ),
        headers={GENERATION: lease.generation.name},
    )


async def _ntriples(lease: Lease, visit: Visit, iri: str) -> bytes:
    """The triples of a graph.

    Raises:
        Problem: they are more than may be sent at once (422).
        StoreError: see `api.lease.Lease.ask`.
    """
    try:
        answer = await lease.ask(
            f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {iri_of(iri)} {{ ?s ?p ?o }} }}", [_NTRIPLES]
        )
    except ResultTooLarge as error:
        endpoint = visit.at("/sparql")
        raise Problem(
            "result-too-large",
            Words(
                f"这个图超过 {error.limit} 字节，不能一次发送，也不会只发一部分。整个图可用 crossplan export 导出；"
                f"部分数据可在 {endpoint} 用 GRAPH <{iri}> 查询。",
                f"This graph has more than {error.limit} bytes: it is not sent at once, and never in part. "
                f"crossplan export writes it whole; ask {endpoint} for parts of it with GRAPH <{iri}>.",
            ),
            members={"bytes": error.limit},
        ) from error
    return answer.body


def _serialized(ntriples: bytes, graph: ox.NamedNode, taken: Format) -> bytes:
    """The triples in the format `taken`, as quads of `graph` where it can hold them."""
    if taken is _NTRIPLES:
        return ntriples
    assert isinstance(taken.engine, ox.RdfFormat)  # a format of graphs
    triples = (quad.triple for quad in ox.parse(ntriples, ox.RdfFormat.N_TRIPLES))
    if taken.name == "rdfxml":
        return rdf_xml(list(triples))
    prefixes = used_prefixes(ntriples)
    if taken.name in ("nquads", "trig"):
        quads = (ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
        return ox.serialize(quads, format=taken.engine, prefixes=prefixes) or b""
    return ox.serialize(triples, format=taken.engine, prefixes=prefixes) or b""


async def _page(site: Site, visit: Visit, lease: Lease, iri: str) -> str:
    base = lease.manifest["base"]
    display = Display(visit, ontology(), base)
    [(triples,)] = await rows(lease, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}")
    counted = await rows(
        lease,
        f"SELECT ?type (COUNT(DISTINCT ?s) AS ?n) {{ GRAPH <{iri}> {{ ?s a ?type }} }}"
        " GROUP BY ?type ORDER BY DESC(?n) ?type",
    )
    document = next((one for one in lease.manifest["documents"] if one["graph"] == iri), None)
    path = "/" + iri.removeprefix(base)
    return site.pages.render(
        "graph.html",
        visit,
        iri=iri,
        title=display.short(iri),
        triples=display.cell(triples).text,
        classes=[(display.cell(kind), display.cell(number).text) for kind, number in counted],
        document=(document["source_name"], display.href(document["iri"])) if document else None,
        alternates=[(one.name, visit.at(f"{path}.{one.ending}")) for one in GRAPH],
    )
