"""What an audit comes to: findings, and for every rule how much it looked at."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal as Either

import pyoxigraph as ox

from shapes.data import Facts
from shapes.profile import Profile
from shapes.rules import Rule, Severity, Text
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

    `focus`, `value`, `component`, `shape` and `constraint` are what a SHACL validation result says; `path` is the path
    as SPARQL writes it, or an IRI. `source` is what the shape and its constraint are called from one audit to the next
    (`shapes.identity`). `severity` is what the finding weighs under the profile, after doubts and caps; `own` is the
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
    constraint: Term | None = None
    source: str = ""

    @property
    def key(self) -> str:
        """What the finding is called from one audit to the next: sixteen hexadecimal digits.

        Made of what is wrong where (rule, focus, path, value, component, shape), not of what is said about it, so
        that another wording or severity leaves it the same finding.
        """
        return self.key_at(self.measure)

    @property
    def former_key(self) -> str:
        """What reports of version 1 call it, which did not tell the shapes of a rule apart."""
        return self.key_at(self.measure, former=True)

    def key_at(self, measure: str | None, *, former: bool = False) -> str:
        """What the finding would be called, or in reports of version 1 (`former`), if its measure were `measure`."""

        def moved(term: Term | None) -> str:
            told = "" if term is None else str(term)
            if measure == self.measure or not told.startswith((f"<{self.measure}>", f"<{self.measure}/")):
                return told
            return f"<{measure}{told[len(self.measure or '') + 1 :]}"

        place = (self.rule, moved(self.focus), self.path or "", moved(self.value), self.component.value)
        parts = place if former else (*place, self.source or self.shape.value)
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

    `what` is what it is for, as its file has it; `fits` is how many findings it would have taken out. `unknown` says
    that no rule that was run has the name that it gives.
    """

    what: str
    reason: str
    by: str
    until: date
    expired: bool
    fits: int
    unknown: bool = False


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


def words_of(term: Term) -> str:
    """An IRI or the characters of a literal as they are, a blank node with its mark."""
    return str(term) if isinstance(term, ox.BlankNode) else term.value
