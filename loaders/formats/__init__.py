"""Bytes to text, one module a format; `read` chooses by the content, not by the file's name alone.

The libraries are imported when the first file of their format is read: plain text needs none of them.
"""

from __future__ import annotations

from dataclasses import replace

from loaders.formats.kinds import kind
from loaders.formats.received import NOWHERE, Place, Places, Received
from loaders.formats.txt import Unreadable, decode

__all__ = ["ENDINGS", "NOWHERE", "Place", "Places", "Received", "Unreadable", "decode", "read"]

#: The endings of the files that a folder offers.
ENDINGS = (".txt", ".html", ".htm", ".docx", ".pdf", ".xlsx", ".csv")


def read(content: bytes, name: str) -> Received:
    """The text of a file, and where in the file it stands.

    Args:
        content: the bytes of the file.
        name: its name; what is in the file counts first.

    Raises:
        Unreadable: the file is damaged, encrypted, too large, without text, or in a format that is not read;
            the text says which, and what to do.
    """
    if not content.strip():
        raise Unreadable("the file is empty")
    match kind(content, name):
        case "txt":
            received = Received(decode(content))
        case "html":
            from loaders.formats.html import read_page

            received = read_page(content)
        case "docx":
            from loaders.formats.docx import read_document

            received = read_document(content)
        case "pdf":
            from loaders.formats.process import read_apart

            received = read_apart(content)
        case "xlsx":
            from loaders.formats.spreadsheet import read_workbook

            received = read_workbook(content)
        case "csv":
            from loaders.formats.delimited import read_rows

            received = read_rows(content, name)
    if not received.text.strip():
        raise Unreadable("; ".join(("the file holds no text", *received.gaps)))
    lost = received.text.count("\ufffd")
    if lost:
        gaps = (*received.gaps, f"文件中有{lost}个字符已损坏，无法读出")
        received = replace(received, gaps=gaps)
    return received
