"""The report as plain values, and as JSON: the format that other programs read, this one as a baseline."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from shapes.baseline import REPORT, VERSION
from shapes.completeness import Share, completeness, percent
from shapes.findings import Audit, Changes, Checked, Finding, Waived, words_of
from shapes.recall import of_element
from shapes.rules import SEVERITIES, Text

__all__ = ["as_dict", "as_json"]


def as_json(audit: Audit) -> bytes:
    """The report in JSON, in UTF-8, one finding a line; both languages stand in it."""
    out = io.BytesIO()
    before = "{"
    for name, value in _content(audit):
        out.write(_bytes(f"{before}\n {_line(name)}: "))
        before = ","
        if isinstance(value, (dict, str, int, bool)) or value is None:
            out.write(_bytes(_line(value)))
            continue
        between = "["
        for one in value:
            out.write(_bytes(f"{between}\n  {_line(one)}"))
            between = ","
        out.write(b"[]" if between == "[" else b"\n ]")
    out.write(b"\n}\n")
    return out.getvalue()


def as_dict(audit: Audit) -> dict[str, Any]:
    """The report as plain values, the content of the JSON format.

    `findings` have rule, severity, focus, path, value, message (zh, en), plan and evidence, and what they are about;
    `waived` the same and why, by whom and until when. `rules` say of every rule how many nodes it looked at and how
    many findings it has. `counts` are by severity and by plan, where the empty string stands for findings that
    belong to no plan; what is waived is counted apart. Of `changes`, `new`, `persisting` and `unseen` are keys, and
    `mended`, `gone` and `unchecked` findings as the baseline reported them.
    """
    return {
        name: value if isinstance(value, (dict, str, int, bool)) or value is None else list(value)
        for name, value in _content(audit)
    }


def _content(audit: Audit) -> Iterator[tuple[str, Any]]:
    """The fields of the report, those that are long as iterators: a hundred thousand findings are not held twice."""
    by_severity = Counter(finding.severity for finding in audit.findings)
    by_rule = Counter(finding.rule for finding in audit.findings)
    waived = Counter(one.finding.rule for one in audit.waived)
    by_plan = Counter((finding.plan or "", finding.severity) for finding in audit.findings)
    plans = sorted({plan.iri for plan in audit.plans} | {plan for plan, _ in by_plan})
    yield "report", REPORT
    yield "version", VERSION
    yield "conforms", audit.conforms
    yield "generation", audit.generation
    yield "hashes", None if audit.hashes is None else asdict(audit.hashes)
    yield "profile", audit.profile.name
    yield "facts", audit.facts
    yield "filters", dict(audit.filters)
    yield (
        "counts",
        {
            "total": len(audit.findings),
            "waived": len(audit.waived),
            "severity": {severity: by_severity[severity] for severity in SEVERITIES},
            "plan": {plan: {s: by_plan[plan, s] for s in SEVERITIES} for plan in plans},
        },
    )
    yield "completeness", _completeness(audit)
    yield "plans", [{"iri": p.iri, "title": p.title, "measures": p.measures} for p in audit.plans]
    yield "rules", [_rule(checked, audit, by_rule, waived) for checked in audit.checked]
    yield "recall", [asdict(one) for one in audit.recall]
    yield "changes", None if audit.changes is None else _changes(audit.changes)
    yield "findings", (_finding(finding, audit.changes) for finding in audit.findings)
    yield "waived", (_waived(one, audit.changes) for one in audit.waived)
    yield "idle_waivers", [{**asdict(one), "until": one.until.isoformat()} for one in audit.idle_waivers]


def _rule(
    checked: Checked, audit: Audit, found: Mapping[str, int], waived: Mapping[str, int]
) -> dict[str, Any]:
    rule = checked.rule
    return {
        "name": rule.name,
        "set": rule.set,
        "title": _both(rule.title),
        "why": _both(rule.why),
        "fix": _both(rule.fix),
        "limits": _both(rule.limits),
        "element": rule.element,
        "recall": [asdict(one) for one in of_element(audit.recall, rule.element)],
        "severity": checked.severity,
        "engine": audit.engines.get(rule.name),
        "looked_at": checked.looked_at,
        "findings": found.get(rule.name, 0),
        "waived": waived.get(rule.name, 0),
    }


def _finding(finding: Finding, changes: Changes | None) -> dict[str, Any]:
    return {
        "key": finding.key,
        "rule": finding.rule,
        "severity": finding.severity,
        "focus": words_of(finding.focus),
        "path": finding.path,
        "value": None if finding.value is None else words_of(finding.value),
        "component": finding.component.value,
        "shape": words_of(finding.shape),
        "constraint": None if finding.constraint is None else words_of(finding.constraint),
        "message": _both(finding.message),
        "label": finding.label,
        "plan": finding.plan,
        "measure": finding.measure,
        "number": finding.number,
        "title": finding.title,
        "agencies": [{"iri": unit.iri, "name": unit.name} for unit in finding.agencies],
        "doubts": list(finding.doubts),
        "status": changes and changes.status(finding),
        "evidence": [
            {
                "document": e.document,
                "file": e.file,
                "start": e.start,
                "end": e.end,
                "place": e.place,
                "words": e.words,
            }
            for e in finding.evidence
        ],
    }


def _waived(waived: Waived, changes: Changes | None) -> dict[str, Any]:
    return {
        **_finding(waived.finding, changes),
        "reason": waived.reason,
        "by": waived.by,
        "until": waived.until.isoformat(),
    }


def _changes(changes: Changes) -> dict[str, Any]:
    return {
        "baseline": changes.baseline,
        "warnings": [_both(warning) for warning in changes.warnings],
        "new": sorted(changes.new),
        "unseen": sorted(changes.unseen),
        "persisting": sorted(changes.persisting),
        "mended": _entries(changes.mended),
        "gone": _entries(changes.gone),
        "unchecked": _entries(changes.unchecked),
    }


def _entries(entries: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    return [dict(entry) for entry in entries]


def _completeness(audit: Audit) -> dict[str, Any] | None:
    found = completeness(audit)
    if found is None:
        return None
    names = {unit.iri: unit.name for unit in audit.agencies}
    plans = {plan.iri: plan.title for plan in audit.plans}
    return {
        "rules": list(found.rules),
        "overall": _share(found.overall),
        "plans": [{"iri": i, "title": plans.get(i), **_share(share)} for i, share in found.plans.items()],
        "agencies": [
            {"iri": i, "name": names.get(i), **_share(share)} for i, share in found.agencies.items()
        ],
    }


def _share(share: Share) -> dict[str, Any]:
    return {
        "measures": share.measures,
        "complete": share.complete,
        "doubtful": share.doubtful,
        "accepted": share.accepted,
        "incomplete": share.incomplete,
        "percent": _number(percent(share.complete, share.measures)),
        "elements": {
            element: {
                "having": one.having,
                "doubtful": one.doubtful,
                "percent": _number(percent(one.having, share.measures)),
            }
            for element, one in share.elements.items()
        },
    }


def _number(percentage: str | None) -> float | None:
    return None if percentage is None else float(percentage)


def _bytes(text: str) -> bytes:
    # a lone surrogate, which data cannot hold but the name of a file can, becomes its escape
    return text.encode("utf-8", "backslashreplace")


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
