"""Who answers for measures without a note: a heading above that is the name of a unit, or what their sentences say."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.accountability.note import Note
from loaders.accountability.running_text import in_running_text
from loaders.accountability.unit_headings import unit_heading
from loaders.measures.drafts import Draft
from loaders.structure.outline import Node
from loaders.text import Range

__all__ = ["answer_by_headings", "answer_by_sentences"]


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
        if (said or several) and not _is_named(draft):
            draft.cells.append(note)


def answer_by_sentences(text: str, drafts: Sequence[Draft]) -> None:
    """Gives measures that name no unit in a note those that their sentences make accountable."""
    for draft in drafts:
        if not _is_named(draft) and (note := in_running_text(text, draft.body)) is not None:
            draft.cells.append(note)


def _is_named(draft: Draft) -> bool:
    """Whether a note names units of the measure."""
    return any(n.mentions for n in draft.cells) or any(p.note and p.note.mentions for p in draft.passages)


def _words(node: Node) -> Range:
    """The words of a heading, without its number or, where brackets mark it, without these."""
    if node.kind == "bracket":
        return node.start + 1, node.start + len(node.printed) - 1
    return node.lines[0] if node.lines else (node.start, node.start)
