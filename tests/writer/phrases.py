"""A time or a target put into words, with what the words state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from tests.writer.truth import Target, Time
from tests.writer.words import CITIES, COUNTED, DONE, RATES, STATES, SUBJECTS

__all__ = ["CELL_TIMES", "TARGETS", "TIMES", "Targeted", "Timed", "parted"]

#: A sentence without its full stop, and the facts in it.
Timed = tuple[str, tuple[Time, ...]]
Targeted = tuple[str, tuple[Target, ...]]

_COMPLETED, _SUBSTANTIALLY = "Completed", "SubstantiallyCompleted"
_QUARTERS = (("一季度", 3), ("二季度", 6), ("第三季度", 9), ("上半年", 6))
_RECURRING = (
    ("每季度通报工作进展", "Quarterly"),
    ("每月调度工作进展", "Monthly"),
    ("每半年开展一次评估", "HalfYearly"),
    ("每年举办一次演练", "Yearly"),
    ("定期公布检查情况", "Irregular"),
)


def _due(words: str, what: str, due: str, completion: str | None = None) -> Timed:
    return words + what, (Time(words + what, "Due", due, completion),)


def _month(r: Random) -> int:
    return r.randint(3, 12)


def _of_month(r: Random, year: int) -> Timed:
    m = _month(r)
    return _due(f"{year}年{m}月底前", f"完成{r.choice(DONE)}", f"{year}-{m:02}", _COMPLETED)


def _of_month_without_year(r: Random, year: int) -> Timed:
    m = _month(r)
    return _due(f"{m}月底前", f"完成{r.choice(DONE)}", f"{year}-{m:02}", _COMPLETED)


def _of_year(r: Random, year: int) -> Timed:
    return _due(f"{year}年底前", f"全面铺开{r.choice(DONE)}", str(year))


def _of_year_end(r: Random, year: int) -> Timed:
    return _due("年底前", f"，{r.choice(DONE)}取得明显成效", str(year))


def _of_day(r: Random, year: int) -> Timed:
    m, d = _month(r), r.randint(1, 28)
    return _due(f"{m}月{d}日前", f"完成{r.choice(DONE)}", f"{year}-{m:02}-{d:02}", _COMPLETED)


def _of_quarter(r: Random, year: int) -> Timed:
    words, m = r.choice(_QUARTERS)
    return _due(words, f"完成{r.choice(DONE)}", f"{year}-{m:02}", _COMPLETED)


def _substantially(r: Random, year: int) -> Timed:
    m = _month(r)
    return _due(f"{year}年{m}月底前", f"基本完成{r.choice(DONE)}", f"{year}-{m:02}", _SUBSTANTIALLY)


def _recurring(r: Random, year: int) -> Timed:
    words, often = r.choice(_RECURRING)
    return words, (Time(words, "Recurring", recurrence=often),)


def _staged(r: Random, year: int) -> Timed:
    first = r.randint(2, 6)
    last = r.randint(first + 2, 12)
    stages = (f"{first}月底前主体封顶", f"{last}月底前投入使用")
    return "；".join(stages), tuple(
        Time(words, "Staged", f"{year}-{m:02}") for words, m in zip(stages, (first, last), strict=True)
    )


def _from(r: Random, year: int) -> Timed:
    words = f"自{year}年{_month(r)}月起，实行新的工作流程"
    return words, (Time(words, "Ongoing"),)


#: Times in running text, for a plan of one year.
TIMES: dict[str, Callable[[Random, int], Timed]] = {
    "a month of a year": _of_month,
    "a month": _of_month_without_year,
    "a year": _of_year,
    "the end of the year": _of_year_end,
    "a day": _of_day,
    "a quarter or half": _of_quarter,
    "substantially": _substantially,
    "recurring": _recurring,
    "stages": _staged,
    "a beginning": _from,
}


def _cell_month(r: Random, year: int) -> Time:
    m = _month(r)
    return Time(f"{year}年{m}月底前", "Due", f"{year}-{m:02}")


def _cell_month_alone(r: Random, year: int) -> Time:
    m = _month(r)
    return Time(f"{m}月底前完成", "Due", f"{year}-{m:02}", _COMPLETED)


#: Times that stand by themselves, in a cell or behind a label.
CELL_TIMES: tuple[Callable[[Random, int], Time], ...] = (
    _cell_month,
    _cell_month_alone,
    lambda _, year: Time(f"{year}年底前", "Due", str(year)),
    lambda _, __: Time("持续推进", "Ongoing"),
    lambda _, year: Time(f"{year}年基本完成", "Due", str(year), _SUBSTANTIALLY),
)

#: Comparators around a count: before it, between it and its unit, behind it; and around a share.
_COUNTS = (
    ("", "", "", "="),
    ("不少于", "", "", ">="),
    ("", "", "以上", ">="),
    ("", "", "左右", "~"),
    ("约", "", "", "~"),
    ("", "余", "", ">"),
    ("不超过", "", "", "<="),
)
_SHARES = (
    ("达到{}%", "="),
    ("达到{}%以上", ">="),
    ("不低于{}%", ">="),
    ("超过{}%", ">"),
    ("突破{}%", ">"),
    ("达到{}%左右", "~"),
    ("稳定在{}%以上", ">="),
    ("提高到{}%", "="),
    ("控制在{}%以内", "<="),
    ("不超过{}%", "<="),
)
_MULTIPLES = {"万": 10_000, "亿": 100_000_000}


def _size(n: float, unit: str) -> tuple[float, str]:
    """A figure and its unit with 万 and 亿 multiplied out."""
    times = _MULTIPLES.get(unit[0])
    return (n * times, unit[1:]) if times else (n, unit)


def _counted(r: Random, year: int) -> Targeted:
    verb, unit, thing = r.choice(COUNTED)
    before, between, behind, sign = r.choice(_COUNTS)
    n = r.randint(3, 90) * 10 if between else r.randint(3, 900)
    value, plain = _size(n, unit)
    quote = f"{verb}{before}{n}{between}{unit}{behind}{thing}"
    return quote, (Target(thing, sign, value, plain, None, quote),)


def _counted_behind(r: Random, year: int) -> Targeted:
    verb, unit, thing = r.choice(COUNTED)
    behind, sign = r.choice((("", "="), ("以上", ">="), ("左右", "~")))
    n = r.randint(3, 900)
    value, plain = _size(n, unit)
    quote = f"{verb}{thing}{n}{unit}{behind}"
    return quote, (Target(thing, sign, value, plain, None, quote),)


def _two_counted(r: Random, year: int) -> Targeted:
    (verb, a_unit, a), (_, b_unit, b) = r.sample([c for c in COUNTED if c[0] in ("新建", "建设", "建成")], 2)
    m, n = r.sample(range(3, 400), 2)
    quote = f"{verb}{m}{a_unit}{a}、{n}{b_unit}{b}"
    return quote, tuple(
        Target(thing, "=", *_size(figure, unit), None, quote)
        for thing, figure, unit in ((a, m, a_unit), (b, n, b_unit))
    )


def _share(r: Random, year: int) -> Targeted:
    words, sign = r.choice(_SHARES)
    n, rate = r.randint(20, 99), r.choice(RATES)
    quote = rate + words.format(n)
    return quote, (Target(rate, sign, n, "%", None, quote),)


def _share_by_year(r: Random, year: int) -> Targeted:
    n, rate = r.randint(20, 99) + r.choice((0, 0.5)), r.choice(RATES)
    quote = f"到{year}年底，{rate}达到{n:g}%"
    return quote, (Target(rate, "=", n, "%", str(year), quote),)


def _share_by_month(r: Random, year: int) -> Targeted:
    n, rate, m = r.randint(20, 99), r.choice(RATES), _month(r)
    quote = f"{m}月底前，{rate}达到{n}%以上"
    return quote, (Target(rate, ">=", n, "%", f"{year}-{m:02}", quote),)


def _rise(r: Random, year: int) -> Targeted:
    m, rise, rate = r.randint(20, 60), r.randint(2, 30), r.choice(RATES)
    quote = f"{rate}由{m}%提高到{m + rise}%"
    return quote, (Target(rate, "=", m + rise, "%", None, quote),)


def _each(r: Random, year: int) -> Targeted:
    a, b = r.sample(RATES, 2)
    m, n = r.sample(range(20, 99), 2)
    quote = f"{a}、{b}分别达到{m}%、{n}%"
    return quote, (Target(a, "=", m, "%", None, quote), Target(b, "=", n, "%", None, quote))


def _state(r: Random, year: int) -> Targeted:
    name, unit = r.choice(STATES)
    words, sign = r.choice(
        (("达到{}", "="), ("达到{}以上", ">="), ("突破{}", ">"), ("达到{}左右", "~"), ("稳定在{}", "="))
    )
    n = r.randint(2, 900)
    value, plain = _size(n, unit)
    quote = name + words.format(f"{n}{unit}")
    return quote, (Target(name, sign, value, plain, None, quote),)


def _growth(r: Random, year: int) -> Targeted:
    name, _ = r.choice(STATES[1:2] + STATES[4:])
    words, sign = r.choice((("增长{}%", "="), ("增长{}%左右", "~"), ("增长{}%以上", ">=")))
    n = r.randint(2, 15)
    quote = name + words.format(n)
    return quote, (Target(name + "增长", sign, n, "%", None, quote),)


def _range(r: Random, year: int) -> Targeted:
    n, rate = r.randint(20, 60), r.choice(RATES)
    quote = f"{rate}保持在{n}%—{n + 5}%"
    return quote, (
        Target(rate, ">=", n, "%", None, quote),
        Target(rate, "<=", n + 5, "%", None, quote),
    )


def _all(r: Random, year: int) -> Targeted:
    who = r.choice(SUBJECTS)
    quote = f"实现{who}全覆盖"
    return quote, (Target(who, "=", 100, "%", None, quote),)


def _soft(r: Random, year: int) -> Targeted:
    words, targets = _share(r, year)
    return f"力争{words}", targets


#: Targets in running text.
TARGETS: dict[str, Callable[[Random, int], Targeted]] = {
    "a count before what is counted": _counted,
    "a count behind what is counted": _counted_behind,
    "two counts of one verb": _two_counted,
    "a share": _share,
    "a share by the end of a year": _share_by_year,
    "a share by a month": _share_by_month,
    "from one figure to another": _rise,
    "each of two its own": _each,
    "an amount": _state,
    "a growth": _growth,
    "a range": _range,
    "all of them": _all,
    "a hope": _soft,
}


def parted(r: Random, city: str) -> tuple[str, tuple[Target, ...], Sequence[str]]:
    """A count that 其中 breaks down by counties; the target is the whole."""
    verb, unit, thing = r.choice([c for c in COUNTED if c[1][0] not in _MULTIPLES])
    a, b = r.sample(CITIES[city], 2)
    m, n = r.randint(2, 40), r.randint(2, 40)
    quote = f"{verb}{thing}{m + n}{unit}，其中{a}{m}{unit}、{b}{n}{unit}"
    return quote, (Target(thing, "=", m + n, unit, None, quote),), (a, b)
