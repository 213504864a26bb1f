"""Departments: variants of a name, and its form at each level."""

from __future__ import annotations

import pytest

from ontology.registry import agencies, departments

SHANDONG = "370000"


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("教育局", "教育厅"),
        ("教委", "教育厅"),
        ("发改委", "发展和改革委员会"),
        ("发展改革委", "发展和改革委员会"),
        ("工信厅", "工业和信息化厅"),
        ("工业和信息化局", "工业和信息化厅"),
        ("卫健委", "卫生健康委员会"),
        ("人社局", "人力资源和社会保障厅"),
        ("住房城乡建设厅", "住房和城乡建设厅"),
        ("市场监管局", "市场监督管理局"),
        ("大数据管理局", "大数据局"),
        ("机关事务局", "机关事务管理局"),
        ("应急厅", "应急管理厅"),
        ("自然资源和规划局", "自然资源厅"),
        ("组织部", "党委组织部"),
        ("委组织部", "党委组织部"),
        ("党委组织部", "党委组织部"),
        ("委", "党委"),
        ("金融办", "金融工作办公室"),
        ("委金融办", "党委金融委员会办公室"),
        ("政府", "人民政府"),
        # the suffix left out by a slip
        ("卫生健康", "卫生健康委员会"),
        ("财政", "财政厅"),
        ("委组织", "党委组织部"),
    ],
)
def test_variants_of_a_department_are_one(name: str, canonical: str) -> None:
    department = departments().canonical(name)
    assert department is not None
    assert department.canonical == canonical


@pytest.mark.parametrize("name", ["办公厅", "省财政厅", "天文台", ""])
def test_what_is_no_department_is_none(name: str) -> None:
    assert departments().canonical(name) is None


@pytest.mark.parametrize(
    ("name", "full", "of_a_province", "of_a_city"),
    [
        ("卫生健康", "卫生健康委员会", "卫生健康委", "卫生健康委"),
        ("工信局", "工业和信息化局", "工业和信息化厅", "工业和信息化局"),
        ("教育局", "教育局", "教育厅", "教育局"),
        ("组织部", "委组织部", "委组织部", "委组织部"),
        # the suffix stays, and what shortens no full name is one
        ("经信厅", "经济和信息化厅", "经济和信息化委", "经济和信息化局"),
        ("水务局", "水务局", "水利厅", "水利局"),
        ("政府办", "人民政府办公室", "政府办公厅", "人民政府办公室"),
        ("委", "委", "委", "委"),
        ("消防支队", "消防救援支队", "消防总队", "消防总队"),
    ],
)
def test_departments_are_named_by_level(name: str, full: str, of_a_province: str, of_a_city: str) -> None:
    department = departments().canonical(name)
    assert department is not None
    assert department.canonical_for(name) == full
    assert (department.short_for("省"), department.short_for("市")) == (of_a_province, of_a_city)


@pytest.mark.parametrize(
    ("before", "after", "name"), [("发", "改革委", "发展改革委"), ("", "政局", None), ("天", "台", None)]
)
def test_the_one_department_with_one_character_unknown(before: str, after: str, name: str | None) -> None:
    assert departments().like(before, after) == name


def test_a_slip_is_mended_to_a_name_that_resolves() -> None:
    department = departments().canonical("卫生健康")
    assert department is not None
    agency = agencies().resolve("省" + department.short_for("省"), SHANDONG, None)
    assert agency is not None
    assert agency.name == "山东省卫生健康委员会"
