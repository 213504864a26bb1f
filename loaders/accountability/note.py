"""What one note says of who is accountable, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.accountability.claims import Mention, Reading, read_words
from loaders.mentions.units import Unit
from loaders.text import Range

__all__ = ["LONGEST", "Note", "placed", "read_note"]

#: No note is longer; what is, is a text in brackets.
LONGEST = 2000


@dataclass(slots=True)
class Note:
    """What one note says: units in their roles, the runs that tell a time.

    `stages` are cells of a table that tell what is done by when: the head of the column, and the cell.

    `unread` are the runs that stand where units do and are none that the reader knows, `people` the posts and
    persons named in place of units; `open` says that its bracket never closes, `leads` that it stands before what it
    speaks of.
    """

    start: int
    end: int
    mentions: list[Mention] = field(default_factory=list)
    times: list[Range] = field(default_factory=list)
    unread: list[Range] = field(default_factory=list)
    people: list[Range] = field(default_factory=list)
    open: bool = False
    leads: bool = False
    stages: list[tuple[Range, Range]] = field(default_factory=list)

    def join(self, other: Note) -> None:
        """Takes over what a note says that follows this one without words between them."""
        self.mentions += other.mentions
        self.times += other.times
        self.unread += other.unread
        self.people += other.people
        self.open = self.open or other.open
        self.end = other.end


def read_note(text: str, start: int, end: int, role: str = "") -> Note | None:
    """What the words between `start` and `end` say as a note, or nothing where they are none.

    `role` is the role of units for which the words give none: that of a table's column.
    """
    if end - start > LONGEST:
        return None
    reading = read_words(text[start:end], role)
    return placed(reading, start, start, end) if reading.mentions or reading.times or reading.people else None


def placed(reading: Reading, at: int, start: int, end: int) -> Note:
    """A reading as the note from `start` to `end`, its words beginning at `at`."""
    return Note(
        start,
        end,
        [
            Mention(Unit(u.name, u.start + at, u.end + at, u.repaired), role, qualifier)
            for u, role, qualifier in reading.mentions
        ],
        [(a + at, b + at) for a, b in reading.times],
        [(a + at, b + at) for a, b in reading.unread],
        [(a + at, b + at) for a, b in reading.people],
    )
