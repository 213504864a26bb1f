"""Dates as plans write them: a year, a month, a day, a half or quarter of a year, its end; and ranges of them.

How precise a date is, is the text's matter: 2025年 and 2025年底前 are the year, 9月底前 and 9月 the month, 上半年
June, 一季度 March, 9月30日前 the day. Whether a date is the time of some work, `loaders.mentions.times` says.
"""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.numerals import integer
from loaders.values import value
from ontology.dates import PartialDate

__all__ = [
    "FEAST",
    "DateRange",
    "Point",
    "compact_before",
    "numeric_at",
    "numeric_range_at",
    "point_at",
    "range_at",
    "restated_at",
]


@value
class Point:
    """A date in a text: its place, and what is printed of it.

    `year` is None where none is printed, and `later` the years that a word such as 明年 lies after the plan's.
    `bounded` has a word that makes it a limit: 前, 底, 内; `whole` is all of a year (全年); `adrift` is a festival at
    the turn of the year, of which the plan's year does not tell the year.
    """

    start: int
    end: int
    year: int | None
    later: int = 0
    month: int = 0
    day: int = 0
    bounded: bool = False
    whole: bool = False
    adrift: bool = False

    def date(self, year: int | None) -> PartialDate | None:
        """The date, in the plan's `year` where none is printed; None where neither is known."""
        if self.year is not None:
            of = self.year
        elif year is None or self.adrift:
            return None
        else:
            of = year + self.later
        return _date(of, self.month, self.day)


@lru_cache(maxsize=4096)
def _date(year: int, month: int, day: int) -> PartialDate:
    try:
        return PartialDate(year, month, day)
    except ValueError:  # 2月30日: a slip of the text; the month is sure
        return PartialDate(year, month)


@value
class DateRange:
    """Two dates with a dash or 至 between them; a year or month given once holds for both.

    `bounded` has words that make it a time of work whatever follows: 起至, 前, 止.
    """

    start: int
    end: int
    first: Point
    last: Point
    bounded: bool = False


_BEFORE = r"前(?![列沿期瞻景后往三半置端身述款移进来去台]|提(?![交供升]))|之前|以前|之内|内(?![部科容外陆需涵])|为止|左右"
_HAN_MONTH = r"十[一二]?|[一二三四五六七八九]"
#: Festivals and seasons; before each of them is some time of its year, however far.
FEAST = r"[“\"]?[五七八]一(?:(?:国际)?劳动)?(?:节|假期)?[”\"]?|春节|元旦|(?:国庆|中秋|端午)节?|(?:[入主]?汛期?|入冬|冬季|雨季|[供采]暖[期季])(?:来临|到来)?|春耕|秋收"
_POINT = re.compile(
    rf"""
    (?:(?P<y>(?:19|20)\d\d)[ ]?年(?:度(?!计|目|任|工|考|预|评|报))?
      |(?<!\d)(?P<short>2\d)年(?=[底末\d上下第一二三四])
      |(?P<han>二[〇○零][〇○零一二三四五六七八九]{{2}})年
      |(?P<this>今年|本年度?)|(?P<next>明年|次年|翌年))?[ ]?
    (?:
        (?:(?P<m>1[0-2]|0?[1-9])|(?P<hm>{_HAN_MONTH}))[ ]?月份?[ ]?
            (?:(?P<d>[0-3]?\d|(?P<hd>二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九]))[ ]?[日号](?:（含）)?
              |(?P<part>[上中下]旬|[底末初]|月底|月末))?
      | 第?(?P<half>[上下])半年(?:[底末])?
      | (?:第|前)?(?P<quarter>[一二三四1-4])季度(?:[底末])?
      | 年?(?P<yearend>[底末终]|内(?![部科容外陆需涵])) | (?P<whole>全年)
      | (?P<term>[春秋]季(?:新?学期)?(?:开学)?(?!招生))
      | (?P<feast>{FEAST})(?=之?前(?![往后]))
    )?[ ]?
    (?P<before>{_BEFORE})?
    """,
    re.VERBOSE,
)


def point_at(text: str, at: int, end: int) -> Point | None:
    """The date that begins at `at`, or nothing where what stands there is none."""
    m = _POINT.match(text, at, end)
    if m is None or m.end() == at:
        return None
    year: int | None = None
    if m["y"]:
        year = int(m["y"])
    elif m["short"]:  # 25年6月底
        year = 2000 + int(m["short"])
    elif m["han"]:
        year = integer(m["han"].replace("○", "〇"))
    relative = m["this"] or m["next"]
    month, day = _month(m)
    finer = (
        month or m["yearend"] or m["whole"] or m["feast"] or (m["term"] and (year or relative or m["before"]))
    )
    if not (year or relative or finer):
        return None
    stop = m.end()
    while stop > at and text[stop - 1] == " ":
        stop -= 1
    return Point(
        at,
        stop,
        year,
        later=1 if m["next"] else 0,
        month=month,
        day=day,
        bounded=bool(m["before"] or m["yearend"] or m["part"] or m["feast"]),
        whole=bool(m["whole"]),
        adrift=m["feast"] in ("春节", "元旦") and not relative,
    )


#: Festivals that fall on the same day each year; before them is as exact as before that day.
_DAYS = {"五": (5, 1), "七": (7, 1), "八": (8, 1), "国": (10, 1), "元": (1, 1)}


def _month(m: re.Match[str]) -> tuple[int, int]:
    if m["feast"]:
        return _DAYS.get(m["feast"].lstrip('“"')[0], (0, 0))
    if m["m"] or m["hm"]:
        day = (integer(m["hd"]) if m["hd"] else int(m["d"])) if m["d"] else 0
        return int(m["m"]) if m["m"] else integer(m["hm"]), day
    if m["half"]:
        return (6 if m["half"] == "上" else 12), 0
    if m["quarter"]:
        return 3 * integer(m["quarter"]), 0
    return 0, 0


def restated_at(text: str, point: Point, end: int) -> Point | None:
    """A date that the bracket behind it tells more exactly, as one: 汛期前（6月15日前）, 年底前（12月20日前）; or nothing."""
    day = point.day and re.search("[日号]", text[point.start : point.end])  # a festival's is not printed
    if not point.bounded or day or not text.startswith("（", point.end, end):
        return None
    exact = point_at(text, point.end + 1, end)
    if exact is None or not exact.month or not text.startswith("）", exact.end, end):
        return None
    if point.month and (exact.month > point.month or not exact.day):
        return None
    if None not in (point.year, exact.year) and point.year != exact.year:
        return None
    year = exact.year if exact.year is not None else point.year
    later = exact.later or point.later
    return Point(point.start, exact.end + 1, year, later, exact.month, exact.day, bounded=True)


_DASH = r"[ ]?(?:[—–\-－~～至到]{1,2})[ ]?"
_RANGE = re.compile(
    rf"""
    (?:(?P<y1>(?:19|20)\d\d)[ ]?(?P<sure1>年)?度?[初底末]?[ ]?)?
    (?:(?P<m1>1[0-2]|0?[1-9])[ ]?(?:月份?[ ]?(?:(?P<d1>[0-3]?\d)[ ]?日?|[上中下]旬|[初底末])?)?
      |(?P<half1>[上下])半年|第?(?P<quarter1>[一二三四1-4])季度)?
    (?P<from>(?:起|开始)(?=[ ]?[至到]))?
    {_DASH}
    (?:(?P<y2>(?:19|20)\d\d)[ ]?(?:(?P<sure2>年)度?|(?![\d.]))[ ]?|(?P<next>[次翌明]年)[ ]?)?
    (?:(?P<m2>1[0-2]|0?[1-9])[ ]?月份?[ ]?(?:(?P<d2>[0-3]?\d)[ ]?日|[上中下]旬|[初底末])?|(?P<d3>[0-3]?\d)[ ]?日
      |(?P<half2>[上下])半年|第?(?P<quarter2>[一二三四1-4])季度|(?P<yearend>年[底末]))?
    [底末]?(?P<until>之?前|止|为止)?
    """,
    re.VERBOSE,
)


def range_at(text: str, at: int, end: int) -> DateRange | None:
    """The range that begins at `at`, or nothing.

    2023—2025年, 2023年3月—8月, 8—10月, 3月1日至31日, 2023年—2024年上半年, 2023年3月起至2024年底, 6月至年底.
    """
    m = _RANGE.match(text, at, end)
    if m is None:
        return None
    y1, y2 = (int(m[g]) if m[g] else None for g in ("y1", "y2"))
    (m1, d1), (m2, d2) = _range_end(m, "1"), _range_end(m, "2")
    if m["d3"]:
        m2, d2 = m1 if d1 else 0, int(m["d3"])
        if not m2:
            return None
    # both ends are of one kind, two years or two months; a half or quarter or another year printed as one may stand
    # beside a whole year
    alike = bool(m1) == bool(m2) or any(m[f"{part}{n}"] for part in ("half", "quarter") for n in "12")
    printed = bool(m["sure1"] and m["sure2"])
    if not ((y1 and y2 and (alike or printed)) or (m1 and m2 and (y1 or not y2)) or (m1 and m["yearend"])):
        return None
    if not (m1 or m["y2"] is None or "年" in m[0]) and end - at > len(m[0]):
        return None  # 2021-2025 without 年 is a figure unless nothing else stands there
    last_year = y2 if y2 is not None else y1
    # 10月至次年3月, and without the word 10月至3月, go on into the next year
    later = 1 if m["next"] or (y2 is None and 0 < m2 < m1) else 0
    if later and last_year is not None:
        last_year, later = last_year + 1, 0
    first = Point(at, m.end(), y1, month=m1, day=d1)
    last = Point(at, m.end(), last_year, later=later, month=m2, day=d2, bounded=True)
    return DateRange(at, m.end(), first, last, bool(m["from"] or m["until"]))


def _range_end(m: re.Match[str], n: str) -> tuple[int, int]:
    """The month and day of one end of a range; a half or quarter of a year begins with its first month."""
    if m[f"half{n}"]:
        return {"上1": 1, "下1": 7, "上2": 6, "下2": 12}[m[f"half{n}"] + n], 0
    if m[f"quarter{n}"]:
        last = 3 * integer(m[f"quarter{n}"])
        return last - 2 if n == "1" else last, 0
    return int(m[f"m{n}"] or 0), int(m[f"d{n}"] or 0)


_NUMERIC = re.compile(
    r"(?P<y>20\d\d)(?P<sep>[./\-])(?P<m>1[0-2]|0?[1-9])(?:(?P=sep)(?P<d>3[01]|[12]\d|0?[1-9]))?(?![\d.])(?P<before>之?前)?"
)
#: A date without anything between its parts: 20251231, 202506.
_COMPACT = re.compile(
    r"(?P<y>20\d\d)(?P<m>1[0-2]|0[1-9])(?P<d>3[01]|[12]\d|0[1-9])?(?!\d)日?(?P<before>之?前)?"
)

#: A day without its year: 12.31前. Without 前 it may be any figure.
_DAY = re.compile(r"(?P<m>1[0-2]|0?[1-9])\.(?P<d>3[01]|[12]\d|0?[1-9])日?之?前")


def numeric_at(text: str, at: int, end: int) -> Point | None:
    """The date in figures that begins at `at`: 2025.06, 2025/6/30, 2025-06-30, 20250630, 12.31前; or nothing."""
    m = _NUMERIC.match(text, at, end) or _COMPACT.match(text, at, end)
    if m is None:
        m = _DAY.match(text, at, end)
        return Point(at, m.end(), None, month=int(m["m"]), day=int(m["d"]), bounded=True) if m else None
    return Point(at, m.end(), int(m["y"]), month=int(m["m"]), day=int(m["d"] or 0), bounded=bool(m["before"]))


def compact_before(text: str, at: int, end: int) -> Point | None:
    """The day in bare figures that begins at `at` and that running text makes a limit: 20251231前; or nothing."""
    m = _COMPACT.match(text, at, end)
    return numeric_at(text, at, end) if m is not None and m["d"] and m["before"] else None


_UP_TO = re.compile(_DASH)


def numeric_range_at(text: str, at: int, end: int) -> DateRange | None:
    """The range of two dates in figures that begins at `at`: 2025.3—2025.12; or nothing."""
    first = numeric_at(text, at, end)
    dash = _UP_TO.match(text, first.end, end) if first is not None else None
    last = numeric_at(text, dash.end(), end) if dash is not None else None
    if first is None or last is None:
        return None
    return DateRange(at, last.end, first, last)
