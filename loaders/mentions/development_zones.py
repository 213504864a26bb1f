"""Development zones that are named by themselves and not by a region: 洋浦经济开发区, 云岭旅游度假区.

Those named by a region (江州高新区) and those of the registry are found with the regions (`loaders.mentions.places`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.mentions.townships import names_before
from loaders.mentions.verbs import LEAD
from loaders.text import Range

__all__ = ["development_zones", "may_name_zone"]

_KIND = re.compile(
    r"(?:国家级|省级)?(?:(?:旅游|生态|循环|边境)?经济(?:技术)?开发区|高新技术(?:产业)?开发区|高新区|经开区|综合保税区|综保区|旅游度假区|(?<!度)度假区)"
    r"(?![域块位间]|党工委|管委会|管理委员会|管理局|管理办)"
)
_ANY = re.compile("[发新开税保假]区")
#: What no zone is called by: a level, a number, a quality.
_NO_NAME = re.compile(
    r"国家|以[上下内]|[省市县区州级类型性化代]$|[省市县级]级|^[各全本该其每某两三等多]|重点|特色|示范|试点|产业|现代|一流|有关|相关|所有|部分|其他|周边|沿[海江边]|条件|符合|生态|文化|康养|休闲|山地|冰雪|乡村|温泉"
)


def may_name_zone(text: str, start: int, end: int) -> bool:
    """Whether a zone may be named between `start` and `end`: a cheap question, which most texts answer."""
    return _ANY.search(text, start, end) is not None


def development_zones(text: str, start: int, end: int) -> Iterator[Range]:
    """Where zones with a name of their own are named between `start` and `end`, in order."""
    for begin, kind in names_before(_KIND, text, start, end):
        name = text[begin : kind.start()]
        if not _NO_NAME.search(name) and LEAD.match(name) is None:
            yield begin, kind.end()
