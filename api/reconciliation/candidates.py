"""Queries to candidates: whom a name as somebody wrote it can mean, and how sure that is.

A candidate's score goes from 0 to 100:

    100  its identifier, its code or its preferred name is the text
     98  another name of it is, also one that it had before
     96  the text is its name behind its area or areas around that (山东济南, 山东大数据局)
     90  the text is its name without any area (大数据局)
     88  the text but for brackets is its name
     75  it took the place of one whose name the text is (济南市 for 莱芜市)
     85 × how many pairs of adjacent characters it shares with one of its names (Dice), for all else

Where properties are given, that times 0.7 + 0.3 × the share of them that agree; one of which nothing is known counts
half. `match` is true of one candidate at most: of the only one with 96 or more of which every property given agrees
(90 where the jurisdiction is given), or of the only one of them whose identifier, code or preferred name the text is,
if no other of its type has the name at all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from api.languages import Language, Words
from api.reconciliation.entities import Entity, Successor, add_plans, load, space
from api.reconciliation.likeness import Grade, code_in, graded, last_part, similarity
from api.reconciliation.properties import Property, Value, given_values
from api.reconciliation.queries import Given, Query
from api.reconciliation.without_name import having
from api.workers.lease import Lease
from graph.folding import compact

__all__ = ["FEATURES", "candidates"]

#: What is told of every candidate besides its score.
FEATURES = (
    "name_similarity",
    "preferred_name",
    "same_name",
    "former_name",
    "without_area",
    "in_force",
    "successor",
)

#: Of what is only alike, so many a query are looked at closer, and these at least so much alike.
_LOOKED_AT, _LEAST = 25, 0.2
#: Candidates with less are no help.
_LEAST_SCORE = 15
_SUCCESSOR = 75
_PRECISE = (Grade.IDENTIFIER, Grade.CODE, Grade.PREFERRED)


@dataclass(slots=True)
class _Candidate:
    """A candidate; `similarity` from 0 to 1; `agreeing` what is known of the properties given, by their identifiers.

    `instead_of` is the entity whose place it took, if that is why it is one.
    """

    entity: Entity
    grade: Grade
    similarity: float
    agreeing: dict[str, bool] = field(default_factory=dict)
    instead_of: tuple[Entity, Successor] | None = None
    match: bool = False

    def score(self, given: int) -> float:
        """The score where so many properties are given."""
        if self.instead_of:
            score = float(_SUCCESSOR)
        else:
            score = self.grade.score * (self.similarity if self.grade is Grade.ALIKE else 1)
        if given:
            agreed = sum(self.agreeing.values()) + 0.5 * (given - len(self.agreeing))
            score *= 0.7 + 0.3 * agreed / given
        return round(score, 1)

    def certain(self, properties: Iterable[Property]) -> bool:
        """Whether it can be nobody else, if it is the only one of which this is true."""
        if self.instead_of or not all(self.agreeing.get(one.id, False) for one in properties):
            return False
        return self.grade.certain or (self.grade is Grade.WITHOUT_AREA and "jurisdiction" in self.agreeing)


async def candidates(
    lease: Lease, queries: Mapping[str, Query], language: Language
) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """The answer to a batch (section 4.2 of the specification), by the names of its queries.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    likes = {name: await _alike(lease, query) for name, query in queries.items()}
    known = await load(lease, (iri for some in likes.values() for iri in some))
    found: dict[str, list[_Candidate]] = {}
    for name, query in queries.items():
        found[name] = [
            _Candidate(
                known[iri], _grade(query, known[iri], space(lease)), similarity(query.text, known[iri])
            )
            for iri in likes[name]
            if iri in known and query.admits(known[iri].types)
        ]
        await asyncio.sleep(0)  # a large batch does not hold up other requests
    await _add_successors(lease, queries, found, known)
    await _compare(lease, queries, found)
    chosen = {name: _chosen(query, found[name]) for name, query in queries.items()}
    await add_plans(lease, (one.entity for some in chosen.values() for one in some))
    return {
        name: {"result": [_told(one, queries[name], language) for one in some]}
        for name, some in chosen.items()
    }


async def _alike(lease: Lease, query: Query) -> list[str]:
    """The IRIs of entities that may be meant."""
    if not compact(query.text):
        return await having(lease, query) if query.properties and not query.text else []
    start = space(lease)
    identifier = query.text.removeprefix(start)
    found = [f"{start}{identifier}"] if "/" in identifier else []
    code = code_in(query.text)
    least = 1.0 if code else _LEAST  # codes that share figures have nothing to do with each other
    calls: list[tuple[str, list[str]]] = []
    # names of regions are so short that longer ones that share a word with the text would crowd them out
    if "Region" in query.kinds:
        calls += [(code or query.text, ["Region"]), (last_part(query.text), ["Region"])]
    others = [kind for kind in query.kinds if kind != "Region"]
    if others and not code:
        calls.append((query.text, others))
    if "Agency" in others:  # there may be a 市政府 in more cities than are looked at
        areas = [value.text for one, given in query.properties if one.id == "jurisdiction" for value in given]
        calls += [(area + query.text, ["Agency"]) for area in areas[:1] if area]
    for text, kinds in calls:
        if text:
            like = await lease.search("similar", text=text, kinds=kinds, limit=_LOOKED_AT)
            found += [one["iri"] for one in like if one["score"] >= least]
    return list(dict.fromkeys(found))


def _grade(query: Query, entity: Entity, start: str) -> Grade:
    if query.text.removeprefix(start) == entity.id:
        return Grade.IDENTIFIER
    return graded(query.text, entity)


async def _add_successors(
    lease: Lease,
    queries: Mapping[str, Query],
    found: dict[str, list[_Candidate]],
    known: dict[str, Entity],
) -> None:
    """Adds those who took the place of entities that are meant and are no more."""
    gone = {
        name: [one for one in some if one.grade.certain and one.entity.successors]
        for name, some in found.items()
    }
    missing = {
        one.iri for some in gone.values() for old in some for one in old.entity.successors
    } - known.keys()
    known.update(await load(lease, missing))
    for name, some in gone.items():
        for old in some:
            for one in old.entity.successors:
                entity = known.get(one.iri)
                if entity is None or not queries[name].admits(entity.types):
                    continue
                there = next((two for two in found[name] if two.entity is entity), None)
                if there is None:
                    there = _Candidate(entity, Grade.ALIKE, similarity(queries[name].text, entity))
                    found[name].append(there)
                if not there.grade.certain:
                    there.instead_of = (old.entity, one)


async def _compare(lease: Lease, queries: Mapping[str, Query], found: dict[str, list[_Candidate]]) -> None:
    """Compares the properties that are given with those of candidates."""
    wanted: dict[str, tuple[Property, set[str]]] = {}
    for name, query in queries.items():
        for one, given in query.properties:
            if given:
                wanted.setdefault(one.id, (one, set()))[1].update(two.entity.iri for two in found[name])
    start = space(lease)
    for one, iris in wanted.values():
        held = await given_values(lease, one, iris)
        for name, query in queries.items():
            for two, given in query.properties:
                if two is one and given:
                    for candidate in found[name]:
                        values = held[candidate.entity.iri]
                        if values:
                            candidate.agreeing[one.id] = _agrees(given, values, start)


def _agrees(given: Iterable[Given], values: Iterable[Value], start: str) -> bool:
    """Whether one of the values given is one of those that an entity has."""
    held = list(values)
    return any(
        compact(one.text) in value.names
        if not one.id
        else isinstance(value.term, ox.NamedNode) and value.term.value == start + one.id.removeprefix(start)
        for one in given
        for value in held
    )


def _chosen(query: Query, some: list[_Candidate]) -> list[_Candidate]:
    """The candidates of a query, best first, as many as are wanted, the one that is certain marked."""
    given = [one for one, values in query.properties if values]
    certain = [one for one in some if one.certain(given)]
    certain = [one for one in certain if not any(_continues(two.entity, one.entity) for two in certain)]
    if len(certain) > 1:
        precise = [one for one in certain if one.grade in _PRECISE]
        certain = [
            one
            for one in precise
            if len(precise) == 1
            and not any(two is not one and two.entity.types & one.entity.types for two in certain)
        ]
    for one in certain:
        one.match = True
    ordered = sorted(
        some,
        key=lambda one: (
            not one.match,
            -one.score(len(given)),
            bool(one.entity.until),
            -one.similarity,
            one.entity.id,
        ),
    )
    return [one for one in ordered if not query.text or one.score(len(given)) >= _LEAST_SCORE][: query.limit]


def _continues(new: Entity, old: Entity) -> bool:
    """Whether a region goes on under its name, with another code."""
    return new.label == old.label and any(one.iri == new.iri for one in old.successors)


def _told(one: _Candidate, query: Query, language: Language) -> dict[str, Any]:
    entity = one.entity
    described = [entity.described(language)]
    if one.instead_of:
        described.insert(0, _reason(*one.instead_of).said(language))
    return {
        "id": entity.id,
        "name": entity.label,
        "description": " · ".join(filter(None, described)),
        "type": [each.brief(language) for each in entity.all_types],
        "score": one.score(sum(bool(values) for _, values in query.properties)),
        "match": one.match,
        "features": [
            *(
                {"id": name, "value": value}
                for name, value in zip(FEATURES, _features(one, query), strict=True)
            ),
            *({"id": f"property_{name}", "value": agrees} for name, agrees in one.agreeing.items()),
        ],
    }


def _features(one: _Candidate, query: Query) -> tuple[bool | float, ...]:
    """The values of `FEATURES`."""
    former = {compact(name.name) for name in one.entity.former}
    return (
        one.similarity,
        one.grade in (Grade.PREFERRED, Grade.IDENTIFIER),
        one.grade.certain,
        compact(query.text) in former,
        one.grade is Grade.WITHOUT_AREA,
        not one.entity.until,
        one.instead_of is not None,
    )


def _reason(old: Entity, change: Successor) -> Words:
    when = change.when or old.until
    return Words(
        f"{old.label}{f'于 {when} ' if when else ''}并入",
        f"took the place of {old.label}{f' in {when}' if when else ''}",
    )
