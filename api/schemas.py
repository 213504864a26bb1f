"""The JSON documents that the server answers with, as JSON Schema 2020-12 (the dialect of OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

from api.search_schema import ANSWER

__all__ = ["SCHEMAS", "reference"]

_TEXT: dict[str, Any] = {"type": "string"}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": {**required, **(optional or {})}}


_BOTH = _object({"zh": _TEXT, "en": _TEXT})
#: An RDF term (SPARQL 1.1 Query Results JSON Format, section 3.2.2).
_TERM = _object(
    {"type": {"enum": ["uri", "literal", "bnode"]}, "value": _TEXT},
    {"xml:lang": _TEXT, "datatype": {"type": "string", "format": "uri"}},
)

SCHEMAS: dict[str, Any] = {
    # RFC 9457, section 3.1
    "Problem": _object(
        {
            "type": {"type": "string", "format": "uri-reference"},
            "title": _TEXT,
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": _TEXT,
            "instance": {"type": "string", "format": "uri-reference"},
        },
        {
            "line": {"type": "integer", "minimum": 1},
            "column": {"type": "integer", "minimum": 1},
            "seconds": {"type": "number"},
            "bytes": _COUNT,
            "rows": _COUNT,
            "near": {"type": "array", "items": {"type": "string", "format": "uri-reference"}},
        },
    ),
    # SPARQL 1.1 Query Results JSON Format, section 3
    "Results": {
        **_object(
            {"head": _object({}, {"vars": {"type": "array", "items": _TEXT}})},
            {
                "boolean": {"type": "boolean"},
                "results": _object(
                    {
                        "bindings": {
                            "type": "array",
                            "items": {"type": "object", "additionalProperties": _TERM},
                        }
                    }
                ),
            },
        ),
        "oneOf": [{"required": ["boolean"]}, {"required": ["results"]}],
    },
    "Health": _object(
        {
            "status": {"const": "ok"},
            "generation": _TEXT,
            "base": {"type": "string", "format": "uri"},
            "version": _TEXT,
            "documents": _COUNT,
            "measures": _COUNT,
            "workers": _object(
                dict.fromkeys(("size", "idle", "busy", "starting", "long", "waiting"), _COUNT)
                | {"network": {"enum": ["open", "none"]}}
            ),
        }
    ),
    "Questions": _object(
        {
            "questions": {
                "type": "array",
                "items": _object(
                    {
                        "name": _TEXT,
                        "title": _BOTH,
                        "why": _BOTH,
                        "href": {"type": "string", "format": "uri-reference"},
                        "parameters": {
                            "type": "array",
                            "items": _object(
                                {
                                    "name": _TEXT,
                                    "kind": {"enum": ["name", "text", "year", "number"]},
                                    "default": _TEXT,
                                    "label": _BOTH,
                                }
                            ),
                        },
                        "values": {
                            "type": "array",
                            "items": _object({"column": _TEXT, "value": _TEXT, "label": _BOTH}),
                        },
                    }
                ),
            }
        }
    ),
    "Search": ANSWER,
    "OpenAPI": _object({"openapi": _TEXT, "info": {"type": "object"}, "paths": {"type": "object"}}),
}


def reference(name: str) -> dict[str, str]:
    """The reference to a schema from within the document."""
    return {"$ref": f"#/components/schemas/{name}"}
