"""The records of assignments: which units a note makes accountable, in which roles."""

from __future__ import annotations

from loaders.context import Content, Context
from loaders.notes import Mention, Note
from ontology.records import Assignment

__all__ = ["assign"]

_ROLE_WORDS = {"Lead": "牵头", "Cooperating": "配合", "Responsible": "负责"}
_ROLES = {"Lead": "lead", "Cooperating": "cooperating", "Responsible": "responsible"}


def assign(ctx: Context, owner: str, note: Note, found: Content) -> None:
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
