"""Which part of an audit is told, how grave its findings are, and what a build server is told of it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace

from shapes.findings import Audit, Changes, FailOn, Finding
from shapes.profile import Profile
from shapes.rules import SEVERITIES, Severity, Text

__all__ = ["NotAudited", "exit_code", "reported", "select", "weighed"]

_DIGITS = re.compile(r"[0-9]+")


class NotAudited(LookupError):
    """What was asked for is nothing that was audited: `text` says what, in a line."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def select(
    audit: Audit,
    *,
    plan: str | None = None,
    agency: str | None = None,
    rule: str | None = None,
    severity: str | None = None,
) -> Audit:
    """The part of `audit` about a plan, the measures that name an agency, one rule, or one severity.

    Args:
        audit: what was found.
        plan: the IRI of a plan.
        agency: the IRI of an agency or a group; findings about measures that name it are kept.
        rule: the name of a rule.
        severity: violation, warning or info, exactly that one.

    Raises:
        NotAudited: the audit knows no such plan, agency or rule, so that finding nothing about it
            would not mean that all is well.
    """
    known = {
        *(p.iri for p in audit.plans),
        *(f.plan for f in (*audit.findings, *(w.finding for w in audit.waived))),
    }
    if plan and plan not in known:
        raise NotAudited(Text(f"没有文件收录规划 <{plan}>", f"no document audited carries a plan <{plan}>"))
    if agency and agency not in {unit.iri for unit in audit.agencies}:
        raise NotAudited(
            Text(f"没有措施列有单位 <{agency}>", f"no measure audited names the agency <{agency}>")
        )
    if rule and rule not in {checked.rule.name for checked in audit.checked}:
        raise NotAudited(Text(f"没有叫做 {rule} 的规则", f"no rule is called {rule}"))
    wanted = {"plan": plan, "agency": agency, "rule": rule, "severity": severity}

    def kept(finding: Finding) -> bool:
        return (
            (not plan or finding.plan == plan)
            and (not agency or any(unit.iri == agency for unit in finding.agencies))
            and (not rule or finding.rule == rule)
            and (not severity or finding.severity == severity)
        )

    return replace(
        audit,
        findings=tuple(filter(kept, audit.findings)),
        waived=tuple(w for w in audit.waived if kept(w.finding)),
        checked=tuple(c for c in audit.checked if not rule or c.rule.name == rule),
        plans=tuple(p for p in audit.plans if not plan or p.iri == plan),
        measures=tuple(
            m for m in audit.measures if (not plan or m.plan == plan) and (not agency or agency in m.units)
        ),
        changes=None if audit.changes is None else _selected(audit.changes, wanted),
        filters={**audit.filters, **{name: value for name, value in wanted.items() if value}},
        whole=audit.whole or audit,
    )


def reported(entry: Mapping[str, object], filters: Mapping[str, str | None]) -> bool:
    """Whether `select` would keep an entry of `findings` of a report in JSON, by the filters that say something."""
    units = entry.get("agencies")
    named = {unit["iri"] for unit in units} if isinstance(units, list) else set()
    return all(
        wanted in named if name == "agency" else entry.get(name) == wanted
        for name, wanted in filters.items()
        if wanted
    )


def _selected(changes: Changes, filters: Mapping[str, str | None]) -> Changes:
    def kept(entries: tuple[Mapping[str, object], ...]) -> tuple[Mapping[str, object], ...]:
        return tuple(entry for entry in entries if reported(entry, filters))

    return replace(
        changes,
        mended=kept(changes.mended),
        gone=kept(changes.gone),
        unchecked=kept(changes.unchecked),
    )


def weighed(audit: Audit, profile: Profile) -> Audit:
    """The same findings under `profile`: the gravest first, then by rule, plan and place.

    A finding weighs what the profile says of its rule, or else its shape; one step less where the reader has doubts;
    and never more than its cap.
    """
    findings = [_weighed(f, profile) for f in audit.findings]
    rank = {checked.rule.name: n for n, checked in enumerate(audit.checked)}
    groups: dict[tuple[int, int], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((SEVERITIES.index(finding.severity), rank[finding.rule]), []).append(finding)
    findings = [finding for _, group in sorted(groups.items()) for finding in _in_place(group)]
    return replace(
        audit,
        findings=tuple(findings),
        waived=tuple(replace(w, finding=_weighed(w.finding, profile)) for w in audit.waived),
        checked=tuple(replace(c, severity=profile.severity(c.rule)) for c in audit.checked),
        profile=profile,
        whole=None if audit.whole is None else weighed(audit.whole, profile),
    )


def _weighed(finding: Finding, profile: Profile) -> Finding:
    severity = _weight(finding, profile)
    return finding if severity == finding.severity else replace(finding, severity=severity)


def _weight(finding: Finding, profile: Profile) -> Severity:
    rank = SEVERITIES.index(profile.severities.get(finding.rule, finding.own)) + bool(finding.doubts)
    least = SEVERITIES.index(finding.cap) if finding.cap else 0
    return SEVERITIES[min(max(rank, least), len(SEVERITIES) - 1)]


def _in_place(findings: Iterable[Finding]) -> list[Finding]:
    """Findings of one rule by plan, then by IRI with numbers in their order."""
    keys: dict[object, str] = {None: ""}

    def key(term: object) -> str:
        known = keys.get(term)
        if known is None:
            known = keys[term] = _natural(str(term))
        return known

    def place(f: Finding) -> tuple[str, ...]:
        return (f.plan or "", key(f.focus), key(f.path), key(f.value), key(f.component))

    return sorted(findings, key=place)


def _natural(text: str) -> str:
    """A key by which measure/9 comes before measure/10: before the digits of a number stands how many they are.

    Data may have more of them than Python makes a number of.
    """
    return _DIGITS.sub(_counted, text)


def _counted(digits: re.Match[str]) -> str:
    number = digits[0].lstrip("0")
    return f"\0{chr(min(len(number), sys.maxunicode))}{number}"


def exit_code(audit: Audit, fail_on: FailOn) -> int:
    """1 where the audit found what `fail_on` names or something graver, else 0; what is waived does not count."""
    failing: dict[FailOn, set[Severity]] = {
        "violation": {"violation"},
        "warning": {"violation", "warning"},
        "never": set(),
    }
    return int(any(finding.severity in failing[fail_on] for finding in audit.findings))
