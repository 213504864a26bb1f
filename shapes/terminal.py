"""An audit as text for people at a terminal, in Chinese or English."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from shapes.findings import Audit, Checked, Finding
from shapes.rules import SEVERITIES, Severity, Text

__all__ = ["as_text"]

_SEVERITY: dict[Severity, Text] = {
    "violation": Text("违规", "violation"),
    "warning": Text("警告", "warning"),
    "info": Text("提示", "info"),
}
_COMMA = Text("，", ", ")
_LIST = Text("、", ", ")

_AUDIT = Text("审计，{profile}配置", "Audit, {profile} profile")
_GENERATION = Text("，数据版本 {generation}", ", generation {generation}")
_ONLY = Text("只列出：{filters}", "Only: {filters}")
_TOTAL = Text("发现 {total} 项：{counts}。", "{total} found: {counts}.")
_CONFORMS = Text("没有发现问题。", "Nothing was found: the data conforms.")
_NOTHING = Text(
    "没有可检查的对象，无从判断是否符合。", "There was nothing to look at, so nothing can be said."
)
_IDLE = Text(
    "有 {count} 条规则没有可检查的对象，不能算作符合：{names}。",
    "Rules that found nothing to look at, of which nothing can be said ({count}): {names}.",
)
_OF_NO_PLAN = Text("（不属于某一规划）", "(of no one plan)")
_PLAN_HEAD = (Text("规划", "plan"), Text("措施", "measures"))
_RULE_HEAD = (
    Text("规则", "rule"),
    Text("级别", "severity"),
    Text("检查", "looked at"),
    Text("发现", "found"),
)
_WHY = Text("  为什么：{why}", "  Why: {why}")
_FIX = Text("  怎么改：{fix}", "  Mend: {fix}")
_LINE = Text("    {label}：{message}", "    {label}: {message}")
_SOURCE = Text("      “{words}”（{document} {start}–{end}）", "      “{words}” ({document} {start}–{end})")
_MORE = Text("  另有 {rest} 项未列出，共 {total} 项。", "  {rest} more are not listed, {total} in all.")
_SILENCE = Text(
    "“没有写明”指图谱中没有：请对照原文，也可能是读取时漏掉的。",
    "“Not named” means not in the graph: look at the source, for the reading may have missed it.",
)

_WORDS_SHOWN = 60


def as_text(audit: Audit, lang: str = "zh", *, most: int | None = 10) -> str:
    """The report in `lang`, which is zh or en.

    First the counts by plan and by rule, with how many nodes each rule looked at; then the findings by
    rule and plan, the gravest first. At most `most` findings of a rule are listed, or all for None; how many
    there are is always said.
    """
    blocks = [_headline(audit, lang), _plans(audit, lang), _rules(audit, lang)]
    checked = {one.rule.name: one for one in audit.checked}
    for name in dict.fromkeys(finding.rule for finding in audit.findings):
        found = [finding for finding in audit.findings if finding.rule == name]
        blocks.append(_rule(audit, checked[name], found, lang, most))
    if audit.findings:
        blocks.append([_SILENCE.said(lang)])
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _headline(audit: Audit, lang: str) -> list[str]:
    first = _AUDIT.said(lang).format(profile=audit.profile.title.said(lang))
    if audit.generation:
        first += _GENERATION.said(lang).format(generation=audit.generation)
    lines = [first]
    if audit.filters:
        filters = _COMMA.said(lang).join(f"{name}={value}" for name, value in audit.filters.items())
        lines.append(_ONLY.said(lang).format(filters=filters))
    if audit.findings:
        count = Counter(finding.severity for finding in audit.findings)
        counts = _COMMA.said(lang).join(f"{_SEVERITY[s].said(lang)} {count[s]}" for s in SEVERITIES)
        lines.append(_TOTAL.said(lang).format(total=len(audit.findings), counts=counts))
    elif len(audit.idle) < len(audit.checked):
        lines.append(_CONFORMS.said(lang))
    else:
        return [*lines, _NOTHING.said(lang)]
    if audit.idle:
        names = _LIST.said(lang).join(checked.rule.name for checked in audit.idle)
        lines.append(_IDLE.said(lang).format(count=len(audit.idle), names=names))
    return lines


def _plans(audit: Audit, lang: str) -> list[str]:
    count = Counter((finding.plan, finding.severity) for finding in audit.findings)
    if not count and not audit.plans:
        return []
    rows = [
        [plan.title, str(plan.measures), *(str(count[plan.iri, s]) for s in SEVERITIES)]
        for plan in audit.plans
    ]
    known = {plan.iri for plan in audit.plans}
    others = sorted({plan or "" for plan, _ in count} - known)
    for other in others:  # plans that no document carries, and findings that belong to none
        named = other or _OF_NO_PLAN.said(lang)
        rows.append([named, "", *(str(count[other or None, s]) for s in SEVERITIES)])
    head = [word.said(lang) for word in (*_PLAN_HEAD, *_SEVERITY.values())]
    return _table([head, *rows])


def _rules(audit: Audit, lang: str) -> list[str]:
    count = Counter(finding.rule for finding in audit.findings)
    name, severity, looked_at, found = (word.said(lang) for word in _RULE_HEAD)
    rows = [[name, "", severity, looked_at, found]]
    for checked in audit.checked:
        rule = checked.rule
        level = _SEVERITY[checked.severity].said(lang)
        rows.append([rule.name, rule.title.said(lang), level, str(checked.looked_at), str(count[rule.name])])
    return _table(rows)


def _rule(audit: Audit, checked: Checked, found: Sequence[Finding], lang: str, most: int | None) -> list[str]:
    rule = checked.rule
    level = _SEVERITY[checked.severity].said(lang)
    lines = [f"[{level} {len(found)}] {rule.name}  {rule.title.said(lang)}"]
    if rule.why.said(lang):
        lines.append(_WHY.said(lang).format(why=rule.why.said(lang)))
    if rule.fix.said(lang):
        lines.append(_FIX.said(lang).format(fix=rule.fix.said(lang)))
    titles = {plan.iri: plan.title for plan in audit.plans}
    plan: str | None = ""
    for finding in found[:most]:
        if finding.plan != plan:
            plan = finding.plan
            lines.append(f"  {titles.get(plan, plan) if plan else _OF_NO_PLAN.said(lang)}")
        lines.append(_LINE.said(lang).format(label=_cut(finding.label), message=finding.message.said(lang)))
        if finding.evidence:
            place = finding.evidence[0]
            words = _cut(place.words)
            document = place.document.rsplit("/", 1)[-1]
            lines.append(
                _SOURCE.said(lang).format(words=words, document=document, start=place.start, end=place.end)
            )
    if most is not None and len(found) > most:
        lines.append(_MORE.said(lang).format(rest=len(found) - most, total=len(found)))
    return lines


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _WORDS_SHOWN else line[:_WORDS_SHOWN] + "…"


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines with aligned columns; a column whose cells below the head are numbers goes right."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    numbers = [all(not cell or cell.isdigit() for cell in column[1:]) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = []
        for cell, width, number in zip(row, widths, numbers, strict=True):
            space = " " * (width - _width(cell))
            cells.append(space + cell if number else cell + space)
        lines.append("  ".join(cells).rstrip())
    return lines


def _width(text: str) -> int:
    """The columns that `text` takes: two for a Chinese character (Unicode Standard Annex 11)."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
