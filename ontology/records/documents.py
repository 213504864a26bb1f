"""What a document states: itself, its plans, measures and facts, each with the place where it was read."""

from __future__ import annotations

from decimal import Decimal

from ontology.dates import PartialDate
from ontology.records.base import Record, many, one, record

__all__ = [
    "Assignment",
    "Clause",
    "Correction",
    "Document",
    "Measure",
    "Passage",
    "Plan",
    "ProjectMention",
    "ReadingNote",
    "Schedule",
    "Section",
    "Span",
    "Target",
    "TargetPart",
    "WorkItem",
]


@record
class Span(Record):
    """A place in a document: code points of the decoded text as received, end exclusive."""

    source: str = one("cp:source", "iri")
    start: int = one("oa:start", "integer")
    end: int = one("oa:end", "integer")
    exact: str = one("oa:exact", "plain")
    words: str = one("cp:words", "prose")
    page: int | None = one("cp:page", "integer")
    paragraph: int | None = one("cp:paragraph", "integer")
    cell: str | None = one("cp:cell", "plain")


@record
class Document(Record):
    """A text as it was received: one file."""

    source_name: str = one("cp:sourceName", "plain")
    sha256: str = one("cp:sha256", "plain")
    title: str | None = one("dcterms:title", "prose")
    carries: tuple[str, ...] = many("cp:carries", "iri")
    interprets: tuple[str, ...] = many("cp:interprets", "iri")
    reports_on: tuple[str, ...] = many("cp:reportsOn", "iri")
    quotes: tuple[str, ...] = many("cp:quotes", "iri")
    passage: tuple[str, ...] = many("cp:passage", "iri")
    kind: str | None = one("cp:documentKind", "plain")
    issued: PartialDate | None = one("dcterms:issued", "date")
    provenance: tuple[str, ...] = many("dcterms:source", "plain")


@record
class Passage(Record):
    """A run of the text of a report or interpretation, up to a full stop or a break: what may quote its plan."""

    ordinal: int = one("cp:ordinal", "integer")
    text: str = one("cp:text", "prose")


@record
class Plan(Record):
    """A plan as its issuer published it, whichever documents carry it."""

    title: str | None = one("dcterms:title", "prose")
    plan_kind: str | None = one("cp:planKind", "prose")
    issuer: tuple[str, ...] = many("cp:issuer", "iri")
    sealed_by: tuple[str, ...] = many("cp:sealedBy", "iri")
    issued: PartialDate | None = one("dcterms:issued", "date")
    document_number: str | None = one("cp:documentNumber", "plain")
    period_start: int | None = one("cp:periodStart", "year")
    period_end: int | None = one("cp:periodEnd", "year")
    implements: tuple[str, ...] = many("cp:implements", "iri")
    covers_region: tuple[str, ...] = many("cp:coversRegion", "iri")
    target: tuple[str, ...] = many("cp:target", "iri")
    project: tuple[str, ...] = many("cp:project", "iri")
    mention: tuple[str, ...] = many("cp:projectMention", "iri")
    region: tuple[str, ...] = many("cp:region", "iri")


@record
class Section(Record):
    """A numbered heading of a plan; also an outline, a goal, a box and an excerpt."""

    plan: str = one("cp:plan", "iri")
    parent: str | None = one("cp:parent", "iri")
    number: str | None = one("cp:number", "plain")
    ordinal: int = one("cp:ordinal", "integer")
    title: str | None = one("dcterms:title", "prose")
    text: str | None = one("cp:text", "prose")
    target: tuple[str, ...] = many("cp:target", "iri")
    project: tuple[str, ...] = many("cp:project", "iri")
    mention: tuple[str, ...] = many("cp:projectMention", "iri")
    region: tuple[str, ...] = many("cp:region", "iri")


@record
class WorkItem(Record):
    """What measures and clauses share. Never written by itself."""

    ordinal: int = one("cp:ordinal", "integer")
    text: str | None = one("cp:text", "prose")
    lead: tuple[str, ...] = many("cp:leadAgency", "iri")
    cooperating: tuple[str, ...] = many("cp:cooperatingAgency", "iri")
    responsible: tuple[str, ...] = many("cp:responsibleAgency", "iri")
    inherited: tuple[str, ...] = many("cp:inheritedAgency", "iri")
    assignment: tuple[str, ...] = many("cp:assignment", "iri")
    schedule: tuple[str, ...] = many("cp:schedule", "iri")
    target: tuple[str, ...] = many("cp:target", "iri")
    project: tuple[str, ...] = many("cp:project", "iri")
    mention: tuple[str, ...] = many("cp:projectMention", "iri")
    region: tuple[str, ...] = many("cp:region", "iri")


@record
class Measure(WorkItem):
    """One numbered unit of work of a plan. `number` is the numeral in Arabic digits."""

    plan: str = one("cp:plan", "iri")
    section: str | None = one("cp:section", "iri")
    number: str | None = one("cp:number", "plain")
    title: str | None = one("dcterms:title", "prose")
    clause: tuple[str, ...] = many("cp:clause", "iri")


@record
class Clause(WorkItem):
    """A passage of a measure with a note of units of its own."""


@record
class Assignment(Record):
    """One agency made accountable for a work item, in a role."""

    agency: str = one("cp:agency", "iri")
    role: str = one("cp:role", "term")
    rank: int = one("cp:rank", "integer")
    mention: str = one("cp:mention", "plain")
    qualifier: str | None = one("cp:qualifier", "prose")
    repaired: bool | None = one("cp:repaired", "boolean")
    basis: str = one("cp:basis", "term")


@record
class Schedule(Record):
    """When a work item is to be done; one for each stage."""

    schedule_kind: str = one("cp:scheduleKind", "term")
    start: PartialDate | None = one("cp:start", "date")
    due: PartialDate | None = one("cp:due", "date")
    year_basis: str | None = one("cp:yearBasis", "term")
    completion: str | None = one("cp:completion", "term")
    recurrence: str | None = one("cp:recurrence", "term")
    of_target: str | None = one("cp:ofTarget", "iri")
    text: str | None = one("cp:text", "prose")
    basis: str = one("cp:basis", "term")


@record
class Target(Record):
    """A quantified goal. `value` has 万 and 亿 multiplied out; `quote` is the stating words."""

    indicator: str = one("cp:indicator", "iri")
    comparator: str = one("cp:comparator", "term")
    value: Decimal = one("cp:value", "decimal")
    unit: str | None = one("cp:unit", "plain")
    qudt_unit: str | None = one("cp:qudtUnit", "iri")
    deadline: PartialDate | None = one("cp:deadline", "date")
    deadline_basis: str | None = one("cp:deadlineBasis", "term")
    quote: str | None = one("cp:quote", "prose")
    cumulative: bool | None = one("cp:cumulative", "boolean")
    soft: bool | None = one("cp:soft", "boolean")
    binding: str | None = one("cp:binding", "term")
    baseline_value: Decimal | None = one("cp:baselineValue", "decimal")
    baseline_year: int | None = one("cp:baselineYear", "year")
    region: tuple[str, ...] = many("cp:region", "iri")
    part: tuple[str, ...] = many("cp:part", "iri")
    basis: str | None = one("cp:basis", "term")


@record
class TargetPart(Record):
    """A 其中 or by-region part of a target."""

    value: Decimal = one("cp:value", "decimal")
    region: tuple[str, ...] = many("cp:region", "iri")


@record
class ProjectMention(Record):
    """What a plan, section or work item says of a project where it names it. `text` is the clause of the name."""

    of_project: str = one("cp:ofProject", "iri")
    mention: str = one("cp:mention", "plain")
    progress: str | None = one("cp:progress", "plain")
    stage: str | None = one("cp:stage", "term")
    text: str | None = one("cp:text", "prose")
    basis: str = one("cp:basis", "term")


@record
class ReadingNote(Record):
    """What the reader could not decide."""

    concerns: str = one("cp:concerns", "iri")
    kind: str = one("cp:kind", "plain")
    text: str | None = one("cp:text", "prose")


@record
class Correction(Record):
    """A person's correction of what the reader read: what was read, what is right, who says so, why and when."""

    corrects: tuple[str, ...] = many("cp:corrects", "iri")
    fact_kind: str = one("cp:factKind", "plain")
    was_read: str | None = one("cp:wasRead", "plain")
    is_right: str | None = one("cp:isRight", "plain")
    corrected_by: str = one("cp:correctedBy", "plain")
    reason: str = one("cp:reason", "prose")
    date: PartialDate = one("dcterms:date", "date")
