"""Places that the work acts on."""

from __future__ import annotations

import pytest

from loaders.mentions.places import area_of, main_province, places

ZHEJIANG = "330000"

SENTENCES = [
    ("支持杭州、宁波建设数据中心。", ["330100", "330200"]),
    ("支持杭州市、宁波市建设数据中心。", ["330100", "330200"]),
    ("建设沿海大数据中心，支持义乌市先行先试。", ["330782"]),
    ("建设杭州城市大脑中枢平台。", ["330100"]),
    ("推动云南省与我省合作。", ["530000"]),
    ("加强杭州大学学科建设。", []),
    ("办好杭州日报。", []),
    ("全面提升服务水平。", []),
]


@pytest.mark.parametrize(("sentence", "codes"), SENTENCES)
def test_regions_by_their_codes(sentence: str, codes: list[str]) -> None:
    assert [p.code for p in places(sentence, [(0, len(sentence))], ZHEJIANG) if not p.zone] == codes


def test_a_name_within_the_name_of_an_agency_is_no_place_of_work() -> None:
    text = "由人民银行杭州分行牵头，在宁波市试点。"
    found = places(text, [(0, len(text))], ZHEJIANG)
    assert [p.code for p in found] == ["330200"]


def test_bare_names_are_those_of_the_plans_own_province() -> None:
    text = "支持昆明建设数据中心。"
    assert [p.code for p in places(text, [(0, len(text))], "530000")] == ["530100"]
    assert places(text, [(0, len(text))], ZHEJIANG) == []


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["浙江省人民政府办公厅"], "330000"),
        (["杭州市人民政府"], "330100"),
        (["数字浙江行动方案"], "330000"),
        (["数字强省行动方案"], ""),
    ],
)
def test_the_area_that_names_speak_of(names: list[str], code: str) -> None:
    assert area_of(names) == code


def test_the_province_that_a_text_names_most() -> None:
    assert main_province("云南数字化。云南省。浙江。云南发展。") == "530000"
    assert main_province("本省数字化。") == ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("推进省会、鲁南、胶东经济圈一体化。", ["省会经济圈", "鲁南经济圈", "胶东经济圈"]),
        ("推动济南、青岛都市圈联动发展。", ["济南", "济南都市圈", "青岛", "青岛都市圈"]),
    ],
)
def test_zones_of_a_list_that_gives_their_end_once(text: str, names: list[str]) -> None:
    assert sorted(p.name for p in places(text, [(0, len(text))], "370000")) == sorted(names)
