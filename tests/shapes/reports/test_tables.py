"""CSV and workbooks: a row a finding, numbers as numbers, and nothing that a spreadsheet would run."""

import csv
import io
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from shapes.baseline import compare, read
from shapes.findings import Audit, Changes
from shapes.reports import render, workbook
from shapes.reports.rows import COLUMNS
from shapes.reports.separated import guarded, unguarded
from shapes.rules import Text
from tests.shapes.reports.sample import EMPTY, EX, PLAN, finding, many, sample

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "'=1",
    "''",
    '=HYPERLINK("x")',
)


def records(found: Audit, form: str = "csv", **options: Any) -> list[dict[str, str]]:
    text = render(found, form, **options).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def opened(found: Audit, lang: str = "zh", **options: Any) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render(found, "xlsx", lang=lang, **options)))


def by_heading(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def titled(title: str) -> Audit:
    return replace(sample(), findings=(finding("has-lead", 1, title=title, words=title),), waived=())


def test_a_row_of_csv() -> None:
    assert render(sample(), "csv").startswith(",".join(column.name for column in COLUMNS).encode() + b"\r\n")
    third = records(sample())[2]
    assert third == {
        "severity": "warning",
        "rule": "has-lead",
        "rule_title": "has-lead的标题",
        "plan": "数字强省规划",
        "measure_number": "1",
        "measure": "推进数据共享",
        "message_zh": "第1条措施有问题。",
        "message_en": "Measure 1 has a problem.",
        "units": "省大数据局、省政府办公厅",
        "words": "推进数据共享",
        "file": "规划.docx",
        "place": "第3段",
        "first_character": "11",
        "last_character": "16",
        "doubts": "",
        "status": "",
        "waiver_reason": "",
        "waiver_by": "",
        "waiver_until": "",
        "iri": f"{PLAN}/measure/1",
        "path": "https://w3id.org/crossplan/ontology#clause",
        "value": EX + "clause/1",
        "plan_iri": PLAN,
        "link": f"{PLAN}/measure/1",
        "key": sample().findings[2].key,
    }


def test_waived_rows_come_last_and_say_so() -> None:
    rows = records(sample())
    assert [row["waiver_by"] for row in rows] == [""] * 7 + ["省大数据局 王某"]
    assert (rows[-1]["waiver_reason"], rows[-1]["waiver_until"]) == ("牵头单位见分工方案", "2027-03-31")


def test_csv_for_excel_has_a_mark_and_headings_in_the_language() -> None:
    written = render(sample(), "csv-excel")
    assert written.startswith(b"\xef\xbb\xbf" + "级别,规则,".encode())
    assert (
        render(sample(), "csv-excel", lang="en")
        .decode("utf-8-sig")
        .startswith("severity,rule,what it asks for,plan")
    )
    assert [row["级别"] for row in records(sample(), "csv-excel")][:3] == ["违规", "违规", "警告"]
    assert not render(sample(), "csv").startswith(b"\xef\xbb\xbf")


def test_several_places_stand_in_one_row() -> None:
    one = finding("has-lead", 1)
    other = replace(one.evidence[0], words="另一处", start=90, place="第9段")
    (row,) = records(replace(sample(), findings=(replace(one, evidence=(*one.evidence, other)),), waived=()))
    assert (row["words"], row["place"], row["first_character"]) == (
        "推进数据共享 … 另一处",
        "第3段, 第9段",
        "11",
    )


def test_links_lead_where_they_are_told_to() -> None:
    rows = records(sample(), links=lambda iri: iri.replace(EX, "https://plans.gov.cn/"))
    assert rows[0]["link"] == "https://plans.gov.cn/plan/1/measure/3"
    assert rows[0]["iri"] == f"{PLAN}/measure/3"


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_csv_is_a_formula_and_every_text_is_had_back(text: str) -> None:
    assert guarded(text).startswith("'")
    assert unguarded(guarded(text)) == text
    (row,) = records(titled(text))
    assert row["measure"][0] not in "=+-@\t\r\n＝＋－＠"
    assert unguarded(row["measure"]) == text


def test_what_is_no_formula_stands_as_it_is() -> None:
    for text in ("推进", "a=b", "“-”", "", " 5"):
        assert guarded(text) == unguarded(text) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_workbook_is_a_formula_and_its_text_is_untouched(text: str) -> None:
    sheet = opened(titled(text))["发现"]
    measure = next(cell for cell in sheet[2] if cell.column == 6)
    # a spreadsheet reads _x000D_ as a carriage return (ECMA-376, part 1, 22.9.2.19); openpyxl leaves it
    assert str(measure.value).replace("_x000D_", "\r") == text
    assert measure.data_type == "s"
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_a_workbook_has_its_sheets_in_both_languages() -> None:
    assert opened(sample()).sheetnames == ["发现", "已豁免", "规则", "完整率", "关于"]
    assert opened(sample(), "en").sheetnames == ["findings", "waived", "rules", "completeness", "about"]
    changes = Changes("b.json", frozenset(), frozenset(), ())
    found = replace(sample(), changes=changes, waived=())
    assert opened(found).sheetnames == ["发现", "规则", "完整率", "变化", "关于"]


def test_findings_have_a_frozen_heading_filters_widths_numbers_and_links() -> None:
    sheet = opened(sample())["发现"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:V8"
    assert sheet.column_dimensions["G"].width > 50
    rows = by_heading(opened(sample()), "发现")
    assert [row["措施编号"] for row in rows[:3]] == [3, 6, 1]
    assert (rows[0]["从第几字"], rows[0]["到第几字"]) == (31, 36)
    assert rows[6]["措施编号"] is None
    assert rows[0]["级别"] == "违规"
    link = next(cell for cell in sheet[2] if cell.hyperlink)
    assert link.hyperlink.target == link.value == f"{PLAN}/measure/3"


def test_a_number_that_is_none_stays_text() -> None:
    odd = replace(finding("has-lead", 1), number="007a")
    assert by_heading(opened(replace(sample(), findings=(odd,))), "发现")[0]["措施编号"] == "007a"


def test_waived_findings_have_a_sheet_with_reason_name_and_a_day() -> None:
    (row,) = by_heading(opened(sample()), "已豁免")
    assert (row["豁免理由"], row["豁免人"]) == ("牵头单位见分工方案", "省大数据局 王某")
    assert row["豁免到"] == datetime(2027, 3, 31)


def test_rules_say_what_they_looked_at() -> None:
    rows = {row["规则"]: row for row in by_heading(opened(sample()), "规则")}
    assert (rows["has-lead"]["检查对象"], rows["has-lead"]["发现"], rows["has-lead"]["已豁免"]) == (12, 2, 1)
    assert rows["has-lead"]["读取的查全率"].startswith("99.6%（未看过的 19 份文件，635 项）")
    assert rows["idle"]["检查对象"] == 0
    assert rows["has-lead"]["引擎"] == "compiled"


def test_completeness_is_numbers_by_plan_and_agency() -> None:
    rows = by_heading(opened(sample()), "完整率")
    assert [(row["范围"], row["措施"], row["完整"]) for row in rows] == [
        ("全部", 12, 7), ("规划", 10, 5), ("规划", 2, 2), ("规划", 0, 0), ("单位", 10, 5), ("单位", 2, 2),
    ]  # fmt: skip
    assert rows[0]["完整率"] == 0.583  # cut, not rounded
    assert (rows[0]["有牵头单位"], rows[0]["仅有已豁免"]) == (8, 1)
    (empty,) = (row for row in rows if row["IRI"] == EMPTY)
    assert empty["完整率"] == "没有措施"


def test_what_has_changed_has_a_sheet(tmp_path: Any) -> None:
    before = tmp_path / "before.json"
    before.write_bytes(render(sample(), "json"))
    found = compare(replace(sample(), findings=sample().findings[1:]), read(before))
    (row,) = by_heading(opened(found), "变化")
    assert (row["变化"], row["规则"], row["级别"], row["对象"]) == (
        "已改正",
        "has-time",
        "违规",
        "3. 推进数据共享",
    )
    assert by_heading(opened(found), "发现")[0]["与上次相比"] == "仍在"
    about = dict(opened(found)["关于"].iter_rows(values_only=True))
    assert (about["新增"], about["已改正"], about["仍在"]) == (0, 1, 7)


def test_about_says_what_it_is_of() -> None:
    about = dict(opened(sample(), "en")["about"].iter_rows(values_only=True))
    assert (about["findings"], about["waived"], about["profile"]) == (7, 1, "default")
    assert about["facts audited"] == "stated facts alone"
    assert about["SHA-256 of the data"] == "d" * 64
    assert about["generation"] == "0123456789abcdef"
    assert about["rules that looked at nothing"] == "idle"
    assert "divided by all" in about["what completeness is"]


def test_a_cell_too_long_is_cut_and_says_so() -> None:
    long = "数" * 40_000
    found = replace(sample(), findings=(replace(finding("has-lead", 1), message=Text(long, "x")),))
    said = by_heading(opened(found), "发现")[0]["说明（中文）"]
    assert len(said) == workbook.CHARACTERS
    assert said.endswith("…〔此处截断，全文 40000 字，见 JSON 格式〕")
    assert ("有 1 个单元格放不下全文，在格内注明。",) in {row[1:] for row in opened(found)["关于"].values}
    assert records(found)[0]["message_zh"] == long


def test_a_cell_counts_rare_characters_twice_as_a_spreadsheet_does() -> None:
    found = replace(sample(), findings=(replace(finding("has-lead", 1), message=Text("𠮷" * 20_000, "x")),))
    said = by_heading(opened(found), "发现")[0]["说明（中文）"]
    assert len(said.encode("utf-16-le")) // 2 <= workbook.CHARACTERS
    assert "全文 20000 字" in said


def test_rows_beyond_a_sheet_go_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS", 11)
    book = opened(many(25, plans=2))
    assert book.sheetnames[:3] == ["发现", "发现 2", "发现 3"]
    assert [len(by_heading(book, name)) for name in book.sheetnames[:3]] == [10, 10, 5]


def test_links_beyond_what_a_sheet_can_have_are_text_and_that_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook, "LINKS", 3)
    book = opened(many(8, plans=2))
    cells = [row[-2] for row in book["发现"].iter_rows(min_row=2)]
    assert [cell.hyperlink is not None for cell in cells] == [True] * 3 + [False] * 5
    assert all(str(cell.value).startswith(EX) for cell in cells)
    assert any("每张表最多 3 个链接" in str(row[1]) for row in book["关于"].values)
