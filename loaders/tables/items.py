"""The items of a table of tasks: which rows belong together, their numbers, and the headings that they stand below.

A name or a number that is given once for several rows holds for all of them: a column of such names has the
headings of the rows, and a numbered row goes on in the rows below it that have no number. Units hold on only where
they stand before the work, as headings do: behind it an empty cell of theirs is empty, unless it says that it
repeats the one above (`REPEATS`: 同上), or words beside the table say that empty cells do (注：空栏与上一行相同).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.numerals import integer
from loaders.structure.outline import Node
from loaders.tables.columns import ACCOUNTABLE
from loaders.tables.grid import Row, Table
from loaders.tables.layout import REPEATS
from loaders.text import Range

__all__ = ["MARK", "Item", "Items"]

MARK = re.compile(r"(?P<n>\d{1,3})[ ]?[.．、](?!\d)[ ]*|[（(](?P<p>\d{1,3})[）)][ 、.]*")
_HAN_MARK = re.compile(
    r"(?:(?P<han>[一二三四五六七八九十]{1,3})[、.．]|（(?P<paren>[一二三四五六七八九十]{1,3})）|"
    r"第(?P<part>[一二三四五六七八九十]{1,3})[章节部]分?)[ 、.]*"
)
_HAN = re.compile(r"[一二三四五六七八九十]+、?")
_TOTAL = re.compile(r"(?:合|总|小|共)[ ]?计(?:[（：].*)?")
#: Words beside a table that say that empty cells repeat those above, perhaps of which column.
_EMPTY_REPEATS = re.compile(
    r"(?:(?P<column>[\u4e00-\u9fff]{2,8})一?[栏列])?(?:内|中)?(?:空白|空栏|空格|空缺|空着|未填|留空)(?:的|处|者)?[^，。；\n]{0,6}"
    r"(?:[同与和]上一?[行栏格项]?(?:内容)?(?:相同|一致)|同上)"
)
_BESIDE = 300
_NUMERALS = "（）().．、 "
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(slots=True)
class Item:
    """An item: its number, its rows, the heading that it stands below, and the cells that say who and when.

    Of each such cell the kind of its column, the head of the column and the cell itself are kept. `above` is the
    cell of units above, where the item has none of its own: perhaps the two were merged. `places` are the cells
    that say where, `unsure` those that seem to name units in a table without a head.
    """

    number: int | None
    rows: list[Row]
    parent: Node | None
    cells: list[tuple[str, Range, Range]] = field(default_factory=list)
    above: Range | None = None
    places: list[Range] = field(default_factory=list)
    unsure: list[Range] = field(default_factory=list)


def _value(words: str) -> int | None:
    """The value of a number cell, or nothing where it is none."""
    bare = words.strip(_NUMERALS)
    if bare in _CIRCLED and bare:
        return _CIRCLED.index(bare) + 1
    if bare.isdecimal():
        return int(bare)
    return integer(bare) if _HAN.fullmatch(bare) else None


def _run_on(marks: Sequence[re.Match[str]]) -> bool:
    """Whether numbers follow one another without a gap."""
    values = [int(m["n"] or m["p"]) for m in marks]
    return all(b == a + 1 for a, b in pairwise(values))


def _whole(rows: list[Row]) -> list[Row]:
    """The rows without the last where a copy was cut off within it: it cannot tell how a table is made."""
    filled = [sum(cell is not None for cell in row.cells) for row in rows]
    return rows[:-1] if len(rows) > 2 and filled[-1] < min(filled[:-1]) else rows


class Items:
    """Reads the rows of one table."""

    def __init__(self, text: str, table: Table) -> None:
        self.text, self.table = text, table
        self.headings: list[Node] = []
        self.rows = _whole([r for r in table.rows if r.cells])
        number = table.of("number")
        self.number = number[0] if number else None
        self.work = table.of("work", "stage")
        self.title = table.of("title", "indicator")
        self.above = table.of("heading")
        self.marked = self.work or self.title
        self.inner = self._numbered_within()
        if self.inner and self.number is not None:
            self.above = sorted([*self.above, self.number])
            self.number = None
        if not self.inner and self.number is None and self._numbered_names():
            self.marked, self.inner = self.title[:1], True
        elif self.title and self.work and self._merged(self.title[0]):
            self.above, self.title = sorted([*self.above, self.title[0]]), self.title[1:]

    def items(self) -> list[Item]:
        """The measures, each with its rows; headings across the table and of its first columns are kept by."""
        items: list[Item] = []
        parent: Node | None = None
        for row in self.table.rows:
            if row.heading is not None:
                parent = self._heading([row.heading])
                continue
            if self._is_total(row):
                continue
            fresh = [row.cells[n] for n in self.above if row.cells[n] is not None]
            named = [c for c in fresh if c is not None]
            if named and (parent is None or self._title_of(parent) != self._words(named[-1])):
                parent = self._heading(named)
            number = self._number(row)
            if items and items[-1].parent is parent and self._goes_on(items[-1], row, number):
                items[-1].rows.append(row)
            elif any(row.cells[n] is not None for n in (*self.work, *self.title)):
                items.append(Item(number, [row], parent))
        self._fill(items)
        return items

    def _is_total(self, row: Row) -> bool:
        """Whether a row sums up the others: its first cell says so, in place of a number or a name."""
        first = next((n for n, cell in enumerate(row.cells) if cell is not None), None)
        return first is not None and _TOTAL.fullmatch(self._words(row.cells[first])) is not None

    def _words(self, cell: Range | None) -> str:
        return "" if cell is None else self.text[slice(*cell)]

    def _number(self, row: Row) -> int | None:
        if self.number is not None:
            return _value(self._words(row.cells[self.number]))
        if self.inner:
            found = self._mark(row)
            return None if found is None else int(found["n"] or found["p"])
        return None

    def _mark(self, row: Row) -> re.Match[str] | None:
        """The number that the words of a row begin with."""
        for n in self.marked:
            cell = row.cells[n]
            if cell is not None and (found := MARK.match(self.text, *cell)):
                return found
        return None

    def _numbered_within(self) -> bool:
        """Whether the words of the rows begin with numbers that run on, as where the number has no column."""
        found = [m for m in map(self._mark, self.rows) if m is not None]
        if len(found) < 2 or len(found) < 0.6 * len(self.rows):
            return False
        if self.number is not None:
            own = [self._words(r.cells[self.number]) for r in self.rows]
            if sum(map(bool, own)) == len(self.rows) and len(set(own)) == len(own):
                return False
        return _run_on(found)

    def _numbered_names(self) -> bool:
        """Whether the names begin with numbers that run on, each name given once for the rows of its work."""
        if not self.title or not self.work:
            return False
        names = [self._words(r.cells[self.title[0]]) for r in self.rows]
        given = [n for n, before in zip(names, ["", *names], strict=False) if n and n != before]
        found = [MARK.match(n) for n in given]
        return len(found) > 1 and _run_on([m for m in found if m]) and all(found)

    def _merged(self, column: int) -> bool:
        """Whether a column of names gives one for several rows that each have their own number, or none has one."""
        before = number = ""
        for row in self.rows:
            words = self._words(row.cells[column])
            mine = "" if self.number is None else self._words(row.cells[self.number])
            own = self.number is None or mine not in ("", number)
            number = mine or number
            if own and before and (not words or words == before) and any(row.cells[n] for n in self.work):
                return True
            before = words or before
        return False

    def _goes_on(self, item: Item, row: Row, number: int | None) -> bool:
        """Whether a row belongs to the measure before it: no number of its own, or the same once more."""
        if self.number is None and not self.inner:
            return all(row.cells[n] is None for n in (*self.work, *self.title))
        if number is None:
            return True
        if number != item.number:
            return False
        mine = [self._words(item.rows[-1].cells[n]) for n in self.title]
        return all(a == b for a, b in zip(mine, [self._words(row.cells[n]) for n in self.title], strict=True))

    def _fill(self, items: list[Item]) -> None:
        """Takes the cells of units and times of each measure; one that repeats the cell above takes that cell."""
        kinds = [c.kind for c in self.table.columns]
        heads = [*self._heads(), *self._repeating()]
        above: dict[int, Range] = {}
        across = {row.heading[0] for row in self.table.rows if row.heading is not None}
        parent: Node | None = None
        for item in items:
            if item.parent is not None and item.parent is not parent and item.parent.start in across:
                above = {n: cell for n, cell in above.items() if n not in heads}
            parent = item.parent
            units: Range | None = None
            for n in heads:
                if n in above and all(row.cells[n] is None for row in item.rows):
                    item.cells.append((kinds[n], above[n], above[n]))
                    units = above[n]
            for row in item.rows:
                for n, cell in enumerate(row.cells):
                    if cell is None:
                        continue
                    if kinds[n] in ("place", "unsure"):
                        (item.places if kinds[n] == "place" else item.unsure).append(cell)
                        continue
                    if not (kinds[n] in ACCOUNTABLE or kinds[n] in ("time", "stage")):
                        continue
                    if self._words(cell) in REPEATS:
                        if n not in above:
                            continue
                        cell = above[n]
                    above[n] = cell
                    head = self.table.head[n] if n < len(self.table.head) else cell
                    item.cells.append((kinds[n], head, cell))
                    units = cell if kinds[n] in ACCOUNTABLE else units
            if units is None:
                item.above = next((above[n] for n in sorted(above) if kinds[n] in ACCOUNTABLE), None)

    def _heads(self) -> list[int]:
        """The columns of units before those of the work, where a unit stands once for all the rows of its own."""
        work = min((*self.work, *self.title, *self.above), default=0)
        return [n for n in self.table.of(*ACCOUNTABLE) if n < work]

    def _repeating(self) -> list[int]:
        """The columns of units whose empty cells repeat the one above, as words before or behind the table say."""
        above = self._heads()
        units = [n for n in self.table.of(*ACCOUNTABLE) if n not in above]
        start, end = self.table.start, self.table.end
        said = _EMPTY_REPEATS.search(self.text, max(0, start - _BESIDE), start) or _EMPTY_REPEATS.search(
            self.text, end, end + _BESIDE
        )
        if said is None:
            return []
        if not said["column"]:
            return units
        heads = {n: self._words(self.table.head[n]) for n in units if n < len(self.table.head)}
        return [n for n, head in heads.items() if head and head in said["column"]]

    def _heading(self, cells: list[Range]) -> Node:
        """A heading of rows; of several cells side by side the last names what stands nearest to the rows."""
        start, end = cells[-1]
        mark = _HAN_MARK.match(self.text, start, end) or MARK.match(self.text, start, end)
        printed = self.text[start : mark.end()].strip(" 、.．") if mark else ""
        value = next((v for v in mark.groupdict().values() if v), None) if mark else None
        node = Node(
            "heading",
            _value(value) if value else None,
            printed,
            start,
            [(mark.end() if mark else start, end)],
        )
        self.headings.append(node)
        return node

    def _title_of(self, node: Node) -> str:
        return self.text[node.start : node.lines[0][1]]
