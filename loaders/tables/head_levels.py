"""Heads that stand one above another, where only their order is left: 责任分工 spans 牵头单位 and 配合单位."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.tables.columns import Column

__all__ = ["captioned", "one_level", "spread"]


def one_level(names: list[str]) -> list[str]:
    """The names of a head in one level: those at its end may stand below one that spans them (责任分工, 目标)."""
    for kind, spanning in _SPANNING.items():
        at = len(names)
        while at and _family(names[at - 1]) == kind:
            at -= 1
        if len(names) - at > 1 and any(map(spanning.search, names[:at])):
            return spread(names[:at], names[at:])
    return names


#: Heads that name no role, or no year, by themselves and may span those that do.
_SPANNING = {
    "units": re.compile(r"分工$|^责任(?:单位|部门)$"),
    "times": re.compile(
        r"^(?:规划|发展|预期|年度|分年度|阶段|阶段性)?(?:目标|指标)(?:值|数|安排)?$|^(?:分年度?|年度|阶段)(?:计划|任务|安排)$"
    ),
}


def spread(upper: list[str], lower: list[str]) -> list[str]:
    """The heads of two levels as one row, where only the order of the names is left: 分工 over 牵头, 配合."""
    families = [_family(n) for n in lower]
    merged: list[str] = []
    used = 0
    for name in upper:
        own = _family(name)
        mine = used
        while mine < len(lower) and own and families[mine] == own:
            mine += 1
        if mine - used > 1:
            merged += lower[used:mine]
            used = mine
        else:
            merged.append(name)
    return merged if used == len(lower) else [*upper, *lower]


_UNITS = re.compile(r"单位|部门|分工|科室|处室|主体|牵头|配合|责任")
_TIMES = re.compile(r"季度|半年|\d年|月|进度|时间|时限|节点|目标")


def _family(name: str) -> str:
    """What heads of the lower of two levels may have in common: they name units, or times; else nothing."""
    return "units" if _UNITS.search(name) else "times" if _TIMES.search(name) else ""


def captioned(found: Sequence[Column]) -> bool:
    """Whether what looks like the first head is the caption of the table: 主要指标 above 序号, 指标."""
    kinds = [c.kind for c in found]
    return kinds[:2] == ["indicator", "number"] and "indicator" in kinds[2:]
