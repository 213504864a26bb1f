"""Words of role: what labels and brackets say of the units they stand beside."""

from __future__ import annotations

import pytest

from loaders.accountability.roles import label_role, role_in_bracket

L, C, R = "Lead", "Cooperating", "Responsible"


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("牵头单位", L),
        ("配合部门", C),
        ("责任单位", R),
        ("责任主体", R),
        ("完成时限", "time"),
        ("进度安排", "time"),
        ("责任领导", ""),
        ("联系人", ""),
        ("工作内容", None),
        ("主办单位", L),
        ("主要责任单位", L),
        ("牵头组织实施单位", L),
        ("牵头（责任）单位", L),
        ("牵头单位、责任单位", R),
        ("协办单位", C),
        ("参加部门", C),
        ("责任处室", R),
        ("落实单位", R),
        ("实施主体", R),
        ("其他责任单位", R),
        ("县级牵头领导", ""),
        ("督查单位", ""),
        ("责任单位及完成时限", R),
        ("责任单位及责任人", R),
        ("部门分工", R),
        ("协同责任单位", C),
        ("县级承办单位", R),
        ("责任单位为", R),
        ("整改时限", "time"),
        ("各责任单位", None),
        ("全面提升服务水平责任单位", None),
        ("主要任务", None),
    ],
)
def test_what_a_label_says(label: str, role: str | None) -> None:
    assert label_role(label) == role


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("市数据局（牵头）", ("市数据局", L)),
        ("市数据局（配合单位）", ("市数据局", C)),
        ("市数据局（列第一位的牵头，下同）", ("市数据局", "")),
        ("县发改局（能源局）", None),
        ("市数据局", None),
    ],
)
def test_roles_in_brackets_behind_a_name(name: str, expected: tuple[str, str] | None) -> None:
    assert role_in_bracket(name) == expected
