"""Administrative regions by their codes in GB/T 2260, those of today and those abolished since 2013."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Self

from ontology.dates import PartialDate
from ontology.registry.table import Line, read
from ontology.registry.validity import before, holds, overlap

__all__ = ["LEVELS", "RegionRow", "Regions"]

#: The levels of administration, the highest first.
LEVELS = ("country", "province", "prefecture", "county")

_FILE = "regions.tsv"
#: The peoples that autonomous areas are named after, as their names write them.
_PEOPLES = (
    "各族|(?:回|藏|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|土|达斡尔|仫佬|羌|"
    "布朗|撒拉|毛南|仡佬|保安|裕固|鄂温克|德昂|独龙|怒|普米|阿昌|基诺)族|(?:蒙古|哈萨克|柯尔克孜|塔吉克|锡伯)族?"
)
_AUTONOMOUS = re.compile(rf"(?P<stem>.{{2,}}?)(?:{_PEOPLES})+自治(?P<kind>[县旗州])")
#: 科右前旗 of 科尔沁右翼前旗.
_WING = re.compile(r"(?P<first>.).{2,}?(?P<side>[左右])翼(?P<kind>[前中后]旗)")
_QID, _NUMBER = re.compile(r"Q[1-9][0-9]*"), re.compile(r"[1-9][0-9]*")
_COLUMNS = (
    "code", "name", "bare", "parent", "level", "valid_from", "valid_until", "merged_into", "wikidata",
    "geonames", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One region.

    `bare` is the name without its kind (济南, 延边), or "" where that would be an everyday word; `parent` and
    `merged_into` are codes; `wikidata` is a QID and `geonames` a number.
    """

    code: str
    name: str
    bare: str
    parent: str | None
    level: str
    valid_from: PartialDate | None
    valid_until: PartialDate | None
    merged_into: str | None
    wikidata: str | None
    geonames: str | None
    source: str

    @property
    def short(self) -> str:
        """The name of an autonomous area without its peoples (融水县), of a banner of a wing (科右前旗); or ""."""
        if (wing := _WING.fullmatch(self.name)) is not None:
            return "".join(wing.groups())
        found = _AUTONOMOUS.fullmatch(self.name) if "自治" in self.name else None
        return found["stem"] + found["kind"] if found is not None else ""

    def in_force(self, on: PartialDate) -> bool:
        """Whether the region existed on that date, as far as the table knows."""
        return holds(self.valid_from, self.valid_until, on)


class Regions:
    """The regions, looked up by code or by name."""

    def __init__(self, rows: tuple[RegionRow, ...]) -> None:
        self.by_code: dict[str, RegionRow] = {row.code: row for row in rows}
        self._named: dict[str, list[RegionRow]] = {}
        # whoever takes the first of several gets the one that exists, and of those the highest
        for row in sorted(rows, key=lambda r: (r.valid_until is not None, LEVELS.index(r.level), r.code)):
            self._named.setdefault(row.name, []).append(row)
            if row.bare and row.bare != row.name:
                self._named.setdefault(row.bare, []).append(row)
        shorts: dict[str, list[RegionRow]] = {}
        for row in rows:
            if row.short and row.short not in self._named and row.valid_until is None:
                shorts.setdefault(row.short, []).append(row)
        self._named.update((short, alike) for short, alike in shorts.items() if len(alike) == 1)
        self._by_initial: dict[str, dict[str, RegionRow]] = {}
        for row in sorted(rows, key=lambda r: r.code):
            if row.level == "prefecture" and row.parent and row.valid_until is None:
                self._by_initial.setdefault(row.parent, {}).setdefault(row.name[0], row)
        self._beginning: dict[str, list[str]] = {}
        for name in sorted(self._named, key=lambda n: -len(n)):
            self._beginning.setdefault(name[:2], []).append(name)

    def named(self, name: str) -> tuple[RegionRow, ...]:
        """The regions of that full name (济南市) or bare form (济南): existing first, then the highest.

        A short form (融水县, 科右前旗) names its region where no other has that name.
        """
        return tuple(self._named.get(name, ()))

    def beginning(self, words: str, start: int = 0) -> Iterator[str]:
        """The names of regions, full or bare, that stand at `start` of some words, the longest first."""
        names = self._beginning.get(words[start : start + 2], ())
        return (name for name in names if words.startswith(name, start))

    def initials(self, characters: str) -> tuple[RegionRow, ...]:
        """The cities of one province that a run of first characters stands for: 济南, 青岛 and 烟台 for 济青烟.

        Of two cities that begin alike the first by code is meant, the capital (济南, not 济宁). None where not every
        character begins a city, where several provinces have such cities, or where the run is itself a name.
        """
        if len(characters) < 2 or self._named.get(characters) or len(set(characters)) < len(characters):
            return ()
        found = [
            tuple(cities[c] for c in characters)
            for cities in self._by_initial.values()
            if all(c in cities for c in characters)
        ]
        return found[0] if len(found) == 1 else ()

    def then(self, code: str, on: PartialDate | None) -> str:
        """The code that the region's name meant in its province on that day: 钢城区 was in 莱芜市 until 2019.

        It is `code` itself where the region was there then, where no other had its name, and without a date.

        Raises:
            KeyError: there is no region of that code.
        """
        row = self.by_code[code]
        if on is None or row.in_force(on):
            return code
        namesakes = (r for r in self.named(row.name) if r.code[:2] == code[:2] and r.name == row.name)
        return next((r.code for r in namesakes if r.in_force(on) and r.valid_until), code)

    def within(self, code: str) -> tuple[RegionRow, ...]:
        """The regions that the region lies in, the nearest first; it is not among them.

        Raises:
            KeyError: there is no region of that code.
        """
        chain: list[RegionRow] = []
        parent = self.by_code[code].parent
        while parent is not None:
            chain.append(self.by_code[parent])
            parent = chain[-1].parent
        return tuple(chain)

    def below(self, code: str, kind: str, on: PartialDate | None = None) -> tuple[RegionRow, ...]:
        """The regions right below a region whose names end in `kind` (市), on a day or today, by their codes."""
        rows = (row for row in self.by_code.values() if row.parent == code and row.name.endswith(kind))
        return tuple(row for row in rows if (row.in_force(on) if on else row.valid_until is None))

    @classmethod
    def load(cls, folder: Traversable) -> Self:
        """The regions of `regions.tsv` in `folder`.

        Raises:
            RegistryError: the table contradicts itself; says in which line.
        """
        lines = list(read(folder, _FILE, _COLUMNS, ("code",)))
        levels = {line.cells["code"]: line.cells["level"] for line in lines}
        rows = tuple(_row(line, levels) for line in lines)
        _check_identities(rows, lines)
        return cls(rows)


def _check_identities(rows: tuple[RegionRow, ...], lines: list[Line]) -> None:
    """No two regions of one parent have one name, full or bare, at a time; identifiers are one's own; none returns."""
    by_code = {row.code: row for row in rows}
    taken: dict[tuple[str, str | None], RegionRow] = {}
    named: dict[tuple[str, str | None], list[RegionRow]] = {}
    for row, line in zip(rows, lines, strict=True):
        for key in (("Wikidata", row.wikidata), ("GeoNames", row.geonames)):
            if key[1] and (other := taken.setdefault(key, row)) is not row:
                raise line.error(f"{key[1]} in {key[0]} is {other.name} already")
        for name in dict.fromkeys((row.name, row.bare) if row.bare else (row.name,)):
            others = named.setdefault((name, row.parent), [])
            for other in others:
                if overlap((row.valid_from, row.valid_until), (other.valid_from, other.valid_until)):
                    raise line.error(f"{name} means {other.code} at the same time")
            others.append(row)
        into, seen = row.merged_into, {row.code}
        while into is not None:
            if into in seen:
                raise line.error(f"{row.name} goes into itself, through {into}")
            seen.add(into)
            end = by_code[into].valid_until
            if into == row.merged_into and row.valid_until and end and before(end, row.valid_until):
                raise line.error(f"{into} ended in {end}, before {row.name} went into it")
            into = by_code[into].merged_into


def _row(line: Line, levels: dict[str, str]) -> RegionRow:
    cells = line.cells
    code, parent, level = cells["code"], cells["parent"], cells["level"]
    if len(code) != 6 or not code.isdecimal() or not code.isascii():
        raise line.error(f"code must be six digits, not “{code}”")
    line.one_of("level", LEVELS)
    if level == "country":
        if parent:
            raise line.error("a country has no parent")
    elif parent not in levels:
        raise line.error(f"unknown parent “{parent}”")
    elif LEVELS.index(levels[parent]) >= LEVELS.index(level):  # so that no chain can come round again
        raise line.error(f"the parent {parent} is of no higher level")
    elif levels[parent] != "country" and not code.startswith(parent.rstrip("0")):
        raise line.error(f"the code is none of those within {parent}")
    into = cells["merged_into"]
    if into and into not in levels:
        raise line.error(f"unknown merged_into “{into}”")
    start, end = line.date("valid_from"), line.date("valid_until")
    if start and end and before(end, start):
        raise line.error(f"valid_until {end} is before valid_from {start}")
    if into and not end:
        raise line.error("merged_into without valid_until")
    for column, form in (("wikidata", _QID), ("geonames", _NUMBER)):
        if cells[column] and not form.fullmatch(cells[column]):
            raise line.error(f"{column} has no such identifier: “{cells[column]}”")
    return RegionRow(
        code, line.required("name"), cells["bare"], parent or None, level, start, end,
        into or None, cells["wikidata"] or None, cells["geonames"] or None, cells["source"],
    )  # fmt: skip
