"""What kinds of thing a project's name ends in, and what must stand before the kind to make it a name.

服务平台 is a kind of platform, 乡村客运服务平台 is one: a name has a modifier that says which, a field of work, a
place, words in quotation marks, a number. How much of one it needs depends on the kind.
"""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.alternatives import factored
from loaders.mentions.structures import FURTHER, HALL, INSTITUTION, STRUCTURAL, STRUCTURE, is_structure
from ontology.registry import regions

__all__ = [
    "KIND",
    "KIND_OR_QUOTATION",
    "VAGUE",
    "is_app",
    "is_name",
    "is_placed",
    "is_telling",
    "names_place",
]

_WHAT = ("宣传", "活动", "服务", "促进")
_KINDS = {
    # work with a name of its own
    "plan": "行动计划|计划(?!提供|实现|开展|发布|进行|搭建|构建|纳入|接入|办理|统一)",
    "campaign": (
        "工程|行动|大赛|竞赛|联赛|博览会|交易会|洽谈会|创新大会|发展大会|产业大会|创业大会|峰会|论坛|运动会|"
        "文化节|冰雪节|丰收节|采摘节|啤酒节|灯光节|艺术节|旅游节|购物节|消费节|美食节|音乐节|电影节|科技节|读书节|消费季|保卫战|攻坚战|"
        + "|".join(f"{what}{when}活动|{what}{when}" for what in _WHAT for when in "月周日")
    ),
    "pilot": "试点城市|试点县|试点市|试点省|试点(?!工作)",
    # places with a purpose
    "zone": (
        "先导区|试验区|示范区|集聚区|引导区|核心区|实验区|先行区|引领区|样板区|创新区|合作区|综合保税区|"
        "示范带|产业带|互贸区|综保区|农高区|科创走廊|创新走廊|文化走廊|生态走廊|商务区|经济区|服务区"
    ),
    "site": (
        "分中心|中心|基地|产业园区|产业园|科技园区|科技园|创业园区|创业园|物流园区|物流园|加工园区|加工园|孵化园区|孵化园|园区|"
        "科学城|科技城|实验室|创新联合体|超级节点|综合体|示范园区|示范园|科普园|体验园|创意园|传习所|夜市|步行街|小镇|营地|二级节点|资源圃"
    ),
    # what is built of data and cables
    "platform": (
        "平台|系统(?!推进|谋划|集成|治理|提升|施策|部署|推动|观念|思维|性|化)|数据库|资源库|语料库|人才库|基因库|种质库|大厅|研究院|大脑|智脑|大模型|中台|一张网|感知网|监测网|救灾网|"
        "应急网|服务网|专用网|算力网|一体化网络|专用通道|出入口局|追溯体系|综合管理体系|一卡通|一码通|"
        "通行卡|通行码|健康码"
    ),
    "building": "项目|二期|三期|四期",
    # what is built of stone and steel
    "structure": STRUCTURE,
    "hall": HALL,
    "institution": INSTITUTION,
    "fund": "专项资金|补偿资金|引导资金|发展资金|资金|母基金|引导基金|发展基金|投资基金|补偿基金|基金",
}
_ANY = factored("|".join(_KINDS.values()))
#: Where a name can end: plain words, so that most text is passed by at the speed of a search for characters.
KIND_OR_QUOTATION = re.compile(f"{_ANY}|“")
#: What may follow a name without making a longer word of it.
_AFTER = (
    r"$|[，、。；：！？）”》]|和(?!谐)|及|以及|与|等(?!级|[\u4e00-\u9fff]{0,6}业务)|的|落|为|已|将|对|向|在(?!线)|于|按|以(?![上下内外])|跨|开发|互联互通|运行|运营|任务|培育|作用|完善|"
    r"实施|打造|深入|开工|动工|通车|贯通|封顶|段(?!位)|年[底内]|[一二三四]季度|[上下]半年|竣工|建成|完工|完成|投用|投入|投产|通车|主体|(?:中心|骨干|关键)节点|前期|[一二三四]期|验收|"
    r"全面|正式|上线|上下|启动|推进|推动|工作|覆盖|创建|申报|申建|深化|功能|通过|达到|有序|加快|稳步|顺利|并(?!网|购)|不[少低超高]|剩余|精准|\d|"
    r"搭建|构建|建立|(?<=平台)设置|提供|实现|开展|发布|进行|纳入|接入|办理|统一(?![\u4e00-\u9fff]{2,4}(?:平台|系统|门户|入口))|试运行|查询|服务功能|产业集聚能力|筹建|大修|论证|提档|转场|互联|注册|持续|迭代|遴选|全[省市县](?:推广|应用)"
)
#: The same, but 平台建设工程 is a longer name.
_AFTER_UNLESS_LONGER = "改?扩建|迁建|改建|建设(?!名单|标准|指南|规划|用地|单位|主体|企业|程序|手续|许可)|应用|升级|能力|改革|改造|提升|提质|增效|扩区|扩容|扩能|管理(?!办|委|局|处|中心|服务)|服务体系|体系"
_LONGER = rf"(?![\u4e00-\u9fff]{{0,5}}?(?:{_ANY})(?:$|[，、。；）建]))"


def _whole(kind: str, words: str) -> str:
    """The pattern of a kind: a structure goes on with its stretch or stage (高速北安至富裕段)."""
    return f"(?:{words}){FURTHER}" if kind in STRUCTURAL else words


#: The kind of thing at the end of a name; the name of the group is the kind.
KIND = re.compile(
    rf"(?<!生态)(?<!操作)(?<!为)(?:{'|'.join(f'(?P<{kind}>{_whole(kind, factored(words))})' for kind, words in _KINDS.items())})(?:（[^（）]{{1,8}}）)?"
    rf"(?=(?:{factored(_AFTER)})|(?:{_AFTER_UNLESS_LONGER}){_LONGER})"
)

_MEASURES = "[个家项座处条所批种类套台件艘场次名片]"
#: A number of unnamed things (20家, 一批), or things not told apart (各类, 有关, 三大, 其余); of a branch of the state
#: (公安系统) the bodies are meant.
VAGUE = re.compile(
    r"^[^、“]{0,6}?(?:一批|各类|各级|各地|各种|多个|若干|一系列|系列|更多|相关|有关|其他|部分|这些|上述|类似|所有|全部)|禁止|严禁|不得|不再"
    rf"|\d[\d.]*[万亿]?[余多]?(?:{_MEASURES}|(?:平方米|公里|亩)的)"
    rf"|^[^、“]{{0,3}}?[一二两三四五六七八九十百千]+[余多]?{_MEASURES}(?![园性人])"
    r"|作为|^[这该此]|^(?:其余|后建|先建|邮政|铁路|民航|公安|互认)$|^[省市县区]属|^(?:现有|已有|原有|既有)|各$|级及?以上|[一二两三四五六七八九十]大$|[两三四五六七八九十]大(?![学道连])(?=.{2,6}$)"
)

#: Whose a thing is, so that there is one of it: 全省, 市; but 省级 is a class of them.
_SCOPE = re.compile(r"(?:国家|全国|全?省|全?市|全?县|全?区|全?州|自治区|兵团)(?![级内际控场域块会民])")
_LEVEL = re.compile(r"(?:国家|省部?|市|区|县|自治区|州)级")
_PLACE = re.compile(
    r"^[\u4e00-\u9fff]{2,6}?(?<![社园景校小灾城都新片地山库老各乡点牧林示])(?:省|市|县|区|州|旗|镇|乡|街道)(?![场民级区])"
)
#: Words that are in the name of many a platform, centre or zone, and tell none apart.
_COMMON = (
    "街道|居家|养老|福利|数字经济|公共资源|通用|标准化|规模化|专业化|规范化|现有|已有|原有|多层次|基层|乡镇|村级|农村|城乡|县域|综合性|区域性|"
    "一体化|先进|通讯|综合|统一|公共|服务|管理|业务|应用|信息化|信息|大数据|数据|数字化|智能化|智能|智慧|技术|科技|创新|开发|研发|"
    "研究|指挥|调度|适配|能力|部门|行业|领域|交易|共享|交换|监管|监测|预警|开放|支撑|集成|电商|电子商务|垂直|网络|线上|"
    "线下|在线|移动|重点|重大|重要|主要|骨干|核心|关键|基础|配套|示范|试点|建设|改造|提升|升级|优化|完善|发展|改革|专项|"
    "年度|高质量|高水平|高标准|高能级|现代化|现代|新型|新建|优质|特色|优势|大型|小型|中小型|产业|项目|工程|平台|中心|系统|"
    "基地|园区|培训|实训|孵化|生产|加工|种植|养殖|物流|仓储|展示|体验|交流|合作|第三方|社会|企业|工作|推进|智算|算力|"
    "跨行业|跨领域|区域|审批|办公|分析|评估|展览|会展|商务|党群|社区|边缘|绿色|繁育|生活|城市|自动化|云计算|云|"
    "奖励|奖补|补助|补贴|扶持|医疗机构|金融机构|事业单位|国有企业|"
    "高速公路|高速|"
    "国产|级|类|型|性|分|各|新|和|及|与|的|等|、"
)
#: The same for campaigns, and for plans.
_COMMON_WORK = (
    "思想|认识|打击|多部门|执法|排查|清理|清查|重点领域|重点|重大|重要|民生|惠民|便民|系统|基础设施|基础|专项|集中|统一|联合|整治|"
    "治理|提升|提质|增效|建设|改造|年度|推进|攻坚|突破|示范|综合|主体|配套|土建|[一二三四五六]期|路基|路面|养护|绿化|亮化|水利|质量|工作|实施|能力|优化|"
    "完善|培育|集聚|三年|五年|迅速|民心|根基|装修|维修|修缮|安装|附属|地下室|桩基|室内|室外|各类|各项|实际|具体|一致|共同|政府|投资|社会|公共|服务|保障|试点|政策|标志性|引领|战略|"
    "骨干|关键|核心|项目|省级|市级|国家级|级|类|型|性|大(?![气豆米棚坝桥道学])|新|和|及|与|的|等|、"
)
_COMMON_PLAN = (
    "意见|年度|月度|工作|招生|投资|培训|生产|用地|供地|实施|行动|推进|专项|采购|资金|检查|督查|立法|监督|监测|建设|改造|整治|"
    "治理|供应|发展|应急|预算|目标|举措|措施|培养|改革|出让|储备|教学|三年|五年|年|审计|执法|抽查|调度|提升|总体|具体|"
    "引导|正常|常规|原定|既定|增发|新增|和|及|与|的|等|、"
)
_PLACES_AND_SYSTEMS = ("pilot", "zone", "site", "platform", "building", "fund")
_COMMON_WORDS = {
    "plan": re.compile(_COMMON_PLAN),
    "campaign": re.compile(_COMMON_WORK),
    **dict.fromkeys(_PLACES_AND_SYSTEMS, re.compile(_COMMON)),
}
#: How many characters besides common words a modifier needs: without a scope, and with one.
_NEEDED = {
    "plan": (2, 2), "campaign": (2, 2), "pilot": (2, 2), "zone": (4, 2), "site": (4, 2), "platform": (2, 0),
    "building": (2, 2), "fund": (2, 2),
}  # fmt: skip
#: So many characters before the kind of thing tell it apart, however common each word is.
_TELLING = 14
_DIGITS = re.compile(r"[A-Za-z0-9]")
#: What is built, or renewed: 高质量发展项目 is a class of projects.
_BUILT = re.compile(
    r"[路桥河湖江溪港站厂馆院园塔渠坝街村镇矿楼“]|水库|学校|[小中大]学|幼儿园|公园|铁路|高铁|高速|机场|管网|隧道|码头|中心|基地|"
    r"引水|供水|供热|供暖|供气|轨道交通|绿道|防洪|排涝|制绿?氢|合成氨|热电|炼化|湿地|小区|广场|大道|道路|号线|[延东西南北中]线|[东西南北]段|试点"
)
#: What is made: 国能哈密煤制油 is a project by its name, 煤制油项目 none.
_INDUSTRY = re.compile(
    r"煤制[油气烯]|煤炭清洁高效利用|乙烯|丙烯|光伏|风电|储能|多晶硅|单晶硅|硅料|碳酸锂|锂电池|动力电池|电池|电芯|芯片|晶圆|硅片|面板|整车|发动机|变速[器箱]|减速器|电机|轮胎|轴承|传感器|逆变器|服务器|"
    r"[正负]极材料|隔膜|电解液|铜箔|铝箔|碳纤维|玻璃纤维|永磁材料|疫苗|石化|化工|电解铝|氧化铝|硅钢|冷轧|热轧|特钢|不锈钢|新材料"
)
_RENEWED = re.compile(r"(?:提升|扩建|迁建|修缮|整治|整理|治理|修复)$")
#: What provinces call their services, after their short names: 粤省事, 皖事通.
_APP = re.compile(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔滇藏陕秦陇青宁][\u4e00-\u9fff]{1,2}[通办码心事]"
)
#: Provinces side by side, by their short names: 京津冀, 川渝.
_PROVINCES = re.compile(
    r"(?:[京津冀沪苏浙皖闽赣鲁豫鄂湘粤桂渝川黔滇陕甘]{2,4}|粤港澳|长三角|成渝)(?=[\u4e00-\u9fff])"
)
#: The plan of a period is the plan of a government, and none of its projects: 国家“十四五”规划和计划.
_PERIOD = re.compile(r"“十[一二三四五六]五”(?:时期|期间)?(?:规划和?)?$")
_PLANNING = ("制定", "制订", "编制", "出台", "印发", "起草", "完善", "执行", "纳入", "列入")
_FOUNDING = ("设立", "组建", "建立", "用好")
_WISHED = ("全国", "国际", "世界", "全球")
_WISHING = ("打造", "建成", "成为")


@lru_cache(maxsize=8192)
def is_name(modifier: str, kind: str, verb: str = "") -> bool:
    """Whether `modifier` before a thing of that kind makes a name of it; `verb` is what is done to the thing.

    The kinds are the groups of `KIND`.
    """
    if "领导小组" in modifier:
        return False  # who carries it out
    if "“" in modifier:
        return _PERIOD.search(modifier) is None
    if kind == "building" and _is_programme(modifier):
        return True
    if kind == "building" and not _is_built(modifier):
        return False
    if kind in STRUCTURAL:
        return is_structure(modifier, kind)
    if kind == "plan" and verb.endswith(_PLANNING):
        return False  # a document
    if kind == "plan" and (modifier.endswith("工作") or "规划" in modifier):
        return False  # the plan of a year
    if kind == "platform" and is_app(modifier):
        return True
    if kind == "fund" and not verb.endswith(_FOUNDING):
        return False
    if kind == "zone" and modifier.startswith(_WISHED) and verb.endswith(_WISHING):
        return False  # what a place would like to be
    level = _LEVEL.match(modifier)
    scope = _SCOPE.match(modifier)
    prefix = level or scope
    rest = modifier[prefix.end() :] if prefix else modifier
    bare = next((n for n in (3, 2) if prefix is None and modifier[:n] in _bare_places()), 0)
    left = bare + len(_COMMON_WORDS[kind].sub("", rest[bare:]))
    alone, with_scope = _NEEDED[kind]
    if level is not None:
        return left >= 2
    if scope or names_place(modifier):
        return left >= with_scope and len(rest) >= 2
    return left >= alone or (left >= 2 and bool(_DIGITS.search(modifier))) or len(modifier) >= _TELLING


def is_app(words: str) -> bool:
    """Whether words are what a province calls its services: 皖事通, 浙里办."""
    return _APP.fullmatch(words) is not None


def _is_built(modifier: str) -> bool:
    """Whether it is said what is built (洱河大桥) or renewed (老城区管网改造)."""
    if modifier.endswith("实事"):
        return False
    if _BUILT.search(modifier):
        return True
    if _INDUSTRY.search(modifier):
        return len(_COMMON_WORDS["building"].sub("", _INDUSTRY.sub("", modifier))) >= 2
    return _RENEWED.search(modifier) is not None and len(_COMMON_WORDS["building"].sub("", modifier)) >= 4


def is_telling(name: str) -> bool:
    """Whether some words of a project's name are not in the name of many another."""
    return len(_COMMON_WORDS["campaign"].sub("", name)) >= 4


def is_placed(item: str) -> bool:
    """Whether an item of a list of projects names its place and then itself: 临江市实景三维."""
    place = _PLACE.match(item)
    if place is not None:
        return len(item) - place.end() >= 4
    return names_place(item) and len(item) >= 7


def names_place(modifier: str) -> bool:
    """Whether a modifier begins with a place: 云南, 洱源县, 川渝."""
    return bool(_PLACE.match(modifier) or _PROVINCES.match(modifier)) or not _bare_places().isdisjoint(
        (modifier[:2], modifier[:3])
    )


#: What programmes make of places, and bare names of places that are everyday words.
_MADE_OF_PLACES = (
    "光网", "无线", "宽带", "智慧", "数字", "云上", "透明", "雪亮", "平安", "健康", "美丽", "幸福", "清洁", "海绵",
)  # fmt: skip
_EVERYDAY = frozenset(("合作", "和平", "振兴", "新城", "老城", "城中", "海港", "港口"))


def _is_programme(modifier: str) -> bool:
    """Whether a modifier is what a programme makes of a whole place: 光网临江, 智慧云溪."""
    place = modifier[2:]
    return modifier.startswith(_MADE_OF_PLACES) and place in _all_bare() and place not in _EVERYDAY


@lru_cache(maxsize=1)
def _all_bare() -> frozenset[str]:
    """The bare names of all regions: 云南, 大理, 洱源."""
    table = regions().by_code.values()
    stems = {r.bare or r.name[:-1] for r in table if r.name.endswith(("市", "县", "区", "旗", "州", "省"))}
    return frozenset(s for s in stems if len(s) >= 2)


@lru_cache(maxsize=1)
def _bare_places() -> frozenset[str]:
    """The bare names of provinces and prefectures: 云南, 大理."""
    table = regions().by_code.values()
    return frozenset(r.bare for r in table if r.bare and r.level in ("province", "prefecture"))
