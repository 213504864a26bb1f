"""Entities by their properties alone, for queries without a name."""

from __future__ import annotations

import pyoxigraph as ox

from api.asking import iri_of, rows
from api.reconciliation.classes import DEFAULT
from api.reconciliation.entities import space
from api.reconciliation.properties import LEVELS, Property
from api.reconciliation.queries import Given, Query
from api.workers.lease import Lease
from graph.folding import compact

__all__ = ["having"]


async def having(lease: Lease, query: Query) -> list[str]:
    """The IRIs of entities that have, of every property, one of the values given; as many as the query wants.

    Names and texts must be the same, character by character.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    given = [(one, values) for one, values in query.properties if values]
    conditions = [_condition(one, values, space(lease), place) for place, (one, values) in enumerate(given)]
    if not conditions or not all(conditions):
        return []
    types = " ".join(f"cp:{one.id}" for one in query.types or DEFAULT)
    found = await rows(
        lease,
        f"SELECT DISTINCT ?s {{ {' '.join(map(str, conditions))} ?s a ?type VALUES ?type {{ {types} }} }}"
        f" ORDER BY ?s LIMIT {query.limit}",
    )
    return [subject.value for (subject,) in found if isinstance(subject, ox.NamedNode)]


def _condition(one: Property, given: tuple[Given, ...], start: str, place: int) -> str:
    """What holds of ?s in SPARQL if it has one of the values; "" if nothing can."""
    pattern = (one.compared or one.pattern).replace("?v", f"?v{place}")
    if one.values == "count":
        return ""
    if one.values == "entities":
        iris = [iri for value in given if value.id and (iri := iri_of(start + value.id.removeprefix(start)))]
        texts = [_quoted(value.text) for value in given if value.text]
        named = f"?v{place} skos:prefLabel|skos:altLabel|skos:notation|dcterms:title ?n{place} ."
        ways = []
        if iris:
            ways.append(f"VALUES ?v{place} {{ {' '.join(iris)} }}")
        if texts:
            ways.append(f"{named} FILTER(STR(?n{place}) IN ({', '.join(texts)}))")
        chosen = " UNION ".join(f"{{ SELECT DISTINCT ?v{place} {{ {way} }} }}" for way in ways)
        return f"{{ SELECT DISTINCT ?s {{ {chosen} {pattern} }} }}" if chosen else ""
    texts = [
        _quoted(_level(value.text) if one.values == "levels" else value.text) for value in given if value.text
    ]
    return (
        f"{{ SELECT DISTINCT ?s {{ {pattern} FILTER(STR(?v{place}) IN ({', '.join(texts)})) }} }}"
        if texts
        else ""
    )


def _level(text: str) -> str:
    """The level that somebody means, as the data has it."""
    wanted = compact(text)
    return next(
        (level for level, (words, others) in LEVELS.items() if wanted in map(compact, (*words, *others))),
        text,
    )


def _quoted(text: str) -> str:
    return str(ox.Literal(text))
