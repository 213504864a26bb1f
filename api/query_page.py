"""The page of the SPARQL endpoint: a query, its result as a table, or what is wrong with it."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
from starlette.responses import Response

from api.answers import Stamp
from api.asking import PAGE_BYTES
from api.describing.examples import EXAMPLES, STARTER
from api.display import Display
from api.errors import Problem, of_store
from api.negotiation import HTML
from api.protocol import Operation
from api.site import Site
from api.visit import Visit
from api.vocabulary import ontology
from api.workers.exchange import Answer
from graph.formats import GRAPH, RESULTS, TABLES, Format, find
from graph.gaps import GAPS
from graph.store import Dataset, StoreError

__all__ = ["answered", "empty"]

#: What a result is fetched in to be shown.
_SHOWN = (find("json", RESULTS), find("ntriples", GRAPH))
_ROWS = 1000


def empty(site: Site, visit: Visit) -> str:
    """The page before anything was asked."""
    return _page(site, visit, Operation("", Dataset(), ()))


async def answered(site: Site, visit: Visit, operation: Operation) -> Response:
    """The page with the result of a query; what is wrong with the query is said there too, beside it."""
    try:
        async with site.pool.lease() as lease:
            asked = operation.identity + visit.address
            stamps = {
                # of rows without ORDER BY those in memory come in another order
                in_memory: Stamp(lease.generation.name, HTML.media, visit.language, f"{in_memory} {asked}")
                for in_memory in (True, False)
            }
            held = (stamp for stamp in stamps.values() if stamp.held_by(visit.request))
            if operation.repeatable and (stamp := next(held, None)):
                return stamp.unchanged()
            answer = await lease.ask(operation.query, _SHOWN, operation.dataset, limit=PAGE_BYTES)
            display = Display(visit, ontology(), lease.manifest["base"])
    except StoreError as error:
        problem = of_store(error)
        return Response(
            _page(site, visit, operation, problem=problem),
            problem.status,
            media_type=HTML.media,
            headers={"Cache-Control": "no-store", **problem.headers},
        )
    body = _page(site, visit, operation, **_result(answer, display))
    stamp = stamps[answer.in_memory]
    return stamp.answer(body) if operation.repeatable else stamp.passing(body)


def _result(answer: Answer, display: Display) -> dict[str, Any]:
    """The values for the page: a verdict for ASK, else the columns and the first rows."""
    if answer.format.name == "ntriples":
        columns: tuple[str, ...] = ("subject", "predicate", "object")
        triples = list(ox.parse(answer.body, ox.RdfFormat.N_TRIPLES))
        rows = [[display.plain(one) for one in (t.subject, t.predicate, t.object)] for t in triples[:_ROWS]]
        return {"columns": columns, "rows": rows, "total": len(triples), "formats": GRAPH}
    found = ox.parse_query_results(answer.body, ox.QueryResultsFormat.JSON)
    if isinstance(found, ox.QueryBoolean):
        return {"verdict": bool(found), "formats": TABLES}
    solutions = [tuple(row) for row in found]
    columns = tuple(variable.value for variable in found.variables)
    rows = [[display.plain(one) for one in row] for row in solutions[:_ROWS]]
    return {"columns": columns, "rows": rows, "total": len(solutions), "formats": TABLES}


def _page(
    site: Site,
    visit: Visit,
    operation: Operation,
    *,
    problem: Problem | None = None,
    columns: tuple[str, ...] = (),
    rows: list[list[Any]] | None = None,
    total: int = 0,
    verdict: bool | None = None,
    formats: tuple[Format, ...] = (),
) -> str:
    return site.pages.render(
        "query.html",
        visit,
        operation=operation,
        examples=EXAMPLES,
        gaps=GAPS,
        starter=STARTER,
        offered=(*TABLES, *GRAPH),
        problem=problem,
        fault=_fault(operation.query, problem),
        columns=columns,
        rows=rows,
        total=total,
        verdict=verdict,
        formats=formats,
        seconds=site.settings.query_seconds,
    )


def _fault(query: str, problem: Problem | None) -> tuple[str, str] | None:
    """The line of a syntax error, divided where the error is."""
    if problem is None or "line" not in problem.members:
        return None
    lines = query.split("\n")
    line, column = problem.members["line"], problem.members["column"]
    if line > len(lines):
        return None
    return lines[line - 1][: column - 1], lines[line - 1][column - 1 :] or " "
