"""PDF files: paragraphs over lines and pages, tables, no page furniture; scans refused."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from loaders.formats import Unreadable, read
from tests.loaders.formats.writing import PROSE, TITLE, pdf_of

LONG = [f"{n}.{words.partition('.')[2]}" for n, words in enumerate([w for w in PROSE if w[1] == "."] * 5, 1)]


def lines(content: bytes) -> list[str]:
    return read(content, "plan.pdf").text.splitlines()


def drawn(*pages: Any, **options: Any) -> bytes:
    """A PDF file whose pages are drawn by functions of a canvas."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1, **options)
    for page in pages:
        canvas.setFont("STSong-Light", 16)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def scanned(canvas: Canvas) -> None:
    picture = ImageReader(Image.new("RGB", (60, 80), "white"))
    canvas.drawImage(picture, 0, 0, *A4)


def test_paragraphs_are_joined_over_lines_and_pages() -> None:
    assert lines(pdf_of(LONG, title=TITLE)) == [TITLE, *LONG]


@pytest.mark.parametrize("mark", ["— {} —", "- {} -", "{}", "第 {} 页", "第{}页 共5页", "{}/5"])
def test_page_furniture_is_left_out(mark: str) -> None:
    assert lines(pdf_of(LONG, title=TITLE, running="江州市人民政府公报 2025年第3期", mark=mark)) == [
        TITLE,
        *LONG,
    ]


@pytest.mark.parametrize("mark", ["— {} —", "{}", ""])
def test_numbers_of_rows_at_the_top_of_a_page_stay(mark: str) -> None:
    cells = [cell for n in range(1, 60) for cell in (str(n), f"建成第{n}个平台。", "市数据局")]
    assert lines(pdf_of(cells, mark=mark)) == cells


def test_a_title_of_two_lines_is_one() -> None:
    title = "江州市人民政府办公室关于印发江州市2025年数字政府建设工作要点的通知"
    assert lines(pdf_of(PROSE, title=title))[0] == title


def test_short_lines_and_indented_ones_are_paragraphs_of_their_own() -> None:
    short = ["一、总体要求", "二、主要任务", "（一）夯实基础", "1.建设平台。", "江州市数据局", "2025年3月1日"]
    assert lines(pdf_of(short)) == short


def test_a_line_is_full_where_the_next_word_had_no_room() -> None:
    first, second = "一、全年" + "建" * 19 + "达到", "123456个，其中新建占到"

    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "前言" * 13 + "完。")
        canvas.drawString(72, 670, first)
        canvas.drawString(72, 640, second)

    assert lines(drawn(page))[1:] == [first + second]


def test_a_table_goes_on_over_pages_with_its_head_once() -> None:
    head = ("序号", "重点任务", "牵头单位")
    rows = [
        (str(n), f"建成市级公共数据平台第{n}期，接入全部部门系统", "市数据局、市财政局") for n in range(1, 60)
    ]
    found = lines(pdf_of(["前言。"], [head, *rows]))
    assert found == ["前言。", *("\t".join(row) for row in [head, *rows])]


def grid(canvas: Canvas, columns: list[float], rows: list[float], gone: Any = ()) -> None:
    """Draws the lines of a grid cell by cell, as Word does, without those that are `gone`."""
    for y in rows:
        for a, b in pairwise(columns):
            if (a, y, b, y) not in gone:
                canvas.line(a, y, b, y)
    for x in columns:
        for a, b in pairwise(rows):
            if (x, a, x, b) not in gone:
                canvas.line(x, a, x, b)


def test_cells_are_merged_where_a_line_is_missing() -> None:
    columns, rows = [100.0, 200.0, 300.0, 400.0], [700.0, 660.0, 620.0, 580.0]

    def page(canvas: Canvas) -> None:
        grid(canvas, columns, rows, [(100.0, 660.0, 200.0, 660.0), (200.0, 620.0, 200.0, 580.0)])
        for x, y, words in [
            (105, 655, "甲"),
            (205, 675, "乙"),
            (305, 675, "丙"),
            (205, 635, "丁"),
            (305, 635, "戊"),
            (150, 595, "己"),
            (305, 595, "庚"),
        ]:
            canvas.drawString(x, y, words)

    assert lines(drawn(page)) == ["甲\t乙\t丙", "甲\t丁\t戊", "己\t\t庚"]


def test_a_cell_of_one_character_a_line_and_one_of_several_lines() -> None:
    def page(canvas: Canvas) -> None:
        grid(canvas, [100.0, 130.0, 240.0], [700.0, 600.0, 560.0])
        for n, word in enumerate("责任单位"):
            canvas.drawString(107, 680 - 20 * n, word)
        for y, words in [(680, "市财政局"), (660, "市教育局"), (640, "市工业和信息"), (620, "化局")]:
            canvas.drawString(135, y, words)
        canvas.drawString(107, 570, "1")
        canvas.drawString(135, 570, "2")

    assert lines(drawn(page)) == ["责任单位\t市财政局 市教育局 市工业和信息化局", "1\t2"]


def of_cells(rows: list[tuple[str, ...]], gone: Any = (), top: float = 700.0) -> Any:
    """A page that is one table of three columns."""
    columns, edges = [100.0, 200.0, 300.0, 400.0], [top - 40 * n for n in range(len(rows) + 1)]

    def page(canvas: Canvas) -> None:
        grid(canvas, columns, edges, gone)
        for n, row in enumerate(rows):
            for x, words in zip(columns, row, strict=False):
                canvas.drawString(x + 5, top - 25 - 40 * n, words)

    return page


HEAD = ("序号", "任务", "单位")
BROKEN = [
    (
        "a row broken by the page",
        [HEAD, ("1", "甲", "乙"), ("2", "建设数据", "丙")],
        [HEAD, ("", "共享平台", ""), ("3", "丁", "戊")],
        ["序号\t任务\t单位", "1\t甲\t乙", "2\t建设数据共享平台\t丙", "3\t丁\t戊"],
    ),
    (
        "a row whose rest is all that the page has of the table, numbered in the second column",
        [("类别", "序号", "任务"), ("基础", "1", "甲"), ("服务", "2", "建设数据")],
        [("", "", "共享平台")],
        ["类别\t序号\t任务", "基础\t1\t甲", "服务\t2\t建设数据共享平台"],
    ),
    (
        "a merged heading broken by the page",
        [("类别", "任务", "单位"), ("基础", "甲", "乙"), ("服务", "丙", "丁")],
        [("", "戊", "己"), ("安全", "庚", "辛")],
        ["类别\t任务\t单位", "基础\t甲\t乙", "服务\t丙\t丁", "服务\t戊\t己", "安全\t庚\t辛"],
    ),
]


@pytest.mark.parametrize(
    ("first", "second"),
    [(("乙", ""), ""), (("", ""), "乙")],
    ids=["printed on the first page", "printed on the second"],
)
def test_a_cell_merged_over_rows_of_two_pages_stands_in_all_of_them(first: Any, second: str) -> None:
    pages = (
        of_cells([HEAD, ("1", "甲", first[0]), ("2", "丙", first[1])], [(300.0, 620.0, 400.0, 620.0)]),
        of_cells([HEAD, ("3", "丁", second), ("4", "戊", "己")]),
    )
    assert lines(drawn(*pages)) == ["\t".join(HEAD), "1\t甲\t乙", "2\t丙\t乙", "3\t丁\t乙", "4\t戊\t己"]


@pytest.mark.parametrize(("first", "second", "wanted"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_what_a_page_breaks_is_put_together(first: Any, second: Any, wanted: list[str]) -> None:
    assert lines(drawn(of_cells(first), of_cells(second))) == wanted


def test_each_part_of_a_broken_row_has_its_page() -> None:
    received = read(drawn(of_cells(BROKEN[0][1]), of_cells(BROKEN[0][2])), "plan.pdf")
    assert [
        received.places.at(received.text.index(words)).page for words in ("建设", "共享", "丙", "丁")
    ] == [1, 2, 1, 2]


def test_columns_of_print_are_read_one_after_the_other() -> None:
    style = ParagraphStyle(
        "column", fontName="STSong-Light", fontSize=10, leading=16, firstLineIndent=20, wordWrap="CJK"
    )

    def column(canvas: Canvas, x: float, y: float, paragraphs: list[str]) -> None:
        for words in paragraphs:
            printed = Paragraph(words, style)
            y -= printed.wrap(200, 700)[1]
            printed.drawOn(canvas, x, y)

    def page(canvas: Canvas) -> None:
        canvas.drawCentredString(A4[0] / 2, 780, TITLE)
        canvas.setFont("STSong-Light", 10)
        column(canvas, 80, 740, LONG[:3])
        column(canvas, 310, 735, LONG[3:6])
        canvas.drawString(
            80, 400, "以上任务由各责任单位按照职责分工抓好落实，并于每季度末月底前将进展情况报送市数据局。"
        )

    assert lines(drawn(page)) == [
        TITLE,
        *LONG[:6],
        "以上任务由各责任单位按照职责分工抓好落实，并于每季度末月底前将进展情况报送市数据局。",
    ]


ROWS = [
    ("1", "建设平台", "市数据局"),
    ("2", "改造小区", "市住建局"),
    ("3", "新建公园", "市园林局"),
    ("4", "植树", "林业局"),
]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_whose_rows_alone_are_ruled_and_one_without_lines(ruled: bool) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(100, 740, "江州市2025年任务分工表和责任清单（征求意见稿）")
        for n, row in enumerate([HEAD, *ROWS]):
            for x, words in zip((100, 180, 320), row, strict=True):
                canvas.drawString(x, 690 - 30 * n, words)
            if ruled:
                canvas.line(95, 683 - 30 * n, 420, 683 - 30 * n)

    received = read(drawn(page), "plan.pdf")
    if ruled:
        assert received.text.splitlines()[1:] == ["\t".join(row) for row in [HEAD, *ROWS]]
    assert received.gaps == (() if ruled else ("第1页有表格没有框线，各栏的文字可能混在一起",))


def test_prose_and_tables_stand_in_the_order_of_the_page() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(100, 750, "一、前")
        grid(canvas, [100.0, 200.0, 300.0], [700.0, 660.0, 620.0])
        for x, y, words in [(105, 675, "甲"), (205, 675, "乙"), (105, 635, "丙"), (205, 635, "丁")]:
            canvas.drawString(x, y, words)
        canvas.drawString(100, 580, "二、后")

    assert lines(drawn(page)) == ["一、前", "甲\t乙", "丙\t丁", "二、后"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_is_read_as_it_is_shown(turn: int) -> None:
    def page(canvas: Canvas) -> None:
        width, height = A4 if turn in (0, 180) else landscape(A4)
        canvas.setPageRotation(turn)
        # what the viewer turns clockwise is drawn turned the other way
        canvas.translate(*{0: (0, 0), 90: (height, 0), 180: (width, height), 270: (0, width)}[turn])
        canvas.rotate(turn)
        canvas.setFont("STSong-Light", 16)
        grid(canvas, [100.0, 200.0, 300.0], [400.0, 360.0, 320.0])
        for x, y, words in [
            (100, 450, "一、前"),
            (105, 375, "甲"),
            (205, 375, "乙"),
            (105, 335, "丙"),
            (205, 335, "丁"),
        ]:
            canvas.drawString(x, y, words)

    assert lines(drawn(page)) == ["一、前", "甲\t乙", "丙\t丁"]


@pytest.mark.parametrize("turn", [90, -90])
def test_a_table_printed_on_its_side_is_read_upright_and_what_leans_not_at_all(turn: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.rotate(45)
        canvas.drawString(300, 100, "征求意见稿")
        canvas.restoreState()
        canvas.translate(*((A4[0], 0) if turn == 90 else (0, A4[1])))
        canvas.rotate(turn)
        of_cells([("序号", "任务", "单位"), ("1", "建设平台", "市数据局")], top=500.0)(canvas)

    assert lines(drawn(page)) == ["序号\t任务\t单位", "1\t建设平台\t市数据局"]


def test_a_scan_is_refused_and_a_scanned_page_noted() -> None:
    with pytest.raises(Unreadable, match="OCR"):
        read(drawn(scanned, scanned), "plan.pdf")
    received = read(drawn(lambda c: c.drawString(100, 700, "一、甲"), scanned), "plan.pdf")
    assert received.text == "一、甲\n"
    assert received.gaps == ("第2页是图片，没有文字层，没有读取",)


def test_a_file_without_anything_or_with_a_password_is_refused() -> None:
    with pytest.raises(Unreadable, match="no text"):
        read(drawn(lambda c: None), "plan.pdf")
    with pytest.raises(Unreadable, match="password"):
        read(drawn(lambda c: c.drawString(100, 700, "甲"), encrypt="secret"), "plan.pdf")
