"""Entities as the store knows them: what they are called, where they are, what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import cast

import pyoxigraph as ox

from api.asking import iri_of, rows
from api.languages import Language, Words
from api.reconciliation.classes import TYPES, Type
from api.reconciliation.properties import PROPERTIES, values
from api.workers.lease import Lease
from graph.store import Term
from ontology.terms import CP, PREFIXES

__all__ = ["Area", "Entity", "Former", "Successor", "add_plans", "load", "space"]

#: Of so many entities something is asked at once: their answers are read where other requests wait.
_CHUNK = 100
_MOST_PLANS = 2

_DIRECT = "rdf:type, rdfs:label, skos:prefLabel, skos:altLabel, skos:notation, cp:validFrom, cp:validUntil"
_AREA = "skos:prefLabel, skos:altLabel, skos:notation"
_COUNTRY = "100000"


@dataclass(slots=True)
class Area:
    """A region: its names, the full one first, and its code."""

    names: list[str] = field(default_factory=list)
    code: str = ""


@dataclass(frozen=True, slots=True)
class Former:
    """A name that an agency had before, and until when, as far as is known (ISO 8601, as precise as known)."""

    name: str
    until: str


@dataclass(frozen=True, slots=True)
class Successor:
    """What took the place of an entity that is no more, and when (likewise)."""

    iri: str
    name: str
    when: str


@dataclass(slots=True)
class Entity:
    """One entity.

    `id` is the IRI without the identifier space. `names` are its other names. `areas` are the regions it belongs to or
    lies in, the innermost first; `until` is when it ended, or "".
    """

    iri: str
    id: str
    label: str = ""
    types: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)
    code: str = ""
    since: str = ""
    until: str = ""
    areas: list[Area] = field(default_factory=list)
    former: list[Former] = field(default_factory=list)
    successors: list[Successor] = field(default_factory=list)
    plans: list[str] = field(default_factory=list)

    @property
    def narrowest(self) -> list[Type]:
        """Its types without those above others of them."""
        above = {TYPES[one].broader for one in self.types}
        return [one for one in TYPES.values() if one.id in self.types and one.id not in above]

    @property
    def all_types(self) -> list[Type]:
        """Its types, the narrowest first."""
        return sorted((TYPES[one] for one in self.types), key=lambda one: (not one.broader, one.id))

    def described(self, language: Language) -> str:
        """What tells it from its namesakes, in a line: where, until when, formerly what, in which plans."""
        parts: list[Words] = []
        where = "".join(area.names[0] for area in self.areas[::-1] if area.code != _COUNTRY)
        if where:
            parts.append(Words(where, where))
        elif "Agency" in self.types and self.areas:
            parts.append(Words("国家机构", "national"))
        if self.code:
            parts.append(Words(self.code, self.code))
        if self.until:
            into = "、".join(one.name for one in self.successors)
            parts.append(
                Words(
                    f"止于 {self.until}" + (f"，并入{into}" if into else ""),
                    f"until {self.until}" + (f", then part of {into}" if into else ""),
                )
            )
        parts += [
            Words(
                f"曾用名 {one.name}" + (f"（至 {one.until}）" if one.until else ""),
                f"formerly {one.name}" + (f" (until {one.until})" if one.until else ""),
            )
            for one in self.former
        ]
        if self.plans:
            shown = "".join(f"《{title}》" for title in self.plans[:_MOST_PLANS])
            more = len(self.plans) - _MOST_PLANS
            parts.append(
                Words(
                    f"见于{shown}" + (f"等 {len(self.plans)} 个规划" if more > 0 else ""),
                    f"in {shown}" + (f" and {more} more" if more > 0 else ""),
                )
            )
        return " · ".join(part.said(language) for part in parts)


def space(lease: Lease) -> str:
    """The identifier space: what an identifier is to be put behind to make an IRI."""
    return f"{lease.manifest['base']}id/"


async def load(lease: Lease, iris: Iterable[str], *, plans: bool = False) -> dict[str, Entity]:
    """The entities of these IRIs, as far as the data has them.

    Args:
        lease: a worker.
        iris: their IRIs; what is no IRI is left out.
        plans: whether to find out in which plans projects and indicators are named.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    start = space(lease)
    wanted = sorted(iri for iri in set(iris) if iri_of(iri) and iri.startswith(start))
    found: dict[str, Entity] = {}
    for place in range(0, len(wanted), _CHUNK):
        chosen = f"VALUES ?s {{ {' '.join(f'<{iri}>' for iri in wanted[place : place + _CHUNK])} }}"
        await _direct(lease, chosen, found, start)
        await _areas(lease, chosen, found)
        await _names(lease, chosen, found)
        await _successors(lease, chosen, found)
    named = {iri: one for iri, one in found.items() if one.label}
    if plans:
        await add_plans(lease, named.values())
    return named


async def _direct(lease: Lease, chosen: str, found: dict[str, Entity], start: str) -> None:
    labels: dict[str, str] = {}
    for subject, predicate, value in await rows(
        lease, f"SELECT ?s ?p ?v {{ {chosen} ?s ?p ?v FILTER(?p IN ({_DIRECT})) }} ORDER BY ?s ?p STR(?v)"
    ):
        iri, text = _text(subject), _text(value)
        one = found.setdefault(iri, Entity(iri, iri.removeprefix(start)))
        match _local(predicate):
            case "type":
                name = text.removeprefix(str(CP))
                if text in CP and name in TYPES:
                    one.types |= {name, TYPES[name].broader or name}
            case "label":
                labels.setdefault(iri, text)
            case "prefLabel":
                one.label = one.label or text
            case "altLabel":
                one.names.append(text)
            case "notation":
                one.code = text
            case "validFrom":
                one.since = text
            case "validUntil":
                one.until = text
    for iri, label in labels.items():
        found[iri].label = found[iri].label or label


async def _areas(lease: Lease, chosen: str, found: dict[str, Entity]) -> None:
    told = await rows(
        lease,
        f"SELECT ?s ?a ?p ?v {{ {{ SELECT DISTINCT ?s ?a {{ {chosen} ?s (cp:jurisdiction|cp:within)/cp:within* ?a }} }}"
        f" ?a ?p ?v FILTER(?p IN ({_AREA})) }}",
    )
    told.sort(key=lambda row: (*map(_text, row[:2]), _local(row[2]) != "prefLabel", _text(row[3])))
    for (subject, _), rest in groupby(told, key=lambda row: row[:2]):
        area = Area()
        for _, _, predicate, value in rest:
            if _local(predicate) == "notation":
                area.code = _text(value)
            else:
                area.names.append(_text(value))
        # a zone tells nothing from its namesakes: 济南市 lies in 山东省, and in 省会经济圈 too
        if area.names and area.code and (one := found.get(_text(subject))):
            one.areas.append(area)
    for one in found.values():  # the smaller an area, the fewer noughts at the end of its code
        one.areas.sort(key=lambda area: (len(area.code.rstrip("0")), area.code != _COUNTRY), reverse=True)


async def _names(lease: Lease, chosen: str, found: dict[str, Entity]) -> None:
    told = await rows(
        lease,
        f"SELECT ?s ?v ?until {{ {chosen} ?s cp:name ?n . ?n rdfs:label ?v OPTIONAL {{ ?n cp:validUntil ?until }} }}"
        " ORDER BY ?s ?n",
    )
    for subject, group in groupby(told, key=lambda row: _text(row[0])):
        names = [(_text(name), _text(until)) for _, name, until in group]
        one = found[subject]
        one.former = [Former(name, until) for name, until in names if name != one.label]
        if all(until for _, until in names):  # no name is left that is in force
            one.until = max(until for _, until in names)


async def _successors(lease: Lease, chosen: str, found: dict[str, Entity]) -> None:
    for subject, into, name, when in await rows(
        lease,
        f"SELECT DISTINCT ?s ?r ?v ?when {{ {chosen}"
        " { ?s dcterms:isReplacedBy ?r OPTIONAL { ?s cp:validUntil ?when } } UNION"
        " { ?e org:originalOrganization ?s ; org:resultingOrganization ?r OPTIONAL { ?e dcterms:date ?when } }"
        " ?r skos:prefLabel ?v } ORDER BY ?s ?r",
    ):
        one = found[_text(subject)]
        # a body that goes on has given something away, and has no successor
        if one.until and one.iri != _text(into) and all(two.iri != _text(into) for two in one.successors):
            one.successors.append(Successor(_text(into), _text(name), _text(when)))


async def add_plans(lease: Lease, entities: Iterable[Entity]) -> None:
    """Tells projects and indicators in which plans they are named.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    found = {one.iri: one for one in entities if one.types & {"Project", "Indicator"}}
    plans = await values(lease, PROPERTIES["plan"], found)
    every = sorted({_text(plan) for some in plans.values() for plan in some})
    titles: dict[str, str] = {}
    if every:
        chosen = " ".join(f"<{iri}>" for iri in every)
        titles = {
            _text(plan): _text(title)
            for plan, title in await rows(
                lease,
                f"SELECT ?s (MIN(?t) AS ?v) {{ VALUES ?s {{ {chosen} }} ?s dcterms:title ?t }} GROUP BY ?s",
            )
        }
    for iri, some in plans.items():
        found[iri].plans = [titles[_text(plan)] for plan in some if _text(plan) in titles]


def _text(term: Term | None) -> str:
    return cast("ox.NamedNode | ox.Literal", term).value if term is not None else ""


def _local(term: Term | None) -> str:
    """The local name of a property."""
    iri = _text(term)
    return next((iri[len(space) :] for space in PREFIXES.values() if iri.startswith(space) and space), iri)
