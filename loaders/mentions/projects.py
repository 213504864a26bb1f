"""Projects: names in quotation marks, and names that end in 工程, 行动, 平台, 中心 and so on with a proper modifier.

`国家健康医疗、济南黄河等大数据中心` names two. A slogan in quotation marks is none, nor is a number of unnamed things
(100个智慧社区), nor a kind of thing (数据中心).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.outline import Range

__all__ = ["ProjectMention", "projects"]


@dataclass(frozen=True, slots=True)
class ProjectMention:
    """A project's name (expanded where the list gives its end once), and where it is written."""

    name: str
    start: int
    end: int


#: Ends of names, longer first; what may follow one without being part of a longer word.
_ENDS = (
    "先导区|试验区|示范区|集聚区|引导区|起步区|核心区|实验区|先行区|创新区|服务区|"
    "示范基地|产业基地|测试基地|物流基地|应用基地|基地|"
    "重点工程|工程|突破行动|专项行动|提升行动|行动|集聚计划|计划|"
    "大数据平台|平台|数据中心|大数据中心|适配中心|超算中心|中心|"
    "系统|大厅|超级节点|枢纽|数据库|资源库|语料库|人才库|指数|创新大赛|大赛|创新大会|博览会|宣传月活动|宣传周活动|宣传月|宣传周|"
    "通行卡（码）|试点|感知网|(?:救灾|应急|监测|服务|专用)网|产业链|研究院|实验室|共同体体系|专项资金|补偿资金|资金|母基金|补偿基金|基金|"
    "专用通道|出入口局|高速项目|高速公路|项目|综合管理体系|追溯体系|一卡通|大脑|智脑|大模型|算力网|一张网|一体化网络|“[\u4e00-\u9fff]{2,3}券”|服务中台|业务中台|中台|新区|工厂"
)
_END = re.compile(
    rf"(?:{_ENDS})(?:（[^（）]{{1,8}}）)?"
    r"(?=$|[，。；：！、）”]|建设|应用|功能|升级|能力|申建|改革|试点|深化|和(?!谐)|及|与|等|的|落|上|开发|管理服务|服务体系|互联互通|运行|任务|培育|为|作用|完善|实施|打造|深入)"
)
_VERBS = (
    "加快推进|加快建设|加快推动|深入推进|深入实施|深入开展|组织实施|推动组建|推动建设|推动实施|推进建设|支持建设|探索建设|规划建设|统筹建设|合作共建|继续实施|升级完善|持续完善|完善提升|优化提升|"
    "扎实推进|扎实开展|持续推进|持续推动|持续开展|争取|推动|推进|实施|建设|打造|搭建|(?<!机)构建|建成|建立|完善|深化|开展|升级|创建|申建|申报|设立|组建|组织|举办|依托|发挥|加快|支持|推广应用|推广|部署|布局|"
    "高标准建设|高水平建设|高质量建设|高标准打造|新培育|谋划储备|谋划|实现与|实现|聚力突破|突破|推出|壮大|加大|统筹规范|规范|引进|成为|做强做优|做大做强|做强|做优|用好|建好|启动|推行|提升|优化|发展|培育|纳入|接入|引导|鼓励|制定发布|发布|健全|强化|落实|利用|加强|形成|参与|协同推进|基本完成|完成|实行|围绕|通过|运用|争创"
)  # fmt: skip
_LEAD = re.compile(rf"(?:{_VERBS})(?:好|了|并)?")
#: Verbs that are nouns too, and stand inside names: 新型智慧城市建设创新大赛.
_NOMINAL = frozenset(
    [
        "建设",
        "发展",
        "提升",
        "创新",
        "优化",
        "培育",
        "推广",
        "利用",
        "升级",
        "应用",
        "推广应用",
        "强化",
        "服务",
        "形成",
        "实施",
        "完成",
        "建立",
        "参与",
        "通过",
        "发布",
    ]
)
_CAUSATIVE = ("支持", "鼓励", "引导", "推动", "促进")
_BUILDING = frozenset(("建设", "建立", "形成", "发展"))
_VAGUE = re.compile(
    r"^(?:一批|各类|各|多个|若干|一系列|系列|更多|相关|有关|重点|重大|重要|新建|这|该|其|全面|进一步|\d)|^.{0,3}(?:\d+|[一二三四五六七八九十]+)[个家项座处条]|\d+[个家项]|^基于|^.{0,3}(?:重点|重大)项目$|(?:发展|建设)试点$|个[\u4e00-\u9fff]{1,4}的|”“"
)
#: Many words before a quoted name describe it and are no part of it: 个人和企业全生命周期服务“双全双百”工程.
_LONG_BEFORE_QUOTE = re.compile(r"(?=[^“]*(?:和|及|服务|的))[^“]{7,}“")
_QUOTE = re.compile(r"“([^“”]{2,24})”")
_SLOGAN = re.compile(
    r"[，。；]|应[\u4e00-\u9fff]尽[\u4e00-\u9fff]|^一[\u4e00-\u9fff]{1,4}、|^(?:[加减乘除]法|逻辑集中|最后一公里|一把手|两重|两新|绿色通道|卡脖子|第一方阵|十[三四五]五)$|一.{1,3}一"
)
_GENERIC = {
    "平台", "中心", "系统", "工程", "行动", "基地", "数据中心", "大数据中心", "服务平台", "应用平台", "信息系统", "项目", "试点", "数据平台", "云平台", "重点工程",
    "公共服务平台", "创新平台", "管理系统", "业务系统", "数据库", "创新中心", "技术中心", "研究中心", "试点示范", "产业基地", "示范区", "资金", "专项资金", "实验室",
    "重点实验室", "实训基地", "孵化基地", "培训基地", "技术创新中心", "省级平台", "行业平台", "重点项目", "重大项目", "重大工程", "专项行动", "财政资金", "计划", "产业链", "研究院", "新区", "大模型", "工厂",
}  # fmt: skip


def projects(text: str, start: int, end: int) -> list[ProjectMention]:
    """The projects that the words between `start` and `end` name, each once, in order."""
    found: dict[str, ProjectMention] = {}
    for a, b in _clauses(text, start, end):
        for mention in (*_quoted(text, a, b), *_ended(text, a, b)):
            key = mention.name.replace("“", "").replace("”", "")
            inside = next((k for k in found if key in k or k in key), None)
            if inside is None:
                found[key] = mention
            elif (
                len(key) > len(inside)
                and _overlap(found[inside], mention)
                and not _LONG_BEFORE_QUOTE.match(mention.name)
            ):
                del found[inside]
                found[key] = mention
    return sorted(found.values(), key=lambda m: m.start)


def _overlap(a: ProjectMention, b: ProjectMention) -> bool:
    return a.start < b.end and b.start < a.end


def _clauses(text: str, start: int, end: int) -> Iterator[Range]:
    """The runs between sentence marks and commas outside brackets and quotation marks."""
    depth = 0
    at = start
    for i in range(start, end):
        c = text[i]
        if c in "（《“":
            depth += 1
        elif c in "）》”":
            depth = max(0, depth - 1)
        elif c in "。；\n" or (c in "，：" and depth == 0):
            if at < i:
                yield at, i
            at, depth = i + 1, 0
    if at < end:
        yield at, end


def _quoted(text: str, start: int, end: int) -> Iterator[ProjectMention]:
    """Names in quotation marks, with the noun that follows them where it ends a name (“双全双百”工程)."""
    for m in _QUOTE.finditer(text, start, end):
        inner = m[1]
        if _SLOGAN.search(inner) or not re.search(r"[\u4e00-\u9fff]", inner):
            continue
        after = re.compile(rf"(?!等)[\u4e00-\u9fff]{{0,8}}?(?:{_ENDS})").match(text, m.end(), end)
        behind = text[max(start, m.start() - 12) : m.start()]
        stop = after.end() if after and not _LEAD.search(after[0]) else m.end()
        led = _LEAD.search(behind) or behind.endswith(("”", "、"))
        if (
            stop > m.end()
            or led
            or re.search(r"(?:通|平台|工程|行动|大脑|云|超|城市|工厂|乡村|中台)$", inner)
        ):
            yield ProjectMention(text[m.start() : stop], m.start(), stop)


def _ended(text: str, start: int, end: int) -> Iterator[ProjectMention]:
    """Names told by their last word, after a verb that acts on them or in a list of such names."""
    if re.search(r"《[^》]*$", text[start:end]):
        return
    at = start
    for m in _END.finditer(text, start, end):
        if m.start() < at:
            continue
        if text[start : m.start()].count("《") > text[start : m.start()].count("》"):
            continue
        begin = _begin(text, at, m.start())
        name = text[begin : m.end()]
        listed = re.match(r"(?P<items>.*?)等(?P<tail>[^、]{2,})$", name)
        if listed and "、" in listed["items"]:
            yield from _listed(begin, listed)
        elif listed is None:
            *_, last = _pieces(name)  # what stands before 、 has an end of its own, or none
            last = re.sub(r"^(?:以及|[和及与])", "", last)
            if _proper(last):
                yield ProjectMention(last, m.end() - len(last), m.end())
        at = m.end()


def _begin(text: str, start: int, stop: int) -> int:
    """Where the name that ends at `stop` begins: after the last verb that is not itself part of the name.

    Verbs that names are made of (建设, 创新, 提升 ...) count only where a verb's place is: at the beginning of the
    clause or of an item, after another verb, or between who is supported and what is built.
    """
    words = text[start:stop]
    begin = 0
    before: re.Match[str] | None = None
    for m in _LEAD.finditer(words):
        if words[: m.start()].count("“") > words[: m.start()].count("”"):
            continue  # inside quotation marks
        adjacent = m.start() == begin or words[m.start() - 1 : m.start()] in "、，的和及并与将"
        supported = before is not None and before[0].startswith(_CAUSATIVE) and m[0] in _BUILDING
        if m[0] not in _NOMINAL or adjacent or (supported and m.end() < len(words)):
            begin = m.end()
            before = m
    return start + begin


def _pieces(name: str) -> Iterator[str]:
    """The items of a list of whole names: only the last ends in the word that was found."""
    depth = 0
    at = 0
    for i, c in enumerate(name):
        if c in "“（":
            depth += 1
        elif c in "”）":
            depth -= 1
        elif c in "、" and depth == 0:
            yield name[at:i]
            at = i + 1
    yield name[at:]


def _listed(begin: int, listed: re.Match[str]) -> Iterator[ProjectMention]:
    """`国家健康医疗、济南黄河等大数据中心`: each item with the end that the list gives once."""
    tail = listed["tail"]
    at = begin
    for item in listed["items"].split("、"):
        if len(item) >= 2 and not _VAGUE.match(item):
            whole = (
                item if item.startswith("“") and item.endswith("”") else item + tail
            )  # a quoted name is whole
            yield ProjectMention(whole, at, at + len(item))
        at += len(item) + 1


def _proper(name: str) -> bool:
    """Whether a name is more than the name of a kind of thing."""
    if name.count("“") != name.count("”") or name.count("（") != name.count("）"):
        return False
    bare = re.sub(r"^(?:的|和|及|与|以及|并|在|对|将|以|为|全国性|我省|我市)+", "", name)
    return (
        4 <= len(bare) <= 36
        and bare == name
        and bare not in _GENERIC
        and not _VAGUE.search(bare)
        and not re.search(r"[：；。！]", bare)
    )
