"""The ontology and the shapes for programs (as RDF) and for people (as a page of all terms)."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import Stamp
from api.display import Display
from api.errors import of_status
from api.languages import Words
from api.negotiation import HTML, Medium
from api.openapi import described
from api.site import Site
from api.version import VERSION
from api.visit import Visit
from api.vocabulary import Term, Vocabulary, ontology, ontology_sections, rule_sections, shapes
from graph.formats import GRAPH, Format

__all__ = ["router"]

_OFFERS: tuple[Format | Medium, ...] = (*GRAPH, HTML)
Sections = Callable[[Vocabulary], list[tuple[Words, list[Term]]]]


def router(site: Site) -> APIRouter:
    """The routes of the two vocabularies."""
    routes = APIRouter(tags=["vocabulary"])
    media = [one.media for one in _OFFERS]

    @routes.get("/ontology", **described(Words("本体及其全部术语", "the ontology and all its terms"), media))
    @routes.get("/ontology.{ending}", include_in_schema=False)
    async def the_ontology(request: Request) -> Response:
        title = Words("本体", "Ontology")
        return _published(site, site.visit(request), ontology(), ontology_sections, title)

    @routes.get("/shapes", **described(Words("完整性规则（SHACL）", "the completeness rules (SHACL)"), media))
    @routes.get("/shapes.{ending}", include_in_schema=False)
    async def the_shapes(request: Request) -> Response:
        title = Words("完整性规则", "Completeness rules")
        return _published(site, site.visit(request), shapes(), rule_sections, title)

    return routes


def _published(
    site: Site, visit: Visit, vocabulary: Vocabulary, sections: Sections, title: Words
) -> Response:
    ending = visit.request.path_params.get("ending", "")
    named = next((one for one in _OFFERS if one.ending == ending), None)
    if ending and named is None:
        raise of_status(404, visit.at(visit.path))
    best = named or visit.accepted(_OFFERS)[0]
    # these files belong to the software, not to a generation of the store
    stamp = Stamp(f"software {VERSION}", best.media, visit.language if best is HTML else "", visit.address)
    if stamp.held_by(visit.request):
        return stamp.unchanged()
    if not isinstance(best, Format):
        page = site.pages.render(
            "vocabulary.html",
            visit,
            title=title.said(visit.language),
            sections=[(words.said(visit.language), terms) for words, terms in sections(vocabulary)],
            display=Display(visit, vocabulary, site.settings.base),
            path=visit.at(visit.path.partition(".")[0]),
        )
        return stamp.answer(page)
    if best.name == "turtle":
        return stamp.answer(vocabulary.turtle)
    assert isinstance(best.engine, ox.RdfFormat)  # a format of graphs
    return stamp.answer(vocabulary.serialized(best.engine))
