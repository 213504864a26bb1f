"""The titles that stand above texts: of a plan, of the notice that transmits it, over several lines or in one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.mentions.work import begins_with_work
from loaders.structure.lines import Line, split_head
from loaders.structure.titles import is_proper, is_title, names_plan, notice, once, title_key, unquoted

__all__ = ["Headline", "headline"]


@dataclass(frozen=True, slots=True)
class Headline:
    """A title: its words, its first line and the line after it; what it transmits, if it is a notice's."""

    title: str
    first: int
    after: int
    transmits: str | None = None
    issuer: str = ""
    is_inner: bool = False


_ORGAN_END = ("政府", "办公厅", "办公室", "委员会", "领导小组", "委", "厅", "局", "部", "会", "院", "指挥部")
_NOT_IN_TITLE = re.compile(
    r"[。；！？：\t|>＞↓]|^[（(]|号$|\d日$|^附[件表录]?|(?:这些|如下|以下)[^，、]{0,6}$"
)
#: A sentence that transmits a plan where no title of the notice stands above it, and one that introduces its text.
_TRANSMITTED = re.compile(
    r"《(?P<title>(?:[^《》]|《[^《》]*》){5,90})》(?:（以下简称《[^《》]*》）)?[^。《]{0,60}(?:印发|下发|转发)给?你们"
    r"|《(?P<whole>[^《》]{5,90})》(?:全文)?(?:内容)?(?:公布|刊发)?如下"
)
#: What stands before a title in its line: the number of the document, a mark of the site.
_BEFORE_TITLE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}[〔（【\[](?:19|20)\d\d[〕）】\]]第?\d{1,4}号[ ]*|【[^】]{1,12}】[ ]*)+"
    r"(?=[\u4e00-\u9fff《“\d])"
)
#: No title is longer.
_LONGEST = 90
_OPENING = ("（", "(", "〔")
_BRACKET_LINE = re.compile(r"[（(〔].{2,30}[）)〕]")


def headline(lines: list[Line], marks: list[bool], i: int, inner: str | None, floor: int) -> Headline | None:
    """The title that ends at line `i`, or that begins there and is the one announced as `inner`."""
    if inner is not None and (announced := _announced(lines, i, inner)):
        return announced
    words = lines[i].words
    if inner is None and "《" in words and (found := _TRANSMITTED.search(words)):
        title = unquoted(f"《{found['title'] or found['whole']}》")
        return Headline(title, i, i + 1, transmits=title)
    words = once(words) if len(words) <= 2 * _LONGEST else words
    if len(words) > _LONGEST or not is_title(words):
        return None
    first = i
    if _needs_more(words):
        first = _beginning(lines, marks, i, floor)
    joined = once(_BEFORE_TITLE.sub("", _joined(lines, first, i + 1), count=1))
    said = notice(joined)
    if said is not None:
        return Headline(joined, first, i + 1, said.title, said.issuer)
    if begins_with_work(joined) and not joined.endswith("实事") and not names_plan(joined):
        return None  # 实施节水行动: the heading of a paragraph
    after = i + 1
    below = lines[after].words if after < len(lines) else ""
    if _BRACKET_LINE.fullmatch(below) or (below[:1] in _OPENING and once(joined + below) == joined):
        joined, after = once(joined + below), after + 1
    return Headline(unquoted(joined), first, after)


def _announced(lines: list[Line], i: int, inner: str) -> Headline | None:
    """The title that a notice above has announced, whatever it ends in; it may run over lines, or into the text."""
    wanted = title_key(inner)
    joined = ""
    for j in range(i, min(i + 4, len(lines))):
        words = lines[j].words
        if j == i and len(words) > len(inner) + 6:
            if not words.startswith(inner) or words[len(inner)] not in " 为根按依一第（2":
                return None
            split_head(lines, i, len(inner))
            return Headline(inner, i, i + 1, is_inner=True)
        joined += words
        key = title_key(unquoted(joined))
        if key == wanted:
            return Headline(unquoted(joined), i, j + 1, is_inner=True)
        if not wanted.startswith(key):
            break
    return None


def _needs_more(words: str) -> bool:
    """Whether the last line of a title needs those above it: it has no year, place or verb of its own."""
    return (
        not is_proper(words)
        or words.startswith(("关于", "印发", "转发", "年"))
        or words.replace(" ", "") in ("的通知", "通知")
    )


def _beginning(lines: list[Line], marks: list[bool], i: int, floor: int) -> int:
    """The first line of the title that ends at line `i`."""
    first = i
    while first > floor and i - first < 4:
        above = lines[first - 1].words
        if (
            len(above) > 60
            or marks[first - 1]
            or _NOT_IN_TITLE.search(above)
            or above.endswith(("的通知", "》"))
            or (is_title(above) and names_plan(above))
        ):
            break
        organ = above.endswith(_ORGAN_END)
        joined = _joined(lines, first - 1, i + 1)
        if not organ and not is_proper(above):
            break
        if organ and "关于" not in joined and "印发" not in joined:
            break
        first -= 1
        if not organ and is_proper(above) and "通" not in lines[i].words[-3:]:
            break
    return first


def _joined(lines: Sequence[Line], first: int, after: int) -> str:
    """The words of some lines; where an organ ends a line, a blank keeps it apart from what follows."""
    words = ""
    for line in lines[first:after]:
        words += (" " if words.endswith(_ORGAN_END) else "") + line.words
    return words
