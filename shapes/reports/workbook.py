"""An audit as a workbook (XLSX): findings, what is waived, what has changed, rules, completeness, and what it is of.

Text is written as text, never as a formula, whatever it begins with. What a spreadsheet cannot hold is told: a cell
that is cut says so itself and is counted on the last sheet, rows beyond the last one of a sheet go on in another, and
addresses beyond the links that a sheet can have stand there as text.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from shapes.completeness import ELEMENTS, Completeness, Share, completeness, percent
from shapes.findings import Audit, Changes
from shapes.recall import of_element
from shapes.reports import wording
from shapes.reports.about import about
from shapes.reports.characters import legible
from shapes.reports.links import Links, themselves
from shapes.reports.rows import COLUMNS, Cell, rows
from shapes.reports.wording import filled
from shapes.rules import Text

__all__ = ["as_workbook"]

#: Excel's limits: characters a cell, rows a sheet, links a sheet, characters a link.
#: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
CHARACTERS, ROWS, LINKS, ADDRESS = 32_767, 1_048_576, 65_530, 2_079

#: Beyond so many rows lines are not broken in cells, which a spreadsheet would have to measure one by one.
_WRAPPED = 10_000

_FINDINGS, _WAIVED = Text("发现", "findings"), Text("已豁免", "waived")
_RULES, _COMPLETE = Text("规则", "rules"), Text("完整率", "completeness")
_CHANGES, _ABOUT = Text("变化", "changes"), Text("关于", "about")
_RULE_HEADS = (
    (Text("规则", "rule"), 30), (Text("检查什么", "what it asks for"), 34), (Text("规则集", "set"), 8),
    (Text("级别", "severity"), 9), (Text("检查对象", "looked at"), 10), (Text("发现", "findings"), 9),
    (Text("已豁免", "waived"), 9), (Text("读取的查全率", "recall of the reader"), 44),
    (Text("为什么", "why it matters"), 50), (Text("怎么改", "how to mend it"), 50),
    (Text("查不到的", "not checked"), 50), (Text("引擎", "engine"), 10),
)  # fmt: skip
_SHARE_HEADS = (
    (Text("范围", "of"), 9), (Text("名称", "name"), 46), (Text("措施", "measures"), 9), (Text("完整", "complete"), 9),
    (Text("完整率", "share"), 9), (Text("完整而存疑", "complete, in doubt"), 11),
    (Text("仅有已豁免", "but for waived"), 11), (Text("不完整", "incomplete"), 9),
)  # fmt: skip
_HAVING = Text("有{element}", "having {element}")
_OVERALL, _PLAN, _AGENCY = Text("全部", "all"), Text("规划", "plan"), Text("单位", "agency")
_CHANGE_HEADS = (
    (Text("变化", "change"), 12), (Text("规则", "rule"), 28), (Text("级别", "severity"), 9),
    (Text("对象", "about"), 40), (Text("说明（中文）", "message (Chinese)"), 60),
    (Text("说明（英文）", "message (English)"), 60), (Text("对象（IRI）", "focus (IRI)"), 40),
    (Text("发现代号", "key"), 18),
)  # fmt: skip
_MENDED, _GONE = Text("已改正", "mended"), Text("随规划或措施消失", "gone with its plan or measure")
_UNCHECKED = Text("无法核对", "not checked again")
_CUT = Text(
    "…〔此处截断，全文 {count} 字，见 JSON 格式〕",
    "… [cut here, {count} characters in all: see the JSON format]",
)
_CUTS = Text(
    "有 {count} 个单元格放不下全文，在格内注明。", "{count} cells could not hold their text, and say so."
)
_UNLINKED = Text(
    "每张表最多 {most} 个链接，其后的地址是文字。",
    "A sheet has at most {most} links: addresses beyond are text.",
)


@dataclass(slots=True)
class _Book:
    """The workbook being written, its formats, and what could not be held."""

    book: Any
    lang: str
    head: Format
    plain: Format
    link: Format
    day: Format
    share: Format
    cuts: int = 0
    unlinked: bool = False

    def sheet(self, name: str, heads: Iterable[tuple[str, int]], *, whole: int) -> Worksheet:
        """A sheet of `whole` rows below a heading that stays in view, each column with a filter and its width."""
        sheet: Worksheet = self.book.add_worksheet(name)
        columns = list(heads)
        for n, (head, width) in enumerate(columns):
            sheet.set_column(n, n, width)
            sheet.write_string(0, n, head, self.head)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, whole, len(columns) - 1)
        return sheet

    def write(
        self, sheet: Worksheet, row: int, cells: Sequence[Cell | float], links: Sequence[int] = ()
    ) -> None:
        """A row of cells, those in the columns `links` as links."""
        for column, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            if isinstance(cell, float):
                sheet.write_number(row, column, cell, self.share)
            elif isinstance(cell, int):
                sheet.write_number(row, column, cell, self.plain)
            elif isinstance(cell, date):
                sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), self.day)
            else:
                text = self._held(legible(cell))
                if column in links and text == cell and row <= LINKS and len(cell) <= ADDRESS:
                    sheet.write_url(row, column, cell, self.link, cell)
                else:
                    self.unlinked |= column in links
                    sheet.write_string(row, column, text, self.plain)

    def _held(self, text: str) -> str:
        """`text` as far as a cell holds it; a spreadsheet counts in UTF-16, in which a rare character is two."""
        if len(text) * 2 <= CHARACTERS or len(text.encode("utf-16-le")) // 2 <= CHARACTERS:
            return text
        self.cuts += 1
        mark = filled(_CUT, self.lang, count=len(text))
        room = CHARACTERS - len(mark)
        return text.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + mark


def as_workbook(audit: Audit, lang: str = "zh", links: Links = themselves) -> bytes:
    """The audit as a workbook with headings in `lang`; one audit is always the same bytes."""
    out = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        # a workbook says when it was made, and an audit does not: the first day that its container knows
        book.set_properties({"title": "crossplan audit", "created": datetime(1980, 1, 1)})
        top = {"valign": "top", "text_wrap": len(audit.findings) + len(audit.waived) <= _WRAPPED}
        known = _Book(
            book, lang,
            head=book.add_format({"bold": True, "valign": "top", "text_wrap": True, "bottom": 1}),
            plain=book.add_format(top),
            link=book.add_format({**top, "font_color": "#0A58A8", "underline": 1}),
            day=book.add_format({**top, "num_format": "yyyy-mm-dd"}),
            share=book.add_format({**top, "num_format": "0.0%"}),
        )  # fmt: skip
        _findings(known, audit, links)
        _rules(known, audit)
        _completeness(known, audit)
        if audit.changes is not None:
            _changes(known, audit.changes)
        _about(known, audit)
    return out.getvalue()


def _findings(book: _Book, audit: Audit, links: Links) -> None:
    found = rows(audit, links)
    standing = [next(found) for _ in audit.findings]
    for name, some in ((_FINDINGS, standing), (_WAIVED, list(found))):
        if some or name is _FINDINGS:
            # a waiver is said of what is waived alone, and what no cell says has no column
            columns = [c for c in COLUMNS if name is _WAIVED or not c.name.startswith("waiver_")]
            heads = [(column.heading.said(book.lang), column.width) for column in columns]
            followed = [n for n, column in enumerate(columns) if column.name == "link"]
            for part, start in enumerate(range(0, len(some) or 1, ROWS - 1), 1):
                here = some[start : start + ROWS - 1]
                title = name.said(book.lang) + (f" {part}" if part > 1 else "")
                sheet = book.sheet(title, heads, whole=len(here))
                for n, row in enumerate(here, 1):
                    book.write(sheet, n, [column.cell(row, book.lang) for column in columns], followed)


def _rules(book: _Book, audit: Audit) -> None:
    lang = book.lang
    found = Counter(finding.rule for finding in audit.findings)
    waived = Counter(one.finding.rule for one in audit.waived)
    heads = [(head.said(lang), width) for head, width in _RULE_HEADS]
    sheet = book.sheet(_RULES.said(lang), heads, whole=len(audit.checked))
    for n, checked in enumerate(audit.checked, 1):
        rule = checked.rule
        cells = (
            rule.name, rule.title.said(lang), rule.set, wording.SEVERITIES[checked.severity].said(lang),
            checked.looked_at, found[rule.name], waived[rule.name],
            wording.recall(of_element(audit.recall, rule.element), lang),
            rule.why.said(lang), rule.fix.said(lang), rule.limits.said(lang), audit.engines.get(rule.name),
        )  # fmt: skip
        book.write(sheet, n, cells)


def _completeness(book: _Book, audit: Audit) -> None:
    known, lang = completeness(audit), book.lang
    asked = [element for element in ELEMENTS if known and element in known.overall.elements]
    heads = [(head.said(lang), width) for head, width in _SHARE_HEADS]
    heads += [(filled(_HAVING, lang, element=wording.ELEMENTS[e].said(lang)), 11) for e in asked]
    shares = list(_shares(audit, known)) if known else []
    sheet = book.sheet(_COMPLETE.said(lang), [*heads, ("IRI", 40)], whole=len(shares))
    for n, (of, name, iri, share) in enumerate(shares, 1):
        counts = (share.doubtful, share.accepted, share.incomplete)
        elements = (share.elements[element].having for element in asked)
        whole = percent(share.complete, share.measures)
        cells = (
            of.said(lang), name, share.measures, share.complete,
            # cut, not rounded, as everywhere: a hundred percent lacks nothing
            wording.NO_MEASURE.said(lang) if whole is None else float(whole) / 100, *counts, *elements, iri,
        )  # fmt: skip
        book.write(sheet, n, cells)


def _shares(audit: Audit, known: Completeness) -> Iterator[tuple[Text, str, str | None, Share]]:
    titles, names = wording.titles(audit), {unit.iri: unit.name for unit in audit.agencies}
    yield _OVERALL, "", None, known.overall
    for iri, share in known.plans.items():
        yield _PLAN, titles.get(iri, iri), iri, share
    for iri, share in known.agencies.items():
        yield _AGENCY, names.get(iri, iri), iri, share


def _changes(book: _Book, changes: Changes) -> None:
    lang = book.lang
    parts = ((_MENDED, changes.mended), (_GONE, changes.gone), (_UNCHECKED, changes.unchecked))
    entries = [(kind, entry) for kind, some in parts for entry in some]
    heads = [(head.said(lang), width) for head, width in _CHANGE_HEADS]
    sheet = book.sheet(_CHANGES.said(lang), heads, whole=len(entries))
    levels = {name: text.said(lang) for name, text in wording.SEVERITIES.items()}
    for n, (kind, entry) in enumerate(entries[: ROWS - 1], 1):
        message: Any = entry["message"]
        severity = str(entry["severity"])
        cells = (
            kind.said(lang), str(entry["rule"]), next((v for k, v in levels.items() if k == severity), severity),
            str(entry.get("label") or ""), str(message.get("zh", "")), str(message.get("en", "")),
            str(entry["focus"]), str(entry["key"]),
        )  # fmt: skip
        book.write(sheet, n, cells)


def _about(book: _Book, audit: Audit) -> None:
    lang = book.lang
    lines = list(about(audit, lang))
    if book.cuts:
        lines.append(("", filled(_CUTS, lang, count=book.cuts)))
    if book.unlinked:
        lines.append(("", filled(_UNLINKED, lang, most=LINKS)))
    sheet: Worksheet = book.book.add_worksheet(_ABOUT.said(lang))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110)
    for n, (name, value) in enumerate(lines):
        if name:
            sheet.write_string(n, 0, name, book.head)
        book.write(sheet, n, [None, value])
