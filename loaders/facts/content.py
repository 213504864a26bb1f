"""The facts of measures, clauses and sections: who, by when, how much, which projects, where."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from loaders.accountability.note import Note
from loaders.facts.assignments import assign, inherited
from loaders.facts.context import Content, Context, Mentioned
from loaders.facts.doubts import doubts
from loaders.facts.goals import column_time, row_targets
from loaders.facts.project_mentions import mention_projects
from loaders.facts.schedules import common_schedule, inherited_schedule, note_times, only_due, schedule_record
from loaders.facts.targets import targets
from loaders.measures.drafts import Draft
from loaders.mentions.places import places
from loaders.mentions.projects import ProjectMention, project_of_title, projects, same_as_plan
from loaders.mentions.times import Time, times
from loaders.text import Range
from ontology.dates import PartialDate
from ontology.records import Clause, Measure, maker

__all__ = ["content", "measure_records"]

_clause, _measure = maker(Clause), maker(Measure)


def content(
    ctx: Context,
    owner: str,
    runs: Sequence[Range],
    notes: Sequence[Note] = (),
    noted: Sequence[Time] = (),
    *,
    scheduled: bool = True,
    by: PartialDate | None = None,
    row: Draft | None = None,
) -> Content:
    """Reads the facts of `owner` from `runs` of running text and from its notes, and makes their records.

    `noted` are the times that the notes tell.
    Only work items are `scheduled`: in a section or the plan itself a time is a target's deadline or nothing.
    `by` is when all of `owner` is due, which its targets inherit, unless its notes tell another time.
    `row` is the measure that the runs are all of, in a table a row: its title may be a project's name, and what its
    cells name and the heads above them say counts for them.
    """
    found = Content()
    by = only_due(noted) or by
    told: set[tuple[object, ...]] = set()
    since = ctx.frame.years[0] if ctx.frame.years else None
    names = row.names if row is not None else ()
    staged = {cell[0] for note in notes for _, cell in note.stages}  # the notes tell their times
    for start, end in runs:
        named = start in names  # what the figures of other cells measure; it has none of its own
        headed = column_time(ctx, row.headed[start]) if row is not None and start in row.headed else None
        year = headed.due.year if headed is not None and headed.due is not None else ctx.frame.year
        stated = [] if named else ctx.common.own(times(ctx.text, start, end, year, since))
        used: dict[int, str] = {}
        made = targets(ctx, owner, (start, end), stated, len(found.target) + 1, by, headed)
        for iri, due in () if named else made:
            found.target[iri] = None
            if due is not None:
                used.setdefault(id(due), iri)
        for time in stated if scheduled and start not in staged else ():
            iri = schedule_record(ctx, owner, len(found.schedule) + 1, time, used.get(id(time)))
            found.schedule[iri] = None
            if id(time) not in used:
                told.add(_when(time))
        titled = row is not None and (start, end) == (row.title or (runs[0] if len(runs) == 1 else None))
        mentioned = [
            Mentioned(ctx.register.project(m.name, ctx.spans.at((m.start, m.end))), m.name, m.start, m.end)
            for m in _projects(ctx.text, start, end, titled=titled)
            if not same_as_plan(m.name, ctx.frame.title)
        ]
        if mentioned:
            found.project.update(dict.fromkeys(m.project for m in mentioned))
            mention_projects(ctx, owner, (start, end), mentioned, found)
        _places(ctx, (start, end), found)
    for cell in row.places if row is not None else ():
        _places(ctx, cell, found)
    for time in noted:
        if _when(time) in told:
            continue  # the note repeats what the text says of the work, or another cell
        told.add(_when(time))
        found.schedule[schedule_record(ctx, owner, len(found.schedule) + 1, time, None)] = None
    for note in notes:
        assign(ctx, owner, note, found)
    return found


def _when(time: Time) -> tuple[object, ...]:
    """What makes two times one, whether either is a stage or not."""
    if time.recurrence is not None:
        return time.recurrence, time.begins, time.due
    words = (time.start, time.end) if time.undated or time.kind in ("Ongoing", "Recurring") else ()
    return time.begins, time.due, time.completion, words


def _places(ctx: Context, run: Range, found: Content) -> None:
    for place in places(ctx.text, [run], ctx.frame.area, ctx.around):
        found.region[ctx.place(place)] = None


def _projects(text: str, start: int, end: int, *, titled: bool) -> list[ProjectMention]:
    """The projects of a run; a title that names none may be the name of one."""
    found = projects(text, start, end)
    if found or not titled:
        return found
    named = project_of_title(text, start, end)
    return [named] if named is not None else []


def measure_records(
    ctx: Context, drafts: Sequence[Draft], section_of: Callable[[Draft], str | None], first: int
) -> int:
    """Makes the records of measures and their clauses, numbered from `first`; the next free ordinal."""
    ordinal = first
    for draft in drafts:
        iri = ctx.namer.part(ctx.frame.iri, "measure", ordinal)
        _read(ctx, iri, ordinal, draft, section_of(draft))
        ordinal += 1
    return ordinal


def _read(ctx: Context, iri: str, ordinal: int, draft: Draft, section: str | None) -> None:
    clauses: list[str] = []
    below = Content()
    loose: list[Range] = []
    loose_notes = [*draft.cells]
    for passage in draft.passages:
        if passage.note is None or not passage.note.mentions:
            loose.extend(passage.text)
            if passage.note is not None:
                loose_notes.append(passage.note)
    told = note_times(ctx, loose_notes)
    common = ctx.common.of(draft)
    by = only_due(told) or (common.due if common is not None and not _states_time(ctx, draft, told) else None)
    for passage in draft.passages:
        if passage.note is None or not passage.note.mentions:
            continue
        clause = ctx.namer.part(iri, "clause", len(clauses) + 1)
        note = [passage.note]
        facts = content(ctx, clause, passage.text, note, note_times(ctx, note), by=by)
        text = ctx.words(passage.text)
        ctx.records.append(
            _clause(
                iri=clause, label=_short(text) or f"第{len(clauses) + 1}款", ordinal=len(clauses) + 1, text=text,
                evidence=ctx.spans.at(*passage.text, (passage.note.start, passage.note.end)), **facts.fields(),
            )
        )  # fmt: skip
        below.add(facts)
        clauses.append(clause)
    own = content(ctx, iri, [*([draft.title] if draft.title else []), *loose], loose_notes, told, row=draft)
    for target, due in row_targets(ctx, iri, draft.goals, len(own.target) + 1, by):
        own.target[target] = None
        if due is not None:
            own.schedule[schedule_record(ctx, iri, len(own.schedule) + 1, due, target)] = None
    if clauses:
        own.add(below)
    own.inherited.update(inherited(ctx, draft.start, own))
    timed = bool(own.schedule) or common is not None
    if not own.schedule and common is not None:
        own.schedule[common_schedule(ctx, iri, common)] = None
    elif not own.schedule and ctx.frame.single_year is not None:
        own.schedule[inherited_schedule(ctx, iri, ctx.frame.single_year)] = None
    title = ctx.words([draft.title]) if draft.title else None
    body = draft.body
    text = ctx.words(body)
    runs = [*([draft.title] if draft.title else []), *body]
    ctx.records.append(
        _measure(
            iri=iri, label=title or _short(text) or iri.rsplit("/", 1)[1], plan=ctx.frame.iri, section=section,
            number=str(draft.number) if draft.number is not None else None, ordinal=ordinal, title=title, text=text,
            clause=tuple(clauses), evidence=ctx.spans.at(*runs), **own.fields(),
        )
    )  # fmt: skip
    doubts(ctx, iri, draft, timed=timed)


def _states_time(ctx: Context, draft: Draft, told: Sequence[Time]) -> bool:
    """Whether a measure states a time of its own, anywhere in its words and notes."""
    since = ctx.frame.years[0] if ctx.frame.years else None
    runs = [*([draft.title] if draft.title else []), *draft.body]
    return bool(told) or any(
        ctx.common.own(times(ctx.text, start, end, ctx.frame.year, since)) for start, end in runs
    )


_SENTENCE_END = re.compile(r"[。；\n]")
#: No label made of the words of a text is longer.
_LABEL = 40


def _short(text: str | None) -> str | None:
    """The first words of a text, for a label."""
    if not text:
        return None
    end = _SENTENCE_END.search(text, 0, _LABEL + 1)
    if end is not None:
        return text[: end.start()]
    return text if len(text) <= _LABEL else text[:_LABEL] + "……"
