"""The named graphs, as data that keeps their names and as a page that counts them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import GENERATION, Stamp
from api.asking import iri_of, labels, rows
from api.display import Display
from api.errors import Problem
from api.languages import Words
from api.negotiation import HTML, Medium
from api.openapi import described, parameter
from api.resources.absence import withdrawn
from api.resources.alternates import link
from api.resources.identity import Naming, known, namings
from api.resources.writing import rdf_xml
from api.site import Site
from api.visit import Visit
from api.vocabulary import ontology
from api.workers.exchange import Exchange
from api.workers.lease import WHOLE_BYTES, Lease
from api.workers.limits import ResultTooLarge
from graph.formats import GRAPH, Format, find
from graph.store import Term
from ontology.terms import PREFIXES

__all__ = ["router"]

_OFFERS: tuple[Format | Medium, ...] = (*GRAPH, HTML)
_NTRIPLES = find("ntriples", GRAPH)
#: So many triples of a graph tell which prefixes it is written with.
_LOOKED_AT = 100_000


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
    if taken.name == "rdfxml":
        return stamp.answer(await _rdf_xml(visit, lease, iri, path), headers)
    prefixes = await _prefixes(lease, iri) if taken.name in ("turtle", "trig") else {}
    # HTTP before 1.1 knows no chunks, so that a broken off answer would look whole
    if visit.request.scope["http_version"] == "1.0":
        exchange = await _whole(visit, lease, iri, path, taken, prefixes)
    else:
        exchange = await lease.graph(iri, taken, prefixes)
        if not exchange.settled:
            return stamp.flow(exchange, lease.stop, headers)
    return stamp.answer(exchange.body(), headers)


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


async def _prefixes(lease: Lease, iri: str) -> dict[str, str]:
    """The project's prefixes that a graph is written with, by its properties and classes: those of its first triples,
    since they stand before all others.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    found = await rows(
        lease,
        f"SELECT DISTINCT ?p ?class {{ {{ SELECT ?p ?o {{ GRAPH {iri_of(iri)} {{ ?s ?p ?o }} }} LIMIT {_LOOKED_AT} }}"
        " BIND(IF(?p = rdf:type, ?o, ?p) AS ?class) }",
    )
    used = {term.value for row in found for term in row if isinstance(term, ox.NamedNode)}
    used.add(PREFIXES["xsd"])  # of the datatypes
    return {prefix: space for prefix, space in PREFIXES.items() if any(one.startswith(space) for one in used)}


async def _whole(
    visit: Visit, lease: Lease, iri: str, path: str, taken: Format, prefixes: Mapping[str, str]
) -> Exchange:
    """A graph that has to be had as a whole before any of it is sent.

    Raises:
        Problem: it is too large for that (422).
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    try:
        return await lease.graph(iri, taken, prefixes, limit=WHOLE_BYTES)
    except ResultTooLarge as error:
        others = ", ".join(visit.at(f"{path}.{one.ending}") for one in GRAPH if one.name != "rdfxml")
        raise Problem(
            "result-too-large",
            Words(
                f"这个图超过 {error.limit} 字节。写成 RDF/XML，或以 HTTP/1.0 发送，须先整个装入内存，"
                f"所以没有发送，也不会只发一部分。用 HTTP/1.1 取其他格式，大小不限：{others}。",
                f"This graph has more than {error.limit} bytes. For RDF/XML, or by HTTP/1.0, it would be held in "
                f"memory whole: it is not sent, and never in part. By HTTP/1.1 other formats have no limit: {others}.",
            ),
            members={"bytes": error.limit},
        ) from error


async def _rdf_xml(visit: Visit, lease: Lease, iri: str, path: str) -> bytes:
    """A graph in RDF/XML, which is checked as a whole before it is sent.

    Raises:
        Problem: it is too large for that (422), or XML has no place for it (406).
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    exchange = await _whole(visit, lease, iri, path, _NTRIPLES, {})
    triples = ox.parse(exchange.body(), ox.RdfFormat.N_TRIPLES)
    return await asyncio.to_thread(lambda: rdf_xml([quad.triple for quad in triples]))


async def _page(site: Site, visit: Visit, lease: Lease, iri: str) -> str:
    base = lease.manifest["base"]
    document = next((one for one in lease.manifest["documents"] if one["graph"] == iri), None)
    display = Display(visit, ontology(), base, await labels(lease, [document["iri"]] if document else []))
    [(triples,)] = await rows(lease, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}")
    counted = await rows(
        lease,
        f"SELECT ?type (COUNT(*) AS ?n) {{ GRAPH <{iri}> {{ ?s a ?type }} }}"
        " GROUP BY ?type ORDER BY DESC(?n) ?type",
    )
    path = "/" + iri.removeprefix(base)
    return site.pages.render(
        "graph.html",
        visit,
        iri=iri,
        title=display.resource(iri),
        triples=_count(triples),
        classes=[(display.cell(kind), _count(number)) for kind, number in counted],
        document=display.named(document["source_name"], document["iri"]) if document else None,
        alternates=[(one.name, visit.at(f"{path}.{one.ending}")) for one in GRAPH],
    )


def _count(term: Term | None) -> int:
    return int(term.value) if isinstance(term, ox.Literal) else 0
