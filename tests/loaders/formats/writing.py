"""One invented plan in every format, written by the libraries that write these formats."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

__all__ = [
    "PROSE",
    "TABLE",
    "TITLE",
    "Row",
    "csv_of",
    "docx_of",
    "html_of",
    "numbered_docx",
    "pdf_of",
    "saved",
    "xlsx_of",
]

#: The cells of a row.
Row = Sequence[str]

TITLE = "江州市2025年数字政府建设工作要点"
PROSE = (
    "为加快建设数字政府，提高服务企业和群众的水平，结合我市实际，制定本工作要点。",
    "一、夯实数字基础",
    "1.建设数据平台。建成市级公共数据共享平台，接入部门系统不少于60个，归集数据5亿条以上，2025年9月底前全面投入使用。"
    "（牵头单位：市数据局；责任单位：市财政局、市教育局）",
    "2.完善政务网络。推进电子政务外网向乡镇延伸，乡镇覆盖率达到100%，网络可用率不低于99.9%，各县（市、区）同步推进。"
    "（市大数据中心牵头，市通信管理局、各县（市、区）政府配合）",
    "二、优化政务服务",
    "3.推行全程网办。政务服务事项全程网办率达到95%以上，高频事项100项实现掌上办，办理时间平均压缩40%左右。"
    "（牵头单位：市政务服务局；责任单位：市公安局、市人力资源社会保障局）",
    "4.开展效能评估。每季度开展一次服务效能评估，结果向社会公布。（责任单位：市政务服务局、市统计局）",
)
TABLE: tuple[Row, ...] = (
    ("序号", "重点任务", "牵头单位", "责任单位", "完成时限"),
    ("1", "建成市级公共数据平台，接入部门系统不少于60个", "市数据局", "市财政局、市教育局", "2025年9月底前"),
    ("2", "改造老旧小区30个，惠及居民5000户以上", "市住房城乡建设局", "市财政局", "2025年底前"),
    ("3", "新建公园20个，植树3万株以上", "市园林绿化局", "各区政府", "2025年6月底前"),
)


def docx_of(paragraphs: Iterable[str] = (), table: Sequence[Row] = ()) -> bytes:
    """A Word file with the paragraphs, then the table."""
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    if table:
        grid = document.add_table(rows=len(table), cols=len(table[0]))
        for row, cells in zip(grid.rows, table, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    return saved(document)


#: A level of a list: how it counts, what it prints, and further elements of its definition.
Level = tuple[str, str, str]


def numbered_docx(levels: Sequence[Level], items: Iterable[tuple[int, str]]) -> bytes:
    """A Word file of paragraphs whose numbers a list style makes: each with its level (-1: none)."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    written = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text, more) in enumerate(levels)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{written}</w:abstractNum>')
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for level, words in items:
        paragraph = document.add_paragraph(words)
        if level >= 0:
            paragraph._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>')
            )
    return saved(document)


def saved(document: Any) -> bytes:
    """The bytes of a document or workbook."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def html_of(
    paragraphs: Iterable[str] = (), table: Sequence[Row] = (), *, title: str = "", site: str = ""
) -> str:
    """A page with the paragraphs, then the table, and `site` before them."""
    rows = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in table)
    body = "".join(f"<p>{escape(words)}</p>" for words in paragraphs) + (
        f"<table>{rows}</table>" if rows else ""
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head>'
        f'<body>{site}<div class="content">{body}</div></body></html>'
    )


pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
_BODY = ParagraphStyle(
    "body", fontName="STSong-Light", fontSize=16, leading=28, firstLineIndent=32, wordWrap="CJK"
)
_TITLE = ParagraphStyle("title", parent=_BODY, fontSize=22, leading=32, alignment=1, firstLineIndent=0)
_CELL = ParagraphStyle("cell", parent=_BODY, fontSize=12, leading=16, firstLineIndent=0)


def pdf_of(
    paragraphs: Iterable[str] = (),
    table: Sequence[Row] = (),
    *,
    title: str = "",
    running: str = "",
    mark: str = "— {} —",
) -> bytes:
    """A PDF file, its characters of a Chinese font, with page numbers below and the words `running` above."""

    def furniture(canvas: Any, document: Any) -> None:
        canvas.setFont("STSong-Light", 12)
        canvas.drawCentredString(A4[0] / 2, 40, mark.format(document.page))
        canvas.drawCentredString(A4[0] / 2, A4[1] - 40, running)

    story: list[Flowable] = [Paragraph(title, _TITLE)] if title else []
    story += [Paragraph(escape(words), _BODY) for words in paragraphs]
    if table:
        width = 440 / (len(table[0]) + 1)
        grid = Table(
            [[Paragraph(escape(c), _CELL) for c in row] for row in table],
            colWidths=[width, 2 * width, *[width] * (len(table[0]) - 2)],
            repeatRows=1,
        )
        grid.setStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")])
        story.append(grid)
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4, invariant=1).build(
        story, onFirstPage=furniture, onLaterPages=furniture
    )
    return stream.getvalue()


def xlsx_of(rows: Iterable[Row], change: Callable[[Any], None] = lambda sheet: None) -> bytes:
    """A workbook of one sheet, 分工表, with the rows; `change` may do more to the sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "分工表"
    for row in rows:
        sheet.append(list(row))
    change(sheet)
    return saved(book)


def csv_of(rows: Iterable[Row], **dialect: Any) -> str:
    """The rows as a csv file."""
    stream = io.StringIO()
    csv.writer(stream, **dialect).writerows(rows)
    return stream.getvalue()
