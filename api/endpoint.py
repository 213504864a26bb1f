"""The SPARQL endpoint: a request of the protocol in, the answer out."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from starlette.requests import Request
from starlette.responses import Response

from api import protocol, query_page
from api.answers import Stamp
from api.cache import Cache
from api.connections.errand import BEGUN, Errand
from api.describing.dataset import Summaries
from api.describing.service import service
from api.negotiation import HTML, Medium, ranked
from api.protocol import Operation
from api.site import Site
from api.visit import Visit
from graph.formats import GRAPH, RESULTS, TABLES, Format

__all__ = ["DATA", "OFFERS", "Endpoint", "accepted", "stamp_of"]

DATA: tuple[Format, ...] = (*RESULTS, *GRAPH)
OFFERS: tuple[Format | Medium, ...] = (*DATA, HTML)

#: Besides the answer itself and the query.
_OVERHEAD = 1000


@lru_cache(1024)
def accepted(accept: str) -> tuple[Format | Medium, ...]:
    """What an Accept header allows, best first."""
    return tuple(ranked([accept], OFFERS))


class Endpoint:
    """Answers queries, those asked before from memory while their generation is in service."""

    def __init__(self, site: Site, summaries: Summaries) -> None:
        self._site, self._summaries = site, summaries
        #: Whole answers by generation, query with its graphs, and formats accepted.
        self.cache: Cache[Response] = Cache(site.settings.cache_bytes // 2)

    async def respond(self, request: Request) -> Response:
        """The answer to a GET or POST.

        Raises:
            Problem, StoreError: there is none.
        """
        visit = self._site.visit(request)
        if request.method == "POST":
            operation = await protocol.of_post(visit, self._site.settings.request_bytes)
        else:
            asked = protocol.of_get(visit)
            if asked is None:
                return await self._without_query(visit)
            operation = asked
        offers = operation.formats or self._accepted(visit)
        if offers[0] is HTML:
            return await query_page.answered(self._site, visit, operation)
        return await self._answer(visit, operation, tuple(one for one in offers if isinstance(one, Format)))

    def _accepted(self, visit: Visit) -> tuple[Format | Medium, ...]:
        return accepted(visit.accept) or tuple(visit.accepted(OFFERS))  # which says what is wrong

    def knows(self, generation: str, operation: Operation, formats: tuple[Format, ...]) -> bool:
        """Whether the answer is kept."""
        return (generation, operation.identity, formats) in self.cache

    def keep(
        self, generation: str, operation: Operation, formats: tuple[Format, ...], stamp: Stamp, body: bytes
    ) -> None:
        """Keeps an answer, if it was asked for before."""
        key = (generation, operation.identity, formats)
        size = len(body) + 2 * len(operation.query) + _OVERHEAD
        if self.cache.wants(key, size):
            self.cache.put(key, stamp.answer(body), size)

    async def _answer(self, visit: Visit, operation: Operation, formats: tuple[Format, ...]) -> Response:
        site, request = self._site, visit.request
        errand: Errand | None = request.scope.get(BEGUN)
        if errand is None and operation.repeatable:
            kept = await self._kept(request, operation, formats)
            if kept is not None:
                return kept
        async with site.pool.lease() if errand is None else errand.resumed() as lease:
            # HTTP before 1.1 knows no chunks, so that a broken off answer would look whole
            if request.scope["http_version"] == "1.0":
                rows = site.settings.result_rows
                answer = await lease.ask(operation.query, formats, operation.dataset, rows=rows)
                form, body, in_memory = answer.format, answer.body, answer.in_memory
            else:
                asked = (
                    lease.begun() if lease.asked else lease.begin(operation.query, formats, operation.dataset)
                )
                exchange = await asked
                form, in_memory = exchange.format, exchange.in_memory
                if not exchange.settled:
                    stamp = stamp_of(lease.generation.name, form, operation, in_memory=in_memory)
                    return stamp.flow(exchange, lease.stop, passing=not operation.repeatable)
                body = exchange.body()
            stamp = stamp_of(lease.generation.name, form, operation, in_memory=in_memory)
        if not operation.repeatable:
            return stamp.passing(body)
        self.keep(stamp.generation, operation, formats, stamp, body)
        return stamp.answer(body)

    async def _kept(
        self, request: Request, operation: Operation, formats: tuple[Format, ...]
    ) -> Response | None:
        """The answer that the caller has already, or that is kept here."""
        crew = await self._site.pool.in_service()
        generation = crew.generation.name
        if "if-none-match" in request.headers:
            # the kind of answer is not known yet, but it is one of two; nor where it will be from: either is right
            kinds = filter(None, (_first(formats, TABLES), _first(formats, GRAPH)))
            for one, in_memory in product(kinds, (True, False)):
                stamp = stamp_of(generation, one, operation, in_memory=in_memory)
                if stamp.held_by(request):
                    return stamp.unchanged()
        return self.cache.get((generation, operation.identity, formats))

    async def _without_query(self, visit: Visit) -> Response:
        named = [one for one in protocol.formats_named(visit.parameters) if one in GRAPH]
        offers: list[Format | Medium] = [*named] or visit.accepted([*GRAPH, HTML])
        best = offers[0]
        crew, summary = await self._summaries.in_service()
        language = visit.language if best is HTML else ""
        stamp = Stamp(crew.generation.name, best.media, language, visit.address)
        if stamp.held_by(visit.request):
            return stamp.unchanged()
        if not isinstance(best, Format):
            return stamp.answer(query_page.empty(self._site, visit))
        return stamp.answer(service(summary, visit.site, best))


def _first(formats: tuple[Format, ...], among: tuple[Format, ...]) -> Format | None:
    return next((one for one in formats if one in among), None)


def stamp_of(generation: str, taken: Format, operation: Operation, *, in_memory: bool) -> Stamp:
    """What an answer in the format `taken` is made from: `in_memory` from a worker's copy, in the order of that."""
    place = "memory" if in_memory else "disk"
    return Stamp(generation, taken.media, "", f"{taken.name} {place} {operation.identity}")
