"""Headings that are names of units: 一、市教育局（5项）, 二、市水利局牵头工作. What stands below is theirs to do."""

from __future__ import annotations

import re

from loaders.accountability.note import Note, read_note
from loaders.mentions.units import is_surely_unit

__all__ = ["unit_heading"]

_LONGEST = 60
#: The last characters of a heading of units: those of the word for their work, of a count of it, or of a unit.
_SIGN = re.compile(
    r"[厅局委办部院会府社团联区县市镇乡司处行站中心集团室街道牵头负责承担工作任务事项实目标项）：:]$"
)
_WORK = r"(?:的)?(?:重点|主要|年度|具体|各项)*(?:工作|任务|事项|实事|目标|项目)*"
_COUNT = r"(?:[（(]?共?[ ]?\d{1,3}[ ]?[项条件个][）)]?)?"
_HEADING = re.compile(
    rf"(?P<units>[^。；：:]{{2,40}}?)(?P<said>(?P<role>牵头|负责|承担|主[办抓责]|承办|配合|协办)?(?:组织|落实|实施|办理|推进|完成|抓好)*"
    rf"{_WORK}{_COUNT})[：:]?"
)
_ROLES = {
    "牵头": "Lead",
    "主办": "Lead",
    "主抓": "Lead",
    "主责": "Lead",
    "配合": "Cooperating",
    "协办": "Cooperating",
}


def unit_heading(text: str, start: int, end: int) -> tuple[Note, bool] | None:
    """The units that a heading consists of, in their role, and whether it says more than their names; or nothing.

    Persons are no units (一、李明副市长主抓的工作), nor is a heading that names units among other words.

    Args:
        text: the clean text.
        start: where the heading begins, behind its number.
        end: where it ends.
    """
    if not 2 < end - start <= _LONGEST or _SIGN.search(text, start, end) is None:
        return None
    found = _HEADING.fullmatch(text, start, end)
    if found is None:
        return None
    note = read_note(text, *found.span("units"), _ROLES.get(found["role"] or "", "Responsible"))
    if note is None or not note.mentions or note.unread or note.people or note.times:
        return None
    if not all(is_surely_unit(m.unit.name) for m in note.mentions):
        return None
    return note, bool(found["said"])
