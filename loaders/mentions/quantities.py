"""Targets: a number with a unit, or 全覆盖, bound to what it measures and how it bounds it.

`建设100家智慧农业应用基地` counts what follows, `充电桩保有量达到8万个以上` measures what stands before, `90%的市达到三星级以上`
is a share of what follows. Numbers in names, dates, document numbers, grants, limits of eligibility and
telephone numbers are typed and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.mentions.figures import (
    BASELINE,
    BEFORE_RE,
    COUNTED,
    COUNTING,
    CUMULATIVE,
    FIGURE,
    FROM,
    FULL,
    HAN_FIGURE,
    LED,
    LIMIT_UNITS,
    NETWORK,
    NOT_TARGET_AFTER,
    NOT_TARGET_BEFORE,
    NUMBER,
    RAISED,
    REACH,
    SOFT,
    SOLELY_LED,
    STOPWORDS_HEAD,
    VERB,
    WORK,
)
from loaders.numerals import quantity
from loaders.outline import Range

__all__ = ["Quantity", "quantities"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A target's figure with its words; ranges are in the clean text.

    `start` to `end` is the figure with its unit and bounds, `indicator` the words that name what is measured.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    comparator: str
    indicator: str
    named: Range
    quote: Range
    baseline: Decimal | None = None
    cumulative: bool = False
    soft: bool = False


def quantities(text: str, start: int, end: int) -> list[Quantity]:
    """The targets between `start` and `end`, in order."""
    found: list[Quantity] = []
    for a, b in _sentences(text, start, end):
        same = found[-1] if found and "。" not in text[found[-1].end : a] else None
        found.extend(_in_sentence(text, a, b, same))
    return found


def _sentences(text: str, start: int, end: int) -> Iterator[Range]:
    at = start
    for m in re.finditer(r"[。；！\n]", text[start:end]):
        if at < start + m.start():
            yield at, start + m.start()
        at = start + m.end()
    if at < end:
        yield at, end


_QUOTED = re.compile(r"《(?:[^《》]|《[^《》]*》)*》|“[^”]*”|〔[^〕]*〕")


def _in_sentence(text: str, start: int, end: int, earlier: Quantity | None) -> Iterator[Quantity]:
    """The targets of one clause run; `earlier` is the last before it, whose subject goes on where none is named."""
    names = [m.span() for m in _QUOTED.finditer(text, start, end)]
    found: list[Quantity] = []
    for pattern in (FIGURE, HAN_FIGURE, FULL):
        for m in pattern.finditer(text, start, end):
            if any(a < m.start() < b for a, b in names) or any(
                q.start < m.end() and m.start() < q.end for q in found
            ):
                continue
            one = (
                _full(text, start, m, earlier)
                if pattern is FULL
                else _figure(text, start, end, m, found[-1] if found else earlier)
            )
            if one is not None:
                found.append(one)
    yield from sorted(found, key=lambda q: q.start)


def _figure(text: str, start: int, end: int, m: re.Match[str], earlier: Quantity | None) -> Quantity | None:
    unit = m["unit"] or ""
    stop = m.end()
    if not unit and not (m["scale"] or m["after"]):
        return None
    if not unit and not m["after"]:
        return None
    if unit and text[stop : stop + 1] == "的" and not m["after"] and unit in ("年", "月"):
        return None
    behind = text[start : m.start()]
    ahead = text[stop:end]
    if (re.match(r"[年月日号]", ahead) and not unit) or (unit == "日" and behind.endswith("月")):
        return None
    if NETWORK.match(text, m.start()) or behind.endswith("/"):
        return None
    if FROM.search(behind) and RAISED.match(ahead):  # 由60%提高到80%: the first is where it starts
        return None
    if NOT_TARGET_BEFORE.search(behind) or NOT_TARGET_AFTER.match(ahead):
        return None
    if (
        unit in ("G", "M", "E", "P", "T")
        and re.match(r"[/\w]", ahead)
        and not re.match(r"[\u4e00-\u9fff]", ahead)
    ):
        return None
    try:
        value = quantity(m["number"] + (m["scale"] or ""))
    except ValueError:
        return None
    comparator, bound_at = _comparator(behind, m)
    head = start + bound_at
    rest_at = stop
    if text[rest_at : rest_at + 1] == "的":
        rest_at += 1
    after = _noun_after(text, rest_at, end)
    reaching = REACH.search(text[start:head])
    bounded = (
        comparator in ("MoreThan", "AtLeast", "LessThan", "AtMost")
        and bound_at < len(behind)
        and text[stop : stop + 1] == "的"
        and unit not in COUNTING
    )
    limit = bounded or (
        m["after"] in ("以上", "以下", "以内") and text[stop : stop + 1] == "的" and unit in LIMIT_UNITS
    )
    if limit:
        return None
    if unit in ("%", "％") and after and not reaching:
        return _share(text, start, end, m, value, comparator, head, rest_at)
    if (
        after
        and not (reaching and unit in ("%", "％", "个百分点", "百分点", "倍"))
        and not (
            reaching
            and reaching[0].strip() not in ("实现", "新增", "为", "增加")
            and _measured(text[start:head])
        )
    ):
        a, b = after
        name = text[a:b]
        if len(name) < 2 or re.match(r"(?:以上|以下|左右|标准|为|并|且|后)", name):
            return None
        if unit in LIMIT_UNITS - {"人", "公里", "吨", "米", "千瓦"}:
            return None
        quote = (_quote_start(text, start, head), b)
        return _made(text, m, value, unit, comparator, name, after, quote)
    raised = BASELINE.search(text[start:head])
    before = _noun_before(text, start, start + raised.start() if raised else head)
    if before is None:
        # 到2025年累计达到5万个: the subject goes on from the figure before, where the unit is the same
        if earlier is None or not reaching or earlier.unit != unit:
            return None
        clause = max(text.rfind(mark, start, m.start()) for mark in "，。；：！？\n") + 1
        quote = (max(start, clause), stop)
        return _made(text, m, value, unit, comparator, earlier.indicator, earlier.named, quote)
    a, b = before
    made = _made(text, m, value, unit, comparator, text[a:b], before, (a, stop))
    return replace(made, baseline=quantity(raised["number"] + raised["scale"])) if raised else made


def _made(
    text: str,
    m: re.Match[str],
    value: Decimal,
    unit: str,
    comparator: str,
    name: str,
    named: Range,
    quote: Range,
) -> Quantity:
    words = text[quote[0] : quote[1]]
    lead_in = text[max(0, quote[0] - 8) : quote[0]]
    return Quantity(
        m.start(), m.end(), value, unit.replace("％", "%"), comparator, name, named, quote,
        cumulative=bool(CUMULATIVE.search(words)), soft=bool(SOFT.search(lead_in + words)),
    )  # fmt: skip


def _comparator(behind: str, m: re.Match[str]) -> tuple[str, int]:
    """How the words around a figure bound it, and where the bounding words before it begin."""
    found = BEFORE_RE.search(behind)
    at = found.start() if found else len(behind)
    given = found.lastgroup if found else None
    after = m["after"] or ""
    if "左右" in after or "上下" in after:
        return "About", at
    if given in ("AtLeast", "AtMost", "MoreThan", "LessThan"):
        return given, at
    if "以上" in after:
        return "AtLeast", at
    if "以下" in after or "内" in after:
        return "AtMost", at
    if given:
        return given, at
    return ("MoreThan" if m["more"] or after == "余" else "Exactly"), at


def _noun_after(text: str, start: int, end: int) -> Range | None:
    """The noun that a count counts: what follows it up to a mark, across 、 where the last item ends the noun."""
    m = re.compile(r"[^，。；：！？\n]+").match(text, start, end)
    if m is None or not re.match(r"[\u4e00-\u9fffA-Za-z“]", m[0]):
        return None
    words = m[0]
    if re.match(r"(?:的|和|及|与|以及|或|、|并|且|至|到|以上|以下|左右|左|等)", words):
        return None
    cut = len(words)
    if found := re.search(
        r"、(?=[^、]*\d)|(?:、|和|及)(?=(?:建设|打造|培育|推动|完成)[^、]{2,}\d)|和(?=各)|[和及与](?=\d)",
        words,
    ):
        cut = found.start()
    return start, start + cut


def _share(
    text: str, start: int, end: int, m: re.Match[str], value: Decimal, comparator: str, head: int, at: int
) -> Quantity | None:
    """A share of what follows: 90%的市和70%的县（市、区）达到省级三星级以上 are two shares of one predicate."""
    clause = re.compile(r"[^，。；\n]+").match(text, at, end)
    if clause is None:
        return None
    words = clause[0]
    other = re.search(rf"(?:和|、|及){NUMBER}[%％](?:以上)?的?", words)
    if other:
        predicate = re.search(r"(?:达到|实现|具备|建成|完成|开展|纳入|通过|接入|使用)[^，。；]*$", words)
        name = words[: other.start()] + (predicate[0] if predicate else "")
    else:
        name = words
    if len(name) < 2:
        return None
    quote_end = at + len(words)
    return _made(
        text, m, value, "%", comparator, name, (at, quote_end), (_quote_start(text, start, head), quote_end)
    )


def _measured(behind: str) -> bool:
    """Whether a noun that can be measured stands before the figure: 保有量达到, 综合管廊达到."""
    noun = re.search(r"[^，。；：、]+$", REACH.sub("", behind))
    return noun is not None and len(STOPWORDS_HEAD.sub("", noun[0])) >= 2


def _noun_before(text: str, start: int, head: int) -> Range | None:
    """The noun that a figure measures: what stands before it in its clause, without the verbs that lead to it."""
    stop = head
    while True:
        words = text[start:stop]
        found = REACH.search(words) or BEFORE_RE.search(words)
        if found is None or found.start() == len(words):
            break
        stop = start + found.start()
    words = text[start:stop].rstrip(" ")
    stop = start + len(words)
    bare = re.sub(r"（[^（）]*）", lambda m: "\0" * len(m[0]), words)  # marks in brackets do not cut
    cut = max(bare.rfind(c) for c in "，。；：！？\n") + 1
    last = bare.rfind("、")
    if last >= cut and (COUNTED.search(words, cut, last) or not LED.match(words, cut)):
        cut = last + 1  # a list of nouns of which each has a figure of its own; else one noun with 、 in it
    name = words[cut:]
    offset = cut
    led = LED.match(name)
    if led and led.end() and len(name) - led.end() >= 2:
        offset += led.end()
        name = name[led.end() :]
    ended = re.search(r"(?:力争|确保|争取|将|再|要|实现|全部|基本)+$", name)
    if ended:
        stop -= len(ended[0])
        name = name[: ended.start()]
    if SOLELY_LED.fullmatch(name):  # nothing but verbs, unless the last is a noun as well
        worked = WORK.search(name)
        if worked is None:
            return None
        offset += worked.start()
        name = worked[0]
    if len(name) < 2 or not re.search(r"[\u4e00-\u9fffA-Za-z]", name):
        return None
    return start + offset, stop


def _quote_start(text: str, start: int, head: int) -> int:
    """The verb that leads to the figure, in its clause."""
    words = text[start:head]
    cut = max((words.rfind(c) for c in "，。；：！？\n"), default=-1) + 1
    last = words.rfind("、")
    if last >= cut and (re.search(r"\d", words[cut:last]) or not VERB.search(words[cut:last])):
        cut = last + 1
    verbs = list(VERB.finditer(words, cut))
    if not verbs or len(words) - verbs[-1].end() > 4:
        return start + cut
    begin = verbs[-1].start()
    counted = re.search(r"(?:累计|力争|争取|新增|共)$", words[cut:begin])
    return start + begin - (len(counted[0]) if counted else 0)


def _full(text: str, start: int, m: re.Match[str], earlier: Quantity | None) -> Quantity | None:
    """全覆盖 and the like: 100 % of what stands before it; 2022年实现全覆盖 is of the subject that goes on."""
    if not m["full"].endswith("覆盖"):
        return None
    before = _noun_before(text, start, m.start())
    if before is None:
        if earlier is None:
            return None
        return _made(
            text, m, Decimal(100), "%", "Exactly", earlier.indicator, earlier.named, (start, m.end())
        )
    return _made(
        text, m, Decimal(100), "%", "Exactly", text[before[0] : before[1]], before, (before[0], m.end())
    )
