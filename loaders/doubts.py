"""What the reader could not decide, kept as reading notes: "perhaps missed" is not "absent"."""

from __future__ import annotations

import re

from loaders.context import Context
from loaders.measures import Draft
from ontology.records import ReadingNote

__all__ = ["doubts"]

_WORDS_OF_ROLE = re.compile(r"牵头|责任单位|责任部门|配合单位")


def doubts(ctx: Context, iri: str, draft: Draft) -> None:
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
