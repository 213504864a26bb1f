"""Damaged and hostile files: text or one line that says what is wrong, within bounds of time and memory."""

from __future__ import annotations

import io
import random
import time
import zipfile
import zlib
from collections.abc import Callable

import pytest

from loaders.formats import Unreadable, read
from tests.loaders.formats.writing import PROSE, TABLE, TITLE, csv_of, docx_of, html_of, pdf_of, xlsx_of

FILES = {
    "plan.docx": docx_of([TITLE, *PROSE], TABLE),
    "plan.xlsx": xlsx_of(TABLE),
    "plan.pdf": pdf_of(PROSE, TABLE, title=TITLE),
    "plan.html": html_of([TITLE, *PROSE], TABLE).encode(),
    "plan.csv": csv_of(TABLE).encode(),
}
#: So long may the reading of a file take that no plan is like.
SECONDS = 5


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def repeated(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    return (
        content[:start]
        + content[start : start + chance.randrange(1, 300)] * chance.randrange(2, 300)
        + content[start:]
    )


def without(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randrange(1, 300) :]


CHANGES: list[Callable[[bytes, random.Random], bytes]] = [cut, flipped, repeated, without]


def packed(content: bytes, **changed: bytes) -> bytes:
    """An Office file with some parts exchanged; document_xml is word/document.xml."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changed.get(name.rpartition("/")[2].replace(".", "_"), old.read(name)))
    return stream.getvalue()


def inside(content: bytes, chance: random.Random) -> bytes:
    """An Office file whose container is whole, with one part changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        name = chance.choice([n for n in container.namelist() if n.endswith((".xml", ".rels"))])
        part = chance.choice(CHANGES)(container.read(name), chance)
    return packed(content, **{name.rpartition("/")[2].replace(".", "_"): part})


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_gives_text_or_one_line(name: str) -> None:
    ways = [*CHANGES, *([inside] * 4 if name in ("plan.docx", "plan.xlsx") else [])]
    outcomes = {True: 0, False: 0}
    for number in range(60):
        chance = random.Random(f"{name} {number}")
        content = ways[number % len(ways)](FILES[name], chance)
        try:
            outcomes[bool(read(content, name).text)] += 1
            continue
        except Unreadable as error:
            reason = str(error)
        assert reason
        assert "\n" not in reason
        outcomes[False] += 1
    assert all(outcomes.values())  # some were read, some refused


WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData>%s</worksheet>'
ONE = b'<row r="1"><c r="A1"><v>1</v></c></row>'
DOCX, XLSX = docx_of(["一、甲"]), xlsx_of([["甲"]])


def pdf_with(stream: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    """A PDF file of one page with this content, without a table of its objects: readers find them."""
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>"
    content = b"<</Length %d/Filter%s>>\nstream\n%s\nendstream" % (len(stream), filters, stream)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", pages, page, content]
    written = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, o) for n, o in enumerate(objects, 1))
    return b"%PDF-1.7\n" + written + b"trailer<</Root 1 0 R>>\n%%EOF"


HOSTILE: list[tuple[str, str, Callable[[], bytes], str]] = [
    (
        "a part that unpacks to 300 MB",
        "docx",
        lambda: packed(DOCX, document_xml=bytes(300_000_000)),
        "not opened",
    ),
    (
        "a million tags",
        "docx",
        lambda: packed(DOCX, document_xml=WORD % (b"<w:p/>" * 1_300_000)),
        "not opened",
    ),
    (
        "four million attributes",
        "docx",
        lambda: packed(DOCX, document_xml=WORD % (b"<w:p a='' b='' c='' d='' e='' f=''/>" * 700_000)),
        "not opened",
    ),
    (
        "a million cells of one tag",
        "xlsx",
        lambda: packed(XLSX, sheet1_xml=SHEET % (b"<row>" + b"<c/>" * 1_000_000 + b"</row>", b"")),
        "not opened",
    ),
    ("deep nesting", "docx", lambda: packed(DOCX, document_xml=WORD % (b"<w:sdt>" * 50_000)), "damaged"),
    (
        "entities",
        "docx",
        lambda: packed(
            DOCX,
            document_xml=b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
            + WORD % b"<w:p>&a;</w:p>",
        ),
        "DTD",
    ),
    (
        "entities in a sheet",
        "xlsx",
        lambda: packed(XLSX, sheet1_xml=b"<!DOCTYPE d []>" + SHEET % (ONE, b"")),
        "DTD",
    ),
    (
        "one cell merged over all of a sheet",
        "xlsx",
        lambda: packed(
            XLSX, sheet1_xml=SHEET % (ONE, b"<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>")
        ),
        "merged",
    ),
    (
        "cells at both ends of a sheet",
        "xlsx",
        lambda: packed(
            XLSX, sheet1_xml=SHEET % (ONE + b'<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>', b"")
        ),
        "",
    ),
    (
        "a stream that unpacks to 100 MB",
        "pdf",
        lambda: pdf_with(zlib.compress(bytes(100_000_000))),
        "not opened",
    ),
    (
        "a stream packed twice",
        "pdf",
        lambda: pdf_with(zlib.compress(zlib.compress(bytes(100_000_000))), b"[/FlateDecode /FlateDecode]"),
        "not opened",
    ),
    ("brackets without end", "pdf", lambda: pdf_with(zlib.compress(b"[<<(" * 500_000)), "no text"),
    ("deep nesting", "html", lambda: b"<html>" + b"<div>" * 100_000 + "一、甲".encode(), ""),
    ("tags without end", "html", lambda: b"<html>" + b"<br>" * 400_000, "more than any plan"),
    (
        "a span over everything",
        "html",
        lambda: b"<html><table>" + b"<tr><td rowspan=99999 colspan=9999>x<td>y" * 2_000,
        "",
    ),
    (
        "attributes without end",
        "html",
        lambda: b"<html><p " + b"a=1 " * 5_000_001,
        "more than any plan",
    ),
    ("cells without end", "csv", lambda: b"1,\n" * 400_000, "more than any plan"),
    ("delimiters without end", "csv", lambda: b"," * 4_000_000, "more than any plan"),
    ("a quote never closed", "csv", lambda: b'"' * 1_000_001 + b',""' * 100_000, ""),
    ("a hundred thousand cells in a row", "csv", lambda: b"x," * 100_000, ""),
]


@pytest.mark.parametrize(
    ("ending", "content", "reason"), [h[1:] for h in HOSTILE], ids=[f"{h[1]}: {h[0]}" for h in HOSTILE]
)
def test_what_is_made_to_exhaust_a_reader_is_refused_or_read_in_time(
    ending: str, content: Callable[[], bytes], reason: str
) -> None:
    made = content()
    start = time.process_time()
    try:
        read(made, f"plan.{ending}")
        said = ""
    except Unreadable as error:
        said = str(error)
    assert reason in said
    assert time.process_time() - start < SECONDS
