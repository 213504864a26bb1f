"""The usual names of heads, by which those are parted that stand together without anything between them."""

from __future__ import annotations

import re

from loaders.tables.columns import is_head_word
from loaders.text import Range

__all__ = ["head_names", "is_usual"]

_NAMES = (
    "序号|编号|(?:任务|工作|项目|事项)?类[别型]|领域|方面|重点工作任务|(?:重点|工作|主要|目标|具体|年度|改革)任务|(?:任务|项目|事项|工程|指标)名称|"
    "(?:工作|改革|重点|民生实事|实事)(?:事项|项目)|(?:工作|主要|具体|建设|任务|重点|改革)内容|(?:工作|具体|主要|改革|推进|落实)(?:措施|举措)|(?:工作|具体|目标)要求|"
    "(?:工作|年度|预期|主要|建设)目标|(?:牵头|责任|配合|协办|主办|参与|参加|协作|协同|协助|承办|实施|落实|负责)(?:责任)?(?:单位|部门|科室|处室|主体)|"
    "(?:完成|办结|推进|工作|实施)(?:时限|时间|期限|进度)|(?:时限|时间|进度)(?:要求|安排|节点)|时间节点|时限|建设(?:期限|年限|周期)|"
    "(?:[省市县区州](?:政府|委)?)?(?:责任|分管|牵头|包保|挂点)领导|责任人|联系人|联系电话|备注|单位|指标|属性|任务|项目|(?:19|20)[0-9]{2}年(?:度?计划|目标)?|"
    "(?:总|计划|年度|当年|估算)投资|资金来源|建设(?:地点|规模|性质)"
)
_NAME = re.compile(_NAMES)
_HEADS = re.compile(f"(?:{_NAMES})+")
_LONGEST_HEAD = 60
_GLUED = re.compile(r"[\u4e00-\u9fff]{6,}")
_JOINING = frozenset("和及与或")


def is_usual(name: str) -> bool:
    """Whether some words are one of the usual names of heads."""
    return _NAME.fullmatch(name) is not None


def head_names(text: str, start: int, end: int) -> list[Range]:
    """The names of heads that stand between `start` and `end` with nothing between them; none where others do."""
    if _HEADS.fullmatch(text, start, end) is not None:
        return [m.span() for m in _NAME.finditer(text, start, end)]
    glued = (
        end - start <= _LONGEST_HEAD and _GLUED.fullmatch(text, start, end) and _NAME.search(text, start, end)
    )
    return _parted(text, start, end) if glued else []


def _parted(text: str, start: int, end: int) -> list[Range]:
    """The names of heads, some of them unusual, as few and as short ones as will do; none where it cannot be."""
    best: dict[int, tuple[int, int]] = {
        start: (0, start)
    }  # by where a name ends: the cost, and its beginning
    for at in range(start + 2, end + 1):
        for before in range(max(start, at - 8), at - 1):
            if before not in best:
                continue
            name = text[before:at]
            if name[0] in _JOINING:
                continue  # 工作举措和目标 is one name
            cost = 0 if _NAME.fullmatch(name) else 20 + len(name) if is_head_word(name) else None
            if cost is not None and best[before][0] + cost < best.get(at, (999, 0))[0]:
                best[at] = (best[before][0] + cost, before)
    found: list[Range] = []
    at = end
    while at in best and at > start:
        found.append((best[at][1], at))
        at = best[at][1]
    return found[::-1] if at == start else []
