"""What names of regions and zones mean in the plans of one area.

A name means the region of the plan's own area first: 鼓楼区 in a plan of 南京 is that of 南京. Names that are also
everyday words, and bare names of far-off cities, are *weak*: they are names only where the words around them show it
(`loaders.mentions.places`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from loaders.values import value
from ontology.registry import RegionRow, ZoneRow, regions, zones

__all__ = ["OTHER_WORDS", "Entry", "Gazetteer", "gazetteer", "lies_in"]

#: The municipalities, whose districts lie in no prefecture.
_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
#: Districts whose full names are also common nouns.
_COMMON_NOUNS = frozenset({
    "老城区", "新城区", "新市区", "城中区", "城东区", "城西区", "城北区", "城南区", "海南区", "海港区", "港口区",
})  # fmt: skip
#: Bare names that the characters before or after them turn into other words: 推广安全, 平安康养, 长治久安, 美丽水乡.
OTHER_WORDS: dict[str, tuple[str, str]] = {
    "上海": ("海", ""), "广东": ("推", ""), "广西": ("推", ""), "福建": ("造谋", ""), "重庆": ("", "祝"),
    "东营": ("华", ""), "中卫": ("其集之村镇", "生健"), "中山": ("孙", "装陵"), "丽水": ("美秀壮", ""),
    "兴安": ("大新", "岭"), "内江": ("省市域", ""), "北海": ("", "道"), "南充": ("", "分"), "南平": ("", "均"),
    "南通": ("", "道过"), "南阳": ("", "光台"), "吉安": ("", "全"), "和田": ("水", "间"), "四平": ("", "八"),
    "固原": ("巩", "有"), "大同": ("", "小"), "大庆": ("重盛", "典祝"), "大理": ("重加做壮扩最强放巨", "石论由念解"),
    "大连": ("重十", "接片锁续"), "宁德": ("", "时"), "安康": ("平治公", "养复健"), "安阳": ("", "光"),
    "安顺": ("平", "序"), "定西": ("制确稳固坚规指设", "部"), "平度": ("水公和扁", "假"), "广安": ("推", "全装"),
    "延安": ("", "全排"), "开封": ("未", "闭"), "文山": ("", "会"), "新乡": ("创", "村贤"), "新余": ("创", "量"),
    "日照": ("", "时充"), "朝阳": ("", "产行"), "来宾": ("外", "客接"), "泰安": ("", "全"), "海口": ("出", "岸"),
    "淮安": ("", "全"), "河源": ("黄", "头"), "白山": ("长", ""), "黑河": ("大小", ""), "渝中": ("成", "线"), "益阳": ("收效利权公", "光"), "西安": ("", "全排置"),
    "通化": ("沟交普流", "解"), "长治": ("", "久"), "阿里": ("", "巴云"), "雅安": ("", "全"), "六安": ("第", "全"),
    "保定": ("确担", "期点"), "荣成": ("共", "果"), "汉中": ("秦江两", "学心"), "晋中": ("三", "学心"), "巴中": ("", "学心"),
}  # fmt: skip
_ENDS = ("市", "县", "区", "旗", "州", "盟")


@value
class Entry:
    """One name: the codes that it may mean (several where the area does not decide), or a zone.

    `weak` as above; `everyday` where it is also a word (和平, 合作), so that it makes no other name of its list sure;
    `beyond` are the districts far off that the name means behind that of their city alone: 上海市松江区.
    """

    name: str
    codes: tuple[str, ...]
    zone: ZoneRow | None = None
    weak: bool = False
    everyday: bool = False
    beyond: tuple[str, ...] = ()


class Gazetteer:
    """The names as they are understood in a plan of the region `area` (its code, or "" where it is not known).

    Names are worked out when a text has their first two characters: few of the thousands occur in one.
    """

    def __init__(self, area: str) -> None:
        self.area = area
        self._beginnings = _beginnings()
        #: The first two characters of all names.
        self.known = self._beginnings.known
        #: Finds where a name may begin: its first character, before one that is the second of any.
        self.pairs = self._beginnings.pairs
        self._entries: dict[str, tuple[Entry, ...]] = {}

    def beginning(self, pair: str) -> tuple[Entry, ...]:
        """The names that begin with these two characters, longest first."""
        entries = self._entries.get(pair)
        if entries is None:
            if pair not in self.known:
                return ()
            entries = self._entries[pair] = tuple(
                sorted(self._understood(pair), key=lambda e: (-len(e.name), e.zone is None))
            )
        return entries

    def _understood(self, pair: str) -> Iterator[Entry]:
        strong: dict[str, list[str]] = defaultdict(list)
        weak: dict[str, list[str]] = defaultdict(list)
        beyond: dict[str, list[str]] = defaultdict(list)
        everyday: set[str] = set()
        for row in self._beginnings.rows.get(pair, ()):
            if _is_far_district(row, self.area):
                beyond[row.name].append(row.code)
            for name, is_weak in _names(row, self.area):
                if name.startswith(pair):
                    (weak if is_weak else strong)[name].append(row.code)
                    if name not in (row.name, row.bare):
                        everyday.add(name)
        for name, codes in strong.items():
            noun = name in _COMMON_NOUNS
            yield Entry(
                name,
                _nearest(codes, self.area),
                weak=noun,
                everyday=noun,
                beyond=tuple(beyond.pop(name, ())),
            )
        for name, codes in weak.items():
            if name not in strong:
                yield Entry(name, _nearest(codes, self.area), weak=True, everyday=name in everyday)
        for name, codes in beyond.items():
            yield Entry(name, (), weak=True, everyday=True, beyond=tuple(codes))
        for zone in self._beginnings.zones.get(pair, ()):
            for name in zone.names:
                if name.startswith(pair):
                    yield Entry(name, (zone.parent,), zone)


class _Beginnings(NamedTuple):
    """Regions and zones by the first two characters of their names, and what finds such two in a text."""

    rows: dict[str, list[RegionRow]]
    zones: dict[str, list[ZoneRow]]
    known: frozenset[str]
    pairs: re.Pattern[str]


@cache
def _beginnings() -> _Beginnings:
    rows: dict[str, list[RegionRow]] = defaultdict(list)
    for row in regions().by_code.values():
        for pair in {name[:2] for name in (row.name, row.bare, row.short) if name}:
            rows[pair].append(row)
    found: dict[str, list[ZoneRow]] = defaultdict(list)
    for zone in zones():
        for pair in {name[:2] for name in zone.names}:
            found[pair].append(zone)
    known = frozenset((*rows, *found))
    first, second = ("".join(sorted({pair[n] for pair in known})) for n in (0, 1))
    return _Beginnings(rows, found, known, re.compile(f"[{first}](?=[{second}])"))


@lru_cache(maxsize=64)
def gazetteer(area: str) -> Gazetteer:
    """The names as they are understood in a plan of `area`."""
    return Gazetteer(area)


def lies_in(code: str, other: str) -> bool:
    """Whether the region of a code lies in another, or is it; by the digits, which tell the levels."""
    return code.startswith(
        other[:2] if other.endswith("0000") else other[:4] if other.endswith("00") else other
    )


def _is_far_district(row: RegionRow, area: str) -> bool:
    """Whether a region is a district of another province, whose name alone is too often that of a near one."""
    return (
        row.level == "county"
        and not row.valid_until
        and len(row.name) > 2
        and row.name.endswith("区")
        and not (area and row.code.startswith(area[:2]))
    )


def _names(row: RegionRow, area: str) -> list[tuple[str, bool]]:
    """The names of a region, each with whether it is weak in a plan of `area`."""
    province = area[:2]
    own = bool(province) and row.code[:2] == province
    if row.level == "country" or (row.valid_until and not own):
        return []
    if row.level == "province":
        return [(n, False) for n in (row.name, row.bare) if n]
    if row.level == "prefecture":
        bare = [(row.bare, not own)] if row.bare and row.bare != row.name else []
        return [(row.name, False), *bare, *_short(row, own=own)]
    if len(row.name) <= 2:  # 容县 is also part of 内容县, and no more than that of itself
        return [(row.name, True)] if own and row.name.endswith("县") else []
    if not own:  # far districts are too often namesakes of near ones
        return [(row.name, False), *_short(row, own=own)] if row.name.endswith(("市", "县", "旗")) else []
    stem = row.bare or row.name.removesuffix(row.name[-1])
    if len(stem) < 2 or not row.name.endswith(_ENDS):
        return [(row.name, False), *_short(row, own=own)]
    near = province in _MUNICIPALITIES or row.code[:4] == area[:4] or row.name.endswith("市")
    bare = [(stem, not (row.bare and near))] if stem != row.name else []
    return [(row.name, False), *bare, *_short(row, own=own)]


def _short(row: RegionRow, *, own: bool) -> list[tuple[str, bool]]:
    """The short names of an autonomous area or banner: far off only where no other has it, and not 河南县.

    That may be a county of 河南. Within the province the name is met without its kind too (儋州、白沙等市县).
    """
    if not row.short:
        return []
    alone = row in regions().named(row.short)
    of_province = any(r.level == "province" for r in regions().named(row.short[:-1]))
    if not own and not (alone and not of_province):
        return []
    whole = [(f"{row.short[:-1]}自治州", False)] if row.name.endswith("自治州") else []
    stem = row.short[:-1]
    bare = own and row.level == "county" and len(stem) == 2 and stem != row.bare and not of_province
    return [(row.short, False), *whole, *([(stem, True)] if bare else [])]


def _nearest(codes: list[str], area: str) -> tuple[str, ...]:
    """Of namesakes those of the plan's own prefecture, else of its province; those of today before former ones."""
    by_code = regions().by_code
    for near in (area[:4], area[:2]):
        own = [c for c in codes if near and c.startswith(near)]
        if own:
            codes = own
            break
    today = [c for c in codes if not by_code[c].valid_until]
    return tuple(sorted(today or codes))
