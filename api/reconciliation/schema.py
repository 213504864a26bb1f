"""What is asked of the service and its answers, as /openapi.json describes them (JSON Schema 2020-12).

Written after the text of the specification; narrower where our answers are: nothing stands in them that is not told
here.
"""

from __future__ import annotations

from typing import Any

from api.reconciliation import classes, properties
from api.reconciliation.extension import MOST_IDS, MOST_PROPERTIES
from api.reconciliation.queries import BATCH, LONGEST, MOST_CANDIDATES, MOST_GIVEN

__all__ = [
    "ENTITIES",
    "EXTEND",
    "EXTENSION",
    "FLYOUT",
    "MANIFEST",
    "PROPERTIES",
    "PROPOSAL",
    "QUERIES",
    "RESULTS",
    "TYPES",
]


def _object(members: dict[str, Any], *optional: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": members,
        "required": [name for name in members if name not in optional],
        "additionalProperties": False,
    }


def _list(of: dict[str, Any], most: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": of, **({"maxItems": most} if most else {})}


def _map(of: dict[str, Any], words: str) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": of, "description": words}


def _text(words: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "description": words, **more}


_NUMBER = {"type": "integer", "minimum": 0}
_ADDRESS = _text("an address", pattern="^https?://")
_ID = _text("an identifier: what follows the identifier space in the IRI", minLength=1)
_NAME = _text("a name", minLength=1)
_BRIEF = _object({"id": _ID, "name": _NAME})
_BROADER = _object({"id": _ID, "name": _NAME, "description": _text("what belongs to it")})
_TYPE = _object(
    {
        "id": _ID,
        "name": _NAME,
        "description": _text("what belongs to it"),
        "broader": _list(_BROADER),
    },
    "broader",
)
_SUGGEST = _object(
    {
        "service_url": _ADDRESS,
        "service_path": _text("what follows it", pattern="^/"),
        "flyout_service_url": _ADDRESS,
        "flyout_service_path": _text("likewise, of previews", pattern=r"\$\{id\}"),
    }
)
_TEMPLATE = _text("an address with {{id}} for the identifier, encoded", pattern=r"\{\{id\}\}")
_SETTING = _object(
    {
        "name": _NAME,
        "label": _NAME,
        "type": _text("how it is asked for", enum=["number"]),
        "default": {"type": "number"},
        "help_text": _text("what it means"),
    }
)

#: The manifest (section 3.1).
MANIFEST: dict[str, Any] = _object(
    {
        "versions": {**_list({"type": "string"}), "contains": {"const": "0.2"}},
        "name": _NAME,
        "identifierSpace": _text("what identifiers follow in IRIs", format="iri"),
        "schemaSpace": _text("what identifiers of types and properties follow", format="iri"),
        "documentation": _ADDRESS,
        "logo": _ADDRESS,
        "serviceVersion": _text("the version of the software"),
        "defaultTypes": _list(_TYPE),
        "view": _object({"url": _TEMPLATE}),
        "preview": _object({"url": _TEMPLATE, "width": _NUMBER, "height": _NUMBER}),
        "suggest": _object({"entity": _SUGGEST, "property": _SUGGEST, "type": _SUGGEST}),
        "extend": _object(
            {
                "propose_properties": _object(
                    {"service_url": _ADDRESS, "service_path": _text("what follows it")}
                ),
                "property_settings": _list(_SETTING),
            }
        ),
        "batchSize": {**_NUMBER, "description": "the most queries in a batch"},
    }
)

_FEATURE = _object({"id": _NAME, "value": {"type": ["boolean", "number"]}})
_CANDIDATE = _object(
    {
        "id": _ID,
        "name": _NAME,
        "description": _text("what tells it from its namesakes"),
        "type": {**_list(_BRIEF), "description": "the narrowest first"},
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean", "description": "whether it can be no other; of one candidate at most"},
        "features": _list(_FEATURE),
    }
)

#: The answer to a batch (section 4.2).
RESULTS: dict[str, Any] = _map(
    _object({"result": _list(_CANDIDATE)}), "candidates by the names of queries, best first"
)

#: Suggestions (section 6.3).
ENTITIES: dict[str, Any] = _object(
    {
        "result": _list(
            _object({"id": _ID, "name": _NAME, "description": _text("likewise"), "notable": _list(_BRIEF)})
        )
    }
)
PROPERTIES: dict[str, Any] = _object(
    {"result": _list(_object({"id": _ID, "name": _NAME, "description": _text("what its values are")}))}
)
TYPES: dict[str, Any] = _object({"result": _list(_TYPE)})

#: A preview of a suggestion (section 6.5).
FLYOUT: dict[str, Any] = _object({"id": _text("the identifier asked for"), "html": _text("a piece of HTML")})

#: The properties of a type (section 7.2).
PROPOSAL: dict[str, Any] = _object(
    {"properties": _list(_BRIEF), "type": _text("the type asked for"), "limit": _NUMBER}, "type", "limit"
)

_DATE = _text("a day and time (ISO 8601)", pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$")
_VALUE = {
    "oneOf": [
        _BRIEF,
        _object({"str": {"type": "string"}}),
        _object({"int": {"type": "integer"}}),
        _object({"float": {"type": "number"}}),
        _object({"date": _DATE}),
    ]
}

#: Values of properties (section 7.5).
EXTENSION: dict[str, Any] = _object(
    {
        "meta": _list(_object({"id": _ID, "name": _NAME, "type": _BRIEF}, "type")),
        "rows": _map(_map(_list(_VALUE), "values by property"), "by identifier"),
    }
)

_SHORT = _text("a text", maxLength=LONGEST)
_KNOWN_TYPE = _text("a type", enum=[*classes.TYPES])
_GIVEN_TYPE = {
    "oneOf": [
        _KNOWN_TYPE,
        {**_object({"id": _KNOWN_TYPE, "name": {"type": "string"}}, "name"), "additionalProperties": True},
    ]
}
_KNOWN_PROPERTY = _text("a property", enum=[*properties.PROPERTIES])
_GIVEN = {
    "oneOf": [
        _SHORT,
        {"type": "number", "minimum": -1e15, "maximum": 1e15},
        {"type": "boolean"},
        {**_object({"id": _SHORT, "name": {"type": "string"}}, "name"), "additionalProperties": True},
    ]
}
_LIMIT = {"type": "integer", "minimum": 1, "description": f"how many candidates, {MOST_CANDIDATES} at most"}
_QUERY = {
    **_object(
        {
            "query": _text("a name as it was written", maxLength=LONGEST),
            "type": {
                "oneOf": [*_GIVEN_TYPE["oneOf"], _list(_GIVEN_TYPE)],
                "description": "types, one of which is enough",
            },
            "limit": _LIMIT,
            "properties": {
                **_list(
                    _object({"pid": _KNOWN_PROPERTY, "v": {"oneOf": [_GIVEN, _list(_GIVEN, MOST_GIVEN)]}}),
                    MOST_GIVEN,
                ),
                "minItems": 1,
            },
            "type_strict": _text("whether all types are needed", enum=["any", "should", "all"]),
        },
        "query",
        "type",
        "limit",
        "properties",
        "type_strict",
    ),
    "anyOf": [{"required": ["query"]}, {"required": ["properties"]}],
}

#: A batch of queries (section 4.1).
QUERIES: dict[str, Any] = {**_map(_QUERY, "queries by names of your own"), "maxProperties": BATCH}

_SETTINGS = _object({"limit": {"type": "integer", "minimum": 0, "maximum": 10_000}}, "limit")

#: Entities and the properties to fetch (section 7.4).
EXTEND: dict[str, Any] = _object(
    {
        "ids": _list(_SHORT, MOST_IDS),
        "properties": _list(
            _object({"id": _KNOWN_PROPERTY, "settings": _SETTINGS}, "settings"), MOST_PROPERTIES
        ),
    }
)
