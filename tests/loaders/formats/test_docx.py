"""Word files: what a reader of the printed document sees, and nothing else."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from PIL import Image

from loaders.formats import Unreadable, read
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
        "a sign of a font of symbols",
        '<w:r><w:t>率</w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t>90%</w:t></w:r>',
        "率≥90%",
    ),
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


MARK = '<w:pPr><w:rPr><w:{}  w:id="1" w:author="x"/></w:rPr></w:pPr>'


def paragraph(words: str, properties: str = "") -> str:
    return f"<w:p {nsdecls('w')}>{properties}<w:r><w:t>{words}</w:t></w:r></w:p>"


def written(*blocks: str) -> bytes:
    """A Word file that begins with these elements."""
    document = docx.Document()
    for block in reversed(blocks):
        document.element.body.insert(0, parse_xml(block))
    return saved(document)


def test_a_paragraph_whose_mark_was_deleted_goes_on_in_the_next() -> None:
    deleted = paragraph("建设", MARK.format("del"))
    moved = paragraph("公园", MARK.format("moveFrom"))
    content = written(deleted, moved, paragraph("20个。"), deleted)
    assert read(content, "a.docx").text == "建设公园20个。\n建设\n"


def test_an_item_that_was_deleted_is_not_counted() -> None:
    document = docx.Document()
    for words in "甲乙丙":
        document.add_paragraph(words, style="List Number")
    gone = document.paragraphs[1]._p
    gone.remove(gone.r_lst[0])
    gone.get_or_add_pPr().append(parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="1" w:author="x"/></w:rPr>'))
    assert read(saved(document), "a.docx").text == "1. 甲\n2. 丙\n"


def test_numbers_of_rows_that_a_list_style_makes() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for row, words in zip(table.rows, "甲乙", strict=True):
        row.cells[0].paragraphs[0].style = "List Number"
        row.cells[1].text = words
    assert read(saved(document), "a.docx").text == "1.\t甲\n2.\t乙\n"


SPACES = (
    nsdecls("w")
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    + ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def boxed(inner: str) -> str:
    """A run with a text box, as Word writes it: twice, for programs that know shapes and for those that do not."""
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_text_boxes_follow_their_paragraph_and_are_read_once_with_their_tables() -> None:
    row = "<w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    table = f"<w:tbl>{row.format('任务', '单位')}{row.format('建园', '住建局')}</w:tbl><w:p/>"
    inner = f"<w:p><w:r><w:t>框内</w:t></w:r>{boxed('<w:p><w:r><w:t>内框</w:t></w:r></w:p>')}</w:p>{table}"
    content = written(
        f"<w:p {SPACES}><w:r><w:t>正文</w:t></w:r>{boxed(inner)}</w:p>",
        f"<w:p {SPACES}><w:r><w:t>下文</w:t></w:r></w:p>",
    )
    received = read(content, "a.docx")
    assert received.text == "正文\n框内\n内框\n任务\t单位\n建园\t住建局\n下文\n"
    assert [received.places.at(received.text.index(w)).paragraph for w in ("框内", "建园", "下文")] == [
        1,
        1,
        2,
    ]


def test_footnotes_are_named() -> None:
    document = docx.Document()
    document.add_paragraph("甲")
    notes = f"<w:footnotes {nsdecls('w')}><w:footnote w:id='0'><w:p/></w:footnote><w:footnote w:id='2'>{paragraph('注')}"
    part = Part(
        PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, f"{notes}</w:footnote></w:footnotes>".encode()
    )
    document.part.relate_to(part, RT.FOOTNOTES)
    assert read(saved(document), "a.docx").gaps == ("文件中有1处脚注或尾注没有读取",)


UNREAD = [
    ("another document", '<w:altChunk w:id="x"/>', "嵌入的文件"),
    ("a workbook", '<w:p><w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>', "嵌入的文件"),
    ("a formula", '<w:p><w:r><w:object><o:OLEObject ProgID="Equation.3"/></w:object></w:r></w:p>', None),
    ("hidden text", "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部</w:t></w:r></w:p>", "隐藏的文字"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "named"), [u[1:] for u in UNREAD], ids=[u[0] for u in UNREAD])
def test_what_may_be_text_and_is_not_read_is_named(block: str, named: str | None) -> None:
    gaps = read(written(paragraph("甲"), block.replace(" ", f" {SPACES} ", 1) if block.startswith("<w:alt") else
                        block.replace("<w:p>", f"<w:p {SPACES}>", 1)), "a.docx").gaps  # fmt: skip
    assert gaps == ((f"文件中有1处{named}没有读取",) if named else ())


def test_pictures_of_text_are_named_and_a_file_of_them_alone_is_refused() -> None:
    document = docx.Document()
    picture = io.BytesIO()
    Image.new("L", (8, 8)).save(picture, "PNG")
    document.add_picture(picture, width=Cm(15), height=Cm(20))
    document.add_picture(picture, width=Cm(2), height=Cm(2))
    with pytest.raises(Unreadable, match="no text; 文件中有1处图片"):
        read(saved(document), "a.docx")


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
