"""The columns of a table: what each holds, by the words of its head.

A head is told by its words alone: 序号, 重点任务, 牵头单位, 完成时限 make a table of tasks, 指标, 单位, 2025年 one of
targets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from loaders.values import value

__all__ = ["ACCOUNTABLE", "Column", "columns", "is_goals", "is_head_word"]

#: The kinds of column that name who is accountable.
ACCOUNTABLE = ("lead", "cooperating", "responsible")


@value
class Column:
    """A column: its kind, and the words of its head (empty where the head has none)."""

    kind: str
    name: str


_BODY = r"(?:单位|部门|主体|处室|科室|机构|股室|中心)"
_PEOPLE = (
    r"(?:领导|责任人|联系人|负责人|负责同志|牵头人|责任同志|经办人|[省市县区州盟旗链林路田组]长|召集人|专员"
    r"|电话|方式|姓名|职务)"
)
_YEAR = r"(?:(?:19|20)\d\d年?(?:度)?|“?十[一二三四五六]五”?)"

#: The kinds by the words of the head, the more special first.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"(?:序|编|任务|项目|工作|指标|序列)*(?:序号|编号|号)|No\.?", re.I)),
    ("person", re.compile(rf".*{_PEOPLE}(?:及.*)?")),
    ("status", re.compile(
        r".*(?:已完成|实际完成|完成(?:工作)?量|完成率).*|(?:当前|目前|实际|完成|预计完成).*进度"
        r"|.*(?:进展|(?:进展|推进|完成|落实|办理|整改|实施|建设|执行)情况)|.*取得的?成效|[1一][—\-－~～至到](?:1[0-2]|[2-9])月.*"
    )),
    ("overseer", re.compile(rf".*(?:评分|考核|考评|监督|督查|督办|督导|审核|验收|认定|填报|报送){_BODY}")),
    ("binding", re.compile(r"(?:指标|目标)?属性|(?:指标|目标)?性质|指标类型|约束性/预期性")),
    ("lead", re.compile(rf".*(?:牵头|主办|主责|第一责任)(?:责任|负责)?(?:[省市县区州]级|[省市县区州]直)?{_BODY}?")),
    ("cooperating", re.compile(
        rf".*(?:配合|协办|参与|参加|协同|协作|协助|支持|会办|联办)(?:责任|落实|实施)?(?:[省市县区州]级|[省市县区州]直)?{_BODY}?"
    )),
    ("responsible", re.compile(
        rf".*(?:责任|负责|承办|承担|实施|落实|执行|主管|建设|推进|完成|项目|业主){_BODY}.*|.*(?:责任|职责|任务|部门|工作)?分工|{_BODY}"
    )),
    ("stage", re.compile(
        rf"第?[一二三四1-4]季度.*|[上下]半年.*|{_YEAR}(?:底|末)?(?:前)?(?:年度)?(?:工作|建设|推进|重点|阶段)?"
        r"(?:目标|任务|计划|内容|安排|进度|措施)?|(?:1[0-2]|[1-9])月[底末]?(?:前)?"
    )),
    ("time", re.compile(r".*(?:时限|时间|期限|节点|年限|工期|进度|周期|时序|完成日期).*")),
    ("heading", re.compile(r".*(?:类别|类型|领域|板块|分类|方面|大类|一级|模块|篇章)(?:名称)?")),
    ("place", re.compile(r".*(?:地点|地址|所在地|位置|[施设]区域)|(?:涉及|所属|实施)(?:乡镇|镇街|镇|区域|街道)")),
    ("other", re.compile(
        r".*(?:备注|说明|依据|来源|出处|金额|投资|资金|情况|进展|是否|评分|分值|成果).*"
    )),
    ("title", re.compile(r".*(?:名称|任务类型|实事|重点项目|专项行动)")),
    ("work", re.compile(r".*(?:工作|任务|内容|措施|举措|事项|目标|要求|项目|做法|要点|清单|重点|改革|计划|指标).*")),
    ("unsure", re.compile("疑为单位")),  # a head given to a column of units whose roles are unknown
)  # fmt: skip

#: The kinds of a table of targets, whose heads mean other things: there 单位 is the unit of a figure.
_GOAL_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", _KINDS[0][1]),
    ("binding", re.compile(r".*(?:属性|性质|约束性|预期性)|指标类型|类型")),
    ("value", re.compile(
        rf"(?:到|至)?{_YEAR}(?:底|末)?(?:年)?(?:规划|预期|发展|建设|阶段|工作)?(?:目标|值|数|指标|预期|规划|计划)*"
    )),
    ("heading", re.compile(r".*(?:类别|领域|板块|分类|方面|大类|一级指标|类)")),
    ("indicator", re.compile(r".*(?:指标|目标名称)(?:名称|内容)?|(?:指标)?名称|.*目标任务")),
    ("measure", re.compile(r"(?:计量|计算|指标)?单位")),
    ("time", re.compile(r".*(?:时限|时间|期限|节点|日期).*")),
    *((kind, words) for kind, words in _KINDS if kind in (*ACCOUNTABLE, "person", "status", "overseer")),
    ("growth", re.compile(r".*(?:年均|增速|增长|增幅|累计|提高|变化).*")),
    ("base", re.compile(rf".*(?:现状|基期|基准|基数|实际|完成|初值|预计).*|{_YEAR}基础.*")),
    ("value", re.compile(
        r"(?:本?年度|全年|阶段|总体|规划|预期|发展|计划|工作)*(?:目标|指标)(?:值|数|要求)?|规划值|预期值|计划值"
    )),
    ("other", re.compile(r".*(?:备注|说明|依据|来源|出处)")),
)  # fmt: skip

_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|[〔［\[][^〕］\]]*[〕］\]]")
_SPACES = re.compile(r"\s+")
_NO_HEAD = re.compile(
    r"[。，；！？：:]|^(?:明确|清晰|详细|简要|列出|确保)|^(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[章节部条]|\d{1,2}[.．、])|(?:表|方案|通知|意见)$|.{5}清单$|.(?:19|20)\d\d年.{4}|(?:19|20)\d\d年.{8}|\d{5}|^(?!(?:19|20)\d\d$)\d+$"
)
_BOTH = re.compile(
    r"(?:牵头|主办).*(?:及|和|与|、|/).*(?:责任|配合|参与|协同|负责|协办)|责任.*(?:及|和|与|、|/).*(?:牵头|配合)"
)
_SEVERAL = re.compile(rf"{_BODY}(?:及|和|与|、|/)")
#: The people of the units, in the same cells: 牵头单位及主要负责人, 责任领导及责任单位.
_AND_PEOPLE = re.compile(
    rf"(?<=[位门体室构心])(?:及|和|与|、|/)其?(?:主要|具体|分管|直接)?{_PEOPLE}$|"
    rf"^(?:责任|分管|牵头|包保|具体)*{_PEOPLE}(?:及|和|与|、|/)(?=.*{_BODY}$)"
)


#: How far things are, and whatever else the column tells: 目前完成情况、存在问题及下一步工作措施.
_PROGRESS = re.compile(
    r"(?:目前|当前|截至[^，。；]{0,10}?|已)?(?:工作|任务)?(?:完成|进展|推进|落实|办理)情况[、及和与][^，。；]{2,20}$"
)


@lru_cache(maxsize=4096)
def _kind(name: str, *, goals: bool) -> str | None:
    """The kind of column that a head names; None where the words are no head."""
    bare = _SPACES.sub("", _BRACKETS.sub("", name)) or _SPACES.sub("", name)
    if not goals and _PROGRESS.match(bare):
        return "status"
    if not bare or len(bare) > 16 or name[0] in "（([" or _NO_HEAD.search(bare):
        return None
    if not goals and name.rstrip("）)").endswith(("%", "％")):
        return "status"
    if not goals:
        bare = _AND_PEOPLE.sub("", bare)
        if _BOTH.search(bare) or (_SEVERAL.search(bare) and "责任" in bare):
            return "responsible"  # its cells say who does what
    kind = next((kind for kind, words in (_GOAL_KINDS if goals else _KINDS) if words.fullmatch(bare)), None)
    return None if kind in _FREE and len(bare) > _LONGEST_FREE else kind


#: The kinds whose heads are told by a word anywhere in them: longer words are a sentence that has it.
_FREE = ("work", "title", "heading", "other", "place")
_LONGEST_FREE = 13


#: No name of a column is longer.
_LONGEST_NAME = 24


def is_head_word(name: str) -> bool:
    """Whether some words may be the head of one column."""
    return len(name) <= _LONGEST_NAME and (
        _kind(name, goals=False) is not None or _kind(name, goals=True) is not None
    )


def columns(names: Sequence[str]) -> list[Column] | None:
    """The columns whose heads are `names`, or nothing where they are not the head of a table of tasks or targets.

    An empty name is a column without a head. Most of the names must be known, and together they must say
    what is to be done and by whom or when, or what is measured and how much.
    """
    if any(len(n) > _LONGEST_NAME and not n.isspace() for n in names):  # as in most rows
        return None
    given = [n for n in names if n.strip()]
    if len(given) < 2:
        return None
    for goals in (True, False):
        kinds = [_kind(n, goals=goals) if n.strip() else None for n in names]
        known = {k for k in kinds if k is not None}
        if sum(k is not None for k in kinds) < 0.7 * len(given):
            continue
        if goals and not ("indicator" in known and known & {"value", "base"}):
            continue
        if goals and known & {*ACCOUNTABLE} and not any("指标" in n or "名称" in n for n in given):
            continue  # 目标任务 that somebody answers for are tasks
        found = [Column(k or "other", n.strip()) for k, n in zip(kinds, names, strict=True)]
        if goals:
            return found
        if _of_tasks(known, given):
            return _named_apart(_divided(_measured(found)))
    return None


_TASK_WORDS = re.compile(r"任务|措施|举措|工作|实事|改革|重点")
_WORK_NAMES = re.compile(rf"{_TASK_WORDS.pattern}|项目|工程|事项")
#: Heads of a time by which something is to be done, and not of one that a procedure takes.
_DONE_BY = re.compile(
    r"(?:完成|办结|推进|实施|落实|建成|整改|销号).*(?:时间|时限|期限|节点)|时间节点|(?:时限|进度)要求"
)
#: Heads of lists that are no plans: catalogues of what is published, powers, posts, purchases, inspections.
_OTHER_LISTS = re.compile(
    r"责任事项|追责|主讲|授课|公开(?:依据|渠道|方式|对象|主体|层级|责任)|(?:法律|设定|实施)依据|办理(?:条件|流程|地点)|行使层级|招聘|岗位|学历|单价|采购|"
    r"中标|处罚|抽查|检查(?:对象|方式)|成绩|考生|河长|湖长"
)


def _of_tasks(known: set[str], names: Sequence[str]) -> bool:
    if not known & {"work", "title"} or any(_OTHER_LISTS.search(n) for n in names):
        return False
    if "work" not in known and not any(_WORK_NAMES.search(n) for n in names):
        return False
    if known & {"lead", "cooperating"} or any("责任" in n or "负责" in n or "分工" in n for n in names):
        return bool(known & {*ACCOUNTABLE, "person"})
    if {"responsible", "time"} <= known and any(_DONE_BY.search(n) for n in names):
        return True
    tasked = any(_TASK_WORDS.search(n) for n in names)
    return tasked and bool(known & {"responsible", "time", "stage", "number"})


def _measured(found: list[Column]) -> list[Column]:
    """Of a table that says who is responsible in a column of its own, one of bare 单位 holds the units of figures."""
    bare = [n for n, c in enumerate(found) if c.name in ("单位", "计量单位")]
    if bare and any(c.kind in ACCOUNTABLE and n not in bare for n, c in enumerate(found)):
        for n in bare:
            found[n] = Column("measure", found[n].name)
        for n, column in enumerate(found):
            if "目标" in column.name and "任务" not in column.name:
                found[n] = Column("value", column.name)
    return found


def _divided(found: list[Column]) -> list[Column]:
    """Beside a column of units, one of 细化分工 or 任务分工 divides the work and names nobody."""
    if any(c.kind in ACCOUNTABLE and not _DIVISION.fullmatch(c.name) for c in found):
        return [Column("work", c.name) if _DIVISION.fullmatch(c.name) else c for c in found]
    return found


_DIVISION = re.compile(r".*(?:细化|任务|工作)分工")


def _named_apart(found: list[Column]) -> list[Column]:
    """Of 重点任务 and 具体措施 the first names the work, and the second tells it."""
    work = [n for n, c in enumerate(found) if c.kind == "work"]
    if len(work) > 1 and all(c.kind != "title" for c in found):
        found[work[0]] = Column("title", found[work[0]].name)
    return found


def is_goals(found: Sequence[Column]) -> bool:
    """Whether the columns are those of a table of targets."""
    return any(c.kind == "indicator" for c in found)
