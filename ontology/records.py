"""The records that are read, one dataclass for each class of the ontology.

A record names itself and others by IRI. Each field says which property it is written as, so that
writing a record as triples needs no further knowledge, and a test holds records and ontology together.

The kinds of value:

    iri       another record, by its IRI
    prose     Chinese words, simplified and cleaned: a literal tagged zh-Hans
    plain     a code, number as printed, mention or unit: a literal without language
    integer, decimal, boolean, date     typed literals (a date is gYear, gYearMonth or date)
    term      a term of the ontology by its local name: "Lead" is cp:Lead
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, TypeVar, dataclass_transform

from ontology.dates import PartialDate

__all__ = [
    "Agency",
    "AgencyGroup",
    "AgencyName",
    "Assignment",
    "ChangeEvent",
    "Clause",
    "Continuation",
    "Correction",
    "Difference",
    "Document",
    "GoldReading",
    "Indicator",
    "Kind",
    "Measure",
    "Metric",
    "Passage",
    "Plan",
    "Project",
    "QualityMeasurement",
    "Quotation",
    "ReadingNote",
    "Record",
    "Region",
    "Schedule",
    "Section",
    "Span",
    "Succession",
    "Target",
    "TargetPart",
    "Unit",
    "WorkItem",
    "Zone",
]

Kind = Literal["iri", "prose", "plain", "integer", "decimal", "boolean", "date", "year", "term"]


def _one(term: str, kind: Kind) -> Any:
    """A property that a record has once or not at all."""
    return field(default=None, metadata={"term": term, "kind": kind})


def _many(term: str, kind: Kind) -> Any:
    """A property that a record has any number of times."""
    return field(default=(), metadata={"term": term, "kind": kind})


_R = TypeVar("_R")


@dataclass_transform(kw_only_default=True, frozen_default=True)
def _record(cls: type[_R]) -> type[_R]:
    """A class of records, slotted. Nothing changes a record: mypy sees to it.

    A frozen dataclass would see to it at run time too, and make each field by a call: 3 % of a reading.
    """
    return dataclass(slots=True, kw_only=True, unsafe_hash=True)(cls)


@_record
class Record:
    """What every record has: its IRI, a label for people, and where it was read."""

    iri: str
    label: str | None = _one("rdfs:label", "prose")
    evidence: tuple[str, ...] = _many("cp:evidence", "iri")


@_record
class Span(Record):
    """A place in a document: code points of the decoded text as received, end exclusive."""

    source: str = _one("cp:source", "iri")
    start: int = _one("oa:start", "integer")
    end: int = _one("oa:end", "integer")
    exact: str = _one("oa:exact", "plain")
    words: str = _one("cp:words", "prose")
    page: int | None = _one("cp:page", "integer")
    paragraph: int | None = _one("cp:paragraph", "integer")
    cell: str | None = _one("cp:cell", "plain")


@_record
class Document(Record):
    """A text as it was received: one file."""

    source_name: str = _one("cp:sourceName", "plain")
    sha256: str = _one("cp:sha256", "plain")
    title: str | None = _one("dcterms:title", "prose")
    carries: tuple[str, ...] = _many("cp:carries", "iri")
    interprets: tuple[str, ...] = _many("cp:interprets", "iri")
    reports_on: tuple[str, ...] = _many("cp:reportsOn", "iri")
    quotes: tuple[str, ...] = _many("cp:quotes", "iri")
    passage: tuple[str, ...] = _many("cp:passage", "iri")
    kind: str | None = _one("cp:documentKind", "plain")
    provenance: tuple[str, ...] = _many("dcterms:source", "plain")


@_record
class Passage(Record):
    """A run of the text of a report or interpretation, up to a full stop or a break: what may quote its plan."""

    ordinal: int = _one("cp:ordinal", "integer")
    text: str = _one("cp:text", "prose")


@_record
class Plan(Record):
    """A plan as its issuer published it, whichever documents carry it."""

    title: str | None = _one("dcterms:title", "prose")
    plan_kind: str | None = _one("cp:planKind", "prose")
    issuer: tuple[str, ...] = _many("cp:issuer", "iri")
    sealed_by: tuple[str, ...] = _many("cp:sealedBy", "iri")
    issued: PartialDate | None = _one("dcterms:issued", "date")
    document_number: str | None = _one("cp:documentNumber", "plain")
    period_start: int | None = _one("cp:periodStart", "year")
    period_end: int | None = _one("cp:periodEnd", "year")
    implements: tuple[str, ...] = _many("cp:implements", "iri")
    covers_region: tuple[str, ...] = _many("cp:coversRegion", "iri")
    target: tuple[str, ...] = _many("cp:target", "iri")
    project: tuple[str, ...] = _many("cp:project", "iri")
    region: tuple[str, ...] = _many("cp:region", "iri")


@_record
class Section(Record):
    """A numbered heading of a plan; also an outline, a goal, a box and an excerpt."""

    plan: str = _one("cp:plan", "iri")
    parent: str | None = _one("cp:parent", "iri")
    number: str | None = _one("cp:number", "plain")
    ordinal: int = _one("cp:ordinal", "integer")
    title: str | None = _one("dcterms:title", "prose")
    text: str | None = _one("cp:text", "prose")
    target: tuple[str, ...] = _many("cp:target", "iri")
    project: tuple[str, ...] = _many("cp:project", "iri")
    region: tuple[str, ...] = _many("cp:region", "iri")


@_record
class WorkItem(Record):
    """What measures and clauses share. Never written by itself."""

    ordinal: int = _one("cp:ordinal", "integer")
    text: str | None = _one("cp:text", "prose")
    lead: tuple[str, ...] = _many("cp:leadAgency", "iri")
    cooperating: tuple[str, ...] = _many("cp:cooperatingAgency", "iri")
    responsible: tuple[str, ...] = _many("cp:responsibleAgency", "iri")
    inherited: tuple[str, ...] = _many("cp:inheritedAgency", "iri")
    assignment: tuple[str, ...] = _many("cp:assignment", "iri")
    schedule: tuple[str, ...] = _many("cp:schedule", "iri")
    target: tuple[str, ...] = _many("cp:target", "iri")
    project: tuple[str, ...] = _many("cp:project", "iri")
    region: tuple[str, ...] = _many("cp:region", "iri")


@_record
class Measure(WorkItem):
    """One numbered unit of work of a plan. `number` is the numeral in Arabic digits."""

    plan: str = _one("cp:plan", "iri")
    section: str | None = _one("cp:section", "iri")
    number: str | None = _one("cp:number", "plain")
    title: str | None = _one("dcterms:title", "prose")
    clause: tuple[str, ...] = _many("cp:clause", "iri")


@_record
class Clause(WorkItem):
    """A passage of a measure with a note of units of its own."""


@_record
class Assignment(Record):
    """One agency made accountable for a work item, in a role."""

    agency: str = _one("cp:agency", "iri")
    role: str = _one("cp:role", "term")
    rank: int = _one("cp:rank", "integer")
    mention: str = _one("cp:mention", "plain")
    qualifier: str | None = _one("cp:qualifier", "prose")
    repaired: bool | None = _one("cp:repaired", "boolean")
    basis: str = _one("cp:basis", "term")


@_record
class Schedule(Record):
    """When a work item is to be done; one for each stage."""

    schedule_kind: str = _one("cp:scheduleKind", "term")
    start: PartialDate | None = _one("cp:start", "date")
    due: PartialDate | None = _one("cp:due", "date")
    year_basis: str | None = _one("cp:yearBasis", "term")
    completion: str | None = _one("cp:completion", "term")
    recurrence: str | None = _one("cp:recurrence", "term")
    of_target: str | None = _one("cp:ofTarget", "iri")
    text: str | None = _one("cp:text", "prose")
    basis: str = _one("cp:basis", "term")


@_record
class Target(Record):
    """A quantified goal. `value` has 万 and 亿 multiplied out; `quote` is the stating words."""

    indicator: str = _one("cp:indicator", "iri")
    comparator: str = _one("cp:comparator", "term")
    value: Decimal = _one("cp:value", "decimal")
    unit: str | None = _one("cp:unit", "plain")
    qudt_unit: str | None = _one("cp:qudtUnit", "iri")
    deadline: PartialDate | None = _one("cp:deadline", "date")
    deadline_basis: str | None = _one("cp:deadlineBasis", "term")
    quote: str | None = _one("cp:quote", "prose")
    cumulative: bool | None = _one("cp:cumulative", "boolean")
    soft: bool | None = _one("cp:soft", "boolean")
    binding: str | None = _one("cp:binding", "term")
    baseline_value: Decimal | None = _one("cp:baselineValue", "decimal")
    baseline_year: int | None = _one("cp:baselineYear", "year")
    region: tuple[str, ...] = _many("cp:region", "iri")
    part: tuple[str, ...] = _many("cp:part", "iri")
    basis: str | None = _one("cp:basis", "term")


@_record
class TargetPart(Record):
    """A 其中 or by-region part of a target."""

    value: Decimal = _one("cp:value", "decimal")
    region: tuple[str, ...] = _many("cp:region", "iri")


@_record
class Named(Record):
    """What has names that documents use. Never written by itself."""

    pref_label: str = _one("skos:prefLabel", "prose")
    alt_label: tuple[str, ...] = _many("skos:altLabel", "prose")


@_record
class Indicator(Named):
    """What targets measure, shared by all plans."""


@_record
class Unit(Named):
    """A unit of measure of QUDT, by the names that plans have for it."""

    dimension: str = _one("cp:unitDimension", "plain")
    factor: Decimal | None = _one("cp:unitFactor", "decimal")
    provenance: tuple[str, ...] = _many("dcterms:source", "plain")


@_record
class Project(Named):
    """A named project, platform, campaign, pilot or base."""


@_record
class Region(Named):
    """An administrative region; `notation` is its GB/T 2260 code, `replaced_by` the one it went into."""

    notation: str | None = _one("skos:notation", "plain")
    within: tuple[str, ...] = _many("cp:within", "iri")
    exact_match: tuple[str, ...] = _many("skos:exactMatch", "iri")
    close_match: tuple[str, ...] = _many("skos:closeMatch", "iri")
    replaced_by: tuple[str, ...] = _many("dcterms:isReplacedBy", "iri")
    valid_from: PartialDate | None = _one("cp:validFrom", "date")
    valid_until: PartialDate | None = _one("cp:validUntil", "date")
    lat: Decimal | None = _one("wgs:lat", "decimal")
    long: Decimal | None = _one("wgs:long", "decimal")
    provenance: tuple[str, ...] = _many("dcterms:source", "plain")


@_record
class Zone(Region):
    """An economic circle or a development zone."""


@_record
class Agency(Named):
    """A body that is made accountable; `kinds` are the formal classes that its registry row gives."""

    kinds: tuple[str, ...] = _many("rdf:type", "iri")
    jurisdiction: str | None = _one("cp:jurisdiction", "iri")
    parent: tuple[str, ...] = _many("org:subOrganizationOf", "iri")
    name: tuple[str, ...] = _many("cp:name", "iri")
    member_of: tuple[str, ...] = _many("org:memberOf", "iri")
    registered: bool | None = _one("cp:registered", "boolean")
    provenance: tuple[str, ...] = _many("dcterms:source", "plain")


@_record
class AgencyGroup(Agency):
    """Several agencies named as one: 各市政府, 省直有关部门."""

    indefinite: bool | None = _one("cp:indefinite", "boolean")
    member: tuple[str, ...] = _many("org:hasMember", "iri")


@_record
class AgencyName(Record):
    """A name of an agency in force for a time."""

    valid_from: PartialDate | None = _one("cp:validFrom", "date")
    valid_until: PartialDate | None = _one("cp:validUntil", "date")
    verified: bool | None = _one("cp:verified", "boolean")
    provenance: tuple[str, ...] = _many("dcterms:source", "plain")


@_record
class ChangeEvent(Record):
    """A merger, split, foundation, abolition or transfer of agencies."""

    original: tuple[str, ...] = _many("org:originalOrganization", "iri")
    resulting: tuple[str, ...] = _many("org:resultingOrganization", "iri")
    date: PartialDate | None = _one("dcterms:date", "date")
    verified: bool | None = _one("cp:verified", "boolean")
    provenance: tuple[str, ...] = _many("dcterms:source", "plain")


@_record
class Quotation(Record):
    """A document's quotation of a measure, with its differences."""

    measure: str = _one("cp:measure", "iri")
    fidelity: str = _one("cp:fidelity", "term")
    difference: tuple[str, ...] = _many("cp:difference", "iri")
    basis: str | None = _one("cp:basis", "term")


@_record
class SectionQuotation(Record):
    """An interpretation's quotation of a section of its plan, with its differences."""

    section: str = _one("cp:quotedSection", "iri")
    document: str = _one("cp:quotingDocument", "iri")
    fidelity: str = _one("cp:fidelity", "term")
    difference: tuple[str, ...] = _many("cp:difference", "iri")
    basis: str = _one("cp:basis", "term")


@_record
class Difference(Record):
    """One place where a quotation departs from the official words."""

    report_wording: str | None = _one("cp:reportWording", "prose")
    official_wording: str | None = _one("cp:officialWording", "prose")


@_record
class Continuation(Record):
    """The claim that a measure continues an earlier plan's measure."""

    later: str = _one("cp:later", "iri")
    earlier: str = _one("cp:earlier", "iri")
    score: Decimal | None = _one("cp:score", "decimal")
    shared_words: tuple[str, ...] = _many("cp:sharedWords", "prose")
    method: str | None = _one("cp:method", "prose")
    basis: str = _one("cp:basis", "term")


@_record
class PossibleContinuation(Record):
    """Two measures so alike that one may continue the other, though not enough to claim it."""

    later: str = _one("cp:later", "iri")
    earlier: str = _one("cp:earlier", "iri")
    score: Decimal = _one("cp:score", "decimal")
    shared_words: tuple[str, ...] = _many("cp:sharedWords", "prose")
    method: str | None = _one("cp:method", "prose")
    basis: str = _one("cp:basis", "term")


@_record
class Succession(Record):
    """The claim that a plan succeeds an earlier one of its series; says what the claim rests on."""

    later: str = _one("cp:later", "iri")
    earlier: str = _one("cp:earlier", "iri")
    method: str | None = _one("cp:method", "prose")
    basis: str = _one("cp:basis", "term")


@_record
class ReadingNote(Record):
    """What the reader could not decide."""

    concerns: str = _one("cp:concerns", "iri")
    kind: str = _one("cp:kind", "plain")
    text: str | None = _one("cp:text", "prose")


@_record
class Correction(Record):
    """A person's correction of what the reader read: what was read, what is right, who says so, why and when."""

    corrects: tuple[str, ...] = _many("cp:corrects", "iri")
    fact_kind: str = _one("cp:factKind", "plain")
    was_read: str | None = _one("cp:wasRead", "plain")
    is_right: str | None = _one("cp:isRight", "plain")
    corrected_by: str = _one("cp:correctedBy", "plain")
    reason: str = _one("cp:reason", "prose")
    date: PartialDate = _one("dcterms:date", "date")


@_record
class GoldReading(Record):
    """A document whose facts a person read by hand, to measure the reader by."""

    source_name: str = _one("cp:sourceName", "plain")
    sha256: str = _one("cp:sha256", "plain")
    seen: bool = _one("cp:seen", "boolean")


@_record
class Metric(Record):
    """What is measured of the reader: the recall or the precision of one kind of fact."""

    fact_kind: str = _one("cp:factKind", "plain")
    dimension: str = _one("dqv:inDimension", "iri")


@_record
class QualityMeasurement(Record):
    """What a metric came to on some documents; `out_of` is the number of facts that the share is of."""

    metric: str = _one("dqv:isMeasurementOf", "iri")
    computed_on: str = _one("dqv:computedOn", "iri")
    value: Decimal = _one("dqv:value", "decimal")
    out_of: int = _one("cp:outOf", "integer")
    measured_on: tuple[str, ...] = _many("cp:measuredOn", "iri")
    seen: bool = _one("cp:seen", "boolean")
