"""What is no format of plans is refused in one line that says what it is and what to do."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import pytest

from loaders.formats import Unreadable, read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def archive(*names: str, encrypted: bool = False) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as container:
        for name in names:
            container.writestr(name, "<x/>")
    content = stream.getvalue()
    if encrypted:  # the flag in the local header and in the directory
        for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            place = content.index(magic) + at
            content = content[:place] + b"\x01" + content[place + 1 :]
    return content


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(64)


REFUSED = [
    ("empty", b"", "empty"),
    ("blank", b" \r\n\t", "empty"),
    ("doc", ole("WordDocument"), "save it as .docx"),
    ("xls", ole("Workbook"), "save it as .xlsx"),
    ("ppt", ole("PowerPoint Document"), "save the text"),
    ("docx with password", ole("EncryptedPackage"), "password"),
    ("other ole", OLE, "save it as .docx or .xlsx"),
    ("rtf", b"{\\rtf1\\ansi x}", "save it as .docx"),
    ("rar", b"Rar!\x1a\x07\x01\x00", "unpack"),
    ("7z", b"7z\xbc\xaf\x27\x1c\x00\x04", "unpack"),
    ("gz", b"\x1f\x8b\x08\x00", "unpack"),
    ("tar", b"plan.docx".ljust(257, b"\x00") + b"ustar\x0000" + bytes(248), "unpack"),
    ("webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "OCR"),
    ("eml", b"From: a@b.c\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\n1.x", "save the document attached"),
    (
        "mht",
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n<html>",
        "save it as .html",
    ),
    ("png", b"\x89PNG\r\n\x1a\n", "OCR"),
    ("jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "OCR"),
    ("tif", b"II*\x00\x08\x00", "OCR"),
    ("zip", archive("plan.docx", "plan.txt"), "unpack"),
    ("zip with password", archive("plan.txt", encrypted=True), "password"),
    ("pptx", archive("[Content_Types].xml", "ppt/presentation.xml"), ".pptx"),
    ("xlsb", archive("[Content_Types].xml", "xl/workbook.bin"), "save it as .xlsx"),
    ("ofd", archive("OFD.xml", "Doc_0/Document.xml"), "save it as .pdf"),
    ("odt", archive("mimetype", "content.xml"), "save it as .docx"),
    ("damaged zip", archive("a.txt")[:40], "damaged"),
    ("docx without a document", archive("[Content_Types].xml", "word/document.xml"), "damaged"),
    ("xlsx without a workbook", archive("[Content_Types].xml", "xl/workbook.xml"), "damaged"),
    (
        "flat xml",
        b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:wordDocument/>',
        ".docx",
    ),
    ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF file is damaged"),
]


@pytest.mark.parametrize(("content", "advice"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
@pytest.mark.parametrize("name", ["plan.txt", "plan.docx", "plan"])
def test_what_is_not_read_is_refused_with_advice(content: bytes, advice: str, name: str) -> None:
    with pytest.raises(Unreadable) as error:
        read(content, name)
    message = str(error.value)
    assert advice in message
    assert "\n" not in message


PAGE = "<p>一、甲</p>"
KINDS = [
    ("a page by its doctype", "<!doctype html>\n" + PAGE, "a.txt", "一、甲\n"),
    ("a page after a comment", "<!-- saved -->\r\n<html>" + PAGE, "a", "一、甲\n"),
    ("a page by its name", PAGE, "a.HTM", "一、甲\n"),
    (
        "a text with a tag of a page's head",
        "<title>方案</title>\n一、甲<br>乙\n二、丙",
        "a.txt",
        "<title>方案</title>\n一、甲<br>乙\n二、丙",
    ),
    ("tags in a text", "正文" + PAGE, "a.txt", "正文" + PAGE),
    ("a text called a page", "一、甲\n二、乙", "a.html", "一、甲\n二、乙"),
    (
        "a table as a page, called a workbook",
        "<html><table><tr><td>1<td>2<tr><td>3<td>4",
        "a.xls",
        "1\t2\n3\t4\n",
    ),
    ("commas in a text", "甲,乙\n丙,丁", "a.txt", "甲,乙\n丙,丁"),
    ("commas in a table", "甲,乙\n丙,丁", "a.CSV", "甲\t乙\n丙\t丁"),
]


@pytest.mark.parametrize(("text", "name", "wanted"), [k[1:] for k in KINDS], ids=[k[0] for k in KINDS])
def test_text_that_is_a_page_or_a_table(text: str, name: str, wanted: str) -> None:
    assert read(text.encode(), name).text == wanted


def test_plain_text_needs_no_library() -> None:
    code = (
        "import sys; from loaders.formats import read; read('一、甲'.encode(), 'a.txt');"
        "print(*sorted({'lxml', 'docx', 'openpyxl', 'pypdfium2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
