"""Names of bodies: groups, posts and people told apart, and what is surely a unit wherever it stands."""

from __future__ import annotations

import pytest

from loaders.mentions.units import (
    is_group,
    is_indefinite,
    is_person,
    is_post,
    is_surely_unit,
    looks_like_unit,
    unbracketed,
)


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
        ("县（市、区）政府", True, False),
        ("乡镇（街道）", True, False),
        ("市直机关工委", False, False),
        ("区级行政执法部门", True, False),
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
        ("市政府副市长李四", False),
        ("市数据局主要负责人", False),
        ("县电信", True),
        ("立新经济开发区", True),
    ],
)
def test_what_may_be_a_unit(name: str, expected: bool) -> None:
    assert looks_like_unit(name) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("市数据局", True),
        ("财政局", True),
        ("各县（市、区）政府", True),
        ("国网云州供电公司", True),
        ("昆明市财政局", True),
        ("文化馆", False),
        ("企业", False),
        ("政府", False),
        ("各类平台", False),
        ("以下简称市数据局", False),
        ("白石镇人民政府", True),
        ("临湖街道办事处", True),
        ("云溪新城管委会", True),
        ("物业管委会", False),
    ],
)
def test_what_is_surely_a_unit(name: str, expected: bool) -> None:
    assert is_surely_unit(name) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("区住房和城乡建设局", True),
        ("住房和城乡", False),
        ("政法和社会", False),
        ("各乡", True),
        ("市红十字会", True),
    ],
)
def test_a_name_that_was_broken_off_is_none(name: str, expected: bool) -> None:
    assert looks_like_unit(name) is expected


@pytest.mark.parametrize(
    ("name", "person", "post"),
    [
        ("张某某", True, False),
        ("张伟", True, False),
        ("欧阳明", True, False),
        ("阿布都·热合曼", True, False),
        ("高新区", False, False),
        ("财政", False, False),
        ("分管副市长", False, True),
        ("副县长李某", False, True),
        ("领导小组", False, False),
        ("领导小组成员单位", False, False),
    ],
)
def test_people_and_posts(name: str, person: bool, post: bool) -> None:
    assert is_person(name) is person
    assert is_post(name) is post


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("县发改局（能源局）", "县发改局"),
        ("各县（市、区）政府（管委会）", "各县（市、区）政府"),
        ("各县（市、区）政府（管委会（筹））", "各县（市、区）政府"),
        ("县发改局", "县发改局"),
        ("（能源局）", "（能源局）"),
    ],
)
def test_a_name_without_the_bracket_at_its_end(name: str, bare: str) -> None:
    assert unbracketed(name) == bare
