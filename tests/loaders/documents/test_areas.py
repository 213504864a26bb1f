"""The area that a document speaks for."""

from __future__ import annotations

import pytest

from loaders.documents.areas import area_of, main_province


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


def test_the_province_that_a_text_names_most() -> None:
    assert main_province("云南数字化。云南省。浙江。云南发展。") == "530000"
    assert main_province("本省数字化。") == ""
