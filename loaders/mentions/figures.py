"""The words around a figure: units, bounds, the verbs that lead to it, what tells that it is no target."""

from __future__ import annotations

import re

__all__ = [
    "BASELINE",
    "BEFORE_RE",
    "COUNTED",
    "COUNTING",
    "CUMULATIVE",
    "FIGURE",
    "FROM",
    "FULL",
    "HAN_FIGURE",
    "LED",
    "LIMIT_UNITS",
    "NETWORK",
    "NOT_TARGET_AFTER",
    "NOT_TARGET_BEFORE",
    "NUMBER",
    "RAISED",
    "REACH",
    "SOFT",
    "SOLELY_LED",
    "STOPWORDS_HEAD",
    "VERB",
    "WORK",
]

UNIT = (
    r"个(?:百分点|工作日|标准车位|床位)?|工作日|百分点|[%％‰]|亩|平方公里|平方千米|平方米|立方米|公里|千米|海里|米|公顷|千瓦时|千瓦|兆瓦|吉瓦|[MG]W[hp]?|kW|万千瓦|标准煤|标煤|"
    r"吨(?:标准煤|标煤)?|千克|公斤|微克/立方米|毫克/升|μg/m3|元/[吨亩人月年]+|元|美元|项|家|户|人次|人|名|位|条|处|所|座|件|台(?:套)?(?:（套）)?|套|辆|艘|架|只|头|株|棵|"
    r"次|场|场次|期|批次|门|部|篇|本|册|类|种|款|支|组|对|片|块|栋|幢|间|村|镇|乡|县|市|区|街道|社区|站|点|张|床|学时|课时|小时|分钟|天|日|个月|级|星|倍|"
    r"PB|TB|GB|EB|EFlops|PFlops|EFLOPS|PFLOPS|Gbps|Mbps|Tbps|[PEGMT](?![A-Za-z0-9a-z])|兆|字节|标箱|TEU|件次|艘次|列|班|例|宗|笔|单|份|枚|颗|孔|桩|枪|岁|周"
)
NUMBER = r"\d[\d,]*(?:\.\d+)?"
FIGURE = re.compile(
    rf"(?<![\d.A-Za-z+＋第“‘〔\-])(?P<number>{NUMBER})(?P<scale>[百千]?[万亿]{{0,2}})(?P<more>余|多)?[ ]?(?P<unit>{UNIT})?"
    rf"(?P<after>(?:及)?以上|(?:及)?以下|以内|之内|左右|上下|余)?"
)
HAN_FIGURE = re.compile(
    r"(?P<number>[一二两三四五六七八九十]{1,3}[百千万亿]+|[二两三四五六七八九十]{1,3})(?P<scale>)(?P<more>余|多)?(?P<unit>个|家|项|所|座|条|处|名|类|套|批次|万个)(?P<after>以上|以下|以内|左右)?(?=[\u4e00-\u9fff“])(?!等级|方面|阶段|层次|类型|领域|维度|环节|层面|重点|关键|月|月内|转变|统一|结合|同时|坚持|围绕)"
)
BEFORE = (
    ("AtLeast", r"不少于|不低于|不小于|不得少于|不得低于|至少(?:有|建成|完成|达到)?|最少|保底|达到?不低于|高于或等于|≥|力保"),
    ("AtMost", r"不超过|不高于|不多于|不大于|不得超过|控制在|控制到|压减至|压缩至|压缩到|降至|降低到|下降到|缩短至|缩减至|最多|≤|低于或等于"),
    ("MoreThan", r"超过|突破|大于|高于|多于|超|破|＞|>"),
    ("LessThan", r"低于|少于|小于|＜|<"),
    ("About", r"约|大约|近|接近|左右"),
)  # fmt: skip
BEFORE_RE = re.compile("(?:" + "|".join(f"(?P<{k}>{v})" for k, v in BEFORE) + r")(?:在|到|至)?[ ]?$")
REACH = re.compile(
    r"(?:力争)?(?:达到?了?|提高到|提升到|提高至|提升至|增加到|增长到|增至|扩大到|扩大至|稳定在|保持在|升至|增长|提高|提升|增加|新增|下降|降低|减少|压减|压缩|缩短|节约|为|到|至|超|破|实现)[ ]?$"
)
SOFT = re.compile(r"力争|争取|努力")
CUMULATIVE = re.compile(r"累计|总数|总量达|总计|共计|总规模")
FULL = re.compile(r"(?P<full>全覆盖|全部覆盖|100%覆盖|应(?P<same>[\u4e00-\u9fff])尽(?P=same))")
VERBS = (
    "优化布局|加快建设|加快推进|组织实施|推动实施|推动建设|组织开展|建成并开通|建成投用|建设|建成|新建|改建|改造|扩建|打造|培育壮大|培育|培植|遴选打造|遴选|认定|创建|布局|新增|完成|推出|形成|"
    "引进|引育|集聚|支持发展|支持|推广|发展|编制|制定|举办|开展|组织|实施|推动|推进|发布|开通|部署|实现|确保|落地|设立|建立|构建|选树|评选|选拔|培养|培训|开发|开放|上线|"
    "动态培育|持续动态培育|归集|汇聚|梳理|列入|纳入|储备|谋划|签约|招引|投用|修建|修复|治理|整治|提升|新培育|再建|力促|铺设|惠及|发放|采集|安装|投放|种植|栽植|救助|帮扶|办理|新开通|新建成|推介|吸引|服务|覆盖(?![率面])|建好|建强|做强|做优|做大"
)  # fmt: skip
VERB = re.compile(rf"(?:{VERBS})(?:了|一批|好|并|和|完善|打造|建设|培育)*")
NOT_TARGET_BEFORE = re.compile(
    r"(?:第|每|前|后|近|人均|〔|号|电话|热线|邮编|补助|奖励|补贴|奖补|资助|给予[^，。]{0,12}|最高(?:不超过)?|一次性|贷款|罚款|注册资本|营业收入|年产值|满|每人|每[一二三年家个户])[ ]?$"
)
NOT_TARGET_AFTER = re.compile(r"(?:号|号文|届|周年|周岁|、\d+年|章|条例)")
LIMIT_UNITS = {
    "人",
    "岁",
    "平方米",
    "米",
    "公里",
    "千瓦",
    "元",
    "吨",
    "分钟",
    "小时",
    "天",
    "日",
    "周",
    "床",
    "级",
    "星",
    "期",
    "县",
    "市",
    "区",
    "镇",
    "乡",
    "村",
    "点",
    "周岁",
    "个月",
}
#: Units that count things: a bound before them is a target even where 的 follows (不少于1000项的场景).
COUNTING = set("个项家户名位条处所座件台套辆艘次场部类种款支组对栋间株张批例宗笔枚颗孔篇本册门") | {
    "人次",
    "批次",
    "个以上",
}
STOPWORDS_HEAD = re.compile(
    r"^(?:到|至|在|使|让|将|力争|争取|确保|努力|推动|推进|实现|促进|带动|全面|基本|初步|加快|持续|深入|扎实|进一步|年底前?|其中|同时|且|以及|的|全年|年内|今年)+"
)

#: What leads to a noun and is no part of it: dates, verbs, adverbs.
LED = re.compile(
    rf"(?:(?:到|至|在)?(?:19|20)\d\d年(?:年?[底末])?前?|“?十[一二三四五六]五”?(?:末|期末)|\d{{1,2}}月[底末]?前?|年[底末]前?"
    rf"|(?:{VERBS})|{STOPWORDS_HEAD.pattern[1:-1]}|全[省市县区州](?:累计|共|新增)?(?={VERBS})|累计)+"
)
SOLELY_LED = re.compile(rf"(?:{LED.pattern})+")
FROM = re.compile(r"(?:由|从)[^，。；\d]{0,14}$")
RAISED = re.compile(
    r"[^，。；\d]{0,3}(?:提高|提升|增加|增长|扩大|上升|下降|降低|降至|压减|压缩|缩短|减少|增至|升至|提至)"
)
BASELINE = re.compile(
    rf"(?:由|从)[^，。；\d]{{0,14}}(?P<number>{NUMBER})(?P<scale>[百千]?[万亿]{{0,2}})(?:{UNIT})?{RAISED.pattern}(?:到|至)?[ ]?$"
)
WORK = re.compile(r"(?:培训|服务|救助|办理|演练|检查|招商|宣传|开放|开发)$")
#: A number that is no year.
COUNTED = re.compile(r"\d(?!\d*[ ]?年)")
#: Generations of mobile networks, rates in names: 5G, 200G/400G.
NETWORK = re.compile(r"[2-6]G(?![\u4e00-\u9fff]?以上)|\d+G(?=/)|(?<=/)\d+G")
