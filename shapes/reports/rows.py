"""Findings as rows: what stands in the columns of CSV and of workbooks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from shapes.findings import Audit, Finding, Status, Waived, words_of
from shapes.reports import wording
from shapes.reports.links import Links, address
from shapes.rules import Rule, Text

__all__ = ["COLUMNS", "Cell", "Column", "Row", "rows"]

Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class Row:
    """A finding with what its cells are made of: its rule, the title of its plan, the waiver, and where it leads."""

    finding: Finding
    rule: Rule
    plan: str | None
    status: Status | None
    waived: Waived | None
    link: str | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the name that programs know it by, its heading, how wide it is in characters, and what stands in it.

    What stands there is made of a row and a language, which counts for words that the program itself says; in the
    language "" they are the names that programs know.
    """

    name: str
    heading: Text
    width: int
    cell: Callable[[Row, str], Cell]


def rows(audit: Audit, links: Links) -> Iterator[Row]:
    """A row for every finding in their order, those that are waived last."""
    titles = wording.titles(audit)
    known = {checked.rule.name: checked.rule for checked in audit.checked}

    def row(finding: Finding, waived: Waived | None) -> Row:
        plan = None if finding.plan is None else titles.get(finding.plan, finding.plan)
        status = audit.changes.status(finding) if audit.changes else None
        link = address(words_of(finding.focus), links) or address(finding.measure, links)
        return Row(finding, known[finding.rule], plan, status, waived, link)

    for finding in audit.findings:
        yield row(finding, None)
    for waived in audit.waived:
        yield row(waived.finding, waived)


def _number(row: Row, _lang: str) -> Cell:
    """The number of the measure, as a number where it is one."""
    said = row.finding.number
    return int(said) if said is not None and said.isascii() and said.isdigit() and len(said) < 10 else said


def _severity(row: Row, lang: str) -> Cell:
    return wording.SEVERITIES[row.finding.severity].said(lang) if lang else row.finding.severity


def _status(row: Row, lang: str) -> Cell:
    return wording.STATUS[row.status].said(lang) if lang and row.status else row.status


def _waiver(name: str) -> Callable[[Row, str], Cell]:
    def cell(row: Row, _lang: str) -> Cell:
        return None if row.waived is None else getattr(row.waived, name)

    return cell


def _first(row: Row, _lang: str) -> Cell:
    return row.finding.evidence[0].start + 1 if row.finding.evidence else None


def _last(row: Row, _lang: str) -> Cell:
    return row.finding.evidence[0].end if row.finding.evidence else None


#: The columns, in their order.
COLUMNS: tuple[Column, ...] = (
    Column("severity", Text("级别", "severity"), 9, _severity),
    Column("rule", Text("规则", "rule"), 28, lambda row, _: row.finding.rule),
    Column("rule_title", Text("规则标题", "what it asks for"), 26,
           lambda row, lang: row.rule.title.said(lang or "zh")),
    Column("plan", Text("规划", "plan"), 34, lambda row, _: row.plan),
    Column("measure_number", Text("措施编号", "measure number"), 9, _number),
    Column("measure", Text("措施", "measure"), 30, lambda row, _: row.finding.title or row.finding.label),
    Column("message_zh", Text("说明（中文）", "message (Chinese)"), 60, lambda row, _: row.finding.message.zh),
    Column("message_en", Text("说明（英文）", "message (English)"), 60, lambda row, _: row.finding.message.en),
    Column("units", Text("责任单位", "units concerned"), 34,
           lambda row, lang: wording.units(row.finding, lang or "zh")),
    Column("words", Text("原文", "source words"), 60,
           lambda row, _: " … ".join(one.words for one in row.finding.evidence)),
    Column("file", Text("文件", "file"), 26,
           lambda row, _: ", ".join(dict.fromkeys(one.file for one in row.finding.evidence))),
    Column("place", Text("页、段或单元格", "page, paragraph or cell"), 16,
           lambda row, _: ", ".join(dict.fromkeys(one.place for one in row.finding.evidence if one.place))),
    Column("first_character", Text("从第几字", "first character"), 9, _first),
    Column("last_character", Text("到第几字", "last character"), 9, _last),
    Column("doubts", Text("读取存疑", "doubts of the reader"), 24, lambda row, _: "；".join(row.finding.doubts)),
    Column("status", Text("与上次相比", "since the baseline"), 10, _status),
    Column("waiver_reason", Text("豁免理由", "waived because"), 26, _waiver("reason")),
    Column("waiver_by", Text("豁免人", "waived by"), 16, _waiver("by")),
    Column("waiver_until", Text("豁免到", "waived until"), 11, _waiver("until")),
    Column("iri", Text("对象（IRI）", "focus (IRI)"), 40, lambda row, _: words_of(row.finding.focus)),
    Column("path", Text("属性路径", "path"), 24, lambda row, _: row.finding.path),
    Column("value", Text("值", "value"), 24,
           lambda row, _: None if row.finding.value is None else words_of(row.finding.value)),
    Column("plan_iri", Text("规划（IRI）", "plan (IRI)"), 30, lambda row, _: row.finding.plan),
    Column("link", Text("链接", "link"), 40, lambda row, _: row.link),
    Column("key", Text("发现代号", "key"), 18, lambda row, _: row.finding.key),
)  # fmt: skip
