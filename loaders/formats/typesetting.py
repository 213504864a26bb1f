"""Characters on a page to lines, and lines to the paragraphs that they were broken from.

A paragraph goes on where its line is full and the next one begins at the edge of the text; Chinese paragraphs begin two
characters further in. Lines that a page repeats from others (headers, footers, page numbers) are of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from loaders.formats.glyphs import Glyph

__all__ = ["Line", "cell_words", "continues", "furniture", "lines", "resumed", "with_edges"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print: its words, where it stands, how large its characters are, and between which edges it runs."""

    words: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    #: Where the text of its page begins and ends.
    edges: tuple[float, float] = (0.0, 0.0)

    @property
    def is_full(self) -> bool:
        """Whether no further character had room; a mark that may not begin a line takes one or two along."""
        return self.right >= self.edges[1] - 2.2 * self.size

    @property
    def is_indented(self) -> bool:
        """Whether it begins further in than the text of its page."""
        return self.left > self.edges[0] + 0.8 * self.size

    @property
    def is_centred(self) -> bool:
        """Whether it has as much room before it as after it, and some."""
        before, after = self.left - self.edges[0], self.edges[1] - self.right
        return abs(before - after) < 2 * self.size and before > 0.5 * self.size


_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f‘’“”…—]")
_WORD = re.compile(r"[A-Za-z0-9]")
_ITEM = re.compile(r"\d{1,2}")
_NUMBERED = re.compile(r"(?<=^\d) (?=[\u4e00-\u9fff])|(?<=^\d\d) (?=[\u4e00-\u9fff])")
#: What no line is broken in: a word of letters or a number, with the marks that may not be parted from it.
_UNBROKEN = re.compile(
    r"[（(“‘《〈【〔\[]*(?:[A-Za-z0-9.,%％~+/-]+|.)[，。、；：！？）)”’》〉】〕\]%％]*", re.DOTALL
)
#: Some programs do not part a number from the mark before it either.
_WITH_NUMBER = re.compile(rf"{_UNBROKEN.pattern}(?:(?<=[，、；。])[0-9.]+[%％，。、；）)]*)*", re.DOTALL)
_END = re.compile(r"[。；：！？）〕】”]\Z")
_NUMBER = re.compile(
    r"(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[)）、.．]|第[一二三四五六七八九十百]{1,4}[章节条]|[①-⑳])"
)
#: A line that numbers an item or ends a sentence is never a header, however often it comes.
_OF_TEXT = re.compile(rf"\A{_NUMBER.pattern}|[。；]\Z")
_PAGE_MARK = re.compile(
    r"[—–\-－·•~\s]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,6})(?:\s*页)?(?:\s*[,，/／]?\s*(?:共\s*)?\d{1,4}\s*页?)?[—–\-－·•~\s]*"
)
_DIGITS = re.compile(r"\d+")
#: How far into a page, of its height, its header and footer reach.
_MARGIN = 0.12
#: A gap between two characters wider than this, of their size, is a blank; between words of letters, than that.
_GAP, _LETTER_GAP = 0.9, 0.2


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that characters stand in, from top to bottom."""
    found: list[Line] = []
    row: list[Glyph] = []
    middle = reach = 0.0
    for glyph in sorted(glyphs, key=lambda g: -(g.top + g.bottom)):
        at, half = (glyph.top + glyph.bottom) / 2, (glyph.top - glyph.bottom) / 2
        if row and middle - at > 0.6 * max(reach, half):
            found += _line(row)
            row = []
        if not row:
            middle, reach = at, half
        reach = max(reach, half)
        row.append(glyph)
    found += _line(row)
    return found


def _line(row: list[Glyph]) -> list[Line]:
    row = sorted((g for g in row), key=lambda g: g.left)
    while row and row[0].character.isspace():
        row.pop(0)
    while row and row[-1].character.isspace():
        row.pop()
    if not row:
        return []
    size = median(g.top - g.bottom for g in row)
    words: list[str] = []
    before: Glyph | None = None
    for glyph in row:
        if before is not None:
            if _is_again(before, glyph):
                continue
            gap = (glyph.left - before.right) / size
            wide = _WIDE.match(before.character) or _WIDE.match(glyph.character)
            # programs part letters from Chinese a little by themselves; behind a number at the beginning it is a blank
            close = not wide or (len(words) < 3 and _ITEM.fullmatch("".join(words)))
            if gap > (_LETTER_GAP if close else _GAP) and words[-1] != " ":
                words.append(" ")
        blank = glyph.character.isspace()
        if not (blank and words[-1] == " "):
            words.append(" " if blank else glyph.character)
        before = glyph
    bottom, top = min(g.bottom for g in row), max(g.top for g in row)
    return [Line("".join(words), row[0].left, max(g.right for g in row), bottom, top, size)]


def _is_again(before: Glyph, glyph: Glyph) -> bool:
    """Whether a character is printed again on itself, a little aside: bold letters are made so."""
    size = glyph.right - glyph.left
    return before.character == glyph.character and abs(before.left - glyph.left) < 0.3 * size


def with_edges(pages: Sequence[Sequence[Line]], widths: Sequence[float]) -> list[list[Line]]:
    """The lines of all pages, each knowing between which edges the text of its page runs.

    A page's text begins and ends as its long lines do; where it has none (a last page, a title page), it is as
    wide as on the others. Margins may change from page to page.
    """
    found = [_edges(lines) for lines in pages]
    usual = median([right - left for left, right in found if right] or [0.0])
    spread: list[list[Line]] = []
    for lines, width, (left, right) in zip(pages, widths, found, strict=True):
        text = usual if usual > width / 2 else max(width - 2 * left, 0.0)
        if right - left < 0.9 * text:
            right = left + text
        spread.append([replace(line, edges=(left, right)) for line in lines])
    return spread


def _edges(found: Sequence[Line]) -> tuple[float, float]:
    if not found:
        return (0.0, 0.0)
    widest = max(n.right - n.left for n in found)
    long = [n for n in found if n.right - n.left > 0.7 * widest]
    return min(n.left for n in long), max(n.right for n in long)


def continues(line: Line, following: Line, *, body: float) -> bool:
    """Whether a line goes on in the following one; `body` is the size of the document's text."""
    if abs(line.size - following.size) > 0.15 * line.size:
        return False
    if line.size > 1.15 * body:  # a title in larger print
        apart = line.bottom - following.top
        alike = all(n.is_centred or n.is_full for n in (line, following))
        return alike and -line.size < apart < line.size
    ended = _END.search(line.words) is not None
    room = line.edges[1] - line.right
    if not (line.is_full or room < _needed(following, _UNBROKEN if ended else _WITH_NUMBER)):
        return False
    if ended and _NUMBER.match(following.words):
        return False
    if not following.is_indented:
        return True
    # all lines after the first hang
    hangs = line.is_indented and following.left > line.left + 0.8 * line.size
    return hangs and not _NUMBER.match(following.words)


def resumed(words: str) -> str:
    """The words of a line that goes on from another: the number that it begins with is none of an item."""
    return _NUMBERED.sub("", words)


def _needed(line: Line, token: re.Pattern[str] = _UNBROKEN) -> float:
    """How wide what a line begins with is: with less room before it, the line before was full."""
    found = token.match(line.words)
    return _units(found[0] if found else "") * (line.right - line.left) / max(_units(line.words), 1.0)


def _units(words: str) -> float:
    """How wide words are, in Chinese characters."""
    return sum(1.0 if _WIDE.match(c) else 0.6 for c in words)


def furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[set[int]]:
    """Which lines of each page are its header, footer and number.

    A line in the margin is one if it is a page number, or if at least three pages, or both of two, have it in
    theirs, whatever numbers are in it. A number alone is that of a page if it counts the pages: the number of a
    table's row may well be the first line of a page.
    """
    in_margin: list[dict[int, str]] = []
    for found, height in zip(pages, heights, strict=True):
        mine: dict[int, str] = {}
        for n in {*range(min(3, len(found))), *range(max(0, len(found) - 3), len(found))}:
            line = found[n]
            if line.bottom > (1 - _MARGIN) * height or line.top < _MARGIN * height:
                mine[n] = _DIGITS.sub("#", line.words.replace(" ", ""))
        in_margin.append(mine)
    times = Counter(words for mine in in_margin for words in set(mine.values()))
    enough = 2 if len(pages) == 2 else 3
    numbers = _page_numbers(pages, in_margin)

    def is_furniture(page: int, n: int, words: str) -> bool:
        written = pages[page][n].words.strip()
        if written.isdecimal():
            return (page, n) in numbers
        return bool(
            _PAGE_MARK.fullmatch(written) or (times[words] >= enough and not _OF_TEXT.search(written))
        )

    return [
        {n for n, words in mine.items() if is_furniture(page, n, words)}
        for page, mine in enumerate(in_margin)
    ]


def _page_numbers(
    pages: Sequence[Sequence[Line]], in_margin: Sequence[Mapping[int, str]]
) -> set[tuple[int, int]]:
    """Which lines are numbers alone that count the pages, above or below all of them: the page and the line.

    One page cannot agree with others: its last line is its number.
    """
    told: dict[tuple[bool, int], list[tuple[int, int]]] = {}
    for page, (found, mine) in enumerate(zip(pages, in_margin, strict=True)):
        for n in mine:
            words = found[n].words.strip()
            below = n == len(found) - 1
            if words.isdecimal() and len(words) <= 4 and (below or len(pages) > 1):
                told.setdefault((below, int(words) - page), []).append((page, n))
    most = max(told.values(), key=len, default=[])
    return set(most) if len(most) > 1 or len(pages) == 1 else set()


def cell_words(glyphs: Iterable[Glyph], left: float, right: float) -> str:
    """The words of a cell between two edges: a line that fills it goes on, after a shorter one stands a blank."""
    found = lines(glyphs)
    upright = len(found) > 1 and all(len(n.words) == 1 for n in found)  # one character a line
    words = ""
    margin = min((n.left - left for n in found), default=0.0)
    for n, line in enumerate(found):
        words += resumed(line.words) if words else line.words
        if n + 1 < len(found) and not upright:
            room = right - left - 2 * min(max(margin, 0.0), line.size) - (line.right - line.left)
            words += "" if _fills(line, found[n + 1], room) else " "
    return words


def _fills(line: Line, following: Line, room: float) -> bool:
    if _WORD.match(line.words[-1:]) and _WORD.match(following.words):
        return False
    return room < max(_needed(following), 1.6 * line.size) or line.words[-1:] in "、，"
