from __future__ import annotations

from pathlib import Path

import pytest

from ontology.dates import PartialDate
from ontology.iri import Namer
from ontology.registry import (
    Agencies,
    Departments,
    Regions,
    RegistryError,
    agencies,
    departments,
    digest,
    events,
    local_name,
    regions,
    units,
    zones,
)
from ontology.registry.events import load_events
from ontology.registry.names import forms
from ontology.registry.units import load_units
from ontology.registry.validity import before, holds, overlap
from ontology.registry.zones import load_zones

SHANDONG = "370000"


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def words(text: str) -> list[str]:
    return text.split()


# --- regions


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


def test_an_abolished_region_went_into_one_of_its_own_province() -> None:
    for row in regions().by_code.values():
        assert row.merged_into is None or row.merged_into[:2] == row.code[:2]


# --- zones


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("省会经济圈", "济南市 淄博市 东营市 泰安市 德州市 聊城市 滨州市"),
        ("胶东经济圈", "青岛市 烟台市 潍坊市 威海市 日照市"),
        ("鲁南经济圈", "枣庄市 济宁市 临沂市 菏泽市"),
        ("京津冀", "北京市 天津市 河北省"),
        ("西海岸新区", "黄岛区"),
        ("雄安新区", "容城县 安新县 雄县"),
    ],
)
def test_zones_have_their_members(name: str, members: str) -> None:
    (zone,) = [z for z in zones() if name in z.names]
    assert [regions().by_code[code].name for code in zone.members] == members.split()


def test_the_three_circles_are_all_of_shandong() -> None:
    circles = [z for z in zones() if z.name in ("省会经济圈", "胶东经济圈", "鲁南经济圈")]
    cities = sorted(code for zone in circles for code in zone.members)
    assert cities == [
        r.code for r in regions().by_code.values() if r.parent == SHANDONG and not r.valid_until
    ]


def test_all_nineteen_national_new_areas_are_known() -> None:
    names = words(
        """浦东 滨海 两江 舟山群岛 兰州 南沙 西咸 贵安 西海岸 金普 天府 湘江 江北 福州 滇中 哈尔滨 长春 赣江
        雄安"""
    )
    assert len(names) == 19
    known = {name for zone in zones() for name in zone.names}
    assert [n for n in names if f"{n}新区" not in known and not regions().named(f"{n}新区")] == []


# --- agencies: the units that the five documents name, as they are written there

PROGRAMME_2025 = words(
    """
    省委金融办 省发展改革委 省财政厅 省卫生健康委 省国资委 省医保局 省大数据局 省委政法委
    省自然资源厅 省生态环境厅 省交通运输厅 省农业农村厅 省文化和旅游厅 省市场监管局 省能源局 省海洋局
    省住房城乡建设厅 省气象局 省教育厅 省工业和信息化厅 省商务厅 省统计局 省政府办公厅 省司法厅
    省应急厅 省消防救援总队 省纪委监委机关 省委办公厅 省委组织部 省档案馆 省机关事务局 省公安厅
    省民政厅 省人力资源社会保障厅 省体育局 省委宣传部 省科技厅 省广电局 省委网信办 省通信管理局
    省水利厅 省人大常委会法工委 省总工会 省直有关部门 数字强省建设领导小组成员单位
    山东数字强省建设领导小组办公室 山东省大数据局 数字强省建设领导小组
    """
)
IMPLEMENTATION_2021 = words(
    """
    山东省人民政府办公厅 山东省大数据局 省大数据局 省发展改革委 省统计局 省科技厅 省财政厅
    省工业和信息化厅 省委网信办 省地方金融监管局 省税务局 人民银行济南分行 山东银保监局 省委组织部
    省教育厅 省人力资源社会保障厅 省委宣传部 省委财经办 省委 省政府 省直各部门 各省直部门 各市
    山东广播电视台 数字强省建设专家委员会 数字强省建设领导小组
    """
)
ACTION_2021 = words(
    """
    省政府办公厅 省大数据局 省司法厅 省委组织部 省财政厅 省人力资源社会保障厅 省机关事务管理局
    省档案馆 省有关部门 省委网信办 省公安厅 省工业和信息化厅 省科技厅 省农业农村厅 省畜牧局
    省发展改革委 省交通运输厅 省地方金融监管局 省商务厅 省卫生健康委 省市场监管局 省通信管理局
    省水利厅 省能源局 省住房城乡建设厅
    """
)
DIVISION_2018 = words(
    """
    省大数据局 省通信管理局 省科技厅 各市政府 省卫生健康委 省能源局 省工业和信息化厅 省政府办公厅
    省政府各部门 省发展改革委 省自然资源厅 省地方金融监管局 人民银行济南分行 省交通运输厅
    有关金融监管部门 省文化和旅游厅 省商务厅 省农业农村厅 省海洋局 省畜牧局 省政府有关部门 省应急厅
    省委政法委 省公安厅 省市场监管局 省药监局 省生态环境厅 省人力资源社会保障厅 省教育厅 省体育局
    省民政厅 省委网信办 省住房和城乡建设厅 省统计局 省司法厅 省财政厅 省审计厅 省知识产权局
    省委宣传部
    """
)
NEWS_2025 = words(
    "山东数字强省建设领导小组办公室 山东省大数据局 山东省农业农村厅 大众报业集团 山东数字文化集团"
)

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
        ("山东省工业和信息化厅", day("2018-10"), None, True),
    ]


def test_the_big_data_bureau_was_founded_out_of_the_general_office() -> None:
    bureau = agencies().resolve("省大数据局", SHANDONG, None)
    (founding,) = [e for e in events() if bureau in e.results]
    assert (founding.kind, founding.date, founding.verified) == ("foundation", day("2018-10-31"), True)
    assert [a.name for a in founding.originals] == ["山东省人民政府办公厅"]


def test_what_is_only_commonly_known_is_not_verified() -> None:
    everything = [*agencies().rows, *events(), *(name for row in agencies().rows for name in row.former)]
    assert len(everything) == 256 + 21 + 11
    assert [one for one in everything if one.source == "commonly known" and one.verified] == []


def test_a_body_that_an_event_ended_is_not_in_force_after_it() -> None:
    for event in events():
        for agency in event.originals if event.kind in ("merger", "split", "abolition") else ():
            assert agency in event.results or agency.valid_until is not None


# --- names and IRIs


@pytest.mark.parametrize(
    ("name", "code", "local"),
    [
        ("山东省大数据局", "370000", "大数据局"),
        ("济南市人民政府", "370100", "人民政府"),
        ("山东数字强省建设领导小组办公室", "370000", "数字强省建设领导小组办公室"),
        ("中共山东省委组织部", "370000", "党委组织部"),
        ("济南市委组织部", "370100", "党委组织部"),
        ("中共山东省委员会", "370000", "党委"),
        ("广西壮族自治区大数据发展局", "450000", "大数据发展局"),
        ("国家数据局", "100000", "国家数据局"),
        ("大众报业集团", "370000", "大众报业集团"),
    ],
)
def test_a_local_name_is_without_the_area(name: str, code: str, local: str) -> None:
    assert local_name(name, regions().by_code[code]) == local


@pytest.mark.parametrize(
    ("name", "code", "all_forms"),
    [
        ("山东省财政厅", "370000", ("山东省财政厅", "省财政厅")),
        ("省财政厅", "370000", ("省财政厅", "山东省财政厅")),
        ("内蒙古自治区财政厅", "150000", ("内蒙古自治区财政厅", "自治区财政厅")),
        ("市政府", "370100", ("市政府", "济南市政府")),
        ("济南市", "370100", ("济南市",)),
        ("团省委", "370000", ("团省委",)),
        ("国务院", "100000", ("国务院",)),
    ],
)
def test_a_name_stands_with_the_area_or_with_its_level(
    name: str, code: str, all_forms: tuple[str, ...]
) -> None:
    assert forms(name, regions().by_code[code]) == all_forms


def test_no_two_agencies_and_no_two_zones_have_one_iri() -> None:
    namer = Namer()
    iris = [namer.agency(row.jurisdiction, row.local_name) for row in agencies().rows]
    iris += [namer.zone(zone.parent, zone.name) for zone in zones()]
    assert len(set(iris)) == len(iris) == 256 + 81
    assert "https://w3id.org/crossplan/id/agency/370000-da-shu-ju-ju" in iris


# --- departments


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


# --- units


@pytest.mark.parametrize(
    ("unit", "qudt"),
    [("公里", "KiloM"), ("%", "PERCENT"), ("吨", "TONNE"), ("元", "CCY_CNY"), ("千瓦时", "KiloW-HR")],
)
def test_units_of_measure_have_their_qudt_units(unit: str, qudt: str) -> None:
    assert units()[unit].qudt == f"http://qudt.org/vocab/unit/{qudt}"


@pytest.mark.parametrize("unit", words("个 项 家 条 处 所 座 件 名 人 台 套 亩 M E 学时"))
def test_counting_words_and_local_units_have_none(unit: str) -> None:
    assert units()[unit].qudt is None


# --- spans of time


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2018", "2019", True),
        ("2018", "2018-10", False),
        ("2018-10", "2018", False),
        ("2018-09", "2018-10-31", True),
        ("2018-10", "2018-10-31", False),
        ("2018-10-30", "2018-10-31", True),
        ("2019", "2018", False),
    ],
)
def test_dates_are_compared_as_precisely_as_both_are_known(one: str, other: str, expected: bool) -> None:
    assert before(day(one), day(other)) is expected


def test_a_span_holds_on_both_ends_and_meets_its_neighbour_without_overlap() -> None:
    start, end = day("2018-10"), day("2024")
    assert holds(start, end, day("2018"))
    assert holds(start, end, day("2024-12-31"))
    assert not holds(start, end, day("2018-09-30"))
    assert not holds(start, end, day("2025"))
    assert not overlap((None, day("2018")), (day("2018"), None))
    assert overlap((None, day("2019")), (day("2018"), None))


# --- what is wrong in a table is said with file and line

HEADERS = {
    "regions.tsv": "code name bare parent level valid_from valid_until merged_into wikidata geonames source",
    "zones.tsv": "parent name variants members source",
    "agencies.tsv": "jurisdiction name short kind parent local_name valid_from valid_until verified source",
    "agency_names.tsv": "jurisdiction agency name short valid_from valid_until verified source",
    "agency_events.tsv": "date kind originals results verified source",
    "departments.tsv": "stem canonical short local variants kind source",
    "units.tsv": "unit qudt dimension source",
}
GOOD = {
    "regions.tsv": """
        100000,中华人民共和国,中国,,country,,,,,,s
        370000,山东省,山东,100000,province,,,,,,s
        370100,济南市,济南,370000,prefecture,,,,,,s
        371200,莱芜市,莱芜,370000,prefecture,,2019,370100,,,s""",
    "zones.tsv": "370000,东圈,东|圈,370100 371200,s",
    "agencies.tsv": """
        370000,山东省审计厅,,government,山东省人民政府,,,,true,s
        370000,山东省人民政府,省政府,government,,,,,true,s
        370000,山东省商务厅,,government,山东省人民政府,,2018-10,,true,s""",
    "agency_names.tsv": "370000,山东省商务厅,山东省外经厅,省外经厅,,2018-10,true,s",
    "agency_events.tsv": "2018-10,merger,山东省审计厅|山东省商务厅,山东省商务厅,true,s",
    "departments.tsv": "商务,商务厅,,商务局,商委,government,s",
    "units.tsv": "公里,http://qudt.org/vocab/unit/KiloM,length,s",
}


def write(folder: Path, file: str, rows: str) -> list[str]:
    """The lines of a table, sorted and written; the commas stand for tabs."""
    lines = [HEADERS[file].replace(" ", "\t")]
    lines += sorted(line.strip(" ").replace(",", "\t") for line in rows.strip("\n ").split("\n"))
    (folder / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return lines


def load_all(folder: Path) -> None:
    table = Regions.load(folder)
    load_zones(folder, table)
    load_events(folder, Agencies.load(folder, table))
    Departments.load(folder)
    load_units(folder)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    for file, rows in GOOD.items():
        write(tmp_path, file, rows)
    return tmp_path


def test_good_tables_are_read(tables: Path) -> None:
    load_all(tables)


TAIAN = "370900,泰安市,,"
FOREST = "370000,山东省林业局,"


@pytest.mark.parametrize(
    ("file", "row", "reason"),
    [
        ("regions.tsv", "370100,济阳市,,370000,prefecture,,,,,,s", "370100 stands there twice"),
        ("regions.tsv", "3709,泰安市,,370000,prefecture,,,,,,s", "code must be six digits, not “3709”"),
        ("regions.tsv", TAIAN + "990000,prefecture,,,,,,s", "unknown parent “990000”"),
        ("regions.tsv", TAIAN + "370100,prefecture,,,,,,s", "the parent 370100 is of no higher level"),
        ("regions.tsv", TAIAN + "370900,prefecture,,,,,,s", "the parent 370900 is of no higher level"),
        ("regions.tsv", TAIAN + "370000,country,,,,,,s", "a country has no parent"),
        ("regions.tsv", TAIAN + "370000,town,,,,,,s", "level must be one of country, province,"),
        ("regions.tsv", TAIAN + "370000,prefecture,2019,2018,,,,s", "valid_until 2018 is before"),
        ("regions.tsv", TAIAN + "370000,prefecture,,2018,1,,,s", "unknown merged_into “1”"),
        ("regions.tsv", TAIAN + "370000,prefecture,,,370100,,,s", "merged_into without valid_until"),
        ("regions.tsv", TAIAN + "370000,prefecture,,2018-13,,,,s", "valid_until is no date: “2018-13”"),
        ("regions.tsv", TAIAN + "370000,prefecture,,1-2-3-4,,,,s", "valid_until is no date: “1-2-3-4”"),
        ("regions.tsv", TAIAN + "370000,prefecture,,,,,,", "source is empty"),
        ("regions.tsv", "370900,泰安市 ,,370000,prefecture,,,,,,s", "a cell begins or ends with a space"),
        ("regions.tsv", "370900,泰安市", "2 cells where the header has 11"),
        ("regions.tsv", "370900,,,370000,prefecture,,,,,,s", "name is empty"),
        ("zones.tsv", "370000,西圈,,990000,s", "unknown region “990000”"),
        ("zones.tsv", "370000,西圈,东,,s", "东 already means 东圈"),
        ("zones.tsv", "370000,西圈,西||岸,,s", "variants has an empty or repeated entry"),
        ("agencies.tsv", "990000,北京局,,government,,,,,true,s", "unknown jurisdiction “990000”"),
        ("agencies.tsv", FOREST + ",government,,,,,yes,s", "verified must be true or false, not “yes”"),
        ("agencies.tsv", FOREST + ",guild,,,,,true,s", "kind must be one of government, party,"),
        ("agencies.tsv", FOREST + ",government,林业部,,,,true,s", "unknown parent “林业部”"),
        ("agencies.tsv", FOREST + ",government,山东省林业局,,,,true,s", "山东省林业局 is above itself"),
        ("agencies.tsv", FOREST + ",government,,,2019,2018,true,s", "valid_until 2018 is before"),
        ("agencies.tsv", FOREST + "省政府,government,,,,,true,s", "省政府 means 山东省人民政府 at the same"),
        ("agencies.tsv", FOREST + "省外经厅,government,,,,2016,true,s", "省外经厅 means 山东省商务厅 at the"),
        ("agencies.tsv", FOREST + ",government,,人民政府,,,true,s", "would have the IRI of 山东省人民政府"),
        ("agencies.tsv", "370100,山东省审计厅,,government,,,,,true,s", "stands in line 4 already"),
        ("agency_names.tsv", "370000,山东省文化厅,文物厅,,,2018,true,s", "unknown agency “山东省文化厅”"),
        ("agency_names.tsv", "370100,山东省商务厅,外贸厅,,,2018,true,s", "unknown agency “山东省商务厅”"),
        ("agency_names.tsv", "370000,山东省审计厅,会计厅,,,,true,s", "valid_until is empty"),
        ("agency_events.tsv", "2019,split,山东省文化厅,山东省商务厅,true,s", "unknown agency “山东省文化厅”"),
        ("agency_events.tsv", "2019,closure,山东省商务厅,,true,s", "kind must be one of abolition,"),
        ("agency_events.tsv", "2019,abolition,山东省商务厅,山东省审计厅,true,s", "must have no results"),
        ("agency_events.tsv", "2019,merger,山东省商务厅,,true,s", "merger must have some results"),
        ("agency_events.tsv", "2019,split,,山东省商务厅,true,s", "split must have some originals"),
        ("departments.tsv", "外经,外经厅,,商务局,,government,s", "商务局 already means 商务"),
        ("departments.tsv", "外经,外经厅,外经厅,,,government,s", "a name stands there twice"),
        ("units.tsv", "米,http://example.org/M,length,s", "qudt must begin with http://qudt.org"),
        ("units.tsv", "米,,,s", "dimension is empty"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(tables: Path, file: str, row: str, reason: str) -> None:
    lines = write(tables, file, f"{GOOD[file]}\n{row}")
    with pytest.raises(RegistryError) as caught:
        load_all(tables)
    place, _, said = str(caught.value).partition(": ")
    assert place == f"{file}:{lines.index(row.replace(',', chr(9))) + 1}"
    assert reason in said


def test_agencies_in_a_circle_are_refused(tables: Path) -> None:
    write(
        tables,
        "agencies.tsv",
        """370000,山东省审计厅,,government,山东省商务厅,,,,true,s
           370000,山东省商务厅,,government,山东省审计厅,,,,true,s""",
    )
    with pytest.raises(RegistryError, match=r"agencies\.tsv:2: 山东省\w+ is above itself, through 山东省\w+"):
        load_all(tables)


def test_rows_out_of_order_and_another_header_are_refused(tables: Path) -> None:
    path = tables / "units.tsv"
    path.write_text(
        HEADERS["units.tsv"].replace(" ", "\t") + "\n米\t\tlength\ts\n个\t\tcount\ts\n", encoding="utf-8"
    )
    with pytest.raises(RegistryError, match=r"units\.tsv:3: 个 is out of order"):
        load_units(tables)
    path.write_text("unit\tsource\n", encoding="utf-8")
    with pytest.raises(
        RegistryError, match=r"units\.tsv:1: the header row must be: unit qudt dimension source"
    ):
        load_units(tables)


def test_one_name_may_mean_two_bodies_one_after_the_other(tables: Path) -> None:
    later = "370000,山东省林业局,省外经厅,government,,,2018-10,,true,s"
    write(tables, "agencies.tsv", f"{GOOD['agencies.tsv']}\n{later}")
    known = Agencies.load(tables, Regions.load(tables))
    found = [known.resolve("省外经厅", SHANDONG, on) for on in (day("2017"), day("2018-11"), None)]
    assert [agency.name for agency in found if agency] == ["山东省商务厅", "山东省林业局", "山东省林业局"]


def test_the_digest_names_the_version_of_the_tables() -> None:
    assert len(digest()) == 64
