"""A table as it was found in a text, and how the text is written anew with one line a row, cells between tabs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from loaders.mentions.units import LEVEL, is_person, is_surely_unit, looks_like_unit
from loaders.tables.columns import ACCOUNTABLE, Column
from loaders.text import Edit, Range
from loaders.values import value

__all__ = [
    "BLANKS",
    "DITTO",
    "FURNITURE",
    "HEADING",
    "LABELLED",
    "REPEATS",
    "Cell",
    "Found",
    "Line",
    "Rewritten",
    "apart",
    "cover",
    "edits",
    "joined",
    "trim",
]

#: What stands in a cell that repeats the one above it, also where a copy has lost a merged cell of units.
DITTO = "〃"
#: All the ways in which a cell says so.
REPEATS = (DITTO, "同上", "同左", "″")

#: A cell: its column (-1 where it spans all of them), and where its words begin and end.
Cell = tuple[int, int, int]

#: A line of the text without the blanks around it: start, end, words.
Line = tuple[int, int, str]

#: Headings that may stand across a table, and also below one.
HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}[章节部])"
)
#: Lines of the page, and lines that end what stands above them.
FURNITURE = re.compile(
    r"附[件表]|附[：:]|（此件|分享|打印|关闭|扫一扫|[【〖]|来源|责任编辑|上一[篇条]|下一[篇条]|抄送|(?:信息)?公开(?:选项|属性)|注[：:]|备注[：:]"
)


@value
class Rewritten:
    """A run of the text whose cells stand interleaved, and the row that it is."""

    start: int
    end: int
    words: str


@dataclass(slots=True)
class Found:
    """A table found: where it stands, its columns, and its rows in the order of the text, the head first."""

    start: int
    end: int
    columns: list[Column]
    rows: list[list[Cell] | Rewritten] = field(default_factory=list)
    #: The head that the table is given, where the text has none.
    head: str = ""
    #: Of a row, by its place in `rows`: the columns where a merged cell of the row above covers it.
    covered: dict[int, list[int]] = field(default_factory=dict)
    #: The columns whose cells were broken at a width, so that no line end parts anything.
    wrapped: Collection[int] = ()


def apart(words: str) -> bool:
    """Whether a line between two heads says that two tables stand there, and not two pages of one."""
    return len(words) > 60 or HEADING.match(words) is not None


def cover(table: Found, lost: Collection[int]) -> None:
    """Marks where a copy that loses merged cells has lost one that names units for several rows.

    It is taken for merged only where the table shows that it has merged cells, by rows without a name or number
    of their own, and never in the last row, where the text may have been cut off.

    Args:
        table: the table; its `covered` is set.
        lost: the rows, by their places in `table.rows`, whose cells stood without empty ones between them.
    """
    names = {n for n, c in enumerate(table.columns) if c.kind in ("number", "heading", "title")}
    unit = next(
        (n for kind in ("lead", "responsible") for n, c in enumerate(table.columns) if c.kind == kind), None
    )
    if unit is None or not names:
        return
    number = next((n for n in names if table.columns[n].kind == "number"), None)
    units = {n for n, c in enumerate(table.columns) if c.kind in ACCOUNTABLE}
    times = {n for n, c in enumerate(table.columns) if c.kind == "time"}
    given = [{place for place, _, _ in row} if isinstance(row, list) else set[int]() for row in table.rows]
    if not any(given[n] and names - given[n] and -1 not in given[n] for n in lost if n > 1):
        return
    above: set[int] = set()
    for n, mine in enumerate(given[:-1]):
        if n in lost and unit in above and mine and not mine & {*units, -1} and (number in (None, *mine)):
            table.covered[n] = sorted(c for c in {unit, *(times if not times & mine else ())} if c in above)
            mine = mine | set(table.covered[n])
        above = mine if n else set()


#: What may stand around the words of a cell.
BLANKS = " \t\n"


def trim(text: str, start: int, end: int) -> Range:
    """The run without the blanks at its ends."""
    while start < end and text[start] in BLANKS:
        start += 1
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    return start, end


def edits(text: str, table: Found) -> Iterator[Edit]:
    """The edits that write the table with one line a row and a tab between two columns."""
    at = table.start
    between = "\n" if at and text[at - 1] != "\n" else ""
    between += table.head and table.head + "\n"
    for number, row in enumerate(table.rows):
        if isinstance(row, Rewritten):
            yield from _gap(text, at, row.start, between)
            if text[row.start : row.end] != row.words:
                yield row.start, row.end, row.words
            at, between = row.end, "\n"
            continue
        column = before = 0
        covered = table.covered.get(number, ())
        for n, (place, start, end) in enumerate(row):
            tabs = _tabs(column, place, covered)
            if n and place == before:
                tabs = " "  # two items of one cell, which were glued
            if start > at or between or tabs:
                yield from _gap(text, at, start, between + tabs)
            inner: Iterable[Edit] = ()
            if _MAY_BREAK.search(text, start, end) is not None:
                inner = list(_breaks(text, start, end, _kind(table, place)))
            if start == at and (
                between or tabs
            ):  # cells that were glued: the tab goes before the first character
                yield start, start + 1, between + tabs + text[start]
            yield from inner
            at, between, column, before = end, "", max(place, 0), place
        between = _tabs(column, max(covered, default=-1) + 1, covered).removesuffix("\t") + "\n"
    tail = "\n" if text[table.end : table.end + 1] not in ("\n", "") else ""
    if at < table.end:
        yield at, table.end, tail
    elif tail:
        yield table.end, table.end + 1, tail + text[table.end]


def _kind(table: Found, place: int) -> str:
    if place in table.wrapped:
        return "work"
    return table.columns[place].kind if place >= 0 else "heading"


def _tabs(column: int, place: int, covered: Collection[int]) -> str:
    """The tabs between two cells of a row, with the mark of repetition in the columns that are covered."""
    if not covered:
        return "\t" * (place - column)
    return "".join("\t" + (DITTO if n in covered and n < place else "") for n in range(column + 1, place + 1))


def _gap(text: str, start: int, end: int, words: str) -> Iterator[Edit]:
    if start < end and text[start:end] != words:
        yield start, end, words


_MAY_BREAK = re.compile(r"[\n\t|│┃｜]")
_BREAK = re.compile(r"[ \t]*[\n\t|│┃｜][ \t\n|│┃｜]*")


def _breaks(text: str, start: int, end: int, kind: str) -> Iterator[Edit]:
    """The line ends within a cell: gone, or a space where the lines are items of a list."""
    before, at = "", start
    for m in _BREAK.finditer(text, start, end):
        before += text[max(at, m.start() - _CONTEXT) : m.start()]
        joint = _joint(before, text[m.end() : min(end, m.end() + _CONTEXT)], kind)
        yield m.start(), m.end(), joint
        before, at = (before + joint)[-_CONTEXT:], m.end()


#: How many characters around a line end tell what it parts.
_CONTEXT = 24
#: The label of a role that begins a list of units within a cell: 配合：, 责任单位：.
LABELLED = re.compile(r"(?:牵头|责任|配合|主办|协办|参与|参加|实施)(?:单位|部门|科室)?[：:]")
_MARKED = re.compile(r"\d{1,2}[.．、）)]|（\d|[①-⑳]|[（(]?[一二三四五六七八九十]{1,2}[）)、]")
_ASCII_END, _ASCII_START = re.compile(r"[A-Za-z]$"), re.compile(r"[A-Za-z]")
_LAST_ITEM, _FIRST_ITEM = re.compile(r"[^、，；\s]*$"), re.compile(r"[^、，；\s]*")
#: What is no name yet, though names end so: 各区, where 县（市）政府 follows.
_OPEN_NAME = re.compile(r"各[省市县区州盟旗镇乡]|[省市县区州]委")
_REST_OF_NAME = re.compile(r"[省市县区州盟旗镇乡街道]*[（(]|[\u4e00-\u9fff]{2,3}部$")


#: What begins another time of a cell, and is not the rest of one: 2022年10月底前, 完成.
_NEW_TIME = re.compile(r"\d|每|[上下]半年|第?[一二三四]季度|持续|长期|全年|常年|[（(]")


def _joint(before: str, after: str, kind: str) -> str:
    """What stands between two lines of a cell: a line of a list of units may be a unit or go on with one."""
    if (
        _MARKED.match(after)
        or LABELLED.match(after)
        or (_ASCII_END.search(before) and _ASCII_START.match(after))
    ):
        return " "
    if kind in ACCOUNTABLE:
        last, first = _LAST_ITEM.search(before), _FIRST_ITEM.match(after)
        return " " if last and first and _are_two(last[0], first[0]) else ""
    if kind in ("time", "stage"):
        return " " if _NEW_TIME.match(after) and not before[-1:].isdigit() else ""
    return " " if kind in ("person", "place") else ""


def _are_two(last: str, first: str) -> bool:
    """Whether the words before and behind a line end are two items of a list, and not one name that was broken."""
    if looks_like_unit(last):
        return len(first) > 2 and not (_OPEN_NAME.fullmatch(last) and _REST_OF_NAME.match(first))
    beside = is_surely_unit(first) and (len(last) > 2 or LEVEL.match(first) is None)
    return beside and is_person(last)  # who answers for a unit, and the next unit


def joined(pieces: Sequence[str], kind: str, filled: Sequence[bool] = ()) -> str:
    """The pieces of a cell that stood on lines of their own, as one; after a piece that is `filled` nothing begins."""
    whole, full = "", False
    for n, piece in enumerate(pieces):
        if not piece:
            continue
        joint = "" if not whole or full else _joint(whole[-_CONTEXT:], piece[:_CONTEXT], kind)
        whole += joint + piece
        full = bool(filled) and filled[n]
    return whole
