"""Places that the work acts on: regions by their names, full or bare, and zones.

A name that only occurs in the name of an agency, a university, a company or a street is no place of work, nor is one
whose experience is learnt from. The plan's own area, and what that lies in, is covered by all of the plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from loaders.mentions.development_zones import development_zones, may_name_zone
from loaders.mentions.gazetteer import Entry, Gazetteer, gazetteer, lies_in
from loaders.mentions.neighbours import (
    BREAKS,
    is_company,
    is_learnt_from,
    is_other_word,
    is_part_of_another,
    is_partner,
    is_shown,
)
from loaders.mentions.townships import may_name_township, townships
from loaders.text import Range
from loaders.values import value
from ontology.registry import ZoneRow, regions

__all__ = ["PlaceMention", "may_begin_at", "places"]


@value
class PlaceMention:
    """A region by its code; or a zone by its name and its row, of the registry or made for one that is not in it."""

    code: str
    name: str
    start: int
    end: int
    zone: ZoneRow | None = None
    #: A township, for which the standard has no code: a region, told by a row like that of a zone.
    township: bool = False


_COUNTRY = "100000"
_OF_CHINA = "中国（"
_HAN = "\u4e00-\u9fff"
_OWN_ZONE = re.compile(
    rf"(?P<between>(?:(?![{BREAKS}级类型各市县])[{_HAN}]){{0,4}}?)（?(?:国家级|省级)?）?(?P<kind>高新(?:技术产业开发|技术开发)?区|经开区|经济(?:技术)?开发区|开发区"
    r"|(?:综合)?保税区|综保区|综合实验区|新区|工业园区|）?自由贸易试验区|自贸(?:试验)?区|都市圈|城市群|城市圈|经济圈|经济带|经济区)(?![域块位间]|管委会|管理委员会)"
)
_CIRCLE = re.compile(r"经济圈|都市圈|城市群|城市圈|经济带|经济区")
_KIND_OF_ZONE = re.compile(r"经济圈|都市圈|城市群|经济带|新区")
_LISTED = re.compile(rf"(?:[{_HAN}]{{2,5}}、)+$")
#: One name for the long and the short form of a kind of zone.
_SHORT = {
    "高新技术产业开发区": "高新区", "高新技术开发区": "高新区", "经济技术开发区": "经开区", "经济开发区": "经开区",
    "综合保税区": "综保区", "自由贸易试验区": "自贸试验区", "）自由贸易试验区": "自贸试验区", "自贸区": "自贸试验区",
}  # fmt: skip


def places(text: str, runs: Iterable[Range], area: str, around: str = "") -> list[PlaceMention]:
    """The places named in `runs` of `text`, for a plan of the region `area` (its code, or "").

    What lies in the area may be named without saying where; the area itself, and what it lies in, is no place apart.
    Where the area is not known, names are understood as those of `around`, which is a place like others.
    """
    book = gazetteer(area or around)
    found: list[PlaceMention] = []
    for start, end in runs:
        mentions = _in_run(text, start, end, book)
        below: list[PlaceMention] = []
        if may_name_township(text, start, end) or may_name_zone(text, start, end):
            below += _townships(text, start, end, area or around, mentions)
            below += _development_zones(text, start, end, area or around, mentions)
        found.extend(sorted([*mentions, *below], key=_place) if below else mentions)
    return [p for p in found if p.zone is not None or not (area and lies_in(area, p.code))]


def may_begin_at(text: str, start: int, area: str) -> bool:
    """Whether a place may be named that begins at `start`, for a plan of `area`: most words begin as none does."""
    return (
        text[start : start + 2] in gazetteer(area).known
        or text.startswith(_OF_CHINA, start)
        or may_name_township(text, start, start + 12)
        or may_name_zone(text, start, start + 12)
    )


def _place(mention: PlaceMention) -> int:
    return mention.start


def _townships(
    text: str, start: int, end: int, area: str, known: Iterable[PlaceMention]
) -> list[PlaceMention]:
    """The townships of a run: in the county named before them (德清县莫干山镇), else in the plan's own area."""
    found: list[PlaceMention] = []
    for a, b in townships(text, start, end):
        if any(p.start < b and a < p.end for p in known):
            continue
        above = next((p.code for p in known if p.end == a and p.zone is None), area or _COUNTRY)
        row = ZoneRow(above, text[a:b], (), (), "named in the text")
        found.append(PlaceMention(text[a:b], text[a:b], a, b, row, township=True))
    return found


def _development_zones(
    text: str, start: int, end: int, area: str, known: Iterable[PlaceMention]
) -> Iterator[PlaceMention]:
    """The zones of a run that have names of their own, in the plan's own area."""
    for a, b in development_zones(text, start, end):
        if not any(p.start < b and a < p.end for p in known):
            yield _own(area or _COUNTRY, _shortened(text[a:b]), text[a:b], a, "named in the text")


def _shortened(name: str) -> str:
    """The name of a zone with the short form of its kind."""
    kind = next((long for long in _SHORT if name.endswith(long)), "")
    return name.removesuffix(kind) + _SHORT[kind] if kind else name


def _in_run(text: str, start: int, end: int, book: Gazetteer) -> list[PlaceMention]:
    found: list[PlaceMention] = []
    at = start
    for pair in book.pairs.finditer(text, start, end):
        i = pair.start()
        if i < at or text[i : i + 2] not in book.known:
            continue
        entries = book.beginning(text[i : i + 2])
        last = found[-1] if found else None
        known = (e for e in entries if e.codes or _above(text, i, last))
        entry = next((e for e in known if text.startswith(e.name, i, end)), None)
        if entry is None:
            continue
        mention = _mention(text, start, end, i, entry, last, book)
        if mention is None:
            # a name that is none here may overlap one: 中江 in 其中江油市
            at = i + (1 if entry.weak else len(entry.name))
            continue
        at = mention.end
        lies = mention.code if mention.zone is None else mention.zone.parent
        if last is not None and last.zone is None and last.end == i and lies_in(lies, last.code):
            found.pop()  # 浙江省杭州市 is 杭州市
        if mention.zone is not None:
            found.extend(_around(text, start, mention, book))
        found.append(mention)
    return found


def _above(text: str, i: int, last: PlaceMention | None) -> str:
    """The code of what a place at `i` lies in if its name is in the last one's, or in a list of districts with it."""
    if last is None or last.zone is not None:
        return ""
    if last.end == i:
        return last.code
    beside = text[last.end : i] in ("、", "和", "与", "及") and text[last.end - 1] == "区"
    return f"{last.code[:4]}00" if beside else ""


def _mention(
    text: str, start: int, end: int, i: int, entry: Entry, last: PlaceMention | None, book: Gazetteer
) -> PlaceMention | None:
    """The place that a name at `i` means, if the words around it let it be one."""
    stop = i + len(entry.name)
    if entry.zone is not None:
        if is_part_of_another(text, stop, end):
            return None
        return PlaceMention(entry.zone.name, entry.name, i, stop, entry.zone)
    above = _above(text, i, last)
    codes = [c for c in (*entry.codes, *entry.beyond) if lies_in(c, above)] if above else []
    codes = codes or list(entry.codes)
    if len(codes) != 1 or is_other_word(text, i, stop, end, entry.name):
        return None
    (code,) = codes
    own = _OWN_ZONE.match(text, stop, end)
    if own is not None and entry.weak and own["between"]:
        return None  # 射阳港经济开发区 has a name of its own
    if own is not None:
        # 中国（江州）自由贸易试验区
        begin = i - 3 if own[0][0] == "）" and text.startswith(_OF_CHINA, max(start, i - 3)) else i
        return _own_zone(code, text[begin : own.end()], own, begin, book)
    if is_part_of_another(text, stop, end):
        return None
    far = bool(book.area) and code[:2] != book.area[:2]
    if (far and is_learnt_from(text, i)) or is_company(text, stop, end, far=far):
        return None
    if entry.weak and code not in entry.beyond and not (last is not None and above == last.code):
        after = last.end if last is not None else None
        shown = is_shown(text, i, entry, end, after, book)
        if not shown and not (far and is_partner(text, start, i, stop, end)):
            return None
    return PlaceMention(code, entry.name, i, stop)


def _own_zone(code: str, written: str, kind: re.Match[str], at: int, book: Gazetteer) -> PlaceMention:
    """A zone named by the region that it lies in, whether or not the registry has it: 江州高新区, 江州都市圈.

    The long and the short form are one zone. One that reaches beyond its city lies in the province.
    """
    row = regions().by_code[code]
    rest = kind["between"] + _SHORT.get(kind["kind"], kind["kind"])
    name = (row.bare or row.name.removesuffix(row.name[-1])) + rest
    stop = at + len(written)
    known = next((e.zone for e in book.beginning(name[:2]) if e.name == name and e.zone), None)
    if known is not None:
        return PlaceMention(known.name, written, at, stop, known)
    parent = f"{code[:2]}0000" if _CIRCLE.match(kind["kind"]) else code
    return _own(parent, name, written, at, "named by its region")


def _own(parent: str, name: str, written: str, at: int, source: str) -> PlaceMention:
    """A zone that the registry does not have, written at `at`; what is written is a form of its name."""
    row = ZoneRow(parent, name, (written,) if written != name else (), (), source)
    return PlaceMention(name, written, at, at + len(written), row)


def _around(text: str, start: int, mention: PlaceMention, book: Gazetteer) -> Iterator[PlaceMention]:
    """What a zone names besides itself: the items of a list that share its end, and the city of a 都市圈.

    省会、鲁南、胶东经济圈 are three zones; 济南、青岛都市圈 are two, and act on both cities.
    """
    kind = _KIND_OF_ZONE.search(mention.name)
    if kind is None:
        return
    at = mention.start
    listed = _LISTED.search(text, max(start, at - 60), at) if text[at - 1 : at] == "、" else None
    if listed:
        place = listed.start()
        for item in listed[0].rstrip("、").split("、"):
            for size in range(len(item), 1, -1):  # the first item may have a verb before it
                whole = item[-size:] + kind[0]
                zone = next((e.zone for e in book.beginning(whole[:2]) if e.name == whole), None)
                if zone is not None:
                    stop = place + len(item)
                    yield PlaceMention(zone.name, whole, stop - size, stop, zone)
                    break
            place += len(item) + 1
    if kind[0] == "都市圈":
        name = mention.name[: kind.start()]
        city = next((e for e in book.beginning(name[:2]) if e.name == name and e.zone is None), None)
        if city is not None and len(city.codes) == 1:
            yield PlaceMention(city.codes[0], name, at, at + len(name))
