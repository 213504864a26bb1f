"""What a text is beside plans: a plan, an interpretation of one, or a report on one; plans see `.signs`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.structure.lines import Line
from loaders.structure.titles import citations, plan_kind
from loaders.text import Range

__all__ = ["kind_of"]

_BACKGROUND = re.compile(
    r"[一二三四五六七八九十]+、[^。\n]{0,12}(?:起草|出台|编制|制定|政策|文件)[^。\n]{0,6}(?:背景|过程|说明|依据|目的|意义|情况)"
)
_REPORTED = re.compile(r"记者|本报讯|通讯员|报道|讯[（(\s]|采访|新华社|日报|晚报|网讯|日电")
#: A plan spoken of by its kind alone, as reports and interpretations do: 《方案》提出.
_SHORT_NAME = re.compile(
    r"《[\u4e00-\u9fff]{0,6}(?:规划|方案|计划|要点|意见|措施|纲要|清单|行动|政策|举措|细则|通知)》"
)
_OWN_NAME = re.compile(
    r"(?:本|此|该|制定|制订|如下|以下)(?:工作|行动|实施)?(?:规划|方案|计划|要点|意见|措施|纲要)"
)
#: How a newspaper announces that it prints a plan: 现将《方案》全文刊登如下.
_IN_FULL = re.compile(
    r"(?:全文|原文|主要(?:内容|任务)|方案|清单)[^。；\n]{0,6}(?:刊登|刊发|发布|公布|摘登|登载|附后|予以)?如下[：:]?"
    r"[ ]*\n"
)
#: Notes of units, which plans have and reports leave out.
_LABEL, _CLOSED = r"(?:单位|部门)[ ]*[：:]", r"[ ]?[）)]"
_NOTE = re.compile(
    rf"责任{_LABEL}|牵头(?:{_LABEL}|{_CLOSED})|配合{_CLOSED}|负责{_CLOSED}|参与{_CLOSED}|落实{_CLOSED}"
)
#: The head of a table of tasks, whatever stands between its cells: no report has one but around the plan itself.
_TASKS = re.compile(
    r"序(?<=[\s|｜│┃]序)[ ]?号[^。；]{0,80}?(?:责任|牵头|主办|落实|承办)(?:单位|部门|主体)(?![：:\u4e00-\u9fff])"
)
_EXPLAINS = re.compile(r"解读|问答|起草说明|编制说明|一图读懂|图解")
#: The mark of an interpretation before a plan's title (政策解读 | …), and its headings: 二、《方案》八大任务.
_EXPLAINED = re.compile(r"[【\[]?(?:政策|文件|文字|图文|专家)?(?:解读|问答)[】\]]?[ ]*[|｜丨:：]")
_OF_PLAN = re.compile(r"[一二三四五六七八九十]+、《[\u4e00-\u9fff]{2,12}》")
_HEAD = 1500


def _prints_plan(text: str, run: Range) -> bool:
    """Whether a text of a newspaper or site holds the plan's own measures, whatever it says around them."""
    start, end = run
    notes = 0
    for notes, _ in enumerate(_NOTE.finditer(text, start, end), 1):
        if notes == 3:
            return True
    if _TASKS.search(text, start, end) is not None:
        return True
    return notes > 0 and _IN_FULL.search(text, start, min(end, start + 2 * _HEAD)) is not None


def kind_of(text: str, run: Range, title: str | None, lines: Sequence[Line], *, numbered: int) -> str:
    """Whether a text reads as a `plan`, an `interpretation` or a `report`, by its title and how it speaks of plans.

    Args:
        text: the clean text of the document.
        run: where the text in question stands.
        title: its title.
        lines: its lines.
        numbered: how many of them begin with a number.
    """
    start, end = run
    own = _OWN_NAME.search(text, start, min(end, start + 2 * _HEAD))
    if _EXPLAINS.search(title or "") and not own:
        return "interpretation"
    if any(_BACKGROUND.match(line.words) for line in lines[:12]):
        return "interpretation"
    if not own and (
        any(_EXPLAINED.match(line.words) for line in lines[:3])
        or sum(_OF_PLAN.match(line.words) is not None for line in lines) > 1
    ):
        return "interpretation"
    if _prints_plan(text, run):
        return "plan"
    if "《" not in text or not _REPORTED.search(text, start, min(end, start + _HEAD)):
        return "plan"
    if numbered < 3:
        cited = any(plan_kind(c.title) for c in citations(text, start, end))
        return "report" if cited else "plan"
    spoken = sum(1 for _ in _SHORT_NAME.finditer(text, start, end))
    return "report" if spoken >= 2 and not own else "plan"
