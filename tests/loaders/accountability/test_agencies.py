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
    (
        "330000",
        ["国网浙江电力", "国网浙江省电力", "国网浙江省电力公司", "国网浙江省电力有限公司", "省电力公司"],
    ),
    ("330100", ["国网杭州供电公司", "国网杭州市供电公司", "市供电公司"]),
    ("370000", ["国网山东电力", "国网山东省电力有限公司", "国网山东省电力公司"]),
    # the registry has it in full and with the place alone
    ("370000", ["省银保监局", "山东银保监局", "中国银行保险监督管理委员会山东监管局"]),
    # branches of bodies of the centre, by the rules alone
    ("320000", ["省银保监局", "江苏银保监局", "银保监会江苏监管局", "中国银行保险监督管理委员会江苏监管局"]),
    ("320000", ["江苏证监局", "证监会江苏监管局", "中国证监会江苏监管局"]),
    ("320000", ["金融监管总局江苏监管局", "国家金融监督管理总局江苏监管局", "江苏金融监管局"]),
    ("330200", ["宁波金融监管局", "国家金融监督管理总局宁波监管局"]),
    ("320600", ["金融监管总局南通监管分局", "国家金融监管总局南通监管分局"]),
    ("320000", ["省税务局", "江苏省税务局", "税务总局江苏省税务局", "国家税务总局江苏省税务局"]),
    ("320000", ["省通信管理局", "江苏省通信管理局", "江苏通信管理局"]),
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
    ("320000", "江苏银监局", "江苏保监局"),
    ("370900", "肥城市政府", "泰安市政府"),  # a city below a city, in the plan of that
    ("370900", "新泰市人民政府", "市政府"),
    ("370983", "市政府", "泰安市政府"),
    ("320000", "江苏银保监局", "金融监管总局江苏监管局"),
    ("320000", "江苏金融监管局", "省金融监管局"),  # of the centre, and of the province
    ("310000", "上海海关", "海关"),
]


@pytest.mark.parametrize(("area", "a", "b"), TWO_BODIES)
def test_different_bodies_are_kept_apart(area: str, a: str, b: str) -> None:
    found = directory(area)
    assert found.find(a) != found.find(b)


@pytest.mark.parametrize("names", [("省大数剧局", "省大数据局"), ("省大数据局", "省大数剧局")])
def test_a_body_that_only_sounds_like_a_registered_one_is_not_taken_for_it(names: tuple[str, str]) -> None:
    """Whichever is met first, and where the other is not met at all: 剧 for 据 may be another body."""
    both = directory()
    iris = {name: both.find(name) for name in names}
    assert iris["省大数据局"].endswith("/370000-da-shu-ju-ju")
    assert iris["省大数剧局"] == directory().find("省大数剧局")
    assert iris["省大数剧局"] == f"{iris['省大数据局']}-92b4f798"
    assert {r.iri: r.registered for r in both.records()} == {
        iris["省大数据局"]: True, iris["省大数剧局"]: False,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["济南海关", "人民银行济南分行", "山东移动", "山东海事局"])
def test_a_body_of_the_province_is_the_same_in_the_plan_of_a_city(name: str) -> None:
    found = directory("370100")
    assert found.find(name) == directory("370000").find(name)
    assert [record.registered for record in found.records()] == [True]


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


@pytest.mark.parametrize(
    ("area", "name", "members"),
    [
        ("330000", "各市人民政府", 11),
        ("450000", "各市政府", 14),
        ("320000", "各设区市人民政府", 13),
        ("410000", "各市政府", 18),  # 济源市 too,
        ("410000", "各设区的市政府", 17),  # which has no districts
        ("530000", "各州（市）人民政府", 16),
        ("510000", "各市（州）政府", 21),
        ("150000", "各盟市政府", 12),
        ("370100", "各区县政府", 12),
        ("370900", "各县（市、区）人民政府", 6),
        ("370000", "各县（市、区）政府", 0),  # below the cities: nobody lists them
        ("330100", "各区政府", 10),
        ("330000", "各市有关部门", 0),  # left open
        ("", "各市政府", 0),  # nobody knows where
    ],
)
def test_a_group_that_leaves_nobody_open_has_its_members_without_a_file_of_the_province(
    area: str, name: str, members: int
) -> None:
    found = directory(area)
    iri = found.find(name)
    records = {record.iri: record for record in found.records()}
    group = records[iri]
    assert isinstance(group, AgencyGroup)
    assert len(group.member) == members
    assert group.member == tuple(sorted(records.keys() - {iri}))
    assert all(records[member].pref_label.endswith("人民政府") for member in group.member)


@pytest.mark.parametrize(
    ("area", "year", "name", "called", "indefinite"),
    [
        ("370000", 2024, "16市政府", "各市政府", False),
        ("370000", 2024, "十六市人民政府", "各市政府", False),
        ("370000", 2018, "17市政府", "各市政府", False),  # with 莱芜
        ("370000", 2019, "16市政府", "各市政府", False),  # the year in which 莱芜 went into 济南
        ("370000", 2019, "17市政府", "各市政府", False),
        ("370000", 2024, "17市政府", "17市政府", True),
        ("320000", 2024, "13个设区市人民政府", "各设区市政府", False),
        ("320000", 2024, "3市政府", "3市政府", True),
    ],
)
def test_as_many_governments_as_there_are_are_all_of_them(
    area: str, year: int, name: str, called: str, indefinite: bool
) -> None:
    found = directory(area, PartialDate(year))
    iri = found.find(name)
    group = next(record for record in found.records() if record.iri == iri)
    assert isinstance(group, AgencyGroup)
    assert (group.pref_label, group.indefinite) == (called, indefinite)
    assert group.iri == directory(area, PartialDate(year)).find(called)


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
        ("320000", "江苏银保监局", "中国银行保险监督管理委员会江苏监管局", "320000-yin-bao-jian-ju"),
        ("440000", "深圳证监局", "中国证券监督管理委员会深圳监管局", "440300-zheng-jian-ju"),
        ("320900", "盐城银保监分局", "中国银行保险监督管理委员会盐城监管分局", "320900-yin-bao-jian-fen-ju"),
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
    iri = found.find(name)
    (record,) = [r for r in found.records() if r.iri == iri]
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


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        # renamed: one body
        ("省经济和信息化委", "省工业和信息化厅", True),
        ("省国土资源厅", "省自然资源厅", True),
        ("省农业厅", "省农业农村厅", True),
        ("省卫生计生委", "省卫生健康委", True),
        ("省粮食局", "省粮食和储备局", True),
        ("省畜牧局", "省畜牧兽医局", True),
        ("省金融办", "省地方金融监管局", True),
        # merged, split or handed over: two
        ("省工商局", "省市场监管局", False),
        ("省食品药品监管局", "省市场监管局", False),
        ("省文化厅", "省文化和旅游厅", False),
        ("省旅游发展委", "省文化和旅游厅", False),
        ("省海洋与渔业厅", "省海洋局", False),
        ("省安监局", "省应急厅", False),
        ("省环保厅", "省生态环境厅", False),
        ("省国税局", "省税务局", False),
        ("省地税局", "省税务局", False),
        ("山东银监局", "山东银保监局", False),
        ("省林业厅", "省林业局", False),
        # of the country
        ("农业部", "农业农村部", True),
        ("国家卫计委", "国家卫生健康委", True),
        ("国土资源部", "自然资源部", False),
        ("质检总局", "市场监管总局", False),
    ],
)
def test_the_reform_of_2018_from_both_sides(before: str, after: str, same: bool) -> None:
    then, now = (directory(on=PartialDate(*day)) for day in ((2018, 9), (2018, 11)))
    assert (then.find(before) == now.find(after)) is same
    # plans go on using a name after its time: it stays the body that bore it
    assert now.find(before) == then.find(before)


def test_a_government_is_that_of_the_place_that_had_the_name_then() -> None:
    then, now = (directory(on=PartialDate(year)).find("钢城区政府") for year in (2018, 2020))
    assert (then.rpartition("/")[2], now.rpartition("/")[2]) == (
        "371203-ren-min-zheng-fu",
        "370117-ren-min-zheng-fu",
    )


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("省地方金融监管局", "省委金融办", False),
        ("山东银保监局", "金融监管总局山东监管局", False),
        ("省乡村振兴局", "省农业农村厅", False),
        ("省扶贫办", "省乡村振兴局", True),
        ("人民银行济南分行", "人民银行山东省分行", False),
    ],
)
def test_the_reform_of_2023_from_both_sides(before: str, after: str, same: bool) -> None:
    then, now = (directory(on=PartialDate(*day)) for day in ((2020, 12), (2025, 4)))
    assert (then.find(before) == now.find(after)) is same
    assert all(record.registered for record in (*then.records(), *now.records()))


@pytest.mark.parametrize(
    "names",
    [
        ("省机关事务局", "省机关事务管理局"),
        ("省科技厅", "省科学技术厅"),
        ("省委改革办", "省委深改办", "省委全面深化改革委员会办公室"),
        ("山东移动", "中国移动山东公司"),
    ],
)
def test_variants_of_a_registered_name_are_one(names: tuple[str, ...]) -> None:
    found = directory()
    assert len({found.find(name) for name in names}) == 1
    assert [record.registered for record in found.records()] == [True]


ELSEWHERE = [
    # as they are called there
    ("330000", "省发展改革委", "浙江省发展和改革委员会", "330000-fa-zhan-he-gai-ge-wei-yuan-hui"),
    ("330000", "宁波市政府", "宁波市人民政府", "330200-ren-min-zheng-fu"),
    ("330000", "浙江省税务局", "国家税务总局浙江省税务局", "330000-shui-wu-ju"),
    ("440100", "天河区政府", "天河区人民政府", "440106-ren-min-zheng-fu"),
    ("440100", "市残联", "广州市残疾人联合会", "440100-can-ji-ren-lian-he-hui"),
    ("320583", "市大数据管理局", "昆山市大数据管理局", "320583-da-shu-ju-guan-li-ju"),
    ("320583", "市委宣传部", "中共昆山市委宣传部", "320583-dang-wei-xuan-chuan-bu"),
    ("450000", "自治区大数据发展局", "广西壮族自治区大数据发展局", "450000-da-shu-ju-fa-zhan-ju"),
    ("110000", "市经济和信息化局", "北京市经济和信息化局", "110000-jing-ji-he-xin-xi-hua-ju"),
    ("371321", "县教体局", "沂南县教育体育局", "371321-jiao-yu-ti-yu-ju"),
    # invented: by the rules alone
    ("610000", "省量子产业发展局", "陕西省量子产业发展局", "610000-liang-zi-chan-ye-fa-zhan-ju"),
    ("610000", "省云端治理委", "陕西省云端治理委", "610000-yun-duan-zhi-li-wei"),
    ("610000", "西安市未来产业局", "西安市未来产业局", "610100-wei-lai-chan-ye-ju"),
    ("610000", "榆林市数字草原中心", "榆林市数字草原中心", "610800-shu-zi-cao-yuan-zhong-xin"),
    ("610000", "省数字丝路集团", "陕西省数字丝路集团", "610000-shu-zi-si-lu-ji-tuan"),
    ("610000", "省低空经济专班", "陕西省低空经济专班", "610000-di-kong-jing-ji-zhuan-ban"),
    ("520000", "省算力调度中心", "贵州省算力调度中心", "520000-suan-li-diao-du-zhong-xin"),
    ("520000", "贵阳市云上办", "贵阳市云上办", "520100-yun-shang-ban"),
    ("532900", "州数字洱海局", "大理白族自治州数字洱海局", "532900-shu-zi-er-hai-ju"),
    ("371321", "县夜间经济局", "沂南县夜间经济局", "371321-ye-jian-jing-ji-ju"),
]


@pytest.mark.parametrize(("area", "name", "preferred", "last"), ELSEWHERE)
def test_agencies_that_no_file_lists_are_named_by_rule_and_flagged(
    area: str, name: str, preferred: str, last: str
) -> None:
    found = directory(area)
    iri = found.find(name)
    (record,) = found.records()
    assert (record.pref_label, iri.rsplit("/", 1)[1], record.registered) == (preferred, last, False)
