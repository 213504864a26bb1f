"""Work that comes round: 每年, 每年3月底前, 每季度末, 按月, 定期."""

from __future__ import annotations

import re

from loaders.values import value

__all__ = ["Recurrence", "recurrence_at"]


@value
class Recurrence:
    """How often, by the term of the ontology, and where it is written; None for an interval without a term."""

    every: str | None
    start: int
    end: int


_TERMS = {
    "年": "Yearly", "年度": "Yearly", "学年": "Yearly", "半年": "HalfYearly", "季": "Quarterly", "季度": "Quarterly",
    "月": "Monthly", "月度": "Monthly", "周": "Weekly", "星期": "Weekly",
}  # fmt: skip
#: When within each round: 每年3月底前, 每季度末, 每月5日前, 每年第一季度.
_WITHIN = (
    r"(?:的?(?:第?[一二三四1-4]季度|[上下]半年|(?:1[0-2]|0?[1-9])(?:月?[—\-－~～至](?:1[0-2]|0?[1-9]))?月份?|[首末]月|第一个月|首个?工作日)?"
    r"(?:(?:[0-3]?\d)[日号]|年?[底末初]|[上中下]旬)?(?:之?前)?)"
)
_EVERY = re.compile(
    rf"每(?:(?P<n>[两二三四五六]|[2-9]|10)(?P<many>个?月|年|周|个?季度)|个?(?P<of>半年|季度?|月度?|周|星期|年度?|学年|学期))(?![龄边岁转长货]){_WITHIN}"
)
#: What makes 每年 a rate of pay and no time: 每人每年补助500元, 每月2000元.
_PER_HEAD = re.compile(r"[人户亩吨件台辆名生家套间个瓦时]$")
_MONEY = re.compile(r"[\d.,]+[百千万亿]*元")
_PAID = re.compile(r"[^，。；、\n]{0,16}?元")
_BY = re.compile(
    r"(?:按照?|逐|分)(?P<by>季度?|月度?|周|年度?)(?=调度|通报|督查|督办|分析|报送|报告|上报|推进|推动|开展|考核|评估|统计|监测|公布|发布|公开|更新|梳理|汇总|排名|会商|研判|跟踪|反馈|落实|组织|召开|实施|，|；|。|$)"
    r"|(?<![\d每按个上本当一二三四五六七八九十半两几逐])(?P<short>[周月季])度?(?:调度|通报|例会|督查|会商)"
)
_AT_INTERVALS = re.compile(r"(?<![法规约固确假商存])不?定期(?:(?:和|或|与|、)?不定期)?(?![存限间权])")


def recurrence_at(text: str, at: int, end: int) -> Recurrence | None:
    """The recurrence that begins at `at` (不定期 one before it), or nothing: a trend (逐年) and a rate of pay are none.

    不定期 is Irregular as the ontology defines it: repeated, without a word of how often.
    """
    first = text[at]
    if first == "每":
        m = _EVERY.match(text, at, end)
        if m is None or _MONEY.match(text, m.end(), end):
            return None
        if _PER_HEAD.search(text, max(0, at - 1), at) and _PAID.match(text, m.end(), end):
            return None
        return Recurrence(_TERMS.get(m["of"] or ""), at, m.end())
    if first == "定":
        begin = at - 1 if text[max(0, at - 1)] == "不" else at
        m = _AT_INTERVALS.match(text, begin, end)
        return Recurrence("Irregular", begin, m.end()) if m else None
    m = _BY.match(text, at, end)
    if m is None:
        return None
    return Recurrence(_TERMS[m["by"] or m["short"]], at, m.end())
