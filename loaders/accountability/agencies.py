"""The agencies of a document: each name as it is met becomes one agency of the registry, or one of its own.

A name is resolved as of the document's date within the jurisdiction that its prefix gives: 省 is the plan's
province, 市 its city, 济南市 itself. A name that the registry does not know is never merged with one that it knows.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from loaders.accountability.branches import branch, full_name, is_branch
from loaders.mentions.units import COUNTED, is_group, is_indefinite, unbracketed
from loaders.numerals import integer
from ontology.dates import PartialDate
from ontology.iri import Namer, slug
from ontology.records import Agency, AgencyGroup
from ontology.registry import AgencyRow, RegionRow, agencies, departments, regions
from ontology.spelling import is_one_name

__all__ = ["Directory", "formal_classes"]

_ORG = "http://www.w3.org/ns/org#"
_FORMAL = (f"{_ORG}FormalOrganization", "http://data.europa.eu/m8g/PublicOrganisation")
#: The kinds of the registry that are bodies of public law; the others are organisations and no more.
_PUBLIC = {"government", "party", "congress", "court", "procuratorate", "vertical", "office"}
_CLUTTER = re.compile(r"[\s“”]")
_LIST = re.compile(r"[、，；等]")
_IN_BRACKETS = re.compile(r"[（(〔［\[][^（）()〔〕［］\[\]]*[）)〕］\]]")
_LEVEL = re.compile(r"(自治区|地区|省|市|县|区|州|盟|旗)(?:直(?=机关))?(?=[\u4e00-\u9fff])")
_TEAM = re.compile(r"(?:共青)?团([省市县区州盟旗])委")
_EACH_PLACE = re.compile(
    r"((?:各|相关|有关)(?:设区市|地级以上市|地级市|县级市|地|市|县|区|州|盟|旗|（|、|）)+)政府"
)
#: What stands before the place in full names: of bodies of the centre, and of the party.
_ABOVE = ("国家税务总局", "税务总局", "中共", "中国共产党")


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
    members: tuple[str, ...] = ()
    row: AgencyRow | None = None


class _Place(NamedTuple):
    """A name taken apart: the code of its region, the name without the region, and what stood for the region.

    `full` says that the region's full name or its level stood there: 济南市, 市, and not 济南.
    """

    code: str
    local: str
    prefix: str
    full: bool


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
            entry = self._entry(_uncluttered(name))
            iri = self._by_name[name] = entry.iri
            known = self._entries.setdefault(iri, entry)
            if known.preferred != entry.preferred and known.row is None:  # another name that sounds alike
                iri = self._by_name[name] = (
                    f"{iri}-{hashlib.sha256(entry.preferred.encode()).hexdigest()[:8]}"
                )
                entry.iri = iri
                known = self._entries.setdefault(iri, entry)
            known.labels.update(entry.labels)
        if mention and mention != name and not _LIST.search(_IN_BRACKETS.sub("", mention)):
            self._entries[iri].labels[_uncluttered(mention)] = None
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
                               jurisdiction=home, indefinite=entry.indefinite, member=entry.members)  # fmt: skip
        return Agency(iri=entry.iri, label=entry.preferred, pref_label=entry.preferred, alt_label=labels,
                      kinds=formal_classes(entry.row), jurisdiction=home,
                      registered=entry.row is not None)  # fmt: skip

    def _entry(self, name: str) -> _Entry:
        if is_group(name):
            return self._group(name)
        place, row = _resolved(name, self._area, self._on)
        entry = self._of_row(row, name) if row is not None else self._unregistered(name, place)
        self._with_variants(entry)
        return entry

    def _unregistered(self, name: str, place: _Place) -> _Entry:
        """An agency of its own: a department of its place, a body named after its place, or a name like no other."""
        local = unbracketed(place.local)
        department = None if place.prefix and not place.full else departments().canonical(local)
        region = regions().by_code.get(place.code)
        if region is None or (department is None and not place.full):
            return self._own(place.code, name, name, (name, unbracketed(name)))
        level = _level(place.code)
        stem = department.stem if department else ""
        body = in_iri = department.canonical_for(local) if department else local
        preferred = full_name(department, region, local, body)
        labels = [f"{region.name}{body}", level + place.local, level + local]
        if stem == "共青团":
            preferred, labels = f"共青团{region.name}委员会", [f"团{level}委"]
        elif department and department.canonical.startswith("党委"):
            in_iri = "党委" + body.removeprefix("委")
            body = in_iri if level == "自治区" else body if body != "委" else "委员会"
            preferred, labels[0] = (
                f"中共{region.name}{body}",
                region.name + (body if body != "委员会" else "委"),
            )
        return self._own(place.code, in_iri, preferred, (preferred, name, *labels))

    def _own(self, code: str, local: str, preferred: str, labels: tuple[str, ...]) -> _Entry:
        """An agency that the registry does not know, by its name without its region.

        One that is only spelt as a registered one is takes a hash of its name, whatever else is met, as a row for names
        that sound alike would give it; one of the very name is the registered one.
        """
        iri = self._namer.agency(code or self._unknown, local)
        row = _spelt_alike().get((code, slug(local)))
        if row is not None and is_one_name(row.local_name, local):
            return self._of_row(row, preferred)
        if row is not None:
            iri = self._namer.apart(iri, local)
        return _Entry(iri, preferred, dict.fromkeys(labels), jurisdiction=code)

    def _group(self, name: str) -> _Entry:
        local = self._every(name) or name.replace("人民政府", "政府")
        nowhere = _Place(self._area, local, "", full=False)
        row = _registered(local, nowhere, self._area, self._on) if self._area else None
        if row is not None:
            entry = self._of_row(row, name)
        else:
            iri = self._namer.agency(self._area or self._unknown, local)
            entry = _Entry(iri, local, {name: None}, jurisdiction=self._area)
            governed = agencies().governed(local, self._area, self._on)
            entry.members = tuple(self.find(f"{place.name}人民政府") for place in governed)
        if bare := _EACH_PLACE.fullmatch(local):  # 各市 held accountable is 各市政府
            entry.labels[bare[1]] = None
        # of 3市政府 nobody knows which
        entry.group, entry.indefinite = True, is_indefinite(name) or bool(COUNTED.fullmatch(local))
        return entry

    def _every(self, name: str) -> str:
        """各市政府 for the 16市政府 of a province that has sixteen cities; "" for any other name or number."""
        if (found := COUNTED.fullmatch(name)) is None:
            return ""
        every = f"各{found['kind']}政府"
        # of a place that ends in the plan's year only the year may be known: it is one too many, or is not
        after = self._on and PartialDate(self._on.year + 1)
        many = {len(agencies().governed(every, self._area, on)) for on in (self._on, after)}
        return every if integer(found["many"]) in many else ""

    def _of_row(self, row: AgencyRow, name: str) -> _Entry:
        iri = self._namer.agency(row.jurisdiction, row.local_name)
        return _Entry(
            iri, row.name, dict.fromkeys((*row.labels, name)), jurisdiction=row.jurisdiction, row=row
        )

    @staticmethod
    def _with_variants(entry: _Entry) -> None:
        """Both ways of naming a government; the bare place is one of its labels too."""
        for label in list(entry.labels):
            if label.endswith("政府"):
                place = label.removesuffix("政府").removesuffix("人民")
                if regions().named(place):
                    entry.labels.update(dict.fromkeys((f"{place}政府", f"{place}人民政府", place)))


def _uncluttered(name: str) -> str:
    """A name without blanks and quotation marks, of which most have none."""
    return name if name.isalnum() else _CLUTTER.sub("", name)


@cache
def _spelt_alike() -> dict[tuple[str, str], AgencyRow]:
    """The registered agencies by what their identifiers are made of: the region, and the name as it is spelt."""
    return {(row.jurisdiction, slug(row.local_name)): row for row in agencies().rows}


@lru_cache(maxsize=4096)
def _resolved(name: str, area: str, on: PartialDate | None) -> tuple[_Place, AgencyRow | None]:
    """The place in a name, and the agency of the registry that it means; plans of one area name the same ones."""
    place = _placed_then(name, area, on)
    whole = unbracketed(name)
    row = _registered(name, place, area, on)
    if row is None and whole != name:
        row = _registered(whole, _placed_then(whole, area, on), area, on)
    if (
        row is None and area in regions().by_code
    ):  # of the province of a city's plan: 济南海关 is one body in both
        above = (agencies().resolve(name, region.code, on) for region in regions().within(area))
        row = next((one for one in above if one is not None and one.kind in ("vertical", "company")), None)
    return place, row


def _placed_then(name: str, area: str, on: PartialDate | None) -> _Place:
    """The region that a name's beginning gave on the day `on`, and what the name is without it."""
    place = _placed(name, area)
    return place._replace(code=regions().then(place.code, on)) if place.code in regions().by_code else place


def _placed(name: str, area: str) -> _Place:
    """The region that a name's beginning gives, and what the name is without it."""
    if found := _TEAM.fullmatch(name):
        return _of_level(found[1], name, "团委", area)
    for above in _ABOVE:  # 国家税务总局昆明市税务局 is the bureau of 昆明市
        if name.startswith(above) and len(name) > len(above) + 3:
            inner = _placed(name[len(above) :], area)
            if inner.prefix:
                return inner
    if (parts := branch(name)) and (inner := _placed(parts.place + parts.local, area)).prefix:
        return inner._replace(local=parts.local, full=True)
    for head in regions().beginning(name):
        if len(head) == len(name):
            continue
        rows = [
            r
            for r in regions().named(head)
            if head in (r.name, r.short) or r.level in ("province", "prefecture")
        ]
        rows = [r for r in rows if r.code[:2] == area[:2] or len(rows) == 1 or not area]
        if rows and rows[0].code != "100000":
            local = name[len(head) :]
            full = head in (rows[0].name, rows[0].short) or (len(rows) == 1 and is_branch(local, rows[0]))
            return _Place(rows[0].code, local, head, full=full)
    found = _LEVEL.match(name)
    if found is not None:
        return _of_level(found[1], name, name[found.end() :], area)
    return _Place(area, name, "", full=False)


def _of_level(level: str, name: str, local: str, area: str) -> _Place:
    """The nearest region of a level that the plan's area is or lies in: 市 in a plan of a district is its city."""
    table = regions()
    for region in (table.by_code[area], *table.within(area)) if area in table.by_code else ():
        if _is_of_level(region, level):
            return _Place(region.code, local, level, full=True)
    return _Place(area, name, "", full=False)


def _registered(name: str, place: _Place, area: str, on: PartialDate | None) -> AgencyRow | None:
    """The agency of the registry that a name means, in its place, in the plan's area or in the country."""
    known = agencies()
    region = regions().by_code.get(place.code)
    own = [f"{_level(place.code)}{place.local}", *([f"{region.name}{place.local}"] if region else ())]
    # with its level alone a name is its own place's: 肥城市政府 is no 市政府 of 泰安市, in whose plan it stands
    spellings = [
        (name, place.code),
        *((spelling, place.code) for spelling in own),
        (name, area),
        (name, "100000"),
    ]
    found = (known.resolve(spelling, code, on) for spelling, code in dict.fromkeys(spellings) if code)
    return next((row for row in found if row is not None), None)


def _level(code: str) -> str:
    """The word that stands for a region of that code in its own plans: 省, 市, 县 or 区."""
    region = regions().by_code.get(code)
    if region is None:
        return ""
    if region.level == "province":
        return "自治区" if region.name.endswith("自治区") else region.name[-1]
    return "地区" if region.name.endswith("地区") else region.name[-1]


def _is_of_level(region: RegionRow, level: str) -> bool:
    """Whether a region is what the word 省, 市, 区 ... means in its own plans."""
    if level in ("省", "自治区"):
        return region.level == "province" and region.name.endswith(level)
    if level == "区":
        return region.level == "county" and region.name.endswith("区")
    if level == "地区":
        return region.name.endswith("地区")
    # 市 is also what Beijing and its like call themselves
    return (region.level != "province" or level == "市") and region.name.endswith(level)
