"""What an indicator is called, in whichever of the usual ways a plan writes it: 规上企业占比, 规模以上企业所占比重.

Only wordings of one quantity meet. 新增, 累计 and 新建 before a name, and what a share is of, tell quantities apart.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ontology.registry import indicator_words, regions, units

__all__ = ["indicator_name", "unquoted"]

_BRACKET = re.compile(r"（(?P<words>[^（）]*)）")
#: What in brackets tells quantities apart: kinds of places, of figures, of people, of bodies, times and limits.
_TELLING = re.compile(
    r"^[市县区旗州、]+$|累计|新增|净增|年均|同比|增长|增速|增幅|增加|提高|下降|降低|降幅|变化|占.*[比重]|比重|比例|人均|[每不除扣剔]|"
    r"户籍|常住|农村|乡村|城镇|城市|城区|男|女|[国省市县乡镇村]级|公办|民办|新建|改造|以[上下内外]|[一二三四五六七八九十ⅠⅡⅢⅣⅤ\d]+[级类期档岁年]|"
    r"幼儿|小学|初中|高中|中职|高职|本科|义务|学前|[不可]变价|可比价|现价|当年"
)
_QUOTATION_MARK = re.compile(r"[“”‘’]")
_DASH = re.compile(r"(?<=[\u4e00-\u9fff])[-–－~～](?=[\u4e00-\u9fff])")
#: 全省 and 全市, and words that leave out none of what is counted.
_SCOPE = re.compile(r"(?:^|(?<=占))全(?P<level>[省市县区州盟旗])(?!的?(?:比重|比例|份额)$)")
_NO_LIMIT = re.compile(r"^(?:各类|(?:各具特色|独具特色|富有特色|特色鲜明)的)")
_RATE = re.compile(r"的(?=[\u4e00-\u9fff]{2}率$)")
#: A part of a whole that is named (占GDP比重), and of one that is not (占比).
_SHARE_OF = re.compile(r"占(?P<whole>(?!比)[^占]+?)的?(?:比重|比例|份额)$")
_SHARE = re.compile(r"(?:所占(?:比重|比例|份额)|占比|的?(?:比重|比例|比率))$")
_NUMBER = re.compile(r"的?(?:数量|个数|总数)$")
#: Of what is counted, these are its number; of other things, a size (数字经济总量), a name (指数) or a unit (人数).
_NUMBER_OF_COUNTED = re.compile(
    r"的?(?:总量|(?<![人户次天倍分指系度参函基常级期年岁件篇亩门台套头只名家个总])数|(?<=[用农商客]户)数)$"
)
_COVERED = re.compile(r"(?:实现)?全?覆盖$")
_GROWTH = re.compile(r"(?:(?<=年均)增幅|(?<=同比)增幅|增长率|增长速度)$")
#: The value of what is known by an abbreviation: PUE值.
_VALUE = re.compile(r"(?<=[A-Z])值$")
_GROWTH_IN_PERCENT = re.compile(r"(?P<when>年均|同比)增长$")
#: The shortest name that is left when the words of quantity are taken off.
_SHORTEST = 2


@lru_cache(maxsize=65536)
def indicator_name(written: str, unit: str = "", area: str = "") -> str:
    """The name of the indicator that is `written` so.

    `unit` is that of its figures, as written: with % an 年均增长 is a rate, and what is counted has a number. `area`
    is the code of the region that the text speaks for, whose 全省 or 全市 says nothing of its own.
    """
    name = unquoted(_unexplained(written))
    own = regions().by_code.get(area)
    scope = _SCOPE.search(name)
    if scope is not None and own is not None and own.name.endswith(scope["level"]):
        name = name[: scope.start()] + name[scope.end() :]
    name = _NO_LIMIT.sub("", name)
    words = indicator_words()
    name = _wordings().sub(lambda m: words[m[0]], name)
    measured = _measured(name, unit)
    return measured if len(measured) >= _SHORTEST else name or written


@cache
def _wordings() -> re.Pattern[str]:
    """The words that are written in several ways, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(indicator_words(), key=len, reverse=True))))


def _measured(name: str, unit: str) -> str:
    """A name with its words of quantity in one of their forms."""
    row = units().get(unit)
    if unit in ("%", "％"):
        name = _COVERED.sub("覆盖率", name)
        name = _GROWTH_IN_PERCENT.sub(r"\g<when>增速", name)
    elif row is not None and row.dimension == "count":
        name = _NUMBER_OF_COUNTED.sub("", _NUMBER.sub("", name))
    name = _RATE.sub("", name.replace("覆盖面", "覆盖率") if name.endswith("覆盖面") else name)
    name = _VALUE.sub("", _GROWTH.sub("增速", name))
    if (share := _SHARE_OF.search(name)) is not None:
        return f"{name[: share.start()]}占{share['whole']}比重"
    return _NUMBER.sub("", _SHARE.sub("比例", name))


def _unexplained(name: str) -> str:
    """A name without brackets that explain it: 智慧社区 for 智慧社区（村居）; 城镇化率（户籍人口） stays what it is."""
    if "（" not in name:
        return name.strip() or name
    return _BRACKET.sub(lambda m: m[0] if _TELLING.search(m["words"]) else "", name).strip() or name


def unquoted(name: str) -> str:
    """A name without quotation marks, and with one kind of dash."""
    if name.isalnum():  # most names hold no mark at all
        return name
    return _DASH.sub("—", _QUOTATION_MARK.sub("", name)) or name
