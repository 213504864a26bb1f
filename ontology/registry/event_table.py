"""What happened to agencies: changes that make a distinct identity (org:ChangeEvent), not renamings."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources.abc import Traversable

from ontology.dates import PartialDate
from ontology.registry.agency_table import Agencies, AgencyRow
from ontology.registry.table import Line, read

__all__ = ["EVENT_KINDS", "EventRow", "load_events"]

#: The kinds of event. An abolition has no results; a foundation may have originals, out of which it came.
EVENT_KINDS = ("abolition", "foundation", "merger", "split", "transfer")

_FILE = "agency_events.tsv"
_COLUMNS = ("date", "kind", "originals", "results", "verified", "source")


@dataclass(frozen=True, slots=True)
class EventRow:
    """One change: the agencies before it, some of which may go on, and those after it."""

    date: PartialDate | None
    kind: str
    originals: tuple[AgencyRow, ...]
    results: tuple[AgencyRow, ...]
    verified: bool
    source: str


def load_events(folder: Traversable, agencies: Agencies) -> tuple[EventRow, ...]:
    """The events of `agency_events.tsv` in `folder`, in the order of time.

    Raises:
        RegistryError: an agency is unknown, or a kind has what it cannot have; says in which line.
    """
    known = {row.name: row for row in agencies.rows}
    rows: list[EventRow] = []
    for line in read(folder, _FILE, _COLUMNS, ("date", "kind", "originals", "results")):
        kind = line.one_of("kind", EVENT_KINDS)
        originals, results = _agencies(line, "originals", known), _agencies(line, "results", known)
        if bool(results) is (kind == "abolition"):
            raise line.error(f"{kind} must have {'no' if results else 'some'} results")
        if not originals and kind != "foundation":
            raise line.error(f"{kind} must have some originals")
        rows.append(
            EventRow(line.date("date"), kind, originals, results, line.flag("verified"), line.cells["source"])
        )
    return tuple(rows)


def _agencies(line: Line, column: str, known: dict[str, AgencyRow]) -> tuple[AgencyRow, ...]:
    names = line.names(column)
    for name in names:
        if name not in known:
            raise line.error(f"unknown agency “{name}”")
    return tuple(known[name] for name in names)
