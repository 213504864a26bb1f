"""The points of a notice that sends out a plan: they ask no more than that it be carried out, and are none of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.measures.drafts import Draft

__all__ = ["only_carries_out"]

#: How far into the text the points begin at most, and how far the head of a point reaches.
_REACH, _OPENING = 3000, 48
#: What a notice says of the plan that it sends out, and its points, which ask no more than that it be carried out.
_SENDS = re.compile(r"印发|转发|下达|任务(?:予以)?分解|分解(?:落实|下达)")
_CARRIES_OUT = re.compile(
    r"(?:各[^。]{1,16}?要|[^，。]{0,6}督查室要|要)?(?:切实|进一步|务必)?(?:"
    r"(?:高度)?重视|高效推进|从严督办|提高[^，。]{0,4}认识|统一思想|(?:加强|强化)(?:组织)?领导"
    r"|(?:加强|强化)(?:统筹|组织|协作|协调|协同|配合|督查|督导|督办|检查|考核|跟踪|担当|责任|监督)"
    r"|加强对[^，。]{0,16}(?:调度|督查|督办)|(?:落实|压实|明确|细化|夯实|靠实)[^，。]{0,4}(?:责任|任务|措施|分工|目标)"
    r"|密切(?:配合|协作)|狠抓|抓(?:好|实)?落实|严格(?:考核|督查|督导|落实)|认真(?:研究|组织|落实|贯彻)"
    r"|(?:按时|及时)报送|及时反馈)"
)
_SPEAKS_TO_UNITS = re.compile(
    r"(?:(?:责任|牵头|配合|协同|承办|主办|参与)单位|各(?:有关)?单位)[^。，；（）]{0,8}?(?:要|须|需|应|务必|于)"
)


def only_carries_out(text: str, start: int, drafts: Sequence[Draft]) -> bool:
    """Whether the items are the points of a notice that sends out a plan which the text does not hold."""
    if drafts[0].start - start > _REACH or not _SENDS.search(text, start, drafts[0].start):
        return False
    return sum(_carries_out(text, d) for d in drafts) >= 0.6 * len(drafts)


def _carries_out(text: str, draft: Draft) -> bool:
    ranges = [*([draft.title] if draft.title else []), *draft.body[:1]]
    if not ranges:
        return False
    start, end = ranges[0]
    if _CARRIES_OUT.match(text, start, end):
        return True
    return _SPEAKS_TO_UNITS.search(text, start, min(ranges[-1][1], start + 4 * _OPENING)) is not None
