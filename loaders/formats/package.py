"""Office files as the zip containers they are, looked at before any library opens them.

A container names the size of each of its parts, and the zip reader stops there: bounds on these sizes are
bounds on the memory that the file can take. Nothing is ever written to disk, and nothing that a part refers to
outside the container (templates, linked pictures and workbooks) is followed; macros are bytes like any other.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from loaders.formats.txt import Unreadable

__all__ = ["damage", "examined", "parts"]

_MOST_PARTS = 10_000
_MOST_BYTES = 200_000_000
#: XML becomes a tree of objects: its tags and attributes tell how many (of 120 and 220 bytes), its size how long.
_MOST_XML, _MOST_TAGS, _MOST_ATTRIBUTES = 40_000_000, 1_200_000, 2_000_000
_TOO_LARGE = "this Office file holds more than any plan needs; it is not opened (save the plan by itself)"
_ENCRYPTED = 0x1
_XML = (".xml", ".rels", ".vml")
#: A part declares no DTD (ECMA-376 part 2, 6.2.5), so that there are no entities to expand or to fetch.
_DTD = b"<!DOCTYPE"


@contextmanager
def damage(what: str) -> Iterator[None]:
    """Turns whatever a library raises on a damaged file into one line about `what`.

    Raises:
        Unreadable: the library raised anything but a MemoryError, which says nothing of the file.
    """
    try:
        yield
    except (Unreadable, MemoryError):
        raise
    except Exception as error:
        # the libraries let through whatever a broken file leads them to: errors of zip, zlib and XML, but also
        # KeyError, ValueError, TypeError, AttributeError and more, and they promise no class of their own
        raise Unreadable(f"this {what} is damaged and cannot be opened") from error


def parts(content: bytes) -> frozenset[str]:
    """The names of the parts of a container.

    Raises:
        Unreadable: it is damaged, encrypted, or would take too much room.
    """
    with _opened(content) as container:
        entries = container.infolist()
        if len(entries) > _MOST_PARTS:
            raise Unreadable(f"this zip file has more than {_MOST_PARTS:,} parts, as no document has")
        if any(e.flag_bits & _ENCRYPTED for e in entries):
            raise Unreadable("this zip file has a password; open it and save it without one")
        return frozenset(e.filename for e in entries)


def examined(content: bytes, most_tags: int = _MOST_TAGS) -> BytesIO:
    """The container, once it is known that opening it takes bounded memory and that its XML has no entities.

    Args:
        content: the bytes of the file.
        most_tags: how many tags its XML may have in all; fewer where the library makes more of each.

    Raises:
        Unreadable: one of these does not hold.
    """
    with _opened(content) as container, damage("Office file"):
        entries = container.infolist()
        xml = [e for e in entries if e.filename.lower().endswith(_XML)]
        if sum(e.file_size for e in entries) > _MOST_BYTES or sum(e.file_size for e in xml) > _MOST_XML:
            raise Unreadable(_TOO_LARGE)
        tags = attributes = 0
        for entry in xml:
            part = container.read(entry)
            tags += part.count(b"<")
            attributes += part.count(b"=")
            if tags > most_tags or attributes > _MOST_ATTRIBUTES:
                raise Unreadable(_TOO_LARGE)
            if part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in part[:4]:
                part = part.replace(b"\x00", b"")  # UTF-16, whose ASCII characters are all that matters here
            if _DTD in part:
                raise Unreadable("this Office file declares a DTD, as no document may; it is not opened")
    return BytesIO(content)


@contextmanager
def _opened(content: bytes) -> Iterator[ZipFile]:
    try:
        container = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, OverflowError, NotImplementedError, struct.error, zlib.error) as error:
        raise Unreadable("this is a damaged zip or Office file; get it anew") from error
    with container:
        yield container
