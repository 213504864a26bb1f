"""Numbers that a list style makes are written out as Word prints them."""

from __future__ import annotations

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from loaders.formats import read
from loaders.formats.numerals import numeral
from tests.loaders.formats.writing import Level, numbered_docx, saved

NUMERALS = [
    ("decimal", {1: "1", 12: "12"}),
    ("decimalZero", {3: "03", 12: "12"}),
    ("decimalFullWidth", {1: "１", 20: "２０"}),
    ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 51: "51"}),
    ("decimalEnclosedParen", {1: "⑴", 20: "⒇"}),
    ("decimalEnclosedFullstop", {1: "⒈"}),
    ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb"}),
    ("upperLetter", {2: "B"}),
    ("lowerRoman", {4: "iv", 9: "ix", 14: "xiv"}),
    ("upperRoman", {40: "XL", 1999: "MCMXCIX"}),
    ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一○○", 105: "一○五"}),
    (
        "chineseCountingThousand",
        {1: "一", 10: "十", 21: "二十一", 100: "一百", 105: "一百零五", 110: "一百一十", 1001: "一千零一"},
    ),
    ("japaneseCounting", {3: "三", 10: "十", 15: "十五", 110: "百十"}),
    ("ideographDigital", {10: "一〇", 3: "三"}),
    ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
    ("ideographZodiac", {12: "亥"}),
    ("chineseLegalSimplified", {12: "壹拾贰"}),
    ("ideographEnclosedCircle", {3: "㊂"}),
    ("none", {5: ""}),
    ("klingon", {5: "5"}),
]


@pytest.mark.parametrize(
    ("form", "number", "wanted"), [(f, n, w) for f, one in NUMERALS for n, w in one.items()]
)
def test_numerals(form: str, number: int, wanted: str) -> None:
    assert numeral(number, form) == wanted


CHAPTER: Level = ("chineseCounting", "%1、", "")
SECTION: Level = ("chineseCounting", "（%2）", "")
ITEM: Level = ("decimal", "%3.", "")

LISTS: list[tuple[str, list[Level], list[tuple[int, str]], list[str]]] = [
    (
        "each level starts anew below the next of a higher one",
        [CHAPTER, SECTION, ITEM],
        [(0, "甲"), (1, "乙"), (2, "丙"), (2, "丁"), (1, "戊"), (2, "己"), (0, "庚"), (1, "辛")],
        ["一、甲", "（一）乙", "1.丙", "2.丁", "（二）戊", "1.己", "二、庚", "（一）辛"],
    ),
    (
        "a level that runs on through the document",
        [CHAPTER, SECTION, ("decimal", "%3.", '<w:lvlRestart w:val="0"/>')],
        [(0, "甲"), (2, "乙"), (2, "丙"), (0, "丁"), (2, "戊")],
        ["一、甲", "1.乙", "2.丙", "二、丁", "3.戊"],
    ),
    (
        "numbers of several levels in one",
        [("decimal", "第%1章 ", ""), ("decimal", "%1.%2 ", ""), ("decimal", "%1.%2.%3 ", "")],
        [(0, "甲"), (1, "乙"), (1, "丙"), (2, "丁")],
        ["第1章 甲", "1.1 乙", "1.2 丙", "1.2.1 丁"],
    ),
    (
        "all in Arabic digits below a Chinese number",
        [("chineseCounting", "第%1条 ", ""), ("decimal", "%1.%2 ", "<w:isLgl/>")],
        [(0, "甲"), (1, "乙")],
        ["第一条 甲", "1.1 乙"],
    ),
    (
        "paragraphs between them are not counted, bullets print no number",
        [("decimalEnclosedCircle", "%1", ""), ("bullet", "●", "")],
        [(0, "甲"), (-1, "乙"), (1, "丙"), (0, "丁")],
        ["①甲", "乙", "丙", "②丁"],
    ),
    (
        "an empty paragraph has a number, which nobody needs",
        [("decimal", "%1.", "")],
        [(0, "甲"), (0, ""), (0, "乙")],
        ["1.甲", "3.乙"],
    ),
]


@pytest.mark.parametrize(
    ("levels", "items", "wanted"), [one[1:] for one in LISTS], ids=[one[0] for one in LISTS]
)
def test_lists(levels: list[Level], items: list[tuple[int, str]], wanted: list[str]) -> None:
    assert read(numbered_docx(levels, items), "a.docx").text.splitlines() == wanted


def test_a_number_is_in_the_span_of_no_fact_but_in_the_text() -> None:
    received = read(numbered_docx([CHAPTER], [(0, "甲"), (0, "乙")]), "a.docx")
    assert received.text == "一、甲\n二、乙\n"
    assert [received.places.at(n).paragraph for n in (0, 2, 4, 6)] == [1, 1, 2, 2]


def test_another_instance_of_a_list_goes_on_or_starts_anew() -> None:
    document = docx.Document()
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:suff w:val="nothing"/></w:lvl></w:abstractNum>'
    ))  # fmt: skip
    for number, more in (
        (91, ""),
        (92, ""),
        (93, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
    ):
        root.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="90"/>{more}</w:num>')
        )
    for number in (91, 91, 92, 93, 93, 0):
        properties = document.add_paragraph("甲")._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
        )
    assert read(saved(document), "a.docx").text.split() == ["1.甲", "2.甲", "3.甲", "5.甲", "6.甲", "甲"]


def test_a_style_brings_its_list_and_a_paragraph_may_leave_it() -> None:
    document = docx.Document()
    document.add_paragraph("甲", style="List Number")
    document.add_paragraph("乙", style="List Number")
    out = document.add_paragraph("丙", style="List Number")
    out._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="0"/></w:numPr>'))
    assert read(saved(document), "a.docx").text.splitlines() == ["1. 甲", "2. 乙", "丙"]
