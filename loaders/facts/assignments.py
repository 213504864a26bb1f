"""The records of assignments: which units a note makes accountable, in which roles."""

from __future__ import annotations

from loaders.accountability.claims import Mention
from loaders.accountability.note import Note
from loaders.facts.context import Content, Context
from ontology.records import Assignment, maker

__all__ = ["assign"]

_assignment = maker(Assignment)
_ROLE_WORDS = {"Lead": "牵头", "Cooperating": "配合", "Responsible": "负责"}
_ROLES = {"Lead": "lead", "Cooperating": "cooperating", "Responsible": "responsible"}


def inherited(ctx: Context, at: int, own: Content) -> dict[str, None]:
    """The agencies that blanket sentences before `at` make accountable, without those that `own` states."""
    if not (ctx.standing.blanket or ctx.standing.above):
        return {}
    stated = {*own.lead, *own.cooperating, *own.responsible}
    found = dict.fromkeys(ctx.directory.find(u.name) for u in ctx.standing.inherited(at))
    return {agency: None for agency in found if agency not in stated}


def assign(ctx: Context, owner: str, note: Note, found: Content) -> None:
    """Makes the assignments of a note, with the leads that the document's own rules give it."""
    ranks: dict[str, int] = {}
    for unit, role, qualifier in [*_leading(ctx, note, found), *note.mentions]:
        name, start, end, repaired = unit
        written = ctx.text[start:end]
        agency = ctx.directory.find(name, written)
        mine: dict[str, None] = getattr(found, _ROLES[role])
        if agency in mine:
            continue
        mine[agency] = None
        ranks[role] = ranks.get(role, 0) + 1
        iri = ctx.namer.part(owner, "assignment", len(found.assignment) + 1)
        ctx.records.append(
            _assignment(
                iri=iri, label=f"{name}（{_ROLE_WORDS[role]}）", agency=agency, role=role, rank=ranks[role],
                mention=written, qualifier=qualifier, repaired=repaired or None, basis="Stated",
                evidence=ctx.spans.at((start, end)),
            )
        )  # fmt: skip
        found.assignment[iri] = None


def _leading(ctx: Context, note: Note, found: Content) -> list[Mention]:
    """The mentions that lead by a rule of the document: the first of a list, or all where no lead is named.

    Units that only cooperate are no part of the list.
    """
    rules = ctx.standing
    if not rules.tell_leads or found.lead or any(m.role == "Lead" for m in note.mentions):
        return []
    listed = [m for m in note.mentions if m.role == "Responsible"]
    if rules.mark:
        return [m._replace(role="Lead") for m in listed if _marked(ctx.text, m, rules.mark)]
    if rules.first_leads_from is not None and note.end >= rules.first_leads_from:
        return [m._replace(role="Lead") for m in listed[:1]]
    if rules.responsible_lead_from is not None and note.end >= rules.responsible_lead_from:
        return [m._replace(role="Lead") for m in listed]
    return []


def _marked(text: str, mention: Mention, mark: str) -> bool:
    """Whether the mark of those who lead stands at a unit: 市数据局*, *市数据局."""
    unit = mention.unit
    return text.startswith(mark, unit.end) or text.endswith(mark, 0, unit.start)
