"""The registry as quads: what people typed of agencies and regions, with names and changes through time, and units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.accountability.agencies import formal_classes
from loaders.documents.register import region_record
from loaders.mentions.units import is_indefinite
from ontology.iri import Namer, slug
from ontology.records import Agency, AgencyGroup, AgencyName, ChangeEvent, Record, Region, Unit, Zone
from ontology.registry import (
    AgencyRow,
    RegionRow,
    UnitRow,
    agencies,
    events,
    points,
    regions,
    units,
    zones,
)
from ontology.triples import graph_lines

__all__ = ["registry_quads"]

_KINDS = {
    "merger": "合并",
    "split": "分立",
    "foundation": "组建",
    "abolition": "撤销",
    "transfer": "职责划转",
}


def registry_quads(namer: Namer) -> bytes:
    """The named graph of the registry, as sorted N-Quads."""
    return graph_lines(_records(namer), namer.graph("registry"))


def _records(namer: Namer) -> Iterator[Record]:
    around = _zones_around(namer)
    for region in regions().by_code.values():
        yield _region(region, around.get(region.code, ()), namer)
    for zone in zones():
        yield Zone(
            iri=namer.zone(zone.parent, zone.name), label=zone.name, pref_label=zone.name, alt_label=zone.variants,
            within=(namer.region(zone.parent),), provenance=(zone.source,),
        )  # fmt: skip
    yield from _units()
    iris = {row.name: namer.agency(row.jurisdiction, row.local_name) for row in agencies().rows}
    for row in agencies().rows:
        yield from _agency(row, iris, namer)
    for event in events():
        originals = tuple(iris[a.name] for a in event.originals)
        results = tuple(iris[a.name] for a in event.results)
        about = (event.results or event.originals)[0]
        iri = f"{iris[about.name]}/event/{event.kind}-{event.date or 'undated'}"
        if event.kind == "transfer" and event.originals:  # one body can take over from several in one year
            iri += f"-{slug(event.originals[0].local_name)}"
        # what is split or handed over is the body before; what is founded or merged into, the one after
        named = event.originals[0] if event.kind in ("split", "transfer", "abolition") else event.results[0]
        yield ChangeEvent(
            iri=iri, label=f"{named.name}{_KINDS[event.kind]}", original=originals, resulting=results, date=event.date,
            verified=event.verified, provenance=(event.source,),
        )  # fmt: skip


def _zones_around(namer: Namer) -> dict[str, tuple[str, ...]]:
    """The zones that regions are members of, by their codes.

    A zone that is the whole of the region which it lies in is within that region, and not the other way round too.
    """
    around: dict[str, tuple[str, ...]] = {}
    for zone in zones():
        for code in zone.members:
            if code != zone.parent:
                around[code] = (*around.get(code, ()), namer.zone(zone.parent, zone.name))
    return around


def _region(row: RegionRow, around: tuple[str, ...], namer: Namer) -> Region:
    """A region with its point, and with the zones around it beside the region it lies in."""
    record = region_record(row, namer, registry=True)
    record = replace(record, within=(*record.within, *around))
    point = points().get(row.code)
    if point is None:
        return record
    return replace(record, lat=point.lat, long=point.long, provenance=(*record.provenance, point.source))


def _units() -> Iterator[Unit]:
    """The units of QUDT, each by all the ways that plans write it."""
    written: dict[str, list[UnitRow]] = {}
    for row in units().values():
        if row.qudt:
            written.setdefault(row.qudt, []).append(row)
    for iri, rows in written.items():
        name, *others = (row.unit for row in rows)
        yield Unit(
            iri=iri, label=name, pref_label=name, alt_label=tuple(others), dimension=rows[0].dimension,
            factor=rows[0].factor, provenance=tuple(dict.fromkeys(row.source for row in rows)),
        )  # fmt: skip


def _agency(row: AgencyRow, iris: dict[str, str], namer: Namer) -> Iterator[Record]:
    iri = iris[row.name]
    names = tuple(f"{iri}/name/{n}" for n in range(1, len(row.names) + 1))
    labels = tuple(
        dict.fromkeys(form for dated in reversed(row.names) for form in dated.labels if form != row.name)
    )
    parent = (iris[row.parent],) if row.parent in iris else ()
    if row.kind == "group":
        yield AgencyGroup(
            iri=iri, label=row.name, pref_label=row.name, alt_label=labels, name=names,
            indefinite=is_indefinite(row.name), jurisdiction=namer.region(row.jurisdiction), registered=True,
            member=tuple(iris[member.name] for member in agencies().members(row)), provenance=(row.source,),
        )  # fmt: skip
    else:
        yield Agency(
            iri=iri, label=row.name, pref_label=row.name, alt_label=labels, kinds=formal_classes(row), name=names,
            jurisdiction=namer.region(row.jurisdiction), parent=parent, registered=True, provenance=(row.source,),
        )  # fmt: skip
    for name_iri, dated in zip(names, row.names, strict=True):
        yield AgencyName(
            iri=name_iri, label=dated.name, alt_label=dated.labels[1:], valid_from=dated.valid_from,
            valid_until=dated.valid_until, verified=dated.verified, provenance=(dated.source,),
        )  # fmt: skip
