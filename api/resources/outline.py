"""The outline of a plan: its sections with the measures below each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from api.asking import rows
from api.workers.lease import Lease
from graph.store import Term

__all__ = ["Line", "outline"]


@dataclass(frozen=True, slots=True)
class Line:
    """A section or a measure at its `depth` in the outline, from 0; `number` as printed, or ""."""

    iri: str
    depth: int
    number: str
    label: str
    measure: bool


async def outline(lease: Lease, plan: str) -> list[Line]:
    """The sections and measures of `plan`, in the order of the text.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    found = await rows(
        lease,
        "SELECT ?part (MIN(?above) AS ?up) (MIN(?printed) AS ?number) (MIN(?named) AS ?label)"
        " (COUNT(?is) > 0 AS ?measure) (MIN(?place) AS ?ordinal) {"
        f" ?part cp:plan <{plan}> OPTIONAL {{ ?part cp:section|cp:parent ?above }}"
        " OPTIONAL { ?part cp:number ?printed } OPTIONAL { ?part rdfs:label ?named }"
        " OPTIONAL { ?part a ?is FILTER(?is = cp:Measure) } OPTIONAL { ?part cp:ordinal ?place }"
        "} GROUP BY ?part ORDER BY ?ordinal ?part",
    )
    parts = [_Part(*(_value(term) for term in row[:5])) for row in found]
    known = {part.iri for part in parts}
    below: dict[str, list[_Part]] = {}
    for part in parts:
        # a heading that is both a section and a measure is not its own part
        up = part.up if part.up in known and part.up != part.iri else ""
        below.setdefault(up, []).append(part)
    return _walk(below, "", 0)


class _Part(NamedTuple):
    iri: str
    up: str
    number: str
    label: str
    measure: str


def _value(term: Term | None) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _walk(below: dict[str, list[_Part]], up: str, depth: int) -> list[Line]:
    lines = []
    for part in below.pop(up, []):
        number = "" if part.label.startswith(part.number) else part.number
        lines.append(Line(part.iri, depth, number, part.label or part.iri, part.measure == "true"))
        lines += _walk(below, part.iri, depth + 1)
    return lines
