"""A document under reading: which file it is, and what its texts share while they are read."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.catalogue import CatalogueRow
from loaders.documents.plans import Frame
from loaders.documents.register import Register
from loaders.formats import NOWHERE, Places
from loaders.spans import Spans
from loaders.text import Range, Text
from ontology.dates import PartialDate
from ontology.iri import Namer
from ontology.records import Plan, Record

__all__ = ["Reading", "Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """A document to read: its file name, the hash of its bytes, what the catalogue says of it, and its places."""

    name: str
    stem: str
    sha256: str
    row: CatalogueRow | None = None
    #: Where in the file the text stands, if it was taken out of a format of pages, paragraphs or cells.
    places: Places = NOWHERE


@dataclass(slots=True)
class Reading:
    """A document under reading: what its texts share."""

    text: Text
    source: Source
    namer: Namer
    document: str
    spans: Spans
    register: Register
    area: str
    frames: list[Frame] = field(default_factory=list)
    plans: dict[str, Plan] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    carries: dict[str, None] = field(default_factory=dict)
    interprets: dict[str, None] = field(default_factory=dict)
    reports_on: dict[str, None] = field(default_factory=dict)
    passages: list[str] = field(default_factory=list)
    #: The day that a text about a plan was printed, and where it says so.
    printed: PartialDate | None = None
    printed_at: tuple[Range, ...] = ()
    ordinals: dict[str, tuple[int, int]] = field(default_factory=dict)
