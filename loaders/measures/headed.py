"""Measures below a heading that is the name of a unit: it answers for those that name nobody themselves."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.accountability.note import Note
from loaders.accountability.unit_headings import unit_heading
from loaders.measures.drafts import Draft
from loaders.structure.outline import Node
from loaders.text import Range

__all__ = ["answer_by_headings"]


def answer_by_headings(text: str, drafts: Sequence[Draft]) -> None:
    """Gives measures that name no unit the units of the nearest heading above them that consists of units.

    Headings that are units' names and nothing else count where there are two: one alone may be what is spoken of.
    """
    found: dict[int, tuple[Note, bool] | None] = {}

    def told(node: Node) -> tuple[Note, bool] | None:
        if id(node) not in found:
            found[id(node)] = unit_heading(text, *_words(node))
        return found[id(node)]

    own = {id(d.node) for d in drafts}
    below: list[tuple[Draft, Note, bool, int]] = []
    for draft in drafts:
        node = draft.parent
        while node is not None and (id(node) in own or told(node) is None):
            node = node.parent
        if node is not None and (heading := told(node)) is not None:
            below.append((draft, *heading, id(node)))
    several = len({node for *_, node in below}) > 1
    for draft, note, said, _ in below:
        named = any(n.mentions for n in draft.cells) or any(
            p.note and p.note.mentions for p in draft.passages
        )
        if (said or several) and not named:
            draft.cells.append(note)


def _words(node: Node) -> Range:
    """The words of a heading, without its number or, where brackets mark it, without these."""
    if node.kind == "bracket":
        return node.start + 1, node.start + len(node.printed) - 1
    return node.lines[0] if node.lines else (node.start, node.start)
