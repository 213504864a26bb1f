"""Agencies: full and short names, and which body a name meant on a date."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ontology.dates import PartialDate
from ontology.registry import agencies, events, regions

SHANDONG = "370000"


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


PROGRAMME_2025 = [
    "省委金融办",
    "省发展改革委",
    "省财政厅",
    "省卫生健康委",
    "省国资委",
    "省医保局",
    "省大数据局",
    "省委政法委",
    "省自然资源厅",
    "省生态环境厅",
    "省交通运输厅",
    "省农业农村厅",
    "省文化和旅游厅",
    "省市场监管局",
    "省能源局",
    "省海洋局",
    "省住房城乡建设厅",
    "省气象局",
    "省教育厅",
    "省工业和信息化厅",
    "省商务厅",
    "省统计局",
    "省政府办公厅",
    "省司法厅",
    "省应急厅",
    "省消防救援总队",
    "省纪委监委机关",
    "省委办公厅",
    "省委组织部",
    "省档案馆",
    "省机关事务局",
    "省公安厅",
    "省民政厅",
    "省人力资源社会保障厅",
    "省体育局",
    "省委宣传部",
    "省科技厅",
    "省广电局",
    "省委网信办",
    "省通信管理局",
    "省水利厅",
    "省人大常委会法工委",
    "省总工会",
    "省直有关部门",
    "数字强省建设领导小组成员单位",
    "山东数字强省建设领导小组办公室",
    "山东省大数据局",
    "数字强省建设领导小组",
]
IMPLEMENTATION_2021 = [
    "山东省人民政府办公厅",
    "山东省大数据局",
    "省大数据局",
    "省发展改革委",
    "省统计局",
    "省科技厅",
    "省财政厅",
    "省工业和信息化厅",
    "省委网信办",
    "省地方金融监管局",
    "省税务局",
    "人民银行济南分行",
    "山东银保监局",
    "省委组织部",
    "省教育厅",
    "省人力资源社会保障厅",
    "省委宣传部",
    "省委财经办",
    "省委",
    "省政府",
    "省直各部门",
    "各省直部门",
    "各市",
    "山东广播电视台",
    "数字强省建设专家委员会",
    "数字强省建设领导小组",
]
ACTION_2021 = [
    "省政府办公厅",
    "省大数据局",
    "省司法厅",
    "省委组织部",
    "省财政厅",
    "省人力资源社会保障厅",
    "省机关事务管理局",
    "省档案馆",
    "省有关部门",
    "省委网信办",
    "省公安厅",
    "省工业和信息化厅",
    "省科技厅",
    "省农业农村厅",
    "省畜牧局",
    "省发展改革委",
    "省交通运输厅",
    "省地方金融监管局",
    "省商务厅",
    "省卫生健康委",
    "省市场监管局",
    "省通信管理局",
    "省水利厅",
    "省能源局",
    "省住房城乡建设厅",
]
DIVISION_2018 = [
    "省大数据局",
    "省通信管理局",
    "省科技厅",
    "各市政府",
    "省卫生健康委",
    "省能源局",
    "省工业和信息化厅",
    "省政府办公厅",
    "省政府各部门",
    "省发展改革委",
    "省自然资源厅",
    "省地方金融监管局",
    "人民银行济南分行",
    "省交通运输厅",
    "有关金融监管部门",
    "省文化和旅游厅",
    "省商务厅",
    "省农业农村厅",
    "省海洋局",
    "省畜牧局",
    "省政府有关部门",
    "省应急厅",
    "省委政法委",
    "省公安厅",
    "省市场监管局",
    "省药监局",
    "省生态环境厅",
    "省人力资源社会保障厅",
    "省教育厅",
    "省体育局",
    "省民政厅",
    "省委网信办",
    "省住房和城乡建设厅",
    "省统计局",
    "省司法厅",
    "省财政厅",
    "省审计厅",
    "省知识产权局",
    "省委宣传部",
]
NEWS_2025 = [
    "山东数字强省建设领导小组办公室",
    "山东省大数据局",
    "山东省农业农村厅",
    "大众报业集团",
    "山东数字文化集团",
]

IN_THE_DOCUMENTS = [
    *((name, "2025-04-07") for name in PROGRAMME_2025),
    *((name, "2021-07") for name in IMPLEMENTATION_2021),
    *((name, "2021") for name in ACTION_2021),
    *((name, "2018") for name in DIVISION_2018),
    *((name, "2025-04-09") for name in NEWS_2025),
]


def test_the_lists_of_units_are_complete() -> None:
    assert len(IN_THE_DOCUMENTS) == 139 + 4


@pytest.mark.parametrize(("name", "date"), IN_THE_DOCUMENTS)
def test_every_unit_of_the_documents_resolves(name: str, date: str) -> None:
    agency = agencies().resolve(name, SHANDONG, day(date))
    assert agency is not None
    assert agency.in_force(day(date))
    assert name in agency.labels


@pytest.mark.parametrize(
    ("name", "jurisdiction", "full"),
    [
        ("省大数据局", "370000", "山东省大数据局"),
        ("山东省大数据局", "370000", "山东省大数据局"),
        ("省工信厅", "370000", "山东省工业和信息化厅"),
        ("山东省工信厅", "370000", "山东省工业和信息化厅"),
        ("省住建厅", "370000", "山东省住房和城乡建设厅"),
        ("省卫健委", "370000", "山东省卫生健康委员会"),
        ("省畜牧局", "370000", "山东省畜牧兽医局"),
        ("省直有关部门（单位）", "370000", "省直有关部门"),
        ("省直有关部门(单位)", "370000", "省直有关部门"),
        ("省 税务局", "370000", "国家税务总局山东省税务局"),
        ("团省委", "370000", "中国共产主义青年团山东省委员会"),
        ("济南市政府", "370100", "济南市人民政府"),
        ("济南市", "370100", "济南市人民政府"),
        ("市政府", "370100", "济南市人民政府"),
        ("市人民政府", "371700", "菏泽市人民政府"),
        ("国务院", "100000", "国务院"),
        ("党中央", "100000", "中国共产党中央委员会"),
        ("国家发展改革委", "100000", "国家发展和改革委员会"),
        ("国家数据局", "100000", "国家数据局"),
        ("工信部", "100000", "工业和信息化部"),
    ],
)
def test_agencies_are_found_by_full_and_short_names(name: str, jurisdiction: str, full: str) -> None:
    agency = agencies().resolve(name, jurisdiction, day("2023-06"))
    assert agency is not None
    assert agency.name == full


@pytest.mark.parametrize(
    ("name", "jurisdiction"),
    [
        ("省大数据局", "330000"),
        ("国务院", "370000"),
        ("市政府", "370000"),
        ("省卫生健康", "370000"),
        ("", "370000"),
    ],
)
def test_a_name_means_nothing_elsewhere_or_in_part(name: str, jurisdiction: str) -> None:
    assert agencies().resolve(name, jurisdiction, None) is None


def test_every_city_of_shandong_has_its_government() -> None:
    for row in regions().by_code.values():
        if row.parent == SHANDONG:
            government = agencies().resolve(f"{row.name}政府", row.code, None)
            assert government is not None
            assert government.local_name == "人民政府"
            assert government.valid_until == row.valid_until


@pytest.mark.parametrize(
    ("name", "date", "full"),
    [
        # a renaming keeps the agency
        ("省经济和信息化委", "2017", "山东省工业和信息化厅"),
        ("省金融办", "2016", "山东省地方金融监督管理局"),
        ("省扶贫办", "2020", "山东省乡村振兴局"),
        # the bureau and the party office that stands in its place are two
        ("省地方金融监管局", "2021", "山东省地方金融监督管理局"),
        ("省地方金融监管局", "2022-12", "山东省地方金融监督管理局"),
        ("省委金融办", "2025", "中共山东省委金融委员会办公室"),
        # a name out of time means the one that bore it
        ("省地方金融监管局", "2025", "山东省地方金融监督管理局"),
        ("省经济和信息化委", "2025", "山东省工业和信息化厅"),
        ("省委金融办", "2021", "中共山东省委金融委员会办公室"),
    ],
)
def test_a_name_is_resolved_as_of_its_date(name: str, date: str, full: str) -> None:
    agency = agencies().resolve(name, SHANDONG, day(date))
    assert agency is not None
    assert agency.name == full


def test_an_agency_knows_whether_it_existed() -> None:
    bureau = agencies().resolve("省地方金融监管局", SHANDONG, None)
    office = agencies().resolve("省委金融办", SHANDONG, None)
    assert bureau is not None
    assert office is not None
    assert (bureau.in_force(day("2021-07")), office.in_force(day("2021-07"))) == (True, False)
    assert (bureau.in_force(day("2025-04-07")), office.in_force(day("2025-04-07"))) == (False, True)
    assert not bureau.verified


def test_former_names_come_before_the_name_of_today() -> None:
    agency = agencies().resolve("省工信厅", SHANDONG, None)
    assert agency is not None
    assert [(n.name, n.valid_from, n.valid_until, n.verified) for n in agency.names] == [
        ("山东省经济和信息化委员会", None, day("2018-10"), False),
        # the body is attested, but not that it took this name in October 2018
        ("山东省工业和信息化厅", day("2018-10"), None, False),
    ]
    assert agency.verified
    assert agency.names[-1].source.endswith("its beginning: commonly known")


def test_no_name_is_verified_whose_beginning_is_commonly_known() -> None:
    for row in agencies().rows:
        for one, other in pairwise(row.names):
            assert one.verified or not other.verified, row.name


def test_the_big_data_bureau_was_founded_out_of_the_general_office() -> None:
    bureau = agencies().resolve("省大数据局", SHANDONG, None)
    (founding,) = [e for e in events() if bureau in e.results]
    assert (founding.kind, founding.date, founding.verified) == ("foundation", day("2018-10-31"), True)
    assert [a.name for a in founding.originals] == ["山东省人民政府办公厅"]


def test_what_is_only_commonly_known_is_not_verified() -> None:
    everything = [*agencies().rows, *events(), *(name for row in agencies().rows for name in row.former)]
    assert len(everything) == 313 + 34 + 18
    assert [one for one in everything if one.source == "commonly known" and one.verified] == []
