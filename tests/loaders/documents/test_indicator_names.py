"""Which names of indicators are one quantity, and which are not."""

from __future__ import annotations

import pytest

from loaders.documents.indicator_names import indicator_name

SHANDONG, JINAN, SHENXIAN = "370000", "370100", "371522"


@pytest.mark.parametrize(
    ("one", "other", "unit"),
    [
        ("智慧社区（村居）", "智慧社区", "个"),
        ("各具特色的智慧社区（村居）", "智慧社区", "个"),
        ("规上工业企业", "规模以上工业企业", "家"),
        ("规上工业企业智能化改造覆盖面", "规模以上工业企业智能化改造覆盖率", "%"),
        ("限上商贸企业", "限额以上商贸企业", "家"),
        ("“晨星工厂”", "晨星工厂", "个"),
        ("各类充电基础设施", "充电基础设施", "台"),
        ("村卫生室数量", "村卫生室", "个"),
        ("村卫生室总数", "村卫生室个数", "个"),
        ("助餐点总量", "助餐点", "个"),
        ("5G用户数", "5G用户", "户"),
        ("每千人口托位数", "每千人托位", "个"),
        ("智算占比", "智算所占比重", "%"),
        ("大班额比例", "大班额占比", "%"),
        ("设立老年医学科的比例", "设立老年医学科比例", "%"),
        ("数字经济总量占GDP的比重", "数字经济总量占地区生产总值比重", "%"),
        ("研发经费占GDP比例", "R&D经费占国内生产总值的比重", "%"),
        ("建制村快递服务全覆盖", "建制村快递服务覆盖率", "%"),
        ("课后服务实现全覆盖", "课后服务全覆盖", "%"),
        ("数字经济总量年均增幅", "数字经济总量年均增长", "%"),
        ("软件业务收入同比增长率", "软件业务收入同比增长", "%"),
        ("二级及以上综合性医院", "二级以上综合医院", "家"),
        ("行政村的覆盖率", "行政村覆盖率", "%"),
        ("规上工业增加值增速", "规模以上工业增加值增长率", "%"),
        ("空气质量优良天数比率", "空气质量优良天数比例", "%"),
        ("单位GDP能耗降低", "单位地区生产总值能源消耗降低", "%"),
        ("人均期望寿命", "人均预期寿命", "岁"),
        ("粮食总产量", "粮食产量", "斤"),
        ("高速公路通车里程数", "高速公路通车里程", "公里"),
        ("社保卡持卡人数量", "社保卡持卡人数", "人"),
        ("新增城镇就业", "城镇新增就业", "人"),
        ("每千人口拥有3岁以下婴幼儿托位数", "每千人口3岁以下婴幼儿托位", "个"),
        ("数据中心PUE值", "数据中心PUE", ""),
        ("农作物耕种收综合机械化水平", "农作物耕种收综合机械化率", "%"),
    ],
)
def test_one_quantity(one: str, other: str, unit: str) -> None:
    assert indicator_name(one, unit) == indicator_name(other, unit)


@pytest.mark.parametrize(
    ("one", "other", "unit"),
    [
        ("新增学位", "学位", "个"),
        ("累计培训养老护理员", "新增培训养老护理员", "人"),
        ("新建公厕", "改造公厕", "座"),
        ("智慧社区", "智慧社区覆盖率", ""),
        ("智慧社区", "智慧小区", "个"),
        ("护理型床位占机构床位的比例", "护理型床位占比", "%"),  # of what, the second does not say
        ("县（市、区）数量", "县数量", "个"),
        ("数字经济总量", "数字经济", "元"),  # its size, not its number
        ("信息化发展指数", "信息化发展指", ""),
        ("受益人数", "受益人", "人"),
        ("从业人员年均增长", "从业人员年均增速", "人"),  # so many a year, not so many per cent
        ("投诉量同比下降", "投诉量同比增长", "%"),
        ("软件业务收入增长", "软件业务收入年均增长", "%"),
        ("规模以上工业企业", "工业企业", "家"),
        ("充电桩保有量", "新增充电桩", "个"),
        ("城镇化率（户籍人口）", "城镇化率（常住人口）", "%"),
        ("专精特新企业（新增）", "专精特新企业", "家"),
        ("GDP（年均增长）", "GDP", "%"),
        ("入园率（公办）", "入园率", "%"),
        ("GDP占全省比重", "GDP占全国比重", "%"),
        ("GDP增长", "GDP增长率", "%"),  # over how long, the first does not say
        ("常住人口城镇化率", "城镇化率", "%"),
        ("每万人口高价值发明专利拥有量", "每万人口发明专利拥有量", "件"),
        ("三星级以上智慧社区", "智慧社区", "个"),
        ("公路通车里程", "公路里程", "公里"),
        ("农村卫生厕所普及率", "农村卫生厕所覆盖率", "%"),
        ("政务数据共享率", "政务数据共享比例", "%"),
        ("居民人均可支配收入", "居民人均可支配收入增长", "%"),
        ("工业企业期限上调", "工业企业期限额以上调", ""),
    ],
)
def test_not_one_quantity(one: str, other: str, unit: str) -> None:
    assert indicator_name(one, unit) != indicator_name(other, unit)


def test_the_whole_of_the_plan_s_own_area_says_nothing_of_its_own() -> None:
    assert indicator_name("全省总算力", "E", SHANDONG) == "总算力"
    assert indicator_name("数字经济总量占全省GDP比重", "%", SHANDONG) == "数字经济总量占GDP比重"
    assert indicator_name("全县农村公路", "公里", SHENXIAN) == "农村公路"
    # a share of the province's is not one of the city's
    assert indicator_name("数字经济总量占全省GDP比重", "%", JINAN) == "数字经济总量占全省GDP比重"
    assert indicator_name("全省总算力", "E") == "全省总算力"
    assert indicator_name("海洋生产总值占全省比重", "%", SHANDONG) == "海洋生产总值占全省比重"


@pytest.mark.parametrize("name", ["数量", "占比", "全覆盖", "比重", "“”", "全省", "各类", "个数", "数"])
@pytest.mark.parametrize("unit", ["", "%", "个"])
def test_a_name_of_nothing_but_words_of_quantity_stays_a_name(name: str, unit: str) -> None:
    assert indicator_name(name, unit, SHANDONG)


@pytest.mark.parametrize(
    "name", ["规上工业企业占比", "全省助餐点总量", "各具特色的智慧社区（村居）", "R&D经费占GDP的比重"]
)
def test_the_name_that_stands_for_it_stands_for_itself(name: str) -> None:
    stands = indicator_name(name, "%", SHANDONG)
    assert indicator_name(stands, "%", SHANDONG) == stands
