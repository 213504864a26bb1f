"""Values of properties for the rows of a table (section 7 of the specification)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from api.asking import iri_of, labels
from api.errors import Problem
from api.languages import Language, Words
from api.reconciliation.entities import space
from api.reconciliation.properties import LEVELS, PROPERTIES, Property, property_of, values
from api.reconciliation.queries import object_of, text_of, unusable
from api.vocabulary import ontology
from api.workers.lease import Lease
from graph.store import Term
from ontology.terms import CP, PREFIXES

__all__ = ["MOST_IDS", "MOST_PROPERTIES", "Extension", "extended", "extension_of", "settings"]

#: The most entities and properties of one request.
MOST_IDS, MOST_PROPERTIES = 500, 50
_MOST_VALUES = 10_000
_XSD = PREFIXES["xsd"]


@dataclass(frozen=True, slots=True)
class Extension:
    """What is asked for: identifiers, and properties with how many values of each (0: all)."""

    ids: tuple[str, ...]
    properties: tuple[tuple[Property, int], ...]


def settings(language: Language) -> list[dict[str, Any]]:
    """What can be set for each property that is fetched."""
    label = Words("最多几个值", "values at most")
    about = Words("0 表示全部", "0 means all of them")
    return [
        {
            "name": "limit",
            "label": label.said(language),
            "type": "number",
            "default": 0,
            "help_text": about.said(language),
        }
    ]


def extension_of(text: str) -> Extension:
    """What the parameter `extend` asks for.

    Raises:
        Problem: it is not JSON (400), has too many entities (413), or cannot be used (422).
    """
    given = object_of(text, "extend")
    ids, properties = given.get("ids"), given.get("properties")
    if not isinstance(ids, list) or not isinstance(properties, list):
        raise unusable(
            "extend", Words("须有数组 ids 和 properties", "must have the arrays ids and properties")
        )
    if len(ids) > MOST_IDS or len(properties) > MOST_PROPERTIES:
        raise Problem(
            "request-too-large",
            Words(
                f"一次最多 {MOST_IDS} 个实体、{MOST_PROPERTIES} 个属性。",
                f"{MOST_IDS} entities and {MOST_PROPERTIES} properties at most can be asked for at once.",
            ),
        )
    chosen = [_property(one, f"extend.properties[{place}]") for place, one in enumerate(properties)]
    return Extension(
        tuple(dict.fromkeys(text_of(one, f"extend.ids[{place}]") for place, one in enumerate(ids))),
        tuple({one.id: (one, limit) for one, limit in chosen}.values()),
    )


def _property(given: object, where: str) -> tuple[Property, int]:
    if not isinstance(given, dict) or "id" not in given:
        raise unusable(where, Words("须有 id", "must have an id"))
    found = property_of(text_of(given["id"], f"{where}.id"))
    if found is None:
        known = ", ".join(PROPERTIES)
        raise unusable(f"{where}.id", Words(f"没有这种属性；可用：{known}", f"is unknown; known: {known}"))
    chosen = given.get("settings") or {}
    limit = chosen.get("limit", 0) if isinstance(chosen, dict) else None
    # what a form sends is text
    if isinstance(limit, bool) or not re.fullmatch(r"[0-9]{1,5}(\.0)?", str(limit or 0)):
        raise unusable(
            f"{where}.settings", Words("limit 须是整数，0 表示全部", "must hold a whole number as limit")
        )
    return found, min(int(float(limit or 0)), _MOST_VALUES)


async def extended(lease: Lease, asked: Extension, language: Language) -> dict[str, Any]:
    """The answer: the properties described, and the rows.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    start = space(lease)
    known = {name: f"{start}{name.removeprefix(start)}" for name in asked.ids}
    iris = {name: iri for name, iri in known.items() if iri_of(iri)}
    rows: dict[str, dict[str, list[dict[str, Any]]]] = {name: {} for name in asked.ids}
    for one, limit in asked.properties:
        found = await values(lease, one, iris.values())
        names = await _names(lease, one, found)
        for name in asked.ids:
            terms = found[iris[name]] if name in iris else []
            rows[name][one.id] = [_told(one, term, names, start, language) for term in terms[: limit or None]]
    return {"meta": [_described(one, language) for one, _ in asked.properties], "rows": rows}


async def _names(lease: Lease, one: Property, found: dict[str, list[Term]]) -> dict[str, str]:
    if one.values != "entities":
        return {}
    mentioned = {term.value for terms in found.values() for term in terms if isinstance(term, ox.NamedNode)}
    return await labels(lease, mentioned)


def _described(one: Property, language: Language) -> dict[str, Any]:
    told: dict[str, Any] = {"id": one.id, "name": one.name.said(language)}
    if one.of:
        told["type"] = {"id": one.of, "name": ontology().label(f"{CP}{one.of}", language) or one.of}
    return told


def _told(one: Property, term: Term, names: dict[str, str], start: str, language: Language) -> dict[str, Any]:
    """A value as the API has it. A date that is not known to the day is a text: it has no time of day to be given."""
    if isinstance(term, ox.NamedNode):
        if one.values == "entities" and term.value.startswith(start):
            identifier = term.value.removeprefix(start)
            return {"id": identifier, "name": names.get(term.value) or identifier}
        return {"str": term.value}
    assert isinstance(term, ox.Literal)
    if one.values == "levels":
        return {"str": LEVELS[term.value][0].said(language) if term.value in LEVELS else term.value}
    kind = term.datatype.value
    if kind == _XSD + "integer":
        return {"int": int(term.value)}
    if kind in (_XSD + "decimal", _XSD + "double"):
        return {"float": float(term.value)}
    if kind == _XSD + "date" and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", term.value):
        return {"date": f"{term.value}T00:00:00"}
    return {"str": term.value}
