"""What stands around a date in running text: whether it is the time of some work, and what is due then.

To read a date as a due date the words must make it one: a limit (前, 底, 到), a clause that begins with it, or a
verb of work behind it. Names, comparisons, reports of what was done, the validity of the policy itself and the days
on which reports are asked for are none.
"""

from __future__ import annotations

import re

from loaders.mentions.dates import DateRange, Point
from loaders.mentions.wording import VERB

__all__ = [
    "completion_after",
    "completion_at",
    "five_year_time",
    "is_start",
    "is_time_of_work",
    "range_is_time_of_work",
    "starts_from",
]

_CONTEXT = 10

# --- before the date
_NOT_BEFORE = re.compile(
    r"(?:已[于在经]?|曾[于在]?|每年?|上年|去年|往年|历年|比|较|以|与|对|近|前|同期|第|基期为|期限为|同比|不早于|有效期[至到为限]{0,2}|有效至|成立于|始于|〔|[\d年月日][—\-－~～]{1,2})$"
)
_SINCE = re.compile(r"[自从]$")
_AS_OF = re.compile(r"截[至止]到?$")
_TOWARDS = re.compile(
    r"(?:到|至|力争|确保|争取|预计|计划|拟|定于|将于|(?<![关由鉴位属源处等低高对用基已曾])于)$"
)
#: By when something is raised to a figure: 由2020年的2.9人提高到2025年的3.93人.
_RAISED_TO = re.compile(r"(?:提高|提升|增加|增长|扩大|上升|升|下降|降低|降|减少|压减|压缩|缩短|增)[到至]$")
_OF_FIGURE = re.compile(r"的\d")
_CLAUSE_BEGINS = frozenset("。；，！？：:;,\n\t|）)】— ")
_PHASE_BRACKET = re.compile(r"(?:阶段|期|步骤?|环节|时间)[（(]$")

# --- after it
_NOT_AFTER = re.compile(
    r"以来|以后|之后|后(?!续)|期间|同期|版|本[）)，、]|以前年度|工作要点|[〕》]|的|第[\d一二三四五六七八九十百]|至今|已[经于]?|、(?:19|20)\d\d年|和(?:19|20)\d\d年"
)
_NOUN_AFTER = re.compile(
    r"(?:度)?(?:基础|水平|数据|目标|任务|计划(?!新|完|投|建|开|改|实|引|培|安|总|启|到)|预算|重点(?![推抓做实建开打完])|考核|中央|[国省市县区]《|评估|报告|碳达峰)"
)
_ATTRIBUTE = re.compile(
    r"[^，。；、\n]{0,12}?(?:建成|建设|完成|实施|印发|出台|发布|制定|修订|启动|投用|投产|认定|批准|公布|下达|签订|成立|竣工|形成|取得|入选|登记|注册)的"
)
_POLICY = re.compile(r"起?(?:正式)?(?:施行|执行|生效)|起实施[，。；]|起实施$")
#: The policy speaks of itself: 本措施有效期至2026年12月31日.
_OF_POLICY = re.compile(
    r"本(?:方案|意见|措施|若干措施|办法|政策|规定|计划|行动计划|行动方案|通知|细则|清单)[^。；\n]{0,36}$"
)
_REPORTED = re.compile(
    r"[，,]?(?:将|把)[^。；\n]{0,60}?(?:报送?|上报|送交?|反馈|提交)(?:[至到给]|[国省市县区州我本局委]|，|。|$)|[，,]?报送|[，,]?向[^，。；\n]{1,16}(?:报送|报告|反馈)"
)
_WORK = re.compile(
    r"[，,]?[ ]?(?:完成|启动|开工|动工|开建|建成|建设|举办|召开|举行|开幕|开馆|开园|开赛|开班|开业|投产|投入|投用|投运|实现|基本|力争|确保|争取|全面|全部|各(?=形成|建成|打造|培育|新建)|具备(?=[^，。；\n]{1,12}条件)|新增|新建|新开|新[改扩]|改造|改建|分别|达到?|突破|培育|引进|打造|创建|累计|组织|分(?:阶段|[类级年批期步]|[一二两三四五六\d][批期步])|开展|出台|印发|制定|编制|修订|推出|上线|试运行|运行|运营|交付|封顶|竣工|通车|贯通|验收|挂牌|评选|公布|发布|建立|形成|取得|推进|实施|安排|初步|将|要(?![点素求])|拟|再|重点(?:推|抓|做|实施|建|打)|计划|预计|率?先行?(?=[在开启于试布推])|试点|推广|推开|铺开"
    r"|在[^，。；\n]{1,14}?(?:推广|推开|铺开|试点|布点|试行|先行)"
    r"|(?:提高|提升|降低|下降|增长|增加|减少|压缩|缩短|控制|稳定|保持|扩大)(?:[到至在约超]|[\d.]+[%万亿个家])"
    r"|[全我]?[全我][国省市县区州盟旗域镇乡](?=[^，。；\n]{0,40}?(?:达|增长|以上|左右|突破|超过|控制|完成|实现|新增|保持|力争|下降|建成|基本|不低于)))"
)
#: A clause that tells how much: 2025年数字经济增加值占比达到10%.
_FIGURE = re.compile(
    r"[^，。；\n]{2,40}?(?:达到?|增长|突破|超过|控制在|不低于|下降|不少于|[\d.]+[%万亿个家项人][^，。；\n]{0,4}(?:以上|左右|以内))"
    r"|(?:[^，。；\n]{2,40}?)?\d[\d.]*[百千万亿余多]*(?:个|家|项|条|座|处|所|户|套|台|辆|场|次|名|公里|公顷|亩|吨|平方米|元|人次|人|件|次|千瓦|千瓦时|头|只|株|立方米|标准箱)[^，。；\n]{0,4}(?:[，。；、]|$)"
)
#: One of several figures, each with its time: 一季度2亿元、二季度3亿元.
_COUNTED_BEFORE = re.compile(r"\d[\d.]*[百千万亿]*[\u4e00-\u9fff%]{0,4}、$")
#: What bounds a figure behind a date: 充电桩保有量2025年不少于8万个.
_BOUND = re.compile(r"(?:不[少低]于|超过|突破)\d")
#: Work of a month, half or quarter of a year that opens a clause: 上半年集中整治，下半年巩固提升.
_WORK_THEN = re.compile(
    rf"(?:集中|继续|进一步|统一|陆续|逐步|持续|同步|分批|适时|深入|重点|着力|全力|优先)*(?:巩固|施工|抓好|做好|深化|抽查|评估|督导|督查|考核|检查(?!站)|攻坚|{VERB.pattern})(?!了|过|的)"
)
_START = re.compile(
    r"[，,]?[^，。；、完建\n]{0,6}?(?:动工|(?<!公)开工(?![率数面前作])|复工(?!复产)|开建|启动|开始|着手)(?!并|[^，。；\n]{0,8}完成)"
)
_ONWARDS = re.compile(r"起(?![草来步区点])")
_FROM_THEN = re.compile(r"起(?![草来步区点])|开始")
_DEGREE = re.compile(
    r"[，,]?[^，。；、\n]{0,14}?(?:(?P<partly>基本)|全[部面线]|(?P<bare>))(?P<done>完成|建成|实现|(?<=基本)(?:完工|竣工|建好))"
)
#: The same at the end of a clause, behind a long subject: 12月底前，县域内乡镇卫生院标准化建设全部完成。
_DONE_AT_END = re.compile(
    r"[，,]?[^，。；：\n\d（）]{4,48}?(?:(?P<partly>基本)|全[部面]|(?<=[设造制作理治收建作]))完成(?=[，。；\n]|$)"
)
#: 完成 right behind a date says to what degree the work is due, unless it counts: 全年完成投资100亿元.
#: Who completes it may stand between, behind a comma: 11月底前，市体育馆完成改造.
_DONE = re.compile(
    r"(?:[，,](?:[\u4e00-\u9fff]{2,16}?(?<![和及与并将要]))?)?[要须应]?完成(?!率|[^，。；、\n]{0,12}\d(?!G))"
)
_REPORT_OF_DONE = re.compile(r"[^。；\n]{0,40}?(?:已|共有|累计(?!达到|完成|新))")
_AIM = re.compile(r"[^。；\n]{0,30}?(?:力争|确保|争取|要|将)")
_LEVEL = re.compile(r"[^。；\n]{0,30}?(?:达到|建成|实现|不低于|以上)")
_NAME_OF_RANGE = re.compile(r"度?(?:[）)》]|的?(?:规划|行动|计划|方案|纲要|意见|任务|工作|重点)|期间的|的)")


def is_time_of_work(text: str, start: int, end: int, point: Point) -> bool:
    """Whether the words around a date within `start` and `end` make it the time of some work."""
    behind = text[max(start, point.start - _CONTEXT) : point.start].rstrip(" ")
    ahead = text[point.end : min(end, point.end + 72)].lstrip(" ")
    if point.year is not None and _OF_FIGURE.match(ahead) and _RAISED_TO.search(behind):
        return True
    if (
        _NOT_AFTER.match(ahead)
        or _ATTRIBUTE.match(ahead)
        or _REPORTED.match(ahead)
        or _NOT_BEFORE.search(behind)
    ):
        return False
    if behind.endswith(("（", "(")) and ahead[:1] in ("）", ")"):
        return point.bounded or bool(_PHASE_BRACKET.search(behind)) or _closes(point, behind, ahead)
    if _AS_OF.search(behind):  # 截至2023年底，已建成 reports; 截至2025年底，力争建成 does not
        aim = _AIM.match(ahead) or (point.year is not None and _LEVEL.match(ahead))
        return bool(aim) and not _REPORT_OF_DONE.match(ahead)
    if point.whole and point.year is None:
        return False  # what the year of the plan comes to: it names no time
    if point.whole:
        return _WORK.match(ahead) is not None
    if _TOWARDS.search(behind):
        return not (point.day and _OF_POLICY.search(text, max(start, point.start - 48), point.start))
    if _NOUN_AFTER.match(ahead):
        return False
    if point.bounded:
        return True
    if _BOUND.match(ahead) and _PARTLY.search(text, max(start, point.start - 44), point.start) is None:
        return True
    if _WORK.match(ahead) or is_start(text, point.end, end):
        return True
    begins = not behind or behind[-1] in _CLAUSE_BEGINS or behind.endswith("在")
    if ahead[:1].isdigit() and _COUNTED_BEFORE.search(behind) is not None:
        return True
    if point.day or not begins:  # 3月8日，我市召开……: a day that opens a sentence is one of the news
        return False
    if point.month and _WORK_THEN.match(ahead) is not None:
        return True
    return ahead[:1] in ("，", ",") or _FIGURE.match(ahead) is not None


_CLOSED = re.compile(r"[）)](?:[：:。；\n]|$)")
_NAMED = re.compile(r"[》”版本号次届稿表报刊][（(]$")


def _closes(point: Point, behind: str, ahead: str) -> bool:
    """Whether a month in brackets ends a sentence or title: 推进重组整合（2024年12月）：. Of years alone, names consist too."""
    return point.month > 0 and _CLOSED.match(ahead) is not None and _NAMED.search(behind) is None


def starts_from(text: str, start: int, end: int, point: Point) -> bool | None:
    """Whether work goes on from a date: 自2025年起, 2025年起.

    None where the date is no time of work at all: 自2021年以来, and the day from which the policy itself is in force
    (自2025年1月1日起施行).
    """
    behind = text[max(start, point.start - _CONTEXT) : point.start].rstrip(" ")
    ahead = text[point.end : min(end, point.end + 12)].lstrip(" ")
    if _POLICY.match(ahead):
        return None
    if _SINCE.search(behind):
        return True if _FROM_THEN.match(ahead) else None
    return _ONWARDS.match(ahead) is not None


def is_start(text: str, at: int, end: int) -> bool:
    """Whether what is due at a date that ends at `at` is the start of the work: 动工, 开工, 启动."""
    return _START.match(text, at, min(end, at + 24)) is not None


#: Only some of the work: 其中一期8万平方米于6月底前完成.
_PARTLY = re.compile(r"其中[^，。；\n]{0,40}$")


def completion_at(text: str, start: int, point: Point, end: int) -> str | None:
    """To what degree the work of a run is due at a date; nothing where no degree is stated, or only that of a part."""
    degree = completion_after(text, point.end, end)
    if degree is None or _PARTLY.search(text, max(start, point.start - 44), point.start) is not None:
        return None
    return degree


def completion_after(text: str, at: int, end: int) -> str | None:
    """The degree that the words behind a date that ends at `at` state.

    基本完成, 基本建成, 基本实现 are SubstantiallyCompleted; 全部完成, 全面完成 and a mere 完成 behind the date (9月底前完成选址)
    are Completed. What is completed so far as a figure says (全年完成投资100亿元) is a quantity and no degree.
    """
    stop = min(end, at + 24)
    degree = _DEGREE.match(text, at, stop)
    if degree is not None and degree["bare"] is None:
        if degree["partly"]:
            return "SubstantiallyCompleted"
        return "Completed" if degree["done"] == "完成" else None
    if _DONE.match(text, at, stop):
        return "Completed"
    ended = _DONE_AT_END.match(text, at, min(end, at + 56))
    return None if ended is None else "SubstantiallyCompleted" if ended["partly"] is not None else "Completed"


def range_is_time_of_work(text: str, start: int, end: int, between: DateRange) -> bool:
    """Whether a range of dates is the time of some work, and not part of a name (三年行动计划（2023—2025年）)."""
    behind = text[max(start, between.start - _CONTEXT) : between.start].rstrip(" ")
    ahead = text[between.end : min(end, between.end + 72)].lstrip(" ")
    if behind.endswith(("（", "(")):
        phase = ahead[:1] in ("）", ")", "，", ",", "；") and bool(_PHASE_BRACKET.search(behind))
        return phase or _closes(between.last, behind, ahead)
    if _POLICY.match(ahead) or _VALIDITY.search(behind):
        return False
    ahead = _DURING.sub("", ahead)
    if _NAME_OF_RANGE.match(ahead) or _NOT_BEFORE.search(behind) or _NOT_AFTER.match(ahead):
        return False
    if between.bounded or behind.endswith(("自", "从")):
        return not _REPORTED.match(ahead) and not _OF_POLICY.search(
            text, max(start, between.start - 48), between.start
        )
    begins = not behind or behind[-1] in _CLAUSE_BEGINS or behind.endswith(("于", "在", "时间为"))
    return begins and (
        not ahead
        or ahead[0] in "，,：:；。"
        or _WORK.match(ahead) is not None
        or _WORK_THEN.match(ahead) is not None
        or _DONE_THERE.match(ahead) is not None
    )


#: Where or by whom the work of a time is done: 9月至11月在三市开展专项整治.
_DONE_THERE = re.compile(r"[在由对][^，。；\n]{2,24}?(?:开展|实施|组织|举办|推进|建设|进行|完成|试点)")
#: 在2024年6月至12月期间开展: the word only repeats that it is a range.
_DURING = re.compile(r"期间(?!的)")
#: How long the policy itself is in force: 有效期自2024年1月1日起至2026年12月31日止.
_VALIDITY = re.compile(r"(?:有效期限?|执行期限?|施行期限?|适用期限?|有效)(?:为|是|：)?(?:自|从|由)?$")


_PHASE_END = re.compile(r"[”\"]?(?:时期|期间)?(?:末|期末|收官)(?:之?年)?")
_PHASE = re.compile(r"[”\"]?(?:期间|时期)")
_WORK_OF_PHASE = re.compile(
    r"[，,]?(?:力争|新增|新建|完成|实现|建成|建设|推动|推进|培育|打造|计划|累计|全面|年均|全[省市县区]|实施|争取|确保|每年|规划建设|改造)"
)


def five_year_time(text: str, at: int, end: int, *, strict: bool) -> tuple[bool, int] | None:
    """What follows the numeral of a five-year plan that ends at `at`: whether it is its end, and where the words end.

    “十四五”末 is its last year and “十四五”期间 all of it; “十四五”规划 is neither, nor, where `strict`, a
    “十四五”期间 without work behind it.
    """
    if m := _PHASE_END.match(text, at, end):
        return True, m.end()
    m = _PHASE.match(text, at, end)
    if m is None or (strict and not _WORK_OF_PHASE.match(text, m.end(), end)):
        return None
    return False, m.end()
