"""The facts of measures, clauses and sections: who, by when, how much, which projects, where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from loaders.agencies import Directory
from loaders.measures import Draft
from loaders.mentions.places import places
from loaders.mentions.projects import projects
from loaders.mentions.quantities import Quantity, quantities
from loaders.mentions.times import Time, cell_times, times
from loaders.mentions.units import Unit
from loaders.notes import Mention, Note
from loaders.outline import Range
from loaders.plans import Frame
from loaders.register import Register
from loaders.spans import Spans
from ontology.dates import PartialDate
from ontology.iri import Namer
from ontology.records import Assignment, Clause, Measure, ReadingNote, Record, Schedule, Target
from ontology.registry import units as unit_registry

__all__ = ["Content", "Context", "content", "measure_records"]


@dataclass(slots=True)
class Context:
    """What reading one plan needs at hand, and what has been made so far."""

    text: str
    namer: Namer
    frame: Frame
    spans: Spans
    directory: Directory
    register: Register
    #: Where the document's own rule 列第一位的为牵头单位 begins to hold; None where it has none.
    first_leads_from: int | None = None
    #: Units that a blanket sentence makes accountable for all later measures.
    blanket: list[Unit] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)

    def words(self, runs: Iterable[Range]) -> str | None:
        """The clean words of some runs, joined, without the marks around them; None where there are none."""
        pieces = [self.text[a:b].strip() for a, b in runs]
        joined = "\n".join(p for p in pieces if p).strip()
        return joined or None


@dataclass(slots=True)
class Content:
    """The IRIs of the facts that some runs of text state."""

    schedule: list[str] = field(default_factory=list)
    target: list[str] = field(default_factory=list)
    project: list[str] = field(default_factory=list)
    region: list[str] = field(default_factory=list)
    assignment: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    cooperating: list[str] = field(default_factory=list)
    responsible: list[str] = field(default_factory=list)
    inherited: list[str] = field(default_factory=list)

    def add(self, other: Content) -> None:
        """Takes over the facts of `other`, each once."""
        for name in self.__slots__:
            mine: list[str] = getattr(self, name)
            mine.extend(iri for iri in getattr(other, name) if iri not in mine)

    def fields(self) -> dict[str, tuple[str, ...]]:
        """The facts as the fields of a work item."""
        return {name: tuple(getattr(self, name)) for name in self.__slots__}


_ROLE_WORDS = {"Lead": "牵头", "Cooperating": "配合", "Responsible": "负责"}
_ROLES = {"Lead": "lead", "Cooperating": "cooperating", "Responsible": "responsible"}
_MARKS = "。；！\n"


def content(
    ctx: Context, owner: str, runs: Sequence[Range], notes: Sequence[Note] = (), *, scheduled: bool = True
) -> Content:
    """Reads the facts of `owner` from `runs` of running text and from its notes, and makes their records.

    Only work items are `scheduled`: in a section or the plan itself a time is a target's deadline or nothing.
    """
    found = Content()

    for start, end in runs:
        stated = times(ctx.text, start, end, ctx.frame.year)
        figures = quantities(ctx.text, start, end)
        used: dict[int, str] = {}
        for figure in figures:
            time = _deadline(ctx.text, figure, stated)
            iri = ctx.namer.part(owner, "target", len(found.target) + 1)
            ctx.records.append(_target(ctx, iri, figure, time))
            found.target.append(iri)
            if time is not None:
                used.setdefault(id(time), iri)
        for time in stated if scheduled else ():
            found.schedule.append(_schedule(ctx, owner, len(found.schedule) + 1, time, used.get(id(time))))
        for mention in projects(ctx.text, start, end):
            _once(found.project, ctx.register.project(mention.name))
        for place in places(ctx.text, [(start, end)], ctx.frame.area):
            if place.code != ctx.frame.area:  # the plan's own area is covered by all of it
                _once(found.region, ctx.register.place(place))
    for note in notes:
        for a, b in note.times:
            for time in cell_times(ctx.text, a, b, ctx.frame.year):
                found.schedule.append(_schedule(ctx, owner, len(found.schedule) + 1, time, None))
        _assign(ctx, owner, note, found)
    return found


def _once(items: list[str], iri: str) -> None:
    if iri not in items:
        items.append(iri)


def _deadline(text: str, figure: Quantity, stated: list[Time]) -> Time | None:
    """The due time in the figure's own sentence: the last before it, else one after it in its clause."""
    due = [t for t in stated if t.due is not None]
    before = [t for t in due if t.end <= figure.start and not _crosses(text, t.end, figure.start)]
    if before:
        return before[-1]
    inside = [t for t in due if figure.quote[0] <= t.start < figure.quote[1]]
    return inside[0] if inside else None


def _crosses(text: str, start: int, end: int) -> bool:
    return any(mark in text[start:end] for mark in _MARKS)


def _target(ctx: Context, iri: str, figure: Quantity, time: Time | None) -> Target:
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


def _schedule(ctx: Context, owner: str, number: int, time: Time, target: str | None) -> str:
    iri = ctx.namer.part(owner, "schedule", number)
    words = ctx.text[time.start : time.end]
    ctx.records.append(
        Schedule(
            iri=iri, label=words, schedule_kind=time.kind, start=time.begins, due=time.due,
            year_basis=("Inferred" if time.year_inferred else "Stated") if time.due or time.begins else None,
            completion=time.completion, recurrence=time.recurrence, of_target=target, text=words, basis="Stated",
            evidence=ctx.spans.at((time.start, time.end)),
        )
    )  # fmt: skip
    return iri


def _assign(ctx: Context, owner: str, note: Note, found: Content) -> None:
    """Makes the assignments of a note, and keeps its blanket sentence for the measures that follow."""
    mentions: list[Mention] = []
    if ctx.first_leads_from is not None and note.end >= ctx.first_leads_from:
        roles = {m.role for m in note.mentions}
        if note.mentions and roles == {"Responsible"}:
            mentions.append(Mention(note.mentions[0].unit, "Lead", note.mentions[0].qualifier))
    mentions.extend(note.mentions)
    ranks: dict[str, int] = {}
    for mention in mentions:
        unit = mention.unit
        agency = ctx.directory.find(unit.name, ctx.text[unit.start : unit.end])
        mine: list[str] = getattr(found, _ROLES[mention.role])
        if agency in mine:
            continue
        mine.append(agency)
        ranks[mention.role] = ranks.get(mention.role, 0) + 1
        iri = ctx.namer.part(owner, "assignment", len(found.assignment) + 1)
        written = ctx.text[unit.start : unit.end]
        ctx.records.append(
            Assignment(
                iri=iri, label=f"{unit.name}（{_ROLE_WORDS[mention.role]}）", agency=agency, role=mention.role,
                rank=ranks[mention.role], mention=written, qualifier=mention.qualifier,
                repaired=unit.repaired or None, basis="Stated", evidence=ctx.spans.at((unit.start, unit.end)),
            )
        )  # fmt: skip
        found.assignment.append(iri)


def measure_records(
    ctx: Context, drafts: Sequence[Draft], section_of: Callable[[Draft], str | None], first: int
) -> int:
    """Makes the records of measures and their clauses, numbered from `first`; the next free ordinal."""
    ordinal = first
    for draft in drafts:
        iri = ctx.namer.part(ctx.frame.iri, "measure", ordinal)
        _measure(ctx, iri, ordinal, draft, section_of(draft))
        ordinal += 1
    return ordinal


def _measure(ctx: Context, iri: str, ordinal: int, draft: Draft, section: str | None) -> None:
    inherited = list(ctx.blanket)
    clauses: list[str] = []
    below = Content()
    loose: list[Range] = []
    loose_notes = [*draft.cells]
    for passage in draft.passages:
        if passage.note is not None:
            ctx.blanket.extend(passage.note.blanket)
        if passage.note is None or not passage.note.mentions:
            loose.extend(passage.text)
            if passage.note is not None:
                loose_notes.append(passage.note)
            continue
        clause = ctx.namer.part(iri, "clause", len(clauses) + 1)
        facts = content(ctx, clause, passage.text, [passage.note])
        text = ctx.words(passage.text)
        ctx.records.append(
            Clause(
                iri=clause, label=_short(text) or f"第{len(clauses) + 1}款", ordinal=len(clauses) + 1, text=text,
                evidence=ctx.spans.at(*passage.text, (passage.note.start, passage.note.end)), **facts.fields(),
            )
        )  # fmt: skip
        below.add(facts)
        clauses.append(clause)
    own = content(ctx, iri, [*([draft.title] if draft.title else []), *loose], loose_notes)
    own.add(below)
    own.inherited.extend(ctx.directory.find(u.name) for u in inherited)
    if not own.schedule and ctx.frame.single_year is not None:
        own.schedule.append(_inherited_schedule(ctx, iri, ctx.frame.single_year))
    title = ctx.words([draft.title]) if draft.title else None
    text = ctx.words(draft.body)
    runs = [*([draft.title] if draft.title else []), *draft.body]
    ctx.records.append(
        Measure(
            iri=iri, label=title or _short(text) or iri.rsplit("/", 1)[1], plan=ctx.frame.iri, section=section,
            number=str(draft.number) if draft.number is not None else None, ordinal=ordinal, title=title, text=text,
            clause=tuple(clauses), evidence=ctx.spans.at(*runs), **own.fields(),
        )
    )  # fmt: skip
    _doubts(ctx, iri, draft)


def _inherited_schedule(ctx: Context, owner: str, year: int) -> str:
    """A one-year plan's year, for a measure that names no time: inherited, never stated."""
    iri = ctx.namer.part(owner, "schedule", "inherited")
    ctx.records.append(
        Schedule(
            iri=iri, label=f"{year}年（据规划年度）", schedule_kind="Due", due=PartialDate(year), basis="Inherited",
            evidence=ctx.spans.at(ctx.frame.titled) if ctx.frame.titled else (),
        )
    )  # fmt: skip
    return iri


_WORDS_OF_ROLE = re.compile(r"牵头|责任单位|责任部门|配合单位")


def _doubts(ctx: Context, iri: str, draft: Draft) -> None:
    """Notes what the reader could not decide: words of role in a measure from which no unit was read."""
    if any(p.note and p.note.mentions for p in draft.passages) or any(c.mentions for c in draft.cells):
        return
    for start, end in draft.body:
        found = _WORDS_OF_ROLE.search(ctx.text, start, end)
        if found is not None:
            note = ctx.namer.part(iri, "note", 1)
            ctx.records.append(
                ReadingNote(
                    iri=note, label="疑有责任单位未能读出", concerns=iri, kind="unread-unit",
                    text=f"文中有“{found[0]}”字样，未能从中读出责任单位", evidence=ctx.spans.at((start, end)),
                )
            )  # fmt: skip
            return


def _short(text: str | None) -> str | None:
    """The first words of a text, for a label."""
    if not text:
        return None
    head = re.split(r"[。；\n]", text, maxsplit=1)[0]
    return head if len(head) <= 40 else head[:40] + "……"
