"""What a government undertakes before it lists it: 市政府将集中精力办好10件民生实事, and whether the list keeps to it.

Such lists are plans wherever they stand: newspapers and sites carry them without a title of a plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from loaders.numerals import integer
from loaders.structure.announced import THINGS
from loaders.text import Range

__all__ = ["Undertaking", "is_led_to", "tells_done", "undertaking"]


class Undertaking(NamedTuple):
    """How much an announcement speaks for a plan, and whether its list is told whole, so that news is one too."""

    weight: float
    told: bool


_NONE = Undertaking(0.0, told=False)
#: A review of what was undertaken before speaks against a plan.
_REVIEW = Undertaking(-2.0, told=False)
#: Fewer items than this are no list.
_FEWEST = 3
_REACH = 3000
_COUNTED = re.compile(
    rf"(?P<count>\d{{1,3}}|[一二三四五六七八九十]{{1,3}})[ ]?(?:件|项|个|大|类|方面)(?![^。；，：\n]{{0,16}}候选)"
    rf"(?:[^。；，：\n]{{0,16}}?(?P<things>{THINGS})|[^。；，：\n]{{0,10}}?(?:重点|主要|目标|中心)(?:工作|任务|项目|工程))"
)
_PROMISED = re.compile(
    rf"(?:办好|办实|办成|办理|兴办|抓好|实施|落实|确定|票决|公布|发布|推出|承诺|完成)[^。；，：\n]{{0,24}}{THINGS}(?!候选)"
)
_GOVERNMENT = re.compile(
    r"政府|[全我本][省市县区州盟旗镇乡]|[省市县区州镇乡]委|人大|财政|各部门"
    r"|[市县区镇乡](?![^。\n]{0,16}(?:公司|集团|[大中小]学|学校|学院|医院|支部|协会|职工))"
    rf"(?=[^。\n]{{0,30}}{THINGS})"
)
#: Reports on what was done are no undertakings, though they speak of the same things.
_DONE = re.compile(
    rf"{THINGS}[^。；，：\n]{{0,12}}(?:进展|推进情况|完成情况|落实情况|全部(?:完成|建成)|圆满|均已|已(?:经|全部)?(?:完成|办结|建成)|答卷|成绩单|落地)"
    rf"|{THINGS}\s?实施情况的?(?:通报|报告|公告)"
    rf"|(?:回顾|回眸|盘点|办成了|办好了|完成了|兑现了)[^。；，：\n]{{0,20}}{THINGS}"
)


def undertaking(text: str, run: Range, numbers: Sequence[int | None], last: int) -> Undertaking:
    """What the opening of a text undertakes, weighed against the items that it lists.

    Args:
        text: the clean text of the document.
        run: where the text in question stands.
        numbers: the printed numbers of its items, in order.
        last: where the last item begins.
    """
    start, end = run[0], min(run[1], run[0] + _REACH)
    listed = len(numbers)
    if listed < _FEWEST or not _GOVERNMENT.search(text, start, end):
        return _NONE
    if any(
        found.start() < last or not _is_earlier(text, start, found)
        for found in _DONE.finditer(text, start, end)
    ):
        return _REVIEW
    weight, told = (1.5, False) if _PROMISED.search(text, start, end) else (0.0, False)
    for found in _COUNTED.finditer(text, start, end):
        count = integer(found["count"])
        if listed == count:
            things = found["things"] is not None
            weight, told = max(weight, 3.0 if things else 1.5), told or things
        elif numbers[0] == 1 and 0.5 * count <= listed < count:
            weight = max(weight, 2.0 if found["things"] else 1.0)  # an opening: the rest was cut off
        elif numbers[0] == 1 and listed < count and found["things"]:
            weight = max(weight, 0.5)
    return Undertaking(weight, told)


_LAST_YEAR = re.compile(r"去年|上年|上一年")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def _is_earlier(text: str, start: int, done: re.Match[str]) -> bool:
    """Whether what is said below a list to be done was undertaken in a year before that of the list."""
    sentence = max(start, text.rfind("。", start, done.start()), text.rfind("\n", start, done.start()))
    if _LAST_YEAR.search(text, sentence, done.end()):
        return True
    years = _YEAR.findall(text, sentence, done.end())
    return bool(years) and max(years) < max(_YEAR.findall(text, start, sentence), default="")


_LEADS = re.compile(r"(?:[：是为]|如下。)[ ]*\Z")
_DID = re.compile(r"[^，。；：\n]{1,12}(?<!为)了")


def is_led_to(text: str, at: int) -> bool:
    """Whether a list whose first number stands at `at` follows, within a line, the words that lead to it."""
    return _LEADS.search(text, max(0, at - 8), at) is not None


def tells_done(text: str, items: Iterable[Range]) -> bool:
    """Whether the words of most items tell what was done: 新建了学校."""
    did = [_DID.match(text, *item) is not None for item in items]
    return 2 * sum(did) > len(did)
