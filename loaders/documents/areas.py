"""The area that a document speaks for: of its titles and issuers, of its opening words, or the province named most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from loaders.mentions.gazetteer import gazetteer
from loaders.mentions.neighbours import is_other_word
from ontology.registry import RegionRow, regions

__all__ = ["area_of", "main_province", "neighbourhood", "opening_area"]

#: How much of a text tells where it is at home, and how many names at least.
_TELLING = 20_000
_FEWEST = 3
#: The places whose governments a text names, and how much of it is its opening.
_GOVERNMENT = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:省|市|县|区)(?=人民政府|委|政府)")
_OPENING = 1500
#: The level that units in a list are named with: 省发展改革委, 市财政局.
_LEVELLED = re.compile(
    r"[、：，（](?:(?P<province>省|自治区)|[市州盟县区旗])(?=[\u4e00-\u9fff]{2,10}[厅局委办部][、，）；。\s])"
)


def main_province(text: str) -> str:
    """The code of the province that a text names most, by at least three mentions, or ""."""
    count = {row.code: text.count(row.bare or row.name) for row in _provinces()}
    code = max(count, key=lambda c: (count[c], c))
    return code if count[code] >= 3 else ""


@cache
def _provinces() -> tuple[RegionRow, ...]:
    return tuple(row for row in regions().by_code.values() if row.level == "province")


def opening_area(text: str) -> str:
    """The code of the region whose government the opening of a text names, or "".

    Among units of a province, the government of a city is one that works with them (牵头单位：杭州市政府、省科技厅):
    the text is the province's.
    """
    code = area_of(_GOVERNMENT.findall(text, 0, _OPENING))
    if not code or code.endswith("0000"):
        return code
    named = Counter(m.lastgroup for m in _LEVELLED.finditer(text, 0, _TELLING))
    return f"{code[:2]}0000" if named["province"] >= _FEWEST and named["province"] > named[None] else code


def area_of(names: Iterable[str]) -> str:
    """The code of the region that the names (issuer, title) speak of: the deepest named first, or ""."""
    return next((area for name in names if (area := _area_named(name))), "")


@lru_cache(maxsize=1024)
def _area_named(name: str) -> str:
    best = ""
    for i in range(len(name) - 1):
        for called in regions().beginning(name, i):
            rows = _regions_called(called)
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


def neighbourhood(text: str, start: int, end: int) -> str:
    """The code of the prefecture, else the province, that most of the places lie in that a text names, or "".

    For a text that does not say whose it is: its places are understood as near each other, without one of them
    being the area that the plan is for.
    """
    book = gazetteer("")
    end = min(end, start + _TELLING)
    prefectures: Counter[str] = Counter()
    provinces: Counter[str] = Counter()
    at = start
    for pair in book.pairs.finditer(text, start, end):
        i = pair.start()
        entries = book.beginning(text[i : i + 2]) if i >= at else ()
        entry = next((e for e in entries if text.startswith(e.name, i)), None)
        if entry is None:
            continue
        at = i + len(entry.name)
        if (
            entry.zone
            or entry.everyday
            or len(entry.codes) > 1
            or is_other_word(text, i, at, end, entry.name)
        ):
            continue
        code = entry.codes[0]
        provinces[f"{code[:2]}0000"] += 1
        if not code.endswith("0000"):
            prefectures[f"{code[:4]}00"] += 1
    return _most(prefectures) or _most(provinces)


def _most(votes: Counter[str]) -> str:
    """The region with more than half of the votes, if they are enough."""
    for code, count in votes.most_common(1):
        if count >= _FEWEST and 2 * count > votes.total() and code in regions().by_code:
            return code
    return ""
