"""What a worker and the pool say to each other over their socket: frames of a kind, a length and a body.

pool -> worker   QUERY    JSON: the query, its graphs, formats and limits
worker -> pool   READY    the store is open
                 DATA     bytes of a result, as the engine makes them
                 END      JSON: the format of the result, which is now whole
                 FAILURE  JSON: what was raised; any DATA before it is void
"""

from __future__ import annotations

import json
import struct
from typing import Any

import graph.store
from api.limits import ResultTooLarge
from graph.formats import GRAPH, RESULTS, Format
from graph.store import QuerySyntaxError, StoreError

__all__ = ["DATA", "END", "FAILURE", "FORMATS", "HEAD", "QUERY", "READY", "frame", "raised", "told"]

READY, QUERY, DATA, END, FAILURE = b"R", b"Q", b"D", b"E", b"F"

#: The kind and the length of the body that follows.
HEAD = struct.Struct("!cI")

#: Every serialisation by its name.
FORMATS: dict[str, Format] = {one.name: one for one in (*RESULTS, *GRAPH)}


def frame(kind: bytes, body: bytes | dict[str, Any]) -> bytes:
    """A frame; a dictionary goes as JSON."""
    if isinstance(body, dict):
        body = json.dumps(body).encode("ascii")
    return HEAD.pack(kind, len(body)) + body


def told(error: StoreError) -> dict[str, Any]:
    """The body of the FAILURE frame for `error`."""
    if isinstance(error, QuerySyntaxError):
        return {
            "error": "QuerySyntaxError",
            "message": error.reason,
            "line": error.line,
            "column": error.column,
        }
    if isinstance(error, ResultTooLarge):
        return {"error": "ResultTooLarge", "limit": error.limit}
    return {"error": type(error).__name__, "message": str(error)}


def raised(body: bytes) -> StoreError:
    """The error that a FAILURE frame tells of: the inverse of `told`."""
    failure = json.loads(body)
    name = failure["error"]
    if name == "QuerySyntaxError":
        return QuerySyntaxError(failure["message"], failure["line"], failure["column"])
    if name == "ResultTooLarge":
        return ResultTooLarge(failure["limit"])
    error: StoreError = getattr(graph.store, name)(failure["message"])
    return error
