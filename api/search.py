"""Text search: what is sought and what it is narrowed to, out of an address; the answer as JSON and as a page."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import Stamp
from api.display import Display
from api.errors import Problem, of_store
from api.languages import Words
from api.negotiation import HTML, JSON, Medium
from api.openapi import described, parameter
from api.site import Site
from api.visit import Visit
from api.vocabulary import ontology
from graph.gathering import KINDS
from graph.marking import Piece
from graph.search import DIMENSIONS, Found, Hit
from graph.store import StoreError
from ontology.terms import CP
from ontology.version import VERSION

__all__ = ["Asked", "asked_for", "router"]

_OFFERS: tuple[Medium, ...] = (JSON, HTML)
_SIZE, _LARGEST = 20, 100
_LAST_PAGE = 100_000

_PARAMETERS = [
    parameter(
        "q",
        "要找的文字，至少两个字；空格分开的词都要出现，引号内的是一个词",
        "what to search for, two characters at least; words parted by blanks must all occur, "
        "quotation marks make one word",
    ),
    parameter("type", "只要这些类型（类的本地名）", "only of these classes, by local name", many=True),
    parameter("plan", "只要这些规划的（IRI）", "only of these plans, by IRI", many=True),
    parameter("agency", "只要这些责任单位的（IRI）", "only of these accountable agencies, by IRI", many=True),
    parameter("year", "只要这些年份的", "only of these years", many=True),
    parameter("page", "第几页，从 1 起", "the page, from 1"),
    parameter("size", f"每页几条，最多 {_LARGEST}", f"results a page, {_LARGEST} at most"),
    parameter("format", "json 或 html，代替 Accept", "json or html, instead of Accept"),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: `chosen` are the values that results are narrowed to, by dimension."""

    query: str
    chosen: dict[str, tuple[str, ...]]
    page: int
    size: int

    def with_value(self, dimension: str, value: str, *, chosen: bool) -> Asked:
        """The first page with or without one more value."""
        values = tuple(one for one in self.chosen.get(dimension, ()) if one != value)
        return replace(
            self, page=1, chosen={**self.chosen, dimension: (*values, value) if chosen else values}
        )

    def link(self, visit: Visit, **more: str) -> str:
        """The address that asks for this, in the language that was chosen by hand."""
        pairs = [("q", self.query)]
        pairs += [(name, value) for name in DIMENSIONS for value in self.chosen.get(name, ())]
        pairs += [("page", str(self.page))] if self.page > 1 else []
        pairs += [("size", str(self.size))] if self.size != _SIZE else []
        pairs += [("lang", visit.language)] if visit.asked_language else []
        return f"{visit.at('/search')}?{urlencode([*pairs, *more.items()])}"


def router(site: Site) -> APIRouter:
    """The routes of the search."""
    routes = APIRouter(tags=["search"])
    description = described(
        Words(
            "全文检索：标题、措施、名称，繁体简体均可",
            "text search over titles, measures and names, in traditional or simplified characters",
        ),
        [one.media for one in _OFFERS],
        _PARAMETERS,
        problems=["unusable-parameter", "unusable-words", "no-search"],
        schema="Search",
    )

    @routes.get("/search", **description)
    async def search(request: Request) -> Response:
        visit = site.visit(request)
        named = next((one for one in _OFFERS if one.name == visit.first("format")), None)
        best = named or visit.accepted(_OFFERS)[0]
        if best is JSON:
            return await _answer(site, visit, asked_for(visit))
        return await _page(site, visit)

    return routes


# --- what is asked for --------------------------------------------------------------------------


def asked_for(visit: Visit) -> Asked:
    """What an address asks for.

    Raises:
        Problem: a parameter cannot be used (422).
    """
    chosen = {
        name: tuple(
            dict.fromkeys(value.strip() for key, value in visit.parameters if key == name and value.strip())
        )
        for name in DIMENSIONS
    }
    for kind in chosen["type"]:
        if kind not in KINDS:
            raise _unusable("type", kind, Words("可用：", "known: "), ", ".join(KINDS))
    for year in chosen["year"]:
        if not re.fullmatch("[0-9]{4}", year):
            raise _unusable(
                "year", year, Words("须是四位数字，如", "four figures are needed, such as "), "2025"
            )
    page = _number(visit, "page", 1, _LAST_PAGE)
    return Asked(visit.first("q"), chosen, page, _number(visit, "size", _SIZE, _LARGEST))


def _number(visit: Visit, name: str, default: int, largest: int) -> int:
    text = visit.first(name) or str(default)
    if not re.fullmatch("[0-9]{1,9}", text) or not 1 <= int(text) <= largest:
        raise _unusable(name, text, Words("须是整数：", "a whole number is needed: "), f"1–{largest}")
    return int(text)


def _unusable(name: str, value: str, reason: Words, example: str) -> Problem:
    return Problem(
        "unusable-parameter",
        Words(
            f"{name}：不能是“{value}”（{reason.zh}{example}）。",
            f"{name}: cannot be “{value}” ({reason.en}{example}).",
        ),
    )


# --- the answer ---------------------------------------------------------------------------------


async def _answer(site: Site, visit: Visit, asked: Asked) -> Response:
    if not asked.query:
        raise Problem(
            "unusable-words",
            Words("请用参数 q 给出要找的文字。", "Say what to search for, in the parameter q."),
        )
    async with site.pool.lease() as lease:
        stamp = Stamp(lease.generation.name, JSON.media, visit.language, visit.address)
        if stamp.held_by(visit.request):
            return stamp.unchanged()
        found = await _found(lease, asked)
        told = _told(found, asked, visit, Display(visit, ontology(), lease.manifest["base"]))
    return stamp.answer(json.dumps(told, ensure_ascii=False, indent=1))


async def _page(site: Site, visit: Visit) -> Response:
    """The page; what is wrong with the query is said there too, beside it."""
    try:
        asked = asked_for(visit)
        if not asked.query:
            stamp = Stamp(f"software {VERSION}", HTML.media, visit.language, visit.address)
            if stamp.held_by(visit.request):
                return stamp.unchanged()
            return stamp.answer(_rendered(site, visit, ""))
        async with site.pool.lease() as lease:
            stamp = Stamp(lease.generation.name, HTML.media, visit.language, visit.address)
            if stamp.held_by(visit.request):
                return stamp.unchanged()
            found = await _found(lease, asked)
            told = _told(found, asked, visit, Display(visit, ontology(), lease.manifest["base"]))
    except (Problem, StoreError) as error:
        problem = of_store(error) if isinstance(error, StoreError) else error
        return Response(
            _rendered(site, visit, visit.first("q"), problem=problem),
            problem.status,
            media_type=HTML.media,
            headers={"Cache-Control": "no-store", **problem.headers},
        )
    return stamp.answer(_rendered(site, visit, asked.query, asked=asked, told=told))


def _rendered(
    site: Site,
    visit: Visit,
    query: str,
    *,
    asked: Asked | None = None,
    told: dict[str, Any] | None = None,
    problem: Problem | None = None,
) -> str:
    return site.pages.render(
        "search.html",
        visit,
        query=query,
        told=told,
        problem=problem,
        chosen=[(name, value) for name in DIMENSIONS for value in asked.chosen[name]] if asked else [],
        plain=replace(asked, chosen={}, page=1).link(visit) if asked else "",
        json=asked.link(visit, format="json") if asked else "",
    )


async def _found(lease: Any, asked: Asked) -> Found:
    answer = await lease.search(
        "search",
        query=asked.query,
        chosen=asked.chosen,
        offset=(asked.page - 1) * asked.size,
        size=asked.size,
    )
    return cast(Found, answer)


def _told(found: Found, asked: Asked, visit: Visit, display: Display) -> dict[str, Any]:
    """The answer as its schema has it (`api.search_schema`); the page is made from it too."""
    pages = -(-found["total"] // asked.size)
    links = {"self": asked.link(visit)}
    if asked.page > 1:
        links["previous"] = replace(asked, page=min(asked.page - 1, max(1, pages))).link(visit)
    if asked.page < pages:
        links["next"] = replace(asked, page=asked.page + 1).link(visit)
    return {
        "query": asked.query,
        "words": found["words"],
        "total": found["total"],
        "unfiltered": found["without"],
        "page": asked.page,
        "pages": pages,
        "size": asked.size,
        "hits": [_hit(hit, display) for hit in found["hits"]],
        "facets": {
            name: [
                {
                    **value,
                    "label": display.name(f"{CP}{value['value']}") if name == "type" else value["label"],
                    "href": asked.with_value(name, value["value"], chosen=not value["selected"]).link(visit),
                }
                for value in values
            ]
            for name, values in found["facets"].items()
        },
        "suggestions": [
            {
                "words": one["words"],
                "count": one["count"],
                "href": Asked(one["words"], {}, 1, asked.size).link(visit),
            }
            for one in found["suggestions"]
        ],
        "links": links,
    }


def _hit(hit: Hit, display: Display) -> dict[str, Any]:
    plan = hit["plan"]
    return {
        "iri": hit["iri"],
        "href": display.href(hit["iri"]),
        "type": hit["kind"],
        "type_label": display.name(f"{CP}{hit['kind']}"),
        "number": hit["number"],
        "label": "".join(text for text, _ in hit["label"]),
        "plan": {"iri": plan, "href": display.href(plan), "label": hit["plan_label"]} if plan else None,
        "marked": {"label": _pieces(hit["label"]), "snippet": _pieces(hit["snippet"]), "of": hit["of"]},
    }


def _pieces(pieces: list[Piece]) -> list[dict[str, Any]]:
    return [{"text": text, "match": match} for text, match in pieces]
