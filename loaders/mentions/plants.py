"""Projects called by a company and what it will make: 云溪化工60万吨乙烯、青石电子30万台电脑等项目.

How much it will make is part of the name, and no target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.mentions.verbs import LEAD
from loaders.mentions.wording import VERB
from loaders.text import Range

__all__ = ["plants"]

#: How a list of them ends.
_END = re.compile(
    r"等(?:\d{1,3}个)?(?:重大|重点|标志性|产业|工业|制造业|招商|签约|在建|续建|新建|技改|投资){0,3}项目"
)
#: A company, how much it makes, and of what.
_PLANT = re.compile(
    r"(?P<company>[\u4e00-\u9fffA-Za-z\-－·]{3,16}?)(?:\d{1,2}[×x*])?\d[\d.]{0,8}[百千万亿]{0,2}"
    r"(?:吨|千瓦|兆瓦|台|套|条|辆|件|只|支|片|箱|平方米|立方米|MW|GW|GWh|kW)(?!以上|以下|左右|的)[^\d].+"
)
_MARKS = re.compile("[，。；：！？\n]")
_AND = re.compile("以及|[和及与]")
#: The farthest before its end that a list begins.
_FARTHEST = 240


def plants(words: str, start: int, end: int) -> Iterator[Range]:
    """Where such projects are named between `start` and `end` of `words`, in order."""
    if words.find("项目", start, end) < 0:
        return
    done = start
    for last in _END.finditer(words, start, end):
        stop = last.start()
        begin = max(done, stop - _FARTHEST)
        whole = begin == done
        done = last.end()
        for mark in _MARKS.finditer(words, begin, stop):
            begin, whole = mark.end(), True
        if not whole:  # the first item that is there as a whole
            comma = words.find("、", begin, stop)
            begin = comma + 1 if comma >= 0 else stop
        yield from _listed(words, begin, stop)


def _listed(words: str, begin: int, stop: int) -> Iterator[Range]:
    """Those of a list without its end; of its items the last may be two (甲和乙)."""
    while (verb := LEAD.match(words, begin, stop)) is not None:
        begin = verb.end()
    while begin < stop:
        comma = words.find("、", begin, stop)
        close = comma if comma >= 0 else stop
        if _is_plant(words, begin, close):
            for joint in list(_AND.finditer(words, begin, close))[-1:]:
                a, b = joint.span()
                if _is_plant(words, b, close) and _is_plant(words, begin, a):
                    yield begin, a
                    begin = b
            yield begin, close
        begin = close + 1


def _is_plant(words: str, begin: int, close: int) -> bool:
    """Whether an item names a company, which has no verb of work in its name, and what it will make."""
    found = _PLANT.fullmatch(words, begin, close)
    return found is not None and VERB.search(words, *found.span("company")) is None
