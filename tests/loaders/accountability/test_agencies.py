"""Names of agencies resolved: one body one IRI, jurisdictions from prefixes, groups and their openness."""

from __future__ import annotations

import pytest

from loaders.accountability.agencies import Directory
from ontology.dates import PartialDate
from ontology.iri import Namer
from ontology.records import AgencyGroup
from ontology.registry import departments


def directory(area: str = "370000", on: PartialDate | None = None) -> Directory:
    return Directory(Namer(), area, on or PartialDate(2024), "https://w3id.org/crossplan/id/plan/test")


ONE_BODY = [
    ("370000", ["省发展改革委", "省发展和改革委员会", "山东省发展改革委", "省发改委"]),
    ("370000", ["省工业和信息化厅", "省工信厅"]),
    ("370000", ["省政府办公厅", "省人民政府办公厅", "山东省人民政府办公厅"]),
    ("370000", ["济南市政府", "济南市人民政府"]),
    ("370100", ["市财政局", "济南市财政局"]),
    ("530000", ["省卫生健康委", "省卫健委", "云南省卫生健康委员会"]),
    ("330000", ["省经信厅", "浙江省经济和信息化厅"]),
    ("530100", ["团市委", "共青团市委"]),
    ("530100", ["市税务局", "昆明市税务局", "国家税务总局昆明市税务局"]),
    ("530100", ["市委组织部", "昆明市委组织部", "中共昆明市委组织部"]),
    ("530100", ["市发改委（市粮食和物资储备局）", "市发改委"]),
    ("370881", ["市财政局", "曲阜市财政局"]),  # a city of a county's rank is 市 in its own plans
    ("110000", ["市财政局", "北京市财政局"]),
    ("152200", ["盟教育局", "兴安盟教育局"]),
    ("152200", ["自治区财政厅", "内蒙古自治区财政厅"]),
    ("532900", ["州财政局", "大理白族自治州财政局", "大理州财政局"]),
    ("450225", ["县财政局", "融水苗族自治县财政局", "融水县财政局"]),
]


@pytest.mark.parametrize(("area", "names"), ONE_BODY)
def test_variants_of_one_name_are_one_agency(area: str, names: list[str]) -> None:
    found = directory(area)
    assert len({found.find(name) for name in names}) == 1


TWO_BODIES = [
    ("530100", "市税务局", "市水务局"),  # their names sound alike
    ("530100", "市水利局", "市水务局"),
    ("370100", "市财政局", "省财政厅"),
    ("110000", "市财政局", "各区财政局"),
    ("370000", "省财政厅", "济南市财政局"),
    ("370000", "济南市政府", "青岛市政府"),
    ("370000", "省大数据局", "省数据管理中心"),
    ("370000", "省直有关部门", "省政府有关部门"),
]


@pytest.mark.parametrize(("area", "a", "b"), TWO_BODIES)
def test_different_bodies_are_kept_apart(area: str, a: str, b: str) -> None:
    found = directory(area)
    assert found.find(a) != found.find(b)


def test_the_same_short_name_means_another_body_in_another_province() -> None:
    assert directory("370000").find("省财政厅") != directory("530000").find("省财政厅")


def test_a_name_of_an_unknown_jurisdiction_is_the_plans_own() -> None:
    unknown = directory("")
    other = Directory(Namer(), "", PartialDate(2024), "https://w3id.org/crossplan/id/plan/other")
    assert unknown.find("市数据局") != other.find("市数据局")


def test_the_short_form_with_its_prefix_is_always_a_label() -> None:
    for area, name in (("370000", "山东省大数据局"), ("370100", "济南市财政局"), ("530100", "昆明市数据局")):
        found = directory(area)
        iri = found.find(name)
        (record,) = [r for r in found.records() if r.iri == iri]
        short = ("省" if area.endswith("0000") else "市") + name[3:]
        assert short in (record.pref_label, *record.alt_label)


@pytest.mark.parametrize(
    ("name", "indefinite"),
    [("各市政府", False), ("省政府各部门", False), ("省直有关部门", True), ("有关金融监管部门", True)],
)
def test_groups_are_groups_and_say_whether_they_are_open(name: str, indefinite: bool) -> None:
    found = directory()
    iri = found.find(name)
    (record,) = found.records()
    assert isinstance(record, AgencyGroup)
    assert (record.iri, record.pref_label, record.indefinite) == (iri, name, indefinite)


def test_every_form_that_is_met_is_a_label() -> None:
    found = directory()
    iri = found.find("省卫生健康委", "省卫生健康")
    (record,) = [r for r in found.records() if r.iri == iri]
    assert {"省卫生健康", "省卫生健康委"} <= {record.pref_label, *record.alt_label}


def test_iris_tell_the_jurisdiction_and_the_name() -> None:
    assert directory().find("省大数据局").endswith("/id/agency/370000-da-shu-ju-ju")
    assert directory().find("各市政府").endswith("/id/agency/370000-ge-shi-zheng-fu")


@pytest.mark.parametrize(
    ("area", "name", "preferred", "last"),
    [
        ("330000", "省经信厅", "浙江省经济和信息化厅", "330000-jing-ji-he-xin-xi-hua-ting"),
        ("530100", "市委组织部", "中共昆明市委组织部", "530100-dang-wei-zu-zhi-bu"),
        ("530100", "市委", "中共昆明市委员会", "530100-dang-wei"),
        ("152200", "自治区党委宣传部", "中共内蒙古自治区党委宣传部", "150000-dang-wei-xuan-chuan-bu"),
        ("530100", "团市委", "共青团昆明市委员会", "530100-gong-qing-tuan-wei-yuan-hui"),
        ("530100", "市税务局", "国家税务总局昆明市税务局", "530100-shui-wu-ju"),
        ("530100", "市水务局", "昆明市水务局", "530100-shui-wu-ju-5771d68b"),
        ("530100", "市公安局江北分局", "昆明市公安局江北分局", "530100-gong-an-ju-jiang-bei-fen-ju"),
        ("530100", "高新区管委会", "高新区管委会", "530100-gao-xin-qu-guan-wei-hui"),
        ("530100", "昆明水务公司", "昆明水务公司", "530100-kun-ming-shui-wu-gong-si"),
        ("530100", "财政局", "昆明市财政局", "530100-cai-zheng-ju"),
        ("370102", "市财政局", "济南市财政局", "370100-cai-zheng-ju"),
    ],
)
def test_how_an_unregistered_agency_is_called(area: str, name: str, preferred: str, last: str) -> None:
    found = directory(area)
    iri = found.find(name, name)
    (record,) = found.records()
    assert (record.pref_label, iri.rsplit("/", 1)[1]) == (preferred, last)
    assert name in (record.pref_label, *record.alt_label)


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("各县（市、区）政府", {"各县（市、区）政府", "各县（市、区）"}),
        ("济南市政府", {"济南市", "济南市政府", "济南市人民政府"}),
        ("市发改委（市能源局）", {"市发改委（市能源局）", "市发改委"}),
        ("昆明市数据局", {"昆明市数据局", "市数据局"}),
    ],
)
def test_the_forms_of_a_name_are_labels(name: str, labels: set[str]) -> None:
    found = directory("530100")
    found.find(name)
    (record,) = found.records()
    assert labels <= {record.pref_label, *record.alt_label}


def test_every_full_name_that_sounds_like_another_departments_has_an_iri_of_its_own() -> None:
    rows = departments().rows
    names = {
        row.canonical_for(name)
        for row in rows
        for name in (row.canonical, row.local, row.short, *row.variants)
        if name
    }
    iris = {directory("530100").find(f"市{name}") for name in names if not name.startswith("委")}
    assert len(iris) == len([name for name in names if not name.startswith("委")])
