"""PDF files: the text layer, paragraphs joined over their lines and pages, tables, without headers and footers.

The library runs no script of a file, opens no file within it and follows no link. A page that is only a picture
has no text to read: recognising it is the work of other programs.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from statistics import median

from pypdfium2 import PdfDocument, PdfiumError
from pypdfium2.raw import FPDF_ERR_PASSWORD

from loaders.formats.glyphs import Page, page_of
from loaders.formats.grids import Grid, grids
from loaders.formats.received import Lines, Piece, Place, Received
from loaders.formats.txt import Unreadable
from loaders.formats.typesetting import Line, cell_words, continues, furniture, lines, with_edges

__all__ = ["read_pages"]

_MOST_PAGES = 1_000
_MOST_CHARACTERS = 400_000
_MOST_STREAM = 32_000_000
#: Deflate makes at most so many bytes of one (RFC 1951: 258 bytes of two bits).
_RATIO = 1032
_STREAM = re.compile(rb"stream\r?\n")
_TWICE = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")
#: Characters that no font says the meaning of: private ones, and the sign for an unknown one.
_MEANINGLESS = re.compile("[\ufffd\ufffe\uffff\ue000-\uf8ff\x80-\x9f]")


def read_pages(content: bytes) -> Received:
    """The text of a PDF file; each place is a page, counted from 1.

    Raises:
        Unreadable: the file is damaged, has a password or no text layer, or would take too much.
    """
    _bounded(content)
    pages = list(_pages(content))
    text = "".join(g.character for page in pages for g in page.glyphs).replace(" ", "")
    without = [page.number for page in pages if page.pictured and not page.glyphs]
    if not text:
        raise Unreadable(
            "this PDF file holds pictures of pages (a scan) and no text; have the text recognised (OCR) first"
            if without
            else "this PDF file holds no text"
        )
    if len(_MEANINGLESS.findall(text)) > 0.3 * len(text):
        raise Unreadable(
            "the fonts of this PDF file do not say which characters they draw; have it recognised (OCR)"
        )
    gaps = [f"第{'、'.join(map(str, without))}页是图片，没有文字层，没有读取"] if without else []
    return _written(pages).received(gaps)


def _pages(content: bytes) -> Iterator[Page]:
    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        if error.err_code == FPDF_ERR_PASSWORD:
            raise Unreadable("this PDF file has a password; save it without one") from error
        raise Unreadable("this PDF file is damaged and cannot be opened") from error
    try:
        if len(document) > _MOST_PAGES:
            raise Unreadable(
                f"this PDF file has more than {_MOST_PAGES:,} pages; give those of the plan alone"
            )
        characters = 0
        for n in range(len(document)):
            try:
                page = document[n]
            except PdfiumError as error:
                raise Unreadable(f"page {n + 1} of this PDF file is damaged") from error
            found = page_of(page, n + 1)
            page.close()
            characters += len(found.glyphs)
            if characters > _MOST_CHARACTERS:
                raise Unreadable(
                    f"this PDF file holds more than {_MOST_CHARACTERS:,} characters; give the pages of the plan alone"
                )
            yield found
    finally:
        document.close()


def _bounded(content: bytes) -> None:
    """Looks how large the packed streams of a file are, before the library unpacks them whole.

    Raises:
        Unreadable: one is too large, or packed more than once, which only hides that.
    """
    large = "this PDF file unpacks to more than a document needs; it is not opened"
    if _TWICE.search(content):
        raise Unreadable(large)
    view = memoryview(content)
    for m in _STREAM.finditer(content):
        end = content.find(b"endstream", m.end())
        packed = view[m.end() : end if end >= 0 else len(view)]
        if len(packed) * _RATIO <= _MOST_STREAM:
            continue
        unpack = zlib.decompressobj()
        total, at = 0, 0
        try:
            while at < len(packed) and not unpack.eof:
                rest = unpack.decompress(packed[at : at + 65_536])
                total, at = total + len(rest), at + 65_536
                if total > _MOST_STREAM:
                    raise Unreadable(large)
        except zlib.error:  # not packed in this way, or damaged: the library sees to it
            continue


def _written(pages: list[Page]) -> Lines:
    """All pages as lines."""
    tables = [grids(page.rulings) for page in pages]
    printed = [
        lines(g for g in page.glyphs if not any(table.take(g) for table in mine))
        for page, mine in zip(pages, tables, strict=True)
    ]
    of_page = furniture(printed, [page.height for page in pages])
    printed = [
        [n for i, n in enumerate(found) if i not in left_out]
        for found, left_out in zip(printed, of_page, strict=True)
    ]
    body = median([n.size for found in printed for n in found] or [1.0])
    writer = _Writer(body)
    printed = with_edges(printed, [page.width for page in pages])
    for page, found, mine in zip(pages, printed, tables, strict=True):
        blocks: list[Line | Grid] = [*found, *mine]
        for block in sorted(blocks, key=lambda b: -b.top):
            writer.add(block, Place(page=page.number))
    return writer.close()


#: The cells of a row of a table, each with its pieces.
_Row = list[list[Piece]]
_NUMBER = re.compile(r"\d{1,3}[.、]?")


class _Writer:
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
            self._paragraph.append((_joint(self._line.words, block.words) + block.words, place))
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
    if not rows[0][0] and last[0]:
        if _NUMBER.fullmatch(last[0][0][0]):  # each row has one: this is the rest of the last
            for cell, rest in zip(last, rows[0], strict=True):
                cell += rest
            rows, below = rows[1:], below[1:]
        else:
            for row in rows:  # a heading merged over the rows of both pages
                if row[0]:
                    break
                row[0] = last[0]
    if rows:
        _merge_over(before, above[-1], rows, below[0])
    return rows


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
    words = {cell: cell_words(glyphs, grid.width(cell)) for cell, glyphs in grid.glyphs.items()}
    return [
        [
            [(words[cell], place)] if column == cell[1] and words.get(cell) else []
            for column, cell in enumerate(row)
        ]
        for row in grid.cell
    ]
