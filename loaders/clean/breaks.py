"""Line ends that stand within a sentence or a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from loaders.clean.spacing import ITEM, LEADS, OFFICES, UNITS, written_together
from loaders.text import Edit, Text

__all__ = ["line_breaks"]

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_BEFORE_MARK = re.compile(r"\n[ \n]{0,6}(?=[，。；、：）》”’！？])")
_AFTER_MARK = re.compile(rf"\n(?<=[，、（《“‘〔]\n)[ \n]{{0,6}}(?=[{_HAN}\d“《])")
#: A line end within a label of a field, with its colon.
_IN_LABEL = re.compile(r"\n(?<=(?:牵头|责任|配合|完成)\n)[ ]{0,8}(?=(?:单位|部门|时限|时间)：)")
_FIGURE_LINE = re.compile(
    rf"\n(?<=[{''.join(sorted(LEADS))}]\n)(\d{{1,9}}(?:\.\d{{1,3}})?)\n(?=[{''.join(sorted(UNITS))}])"
)
#: A line that ends within a figure: what the figure goes on with on the next, and what it begins with on its own.
_AFTER_DIGIT = re.compile(
    rf"\n(?<=[\d万亿]\n)(?=[\d.]{{0,5}}(?:[{''.join(sorted(UNITS))}]|分钟|公里|平方|小时|千瓦|名))"
)
_FIGURE_BEGINS = re.compile(rf"(?P<lead>[{_HAN}])\d{{1,9}}(?:\.\d{{1,3}})?(?P<scale>[万亿]{{1,2}})?$")
#: Characters one below the other, as in a narrow cell.
_UPRIGHT = re.compile(rf"(?:^|(?<=\n))[{_HAN}](?:\n[{_HAN}]){{2,40}}(?=\n|$)")
_IS_UPRIGHT = re.compile(rf"\n[{_HAN}]\n[{_HAN}](?:\n|$)")
#: A bracket that closes one or two lines below the one it opens in, and what may stand in it. Most close at once.
_IN_BRACKET = r"(?:[^（）〔〕\n|\t\u2500-\u257f]|[（〔][^（）〔〕\n|\t\u2500-\u257f]{0,80}[）〕]){1,200}"
_NEXT = r"\n[ ]{0,8}(?:\n[ ]{0,8})?"
_OVER_LINES = re.compile(
    rf"[（〔](?![^（）〔〕\n]*+[）〕]){_IN_BRACKET}(?P<first>{_NEXT}){_IN_BRACKET}(?:(?P<second>{_NEXT}){_IN_BRACKET})?[）〕]"
)
#: Within a bracket a line that goes on after the name of an office: without these words it begins another's name.
_AFTER_OFFICE = re.compile(r"(?:按|等|牵头|负责|配合|参与|及|和|与)")
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]{1,3}|\d{1,3})[、.）](?!\d)|（|〔|[①-⑳]")
_BETWEEN = re.compile(rf"\n(?<=[{_HAN}]\n)(?=[{_HAN}])")
_ENDS = frozenset("。；：！？.;:!?")
#: Closing marks, behind which a paragraph may end as well as a line.
_CLOSES = frozenset("）〕】］”》")
_STOPS = _ENDS | _CLOSES
#: Of a text that a program broke at a width: so many lines at least that end without a mark, this share of them
#: as wide as any, give or take three characters, and none wider than a page (in Chinese characters).
_WRAPPED, _SHARE, _NARROW, _WIDE, _RAGGED = 6, 0.7, 15, 70, 3
#: What a bracket at the end of a line says that is a note of units, and no part of a name: 各县（市、区） has none.
_NOTE = re.compile(
    rf"(?:单位|部门)：|(?:负责|牵头|配合|落实)[）〕]$|.{{3}}[{''.join(sorted(OFFICES))}][）〕]$"
)
#: Against those lines, so many may be wider: titles, tables. Where none are told so, those of a notice before them, or
#: of what follows, do not count, if so many lines and so large a share end at the width to a character.
_WIDER = 0.1
_EXACT, _MANY_EXACT, _SHARE_EXACT = 1, 12, 0.6
_RUNNING = 15
#: How wide a line is, in characters or in print.
_Width = Callable[[str], float]
#: What draws the columns of a table.
_DRAWN = re.compile(r"[\t|｜\u2500-\u257f]")


def line_breaks(text: Text) -> Text:
    """Line ends within a sentence go: beside marks, around a figure, in brackets, at a width, within words.

    A line is left that begins an item, also after a comma, but not after a bracket that opens.
    """
    clean = text.clean
    if "\n" not in clean:
        return text
    found: dict[int, int] = {}
    for m in _BEFORE_MARK.finditer(clean):
        found[m.start()] = m.end()
    for m in _AFTER_MARK.finditer(clean):
        if clean[m.start() - 1] in "（〔《“‘" or not ITEM.match(clean, m.end()):
            found[m.start()] = m.end()
    for m in _IN_LABEL.finditer(clean):
        found[m.start()] = m.end()
    for m in _FIGURE_LINE.finditer(clean):
        found[m.start()], found[m.end() - 1] = m.start() + 1, m.end()
    if _IS_UPRIGHT.search(clean):
        for m in _UPRIGHT.finditer(clean):
            found.update((i, i + 1) for i in range(m.start() + 1, m.end(), 2))
    found.update(_in_brackets(clean))
    found.update(_wrapped(clean))
    found.update(_in_figures(clean))
    found.update(_in_words(clean))
    return text.edited(_apart(found))


def _apart(found: dict[int, int]) -> Iterator[Edit]:
    done = 0
    for start in sorted(found):
        if start >= done:
            yield start, found[start], ""
            done = found[start]


def _in_brackets(clean: str) -> Iterator[tuple[int, int]]:
    """The line ends within brackets that close soon, as in （按⏎职责分工负责）; names one below the other are left."""
    for m in _OVER_LINES.finditer(clean):
        for group in ("first", "second"):
            at, after = m.span(group)
            if at < 0 or _NUMBERED.match(clean, after):
                continue
            before = clean[at - 1]
            level = clean.endswith("兵团", 0, at)  # no office, but what one belongs to: 兵团⏎商务局
            if before in OFFICES and not level and not _AFTER_OFFICE.match(clean, after):
                continue
            if before not in "，、；" and ITEM.match(clean, after):
                continue
            yield at, after


def _printed(line: str) -> float:
    """How wide a line is printed, in Chinese characters: letters and digits are half as wide."""
    return len(line.encode("gb18030", errors="replace")) / 2


def _is_open(line: str) -> bool:
    """Whether a line of running text ends without a mark; a row of a drawn table is none, and as wide as the others."""
    return len(line) >= _NARROW and line[-1] not in _ENDS and _DRAWN.search(line) is None


def _wrapped(clean: str) -> Iterator[tuple[int, int]]:
    """The line ends of lines that go on, in a text broken at a width: of so many characters, or of so much room."""
    if clean.count("\n") * 2 * _WIDE < len(clean):
        return
    lines = clean.split("\n")
    open_lines = [line for line in lines if _is_open(line) and line[-1] not in _CLOSES]
    if len(open_lines) < _WRAPPED:
        return
    for told in (_full_width, _full_width_within):
        measures = [(full, width) for width in (_printed, len) if (full := told(lines, open_lines, width))]
        if measures:  # that in which more lines are full to the last character
            full, width = max(measures, key=lambda m: sum(abs(m[0] - m[1](ln)) < 1 for ln in open_lines))
            yield from _that_go_on(lines, full, width, all_through=told is _full_width)
            return


def _full_width_within(lines: Sequence[str], open_lines: Sequence[str], width: _Width) -> float | None:
    """As `_full_width`, of the lines from the first broken one to the last."""
    widths = sorted(w for line in open_lines if (w := width(line)) >= _NARROW)
    full = widths[len(widths) * 9 // 10] if widths else 0
    broken = [n for n, line in enumerate(lines) if _is_open(line) and abs(full - width(line)) <= _EXACT]
    if len(broken) < max(_MANY_EXACT, _SHARE_EXACT * len(widths)):
        return None
    return _full_width(lines[broken[0] : broken[-1] + 1], open_lines, width)


def _full_width(lines: Sequence[str], open_lines: Sequence[str], width: _Width) -> float | None:
    """The width at which the lines of a text were broken; nothing where they were not."""
    widths = sorted(w for line in open_lines if (w := width(line)) >= _NARROW)
    if len(widths) < _WRAPPED:
        return None
    full = widths[len(widths) * 9 // 10]
    alike = sum(abs(full - w) <= _RAGGED for w in widths)
    if full > _WIDE or alike < _SHARE * len(widths):
        return None
    wider = sum(len(line) > full + _RAGGED and width(line) > full + _RAGGED for line in lines)
    return full if wider <= _WIDER * alike else None


def _that_go_on(
    lines: Sequence[str], full: float, width: _Width, *, all_through: bool
) -> Iterator[tuple[int, int]]:
    """The line ends of full lines within a sentence; a note of units ends its paragraph, full or not.

    Where the text was not broken `all_through`, tables may stand in it: what goes on there ends with a mark or at the
    width, and a cell does neither.
    """
    at = 0
    before = ""
    for line, following in pairwise(lines):
        at += len(line)
        if (
            _is_open(line)
            and abs(full - width(line)) <= _RAGGED
            and following.strip()
            and following[0] != " "
            and not ITEM.match(following)
            and (all_through or following[-1] in _STOPS or abs(full - width(following)) <= _RAGGED)
            and not (line[-1] in "）〕" and _NOTE.search(re.split("[（〔]", before + line)[-1]))
        ):
            yield at, at + 1
        before = line
        at += 1


def _in_figures(clean: str) -> Iterator[tuple[int, int]]:
    """The line ends within a figure of running text: 压缩到3⏎0分钟, 投资80⏎亿元."""
    for m in _AFTER_DIGIT.finditer(clean):
        i = m.start()
        line = clean.rfind("\n", max(0, i - 200), i) + 1
        begins = _FIGURE_BEGINS.search(clean, max(line, i - 16), i)
        if begins is None or i - line < _RUNNING or ITEM.match(clean, i + 1) or _DRAWN.search(clean, line, i):
            continue
        if clean[i + 1] in "0123456789." and (begins["scale"] or begins["lead"] not in LEADS):
            continue
        if clean.find("，", line, i) >= 0 or clean.find("、", line, i) >= 0:
            yield i, i + 1


def _in_words(clean: str) -> Iterator[tuple[int, int]]:
    """Line ends after running text, between two characters that the text writes side by side elsewhere."""
    gaps: list[tuple[int, int]] = []
    line = 0
    for m in _BETWEEN.finditer(clean):
        i = m.start()
        line = max(clean.rfind("\n", line, i) + 1, line)
        if i - line >= _RUNNING and clean[i - 1] not in OFFICES and not ITEM.match(clean, i + 1):
            words = clean[max(line, i - 200) : i]
            if ("，" in words or "、" in words) and "\t" not in words and "|" not in words:
                gaps.append((i, i + 1))
    return written_together(clean, gaps)
