"""Times that a text states once for several pieces of work: headings of a time, and sentences for all of it.

一、2025年6月底前完成的任务 heads what is due then; 以上任务2025年12月底前全部完成, 所有任务于2025年底前完成 and
完成时限：2025年12月底 speak of tasks as such. What a text says of one piece of work is none of these, nor is a goal
(力争到2025年全省城镇化率达到65%).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from loaders.mentions.dates import point_at, range_at
from loaders.mentions.times import Time, cell_times
from loaders.values import value

__all__ = [
    "LONGEST_LINE",
    "Reach",
    "SharedTime",
    "heading_time",
    "labelled_time",
    "leading_time",
    "shared_times",
]

#: What a sentence speaks of: what stands above it, below it, the whole plan by its name, or all tasks.
Reach = Literal["above", "below", "plan", "all"]


@value
class SharedTime:
    """A time stated for several pieces of work: what it speaks of, and where its words stand.

    `of_kind` says that not all tasks are meant, but all of one kind (各项改革任务).
    """

    start: int
    end: int
    reach: Reach
    time: Time
    of_kind: bool = False


_LEADS = re.compile(r"(?:到|至|于|在|自|从|截至|力争|确保)*[ ]?")
_URGED = r"(?:要|须|需要?|应当?|必须|拟|计划|力争|确保|均|一律|务必|全部|全面|基本|按期|按时|按要求|率先|集中|高质量|予以|逐步)*"
_OF_WORK = r"(?:各项|重点|主要|具体|工作|整改|年度|改革|建设|目标(?=任务)|民生|攻坚|整治|治理|专项|阶段性?)*"
_TASKS = r"(?:任务|工作|事项|项目|措施|举措|问题|内容)(?:清单)?"
_COUNT = r"(?:[（(][^（）()\n]{1,12}[）)])?"

#: What follows the time in a heading that holds nothing else.
_HEADS = re.compile(
    rf"[，,]?{_URGED}(?:完成|启动|开工|建成|出台|办结|落实|整改到位|见效|实施|推进|达标|销号|投用|达到)?的?"
    rf"{_OF_WORK}(?:{_TASKS}|实事|安排|要点|计划|清单)?{_COUNT}[：:。]?"
)
_LASTING = re.compile(
    rf"(?:需|须|要)?(?:长期|持续|常态化?|长效|经常性)(?:性|化)?(?:坚持|推进|开展|实施|抓好|落实|推动)?的?{_OF_WORK}{_TASKS}{_COUNT}[：:。]?"
)
#: The bracket that ends a heading; a time in it is that of the work, a period only where it is called a phase.
_BRACKETED = re.compile(
    r"[（(〔](?:(?:完成|整改|办理)?(?:时限|期限|时间)[：:])?(?P<time>[^（）()〔〕\n，；]{2,30}?)(?P<done>完成|启动|建成)?[）)〕]。?$"
)
_PHASE = re.compile(r"阶段|[近中远前后]期|步骤?(?:[（(〔]|$)")
#: No heading or line that is but a time is longer.
LONGEST_LINE = 60


def heading_time(text: str, start: int, end: int, year: int | None) -> Time | None:
    """The time that a heading states for what stands below it, or nothing.

    The heading holds nothing else (2025年6月底前完成的任务, 一季度重点工作, 长期坚持的事项), or ends with it in brackets.
    `year` is the plan's, for times without one.
    """
    while start < end and text[start] in " \t":
        start += 1
    if not 2 <= end - start <= LONGEST_LINE:
        return None
    if _LASTING.fullmatch(text, start, end) is not None:
        return Time("Ongoing", start, end)
    lead = _LEADS.match(text, start, end)
    at = lead.end() if lead is not None else start
    stop = _date_end(text, at, end)
    if stop is not None and _HEADS.fullmatch(text, stop, end) is not None:
        return _told(text, start, end, year)
    bracket = _BRACKETED.search(text, start, end)
    if bracket is None or text.find("》", start, end) >= 0:
        return None
    at = bracket.start("time")
    stop = _date_end(text, at, bracket.end("time"))
    if stop != bracket.end("time"):
        return None
    phase = _PHASE.search(text, start, bracket.start() + 1) is not None
    bounded = text[stop - 1] in "前底末内" and range_at(text, at, stop) is None
    if not (phase or bounded or bracket["done"]):
        return None
    return _told(text, at, bracket.end("done") if bracket["done"] else stop, year)


def _date_end(text: str, at: int, end: int) -> int | None:
    """Where a date or a range of dates ends that begins at `at`; all of a year (全年) is none."""
    between = range_at(text, at, end)
    if between is not None:
        return between.end
    point = point_at(text, at, end)
    return point.end if point is not None and not point.whole and not point.adrift else None


def _told(text: str, start: int, end: int, year: int | None) -> Time | None:
    told = cell_times(text, start, end, year)
    return told[0] if len(told) == 1 and not told[0].undated else None


_LABEL = re.compile(
    r"[ \t（【〔(]*(?:\d{1,2}[.、])?(?:总体|任务|工作)?(?:完成|整改|办理|实施|行动|整治|创建|推进|工作|活动|建设)(?:时限|期限|时间|时段)(?:要求|安排)?"
    r"[】〕]?(?:[：:]|[ \t]*\n|(?<=】)|(?<=〕))[ \t]*(?:自|从|为|于|到|至|在|截至)?"
)
_LABEL_ENDS = re.compile(r"(?:之?前)?(?:全部|全面|基本)?(?:完成|结束|止)?[。）】〕)]*")


def labelled_time(text: str, start: int, end: int, year: int | None) -> Time | None:
    """The time of a line that is a label of times and a time: 完成时限：2025年12月底; or nothing."""
    if end - start > LONGEST_LINE:
        return None
    label = _LABEL.match(text, start, end)
    stop = _date_end(text, label.end(), end) if label is not None else None
    if label is None or stop is None or _LABEL_ENDS.fullmatch(text, stop, end) is None:
        return None
    return _told(text, label.end(), stop, year)


_LEADING = re.compile(rf"(?:[：:]|(?:{_TASKS}|实事|清单){_COUNT}[：:]?)$")


def leading_time(text: str, start: int, end: int, year: int | None) -> Time | None:
    """The time of a line without a number that heads what follows: 2025年6月底前完成：, 3月底前完成的任务; or nothing.

    2025年6月底前完成。 alone in a line is the time of what stands above it.
    """
    if end - start > LONGEST_LINE or _LEADING.search(text, max(start, end - 24), end) is None:
        return None
    return heading_time(text, start, end, year)


_PLAN = r"本(?:行动|工作|实施|分工)?(?:方案|计划|清单|意见|要点|通知|表|台账)(?:中|内)?(?:所列|所?确定|明确|提出|列出|涉及|部署|安排|规定)?的?"
_SUBJECT = (
    rf"(?:(?P<above>(?:以上|上述|前述|上列)(?:各项|所有|全部)?的?)|(?P<below>(?:以下|下列)(?:各项|所有|全部)?的?)"
    rf"|(?P<plan>{_PLAN}(?:各项|所有|全部|上述)?|(?:方案|计划|清单|意见)(?:中|内)?(?:所列|所?确定|明确|提出)的(?:各项|所有|全部)?)"
    rf"|(?P<all>各项|所有|全部(?:的)?|其余(?:各项)?|其他(?:各项|所有)?))"
    rf"(?P<kind>(?:重点|主要|具体|工作|目标|年度|整改|改革|建设|民生|整治|创建|治理|专项|攻坚|实事|试点|改造|创新)*){_TASKS}"
)
#: Tasks that have no time of their own: 未注明完成时限的任务.
_UNTIMED = (
    r"(?P<untimed>(?:未|没有|无)(?:作|有)?(?:特别|单独|另行|具体|特殊|明确)*(?:注明|明确|标明|标注|列明|说明|规定|要求)?(?:具体|明确)?的?"
    r"(?:完成|办理|整改)?(?:时限|期限|时间|说明)(?:要求|说明|节点)?的(?:各项|所有)?(?:工作|重点)?(?:任务|工作|事项|措施|项目)?"
    r"|(?:(?:完成|办结|整改)(?:时限|期限|时间)(?:要求)?，?)?除[^，。；\n]{0,8}(?:注明|明确|标明|标注|说明|规定)[^，。；\n]{0,8}外，?(?=均|一律|全部|都)"
    r"|(?:完成|办结|整改)(?:时限|期限|时间)(?:要求)?(?=均|统一|一律))"
)
_BETWEEN = re.compile(
    r"(?:，?(?:除|另)[^。；\n]{2,24}?(?:外|的))?(?:，?请?各[^，。；\n]{0,10}?(?:单位|部门|乡镇|街道|镇街|地区?|县区|区县|责任人))?(?:，?由[^，。；\n]{2,30}?(?:负责|牵头))?，?"
    r"(?:原则上|均|都|全部|一律|要|须|应当?|必须|需|务必|务(?=于|在)|确保|力争|统一|的|为|，|[ ]|(?P<limit>(?:完成|办结|整改)?(?:时限|期限|时间)(?:要求)?(?:均|统一|原则上|一律)*(?:为|是|：)?)|按|最迟|不迟于|至迟)*"
    r"(?:于|在|到|至|截至|自|从)?[ ]?"
)
_SAID = re.compile(rf"{_SUBJECT}|{_UNTIMED}")
#: Where such words may begin, which is searched for in a tenth of the time: their first characters.
_MAY_BE_SAID = re.compile(
    r"以(?=[上下])|上(?=[述列])|前(?=述)|下(?=列)|本(?=[行工实分方计清意要通表台])|方(?=案)|计(?=划)|清(?=单)|意(?=见)|各(?=项)|所(?=有)"
    r"|全(?=部)|其(?=[余他])|未|没(?=有)|无|完(?=成[时期])|办(?=[理结][时期])|整(?=改[时期])|除"
)
_DONE = re.compile(
    rf"[，,]?{_URGED}(?:实现)?(?:完成(?:任务|工作|整改|改造|建设|治理|整治|销号|验收)?|落实到位|整改到位|整改完毕|办结|办理完毕|落实|见效|到位"
    r"|实施完毕|完工|竣工|销号|清零|执行到位)(?:任务|工作)?(?=[。；，！：:\n）)]|$)"
)
_LIMIT_ENDS = re.compile(r"(?:完成)?(?=[。；，\n）)]|$)")
#: What stands before a mere 各项任务 at most: it speaks of all tasks where the clause begins with it.
_BEGINS = re.compile(
    r"(?:^|[。；，：:\n（(】〕\s.、])(?:注|备注|说明)?[：:]?(?:(?:确保|力争|保证|推动|督促|除[^，。；\n]{2,20}外，?))*$"
)
#: The same with the time first: 2025年12月底前全面完成以上任务.
_COMPLETED = re.compile(rf"[，,]?{_URGED}(?:完成|落实|办结){_SUBJECT}(?=[。；，！\n）)]|$)")
_BEFORE_TIME = re.compile(r"(?:[^，。；：\n]{0,16}(?:要|须|应|力争|确保|务必|必须))?(?:于|在|到|至|，|[ ])*")
_CLAUSE = re.compile(r"[。；，：:\n（(]")
_REACH = 60


def shared_times(text: str, start: int, end: int, year: int | None) -> Iterator[SharedTime]:
    """The sentences between `start` and `end` that state a time for tasks as such, in order.

    `year` is the plan's, for times without one.
    """
    after = seen = start
    for begins in _MAY_BE_SAID.finditer(text, start, end):
        at = begins.start()
        said = _SAID.match(text, at, end) if at >= seen else None
        if said is None:
            continue
        seen = said.end()
        if at < after:
            continue
        if (found := _subject_first(text, start, end, said, year)) is not None or (
            said["untimed"] is None and (found := _time_first(text, start, end, said, year)) is not None
        ):
            after = found.end
            yield found


def _subject_first(
    text: str, start: int, end: int, said: re.Match[str], year: int | None
) -> SharedTime | None:
    """以上任务2025年12月底前全部完成; 未注明完成时限的任务，完成时限均为2025年12月底."""
    if said["all"] and _BEGINS.search(text, max(0, said.start() - _REACH), said.start()) is None:
        return None
    between = _BETWEEN.match(text, said.end(), end)
    at = between.end() if between is not None else said.end()
    stop = _date_end(text, at, end)
    if stop is None:
        return None
    limited = (between is not None and between["limit"] is not None) or said["untimed"] is not None
    done = _DONE.match(text, stop, end) or (_LIMIT_ENDS.match(text, stop, end) if limited else None)
    if done is None:
        return None
    time = _told(text, at, done.end(), year)
    return _shared(said, time, said.start(), done.end()) if time is not None else None


def _time_first(text: str, start: int, end: int, said: re.Match[str], year: int | None) -> SharedTime | None:
    """2025年12月底前全面完成以上任务."""
    low = max(start, said.start() - _REACH)
    begins = [start] if low == start else []
    for begin in [*begins, *(m.end() for m in _CLAUSE.finditer(text, low, said.start()))]:
        lead = _BEFORE_TIME.match(text, begin, said.start())
        at = lead.end() if lead is not None else begin
        stop = _date_end(text, at, said.start())
        if stop is None:
            continue
        done = _COMPLETED.match(text, stop, end)
        if done is not None and done.end() >= said.end():
            time = _told(text, at, said.start(), year)
            return _shared(said, time, at, done.end()) if time is not None else None
    return None


def _shared(said: re.Match[str], time: Time, start: int, end: int) -> SharedTime:
    reach: Reach = "above" if said["above"] else "below" if said["below"] else "plan"
    if said["all"]:
        reach = "all"
    return SharedTime(start, end, reach, time, of_kind=bool(_OF_KIND.search(said["kind"] or "")))


_OF_KIND = re.compile(r"整改|改革|建设|整治|创建|治理|专项|攻坚|试点|改造|创新")
