"""Names that begin with the level of the area that a text speaks for: 全省, 省, 市级."""

from __future__ import annotations

import re

from loaders.mentions.units import LEVEL
from ontology.registry import RegionRow, regions

__all__ = ["of_area", "own_region"]

#: Words that begin like a level: 市民, 县城, 省内 is one.
_WORD = re.compile(
    r"市民|市区|市郊|县城|县区|区位|旗舰|旗帜|州际|省际|市际|省会|省心|省力|省时|市域|区县|市州|镇域|乡土|乡愁"
)


def own_region(name: str, area: str) -> RegionRow | None:
    """The region that the level at the beginning of `name` stands for in a text of `area`, or None.

    In a text of 济南市, 市级 and 全市 are of 济南市 and 省 is of 山东省; in one of 山东省, 市 is no one city.
    """
    found = LEVEL.match(name)
    if found is None or _WORD.match(name) or area not in regions().by_code:
        return None
    row = regions().by_code[area]
    level = found[1]
    return next((r for r in (row, *regions().within(area)) if r.name.endswith(level)), None)


def of_area(name: str, area: str) -> str:
    """A name that tells its place by a level alone, with the name of the place: 省数据大厅 is 山东省数据大厅.

    Every province has a 省数据大厅; without this, those of two would be one.
    """
    region = own_region(name, area)
    if region is None:
        return name
    # 莘县 without its 县 is no name: 县数据大厅 is 莘县数据大厅
    own = region.bare or (region.name if name.startswith("全") else region.name[:-1])
    return own + name
