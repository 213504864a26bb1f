"""The runs of an item's text, each with the note of units that it ends in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.accountability.note import Note
from loaders.accountability.notes import notes
from loaders.accountability.sentences import closed_by_units, line_of_units
from loaders.text import Range

__all__ = ["LineNotes", "Passage", "only_notes", "passages"]


@dataclass(slots=True)
class Passage:
    """A run of a measure's text, and the note that it ends in, if it has one."""

    text: list[Range]
    note: Note | None = None


class LineNotes:
    """The notes of the lines of one text, each line read once however often it is asked for.

    Where lines of units with their roles close what stands above them, a line that only lists units does so too.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._read: dict[Range, list[Note]] = {}
        self._closed_by_units: bool | None = None

    def __call__(self, line: Range) -> list[Note]:
        """The notes of a line, in order."""
        found = self._read.get(line)
        if found is None:
            found = notes(self._text, *line)
            if not found and (listed := line_of_units(self._text, *line)) is not None:
                if self._closed_by_units is None:
                    self._closed_by_units = closed_by_units(self._text)
                found = [listed] if self._closed_by_units else found
            self._read[line] = found
        return found


def only_notes(text: str, found: Sequence[Note], start: int, end: int) -> bool:
    """Whether nothing but the notes `found` stands between `start` and `end`."""
    at = start
    for note in found:
        if note.start >= start:
            if text[at : note.start].strip(" 。；"):
                return False
            at = note.end
    return not text[at:end].strip(" 。；")


def passages(
    text: str, lines: Sequence[Range], notes_of: LineNotes, *, titled: bool, whole: Range | None = None
) -> Iterator[Passage]:
    """The runs between notes; notes that follow each other without words between them are one.

    Args:
        text: the clean text.
        lines: the words of the item without its title.
        notes_of: the notes of each line.
        titled: whether a title stands before: a note right after it is that of the body which follows.
        whole: the first line with the title still in it, whose notes are those of the first of `lines`.
    """
    current: list[Range] = []
    pending: Passage | None = None
    for start, end in lines:
        at = start
        line = whole if whole is not None and whole[0] <= start and end == whole[1] else (start, end)
        for note in notes_of(line):
            if note.start < start:
                continue
            words = _runs(text, at, note.start)
            if pending is not None and not current and (not words or _awaits(pending)):
                pending.text.extend(words)
                (pending.note or note).join(note)
            else:
                if pending is not None:
                    yield pending
                pending = Passage([*current, *words], note)
                current = []
            at = note.end
        words = _runs(text, at, end)
        if words:
            if pending is not None and not pending.text and (titled or _awaits(pending)):
                pending.text.extend(words)
                continue
            if pending is not None:
                yield pending
                pending = None
            current.extend(words)
    if pending is not None:
        yield pending
    if current:
        yield Passage(current)


def _awaits(passage: Passage) -> bool:
    """Whether the note of a passage stands before the words that it speaks of, and these are still to come."""
    return not passage.text and passage.note is not None and passage.note.leads


def _runs(text: str, start: int, end: int) -> list[Range]:
    while start < end and text[start] in " \t。；，\n":
        start += 1
    while end > start and text[end - 1] in " \t\n":
        end -= 1
    return [(start, end)] if start < end else []
