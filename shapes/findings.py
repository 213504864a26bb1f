"""What an audit comes to: findings, and for every rule how much it looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal as Either

from rdflib.term import Node

from shapes.profile import Profile
from shapes.rules import Rule, Severity, Text

__all__ = ["Audit", "AuditedPlan", "Checked", "Evidence", "FailOn", "Finding", "exit_code", "select"]

FailOn = Either["violation", "warning", "never"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a document that a finding is about; offsets are those of the span (see cp:Span)."""

    document: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where data departs from a rule.

    `focus`, `value`, `component` and `shape` are what a SHACL validation result says; `path` is the
    path as SPARQL writes it, or an IRI. `plan` is the plan that the focus belongs to, `agencies` are the
    units that its measure names, `label` is the name of the focus.
    """

    rule: str
    severity: Severity
    focus: Node
    path: str | None
    value: Node | None
    message: Text
    plan: str | None
    evidence: tuple[Evidence, ...]
    label: str
    agencies: frozenset[str]
    component: Node
    shape: Node


@dataclass(frozen=True, slots=True)
class Checked:
    """A rule that was run, what it weighs under the profile, and how many nodes it looked at."""

    rule: Rule
    severity: Severity
    looked_at: int


@dataclass(frozen=True, slots=True)
class AuditedPlan:
    """A plan that some document carries, and how many measures of it were looked at."""

    iri: str
    title: str
    measures: int


@dataclass(frozen=True, slots=True)
class Audit:
    """The findings of every rule that was run, the gravest first.

    `agencies` are all units that measures name. `filters` says what `select` has kept, by name;
    what the rules looked at is not changed by it.
    """

    findings: tuple[Finding, ...]
    checked: tuple[Checked, ...]
    plans: tuple[AuditedPlan, ...]
    agencies: frozenset[str]
    profile: Profile
    generation: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)

    @property
    def conforms(self) -> bool:
        """Whether nothing was found (sh:conforms). Nothing to look at conforms as well: see `idle`."""
        return not self.findings

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
    if plan and plan not in {*(p.iri for p in audit.plans), *(f.plan for f in audit.findings)}:
        raise LookupError(f"no document audited carries a plan <{plan}>")
    if agency and agency not in audit.agencies:
        raise LookupError(f"no measure audited names the agency <{agency}>")
    if rule and rule not in {checked.rule.name for checked in audit.checked}:
        raise LookupError(f"no rule is called {rule}")
    wanted = {"plan": plan, "agency": agency, "rule": rule, "severity": severity}
    return replace(
        audit,
        findings=tuple(
            f
            for f in audit.findings
            if (not plan or f.plan == plan)
            and (not agency or agency in f.agencies)
            and (not rule or f.rule == rule)
            and (not severity or f.severity == severity)
        ),
        checked=tuple(c for c in audit.checked if not rule or c.rule.name == rule),
        filters={**audit.filters, **{name: value for name, value in wanted.items() if value}},
    )


def exit_code(audit: Audit, fail_on: FailOn) -> int:
    """1 where the audit found what `fail_on` names or something graver, else 0."""
    failing: dict[FailOn, set[Severity]] = {
        "violation": {"violation"},
        "warning": {"violation", "warning"},
        "never": set(),
    }
    return int(any(finding.severity in failing[fail_on] for finding in audit.findings))
