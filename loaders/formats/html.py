"""Web pages: the article without the site around it, its paragraphs, lists and tables.

Scripts are not run and nothing that the page refers to is fetched.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.etree import ParserError, XMLSyntaxError
from lxml.html import HTMLParser, document_fromstring

from loaders.formats.article import article, title_of
from loaders.formats.attached import left_out
from loaders.formats.blocks import Row, blocks
from loaders.formats.received import Lines, Place, Received
from loaders.formats.txt import Unreadable, decode, reads

__all__ = ["read_page"]

_BOM = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
#: Where browsers look for the encoding (HTML standard, 13.2.3.2: the first 1024 bytes, here with some room).
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_HEAD = 4096
#: The encodings that pages name, and the ones that browsers take for them (Encoding standard, 4.2).
_MEANT = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "gb18030": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "utf8": "utf-8", "utf-8": "utf-8",
}  # fmt: skip
#: Tags and attributes become objects: of the one so many, of the other, which are not told without reading, what a page
#: of so many characters can hold (they take less than a gigabyte).
_MOST_TAGS, _MOST_CHARACTERS = 300_000, 20_000_000
#: How far from its beginning a text has its title: as many lines.
_TITLE_REACH = 40
#: A text of so many characters is more than the notice that comes with a file.
_LONG = 2_000
_SPACES = re.compile(r"\s+")


def read_page(content: bytes) -> Received:
    """The text of a page's article; each place is a paragraph of it, a cell of a table being one too.

    What it refers to is not followed; a page whose files or pictures may hold the plan says so in its gaps.

    Raises:
        Unreadable: the bytes are no text, or hold no page.
    """
    text = _decoded(content)
    if len(text) > _MOST_CHARACTERS or text.count("<") > _MOST_TAGS:
        raise Unreadable("this web page holds more than any plan needs; save the plan by itself")
    try:
        # as UTF-8, which nothing that the page says of itself then contradicts
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (ParserError, XMLSyntaxError, ValueError) as error:
        raise Unreadable("this web page is empty or damaged") from error
    title = title_of(root)
    found, unread = article(root)
    lines = _written(title, list(blocks(found, unread)))
    received = lines.received()
    # a file with the title of a page that is long is the same text once more
    again = _SPACES.sub("", title) if len(received.text) > _LONG else ""
    gaps = [gap for gap in left_out(root, found, unread) if not again or again not in _SPACES.sub("", gap)]
    return replace(received, gaps=tuple(gaps))


def _decoded(content: bytes) -> str:
    """The characters of a page: by its byte order mark, what it declares, or what the bytes look like."""
    for mark, encoding in _BOM:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    declared = _DECLARED.search(content[:_HEAD])
    named = _MEANT.get(declared[1].decode("ascii", "replace").lower()) if declared else None
    for encoding in dict.fromkeys(filter(None, (named, "utf-8"))):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if reads(text):  # bytes of one encoding may be characters of another, which is then declared wrongly
            return text
    return decode(content)


def _written(title: str, found: list[str | Row]) -> Lines:
    """The blocks as lines, with the page's title as the first unless the article has it itself; once in any case."""
    lines = Lines()
    bare = _SPACES.sub("", title)
    head = [_SPACES.sub("", b) for b in found[:_TITLE_REACH] if isinstance(b, str)]
    while bare and bare in head and "".join(head[head.index(bare) + 1 :]).find(bare) >= 0:
        del found[next(n for n, b in enumerate(found) if isinstance(b, str) and _SPACES.sub("", b) == bare)]
        head.remove(bare)
    number = 1
    if bare and bare not in "".join(head):
        lines.line((title, Place(paragraph=number)))
        number += 1
    for block in found:
        if isinstance(block, str):
            lines.line((block, Place(paragraph=number)))
            number += 1
            continue
        row = []
        for cell in block:
            row.append([(words, Place(paragraph=number)) for words in cell])
            number += 1
        lines.row(row)
    return lines
