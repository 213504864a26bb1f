"""What documents speak of by name: indicators, units of measure, projects, places and agencies through time."""

from __future__ import annotations

from decimal import Decimal

from ontology.dates import PartialDate
from ontology.records.base import Record, many, one, record

__all__ = [
    "Agency",
    "AgencyGroup",
    "AgencyName",
    "ChangeEvent",
    "Indicator",
    "Named",
    "Project",
    "Region",
    "Unit",
    "Zone",
]


@record
class Named(Record):
    """What has names that documents use. Never written by itself."""

    pref_label: str = one("skos:prefLabel", "prose")
    alt_label: tuple[str, ...] = many("skos:altLabel", "prose")


@record
class Indicator(Named):
    """What targets measure, shared by all plans."""


@record
class Unit(Named):
    """A unit of measure of QUDT, by the names that plans have for it."""

    dimension: str = one("cp:unitDimension", "plain")
    factor: Decimal | None = one("cp:unitFactor", "decimal")
    provenance: tuple[str, ...] = many("dcterms:source", "plain")


@record
class Project(Named):
    """A named project, platform, campaign, pilot or base."""


@record
class Region(Named):
    """An administrative region; `notation` is its GB/T 2260 code, `replaced_by` the one it went into."""

    notation: str | None = one("skos:notation", "plain")
    within: tuple[str, ...] = many("cp:within", "iri")
    exact_match: tuple[str, ...] = many("skos:exactMatch", "iri")
    close_match: tuple[str, ...] = many("skos:closeMatch", "iri")
    replaced_by: tuple[str, ...] = many("dcterms:isReplacedBy", "iri")
    valid_from: PartialDate | None = one("cp:validFrom", "date")
    valid_until: PartialDate | None = one("cp:validUntil", "date")
    lat: Decimal | None = one("wgs:lat", "decimal")
    long: Decimal | None = one("wgs:long", "decimal")
    provenance: tuple[str, ...] = many("dcterms:source", "plain")


@record
class Zone(Region):
    """An economic circle or a development zone."""


@record
class Agency(Named):
    """A body that is made accountable; `kinds` are the formal classes that its registry row gives."""

    kinds: tuple[str, ...] = many("rdf:type", "iri")
    jurisdiction: str | None = one("cp:jurisdiction", "iri")
    parent: tuple[str, ...] = many("org:subOrganizationOf", "iri")
    name: tuple[str, ...] = many("cp:name", "iri")
    member_of: tuple[str, ...] = many("org:memberOf", "iri")
    registered: bool | None = one("cp:registered", "boolean")
    provenance: tuple[str, ...] = many("dcterms:source", "plain")


@record
class AgencyGroup(Agency):
    """Several agencies named as one: 各市政府, 省直有关部门."""

    indefinite: bool | None = one("cp:indefinite", "boolean")
    member: tuple[str, ...] = many("org:hasMember", "iri")


@record
class AgencyName(Record):
    """A name of an agency in force for a time; `alt_label` are its other forms, the short ones."""

    alt_label: tuple[str, ...] = many("skos:altLabel", "prose")
    valid_from: PartialDate | None = one("cp:validFrom", "date")
    valid_until: PartialDate | None = one("cp:validUntil", "date")
    verified: bool | None = one("cp:verified", "boolean")
    provenance: tuple[str, ...] = many("dcterms:source", "plain")


@record
class ChangeEvent(Record):
    """A merger, split, foundation, abolition or transfer of agencies."""

    original: tuple[str, ...] = many("org:originalOrganization", "iri")
    resulting: tuple[str, ...] = many("org:resultingOrganization", "iri")
    date: PartialDate | None = one("dcterms:date", "date")
    verified: bool | None = one("cp:verified", "boolean")
    provenance: tuple[str, ...] = many("dcterms:source", "plain")
