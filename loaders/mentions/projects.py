"""Projects: names in quotation marks, and names that end in 工程, 行动, 平台, 中心 and so on with a proper modifier.

`国家中医药、大理洱海等大数据中心` names two. A slogan in quotation marks is none, nor is a number of unnamed things
(100个智慧社区), nor a kind of thing (数据中心), nor what stands in a title (《…》).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from loaders.mentions.project_kinds import KIND, KIND_OR_QUOTATION, VAGUE, is_name, is_placed
from loaders.mentions.quoted_names import QUOTATION, is_quoted_name, tail_after
from loaders.mentions.verbs import begin_of_name

__all__ = ["ProjectMention", "projects", "same_as_plan"]


@dataclass(frozen=True, slots=True)
class ProjectMention:
    """A project's name (expanded where the list gives its end once), and where it is written."""

    name: str
    start: int
    end: int


#: A clause, with its quotations and short brackets whole; or a title, or a mark without its pair, which are passed by.
_CLAUSE = re.compile(
    r"((?:[^，。；：！？《“（\s|]++|“[^“”\n]{0,40}+”|（[^（）\n]{0,30}+）)++)|《[^《》\n]{0,120}+》?"
)
_INNER = re.compile(r"(?<=“)[^“”]+(?=”)|(?<=（)[^（）]+(?=）)")
#: How far before its kind a name is looked for, and how long it may be.
_FARTHEST = 48
_LONGEST_NAME = 40
#: Words before a name that are no part of it: 第二批国家…试点, 年底前…平台, ②…工程.
_LOOSE = re.compile(
    r"(?:以及|并且|(?:总|计划)?投资[\d.]+[万亿]*元(?:建设)?|分别[为是]|[一二三四五六七八九十]是|[的和及与并好了在对将以为从向等、]|一个|\d[\d.]*[万亿]?人次|[我本][省市县区]|各[地市]|各县区|"
    r"全国性|[新每]一轮|新一批|(?:第[一二三四五六七八九十\d]+|首)批|[①-⑳\d]+[.、．]|"
    r"[到至]?(?:\d{4}年(?!度)(?:年?[底末初中](?![国部小心医级]))?|(?:\d{4}年)?(?:[上下]半年|\d{1,2}月份?|年[底末初中])(?:[底末初]|[上中下]旬)?)"
    r"(?:之?前|以前)?|\d{4}年度)+"
)
#: To whom or where to a thing goes, before what it goes to (推送至…平台); 面向 and 导向 are of names.
_TOWARDS = re.compile(
    r"(?<![面导定方走流朝转])向(?![导心上日阳东西南北往荣])|[把将]|关于|针对|(?:推送|报送|上传|上报|归集|汇聚|录入|移交|共享|同步|迁移)[至到给]"
)
#: A count behind a kind of thing, which makes a class of it (建设服务平台3个), unlike a length.
_COUNTED = re.compile(r"\d(?![\d.]*[万亿]?(?:公里|千米|米|亩))")
#: A day, which no name has in it: 物流中心7月1日项目.
_DAY = re.compile(r"\d月|\d日(?!间)")
#: A work that is joined to the thing after it: 直联点扩容升级和互联网交换中心.
_WORK_AND = re.compile(r"(?:升级|改造|扩容|扩建|建设|提升|工程)(?:以及|[和及与])")
#: Where a thing is built, before the thing: 现代农业园建设苗木基地.
_BUILDING_AT = re.compile(r"(?:[园镇乡县]|(?<![乡农])村|(?<!城)市|街道|新区|开发区)建设")
_BUILT_KINDS = ("zone", "site", "platform", "fund")
#: Verbs that end no name of a thing of that kind: 在江镇建设基地, 在湖街道开展试点.
_MAKING = ("开展", "打造", "建立", "设立", "构建", "搭建", "实施", "建成", "启动")
_MAKING_OF = {
    "pilot": _MAKING, "zone": _MAKING, "site": (*_MAKING, "建设", "新建"), "platform": (*_MAKING, "建设", "新建"),
}  # fmt: skip
_LIST = re.compile(r"(?P<items>[^等]*(?:、|”“)[^等]*|“[^”]*”)等(?P<tail>[^、]{2,})")
_SEPARATOR = re.compile(r"(?:、|(?<=”)(?=“)|(?:以及|和|及|与)(?=[^、和及与]*$))")
#: Ends that tell a class of things by what it is for: 医疗、海洋等行业数据平台.
_CLASS = re.compile(r"(?:各|多|重点)?(?:行业|领域|部门|方面|环节|产业|场景|类)")
#: How much of it is worked on, before the name of the work: 实施古城内12条街巷整治工程.
_CARRIED_OUT = ("实施", "开展", "推进", "启动")
_EXTENT = re.compile(r"[^、“\d]{0,12}\d[\d.]*万?(?:条|处|座|所|户|栋|公里)(?!的)")
#: What a thing should be like, and not which one it is: 全国重要的制造业基地.
_WISH = re.compile(r"全国|全球|国际|世界|国内|具有|有")
#: Kinds of which a place has one, because it is bestowed.
_BESTOWED = re.compile(r"国家|省级|全国")
#: Ends of the items that a list of stretches of road or stages has.
_ROUTE = re.compile(r"[东西南北中][段线]|[一二三四五]期|号线|标段")
_OWN = re.compile(rf"(?:[铁路桥站场港段线]|[一二三四五]期)$|{KIND.pattern}")
#: Many words before a quoted name describe it and are no part of it: 个人和企业全生命周期服务“双全”工程.
_DESCRIBED = re.compile(r"(?:(?=[^“]*(?:和|及|服务|的))[^“]{7,}|[^“]{13,})(?=“)")
#: A quoted name, and another thing that is not quoted: “云脑”与省数据平台 are two.
_QUOTED_AND = re.compile(r"”(?:以及|[和及与])(?=[^“]+$)")
#: How many of the names found last a new one is compared with: a name is repeated, shortened, in the same passage.
_RECENT = 12


def projects(text: str, start: int, end: int) -> list[ProjectMention]:
    """The projects that the words between `start` and `end` name, each once, in order."""
    hints = KIND_OR_QUOTATION.finditer(text, start, end)
    hint = next(hints, None)
    if hint is None:
        return []
    found: dict[str, ProjectMention] = {}
    recent: list[str] = []
    for clause in _CLAUSE.finditer(text, start, end):
        a, b = clause.span(1)
        at = hint.start()
        if at >= b:
            continue
        ends: list[int] = []
        while at < b:
            if at >= a:
                ends.append(at - a)
            hint = next(hints, None)
            if hint is None:
                break
            at = hint.start()
        for mention in _of_clause(text[a:b], ends, a) if ends else ():
            key = mention.name.replace("“", "").replace("”", "")
            if key in found or any(key in other for other in recent):
                continue
            shorter = next((k for k in recent if k in key and _overlap(found[k], mention)), None)
            if shorter is not None:
                recent.remove(shorter)
                del found[shorter]
            found[key] = mention
            recent = [*recent[1 - _RECENT :], key]
        if hint is None:
            break
    return sorted(found.values(), key=_place)


def same_as_plan(name: str, title: str) -> bool:
    """Whether a project called `name` is the plan of that title itself: 茶产业振兴行动 in its 实施方案."""
    return _core(name) == _core(title)


_NO_CORE = re.compile(
    r"^[\u4e00-\u9fff]{2,8}?(?:省|市|县|自治[区州])(?=[\u4e00-\u9fff]{4})|（[^（）]*）|"
    r"(?:实施|工作|专项|行动)?(?:方案|意见|规划|要点)$|(?<=行动)计划$|[“”\s]"
)


@lru_cache(maxsize=1024)
def _core(title: str) -> str:
    """What a plan is about: its title without the area, the years in brackets and the kind of plan."""
    return _NO_CORE.sub("", _NO_CORE.sub("", title))


def _place(mention: ProjectMention) -> int:
    return mention.start


def _overlap(a: ProjectMention, b: ProjectMention) -> bool:
    return a.start < b.end and b.start < a.end


def _of_clause(words: str, ends: list[int], offset: int) -> Iterator[ProjectMention]:
    """The projects of one clause, which begins at `offset` of the text; `ends` is where a name may end in it."""
    quoted = "“" in words
    # what is in quotation marks or brackets is one word: nothing in it begins or ends a name
    masked = _INNER.sub(_hidden, words) if quoted or "（" in words else words
    for start, end, name in _ended(words, masked, ends):
        yield ProjectMention(name, offset + start, offset + end)
    if quoted:
        yield from _quoted(words, masked, offset)


def _hidden(inner: re.Match[str]) -> str:
    return "＿" * len(inner[0])


def _ended(words: str, masked: str, ends: list[int]) -> Iterator[tuple[int, int, str]]:
    """Names told by their last word, after a verb that acts on them or in a list of such names."""
    at = 0
    verb = ""  # holds for all items of a list
    for place in ends:
        m = KIND.match(masked, place)
        if m is None:
            continue
        stop = m.start()
        low = max(at, stop - _FARTHEST)
        begin = begin_of_name(masked, low, stop)
        at = m.end()
        kind = m.lastgroup
        if begin is None or kind is None or masked.endswith(_MAKING_OF.get(kind, ()), begin, stop):
            continue
        if begin > low:
            verb = masked[begin - 2 : begin]
        if "“" not in masked[begin:stop] and _COUNTED.match(masked, at) is not None:
            continue
        loose = _LOOSE.match(masked, begin, stop)
        if loose is not None:
            begin = loose.end()
        for towards in _TOWARDS.finditer(masked, begin, stop):
            begin = towards.end()
        if kind in _BUILT_KINDS:
            for work in _WORK_AND.finditer(masked, begin, stop):
                begin = work.end()
            for site in _BUILDING_AT.finditer(masked, begin, stop):
                begin = site.end()
        if kind == "zone":
            built = masked.rfind("建设", begin, stop - 6)
            begin = built + 2 if built >= 0 else begin  # 深化转换建设绿色低碳高质量发展先行区
        if kind == "campaign" and verb.endswith(_CARRIED_OUT):
            extent = _EXTENT.match(masked, begin, stop)
            begin = extent.end() if extent is not None else begin
        if _DAY.search(masked, begin, stop):
            continue
        if VAGUE.search(masked[begin:stop]):
            continue
        of = masked.rfind("的", begin, stop)
        if of >= 0:
            if _WISH.match(masked, begin, of):
                continue
            begin = of + 1
        listed = _LIST.fullmatch(masked, begin, m.end())
        if listed is not None:
            yield from _distributed(words, masked, listed, kind, verb, m.end() - stop)
            continue
        if "等" in masked[begin:stop]:
            continue
        yield from _coordinated(words, masked, begin, m, kind, verb)


def _distributed(
    words: str, masked: str, listed: re.Match[str], kind: str, verb: str, head: int
) -> Iterator[tuple[int, int, str]]:
    """`国家中医药、大理洱海等大数据中心`: each item with the end that the list gives once; a quoted name is whole."""
    tail_start, tail_end = listed.span("tail")
    tail = words[tail_start:tail_end]
    modifier = tail[:-head] if head < len(tail) else ""
    if _CLASS.match(tail) or VAGUE.search(modifier):
        return
    for start, end in _items(masked, *listed.span("items")):
        item = words[start:end]
        if item.startswith("“") and item.endswith("”"):
            yield start, end, item
        elif len(item) < 2 or VAGUE.search(item) or KIND.search(masked, start, end):
            continue
        elif kind == "site" and len(item) <= 3 and not _BESTOWED.match(tail):
            continue  # places that have such a base, not one base each
        elif is_name(item + modifier, kind, verb) or (tail == "项目" and is_placed(item)):
            yield start, end, item + (tail[-head:] if kind == "building" else tail)


def _items(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a list between `start` and `end`."""
    at = start
    for m in _SEPARATOR.finditer(masked, start, end):
        if m.start() > at:
            yield at, m.start()
        at = m.end()
    if at < end:
        yield at, end


def _coordinated(
    words: str, masked: str, begin: int, ending: re.Match[str], kind: str, verb: str
) -> Iterator[tuple[int, int, str]]:
    """A name at the end of a list without 等: the last item, or each item where they only differ in place.

    昆明、玉溪国家级示范基地 are two bases, 昆楚北段、昆磨东线高速项目 two projects; a campaign against several things
    (老旧小区、棚户区改造工程) is one.
    """
    stop, end = ending.span()
    last = max(masked.rfind("、", begin, stop), masked.rfind("”“", begin, stop)) + 1
    if last > begin:
        items = list(_items(masked, begin, last))
        shared = _shared(masked, items, last, stop)
        if shared is not None:
            tail = words[shared:end]
            if is_name(words[last:stop], kind, verb):
                for start, stop_ in [*items, (last, shared)]:
                    yield start, stop_, words[start:stop_] + tail
            return
        if kind != "campaign" or last == stop or not all(_is_part(masked, *item) for item in items):
            begin = last
    for apart in _QUOTED_AND.finditer(masked, begin, stop):
        begin = apart.end()
    described = _DESCRIBED.match(masked, begin, end)
    if described is not None:
        begin = described.end()
    name = words[begin:end]
    if 4 <= len(name) <= _LONGEST_NAME and is_name(words[begin:stop], kind, verb):
        yield begin, end, name


def _is_part(masked: str, start: int, end: int) -> bool:
    """Whether an item is part of what a campaign is for, not a thing with a name of its own."""
    return end - start <= 6 and not _OWN.search(masked, start, end)


def _shared(masked: str, items: list[tuple[int, int]], last: int, stop: int) -> int | None:
    """Where the words begin that the items of a list share, whose last one begins at `last`; None if they share none."""
    if masked[last - 1 : last + 1] == "”“" or (masked[last] == "“" and masked[last - 2] == "”"):
        close = masked.find("”", last, stop)
        return close + 1 if close >= 0 and all(masked[a] == "“" for a, _ in items) else None
    level = _BESTOWED.search(masked, last, stop)
    if level is not None and 2 <= level.start() - last <= 5 and all(2 <= b - a <= 5 for a, b in items):
        return level.start()
    route = _ROUTE.search(masked, last, stop)
    if route is not None and all(_ROUTE.search(masked, a, b) for a, b in items):
        return route.end()
    return None


def _quoted(words: str, masked: str, offset: int) -> Iterator[ProjectMention]:
    """Names in quotation marks that no kind of thing follows."""
    previous = -1
    for m in QUOTATION.finditer(words):
        start, end = m.span()
        stop = tail_after(m[1], masked, end)
        listed = previous >= 0 and words[previous:start] in ("", "、", "和")
        if stop > end or is_quoted_name(m[1], masked, start, end, listed=listed):
            yield ProjectMention(words[start:stop], offset + start, offset + stop)
            previous = stop
