"""What a project is called, whichever of its forms a plan writes: “爱山东”政务服务平台 and “爱山东”APP are 爱山东.

To join two projects is worse than to leave two forms apart: only brands of one platform, programmes named by a +, and
names of the registry's table meet. A stage (二期), a branch (分平台) or another place makes another project.
"""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.documents.indicator_names import unquoted
from loaders.documents.own_area import of_area
from ontology.registry import project_names, regions

__all__ = ["project_name"]

#: What a platform that has a brand is called besides: what it is, after words for what any such platform does.
_PLATFORM = (
    r"(?:一体化|全省|统一|综合|移动|掌上|网上|线上|公共|政务|办公|办事|协同|便民|惠民|惠企|企业|政策|兑现|服务|执法|行政)*"
    r"(?:总?平台|系统|总门户|门户|小程序|应用程序|应用|客户端|移动端|手机端|[Aa][Pp][Pp])"
)
_QUOTED_BRAND = re.compile(rf"“(?P<brand>[\u4e00-\u9fff]{{2,6}})”(?:{_PLATFORM}){{1,2}}")
_BARE_BRAND = re.compile(rf"(?P<brand>[\u4e00-\u9fff]{{3,6}}?)(?:{_PLATFORM}){{1,2}}")
#: Brands of a place: 爱山东, 山东通, 浙里办, 鲁惠通; 数字山东 and 平安山东 are programmes with many platforms.
_OF_PLACE = re.compile(r"(?:爱|我的)(?P<before>[\u4e00-\u9fff]{2,4})|(?P<after>[\u4e00-\u9fff]{2,4})[通办码]")
_OF_PROVINCE = re.compile(
    r"[京津冀晋蒙辽吉沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇陕陇甘][\u4e00-\u9fff][\u4e00-\u9fff]"
)
#: Short names of provinces that are also everyday words: in quoted brands of the province's own plans they are its.
_OWN_PROVINCE = {"52": "贵", "53": "云", "54": "藏", "61": "秦", "63": "青", "64": "宁", "65": "新"}
#: The free trade zone of a province, which has one.
_FREE_TRADE_ZONE = re.compile(
    r"(?:中国（(?P<full>[\u4e00-\u9fff]{2,3})）|(?P<bare>[\u4e00-\u9fff]{2,3}))(?:自由贸易试验区|自贸试验区|自贸区)"
)
#: 二期工程 is 二期.
_STAGE = re.compile(r"(?<=[一二三四五]期)(?:工程|项目)$")
#: 人工智能+ and 人工智能+行动 are one programme.
_PROGRAMME = re.compile(r"(?P<name>.{2,12}[+×])(?:(?:专项)?行动)?")


@lru_cache(maxsize=65536)
def project_name(written: str, area: str = "") -> str:
    """The name of the project that is `written` so in a text that speaks for the region of the code `area`.

    What a level alone gives a place has the place in its name: 省数据大厅 of 山东省 is 山东省数据大厅.
    """
    written = written.strip(" 、，。") or written
    name = _brand(written, area) or unquoted(written)
    if (programme := _PROGRAMME.fullmatch(name)) is not None:
        name = programme["name"] + "行动"
    name = _zone(_STAGE.sub("", name))
    name = project_names().get(name, name)
    if written.startswith(("“", "‘")):
        return name
    name = of_area(name, area)
    return project_names().get(name, name)


def _zone(name: str) -> str:
    """A name that begins with a free trade zone's, in full: 中国（山东）自由贸易试验区 for 山东自贸区."""
    found = _FREE_TRADE_ZONE.match(name)
    place = (found["full"] or found["bare"]) if found is not None else ""
    if found is None or not any(row.level == "province" for row in regions().named(place)):
        return name
    return f"中国（{place}）自由贸易试验区{name[found.end() :]}"


def _brand(written: str, area: str) -> str | None:
    """The brand of the platform that is written with what it is: “爱山东”政务服务平台; None where it is none."""
    found = _QUOTED_BRAND.fullmatch(written)
    if found is not None:
        brand = found["brand"]
        own = len(brand) == 3 and brand[0] == _OWN_PROVINCE.get(area[:2])
        return brand if own or _is_of_place(brand) or _OF_PROVINCE.fullmatch(brand) else None
    found = _BARE_BRAND.fullmatch(written)
    return found["brand"] if found is not None and _is_of_place(found["brand"]) else None


def _is_of_place(brand: str) -> bool:
    found = _OF_PLACE.fullmatch(brand)
    return found is not None and bool(regions().named(found["before"] or found["after"]))
