"""The page of a resource: the facts in words, the places they were read, what refers to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox

from api.asking import labels
from api.display import Cell, Display
from api.languages import Words
from api.resources.alternates import DATA, path_of
from api.resources.commitments import KINDS, Commitments, commitments, item
from api.resources.description import (
    INCOMING,
    Incoming,
    Statement,
    evidence,
    incoming,
    incoming_by,
    statements,
    types_of,
)
from api.resources.description import trail as trail_of
from api.resources.outline import outline
from api.resources.passage import Texts
from api.resources.places import Places, shown_text, surroundings
from api.site import Site
from api.visit import Visit
from api.vocabulary import ontology
from api.workers.lease import Lease
from graph.ask import questions
from ontology.terms import CP, PREFIXES

__all__ = ["resource_page"]

_TYPE = PREFIXES["rdf"] + "type"
_LABEL = PREFIXES["rdfs"] + "label"
#: How many values of one property stand openly on a page; the rest is folded away.
_OPEN = 20


@dataclass(frozen=True, slots=True)
class Group:
    """A property with its values: `shown` openly and `folded`; `graph` where it is another than most."""

    name: Cell
    shown: tuple[Cell, ...]
    folded: tuple[Cell, ...] = ()
    graph: Cell | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A property by which others refer to the resource; each with what it is a part of."""

    name: Cell
    total: int
    subjects: tuple[tuple[Cell, tuple[Cell, ...]], ...]
    more: str
    inferred: bool


async def resource_page(site: Site, visit: Visit, lease: Lease, iri: str) -> str:
    """The page of `iri` in HTML.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
        Problem: the parameters of the address name no place in the document.
    """
    base: str = lease.manifest["base"]
    inferred = f"{base}graph/inferred"
    facts = await statements(lease, iri)
    types = types_of(facts, inferred=inferred)
    lines = await outline(lease, iri) if CP.Plan in types else []
    chosen, number = _iri(visit.first("property")), _number(visit.first("page"))
    evidence_page = _number(visit.first("evidence"))
    total, read, evidence_pages = await evidence(lease, iri, evidence_page)
    if chosen:
        referring = [await incoming_by(lease, iri, chosen, number)]
    else:
        referring = await incoming(lease, iri, [CP.plan] if lines else [], inferred=inferred)
    above = await trail_of(lease, iri, base)
    promised = await commitments(lease, iri)
    mentioned = {iri, *above, *(one.source for one in read)}
    mentioned |= _mentioned(facts, referring, promised, base)
    # the graph of a document is called after it
    mentioned |= {f"{base}id/{name.removeprefix(base + 'graph/')}" for name in _graphs(facts, inferred)}
    display = Display(visit, ontology(), base, await labels(lease, mentioned))
    places = Places(visit, display, Texts(lease), base)
    text, rest = _text(facts, display) if not lines else ([], facts)
    return site.pages.render(
        "resource.html",
        visit,
        iri=iri,
        title=display.resource(iri),
        types=[display.resource(one) for one, only in types.items() if not only],
        trail=[display.resource(one) for one in above],
        text=text,
        commitments=[
            (display.said(KINDS[kind]), display.resource(kind), promised.totals[kind],
             [(item(one, iri, display), [places.extract(e) for e in one.places]) for one in found])
            for kind, found in promised.records.items()
        ],
        groups=_groups(rest, display, inferred, promised.whole),
        graphs=[(display.resource(name), many) for name, many in _graphs(facts, inferred).most_common()],
        lines=[(line, display.href(line.iri), display.tongue(line.label)) for line in lines],
        measures=sum(line.measure for line in lines),
        references=[_reference(one, iri, display, visit, base) for one in referring],
        chosen=chosen,
        number=number,
        pages=-(-referring[0].total // INCOMING[1]) if chosen else 1,
        places=[places.extract(one) for one in read],
        places_total=total,
        evidence_page=evidence_page,
        evidence_pages=evidence_pages,
        surroundings=surroundings(places, iri, facts),
        shown=await shown_text(places, lease, iri),
        questions=_questions(types, iri, visit),
        alternates=[(one.name, visit.at(path_of(iri, base, one)), one.accepts[0]) for one in DATA],
    )  # fmt: skip


def _mentioned(
    facts: list[Statement], referring: list[Incoming], promised: Commitments, base: str
) -> set[str]:
    """Everything that the facts, the references and the records name."""
    found = {fact.value.value for fact in facts if isinstance(fact.value, ox.NamedNode)}
    for one in referring:
        found.update(s for s in one.subjects if s.startswith(("http://", "https://")))
    for many in promised.records.values():
        for record in many:
            found |= record.mentioned
    return found | {owner for one in found for owner in _owners(one, base)}


def _owners(iri: str, base: str) -> list[str]:
    """What a record is a part of by its IRI: the measure, and the plan or document."""
    steps = iri.removeprefix(base).split("/")
    if not iri.startswith(base + "id/"):
        return []
    return [base + "/".join(steps[:length]) for length in (5, 3) if len(steps) > length]


def _text(facts: list[Statement], display: Display) -> tuple[list[tuple[Cell, Cell]], list[Statement]]:
    """What the resource says in its own words, and the other facts."""
    mine = [fact for fact in facts if fact.predicate == CP.text]
    said = [(display.resource(fact.predicate), display.cell(fact.value)) for fact in mine]
    return said, [fact for fact in facts if fact.predicate != CP.text]


def _graphs(facts: Iterable[Statement], inferred: str) -> Counter[str]:
    """The named graphs that state the facts, with the number of those that each states."""
    return Counter(graph for fact in facts for graph in fact.graphs if graph != inferred)


def _groups(facts: list[Statement], display: Display, inferred: str, told: set[str]) -> list[Group]:
    """The facts by property; those `told` elsewhere on the page are left out."""
    groups = []
    main = next((name for name, _ in _graphs(facts, inferred).most_common(1)), "")
    # the label and the stated types are in the heading of the page
    rest = (f for f in facts if f.predicate != _LABEL and (f.predicate != _TYPE or f.graphs == (inferred,)))
    for predicate, same in groupby(rest, key=lambda fact: fact.predicate):
        if predicate in told:
            continue
        values = list(same)
        graphs = {graph for fact in values for graph in fact.graphs} - {inferred}
        cells = tuple(
            display.cell(fact.value, "inferred" if fact.graphs == (inferred,) else "") for fact in values
        )
        elsewhere = display.resource(min(graphs)) if graphs and main not in graphs else None
        groups.append(Group(display.resource(predicate), cells[:_OPEN], cells[_OPEN:], elsewhere, not graphs))
    return groups


def _reference(one: Incoming, iri: str, display: Display, visit: Visit, base: str) -> Reference:
    mine = {iri, *_owners(iri, base)}
    subjects = []
    for subject in one.subjects:
        parts = tuple(display.resource(owner) for owner in _owners(subject, base) if owner not in mine)
        subjects.append((display.resource(subject), parts))
    more = ""
    if len(one.subjects) < one.total:
        more = visit.here(property=one.predicate, page=1)
    return Reference(display.resource(one.predicate), one.total, tuple(subjects), more, one.inferred)


def _questions(types: Iterable[str], iri: str, visit: Visit) -> list[tuple[Words, str]]:
    """The stored questions that can be asked about a resource of these types: those with a parameter called so."""
    names = {one.removeprefix(PREFIXES["cp"]).lower() for one in types if one.startswith(PREFIXES["cp"])}
    return [
        (Words(one.title_zh, one.title_en), visit.link(f"/questions/{one.name}", {parameter.name: iri}))
        for one in questions().values()
        for parameter in one.parameters
        if parameter.name in names
    ]


def _iri(text: str) -> str:
    """A property as the address names it: an IRI, or "" for what is none."""
    try:
        return ox.NamedNode(text).value
    except ValueError:
        return ""


def _number(text: str) -> int:
    """The number of a page, from 1; what is no such number is the first page."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1
