"""The agencies of a document: each name as it is met becomes one agency of the registry, or one of its own.

A name is resolved as of the document's date within the jurisdiction that its prefix gives: 省 is the plan's
province, 市 its city, 济南市 itself. A name that the registry does not know is never merged with one that it knows.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from loaders.mentions.units import is_group, is_indefinite
from ontology.dates import PartialDate
from ontology.iri import Namer
from ontology.records import Agency, AgencyGroup
from ontology.registry import AgencyRow, agencies, departments, regions

__all__ = ["Directory", "formal_classes"]

_ORG = "http://www.w3.org/ns/org#"
_FORMAL = (f"{_ORG}FormalOrganization", "http://data.europa.eu/m8g/PublicOrganisation")
#: The kinds of the registry that are bodies of public law; the others are organisations and no more.
_PUBLIC = {"government", "party", "congress", "court", "procuratorate", "vertical", "office"}
_LEVELS = {"省": 2, "自治区": 2, "市": 4, "州": 4, "盟": 4, "县": 6, "区": 6, "旗": 6}


def formal_classes(row: AgencyRow | None) -> tuple[str, ...]:
    """The formal classes of an agency by its registry kind: a body of public law, or an organisation and no more."""
    return _FORMAL if row is not None and row.kind in _PUBLIC else ()


@dataclass(slots=True)
class _Entry:
    iri: str
    preferred: str
    labels: dict[str, None] = field(default_factory=dict)
    jurisdiction: str = ""
    group: bool = False
    indefinite: bool = False
    row: AgencyRow | None = None


class Directory:
    """Agencies met in one document, of the region `area` (its code, or "" where unknown), at its date.

    `plan` names the plan: agencies of an unknown jurisdiction are its own and are merged with no others.
    """

    def __init__(self, namer: Namer, area: str, on: PartialDate | None, plan: str) -> None:
        self._namer, self._area, self._on = namer, area, on
        self._unknown = "x" + hashlib.sha256(plan.encode()).hexdigest()[:8]
        self._entries: dict[str, _Entry] = {}
        self._by_name: dict[str, str] = {}

    def find(self, name: str, mention: str | None = None) -> str:
        """The IRI of the agency called `name` in full, written `mention`; both become labels of it."""
        iri = self._by_name.get(name)
        if iri is None:
            entry = self._entry(re.sub(r"[\s“”]", "", name))
            iri = self._by_name[name] = entry.iri
            known = self._entries.setdefault(iri, entry)
            known.labels.update(entry.labels)
        if mention and not re.search(r"[、，；等]", mention):
            self._entries[iri].labels[mention] = None
        return iri

    def records(self) -> list[Agency]:
        """A record for each agency met, sorted by IRI."""
        return [self._record(self._entries[iri]) for iri in sorted(self._entries)]

    @property
    def jurisdictions(self) -> set[str]:
        """The codes of the regions that the agencies belong to."""
        return {e.jurisdiction for e in self._entries.values() if e.jurisdiction in regions().by_code}

    def _record(self, entry: _Entry) -> Agency:
        labels = tuple(sorted(label for label in entry.labels if label != entry.preferred))
        jurisdiction = entry.jurisdiction if entry.jurisdiction in regions().by_code else None
        home = self._namer.region(jurisdiction) if jurisdiction else None
        if entry.group:
            return AgencyGroup(iri=entry.iri, label=entry.preferred, pref_label=entry.preferred, alt_label=labels,
                               jurisdiction=home, indefinite=entry.indefinite)  # fmt: skip
        return Agency(iri=entry.iri, label=entry.preferred, pref_label=entry.preferred, alt_label=labels,
                      kinds=formal_classes(entry.row), jurisdiction=home,
                      registered=entry.row is not None)  # fmt: skip

    def _entry(self, name: str) -> _Entry:
        if is_group(name):
            return self._group(name)
        code, local, prefix = self._jurisdiction(name)
        row = self._registered(name, code, local)
        if row is not None:
            entry = self._of_row(row, name)
        else:
            department = departments().canonical(local)
            region = regions().by_code.get(code)
            body = department.canonical_for(local) if department else local
            preferred = f"{region.name}{body}" if region and (prefix or department) else name
            entry = _Entry(self._namer.agency(code or self._unknown, body), preferred, jurisdiction=code)
            entry.labels.update(dict.fromkeys((preferred, name)))
            if prefix or department:
                entry.labels[f"{self._level(code)}{local}"] = None
        self._with_variants(entry)
        return entry

    def _group(self, name: str) -> _Entry:
        local = name.replace("人民政府", "政府")
        row = self._registered(name, self._area, name) if self._area else None
        if row is not None:
            entry = self._of_row(row, name)
        else:
            iri = self._namer.agency(self._area or self._unknown, local)
            entry = _Entry(iri, local, {name: None}, jurisdiction=self._area)
        entry.group, entry.indefinite = True, is_indefinite(name)
        return entry

    def _of_row(self, row: AgencyRow, name: str) -> _Entry:
        iri = self._namer.agency(row.jurisdiction, row.local_name)
        return _Entry(
            iri, row.name, dict.fromkeys((*row.labels, name)), jurisdiction=row.jurisdiction, row=row
        )

    def _jurisdiction(self, name: str) -> tuple[str, str, str]:
        """The code of the region that a name belongs to, the name without its prefix, and the prefix."""
        for size in range(min(len(name) - 1, 12), 1, -1):
            head = name[:size]
            rows = [
                r for r in regions().named(head) if r.name == head or r.level in ("province", "prefecture")
            ]
            rows = [r for r in rows if r.code[:2] == self._area[:2] or len(rows) == 1 or not self._area]
            if rows and len(name) - size >= 1 and rows[0].code != "100000":
                return rows[0].code, name[size:], head
        found = re.match(r"(自治区|省|市|县|区|州|盟|旗)(?=[\u4e00-\u9fff]{2})", name)
        if found and self._area:
            digits = _LEVELS[found[1]]
            own = self._area[:digits].ljust(6, "0")
            if digits == 2 or not self._area.endswith("0" * (6 - digits + 2)):
                return own, name[found.end() :], found[1]
        return self._area, name, ""

    def _registered(self, name: str, code: str, local: str) -> AgencyRow | None:
        known = agencies()
        region = regions().by_code.get(code)
        spellings = [name, f"{self._level(code)}{local}"]
        if region is not None:
            spellings.append(f"{region.name}{local}")
        for spelling in dict.fromkeys(spellings):
            for place in dict.fromkeys((code, self._area, "100000")):
                if place and (row := known.resolve(spelling, place, self._on)):
                    return row
        return None

    def _level(self, code: str) -> str:
        """The word that stands for a region of that code in its own plans: 省, 市, 县 or 区."""
        region = regions().by_code.get(code)
        if region is None:
            return ""
        if region.level == "province":
            return "自治区" if region.name.endswith("自治区") else region.name[-1]
        return region.name[-1]

    @staticmethod
    def _with_variants(entry: _Entry) -> None:
        """Both ways of naming a government; the bare place is one of its labels too."""
        for label in list(entry.labels):
            if label.endswith("政府"):
                place = label.removesuffix("政府").removesuffix("人民")
                if regions().named(place):
                    entry.labels.update(dict.fromkeys((f"{place}政府", f"{place}人民政府", place)))
