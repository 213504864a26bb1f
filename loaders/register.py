"""The named things that a document mentions: projects, indicators, regions and zones, with all their labels."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from loaders.mentions.places import PlaceMention
from ontology.iri import Namer, slug
from ontology.records import Indicator, Project, Record, Region, Zone
from ontology.registry import RegionRow, regions, zones

__all__ = ["Register", "region_record"]

_WIKIDATA = "http://www.wikidata.org/entity/"
_GEONAMES = "https://sws.geonames.org/"


def region_record(row: RegionRow, namer: Namer, *, with_source: bool = False) -> Region:
    """A region of the registry as a record; its source is told in the registry's own graph."""
    bare = (row.bare,) if row.bare and row.bare != row.name else ()
    return Region(
        iri=namer.region(row.code), label=row.name, pref_label=row.name, alt_label=bare, notation=row.code,
        within=(namer.region(row.parent),) if row.parent else (),
        exact_match=(_WIKIDATA + row.wikidata,) if row.wikidata else (),
        close_match=(f"{_GEONAMES}{row.geonames}/",) if row.geonames else (),
        valid_from=row.valid_from, valid_until=row.valid_until, provenance=(row.source,) if with_source else (),
    )  # fmt: skip


class Register:
    """The projects, indicators and places of one document; a name met twice is one thing with two labels."""

    def __init__(self, namer: Namer) -> None:
        self._namer = namer
        self._projects: dict[str, dict[str, None]] = defaultdict(dict)
        self._indicators: dict[str, dict[str, None]] = defaultdict(dict)
        self._regions: set[str] = set()
        self._zones: set[str] = set()

    def project(self, name: str) -> str:
        """The IRI of the project called `name`; quotation marks do not tell two projects apart."""
        label = _without_outer_marks(name)
        iri = self._namer.project(label)
        self._projects[iri][label] = None
        return iri

    def indicator(self, name: str) -> str:
        """The IRI of the indicator called `name`; a bracket that only explains does not tell two apart."""
        label = _without_outer_marks(name)
        iri = self._namer.indicator(_unexplained(label))
        self._indicators[iri][label] = None
        return iri

    def place(self, mention: PlaceMention) -> str:
        """The IRI of the region or zone that is mentioned."""
        if mention.zone:
            self._zones.add(mention.code)
            row = next(z for z in zones() if z.name == mention.code)
            return self._namer.zone(row.parent, row.name)
        return self.region(mention.code)

    def region(self, code: str) -> str:
        """The IRI of the region of that code."""
        self._regions.add(code)
        return self._namer.region(code)

    def records(self) -> Iterator[Record]:
        """A record for each thing met, and for the regions that they lie in."""
        # the preferred label is the same in every document that names the thing, whatever form it met first
        for iri, labels in self._projects.items():
            name = _unquoted(next(iter(labels)))
            yield Project(iri=iri, label=name, pref_label=name, alt_label=_others(labels, name))
        for iri, labels in self._indicators.items():
            name = _unquoted(_unexplained(next(iter(labels))))
            yield Indicator(iri=iri, label=name, pref_label=name, alt_label=_others(labels, name))
        met = set(self._regions)
        for row in zones():
            if row.name in self._zones:
                met.add(row.parent)
                yield Zone(
                    iri=self._namer.zone(row.parent, row.name), label=row.name, pref_label=row.name,
                    alt_label=row.variants, within=(self._namer.region(row.parent),),
                )  # fmt: skip
        table = regions()
        for code in sorted(met | {r.code for c in met for r in table.within(c)}):
            yield region_record(table.by_code[code], self._namer)


def _without_outer_marks(name: str) -> str:
    """A name as a label: without quotation marks around the whole of it, and without spaces at its ends."""
    bare = name.strip(" 、，。")
    if bare.startswith("“") and bare.endswith("”") and bare.count("“") == 1:
        bare = bare[1:-1]
    return bare if slug(bare) else name


def _unexplained(name: str) -> str:
    """A name without brackets that explain it: 智慧社区 for 智慧社区（村居）, but 县（市、区） stays."""
    return re.sub(r"（(?![市县区旗州、]+）)[^（）]*）", "", name).strip() or name


def _unquoted(name: str) -> str:
    """A name without quotation marks, and with one kind of dash."""
    return (
        re.sub(r"(?<=[\u4e00-\u9fff])[-–－~～](?=[\u4e00-\u9fff])", "—", re.sub(r"[“”‘’]", "", name)) or name
    )


def _others(labels: dict[str, None], name: str) -> tuple[str, ...]:
    return tuple(label for label in labels if label != name)
