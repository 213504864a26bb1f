"""Entities, properties and types by the beginnings of their names (section 6 of the specification); and previews."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from api.errors import Problem
from api.languages import Language, Words
from api.reconciliation.classes import DEFAULT, TYPES, type_of
from api.reconciliation.entities import Entity, load, space
from api.reconciliation.properties import PROPERTIES, of_type, property_of
from api.reconciliation.queries import text_of, unusable
from api.site import Site
from api.visit import Visit
from api.workers.lease import Lease
from graph.folding import compact

__all__ = [
    "FURTHEST",
    "card",
    "cursor_of",
    "entities",
    "entity_of",
    "properties",
    "proposed",
    "types",
    "whole_number",
]

#: How many suggestions there are at a time, and how many can be skipped.
_AT_ONCE, FURTHEST = 20, 1000


def whole_number(visit: Visit, name: str, most: int) -> int | None:
    """A parameter that is a whole number from 0 to `most`; None where it is not given.

    Raises:
        Problem: it is something else (422).
    """
    given = visit.first(name)
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) < 10 and int(given) <= most):
        raise unusable(name, Words(f"须是 0 到 {most} 的整数", f"must be a whole number from 0 to {most}"))
    return int(given)


def cursor_of(visit: Visit) -> int:
    """How many suggestions to skip.

    Raises:
        Problem: see `whole_number`.
    """
    return whole_number(visit, "cursor", FURTHEST) or 0


async def entities(lease: Lease, visit: Visit) -> dict[str, Any]:
    """Entities with a name that begins with the parameter `prefix`, or contains it, or of that identifier.

    Raises:
        Problem: a parameter cannot be used (422).
        StoreError: see `api.workers.lease.Lease.search`.
    """
    prefix, cursor = text_of(visit.first("prefix"), "prefix"), cursor_of(visit)
    wanted = [one for name in _given_types(visit) if (one := type_of(name))]
    kinds = [one.kind for one in wanted or DEFAULT]
    start = space(lease)
    found: list[str] = []
    if "/" in prefix:
        found.append(start + prefix.removeprefix(start))
    if compact(prefix):
        named = await lease.search(
            "beginning", text=prefix, kinds=list(dict.fromkeys(kinds)), limit=cursor + _AT_ONCE
        )
        found += [one["iri"] for one in named]
    known = await load(lease, found[cursor : cursor + _AT_ONCE], plans=True)
    return {
        "result": [
            {
                "id": known[iri].id,
                "name": known[iri].label,
                "description": known[iri].described(visit.language),
                "notable": [one.brief(visit.language) for one in known[iri].narrowest],
            }
            for iri in dict.fromkeys(found[cursor : cursor + _AT_ONCE])
            if iri in known and known[iri].types
        ]
    }


def _given_types(visit: Visit) -> list[str]:
    given = [value.strip() for key, value in visit.parameters if key == "type" and value.strip()]
    for name in given:
        if type_of(name) is None:
            known = ", ".join(TYPES)
            raise unusable("type", Words(f"没有这种类型；可用：{known}", f"is unknown; known: {known}"))
    return given


def properties(visit: Visit) -> dict[str, Any]:
    """Properties with an identifier or name that contains the parameter `prefix`; all where it is empty.

    Raises:
        Problem: a parameter cannot be used (422).
    """
    prefix = text_of(visit.first("prefix"), "prefix")
    told = [
        one.told(visit.language)
        for one in PROPERTIES.values()
        if _has(prefix, (one.id, *one.name, one.id.rpartition(":")[2]))
    ]
    return {"result": told[cursor_of(visit) :]}


def types(visit: Visit) -> dict[str, Any]:
    """Types likewise.

    Raises:
        Problem: a parameter cannot be used (422).
    """
    prefix = text_of(visit.first("prefix"), "prefix")
    told = [
        one.told(visit.language)
        for one in TYPES.values()
        if _has(prefix, (one.id, one.name("zh"), one.name("en")))
    ]
    return {"result": told[cursor_of(visit) :]}


def _has(prefix: str, names: Iterable[str]) -> bool:
    wanted = compact(prefix)
    return any(wanted in compact(name) for name in names)


def proposed(visit: Visit) -> dict[str, Any]:
    """The properties that entities of the type `type` have, for extension (section 7.2).

    Raises:
        Problem: a parameter cannot be used (422).
    """
    name, limit = visit.first("type"), whole_number(visit, "limit", 1000)
    found = type_of(name)
    if name and found is None:
        known = ", ".join(TYPES)
        raise unusable("type", Words(f"没有这种类型；可用：{known}", f"is unknown; known: {known}"))
    some = of_type(found.id) if found else list(PROPERTIES.values())
    told: dict[str, Any] = {
        "properties": [{"id": one.id, "name": one.name.said(visit.language)} for one in some[:limit]]
    }
    if name:
        told["type"] = name
    if limit is not None:
        told["limit"] = limit
    return told


async def entity_of(lease: Lease, identifier: str) -> Entity:
    """The entity of an identifier, or of an IRI.

    Raises:
        Problem: the data has none (404).
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    iri = space(lease) + identifier.removeprefix(space(lease))
    found = await load(lease, [iri], plans=True)
    if iri not in found:
        raise Problem(
            "not-found",
            Words(
                f"数据中没有标识为“{identifier[:100]}”的实体。",
                f"The data has no entity of the identifier “{identifier[:100]}”.",
            ),
        )
    return found[iri]


def card(site: Site, visit: Visit, what: str, identifier: str, entity: Entity | None = None) -> str:
    """A small piece of HTML about an entity, a property or a type: no links, no scripts, no styles.

    Raises:
        Problem: there is none of that identifier (404).
    """
    if entity is not None:
        name, about = entity.label, entity.described(visit.language)
        kinds = [one.name(visit.language) for one in entity.narrowest]
    else:
        name, about, kinds = _about(what, identifier, visit.language)
    return site.pages.render("card.html", visit, name=name, about=about, kinds=kinds, identifier=identifier)


def _about(what: str, identifier: str, language: Language) -> tuple[str, str, list[str]]:
    if what == "property" and (one := property_of(identifier)):
        return one.name.said(language), one.about.said(language), []
    if what == "type" and (kind := type_of(identifier)):
        return kind.name(language), kind.about(language), []
    raise Problem(
        "not-found",
        Words(f"没有“{identifier[:100]}”。", f"There is no “{identifier[:100]}”."),
    )
