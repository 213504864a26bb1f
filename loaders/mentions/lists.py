"""Lists of units: split, shared beginnings and ends given back to each, slips repaired.

`济南、青岛、枣庄等市政府` names three city governments, `市财政局、税务局` two city bureaus, `省大数据局等省直有关部门` an
agency and a group. A mark 、 inside a bracket does not split, nor one inside the name of a group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.mentions.sharing import ANY_KIND, Prefix, is_bare, tailed
from loaders.mentions.slips import mended, parted
from loaders.mentions.units import (
    LEVEL,
    Unit,
    is_group,
    is_person,
    is_post,
    looks_like_unit,
    of_place,
    place_before,
)
from loaders.text import Range
from ontology.registry import departments, regions

__all__ = ["expanded", "items", "units"]


def units(text: str, start: int, end: int) -> list[Unit]:
    """The units that the list from `start` to `end` names, in order, expanded; posts and people left out."""
    found = expanded(text, items(text, start, end))
    return [u for several in found for u in several if not is_post(u.name) and not is_person(u.name)]


_CUT = re.compile(
    r"[（(〔［【《“]|[）)〕］】》”]|[、，,；;／/]|以及|会同|[及和与]|(?<=[处科室厅局部办委])会(?!同)|[ \t\u3000\n]+"
)
_OPENING, _CLOSING = "（(〔［【《“", "）)〕］】》”"
#: What goes on with a group's name after 、: 市直有关部门、单位; 各乡、镇人民政府.
_GOES_ON = re.compile(
    r"[办局]|(?:(?:直属|企事业)?(?:单位|企业|机构|部门|院校|高校)|(?:开发|园)区|特区|县级市|[镇乡县区市州旗]|街道|街办|（[^（）]*）)+(?:人民政府|政府)?(?:（[^（）]*）)?"
)
#: A group that ends before the word for its bodies does: 各市、 of 各市、县政府.
_OPEN_GROUP = re.compile(
    r".*(?:各|相关|有关)[市县区州盟旗镇乡街道办]{1,3}|.*各委(?:、[办局])*|[\d二三四五六七八九十]{1,3}个[镇乡街道]{1,3}|.*[直级属]?(?:各|有关|相关)?(?:部门|单位|企业|机构)"
)

#: 各州（市）、 of 各州（市）、县（区）政府.
_KINDS_OF_PLACES = re.compile(r"(?:各|相关|有关)(?:[市县区州盟旗、]|特区|（(?:[市县区州盟旗、]|特区)+）)+")
#: 各市、 of 各市、县（市、区）农业农村局: the bodies of places of two ranks; in 各镇、县财政局 the second is one body.
_EACH_ABOVE = re.compile(r"(?:各|相关|有关)(?:设区)?[市州盟]")
_EACH_BELOW = re.compile(
    r"(?:县（[市区旗、]+）|[县区旗]、?[县市区旗]?)(?!人民政府|政府)[\u4e00-\u9fff]{2,12}(?:部门|[局委办])$"
)


def items(text: str, start: int, end: int) -> list[Range]:
    """The items between separators outside brackets; `部门、单位` of a group's name stay together."""
    pieces: list[tuple[int, int, str]] = []  # and the separator before each
    depth, at, before = 0, start, ""
    for found in _CUT.finditer(text, start, end):
        mark = found[0]
        if mark in _OPENING:
            depth += 1
        elif mark in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and found.start() >= at:
            if mark in "及和与" and not _listed(text, at, *found.span(), end):
                continue
            if mark == "会" and not _with(text, at, *found.span(), end):
                continue
            if mark.isspace() and _broken(text, at, *found.span(), end):
                continue
            if at < found.start():
                pieces.append((at, found.start(), before))
            at, before = found.end(), mark
    if at < end:
        pieces.append((at, end, before))
    joined: list[Range] = []
    for a, b, mark in pieces:
        if joined and mark in ("、", "及", "和", "与", "，"):
            previous = text[joined[-1][0] : joined[-1][1]]
            if _EACH_ABOVE.fullmatch(previous) and _EACH_BELOW.match(text, a, b):
                joined[-1] = (joined[-1][0], b)
                continue
            if (_PARTY_COMMITTEE.fullmatch(previous) and _TAIL_ALONE.fullmatch(text, a, b)) or (
                _GOES_ON.fullmatch(text, a, b)
                and is_group(previous)
                and (
                    _OPEN_GROUP.fullmatch(previous)
                    or (_KINDS_OF_PLACES.fullmatch(previous) and text.endswith(("政府", "特区"), a, b))
                )
            ):
                joined[-1] = (joined[-1][0], b)
                continue
        joined.append((a, b))
    return joined


#: What goes on with the name before it: 各县（市、区）党委和政府, 高新区党工委、管委会.
_TAIL_ALONE = re.compile(r"其|(?:人民)?政府|管委会?|党委|党工委|办事处")
_PARTY_COMMITTEE = re.compile(r".*(?:党委|工委|党组)")
_WORD = re.compile(r"[^、，,；;。 \t\n/]+")
_ENDS_AS_OFFICE = re.compile(r"(?:[厅局委办部院会行府处心司社队站]|集团)$")
_OFFICE_BESIDE = re.compile(r"[厅局委办部处科室股]$")


def _listed(text: str, at: int, start: int, stop: int, end: int) -> bool:
    """Whether a word 及, 和 or 与 stands between two units, as in 省统计局及省政府有关部门, and not inside a name."""
    first = text[at:start]
    if (
        not first
        or _TAIL_ALONE.match(text, stop, end)
        or not (_ENDS_AS_OFFICE.search(first) or is_group(first) or regions().named(first))
    ):
        return False
    found = _WORD.match(text, stop, end)
    rest = found[0] if found else ""
    return looks_like_unit(rest) and bool(
        is_group(rest)
        or (len(rest) > 3 and is_group(first))
        or place_before(rest)
        or LEVEL.match(rest)
        or of_place(rest)
        or regions().named(rest)
        or departments().canonical(rest)
    )


def _with(text: str, at: int, start: int, stop: int, end: int) -> bool:
    """Whether 会 stands for 会同 between two offices, as in 人事处会办公室, and not inside a name: 管委会办公室."""
    found = _WORD.match(text, stop, end)
    first, rest = text[at:start], found[0] if found else ""
    if first.endswith("委"):
        bare = LEVEL.sub("", first)
        if len(bare) < 3 or departments().canonical(bare) is None:
            return False
    return bool(_OFFICE_BESIDE.search(rest)) and looks_like_unit(first) and looks_like_unit(rest)


def _broken(text: str, at: int, start: int, stop: int, end: int) -> bool:
    """Whether a gap stands inside a name, where neither side is a unit without the other: 市财 政局."""
    found = _WORD.match(text, stop, end)
    first, rest = text[at:start], found[0] if found else ""
    if rest in ("政府", "人民政府") and first.endswith(("级", "市", "县", "区", "州", "旗", "镇", "乡")):
        return True
    if not first or not rest or departments().canonical(rest) or LEVEL.match(rest):
        return not rest
    if len(first) > 20 or looks_like_unit(first):
        return False
    return looks_like_unit(first + rest)


#: 等 and these words name nobody in particular beyond those named: 省教育厅等8部门.
_OTHERS = re.compile(
    r"[\d一二三四五六七八九十多]*[个家]?(?:部门|单位|部门单位|部门（单位）|有关方面|方面|单位和部门)"
)
#: Those concerned besides the ones named: 教育、财政等有关部门.
_CONCERNED = ("有关部门", "相关部门")
_AND_OTHERS = re.compile(r"([^等]+)等(?:([^等].*))?", re.DOTALL)
#: Behind the first characters of cities: 济青烟等市政府, 济青烟等3市.
_OF_CITIES = re.compile(r"[\d二三四五六七八九十]*个?市(政府|人民政府)?")
_LEADING = re.compile(
    r"(?:[此该本上前][项条述]?(?:工作|任务|措施|政策|事项)?|具体)*由(?=[\u4e00-\u9fff]{2})|(?:请|以|等|涉及|包括)(?=[省市县区州盟旗各有相国中全])|[\d①-⑳]{1,2}[.．](?=[\u4e00-\u9fff])"
)
_AROUND = " 。.:：*★▲△☆※#●·　\t\n"


def expanded(text: str, found: Sequence[Range]) -> list[list[Unit]]:
    """The units that each item of a list names, none where it names none.

    A beginning given once (市财政局、税务局) holds for the items after it, an end given once
    (济南、青岛市政府) for those before it.
    """
    named = [list(_named(text, a, b)) for a, b in found]
    names = [u.name for several in named for u in several]
    result: list[list[Unit]] = []
    prefix = Prefix()
    n = 0
    for several in named:
        whole: list[Unit] = []
        for unit in several:
            for name in tailed(names, n):
                given = prefix.give(name)
                for part in parted(given):
                    whole_name = mended(part)
                    repaired = whole_name != part or part != given
                    whole.append(Unit(whole_name, unit.start, unit.end, repaired or _has_gap(text, unit)))
            n += 1
        result.append(whole)
    return result


def _has_gap(text: str, unit: Unit) -> bool:
    written = text[unit.start : unit.end]
    return " " in written and "  " not in written and "\n" not in written


def _named(text: str, start: int, end: int) -> Iterator[Unit]:
    """One item, or two where 等 joins an agency to a group: 省大数据局等省直有关部门."""
    while start < end and text[start] in _AROUND:
        start += 1
    while end > start and text[end - 1] in _AROUND:
        end -= 1
    if led := _LEADING.match(text, start, end):
        start = led.end()
    words = text[start:end]
    if not words:
        return
    found = _AND_OTHERS.fullmatch(words) if "等" in words else None
    if found and (kind := _OF_CITIES.fullmatch(found[2] or "")) and (cities := regions().initials(found[1])):
        yield from (Unit(f"{city.name}{kind[1] or ''}", start, end) for city in cities)
        return
    if found is None:
        yield Unit(_closed_up(words), start, end)
        return
    first, rest = found[1], found[2] or ""
    stop = start + len(first)
    if rest == "部门" and is_bare(first):
        yield Unit(f"{first}部门", start, stop)  # 教育、财政等部门 are 教育部门 and 财政部门
    elif rest in _CONCERNED and is_bare(first):
        yield Unit(f"{first}部门", start, stop)
        yield Unit(rest, end - len(rest), end)
    elif rest and is_group(rest) and not ANY_KIND.match(rest):
        yield Unit(_closed_up(first), start, stop)
        yield Unit(rest, end - len(rest), end)
    elif rest and not _OTHERS.fullmatch(rest) and (looks_like_unit("某某" + rest) or ANY_KIND.match(rest)):
        yield Unit(f"{first}\0{rest}", start, stop)  # 枣庄等市政府: the end belongs to the places before it
    else:
        yield Unit(_closed_up(first), start, stop)


_GAPS = re.compile(r"\s+")


def _closed_up(words: str) -> str:
    return _GAPS.sub("", words) if len(words.split()) > 1 else words
