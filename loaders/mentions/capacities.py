"""What something can do in a day or a year, as its measure: 日供水30万吨的水厂 is a waterworks with a daily supply."""

from __future__ import annotations

import re

from loaders.mentions.figures import Figure
from loaders.mentions.statements import Place, Sentence, state
from loaders.mentions.wording import verb_before
from loaders.text import Range

__all__ = ["rated"]

_RATED = re.compile(
    r"[日年月]均?(?:供水|供气|供热|供电|处理|加工|生产|发电|出栏|存栏|运输|吞吐|屠宰|接待|培训|回收|焚烧|消纳|周转|产)"
    r"[\u4e00-\u9fff]{0,6}$"
)

#: What has a capacity, without 的 before it: 年产5万吨饲料加工项目.
_WORKS = ("项目", "生产线", "工厂", "厂", "基地", "工程", "装置", "产业园")


def rated(s: Sentence, figure: Figure, place: Place, after: Range | None) -> bool:
    """Adds to `s` the capacity that a figure states of the thing `after` it; False where it states none."""
    if after is None or not (s.flat.startswith("的", figure.end) or s.flat.endswith(_WORKS, *after)):
        return False
    found = _RATED.search(s.flat, max(place.low, place.head - 12), place.head)
    if found is None:
        return False
    name = s.words[slice(*after)] + found[0]
    state(s, figure, place, name, found.span(), (verb_before(s.flat, place.low, found.start()), after[1]))
    return True
