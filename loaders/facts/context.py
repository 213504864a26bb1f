"""What reading one plan needs at hand, and the facts found of one thing in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from loaders.accountability.agencies import Directory
from loaders.accountability.standing import Standing
from loaders.documents.plans import Frame
from loaders.documents.register import Register
from loaders.facts.common_times import CommonTimes
from loaders.mentions.places import PlaceMention
from loaders.spans import Spans
from loaders.text import Range
from ontology.iri import Namer
from ontology.records import Record

__all__ = ["Content", "Context", "Mentioned"]


class Mentioned(NamedTuple):
    """A project's IRI, the name that it is given, and where that is written."""

    project: str
    name: str
    start: int
    end: int


@dataclass(slots=True)
class Context:
    """What reading one plan needs at hand, and what has been made so far."""

    text: str
    namer: Namer
    frame: Frame
    spans: Spans
    directory: Directory
    register: Register
    #: What the text says once for all its measures.
    standing: Standing = field(default_factory=Standing)
    #: The times that it states once for several of them.
    common: CommonTimes = field(default_factory=CommonTimes)
    #: Where the text is at home, if its plan does not say whose it is.
    around: str = ""
    records: list[Record] = field(default_factory=list)

    def place(self, mention: PlaceMention) -> str:
        """The IRI of the region or zone that is mentioned, as of the plan's date."""
        return self.register.place(mention, self.spans.at((mention.start, mention.end)), self.frame.as_of)

    def words(self, runs: Iterable[Range]) -> str | None:
        """The clean words of some runs, joined, without the marks around them; None where there are none."""
        pieces = [self.text[a:b].strip() for a, b in runs]
        joined = "\n".join(p for p in pieces if p).strip()
        return joined or None


@dataclass(slots=True)
class Content:
    """The IRIs of the facts that some runs of text state: each once, in their order (a dict is an ordered set).

    Of the mentions of projects it is known which project is mentioned where.
    """

    schedule: dict[str, None] = field(default_factory=dict)
    target: dict[str, None] = field(default_factory=dict)
    project: dict[str, None] = field(default_factory=dict)
    mention: dict[str, Mentioned] = field(default_factory=dict)
    region: dict[str, None] = field(default_factory=dict)
    assignment: dict[str, None] = field(default_factory=dict)
    lead: dict[str, None] = field(default_factory=dict)
    cooperating: dict[str, None] = field(default_factory=dict)
    responsible: dict[str, None] = field(default_factory=dict)
    inherited: dict[str, None] = field(default_factory=dict)

    def add(self, other: Content) -> None:
        """Takes over the facts of `other`."""
        for name in self.__slots__:
            getattr(self, name).update(getattr(other, name))

    def fields(self) -> dict[str, tuple[str, ...]]:
        """The facts as the fields of a work item."""
        return {name: tuple(getattr(self, name)) for name in self.__slots__}
