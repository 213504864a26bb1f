"""An audit as text for people at a terminal, in Chinese or English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from shapes.completeness import Completeness, Share, completeness, percent
from shapes.findings import Audit, Changes, Checked, Finding, Waived
from shapes.recall import of_element
from shapes.reports import wording
from shapes.reports.columns import cut, table, wrapped
from shapes.reports.wording import COMMA, LIST, OF_NO_PLAN, filled
from shapes.rules import SEVERITIES, Severity, Text

__all__ = ["as_lines", "as_text"]

_AUDIT = Text("审计，{profile}配置，{facts}", "Audit, {profile} profile, {facts}")
_GENERATION = Text("，数据版本 {generation}", ", generation {generation}")
_HASHES = Text(
    "数据 {data}，规则 {shapes}，软件 {software}", "data {data}, shapes {shapes}, software {software}"
)
_ONLY = Text("只列出：{filters}", "Only: {filters}")
_TOTAL = Text("发现 {total} 项：{counts}。", "{total} found: {counts}.")
_WAIVED = Text("另有 {count} 项已豁免，列在最后。", "{count} more are waived, and listed last.")
_CONFORMS = Text("没有发现问题。", "Nothing was found: the data conforms.")
_NONE_SHOWN = Text("筛选之后没有发现问题。", "Nothing was found among what was selected.")
_NONE_STANDING = Text("发现的问题都已豁免。", "All that was found is waived.")
_NOTHING = Text(
    "没有可检查的对象，无从判断是否符合。", "There was nothing to look at, so nothing can be said."
)
_IDLE = Text(
    "有 {count} 条规则没有可检查的对象，不能算作符合：{names}。",
    "Rules that found nothing to look at, of which nothing can be said ({count}): {names}.",
)

_COMPLETE = Text(
    "完整率 {percent}%：{measures} 条措施中 {complete} 条完整",
    "{percent} % complete: {complete} of {measures} measures",
)
_NO_MEASURES = Text(
    "没有措施，无所谓完整率。", "There is no measure, so there is no completeness to speak of."
)
_ACCEPTED = Text("，另有 {count} 条只有已豁免的发现", ", {count} more but for waived findings")
_DOUBTFUL = Text("，完整的当中 {count} 条存疑", ", {count} of the complete ones in doubt")
_ELEMENT_HEAD = (
    Text("要素", "element"), Text("具备", "having"), Text("措施", "measures"), Text("比率", "share"),
    Text("缺少而存疑", "lacking, in doubt"), Text("读取的查全率", "recall of the reader"),
)  # fmt: skip
_SHARE_HEAD = (Text("措施", "measures"), Text("完整", "complete"), Text("完整率", "share"))
_AGENCY = Text("单位", "agency")
_PLAN = Text("规划", "plan")
_RULE_HEAD = (
    Text("规则", "rule"), Text("级别", "severity"), Text("检查", "looked at"), Text("发现", "found"),
    Text("豁免", "waived"),
)  # fmt: skip

_CHANGED = Text(
    "与 {baseline} 相比：新增 {new} 项，已改正 {mended} 项，仍在 {persisting} 项。",
    "Since {baseline}: {new} new, {mended} mended, {persisting} persisting.",
)
_UNSEEN = Text(
    "新增的当中有 {count} 项属于上次没有的规划或没有运行的规则。",
    "Of what is new, {count} are of plans or rules that the baseline did not have.",
)
_GONE = Text(
    "有 {count} 项所在的规划或措施已不在数据中，不算改正。",
    "{count} are gone with their plan or measure, which is not mended.",
)
_UNCHECKED = Text(
    "有 {count} 项这次无法核对（规则没有运行、节点没有名称，或原处已是另一条措施）。",
    "{count} could not be checked again (their rule was not run, their node has no name, or another measure stands in"
    " their place).",
)
_MENDED = Text("已改正：", "Mended:")

_WHY = Text("为什么：{why}", "Why: {why}")
_FIX = Text("怎么改：{fix}", "Mend: {fix}")
_LIMITS = Text("查不到的：{limits}", "Not checked: {limits}")
_RECALL = Text("读取“{element}”的查全率：{recall}", "Recall of the reader for this ({element}): {recall}")
_LINE = Text("{label}：{message}", "{label}: {message}")
_SOURCE = Text("“{words}”（{place}）", "“{words}” ({place})")
_MORE = Text(
    "另有 {rest} 项未列出，共 {total} 项；全部见 json、csv 或 xlsx 格式。",
    "{rest} more are not listed, {total} in all; all are in the formats json, csv and xlsx.",
)
_MORE_AGENCIES = Text(
    "另有 {rest} 个单位未列出，共 {total} 个；全部见 json 或 xlsx 格式。",
    "{rest} more agencies are not listed, {total} in all; all are in the formats json and xlsx.",
)
_ACCEPTED_HEAD = Text("已豁免 {count} 项，不计入以上发现：", "Waived, and not counted above ({count}):")
_BY = Text("{reason}（{by}，到 {until}）", "{reason} ({by}, until {until})")

_WORDS_SHOWN = 60
_AGENCIES_SHOWN = 10


def as_text(audit: Audit, lang: str = "zh", *, most: int | None = 10) -> bytes:
    """The report in `lang`, which is zh or en, in UTF-8.

    First how complete plans are, what has changed, the counts by plan and by rule, with how many nodes each rule
    looked at; then the findings by rule and plan, the gravest first; what is waived last. At most `most` findings of
    a rule are listed, or all for None; how many there are is always said.
    """
    return ("\n".join(as_lines(audit, lang, most=most)) + "\n").encode("utf-8", "backslashreplace")


def as_lines(audit: Audit, lang: str = "zh", *, most: int | None = 10) -> Iterator[str]:
    """The lines of the report, see `as_text`."""
    known = completeness(audit)
    blocks = [
        _headline(audit, lang),
        *_complete(audit, known, lang),
        _changes(audit.changes, lang, most) if audit.changes else [],
        _plans(audit, known, lang),
        _agencies(audit, known, lang),
        _rules(audit, lang),
        *_findings(audit, lang, most),
        _waived(audit.waived, lang, most),
        _idle_waivers(audit, lang),
        wrapped(wording.SILENCE.said(lang)) if audit.findings else [],
    ]
    written = [block for block in blocks if block]
    for n, block in enumerate(written):
        if n:
            yield ""
        yield from block


def _headline(audit: Audit, lang: str) -> list[str]:
    facts = wording.FACTS[audit.facts].said(lang)
    first = filled(_AUDIT, lang, profile=audit.profile.title.said(lang), facts=facts)
    if audit.generation:
        first += filled(_GENERATION, lang, generation=audit.generation)
    lines = [first]
    if audit.hashes:
        data, shapes = (h[:12] for h in (audit.hashes.data, audit.hashes.shapes))
        lines.append(filled(_HASHES, lang, data=data, shapes=shapes, software=audit.hashes.software))
    if audit.filters:
        lines += wrapped(filled(_ONLY, lang, filters=wording.filters(audit, lang)))
    if len(audit.idle) == len(audit.checked) and not audit.findings and not audit.waived:
        return [*lines, _NOTHING.said(lang)]
    if audit.findings:
        counts = _counted(Counter(finding.severity for finding in audit.findings), lang, SEVERITIES)
        lines.append(filled(_TOTAL, lang, total=len(audit.findings), counts=counts))
    elif audit.waived:
        lines.append(_NONE_STANDING.said(lang))
    else:
        lines.append((_CONFORMS if (audit.whole or audit).conforms else _NONE_SHOWN).said(lang))
    if audit.waived:
        lines.append(filled(_WAIVED, lang, count=len(audit.waived)))
    if audit.idle:
        names = LIST.said(lang).join(checked.rule.name for checked in audit.idle)
        lines += wrapped(filled(_IDLE, lang, count=len(audit.idle), names=names))
    return lines


def _complete(audit: Audit, known: Completeness | None, lang: str) -> Iterator[list[str]]:
    if known is None:
        yield [wording.NOTHING_KNOWN.said(lang)]
        return
    share = known.overall
    if not share.measures:
        yield [_NO_MEASURES.said(lang)]
        return
    head = filled(
        _COMPLETE, lang, percent=percent(share.complete, share.measures), measures=share.measures,
        complete=share.complete,
    )  # fmt: skip
    for text, count in ((_ACCEPTED, share.accepted), (_DOUBTFUL, share.doubtful)):
        head += filled(text, lang, count=count) if count else ""
    yield [*wrapped(head), *wrapped(wording.definition(audit, lang), "  ", "  ")]
    if share.elements:
        rows = [[word.said(lang) for word in _ELEMENT_HEAD]]
        for element, one in share.elements.items():
            figures = of_element(audit.recall, element)[:1]  # the one that says most, all are with the rules
            rows.append(
                [
                    wording.ELEMENTS[element].said(lang), str(one.having), str(share.measures),
                    _share(one.having, share.measures), str(one.doubtful), wording.recall(figures, lang),
                ]
            )  # fmt: skip
        yield table(rows)


def _changes(changes: Changes, lang: str, most: int | None) -> list[str]:
    lines = wrapped(
        filled(
            _CHANGED, lang, baseline=changes.baseline, new=len(changes.new), mended=len(changes.mended),
            persisting=len(changes.persisting),
        )
    )  # fmt: skip
    for text, some in ((_UNSEEN, changes.unseen), (_GONE, changes.gone), (_UNCHECKED, changes.unchecked)):
        if some:
            lines += wrapped(filled(text, lang, count=len(some)), "  ", "  ")
    for warning in changes.warnings:
        lines += wrapped(warning.said(lang), "  ", "  ")
    if changes.mended:
        lines.append(_MENDED.said(lang))
        for entry in changes.mended[:most]:
            lines += wrapped(f"[{entry['rule']}] {_entry(entry, lang)}", "  ", "    ")
        lines += _rest(len(changes.mended), most, lang)
    return lines


def _entry(entry: Mapping[str, object], lang: str) -> str:
    """A finding of a baseline in a line: what it was about, and what was said of it."""
    message = entry["message"]
    said = message.get(lang, "") if isinstance(message, Mapping) else ""
    label = str(entry.get("label") or entry["focus"])
    return filled(_LINE, lang, label=cut(label, _WORDS_SHOWN), message=said)


def _plans(audit: Audit, known: Completeness | None, lang: str) -> list[str]:
    count = Counter((finding.plan, finding.severity) for finding in audit.findings)
    if not count and not audit.plans:
        return []
    shares = known.plans if known else {}
    titles = wording.titles(audit)
    # plans that no document carries, and findings that belong to none, come last
    iris = dict.fromkeys([*titles, *sorted({plan or "" for plan, _ in count} | shares.keys())])
    rows = [[word.said(lang) for word in (_PLAN, *_SHARE_HEAD, *wording.SEVERITIES.values())]]
    for iri in iris:
        named = cut(titles.get(iri, iri), _WORDS_SHOWN) or OF_NO_PLAN.said(lang)
        counts = [str(count[iri or None, severity]) for severity in SEVERITIES]
        rows.append([named, *_shares(shares.get(iri)), *counts])
    return table(rows)


def _agencies(audit: Audit, known: Completeness | None, lang: str) -> list[str]:
    if not known or not known.agencies:
        return []
    names = {unit.iri: unit.name for unit in audit.agencies}
    ranked = sorted(known.agencies.items(), key=lambda one: (-one[1].incomplete, names.get(one[0], one[0])))
    rows = [[word.said(lang) for word in (_AGENCY, *_SHARE_HEAD)]]
    rows += [[names.get(iri, iri), *_shares(share)] for iri, share in ranked[:_AGENCIES_SHOWN]]
    lines = table(rows)
    rest = len(ranked) - _AGENCIES_SHOWN
    if rest > 0:
        lines += wrapped(filled(_MORE_AGENCIES, lang, rest=rest, total=len(ranked)), "  ", "  ")
    return lines


def _shares(share: Share | None) -> list[str]:
    if share is None:
        return ["", "", ""]
    return [str(share.measures), str(share.complete), _share(share.complete, share.measures)]


def _share(having: int, of: int) -> str:
    """A share in percent; a dash for a share of nothing."""
    found = percent(having, of)
    return "–" if found is None else f"{found}%"


def _rules(audit: Audit, lang: str) -> list[str]:
    count = Counter(finding.rule for finding in audit.findings)
    waived = Counter(one.finding.rule for one in audit.waived)
    name, *heads = (word.said(lang) for word in _RULE_HEAD)
    rows = [[name, "", *heads]]
    for checked in audit.checked:
        rule = checked.rule
        level = wording.SEVERITIES[checked.severity].said(lang)
        counts = (checked.looked_at, count[rule.name], waived[rule.name])
        rows.append([rule.name, rule.title.said(lang), level, *map(str, counts)])
    return table(rows if waived else [row[:-1] for row in rows])


def _findings(audit: Audit, lang: str, most: int | None) -> Iterator[list[str]]:
    checked = {one.rule.name: one for one in audit.checked}
    by_rule: dict[str, list[Finding]] = {}
    for finding in audit.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    for name, found in by_rule.items():
        yield _rule(audit, checked[name], found, lang, most)


def _rule(audit: Audit, checked: Checked, found: Sequence[Finding], lang: str, most: int | None) -> list[str]:
    rule = checked.rule
    counts = _counted(Counter(finding.severity for finding in found), lang)
    lines = [f"[{counts}] {rule.name}  {rule.title.said(lang)}"]
    for text, name, said in (
        (_WHY, "why", rule.why),
        (_FIX, "fix", rule.fix),
        (_LIMITS, "limits", rule.limits),
    ):
        if said.said(lang):
            lines += wrapped(filled(text, lang, **{name: said.said(lang)}), "  ", "    ")
    figures = of_element(audit.recall, rule.element)
    if figures:
        element = next(text for known, text in wording.ELEMENTS.items() if known == rule.element)
        said_of = filled(_RECALL, lang, element=element.said(lang), recall=wording.recall(figures, lang))
        lines += wrapped(said_of, "  ", "    ")
    titles, in_plan = wording.titles(audit), Counter(finding.plan for finding in found)
    plan: str | None = ""
    for finding in found[:most]:
        if finding.plan != plan:
            plan = finding.plan
            title = titles.get(plan, plan) if plan else OF_NO_PLAN.said(lang)
            lines += wrapped(f"{title} · {in_plan[plan]}", "  ", "  ")
        lines += _finding(finding, checked.severity, audit.changes, lang)
    return [*lines, *_rest(len(found), most, lang)]


def _finding(finding: Finding, usual: Severity, changes: Changes | None, lang: str) -> list[str]:
    marks = [] if finding.severity == usual else [wording.SEVERITIES[finding.severity].said(lang)]
    if changes and (status := changes.status(finding)) == "new":
        marks.append(wording.STATUS[status].said(lang))
    mark = f"[{COMMA.said(lang).join(marks)}] " if marks else ""
    label = cut(finding.label, _WORDS_SHOWN)
    lines = wrapped(
        mark + filled(_LINE, lang, label=label, message=finding.message.said(lang)), " " * 4, " " * 6
    )
    if finding.evidence:
        place = finding.evidence[0]
        words = cut(place.words, _WORDS_SHOWN)
        source = filled(_SOURCE, lang, words=words, place=wording.location(place, lang))
        lines += wrapped(source, " " * 6, " " * 8)
    return lines


def _waived(waived: Sequence[Waived], lang: str, most: int | None) -> list[str]:
    if not waived:
        return []
    lines = [filled(_ACCEPTED_HEAD, lang, count=len(waived))]
    for one in waived[:most]:
        finding = one.finding
        label = cut(finding.label, _WORDS_SHOWN)
        told = filled(_LINE, lang, label=label, message=finding.message.said(lang))
        lines += wrapped(f"[{finding.rule}] {told}", "  ", "    ")
        lines += wrapped(filled(_BY, lang, reason=one.reason, by=one.by, until=one.until), "    ", "    ")
    return [*lines, *_rest(len(waived), most, lang)]


def _idle_waivers(audit: Audit, lang: str) -> list[str]:
    return [line for one in audit.idle_waivers for line in wrapped(wording.idle_waiver(one, lang), "", "  ")]


def _counted(count: Mapping[Severity, int], lang: str, levels: Sequence[Severity] = ()) -> str:
    """How many there are of each severity, the gravest first; of `levels` also where there is none."""
    return COMMA.said(lang).join(
        f"{wording.SEVERITIES[severity].said(lang)} {count.get(severity, 0)}"
        for severity in SEVERITIES
        if severity in levels or count.get(severity)
    )


def _rest(total: int, most: int | None, lang: str) -> list[str]:
    if most is None or total <= most:
        return []
    return wrapped(filled(_MORE, lang, rest=total - most, total=total), "  ", "  ")
