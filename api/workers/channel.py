"""What a worker and the pool say to each other over their socket: frames of a kind, a length and a body.

pool -> worker   QUERY    the query, its graphs, formats and limits
                 SEARCH   what to ask the text search, and limits; the answer is JSON
                 GRAPH    a named graph that is to be written whole, its format and prefixes
worker -> pool   READY    JSON: the store is open; how the worker is confined
                 WHOLE    an answer that is small: its heading, a line end, the bytes
                 START    the heading: the query is accepted and the kind of its answer known
                 DATA     bytes of the answer, as the engine makes them
                 END      the answer is whole
                 FAILURE  JSON: what was raised; any DATA before it is void

A heading is the name of the format, with a mark if the answer is of a copy in memory.
"""

from __future__ import annotations

import json
import marshal
import struct
from functools import cache
from typing import Any

import graph.store
from api.workers.limits import ResultTooLarge
from graph import formats
from graph.formats import Format
from graph.store import QuerySyntaxError, StoreError, TooManyRows

__all__ = [
    "DATA",
    "END",
    "FAILURE",
    "FORMATS",
    "GRAPH",
    "HEAD",
    "QUERY",
    "READY",
    "SEARCH",
    "START",
    "WHOLE",
    "asked",
    "frame",
    "headed",
    "heading",
    "question",
    "raised",
    "told",
]

READY, QUERY, SEARCH, GRAPH = b"R", b"Q", b"T", b"G"
WHOLE, START, DATA, END, FAILURE = b"W", b"S", b"D", b"E", b"F"

#: The kind and the length of the body that follows.
HEAD = struct.Struct("!cI")

#: Every serialisation by its name.
FORMATS: dict[str, Format] = {one.name: one for one in (*formats.TABLES, *formats.GRAPH)}
_IN_MEMORY = "memory"


def question(kind: bytes, asked: dict[str, Any]) -> bytes:
    """A frame from the pool. Both ends are one program, so that the interpreter's own format will do, the fastest."""
    return frame(kind, marshal.dumps(asked))


def asked(body: bytes) -> dict[str, Any]:
    """What such a frame asks: the inverse of `question`."""
    found: dict[str, Any] = marshal.loads(body)
    return found


def frame(kind: bytes, body: bytes | dict[str, Any] = b"") -> bytes:
    """A frame; a dictionary goes as JSON."""
    if isinstance(body, dict):
        body = json.dumps(body).encode("ascii")
    return HEAD.pack(kind, len(body)) + body


def heading(name: str, *, in_memory: bool) -> bytes:
    """The heading of an answer in the format `name`."""
    return (f"{name} {_IN_MEMORY}" if in_memory else name).encode("ascii")


@cache
def headed(heading: bytes) -> tuple[Format, bool]:
    """The format of an answer, and whether it is of a copy in memory: the inverse of `heading`."""
    name, _, mark = heading.decode("ascii").partition(" ")
    return FORMATS[name], mark == _IN_MEMORY


def told(error: StoreError) -> dict[str, Any]:
    """The body of the FAILURE frame for `error`."""
    match error:
        case QuerySyntaxError():
            place = {"line": error.line, "column": error.column}
            return {"error": "QuerySyntaxError", "message": error.reason, "zh": error.zh, **place}
        case ResultTooLarge() | TooManyRows():
            return {"error": type(error).__name__, "limit": error.limit}
    return {"error": type(error).__name__, "message": str(error)}


def raised(body: bytes) -> StoreError:
    """The error that a FAILURE frame tells of: the inverse of `told`."""
    failure = json.loads(body)
    match failure["error"]:
        case "QuerySyntaxError":
            return QuerySyntaxError(failure["message"], failure["line"], failure["column"], failure["zh"])
        case "ResultTooLarge":
            return ResultTooLarge(failure["limit"])
        case "TooManyRows":
            return TooManyRows(failure["limit"])
    error: StoreError = getattr(graph.store, failure["error"])(failure["message"])
    return error
