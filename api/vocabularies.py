"""The ontology, the shapes and the functions for programs (as RDF) and for people (as a page of all terms)."""

from __future__ import annotations

import json
from collections.abc import Callable

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import Stamp
from api.display import Display
from api.entries import entry
from api.errors import Problem, of_status
from api.languages import Words
from api.negotiation import HTML, Medium
from api.openapi import described, ending_of, parameter
from api.resources.context import PATH as CONTEXT
from api.resources.context import context
from api.site import Site
from api.visit import Visit
from api.vocabulary import (
    Term,
    Vocabulary,
    function_sections,
    functions,
    ontology,
    ontology_sections,
    rule_sections,
    shapes,
)
from graph.formats import GRAPH, Format, find
from ontology.terms import PREFIXES
from ontology.version import VERSION

__all__ = ["router"]

_OFFERS: tuple[Format | Medium, ...] = (*GRAPH, HTML)
_JSONLD = find("jsonld", GRAPH)
_ENDED = [ending_of(_OFFERS)]
_VERSION = [parameter("version", "本体的版本", "a version of the ontology", where="path")]
Sections = Callable[[Vocabulary], list[tuple[Words, list[Term]]]]


def router(site: Site) -> APIRouter:
    """The routes of the vocabularies."""
    routes = APIRouter(tags=["vocabulary"])
    media = [one.media for one in _OFFERS]

    about = Words("本体及其全部术语", "the ontology and all its terms")

    @routes.get("/ontology", **described(about, media, store=False))
    @routes.get(
        "/ontology.{ending}",
        **described(about, media, _ENDED, store=False, problems=["not-found"]),
    )
    async def the_ontology(request: Request) -> Response:
        title = Words("本体", "Ontology")
        return _published(site, site.visit(request), ontology(), ontology_sections, title)

    @routes.get(
        "/ontology/{version}", **described(about, media, _VERSION, store=False, problems=["not-found"])
    )
    async def a_version(request: Request) -> Response:
        visit, version = site.visit(request), request.path_params["version"]
        if version != _version():
            now = visit.link(f"/ontology/{_version()}")
            raise Problem(
                "not-found",
                Words(
                    f"这里没有本体的 {version} 版，现在的版本见 {now}。",
                    f"There is no version {version} of the ontology here; the present one is {now}.",
                ),
                members={"near": [now]},
            )
        return _published(site, visit, ontology(), ontology_sections, Words("本体", "Ontology"))

    @routes.get(
        CONTEXT, **described(Words("JSON-LD 上下文", "the JSON-LD context"), [_JSONLD.media], store=False)
    )
    async def the_context(request: Request) -> Response:
        stamp = Stamp(f"software {VERSION}", _JSONLD.media, "", CONTEXT, ())
        if stamp.held_by(request):
            return stamp.unchanged()
        return stamp.answer(json.dumps(context(), ensure_ascii=False, indent=1) + "\n")

    rules = Words("完整性规则（SHACL）", "the completeness rules (SHACL)")

    @routes.get("/shapes", **described(rules, media, store=False))
    @routes.get(
        "/shapes.{ending}",
        **described(rules, media, _ENDED, store=False, problems=["not-found"]),
    )
    async def the_shapes(request: Request) -> Response:
        title = Words("完整性规则", "Completeness rules")
        return _published(site, site.visit(request), shapes(), rule_sections, title)

    calls = Words("查询可用的扩展函数", "the functions that queries can call besides SPARQL's")

    @routes.get("/function", **described(calls, media, store=False))
    @routes.get(
        "/function.{ending}",
        **described(calls, media, _ENDED, store=False, problems=["not-found"]),
    )
    async def the_functions(request: Request) -> Response:
        title = Words("SPARQL 函数", "SPARQL functions")
        return _published(site, site.visit(request), functions(), function_sections, title)

    return routes


def _version() -> str:
    """The version of the ontology that is published here: the last part of its version IRI."""
    iri = PREFIXES["cp"].removesuffix("#")
    related = dict(ontology().terms[iri].related)
    return related[PREFIXES["owl"] + "versionIRI"].removeprefix(f"{iri}/")


def _published(
    site: Site, visit: Visit, vocabulary: Vocabulary, sections: Sections, title: Words
) -> Response:
    ending = visit.request.path_params.get("ending", "")
    named = next((one for one in _OFFERS if one.ending == ending), None)
    if ending and named is None:
        raise of_status(404, visit.at(visit.path))
    best = named or visit.accepted(_OFFERS)[0]
    # these files belong to the software, not to a generation of the store
    language = visit.language if best is HTML else ""
    varies = () if named else ("Accept",)
    if language and not visit.asked_language:
        varies = (*varies, "Accept-Language")
    stamp = Stamp(f"software {VERSION}", best.media, language, visit.address, varies)
    if stamp.held_by(visit.request):
        return stamp.unchanged()
    if not isinstance(best, Format):
        display = Display(visit, ontology(), site.settings.base)
        iri = PREFIXES["cp" if vocabulary is ontology() else "cps"].rstrip("#")
        itself = vocabulary.terms.get(iri)
        page = site.pages.render(
            "vocabulary.html",
            visit,
            title=title.said(visit.language),
            about=itself.explains.get(visit.language, "") if itself else "",
            namespace=f"{iri}#",
            version=vocabulary.said_of(iri, PREFIXES["owl"] + "versionInfo"),
            licence=vocabulary.said_of(iri, PREFIXES["dcterms"] + "license"),
            formats=GRAPH,
            sections=[
                (display.said(words), [entry(term, vocabulary, display) for term in terms])
                for words, terms in sections(vocabulary)
            ],
            path=visit.at("/" + visit.path.split("/")[1].partition(".")[0]),
        )
        return stamp.answer(page)
    if best.name == "turtle":
        return stamp.answer(vocabulary.turtle)
    assert isinstance(best.engine, ox.RdfFormat)  # a format of graphs
    return stamp.answer(vocabulary.serialized(best.engine))
