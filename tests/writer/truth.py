"""What a written document says: records, and their form as hand-made truth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

__all__ = ["ROLES", "Passage", "Target", "Time", "Units", "WrittenMeasure", "WrittenPlan", "truth"]

ROLES = ("lead", "cooperating", "responsible")


@dataclass(frozen=True, slots=True)
class Time:
    """A stated time: the words, and what they say."""

    text: str
    kind: str
    due: str | None = None
    completion: str | None = None
    recurrence: str | None = None

    def gold(self) -> dict[str, Any]:
        """The form of the hand-made truth."""
        return {
            "kind": self.kind, "due": self.due, "completion": self.completion,
            "recurrence": self.recurrence, "text": self.text,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """A stated target."""

    indicator: str
    comparator: str
    value: float
    unit: str
    deadline: str | None
    quote: str

    def gold(self) -> dict[str, Any]:
        """The form of the hand-made truth."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Units:
    """Who is accountable, by role, in order, by full names."""

    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that end in one note of units."""

    sentences: tuple[str, ...]
    units: Units = Units()
    times: tuple[Time, ...] = ()
    targets: tuple[Target, ...] = ()
    projects: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    #: What the note itself says of time; a time there is not among `times`.
    until: Time | None = None

    @property
    def words(self) -> str:
        """The sentences, one after the other."""
        return "".join(self.sentences)


@dataclass(frozen=True, slots=True)
class WrittenMeasure:
    """A measure: its number is the layout's affair."""

    title: str
    passages: tuple[Passage, ...]

    @property
    def words(self) -> str:
        """The body without notes."""
        return "".join(p.words for p in self.passages)


@dataclass(frozen=True, slots=True)
class WrittenPlan:
    """A plan: who makes it, for which year, and its measures below headings."""

    place: str
    level: str
    year: int
    title: str
    sections: tuple[tuple[str, tuple[WrittenMeasure, ...]], ...]
    #: Whether the place is one of the standard of administrative divisions.
    real: bool = field(default=False)

    @property
    def measures(self) -> tuple[WrittenMeasure, ...]:
        """The measures of all sections."""
        return tuple(m for _, measures in self.sections for m in measures)


def truth(measures: Iterable[tuple[WrittenMeasure, str | None, bool]]) -> dict[str, Any]:
    """The truth about a document: its measures, each with the number printed and whether its title is."""
    return {"measures": [_entry(*m) for m in measures]}


def _entry(measure: WrittenMeasure, number: str | None, titled: bool) -> dict[str, Any]:
    stated = [t for p in measure.passages for t in (*p.times, *([p.until] if p.until else []))]
    units = {
        role: list(dict.fromkeys(name for p in measure.passages for name in getattr(p.units, role)))
        for role in ROLES
    }
    return {
        "number": number,
        "title": measure.title if titled else None,
        "text": measure.words,
        **units,
        "schedule": None,
        "schedules": [t.gold() for t in stated],
        "targets": [t.gold() for p in measure.passages for t in p.targets],
        "projects": [name for p in measure.passages for name in p.projects],
        "regions": list(dict.fromkeys(name for p in measure.passages for name in p.regions)),
    }
