"""The records of schedules: times stated for the work, and the year that a plan hands on."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.accountability.note import Note
from loaders.facts.context import Context
from loaders.facts.stages import stage_times
from loaders.mentions.times import Time, cell_times
from ontology.dates import PartialDate
from ontology.records import ReadingNote, Schedule, maker

__all__ = ["common_schedule", "inherited_schedule", "note_times", "only_due", "schedule_record"]

_schedule = maker(Schedule)


def note_times(ctx: Context, notes: Iterable[Note]) -> list[Time]:
    """The times that notes and cells tell, which hold for all that they stand beside."""
    told: list[Time] = []
    for note in notes:
        told += (time for a, b in note.times for time in cell_times(ctx.text, a, b, ctx.frame.year))
        told += stage_times(ctx, note.stages)
    return ctx.common.own(told)


def only_due(found: Iterable[Time]) -> PartialDate | None:
    """The one date that times are due at; None where they give none, or several."""
    due = {time.due for time in found if time.due is not None}
    return due.pop() if len(due) == 1 else None


def schedule_record(ctx: Context, owner: str, number: int, time: Time, target: str | None) -> str:
    """Makes the schedule that `time` states for `owner`; `target` where it stands in a target's sentence. Its IRI.

    A time whose date the text does not tell (年底前 in a plan of no known year) keeps its words, and a reading note
    says so; no date is made up.
    """
    iri = ctx.namer.part(owner, "schedule", number)
    words = ctx.text[time.start : time.end]
    evidence = ctx.spans.at(*([time.headed] if time.headed else []), (time.start, time.end))
    ctx.records.append(
        _schedule(
            iri=iri, label=words, schedule_kind=time.kind, start=time.begins, due=time.due,
            year_basis="Inferred" if time.year_inferred else None, completion=time.completion,
            recurrence=time.recurrence, of_target=target, text=words, basis="Stated", evidence=evidence,
        )
    )  # fmt: skip
    if time.undated:
        ctx.records.append(
            ReadingNote(
                iri=ctx.namer.part(iri, "note", 1), label="时限的日期不能确定", concerns=iri, kind="undated-time",
                text=f"文中写有时限“{words}”，但不能由原文确定是哪一年、从何时算起", evidence=evidence,
            )
        )  # fmt: skip
    return iri


def inherited_schedule(ctx: Context, owner: str, year: int) -> str:
    """A one-year plan's year, for a measure that names no time: inherited, never stated."""
    iri = ctx.namer.part(owner, "schedule", "inherited")
    ctx.records.append(
        _schedule(
            iri=iri, label=f"{year}年（据规划年度）", schedule_kind="Due", due=PartialDate(year), basis="Inherited",
            evidence=ctx.spans.at(ctx.frame.titled) if ctx.frame.titled else (),
        )
    )  # fmt: skip
    return iri


def common_schedule(ctx: Context, owner: str, time: Time) -> str:
    """A time that the text states for several measures at once, for one that names none: inherited, never stated."""
    iri = ctx.namer.part(owner, "schedule", "inherited")
    words = ctx.text[time.start : time.end]
    ctx.records.append(
        _schedule(
            iri=iri, label=words, schedule_kind=time.kind, start=time.begins, due=time.due,
            year_basis="Inferred" if time.year_inferred else None, completion=time.completion,
            text=words, basis="Inherited", evidence=ctx.spans.at((time.start, time.end)),
        )
    )  # fmt: skip
    return iri
