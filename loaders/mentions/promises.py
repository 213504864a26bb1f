"""What is promised to be done within so many hours or days: 短缺药品48小时内配送到位, 确保伤员15分钟内得到救护.

The promise measures a service. A step of a procedure (自受理之日起3个工作日内办结) and what somebody has to do within
a time (负责同志须在30分钟内到达) measure none.
"""

from __future__ import annotations

import re

from loaders.mentions.figures import Figure
from loaders.mentions.statements import Place, Sentence, state

__all__ = ["promised"]

#: What is given within the time, to the end of the clause.
_GIVEN = re.compile(
    r"(?:内|(?<=内))(?P<deed>(?:首次|全部|及时|基本|快速)*(?:得到|恢复|响应|送达|配送|到位|通达|直达|办结|获得)[^，。；、\d]{0,10})(?=[，。；]|$)"
)
#: What it is given to, from the beginning of the clause.
_TO = re.compile(
    r"(?:确保|保证|做到|实现|力争)*(?P<name>(?![在自从对须应需要将由凡经])[\u4e00-\u9fff]{2,16}"
    r"(?<![在自从起后须应需要于日均可后时的每])(?<!负责人)(?<!人员)(?<!同志)(?<!领导)(?<!单位)(?<!部门)(?<!原则上))"
)


def promised(s: Sentence, figure: Figure, low: int) -> bool:
    """Adds the target of a promise to a sentence; False where the `figure`, whose clause begins at `low`, is none."""
    if figure.dimension != "time" or (deed := _GIVEN.match(s.flat, figure.end, s.end)) is None:
        return False
    to = _TO.fullmatch(s.flat, low, figure.start)
    if to is None:
        return False
    named = to.span("name")
    name = s.words[slice(*named)] + s.words[slice(*deed.span("deed"))]
    state(s, figure, Place(low, figure.start, None), name, named, (named[0], deed.end()), bound="AtMost")
    return True
