"""Every error leaves in one shape: a problem document, or a page for a browser."""

from __future__ import annotations

import json
from collections.abc import Callable

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.errors import MEDIUM, Problem, of_status, of_store
from api.languages import Words
from api.negotiation import HTML
from api.site import Site
from api.visit import Visit
from graph.store import StoreError

__all__ = ["ErrorAnswer", "answer_errors", "error_answer"]

ErrorAnswer = Callable[[Request, Problem], Response]


def error_answer(site: Site) -> ErrorAnswer:
    """What makes the answer to a request that ended in a problem."""

    def answer(request: Request, problem: Problem) -> Response:
        visit = Visit(request)
        page = visit.prefers_page(MEDIUM)
        body = (
            site.pages.render("problem.html", visit, problem=problem)
            if page
            else json.dumps(
                problem.document(visit.language, visit.at(visit.path), visit.at("/docs")), ensure_ascii=False
            )
        )
        headers = {
            "Cache-Control": "no-store",
            "Content-Language": "zh-Hans" if visit.language == "zh" else "en",
            "Vary": "Accept, Accept-Language",
            **problem.headers,
        }
        return Response(body, problem.status, headers, HTML.media if page else MEDIUM.media)

    return answer


def answer_errors(app: FastAPI, answer: ErrorAnswer) -> None:
    """Has `answer` answer whatever is raised while a request is handled."""

    @app.exception_handler(Problem)
    async def a_problem(request: Request, error: Problem) -> Response:
        return answer(request, error)

    @app.exception_handler(StoreError)
    async def a_store_error(request: Request, error: StoreError) -> Response:
        return answer(request, of_store(error))

    @app.exception_handler(HTTPException)
    async def a_status(request: Request, error: HTTPException) -> Response:
        return answer(request, of_status(error.status_code, Visit(request).at(request.scope["path"])))

    @app.exception_handler(RequestValidationError)
    async def a_value(request: Request, error: RequestValidationError) -> Response:
        detail = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        return answer(request, Problem("unusable-parameter", Words(f"参数无法使用：{detail}", detail)))

    @app.exception_handler(Exception)
    async def unforeseen(request: Request, error: Exception) -> Response:
        return answer(request, of_status(500, ""))
