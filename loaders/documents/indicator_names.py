"""What an indicator is called, in whichever of the usual ways a plan writes it: 规上企业占比, 规模以上企业所占比重.

Only wordings of one quantity meet. 新增, 累计 and 新建 before a name, and what a share is of, tell quantities apart.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ontology.registry import indicator_words, regions, units

__all__ = ["indicator_name", "unquoted"]

_EXPLANATION = re.compile(r"（(?![市县区旗州、]+）)[^（）]*）")
_QUOTATION_MARK = re.compile(r"[“”‘’]")
_DASH = re.compile(r"(?<=[\u4e00-\u9fff])[-–－~～](?=[\u4e00-\u9fff])")
#: 全省 and 全市, and words that leave out none of what is counted.
_SCOPE = re.compile(r"(?:^|(?<=占))全(?P<level>[省市县区州盟旗])")
_NO_LIMIT = re.compile(r"^(?:各类|(?:各具特色|独具特色|富有特色|特色鲜明)的)")
_RATE = re.compile(r"的(?=[\u4e00-\u9fff]{2}率$)")
#: A part of a whole that is named (占GDP比重), and of one that is not (占比).
_SHARE_OF = re.compile(r"占(?P<whole>(?!比)[^占]+?)的?(?:比重|比例|份额)$")
_SHARE = re.compile(r"(?:所占(?:比重|比例|份额)|占比|的?(?:比重|比例))$")
_NUMBER = re.compile(r"的?(?:数量|个数|总数)$")
#: Of what is counted, these are its number; of other things, a size (数字经济总量), a name (指数) or a unit (人数).
_NUMBER_OF_COUNTED = re.compile(
    r"的?(?:总量|(?<![人户次天倍分指系度参函基常级期年岁件篇亩门台套头只名家个总])数|(?<=[用农商客]户)数)$"
)
_COVERED = re.compile(r"(?:实现)?全?覆盖$")
_GROWTH = re.compile(r"(?P<when>年均|同比)(?:增长率|增长速度|增幅)$")
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
    for wording, meaning in indicator_words().items():
        if wording in name:
            name = name.replace(wording, meaning)
    measured = _measured(name, unit)
    return measured if len(measured) >= _SHORTEST else name or written


def _measured(name: str, unit: str) -> str:
    """A name with its words of quantity in one of their forms."""
    row = units().get(unit)
    if unit in ("%", "％"):
        name = _COVERED.sub("覆盖率", name)
        name = _GROWTH_IN_PERCENT.sub(r"\g<when>增速", name)
    elif row is not None and row.dimension == "count":
        name = _NUMBER_OF_COUNTED.sub("", _NUMBER.sub("", name))
    name = _RATE.sub("", name.replace("覆盖面", "覆盖率") if name.endswith("覆盖面") else name)
    name = _GROWTH.sub(r"\g<when>增速", name)
    if (share := _SHARE_OF.search(name)) is not None:
        return f"{name[: share.start()]}占{share['whole']}比重"
    return _NUMBER.sub("", _SHARE.sub("比例", name))


def _unexplained(name: str) -> str:
    """A name without brackets that explain it: 智慧社区 for 智慧社区（村居）, but 县（市、区） stays."""
    return (_EXPLANATION.sub("", name) if "（" in name else name).strip() or name


def unquoted(name: str) -> str:
    """A name without quotation marks, and with one kind of dash."""
    if name.isalnum():  # most names hold no mark at all
        return name
    return _DASH.sub("—", _QUOTATION_MARK.sub("", name)) or name
