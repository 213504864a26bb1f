"""Lists of units: expanded, prefixes and tails given once made whole, groups and brackets kept together."""

from __future__ import annotations

import pytest

from loaders.mentions.units import is_group, is_indefinite, looks_like_unit, units

LISTS = [
    ("省数据局、省财政厅", ["省数据局", "省财政厅"]),
    ("省数据局", ["省数据局"]),
    # one end for several places
    ("杭州、宁波、温州等市政府", ["杭州市政府", "宁波市政府", "温州市政府"]),
    ("杭州、宁波市政府", ["杭州市政府", "宁波市政府"]),
    ("省数据局、杭州、宁波市人民政府", ["省数据局", "杭州市人民政府", "宁波市人民政府"]),
    # one beginning for several bodies
    ("市财政局、税务局、统计局", ["市财政局", "市税务局", "市统计局"]),
    ("县委组织部、宣传部", ["县委组织部", "县委宣传部"]),
    ("县委组织部、人社局", ["县委组织部", "县人社局"]),
    ("昆明市财政局、税务局", ["昆明市财政局", "昆明市税务局"]),
    # groups stay groups, also with marks inside
    ("各市政府", ["各市政府"]),
    ("省数据局、各市人民政府", ["省数据局", "各市人民政府"]),
    ("市直有关部门、单位", ["市直有关部门、单位"]),
    ("市教育局，各县（市、区）政府", ["市教育局", "各县（市、区）政府"]),
    ("各县（市、区）政府（管委会）", ["各县（市、区）政府（管委会）"]),
    ("省数据局等省直有关部门", ["省数据局", "省直有关部门"]),
    ("市发展改革委等有关部门", ["市发展改革委", "有关部门"]),
    # 等 that adds nothing
    ("市教育局、市民政局等部门", ["市教育局", "市民政局"]),
    ("市教育局、市民政局等", ["市教育局", "市民政局"]),
    # and, within and between names
    ("省统计局及省政府有关部门", ["省统计局", "省政府有关部门"]),
    ("市住房和城乡建设局、市文化和旅游局", ["市住房和城乡建设局", "市文化和旅游局"]),
    ("市工业和信息化局和市商务局", ["市工业和信息化局", "市商务局"]),
    # branch bureaus, companies, societies
    ("市公安局江北分局、市税务局", ["市公安局江北分局", "市税务局"]),
    ("国网杭州供电公司、市通信发展办", ["国网杭州供电公司", "市通信发展办"]),
    ("人民银行昆明中心支行、省通信管理局", ["人民银行昆明中心支行", "省通信管理局"]),
    ("团市委、市妇联、市总工会", ["团市委", "市妇联", "市总工会"]),
    # a bare place is its government
    ("杭州市", ["杭州市政府"]),
    ("省数据局、杭州市、宁波市", ["省数据局", "杭州市政府", "宁波市政府"]),
    # a shared tail of zones
    ("高新区、江北新区管委会", ["高新区管委会", "江北新区管委会"]),
    # evident slips
    ("省卫生健康、省财政厅", ["省卫生健康委", "省财政厅"]),
    # spaces instead of marks
    ("市数据局 市财政局", ["市数据局", "市财政局"]),
    # posts and people are no units
    ("常务副市长、市数据局", ["市数据局"]),
    ("分管副县长", []),
]


@pytest.mark.parametrize(("words", "names"), LISTS)
def test_lists(words: str, names: list[str]) -> None:
    assert [u.name for u in units(words, 0, len(words))] == names


def test_slips_are_marked_as_repaired() -> None:
    words = "省卫生健康、省财政厅"
    assert [u.repaired for u in units(words, 0, len(words))] == [True, False]


@pytest.mark.parametrize(("words", "names"), LISTS)
def test_every_unit_keeps_a_place_within_the_list(words: str, names: list[str]) -> None:
    text = f"（责任单位：{words}）"
    start = text.index(words)
    found = units(text, start, start + len(words))
    assert [u.name for u in found] == names
    assert all(start <= u.start < u.end <= start + len(words) for u in found)
    assert [u.start for u in found] == sorted(u.start for u in found)


@pytest.mark.parametrize(
    ("name", "group", "indefinite"),
    [
        ("各市政府", True, False),
        ("各县（市、区）政府", True, False),
        ("省政府各部门", True, False),
        ("省直有关部门", True, True),
        ("相关单位", True, True),
        ("省数据局", False, False),
        ("杭州市政府", False, False),
    ],
)
def test_groups(name: str, group: bool, indefinite: bool) -> None:
    assert is_group(name) is group
    assert is_indefinite(name) is indefinite


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("省数据局", True),
        ("各市政府", True),
        ("市税务局", True),
        ("省消防救援总队", True),
        ("张伟", False),
        ("分管副市长", False),
        ("市委常委、副市长", False),
        ("持续推进。", False),
    ],
)
def test_what_may_be_a_unit(name: str, expected: bool) -> None:
    assert looks_like_unit(name) is expected
