"""The named things that a document mentions: projects, indicators, regions and zones, with all their labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from loaders.documents.indicator_names import indicator_name, unquoted
from loaders.documents.project_names import project_name
from loaders.mentions.places import PlaceMention
from ontology.dates import PartialDate
from ontology.iri import Namer
from ontology.records import Indicator, Named, Project, Record, Region, Zone
from ontology.registry import RegionRow, ZoneRow, regions
from ontology.spelling import is_one_name

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
    """What is known of one thing that was met: its name, the forms of it, and where they were read."""

    name: str = ""
    labels: dict[str, None] = field(default_factory=dict)
    evidence: dict[str, None] = field(default_factory=dict)


class Register:
    """The projects, indicators and places of one document; a name met twice is one thing with two labels.

    `area` is the code of the region that the document speaks for, or "". `evidence` is always the IRIs of the spans
    where the name itself is written. Of two names that are spelt alike, the one that is met later takes a hash of it,
    as it does where `known` things of the document have the IRI.
    """

    def __init__(self, namer: Namer, area: str = "", known: Iterable[Named] = ()) -> None:
        self._namer = namer
        self._area = area
        self._names = {thing.iri: thing.pref_label for thing in known}
        self._projects: dict[str, _Met] = defaultdict(_Met)
        self._indicators: dict[str, _Met] = defaultdict(_Met)
        self._regions: dict[str, dict[str, None]] = {}
        self._zones: dict[str, tuple[ZoneRow, dict[str, None]]] = {}
        self._townships: set[str] = set()

    def project(self, name: str, evidence: Iterable[str] = ()) -> str:
        """The IRI of the project called `name`, in whichever of its forms."""
        stands = project_name(name, self._area)
        iri = self._apart(self._namer.project(stands), stands)
        self._names.setdefault(iri, stands)
        _note(self._projects[iri], stands, name, evidence)
        return iri

    def indicator(self, name: str, evidence: Iterable[str] = (), unit: str = "") -> str:
        """The IRI of the indicator called `name`, in whichever of its forms; `unit` is that of its figures."""
        stands, iri = self._indicator(name, unit)
        self._names.setdefault(iri, stands)
        _note(self._indicators[iri], stands, name, evidence)
        return iri

    def indicator_iri(self, name: str, unit: str = "") -> str:
        """The IRI of the indicator called `name`, which need not be met for that."""
        return self._indicator(name, unit)[1]

    def _indicator(self, name: str, unit: str) -> tuple[str, str]:
        stands = indicator_name(_without_outer_marks(name), unit, self._area)
        return stands, self._apart(self._namer.indicator(stands), stands)

    def _apart(self, iri: str, name: str) -> str:
        """The IRI of what is called `name`, which is not `iri` where another name that sounds alike has it."""
        known = self._names.get(iri, name)
        return iri if known == name or is_one_name(known, name) else self._namer.apart(iri, name)

    def place(
        self, mention: PlaceMention, evidence: Iterable[str] = (), on: PartialDate | None = None
    ) -> str:
        """The IRI of the region or zone that is mentioned, in a text of the day `on`."""
        row = mention.zone
        if row is None:
            return self.region(regions().then(mention.code, on), evidence)
        iri = self._apart(self._namer.zone(row.parent, row.name), row.name)
        self._names.setdefault(iri, row.name)
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
        # the preferred label is the same in every document that names the thing, whatever forms it met
        for made, things in ((Project, self._projects), (Indicator, self._indicators)):
            for iri, met in things.items():
                yield made(
                    iri=iri, label=met.name, pref_label=met.name, alt_label=_others(met.labels, met.name),
                    evidence=tuple(met.evidence),
                )  # fmt: skip
        around = set(self._regions)
        for iri, (zone, spans) in self._zones.items():
            around.add(zone.parent)
            kind = Region if iri in self._townships else Zone
            yield kind(
                iri=iri, label=zone.name, pref_label=zone.name, alt_label=zone.variants,
                within=(self._namer.region(zone.parent),), evidence=tuple(spans),
            )  # fmt: skip
        table = regions()
        for code in sorted(around | {r.code for c in around for r in table.within(c)}):
            yield region_record(table.by_code[code], self._namer, self._regions.get(code, ()))


def _note(met: _Met, name: str, written: str, evidence: Iterable[str]) -> None:
    met.name = met.name or name
    met.labels[_without_outer_marks(written)] = None
    met.evidence.update(dict.fromkeys(evidence))


def _without_outer_marks(name: str) -> str:
    """A name as a label: without quotation marks around the whole of it, and without spaces at its ends."""
    bare = name.strip(" 、，。")
    if bare.startswith("“") and bare.endswith("”") and bare.count("“") == 1:
        bare = bare[1:-1]
    return bare or name


def _others(labels: Iterable[str], name: str) -> tuple[str, ...]:
    """The other forms of a name: as written, and without any quotation marks, as people look for it."""
    forms = dict.fromkeys(form for label in labels for form in (label, unquoted(label)))
    return tuple(form for form in forms if form != name)
