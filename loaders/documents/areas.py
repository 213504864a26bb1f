"""The area that a document speaks for: by the names in its titles and issuers, or the province that it names most."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ontology.registry import RegionRow, regions

__all__ = ["area_of", "main_province"]

#: No region's name is longer (前郭尔罗斯蒙古族自治县 has eleven characters).
_LONGEST = 12


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
    return next((area for name in names if (area := _area_named(name))), "")


@lru_cache(maxsize=1024)
def _area_named(name: str) -> str:
    best = ""
    for i in range(len(name) - 1):
        for size in range(min(len(name) - i, _LONGEST), 1, -1):
            rows = _regions_called(name[i : i + size])
            if best:
                rows = [r for r in rows if r.code[:2] == best[:2] or i == 0]
            if rows and (len(rows) == 1 or best):
                row = min(rows, key=lambda r: r.code)
                if not best or row.code.startswith(best.rstrip("0")):
                    best = row.code
                break
    return best


def _regions_called(name: str) -> list[RegionRow]:
    """The regions of that full name, or of that bare name where they are provinces or prefectures."""
    return [
        r
        for r in regions().named(name)
        if r.code != "100000" and (r.name == name or r.level in ("province", "prefecture"))
    ]
