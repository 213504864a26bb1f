"""Places that the work acts on."""

from __future__ import annotations

import pytest

from loaders.mentions.places import places
from tests.patience import no_hang

ZHEJIANG, HANGZHOU, SHANDONG, SHANGHAI, BEIJING = "330000", "330100", "370000", "310000", "110000"
HEILONGJIANG, LUAN = "230000", "341500"
JIANGSU, NANJING, XUZHOU = "320000", "320100", "320300"


def found(sentence: str, area: str) -> list[str]:
    """The regions by code and the zones by name that a sentence names in a plan of an area."""
    return [p.code for p in places(sentence, [(0, len(sentence))], area)]


REGIONS = [
    ("451000", "续建德保灌区，推进平果独立储能电站建设。", ["451024", "451082"]),
    ("500000", "加快成渝中线高铁建设。", []),
    ("150000", "治理大黑河流域。", []),
    ("440100", "按每3至10万居民或街道所辖范围设置1个中心。", []),
    ("220000", "在青石旅游经济开发区开展监测。", ["青石旅游经开区"]),
    ("430600", "支持君山岛景区提质。", []),
    ("500000", "推动老四川等老字号开设夜间门店。", []),
    # townships of several peoples; offices of the town itself
    ("510000", "完成王岗坪彝族藏族乡、草科藏族乡精细化调查。", ["王岗坪彝族藏族乡", "草科藏族乡"]),
    ("510000", "用瓦、用砖须报镇规划建设和生态环境办公室备案。", []),
    ("440000", "探索实行街道联席制，推动专业镇发展，打造“直通甲镇”品牌，省级以上旅游度假区达到20家。", []),
    ("350000", "在平潭综合实验区试点便利化措施。", ["平潭综合实验区"]),
    # zones with names of their own, and what is none; those of regions with their rank
    ("460000", "推动洋浦经济开发区、青石高新区扩区。", ["洋浦经开区", "青石高新区"]),
    (
        "430000",
        "支持符合条件的省级经济开发区创建国家级经开区，产业向经济开发区集聚，建设生态旅游度假区。",
        [],
    ),
    ("430000", "责任单位：青石经济开发区管委会。", []),
    ("630000", "支持西宁（国家级）经济技术开发区、格尔木国家级经开区建设。", ["西宁经开区", "格尔木经开区"]),
    ("320900", "东台沿海经济区和射阳港经济开发区先行先试。", ["东台沿海经济区", "射阳港经开区"]),
    # banners and autonomous counties in short
    ("152200", "支持科右中旗创建园区。", ["152222"]),
    ("460000", "惠及儋州、白沙四市县。", ["460400", "469025"]),
    # what is built in a county of the plan's own prefecture, which the plan names in full too
    ("421000", "加快江陵临港物流中心建设。责任单位：江陵县政府", ["421024"]),
    ("421000", "加快江陵临港物流中心建设。", []),
    ("420000", "加快江陵临港物流中心建设。责任单位：江陵县政府", []),
    # rivers, branches of banks, what lies around
    ("511300", "建设“嘉陵江云水”平台。", []),
    ("650000", "人民银行乌鲁木齐中心支行要指导银行。", []),
    ("152200", "在周边苏木开展。", []),
    # counties that begin with a numeral, names that overlap, autonomous areas in short
    ("510700", "在三台县、江油市试点。", ["510722", "510781"]),
    ("510700", "新建站点9座，其中江油市4座、三台县5座。", ["510781", "510722"]),
    ("450200", "在融水县、三江县试点。", ["450225", "450226"]),
    ("440000", "与融水县、恩施州协作。", ["450225", "422800"]),
    ("530000", "在红河州、大理州试点。", ["532500", "532900"]),
    ("410000", "做强河南县域经济。", []),
    ("632300", "在河南县试点。", ["632324"]),
    # where a leader spoke is no place of work
    (JIANGSU, "贯彻考察浙江重要讲话精神。", []),
    # the beginning of a township's name
    (JIANGSU, "推进朝阳镇污水治理。", ["朝阳镇"]),
    # townships, which have no code
    (HANGZHOU, "建设石桥镇、横村镇、云溪乡养老中心。", ["石桥镇", "横村镇", "云溪乡"]),
    (HANGZHOU, "在临湖街道开展试点。", ["临湖街道"]),
    (HANGZHOU, "在德清县青山镇建设基地。", ["330521", "青山镇"]),
    (HANGZHOU, "实施乡镇卫生院改造，建设特色小镇、美丽城镇、中国历史文化名镇。", []),
    (HANGZHOU, "鼓励返乡创业，推动城乡融合，开展送戏下乡，建设江南水乡。", []),
    (HANGZHOU, "整治主要街道和背街小巷，完善城镇、街道、社区网络，各乡镇落实。", []),
    (HANGZHOU, "由青山镇政府、临湖街道办事处负责。", []),
    (HANGZHOU, "对县乡政务服务情况进行评估，实施县乡道升级，整治街容镇貌。", []),
    (HANGZHOU, "指导乡（镇、街道）政府编制清单，选派干部到镇（街道）任职。", []),
    (HANGZHOU, "高标准农田建设项目石桥镇。", ["石桥镇"]),
    (HANGZHOU, "槐林关镇石桥镇", ["槐林关镇", "石桥镇"]),
    (HANGZHOU, "组织乡镇开展培训，位于镇区的企业。", []),
    (HANGZHOU, "实行市到乡、县到镇直接拨付。", []),
    (HANGZHOU, "做到小病不出乡、大事不出镇。", []),
    (HANGZHOU, "涉及柳林镇、双河乡等8个乡镇。", ["柳林镇", "双河乡"]),
    (HANGZHOU, "推进高产县和整镇连片基地建设，实行县招乡用，年底前街道整治到位，建设健康村镇。", []),
    # counties of one character: in a list of regions, or where they stand at a beginning in their own prefecture
    ("450400", "在苍梧县、藤县试点。藤县养老中心改造。", ["450421", "450422", "450422"]),
    ("450000", "在容县、北流市试点。", ["450921", "450981"]),
    ("450000", "审核内容县级负责，推进建成县城，公开县情，市和县两级协同。", []),
    # bare names of counties, before what makes them a list
    ("130000", "在赞皇、灵寿、行唐等革命老区县试点。", ["130129", "130126", "130125"]),
    ("150500", "保障白音塔拉苏木用水，16个苏木乡镇落实。", ["白音塔拉苏木"]),
    (HANGZHOU, "在鸡场镇、石桥镇布点，改造农贸市场镇区，提升场镇面貌。", ["鸡场镇", "石桥镇"]),
    ("430000", "与湘西自治州、张家界市协作。", ["433100", "430800"]),
    # names within names of roads, and roads of places
    (SHANDONG, "改造牡丹江路（嵩山西支路—泰安支路）、济南路、烟台中路、威海大街、日照东大街。", []),
    (SHANDONG, "推进济南道路改造，完善淄博路网，更换青岛路灯。", ["370100", "370300", "370200"]),
    # full and bare names, of the plan's own province and of others
    (ZHEJIANG, "支持杭州、宁波建设数据中心。", ["330100", "330200"]),
    (ZHEJIANG, "支持杭州市、宁波市建设数据中心。", ["330100", "330200"]),
    (ZHEJIANG, "支持义乌市先行先试。", ["330782"]),
    (ZHEJIANG, "支持义乌先行先试。", ["330782"]),
    (ZHEJIANG, "在德清县开展试点。", ["330521"]),
    (ZHEJIANG, "建设杭州城市大脑中枢平台。", ["330100"]),
    (ZHEJIANG, "推动云南省与我省合作。", ["530000"]),
    (ZHEJIANG, "支持昆明建设数据中心。", []),
    (ZHEJIANG, "与昆明合作建设数据中心。", ["530100"]),
    (ZHEJIANG, "开通宁波至昆明、贵阳等地的班列。", ["330200", "530100", "520100"]),
    (ZHEJIANG, "与江苏省昆山市共建园区。", ["320583"]),
    ("530000", "支持昆明建设数据中心。", ["530100"]),
    # the deepest of a chain
    (ZHEJIANG, "在浙江省杭州市西湖区开展试点。", ["330106"]),
    (JIANGSU, "在徐州市鼓楼区开展试点。", ["320302"]),
    (JIANGSU, "在南京市江宁区开展试点。", ["320115"]),
    # districts of other provinces, behind the names of their cities alone
    (ZHEJIANG, "与上海市松江区、江苏省南京市江宁区共建走廊。", ["310117", "320115"]),
    (ZHEJIANG, "与北京市海淀区、朝阳区共建走廊。", ["110108", "110105"]),
    ("220000", "与北京市朝阳区共建走廊。", ["110105"]),
    ("220000", "在长春市朝阳区开展试点。", ["220104"]),
    (ZHEJIANG, "与松江区、浦口区共建走廊。", []),
    # a city and the lake that it is named after
    ("340000", "推进巢湖流域治理，支持巢湖市发展。", ["340181"]),
    ("340000", "推进巢湖流域治理。", []),
    # a bare name that is also a word: on a route, beside its like, before what only a place has
    (HEILONGJIANG, "新开工北安至富裕高速公路。", ["231181", "230227"]),
    (HEILONGJIANG, "建设兰西—北安公路。", ["231222", "231181"]),
    (HEILONGJIANG, "走向富裕至关重要，建设富裕社会。", []),
    (LUAN, "推广品种，金安、裕安、叶集不超过6个。", ["341502", "341503", "341504"]),
    (LUAN, "促进裕安发展。", ["341503"]),
    (ZHEJIANG, "加快泰顺抽水蓄能电站建设。", ["330329"]),
    # companies are named by a place and a word
    (SHANDONG, "支持江苏星源、浙江云海等企业投资。", []),
    (SHANDONG, "加快江苏星源、沈发油脂等在建项目建设。", []),
    (SHANDONG, "推进江苏昆山、浙江嘉善等合作项目。", ["320000", "330000"]),
    (ZHEJIANG, "支持杭州云海、宁波星源等企业上市。", []),
    (ZHEJIANG, "推进杭州云海、宁波星源等项目建设。", ["330100", "330200"]),
    # namesakes: the plan's own area first, none where it does not decide
    (NANJING, "在鼓楼区开展试点。", ["320106"]),
    (XUZHOU, "在鼓楼区开展试点。", ["320302"]),
    (JIANGSU, "在鼓楼区开展试点。", []),
    (ZHEJIANG, "在鼓楼区开展试点。", []),
    # districts of municipalities, bare and in lists that give their end once
    (SHANGHAI, "支持闵行、嘉定建设产业园。", ["310112", "310114"]),
    (SHANGHAI, "在闵行、宝山、静安等区开展试点。", ["310112", "310113", "310106"]),
    (SHANGHAI, "在宝山、静安等3个区开展试点。", ["310113", "310106"]),
    (BEIJING, "推进东城、西城区更新。", ["110101", "110102"]),
    (BEIJING, "推进东城区、西城区、朝阳区更新。", ["110101", "110102", "110105"]),
    (ZHEJIANG, "支持安吉、德清等县建设。", ["330523", "330521"]),
    (ZHEJIANG, "推进泰顺、遂昌抽水蓄能电站建设。", ["330329", "331123"]),
    (ZHEJIANG, "支持合作、和平发展。", []),
    # the area itself and what it lies in
    (HANGZHOU, "推进杭州市数字化改革。", []),
    (HANGZHOU, "落实浙江省部署，在西湖区试点。", ["330106"]),
    (ZHEJIANG, "全省各市、各县（市、区）统一推进。", []),
    # everyday words
    (BEIJING, "促进和平发展，迎接朝阳产业。", []),
    (ZHEJIANG, "加强合作，服务惠民、便民事项。", []),
    (ZHEJIANG, "推进中心城区、老城区、新城区更新。", []),
    ("410000", "治理黄河南岸滩区。", []),
    ("130000", "开展淮河北部治理。", []),
    ("130000", "确保定点帮扶。", []),
    ("210000", "解决重大连片问题。", []),
    ("410000", "培育创新乡村和新乡贤。", []),
    ("510000", "推广安全用电，推广东部经验。", []),
    ("610000", "打造平安康养社区。", []),
    ("140000", "实现社会长治久安。", []),
    ("530000", "整治文山会海，加大理论宣传。", []),
    (ZHEJIANG, "建设美丽水乡，支持丽水建设。", ["331100"]),
    ("350000", "造福建设者。", []),
    ("610000", "新建秦汉中学、秦汉中心小学、秦汉中小学。", []),
    ("610000", "新建汉中中学，支持汉中发展。", ["610700"]),
    # names of other things
    (ZHEJIANG, "加强杭州大学学科建设。", []),
    (ZHEJIANG, "支持杭州电子信息大学建设。", []),
    (ZHEJIANG, "办好杭州日报。", []),
    (ZHEJIANG, "支持宁波江海股份公司上市。", []),
    (ZHEJIANG, "支持企业在北京证券交易所上市。", []),
    (ZHEJIANG, "改造南京路、宁波街。", []),
    (ZHEJIANG, "弘扬延安精神。", []),
    (ZHEJIANG, "与宁波海关协同。", []),
    (ZHEJIANG, "由宁波市海洋发展局组织。", []),
    (ZHEJIANG, "推进杭州湾治理。", []),
    (ZHEJIANG, "加快形成宁波市数字经济新格局。", ["330200"]),
    (ZHEJIANG, "由人民银行杭州分行牵头，在宁波市试点。", ["330200"]),
    (ZHEJIANG, "借鉴深圳市、上海市经验。", []),
    (ZHEJIANG, "全面提升服务水平。", []),
]


@pytest.mark.parametrize(("area", "sentence", "codes"), REGIONS)
def test_regions_by_their_codes(area: str, sentence: str, codes: list[str]) -> None:
    assert found(sentence, area) == codes


def test_a_text_that_does_not_say_whose_it_is_is_read_among_its_neighbours() -> None:
    text = "在兰西县、富裕县、哈尔滨推进，金安、裕安除外。"
    runs = [(0, len(text))]
    assert [p.code for p in places(text, runs, "", HEILONGJIANG)] == ["231222", "230227", "230100"]
    assert [p.code for p in places(text, runs, HEILONGJIANG)] == ["231222", "230227", "230100"]
    assert [p.code for p in places("推进哈尔滨建设。", [(0, 8)], "", "230100")] == ["230100"]
    assert places("推进哈尔滨建设。", [(0, 8)], "230100") == []


ZONES = [
    (SHANDONG, "推进省会、鲁南、胶东经济圈一体化。", ["胶东经济圈", "省会经济圈", "鲁南经济圈"]),
    (SHANDONG, "推动济南、青岛都市圈联动发展。", ["370100", "370200", "济南都市圈", "青岛都市圈"]),
    (ZHEJIANG, "融入长三角，服务长江经济带。", ["长三角", "长江经济带"]),
    ("510000", "推动成渝地区双城经济圈建设。", ["成渝地区双城经济圈"]),
    ("510000", "支持成都高新区、四川天府新区先行。", ["天府新区", "成都高新区"]),
    ("510000", "支持成都高新技术产业开发区先行。", ["成都高新区"]),
    ("510000", "支持成都市高新区先行。", ["成都高新区"]),
    ("510100", "支持成都东部新区先行。", ["成都东部新区"]),
    (JIANGSU, "支持苏州工业园区先行。", ["苏州工业园区"]),
    (JIANGSU, "推进南京都市圈建设。", ["320100", "南京都市圈"]),
    (ZHEJIANG, "支持长兴经开区、宁波综合保税区先行。", ["宁波综保区", "长兴经开区"]),
    ("510000", "支持中国（四川）自由贸易试验区先行。", ["四川自贸试验区"]),
    ("510000", "支持四川自贸区先行。", ["四川自贸试验区"]),
    (SHANDONG, "支持中国（山东）自由贸易试验区先行。", ["中国（山东）自由贸易试验区"]),
    (SHANDONG, "支持济南市高新区先行。", ["济南高新技术产业开发区"]),
    (ZHEJIANG, "推动宁波创新区域协同。", ["330200"]),
    (ZHEJIANG, "支持高新区、经开区发展。", []),
    (ZHEJIANG, "由宁波高新区管委会组织。", []),
]


@pytest.mark.parametrize(("area", "sentence", "names"), ZONES)
def test_zones_by_their_names(area: str, sentence: str, names: list[str]) -> None:
    assert sorted(found(sentence, area)) == sorted(names)


def test_a_zone_named_by_its_region_lies_in_it() -> None:
    text = "支持成都高新区先行，推进成都都市圈建设。"
    zones = {p.zone.name: p.zone.parent for p in places(text, [(0, len(text))], "510000") if p.zone}
    assert zones == {"成都高新区": "510100", "成都都市圈": "510000"}


@pytest.mark.parametrize(("area", "sentence", "codes"), [r for r in REGIONS if r[2]])
def test_a_place_keeps_where_it_is_written(area: str, sentence: str, codes: list[str]) -> None:
    text = f"前文结束。{sentence}后文开始。"
    inside = places(text, [(5, 5 + len(sentence))], area)
    assert [p.code for p in inside] == codes
    assert all(text[p.start : p.end] == p.name for p in inside)


@pytest.mark.parametrize("piece", ["杭州", "杭州、", "和平、", "济南都市圈、", "杭州东部", "鼓楼区"])
def test_a_text_of_any_length_is_read(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    with no_hang():
        places(text, [(0, len(text))], SHANDONG)
