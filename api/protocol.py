"""What a request to the SPARQL endpoint asks for (SPARQL 1.1 Protocol, section 2.1)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from starlette.requests import Request

from api.errors import Problem
from api.languages import Words
from api.visit import Visit, decoded
from graph.formats import GRAPH, TABLES, Format
from graph.store import Dataset

__all__ = ["Operation", "form_of", "formats_named", "of_get", "of_post"]

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"

#: Functions whose value is another each time; escapes may spell one. Looked for as letters, wherever they
#: stand: an answer that could have been kept and is not does no harm.
_PASSING = re.compile(r"(?:RAND|NOW|UUID|BNODE)\s*[(#]|\\u", re.IGNORECASE)
#: Without any of these, in lower case, there is nothing of the kind, nor a CONSTRUCT: a quick look.
_SIGNS = ("rand", "now", "uuid", "bnode", "construct", "\\")


@dataclass(frozen=True)
class Operation:
    """A query with its graphs; `formats` are those that the address names, before any Accept header."""

    query: str
    dataset: Dataset
    formats: tuple[Format, ...]

    @property
    def repeatable(self) -> bool:
        """Whether the same query on the same data has the same answer, byte for byte.

        The names of blank nodes that a CONSTRUCT makes are new each time.
        """
        small = self.query.lower()
        if not any(map(small.__contains__, _SIGNS)):
            return True
        makes_nodes = ("[" in self.query or "_:" in self.query) and "CONSTRUCT" in self.query.upper()
        return not makes_nodes and _PASSING.search(self.query) is None

    @property
    def identity(self) -> str:
        """The query and its graphs as one text, which no other query and graphs have."""
        if not self.dataset:
            return "=" + self.query
        return json.dumps((self.query, self.dataset.default, self.dataset.named), ensure_ascii=False)


def of_get(visit: Visit) -> Operation | None:
    """The operation of a GET; None without any query.

    Raises:
        Problem: it is an update, has more than one query, or names a graph by what is no IRI.
    """
    return _operation(visit.parameters)


async def of_post(visit: Visit, limit: int) -> Operation:
    """The operation of a POST: a form, or the query itself.

    Args:
        visit: the request.
        limit: bytes of its body.

    Raises:
        Problem: it is an update, has no query or more than one, names a graph by what is no IRI, is too
            large, not UTF-8 or of another media type.
    """
    media, charset = _content_type(visit.request.headers.get("content-type", ""))
    if media == _UPDATE:
        raise _update()
    if media not in (_FORM, _QUERY) or charset not in ("", "utf-8", "utf8"):
        raise Problem(
            "unsupported-media-type",
            Words(
                f"POST 的内容类型应为 {_QUERY} 或 {_FORM}，编码为 UTF-8。",
                f"A POST is of type {_QUERY} or {_FORM}, in UTF-8.",
            ),
            headers={"Accept-Post": f"{_QUERY}, {_FORM}"},
        )
    if visit.request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Problem(  # RFC 9110, sections 8.4 and 12.5.3
            "unsupported-media-type",
            Words("请求内容不能压缩。", "The body of a request is not to be compressed."),
            headers={"Accept-Encoding": "identity"},
        )
    body = await _body(visit.request, limit)
    if media == _FORM:
        operation = _operation([*visit.parameters, *decoded(body)])
    else:
        operation = _operation([*visit.parameters, ("query", _text(body))])
    if operation is None:
        raise Problem("bad-request", Words("表单中没有 query 参数。", "The form has no parameter “query”."))
    return operation


async def form_of(visit: Visit, limit: int) -> list[tuple[str, str]]:
    """The parameters of a POST of a form, those of its address first.

    Args:
        visit: the request.
        limit: bytes of its body.

    Raises:
        Problem: the body is too large, not UTF-8 or of another media type.
    """
    media, _, parameters = visit.request.headers.get("content-type", "").partition(";")
    charset = parameters.lower().partition("charset=")[2].strip().strip('"')
    if media.strip().lower() != _FORM or charset not in ("", "utf-8", "utf8"):
        raise Problem(
            "unsupported-media-type",
            Words(f"POST 的内容类型应为 {_FORM}，编码为 UTF-8。", f"A POST is of type {_FORM}, in UTF-8."),
            headers={"Accept-Post": _FORM},
        )
    return [*visit.parameters, *decoded(await _body(visit.request, limit))]


def _operation(parameters: Sequence[tuple[str, str]]) -> Operation | None:
    values: dict[str, list[str]] = {}
    for key, value in parameters:
        values.setdefault(key, []).append(value)
    if "update" in values:
        raise _update()
    queries = values.get("query", [])
    if len(queries) > 1:
        raise Problem(
            "bad-request",
            Words("参数 query 只能有一个。", "There can be one parameter “query” only."),
        )
    if not queries:
        return None
    return Operation(
        queries[0].removeprefix("\ufeff"),  # an editor's signature of a file is no part of the query
        Dataset(_graphs(values, "default-graph-uri"), _graphs(values, "named-graph-uri")),
        formats_named(parameters),
    )


def _graphs(values: dict[str, list[str]], name: str) -> tuple[str, ...]:
    """The graphs that a parameter names; a blank one is a field of a form that was not filled in."""
    found = tuple(filter(None, values.get(name, [])))
    for iri in found:
        try:
            ox.NamedNode(iri)
        except ValueError as error:
            raise Problem(
                "bad-request",
                Words(
                    f"参数 {name} 须是完整的 IRI，而不是：{iri}",
                    f"The parameter {name} is an absolute IRI, which this is not: {iri}",
                ),
            ) from error
    return found


def formats_named(parameters: Sequence[tuple[str, str]]) -> tuple[Format, ...]:
    """The formats that the first usable parameter `format` names: json is one of tables and one of graphs.

    A name that is none is no error: some clients send a `format` of their own besides Accept.
    """
    names = [value.strip().lower() for key, value in parameters if key == "format"]
    return next(filter(None, map(_named, names)), ())


def _named(name: str) -> tuple[Format, ...]:
    return tuple(
        one
        for one in (*TABLES, *GRAPH)
        if name in (one.name, one.ending, *one.accepts) or f"application/{name}" in one.accepts
    )


async def _body(request: Request, limit: int) -> bytes:
    too_large = Problem(
        "request-too-large",
        Words(f"请求内容超过 {limit} 字节。", f"The request has more than {limit} bytes."),
    )
    if int(request.headers.get("content-length", 0)) > limit:  # what is no number does not come this far
        raise too_large
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise too_large
    return bytes(body)


def _content_type(header: str) -> tuple[str, str]:
    """The media type and the charset of a Content-Type header in lower case, "" where there is none."""
    media, *parameters = header.lower().split(";")
    pairs = dict(one.partition("=")[::2] for one in map(str.strip, parameters))
    return media.strip(), pairs.get("charset", "").strip('"')


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem("bad-request", Words("查询不是 UTF-8 编码。", "The query is not UTF-8.")) from error


def _update() -> Problem:
    return Problem(
        "update-refused",
        Words(
            "这里只能查询，不能更新：数据由文件生成，用 crossplan build、add、remove 改变。",
            "This endpoint is read only: the data is made from documents and changed with "
            "crossplan build, add and remove.",
        ),
    )
