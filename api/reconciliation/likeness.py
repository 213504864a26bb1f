"""How a name as somebody wrote it agrees with the names of an entity.

Names are compared folded (`graph.folding`): traditional or simplified, full or half width, with or without brackets
and quotation marks. What then is not the same may still be the same name:

    山东省济南市历下区, 济南历下      the region's name behind those of regions around it
    山东大数据局, 济南市政府          the agency's, with its area written in another way
    中华人民共和国财政部              likewise
    大数据局, 发展改革委              the agency's without any area: it may be another area's
    智慧社区（含老旧小区）            the same but for brackets, which may explain or tell two apart
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache

from api.reconciliation.entities import Area, Entity
from graph.folding import compact
from graph.names import alike
from ontology.registry import departments

__all__ = ["Grade", "code_in", "graded", "last_part", "similarity"]

_folded = lru_cache(1 << 14)(compact)

_BRACKETS = re.compile(r"[（(\[［【〔][^（(\[［【〔）)\]］】〕]*[）)\]］】〕]")
#: A code of GB/T 2260: six figures, also filled up to nine or twelve, also as a spreadsheet makes a number of it.
_CODE = re.compile(r"([1-9][0-9]{5})(?:000|000000)?(?:\.0)?")
#: What stands behind the last area of a name: 历下区 of 山东省济南市历下区.
_LAST_PART = re.compile(r".+(?:省|自治区|特别行政区|市|地区|州|盟|县|区|旗)(.{2,})")
#: The kinds of areas, as they stand in agencies' names without the name of the area (省财政厅, 市政府).
_LEVELS = (
    "自治区", "自治州", "自治县", "自治旗", "地区", "省", "市", "州", "盟", "区", "县", "旗",
)  # fmt: skip


class Grade(Enum):
    """How a text agrees with an entity: the score, and whether it can be nobody else if only one agrees so well."""

    IDENTIFIER = ("identifier", 100, True)
    CODE = ("code", 100, True)
    PREFERRED = ("preferred name", 100, True)
    NAMED = ("another name", 98, True)
    IN_ITS_AREA = ("name behind its area", 96, True)
    WITHOUT_AREA = ("name without area", 90, False)
    BUT_FOR_BRACKETS = ("name but for brackets", 88, False)
    ALIKE = ("alike", 85, False)

    @property
    def score(self) -> int:
        """From 0 to 100; of what is only alike, that times how much."""
        return self.value[1]

    @property
    def certain(self) -> bool:
        """Whether nothing but the text is needed."""
        return self.value[2]


def code_in(text: str) -> str:
    """The code of a region that `text` is, or ""."""
    found = _CODE.fullmatch(compact(text))
    return found[1] if found else ""


def last_part(text: str) -> str:
    """What stands in a text behind the last area, by the sound of it, or ""."""
    found = _LAST_PART.fullmatch(compact(text))
    return found[1] if found else ""


def similarity(text: str, entity: Entity) -> float:
    """How much the text is like the name of the entity that it is most like, from 0 to 1."""
    wanted = compact(text)
    return round(max(alike(wanted, _folded(name)) for name in (entity.label, *entity.names)), 4)


def graded(text: str, entity: Entity) -> Grade:
    """How the text agrees with the names of the entity."""
    wanted = compact(text)
    if entity.code and code_in(text) == entity.code:
        return Grade.CODE
    agency = "Agency" in entity.types
    names = {_folded(name) for name in (entity.label, *entity.names)}
    if wanted in names:
        if agency and departments().canonical(wanted):
            return Grade.WITHOUT_AREA  # 发展改革委 is the state's, and that of every place
        return Grade.PREFERRED if wanted == _folded(entity.label) else Grade.NAMED
    own = _without_area(names, entity.areas) if agency else set()
    for rest, in_own in _behind_areas(wanted, entity.areas[::-1]):
        if rest != wanted and (rest in names or (in_own and agency and _same(rest, own))):
            return Grade.IN_ITS_AREA
    if agency and _same(wanted, own):
        return Grade.WITHOUT_AREA
    bare = compact(_BRACKETS.sub("", text))
    if bare != wanted and bare in names:
        return Grade.BUT_FOR_BRACKETS
    return Grade.ALIKE


def _behind_areas(text: str, areas: Sequence[Area], in_own: bool = False) -> Iterator[tuple[str, bool]]:
    """What is left of a text when areas are taken off its beginning, from the outermost in; and whether the innermost
    was among them.
    """
    yield text, in_own
    for place, area in enumerate(areas):
        for name in map(_folded, area.names):
            if len(name) < len(text) and text.startswith(name):
                yield from _behind_areas(text[len(name) :], areas[place + 1 :], place == len(areas) - 1)


def _without_area(names: set[str], areas: Sequence[Area]) -> set[str]:
    """An agency's names without its area or the kind of its area in front."""
    if not areas:
        return set()
    kind = next((one for one in _LEVELS if areas[0].names[0].endswith(one)), "")
    found = set()
    for name in names:
        for start in (*map(_folded, areas[0].names), kind):
            if start and name.startswith(start) and len(name) > len(start) + 1:
                found.add(name.removeprefix(start))
                found.add(kind + name.removeprefix(start))
                break
    return found


def _same(text: str, own: set[str]) -> bool:
    """Whether a name without area is one of an agency's, perhaps by another name that such departments have."""
    if text in own:
        return True
    row = departments().canonical(text)
    return row is not None and row.canonical_for(text) in own
