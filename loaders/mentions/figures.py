"""Figures: numbers with their units, as they are written.

A figure knows its value, its unit, the bound that is written behind it (以上, 以内, 左右) and whether it is a range. What
it means, and whether it is a target at all, is not decided here; years, ordinals, document numbers and numbers in
names (5G, PM2.5, 1+30+N) are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from loaders.numerals import quantity
from loaders.values import value
from ontology.registry import regions, units

__all__ = ["Figure", "figures", "numeric"]


@value
class Figure:
    """A number with its unit; `start` to `end` are where it is written, with the bound behind it.

    `until` is the upper end of a range; `after` the bound behind the figure as written, 余 for a little more.
    `dimension` is that of the unit's registry row, `rate` for a unit per another, empty without a unit. `kind` is
    `number`, `numeral` (in Chinese characters), `coverage` (全覆盖) or `doubling` (翻一番); `scale` is 万 or 亿 as written.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    dimension: str
    after: str = ""
    until: Decimal | None = None
    kind: str = "number"
    scale: str = ""


def _alternatives(words: list[str]) -> str:
    """A pattern for any of `words`, the longest first, that tries each first character once."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(
        re.escape(first) + (f"(?:{'|'.join(rest)})" if rest != [""] else "") for first, rest in rests.items()
    )


def _whole_word(unit: str) -> str:
    return rf"{re.escape(unit)}(?![A-Za-z0-9])"


_ROWS = units()
#: Of electricity they are so many that 万 or 亿 stands before: 3000亿度, but 室温18度.
_DEGREES = "度"
_LETTERS = [u for u in _ROWS if u.isascii() and u.isalpha()]
_UNIT = (
    _alternatives([u for u in _ROWS if u not in _LETTERS and u != _DEGREES])
    + f"|(?<=[万亿]){_DEGREES}|"
    + "|".join(_whole_word(u) for u in sorted(_LETTERS, key=lambda u: (-len(u), u)))
)
#: What follows a stroke in a unit: 元/吨, 件/万人, 元/人·月, 吨标准煤/万元.
_PER = r"/(?:1?[百千万亿]?(?:立方米|平方米|平方公里|千瓦时|公里|公顷|小时|分钟|人次|亩|吨|元|人|户|床|年|月|日|天|次|升|秒)(?:·?(?:年|月|日|天)|·(?:平方公里|平方米|公顷|亩|人))?)"
#: 10/10万: so many in every hundred thousand.
_OF_MANY = r"/(?:10|十)万"
_BEHIND = r"(?:及其?|（含）|\0{3})?(?:以上|以下|以内|之内|左右|上下)|余(?![额地热万])"
_N = r"[0-9][0-9,]{0,19}(?:\.[0-9]{1,9})?"
_SCALE = r"(?:百|千(?![伏瓦克米卡]))?[万亿]{0,2}"

_ARABIC = re.compile(
    rf"(?P<low>{_N})(?:(?P<over>[余多])(?=[百千万亿]))?(?P<scale>{_SCALE})"
    rf"(?:(?P<lowunit>{_UNIT})?(?:[—–\-－~～]{{1,2}}|[至到])(?P<high>{_N})(?P<highscale>{_SCALE}))?(?P<more>[余多])?[ ]?"
    rf"(?:(?P<unit>{_UNIT}|{_OF_MANY})(?:（[套只次件条间户名]）)?(?:{_PER})?)?(?P<after>{_BEHIND})?"
)
_HAN = "一二两三四五六七八九十百千"
_NUMERAL = re.compile(
    rf"(?P<low>[{_HAN}](?:分之[{_HAN}点]{{1,9}}|[{_HAN}万亿零〇]{{0,14}}))(?P<more>[余多])?"
    rf"(?:(?P<tenth>成(?P<half>[一二三四五六七八九半]?)(?=以上|以下|以内|左右|上下|的|[，。；、）]|$))|(?P<unit>{_UNIT}))?(?P<after>{_BEHIND})?"
)
#: Counties that begin with a numeral and a unit: 三台县, 五台县.
_COUNTIES = tuple(
    name
    for r in regions().by_code.values()
    if r.name[0] in _HAN and r.name.endswith(("县", "旗", "市", "区"))
    for name in (r.name, r.name[:-1])
    if name == r.name or len(name) > 2  # 五家渠, but 三台 is also so many
)
#: Without any of these there is no figure (10, 十, 全覆盖, 翻番): 一 alone is one only before 倍.
_ANY = re.compile("[0-9二两三四五六七八九十百千覆番倍]")
_WHOLE = re.compile(r"全(?:面|部)?覆盖|翻(?P<times>[一两二三])番(?P<after>以上|左右)?")
#: All of what is counted: 网络覆盖全省所有城区和乡镇. With 的 it is what a noun is like: 覆盖所有乡镇的网络.
_ALL_OF = re.compile(
    r"覆盖到?(?:全[国省市县区州盟旗]|辖区(?:内)?)?的?(?:所有|全部)[^，。；：！？（）\n的]{2,24}(?=[，。；！\n]|$)"
)
#: What makes a number part of a name, a date, an ordinal, a sum or a ratio, before and behind it.
_JOINED = frozenset("+＋.第〔－-–—/∶:#№＃x×")
_FOLLOWED = re.compile(
    r"[年月日号届章版世时分秒点楼周]|[+＋∶:×]|：(?=\d)|[A-Za-z](?![A-Za-z]*\d*[\u4e00-\u9fff]{2,}以)|/\d"
)
#: How the words end before a number that needs no unit: an index of 85, or one of several (分别达到60、80万个).
_REACHED = frozenset("到至在于过破达超为低高≥≤、和")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: Units of one letter, which are parts of names as well.
_SINGLE = frozenset("EMP")
#: Those who are counted without a measure word, by tens of thousands: 425万农民群众.
_PEOPLE = re.compile(
    r"(?:城乡|城镇|城市|农村|困难|贫困|低收入|参保|进城|返乡|退役)*"
    r"(?:农民|群众|居民|人口|百姓|学生|学子|师生|职工|妇女|老年人|老人|儿童|患者|村民|市民|游客|旅客|用户|劳动力|农户|贫困户|家庭)"
)
#: The number of a line: 12路公交车, 夜10路.
_LINE = re.compile(r"公交|客[车运]|电车|班车|巴士|专线|车(?!道|位)")
#: What a period of years is part of the name of: 三年行动, 五年规划.
_OF_YEARS = re.compile(r"(?:专项|滚动|提升|倍增|攻坚)?(?:行动|计划|规划|攻坚|方案|纲要|工程)")
#: Numbers of more digits are those of files and certificates.
_DIGITS = 13
_FOLDS = {"一": 2, "两": 4, "二": 4, "三": 8}


def numeric(text: str) -> bool:
    """Whether a text may hold a figure at all: a cheap question, which most headings answer."""
    return _ANY.search(text) is not None


def figures(text: str) -> list[Figure]:
    """The figures of some words, in order; they do not overlap."""
    found = [f for m in _ARABIC.finditer(text) if (f := _number(text, m)) is not None]
    arabic = len(found)
    for m in _NUMERAL.finditer(text):
        if m["unit"] or m["tenth"] or "分之" in m["low"]:
            found.extend(_numeral(text, m))
    covered = "覆盖" in text
    for m in _WHOLE.finditer(text) if covered or "翻" in text else ():
        if m["times"]:
            folds = Decimal(_FOLDS[m["times"]])
            found.append(Figure(m.start(), m.end(), folds, "倍", "ratio", m["after"] or "", None, "doubling"))
        else:
            found.append(Figure(m.start(), m.end(), Decimal(100), "%", "ratio", "", None, "coverage"))
    for m in _ALL_OF.finditer(text) if covered else ():
        if not any(f.start < m.end() and m.start() < f.end for f in found):
            found.append(Figure(m.start(), m.end(), Decimal(100), "%", "ratio", "", None, "coverage"))
    if len(found) > arabic:
        found.sort(key=lambda f: f.start)
    return found


def _number(text: str, m: re.Match[str]) -> Figure | None:
    """The figure of Arabic digits at `m`, unless they stand for something else."""
    start, stop, unit = m.start(), m.end(), m["unit"] or ""
    if start and (text[start - 1] in _JOINED or (text[start - 1].isascii() and text[start - 1].isalnum())):
        return None
    if len(m["low"]) > _DIGITS:
        return None
    if unit in ("年", "") and _YEAR.fullmatch(m["low"]) and not m["scale"] and not m["after"]:
        return None
    if m.start() == 0 and "." in m["low"] and unit and not m["scale"] and _dimension(unit, unit) == "count":
        return None  # 3.2个人目标 is a heading
    if unit == "人" and text.startswith("制", stop):
        return None  # 3人制篮球场 is a kind of court
    if unit and text.startswith("级", stop) and not text.startswith("级别", stop):
        return None  # 1000吨级航道 is a class of them
    if unit == "年" and _OF_YEARS.match(text, stop):
        return None
    if unit == "具" and text[stop : stop + 1] in ("体", "有", "备"):
        return None
    if unit in _SINGLE and text[start - 1 : start] == "、" and text[start - 2 : start - 1] != unit:
        return None  # 855H、7806M are names
    if unit == "路" and (_LINE.match(text, stop) or text[start - 1 : start] == "夜"):
        return None
    if unit == "面" and text[stop : stop + 1] in ("额", "积", "值", "向"):
        return None  # 3面额 is of three kinds
    if unit == "分" and text[start - 1 : start] not in _REACHED:  # 90分 is reached, 8时30分 is a time
        return None
    people = (
        (not unit and m["scale"] == "万")
        and text[start - 2 : start - 1] != "全"  # all of a place: how many there are
        and _PEOPLE.match(text, stop) is not None
    )
    if not unit and not people and (text[start - 1 : start] not in _REACHED or _FOLLOWED.match(text, stop)):
        return None
    low = quantity(m["low"] + m["scale"])
    until = None
    if m["high"]:
        until = quantity(m["high"] + m["highscale"])
        if not m["scale"] and m["highscale"] and low < quantity(m["high"]):  # 3—5万: both are of 万
            low = quantity(m["low"] + m["highscale"])
        if until <= low:
            return None
    after = m["after"] or ("余" if m["more"] or m["over"] else "")
    unit = text[m.start("unit") : m.start("after") if m["after"] else stop] if unit else ""
    dimension = "count" if people else _dimension(m["unit"], unit)
    return Figure(start, stop, low, unit, dimension, after, until, scale=m["scale"])


def _dimension(base: str | None, unit: str) -> str:
    if not unit:
        return ""
    row = _ROWS.get(base or "")
    return row.dimension if row is not None and base == unit else "count" if "（" in unit else "rate"


#: Digits side by side, which make no number below a year: 三二分段, 三四线城市, 四五个.
_SIDE_BY_SIDE = re.compile("[一二两三四五六七八九]{2,}")


def _numeral(text: str, m: re.Match[str]) -> Iterator[Figure]:
    """The figure of Chinese numerals at `m`: 三十名, 百分之八十, 八成以上, 三千亿元."""
    low, unit, after = m["low"], m["unit"] or "", m["after"] or ("余" if m["more"] else "")
    if "分之" in low:
        base, _, part = low.partition("分之")
        if base in ("百", "千") and "点" not in part:
            sign = "%" if base == "百" else "‰"
            yield Figure(m.start(), m.end(), quantity(part), sign, "ratio", after, None, "numeral")
        return
    if m["tenth"]:
        half = 5 if m["half"] == "半" else quantity(m["half"] or "零")
        yield Figure(m.start(), m.end(), quantity(low) * 10 + half, "%", "ratio", after, None, "numeral")
        return
    dimension = _dimension(unit, unit)
    if (low[0] in "百千" and dimension != "money") or _SIDE_BY_SIDE.fullmatch(low) is not None:
        return
    if unit == "年" and _OF_YEARS.match(text, m.end()):
        return
    if (unit == "人" and text.startswith("制", m.end())) or (low == "二" and unit == "次"):
        return  # 三人制, 二次供水: twice is 两次
    if unit == "期" and text[m.end() : m.end() + 1].isdigit():
        return  # 园区二期1200亩
    if (low == "一" and dimension != "ratio") or text.startswith(_COUNTIES, m.start()):
        return
    before = text[m.start() - 1 : m.start()]
    if before not in ("第", "届", "之") and not before.isdigit():
        yield Figure(m.start(), m.end(), quantity(low), unit, dimension, after, None, "numeral")
