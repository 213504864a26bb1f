"""A store somewhere else: any SPARQL 1.1 endpoint over HTTP, asked through SPARQLWrapper."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Sequence
from typing import Any, BinaryIO
from urllib.error import HTTPError, URLError

import pyoxigraph as ox

from graph.formats import GRAPH, RESULTS, TABLES, Format, find
from graph.store import (
    Dataset,
    EngineError,
    FormatMismatch,
    QueryRefused,
    QuerySyntaxError,
    ReadOnlyStore,
    StoreError,
    Table,
    Term,
)
from graph.tokens import keywords

__all__ = ["RemoteStore"]

_TABLES = ("SELECT", "ASK")
_GRAPHS = ("CONSTRUCT", "DESCRIBE")


class RemoteStore:
    """The endpoint at `url`, for reading. `seconds` is how long one answer may take."""

    def __init__(self, url: str, *, seconds: int = 60) -> None:
        if not url.startswith(("http://", "https://")):
            raise StoreError(f"{url}: an endpoint's address begins with http:// or https://")
        self._url, self._seconds = url, seconds
        self._generation = ""

    @property
    def url(self) -> str:
        """The address of the endpoint."""
        return self._url

    @property
    def generation(self) -> str:
        """The generation named by the last answer, or "" where the endpoint names none."""
        return self._generation

    def put(self, graph: str, nquads: bytes) -> int:
        """Refused: an endpoint is only read."""
        raise ReadOnlyStore(f"{self._url}: an endpoint is only read")

    def select(self, query: str) -> Table:
        """The answer to a SELECT; for an ASK one row with the column `answer`."""
        if _form(query) not in _TABLES:
            raise FormatMismatch("a table was asked for, but the query makes a graph (CONSTRUCT or DESCRIBE)")
        body = self._fetch(query, find("json", RESULTS), Dataset())
        try:
            answer = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise EngineError(f"{self._url}: the answer is no SPARQL result ({error})") from error
        if isinstance(answer, ox.QueryBoolean):
            return Table(("answer",), [(ox.Literal(bool(answer)),)])
        columns = tuple(v.value for v in answer.variables)
        rows: list[tuple[Term | None, ...]] = [tuple(row) for row in answer]
        return Table(columns, rows)

    def construct(self, query: str) -> list[ox.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE."""
        if _form(query) not in _GRAPHS:
            raise FormatMismatch("a graph was asked for, but the query makes a table (SELECT or ASK)")
        body = self._fetch(query, find("ntriples", GRAPH), Dataset())
        try:
            return [q.triple for q in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)]
        except SyntaxError as error:
            raise EngineError(f"{self._url}: the answer is no RDF ({error})") from error

    def write(
        self, query: str, out: BinaryIO, choose: Sequence[Format], dataset: Dataset | None = None
    ) -> Format:
        """Runs `query` at the endpoint and writes its answer to `out`, in the first format that fits."""
        among = TABLES if _form(query) in _TABLES else GRAPH
        chosen = next((f for f in choose if f in among), None)
        if chosen is None:
            what = "a table" if among is TABLES else "a graph"
            raise FormatMismatch(f"the query makes {what}; none of the formats asked for can hold one")
        out.write(chosen.mark + self._fetch(query, chosen, dataset or Dataset()))
        return chosen

    def _fetch(self, query: str, form: Format, dataset: Dataset) -> bytes:
        from SPARQLWrapper import POST, URLENCODED, SPARQLExceptions, SPARQLWrapper

        client = SPARQLWrapper(self._url)
        client.setMethod(POST)
        client.setRequestMethod(URLENCODED)
        client.setTimeout(self._seconds)
        client.setQuery(query)
        client.addCustomHttpHeader("Accept", form.accepts[0])
        client.addCustomHttpHeader("Accept-Language", "en")
        client.setOnlyConneg(True)
        for graph in dataset.default:
            client.addDefaultGraph(graph)
        for graph in dataset.named:
            client.addNamedGraph(graph)
        try:
            answer: Any = client.query().response
            self._generation = answer.headers.get("X-Crossplan-Generation", "")
            body: bytes = answer.read()
        except SPARQLExceptions.QueryBadFormed as error:
            raise _refusal(str(error)) from error
        except HTTPError as error:
            detail = _detail(error.read().decode("utf-8", "replace")) or _first_line(error)
            kind = QueryRefused if error.code == 403 else EngineError
            raise kind(f"{self._url}: {detail}") from error
        except SPARQLExceptions.SPARQLWrapperException as error:
            raise EngineError(f"{self._url}: {_first_line(error)}") from error
        except (URLError, OSError) as error:
            reason = getattr(error, "reason", error)
            raise StoreError(f"{self._url}: the endpoint does not answer ({reason})") from error
        return body


def _form(query: str) -> str:
    """The form of a query: the first of its keywords that names one; SELECT where none does."""
    return next((w for w in keywords(query) if w in (*_TABLES, *_GRAPHS)), "SELECT")


def _refusal(message: str) -> StoreError:
    """The endpoint's own words on a query that it does not take.

    SPARQLWrapper gives them as the text of a bytes literal; our own server answers with a problem document.
    """
    literal = re.search(r"""b(['"]).*\1""", message, re.DOTALL)
    try:
        body = ast.literal_eval(literal[0]).decode("utf-8", "replace") if literal else message
    except (SyntaxError, ValueError):
        body = message
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    if not isinstance(told, dict) or not told.get("detail"):
        return QuerySyntaxError(_first_line(Exception(body)))
    detail = str(told["detail"])
    if told.get("line") is None:
        return QueryRefused(detail)
    reason = re.sub(r"^line \d+, column \d+: ", "", detail)  # the place is told apart from the reason
    return QuerySyntaxError(reason, told["line"], told.get("column"))


def _detail(body: str) -> str:
    """What a problem document (RFC 9457) says, or "" where the body is none."""
    try:
        told = json.loads(body)
    except ValueError:
        return ""
    return str(told.get("detail", "")) if isinstance(told, dict) else ""


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
