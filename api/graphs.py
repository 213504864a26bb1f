"""The named graphs, as data that keeps their names and as a page that counts them."""

from __future__ import annotations

import asyncio

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import GENERATION, Stamp
from api.asking import iri_of, rows, yes
from api.display import Display
from api.errors import Problem
from api.languages import Words
from api.negotiation import HTML, Medium
from api.openapi import described, parameter
from api.site import Site
from api.visit import Visit
from api.vocabulary import ontology
from api.workers import Lease
from graph.formats import GRAPH, Format, find
from ontology.terms import PREFIXES

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
        ),
    )
    async def graph(request: Request) -> Response:
        visit = site.visit(request)
        async with site.pool.lease() as lease:
            return await _graph(site, visit, lease, request.path_params["path"])

    return routes


async def _graph(site: Site, visit: Visit, lease: Lease, path: str) -> Response:
    stem, _, ending = path.rpartition(".")
    taken = next((one for one in _OFFERS if one.ending == ending), None)
    if taken is None:
        stem, taken = path, visit.accepted(_OFFERS)[0]
    iri = f"{lease.manifest['base']}graph/{stem}"
    name = iri_of(iri)
    if name is None or not await yes(lease, f"ASK {{ GRAPH {name} {{ ?s ?p ?o }} }}"):
        raise Problem(
            "not-found",
            Words(
                f"没有命名图 {iri}。全部命名图见 {visit.at('/void')}。",
                f"There is no graph {iri}. {visit.at('/void')} lists the graphs.",
            ),
            headers={GENERATION: lease.generation.name},
        )
    stamp = Stamp(lease.generation.name, taken.media, visit.language if taken is HTML else "", visit.address)
    if stamp.held_by(visit.request):
        return stamp.unchanged()
    if not isinstance(taken, Format):
        return stamp.answer(await _page(site, visit, lease, iri))
    answer = await lease.ask(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}", [_NTRIPLES])
    return stamp.answer(await asyncio.to_thread(_serialized, answer.body, ox.NamedNode(iri), taken))


def _serialized(ntriples: bytes, graph: ox.NamedNode, taken: Format) -> bytes:
    """The triples in the format `taken`, as quads of `graph` where it can hold them."""
    if taken is _NTRIPLES:
        return ntriples
    assert isinstance(taken.engine, ox.RdfFormat)  # a format of graphs
    triples = ox.parse(ntriples, ox.RdfFormat.N_TRIPLES)
    if taken.engine.supports_datasets and taken.name != "jsonld":
        quads = (ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
        return ox.serialize(quads, format=taken.engine, prefixes=PREFIXES) or b""
    plain = (ox.Triple(t.subject, t.predicate, t.object) for t in triples)
    return ox.serialize(plain, format=taken.engine, prefixes=PREFIXES) or b""


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
    return site.pages.render(
        "graph.html",
        visit,
        iri=iri,
        title=display.short(iri),
        triples=display.cell(triples).text,
        classes=[(display.cell(kind), display.cell(number).text) for kind, number in counted],
        document=(document["source_name"], display.href(document["iri"])) if document else None,
        alternates=[(one.name, f"{display.href(iri).partition('?')[0]}.{one.ending}") for one in GRAPH],
    )
