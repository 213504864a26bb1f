"""The answer of a search in JSON, as /openapi.json describes it (JSON Schema 2020-12)."""

from __future__ import annotations

from typing import Any

from graph.gathering import KINDS

__all__ = ["ANSWER"]


def _object(members: dict[str, Any], *, optional: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": members,
        "required": [name for name in members if name not in optional],
        "additionalProperties": False,
    }


def _list(of: dict[str, Any], words: str) -> dict[str, Any]:
    return {"type": "array", "items": of, "description": words}


def _text(words: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "description": words, **more}


def _count(words: str, least: int = 0) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "description": words}


_HREF = _text("an address on this site", format="uri-reference")
_IRI = _text("an IRI", format="iri")
_TYPE = _text("the local name of a class of the ontology", enum=list(KINDS))
_PIECES = _list(
    _object({"text": {"type": "string"}, "match": {"type": "boolean"}}),
    "a text in pieces, those that were searched for marked; plain text, to be escaped in HTML",
)
_HIT = _object(
    {
        "iri": _IRI,
        "href": _HREF,
        "type": _TYPE,
        "type_label": _text("what the class is called in the language of the answer"),
        "number": _text("the number of a measure or section as printed, or empty"),
        "label": _text("what it is called"),
        "plan": {
            "oneOf": [_object({"iri": _IRI, "href": _HREF, "label": {"type": "string"}}), {"type": "null"}]
        },
        "marked": _object(
            {
                "label": _PIECES,
                "snippet": _PIECES,
                "of": _text("what the snippet is of: its text, or other names of it", enum=["text", "names"]),
            }
        ),
    }
)
_VALUE = _object(
    {
        "value": _text("what the parameter of this name takes"),
        "label": _text("what it is called"),
        "count": _count("how many results it leaves"),
        "selected": {"type": "boolean"},
        "href": _HREF,
    }
)

#: The schema of the answer.
ANSWER: dict[str, Any] = _object(
    {
        "query": _text("what was searched for"),
        "words": _list({"type": "string"}, "the words of it, folded: simplified, half width, lower case"),
        "total": _count("how many results there are"),
        "unfiltered": _count("how many there would be if nothing narrowed them"),
        "page": _count("which page of them this is", 1),
        "pages": _count("how many pages there are"),
        "size": _count("how many results a page has", 1),
        "hits": _list(_HIT, "the results of this page, best first"),
        "facets": _object(
            {
                name: _list(_VALUE, words)
                for name, words in {
                    "type": "by class; clauses and targets whose words stand in a measure or section are "
                    "results only where their class is asked for",
                    "plan": "by the plan that they are part of, or that names them",
                    "agency": "by the agency that leads, cooperates or is responsible",
                    "year": "by the years of times and deadlines, and of a plan's period",
                }.items()
            }
        ),
        "suggestions": _list(
            _object(
                {
                    "words": _text("what else to search for"),
                    "count": _count("how many results it has", 1),
                    "href": _HREF,
                }
            ),
            "where nothing was found: words of the query that do occur, and names like it",
        ),
        "links": _object({"self": _HREF, "previous": _HREF, "next": _HREF}, optional=("previous", "next")),
    }
)
