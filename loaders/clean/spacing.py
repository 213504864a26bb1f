"""Spaces that stand within a number or a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from loaders.text import Text

__all__ = ["ITEM", "LEADS", "OFFICES", "UNITS", "stray_spaces", "written_together"]

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

#: What goes on from a number, and what a number goes on from.
UNITS = frozenset(
    "年月日号时点个项家所座处条名件户人次万亿千百%％元吨亩米里层台套辆张部场批期届届种类级岁天倍只株头艘片块间辆"
)
LEADS = frozenset("年月至到达成为增于过破超近约各共第有在自从满逾以及和等")
_MARKS = frozenset("。；，、")
_UNIT = f"[{''.join(sorted(UNITS))}]"
_SPACES = re.compile("  *")  # unlike " +" it begins with a plain character, which is searched for at once
#: Digits or characters set apart one by one, thousands, a figure in two pieces, the number of a task, a line of two
#: characters, a label, the two figures of a range, and a unit in two pieces: each with its cheap sign.
_APART = (
    (
        re.compile(rf" [\d{_HAN}] "),
        re.compile(
            rf"(?<![^\s，。；、：（“《）】.])(?:\d(?: \d){{1,11}}(?! ?[\d.])(?= ?{_UNIT})"
            rf"|[{_HAN}](?: [{_HAN}\d]){{3,60}}(?![{_HAN}\d]))"
        ),
    ),
    (
        re.compile(r" \d\d\d(?!\d)"),
        re.compile(rf"(?<![\d.,])\d{{1,3}}(?: \d{{3}}){{1,3}}(?!\d)(?= ?{_UNIT})"),
    ),
    (
        re.compile(r"\d \d"),
        re.compile(
            rf"(?<=[{_HAN}])(?<![第表图栏件卷条章])[1-9]\d{{0,2}} \d{{1,3}}(?={_UNIT})|(?<=任务)\d \d(?=[：、.:])"
        ),
    ),
    (
        re.compile(rf" [{_HAN}] *(?:\n|$)"),
        re.compile(rf"(?:^|(?<=\n)) *[{_HAN}] {{1,8}}[{_HAN}] *(?=\n|$)"),
    ),
    (
        re.compile("[责任牵头配合主办协完成单部领时] [任头合办成单部位门领导时限间]"),
        re.compile(
            rf"(?<![{_HAN}])(?:责 ?任|牵 ?头|配 ?合|主 ?办|协 ?办|完 ?成) ?"
            r"(?:单 ?位|部 ?门|领 ?导|时 ?[限间])(?= ?[：:])"
        ),
    ),
    (re.compile(r"[—–~～] \d"), re.compile(rf"[—–~～] \d{{1,6}}(?<=\d)(?= ?{_UNIT})")),
    (
        re.compile("[平立公千] [方里顷斤瓦米克]"),
        re.compile(r"[平立公千](?<=[\d万亿].) (?:方[公米]|里|顷|斤|瓦|米|克)"),
    ),
)
#: A space before a mark: whoever copied the text scattered them, and those between the words of the line are no cells.
_BEFORE_MARK = re.compile(rf" (?<=[{_HAN}] ) *(?=[、，。；：）》])")
_FEWEST_SCATTERED = 4
#: The level of a unit, set apart from its name: 责任单位：市 财政局.
_LEVEL_APART = re.compile(rf" (?<=[：、，（][省市县区州] ) *(?=[{_HAN}]{{2,12}}[局委办厅部心会])")
_BETWEEN = re.compile(rf" (?<=[{_HAN}] )(?=[{_HAN}])")
#: The ends of names of offices: after them a space parts two.
OFFICES = frozenset("局委厅办部院署会队中心府司社团科室股处区县市镇乡街道省行")


#: What a line begins with that is no continuation of the line before.
_MARKS_OF_ITEMS = (
    r"(?:[一二三四五六七八九十]{1,3}[、.]|（?[一二三四五六七八九十\d]{1,3}）|\d{1,3}[.、](?!\d)|第[一二三四五六七八九十]{1,3}[章节条部]"
    r"|[一二三四五六七八九十]是|[①-⑳]|附件|附表|专栏|——|(?:牵头|责任|配合|主办|协办|参加|完成)[^，。；：\n]{0,6}：)"
)
ITEM = re.compile(f"[ ]*{_MARKS_OF_ITEMS}")


def stray_spaces(text: Text) -> Text:
    """Spaces inside a date or a quantity and after a mark of punctuation: 2018 年 is 2018年.

    Also between characters set apart one by one, as in 附 件, and within a word that the text writes whole
    elsewhere. Other spaces between words are left: they part a heading from its text, and cells of a table.
    """
    clean = text.clean
    if " " not in clean:
        return text
    removed = [*_beside_figures(clean), *_in_words(clean), *_scattered(clean), *_in_sentences(clean)]
    for sign, pattern in _APART:
        if sign.search(clean):
            for m in pattern.finditer(clean):
                removed += (s.span() for s in _SPACES.finditer(clean, m.start() + 1, m.end()))
    return text.edited((i, j, "") for i, j in sorted(set(removed)))


def _beside_figures(clean: str) -> Iterator[tuple[int, int]]:
    """Spaces after a mark, and between a figure and its unit or the word that introduces it."""
    for m in _SPACES.finditer(clean):
        i, j = m.span()
        before, after = clean[i - 1 : i], clean[j : j + 1]
        if not before or not after or after.isspace():
            continue
        if before in _MARKS or _figure(clean, i, before, after):
            yield i, j
        elif (
            before in LEADS and "0" <= after <= "9" and not (before == "年" and clean[j : j + 4].isdecimal())
        ):
            yield i, j  # two years side by side are heads of two columns


def _figure(clean: str, at: int, before: str, after: str) -> bool:
    """Whether a space at `at` stands between a figure and its unit; the first figure of a line may number a row."""
    if not ("0" <= before <= "9" and after in UNITS):
        return False
    return after in "年月日%％" or not _begins_line(clean, at)


def _begins_line(clean: str, end: int) -> bool:
    """Whether the digits up to `end` are the first of their line, as the number of a row is."""
    start = end
    while start > 0 and end - start < 4 and "0" <= clean[start - 1] <= "9":
        start -= 1
    return start == 0 or clean[start - 1] in "\n\t|"


def _scattered(clean: str) -> Iterator[tuple[int, int]]:
    """Spaces before marks, and in a text that has several of them all between the words of such a line."""
    marks = [m.span() for m in _BEFORE_MARK.finditer(clean)]
    if len(marks) < _FEWEST_SCATTERED:
        return
    yield from marks
    yield from (m.span() for m in _LEVEL_APART.finditer(clean))
    line_end = -1
    for i, _ in marks:
        if i > line_end:
            begins, line_end = clean.rfind("\n", 0, i) + 1, clean.find("\n", i)
            line_end = len(clean) if line_end < 0 else line_end
            yield from (m.span() for m in _BETWEEN.finditer(clean, begins, line_end))


def _in_words(clean: str) -> Iterator[tuple[int, int]]:
    """Single spaces between two characters that the text writes side by side elsewhere.

    The first space of a numbered line may part its title from its text, and is left.
    """
    found: list[tuple[int, int]] = []
    line, seen = -1, 0
    for m in _BETWEEN.finditer(clean):
        i = m.start()
        begins = clean.rfind("\n", seen, i) + 1
        first = begins > 0 or line < 0
        if first:
            line = begins
        seen = i
        if clean[i - 1] not in OFFICES and not (first and ITEM.match(clean, line)):
            found.append((i, i + 1))
    return written_together(clean, found)


#: A space in a clause of its own, between two characters or before so much of something: 甲醇制 20万吨.
_LONE = re.compile(rf" (?<=[{_HAN}] )(?:(?=[{_HAN}])|(?P<figure>(?=\d[\d.]{{0,8}}[百千]?[万亿]?{_UNIT})))")
_CLAUSE_BEFORE = re.compile(r"[，、；。][^ ，、；。：\n|\t]{1,40} $")
_CLAUSE_AFTER = re.compile(r"[^ ，、；。：\n|\t]{1,40}[，、；。]")
_FIGURE_AFTER = re.compile(r"[^，、；。：\n|\t]{1,60}[，、；。]")
#: Longer cells are paragraphs.
_CELL = 600


def _in_sentences(clean: str) -> Iterator[tuple[int, int]]:
    """The only space of a clause within a sentence: before a figure, or in a cell, 加快污水管 网改造.

    Where a cell was narrow a copy put one for each end of a line. The first clause may be a heading and its text, and
    spaces part the offices of a list.
    """
    cells = "|" in clean or "\t" in clean
    for m in _LONE.finditer(clean):
        i, j = m.span()
        figure = m["figure"] is not None
        if clean[i - 1] in OFFICES or (not figure and not (cells and _is_in_cell(clean, i))):
            continue
        after = _FIGURE_AFTER if figure else _CLAUSE_AFTER
        if _CLAUSE_BEFORE.search(clean, max(0, i - 42), j) and after.match(clean, j):
            yield i, j


def _is_in_cell(clean: str, at: int) -> bool:
    """Whether what stands at `at` is in a cell of a line that has several."""
    line = max(clean.rfind("\n", max(0, at - _CELL), at), at - _CELL, 0)
    end = clean.find("\n", at, at + _CELL)
    end = end if end >= 0 else at + _CELL
    return any(clean.find(bar, line, end) >= 0 for bar in "|\t")


def written_together(clean: str, gaps: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those of some gaps (start, end) whose two neighbours stand side by side three times elsewhere.

    A word of the text itself is the best witness that a gap is within a word: no dictionary knows them all.
    """
    count: Callable[[str], int] = clean.count
    if len(gaps) > 30:
        count = Counter(map("".join, pairwise(clean))).__getitem__
    return ((i, j) for i, j in gaps if count(clean[i - 1] + clean[j]) >= 3)
