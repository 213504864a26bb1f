"""The blocks of a web page's article in their order: paragraphs as a browser breaks them, and rows of tables.

Gone through without recursion: pages nest as deep as they like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from loaders.formats.numerals import numeral

__all__ = ["Row", "blocks", "cells_of", "layouts", "table_rows"]

#: A row of a table: for each column the paragraphs of its cell.
Row = tuple[tuple[str, ...], ...]

_BLOCKS = frozenset(
    ["address", "article", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
     "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend",
     "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
     "tr", "ul"]
)  # fmt: skip
#: What a line break is written as until the blanks around it are known.
_BREAK = "\v"
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_EAST = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
#: A line end of the source between two Chinese characters is no space (CSS Text 4, 4.1.3).
_BROKEN = re.compile(rf"(?<=[{_EAST}])[ \t]*[\r\n]\s*(?=[{_EAST}])")
_COUNTING = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
#: The styles that count in Chinese (CSS Counter Styles 3, 7.1), and the sign that follows their numbers there.
_CHINESE = {"cjk-ideographic": "chineseCountingThousand", "simp-chinese-informal": "chineseCountingThousand",
            "trad-chinese-informal": "chineseCountingThousand", "cjk-decimal": "ideographDigital"}  # fmt: skip
_STYLED = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_UNMARKED = re.compile(r"list-style(?:-type)?\s*:[^;]*none", re.IGNORECASE)
#: A table with more columns is none that anybody reads; those after them are left out.
_MOST_COLUMNS = 200
#: A cell with so many characters, in so many paragraphs, is no cell if it is most of its table.
_PAGE, _PARAGRAPHS = 400, 5
#: The cells of a table of a single row have no more characters.
_SHORT = 40


def blocks(root: HtmlElement, unread: set[HtmlElement]) -> Iterator[str | Row]:
    """The paragraphs and rows of `root`, those without words left out, and what stands in `unread`."""
    yield from _walked(root, unread, layouts(root))


def _walked(root: HtmlElement, unread: set[HtmlElement], arranging: set[HtmlElement]) -> Iterator[str | Row]:
    words: list[str] = []
    counts: dict[HtmlElement, int] = {}
    walk = iterwalk(root, events=("start", "end"))
    preformatted = 0
    label = ""
    for event, element in walk:
        tag = str(element.tag)
        block = tag in _BLOCKS
        if block:
            found = list(_lines(words))
            if (
                label and found
            ):  # what an item of a list counts stands before its words, whatever blocks they are in
                found[0], label = label + found[0], ""
            yield from found
            words = []
        if event == "end":
            preformatted -= tag == "pre"
            label = "" if tag == "li" else label
            if element is not root and element.tail:
                words.append(element.tail.replace("\n", _BREAK) if preformatted else element.tail)
            continue
        preformatted += tag == "pre"
        if element in unread:
            walk.skip_subtree()
            continue
        if tag == "table" and element not in arranging:
            yield from _rows(element, unread, arranging)
            walk.skip_subtree()
            continue
        if tag == "br":
            words.append(_BREAK)
        elif tag == "li":
            label = _label(element, counts)
        if element.text:
            words.append(element.text.replace("\n", _BREAK) if preformatted else element.text)
    yield from _lines(words)


def _lines(words: list[str]) -> Iterator[str]:
    text = _BLANKS.sub(" ", _BROKEN.sub("", "".join(words)))
    for line in text.split(_BREAK):
        if line := line.strip():
            yield line


def _label(item: HtmlElement, counts: dict[HtmlElement, int]) -> str:
    """What a browser prints before an item of a list that counts."""
    above = item.getparent()
    if above is None or above.tag != "ol" or _UNMARKED.search(above.get("style", "") + item.get("style", "")):
        return ""
    start = _number(item.get("value"), counts.get(above, _number(above.get("start"), 1) - 1) + 1)
    counts[above] = start
    styled = _STYLED.search(above.get("style", ""))
    if styled is not None and (form := _CHINESE.get(styled[1].lower())) is not None:
        return f"{numeral(start, form)}、"
    return f"{numeral(start, _COUNTING.get(above.get('type', ''), 'decimal'))}. "


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said and re.fullmatch(r"-?[0-9]{1,6}", said.strip()) else otherwise


def layouts(root: HtmlElement) -> set[HtmlElement]:
    """The tables that only arrange the page: of a single row or column, with tables of data, or with a page in a cell.

    Gone through once from the end, so that what is in a table is known before it: they nest as deep as they like.
    """
    found: set[HtmlElement] = set()
    held: dict[HtmlElement, _Held] = {}
    for element in reversed([e for e in root.iter() if isinstance(e.tag, str)]):
        mine = held.setdefault(element, _Held())
        mine.words += len((element.text or "").strip())
        if element.tag == "table":
            if _arranges(element, held):
                found.add(element)
            else:
                mine.data = True
            mine.tables = True
        parent = None if element is root else element.getparent()
        if parent is not None:
            above = held.setdefault(parent, _Held())
            above.words += mine.words + len((element.tail or "").strip())
            above.blocks += mine.blocks + (element.tag in ("p", "br", "div"))
            above.data |= mine.data
            above.tables |= mine.tables
    return found


@dataclass(slots=True)
class _Held:
    """What is in an element: characters, paragraphs, tables of data, tables at all."""

    words: int = 0
    blocks: int = 0
    data: bool = False
    tables: bool = False


def _arranges(table: HtmlElement, held: Mapping[HtmlElement, _Held]) -> bool:
    rows = table_rows(table)
    columns = max((len(cells_of(row)) for row in rows), default=0)
    if held[table].data or columns < 2:
        return True
    if len(rows) < 2:  # a row by itself
        return columns < 3 or any(held[cell].words > _SHORT for cell in cells_of(rows[0]))
    most = max((held[c] for row in rows for c in cells_of(row)), key=lambda h: h.words, default=_Held())
    return 2 * most.words > held[table].words and (
        held[table].tables or (most.words >= _PAGE and most.blocks >= _PARAGRAPHS)
    )


def table_rows(table: HtmlElement) -> list[HtmlElement]:
    """The rows of a table, not those of a table in it."""
    groups = [g for g in table if g.tag in ("thead", "tbody", "tfoot")]
    return [row for group in (table, *groups) for row in group if row.tag == "tr"]


def cells_of(row: HtmlElement) -> list[HtmlElement]:
    """The cells of a row."""
    return [cell for cell in row if cell.tag in ("td", "th")]


def _rows(table: HtmlElement, unread: set[HtmlElement], arranging: set[HtmlElement]) -> Iterator[str | Row]:
    """The rows of a table; a cell over several rows stands in each of them, one over several columns once."""
    for caption in table:
        if caption.tag == "caption":
            yield from _walked(caption, unread, arranging)
    rows = table_rows(table)
    held: dict[int, tuple[int, tuple[str, ...]]] = {}  # by column: for how many more rows, and the words
    for row in rows:
        written: list[tuple[str, ...]] = []
        own = iter(cells_of(row))
        cell = next(own, None)
        while len(written) < _MOST_COLUMNS and (cell is not None or len(written) in held):
            column = len(written)
            if column in held:
                left, words = held.pop(column)
                written.append(words)
                if left > 1:
                    held[column] = (left - 1, words)
                continue
            assert cell is not None
            words = tuple(b for b in _walked(cell, unread, arranging) if isinstance(b, str))
            across = min(max(_number(cell.get("colspan"), 1), 1), _MOST_COLUMNS - column)
            down = _number(cell.get("rowspan"), 1) or len(rows)  # 0: to the last row
            for n in range(across):
                written.append(words if n == 0 else ())
                if down > 1:
                    held[column + n] = (down - 1, words if n == 0 else ())
            cell = next(own, None)
        if any(written):
            yield tuple(written)
