"""Lists around figures: the nouns that 分别 gives figures to, and the parts that 其中 or a bracket names."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from loaders.mentions.figures import Figure, figures
from loaders.mentions.wording import BLANK, counted_noun, flattened, sayings
from loaders.text import Range
from loaders.values import value
from ontology.registry import regions, zones

__all__ = ["MEASURES", "Portion", "bracket_portions", "of_substances", "portion", "series_names"]


@value
class Portion:
    """A 其中 or by-region part of a quantity: its label, its value, where it is written and where its figure is.

    `year` is that of a part which only a time names, None in one that something else does: 其中2025年完成30公里 is what
    is to be reached by then, and no part of what there is.
    """

    label: str
    value: Decimal
    start: int
    end: int
    figure: Range

    @property
    def timed(self) -> bool:
        """Whether nothing but a time names it."""
        return _TIMED.fullmatch(self.label) is not None

    @property
    def year(self) -> int | None:
        """The year that names it, where no month does."""
        year = _TIMED.fullmatch(self.label)
        return int(year["year"]) if year is not None and year["year"] else None


_TIMED = re.compile(
    r"(?:到|至|截至|力争|确保|计划|[ ])*(?:(?P<year>20\d\d)年度?[底末]?(?!\d)|20\d\d年(?:1[0-2]|[1-9])月[底末]?|(?:1[0-2]|[1-9])月[底末]?|今年|当年|年内|年底"
    r"|(?:20\d\d年)?[上下]半年|(?:20\d\d年)?第?[一二三四]季度)(?:之?前|内)?，?(?:计划|力争|确保|全部|基本|率先|先行|新增|完成|建成|建设|实施|达到|新建|改造|投用)*"
)


_SEPARATOR = re.compile(r"、|以及|和|及|与")
#: A noun that names a measure by itself needs nothing of the noun that ends its list.
MEASURES = re.compile(
    r"(?:[率量额数值度比重积长程速入出收口力额]|收入|产值|总值|投资|人员|人数|产业|企业|增长)$"
)


def series_names(words: str, flat: str, listed: Range, count: int) -> list[str]:
    """The names of `count` figures for the list of nouns in `words`; all alike where it has another number of nouns.

    城市、县城供水普及率 shares its end, 城乡 is 城镇 and 农村.
    """
    whole = words[slice(*listed)]
    for separator in (_SEPARATOR, re.compile("、")):
        names = _split(words, flat, listed, separator)
        if len(names) == count:
            break
    else:
        if count == 2 and "城乡" in whole:
            return [whole.replace("城乡", each, 1) for each in ("城镇", "农村")]
        return [whole] * count
    *others, last = names
    if (of := _OF_OTHERS.fullmatch(last)) is not None:  # 甲、乙、丙等3个乡镇敬老院
        return [*others, of["name"]]
    if (place := _place_before(last)) and all(_is_place(name) for name in others):
        return [*(name + last[place:] for name in others), last]  # 京津冀、粤港澳大湾区网络时延
    return [_completed(name, last) for name in names]


#: How many they are, behind the last of several.
_OF_OTHERS = re.compile(
    r"(?P<name>[^等\d]{2,12}?)等?(?:\d+|[一二两三四五六七八九十]+)[个家所座处条][^，。；]*"
)


def _is_place(name: str) -> bool:
    return bool(regions().named(name)) or name in _zone_names()


def _place_before(name: str) -> int:
    """Where the name of a region or zone ends that a noun begins with, 0 where it begins with none."""
    beginnings = [*regions().beginning(name), *(zone for zone in _zone_names() if name.startswith(zone))]
    longest = max(map(len, beginnings), default=0)
    return longest if longest < len(name) else 0


@cache
def _zone_names() -> frozenset[str]:
    return frozenset(name for zone in zones() for name in zone.names)


def _split(words: str, flat: str, listed: Range, separator: re.Pattern[str]) -> list[str]:
    cuts = [m.span() for m in separator.finditer(flat, *listed)]
    starts = [listed[0], *(b for _, b in cuts)]
    stops = [*(a for a, _ in cuts), listed[1]]
    return [words[a:b] for a, b in zip(starts, stops, strict=True) if b > a]


def _completed(name: str, last: str) -> str:
    """`name` with the end that it shares with the `last` noun of its list; both begin with as many characters."""
    if name == last:
        return name
    if (of := _OF_SUBSTANCES.search(last)) is not None and _OF_SUBSTANCES.search(name) is None:
        return name + of[0]
    if (rank := _RANK.fullmatch(last)) is not None and _RANK_ALONE.fullmatch(name) is not None:
        return name + rank["of"]
    if MEASURES.search(name) is not None:
        return name
    if len(last) < len(name) + 2:
        used = _USED.search(last)
        return name + used[0] if used is not None else name
    return name + last[len(name) :]


#: A rank, and what is of it: 国家级、省级专精特新企业.
_RANK_ALONE = re.compile(r"[\u4e00-\u9fff]{1,4}级")
_RANK = re.compile(rf"{_RANK_ALONE.pattern}(?P<of>[^、]{{2,}})")
#: What is measured of each of several, whatever the length of their names: 水稻化肥、农药使用量.
_USED = re.compile(r"(?:使用|施用|消费|排放|销售|消耗)量$|(?:合格|达标|利用|处理|回收|覆盖|普及)率$")


#: What is measured of each of several substances, whose names may sound like measures (化学需氧量).
_OF_SUBSTANCES = re.compile(
    r"(?:重点工程)?(?:减排|排放|削减|使用|施用)(?:总)?量$|(?:年均|平均|日均)*(?:质量)?浓度$"
)


def of_substances(listed: str) -> bool:
    """Whether a list ends with what is measured of each substance in it: 氨氮、颗粒物排放总量."""
    return "、" in listed and _OF_SUBSTANCES.search(listed) is not None


_COUNTED = re.compile(r"\d")
_LED = re.compile(r"(?:其中|包括|包含|含|新增|[，：、 ])+")


def portion(words: str, flat: str, start: int, figure: Figure, end: int) -> Portion | None:
    """The part that a figure is, with the label between `start` and it, or behind it; None where nothing is named."""
    low = max(start, flat.rfind("，", start, figure.start) + 1)
    if _COUNTED.search(flat, low, figure.start) is not None:  # else the list before it shares the figure
        low = max(low, flat.rfind("、", low, figure.start) + 1)
    said = sayings(flat, low, figure.start)
    stop = said.start() if said is not None else figure.start
    led = _LED.match(flat, low, stop)
    label = words[led.end() if led is not None else low : stop]
    if not label:
        after = counted_noun(flat, figure.end, end)
        label = words[slice(*after)] if after is not None else ""
    return Portion(label, figure.value, low, figure.end, (figure.start, figure.end)) if label else None


def bracket_portions(words: str, flat: str, figure: Figure, end: int, offset: int) -> tuple[Portion, ...]:
    """The parts that a bracket behind a figure or its noun names: （甲市200个、乙市100个）, （其中幼儿园4所）."""
    stop = min(end, figure.end + 40)
    at = flat.find(BLANK, figure.end, stop)
    comma = flat.find("，", figure.end, stop)
    if at < 0 or 0 <= comma < at or words[at] != "（":
        return ()
    close = at
    while close < end and flat[close] == BLANK:
        close += 1
    inner = words[at + 1 : close - 1]
    within = flattened(inner)
    found = figures(within)
    if not found or (len(found) < 2 and "其中" not in inner and "含" not in inner):
        return ()
    parts: list[Portion] = []
    done = 0
    for one in found:
        if one.unit not in ("", figure.unit) or one.value > figure.value:
            return ()
        part = portion(inner, within, done, one, len(inner))
        if part is None:
            return ()
        base = offset + at + 1
        parts.append(
            replace(
                part, start=base + part.start, end=base + part.end, figure=(base + one.start, base + one.end)
            )
        )
        done = one.end
    return tuple(parts)
