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

from ontology.records.base import Kind, Record, maker
from ontology.records.documents import (
    Assignment,
    Clause,
    Correction,
    Document,
    Measure,
    Passage,
    Plan,
    ProjectMention,
    ReadingNote,
    Schedule,
    Section,
    Span,
    Target,
    TargetPart,
    WorkItem,
)
from ontology.records.links import (
    Continuation,
    Difference,
    PossibleContinuation,
    Quotation,
    SectionQuotation,
    Succession,
)
from ontology.records.quality import GoldReading, Metric, QualityMeasurement
from ontology.records.things import (
    Agency,
    AgencyGroup,
    AgencyName,
    ChangeEvent,
    Indicator,
    Named,
    Project,
    Region,
    Unit,
    Zone,
)

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
    "Named",
    "Passage",
    "Plan",
    "PossibleContinuation",
    "Project",
    "ProjectMention",
    "QualityMeasurement",
    "Quotation",
    "ReadingNote",
    "Record",
    "Region",
    "Schedule",
    "Section",
    "SectionQuotation",
    "Span",
    "Succession",
    "Target",
    "TargetPart",
    "Unit",
    "WorkItem",
    "Zone",
    "maker",
]
