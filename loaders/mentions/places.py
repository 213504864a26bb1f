"""Places that the work acts on: regions by their names, full or bare, and zones.

A name that only occurs in the name of an agency, or as part of another word, is no place of work. Bare names
(济南 for 济南市) are taken for the regions of the plan's own province and for provinces; far-off namesakes are not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from loaders.outline import Range
from ontology.registry import regions, zones

__all__ = ["PlaceMention", "area_of", "main_province", "places"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A region or zone by the code or zone name of its registry row, and where it is written."""

    code: str
    name: str
    start: int
    end: int
    zone: bool = False


@lru_cache(maxsize=256)
def _gazetteer(area: str) -> dict[str, list[tuple[str, str, bool]]]:
    """Names by their first two characters, longest first, as they are understood in a plan of `area`."""
    province = area[:2]
    table: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)

    def put(name: str | None, code: str, zone: bool) -> None:
        if name and len(name) >= 2:
            table[name[:2]].append((name, code, zone))

    for code, row in regions().by_code.items():
        if code == "100000" or (row.valid_until and row.merged_into and code[:2] != province):
            continue
        own = province and code[:2] == province
        if row.level == "province":
            put(row.name, code, False)
            put(row.bare, code, False)
        elif row.level == "prefecture":
            put(row.name, code, False)
            if own:
                put(row.bare, code, False)
        elif own or not province:
            if len(row.name) > 2:
                put(row.name, code, False)
            if own and (code[:4] == area[:4] or row.name.endswith("市")):
                put(row.bare, code, False)
    for zone in zones():
        for name in (zone.name, *zone.variants):
            put(name, zone.name, True)
    return {k: sorted(set(v), key=lambda x: (-len(x[0]), x[1])) for k, v in table.items()}


#: Words that begin like a region's name and are none; what may not follow a bare name.
_NOT_AFTER = (
    "大学",
    "学院",
    "日报",
    "晚报",
    "银行",
    "路",
    "街",
    "战役",
    "号",
    "湾",
    "海关",
    "分行",
    "铁路局",
    "监管局",
    "证监局",
)


def places(text: str, runs: Iterable[Range], area: str) -> list[PlaceMention]:
    """The places named in `runs` of `text`, for a plan of the region `area` (its code, or "")."""
    table = _gazetteer(area)
    found: list[PlaceMention] = []
    for start, end in runs:
        i = start
        while i < end - 1:
            candidates = table.get(text[i : i + 2])
            hit = candidates and _match(text, i, end, candidates)
            if not hit:
                i += 1
                continue
            name, code, zone = hit
            if zone:
                found.extend(_around(text, start, i, name, table))
            found.append(PlaceMention(code, name, i, i + len(name), zone))
            i += len(name)
    return found


_KIND_OF_ZONE = re.compile(r"经济圈|都市圈|城市群|经济带|新区")
_LISTED = re.compile(r"(?:[\u4e00-\u9fff]{2,5}、)+$")


def _around(
    text: str, start: int, at: int, name: str, table: dict[str, list[tuple[str, str, bool]]]
) -> Iterator[PlaceMention]:
    """What a zone names besides itself: the items of a list that share its end, and the city of a 都市圈.

    省会、鲁南、胶东经济圈 are three zones; 济南、青岛都市圈 are two, and act on both cities.
    """
    kind = _KIND_OF_ZONE.search(name)
    listed = _LISTED.search(text, start, at) if kind else None
    if kind and listed:
        place = listed.start()
        for item in listed[0].rstrip("、").split("、"):
            for size in range(len(item), 1, -1):  # the first item may have a verb before it
                whole = item[-size:] + kind[0]
                zone = next((c for c in table.get(whole[:2], ()) if c[0] == whole and c[2]), None)
                if zone is not None:
                    stop = place + len(item)
                    yield PlaceMention(zone[1], whole, stop - size, stop, True)
                    break
            place += len(item) + 1
    if kind and kind[0] == "都市圈":
        city = next((c for c in table.get(name[:2], ()) if c[0] == name[: kind.start()] and not c[2]), None)
        if city is not None:
            yield PlaceMention(city[1], city[0], at, at + len(city[0]))


def _match(
    text: str, i: int, end: int, candidates: list[tuple[str, str, bool]]
) -> tuple[str, str, bool] | None:
    for name, code, zone in candidates:
        stop = i + len(name)
        if stop <= end and text.startswith(name, i) and not text.startswith(_NOT_AFTER, stop):
            return name, code, zone
    return None


def main_province(text: str) -> str:
    """The code of the province that a text names most, by at least three mentions, or ""."""
    count = {
        row.code: text.count(row.bare or row.name)
        for row in regions().by_code.values()
        if row.level == "province"
    }
    code = max(count, key=lambda c: (count[c], c))
    return code if count[code] >= 3 else ""


def area_of(names: Iterable[str]) -> str:
    """The code of the region that the names (issuer, title) speak of: the deepest named first, or ""."""
    for name in names:
        best = ""
        for i in range(len(name) - 1):
            for size in range(min(len(name) - i, 12), 1, -1):
                rows = [r for r in regions().named(name[i : i + size]) if r.code != "100000"]
                rows = [
                    r for r in rows if r.name == name[i : i + size] or r.level in ("province", "prefecture")
                ]
                if best:
                    rows = [r for r in rows if r.code[:2] == best[:2] or i == 0]
                if rows and (len(rows) == 1 or best):
                    row = min(rows, key=lambda r: r.code)
                    if not best or row.code.startswith(best.rstrip("0")):
                        best = row.code
                    break
        if best:
            return best
    return ""
