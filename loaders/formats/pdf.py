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

from loaders.formats.glyphs import Box, Glyph, Page, page_of
from loaders.formats.grids import Grid, grids
from loaders.formats.page_breaks import Writer
from loaders.formats.received import Lines, Place, Received
from loaders.formats.regions import regions, within
from loaders.formats.txt import Unreadable
from loaders.formats.typesetting import Line, furniture, lines, with_edges

__all__ = ["read_pages"]

_MOST_PAGES = 1_000
_MOST_CHARACTERS = 400_000
_MOST_STREAM = 32_000_000
#: Deflate makes at most so many bytes of one (RFC 1951: 258 bytes of two bits).
_RATIO = 1032
_STREAM = re.compile(rb"stream\r?\n")
_TWICE = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")
#: A page that is a picture may have a number or a stamp of so many characters printed on it.
_STAMPED = 40
#: A blank that parts two cells; rows of a table have two, and a table so many rows, of the lines of its page.
_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff，、；]) (?=\S)|(?<=\S) (?=[\u4e00-\u9fff])")
_ROWS, _SHARE = 4, 0.25
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
    without = [page.number for page in pages if page.pictured and len(page.glyphs) < _STAMPED]
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
    gaps = [f"第{_numbers(without)}页是图片，没有文字层，没有读取"] if without else []
    written, mixed = _written(pages)
    if mixed:
        gaps.append(f"第{_numbers(mixed)}页有表格没有框线，各栏的文字可能混在一起")
    return written.received(gaps)


def _numbers(pages: list[int]) -> str:
    return "、".join(map(str, pages))


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


def _written(pages: list[Page]) -> tuple[Lines, list[int]]:
    """All pages as lines, and the numbers of those with tables whose columns nothing parts but blanks."""
    tables = [grids(page.rulings, page.glyphs) for page in pages]
    free = [
        [g for g in page.glyphs if not any(table.take(g) for table in mine)]
        for page, mine in zip(pages, tables, strict=True)
    ]
    printed = [lines(glyphs) for glyphs in free]
    of_page = furniture(printed, [page.height for page in pages])
    body = median([n.size for found in printed for n in found] or [1.0])
    parts = [
        _Page(
            page,
            [n for i, n in enumerate(found) if i not in left_out],
            [found[i] for i in left_out],
            glyphs,
            mine,
        )
        for page, found, left_out, glyphs, mine in zip(pages, printed, of_page, free, tables, strict=True)
    ]
    # columns have edges of their own, alike on all pages
    for columns in (False, True):
        mine = [(part, n) for part in parts for n, r in enumerate(part.regions) if r.column == columns]
        spread = with_edges([p.printed[n] for p, n in mine], [p.page.width / (1 + columns) for p, _ in mine])
        for (part, n), found in zip(mine, spread, strict=True):
            part.printed[n] = found
    writer = Writer(body)
    for part in parts:
        for found, inner in zip(part.printed, part.tables, strict=True):
            blocks: list[Line | Grid] = [*found, *inner]
            for block in sorted(blocks, key=lambda b: -b.top):
                writer.add(block, Place(page=part.page.number))
    return writer.close(), [part.page.number for part in parts if part.is_mixed]


class _Page:
    """A page in its regions: the lines and tables of each."""

    def __init__(
        self, page: Page, found: list[Line], furniture: list[Line], glyphs: list[Glyph], tables: list[Grid]
    ) -> None:
        self.page = page
        margins = [(n.bottom, n.top) for n in furniture]
        inner = [g for g in glyphs if not any(a <= (g.bottom + g.top) / 2 <= b for a, b in margins)]
        self.regions = regions(inner, [table.box for table in tables])
        self.printed = [found]
        if len(self.regions) > 1:
            parted: list[list[Glyph]] = [[] for _ in self.regions]
            for g in inner:
                parted[within(self.regions, Box(*g[1:]))].append(g)
            self.printed = [lines(part) for part in parted]
        self.tables: list[list[Grid]] = [[] for _ in self.regions]
        for table in tables:
            self.tables[within(self.regions, table.box)].append(table)

    @property
    def is_mixed(self) -> bool:
        """Whether lines are torn by blanks as rows of a table are that has no ruling lines."""
        words = [n.words for found in self.printed for n in found]
        torn = sum(len(_BETWEEN.findall(line)) > 1 for line in words)
        return torn >= _ROWS and torn >= _SHARE * len(words)
