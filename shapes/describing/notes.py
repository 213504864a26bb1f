"""What the reader could not decide: its notes, by what they concern."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import cast

import pyoxigraph as ox

from ontology.terms import CP
from shapes.data import Data
from shapes.describing.nodes import Nodes
from shapes.findings import words_of
from shapes.terms import Term

__all__ = ["Note", "Notes", "doubts"]

#: The name, the kind and the words of a note.
Note = tuple[str, str, str]

_NOTES = f"SELECT ?note ?about {{ ?note <{CP.concerns}> ?about }}"
_KIND, _TEXT = ox.NamedNode(CP.kind), ox.NamedNode(CP.text)


class Notes:
    """All notes of the reader that say of which kind they are; most data has few.

    Args:
        data: what is audited.
    """

    def __init__(self, data: Data) -> None:
        found = [(cast(Term, note), cast(Term, about)) for note, about in data.select(_NOTES)]
        said = Nodes(data, (_KIND, _TEXT))
        said.look_up(note for note, _ in found)
        self._about: dict[Term, list[Note]] = {}
        for note, about in found:
            kind, text = said.value(note, _KIND), said.value(note, _TEXT)
            if kind is not None:
                told = (str(note), words_of(kind), words_of(text or kind))
                self._about.setdefault(about, []).append(told)

    def __bool__(self) -> bool:
        return bool(self._about)

    def about(self, nodes: Iterable[Term]) -> tuple[Note, ...]:
        """The notes that concern any of `nodes`, by name."""
        return tuple(sorted({note for node in nodes for note in self._about.get(node, ())}))


def doubts(notes: Iterable[Note], kinds: Collection[str]) -> tuple[str, ...]:
    """The words of those of `notes` that are of these kinds, each once."""
    return tuple(dict.fromkeys(words for _, kind, words in notes if kind in kinds))
