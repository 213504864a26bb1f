"""Times: due dates, starts, recurrences and ongoing work, exactly as precise as the words.

2020年 and 2020年底前 are the year, 9月底前 and 9月 the month, 上半年 June, 一季度 March, 9月30日前 the day. A month without
a year takes the plan's year and says so. Years in titles, names, comparisons and periods are no times of work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from loaders.numerals import integer
from loaders.titles import five_year
from ontology.dates import PartialDate

__all__ = ["Time", "cell_times", "times"]


@dataclass(frozen=True, slots=True)
class Time:
    """A time that a text states for its work.

    `kind` is Due, Ongoing, Recurring or Staged; `year_inferred` where the year was not printed.
    """

    kind: str
    start: int
    end: int
    begins: PartialDate | None = None
    due: PartialDate | None = None
    year_inferred: bool = False
    completion: str | None = None
    recurrence: str | None = None


_POINT = re.compile(
    r"""
    (?:(?P<y>(?:19|20)\d\d)[ ]?年(?:度)?|(?P<relative>今年|本年度?|年内))?[ ]?
    (?:
        (?P<m>1[0-2]|0?[1-9])[ ]?月(?:份)?(?:(?P<d>[0-3]?\d)[ ]?日|(?P<part>上旬|中旬|下旬|[底末初]))?
      | (?P<half>上半年|下半年)(?:[底末])?
      | (?:第)?(?P<quarter>[一二三四1-4])季度(?:[底末])?
      | (?P<yearend>年?[底末终]|内)
    )?
    (?P<before>(?:之前|以前|前|之内|内|左右)(?!列|沿|期|瞻|景|后|往))?
    """,
    re.VERBOSE,
)
_ANCHOR = re.compile(
    r"(?:19|20)\d\d[ ]?年|今年|本年|年内|年底|年末|(?<!\d)(?:1[0-2]|0?[1-9])[ ]?月|[上下]半年|第?[一二三四1-4]季度"
)
_PLAN_END = re.compile(
    r"(?:到|至)?[“\"]?(?P<numeral>十[一二三四五六])五[”\"]?(?:时期)?(?:末|期末|收官)(?:年)?"
)
_QUOTED = re.compile(r"《(?:[^《》]|《[^《》]*》)*》|“[^”]*”")
_NOT_AFTER = re.compile(
    r"以来|以后|之后|后(?!续)|期间|比|同期|版|工作要点|以前年度|度的|年度|(?:的)?(?:基础|水平|数据|目标|任务|计划|预算|重点)|第|至今|、20\d\d|和20\d\d"
)
_NOT_BEFORE = re.compile(
    r"(?:每年|次年|翌年|上年|去年|自|从|比|较|以|与|截至|截止|基期为|期限为|同比|不早于|第|[—\-－~])[ ]?$"
)
_STARTS = re.compile(r"(?:起|开始|启动|动工|开工|开建|着手|实施启动)")
_RECURRING = re.compile(
    r"(?P<every>每(?P<n>两|[2-9])?(?P<of>半年|年度?|季度?|月|周|个?月))(?:至少|定期|不少于|底前?|组织|开展|举办|制定|发布|通报|调度|召开|认定|张榜|对|，|$|[\u4e00-\u9fff])|(?P<irregular>(?<!不)定期)(?!存|限|发布机制)"
)
_ONGOING = re.compile(
    r"持续(?:推进|实施|推动|开展|落实|坚持|用力|深化|加强|完善|进行)?|长期(?:坚持|推进|实施|任务)?|常态化?(?:推进|开展|坚持|实施|工作)?|全年(?:推进|开展|持续)?|日常工作|经常性"
)
_PERIOD = re.compile(
    r"(?P<from>(?:19|20)\d\d)[ ]?年?(?:(?P<fm>\d{1,2})月)?[ ]?(?:[—–\-－~～至到]{1,2})[ ]?(?P<to>(?:19|20)\d\d)[ ]?年(?:(?P<tm>\d{1,2})月)?"
)
_DONE = re.compile(r"[^，。；、]{0,14}?(?P<partly>基本)?(?P<done>完成|建成|实现)")
_RECURRENCE = {
    "年": "Yearly",
    "年度": "Yearly",
    "半年": "HalfYearly",
    "季": "Quarterly",
    "季度": "Quarterly",
    "月": "Monthly",
    "个月": "Monthly",
    "周": "Weekly",
}


def times(text: str, start: int, end: int, year: int | None) -> list[Time]:
    """The times that running text states for its work, in order. `year` is the plan's, for months without one."""
    hidden = [m.span() for m in _QUOTED.finditer(text, start, end)]
    found: list[Time] = []
    at = start
    for anchor in _ANCHOR.finditer(text, start, end):
        if anchor.start() < at or any(a <= anchor.start() < b for a, b in hidden):
            continue
        point = _POINT.match(text, anchor.start(), end)
        if point is None or point.end() == point.start():
            continue
        time = _point(text, start, end, point, year, strict=True)
        if time is not None:
            found.append(time)
        at = point.end()
    found.extend(_plan_ends(text, start, end))
    found.extend(_recurring(text, start, end, hidden))
    return sorted(_staged(text, found), key=lambda t: t.start)


def cell_times(text: str, start: int, end: int, year: int | None) -> list[Time]:
    """The times of a column, label or note that holds nothing else: 持续推进, 2020年基本完成, 2018—2020年."""
    found: list[Time] = []
    at = start
    for m in _PERIOD.finditer(text, start, end):
        begins = PartialDate(int(m["from"]), int(m["fm"] or 0))
        due = PartialDate(int(m["to"]), int(m["tm"] or 0))
        found.append(Time("Due", m.start(), m.end(), begins, due))
        at = m.end()
    for anchor in _ANCHOR.finditer(text, at, end):
        if anchor.start() < at or re.search(r"每年?[ ]?$", text[start : anchor.start()]):
            continue
        point = _POINT.match(text, anchor.start(), end)
        if point is None or point.end() == point.start():
            continue
        time = _point(text, start, end, point, year, strict=False)
        if time is not None:
            found.append(time)
        at = point.end()
    found.extend(_plan_ends(text, start, end))
    if not found:
        found.extend(_recurring(text, start, end, []))
    if not found and _ONGOING.search(text, start, end):
        found.append(Time("Ongoing", start, end))
    if len(found) == 1 and found[0].kind != "Ongoing":
        one = found[0]
        return [
            Time(one.kind, start, end, one.begins, one.due, one.year_inferred, one.completion, one.recurrence)
        ]
    return sorted(_staged(text, found), key=lambda t: t.start)


def _point(
    text: str, start: int, end: int, point: re.Match[str], year: int | None, *, strict: bool
) -> Time | None:
    """The time that a point names, unless the words around it say that it is none of the work."""
    bare_year = point["y"] and not any(point[g] for g in ("m", "half", "quarter", "yearend", "before"))
    if strict:
        behind = text[max(start, point.start() - 6) : point.start()]
        ahead = text[point.end() : min(end, point.end() + 8)]
        if _NOT_BEFORE.search(behind) and not re.search(r"(?:到|至|截至|截止)[ ]?$", behind):
            return _from(text, point, end, year) if re.search(r"(?:自|从)[ ]?$", behind) else None
        if _NOT_AFTER.match(ahead):
            return None
        if bare_year and not (re.search(r"(?:到|至|力争|确保|争取|计划|预计)[ ]?$", behind) or re.match(r"[，,]?(?:力争|实现|完成|基本|建成|达到|全面|全省|全市|全县|全区|将|要|再|新增|新建|计划|启动|开工|底)", ahead)
                              or (ahead[:1] in "，," and (not behind or behind[-1] in "。；，\n"))):  # fmt: skip
            return None
        if (
            point["m"]
            and not point["y"]
            and not (
                point["before"]
                or point["part"]
                or re.match(r"(?:完成|启动|开工|动工|建成|举办|召开|投|实现)", ahead)
            )
        ):
            return None
        if (point["half"] or point["quarter"]) and re.match(
            r"[^，。；]{0,2}(?:以来|末评估|分析|通报)", ahead
        ):
            return None
    when, inferred = _date(point, year)
    if when is None:
        return None
    after = text[point.end() : end]
    clause = re.match(r"[^，。；、]{0,10}", after)
    if (clause and re.match(r"(?:[^，。；、完建]{0,6}?)(?:动工|开工|开建|启动)", clause[0])) or re.match(
        r"起(?!草|来|步区|点)", after
    ):
        return Time("Due", point.start(), point.end(), begins=when, year_inferred=inferred)
    completion = None
    if done := _DONE.match(after):
        if done["partly"]:
            completion = "SubstantiallyCompleted"
        elif done["done"] == "完成":
            completion = "Completed"
    return Time("Due", point.start(), point.end(), due=when, year_inferred=inferred, completion=completion)


def _from(text: str, point: re.Match[str], end: int, year: int | None) -> Time | None:
    """A start: 自2025年起."""
    if not re.match(r"(?:起|开始)", text[point.end() : end]):
        return None
    when, inferred = _date(point, year)
    return (
        None
        if when is None
        else Time("Ongoing", point.start(), point.end(), begins=when, year_inferred=inferred)
    )


def _date(point: re.Match[str], year: int | None) -> tuple[PartialDate | None, bool]:
    """The date of a point, and whether its year was taken from the plan."""
    stated = int(point["y"]) if point["y"] else None
    of = stated or year
    if of is None:
        return None, False
    month = day = 0
    if point["m"]:
        month, day = int(point["m"]), int(point["d"] or 0)
    elif point["half"]:
        month = 6 if point["half"] == "上半年" else 12
    elif point["quarter"]:
        month = 3 * (integer(point["quarter"]) if not point["quarter"].isdigit() else int(point["quarter"]))
    try:
        return PartialDate(of, month, day), stated is None
    except ValueError:  # 2月30日: a slip of the text; the month is sure
        return PartialDate(of, month), stated is None


def _plan_ends(text: str, start: int, end: int) -> Iterator[Time]:
    for m in _PLAN_END.finditer(text, start, end):
        yield Time("Due", m.start(), m.end(), due=PartialDate(five_year(m["numeral"])[1]))


def _recurring(text: str, start: int, end: int, hidden: list[tuple[int, int]]) -> Iterator[Time]:
    for m in _RECURRING.finditer(text, start, end):
        if any(a <= m.start() < b for a, b in hidden):
            continue
        if m["irregular"]:
            yield Time("Recurring", m.start("irregular"), m.end("irregular"), recurrence="Irregular")
        elif not m["n"]:
            yield Time(
                "Recurring",
                m.start("every"),
                m.end("every"),
                recurrence=_RECURRENCE.get(m["of"], "Irregular"),
            )


def _staged(text: str, found: list[Time]) -> list[Time]:
    """Several due dates of one sentence are stages: 6月底前封顶，12月底前投用."""
    dated = sorted((t for t in found if t.kind == "Due" and t.due), key=lambda t: t.start)
    staged = {
        id(t)
        for a, b in pairwise(dated)
        if a.due != b.due and not re.search(r"[。\n]", text[a.end : b.start])
        for t in (a, b)
    }
    return [
        Time("Staged", t.start, t.end, t.begins, t.due, t.year_inferred, t.completion, t.recurrence)
        if id(t) in staged else t for t in found
    ]  # fmt: skip
