"""Which names of projects are one project, and which are not."""

from __future__ import annotations

import pytest

from loaders.documents.project_names import project_name

SHANDONG, HENAN, JINAN, QINGDAO, SHENXIAN = "370000", "410000", "370100", "370200", "371522"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“爱山东”", "“爱山东”政务服务平台"),
        ("爱山东", "“爱山东”APP"),
        ("“爱山东”移动端", "爱山东政务服务平台"),
        ("“爱山东”政务服务平台移动端", "“爱山东”小程序"),
        ("山东通", "“山东通”移动办公平台"),
        ("“山东通”平台", "“山东通”"),
        ("“鲁惠通”政策兑现平台", "“鲁惠通”"),
        ("“浙里办”客户端", "浙里办"),
        ("“人工智能+”行动", "人工智能+"),
        ("“数据要素×”专项行动", "数据要素×行动"),
        ("“宽带乡村”工程", "宽带乡村"),
        ("青岛国际电信业务出入口局", "青岛国际通信业务出入口局"),
        ("济南-青岛人工智能创新应用先导区", "济南—青岛人工智能创新应用先导区"),
        ("省公共信用信息平台", "山东省公共信用信息平台"),
        ("“云岭通”平台", "云岭通平台"),
        ("中国（山东）自由贸易试验区", "山东自贸区"),
        ("中国（山东）自由贸易试验区济南片区", "山东自贸试验区济南片区"),
        ("青岛胶东国际机场二期工程", "青岛胶东国际机场二期"),
        ("国家超算济南中心", "国家超级计算济南中心"),
        ("“雏鹰”计划", "“雏鹰计划”"),
        ("“鲁通码”平台", "鲁通码"),
    ],
)
def test_one_project(one: str, other: str) -> None:
    assert project_name(one, SHANDONG) == project_name(other, SHANDONG)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("济南黄河大数据中心", "枣庄鲁南大数据中心"),
        ("济南大数据中心", "青岛大数据中心"),
        ("政务服务平台一期", "政务服务平台二期"),
        ("“爱山东”政务服务平台", "“爱山东”政务服务平台二期"),
        ("“爱山东”", "“爱山东”济南分平台"),
        ("“爱山东”", "“爱山东”改革"),
        ("爱山东", "山东通"),
        ("山东通", "山东通信平台"),
        ("“智慧山东”", "“智慧山东”时空信息平台"),  # a programme with many platforms
        ("“数字山东”", "“数字山东”专项资金"),
        ("“星火链网”", "“星火链网”济南超级节点"),
        ("“城市大脑”", "“城市大脑”项目"),
        ("“互联网+监管”", "“互联网+监管”平台"),  # an approach, and a platform for it
        ("“大数据”", "“大数据”平台"),
        ("新能源", "新能源平台"),
        ("交通", "交通平台"),
        ("国家健康医疗大数据中心", "国家健康医疗大数据中心（北方）"),
        ("省一体化大数据平台", "省级一体化大数据平台"),
        ("省智慧图书馆", "全省智慧图书馆"),
        ("中国（山东）自由贸易试验区", "中国（山东）自由贸易试验区济南片区"),
        ("山东自贸区", "河南自贸区"),
        ("济青高铁二期", "济青高铁"),
        ("鲁南高铁（曲菏段）", "鲁南高铁"),
        ("数字化转型专项行动", "数字化转型行动"),
        ("“互联网+监管”平台", "“互联网+监管”系统"),
        ("“人工智能×”行动", "“人工智能+”行动"),
        ("“专精特新”培育计划", "“专精特新”培育工程"),
        ("“一网通办”", "“一网通办”平台"),
        ("5G+工业互联网工程", "“5G+工业互联网”512工程"),
    ],
)
def test_two_projects(one: str, other: str) -> None:
    assert project_name(one, SHANDONG) != project_name(other, SHANDONG)


def test_a_short_name_that_is_a_word_besides_makes_a_brand_in_its_own_province() -> None:
    forms = ("“贵商易”企业综合服务平台", "“贵商易”平台", "“贵商易”")
    assert {project_name(form, "520100") for form in forms} == {"贵商易"}
    assert project_name("“新青年”平台", SHANDONG) != project_name("“新青年”", SHANDONG)


def test_what_a_level_alone_gives_a_place_has_the_place_in_its_name() -> None:
    assert project_name("省数据大厅", SHANDONG) == "山东省数据大厅"
    assert project_name("省数据大厅", HENAN) == "河南省数据大厅"
    # a city's plan names its own and its province's
    assert project_name("市大数据中心", JINAN) == "济南市大数据中心"
    assert project_name("市大数据中心", QINGDAO) == "青岛市大数据中心"
    assert project_name("省数据大厅", QINGDAO) == "山东省数据大厅"
    assert project_name("县数据大厅", SHENXIAN) == "莘县数据大厅"
    assert project_name("全县数据大厅", SHENXIAN) == "莘县全县数据大厅"


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("市大数据中心", SHANDONG),  # of no one city
        ("市大数据中心", ""),
        ("区块链创新研究院", SHANDONG),
        ("市民云平台", JINAN),
        ("市场监管平台", JINAN),
        ("县域医疗中心", SHENXIAN),
        ("国家超级计算济南中心", JINAN),
        ("晨星工厂", SHANDONG),
    ],
)
def test_other_names_stay_as_they_are(name: str, area: str) -> None:
    assert project_name(name, area) == name
