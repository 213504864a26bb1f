"""The area that a document speaks for."""

from __future__ import annotations

import pytest

from loaders.documents.areas import area_of, main_province, neighbourhood, opening_area


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["浙江省人民政府办公厅"], "330000"),
        (["杭州市人民政府"], "330100"),
        (["数字浙江行动方案"], "330000"),
        (["数字强省行动方案"], ""),
        (["数字强省行动方案", "云南省人民政府"], "530000"),
        (["杭州市西湖区人民政府"], "330106"),
        (["上海市浦东新区人民政府"], "310115"),
        (["德清县人民政府"], "330521"),
    ],
)
def test_the_area_that_names_speak_of(names: list[str], code: str) -> None:
    assert area_of(names) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("贵阳市人民政府今年的重点工作。", "520100"),
        ("牵头单位：省发展改革委、省科技厅、省财政厅。\n牵头单位：贵阳市政府、省商务厅。", "520000"),
        ("贵阳市政府印发任务分工：市发展改革委、市财政局、市教育局、省教育厅。", "520100"),
        ("县政府常务会议。", ""),
    ],
)
def test_the_area_by_the_opening_and_by_the_level_of_the_units(text: str, code: str) -> None:
    assert opening_area(text) == code


def test_the_province_that_a_text_names_most() -> None:
    assert main_province("云南数字化。云南省。浙江。云南发展。") == "530000"
    assert main_province("本省数字化。") == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("在霍邱县、舒城县推广，霍山县、金寨县、六安试点。", "341500"),
        ("建设包头至鄂尔多斯铁路，呼和浩特、包头和乌海共建。", "150000"),
        ("支持北京、上海、广州、成都先行。", ""),
        ("在霍邱县试点，实现长治久安、共同富裕、和平合作。", ""),
        ("本省数字化。", ""),
    ],
)
def test_where_a_text_is_at_home_by_the_places_that_it_names(text: str, code: str) -> None:
    assert neighbourhood(text, 0, len(text)) == code
