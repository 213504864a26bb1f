"""Projects: names in quotation marks, and names that end in 工程, 行动, 平台, 中心 and so on with a proper modifier.

`国家中医药、大理洱海等大数据中心` names two. A slogan in quotation marks is none, nor is a number of unnamed things
(100个智慧社区), nor a kind of thing (数据中心), nor what stands in a title (《…》).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from loaders.mentions.plants import plants
from loaders.mentions.project_kinds import KIND, KIND_OR_QUOTATION, VAGUE, is_telling
from loaders.mentions.project_lists import coordinated, distributed, shared_end
from loaders.mentions.quoted_names import QUOTATION, is_quoted_name, placed_before, tail_after
from loaders.mentions.structures import STRUCTURAL, is_built_here
from loaders.mentions.verbs import LEAD, begin_of_name, ends_in_verb
from loaders.values import value

__all__ = ["ProjectMention", "project_of_title", "projects", "same_as_plan"]


@value
class ProjectMention:
    """A project's name (expanded where the list gives its end once), and where it is written."""

    name: str
    start: int
    end: int


#: A clause, with its quotations and short brackets whole; or a title, or a mark without its pair, which are passed by.
_CLAUSE = re.compile(
    r"((?:[^，。；：！？《“（\s|]++|“[^“”\n]{0,40}+”|（[^（）\n]{0,30}+）)++)|《[^《》\n]{0,120}+》?"
)
_INNER = re.compile(r"“[^“”]+(?=”)|（[^（）]+(?=）)")
#: A unit of a government, unless it is being built: 市农技中心.
_UNIT = re.compile(r"[省市县区州](?!级)[\u4e00-\u9fff]{2,12}中心")
#: A heading that names a project and nothing else: 高标准农田建设项目.
_HEADING = re.compile(
    r"\s*(?P<name>(?![\d.]+[亿万个项]|[亿个项])[^，。；：、“”《》|\n]{6,40}?(?:项目|工程)(?:[一二三四五]期)?(?:（[^（）\n]{1,10}）)?)\s*[；。]?"
)
_NO_HEADING = re.compile(r"实事|的|各类|一批|重大|重点(?=项目|工程)|推动|落实|加强|强化|做好|抓好")
#: How far before its kind a name is looked for.
_FARTHEST = 48
#: Words before a name that are no part of it: 第二批国家…试点, 年底前…平台, ②…工程.
_LOOSE = re.compile(
    r"(?:以及|并且|要?[建办设](?=“)|(?:总|计划)?投资[\d.]+[万亿]*元(?:建设)?|分别[为是]|[一二三四五六七八九十]是|[的和及与并好了对将以为从由向等、]|在(?!线)|一个|\d[\d.]*[万亿]?人次|[我本][省市县区]|各[地市]|各县区|"
    r"全国性|[新每]一轮|新一批|(?:第[一二三四五六七八九十\d]+|首)批|[①-⑳\d]+[.、．]|"
    r"[到至]?(?:\d{4}年(?!度)(?:年?[底末初中](?![国部小心医级]))?|(?:\d{4}年)?(?:[上下]半年|\d{1,2}月份?|年[底末初中])(?:[底末初]|[上中下]旬)?)"
    r"(?:之?前|以前)?|\d{4}年度)+"
)
#: To whom or where to a thing goes, before what it goes to (推送至…平台); 面向 and 导向 are of names.
_TOWARDS = re.compile(
    r"向(?<![面导定方走流朝转]向)(?![导心上日阳东西南北往荣])|把|将|会同|关于|针对|包括|包含|推送[至到给]|报送[至到给]|上传[至到给]|上报[至到给]|"
    r"归集[至到给]|汇聚[至到给]|录入[至到给]|移交[至到给]|共享[至到给]|同步[至到给]|迁移[至到给]"
)
#: What a name is shortened to, which is no part of it.
_ALIAS = re.compile(r"（(?:以下)?简称[^（）]*）$")
#: A count behind a kind of thing, which makes a class of it (建设服务平台3个), unlike a length.
_COUNTED = re.compile(
    r"(?!1[座个处所](?:[，。；、和]|$))\d(?![\d.]*[万亿]?(?:公里|千米|米|亩)|\d{3}年|\d?月)"
)
#: A day, which no name has in it: 物流中心7月1日项目.
_DAY = re.compile(r"\d月|\d日(?!间)")
#: A work that is joined to the thing after it: 直联点扩容升级和互联网交换中心.
_WORK_AND = re.compile(r"(?:升级|改造|扩容|扩建|建设|提升|工程)(?:以及|[和及与])")
#: Where a thing is built, before the thing: 现代农业园建设苗木基地.
_BUILDING_AT = re.compile(
    r"(?:[园镇乡县]|(?<![乡农])村|(?<!城)市|街道|新区|开发区)建设|(?:[市县区镇乡村园线]|区域|片区|组团|沿线)(?:布设|布局(?!优化|调整))|(?:现有|已有|原有|既有)[^、]{2,8}?建设"
)
_BUILT_KINDS = ("zone", "site", "platform", "fund")
#: Verbs that end no name of a thing of that kind: 在江镇建设基地, 在湖街道开展试点.
_WORKS = ("工程", "行动", "计划")
_MAKING = ("开展", "打造", "建立", "设立", "构建", "搭建", "实施", "建成", "启动")
_MAKING_OF = {
    "pilot": (*_MAKING, "先行", "率先"), "zone": (*_MAKING, "争创", "创建", "申报"), "site": (*_MAKING, "建设", "新建"), "platform": (*_MAKING, "建设", "新建"),
}  # fmt: skip
#: How much of it is worked on, before the name of the work: 实施古城内12条街巷整治工程.
_CARRIED_OUT = ("实施", "开展", "推进", "启动", "完成")
_EXTENT = re.compile(r"[^、“\d]{0,12}\d[\d.]*万?(?:条|处|座|所|户|栋|公里)(?!的)")
#: How long or large a structure is, before its name: 改建50公里以上农村公路.
_SIZE = re.compile(
    r"(?:[日年](?:供水|处理|加工|产|供)?(?:能力)?)?(?:[大]?约|近|逾|超过?|不少于|不低于|至少|达到?)?\d[\d.]*万?(?:公里|千米|米|亩|平方米|平方公里|吨|兆瓦|千瓦)(?:以上|左右|余)?的?"
)
#: What a thing should be like, and not which one it is: 全国重要的制造业基地.
_WISH = re.compile(r"全国|全球|国际|世界|国内|具有|有")
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


def project_of_title(text: str, start: int, end: int) -> ProjectMention | None:
    """The project that a heading or item between `start` and `end` is the name of, however common its words.

    A list of good works heads each with its name, or holds nothing else (`高标准农田建设项目；`); in running text the same
    is a kind of work.
    """
    found = _HEADING.fullmatch(text, start, end)
    if found is None or _NO_HEADING.search(found["name"]) or LEAD.match(text, found.start("name"), end):
        return None
    name = found["name"]
    return ProjectMention(name, *found.span("name")) if is_telling(name) else None


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
        alias = _ALIAS.search(name)
        if alias is not None:
            name, end = name[: alias.start()], end - len(alias[0])
        yield ProjectMention(name, offset + start, offset + end)
    for start, end in plants(masked, 0, len(masked)):
        yield ProjectMention(words[start:end] + "项目", offset + start, offset + end)
    if quoted:
        yield from _quoted(words, masked, offset)


def _hidden(inner: re.Match[str]) -> str:
    return inner[0][0] + "＿" * (len(inner[0]) - 1)


def _ended(words: str, masked: str, ends: list[int]) -> Iterator[tuple[int, int, str]]:
    """Names told by their last word, after a verb that acts on them or in a list of such names."""
    at = 0
    verb = ""  # holds for all items of a list
    for n, place in enumerate(ends):
        m = KIND.match(masked, place) if place >= at else None
        if m is None or (m.lastgroup in STRUCTURAL and _goes_on(masked, m.end(), ends[n + 1 : n + 4])):
            continue
        low = max(at, m.start() - _FARTHEST)
        begin = begin_of_name(masked, low, m.start())
        if begin is not None and begin > low:
            verb = masked[begin - 2 : begin]
        names = list(_named(words, masked, m, low, begin, verb)) if begin is not None else []
        # a structure may stand within a name (青石水库引水工程), and in a list of works (甲河引水、青石灌区等工程)
        if m.lastgroup not in STRUCTURAL or (names and not masked.startswith("等", m.end())):
            at = m.end()
        yield from names


def _named(
    words: str, masked: str, ending: re.Match[str], low: int, begin: int, verb: str
) -> Iterator[tuple[int, int, str]]:
    """The names that one kind of thing ends, which begin at `begin` or behind it; `low` is where the last one ended."""
    stop, at = ending.span()
    kind = ending.lastgroup or ""
    if masked.endswith(_MAKING_OF.get(kind, ()), begin, stop):
        return
    if "“" not in masked[begin:stop] and _COUNTED.match(masked, at) is not None:
        return
    if begin == low and masked.startswith("等", begin):
        return  # what the names before are: 等高速公路项目
    if kind in STRUCTURAL and (
        not is_built_here(kind, verb, masked, at) or ends_in_verb(masked, begin, stop)
    ):
        return
    begin = _trimmed(masked, begin, stop, kind, verb)
    if kind == "site" and _UNIT.fullmatch(masked, begin, at) and not is_built_here(kind, verb, masked, at):
        return
    listed = shared_end(masked, begin, at)
    if listed is None and begin > low and masked[begin - 1] == "、":  # behind a name that is whole
        listed = shared_end(masked, begin - 1, at)
    if _DAY.search(masked, begin, stop) or (listed is None and VAGUE.search(masked[begin:stop])):
        return
    of = masked.rfind("的", begin, stop)
    if of >= 0:
        if _WISH.match(masked, begin, of):
            return
        begin = of + 1
        if VAGUE.search(masked[begin:stop]):
            return  # 江州的两个园区
        listed = shared_end(masked, begin, at)
    if listed is not None:
        yield from distributed(words, masked, listed, kind, verb, at - stop)
    elif "等" not in masked[begin:stop]:
        yield from coordinated(words, masked, begin, ending, kind, verb)


def _trimmed(masked: str, begin: int, stop: int, kind: str, verb: str) -> int:
    """Where a name begins without the words behind its verb that are no part of it: times, purposes, extents."""
    loose = _LOOSE.match(masked, begin, stop)
    if loose is not None:
        begin = loose.end()
    for towards in _TOWARDS.finditer(masked, begin, stop):
        begin = towards.end()
    if kind in STRUCTURAL and (size := _SIZE.match(masked, begin, stop)) is not None:
        begin = size.end()
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
    return begin


def _goes_on(masked: str, at: int, ends: list[int]) -> bool:
    """Whether the structure that ends at `at` is named with another that belongs to it: 青石高铁及延伸线."""
    if not masked.startswith("及", at):
        return False
    comma = masked.find("、", at, at + _FARTHEST)
    return any((comma < 0 or end < comma) and KIND.match(masked, end) is not None for end in ends)


def _quoted(words: str, masked: str, offset: int) -> Iterator[ProjectMention]:
    """Names in quotation marks that no kind of thing follows."""
    previous = -1
    for m in QUOTATION.finditer(words):
        start, end = m.span()
        stop = tail_after(m[1], masked, end)
        listed = previous >= 0 and words[previous:start] in ("", "、", "和")
        if stop > end or is_quoted_name(m[1], masked, start, end, listed=listed):
            begin = placed_before(masked, start, work=m[1].endswith(_WORKS))
            yield ProjectMention(words[begin:stop], offset + begin, offset + stop)
            previous = stop
