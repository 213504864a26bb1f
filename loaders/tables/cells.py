"""The cells of a table: how well some words fit a column.

What stands below a head that a copy has pulled apart is given back to the columns by what it looks like: a number,
a list of units, a time.
"""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.mentions.units import is_surely_unit, looks_like_unit
from loaders.tables.columns import ACCOUNTABLE
from loaders.tables.layout import LABELLED, REPEATS

__all__ = ["fit", "numeric", "surely_units", "unit_list"]

_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|[〔［\[][^〕］\]]*[〕］\]]")
_NUMBER = re.compile(
    r"\d{1,3}[.．、]?|[（(]\d{1,3}[)）]|[一二三四五六七八九十百]{1,4}、?|（[一二三四五六七八九十]{1,3}）|[①-⑳]"
)
_TIME = re.compile(
    r"\d{4}[ ]?年|\d{1,2}[ ]?月|年底|年内|季度|半年|持续|长期|常态|全年|即时|立即|按时|实时|及时|适时|日常|"
    r"每[年月季周]|已完成|推进中|\d{4}[.\-/—]\d|20\d{6}$|[节旦庆冬汛暖雨季期临收耕]之?前$|工作日|随时|定期|“?十[一二三四五六]五”?(?:末|期)|^20\d\d$"
)
#: How names end that may have a year in them: 2025年农村公路提升工程.
_NAMED = ("项目", "工程", "行动", "计划", "活动")
_SEPARATED = re.compile(r"[、，,；;/\s]+|牵头$|配合$|负责$|等$|按职责分工负责$")
_ROLED = re.compile(r"(?:牵头|配合|负责|参与|协办|主办)[，,；;。]|(?:牵头|配合|负责)$")
_PERSON = re.compile(r"[\u4e00-\u9fff·、，\s]{2,16}")
_FIGURE = re.compile(
    r"[\d.,，≥≤＞＜><~～≈%％‰/:：—\-－–\[\]〔〕［］()（）*＊万亿以上下内左右约达到超过不低于高增长降倍个百分点]+"
)
#: How much of the work is done, or whether it is.
_STATUS = re.compile(
    r"(?:约|超)?[\d.]+[%％]|已|正在|目前|现已|尚未|截至|(?:进展|推进)(?:正常|顺利|良好|缓慢|滞后|较[快慢])|(?:完成|办结)。?$"
    r"|(?:未|基本|全部|按期)(?:完成|办结|开工|启动|建成|投用|竣工|推进|实施|开展)"
)
#: How the names of places end, and what stands where the place is left open: 相关镇（街道）.
_PLACE = re.compile(r"(?:[省市县区镇乡村街园]|街道|社区|小区|境内|沿线|全[市县区域])(?:（[^（）]*）)?$")
_BOUNDS = ("以上", "以下", "以内", "左右")
_DASH = re.compile(r"[—\-－–/无]*")
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}[章节部])"
)


def numeric(words: str) -> bool:
    """Whether some words are nothing but the number of a row."""
    return len(words) <= 6 and _NUMBER.fullmatch(words) is not None


#: What no unit's name begins with, however it ends: 建设数据中心, 启动学校.
_VERBAL = re.compile(
    r"(?:加快|加强|加大|开工|启动|建设|建成|建立|推进|推动|完成|开展|实施|新建|改建|打造|强化|优化|提升|完善|制定|编制|深化|培育|健全|落实|组织|支持|扩大|做好|筹建|迁建|争取|引进|改造|整治|修建|修缮|举办|发放)"
    r"(?![局部委办厅处]|银行|集团|领导小组)"
)


#: So many things, which end as the names of units do: 新增小学2所.
_COUNTED = re.compile(r"[\d一二两三四五六七八九十百余多][所处台座站室馆队]$")


def unit_list(words: str) -> bool:
    """Whether some words are a list of units, with words of role or without."""
    return len(words) <= 600 and _unit_list(words)


def surely_units(words: str) -> bool:
    """Whether some words are units and can be nothing else: a list, a known body, and not 智慧水务."""
    if len(words) <= 3 or not unit_list(words):
        return False
    return is_surely_unit(words.rstrip("。；;")) or _SEPARATED.search(words) is not None


@lru_cache(maxsize=8192)
def _unit_list(words: str) -> bool:
    if LABELLED.match(words) or (_ROLED.search(words) and len(words) < 200):
        return True
    if _VERBAL.match(words):
        return False
    bare = _BRACKETS.sub("", words)
    whole = bare.rstrip("。；;")
    items = [i for i in _SEPARATED.split(whole) if i]
    if not items or "。" in whole or (len(items) == 1 and whole != bare and not is_surely_unit(whole)):
        return False
    return sum(looks_like_unit(i) and not _COUNTED.search(i) for i in items) >= 0.6 * len(items)


def fit(words: str, kind: str) -> int:
    """How well some words fit a column of `kind`, from -8 (never) to 4 (surely)."""
    long = len(words) > 60 or "。" in words
    if numeric(words):
        if kind == "number":
            return 4
        if kind == "stage" and words.isdigit():
            return 1  # so many in that year
        return {"value": 2, "base": 2, "growth": 2, "other": -1}.get(kind, -8)
    if kind == "number":
        return -8
    if words in REPEATS:
        return 3 if kind in ACCOUNTABLE else 0
    if _DASH.fullmatch(words):
        return 2 if kind in ("value", "base", "growth") else 0  # nothing stands there, as may in any column
    if kind in ACCOUNTABLE or kind == "overseer":
        if long and not unit_list(words):
            return -6
        return 3 if unit_list(words) else -4 if _TIME.search(words) else -1
    if kind in ("time", "stage"):
        if not long and _TIME.search(words):
            return 1 if words.endswith(_NAMED) else 3
        return (1 if long else 0) if kind == "stage" else -3
    if kind == "person":
        return 2 if _PERSON.fullmatch(words) and not unit_list(words) and not _VERBAL.match(words) else -3
    if kind in ("value", "base", "growth"):
        return 2 if _FIGURE.fullmatch(words) else 0 if words.endswith(_BOUNDS) else -2
    if kind == "place":
        return 3 if not long and _PLACE.search(words) else -2 if long or unit_list(words) else 0
    if kind == "binding":
        return 4 if "约束" in words or "预期" in words else -5
    if kind == "measure":
        return (
            2
            if len(words) <= 10
            and ("/" in words or not any(c.isdigit() for c in words))
            and not words.endswith(_BOUNDS)
            else -2
        )
    if kind == "indicator":
        return -5 if "约束性" in words or "预期性" in words or _FIGURE.fullmatch(words) else 1
    if kind == "status":
        return 3 if _STATUS.match(words) else 1 if long else 0
    return _fit_words(words, kind, long=long)


def _fit_words(words: str, kind: str, *, long: bool) -> int:
    """How well some words fit a column of free words."""
    if kind == "other":
        return 1 if long else 0
    if surely_units(words) or (len(words) <= 16 and fit(words, "time") == 3):
        return -3
    if kind == "heading":
        return -3 if long else 2 if _HEADING.match(words) else 0
    if kind == "title":
        return -1 if long else 1
    return 2 if long or len(words) > 16 else 1
