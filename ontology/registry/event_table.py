"""What happened to agencies: changes that make a distinct identity (org:ChangeEvent), not renamings."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources.abc import Traversable

from ontology.dates import PartialDate
from ontology.registry.agency_table import Agencies, AgencyRow
from ontology.registry.table import Line, read
from ontology.registry.validity import before

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
        RegistryError: an agency is unknown, a kind has what it cannot have, or the time is none of its agencies';
            says in which line.
    """
    known = {row.name: row for row in agencies.rows}
    rows: list[EventRow] = []
    lines: list[Line] = []
    founded: dict[str, int] = {}
    for line in read(folder, _FILE, _COLUMNS, ("date", "kind", "originals", "results")):
        kind = line.one_of("kind", EVENT_KINDS)
        originals, results = _agencies(line, "originals", known), _agencies(line, "results", known)
        if bool(results) is (kind == "abolition"):
            raise line.error(f"{kind} must have {'no' if results else 'some'} results")
        if not originals and kind != "foundation":
            raise line.error(f"{kind} must have some originals")
        if (kind == "merger" and len(originals) < 2) or (kind == "split" and len(results) < 2):
            raise line.error(f"{kind} must have several {'originals' if kind == 'merger' else 'results'}")
        date = line.date("date")
        _check_times(line, kind, date, originals, results)
        if kind == "foundation":
            _check_founded(line, originals, results, founded)
        if set(originals) == set(results):
            raise line.error(f"nothing changes by this {kind}")
        rows.append(EventRow(date, kind, originals, results, line.flag("verified"), line.cells["source"]))
        lines.append(line)
    _check_chains(rows, lines)
    return tuple(rows)


def _check_times(
    line: Line,
    kind: str,
    date: PartialDate | None,
    originals: tuple[AgencyRow, ...],
    results: tuple[AgencyRow, ...],
) -> None:
    """What ends with an event has an end, none ended before it, and none that it resulted in begins later."""
    for agency in originals:
        if agency not in results and kind in ("merger", "split", "abolition") and agency.valid_until is None:
            raise line.error(f"{agency.name} ends with this {kind}, but its row has no valid_until")
    if date is None:
        return
    for agency in (*originals, *results):
        if agency.valid_until and before(agency.valid_until, date):
            raise line.error(f"{agency.name} ended in {agency.valid_until}, before this {kind}")
        if agency.valid_from and before(date, agency.valid_from):
            raise line.error(f"{agency.name} begins in {agency.valid_from}, after this {kind}")


def _check_chains(rows: list[EventRow], lines: list[Line]) -> None:
    """No agency that ended with one event results from another of that time or later: no chain comes back."""
    ended: dict[str, tuple[PartialDate, Line]] = {}
    for row, line in zip(rows, lines, strict=True):
        for agency in row.originals:
            end = agency.valid_until
            if row.date and end and agency not in row.results and not before(row.date, end):
                ended[agency.name] = row.date, line
    for row, line in zip(rows, lines, strict=True):
        for agency in row.results:
            end, other = ended.get(agency.name, (None, line))
            if end and row.date and other is not line and not before(row.date, end):
                raise line.error(f"{agency.name} ended with the {other.cells['kind']} of line {other.number}")


def _check_founded(
    line: Line, originals: tuple[AgencyRow, ...], results: tuple[AgencyRow, ...], founded: dict[str, int]
) -> None:
    """Nothing is founded twice, or out of itself."""
    for agency in results:
        if agency in originals:
            raise line.error(f"{agency.name} is founded out of itself")
        if founded.setdefault(agency.name, line.number) != line.number:
            raise line.error(f"{agency.name} was founded in line {founded[agency.name]} already")


def _agencies(line: Line, column: str, known: dict[str, AgencyRow]) -> tuple[AgencyRow, ...]:
    names = line.names(column)
    for name in names:
        if name not in known:
            raise line.error(f"unknown agency “{name}”")
    return tuple(known[name] for name in names)
