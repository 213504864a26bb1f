"""The named things that a document mentions: projects, indicators, regions and zones, with all their labels."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from loaders.mentions.places import PlaceMention
from ontology.iri import Namer
from ontology.records import Indicator, Project, Record, Region, Zone
from ontology.registry import RegionRow, ZoneRow, regions

__all__ = ["Register", "region_record"]

_WIKIDATA = "http://www.wikidata.org/entity/"
_GEONAMES = "https://sws.geonames.org/"


def region_record(
    row: RegionRow, namer: Namer, evidence: Iterable[str] = (), *, registry: bool = False
) -> Region:
    """A region of the registry as a record, met at `evidence`.

    Its source and the region that it went into are told in the `registry`'s own graph alone.
    """
    others = tuple(name for name in (row.bare, row.short) if name and name != row.name)
    return Region(
        iri=namer.region(row.code), label=row.name, pref_label=row.name, alt_label=others, notation=row.code,
        within=(namer.region(row.parent),) if row.parent else (),
        exact_match=(_WIKIDATA + row.wikidata,) if row.wikidata else (),
        close_match=(f"{_GEONAMES}{row.geonames}/",) if row.geonames else (),
        replaced_by=(namer.region(row.merged_into),) if registry and row.merged_into else (),
        valid_from=row.valid_from, valid_until=row.valid_until, provenance=(row.source,) if registry else (),
        evidence=tuple(evidence),
    )  # fmt: skip


@dataclass(slots=True)
class _Met:
    """What is known of one thing that was met: the forms of its name, and where they were read."""

    labels: dict[str, None] = field(default_factory=dict)
    evidence: dict[str, None] = field(default_factory=dict)


class Register:
    """The projects, indicators and places of one document; a name met twice is one thing with two labels.

    `evidence` is always the IRIs of the spans where the name itself is written.
    """

    def __init__(self, namer: Namer) -> None:
        self._namer = namer
        self._projects: dict[str, _Met] = defaultdict(_Met)
        self._indicators: dict[str, _Met] = defaultdict(_Met)
        self._regions: dict[str, dict[str, None]] = {}
        self._zones: dict[str, tuple[ZoneRow, dict[str, None]]] = {}
        self._townships: set[str] = set()

    def project(self, name: str, evidence: Iterable[str] = ()) -> str:
        """The IRI of the project called `name`; quotation marks do not tell two projects apart."""
        label = _without_outer_marks(name)
        iri = self._namer.project(label)
        _note(self._projects[iri], label, evidence)
        return iri

    def indicator(self, name: str, evidence: Iterable[str] = ()) -> str:
        """The IRI of the indicator called `name`; a bracket that only explains does not tell two apart."""
        label = _without_outer_marks(name)
        iri = self._namer.indicator(_unexplained(label))
        _note(self._indicators[iri], label, evidence)
        return iri

    def place(self, mention: PlaceMention, evidence: Iterable[str] = ()) -> str:
        """The IRI of the region or zone that is mentioned."""
        row = mention.zone
        if row is None:
            return self.region(mention.code, evidence)
        iri = self._namer.zone(row.parent, row.name)
        known, spans = self._zones.get(iri, (row, {}))
        spans.update(dict.fromkeys(evidence))
        if known is not row:
            known = replace(known, variants=tuple(dict.fromkeys((*known.variants, *row.variants))))
        self._zones[iri] = (known, spans)
        if mention.township:
            self._townships.add(iri)
        return iri

    def region(self, code: str, evidence: Iterable[str] = ()) -> str:
        """The IRI of the region of that code."""
        self._regions.setdefault(code, {}).update(dict.fromkeys(evidence))
        return self._namer.region(code)

    def records(self) -> Iterator[Record]:
        """A record for each thing met, and for the regions that they lie in."""
        # the preferred label is the same in every document that names the thing, whatever form it met first
        for iri, met in self._projects.items():
            name = _unquoted(next(iter(met.labels)))
            yield Project(
                iri=iri, label=name, pref_label=name, alt_label=_others(met.labels, name),
                evidence=tuple(met.evidence),
            )  # fmt: skip
        for iri, met in self._indicators.items():
            name = _unquoted(_unexplained(next(iter(met.labels))))
            yield Indicator(
                iri=iri, label=name, pref_label=name, alt_label=_others(met.labels, name),
                evidence=tuple(met.evidence),
            )  # fmt: skip
        around = set(self._regions)
        for iri, (zone, spans) in self._zones.items():
            around.add(zone.parent)
            made = Region if iri in self._townships else Zone
            yield made(
                iri=iri, label=zone.name, pref_label=zone.name, alt_label=zone.variants,
                within=(self._namer.region(zone.parent),), evidence=tuple(spans),
            )  # fmt: skip
        table = regions()
        for code in sorted(around | {r.code for c in around for r in table.within(c)}):
            yield region_record(table.by_code[code], self._namer, self._regions.get(code, ()))


def _note(met: _Met, label: str, evidence: Iterable[str]) -> None:
    met.labels[label] = None
    met.evidence.update(dict.fromkeys(evidence))


def _without_outer_marks(name: str) -> str:
    """A name as a label: without quotation marks around the whole of it, and without spaces at its ends."""
    bare = name.strip(" 、，。")
    if bare.startswith("“") and bare.endswith("”") and bare.count("“") == 1:
        bare = bare[1:-1]
    return bare or name


_EXPLANATION = re.compile(r"（(?![市县区旗州、]+）)[^（）]*）")
_QUOTATION_MARK = re.compile(r"[“”‘’]")
_DASH = re.compile(r"(?<=[\u4e00-\u9fff])[-–－~～](?=[\u4e00-\u9fff])")


def _unexplained(name: str) -> str:
    """A name without brackets that explain it: 智慧社区 for 智慧社区（村居）, but 县（市、区） stays."""
    return (_EXPLANATION.sub("", name) if "（" in name else name).strip() or name


def _unquoted(name: str) -> str:
    """A name without quotation marks, and with one kind of dash."""
    if name.isalnum():  # most names hold no mark at all
        return name
    return _DASH.sub("—", _QUOTATION_MARK.sub("", name)) or name


def _others(labels: Iterable[str], name: str) -> tuple[str, ...]:
    return tuple(label for label in labels if label != name)
