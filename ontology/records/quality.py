"""How well documents are read: what a person read by hand, and what was measured on it."""

from __future__ import annotations

from decimal import Decimal

from ontology.records.base import Record, many, one, record

__all__ = ["GoldReading", "Metric", "QualityMeasurement"]


@record
class GoldReading(Record):
    """A document whose facts a person read by hand, to measure the reader by."""

    source_name: str = one("cp:sourceName", "plain")
    sha256: str = one("cp:sha256", "plain")
    seen: bool = one("cp:seen", "boolean")


@record
class Metric(Record):
    """What is measured of the reader: the recall or the precision of one kind of fact."""

    fact_kind: str = one("cp:factKind", "plain")
    dimension: str = one("dqv:inDimension", "iri")


@record
class QualityMeasurement(Record):
    """What a metric came to on some documents; `out_of` is the number of facts that the share is of."""

    metric: str = one("dqv:isMeasurementOf", "iri")
    computed_on: str = one("dqv:computedOn", "iri")
    value: Decimal = one("dqv:value", "decimal")
    out_of: int = one("cp:outOf", "integer")
    measured_on: tuple[str, ...] = many("cp:measuredOn", "iri")
    seen: bool = one("cp:seen", "boolean")
