"""Plain text: UTF-8, else UTF-16, GB18030 or Big5, told by what the bytes decode to."""

from __future__ import annotations

__all__ = ["Unreadable", "decode"]


class Unreadable(Exception):
    """A file that cannot be read as a plan; the text says why, in one line."""


#: What other kinds of file begin with, and what to do about them.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file; save its text as .txt and load that"),
    (b"PK\x03\x04", "a zip archive or an Office file (.docx, .xlsx); save its text as .txt and load that"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls); save its text as .txt and load that"),
    (b"\x89PNG", "a picture; its words must be recognised (OCR) first"),
    (b"\xff\xd8\xff", "a picture; its words must be recognised (OCR) first"),
)
_ENCODINGS = ["utf_16", "gb18030", "big5", "big5hkscs"]


def decode(content: bytes) -> str:
    """The text that the bytes of a file encode, line ends and byte order mark untouched.

    Raises:
        Unreadable: the file is empty, not text, or in an encoding that is none of these.
    """
    if not content.strip():
        raise Unreadable("the file is empty")
    for magic, what in _MAGIC:
        if content.startswith(magic):
            raise Unreadable(f"this is {what}")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = _detected(content)
    if "\x00" in text:
        raise Unreadable("this is not text (it contains null bytes)")
    return text


def _detected(content: bytes) -> str:
    from charset_normalizer import from_bytes  # GB18030 and Big5 overlap: told by how well the words read

    best = from_bytes(content, cp_isolation=_ENCODINGS).best()
    if best is None:
        raise Unreadable("the encoding is not UTF-8, GB18030, Big5 or UTF-16; save the text as UTF-8")
    return content.decode(best.encoding)
