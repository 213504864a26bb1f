"""What a list of units gives once for several of them: the end of 济南、青岛市政府, the beginning of 市财政局、税务局."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from loaders.mentions.units import (
    LEVEL,
    is_group,
    is_person,
    looks_like_unit,
    place_before,
    unbracketed,
)
from ontology.registry import agencies, departments, regions

__all__ = ["ANY_KIND", "Prefix", "is_bare", "tailed"]

#: What stands for all of its kind under the 各 of the item before it: 各县区政府、功能区管委会.
_UNDER_EACH = re.compile(
    r"(?:县|市|区|州|旗|镇|乡|街道|开发区|功能区|园区|（[^（）]*）)+(?:党委|党工委|人民政府|政府|管委会?|办事处|和)+(?:（[^（）]*）)?|街道办事处|管委会|园区|开发区|功能区|街道|社区|镇街|乡镇"
)
#: Zones of the area by their kinds, and the committee that a later one names for both: 开发区、云溪园区管委会.
_ZONES = ("开发区", "高新区", "经开区", "园区", "工业园区")
_COMMITTEE = re.compile(r"[\u4e00-\u9fff]{2,10}(?<!功能)[区园城]((?:党工委和)?管委会?)")
_ALL_PLACES = re.compile(
    r"(?:各|相关|有关)(?:设区市|地级以上市|地级市|县级市|地|市|县|区|州|盟|旗|（|、|）)+"
    r"|(?:全[省区])?(?:\d{1,2}|[二三四五六七八九十]{1,3})个?(?:设区的?|地级)?市"
)
#: Two kinds of places, of which each place is one: 州（市）, 县（市、区）.
_EITHER_KIND = r"[市县区州旗]（[市县区州旗、]+）"
_SHARED_TAIL = re.compile(
    rf"[\u4e00-\u9fff—]+?((?:{_EITHER_KIND}|[市县区州旗])(?:人民)?政府|(?:党工委和)?管委会?"
    r"|[镇乡](?:人民)?政府|街道办事处|街道|管理区|[区县市镇乡])"
)
_KINDS = "市县区州旗"
_ZONE = re.compile(r".*[区园城]")
_SUFFIXES = ("厅", "局", "委", "办", "部", "会", "联", "院", "队", "心")
_NEVER_PLACES = "厅局委办部院行司社联队"
#: 东、西两区管委会 are two zones called by one character each.
_TWO_ZONES = re.compile(r"([\u4e00-\u9fff])[两二三四五六](区.*)")
#: Kinds of places beside each other, of which each place takes its own: 昆明、大理等州（市）政府.
ANY_KIND = re.compile(
    rf"(?:{_EITHER_KIND}|[一二两三四五六七八九十]区|[市县区州旗]{{2,4}})(?=人民政府|政府|$)"
)
#: The last of a list with the kinds of all: 昌江县（市）政府.
_OF_ANY_KIND = re.compile(rf"([\u4e00-\u9fff]{{2,8}}?)({_EITHER_KIND}(?:人民)?政府)")


def tailed(names: list[str], n: int) -> Iterator[str]:
    """A name with the end that a later one of the list gives for both: 济南, 青岛市政府; 新区, 高新区管委会."""
    name = names[n]
    if _BANK.fullmatch(name) and (branch := _branch_ahead(names, n)):
        yield name + branch
        return
    if is_bare(name) and _before_departments(names, n):
        yield name + "部门"
        return
    if name[-1] in _NEVER_PLACES and "\0" not in name and not name.endswith("管委"):
        yield name
    elif "\0" in name:
        yield _with_tail(*name.split("\0", 1))
    elif found := _TWO_ZONES.fullmatch(name):
        yield found[1] + found[2]
    elif len(name) < 2:
        zones = next((z for z in map(_TWO_ZONES.fullmatch, names[n + 1 : n + 6]) if z), None)
        yield name + zones[2] if zones else name
    elif _ALL_PLACES.fullmatch(name):
        yield name + "政府"  # 各市负责 makes their governments accountable
    elif _UNDER_EACH.fullmatch(name) and any("各" in before for before in names[max(0, n - 1) : n]):
        committee = name in _ZONES and n + 1 < len(names) and _COMMITTEE.fullmatch(names[n + 1])
        yield name + committee[1] if committee else "各" + name
    elif name.endswith(_VILLAGES) and not is_group(name):
        yield name + _end_given(names, n, _VILLAGES, _OF_VILLAGE)
    elif name.endswith(_TOWNS) and not is_group(name):
        yield name + _town_tail(names, n)
    elif (kinds := _OF_ANY_KIND.fullmatch(name)) and any(
        regions().named(kinds[1] + k) for k in ("", *_KINDS)
    ):
        yield _with_tail(kinds[1], kinds[2])  # the last of 三亚、文昌市（县）政府
    elif regions().named(name) and not name.endswith(("乡", "镇")):
        yield (
            name + ahead
            if (ahead := _zone_ahead(names, n) or _street_ahead(names, n))
            else _with_tail(name, _tail_ahead(names, n, place=True))
        )
    elif is_group(name) or (is_person(name) and len(name) != 2):
        yield name
    elif not looks_like_unit(name):
        tail = _tail_ahead(names, n)
        yield _with_tail(name, tail) if ANY_KIND.match(tail) else name + tail
    elif _ZONE.fullmatch(name):
        tail = _tail_ahead(names, n, zone=True)
        yield name + tail if tail.endswith(("管委会", "管委")) else name
    else:
        yield name


#: Banks and insurers, and their branches in a place.
_BANK = re.compile(
    r"[\u4e00-\u9fff]{2,8}银行|[工农中建]行|[\u4e00-\u9fff]{0,4}(?:农商行|信用社)|[\u4e00-\u9fff]{2,6}(?:财险|人寿|保险)"
)
_BRANCH = re.compile(rf"(?:{_BANK.pattern})([\u4e00-\u9fff]{{2,8}}(?:支行|分行|支公司|分公司))")


def _branch_ahead(names: list[str], n: int) -> str:
    """The branch that a later name of a list of banks gives for all: 邮储银行、农行甲县支行."""
    for name in names[n + 1 : n + 8]:
        if found := _BRANCH.fullmatch(name):
            return found[1]
        if not _BANK.fullmatch(name):
            break
    return ""


_VILLAGES = ("村", "社区")
_OF_VILLAGE = re.compile(r"[\u4e00-\u9fff]{2,}?(?:村|社区)((?:村|居|村民|居民)委员?会|两委|党支部|党总支)")


def _end_given(names: list[str], n: int, ends: tuple[str, ...], body: re.Pattern[str]) -> str:
    """What a later name of the list says of the bodies of places with such ends: 甲村、乙村村委会; "" where none does."""
    for name in names[n + 1 : n + 25]:
        if found := body.fullmatch(name):
            return found[1]
        if not name.endswith(ends) or is_group(name):
            break
    return ""


_TOWNS = ("镇", "乡", "苏木", "街道")
#: A town by its name, which stands for its government where it is accountable; 沿线乡镇 names none.
_NAMED_TOWN = re.compile(r"[\u4e00-\u9fff]{2,9}(镇|乡|苏木|街道)(?<!乡镇)(?<!城镇)")
_OF_TOWN = re.compile(r"[\u4e00-\u9fff]{2,}?(?:镇|乡|苏木|街道)((?:人民)?政府|办事处)")


def _town_tail(names: list[str], n: int) -> str:
    """The end of a town's government: as a later one of the list gives it (甲镇、乙镇人民政府), or the usual one."""
    if given := _end_given(names, n, _TOWNS, _OF_TOWN):
        return given
    kind = _NAMED_TOWN.fullmatch(names[n])
    return "" if kind is None else "办事处" if kind[1] == "街道" else "政府"


def _before_departments(names: list[str], n: int) -> bool:
    """Whether a name goes on in a later 部门 of its list, with nothing but such names between: 财政、教育部门."""
    for name in names[n + 1 : n + 25]:
        if name.endswith("部门"):
            return not is_group(name)
        if not is_bare(name):
            return False
    return False


@lru_cache(maxsize=8192)
def is_bare(name: str) -> bool:
    """Whether a name is a department's without its suffix: 财政, 市财政."""
    if name.endswith(_SUFFIXES):
        return False
    level = LEVEL.match(name)
    stem = name[level.end() :] if level else name
    return departments().canonical(stem) is not None and departments().canonical(f"{stem}局") is not None


def _tail_ahead(names: list[str], n: int, *, place: bool = False, zone: bool = False) -> str:
    """The end that a later item gives for this one, with nothing but places or zones between."""
    for name in names[n + 1 : n + 25]:
        if "\0" in name:
            return name.split("\0", 1)[1]
        if regions().named(name) or (zone and _ZONE.fullmatch(name)):
            continue
        found = None if is_group(name) or not _may_share(name) else _SHARED_TAIL.fullmatch(name)
        if found:
            return found[1] if not place or found[1].endswith(("政府", "管委会", "区", "县", "市")) else ""
        if looks_like_unit(name):
            return ""
    return ""


_STREET = re.compile(r"(?![省市县区旗各])[\u4e00-\u9fff]{2,4}?(街道(?:办事处)?)")

#: The kind of zone in its committee's name: 经济技术开发区管委会.
_ZONE_COMMITTEE = re.compile(
    r"[\u4e00-\u9fff]{2,6}?((?:国家级)?(?:经济|高新|技术|产业|旅游|工业|综合|农业|临港|文化)*(?:开发|示范|试验|度假|园)区管委会?)"
)


def _zone_ahead(names: list[str], n: int) -> str:
    """The kind of zone that a later name gives for this place, with places alone between: 东江、南山开发区管委会."""
    for name in names[n + 1 : n + 8]:
        if not regions().named(name):
            found = _ZONE_COMMITTEE.fullmatch(name)
            return found[1] if found and regions().named(name[: found.start(1)]) else ""
    return ""


def _street_ahead(names: list[str], n: int) -> str:
    """The kind of town that the names beside this one share, which is a county's as well: 康健、田林、凌云街道."""
    if regions().named(names[n])[0].name == names[n]:
        return ""
    for name in names[n + 1 : n + 25]:
        found = _STREET.fullmatch(name)
        if found or looks_like_unit(name):
            return found[1] if found else ""
    return ""


def _may_share(name: str) -> bool:
    """Whether the end of a name may be for those before it too: that of a place, not 市政府 itself."""
    return LEVEL.match(name) is None or place_before(name) != ""


def _with_tail(place: str, tail: str) -> str:
    """A place with the end `市政府` of its list, or, without one, its government (济南市负责)."""
    rows = regions().named(place)
    if not tail:
        return f"{rows[0].name}政府" if rows else place
    if found := ANY_KIND.match(tail):
        kinds = [k for k in _KINDS if k in found[0]]
        of_these = [r.name[-1] for r in rows if r.name[-1] in kinds]
        kind = next((k for k in kinds if place.endswith(k) or regions().named(place + k)), "")
        kind = of_these[0] if of_these else kind or (rows[0].name[-1] if rows else "")
        return (place if place.endswith(kind) else place + kind) + tail[found.end() :]
    if tail in "区县市":
        row = next((r for r in rows if r.name.endswith(tail)), None)
        return f"{row.name}政府" if row else place + tail
    # 陵水县 is 陵水黎族自治县 in short
    whole = (
        place.endswith(tail[0])
        or any(r.name == place for r in rows)
        or (len(place) > 2 and place[-1] in _KINDS)
    )
    if tail[0] in _KINDS and whole:  # 城关区、东山县政府: a place keeps its own kind
        return place + tail[1:]
    if rows and tail.startswith(("政府", "人民政府")) and not place.endswith(tuple("市县区州旗")):
        return rows[0].name + tail
    return place + tail


_BY_ITSELF = re.compile(
    r"各|有关|相关|国家|国网|国务院|中央|中国|中共|中华|中石|全[国省市县区州]|人民银行|央行|人行|武警|民航(?!局)|第[一二三四五六七八九十]{1,3}师|直属|驻(?![\u4e00-\u9fff]{1,5}办(?:事处)?$)|属地|辖区|团[省市县区州盟旗]委|"
    r"[一二三四五六七八九十\d]+大"
)
_PARTY = re.compile(
    r"(?:组织部|宣传部|统战部|统一战线工作部|政法委(?:员会)?|网信办|编办|老干部局|社会工作部|社工部|巡[察视]办|改革办|深改办|依法治.办|财经办|"
    r"国安办|军民融合办|保密办|机要局|政研室|政策研究室|党校|机关工委|教育工委|直属机关工委|党史(?:研究院|研究室|办))(?:（[^（）]*）)?$"
)
_TEAM = re.compile(r"团([省市县区州盟旗])委")


#: An organ spoken of by its kind alone, before its divisions: 厅办公室、规划处, 市局法规科.
_ORGANS = ("厅", "局", "委")
_DIVISION = re.compile(r"(?:[处科室股站所队]|中心)$")
_OF_ORGAN = re.compile(
    r"((?:[省市县区州旗](?=[厅局]))?[厅局委])(?=[\u4e00-\u9fff]{2,10}(?:[处科室股站所队]|中心)$)"
)
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,6}?[市县区州盟旗](?=[\u4e00-\u9fff]{2,}[厅局委办部])")


class Prefix:
    """The beginning that the units of a list share, as the last of them gave it."""

    def __init__(self) -> None:
        self._level = ""
        self._province = ""

    def give(self, name: str) -> str:
        """The name with the beginning that the list gave before, where it has none of its own."""
        own = _beginning(name)
        if own is not None:
            if own:
                self._level = own
                if own in ("省", "自治区") or own.endswith(("省", "自治区")):
                    self._province = own
            return name
        level = self._province if unbracketed(name).endswith("厅") and self._province else self._level
        if not level or is_group(name) or not looks_like_unit(name) or not _takes_level(name):
            return name
        if level.endswith(_ORGANS) and not (
            _DIVISION.search(name) or (level[-1] == "厅" and name[-1] == "局")
        ):
            return name
        if _PARTY.search(name):
            level += "党委" if level in ("自治区", "兵团") else "委"
        return level + name


@lru_cache(maxsize=8192)
def _beginning(name: str) -> str | None:
    """The level or place that a name begins with, "" where it has one that holds for no other, None without."""
    if found := _TEAM.match(name):
        return found[1]
    if found := _OF_ORGAN.match(name):
        return found[1]
    if _BY_ITSELF.match(name) or _of_the_country(name):
        return ""
    if place := place_before(name):
        return "" if unbracketed(name)[len(place) :] in ("政府", "人民政府", "管委会") else place
    if found := LEVEL.match(name):
        return found[1]
    # a place that the registry does not know, where a department follows
    if (found := _PLACE.match(name)) and departments().canonical(unbracketed(name)[found.end() :]):
        return found[0]
    return "" if regions().named(name) or regions().named(name[:2]) else None


def _of_the_country(name: str) -> bool:
    """Whether a name is that of a body of the country and of no local department: 工业和信息化部, 税务总局.

    So is that of its branch in a place: 金融监管总局山东监管局, 审计署驻济南特派员办事处.
    """
    if agencies().resolve(name, "100000") is not None and departments().canonical(name) is None:
        return True
    heads = (
        name[:n] for n in range(3, len(name) - 3) if any(regions().beginning(name, n + (name[n] == "驻")))
    )
    return any(_of_the_country(head) for head in heads)


def _takes_level(name: str) -> bool:
    """Whether a body's name is one that a level stands before: 税务局, 代建中心, but not 高新区管委会 or a company's."""
    if departments().canonical(unbracketed(name)) is not None or name.startswith("驻"):
        return True
    return "国家" not in name and not _OF_TOWN.fullmatch(name) and not name.endswith(("公司", "集团", "街道", "镇", "乡", "苏木", "嘎查", "村", "区", "园", "城", "管委会", "管委", "办事处", "学", "校", "学院", "医院", "幼儿园", "分局", "分行", "支行", "银行"))  # fmt: skip
