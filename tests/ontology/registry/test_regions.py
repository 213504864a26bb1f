"""Regions: names, codes, chains and what became of them."""

from __future__ import annotations

import pytest

from ontology.dates import PartialDate
from ontology.registry import regions

SHANDONG = "370000"


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("济南市", ["370100"]),
        ("济南", ["370100"]),
        ("山东", ["370000"]),
        ("中国", ["100000"]),
        ("内蒙古", ["150000"]),
        ("广西", ["450000"]),
        ("宁夏", ["640000"]),
        ("新疆", ["650000"]),
        ("延边", ["222400"]),
        ("黔东南", ["522600"]),
        ("阿坝", ["513200"]),
        ("台湾省", ["710000"]),
        ("澳门", ["820000"]),
        ("吉林", ["220000", "220200"]),  # the province before the city
        ("海南", ["460000", "632500"]),
        ("浦东新区", ["310115"]),
        ("曲阜", ["370881"]),
        ("章丘", ["370114", "370181"]),  # the district of today before the city that it was
        ("莱芜", ["370116", "371200"]),
        ("莱芜市", ["371200"]),
        ("市中区", ["370103", "370402", "511002", "511102", "370802"]),
        ("融水县", ["450225"]),
        ("恩施州", ["422800"]),
        ("民和县", ["630222"]),  # its code of today
        ("莒县", ["371122"]),
        ("莒", []),  # one character is no name
        ("城关", []),
        ("天涯海角", []),
    ],
)
def test_regions_are_found_by_full_name_and_bare_form(name: str, codes: list[str]) -> None:
    assert [row.code for row in regions().named(name)] == codes


@pytest.mark.parametrize("word", ["公安", "会同", "合作", "惠民", "平原", "互助", "泰山", "民主", "共和"])
def test_an_everyday_word_is_no_bare_form_of_a_county(word: str) -> None:
    assert regions().named(word) == ()


def test_the_chain_of_regions_goes_up_to_the_country() -> None:
    assert [row.name for row in regions().within("370116")] == ["济南市", "山东省", "中华人民共和国"]
    assert [row.name for row in regions().within("110105")] == ["北京市", "中华人民共和国"]
    assert [row.name for row in regions().within("419001")] == ["河南省", "中华人民共和国"]
    assert regions().within("100000") == ()
    with pytest.raises(KeyError):
        regions().within("999999")


def test_every_region_lies_in_the_country() -> None:
    table = regions()
    assert len(table.by_code) == 3536
    for code in table.by_code:
        assert code == "100000" or table.within(code)[-1].code == "100000"


def test_the_sixteen_cities_of_shandong_have_their_identifiers() -> None:
    now = [r for r in regions().by_code.values() if r.parent == SHANDONG and not r.valid_until]
    assert len(now) == 16
    assert all(r.wikidata and r.geonames for r in now)
    assert regions().by_code["370100"].wikidata == "Q170247"
    assert regions().by_code["371100"].geonames == "9072919"


def test_an_abolished_city_says_when_and_into_what() -> None:
    laiwu = regions().by_code["371200"]
    assert (laiwu.name, laiwu.valid_until, laiwu.merged_into) == ("莱芜市", day("2019"), "370100")
    assert laiwu.in_force(day("2018-11"))
    assert not laiwu.in_force(day("2020"))
    assert "国函〔2018〕163号" in laiwu.source
    assert regions().by_code["371202"].merged_into == "370116"
    assert regions().by_code["371203"].merged_into == "370117"
    assert not regions().by_code["370116"].in_force(day("2018-11"))


@pytest.mark.parametrize(
    ("code", "day", "then"),
    [
        ("370117", "2018-03", "371203"),  # 钢城区 of 莱芜市
        ("370117", "2020", "370117"),
        ("370117", None, "370117"),
        ("370116", "2016", "370116"),  # 莱芜区 was 莱城区 before: no other had the name
        ("370114", "2014", "370114"),  # 章丘区 was 章丘市
        ("140311", "2017", "140311"),  # 郊区 of 阳泉市 is no other's
    ],
)
def test_a_name_of_a_region_is_understood_as_of_a_day(code: str, day: str | None, then: str) -> None:
    assert regions().then(code, PartialDate.parse(day) if day else None) == then


def test_an_abolished_region_went_into_one_of_its_own_province() -> None:
    for row in regions().by_code.values():
        assert row.merged_into is None or row.merged_into[:2] == row.code[:2]


@pytest.mark.parametrize(
    ("characters", "cities"),
    [
        ("济青烟", ["济南市", "青岛市", "烟台市"]),  # not 济宁
        ("广深", ["广州市", "深圳市"]),
        ("济宁", []),  # a city itself
        ("沪宁杭", []),  # not of one province
        ("苏锡常", []),  # 锡 begins none
        ("济", []),
    ],
)
def test_a_run_of_first_characters_is_the_cities_of_one_province(characters: str, cities: list[str]) -> None:
    assert [row.name for row in regions().initials(characters)] == cities
