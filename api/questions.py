"""The stored questions: a list, and each with its parameters and its answer."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import Stamp
from api.asking import PAGE_BYTES, iri_of, labels
from api.display import Cell, Display
from api.errors import Problem
from api.grounding import Row, grounds
from api.languages import Words
from api.negotiation import HTML, JSON, Medium
from api.openapi import described, parameter
from api.site import Site
from api.visit import Visit
from api.vocabulary import ontology
from api.workers.exchange import Answer
from api.workers.lease import Lease
from graph.ask import BadParameter, Question, in_language, questions
from graph.formats import RESULTS, TABLES, Format, find
from graph.grounds import FORMS
from graph.store import Term
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
                parameter(
                    "grounds",
                    "以依据代替答案：share 是写明、承接、推断的各有多少，words 是各行的原文及位置；网页列在答案之后",
                    "what the answer rests on, instead of it: share counts the facts by basis, words gives each row's "
                    "source words with their places; the page shows it below the answer",
                    # a form that leaves it open sends it blank
                    schema={"type": "string", "enum": ["", *FORMS]},
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
        "values": [
            {"column": column, "value": code, "label": {"zh": zh, "en": en}}
            for (column, code), (zh, en) in question.values.items()
        ],
        "href": visit.at(f"/questions/{question.name}"),
    }


async def _answered(site: Site, visit: Visit, question: Question) -> Response:
    named = next((one for one in _TABLE if one.name == visit.first("format")), None)
    best = named or visit.accepted(_ANSWER)[0]
    values = _values(visit, question)
    # as it was sent: one of these words, or nothing
    form = next((value for key, value in visit.parameters if key == "grounds"), "")
    if form and form not in FORMS:
        raise Problem(
            "unusable-parameter",
            Words(
                f"grounds：可用 {'、'.join(FORMS)}，而不是：{form}",
                f"grounds: {' or '.join(FORMS)}, not: {form}",
            ),
        )
    try:
        query = question.query(**values)
        asked = (
            {one: question.grounded(one, **values) for one in FORMS[: FORMS.index(form) + 1]} if form else {}
        )
    except BadParameter as error:
        raise Problem("unusable-parameter", Words(error.zh, error.en)) from error
    async with site.pool.lease() as lease:
        language = visit.language if best is HTML else ""
        stamp = Stamp(lease.generation.name, best.media, language, visit.address)
        if stamp.held_by(visit.request):
            return stamp.unchanged()
        if isinstance(best, Format):
            # a table has the names of terms in Chinese, unless its address asks for another language
            table = in_language(asked[form] if form else query, visit.asked_language or "zh")
            return stamp.answer((await lease.ask(table, [best])).body)
        # of a long answer a page shows the beginning, and says how long it is
        answer = await lease.ask(f"{query}LIMIT {_ROWS + 1}\n", [find("json", RESULTS)], limit=PAGE_BYTES)
        columns, solutions = _solutions(answer)
        total = len(solutions) if len(solutions) <= _ROWS else await _count(lease, question.counted(**values))
        shown = await _table(visit, lease, question, values, columns, solutions, numbered=form == "words")
        rests = await grounds(visit, lease, question, asked, solutions) if form else None
        why_none = "" if solutions else await _why_none(visit, lease, question, values)
    page = site.pages.render(
        "question.html", visit, question=question, values=values, query=query, formats=_TABLE,
        form=form, rests=rests, total=total, why_none=why_none, **shown,
    )  # fmt: skip
    return stamp.answer(page)


def _values(visit: Visit, question: Question) -> dict[str, str]:
    """The question's parameters as the address gives them, unknown ones too, so that a slip is not passed over.

    A blank field is one that was not filled in, except where a text is sought: there it fits all.
    """
    kinds = {one.name: one.kind for one in question.parameters}
    return {
        name: value
        for name, value in visit.parameters
        if name not in ("lang", "format", "grounds") and (value.strip() or kinds.get(name) == "text")
    }


def _solutions(answer: Answer) -> tuple[list[str], list[Row]]:
    """The columns and the rows of an answer."""
    found = ox.parse_query_results(answer.body, ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)  # stored questions are SELECTs
    return [variable.value for variable in found.variables], [tuple(row) for row in found]


async def _why_none(visit: Visit, lease: Lease, question: Question, values: dict[str, str]) -> str:
    """Why there is no answer: something that is asked about is not here, or what the question says of it."""
    unknown = [
        one
        for one, lookup in question.lookups(**values)
        if not _solutions(await lease.ask(lookup, [find("json", RESULTS)]))[1]
    ]
    return question.why_none(unknown, visit.language, **values)


async def _count(lease: Lease, query: str) -> int:
    """The one number that a query answers."""
    _, ((number, *_), *_) = _solutions(await lease.ask(query, [find("json", RESULTS)]))
    assert isinstance(number, ox.Literal)  # a COUNT
    return int(number.value)


async def _table(
    visit: Visit,
    lease: Lease,
    question: Question,
    values: dict[str, str],
    columns: list[str],
    solutions: list[Row],
    *,
    numbered: bool,
) -> dict[str, Any]:
    """The first rows of an answer, resources under their names, numbered if so asked; those asked about too."""
    # a resource is shown under its name: what a question gives for that besides would say it twice
    names = {f"{name}_{what}" for name in columns for what in ("label", "title")}
    kept = [place for place, name in enumerate(columns) if name not in names]
    shown = solutions[:_ROWS]
    named = {term.value for row in shown for term in row if isinstance(term, ox.NamedNode)}
    asked = {name: iri for name, iri in values.items() if iri.startswith(("http://", "https://"))}
    known = await labels(lease, {*named, *(iri for iri in asked.values() if iri_of(iri))})
    display = Display(visit, ontology(), lease.manifest["base"], known)

    def cell(column: str, term: Term | None) -> Cell:
        if isinstance(term, ox.Literal) and (column, term.value) in question.values:
            return Cell(question.said(column, term.value, visit.language))
        return display.cell(term)

    return {
        "called": {name: display.resource(iri) for name, iri in asked.items() if iri in known},
        "columns": [
            *([display.said(Words("行", "row"))] if numbered else []),
            *(_heading(columns[place], question, display) for place in kept),
        ],
        "rows": [
            [
                *([Cell(str(number))] if numbered else []),
                *(cell(columns[place], row[place]) for place in kept),
            ]
            for number, row in enumerate(shown, 1)
        ],
    }


def _heading(column: str, question: Question, display: Display) -> str:
    """What a column is called: by the question itself, or by the ontology's term of its name."""
    own = question.columns.get(column)
    return display.said(Words(*own)) if own else display.column(column) or column
