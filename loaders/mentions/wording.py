"""The wording around figures: what bounds them, the verbs that lead to them, and the nouns that they measure or count.

All functions look at words of one clause, in which brackets and quotations have been blanked out, so that a mark in
`县（市、区）` or `“放、管、服”` does not cut.
"""

from __future__ import annotations

import re

from loaders.alternatives import factored
from loaders.mentions.dates import FEAST
from loaders.text import Range

__all__ = [
    "BLANK",
    "HIDDEN",
    "LEADING",
    "SHIFT",
    "VERB",
    "clause_start",
    "counted_noun",
    "each_by_verb",
    "flattened",
    "led_by_verb",
    "list_before",
    "measured_noun",
    "sayings",
    "unshifted",
    "verb_before",
]

#: What stands for the characters of a bracket, and of a quotation or a title.
BLANK, HIDDEN = "\0", "\1"

#: The farthest that a figure's words are looked for: no clause is longer, and no line makes reading slow.
_REACH = 160

_YEAR = r"(?:19|20)\d\d年"
SHIFT = "增长|增加|提高|提升|上升|扩大|下降|降低|减少|压减|压缩|缩短|缩减|节约|节省|上涨|回落"
_SAYINGS = re.compile(
    rf"""(?:(?>
      (?P<AtLeast>不得?(?:少|低|小)于|至少|最少|最低|≥|大于等于|大于或等于)
    | (?P<AtMost>不得?(?:超过|超出|高于|多于|大于)|(?:严格)?控制[在到]|最多|≤|小于等于|低于或等于)
    | (?P<MoreThan>超过|突破|超出|大于|高于|多于|＞|>|逾|(?<!赶)超|(?<![爆打])破)
    | (?P<LessThan>低于|少于|小于|＜|<)
    | (?P<About>接近|大约|(?<![节契公条预大集签履])约|(?<![附相邻靠最接])近)
    | (?P<level>(?:{SHIFT}|延长|整合|调整|恢复|稳定|保持|维持|增|降|升|减|缩|提|扩)(?:了)?[到至在]|达到了?|迈上|迈过|跨越|跨上|站上|(?<![发到表下])达|(?<![送])到|(?<![甚])至|实现率)
    | (?P<weak>实现|(?<![行作认成])为|拥有|(?<!所)有|计|(?<![总合公])共)
    | (?P<shift>(?:年均|同比|累计|人均)?(?:{SHIFT}|(?<![倍递])增|(?<![下])降)|新增(?=\Z|[^\u4e00-\u9fff]))
    | (?P<base>(?:比|较|相比|在)(?:于)?(?:(?P<baseyear>(?:19|20)\d\d)年[底末]?|上[一年]年?度?|去年|同期|上年同期|全国平均|全省平均)(?:的)?(?:基础上|水平)?)
    | (?P<each>分别|依次)
    | (?P<per>每[人生户亩家个年月天日周吨件台张](?:每[年月天日])?)
    | (?:力争|确保|争取|努力|必须|预计|计划|总体|基本|全部|累计|总计|共计|合计|年均|平均|同比|每年|全年|均|都|也|再|要|将|应|须|可|了|仅|{BLANK}|[ ])
    ))+$""",
    re.VERBOSE,
)


#: The characters of such words (and the signs of their pattern, which do no harm), and those that they end with.
_SAID = frozenset(_SAYINGS.pattern).union("0123456789")
_SAID_ENDS = frozenset(
    "于少多低≥过越上出在到≤大超破＞>逾＜<近约达了至率现为有计共长加高升降减压缩短节省涨落增期年底末平均的上础水别人户亩家个月天日周吨件台张争保取须体本部也都再要将应可仅 "
    + BLANK
)
_BRACKET = re.compile(
    r"（(?![套只次件条间户名]）)[^（）]*(?:（[^（）]*）[^（）]*)?）|〔[^〔〕]*〕|\[[^\[\]]*\]|［[^［］]*］"
)
_QUOTED = re.compile(r"《(?:[^《》]|《[^《》]*》)*》|“[^“”]*”")


def flattened(words: str) -> str:
    """`words` with brackets, quotations and titles blanked out: neither figures nor marks within them count."""
    if "“" in words or "《" in words:
        words = _QUOTED.sub(lambda m: HIDDEN * len(m[0]), words)
    if "（" in words or "〔" in words or "[" in words or "［" in words:
        words = _BRACKET.sub(lambda m: BLANK * len(m[0]), words)
    return words


def sayings(flat: str, start: int, at: int) -> re.Match[str] | None:
    """The words directly before a figure at `at` that say how it is reached and bounded: 力争达到, 不少于, 比2020年增长."""
    if at <= start or flat[at - 1] not in _SAID_ENDS:
        return None
    low, begin = max(start, at - 30), at - 1
    while begin > low and flat[begin - 1] in _SAID:
        begin -= 1
    return _SAYINGS.search(flat, begin, at)


SHIFTED = re.compile(rf"(?:年均|同比|累计|人均)?(?:{SHIFT}|新增)$")


def unshifted(name: str) -> str:
    """The name of what is measured, of a name for its change: 占比 for 占比提高."""
    return SHIFTED.sub("", name)


def clause_start(flat: str, start: int, at: int) -> int:
    """Where the clause begins in which a figure at `at` stands, of a sentence that begins at `start`."""
    low = max(start, at - _REACH)
    return max(low, *(flat.rfind(mark, low, at) + 1 for mark in "，：】"))


_VERBS = factored(
    "新建|改扩建|新改扩建|新改建|迁建|改建|扩建|改造|修建|建成并开通|建成投用|建成|建设|建好|建强|增设(?![备施计])|新增|新开工|新开通|新认定|新培育|再建|续建|"
    "打造|培育壮大|培育|培植|培养|遴选打造|遴选|评选|选树|选拔|选派|认定|创建|创成|申报|布局|完成|推出|形成|引进|引育|引入|招引|招聘|招录|集聚|"
    "支持发展|支持|扶持|推广|推介|发展|壮大|编制|修订|制定|出台|举办|召开|开展|组织|实施|推动|推进|促成|发布|开通|部署|实现|确保|落地|设立|建立|构建|"
    "培训|开发|开放|上线|归集|汇聚|梳理|列入|纳入|储备|谋划|签约|投用|启用|投放|投入|修复|治理|整治|提升|力促|铺设|敷设|惠及|发放|采集|安装|配备|购置|更新|"
    "种植|栽植|营造|救助|帮扶|资助|办理|吸引|吸纳|服务(?!器|大厅|窗口|网点|站|区|热线|设施|队伍)|覆盖|做强|做优|做大|打通|排查|整改|清理|化解|盘活|腾退|硬化|解决|减轻|降低|减少|增加|带动|促进|提供|"
    "转移|安置|搬迁|拆除|处置|争取|安排|筹集|拨付|兑现|落实|规划|启动|开工|竣工|收储|供应|淘汰|关停|回收|消除|攻克|突破|转化|孵化|挖掘|输送|派驻|慰问|奖励|"
    "配置|增配|布设|架设|铺装|开设|开办|创办|成立|组建|开辟|加固|疏浚|清淤|回购|复垦|维修|修缮|翻建|重建|亮化|引导(?!基金)|"
    "选聘|聘任|聘请|招收|争创|征集|开行|增开|举行|更换|替换|获得|获批|取得|查处|评定|命名|补建|补植|新植|补充|承办|承接|放映"
)
#: A verb that leads to what a figure counts; 服务业, 覆盖率 and 开发区 are nouns.
_NOUN_ENDS = r"(?:区(?!域|间|内|级)|[业率面量额者员力费期度型式化级]|用地|水平|能力|时间|机构|人员|中心(?!城)|平台|站点|资金|指数|周期|时限|强度|规模(?!以上|以下|化|工业)|面积|里程|户数|人数)"
VERB = re.compile(rf"(?:{_VERBS})(?!{_NOUN_ENDS})(?:了|一批|好|并|和|或|及|完善|、(?=(?:{_VERBS}))|{BLANK})*")
_TIMES = (
    rf"(?:(?:到|至|在|截至)?(?:(?:19|20)\d\d年?[—–\-－~～至]{{1,2}})?{_YEAR}?(?:度)?[底末]?之?前?|“?十[一二三四五六]五”?(?:时期|期间|期末|末)?|\d{{1,2}}月(?:份)?[底末]?之?前?(?:\d{{1,2}}日前?)?"
    r"|[上下]半年|[一二三四]季度|年[底末内终]前?|\d{1,2}年(?:之?内|时间)?|年内|全年|[今明次]年|每年|本年度?|当年|逐年"
    rf"|[一二三四五两]年(?=(?:计划)?(?:{_VERBS}))"
    r"|(?:用|利用|通过|再用)?约?(?:\d{1,2}|[一二两三四五六七八九十]{1,2})(?:年|个月)(?:左右)?(?:的?时间|之?内))"
)
_ADVERBS = (
    "到(?![位账岗期会场访])|至|在(?![建校线册岗编园库职])|使(?!用)|让|将|把|对(?![外口标接])|为|力争|争取|确保|努力|促进|带动|加快|持续|深入|扎实|进一步|其中|同时|并(?![网购])|且|以及|的|再(?![生就制])|累计|计划|预计|分别|"
    "还(?![款贷原])|免费(?=开展|提供|培训|发放|为)|另外|(?:年度)?目标(?:任务)?为|大力|积极|着力|全力|稳步|有序|不断|因地制宜|优化布局|推动|推进|力促|要(?![素件])|共(?![享建同性])|总计|及|和|与|、|，| "
)
#: Adverbs that are adjectives of a noun as well: 高标准建设, but 高标准农田.
_MANNERS = "年度|可|全面|基本|初步|统筹|重点|集中|高标准|高质量|高水平|动态|组织|分批|新"
_PLACED = r"(?:[全各我本](?:省|市|县|区|州|旗|镇|乡|域)|[\u4e00-\u9fff]{1,6}(?:省|(?<![城超上都夜股门])市|县|州|旗))(?:累计|共|新增|再|计划|要|将)?"
#: What leads to a noun and is no part of it: times, adverbs, verbs, and the place before a verb.
LEADING = re.compile(
    rf"(?:\d{{1,2}}[.．、](?=[\u4e00-\u9fff])|[一二三四五六七八九十]是|[①-⑳]|(?=[^\u4e00-\u9fff]|[到至在截十上下一二两三四五六七八九年全今每本当逐用利通再约]){_TIMES}|(?:{_ADVERBS})(?!{_NOUN_ENDS})|(?:{_MANNERS})(?=(?:{_VERBS}|{_ADVERBS}))|{VERB.pattern}|(?=[春元五国中端入主汛冬雨供采秋])(?:{FEAST})之?前(?![往后])|{_PLACED}(?=(?:{_VERBS})(?!{_NOUN_ENDS}))|{BLANK}(?:以上|以下|以内|左右)?)+"
)
_WORK = re.compile(
    r"(?:计划|预计)?(?:培训|服务|救助|办理|演练|检查|招商|宣传|开放|开发|开工|竣工|投产|投用|签约|落地|入库|造林|绿化|整治|改造|治理|搬迁|安置|脱贫|招聘|引进|减税降费|投资|就业|(?:开工)?建设)$"
)
_COUNTED = re.compile(r"\d(?!\d*[ ]?年|G)")
_CLAUSE = re.compile(r"[^，。；：！？|\n]+")
_LEFT_END = re.compile(
    r"(?:保持|维持|达到|力争|确保|争取|努力|将|再|要|实现|全部|基本|累计|，|、|的|占|年均|各|(?<![节契公条预签履])约|在|[ ]"
    r"|(?<![\d比较自从由以与和、在至—\-])[到至]?20\d\d年[底末]?前?)+$"
)
_LEFT_ENDS = frozenset("各在持到争保取力将再要现部本计，、的占均约 年底末前")
_REACHED = re.compile(r"(?:达到|占到|占|不超过|不低于|不少于|不高于)[^，。；、]{2,}的$")


def measured_noun(flat: str, start: int, head: int) -> Range | None:
    """The noun that a figure measures: what stands before `head` in its clause, without what leads to it.

    Of a list only the last is meant, unless a verb leads to the whole list.
    """
    low = max(start, head - _REACH)
    stop = head
    if stop > low and flat[stop - 1] == "的" and (reached := _REACHED.search(flat, low, stop)) is not None:
        stop = reached.start()  # 数量达到城市社区的60%
    stop = _trimmed(flat, low, stop)
    last = flat.rfind("、", low, stop)
    if last >= low:
        led = LEADING.match(flat, low, last)
        if (
            _COUNTED.search(flat, low, last) is not None
            or (led is None and _SHARING.fullmatch(flat, low, last) is None)
            or (led is not None and led.end() == last)
        ):
            low = last + 1
    led = LEADING.match(flat, low, stop)
    begin = led.end() if led is not None else low
    if (
        begin > low
        and flat.find("的", begin, stop) >= 0
        and (having := _HAVING.search(flat, low, begin)) is not None
    ):
        begin = having.start()
    if (
        begin > low
        and flat[begin - 1] in "在对为"
        and (located := _LOCATED.match(flat, begin, stop)) is not None
    ):
        begin = located.end()
    elif (
        _PLANS.search(flat, begin, stop) is not None
        and (planned := _PLANNED.search(flat, begin, stop)) is not None
    ):
        begin = planned.end()
    elif (drawn := _DRAWN_ON.match(flat, begin, stop)) is not None and stop - drawn.end() >= 2:
        begin = drawn.end()
    if _YEARS.fullmatch(flat, begin, stop) is not None:
        return None  # 三年累计不少于3000人, 三批合计600人
    if stop - begin == 1 and led is not None:
        while flat.startswith(BLANK, stop):  # 县（市、区）
            stop += 1
    if stop - begin == 1 and led is not None:  # 招聘会: the verb is part of the noun
        begin = next((m.start() for m in VERB.finditer(flat, low, begin) if m.end() == begin), begin)
    if stop - begin < 2 and led is not None:
        worked = _WORK.search(flat, low, stop)
        if worked is None:
            return None
        begin = worked.start()
    return (begin, stop) if stop - begin >= 2 and _WORDY.search(flat, begin, stop) else None


_YEARS = re.compile(r"(?:[一二三四五两]|\d)[年批期]")
#: Where or for whom the work is done, before its verb: 在石桥镇实施, 对20个村开展.
_LOCATED = re.compile(
    rf"[^，。；]{{1,14}}?(?:[省市县区镇乡村州旗校{BLANK}]|街道|社区|企业|场所)(?:{_VERBS})+(?!{_NOUN_ENDS})"
)
#: A subject of its own before the verb: 惠民项目将新建, 甲县、乙县分别新建.
_PLANNED = re.compile(
    rf"[\u4e00-\u9fff]{{2,}}(?:将|拟|分别|各)(?:{_VERBS})+(?!{_NOUN_ENDS})(?:、(?:运营|{_VERBS}))*"
)
_PLANS = re.compile("[将拟别各]")
#: What the work draws on, before its verb: 依托甲学院等建设.
_DRAWN_ON = re.compile(rf"(?:依托|立足|借助)[^，。；]{{2,24}}?(?:{_VERBS})+(?!{_NOUN_ENDS}|[用计规])")
#: Items of a list that are no measures by themselves and share the noun at its end: 城市、县城供水普及率.
_SHARING = re.compile(r"(?:[\u4e00-\u9fff]{1,9}(?<![率量额数值度比重积长程速入出收口力业员会])(?:、|$))+")


def _trimmed(flat: str, start: int, stop: int) -> int:
    """Where a noun ends before `stop`, without what leads from it to the figure."""
    while stop > start and flat[stop - 1] in _LEFT_ENDS:
        ended = _LEFT_END.search(flat, max(start, stop - 12), stop)
        if ended is None:
            break
        stop = ended.start()
    return stop


#: A verb of a clause that describes the noun: 配备传感设备的综合管廊.
_HAVING = re.compile(r"(?:配备|安装|纳入|覆盖|参与|通过|使用|采用)$")


def list_before(flat: str, start: int, head: int) -> Range | None:
    """The nouns of a list before 分别, without what leads to them."""
    stop = _trimmed(flat, start, head)
    led = LEADING.match(flat, start, stop)
    begin = led.end() if led is not None else start
    return (begin, stop) if stop - begin >= 2 else None


_WORDY = re.compile(rf"[\u4e00-\u9fffA-Za-z{HIDDEN}]")
#: A noun may begin with a size, an age or a rank of its own: 4座110千伏变电站, 5万名35—64岁妇女, 3家世界500强.
_NOUN_BEGINS = re.compile(rf"[\u4e00-\u9fffA-Za-z{HIDDEN}{BLANK}]|\d(?!\d{{3}}年|\d?月)")
_NO_NOUN = re.compile(
    rf"的?(?:[，。；]|$)|(?:(?:新)?台阶|大关|关口|的|和|及|与|以及|或|、|并|且|至|到|以上|以下|左右|左|等(?!级)|标准(?=[，。]|$)|后|内(?![街环河湖港衣科陆镜窑容])|时|为|{BLANK}+(?:[，。；、]|$))"
)
#: How much all of what is counted comes to, behind it: 7个项目722公里.
_TOTAL = r"\d[\d.]*[百千万亿]*(?:公里|千米|米|亩|公顷|平方米|平方公里|亿元|元)(?:以上|左右)?(?:[，。；、]|$)"
_NOUN_CUT = re.compile(
    rf"用于(?=[\u4e00-\u9fff]{{2}})|的(?=\d)|(?:计划|预计|力争)(?=完成|投资|实现)|(?<=[\u4e00-\u9fff]{{2}})(?={_TOTAL})|[、和及并与](?:(?<=、)(?=[^、]*\d)|(?<!、)(?<!并)(?=[^、]{{0,12}}\d)|(?<=和)(?=各)"
    rf"|(?=(?:{_VERBS}|累计|总投资)[^、]{{0,24}}\d)|(?<=、)(?=(?:完成|实现|推动|提升|建立|健全)[\u4e00-\u9fff]{{4,}}))"
)


#: How long, large or dear what is counted is, before it: 3个总投资5亿元的项目.
_SIZED = re.compile(
    r"(?:总长度?|全长|总投资额?|总面积|总?建筑面积|占地面积|总装机容量?|总库容)(?:约|为|达|达到|超过)?[\d.]+[万亿]?[\u4e00-\u9fffA-Za-z]{1,4}?(?:以上|左右|余)?的"
)


#: Who makes what is counted: 厂房12万平方米由市住建局负责建设.
_BY_WHOM = re.compile(r"由[^，。；、]{2,30}(?:负责|牵头|承建|建设|实施)")


def counted_noun(flat: str, at: int, end: int) -> Range | None:
    """The noun that a count at `at` counts: what follows it in its clause, across 、 where the last item ends it."""
    if flat[at : at + 1] == "的":
        at += 1
    if (sized := _SIZED.match(flat, at, min(end, at + 30))) is not None:
        at = sized.end()
    m = _CLAUSE.match(flat, at, min(end, at + _REACH))
    if (
        m is None
        or _NOUN_BEGINS.match(flat, at, end) is None
        or _NO_NOUN.match(flat, at, m.end()) is not None
        or _BY_WHOM.match(flat, at, m.end()) is not None
    ):
        return None
    cut = _NOUN_CUT.search(flat, at, m.end())
    return at, cut.start() if cut is not None else m.end()


def led_by_verb(flat: str, start: int, head: int) -> bool:
    """Whether a verb that leads to a count ends at `head`: 新建, 打造了."""
    return any(m.end() == head for m in VERB.finditer(flat, max(start, head - 12), head))


_EACH_VERB = re.compile(rf"分别(?:{_VERBS})+了?$")


def each_by_verb(flat: str, start: int, at: int) -> int:
    """Where 分别 stands whose verb leads to the figure at `at`: 分别建成30个、40个; -1 where it does not."""
    found = _EACH_VERB.search(flat, max(start, at - 12), at) if flat.find("分别", start, at) >= 0 else None
    return found.start() if found is not None else -1


def verb_before(flat: str, start: int, head: int) -> int:
    """Where the words begin that lead to a figure at `head`: its verb if that stands close by, else its clause."""
    low = max(start, head - _REACH)
    last = flat.rfind("、", low, head)
    if last >= low and (_COUNTED.search(flat, low, last) or not VERB.search(flat, low, last)):
        low = last + 1
    begin = None
    for m in VERB.finditer(flat, low, head):
        begin = m.start() if head - m.end() <= 4 else None
    if begin is None:
        return low
    counted = _PUSHED.search(flat, low, begin)
    return counted.start() if counted is not None else begin


_PUSHED = re.compile(r"(?:累计|力争|争取|新增|共|再|加快|持续|动态)+$")
