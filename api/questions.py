"""The stored questions: a list, and each with its parameters and its answer."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import Stamp
from api.asking import PAGE_BYTES, iri_of, labels
from api.display import Display
from api.errors import Problem
from api.languages import Words
from api.negotiation import HTML, JSON, Medium
from api.openapi import described, parameter
from api.site import Site
from api.visit import Visit
from api.vocabulary import ontology
from api.workers.exchange import Answer
from api.workers.lease import Lease
from graph.ask import BadParameter, Question, questions
from graph.formats import RESULTS, TABLES, Format, find
from ontology.version import VERSION

__all__ = ["router"]

_LIST: tuple[Medium, ...] = (JSON, HTML)
_TABLE: tuple[Format, ...] = TABLES
_ANSWER: tuple[Format | Medium, ...] = (*RESULTS, HTML)
_ROWS = 1000


def router(site: Site) -> APIRouter:
    """The routes of the stored questions."""
    routes = APIRouter(tags=["questions"])

    @routes.get(
        "/questions",
        **described(
            Words("全部内置问题", "all stored questions"),
            [one.media for one in _LIST],
            store=False,
            schema="Questions",
        ),
    )
    async def the_questions(request: Request) -> Response:
        return _listed(site, site.visit(request))

    @routes.get(
        "/questions/{name}",
        **described(
            Words(
                "一个内置问题的答案；问题的参数作为地址参数",
                "the answer to a stored question; its parameters go in the address",
            ),
            [one.media for one in _ANSWER],
            [
                parameter("name", "问题的名称", "the name of the question", where="path"),
                parameter(
                    "format", "结果格式，代替 Accept", "json, xml, csv, tsv or csv-excel, instead of Accept"
                ),
            ],
            problems=["not-found", "unusable-parameter", "result-too-large"],
        ),
    )
    async def a_question(request: Request) -> Response:
        visit, name = site.visit(request), request.path_params["name"]
        question = questions().get(name)
        if question is None:
            raise Problem(
                "not-found",
                Words(
                    f"没有名为 {name} 的问题。全部问题见 {visit.at('/questions')}。",
                    f"No question is called {name}. {visit.at('/questions')} lists them.",
                ),
            )
        return await _answered(site, visit, question)

    return routes


def _listed(site: Site, visit: Visit) -> Response:
    best = visit.accepted(_LIST)[0]
    stamp = Stamp(f"software {VERSION}", best.media, visit.language if best is HTML else "", visit.address)
    if stamp.held_by(visit.request):
        return stamp.unchanged()
    every = list(questions().values())
    if best is HTML:
        return stamp.answer(site.pages.render("questions.html", visit, questions=every))
    return stamp.answer(
        json.dumps({"questions": [_told(one, visit) for one in every]}, ensure_ascii=False, indent=1)
    )


def _told(question: Question, visit: Visit) -> dict[str, Any]:
    return {
        "name": question.name,
        "title": {"zh": question.title_zh, "en": question.title_en},
        "why": {"zh": question.why_zh, "en": question.why_en},
        "parameters": [
            {
                "name": one.name,
                "kind": one.kind,
                "default": one.default,
                "label": {"zh": one.label_zh, "en": one.label_en},
            }
            for one in question.parameters
        ],
        "href": visit.at(f"/questions/{question.name}"),
    }


async def _answered(site: Site, visit: Visit, question: Question) -> Response:
    named = next((one for one in _TABLE if one.name == visit.first("format")), None)
    best = named or visit.accepted(_ANSWER)[0]
    values = _values(visit, question)
    try:
        query = question.query(**values)
    except BadParameter as error:
        raise Problem("unusable-parameter", Words(error.zh, error.en)) from error
    async with site.pool.lease() as lease:
        language = visit.language if best is HTML else ""
        stamp = Stamp(lease.generation.name, best.media, language, visit.address)
        if stamp.held_by(visit.request):
            return stamp.unchanged()
        if isinstance(best, Format):
            return stamp.answer((await lease.ask(query, [best])).body)
        answer = await lease.ask(query, [find("json", RESULTS)], limit=PAGE_BYTES)
        table = await _table(visit, lease, question, values, answer)
    page = site.pages.render(
        "question.html", visit, question=question, values=values, query=query, formats=_TABLE, **table
    )
    return stamp.answer(page)


def _values(visit: Visit, question: Question) -> dict[str, str]:
    """The question's parameters as the address gives them, unknown ones too, so that a slip is not passed over.

    A blank field is one that was not filled in, except where a text is sought: there it fits all.
    """
    kinds = {one.name: one.kind for one in question.parameters}
    return {
        name: value
        for name, value in visit.parameters
        if name not in ("lang", "format") and (value.strip() or kinds.get(name) == "text")
    }


async def _table(
    visit: Visit, lease: Lease, question: Question, values: dict[str, str], answer: Answer
) -> dict[str, Any]:
    """The columns and the first rows of an answer, resources under their names; those asked about too."""
    found = ox.parse_query_results(answer.body, ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)  # stored questions are SELECTs
    solutions = [tuple(row) for row in found]
    columns = [variable.value for variable in found.variables]
    # a resource is shown under its name: what a question gives for that besides would say it twice
    names = {f"{name}_{what}" for name in columns for what in ("label", "title")}
    kept = [place for place, name in enumerate(columns) if name not in names]
    shown = solutions[:_ROWS]
    named = {term.value for row in shown for term in row if isinstance(term, ox.NamedNode)}
    asked = {name: iri for name, iri in values.items() if iri.startswith(("http://", "https://"))}
    known = await labels(lease, {*named, *(iri for iri in asked.values() if iri_of(iri))})
    display = Display(visit, ontology(), lease.manifest["base"], known)
    return {
        "called": {name: display.resource(iri) for name, iri in asked.items() if iri in known},
        "columns": [_heading(columns[place], question, display) for place in kept],
        "rows": [[display.cell(row[place]) for place in kept] for row in shown],
        "total": len(solutions),
    }


def _heading(column: str, question: Question, display: Display) -> str:
    """What a column is called: by the question itself, or by the ontology's term of its name."""
    own = question.columns.get(column)
    return display.said(Words(*own)) if own else display.column(column) or column
