"""What goes on over lines and pages: paragraphs, and tables with their broken rows, merged cells and heads again."""

from __future__ import annotations

import re

from loaders.formats.grids import Grid
from loaders.formats.received import Lines, Piece, Place
from loaders.formats.typesetting import Line, cell_words, continues, resumed

__all__ = ["Writer"]

#: The cells of a row of a table, each with its pieces.
_Row = list[list[Piece]]
_NUMBER = re.compile(r"\d{1,3}[.、]?")


class Writer:
    """Writes the blocks of a document, of which the last may go on: a paragraph in a line, a table on a page."""

    def __init__(self, body: float) -> None:
        self._body, self._lines = body, Lines()
        self._line: Line | None = None
        self._paragraph: list[Piece] = []
        self._rows: list[_Row] = []
        #: For each cell of these how many rows, to this one, it is merged over.
        self._reach: list[list[int]] = []
        self._page: int | None = None

    def add(self, block: Line | Grid, place: Place) -> None:
        """Takes the next block, from top to bottom and page to page."""
        if isinstance(block, Grid):
            self._end_paragraph()
            self._table(block, place)
            return
        self._end_table()
        if self._line is not None and continues(self._line, block, body=self._body):
            self._paragraph.append((_joint(self._line.words, block.words) + resumed(block.words), place))
        else:
            self._end_paragraph()
            self._paragraph = [(block.words, place)]
        self._line = block

    def close(self) -> Lines:
        """All that was written."""
        self._end_paragraph()
        self._end_table()
        return self._lines

    def _table(self, grid: Grid, place: Place) -> None:
        """A table, or the rest of one that goes on over the page."""
        rows, reach = _rows(grid, place), _reach(grid.cell)
        if self._rows and len(self._rows[0]) != len(rows[0]):
            self._end_table()
        if self._rows and place.page != self._page:
            rows = _going_on(self._rows, self._reach, rows, _reach(grid.cell[::-1])[::-1])
        self._rows += rows
        self._reach += reach[len(reach) - len(rows) :]
        self._page = place.page

    def _end_paragraph(self) -> None:
        self._lines.line(*self._paragraph)
        self._paragraph, self._line = [], None

    def _end_table(self) -> None:
        for row in self._rows:
            self._lines.row(row, joint="")
        self._rows, self._reach = [], []


def _reach(cells: list[list[tuple[int, int]]]) -> list[list[int]]:
    """For each row and column over how many rows, from where it begins to this one, the cell there is merged."""
    found: list[list[int]] = []
    for n, row in enumerate(cells):
        found.append(
            [found[n - 1][c] + 1 if n and cells[n - 1][c] == cell else 1 for c, cell in enumerate(row)]
        )
    return found


def _going_on(
    before: list[_Row], above: list[list[int]], rows: list[_Row], below: list[list[int]]
) -> list[_Row]:
    """The rows of a table on a further page: without its head again, its broken row and merged cells put together.

    Args:
        before: the rows of the pages before, whose last ones may get the words of a merged cell from this page.
        above: for each of their cells over how many rows, to that one, it is merged.
        rows: those of this page.
        below: for each of their cells over how many rows, from that one on, it is merged.
    """
    head = 0
    while head < min(len(rows), len(before)) and _words(rows[head]) == _words(before[head]):
        head += 1
    rows, below, last = rows[head:], below[head:], before[-1]
    if not rows:
        return rows
    numbers = _numbers(before)
    if last[numbers] and _NUMBER.fullmatch(last[numbers][0][0]) and not any(rows[0][: numbers + 1]):
        for cell, rest in zip(
            last, rows[0], strict=True
        ):  # each row has a number: this is the rest of the last
            cell += rest
        rows, below = rows[1:], below[1:]
    if rows and not rows[0][0] and last[0] and not _NUMBER.fullmatch(last[0][0][0]):
        for row in rows:  # a heading merged over the rows of both pages
            if row[0]:
                break
            row[0] = last[0]
    if rows:
        _merge_over(before, above[-1], rows, below[0])
    return rows


def _numbers(rows: list[_Row]) -> int:
    """The column that numbers the rows: one of the first, whose cells are numbers more often than not."""
    for column in range(min(3, len(rows[0]) - 1)):
        filled = [row[column][0][0] for row in rows if row[column]]
        if 2 * sum(_NUMBER.fullmatch(words) is not None for words in filled) > len(filled):
            return column
    return 0


def _merge_over(before: list[_Row], above: list[int], rows: list[_Row], below: list[int]) -> None:
    """Gives the words of a cell that is merged over rows of two pages, and printed on one, to all of them."""
    for column, (up, down) in enumerate(zip(above, below, strict=True)):
        if max(up, down) < 2:  # two cells, of which one is empty
            continue
        last, following = before[-1][column], rows[0][column]
        if last and not following:
            for row in rows[:down]:
                row[column] = last
        elif following and not last:
            for row in before[-up:]:
                row[column] = following


def _words(row: _Row) -> list[list[str]]:
    return [[words for words, _ in cell] for cell in row]


_LETTERS = re.compile(r"[A-Za-z]")


def _joint(before: str, after: str) -> str:
    """What stands between two lines of a paragraph: a blank between two words of letters."""
    return " " if _LETTERS.match(before[-1:]) and _LETTERS.match(after) else ""


def _rows(grid: Grid, place: Place) -> list[_Row]:
    """The rows of a table; a cell over several rows stands in each of them, one over several columns once."""
    words = {cell: cell_words(glyphs, *grid.sides(cell)) for cell, glyphs in grid.glyphs.items()}
    return [
        [
            [(words[cell], place)] if column == cell[1] and words.get(cell) else []
            for column, cell in enumerate(row)
        ]
        for row in grid.cell
    ]
