"""The records of targets: what a figure and the times around it state."""

from __future__ import annotations

from loaders.context import Context
from loaders.mentions.quantities import Quantity
from loaders.mentions.times import Time
from ontology.dates import PartialDate
from ontology.records import Target
from ontology.registry import units as unit_registry

__all__ = ["deadline_of", "target_record"]

_MARKS = "。；！\n"


def deadline_of(text: str, figure: Quantity, stated: list[Time]) -> Time | None:
    """The due time in the figure's own sentence: the last before it, else one after it in its clause."""
    due = [t for t in stated if t.due is not None]
    before = [t for t in due if t.end <= figure.start and not _crosses(text, t.end, figure.start)]
    if before:
        return before[-1]
    inside = [t for t in due if figure.quote[0] <= t.start < figure.quote[1]]
    return inside[0] if inside else None


def _crosses(text: str, start: int, end: int) -> bool:
    return any(mark in text[start:end] for mark in _MARKS)


def target_record(ctx: Context, iri: str, figure: Quantity, time: Time | None) -> Target:
    """The target that `figure` states, due at `time`, else inheriting the end of the plan's period."""
    deadline: PartialDate | None = time.due if time else None
    basis = ("Inferred" if time.year_inferred else "Stated") if time else None
    if deadline is None and ctx.frame.years is not None:
        deadline, basis = PartialDate(ctx.frame.years[1]), "Inherited"
    row = unit_registry().get(figure.unit)
    quote = ctx.text[slice(*figure.quote)]
    return Target(
        iri=iri, label=quote, indicator=ctx.register.indicator(figure.indicator), comparator=figure.comparator,
        value=figure.value, unit=figure.unit or None, qudt_unit=row.qudt if row else None, deadline=deadline,
        deadline_basis=basis, quote=quote, baseline_value=figure.baseline, cumulative=figure.cumulative or None,
        soft=figure.soft or None, basis="Stated", evidence=ctx.spans.at(figure.quote),
    )  # fmt: skip
