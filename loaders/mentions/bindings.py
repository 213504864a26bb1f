"""Binds a figure to what it measures or counts: the noun before, the noun behind, the subject that goes on."""

from __future__ import annotations

import re
from dataclasses import replace

from loaders.mentions.alike import each_alike
from loaders.mentions.capacities import rated
from loaders.mentions.figures import Figure
from loaders.mentions.shares import share, wholly
from loaders.mentions.statements import Place, Sentence, relative, state
from loaders.mentions.subjects import has_time_alone, object_before, subject_before
from loaders.mentions.wording import (
    VERB,
    counted_noun,
    led_by_verb,
    measured_noun,
    unshifted,
    verb_before,
)
from loaders.text import Range

__all__ = ["bind"]

#: Nouns of one character that are counted.
_COUNTED = frozenset("村镇乡市县区校路户")


_COMPARED = ("高于", "低于", "超过", "超出", "快于", "优于")
#: A verb before a word of change that only repeats it: 优化提升50条背街小巷.
_WORK_ONLY = re.compile(r"(?:综合|优化|改造|改建|扩建|完善|规范|整治|巩固|改善|品质|全面)+")
_COMPARED_TO = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,}?)(?:(?P<most>不超过|不高于|不多于)|不低于|不少于)[\u4e00-\u9fff]{2,10}"
)
#: What a multiple is of, behind what it bounds.
_STANDARD = re.compile(r"(?:(?P<AtLeast>不低于|不少于)|(?P<AtMost>不超过|不高于))[^，。；、\d]{2,24}的$")
_SHARE_OF = re.compile(r"占(?P<of>[\u4e00-\u9fff]{2,14}?)(?:的|总数的|比重|比例)?(?:达到|达|为)?$")
_SHARES = re.compile(r"占比$|^占.*比[重例]$")
#: What stands between two figures of one noun, and between two stages of one work.
_ALSO = frozenset(("", "、", "，共", "、共", "，共计"))
_STAGES = "开工|建成|竣工|投产|投用|投运|完工|完成|交付|落地|达产|签约|入库"
_STAGE = re.compile(rf"[、，](?:计划|基本|全部|当年|年内|力争|确保)*(?P<stage>{_STAGES})")
#: Another work on what the figure before counts: 新建绿道10公里、续建15公里.
_WORK_TOO = re.compile(
    rf"[、，](?P<time>[到至]?(?:20\d\d年)?(?:[底末]|上半年|\d{{1,2}}月[底末]?)?前?，?)?"
    rf"(?:计划|再|另|力争|确保|同时|年内)*(?P<work>{VERB.pattern})"
)
#: Works that are measured by themselves as well, unlike 培训 never those of others than what stands before.
_BUILT = re.compile("改造提升|改造|改建|扩建|建设|治理|整治|绿化")
#: How many there are with those before, or should better be: 新增12个，累计80个; 投资5亿元，力争6亿元.
_OF_SAME = re.compile(r"累计|总计|合计|力争|争取")
_HIGHER_THAN = re.compile(r"[比较](?:(?:19|20)\d\d年|上年|去年|同期)(?:同期)?[高低多少]")
#: A time that stands alone before a further figure of the same.
_BY_THEN = re.compile(
    r"[，、](?:力争|确保|计划|争取)?(?P<time>[到至]?(?:20\d\d年(?:[底末]|[上下]半年|\d{1,2}月[底末]?)?前?|年[底内]前?|[上下]半年"
    r"|第?[一二三四]季度[底末]?|\d{1,2}月份?[底末]?前?))，?(?:率先|先行|计划|力争|确保)?(?:完成|达到|实现)?"
)
#: The year of a further figure: 、2026年.
_NEXT_YEAR = re.compile(r"[、，和及]((?:19|20)\d\d)年[底末]?前?(?:的|再?新增|达到?|约|近|不少于|不低于|再)?")
_STAGED = re.compile(rf"(?:计划|基本|全部|新)*(?:{_STAGES})(?:建设)?$")
#: What a clause is about that only says which work is done.
_WORKS = ("工程", "项目", "改造", "建设", "行动", "计划", "治理", "整治", "任务", "工作")
#: The work that is behind a figure, where the noun is before it: 甲菜700亩种植.
_WORK_BEHIND = re.compile(r"种植|养殖|建设|改造|治理|整治|修复|绿化|硬化|维修|修缮")
#: What is of whom or what stands before its count, and the stage that it is to reach.
_PUT_TO_USE = re.compile(rf"(?:生产线|产线|机组|车间|厂房|项目|泊位)(?:{_STAGES})(?:达产|达效|见效|运营)?$")
#: A stage of a work and nothing that it is a work on.
_STAGE_ALONE = re.compile(rf"(?:{_STAGES})(?:建设)?")


def bind(s: Sentence, figure: Figure, place: Place, noun_at: int) -> None:
    """Adds to `s` the targets that a figure states: none where nothing is named, two for 所有市和60%的县.

    `noun_at` is where a noun that it counts begins: behind it, or behind the sum that follows it.
    """
    if figure.kind in ("coverage", "doubling"):
        wholly(s, figure, place)
        return
    flat = s.flat
    after = counted_noun(flat, noun_at, s.end)
    strong = place.level or (place.shift is not None and not _adds(flat, figure, place))
    if figure.unit == "%" and after is not None and not strong:
        share(s, figure, place, after)
        return
    if each_alike(s, figure, place) or rated(s, figure, place, after):
        return
    before = measured_noun(flat, place.low, place.head)
    if before is not None and after is not None and _WORK_BEHIND.fullmatch(flat, *after) is not None:
        name = s.words[slice(*before)] + s.words[slice(*after)]
        state(s, figure, place, name, before, (before[0], after[1]))
    elif before is not None and after is not None and _is_put_to_use(s, before, after):
        name = s.words[slice(*before)] + s.words[slice(*after)]
        state(s, figure, place, name, before, (verb_before(flat, place.low, before[0]), after[1]))
    elif (
        after is not None
        and figure.dimension
        and (after[1] - after[0] >= 2 or flat[after[0]] in _COUNTED)
        and not (
            strong
            and (
                figure.dimension == "ratio"
                or (before is not None and _WORK_ONLY.fullmatch(flat, *before) is None)
            )
        )
    ):
        quote = (verb_before(flat, place.low, place.head), after[1])
        state(s, figure, place, s.words[slice(*after)], after, quote)
    elif before is None:
        _going_on(s, figure, place)
    else:
        name, shift = s.words[slice(*before)], place.shift
        if _STAGE_ALONE.fullmatch(flat, *before) is not None:
            _stage(s, figure, place, before)
            return
        if _BUILT.fullmatch(flat, *before) is not None and _work_too(s, figure, place):
            return
        compared = _COMPARED_TO.fullmatch(name) if figure.dimension == "ratio" else None
        if compared is not None:  # 个人负担不超过总费用10%
            bound = "AtMost" if compared["most"] else "AtLeast"
            named = before[0], before[0] + compared.end("name")
            state(s, figure, place, compared["name"], named, (before[0], figure.end), bound=bound)
            return
        standing = _STANDARD.match(flat, before[1], figure.start) if figure.dimension == "ratio" else None
        if standing is not None:  # 供养标准不低于当地低保标准的1.6倍
            quote = (before[0], figure.end)
            state(s, figure, place, name, before, quote, bound=standing.lastgroup)
            return
        if s.earlier is not None and _HIGHER_THAN.fullmatch(name):
            return  # 达到18%，比2023年高4个百分点: what was said, again
        if name.startswith(_COMPARED):  # 高于全省平均水平2个百分点: the subject stands before
            if s.earlier is None:
                return
            name = unshifted(s.earlier.indicator) + name
        if shift is not None and not name.endswith(shift[-2:]):
            name += shift
        state(s, figure, place, name, before, (before[0], figure.end))


def _is_put_to_use(s: Sentence, before: Range, after: Range) -> bool:
    """Whether what stands before a count tells whose or which it is: 推动智能照明30条生产线投产."""
    if _PUT_TO_USE.match(s.flat, *after) is None or s.flat[before[0]] == "全":
        return False
    return not s.made or relative(s, s.made[-1].quote)[1] <= before[0]


def _adds(flat: str, figure: Figure, place: Place) -> bool:
    """Whether the noun of a count that is added follows it: 在城区新增80个站点, 两区各增加1条线路."""
    each = flat.startswith("各", place.head - 1)
    return (place.shift == "新增" or (place.shift is not None and each)) and figure.dimension != "ratio"


def _stage(s: Sentence, figure: Figure, place: Place, stage: Range) -> None:
    """实施危房改造，开工建设300户: a stage of what the figure or the clause before it is about."""
    earlier, named = s.earlier, stage
    begin = stage[0] - (stage[0] > place.low and s.flat[stage[0] - 1] == "新")
    words = s.words[begin : stage[1]]
    if earlier is not None and earlier.unit == figure.unit:
        named = relative(s, earlier.named)
        name = _STAGED.sub("", earlier.indicator) + words
    elif (about := object_before(s.flat, s.start, place.low)) is not None:
        named, name = about, s.words[slice(*about)].removesuffix("建设") + words
    else:
        name = words
    state(s, figure, place, name, named, (place.low, figure.end))


def _going_on(s: Sentence, figure: Figure, place: Place) -> None:
    """2025年累计达到5万个: the subject goes on from the figure before, where the unit is the same, or it grows."""
    earlier, shift = s.earlier, place.shift
    share = _SHARE_OF.search(s.flat, place.low, figure.start) if figure.unit == "%" else None
    if (earlier is None or earlier.unit != figure.unit) and _dated(s, figure, place):
        return
    if earlier is not None and earlier.unit == figure.unit and earlier.year is not None:
        following = _NEXT_YEAR.fullmatch(s.flat, s.before, figure.start)
        if following is not None:  # 新增站点2025年5个、2026年8个
            quote = (following.start(1), figure.end)
            year = int(following[1])
            state(s, figure, place, earlier.indicator, relative(s, earlier.named), quote, year=year)
            return
    if earlier is not None and share is not None:  # 达到80万人，占从业人员的60%
        name = f"{earlier.indicator}占{share['of']}比重"
        state(s, figure, place, name, relative(s, earlier.named), (share.start(), figure.end))
        return
    if earlier is not None and s.flat[s.before : figure.start] in _ALSO:  # 300个、15万户: two measures of one
        quote = (earlier.quote[0] - s.offset, figure.end)
        state(s, figure, place, earlier.indicator, relative(s, earlier.named), quote)
        return
    if earlier is not None and earlier.unit == figure.unit:
        stage = _STAGE.fullmatch(s.flat, s.before, figure.start)
        if stage is not None:  # 改造开工300套、建成200套
            name = _STAGED.sub("", earlier.indicator) + stage["stage"]
            state(s, figure, place, name, relative(s, earlier.named), (place.low, figure.end))
            return
        if _by_then(s, figure, place) or _work_too(s, figure, place):
            return
    if earlier is None or (s.base is not None and earlier.unit != figure.unit):
        _of_clause_before(s, figure, place)
        return
    said = place.said
    if earlier.unit == "倍" and said is not None and (place.level or place.bounded):
        # 产值翻一番、超过200亿元: how many times, and how much that is
        state(s, figure, place, earlier.indicator, relative(s, earlier.named), (place.low, figure.end))
        return
    same = said is not None and earlier.unit == figure.unit and _OF_SAME.search(said[0]) is not None
    if said is None or not (place.level or shift or said["MoreThan"] or same):
        return
    if shift is not None and _SHARES.search(earlier.indicator) and len(s.made) > 1:
        earlier = s.made[-2]  # 规模突破1000亿元，占比达到45%，年均增长12%: the size grows
    name = unshifted(earlier.indicator)
    if shift is not None:
        name += shift
    elif earlier.unit not in (figure.unit, "倍") and name == earlier.indicator:
        return  # what has doubled may have its size too: 产值翻一番，达到200亿元
    state(s, figure, place, name, relative(s, earlier.named), (place.low, figure.end))


def _dated(s: Sentence, figure: Figure, place: Place) -> bool:
    """Adds the target of a figure that stands alone with its time: 新增学位，到2025年达到3000个; False where it is none."""
    if s.base is not None:
        return False
    counted = figure.dimension in ("count", "area", "length", "volume", "power")
    if not has_time_alone(s.flat, s.done, place.low, place.head, counted=counted):
        return False
    changed = place.shift is not None and place.shift != "新增"
    about = subject_before(s.flat, s.done, place.low, "change" if changed else figure.dimension)
    if about is None:
        return False
    name = s.words[slice(*about)]
    if changed and place.shift is not None and not name.endswith(place.shift[-2:]):
        name += place.shift
    state(s, figure, place, name, about, (about[0], figure.end))
    return True


def _by_then(s: Sentence, figure: Figure, place: Place) -> bool:
    """Adds how much is to be reached by a time that stands alone with it: 治理侵蚀沟410条，上半年完成220条."""
    earlier = s.earlier
    then = _BY_THEN.fullmatch(s.flat, s.before, figure.start)
    if earlier is None or then is None:
        return False
    named = relative(s, earlier.named)
    state(s, figure, place, earlier.indicator, named, (then.start("time"), figure.end))
    if figure.value < earlier.value:  # the time is that of this part, not of the whole
        s.made[-1] = replace(s.made[-1], portion=True)
    return True


def _work_too(s: Sentence, figure: Figure, place: Place) -> bool:
    """Adds another work on what the figure before counts: 新建绿道10公里、续建15公里; False where it is none.

    The same work has the name of what it is done to: 新建绿道10公里，到2026年再新建15公里.
    """
    earlier = s.earlier
    if earlier is None or earlier.unit != figure.unit or VERB.fullmatch(earlier.indicator) is not None:
        return False
    named = relative(s, earlier.named)
    too = _WORK_TOO.fullmatch(s.flat, max(s.before, named[1]), figure.start)
    if too is None or too["work"] == "突破":
        return False
    name = s.words[slice(*named)]
    begin = earlier.quote[0] - s.offset
    if not (s.flat.startswith(too["work"], begin) or s.flat.endswith(too["work"], 0, begin)):
        if too["time"]:
            return False  # 2024年新建绿道10公里，2025年开通5公里: of what is not told
        name = too["work"] + name
    state(s, figure, place, name, named, (too.start("work"), figure.end))
    return True


def _of_clause_before(s: Sentence, figure: Figure, place: Place) -> None:
    """推进学校改造，年度实施10所以上; 提高补贴标准，由300元提高到400元: the noun stands in the clause before."""
    if s.base is None and not (
        figure.dimension in ("count", "area", "length") and led_by_verb(s.flat, place.low, place.head)
    ):
        return
    about = object_before(s.flat, s.start, place.low)
    if about is not None and (s.base is not None or s.flat.endswith(_WORKS, *about)):
        name = s.words[slice(*about)]
        if figure.dimension != "count":  # 推进绿道建设，新建30公里
            name = name.removesuffix("建设")
        state(s, figure, place, name, about, (about[0], figure.end))
