"""Word files (.docx, .docm): paragraphs with the numbers that their list style makes, and tables.

Read as Word shows the document in print: without what was deleted under tracked changes, hidden text, comments,
headers, footers, notes and the table of contents, whose lines repeat the headings. Of what may be text of the plan all
the same (notes, hidden text, embedded files, pictures) a reading note says that it was not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lxml.etree import _Element

from loaders.formats.numbering import Numbering, children, first, local, styles, value
from loaders.formats.package import damage, examined
from loaders.formats.received import Cell, Lines, Piece, Place, Received
from loaders.formats.symbols import symbol
from loaders.formats.txt import Unreadable
from loaders.formats.unread import Unread

if TYPE_CHECKING:
    from docx.opc.part import Part

__all__ = ["read_document"]

#: Elements of a paragraph whose words are not shown.
_UNSEEN = frozenset(
    ["del", "moveFrom", "rPr", "pPr", "rt", "instrText", "delText", "fldData", "sdtPr", "rubyPr", "ctrlPr"]
)
_BLOCKS = frozenset(["sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"])
#: The marks of a paragraph that is deleted, or moved away, with its mark: it goes on in the next one.
_GONE = ("del", "moveFrom")
_TOC = re.compile(r"toc \d|toc heading|table of figures")
_OFF = ("0", "false", "off")


def read_document(content: bytes) -> Received:
    """The text of a Word file; each place is a paragraph of its body, counted from 1 through tables too.

    Raises:
        Unreadable: the file is damaged, or opening it would take too much.
    """
    stream = examined(content)
    from docx.opc.package import OpcPackage

    with damage("Word file (.docx)"):
        package = OpcPackage.open(stream)
        main = next(
            rel.target_part
            for rel in package.rels.values()
            if rel.reltype.endswith("/officeDocument") and not rel.is_external
        )
        related: dict[str, _Element] = {}
        for rel in main.rels.values():
            kind = rel.reltype.rpartition("/")[2]
            if kind in ("styles", "numbering", "footnotes", "endnotes") and not rel.is_external:
                related[kind] = _tree(rel.target_part)
        root = _tree(main)
    body = first(root, "body")
    if body is None:
        raise Unreadable("this Word file has no document in it")
    return _Reader(related).read(body)


def _tree(part: Part) -> _Element:
    """The XML of a part: as the library read it, or read now where it does not know the kind (.docm)."""
    from docx.opc.part import XmlPart
    from docx.oxml.parser import parse_xml

    return part.element if isinstance(part, XmlPart) else parse_xml(part.blob)


class _Reader:
    """Goes through the body of one document."""

    def __init__(self, related: dict[str, _Element]) -> None:
        self.styles, self.default = styles(related.get("styles"))
        self.numbering = Numbering(related.get("numbering"), self.styles)
        self.lines = Lines()
        self.paragraphs = 0
        #: The paragraph that the text box which is being read hangs on.
        self._anchor: Place | None = None
        #: The words of a paragraph whose mark was deleted.
        self._carried = ""
        self._unread = Unread()
        for name in ("footnotes", "endnotes"):
            self._unread.notes(related.get(name))

    def read(self, body: _Element) -> Received:
        self._blocks(body)
        return self.lines.received(self._unread.gaps())

    def _blocks(self, element: _Element) -> None:
        for child in element:
            name = local(child)
            if name == "p":
                boxes: list[_Element] = []
                for piece in self._paragraph(child, boxes):
                    self.lines.line(piece)
                for box in boxes:
                    with self._anchored():
                        self._blocks(box)
            elif name == "tbl":
                self._table(child)
            elif name in _BLOCKS and not _is_contents(child):
                self._blocks(child)
            elif name == "AlternateContent":
                for chosen in children(child, "Choice")[:1] or children(child, "Fallback")[:1]:
                    self._blocks(chosen)
            elif name == "altChunk":
                self._unread.add("嵌入的文件")

    @contextmanager
    def _anchored(self) -> Iterator[None]:
        """While a text box is read: what stands in it stands in the paragraph that it hangs on."""
        before = self._anchor
        self._anchor = before or Place(paragraph=self.paragraphs)
        try:
            yield
        finally:
            self._anchor = before

    def _paragraph(self, p: _Element, boxes: list[_Element], *, in_cell: bool = False) -> list[Piece]:
        """A paragraph with its number, if it has words; the text boxes anchored in it are put by."""
        self.paragraphs += self._anchor is None
        place = self._anchor or Place(paragraph=self.paragraphs)
        properties = first(p, "pPr")
        style = value(first(properties, "pStyle")) or self.default
        words = self._carried + "".join(_words(p, boxes, self._unread))
        self._carried = ""
        if _goes_on(p, properties):
            self._carried = words
            return []
        label = self.numbering.label(properties, style)
        words = words.strip()
        if not words and in_cell:  # a column of numbers that a list style makes
            words, label = label.strip(), ""
        if not words or _TOC.fullmatch(self.styles[style].name if style in self.styles else ""):
            return []
        return [(label + words, place)]

    def _table(self, table: _Element) -> None:
        rows = [list(_cells(row)) for row in _inner(table, "tr")]
        if all(len(cells) <= 1 for cells in rows):  # a frame around paragraphs
            for cells in rows:
                for cell in cells:
                    self._blocks(cell)
            return
        above: dict[int, Cell] = {}
        for row, cells in zip(_inner(table, "tr"), rows, strict=True):
            if any(_is_of_columns(inner) for cell in cells for inner in children(cell, "tbl")):
                for cell in cells:  # a row that arranges a table and what stands beside it
                    self._blocks(cell)
                above = {}
                continue
            written: list[Cell] = [() for _ in range(_skipped(row, "gridBefore"))]
            now: dict[int, Cell] = {}
            for cell in cells:
                properties = first(cell, "tcPr")
                column = len(written)
                merge = first(properties, "vMerge")
                own: Cell = list(self._cell(cell))
                if merge is not None:
                    if value(merge) != "restart":
                        own = above.get(column, own)
                    now[column] = own
                aside = first(properties, "hMerge")
                if aside is not None and value(aside) != "restart":
                    own = ()
                written.append(own)
                span = value(first(properties, "gridSpan")) or "1"
                written += [()] * (min(int(span), 64) - 1 if span.isdecimal() else 0)
            above = now
            self.lines.row(written)

    def _cell(self, cell: _Element) -> Iterator[Piece]:
        """The paragraphs of a cell, those of a table within it too."""
        for child in cell:
            name = local(child)
            if name == "p":
                boxes: list[_Element] = []
                yield from self._paragraph(child, boxes, in_cell=True)
                for box in boxes:
                    with self._anchored():
                        yield from self._cell(box)
            elif name in _BLOCKS or name in ("tbl", "tr", "tc"):
                yield from self._cell(child)


def _is_of_columns(table: _Element) -> bool:
    """Whether a table has more than a row and a column, so that its words say nothing one after another."""
    rows = children(table, "tr")
    return len(rows) > 1 and max(len(children(row, "tc")) for row in rows) > 1


def _is_contents(element: _Element) -> bool:
    """Whether a block is a table of contents that Word keeps (17.5.2.12: docPartGallery)."""
    gallery = first(element, "sdtPr", "docPartObj", "docPartGallery")
    return value(gallery) == "Table of Contents"


def _goes_on(p: _Element, properties: _Element | None) -> bool:
    """Whether the mark of a paragraph was deleted under tracked changes, so that the next one goes on in its line."""
    if not any(first(properties, "rPr", mark) is not None for mark in _GONE):
        return False
    following = p.getnext()
    while following is not None and local(following) not in (
        "p",
        "tbl",
        "sdt",
        "sectPr",
    ):  # marks between them
        following = following.getnext()
    return following is not None and local(following) == "p"


def _inner(element: _Element, name: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, also those that a content control wraps."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in _BLOCKS:
            yield from _inner(child, name)


def _cells(row: _Element) -> Iterator[_Element]:
    if not any(value(mark) not in _OFF for mark in children(row, "trPr", "del")):
        yield from _inner(row, "tc")


def _skipped(row: _Element, name: str) -> int:
    said = value(first(row, "trPr", name)) or "0"
    return min(int(said), 64) if said.isdecimal() else 0


def _words(element: _Element, boxes: list[_Element], unread: Unread) -> Iterator[str]:
    """The words of a paragraph in their order; text boxes met are put by, and what is not read is counted."""
    for child in element:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name == "r":
            if not any(value(v) not in _OFF for v in children(child, "rPr", "vanish")):
                yield from _words(child, boxes, unread)
            elif any((t.text or "").strip() for t in children(child, "t")):
                unread.add("隐藏的文字")
        elif name in ("tab", "ptab"):
            yield " "
        elif name in ("br", "cr"):
            yield "\n" if value(child, "type") in (None, "textWrapping") else ""
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "sym":
            yield symbol(value(child, "font") or "", value(child, "char") or "")
        elif name == "AlternateContent":
            for chosen in children(child, "Choice")[:1] or children(child, "Fallback")[:1]:
                yield from _words(chosen, boxes, unread)
        elif name == "txbxContent":
            boxes.append(child)
        elif name and name not in _UNSEEN:
            unread.look(child)
            yield from _words(child, boxes, unread)
