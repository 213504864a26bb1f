"""By when each figure is to be reached: which of the times of a run holds for which figure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.documents.plans import Frame
from loaders.mentions.quantities import Quantity
from loaders.mentions.times import Time
from loaders.structure.titles import five_year
from loaders.text import Range
from ontology.dates import PartialDate

__all__ = ["deadlines", "is_achieved"]

_YEAR_SAID = re.compile(
    r"(?<![比较自从由在])(?:(?P<year>(?:19|20)\d\d)年(?!以来|[底末]?的?基础|[底末]?以?前[^，。；\d]{2,8}的)|[“\"]?(?P<term>十[一二三四五六])五[”\"]?(?!以来|规划))"
)
_BREAK = re.compile(r"[。！\n]")


def is_achieved(text: str, start: int, figure: Quantity, frame: Frame) -> bool:
    """Whether a figure's year, or the last before it in its sentence, is over when the plan begins: achieved."""
    begins = (
        frame.years[0] if frame.years is not None else frame.issued.year if frame.issued is not None else None
    )
    if begins is None:
        return False
    if figure.year is not None:
        return figure.year < begins
    low = max(start, figure.start - 200)
    low = max(low, *(text.rfind(mark, low, figure.start) + 1 for mark in "。；！\n"))
    last = None
    for m in _YEAR_SAID.finditer(text, low, figure.start):
        last = int(m["year"]) if m["year"] else five_year(m["term"])[1]
    return last is not None and last < begins


def deadlines(
    text: str, run: Range, figures: Sequence[Quantity], stated: Sequence[Time], above: Time | None = None
) -> Iterator[Time | None]:
    """The time by which each figure is to be reached, of the `stated` times of its run.

    The last due time before it in its sentence that reaches it; else one behind it that no other figure follows; else
    the time that opened the paragraph (到2025年，……), which holds until another opens a sentence, and for the list
    below it; else the one `above` the run. A time in the clause of a part is that part's.
    """
    due = sorted((t for t in stated if t.due is not None), key=lambda t: t.start)
    due = _of_wholes(text, run[1], figures, due) if due else due
    due = [t for t in due if not _of_first(text, run, t, figures)]
    dated = due  # also what dates one figure alone: 由2.9人提高到2025年的3.93人
    due = [t for t in due if not text.startswith("的", t.end)]
    begun = [t.start for t in stated if t.kind == "Ongoing" and t.begins is not None and t.due is None]
    above = above or _time_above(text, run[0])
    if not dated and not any(figure.portion for figure in figures):
        yield from (above for _ in figures)
        return
    starts, ends = [t.start for t in due], [t.end for t in due]
    stands = [f.start for f in figures]
    breaks = [run[0] - 1, *(m.start() for m in _BREAK.finditer(text, *run)), run[1]]
    at = 0
    opening: Time | None = None
    for figure in figures:
        while breaks[at + 1] < figure.start:
            at += 1
            first = bisect_right(starts, breaks[at - 1])
            if first < len(due) and starts[first] < breaks[at]:
                opening = due[first] if _opens(text, breaks[at - 1], due[first]) else opening
            if text[breaks[at]] == "\n":
                opening = None
        if figure.portion:  # 其中6月底前完成4个
            yield next((t for t in stated if figure.quote[0] <= t.start < figure.start), None)
            continue
        if figure.year is not None:
            told = [t for t in dated if t.due == PartialDate(figure.year)]
            yield next((t for t in told if t.start >= figure.quote[0]), told[0] if told else None)
            continue
        before = bisect_right(ends, figure.start) - 1
        while before >= 0 and starts[before] > breaks[at] and not _reaches(text, due[before], figure.start):
            before -= 1
        if before > 0 and starts[before] > breaks[at] and _in_row(text, due[before - 1], due[before], figure):
            yield opening or above  # 2025年30万票、2026年60万票；电子签发率80%
            continue
        if before >= 0 and starts[before] > breaks[at]:
            if any(ends[before] <= start < figure.start for start in begun):
                yield None  # 6月底前发布指引，7月起开通通道，预审不超过5日
            elif (last := due[before].due) is not None and text.find("当年", ends[before], figure.start) >= 0:
                yield replace(due[before], due=PartialDate(last.year))
            else:
                yield due[before]
            continue
        inside = bisect_left(starts, figure.quote[0])
        if inside < len(due) and starts[inside] < figure.quote[1]:
            yield due[inside]
            continue
        behind = _behind(text, figure.end, min(breaks[at + 1], figure.end + _FAR), due, starts, stands)
        yield due[behind] if behind is not None else opening or above


#: Work of its own behind a time, of which the figures around tell nothing: 培训2000人次，9月底前完成用工摸底.
_OWN_WORK = re.compile(
    r"(?:出台|印发|制定|编制|修订|发布|公布|召开|报送|提交)|完成[^，。；\d]{0,12}(?:摸底|排查|调查|普查|选址|招标|方案|规划|编制|审查|论证|前期工作|"
    r"备案|申报|设计|评审|立项|征迁|拆迁|征收|采购|遴选|评选)"
)


def _reaches(text: str, time: Time, at: int) -> bool:
    """Whether a time holds for a figure at `at` behind it in its sentence.

    A semicolon ends the reach of 年底前, a month or a day that stands right before its own work (8月底前组织一次演练；
    补充物资30吨), and a comma does where that work is another (6月底前出台办法，改造管网20公里); a printed year,
    and a time with a comma behind it, hold for the sentence.
    """
    if text.startswith("，", time.end) or (
        time.due is not None and time.due.month == 0 and not time.year_inferred
    ):
        return True
    if _OWN_WORK.match(text, time.end, at) and text.find("，", time.end, at) >= 0:
        return False
    return text.find("；", time.end, at) < 0


_ROW = re.compile(r"[^，。；]{0,24}\d[\d.]*[^，。；\d]{0,8}[、，；]$")


def _in_row(text: str, earlier: Time, last: Time, figure: Quantity) -> bool:
    """Whether the last time before a figure is one of a row, each with its own figure, and ends before a semicolon."""
    if text.find("；", last.end, figure.start) < 0 or last.end == figure.start:
        return False
    between = text[earlier.end : last.start]
    return len(between) <= 40 and _ROW.fullmatch(between) is not None and text[last.end] not in "，；"


_CLAUSE_END = re.compile(r"[，。；）\n]")
#: The first of several, with a time of its own: 首批9月底前完成.
_FIRST = re.compile(r"(?:首|第一|前[一二两三])[批单期个家台条次届](?:[\u4e00-\u9fff]{0,6})?$")
_CLAUSE = re.compile(r"[^，。；：\n]*")


def _of_first(text: str, run: Range, time: Time, figures: Sequence[Quantity]) -> bool:
    """Whether a time is that of the first of several things, and no figure stands in its clause."""
    if _FIRST.search(text, max(run[0], time.start - 10), time.start) is None:
        return False
    clause = _CLAUSE.match(text, time.end, run[1])
    return clause is not None and not any(time.end <= f.start < clause.end() for f in figures)


def _of_wholes(text: str, end: int, figures: Sequence[Quantity], due: Sequence[Time]) -> list[Time]:
    """The times that are not those of parts: 新建12万平方米，其中一期8万平方米于6月底前完成."""
    parts = [part for figure in figures for part in figure.parts]
    by_time = {t.start for f in figures if f.portion for t in due if f.quote[0] <= t.start < f.start}
    due = [t for t in due if t.start not in by_time]
    if not parts or not due:
        return list(due)
    clauses: list[Range] = []
    for part in parts:
        closed = _CLAUSE_END.search(text, part.end, min(end, part.end + _FAR))
        clauses.append((part.start, closed.start() if closed is not None else part.end))
    starts = [start for start, _ in clauses]
    kept: list[Time] = []
    for time in due:
        n = bisect_right(starts, time.start) - 1
        if n < 0 or time.start >= clauses[n][1]:
            kept.append(time)
    return kept


#: The farthest that the time of a figure stands behind it.
_FAR = 200


#: A clause whose own subject stands before its time: 技术覆盖率85%，春季修剪工作于4月5日前全面完成.
_OTHER_SUBJECT = re.compile(
    r"[，。](?!其|该|全部|所有|各|均|上述|以上|项目|工程|任务|并|力争|确保|预计|计划)[^，。；、\d]{2,16}(?:工作|活动|会议|方案|评估|试验|调查|申报|验收)[于在须要]?$"
)

#: What is joined to another thing, whatever was reached before: 监控覆盖率达到95%，6月底前接入市级平台.
_JOINED = re.compile("接入|对接")
#: What is opened, and that it is: 新建停车位150个，农贸市场7月1日前开业.
_SUBJECT = re.compile(r"[，。][^，。；、\d]{2,12}$")
_OPENED = re.compile("(?:正式|对外|试)?(?:开业|开馆|开园|开放|营业|招生|开班|开学)")


def _is_of_other_work(text: str, start: int, time: Time, stop: int) -> bool:
    """Whether a time between `start` and `stop` is that of other work than what the figure before `start` is of."""
    if _OWN_WORK.match(text, time.end, stop) or _JOINED.match(text, time.end, stop):
        return True
    if _OPENED.match(text, time.end, stop) and _SUBJECT.search(text, start, time.start):
        return True
    return _OTHER_SUBJECT.search(text, start, time.start) is not None


def _behind(
    text: str, start: int, stop: int, due: Sequence[Time], starts: Sequence[int], figures: Sequence[int]
) -> int | None:
    """Which time stands between `start` and `stop`, in one clause run with them, with no figure behind it."""
    semicolon = text.find("；", start, stop)
    stop = semicolon if semicolon >= 0 else stop
    first = bisect_left(starts, start)
    if first == len(starts) or starts[first] >= stop or _is_of_other_work(text, start, due[first], stop):
        return None
    following = bisect_right(figures, starts[first])
    return first if following == len(figures) or figures[following] >= stop else None


_LABEL = re.compile(r"^[^，。；：\n]{1,10}：")


def _opens(text: str, low: int, time: Time) -> bool:
    """Whether a time opens the sentence that begins behind `low`, or what its label names: 养老方面：到2025年，."""
    lead = _LABEL.sub("", text[low + 1 : time.start]).strip(" “")
    return lead in ("到", "至") and text[time.end : time.end + 2].lstrip("”")[:1] == "，"


_HAN = "一二三四五六七八九十"
#: The marks of items, from the highest; a paragraph that begins with a short title is an item too: 产业能级更高。
_ITEM = re.compile(
    rf"[ ]*(?:(?P<chapter>（[{_HAN}]+）)|(?P<number>\d{{1,2}}[.．、])|(?P<bracketed>（\d{{1,2}}）)|"
    rf"(?P<lowest>——|[{_HAN}]是|[①-⑳●·■◆])|(?P<titled>[^，。；：！？“”《》\d\n]{{4,16}}。(?=[^\n])))"
)
_RANKS = {"chapter": 1, "number": 2, "bracketed": 3, "lowest": 4, "titled": 5}
_OPENING = re.compile(
    r"(?:[^\n。，]{1,20}。)?(?:【[^】\n]*】)?[ ]*(?P<time>[到至](?P<year>20\d\d)年[底末]?前?)，"
)


def _time_above(text: str, start: int) -> Time | None:
    """The time that opens the paragraph above a list of goals, for an item of the list that begins at `start`."""
    line = text.rfind("\n", 0, start) + 1
    rank = _rank(text, line)
    titled = rank == _RANKS["titled"]
    for _ in range(12):
        if rank == 0 or line == 0:
            return None
        before = text.rfind("\n", max(0, line - 2000), line - 1)
        if before < 0 < line - 2000:  # no line of a list is that long
            return None
        line = before + 1
        above = _rank(text, line)
        if above == _RANKS["titled"] and not titled:
            above = 0
        if above < rank:
            found = _OPENING.match(text, line)
            if found is not None and not (titled and "目标" not in found[0]):
                return Time("Due", *found.span("time"), due=PartialDate(int(found["year"])))
            rank = above
    return None


def _rank(text: str, line: int) -> int:
    """How low in the text's order the item stands that begins a line; 0 where none does."""
    item = _ITEM.match(text, line)
    return _RANKS[item.lastgroup or ""] if item is not None else 0
