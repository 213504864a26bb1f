"""Which format a file is in: told by its first bytes, and by its name only where any bytes would do.

What is no format of plans, or one that hides its text, is refused here with what to do about it.
"""

from __future__ import annotations

import re
from typing import Literal

from loaders.formats.txt import Unreadable

__all__ = ["Kind", "kind"]

Kind = Literal["txt", "html", "docx", "pdf", "xlsx", "csv"]

#: What other kinds of file begin with.
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "a rich text file (.rtf); open it and save it as .docx"),
    (b"Rar!\x1a\x07", "an archive (.rar); unpack it and give the documents in it"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (.7z); unpack it and give the documents in it"),
    (b"\x1f\x8b", "an archive (.gz); unpack it and give the documents in it"),
    (b"BZh", "an archive (.bz2); unpack it and give the documents in it"),
    (b"\xfd7zXZ\x00", "an archive (.xz); unpack it and give the documents in it"),
    (b"\x89PNG", "a picture (.png); its words must be recognised (OCR) first"),
    (b"\xff\xd8\xff", "a picture (.jpg); its words must be recognised (OCR) first"),
    (b"GIF8", "a picture (.gif); its words must be recognised (OCR) first"),
    (b"II*\x00", "a picture (.tif); its words must be recognised (OCR) first"),
    (b"MM\x00*", "a picture (.tif); its words must be recognised (OCR) first"),
    (b"%!PS-", "a PostScript file (.ps); convert it to .pdf"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: The streams in an OLE file that tell which program wrote it ([MS-CFB] 2.6.1: names are UTF-16).
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "an Office file with a password; open it and save it without one"),
    ("PowerPoint Document", "an old Office file (.ppt); save the text of its slides as .docx"),
    ("Workbook", "an old Office file (.xls, .et); open it and save it as .xlsx"),
    ("WordDocument", "an old Office file (.doc, .wps); open it and save it as .docx"),
)
_OLD_OFFICE = "an old Office file (.doc, .wps, .xls); open it and save it as .docx or .xlsx"

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.{0,4000}?-->|<\?xml[^>]{0,200}>)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|link|script)\b",
    re.IGNORECASE | re.DOTALL,
)
#: What a page is built of. A text that a site has put into a file may begin with a tag of the page's head and have its
#: lines as they were: read as a page, it would lose them.
_BUILT = re.compile(rb"</?(?:html|body|div|p|table|h[1-6]|ul|section|article)\b", re.IGNORECASE)
_PAGE_NAMES = (".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml")
_TAG = re.compile(rb"<(?:[A-Za-z]|!--)")
_MAIL = re.compile(rb"\A(?:[A-Za-z][\w-]{1,40}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}", re.ASCII)
_MAILED = re.compile(rb"^(?:MIME-Version|Content-Type|Received|Message-ID|Subject):", re.I | re.M)
_ARCHIVED_PAGE = re.compile(rb"multipart/related|Snapshot-Content-Location|Saved by", re.I)
#: Where an archive made by tar names itself (POSIX ustar, the header block).
_TAR = slice(257, 262)
_FLAT_OFFICE = re.compile(rb'<\?mso-application\s+progid="(Word|Excel)\.')
#: Where a PDF file may begin: readers accept other bytes before the header (PDF 1.7, appendix H.3.4.1).
_HEAD = 1024
#: So long the head of an e-mail may be.
_LETTER = 16_384
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def kind(content: bytes, name: str) -> Kind:
    """The format of a file with these bytes that came with this name.

    Raises:
        Unreadable: it is in a format that is not read; the text says what to do.
    """
    for magic, what in _REFUSED:
        if content.startswith(magic):
            raise Unreadable(f"this is {what}")
    if content.startswith(_OLE[:4]):
        raise Unreadable(f"this is {_old_office(content)}")
    if content.startswith(b"PK"):
        return _packed(content)
    if content[_TAR] == b"ustar":
        raise Unreadable("this is an archive (.tar); unpack it and give the documents in it")
    if (content[:4] == b"RIFF" and content[8:12] == b"WEBP") or content[4:8] == b"ftyp":
        raise Unreadable(
            "this is a picture or a film (.webp, .heic, .mp4); its words must be recognised (OCR) first"
        )
    head = content[:_HEAD]
    if head.startswith(_UTF_16):
        content = head = head.decode("utf-16", "ignore").encode()
    if b"%PDF-" in head:
        return "pdf"
    if (flat := _FLAT_OFFICE.search(head)) is not None:
        ending = ".docx" if flat[1] == b"Word" else ".xlsx"
        raise Unreadable(f"this is an Office file in one XML; open it and save it as {ending}")
    name = name.lower()
    if (mail := _MAIL.match(content[:_LETTER])) is not None and _MAILED.search(mail[0]):
        if _ARCHIVED_PAGE.search(mail[0]):
            raise Unreadable("this is a web page as an archive (.mht); save it as .html")
        raise Unreadable("this is an e-mail (.eml); save the document attached to it, or its text as .txt")
    if (_PAGE.match(content) and _BUILT.search(content)) or (
        name.endswith(_PAGE_NAMES) and _TAG.search(content)
    ):
        return "html"
    return "csv" if name.endswith((".csv", ".tsv")) else "txt"


def _old_office(content: bytes) -> str:
    return next((what for name, what in _OLE_STREAMS if name.encode("utf-16-le") in content), _OLD_OFFICE)


def _packed(content: bytes) -> Kind:
    """The format of a zip container, by the parts in it."""
    from loaders.formats.package import parts

    names = parts(content)
    if any(n.startswith("word/") for n in names):
        return "docx"
    if "xl/workbook.bin" in names:
        raise Unreadable("this is a binary workbook (.xlsb); open it and save it as .xlsx")
    if any(n.startswith("xl/") for n in names):
        return "xlsx"
    if any(n.startswith("ppt/") for n in names):
        raise Unreadable("this is a presentation (.pptx); save the text of its slides as .docx")
    if "OFD.xml" in names:
        raise Unreadable("this is an OFD file; open it and save it as .pdf with its text")
    if "mimetype" in names and "content.xml" in names:
        raise Unreadable("this is an OpenDocument file (.odt, .ods); open it and save it as .docx or .xlsx")
    raise Unreadable("this is a zip archive; unpack it and give the documents in it")
