"""Agencies by their names: full, short and former, each within a jurisdiction and a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import NamedTuple, Self

from ontology.dates import PartialDate
from ontology.registry.names import fold, forms, local_name
from ontology.registry.region_table import RegionRow, Regions
from ontology.registry.table import Line, read
from ontology.registry.validity import before, holds, overlap

__all__ = ["KINDS", "Agencies", "AgencyRow", "DatedName"]

#: The kinds of agency. `vertical` is a body of the centre in a place (中央垂直管理), `office` a public
#: institution or dispatched office (事业单位、派出机构), `coordination` a body that meets (领导小组),
#: `group` several bodies named as one (各市政府).
KINDS = (
    "government", "party", "congress", "conference", "court", "procuratorate", "vertical", "office",
    "mass", "coordination", "company", "group",
)  # fmt: skip

#: One file for the country, and one for each province whose agencies are known by name.
_FILE = re.compile(r"agencies_(\d{6})\.tsv")
_COLUMNS = (
    "jurisdiction", "name", "short", "kind", "parent", "local_name", "valid_from", "valid_until",
    "verified", "source",
)  # fmt: skip
_NAMES_FILE = "agency_names.tsv"
_NAMES_COLUMNS = (
    "jurisdiction", "agency", "name", "short", "valid_from", "valid_until", "verified", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name that an agency had for a time; `labels` are all forms of it, the full one first."""

    name: str
    labels: tuple[str, ...]
    valid_from: PartialDate | None
    valid_until: PartialDate | None
    verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency.

    `name` is its full name and `local_name` the name without the area, which its IRI is made of.
    `labels` are all forms of the current name, the full one first; `former` are the names it had
    before. `verified` says whether `source` confirms the row, dates included.
    """

    jurisdiction: str
    name: str
    kind: str
    parent: str | None
    local_name: str
    valid_from: PartialDate | None
    valid_until: PartialDate | None
    verified: bool
    source: str
    labels: tuple[str, ...]
    former: tuple[DatedName, ...] = ()

    def in_force(self, on: PartialDate) -> bool:
        """Whether the agency existed on that date, as far as the table knows."""
        return holds(self.valid_from, self.valid_until, on)

    @property
    def names(self) -> tuple[DatedName, ...]:
        """Its names in the order of time, the current one last, which begins as the one before ends.

        A beginning that is known from the former name is only as sure as that one's row, and has its source too.
        """
        if not self.former:
            dated = self.valid_from, self.valid_until, self.verified, self.source
        else:
            last = self.former[-1]
            source = (
                self.source if last.source == self.source else f"{self.source}; its beginning: {last.source}"
            )
            dated = last.valid_until, self.valid_until, self.verified and last.verified, source
        return (*self.former, DatedName(self.name, self.labels, *dated))


class _Use(NamedTuple):
    """One agency's use of a form of a name, for a time."""

    start: PartialDate | None
    end: PartialDate | None
    agency: AgencyRow


#: A group whose members the law names: the governments of all places of one kind, or of several beside each other.
_EVERY_GOVERNMENT = re.compile(r"各(设区的?|地级以上|地级)?((?:地区|[市区县州盟旗]|[（）、])+)政府")
_KIND_OF_PLACE = re.compile(r"地区|[市区县州盟旗]")


class Agencies:
    """The agencies in the order of the file, looked up by name."""

    def __init__(self, rows: tuple[AgencyRow, ...], areas: Regions) -> None:
        self.rows, self._areas = rows, areas
        self._uses: dict[tuple[str, str], list[_Use]] = {}
        for row in rows:
            for dated in row.names:
                for form in dated.labels:
                    use = _Use(dated.valid_from, dated.valid_until, row)
                    self._uses.setdefault((row.jurisdiction, fold(form)), []).append(use)
        for uses in self._uses.values():
            uses.sort(key=lambda use: (use.start is not None, use.start or PartialDate(1)))

    def resolve(self, name: str, jurisdiction: str, on: PartialDate | None = None) -> AgencyRow | None:
        """The agency of `jurisdiction` that `name` means on the date `on`.

        Args:
            name: exactly a full name, a short form or a former name, with the area's name or its level
                in front (山东省大数据局, 省大数据局); widths of brackets and spaces count for nothing.
            jurisdiction: the code of the area.
            on: the date of the text; None where it has none.

        Returns the agency that bore the name then. Where none did, the name is out of time (documents go
        on using the names of abolished bodies): the last that bore it before then, or else the first to
        bear it; `AgencyRow.in_force` tells. Without a date, the last that bore it. None: no agency of the
        jurisdiction ever bore it.
        """
        uses = self._uses.get((jurisdiction, fold(name)))
        if not uses:
            return None
        if on is None:
            return uses[-1].agency
        then = [use for use in uses if holds(use.start, use.end, on)]
        earlier = [use for use in uses if use.start is None or not before(on, use.start)]
        return (then or earlier or uses[:1])[-1].agency

    def governed(self, name: str, jurisdiction: str, on: PartialDate | None = None) -> tuple[RegionRow, ...]:
        """The places whose governments the group `name` is, on a day or today: all cities of a province for 各市政府.

        None where the name leaves open which they are (有关部门).
        """
        every = _EVERY_GOVERNMENT.fullmatch(name)
        if every is None:
            return ()
        kinds = _KIND_OF_PLACE.findall(every[2])
        places = tuple(place for kind in kinds for place in self._areas.below(jurisdiction, kind, on))
        # 各设区市, 各州（市）: of a prefecture's rank, without 济源市; 各县（市、区） of a province lie deeper
        if every[1] or (len(kinds) > 1 and jurisdiction.endswith("0000")):
            places = tuple(place for place in places if place.level == "prefecture")
            places = places if {"县", "区", "旗"}.isdisjoint(kinds) else ()
        return tuple(sorted(set(places), key=lambda place: place.code))

    def members(self, group: AgencyRow) -> tuple[AgencyRow, ...]:
        """The agencies that a group has today; none where they are open, or where not all of them are in the table."""
        places = self.governed(group.name, group.jurisdiction) if group.kind == "group" else ()
        found = {row.jurisdiction: row for row in self.rows if row.local_name == "人民政府"}
        codes = [place.code for place in places]
        return tuple(found[code] for code in codes) if found.keys() >= set(codes) else ()

    @classmethod
    def load(cls, folder: Traversable, regions: Regions) -> Self:
        """The agencies of `agencies_370000.tsv` and its like in `folder`, with the former names of `agency_names.tsv`.

        Raises:
            RegistryError: the tables contradict themselves; says in which file and line.
        """
        lines = {line.cells["name"]: line for line in _unique(folder, regions)}
        former = _former(folder, lines, regions)
        rows: list[AgencyRow] = []
        local: dict[tuple[str, str], str] = {}
        taken: dict[tuple[str, str], list[tuple[tuple[PartialDate | None, PartialDate | None], str]]] = {}
        for name, line in lines.items():
            had = former.get(name, [])
            row = _row(line, regions.by_code[line.cells["jurisdiction"]], tuple(dated for dated, _ in had))
            other = local.setdefault((row.jurisdiction, row.local_name), name)
            if other != name:
                raise line.error(f"{name} would have the IRI of {other}: {row.local_name}")
            for dated, at in zip(row.names, (*(at for _, at in had), line), strict=True):
                span = dated.valid_from, dated.valid_until
                for form in dated.labels:
                    spans = taken.setdefault((row.jurisdiction, fold(form)), [])
                    for other_span, owner in spans:
                        if owner != name and overlap(span, other_span):
                            raise at.error(f"{form} means {owner} at the same time")
                    spans.append((span, name))
            rows.append(row)
        _check_parents(lines)
        return cls(tuple(rows), regions)


def _unique(folder: Traversable, regions: Regions) -> Iterator[Line]:
    """The rows of all files, each in that of its province; no two have one full name, since others refer to it."""
    seen: dict[str, Line] = {}
    for file in sorted(entry.name for entry in folder.iterdir()):
        if (home := _FILE.fullmatch(file)) is None:
            continue
        for line in read(folder, file, _COLUMNS, ("jurisdiction", "name")):
            name, code = line.required("name"), line.cells["jurisdiction"]
            if code not in regions.by_code:
                raise line.error(f"unknown jurisdiction “{code}”")
            if f"{code[:2]}0000" != home[1]:
                raise line.error(f"the jurisdiction {code} is not in {home[1]}, whose file this is")
            if name in seen:
                raise line.error(f"{name} stands in {seen[name].file}:{seen[name].number} already")
            seen[name] = line
            yield line


def _row(line: Line, area: RegionRow, former: tuple[DatedName, ...]) -> AgencyRow:
    start, end = _span(line)
    name = line.cells["name"]
    return AgencyRow(
        area.code, name, line.one_of("kind", KINDS), line.text("parent"),
        line.text("local_name") or local_name(name, area), start, end, line.flag("verified"),
        line.cells["source"], _labels(line, area), former,
    )  # fmt: skip


def _labels(line: Line, area: RegionRow) -> tuple[str, ...]:
    """All forms of the name of a row: in full and in short, each with the area's name and with its level."""
    stated = (line.required("name"), *line.names("short"))
    return tuple(dict.fromkeys(form for name in stated for form in forms(name, area)))


def _former(
    folder: Traversable, agencies: dict[str, Line], regions: Regions
) -> dict[str, list[tuple[DatedName, Line]]]:
    """The former names of each agency, by its full name, in the order of time, and the rows where they stand."""
    former: dict[str, list[tuple[DatedName, Line]]] = {}
    for line in read(folder, _NAMES_FILE, _NAMES_COLUMNS, ("jurisdiction", "agency", "valid_until", "name")):
        agency = agencies.get(line.cells["agency"])
        if agency is None or agency.cells["jurisdiction"] != line.cells["jurisdiction"]:
            raise line.error(f"unknown agency “{line.cells['agency']}”")
        line.required("valid_until")
        start, end = _span(line)
        ended, founded = agency.date("valid_until"), agency.date("valid_from")
        if end and ((ended and before(ended, end)) or (founded and before(end, founded))):
            raise line.error(f"{agency.cells['name']} was not there until {end}")
        given = former.setdefault(line.cells["agency"], [])
        if start and given and (until := given[-1][0].valid_until) and before(start, until):
            raise line.error(f"{given[-1][0].name} was its name until {until}")
        dated = DatedName(
            line.required("name"), _labels(line, regions.by_code[line.cells["jurisdiction"]]), start, end,
            line.flag("verified"), line.cells["source"],
        )  # fmt: skip
        given.append((dated, line))
    return former


def _span(line: Line) -> tuple[PartialDate | None, PartialDate | None]:
    start, end = line.date("valid_from"), line.date("valid_until")
    if start and end and before(end, start):
        raise line.error(f"valid_until {end} is before valid_from {start}")
    return start, end


def _check_parents(lines: dict[str, Line]) -> None:
    """Every parent was there as its agency began and is there if it goes on, and no agency is above itself."""
    for name, line in lines.items():
        above, seen = line.cells["parent"], {name}
        start, end = line.date("valid_from"), lines[above].date("valid_until") if above in lines else None
        if start and end and before(end, start):
            raise line.error(f"{above} ended in {end}, before {name} began in {start}")
        if end and line.date("valid_until") is None:  # one that ended may have done so some months later
            raise line.error(f"{above} ended in {end}, and {name} goes on below it")
        while above:
            if above not in lines:
                raise line.error(f"unknown parent “{above}”")
            if above in seen:
                raise line.error(f"{name} is above itself, through {above}")
            seen.add(above)
            above = lines[above].cells["parent"]
