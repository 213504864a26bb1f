"""Zones and their members."""

from __future__ import annotations

import pytest

from ontology.registry import regions, zones

SHANDONG = "370000"


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("省会经济圈", "济南市 淄博市 东营市 泰安市 德州市 聊城市 滨州市"),
        ("胶东经济圈", "青岛市 烟台市 潍坊市 威海市 日照市"),
        ("鲁南经济圈", "枣庄市 济宁市 临沂市 菏泽市"),
        ("京津冀", "北京市 天津市 河北省"),
        ("西海岸新区", "黄岛区"),
        ("雄安新区", "容城县 安新县 雄县"),
    ],
)
def test_zones_have_their_members(name: str, members: str) -> None:
    (zone,) = [z for z in zones() if name in z.names]
    assert [regions().by_code[code].name for code in zone.members] == members.split()


def test_the_three_circles_are_all_of_shandong() -> None:
    circles = [z for z in zones() if z.name in ("省会经济圈", "胶东经济圈", "鲁南经济圈")]
    cities = sorted(code for zone in circles for code in zone.members)
    assert cities == [
        r.code for r in regions().by_code.values() if r.parent == SHANDONG and not r.valid_until
    ]


def test_all_nineteen_national_new_areas_are_known() -> None:
    names = [
        "浦东",
        "滨海",
        "两江",
        "舟山群岛",
        "兰州",
        "南沙",
        "西咸",
        "贵安",
        "西海岸",
        "金普",
        "天府",
        "湘江",
        "江北",
        "福州",
        "滇中",
        "哈尔滨",
        "长春",
        "赣江",
        "雄安",
    ]
    assert len(names) == 19
    known = {name for zone in zones() for name in zone.names}
    assert [n for n in names if f"{n}新区" not in known and not regions().named(f"{n}新区")] == []
