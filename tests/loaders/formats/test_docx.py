"""Word files: what a reader of the printed document sees, and nothing else."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from loaders.formats import read
from tests.loaders.formats.writing import docx_of, saved

RUNS = [
    ("runs are one text", "<w:r><w:t>建设</w:t></w:r><w:r><w:t>平台</w:t></w:r>", "建设平台"),
    ("an inserted run", "<w:ins><w:r><w:t>新建</w:t></w:r></w:ins><w:r><w:t>平台</w:t></w:r>", "新建平台"),
    (
        "a deleted run",
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:t>平台</w:t></w:r>",
        "平台",
    ),
    ("a moved run", "<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:r><w:t>平台</w:t></w:r>", "平台"),
    ("hidden text", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部</w:t></w:r><w:r><w:t>平台</w:t></w:r>", "平台"),
    ("text not hidden", '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>平台</w:t></w:r>', "平台"),
    ("a link", '<w:hyperlink w:anchor="x"><w:r><w:t>平台</w:t></w:r></w:hyperlink>', "平台"),
    ("a smart tag", '<w:smartTag w:element="date"><w:r><w:t>2025年</w:t></w:r></w:smartTag>', "2025年"),
    ("a content control", "<w:sdt><w:sdtContent><w:r><w:t>平台</w:t></w:r></w:sdtContent></w:sdt>", "平台"),
    ("a field", '<w:fldSimple w:instr=" DATE "><w:r><w:t>5月</w:t></w:r></w:fldSimple>', "5月"),
    ("the code of a field", "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>甲</w:t></w:r>", "甲"),
    ("a tab is a blank", "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲 乙"),
    ("a line break", "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "甲\n乙"),
    ("a page break", '<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r>', "甲乙"),
    (
        "readings above characters",
        "<w:r><w:ruby><w:rt><w:r><w:t>jiāng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>江</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:r>",
        "江",
    ),
]


@pytest.mark.parametrize(("runs", "wanted"), [r[1:] for r in RUNS], ids=[r[0] for r in RUNS])
def test_the_words_of_a_paragraph(runs: str, wanted: str) -> None:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"))
    assert read(saved(document), "a.docx").text == wanted + "\n"


def test_text_boxes_follow_their_paragraph_and_are_read_once() -> None:
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    document.element.body.insert(0, parse_xml(
        f'<w:p {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">'
        "<w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    ))  # fmt: skip
    assert read(saved(document), "a.docx").text == "正文\n框内\n"


def test_headers_footers_and_the_table_of_contents_are_left_out() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "江州市人民政府公报"
    document.sections[0].footer.paragraphs[0].text = "1"
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("一、甲 3", style="toc 1")
    document.add_paragraph("一、甲")
    assert read(saved(document), "a.docx").text == "一、甲\n"


def test_merged_cells() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=4)
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row.cells):
            cell.text = f"{r}{c}"
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(2, 1).text = "甲\n乙"
    received = read(saved(document), "a.docx")
    assert received.text.splitlines() == ["00 10\t01\t02 03\t", "00 10\t11\t12\t13", "20\t甲 乙\t22\t23"]
    first, again = (received.places.at(n).paragraph for n in (0, received.text.index("00", 5)))
    assert first == again == 1


def test_a_frame_is_no_table_and_a_row_across_one_is_a_line() -> None:
    document = docx.Document()
    document.add_table(rows=1, cols=1).cell(0, 0).text = "甲\n乙"
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "一、合并"
    table.cell(1, 0).text, table.cell(1, 1).text = "丙", "丁"
    assert read(saved(document), "a.docx").text == "甲\n乙\n一、合并\n丙\t丁\n"


def test_a_file_with_macros_and_with_pointers_to_other_files_is_read_as_data() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_of(["一、甲"]))) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "[Content_Types].xml":
                part = part.replace(
                    b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                    b"vnd.ms-word.document.macroEnabled.main",
                )
            if entry.filename == "word/_rels/document.xml.rels":
                part = part.replace(b"</Relationships>", (
                    b'<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                    b'attachedTemplate" Target="http://template.invalid/x.dotm" TargetMode="External"/></Relationships>'
                ))  # fmt: skip
            new.writestr(entry.filename, part)
        new.writestr("word/vbaProject.bin", b"\x01\x02")
    assert read(stream.getvalue(), "a.docm").text == "一、甲\n"
