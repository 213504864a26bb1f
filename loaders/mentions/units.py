"""Lists of units: split, shared beginnings and ends given back to each, slips repaired.

`济南、青岛、枣庄等市政府` names three city governments, `市财政局、税务局` two city bureaus, `省大数据局等省直有关部门` an
agency and a group. A mark 、 inside a bracket or inside a group's name does not split.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.outline import Range
from ontology.registry import departments, regions

__all__ = ["Unit", "is_group", "is_indefinite", "looks_like_unit", "units"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a list: its name in full, where it is written, and whether a slip in it was repaired."""

    name: str
    start: int
    end: int
    repaired: bool = False


_OPEN, _CLOSE = "（〔［【《“(", "）〕］】》”)"

#: How the names of accountable bodies end; the longer first.
_TAILS = (
    "人民政府", "政府", "办公厅", "办公室", "委员会", "管委会", "党工委", "法工委", "工委", "党委", "团委", "党组", "委办局", "领导小组",
    "工作组", "专班", "指挥部", "街道办", "办事处", "街道", "人民法院", "法院", "检察院", "海关", "总队", "支队", "大队", "中心", "集团", "公司",
    "银行", "分行", "支行", "监管局", "分局", "总站", "协会", "联合会", "总工会", "工会", "妇联", "科协", "残联", "文联", "侨联", "工商联", "作协",
    "社科联", "供销社", "报社", "电视台", "机关", "部门", "单位", "企业", "机构", "运营商", "高校", "院校", "学校", "学院", "大学", "医院", "科学院", "研究院",
    "乡镇", "开发区", "高新区", "新区", "园区", "示范区", "厅", "局", "委", "办", "部", "院", "署", "会", "行", "处", "站", "所", "社", "队", "馆", "台", "联",
    "镇", "乡", "市", "县", "区", "州", "盟", "旗",
)  # fmt: skip
_TAIL = re.compile("(?:" + "|".join(_TAILS) + r")(?:（[^（）]{1,16}）)?$")
_GROUP = re.compile(
    r"(?:^各|^有关|^相关|各(?:市|县|区|州|地|级|部门|有关|相关|镇|乡|街道|成员|单位|直属)|有关|相关|省直(?:各)?部门|市直(?:各)?部门|成员单位|各部门)"
)
_ALL_PLACES = re.compile(r"各(?:地|市|县|区|州|盟|旗|镇|乡|街道|（|、|）)+")
_INDEFINITE = re.compile(r"有关|相关|成员单位以外")
_POST = re.compile(
    r"(?:省长|市长|县长|区长|州长|盟长|旗长|镇长|乡长|书记|主任|局长|厅长|处长|科长|部长|司长|院长|行长|主席|秘书长|委员|常委|同志|领导|负责人|责任人|专员|总经理|董事长)$"
)
_PREFIX = re.compile(
    r"(?:自治区党委|省委|市委|县委|区委|州委|旗委|自治[区州县旗]|省(?!会)|市(?![场容])|县(?!域)|区(?![域块])|州|盟|旗)(?=[\u4e00-\u9fff])"
)
#: Bodies that stand by themselves whatever level the list is at.
_STANDALONE = re.compile(
    r"各|有关|相关|国家|国网|国务院|中央|中国|中共|全国|全省|全市|人民银行|央行|人行|武警|海关|自治[区州县旗]|省(?!会)|市(?![场容])|县(?!域)|区(?![域块])|州|盟|旗|直属|驻|团[省市县区]|[一二三四五六七八九十]大"
)
_PARTY = re.compile(
    r"(?:组织|宣传|统战|政法|网信|机构编制|编|老干部|社会工作)(?:部|委|办)|^(?:网信办|政法委|编办|金融办|机关工委)$"
)


def is_group(name: str) -> bool:
    """Whether a name is that of a group of bodies: 各市政府, 省直有关部门."""
    return bool(_GROUP.search(name))


def is_indefinite(name: str) -> bool:
    """Whether the members of a group are left open: 有关部门, 相关单位."""
    return bool(_INDEFINITE.search(name))


def looks_like_unit(name: str) -> bool:
    """Whether a name may be that of an accountable body, and not of a person, a post or a thing."""
    if not 2 <= len(name) <= 40 or _POST.search(name) or re.search(r"[，。；：？！]", name):
        return False
    if len(name) == 2:
        return bool(regions().named(name)) or name in ("各市", "各县", "各区", "各地")
    return bool(_TAIL.search(name) or is_group(name) or regions().named(name))


def units(text: str, start: int, end: int) -> list[Unit]:
    """The units that the list from `start` to `end` names, in order, expanded; posts and people left out."""
    found: list[Unit] = []
    for a, b in _items(text, start, end):
        found.extend(_split_group(text, a, b))
    return [u for u in _expanded(found) if not _POST.search(u.name)]


_SEPARATOR = re.compile(r"[、，,；;]|以及|会同|(?<=[厅局委办部院会行府处心司社])[及和与](?!其)|\s+")
_BARE = re.compile(r"(?:单位|企业|机构|部门|院校|高校|园区|开发区|区|县|旗)(?:（[^（）]*）)?$")


def _items(text: str, start: int, end: int) -> Iterator[Range]:
    """The items between separators outside brackets; `部门、单位` of a group's name stay together."""
    cuts: list[Range] = []
    depth = 0
    i = start
    while i < end:
        c = text[i]
        if c in _OPEN:
            depth += 1
        elif c in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (found := _SEPARATOR.match(text, i, end)):
            if found[0] in "及和与" and not _listed(text, found.end(), end):
                i = found.end()
                continue
            cuts.append(found.span())
            i = found.end()
            continue
        i += 1
    at = start
    pieces: list[Range] = []
    for a, b in [*cuts, (end, end)]:
        if at < a:
            pieces.append((at, a))
        at = b
    for n, (a, b) in enumerate(pieces):
        words = text[a:b]
        if n and _BARE.fullmatch(words) and is_group(text[pieces[n - 1][0] : pieces[n - 1][1]]):
            pieces[n] = (pieces[n - 1][0], b)
            pieces[n - 1] = (-1, -1)
    for a, b in pieces:
        if a >= 0:
            yield a, b


def _listed(text: str, start: int, end: int) -> bool:
    """Whether what follows 及, 和 or 与 begins a unit of its own, as in 省统计局及省政府有关部门."""
    rest = re.match(r"[^、，；]+", text[start:end])
    return (
        rest is not None
        and looks_like_unit(rest[0])
        and bool(
            _STANDALONE.match(rest[0])
            or _place_prefix(rest[0])
            or _PREFIX.match(rest[0])
            or departments().canonical(rest[0])
        )
    )


#: 等 and these words name nobody in particular beyond those named: 省教育厅等8部门.
_OTHERS = re.compile(r"[\d一二三四五六七八九十]*个?(?:部门|单位|部门单位|部门（单位）|有关方面|方面)")
_AND_OTHERS = re.compile(r"(?P<first>.+?)等(?P<rest>.*)$")


def _split_group(text: str, start: int, end: int) -> list[Unit]:
    """One item, or two where 等 joins an agency to a group: 省大数据局等省直有关部门."""
    words = re.sub(r"^(?:由|请)(?=[省市县区州各有国中])", "", text[start:end].strip(" 。."))
    start = text.index(words, start) if words else start
    if not words:
        return []
    found = _AND_OTHERS.fullmatch(words)
    if found is None:
        return [Unit(words, start, start + len(words))]
    first, rest = found["first"], found["rest"]
    units_found = [Unit(first, start, start + len(first))]
    if rest and is_group(rest):
        at = start + len(words) - len(rest)
        units_found.append(Unit(rest, at, at + len(rest)))
    elif rest and _TAIL.search(rest) and not _OTHERS.fullmatch(rest):
        # 枣庄等市政府: the end belongs to the places before it
        units_found[0] = Unit(f"{first}\0{rest}", start, start + len(first))
    return units_found


def _expanded(found: list[Unit]) -> Iterator[Unit]:
    """Gives each unit the beginning and the end that the list gives once."""
    prefix = ""
    names = [u.name for u in found]
    for n, unit in enumerate(found):
        name = unit.name
        if _ALL_PLACES.fullmatch(name):  # 各市负责 makes their governments accountable
            name += "政府"
        if "\0" in name:
            name = _with_tail(*name.split("\0", 1))
        elif _is_place(name):
            name = _with_tail(name, _tail_ahead(names, n))
        elif name.endswith("区") and _tail_ahead(names, n).endswith("管委会"):
            name += "管委会"
        given = _PREFIX.match(name)
        place = _place_prefix(name)
        if given or place:
            prefix = given[0] if given else place
        elif prefix and not _STANDALONE.match(name) and not regions().named(name[:2]) and _TAIL.search(name):
            level = prefix.removesuffix("委") if prefix.endswith("委") and len(prefix) > 1 else prefix
            name = (level + "委" if _PARTY.search(name) and len(level) == 1 else level) + name
        whole = _repaired(name)
        yield Unit(whole, unit.start, unit.end, whole != name)


def _is_place(name: str) -> bool:
    return bool(regions().named(name))


def _place_prefix(name: str) -> str:
    """The city or county that a unit's name begins with, where a body of its government follows."""
    found = re.match(r"[\u4e00-\u9fff]{2,7}?[市县区州盟旗](?=[\u4e00-\u9fff]{2,})", name)
    return found[0] if found and regions().named(found[0]) else ""


def _tail_ahead(names: list[str], n: int) -> str:
    """The end that a later item of the list gives: 市政府 of 济南、青岛市政府; else the region's own government."""
    for name in names[n + 1 :]:
        later = name.split("\0", 1)
        if len(later) == 2:
            return later[1]
        if found := re.fullmatch(r"[\u4e00-\u9fff]+?((?:市|县|区|州)(?:人民)?政府|管委会)", name):
            return found[1] if not is_group(name) else ""
        if not _is_place(name) and not name.endswith("区"):
            return ""
    return ""


def _with_tail(place: str, tail: str) -> str:
    """A place with the end `市政府` of its list, or, without one, its government (济南市负责)."""
    rows = regions().named(place)
    if not tail:
        return f"{rows[0].name}政府" if rows else place
    if tail[0] in "市县区州" and place.endswith(tail[0]):
        return place + tail[1:]
    if rows and tail.startswith("政府") and not place.endswith(tuple("市县区州")):
        return rows[0].name + tail
    return place + tail


def _repaired(name: str) -> str:
    """A name whose end was lost by a slip, made whole: 省卫生健康 is 省卫生健康委."""
    if _TAIL.search(name) or is_group(name):
        return name
    found = re.match(r"(?P<level>(?:[\u4e00-\u9fff]{2,7}?[市县区州])|省|市|县|区|州)(?P<stem>.{2,})$", name)
    row = departments().canonical(found["stem"]) if found else None
    if found is None or row is None:
        return name
    return found["level"] + row.short_for(found["level"])
