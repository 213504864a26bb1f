"""Branches of bodies of the centre in a place, which are called in several ways: with the place inside, or before.

`金融监管总局江苏监管局` is the financial supervision's bureau in 江苏, `江苏银保监局` what came before it,
`国网江苏电力` the State Grid's company. Their full names begin with the body of the centre, so that they do not follow
from those of departments.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ontology.registry import DepartmentRow, RegionRow, departments, regions

__all__ = ["Branch", "branch", "full_name", "is_branch"]

#: The body of the centre that stands before the place and 监管局, by the stem of the department in the place.
_SUPERVISION = {
    "金融监管总局监管": "国家金融监督管理总局",
    "银保监": "中国银行保险监督管理委员会",
    "证监": "中国证券监督管理委员会",
}
#: What provinces have one of, with or without 省 in its name.
_OF_PROVINCES = {"通信管理", "邮政管理", "烟草专卖", "税务"}
_SUPERVISING = re.compile(
    r"(?:(?:国家)?金融(?:监督管理|监管)总局(?P<finance>)|(?:中国)?(?:银行保险监督管理委员会|银保监会)(?P<banks>)"
    r"|(?:中国)?(?:证券监督管理委员会|证监会))(?P<place>[\u4e00-\u9fff]{2,8}?)监管(?P<kind>分?局)"
)
#: What that bureau is called since 2023, behind a place's bare name; 省金融监管局 is the province's own.
_FINANCE = "金融监管局"
#: Cities with bureaus of the centre beside their provinces' (计划单列市): 大连, 宁波, 厦门, 青岛, 深圳.
_SEPARATE = {"210200", "330200", "350200", "370200", "440300"}
#: The companies of the State Grid in a place: 国网浙江省电力有限公司, 国网浙江电力, 国网杭州供电公司.
_GRID = re.compile(r"国网(.{2,}?)(电力|供电)(?:有限公司|公司)?")


class Branch(NamedTuple):
    """A branch's name taken apart: the words for its place, and what a department of that place would be called."""

    place: str
    local: str


def branch(name: str) -> Branch | None:
    """What a name that has its place inside is made of; None where it is no such name."""
    if found := _GRID.fullmatch(name):
        return Branch(found[1], f"{found[2]}公司")
    if (place := name.removesuffix(_FINANCE)) != name and any(
        row.bare == place and (row.level == "province" or row.code in _SEPARATE)
        for row in regions().named(place)
    ):
        return Branch(place, "金融监管总局监管局")
    if (found := _SUPERVISING.fullmatch(name)) is None:
        return None
    if found["finance"] is not None:
        return Branch(found["place"], f"金融监管总局监管{found['kind']}")
    return Branch(found["place"], f"{'银保监' if found['banks'] is not None else '证监'}{found['kind']}")


def is_branch(local: str, region: RegionRow) -> bool:
    """Whether a name behind a region's short name is a branch's there: 银保监局 of 江苏银保监局."""
    department = departments().canonical(local)
    if department is None:
        return False
    if (
        department.stem in _SUPERVISION
    ):  # 银监局 and 保监局 were two bodies, of which the table of departments makes one
        return local not in ("银监局", "保监局")
    return department.stem in _OF_PROVINCES and region.level == "province"


def full_name(department: DepartmentRow | None, region: RegionRow, local: str, body: str) -> str:
    """The full name of a department of a place, called `local` there and `body` in full; a branch's begins above."""
    stem = department.stem if department else ""
    if stem == "税务":
        return f"国家税务总局{region.name}{body}"
    if stem in _SUPERVISION and is_branch(local, region):
        kind = "分局" if local.endswith("分局") else "局"
        return f"{_SUPERVISION[stem]}{region.bare or region.name}监管{kind}"
    return f"{region.name}{body}"
