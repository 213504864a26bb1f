"""Whether a text is a plan: no sign decides alone, the signs are weighed against each other.

For a plan speak its title, items that name who is accountable, items that begin with verbs of work, the headings of
plans, how it says what it is (制定本方案), and that it speaks for a government. Against it speak articles, the words
of announcements, procedures, courts, statistics, news, reports on what was done, questions and answers, firms and
persons. Texts of all these kinds have numbered items too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from loaders.documents.carrying_out import only_carries_out
from loaders.documents.other_texts import weight_against
from loaders.documents.undertakings import is_led_to, tells_done, undertaking
from loaders.measures.drafts import Draft
from loaders.mentions.work import begins_with_work, names_work
from loaders.structure.outline import Node, walk
from loaders.structure.titles import is_private, is_title, names_plan
from loaders.text import Range

__all__ = ["is_plan"]

#: From this weight on a text is a plan.
_ENOUGH = 3.0
#: How far signs are looked for: an opening tells what a text is.
_HEAD = 3000
_WORDS = 48

#: How a plan says what it is.
_MAKES_ITSELF = re.compile(
    r"(?:制定|制订|提出|编制|形成|特制|明确)了?(?:本|此|如下|以下|该)[^。，；\n]{0,14}(?:方案|计划|要点|措施|意见|规划|纲要|举措|清单|政策|任务|分工|安排)"
)
_ANNOUNCES = re.compile(
    r"(?:实事|实事项目|重点工作|重点任务|目标任务|工作任务|主要任务|重点项目|工作要点|工作安排)"
    r"[^；\n]{0,24}?(?:如下|分别是|分别为|：)[：。]?[ ]*(?:$|(?=[（一1]))"
    r"|[省市县区州镇乡][^。；：\n]{0,16}(?:定下|确定)了?(?:这些|以下|如下|下列)[^。，；：\n]{0,8}(?:目标|任务)"
    r"[：↓]?[ ]*$",
    re.MULTILINE,
)
_WORK_HEADING = re.compile(
    r"(?P<opening>总体要求|总体思路|总体目标|指导思想|工作目标|主要目标|发展目标|基本原则|目标任务)"
    r"|(?P<work>(?:重点|主要|工作|具体|目标)任务|重点工作|工作措施|主要措施|重点举措|工作内容|工作重点)"
    r"|(?P<ensuring>保障措施|组织保障|组织实施|组织领导|工作要求|推进措施|实施步骤|工作步骤|规划实施|进度安排)"
)
_LABEL = re.compile(r"(?:责任|牵头|配合|协办|主办|承办|实施)(?:单位|部门|主体)|完成时限|部门分工|按职责分工")
_GOVERNMENT = re.compile(
    r"人民政府|(?:全|我|本)(?:省|市|县|区|州|盟|旗|镇|乡|域)|政府|(?:各|有关|相关|主管)部门|各地|各级|党中央|国务院|[省市县区]委|管委会|街道|乡镇"
)
_OTHER_TITLE = re.compile(
    r"(?:公告|公示|条例|办法|规定|规则|章程|制度|准则|通报|总结|汇报|报告|讲话|致辞|判决书|裁定书|合同|协议|协议书|指南|须知|简介|纪要|启事|声明|心得|体会|论文|范文|问答|名单|简历|预案|标准|规程|规范|说明书|倡议书|公报|答复|批复|建议|简报)$"
)
#: Titles of reports on work done, and of collections of them, which go on to plans (2023年工作总结及2024年工作计划).
_SUMMARY = re.compile(r"总结|回顾|范文|汇编|述职|\d篇|情况(?:及|和|暨|与)|亮点")
_ARTICLED = ("措施", "举措", "政策", "方案", "计划", "行动", "条")
_TAIL = re.compile(r"(?:[（(〔][^（(〔]{1,24}[）)〕]|[》”])+$")


def is_plan(
    text: str,
    run: Range,
    title: str | None,
    drafts: Sequence[Draft],
    roots: list[Node],
    *,
    tabled: bool = False,
    planned: int | None = None,
) -> bool:
    """Whether a text is a plan, by the weight of all signs for and against.

    Args:
        text: the clean text of the document.
        run: where the text in question stands.
        title: its title.
        drafts: what would be its measures.
        roots: its outline.
        tabled: whether it holds a table of goals, as a list of goals without further measures does.
        planned: where a table of goals begins that says that its figures are planned.
    """
    named = title is not None and names_plan(title)
    start, end = run
    head = min(end, start + _HEAD)
    if not drafts and not named and planned is not None:
        return _sets_goals(text, start, planned, title) and weight_against(text[start:head]) < _ENOUGH
    if not drafts:
        nodes = [n for n in walk(roots) if n.lines]
        said = any(_usual(text, n) for n in nodes) or _MAKES_ITSELF.search(text, start, head)
        opened = named and (tabled or len(nodes) >= 5 or bool(nodes and said))
        opened = opened or _is_sent(text, start, head, nodes) or _is_built_so(text, start, head, nodes)
        return opened and weight_against(text[start:head]) < _ENOUGH
    accountable = sum(bool(d.cells) or any(p.note and p.note.mentions for p in d.passages) for d in drafts)
    articles = sum(d.node is not None and d.node.kind == "article" for d in drafts) * 2 > len(drafts)
    if articles and accountable < 2 and not (named and _bare(title or "").endswith(_ARTICLED)):
        return False
    if not accountable and only_carries_out(text, start, drafts):
        return False
    weight = _title_weight(title, named=named) + _items_weight(text, drafts, accountable)
    if weight < _ENOUGH + _MOST_AGAINST:
        weight += _words_weight(text, start, head) + _headings_weight(text, roots)
        undertaken = undertaking(text, run, [d.number for d in drafts], drafts[-1].start)
        if not (named or accountable) and is_led_to(text, drafts[0].start):
            words = (d.title or d.body[0] for d in drafts if d.title or d.body)
            if undertaken.weight <= 0 or tells_done(text, words):
                return False  # a list within the sentences of another text
        weight += undertaken.weight
        if title is None and (drafts[0].number or 0) > 1 and _plans_figures(text, start, head):
            weight += 1.5  # an excerpt from the midst of a plan
        weight -= weight_against(text[start:head], news=not undertaken.told)
    return weight >= _ENOUGH


#: To whom a government sends what it has made: 各市、县（市、区）人民政府，省政府直属各单位：.
_ADDRESSED = re.compile(
    r"[ ]*(?:各|有关)[^\n。；]{0,60}(?:政府|部门|单位|机构|委员会|管委会|办事处)[^\n。；]{0,60}：[ ]*$",
    re.MULTILINE,
)


#: What a text that begins with its preface is made for: 为贯彻落实《…》精神，结合自治区实际，提出如下实施意见。
_GROUNDED = re.compile(
    r"[ ]*(?:为|根据|按照)[^\n]{0,400}结合[^\n。，]{0,12}(?:[省市县区州盟旗镇乡]|地区)[^\n。，]{0,6}实际"
    r"[^\n。]{0,24}。[ ]*$",
    re.MULTILINE,
)


def _is_sent(text: str, start: int, head: int, nodes: Sequence[Node]) -> bool:
    """Whether a text that has lost its title says to whom it is sent or what for it is made, and opens as plans do."""
    return (
        (_ADDRESSED.match(text, start, head) or _GROUNDED.match(text, start, head)) is not None
        and _MAKES_ITSELF.search(text, start, head) is not None
        and any((found := _usual(text, node)) and found.lastgroup == "opening" for node in nodes)
    )


#: What only the plan of a country or an area has among its goals.
_OF_AN_AREA = re.compile("(?:国内|地区)生产总值|国民经济")


def _is_built_so(text: str, start: int, head: int, nodes: Sequence[Node]) -> bool:
    """Whether a text that has lost its title has the chapters with which plans of governments open, and their goals."""
    headings = {found[0] for node in nodes if (found := _usual(text, node)) and found.lastgroup == "opening"}
    return (
        len(headings) >= 2
        and any("目标" in heading for heading in headings)
        and (
            _OF_AN_AREA.search(text, start, head) is not None
            or len({found[0] for found in _GOVERNMENT.finditer(text, start, head)}) >= 2
        )
    )


#: Figures that are aimed at: 力争产值达500亿元, 全年新增企业20家以上.
_AIMED = re.compile(
    r"(?:力争|确保)[^。；]{0,30}?\d"
    r"|(?:全年|年内|年底前)(?:新增|新建|完成|实现|培育|建成)[^。；]{0,30}?\d[^，。；]{0,6}以上"
)


def _plans_figures(text: str, start: int, end: int) -> bool:
    """Whether an opening aims at several figures."""
    return sum(1 for _ in islice(_AIMED.finditer(text, start, end), 2)) == 2


#: What stands above or in a table of goals of a government: 云岭市2025年主要预期目标, 约束性.
_PUBLIC = re.compile(
    r"[\u4e00-\u9fff]{2}[省市县区州盟旗镇乡](?![场长])|十[一二三四五六]五|政府|约束性|预期性"
)
_NO_GOALS = re.compile(r"公司|集团|学校|医院|班级|个人|销售|门店|统计|公报|总结|(?:完成|运行|执行)情况")


def _sets_goals(text: str, start: int, table: int, title: str | None) -> bool:
    """Whether the words above a table of goals are those of a government, and not of a firm or a report."""
    if title is not None and (
        is_private(title) or _SUMMARY.search(title) or _OTHER_TITLE.search(_bare(title))
    ):
        return False
    low = max(start, table - _HEAD)
    return _PUBLIC.search(text, low, table + _HEAD) is not None and _NO_GOALS.search(text, low, table) is None


#: Above this weight the words against need not be looked for.
_MOST_AGAINST = 8.0


def _bare(title: str) -> str:
    return _TAIL.sub("", title.strip())


def _title_weight(title: str | None, *, named: bool) -> float:
    if title is None:
        return 0.0
    if is_private(title) or _SUMMARY.search(title):
        return -4.0
    if named:
        return 4.0
    if _OTHER_TITLE.search(_bare(title)):
        return -2.5
    return 1.5 if is_title(title) else 0.0


def _items_weight(text: str, drafts: Sequence[Draft], accountable: int) -> float:
    """What the items say: how many name who is accountable, and how many begin with work."""
    weight = (0.0, 2.0, 4.5)[min(accountable, 2)]
    if accountable and 3 * accountable >= len(drafts):
        weight += 1.0
    if len(drafts) > 1 and (drafts[0].number or 1) > 1:
        weight += 0.5  # an excerpt whose numbers go on from what stood before
    works = sum(_works(text, d) for d in drafts)
    share = works / len(drafts)
    if share >= 0.6:
        weight += min(2.5, 1.0 + (0.75 if share >= 0.9 else 0.5) * works)
    elif share >= 0.3:
        weight += 1.0
    return weight


def _works(text: str, draft: Draft) -> bool:
    """Whether an item says what is to be done, in its title or at the head of its body."""
    if draft.title is not None:
        a, b = draft.title
        title = text[a:b].strip()
        if begins_with_work(title[:_WORDS]) or names_work(title):
            return True
    return any(begins_with_work(text[a : min(b, a + _WORDS)].lstrip()) for a, b in draft.body[:1])


def _words_weight(text: str, start: int, end: int) -> float:
    """What the opening says of itself, and whether it speaks for a government."""
    weight = 2.0 if _MAKES_ITSELF.search(text, start, end) or _ANNOUNCES.search(text, start, end) else 0.0
    if _LABEL.search(text, start, end):
        weight += 1.0
    public = len({found[0] for found in _GOVERNMENT.finditer(text, start, end)})
    return weight + min(1.0, 0.5 * public)


def _usual(text: str, node: Node) -> re.Match[str] | None:
    """One of the usual headings of plans, where a node begins with it."""
    a, b = node.lines[0]
    return _WORK_HEADING.search(text, a, min(b, a + 16))


def _headings_weight(text: str, roots: list[Node]) -> float:
    """The usual headings of plans, and headings above the items that say what is to be done."""
    said: set[str | None] = set()
    heads = works = 0
    for node in walk(roots):
        if not node.lines:
            continue
        a, b = node.lines[0]
        if found := _usual(text, node):
            said.add(found.lastgroup)
        elif node.children and b - a <= 40:
            heads += 1
            words = text[a:b]
            works += begins_with_work(words) or names_work(words)
    weight = min(3.0, 1.5 * len(said))
    if heads and works >= 0.6 * heads:
        weight += 1.0
    return weight
