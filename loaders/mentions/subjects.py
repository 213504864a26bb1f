"""What a figure is of whose own clause does not tell it: that of the clause before.

`新增学位，到2025年达到3000个` and `充电桩保有量逐年提升，2025年达到5万个`: the clause of the figure holds its time alone. What
is no more than work in general (推进数字化转型，2025年达到50家) is not what so many are of.
"""

from __future__ import annotations

import re

from loaders.mentions.wording import BLANK, LEADING, SHIFT, clause_start, measured_noun
from loaders.text import Range

__all__ = ["has_time_alone", "object_before", "subject_before"]

_CHANGING = re.compile(rf"(?:进一步|适当|逐步|持续|稳步)?(?:{SHIFT})")


def object_before(flat: str, start: int, stop: int) -> Range | None:
    """What the clause that ends with a comma before `stop` is about: 实施危房改造项目，开工建设300户."""
    comma = stop - 1
    if comma <= start or flat[comma] != "，":
        return None
    low = clause_start(flat, start, comma)
    if (changing := _CHANGING.match(flat, low, comma)) is not None:
        return (changing.end(), comma) if comma - changing.end() >= 2 else None
    return measured_noun(flat, low, comma) if LEADING.match(flat, low, comma) is not None else None


_TIME_ALONE = re.compile(
    r"(?:到|至|在|力争|确保|争取|努力|预计|计划|累计|总计|共计|共|将|要|拟|均|全部|，|[ ]|每年|今年|明年|当年|全年"
    r"|(?:19|20)\d\d年?[—–\-－~～至](?=(?:19|20)\d\d年)|(?:19|20)\d\d年度?[底末内]?前?|年[底末内]前?|“?十[一二三四五六]五”?(?:时期|期间|期末|末)?"
    r"|\d{1,2}月(?:份)?[底末]?前?(?:\d{1,2}日前?)?|[上下]半年|[一二三四]季度)+"
)
_YEAR = re.compile(r"年|五|月|季度")
#: Words of work on what is counted or of its growth, which leave its name as it is.
_GROWN = re.compile(
    r"(?:(?:进一步|逐步|持续|稳步|逐年|不断|大幅度?|明显|显著|有效|平稳|较快|稳定|快速|稳中有|有所|加快)+地?"
    r"(?:提升|提高|增长|增加|扩大|壮大|上升|下降|降低|减少|升|降))$"
)
#: Verbs that make more of what they are about.
_ADDING = re.compile(
    r"(?:(?:大力|积极|加快|持续|稳步|着力|进一步|不断|逐步|有序|深入|全面|重点|高标准|高质量|推动|推进|力争|加强|全市|全省|全县|全区|全域)*)(?:培育壮大|培育|培植|培养|新增|新建|建设|建成|建立|打造|引进|引育|引入|招引|创建|争创|创成|认定|布局|壮大|做大|扩大|发展|增加|提高|提升|"
    r"降低|减少|压减|设立|改造|开通|评选|储备|孵化|吸引|集聚|增设|选树|推广|组建|配备|建好|加密|实施|开展)"
)
_MEASURES = re.compile(r"(?:率|比例|比重|占比|度|覆盖面|份额|增速|增幅|指数)$")
#: What is worked on in general, and nothing that is counted.
_GENERAL = re.compile(
    r"(?:化|转型|管理|体系|机制|环境|能力|水平|质量|实力|效能|作用|力|力度|融合|发展|改革|创新|保障|支撑|安全|建设|工作|监管|"
    r"宣传|合作|开放|步伐|进程|壁垒|性|制度|服务|经济|产业|文化|事业|旅游|农业|工业|服务业|制造业|金融|局面|格局|氛围|优势|成效)$"
)


def has_time_alone(flat: str, start: int, low: int, head: int, *, counted: bool = False) -> bool:
    """Whether the words from `low` to `head` tell a time and nothing else, or follow a clause that does (到2025年底，).

    Where they are `counted`, the verb may stand behind the time that says that there will be so many (2025年建成20家).
    """
    if counted and (verb := _MADE.search(flat, low, head)) is not None:
        head = verb.start()
    if low == head and flat.startswith("全年", low):
        return True
    if low == head and low > start and flat[low - 1] == "，":
        low, head = clause_start(flat, start, low - 1), low - 1
    return _TIME_ALONE.fullmatch(flat, low, head) is not None and _YEAR.search(flat, low, head) is not None


_MADE = re.compile(r"(?:建成|新增|完成|新建|培育|改造|引进|认定|开通|投用|打造|开行|举办|组织|开展)$")


def subject_before(flat: str, start: int, stop: int, dimension: str) -> Range | None:
    """What the clause before `stop`, where that of a figure begins which holds its time alone, says is counted.

    Clauses of a time alone are passed over (打造智慧社区，到2025年底，达到300个). Of a figure of `dimension` ratio only what is
    measured by one can be the subject, of a count or a `change` nothing that is only worked on in general.
    """
    end = stop - 1
    while end > start and flat[end] in "，：":
        low = clause_start(flat, start, end)
        if not has_time_alone(flat, start, low, end):
            named = _named(flat, low, end)
            return named if named is not None and _fits(flat, named, dimension) else None
        end = low - 1
    return None


def _named(flat: str, low: int, end: int) -> Range | None:
    """What a clause says that there is to be more of, or what it names as its subject."""
    while end > low and flat[end - 1] == BLANK:
        end -= 1
    if (mark := _MARK.match(flat, low, end)) is not None:
        low = mark.end()
    grown = _GROWN.search(flat, low, end)
    if grown is not None:
        led = LEADING.match(flat, low, grown.start())
        begin = led.end() if led is not None else low
        whole = flat.find("、", begin, grown.start()) < 0
        return (begin, grown.start()) if whole and grown.start() - begin >= 2 else None
    for named in (_BUILT, _BUILT_BY, _REPEATED):
        if (built := named.fullmatch(flat, low, end)) is not None:
            return built.span("name")
    if _ADDING.match(flat, low, end) is None:
        alone = flat.find("、", low, end) < 0 and end - low >= 3
        return (low, end) if alone and _AMOUNT.search(flat, low, end) is not None else None
    if (changing := _CHANGING.match(flat, low, end)) is not None:
        return (changing.end(), end) if end - changing.end() >= 2 else None
    return measured_noun(flat, low, end)


#: 推进高标准农田建设: what there is to be more of, as the object of a noun of work.
_BUILT = re.compile(
    r"(?:大力|积极|加快|持续|稳步|着力|进一步|逐步|有序|深入|全面|推动|推进|加强|实施|开展|抓好)+(?P<name>[^，。；、]{2,20}?)建设"
)
#: 支持医院、高校等机构建设专病数据库, 在江州、青山等地建设集配中心: what others are to build, or elsewhere.
_BUILT_BY = re.compile(
    r"(?:支持|鼓励|引导|指导|组织|推动|在)[^，。；]{0,40}?(?:建设|新建|创建|打造|设立|培育|开发|开行|举办)(?P<name>[^，。；、]{2,16})"
)
#: 每季度开展一次专项抽检: what comes round, of which there are so many in a year.
_REPEATED = re.compile(
    r"每(?:半?年|季度?|月|周|学期)(?:至少|不少于)?(?:组织)?(?:开展|举办|召开|进行|组织)[一二两三四五\d][次期场轮]以?上?(?P<name>[^，。；]{2,24})"
)
_MARK = re.compile(r"[ ]*(?:\d{1,2}[.．、]|（\d{1,2}）|[一二三四五六七八九十]是|[①-⑳]|——)[ ]*")
#: What is measured, whatever is said of it.
_AMOUNT = re.compile(
    r"(?:率|比例|比重|占比|度|增速|增幅|指数|量|总数|数量|总额|产值|增加值|规模|里程|面积|总值|收入|户数|人数|就业|用户|投资)$"
)


#: Work that is counted by what it is done on.
_DONE_ON = re.compile(r"(?:改造|工程|项目|整治|修复|示范|试点)$")


def _fits(flat: str, named: Range, dimension: str) -> bool:
    if dimension == "ratio":
        return _MEASURES.search(flat, *named) is not None
    if dimension == "change":
        return _GENERAL.search(flat, *named) is None
    if dimension in ("count", ""):
        if _DONE_ON.search(flat, *named) is not None:
            return True
        return _GENERAL.search(flat, *named) is None and _MEASURES.search(flat, *named) is None
    return True
