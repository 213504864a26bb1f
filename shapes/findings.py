"""What an audit comes to: findings, and for every rule how much it looked at."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal as Either

import pyoxigraph as ox

from shapes.data import Facts
from shapes.profile import Profile
from shapes.rules import SEVERITIES, Rule, Severity, Text
from shapes.terms import Term

__all__ = [
    "Audit",
    "AuditedMeasure",
    "AuditedPlan",
    "Changes",
    "Checked",
    "Evidence",
    "FailOn",
    "Finding",
    "Hashes",
    "IdleWaiver",
    "Recall",
    "Status",
    "Unit",
    "Waived",
    "exit_code",
    "reported",
    "select",
    "weighed",
    "words_of",
]

FailOn = Either["violation", "warning", "never"]
Status = Either["new", "persisting"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a document that a finding is about.

    `document` is the IRI of the document and `file` its name; the offsets are those of the span (see cp:Span), and
    `place` is its page, paragraph or cell as the document's own format counts them, where it has such.
    """

    document: str
    file: str
    start: int
    end: int
    words: str
    place: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """An agency or group that a measure names: its name and its IRI."""

    name: str
    iri: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where data departs from a rule.

    `focus`, `value`, `component` and `shape` are what a SHACL validation result says; `path` is the path as SPARQL
    writes it, or an IRI. `severity` is what the finding weighs under the profile, after doubts and caps; `own` is the
    severity of its shape, and `cap` the most that it may weigh.

    `plan` is the plan that the focus belongs to; `measure` the measure that it is or belongs to, with its `number`
    as printed and its `title`; `label` is the name of the focus; `agencies` are the units that the measure names,
    by name. `doubts` are what the reader could not decide there: where there are any, the absence may be one of
    the reading and not of the text, and the severity is one step lower for it.
    """

    rule: str
    severity: Severity
    focus: Term
    path: str | None
    value: Term | None
    message: Text
    plan: str | None
    evidence: tuple[Evidence, ...]
    label: str
    agencies: tuple[Unit, ...]
    component: ox.NamedNode
    shape: Term
    measure: str | None = None
    number: str | None = None
    title: str | None = None
    doubts: tuple[str, ...] = ()
    own: Severity = "violation"
    cap: Severity | None = None

    @property
    def key(self) -> str:
        """What the finding is called from one audit to the next: sixteen hexadecimal digits.

        Made of what is wrong where (rule, focus, path, value, component), not of what is said about it, so that
        another wording or severity leaves it the same finding.
        """
        parts = (
            self.rule,
            str(self.focus),
            self.path or "",
            "" if self.value is None else str(self.value),
            self.component.value,
        )
        return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Checked:
    """A rule that was run, what it weighs under the profile, and how many nodes it looked at."""

    rule: Rule
    severity: Severity
    looked_at: int


@dataclass(frozen=True, slots=True)
class AuditedMeasure:
    """A measure of an audited plan, and the IRIs of the units that it names."""

    iri: str
    plan: str
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class AuditedPlan:
    """A plan that some document carries, and how many measures of it were looked at."""

    iri: str
    title: str
    measures: int


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that somebody has accepted: why, who, and the last day on which that holds."""

    finding: Finding
    reason: str
    by: str
    until: date


@dataclass(frozen=True, slots=True)
class IdleWaiver:
    """A waiver that has taken nothing out of the findings: it is past its last day (`expired`), or fits none.

    `what` is what it is for, as its file has it; `fits` is how many findings it would have taken out.
    """

    what: str
    reason: str
    by: str
    until: date
    expired: bool
    fits: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different from an earlier audit, the baseline.

    `new` are keys of findings that the baseline does not have, `persisting` of those that both have. `unseen` are
    those of `new` that the baseline could not have: it did not run their rule, or did not have their plan.

    The other three are findings of the baseline, as it reported them (entries of `findings` of its JSON), that are
    not there now: `mended` because the data no longer departs from the rule; `gone` because their plan or measure is
    no longer in the data; `unchecked` because their rule was not run, or their node has no name to know it again by.
    `warnings` say what makes the comparison less than exact.
    """

    baseline: str
    new: frozenset[str]
    persisting: frozenset[str]
    mended: tuple[Mapping[str, object], ...]
    gone: tuple[Mapping[str, object], ...] = ()
    unchecked: tuple[Mapping[str, object], ...] = ()
    unseen: frozenset[str] = frozenset()
    warnings: tuple[Text, ...] = ()

    def status(self, finding: Finding) -> Status | None:
        """Whether the baseline had `finding`; None where that cannot be told."""
        key = finding.key
        return "new" if key in self.new else "persisting" if key in self.persisting else None


@dataclass(frozen=True, slots=True)
class Hashes:
    """What was audited by what: SHA-256 in hexadecimal of the data and of the shapes, and the software's version."""

    data: str
    shapes: str
    software: str


@dataclass(frozen=True, slots=True)
class Recall:
    """The measured recall of the reader for one kind of fact (0 to 1), on how many documents and facts, and whether
    its rules were made looking at those documents."""

    kind: str
    recall: float
    documents: int
    facts: int
    seen: bool


@dataclass(frozen=True, slots=True)
class Audit:
    """The findings of every rule that was run, the gravest first.

    `facts` says what was audited: the stated facts alone, or also those inherited and inferred. `waived` are
    findings that a file of waivers has taken out of `findings`. `agencies` are all units that measures name.
    `engines` says of every rule which engine has run it. `filters` says what `select` has kept, by name; what the
    rules looked at is not changed by it. `whole` is the audit that it was kept from, since what is not listed is not
    mended: completeness and comparisons go by the whole. `idle_waivers` are those that have taken nothing out.
    """

    findings: tuple[Finding, ...]
    checked: tuple[Checked, ...]
    plans: tuple[AuditedPlan, ...]
    measures: tuple[AuditedMeasure, ...]
    agencies: tuple[Unit, ...]
    profile: Profile
    facts: Facts = "stated"
    generation: str = ""
    waived: tuple[Waived, ...] = ()
    changes: Changes | None = None
    hashes: Hashes | None = None
    recall: tuple[Recall, ...] = ()
    engines: Mapping[str, str] = field(default_factory=dict)
    filters: Mapping[str, str] = field(default_factory=dict)
    whole: Audit | None = field(default=None, repr=False)
    idle_waivers: tuple[IdleWaiver, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing was found (sh:conforms), what is waived included: a waiver accepts a finding and does not
        undo it. Nothing to look at conforms as well: see `idle`."""
        return not self.findings and not self.waived

    @property
    def idle(self) -> tuple[Checked, ...]:
        """The rules that found no node to look at, of which nothing can be said."""
        return tuple(checked for checked in self.checked if not checked.looked_at)


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
        LookupError: the audit knows no such plan, agency or rule, so that finding nothing about it
            would not mean that all is well.
    """
    known = {
        *(p.iri for p in audit.plans),
        *(f.plan for f in (*audit.findings, *(w.finding for w in audit.waived))),
    }
    if plan and plan not in known:
        raise LookupError(f"no document audited carries a plan <{plan}>")
    if agency and agency not in {unit.iri for unit in audit.agencies}:
        raise LookupError(f"no measure audited names the agency <{agency}>")
    if rule and rule not in {checked.rule.name for checked in audit.checked}:
        raise LookupError(f"no rule is called {rule}")
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
    rank = {checked.rule.name: n for n, checked in enumerate(audit.checked)}
    findings = [replace(f, severity=_weight(f, profile)) for f in audit.findings]
    findings.sort(key=lambda f: (SEVERITIES.index(f.severity), rank[f.rule], *_place(f)))
    return replace(
        audit,
        findings=tuple(findings),
        waived=tuple(
            replace(w, finding=replace(w.finding, severity=_weight(w.finding, profile))) for w in audit.waived
        ),
        checked=tuple(replace(c, severity=profile.severity(c.rule)) for c in audit.checked),
        profile=profile,
        whole=None if audit.whole is None else weighed(audit.whole, profile),
    )


def _weight(finding: Finding, profile: Profile) -> Severity:
    rank = SEVERITIES.index(profile.severities.get(finding.rule, finding.own)) + bool(finding.doubts)
    least = SEVERITIES.index(finding.cap) if finding.cap else 0
    return SEVERITIES[min(max(rank, least), len(SEVERITIES) - 1)]


def _place(finding: Finding) -> tuple[object, ...]:
    """Where a finding stands in a report: by plan, then by IRI with numbers in their order."""
    parts = (finding.focus, finding.path, finding.value, finding.component)
    return (finding.plan or "", *map(_natural, parts))


def _natural(term: object) -> tuple[tuple[str, int], ...]:
    """A key by which measure/9 comes before measure/10."""
    found = re.findall(r"(\D*)(\d*)", "" if term is None else str(term))
    return tuple((words, int(number or 0)) for words, number in found)


def exit_code(audit: Audit, fail_on: FailOn) -> int:
    """1 where the audit found what `fail_on` names or something graver, else 0; what is waived does not count."""
    failing: dict[FailOn, set[Severity]] = {
        "violation": {"violation"},
        "warning": {"violation", "warning"},
        "never": set(),
    }
    return int(any(finding.severity in failing[fail_on] for finding in audit.findings))


def words_of(term: Term) -> str:
    """An IRI or the characters of a literal as they are, a blank node with its mark."""
    return str(term) if isinstance(term, ox.BlankNode) else term.value
