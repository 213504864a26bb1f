"""What is built: lines, roads, bridges, waterworks, halls, parks; and what makes one of them a project by its name.

铁路 is a kind of thing and 农村公路 a class of them; 哈牡铁路 and 北安至富裕高速 are one each. A structure that stands
already (`经洱河大桥`) is no project: it is built, enlarged or opened, by the verb before it or the words behind it.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["FURTHER", "HALL", "INSTITUTION", "STRUCTURAL", "STRUCTURE", "is_built_here", "is_structure"]

#: Structures by their last word; plain words, which a search passes by quickly.
STRUCTURE = (
    r"高速铁路|城际铁路|客运专线|客专|货运专线|铁路专用线|铁路|高铁|城际|地铁|轻轨|号线|环线|联络线|"
    "高速公路|高速|快速路|快速通道|一级公路|公路|大道|隧道|特大桥|大桥|立交桥|跨线桥|至[\u4e00-\u9fff]{2,6}?段|段(?<![路标河阶]段)(?:(?<=[0-9线]..段)|(?<=[0-9线]...段)|(?<=[0-9线]....段))(?=[改扩拓])|机场|港区|码头|航道|运河|船闸|"
    "东站|西站|南站|北站|陆港|输电线路|东[输送][一二三四五]线|外输管道|天然气管道|成品油管道|输油管道|输气管道|输水管道|第二通道|第三通道|第四通道|智慧口岸|水库|水厂|污水处理厂|灌区|泵站|枢纽|水电站|电站|电厂|变电站|风电场|"
    "大楼|综合楼|住院楼|门诊楼|医技楼|广场|滑雪场|接收站|直联点|处理厂|公园|植物园|动物园|火车站|高铁站|客运站|汽车站|院区|校区|福利院|敬老院|养老院"
)
#: Structures of which a city or county has one: 县图书馆 is a name.
HALL = "体育馆|体育场|游泳馆|青少年宫|档案馆|规划馆|艺术馆|博物馆|图书馆|美术馆|科技馆|文化馆|展览馆|纪念馆|大剧院"
#: Hospitals and schools of which a place has one: 县中医院 is a name.
_OF_EACH_PLACE = (
    "人民医院|中心医院|中医医院|中医院|中西医结合医院|妇幼保健院|妇女儿童医院|妇产医院|儿童医院|传染病医院|精神病医院|康复医院|"
    "肿瘤医院|口腔医院|老年医院|特殊教育学校|实验学校|实验小学|实验中学|职业技术学校|高级中学"
)
#: Hospitals and schools. What is said of them is mostly not of the building: they are projects only where they are built.
INSTITUTION = f"{_OF_EACH_PLACE}|医院|保健院|幼儿园|小学|中学|学校"
#: The kinds of things in this module, by their names in a pattern.
STRUCTURAL = ("structure", "hall", "institution")
#: What goes on with the name of a structure: a stretch, a stage, the work on it as a whole.
FURTHER = (
    r"(?:新馆)?(?:[\u4e00-\u9fff]{2,8}?至[\u4e00-\u9fff]{2,8}?(?:段|支线)|(?![和及与至])[\u4e00-\u9fff]{2,3}(?<![路标河阶地])段(?=[建改扩拓、，。；]|$)|联络线|[东西南北中]段|[东西南北]?延伸?线|复线|连接线|支线|增建二线)?"
    r"(?:[一二三四五六]期)?(?:(?:电气化|快速化|现代化|[\u4e00-\u9fff]{2})改造|改扩建|改建|扩建|迁建|扩容|除险加固|维修加固)?(?:[一二三四五六]期)?"
)

#: Words that are in the name of many a structure, and tell none apart.
_COMMON = re.compile(
    "农村|建制村|双车道|单车道|通景|城乡|城市|城区|城镇|乡镇|镇村|县乡|乡村|村级|村组|社区|街道|居住区|小区|市域|县域|区域|全域|口袋|街头|小微|微型|体育|生态|"
    "湿地|郊野|主题|健身|文化|休闲|带状|滨水|滨河|森林|地质|遗址|国家级|省级|市级|县级|国家|国际|国内|国省|国道|省道|干道|干线|支线|"
    "骨干|高速|快速|城际|客运|货运|专用|专线|进出口|疏港|进港|跨江|跨河|跨海|过江|过河|跨境|重要|重点|重大|主要|关键|"
    "新建|改建|扩建|续建|在建|拟建|已建|现有|大中型|中小型|大型|中型|小型|病险|备用|应急|供水|自来水|污水|净水|处理|集中|集镇|"
    "饮用水|水源|通用|枢纽|综合|标准化|标准|现代化|智慧|智能|数字|绿色|旅游|产业|资源|等级|沿海|沿江|沿边|内河|深水|"
    "散货|集装箱|普速|普通|收费|景观|特色|美丽|精品|示范|样板|公共|市民|群众|红色|革命|历史|民俗|抽水蓄能|光伏|风力|海上|"
    "垃圾|焚烧|生物质|火力|核能|水力|发电|分布式|集中式|太阳能|独立|共享|储能|千伏|兆瓦|教学|宿舍|办公|行政|住院|门诊|医技|医疗|科研|实训|附属|配套|人行|公交|公铁|"
    "轨道|交通|铁路|公路|道路|桥梁|隧道|地下|过街|破损|断头|连接|外联|对外|四好|一般|低等级|高标准|高等级|高水平|高品质|"
    "相关|部分|所有|全部|每个|多个|一批|沿线|周边|各类|专业|数字化|流动|线上|云上|企业|单位|"
    "县城|通车|联网|通村|通组|四级|三级|二级|东部|西部|南部|北部|中部|中心|兆瓦|商贸|消费|能源|口岸|商品|大宗|冷链|区域性|全国性|服务型|航空|快递|物流|的|和|及|与|等|、|[0-9A-Za-z]"
)
#: Characters before and behind a proper name that tell nothing.
_BEFORE, _BEHIND = "新老旧大中小双单多各本该全省市县区州", "级型类式"
#: A route: 包头至银川.
_ROUTE = re.compile(r"[\u4e00-\u9fff]{2,}[至—－-][\u4e00-\u9fff]{2,}")
_COMMON_HOUSES = re.compile(
    _COMMON.pattern
    + "|公立|公办|民办|民营|普惠性|普惠|寄宿制|寄宿|薄弱|九年一贯制|九年制|完全|义务教育|特殊教育|职业|中等|高等|高级|技工|技师|高中|初中|小学|优质|三甲|互联网|平安|文明|"
    "人民|中医|中西医结合|妇幼|妇女|儿童|妇产|健康|专科|传染病|精神病|精神|康复|肿瘤|口腔|老年|护理|急救|中外|合作|网络|试点|课后|集团|成员|联盟|帮扶|对口|"
    "绿色|无烟|友好|友善|节水|节约型|创新|特长|规划|安全|基层|实验|附属|分校|定点|家长|市民|老年|住宅|楼盘|安置区|安置|共建|不足|校舍|幼儿|学前"
)
_OF_A_PLACE = re.compile(r"[省市县区州]新?")
#: What is done to a structure that makes a project of it, before its name and behind it.
_BUILDING = (
    "建设", "新建", "续建", "开工", "动工", "扩建", "改建", "迁建", "重建", "开建", "修建", "建成", "建好", "完成", "推进",
    "推动", "加快", "实施", "启动", "谋划", "开通", "投用", "打造", "改造", "提升", "筹建", "规划", "布局", "争取", "确保", "构建", "搭建", "组建", "申报", "申建", "创建", "启用",
    "抓好", "力争", "贯通", "通车", "竣工", "加速", "完工", "建造",
)  # fmt: skip
_BUILDING_HOUSES = (
    "建设", "新建", "续建", "开工", "动工", "扩建", "改建", "迁建", "重建", "开建", "修建", "建成", "筹建", "改造", "投用", "竣工", "建好",
)  # fmt: skip
#: The projects of a list are named as its end says: 甲小学、乙中学等扩建教学楼项目.
_WORKS = "[新迁扩改重翻]建|改扩建|改造|修缮|[教住门].?楼"
_OF_A_LIST = re.compile(
    rf"(?:(?:{_WORKS})[、和]|[^，。；等]{{0,80}}等[^，。；]{{0,6}}(?:{_WORKS}))[^，。；]{{0,80}}?(?:项目|工程)"
)
_HOUSE_BUILT_BEHIND = re.compile(
    r"(?:主体|土建|异地)*(?:建设(?!(?!项目|工程|进度|任务|步伐)[\u4e00-\u9fff]{2})|改造|扩建|改扩建|迁建|新建|项目|工程|开工|动工|竣工|建成|完工|封顶)|等\d*个?[^，。；]{0,8}(?:项目|工程)建设|、[^，。；等]{2,40}?(?:幼儿园|[小中]学|学校|医院|院区?)(?:建设|改扩建|扩建|迁建|项目|工程|开工|竣工|建成)"
)
_BUILT_BEHIND = re.compile(
    r"(?:[到至]?(?:20\d\d年)?(?:(?:\d{1,2}|[一二三四])(?:月|季度)|[上下]半年|年[底内])?[底末初]?(?:\d{1,2}日)?之?前?)?(?:全线|主体|年[底内]|基本|早日|如期|正式|项目|工程|转场|提档)*(?:建设|升级|大修|论证|改造|扩建|项目|工程|开工|动工|竣工|建成|完工|投用|投入|投产|开通|通车|"
    r"贯通|前期|验收|封顶|首飞|试运行)|(?:、[^，。；等]{2,80})?等[^，。；]{0,14}(?:项目|工程|建设)|(?:、[^，。；、等]{3,24}?){1,8}(?:前期(?:工作)?|建设)(?:[，。；]|$)"
)


def is_built_here(kind: str, verb: str, words: str, at: int) -> bool:
    """Whether what ends at `at` of `words` is being built: `verb` is what stands before its list."""
    if kind == "institution":
        if _OF_A_LIST.match(words, at) is not None:
            return False
        return verb.endswith(_BUILDING_HOUSES) or _HOUSE_BUILT_BEHIND.match(words, at) is not None
    return verb.endswith(_BUILDING) or _BUILT_BEHIND.match(words, at) is not None


@lru_cache(maxsize=8192)
def is_structure(modifier: str, kind: str) -> bool:
    """Whether `modifier` before the word of a structure of that kind makes a name of it."""
    if kind == "institution":
        rest = _COMMON_HOUSES.sub("", modifier).lstrip(_BEFORE).rstrip(_BEHIND)
        return len(rest) >= 2 or _OF_A_PLACE.fullmatch(modifier) is not None
    if kind == "hall" and _OF_A_PLACE.fullmatch(modifier) is not None:
        return True
    rest = _COMMON.sub("", modifier)
    if len(rest) == 2 and rest[0] in "大小" and rest[1] not in _BEFORE:
        return True  # 大窑, 小汤: names of places
    rest = rest.lstrip(_BEFORE).rstrip(_BEHIND)
    return len(rest) >= 2 or (len(rest) == 1 and _ROUTE.search(modifier) is not None)
