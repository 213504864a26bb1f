"""The page of a resource: the facts in words, the places they were read, what refers to it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox

from api.alternates import DATA, path_of
from api.asking import labels
from api.description import (
    INCOMING,
    Evidence,
    Incoming,
    Statement,
    evidence,
    incoming,
    incoming_by,
    statements,
    trail,
    types_of,
)
from api.display import Cell, Display
from api.errors import Problem
from api.languages import Words
from api.negotiation import HTML
from api.outline import outline
from api.passage import Passage, passage
from api.site import Site
from api.visit import Visit
from api.vocabulary import ontology
from api.workers import Lease
from ontology.terms import CP, PREFIXES

__all__ = ["resource_page"]

_TYPE = PREFIXES["rdf"] + "type"
_LABEL = PREFIXES["rdfs"] + "label"
#: How many values of one property stand openly on a page; the rest is folded away.
_OPEN = 20


@dataclass(frozen=True, slots=True)
class Group:
    """A property with its values: `shown` openly and `folded`."""

    name: Cell
    shown: tuple[Cell, ...]
    folded: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A property by which others refer to the resource; each with what it is a part of."""

    name: Cell
    total: int
    subjects: tuple[tuple[Cell, Cell | None], ...]
    more: str


@dataclass(frozen=True, slots=True)
class Place:
    """A passage in a document that facts were read from."""

    evidence: Evidence
    document: Cell
    span: Cell
    href: str


async def resource_page(site: Site, visit: Visit, lease: Lease, iri: str) -> str:
    """The page of `iri` in HTML.

    Raises:
        StoreError: see `api.workers.Lease.ask`.
        Problem: the parameters of the address name no place in the document.
    """
    base: str = lease.manifest["base"]
    inferred = f"{base}graph/inferred"
    facts = await statements(lease, iri)
    types = types_of(facts, inferred=inferred)
    lines = await outline(lease, iri) if CP.Plan in types else []
    chosen, number = _iri(visit.first("property")), _number(visit.first("page"))
    total, places, evidence_pages = await evidence(lease, iri, _number(visit.first("evidence")))
    if chosen:
        referring = [await incoming_by(lease, iri, chosen, number)]
    else:
        referring = await incoming(lease, iri, [CP.plan] if lines else [])
    above = await trail(lease, iri, base)
    display = Display(
        visit, ontology(), base, await labels(lease, _mentioned(iri, facts, referring, places, above, base))
    )
    return site.pages.render(
        "resource.html",
        visit,
        iri=iri,
        title=display.name(iri),
        types=[display.resource(one) for one, only in types.items() if not only],
        trail=[display.resource(one) for one in above],
        groups=_groups(facts, display, inferred),
        lines=[(line, display.href(line.iri)) for line in lines],
        measures=sum(line.measure for line in lines),
        references=[_reference(one, iri, display, visit, base) for one in referring],
        chosen=chosen,
        number=number,
        pages=-(-referring[0].total // INCOMING[1]) if chosen else 1,
        places=[_place(one, display, visit, base) for one in places],
        places_total=total,
        evidence_page=_number(visit.first("evidence")),
        evidence_pages=evidence_pages,
        passage=_passage(visit, lease, iri, facts),
        alternates=[(one.name, visit.at(path_of(iri, base, one))) for one in DATA],
    )


def _mentioned(
    iri: str,
    facts: list[Statement],
    referring: list[Incoming],
    places: list[Evidence],
    above: list[str],
    base: str,
) -> set[str]:
    """Everything that the page calls by name."""
    found = {iri, *above, *(place.source for place in places), *(place.span for place in places)}
    found |= {fact.value.value for fact in facts if isinstance(fact.value, ox.NamedNode)}
    for one in referring:
        found.update(s for s in one.subjects if s.startswith(("http://", "https://")))
    return found | {plan for one in found if (plan := _plan_of(one, base))}


def _plan_of(iri: str, base: str) -> str:
    """The plan that a record is a part of by its IRI, or "" for a record that is none's."""
    steps = iri.removeprefix(base).split("/")
    return base + "/".join(steps[:3]) if steps[:2] == ["id", "plan"] and len(steps) > 3 else ""


def _groups(facts: list[Statement], display: Display, inferred: str) -> list[Group]:
    groups = []
    # the label and the stated types are in the heading of the page
    rest = (f for f in facts if f.predicate != _LABEL and (f.predicate != _TYPE or f.graphs == (inferred,)))
    for predicate, same in groupby(rest, key=lambda fact: fact.predicate):
        cells = tuple(
            display.cell(fact.value, "inferred" if fact.graphs == (inferred,) else "") for fact in same
        )
        groups.append(Group(display.resource(predicate), cells[:_OPEN], cells[_OPEN:]))
    return groups


def _reference(one: Incoming, iri: str, display: Display, visit: Visit, base: str) -> Reference:
    mine = _plan_of(iri, base) or iri
    subjects = []
    for subject in one.subjects:
        plan = _plan_of(subject, base)
        subjects.append(
            (display.resource(subject), display.resource(plan) if plan and plan != mine else None)
        )
    more = ""
    if len(one.subjects) < one.total:
        more = visit.here(property=one.predicate, page=1)
    return Reference(display.resource(one.predicate), one.total, tuple(subjects), more)


def _place(one: Evidence, display: Display, visit: Visit, base: str) -> Place:
    document = display.resource(one.source)
    href = _marked(one.source, one.start, one.end, visit, base)
    return Place(one, document, display.resource(one.span), href)


def _marked(document: str, start: int, end: int, visit: Visit, base: str) -> str:
    """The address of a document's text with a passage marked."""
    return visit.link(path_of(document, base, HTML, negotiated=True), {"start": start, "end": end}, "span")


def _passage(visit: Visit, lease: Lease, iri: str, facts: list[Statement]) -> Passage | None:
    """The text of a document with the span asked for, or the surroundings of a span."""
    values = {fact.predicate: fact.value for fact in facts}
    source = values.get(CP.source)
    try:
        if isinstance(source, ox.NamedNode) and PREFIXES["oa"] + "start" in values:
            ends = [values.get(PREFIXES["oa"] + name) for name in ("start", "end")]
            start, end = (int(one.value) for one in ends if isinstance(one, ox.Literal))
            href = _marked(source.value, start, end, visit, lease.manifest["base"])
            return passage(lease, source.value, start, end, around=True, href=href)
        if not visit.first("start") and not visit.first("end"):
            return passage(lease, iri, 0, 0)
        return passage(lease, iri, int(visit.first("start")), int(visit.first("end")))
    except ValueError as error:
        raise Problem(
            "unusable-parameter",
            Words(
                "start 和 end 应为文中的字符位置，start 小于 end。",
                "start and end are places of characters in the text, start before end.",
            ),
        ) from error


def _iri(text: str) -> str:
    """A property as the address names it: an IRI, or "" for what is none."""
    try:
        return ox.NamedNode(text).value
    except ValueError:
        return ""


def _number(text: str) -> int:
    """The number of a page, from 1; what is no such number is the first page."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1
