"""The tables of the page, each with its chart: a bar in every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shapes.completeness import Completeness, Share, percent
from shapes.findings import Audit
from shapes.recall import of_element
from shapes.reports import wording
from shapes.reports.links import Links, address
from shapes.reports.wording import filled
from shapes.rules import SEVERITIES, Text

__all__ = ["Bar", "Cell", "Table", "agencies", "elements", "plans", "recall", "rules", "share_bar"]

_PLANS_SHOWN, _AGENCIES_SHOWN = 60, 20

_PLAN, _AGENCY = Text("规划", "plan"), Text("单位", "agency")
_MEASURES, _COMPLETE, _SHARE = Text("措施", "measures"), Text("完整", "complete"), Text("完整率", "share")
_ELEMENT, _HAVING, _RATE = Text("要素", "element"), Text("具备", "having"), Text("比率", "share")
_LACKING, _DOUBTFUL = Text("缺少", "lacking"), Text("其中存疑", "of those in doubt")
_RECALL = Text("读取的查全率", "recall of the reader")
_RULE, _SEVERITY = Text("规则", "rule"), Text("级别", "severity")
_LOOKED_AT, _FOUND = Text("检查对象", "looked at"), Text("发现", "findings")
_WAIVED = Text("豁免", "waived")
_NOTHING = Text("没有可检查的对象", "nothing to look at")
_CHART = Text("图", "chart")
_MORE_PLANS = Text(
    "另有 {rest} 个规划未列出，共 {total} 个；全部见 JSON 或 XLSX 格式。",
    "{rest} more plans are not listed, {total} in all; all are in the formats JSON and XLSX.",
)
_MORE_AGENCIES = Text(
    "另有 {rest} 个单位未列出，共 {total} 个；全部见 JSON 或 XLSX 格式。",
    "{rest} more agencies are not listed, {total} in all; all are in the formats JSON and XLSX.",
)
_KIND, _ON, _FACTS = Text("事实", "kind of fact"), Text("文件", "documents"), Text("项数", "facts")
_SEEN_HEAD = Text("规则与文件", "rules and documents")
_SEEN = {
    False: Text("编写规则时未看过", "not seen when rules were made"),
    True: Text("编写规则时看过", "seen when rules were made"),
}
_KINDS: Mapping[str, Text] = {
    "measures": Text("措施", "measures"),
    "titles": Text("措施标题", "titles of measures"),
    "agencies": Text("责任单位", "units"),
    "roles": Text("责任单位的分工", "roles of units"),
    "schedules": Text("时限", "times"),
    "targets": Text("量化目标", "targets"),
    "whole targets": Text("量化目标的全部要素", "targets with all their parts"),
    "projects": Text("项目", "projects"),
    "regions": Text("地区", "regions"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what its parts stand for, and how much of the whole each takes, in percent."""

    parts: Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what it says, a number or not, with an address to follow, a small note, and a bar instead of words."""

    text: str = ""
    number: bool = False
    href: str | None = None
    note: str = ""
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the heads of its columns, and rows whose first cell names them; `more` says what is not listed."""

    heads: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    more: str = ""


def share_bar(share: Share) -> Bar:
    """How the measures are made up: complete, complete in doubt, incomplete but for what is waived, incomplete."""
    parts = (
        ("complete", share.complete - share.doubtful),
        ("doubtful", share.doubtful),
        ("accepted", share.accepted),
        ("incomplete", share.incomplete),
    )
    return Bar([(name, 100 * count / share.measures) for name, count in parts if count])


def elements(audit: Audit, known: Completeness, lang: str) -> Table:
    """The share of measures that have each element, and the recall of the reader beside what is lacking."""
    share = known.overall
    rows = []
    for element, one in share.elements.items():
        lacking = share.measures - one.having
        rows.append(
            (
                Cell(wording.ELEMENTS[element].said(lang)),
                _chart([("complete", one.having), ("doubtful", one.doubtful), ("incomplete", lacking - one.doubtful)]),
                *_numbers(one.having, lacking, one.doubtful),
                _percentage(one.having, share.measures, lang),
                Cell(wording.recall(of_element(audit.recall, element), lang)),
            )
        )  # fmt: skip
    return _table(lang, (_ELEMENT, _CHART, _HAVING, _LACKING, _DOUBTFUL, _RATE, _RECALL), rows)


def plans(audit: Audit, known: Completeness | None, lang: str, links: Links) -> Table:
    """The plans, with their completeness and how much was found of each; those that lack most first."""
    titles = wording.titles(audit)
    shares = known.plans if known else {}
    found = Counter((finding.plan or "", finding.severity) for finding in audit.findings)
    iris = sorted(
        {*titles, *shares, *(plan for plan, _ in found)},
        key=lambda iri: (-shares[iri].incomplete if iri in shares else 0, -sum(found[iri, s] for s in SEVERITIES), iri),
    )  # fmt: skip
    rows = [
        (
            Cell(titles.get(iri, iri) or wording.OF_NO_PLAN.said(lang), href=address(iri or None, links)),
            *_shares(shares.get(iri), lang),
            *_numbers(*(found[iri, severity] for severity in SEVERITIES)),
        )
        for iri in iris[:_PLANS_SHOWN]
    ]
    heads = (_PLAN, _CHART, _MEASURES, _COMPLETE, _SHARE, *wording.SEVERITIES.values())
    return _table(lang, heads, rows, _more(_MORE_PLANS, len(iris), _PLANS_SHOWN, lang))


def agencies(audit: Audit, known: Completeness, lang: str, links: Links) -> Table:
    """The agencies, with the completeness of the measures that name them; those that lack most first."""
    names = {unit.iri: unit.name for unit in audit.agencies}
    ranked = sorted(known.agencies.items(), key=lambda one: (-one[1].incomplete, names.get(one[0], one[0])))
    rows = [
        (Cell(names.get(iri, iri), href=address(iri, links)), *_shares(share, lang))
        for iri, share in ranked[:_AGENCIES_SHOWN]
    ]
    heads = (_AGENCY, _CHART, _MEASURES, _COMPLETE, _SHARE)
    return _table(lang, heads, rows, _more(_MORE_AGENCIES, len(ranked), _AGENCIES_SHOWN, lang))


def rules(audit: Audit, lang: str) -> Table:
    """The rules: how many nodes each looked at, and how much it found."""
    found = Counter((finding.rule, finding.severity) for finding in audit.findings)
    waived = Counter(one.finding.rule for one in audit.waived)
    names = [checked.rule.name for checked in audit.checked]
    largest = max((sum(found[name, s] for s in SEVERITIES) for name in names), default=0)
    rows = []
    for checked in audit.checked:
        rule = checked.rule
        counts = [(severity, found[rule.name, severity]) for severity in SEVERITIES]
        total = sum(count for _, count in counts)
        rows.append(
            (
                Cell(rule.title.said(lang), href=f"#{rule.name}" if total else None, note=rule.name),
                _chart(counts, largest),
                Cell(wording.SEVERITIES[checked.severity].said(lang)),
                Cell(str(checked.looked_at), True, note="" if checked.looked_at else _NOTHING.said(lang)),
                *_numbers(total, waived[rule.name]),
                Cell(wording.recall(of_element(audit.recall, rule.element)[:1], lang)),
            )
        )
    return _table(lang, (_RULE, _CHART, _SEVERITY, _LOOKED_AT, _FOUND, _WAIVED, _RECALL), rows)


def recall(audit: Audit, lang: str) -> Table:
    """What was measured of the reader."""
    rows = [
        (
            Cell(_KINDS[one.kind].said(lang) if one.kind in _KINDS else one.kind),
            _chart([("complete", one.recall), ("incomplete", 1 - one.recall)]),
            Cell(f"{int(one.recall * 1000 + 1e-6) / 10:.1f}%", True),
            *_numbers(one.facts, one.documents),
            Cell(_SEEN[one.seen].said(lang)),
        )
        for one in audit.recall
    ]
    return _table(lang, (_KIND, _CHART, _RECALL, _FACTS, _ON, _SEEN_HEAD), rows)


def _table(lang: str, heads: Sequence[Text], rows: Sequence[Sequence[Cell]], more: str = "") -> Table:
    """A table whose heads stand where their columns do: over numbers to the right."""
    numbers = [all(cell.number for cell in column) for column in zip(*rows, strict=True)] or [False] * len(
        heads
    )
    return Table(
        [Cell(head.said(lang), number) for head, number in zip(heads, numbers, strict=True)], rows, more
    )


def _numbers(*counts: int) -> Iterable[Cell]:
    return (Cell(str(count), True) for count in counts)


def _shares(share: Share | None, lang: str) -> tuple[Cell, ...]:
    if share is None:
        return (Cell(), *[Cell("", True)] * 3)
    if not share.measures:
        return (Cell(), Cell("0", True), Cell("0", True), Cell(wording.NO_MEASURE.said(lang), True))
    return (
        Cell(bar=share_bar(share)),
        *_numbers(share.measures, share.complete),
        _percentage(share.complete, share.measures, lang),
    )


def _percentage(having: int, of: int, lang: str) -> Cell:
    found = percent(having, of)
    return Cell(wording.NO_MEASURE.said(lang) if found is None else f"{found}%", True)


def _chart(parts: Sequence[tuple[str, float]], whole: float | None = None) -> Cell:
    total = sum(count for _, count in parts) if whole is None else whole
    return Cell(bar=Bar([(name, 100 * count / total) for name, count in parts if count]) if total else None)


def _more(text: Text, total: int, most: int, lang: str) -> str:
    return filled(text, lang, rest=total - most, total=total) if total > most else ""
