"""The forms of an agency's name: with the area (山东省财政厅), with its level (省财政厅), with neither."""

from __future__ import annotations

import unicodedata

from ontology.registry.region_table import RegionRow

__all__ = ["fold", "forms", "local_name"]

_KINDS = (
    "自治区", "特别行政区", "自治州", "自治县", "自治旗", "地区", "省", "市", "州", "盟", "区", "县", "旗",
)  # fmt: skip
_PARTY = "中共"


def fold(name: str) -> str:
    """`name` as names are compared: widths of brackets and letters unified, spaces left out."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def forms(name: str, area: RegionRow) -> tuple[str, ...]:
    """`name` as it stands, and with the area's name and its level exchanged: 山东省财政厅, 省财政厅."""
    level = _level(area)
    if level:
        if name.startswith(area.name) and name != area.name:
            return name, level + name.removeprefix(area.name)
        if name.startswith(level) and name != level:
            return name, area.name + name.removeprefix(level)
    return (name,)


def local_name(name: str, area: RegionRow) -> str:
    """The full `name` of an agency without the name of its area: 山东省大数据局 is 大数据局.

    A body of the party is 党委 and what follows: 中共山东省委组织部 is 党委组织部. A name that does not
    begin with the area stands as it is.
    """
    if area.level == "country":
        return name
    rest = name.removeprefix(_PARTY)
    for prefix in (area.name, area.bare):
        if prefix and rest.startswith(prefix) and rest != prefix:
            rest = rest.removeprefix(prefix)
            break
    else:
        return name
    if not rest.startswith("委"):
        return rest
    return "党委" + rest.removeprefix("委员会").removeprefix("委")


def _level(area: RegionRow) -> str:
    """The kind of the area as agencies' short names have it: 省, 市, 县; nothing for the country."""
    return "" if area.level == "country" else next((k for k in _KINDS if area.name.endswith(k)), "")
