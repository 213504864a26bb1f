"""Figures that set no target: limits of eligibility, durations, descriptions, those who do it, what has been achieved.

A plan is full of numbers that nobody is to reach. Each rule here names a kind of them by the words that plans use.
"""

from __future__ import annotations

import re

from loaders.mentions.figures import Figure
from loaders.mentions.grants import FOR_WHOM, is_granted
from loaders.mentions.wording import VERB, led_by_verb

__all__ = ["achieved_until", "is_condition", "is_sized"]

_BEFORE = re.compile(
    r"(?:[第每后满号由]|(?<![年月日底末旬度之以])前|(?<!可)以|围绕|聚焦|依托|按照|距离?[^，。；]{0,10}|电话|热线|邮编|邮政编码"
    r"|的有|[不未]足|[不未]满|\x01(?:规划|计划|纲要)的?|(?:提出|确定|明确|列出|涉及|包括|包含|现有|原有|已有|已经?(?:建成|开工|完工|竣工|投用|形成|认定|纳入|开通|上线|启用)的|上述|以上|前述|下列|以下|分为|共分|划分为)的?|[这该]"
    r"|每(?:新增|增加|引进|引入|招引|建成|完成|认定|培训|吸纳|获得)|有效期|试用期|公示期?|期限|总投资额?|占地(?:面积)?|概算"
    r"|注册资本|注册资金|贷款利率|年薪|最高|最多|一次性|罚款|罚金)(?:为|约|不超过|不少于|不低于|达到?)?$"
)
_BEFORE_ENDS = frozenset(
    "第每前后满足号由以绕焦托照话线编码出定确及括含有述列下的分为这该增加进入引成训纳得期示限资额地积算金率薪高多性款约过于达到离距区"
)
_ENUMERATED = re.compile(
    r"[\u4e00-\u9fff]{2,10}包括|(?:的)?(?:(?:重点|民生|惠民|为民|便民)*(?:大事|实事|好事|小事)|(?:重点|具体|主要|目标|工作)*任务(?!量)|重点工作|大?方面|部分(?![^，。；]*\d)|板块|层面|维度|环节|步骤|章节?|大类|字|条(?:措施|举措|意见|政策)|大?重点任务|大体系|(?:[\u4e00-\u9fff]{1,6})?指标(?=均|都|全)|阶段|转变|统一|结合|同时|坚持|同步|关键|抓手|层次|类型|原则)"
)
#: What a document has so many of: 三十条措施.
_ARTICLES = re.compile(
    r"(?:具体|政策|工作|保障|主要)?(?:目标|措施|举措|意见|政策|建议|规定)(?=[，。；、（\0]|$)"
)
#: What a single Chinese numeral counts: 二期 and 三级 are names.
_COUNTERS = frozenset("个家项所座条处名类套场支款部次")
#: After a single Chinese numeral a name is likelier than a count: 三项制度, 两个清单, 四大工程.
_NAMED = re.compile(
    r"(?:个|项|大|类|种|条|套)?(?:等级|方面|阶段|层次|类型|领域|维度|环节|层面|重点|关键|月|转变|统一|结合|同时|坚持|围绕|体系|机制|制度|目标|任务|原则|要求|清单|专项|行动|工程|计划|抓手|强化|确保|不变|文明|意识|维护|不|到位|责任|覆盖|提升|化|方向|主体|市场|循环|政策)"
)
#: A figure that a rule sets: the policy is carried out, the figure is not reached.
_RULE = re.compile(r"的(?:政策|规定|门槛|限额|上限|下限|优惠)")
#: What is allowed to be more: 年龄放宽到40周岁, 实施期限延长至3年; but 由4周延长至8周 is a change to reach.
_RELAXED = re.compile(r"(?:放宽|(?<![年月周天日时])延长)[^，。；、]*$")
#: How long somebody may have what is given: 连续享受不超过3年.
_GRANTED_FOR = re.compile(
    r"(?:享受|补助|补贴|资助|扶持|奖补|奖励|贴息|免租|聘任|聘用|任职|借用|租用|租赁)(?:时间|期限|年限|周期)?(?:累计|最长|合计|一般|原则上)*"
    r"(?:不得?超过|不多于|最[长多高]|至多|不长于)$"
)
#: A further condition on the same: 人口超过5万，且产值超过1亿元的镇.
_AND_OF_THOSE = re.compile(
    r"[^，。；、\d]{0,4}，?(?:且|并且|同时)[^，。；、\d]{0,16}\d[\d.]*[百千万亿]*[^，。；、\d]{0,8}的[^，。；、\d]{2}"
)
#: How many items a list or programme has: 民生实事项目共11项.
_LISTED = re.compile(r"(?:项目|实事|任务|事项|措施|举措|政策|指标|建议|提案|内容)(?:总|一)?共计?$")
#: Whom or what work is for: 以7000多名残疾人为主要对象.
_TAKEN_AS = re.compile(r"[^，。；]{1,24}?为(?:主要|重点|服务)*(?:对象|主体|重点|基础|突破口|载体)")
#: A list of bodies or places and how many they are: 等23个部门, 等5个市.
_AND_OTHERS = re.compile(
    r"(?:国家|省级|市级|县级|市直|省直|重点)?(?:部委|部门|单位|省|地市|市|县|区|城市|地区|国家|行业|领域|乡镇|镇街|街道)(?=[，。；、）和及的开推实建先要均共联印发\0]|$)"
)
#: What the work goes by, at the beginning of a clause: 结合全市4个产业集群.
_BASED_ON = re.compile(
    r"(?:紧紧|紧密|充分)?(?:结合|围绕|聚焦|依托|立足|根据|按照|紧扣|紧盯|对照|对标|锚定)(?!部)"
)
#: Each of those that are counted has a figure of its own: 甲、乙等3个敬老院分别.
_EACH_OF = re.compile(r"(?!、)[^，。；\d]{1,16}?(?:分别|依次)")
#: Places with so many of those that live there: 1万名老人以上的街镇, 10名以上老人且有需求的村.
_AREAS_WITH = re.compile(
    r"[^，。；\d]{1,16}?(?:以上|且[^，。；\d]{2,12})的(?:街|乡?镇|行政村|村|社区|小区|县|区)(?:[（都各均、\0]|$)"
)
#: Where something is counted: 在10个行业打造30个工厂, 市直60个部门中抽调.
_SCOPE = re.compile(r"(?:在|从)(?:[全各本][省市县区州]|[省市县区州]直)?$")
_WITHIN = re.compile(r"[^，。；、\d]{2,16}(?<![、和及与])\d")
_AMONG = re.compile(r"(?:部门|单位|机关|企业|学校|乡镇|县区|城市|地区)[之当]?中(?!心|[小专药西医学])")
#: How many there are of a class: 考核一类部门31个.
_OF_CLASS = re.compile(r"[一二三四五甲乙丙ABC]类(?:部门|单位|乡镇|县区|镇街|街道)共?$")
_ELIGIBLE = re.compile(
    r"的?(?:自然[村屯寨]|行政村|(?:超)?大班额|加油站|旅行社|(?:贫困|养殖|种植|低收入)户|[^，。；、\d的]{0,8}养殖场|[村镇市县区](?=[^庄])|乡(?![庄村土]|$)|村庄|小区|社区|企业|单位|机构|项目|场所|医院|学校|园区|城市|家庭|老年人|老人|人口|用户|床位的|商场|建筑|工程|船舶|车辆|产业|集群|工业|大型|中型|小型|重大|农户|主体|人员|人群|儿童|婴幼儿|水库|河流|公司)"
)
_BOUND = frozenset("上下内")
#: Sizes of things, which nobody is to reach where the thing follows.
_SIZES = {"voltage", "frequency", "temperature", "speed", "age"}
_COUNTS = {"count", "visits", "trips", "cases", "cargo"}
#: 已建成的站点 are what the plan works on, and no report.
_PAST = re.compile(
    r"(?P<past>今年以来|据(?:初步)?(?:测算|统计|调查|监测|普查)|(?<=[率量数额])仍(?:然|旧)?(?:在|为|有|高[达于]|不[足到])|截[至止]到?(?:20\d\d年(?:\d{1,2}月)?[底末初]?)?|(?<![由从])目前|近年来|以来(?=[，,])|(?<![由从自比较])(?:去年|上年)(?!度?(?:水平|基础|同期|增|提|下|降)|[^，。；、\d]{1,6}的)|(?<![^，。；、\w])已经?(?!(?:建成|开工|完工|竣工|投用|形成|认定|纳入|开通|上线|启用)的)(?!建[^，。；成立设好起了]{1,12}率)(?=[\u4e00-\u9fff])|已经?(?!(?:建成|开工|完工|竣工|投用|形成|认定|纳入|开通|上线|启用)的)(?=[完实达有形累培开入认引获通]|建(?![^，。；成立设好起了]{1,12}率))|取得了|收到(?=[^，。；]{0,12}\d)|\d{1,2}[-—－～~至]\d{1,2}月(?:份)?(?=，[^。；]{0,40}(?:同比|比重为|居全)))"
    r"|(?P<plan>(?:到|至|力争)(?:20)\d\d年|20\d\d年(?:[底末])?前?[，,]?(?=力争|计划|新|将|全|建|完|实)|力争|(?<!列入)(?<!行动)(?<!解决)计划|今年|年内|今后|确保|争取|预计到|下一步)"
)
#: A sentence without any of these is of what is planned.
_PAST_WORDS = re.compile(
    r"[据仍截目近以去上已取收\d](?:(?<=据)(?:初步)?(?:测算|统计|调查|监测|普查)|(?<=仍)|(?<=截)[至止]|(?<=目)前|(?<=[近去上])年|(?<=以)来|(?<=已)|(?<=取)得了|(?<=收)到|(?<=\d)月(?=份?，))"
)


def achieved_until(flat: str, start: int, end: int) -> list[tuple[int, bool]]:
    """Where a sentence turns to what has been achieved (True) and back to what is planned (False), in order."""
    if _PAST_WORDS.search(flat, start, end) is None:
        return []
    return [(m.start(), m.lastgroup == "past") for m in _PAST.finditer(flat, start, end)]


def is_condition(
    flat: str, clause: int, head: int, figure: Figure, *, level: bool, bounded: bool, end: int
) -> bool:
    """Whether a figure sets no target.

    Args:
        flat: the words, with brackets and quotations blanked out.
        clause: where the figure's clause begins.
        head: where the words begin that lead to the figure.
        figure: the figure.
        level: whether a word of reaching leads to it (达到, 提高到).
        bounded: whether a bound leads to it (不少于, 超过).
        end: where the sentence ends.
    """
    at, stop, kind = figure.start, figure.end, figure.dimension
    if kind == "length" and flat.startswith("的", stop) and flat.endswith(("宽", "高", "深"), clause, at):
        return True
    if bounded and _AND_OF_THOSE.match(flat, stop, end) is not None:
        return True
    if kind == "":
        return not (level or bounded) or not _closes(flat, stop, end)
    if (
        not level
        and flat[at - 1 : at] in _BEFORE_ENDS
        and not _is_involved(flat, clause, figure, end)
        and _BEFORE.search(flat, max(clause, at - 16), at) is not None
    ):
        return True
    if _is_reckoned(flat, clause, figure, bounded=bounded, end=end):
        return True
    if figure.unit in ("条", "项") and _ARTICLES.match(flat, stop, end) is not None:
        return True
    if _ENUMERATED.match(flat, stop, end) is not None and not (bounded or figure.after):
        return True
    if figure.kind == "numeral" and figure.value <= 10 and kind == "count":
        unlikely = (
            figure.unit not in _COUNTERS
            or _NAMED.match(flat, stop, end) is not None
            or not led_by_verb(flat, clause, head)
        )
        if unlikely and not figure.after and not bounded:
            return True
    if kind == "count" and _EACH_OF.match(flat, stop, end) is not None:
        return True
    if kind == "count" and not (level or bounded) and _AREAS_WITH.match(flat, stop, end) is not None:
        return True
    if (
        not level
        and not bounded
        and kind == "count"
        and (on := _BASED_ON.match(flat, clause, at)) is not None
    ):
        return VERB.search(flat, on.end(), head) is None
    relaxed = _RELAXED.search(flat, max(clause, at - 24), at)
    if relaxed is not None and (relaxed[0].startswith("放宽") or kind in ("time", "age")):
        return True
    if _RULE.match(flat, stop, end) is not None:
        return True
    if kind == "count" and not level and _is_of_those(flat, clause, head, figure, end):
        return True
    if flat[at - 1 : at] == "等" and _AND_OTHERS.match(flat, stop, end) is not None:
        return True
    if (
        not level
        and _SCOPE.search(flat, max(clause, at - 8), at) is not None
        and _WITHIN.match(flat, stop, end) is not None
    ):
        return True
    if kind == "count" and _TAKEN_AS.match(flat, stop, end) is not None and flat.find("以", clause, at) >= 0:
        return True
    if kind == "count" and flat.endswith(("实事", "实事项目"), clause, at):
        return True
    if kind == "count" and flat[at - 1 : at] in ("共", "计") and _LISTED.search(flat, clause, at) is not None:
        return True
    if kind in ("time", "age") and not (level or (bounded and not figure.after)):
        return True
    if kind == "time" and _GRANTED_FOR.search(flat, max(clause, at - 16), at) is not None:
        return True
    if (kind in ("money", "rate") or figure.unit == "%") and is_granted(
        flat, clause, figure, level=level, end=end
    ):
        return True
    if level:
        return figure.after != "" and figure.unit == "%" and _eligible(flat, stop, end)
    return _limits(flat, clause, head, figure, bounded=bounded, end=end)


def _is_of_those(flat: str, clause: int, head: int, figure: Figure, end: int) -> bool:
    """Whether a count is of those who do the work: 60个部门中, 一类部门31个, 抽调200名干部."""
    at = figure.start
    if _AMONG.match(flat, figure.end, end) is not None or flat.endswith("抽调", clause, head):
        return True
    return (
        flat.find("类", max(clause, at - 8), at) >= 0
        and _OF_CLASS.search(flat, max(clause, at - 8), at) is not None
        and VERB.search(flat, clause, at) is None
    )


_RECKONED = ("核定", "计算", "计发", "拨付", "补足")


def _is_reckoned(flat: str, clause: int, figure: Figure, *, bounded: bool, end: int) -> bool:
    """Whether a figure is by how many is reckoned, how far a zone reaches, or tells a class of those concerned.

    按100人核定; 沿岸1公里范围内; 对年接待超过500人次的旅行社.
    """
    at, stop = figure.start, figure.end
    if figure.dimension == "length" and flat.startswith("范围", stop):
        return True
    if flat.startswith(_RECKONED, stop) and flat.endswith(("按", "按照"), clause, at):
        return True
    limited = bounded or figure.after[-1:] in _BOUND
    of_those = flat.startswith("的", stop, end) or (
        figure.dimension == "money" and not _closes(flat, stop, end)
    )
    if not (limited and of_those):
        return False
    return FOR_WHOM.match(flat, clause, at) is not None or _FOR_ONE.search(flat, clause, at) is not None


#: Each of those whom a rule is for: 对单户200万元以下贷款.
_FOR_ONE = re.compile(r"对(?:单[户个笔家]|每[户个笔家])$")


_SIZE_OF_ONE = re.compile(r"(?:总长度?|全长|总?建筑面积|占地面积|总面积)[^，。；、的]{0,16}(?=[，。；、]|$)")


def is_sized(flat: str, figure: Figure, end: int) -> bool:
    """Whether only the size follows of what a count is of: 1条总长约20公里, whose noun stands in a later clause."""
    return figure.dimension == "count" and _SIZE_OF_ONE.match(flat, figure.end, end) is not None


#: Work on what is counted, at the end of its noun: 涉及60所学校电路改造.
_WORKED_ON = re.compile(
    r"[^，。；、]{2,24}(?:改造|建设|增容|扩容|安装|加装|维修|修缮|整治|治理|提升|更新|加固|扩建|新建|迁建)(?=[，。；、\0]|$)"
)


def _is_involved(flat: str, clause: int, figure: Figure, end: int) -> bool:
    """Whether 涉及 leads to the work itself, not to those whom it touches."""
    return (
        figure.dimension == "count"
        and flat.endswith("涉及", clause, figure.start)
        and _WORKED_ON.match(flat, figure.end, end) is not None
    )


def _closes(flat: str, stop: int, end: int) -> bool:
    return stop >= end or flat[stop] in "，、。；：和及 \0"


def _behind_brackets(flat: str, stop: int, end: int) -> int:
    """Where the words go on behind a bracket: 6亩以下（不含6亩）的土地."""
    while stop < end and flat[stop] == "\0":
        stop += 1
    return stop


def _eligible(flat: str, stop: int, end: int) -> bool:
    return flat[stop : stop + 1] == "的" and _ELIGIBLE.match(flat, stop, end) is not None


#: The size of a fund that is founded is a goal, unlike that of a project: 总规模80亿元的基金.
_ENDOWED = re.compile(
    r"(?:总|募集)?规模(?:不低于|不少于|超过|达到|达|约|为)?[\d.]+万?亿元(?:以上)?(?=的[^，。；、]{0,12}基金)"
)


#: Units of limits: schools of so many pupils, farms of so many head.
_OF_WHOM = frozenset(("人", "人口", "户", "张", "床", "名", "人次", "头", "只", "羽"))


#: What is said of those beyond a limit: 年产能低于10万吨的不再新批.
_FORBIDDEN = ("不得", "禁止", "不准", "不再", "不予", "一律", "严禁")


def _limits(flat: str, clause: int, head: int, figure: Figure, *, bounded: bool, end: int) -> bool:
    """A limit of eligibility or a size: 年收入2000万元以上的企业, 20户以上的自然村, 110千伏变电站."""
    stop, kind = figure.end, figure.dimension
    if figure.after[-1:] in _BOUND and flat.startswith("的", behind := _behind_brackets(flat, stop, end)):
        stop = behind
    follows = stop < end and flat[stop] not in "，。；：、！？和及与或并（ \0\n"
    if not follows:
        return False
    if kind in _SIZES or flat.startswith(_FORBIDDEN, stop + flat.startswith("的", stop)):
        return True
    eligible = _ELIGIBLE.match(flat, stop, end) is not None
    limited = bounded or figure.after[-1:] in _BOUND
    if kind in _COUNTS:
        return limited and figure.unit in _OF_WHOM and eligible
    if kind == "ratio":
        return False
    if flat[stop] == "的":
        if flat.startswith(("目标", "任务", "要求"), stop + 1):
            return False
        endowed = _ENDOWED.search(flat, max(clause, figure.start - 10), min(end, stop + 20))
        return limited or (kind == "money" and (endowed is None or endowed.end() != stop))
    if kind == "money":
        return eligible
    return limited and not led_by_verb(flat, clause, head) and eligible
