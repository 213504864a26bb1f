"""Times: due dates, starts, recurrences and ongoing work, exactly as precise as the words.

A text is scanned once for what a time may begin with; the words around a date say whether it is the time of some
work (`loaders.mentions.surroundings`). In a column, label or note that holds nothing else every date is one.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from loaders.mentions.dates import (
    DateRange,
    Point,
    compact_before,
    numeric_at,
    numeric_range_at,
    point_at,
    range_at,
    restated_at,
)
from loaders.mentions.recurrences import recurrence_at
from loaders.mentions.surroundings import (
    completion_after,
    completion_at,
    five_year_time,
    is_start,
    is_time_of_work,
    range_is_time_of_work,
    starts_from,
)
from loaders.structure.titles import five_year
from loaders.text import Range
from loaders.values import value
from ontology.dates import PartialDate

__all__ = ["Time", "cell_times", "times"]


@value
class Time:
    """A time that a text states for its work.

    `kind` is Due, Ongoing, Recurring or Staged; `year_inferred` where the year was not printed. One that is
    `undated` has words of a time, but nothing says of which year, or from when they count.
    """

    kind: str
    start: int
    end: int
    begins: PartialDate | None = None
    due: PartialDate | None = None
    year_inferred: bool = False
    completion: str | None = None
    recurrence: str | None = None
    #: Where the head of the column stands that tells the date of the words, if it does.
    headed: Range | None = None

    @property
    def undated(self) -> bool:
        """Whether the words name a time without telling the date."""
        return self.kind in ("Due", "Staged") and self.due is None and self.begins is None


_NUMERAL = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
#: What a time may begin with. 年内 before what adds up (年内新增, 年内累计) tells of a year as 全年 does, and not by when.
#: Each alternative looks back at its first character, so that the scan for anchors is
#: one search for one of those characters, before one of those that come second.
_ANCHOR = re.compile(
    rf"""[\d二今本明次翌全上下一三四五六七八九十第年春元汛庆秋午冬雨暖每按逐分定周月季力用争计起长持常]
    (?=[\d 月年.\-—–－~～/至到〇○零半季底末内终节耕旦期来之前收学周星两二三四五六七八九十一个照度调通例督会约争取划续态])(?:
      (?P<date>
        (?<!\d\d)(?:(?<=[12])[09]\d\d[ ]?(?=[年./\-—–－~～至到])|(?<=2)0\d\d(?=[01]\d(?:[0-3]\d)?(?!\d))|(?<=[1-9])(?=[0-2]?(?:[ ]?月|\.[0-3]?\d日?之?前))
          |(?<=2)\d年(?=[底末\d上下第一二三四])|(?<=0)(?=[1-9][ ]?月)
          |(?<=\d)(?=\d?[ ]?[—–\-－~～至到]{{1,2}}[ ]?\d{{1,2}}[ ]?月))
      | (?<=二)[〇○零][〇○零一二三四五六七八九]{{2}}年 | (?<=[今本明次翌全])年
      | (?<=[一二三四五六七八九])(?=月份?[底末上中下前]) | (?<=十)(?=[一二]?月份?[底末上中下前])
      | (?<=[上下])半年 | (?<=[一二三四1-4])季度 | (?<=第)[一二三四1-4]季度
      | (?<=年)(?:[底末]|内(?![部科容外陆需涵存的]|新增|累计|[运开]行|接待)|终(?=[前，、。；完基建实开启动力全投通交竣封主各]|$))
      | (?<=春)(?:节|耕)之?前 | (?<=元)旦之?前)
    | (?P<feast>(?<=[五七八])一(?:(?:国际)?劳动)?(?:节|假期)?[”"]?之?前 | (?<=汛)期?(?:来临|到来)?之?前 | (?<=[庆秋午])[节收]?之?前 | (?<=冬)季?(?:来临|到来)?之?前
      | (?<=[春秋])季(?:新?学期)?(?:开学)?之?前
      | (?<=雨)季(?:来临|到来)?之?前 | (?<=暖)[期季](?:来临|到来)?之?前)
    | (?P<plan>(?<=十)[一二三四五六]五)
    | (?P<round>(?<=每)[半年学季月周星两二三四五六个2-9] | (?<=定)期 | (?<=[按逐分])照?[周月季年]
      | (?<=[周月季])度?[调通例督会])
    | (?P<span>(?<=用)约?{_NUMERAL}(?:年|个月)(?:左右)?的?时间
      | (?:(?<=力)争|(?<=争)取|(?<=计)划)[^，。；、\n]{{0,4}}?{_NUMERAL}(?:年|个月)(?:左右)?(?:的?时间|之?内)
      | (?:(?<=[印颁下]发之日起)|(?<=[公发]布之日起)){_NUMERAL}(?:年|个月|周|天|日|个?工作日)之?内)
    | (?P<lasting>(?:(?<=（长)期|(?<=（持)续|(?<=（常)态化?)(?:坚持|推进|实施|开展)?(?=）)|(?<=[，；、]长)期(?:坚持|推进|实施|开展)(?=[，。；]|$))
    )""",
    re.VERBOSE,
)
_QUOTED = re.compile(r"《(?:[^《》\n]|《[^《》\n]*》){0,120}》|“[^“”\n]{0,80}”")
#: How far 自 stands before 起 at most: 自本实施方案印发之日起3个月内.
_LONGEST_SINCE = 20
#: What stands before 年底 or 年内 where they are part of another word or of a time long past.
_OTHER_YEAR_END = frozenset("去上往历学财近多几每十两一二三四五六七八九百数〇零0123456789青少老成中童")

_ONGOING = re.compile(r"持续|长期|长效|常态|全年|常年|日常|经常性|贯穿|不间断|一以贯之|滚动(?:推进|实施)")
_RELATIVE = re.compile(
    r"(?:印发|发布|下达|启动|批准|签订)[^，。；\n]{0,8}?\d|(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})(?:年|个月|个?工作日|天|日|周)(?:之?内|左右)|(?:本月|当月|(?<![\d一二三四五六七八九十])月)底|近期|中期|远期|立行立改|即[知行]即改|立即|即[时日起刻]|(?<![一-鿿])即办"
)
_AT_NEED = re.compile(r"适时|择机")
_SENTENCE_ENDS = re.compile(r"[。\n]")
_YEARS = re.compile(r"\s*((?:19|20)\d\d)\s*(?:年度?)?(?:[、和及]((?:19|20)\d\d)(?:年度?)?)*\s*")


def times(text: str, start: int, end: int, year: int | None, since: int | None = None) -> list[Time]:
    """The times that running text states for its work, in order.

    Args:
        text: the whole text.
        start: where the run begins.
        end: where it ends.
        year: the plan's year, for dates without one; without it they stay undated.
        since: the plan's first year: what was due before it is a report of what was done; `year` where not given.
    """
    first_year = since if since is not None else year
    found: list[Time] = []
    hidden: deque[tuple[int, int]] | None = None
    at = start
    for anchor in _ANCHOR.finditer(text, start, end):
        here = anchor.start()
        if here < at:
            continue
        if hidden is None:
            hidden = deque(m.span() for m in _QUOTED.finditer(text, start, end))
        while hidden and hidden[0][1] <= here:
            hidden.popleft()
        if hidden and hidden[0][0] <= here and anchor.lastgroup not in _MAY_BE_QUOTED:
            continue
        time, at = _at_anchor(text, start, end, anchor, year, strict=True)
        if time is not None and not _past(time, first_year):
            found.append(time)
    return _staged(text, _recurring_since(text, found))


#: Times that are written with quotation marks: “十四五”末, “五一”前.
_MAY_BE_QUOTED = ("plan", "feast")
#: What may stand between a start and what comes round from then on: 2023年起，每年.
_THEN = re.compile(r"起?[，,]?(?:全[省市县区州]|实行|建立|坚持|原则上)?")


def _recurring_since(text: str, found: list[Time]) -> list[Time]:
    """What comes round from a date on is one time: 2023年起，每年."""
    if len(found) < 2:
        return found
    kept: list[Time] = []
    for time in found:
        last = kept[-1] if kept else None
        if (
            time.kind == "Recurring"
            and last is not None
            and last.kind == "Ongoing"
            and last.begins is not None
            and last.due is None
            and _THEN.fullmatch(text, last.end, time.start)
        ):
            kept[-1] = replace(time, start=last.start, begins=last.begins, year_inferred=last.year_inferred)
        else:
            kept.append(time)
    return kept


_LONGEST_CELL = 2000


def cell_times(text: str, start: int, end: int, year: int | None) -> list[Time]:
    """The times of a column, label or note that holds nothing else: 持续推进, 2020年基本完成, 2018—2020年.

    No such cell is longer than `_LONGEST_CELL` characters; of a longer one, so many are read. What stands behind the end
    of a line or of a cell is read by itself, once for all the rows that say the same.
    """
    end = min(end, start + _LONGEST_CELL)
    if start and text[start - 1] not in "\t\n":
        return _in_cell(text, start, end, year)
    return [
        Time(t.kind, start + t.start, start + t.end, t.begins, t.due, t.year_inferred, t.completion, t.recurrence)
        for t in _of_words(text[start:end], year)
    ]  # fmt: skip


@lru_cache(maxsize=4096)
def _of_words(words: str, year: int | None) -> tuple[Time, ...]:
    return tuple(_in_cell(words, 0, len(words), year))


def _in_cell(text: str, start: int, end: int, year: int | None) -> list[Time]:
    if years := _YEARS.fullmatch(text, start, end):
        first, last = int(years[1]), int(years[2] or years[1])
        return [Time("Due", start, end, PartialDate(first) if last > first else None, PartialDate(last))]
    found: list[Time] = []
    at = start
    for anchor in _ANCHOR.finditer(text, start, end):
        if anchor.start() < at:
            continue
        time, at = _at_anchor(text, start, end, anchor, year, strict=False)
        if time is not None:
            found.append(time)
    found = _with_ongoing(text, start, end, found)
    if not found:
        if _AT_NEED.search(text, start, end):
            return [Time("Recurring", start, end, recurrence="Irregular")]
        return [Time("Due", start, end)] if _RELATIVE.search(text, start, end) else []
    if len(found) == 1:
        return [replace(found[0], start=start, end=end)]
    return _staged(text, found)


def _with_ongoing(text: str, start: int, end: int, found: list[Time]) -> list[Time]:
    """The times of a cell with its words of ongoing work: 2025年底前，并长期坚持 is two, 2025年持续推进 one with an end."""
    lasting = _ONGOING.search(text, start, end)
    if lasting is None or any(t.kind == "Ongoing" for t in found):
        return found
    if not found:
        return [Time("Ongoing", start, end)]
    last = found[-1]
    if last.kind == "Due" and last.due is not None and last.begins is None and last.due.month == 0:
        through = text[lasting.end() : last.start].removeprefix("推进").removeprefix("实施")
        if text[last.end : lasting.start()] == "" and text[last.end - 1] in "年度":
            return [*found[:-1], replace(last, kind="Ongoing")]
        if lasting.start() < last.start and through in ("至", "到"):
            return [*found[:-1], replace(last, kind="Ongoing")]
    return sorted([*found, Time("Ongoing", *lasting.span())], key=lambda t: t.start)


def _past(time: Time, first_year: int | None) -> bool:
    """Whether a time lies before the plan: what a text says of then is a report."""
    last = time.due or (time.begins if time.kind == "Due" else None)
    return last is not None and first_year is not None and last.year < first_year


def _at_anchor(
    text: str, start: int, end: int, anchor: re.Match[str], year: int | None, *, strict: bool
) -> tuple[Time | None, int]:
    """The time at an anchor, and where to go on; where `strict`, only if the words make it one of work."""
    here = anchor.start()
    time: Time | None
    if anchor.lastgroup == "round":
        time = _recurring(text, here, end)
    elif anchor.lastgroup == "plan":
        time = _five_years(text, start, end, here, strict=strict)
    elif anchor.lastgroup == "span":
        since = text.rfind("自", max(start, here - _LONGEST_SINCE), here) if text[here] == "起" else here
        time = Time("Due", since if since >= 0 else here, anchor.end())
    elif anchor.lastgroup == "lasting":  # 落实董事会职权（长期）
        time = Time("Ongoing", here, anchor.end())
    elif (
        between := range_at(text, here, end) or (None if strict else numeric_range_at(text, here, end))
    ) is not None:
        if strict and not range_is_time_of_work(text, start, end, between):
            return None, between.end
        time = _between(between, year)
        if strict and (degree := completion_after(text, between.end, end)) is not None:
            time = replace(time, completion=degree)
    else:
        if anchor.lastgroup == "feast" and here > start and text[here - 1] in "国中端入主供采":
            here -= 1
        point = point_at(text, here, end) or (compact_before if strict else numeric_at)(text, here, end)
        if point is None or (text[here] == "年" and here > start and text[here - 1] in _OTHER_YEAR_END):
            return None, here + 1
        point = restated_at(text, point, end) or point
        time = _at_point(text, start, end, point, year, strict=strict)
        return time, point.end
    return time, here + 1 if time is None else time.end


def _recurring(text: str, at: int, end: int) -> Time | None:
    every = recurrence_at(text, at, end)
    return Time("Recurring", every.start, every.end, recurrence=every.every) if every else None


def _five_years(text: str, start: int, end: int, at: int, *, strict: bool) -> Time | None:
    """“十四五”末 or “十四五”期间, with the words before it that belong to the time."""
    told = five_year_time(text, at + 3, end, strict=strict)
    if told is None:
        return None
    is_end, stop = told
    first, last = five_year(text[at : at + 2])
    begin = at - 1 if at > start and text[at - 1] in '“"' else at
    if begin > start and text[begin - 1] in "到至":
        begin -= 1
    return Time("Due", begin, stop, None if is_end else PartialDate(first), PartialDate(last))


def _between(between: DateRange, year: int | None) -> Time:
    """A range as one time; without a year of the plan 3—8月 stays undated."""
    begins, due = between.first.date(year), between.last.date(year)
    known = begins is not None and due is not None
    inferred = known and between.last.year is None
    return Time(
        "Due", between.start, between.end, begins if known else None, due if known else None, inferred
    )


def _at_point(
    text: str, start: int, end: int, point: Point, year: int | None, *, strict: bool
) -> Time | None:
    """What is due, begins, or goes on from a date."""
    when = point.date(year)
    inferred = when is not None and point.year is None
    onwards = starts_from(text, start, end, point)
    if onwards is None:
        if strict:
            return None
        onwards = text.startswith("起", point.end)  # a cell that says from when: 自3月1日起施行
    if onwards:
        return Time("Ongoing", point.start, point.end, begins=when, year_inferred=inferred) if when else None
    if not strict and point.whole:
        return Time("Ongoing", point.start, point.end, due=when if point.year is not None else None)
    if strict:
        if not is_time_of_work(text, start, end, point):
            return None
        if point.later and "每年" in text[max(start, point.start - 40) : point.start].rpartition("。")[2]:
            return None  # 每年开展评估，次年3月底前公布: of the year after each
    if when is not None and is_start(text, point.end, end):
        return Time("Due", point.start, point.end, begins=when, year_inferred=inferred)
    completion = completion_at(text, start, point, end)
    return Time("Due", point.start, point.end, due=when, year_inferred=inferred, completion=completion)


def _staged(text: str, found: list[Time]) -> list[Time]:
    """Several due dates of one sentence are stages: 6月底前封顶，12月底前投用."""
    if len(found) < 2:
        return found
    dated = [t for t in found if t.kind == "Due" and (t.due is not None or t.undated)]
    staged = {
        id(t)
        for a, b in pairwise(dated)
        if (a.due, a.undated and text[a.start : a.end]) != (b.due, b.undated and text[b.start : b.end])
        and not _SENTENCE_ENDS.search(text, a.end, b.start)
        for t in (a, b)
    }
    return [replace(t, kind="Staged") if id(t) in staged else t for t in found]
