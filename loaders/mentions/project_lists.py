"""Lists of projects: each item with the end or the beginning that the list gives once.

`国家中医药、大理洱海等大数据中心` are two centres, `昆楚北段、昆磨东线高速项目` two projects; a campaign against several things
(老旧小区、棚户区改造工程) is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.mentions.project_kinds import KIND, VAGUE, is_name, is_placed
from loaders.mentions.structures import STRUCTURAL
from ontology.registry import regions

__all__ = ["coordinated", "distributed", "shared_end"]

#: How long a name may be.
_LONGEST_NAME = 40
_LIST = re.compile(r"(?P<items>[^等]*(?:、|”“)[^等]*|“[^”]*”)等(?P<tail>[^、]{2,})")
#: Two sides of one work have no 与 to part them: 青石灌区续建配套与现代化改造.
_SIDES = (
    r"(?!现代化|信息化|智能化|数字化|节水|提标|提质|水质|质量|环境治理|生态(?:保护|修复)|综合(?:治理|整治|利用)|系统治理"
    r"|保护|修复|治理|利用|提升|改造|管护|扩容)"
)
_SEPARATOR = re.compile(rf"(?:、|(?<=”)(?=“)|(?:以及|和|及|与{_SIDES})(?=[^、和及与]*$))")
#: Ends that tell a class of things by what it is for: 医疗、海洋等行业数据平台.
_CLASS = re.compile(r"(?:各|多|重点)?(?:行业|领域|部门|方面|环节|产业|场景|类)")
#: A work on each item, at the beginning of the end that they share: 甲小学、乙中学等扩建教学楼项目.
_WORK = re.compile(r"(?:[新扩改迁重续翻]|改扩)建(?!筑)|改造|建设|维修|修缮|加固|提升|整治|治理")
#: Kinds of which a place has one, because it is bestowed.
_BESTOWED = re.compile(r"国家|省级|全国")
#: A stretch of a numbered road, which needs no further word to be a project's name: G679线青石至云溪.
_ROAD = re.compile(r"(?:[GSXY]\d{1,4}线?|[国省县乡]道[GSXY]?\d{1,4}线?)[^、]{2,20}至[^、]{2,12}")
#: How the works end of which a list of campaigns has several: 饲草供给提升、奶业振兴行动.
_ACTION = re.compile(
    r"[^、]{2,}(?:提升|提质|增效|振兴|攻坚|倍增|培育|推广|治理|防治|整治|保护|修复|更新|创新|赋能|转型|扩容|升级)"
)
#: Ends of the items that a list of stretches of road or stages has.
_ROUTE = re.compile(r"[东西南北中][段线]|[一二三四五]期|号线|标段")
_OWN = re.compile("(?:[铁路桥站场港段线]|[一二三四五]期)$")
#: What a list of works is called, which are none by name: 河流治理等重点工程.
_RANKED = ("重点", "重大", "标志性", "专业", "一批")
#: Between two structures; 至和田 is none.
_AND = re.compile(r"(?<![至、])[和与]")
#: How nouns end that are no proper names: 河道、学校、堤防、青石水库.
_NOUN_ENDS = frozenset("路桥站场港段线道校院防田园馆所店房网管沟渠塘村镇户棚厂库水")
#: Many words before a quoted name describe it and are no part of it: 个人和企业全生命周期服务“双全”工程.
_DESCRIBED = re.compile(r"(?:(?=[^“]*(?:和|及|服务|的))[^“]{7,}|[^“]{13,})(?=“)")
#: Two things that are built, and one word for both works: 甲小学新建和乙小学迁建工程.
_TWO_WORKS = re.compile(
    r"(?P<first>[^、和及]{4,}(?:[新迁改扩重续翻]|改扩)建)(?:以及|[和及与])(?P<second>[^、和及]{4,}(?:[新迁改扩重续翻]|改扩)建(?:主体)?)"
)
#: A quoted name, and another thing that is not quoted: “云脑”与省数据平台 are two; or a verb behind a quoted means: “甲”发放“乙”.
_QUOTED_AND = re.compile(r"”(?:以及|[和及与])(?=[^“]+$)|”(?![和及与])[\u4e00-\u9fff]{1,4}(?=“)")


#: A thing of another kind beside the last of a list: 智慧港口和青石综合物流园.
_THING_AND = re.compile(r"(?<=港口|码头|机场|市场|小镇|街区|园区|基地|平台|系统|中心|大厅)(?:以及|[和及与])")


def shared_end(masked: str, start: int, end: int) -> re.Match[str] | None:
    """The list between `start` and `end` that gives its end once, behind 等, if it is one: groups `items`, `tail`."""
    return _LIST.fullmatch(masked, start, end)


def distributed(
    words: str, masked: str, listed: re.Match[str], kind: str, verb: str, head: int
) -> Iterator[tuple[int, int, str]]:
    """`国家中医药、大理洱海等大数据中心`: each item with the end that the list gives once; a quoted name is whole."""
    tail_start, tail_end = listed.span("tail")
    tail = words[tail_start:tail_end]
    modifier = tail[:-head] if head < len(tail) else ""
    # an end that names no project by itself, as 等一批重大项目: of such a list only roads with numbers are projects
    unnamed = (
        _CLASS.match(tail) or VAGUE.search(modifier) or (kind == "campaign" and tail.startswith(_RANKED))
    )
    for start, end in _items(masked, *listed.span("items")):
        item = words[start:end]
        if kind in ("building", "campaign") and _ROAD.fullmatch(masked, start, end):
            yield start, end, item
        elif unnamed:
            continue
        elif item.startswith("“") and item.endswith("”"):
            yield start, end, item
        elif len(item) < 2 or VAGUE.search(item) or _has_kind(masked, start, end):
            continue
        elif kind == "site" and len(item) <= 3 and not _BESTOWED.match(tail):
            continue  # places that have such a base, not one base each
        elif is_name(item + modifier, kind, verb) or (tail == "项目" and is_placed(item)):
            whole = kind != "building" or _WORK.match(tail) is not None
            yield start, end, item + (tail if whole else tail[-head:])


def _items(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a list between `start` and `end`."""
    at = start
    for m in _SEPARATOR.finditer(masked, start, end):
        if m.start() > at:
            yield at, m.start()
        at = m.end()
    if at < end:
        yield at, end


def coordinated(
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
        shared = _shared(masked, items, last, stop, kind)
        if shared is not None:
            tail = words[shared:end]
            if is_name(words[last:stop], kind, verb):
                for start, stop_ in [*items, (last, shared)]:
                    yield start, stop_, words[start:stop_] + tail
            return
        if _parallel(masked, begin, last, stop) or (kind == "structure" and "经" in masked[begin:last]):
            pass  # 污水全收集、全处理工程, 云江经青州、洛阳至白山高铁: one work with two verbs, one line
        elif kind != "campaign" or last == stop or not all(_is_part(masked, *item) for item in items):
            begin = last
    if kind in STRUCTURAL:
        for apart in _AND.finditer(masked, begin + 4, stop - 2):
            begin = apart.end()
    for apart in _QUOTED_AND.finditer(masked, begin, stop):
        begin = apart.end()
    if kind in ("site", "platform"):
        for apart in _THING_AND.finditer(masked, begin + 4, stop - 2):
            begin = apart.end()
    two = _TWO_WORKS.fullmatch(masked, begin, stop) if kind == "campaign" else None
    if two is not None and is_name(two["first"], kind, verb):
        yield begin, two.end("first"), words[begin : two.end("first")] + words[stop:end]
        begin = two.start("second")
    described = _DESCRIBED.match(masked, begin, end)
    if described is not None:
        begin = described.end()
    name = words[begin:end]
    if 4 <= len(name) <= _LONGEST_NAME and is_name(words[begin:stop], kind, verb):
        yield begin, end, name


def _parallel(masked: str, begin: int, last: int, stop: int) -> bool:
    """Whether the last item only repeats the shape of the one before: 污水全收集、全处理."""
    before = 2 * last - 1 - stop
    return stop - last <= 4 and before > begin and masked[before] == masked[last]


def _has_kind(masked: str, start: int, end: int) -> bool:
    """Whether an item says of which kind it is; of a hospital or school the end of its list says what is built of it."""
    return any(found.lastgroup != "institution" for found in KIND.finditer(masked, start, end))


def _is_part(masked: str, start: int, end: int) -> bool:
    """Whether an item is part of what a campaign is for, not a thing with a name of its own."""
    return end - start <= 6 and not (_OWN.search(masked, start, end) or _has_kind(masked, start, end))


def _may_be_named(masked: str, start: int, stop: int) -> bool:
    """Whether an item may be the proper name of a structure, whose kind stands at the end of its list."""
    return (
        2 <= stop - start <= 5
        and masked[stop - 1] not in _NOUN_ENDS
        and "经" not in masked[start:stop]
        and not _has_kind(masked, start, stop)
        and is_name(masked[start:stop], "structure")
    )


def _may_have(masked: str, start: int, end: int) -> bool:
    """Whether an item may be the place on which something is bestowed: 昆明, 青石经济技术开发区."""
    return 2 <= end - start <= (14 if masked.endswith(("区", "园"), start, end) else 5)


def _shared(masked: str, items: list[tuple[int, int]], last: int, stop: int, kind: str) -> int | None:
    """Where the words begin that the items of a list share, whose last one begins at `last`; None if they share none."""
    if masked[last - 1 : last + 1] == "”“" or (masked[last] == "“" and masked[last - 2] == "”"):
        close = masked.find("”", last, stop)
        return close + 1 if close >= 0 and all(masked[a] == "“" for a, _ in items) else None
    level = _BESTOWED.search(masked, last, stop)
    if (
        level is not None
        and _may_have(masked, last, level.start())
        and all(_may_have(masked, *item) for item in items)
    ):
        return level.start()
    if kind == "zone" and all(regions().named(masked[a:b]) for a, b in items):
        return last + len(next(iter(regions().beginning(masked[last:stop])), "")) or None
    if (
        kind == "campaign"
        and masked.startswith("行动", stop)
        and all(_ACTION.fullmatch(masked, a, b) for a, b in (*items, (last, stop)))
    ):
        return stop
    if (
        kind == "structure"
        and all(_may_be_named(masked, *item) for item in items)
        and _may_be_named(masked, last, stop)
    ):
        return stop  # 昌云、洛青高铁
    route = _ROUTE.search(masked, last, stop)
    if route is not None and all(_ROUTE.search(masked, a, b) for a, b in items):
        return route.end()
    return None
