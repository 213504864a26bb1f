"""Targets: a number with a unit, or 全覆盖, bound to what it measures and how it bounds it.

`建设100家智慧农业应用基地` counts what follows, `充电桩保有量达到8万个以上` measures what stands before, `90%的市达到三星级以上`
is a share of what follows. Numbers in names, dates, document numbers, grants, limits of eligibility and
telephone numbers are typed and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.numerals import quantity
from loaders.outline import Range

__all__ = ["Quantity", "quantities"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A target's figure with its words; ranges are in the clean text.

    `start` to `end` is the figure with its unit and bounds, `indicator` the words that name what is measured.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    comparator: str
    indicator: str
    named: Range
    quote: Range
    baseline: Decimal | None = None
    cumulative: bool = False
    soft: bool = False


_UNIT = (
    r"个(?:百分点|工作日|标准车位|床位)?|工作日|百分点|[%％‰]|亩|平方公里|平方千米|平方米|立方米|公里|千米|海里|米|公顷|千瓦时|千瓦|兆瓦|吉瓦|[MG]W[hp]?|kW|万千瓦|标准煤|标煤|"
    r"吨(?:标准煤|标煤)?|千克|公斤|微克/立方米|毫克/升|μg/m3|元/[吨亩人月年]+|元|美元|项|家|户|人次|人|名|位|条|处|所|座|件|台(?:套)?(?:（套）)?|套|辆|艘|架|只|头|株|棵|"
    r"次|场|场次|期|批次|门|部|篇|本|册|类|种|款|支|组|对|片|块|栋|幢|间|村|镇|乡|县|市|区|街道|社区|站|点|张|床|学时|课时|小时|分钟|天|日|个月|级|星|倍|"
    r"PB|TB|GB|EB|EFlops|PFlops|EFLOPS|PFLOPS|Gbps|Mbps|Tbps|[PEGMT](?![A-Za-z0-9a-z])|兆|字节|标箱|TEU|件次|艘次|列|班|例|宗|笔|单|份|枚|颗|孔|桩|枪|岁|周"
)
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?<![\d.A-Za-z+＋第“‘〔\-])(?P<number>{_NUMBER})(?P<scale>[百千]?[万亿]{{0,2}})(?P<more>余|多)?[ ]?(?P<unit>{_UNIT})?"
    rf"(?P<after>(?:及)?以上|(?:及)?以下|以内|之内|左右|上下|余)?"
)
_HAN_FIGURE = re.compile(
    r"(?P<number>[一二两三四五六七八九十]{1,3}[百千万亿]+|[二两三四五六七八九十]{1,3})(?P<scale>)(?P<more>余|多)?(?P<unit>个|家|项|所|座|条|处|名|类|套|批次|万个)(?P<after>以上|以下|以内|左右)?(?=[\u4e00-\u9fff“])(?!等级|方面|阶段|层次|类型|领域|维度|环节|层面|重点|关键|月|月内|转变|统一|结合|同时|坚持|围绕)"
)
_BEFORE = (
    ("AtLeast", r"不少于|不低于|不小于|不得少于|不得低于|至少(?:有|建成|完成|达到)?|最少|保底|达到?不低于|高于或等于|≥|力保"),
    ("AtMost", r"不超过|不高于|不多于|不大于|不得超过|控制在|控制到|压减至|压缩至|压缩到|降至|降低到|下降到|缩短至|缩减至|最多|≤|低于或等于"),
    ("MoreThan", r"超过|突破|大于|高于|多于|超|破|＞|>"),
    ("LessThan", r"低于|少于|小于|＜|<"),
    ("About", r"约|大约|近|接近|左右"),
)  # fmt: skip
_BEFORE_RE = re.compile("(?:" + "|".join(f"(?P<{k}>{v})" for k, v in _BEFORE) + r")(?:在|到|至)?[ ]?$")
_REACH = re.compile(
    r"(?:力争)?(?:达到?了?|提高到|提升到|提高至|提升至|增加到|增长到|增至|扩大到|扩大至|稳定在|保持在|升至|增长|提高|提升|增加|新增|下降|降低|减少|压减|压缩|缩短|节约|为|到|至|超|破|实现)[ ]?$"
)
_SOFT = re.compile(r"力争|争取|努力")
_CUMULATIVE = re.compile(r"累计|总数|总量达|总计|共计|总规模")
_FULL = re.compile(r"(?P<full>全覆盖|全部覆盖|100%覆盖|应(?P<same>[\u4e00-\u9fff])尽(?P=same))")
_VERBS = (
    "优化布局|加快建设|加快推进|组织实施|推动实施|推动建设|组织开展|建成并开通|建成投用|建设|建成|新建|改建|改造|扩建|打造|培育壮大|培育|培植|遴选打造|遴选|认定|创建|布局|新增|完成|推出|形成|"
    "引进|引育|集聚|支持发展|支持|推广|发展|编制|制定|举办|开展|组织|实施|推动|推进|发布|开通|部署|实现|确保|落地|设立|建立|构建|选树|评选|选拔|培养|培训|开发|开放|上线|"
    "动态培育|持续动态培育|归集|汇聚|梳理|列入|纳入|储备|谋划|签约|招引|投用|修建|修复|治理|整治|提升|新培育|再建|力促|铺设|惠及|发放|采集|安装|投放|种植|栽植|救助|帮扶|办理|新开通|新建成|推介|吸引|服务|覆盖|建好|建强|做强|做优|做大"
)  # fmt: skip
_VERB = re.compile(rf"(?:{_VERBS})(?:了|一批|好|并|和|完善|打造|建设|培育)*")
_NOT_TARGET_BEFORE = re.compile(
    r"(?:第|每|前|后|近|人均|〔|号|电话|热线|邮编|补助|奖励|补贴|奖补|资助|给予[^，。]{0,12}|最高(?:不超过)?|一次性|贷款|罚款|注册资本|营业收入|年产值|满|每人|每[一二三年家个户])[ ]?$"
)
_NOT_TARGET_AFTER = re.compile(r"(?:号|号文|届|周年|周岁|、\d+年|章|条例)")
_LIMIT_UNITS = {
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
_COUNTING = set("个项家户名位条处所座件台套辆艘次场部类种款支组对栋间株张批例宗笔枚颗孔篇本册门") | {
    "人次",
    "批次",
    "个以上",
}
_STOPWORDS_HEAD = re.compile(
    r"^(?:到|至|在|使|让|将|力争|争取|确保|努力|推动|推进|实现|促进|带动|全面|基本|初步|加快|持续|深入|扎实|进一步|年底前?|其中|同时|且|以及|的|全年|年内|今年)+"
)

#: What leads to a noun and is no part of it: dates, verbs, adverbs.
_LED = re.compile(
    rf"(?:(?:到|至|在)?(?:19|20)\d\d年(?:年?[底末])?前?|“?十[一二三四五六]五”?(?:末|期末)|\d{{1,2}}月[底末]?前?|年[底末]前?"
    rf"|(?:{_VERBS})|{_STOPWORDS_HEAD.pattern[1:-1]}|全[省市县区州](?:累计|共|新增)?(?={_VERBS})|累计)+"
)
_SOLELY_LED = re.compile(rf"(?:{_LED.pattern})+")
_FROM = re.compile(r"(?:由|从)[^，。；\d]{0,14}$")
_RAISED = re.compile(
    r"[^，。；\d]{0,3}(?:提高|提升|增加|增长|扩大|上升|下降|降低|降至|压减|压缩|缩短|减少|增至|升至|提至)"
)
_BASELINE = re.compile(
    rf"(?:由|从)[^，。；\d]{{0,14}}(?P<number>{_NUMBER})(?P<scale>[百千]?[万亿]{{0,2}})(?:{_UNIT})?{_RAISED.pattern}(?:到|至)?[ ]?$"
)
_WORK = re.compile(r"(?:培训|服务|救助|办理|演练|检查|招商|宣传|开放|开发)$")
#: A number that is no year.
_COUNTED = re.compile(r"\d(?!\d*[ ]?年)")
#: Generations of mobile networks, rates in names: 5G, 200G/400G.
_NETWORK = re.compile(r"[2-6]G(?![\u4e00-\u9fff]?以上)|\d+G(?=/)|(?<=/)\d+G")


def quantities(text: str, start: int, end: int) -> list[Quantity]:
    """The targets between `start` and `end`, in order."""
    found: list[Quantity] = []
    for a, b in _sentences(text, start, end):
        same = found[-1] if found and "。" not in text[found[-1].end : a] else None
        found.extend(_in_sentence(text, a, b, same))
    return found


def _sentences(text: str, start: int, end: int) -> Iterator[Range]:
    at = start
    for m in re.finditer(r"[。；！\n]", text[start:end]):
        if at < start + m.start():
            yield at, start + m.start()
        at = start + m.end()
    if at < end:
        yield at, end


_QUOTED = re.compile(r"《(?:[^《》]|《[^《》]*》)*》|“[^”]*”|〔[^〕]*〕")


def _in_sentence(text: str, start: int, end: int, earlier: Quantity | None) -> Iterator[Quantity]:
    """The targets of one clause run; `earlier` is the last before it, whose subject goes on where none is named."""
    names = [m.span() for m in _QUOTED.finditer(text, start, end)]
    found: list[Quantity] = []
    for pattern in (_FIGURE, _HAN_FIGURE, _FULL):
        for m in pattern.finditer(text, start, end):
            if any(a < m.start() < b for a, b in names) or any(
                q.start < m.end() and m.start() < q.end for q in found
            ):
                continue
            one = _full(text, start, m, earlier) if pattern is _FULL else _figure(text, start, end, m)
            if one is not None:
                found.append(one)
    yield from sorted(found, key=lambda q: q.start)


def _figure(text: str, start: int, end: int, m: re.Match[str]) -> Quantity | None:
    unit = m["unit"] or ""
    stop = m.end()
    if not unit and not (m["scale"] or m["after"]):
        return None
    if not unit and not m["after"]:
        return None
    if unit and text[stop : stop + 1] == "的" and not m["after"] and unit in ("年", "月"):
        return None
    behind = text[start : m.start()]
    ahead = text[stop:end]
    if (re.match(r"[年月日号]", ahead) and not unit) or (unit == "日" and behind.endswith("月")):
        return None
    if _NETWORK.match(text, m.start()) or behind.endswith("/"):
        return None
    if _FROM.search(behind) and _RAISED.match(ahead):  # 由60%提高到80%: the first is where it starts
        return None
    if _NOT_TARGET_BEFORE.search(behind) or _NOT_TARGET_AFTER.match(ahead):
        return None
    if (
        unit in ("G", "M", "E", "P", "T")
        and re.match(r"[/\w]", ahead)
        and not re.match(r"[\u4e00-\u9fff]", ahead)
    ):
        return None
    try:
        value = quantity(m["number"] + (m["scale"] or ""))
    except ValueError:
        return None
    comparator, bound_at = _comparator(behind, m)
    head = start + bound_at
    rest_at = stop
    if text[rest_at : rest_at + 1] == "的":
        rest_at += 1
    after = _noun_after(text, rest_at, end)
    reaching = _REACH.search(text[start:head])
    bounded = (
        comparator in ("MoreThan", "AtLeast", "LessThan", "AtMost")
        and bound_at < len(behind)
        and text[stop : stop + 1] == "的"
        and unit not in _COUNTING
    )
    limit = bounded or (
        m["after"] in ("以上", "以下", "以内") and text[stop : stop + 1] == "的" and unit in _LIMIT_UNITS
    )
    if limit:
        return None
    if unit in ("%", "％") and after and not reaching:
        return _share(text, start, end, m, value, comparator, head, rest_at)
    if (
        after
        and not (reaching and unit in ("%", "％", "个百分点", "百分点", "倍"))
        and not (
            reaching
            and reaching[0].strip() not in ("实现", "新增", "为", "增加")
            and _measured(text[start:head])
        )
    ):
        a, b = after
        name = text[a:b]
        if len(name) < 2 or re.match(r"(?:以上|以下|左右|标准|为|并|且|后)", name):
            return None
        if unit in _LIMIT_UNITS - {"人", "公里", "吨", "米", "千瓦"}:
            return None
        quote = (_quote_start(text, start, head), b)
        return _made(text, m, value, unit, comparator, name, after, quote)
    raised = _BASELINE.search(text[start:head])
    before = _noun_before(text, start, start + raised.start() if raised else head)
    if before is None:
        return None
    a, b = before
    made = _made(text, m, value, unit, comparator, text[a:b], before, (a, stop))
    return replace(made, baseline=quantity(raised["number"] + raised["scale"])) if raised else made


def _made(
    text: str,
    m: re.Match[str],
    value: Decimal,
    unit: str,
    comparator: str,
    name: str,
    named: Range,
    quote: Range,
) -> Quantity:
    words = text[quote[0] : quote[1]]
    lead_in = text[max(0, quote[0] - 8) : quote[0]]
    return Quantity(
        m.start(), m.end(), value, unit.replace("％", "%"), comparator, name, named, quote,
        cumulative=bool(_CUMULATIVE.search(words)), soft=bool(_SOFT.search(lead_in + words)),
    )  # fmt: skip


def _comparator(behind: str, m: re.Match[str]) -> tuple[str, int]:
    """How the words around a figure bound it, and where the bounding words before it begin."""
    found = _BEFORE_RE.search(behind)
    at = found.start() if found else len(behind)
    given = found.lastgroup if found else None
    after = m["after"] or ""
    if "左右" in after or "上下" in after:
        return "About", at
    if given in ("AtLeast", "AtMost", "MoreThan", "LessThan"):
        return given, at
    if "以上" in after:
        return "AtLeast", at
    if "以下" in after or "内" in after:
        return "AtMost", at
    if given:
        return given, at
    return ("MoreThan" if m["more"] or after == "余" else "Exactly"), at


def _noun_after(text: str, start: int, end: int) -> Range | None:
    """The noun that a count counts: what follows it up to a mark, across 、 where the last item ends the noun."""
    m = re.compile(r"[^，。；：！？\n]+").match(text, start, end)
    if m is None or not re.match(r"[\u4e00-\u9fffA-Za-z“]", m[0]):
        return None
    words = m[0]
    if re.match(r"(?:的|和|及|与|以及|或|、|并|且|至|到|以上|以下|左右|左|等)", words):
        return None
    cut = len(words)
    if found := re.search(
        r"、(?=[^、]*\d)|(?:、|和|及)(?=(?:建设|打造|培育|推动|完成)[^、]{2,}\d)|和(?=各)|[和及与](?=\d)",
        words,
    ):
        cut = found.start()
    return start, start + cut


def _share(
    text: str, start: int, end: int, m: re.Match[str], value: Decimal, comparator: str, head: int, at: int
) -> Quantity | None:
    """A share of what follows: 90%的市和70%的县（市、区）达到省级三星级以上 are two shares of one predicate."""
    clause = re.compile(r"[^，。；\n]+").match(text, at, end)
    if clause is None:
        return None
    words = clause[0]
    other = re.search(rf"(?:和|、|及){_NUMBER}[%％](?:以上)?的?", words)
    if other:
        predicate = re.search(r"(?:达到|实现|具备|建成|完成|开展|纳入|通过|接入|使用)[^，。；]*$", words)
        name = words[: other.start()] + (predicate[0] if predicate else "")
    else:
        name = words
    if len(name) < 2:
        return None
    quote_end = at + len(words)
    return _made(
        text, m, value, "%", comparator, name, (at, quote_end), (_quote_start(text, start, head), quote_end)
    )


def _measured(behind: str) -> bool:
    """Whether a noun that can be measured stands before the figure: 保有量达到, 综合管廊达到."""
    noun = re.search(r"[^，。；：、]+$", _REACH.sub("", behind))
    return noun is not None and len(_STOPWORDS_HEAD.sub("", noun[0])) >= 2


def _noun_before(text: str, start: int, head: int) -> Range | None:
    """The noun that a figure measures: what stands before it in its clause, without the verbs that lead to it."""
    stop = head
    while True:
        words = text[start:stop]
        found = _REACH.search(words) or _BEFORE_RE.search(words)
        if found is None or found.start() == len(words):
            break
        stop = start + found.start()
    words = text[start:stop].rstrip(" ")
    stop = start + len(words)
    bare = re.sub(r"（[^（）]*）", lambda m: "\0" * len(m[0]), words)  # marks in brackets do not cut
    cut = max(bare.rfind(c) for c in "，。；：！？\n") + 1
    last = bare.rfind("、")
    if last >= cut and (_COUNTED.search(words, cut, last) or not _LED.match(words, cut)):
        cut = last + 1  # a list of nouns of which each has a figure of its own; else one noun with 、 in it
    name = words[cut:]
    offset = cut
    led = _LED.match(name)
    if led and led.end() and len(name) - led.end() >= 2:
        offset += led.end()
        name = name[led.end() :]
    ended = re.search(r"(?:力争|确保|争取|将|再|要|实现|全部|基本)+$", name)
    if ended:
        stop -= len(ended[0])
        name = name[: ended.start()]
    if _SOLELY_LED.fullmatch(name):  # nothing but verbs, unless the last is a noun as well
        worked = _WORK.search(name)
        if worked is None:
            return None
        offset += worked.start()
        name = worked[0]
    if len(name) < 2 or not re.search(r"[\u4e00-\u9fffA-Za-z]", name):
        return None
    return start + offset, stop


def _quote_start(text: str, start: int, head: int) -> int:
    """The verb that leads to the figure, in its clause."""
    words = text[start:head]
    cut = max((words.rfind(c) for c in "，。；：！？\n"), default=-1) + 1
    last = words.rfind("、")
    if last >= cut and (re.search(r"\d", words[cut:last]) or not _VERB.search(words[cut:last])):
        cut = last + 1
    verbs = list(_VERB.finditer(words, cut))
    if not verbs or len(words) - verbs[-1].end() > 4:
        return start + cut
    begin = verbs[-1].start()
    counted = re.search(r"(?:累计|力争|争取|新增|共)$", words[cut:begin])
    return start + begin - (len(counted[0]) if counted else 0)


def _full(text: str, start: int, m: re.Match[str], earlier: Quantity | None) -> Quantity | None:
    """全覆盖 and the like: 100 % of what stands before it; 2022年实现全覆盖 is of the subject that goes on."""
    if not m["full"].endswith("覆盖"):
        return None
    before = _noun_before(text, start, m.start())
    if before is None:
        if earlier is None:
            return None
        return _made(
            text, m, Decimal(100), "%", "Exactly", earlier.indicator, earlier.named, (start, m.end())
        )
    return _made(
        text, m, Decimal(100), "%", "Exactly", text[before[0] : before[1]], before, (before[0], m.end())
    )
