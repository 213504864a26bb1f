"""Findings to every format of the report; each holds the same findings."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from shapes.findings import Audit, words_of
from shapes.rules import SEVERITIES, Text
from shapes.terminal import as_text
from shapes.w3c import as_jsonld, as_turtle

__all__ = ["FORMATS", "ReportFormat", "as_dict", "render"]


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """One format: its name, media type and file ending, and what writes it in a language (zh or en)."""

    name: str
    media: str
    ending: str
    write: Callable[[Audit, str], str]


def as_dict(audit: Audit) -> dict[str, Any]:
    """The report as plain values, the content of the JSON format.

    `findings` have rule, severity, focus, path, value, message (zh, en), plan and evidence; `rules` say
    of every rule how many nodes it looked at and how many findings it has; `counts` are by severity and
    by plan, where the empty string stands for findings that belong to no plan.
    """
    by_severity = Counter(finding.severity for finding in audit.findings)
    by_rule = Counter(finding.rule for finding in audit.findings)
    by_plan = Counter((finding.plan or "", finding.severity) for finding in audit.findings)
    plans = sorted({plan.iri for plan in audit.plans} | {plan for plan, _ in by_plan})
    return {
        "conforms": audit.conforms,
        "generation": audit.generation,
        "profile": audit.profile.name,
        "facts": audit.facts,
        "filters": dict(audit.filters),
        "counts": {
            "total": len(audit.findings),
            "severity": {severity: by_severity[severity] for severity in SEVERITIES},
            "plan": {plan: {s: by_plan[plan, s] for s in SEVERITIES} for plan in plans},
        },
        "rules": [
            {
                "name": checked.rule.name,
                "set": checked.rule.set,
                "title": _both(checked.rule.title),
                "why": _both(checked.rule.why),
                "fix": _both(checked.rule.fix),
                "severity": checked.severity,
                "looked_at": checked.looked_at,
                "findings": by_rule[checked.rule.name],
            }
            for checked in audit.checked
        ],
        "findings": [
            {
                "key": finding.key,
                "rule": finding.rule,
                "severity": finding.severity,
                "focus": words_of(finding.focus),
                "path": finding.path,
                "value": None if finding.value is None else words_of(finding.value),
                "message": _both(finding.message),
                "plan": finding.plan,
                "measure": finding.measure,
                "doubts": list(finding.doubts),
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
            for finding in audit.findings
        ],
    }


def _json(audit: Audit, _lang: str) -> str:
    return json.dumps(as_dict(audit), ensure_ascii=False, indent=1) + "\n"


#: The formats by name.
FORMATS: Mapping[str, ReportFormat] = {
    form.name: form
    for form in (
        ReportFormat("text", "text/plain; charset=utf-8", "txt", as_text),
        ReportFormat("json", "application/json", "json", _json),
        ReportFormat("turtle", "text/turtle; charset=utf-8", "ttl", lambda audit, _: as_turtle(audit)),
        ReportFormat("jsonld", "application/ld+json", "jsonld", lambda audit, _: as_jsonld(audit)),
    )
}


def render(audit: Audit, form: str, *, lang: str = "zh") -> bytes:
    """The report in the format called `form`, in UTF-8; `lang` counts where a format has one language.

    Raises:
        KeyError: there is no format of that name.
    """
    return FORMATS[form].write(audit, lang).encode("utf-8")


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
