"""Shares: a percentage of what follows (90%的市), and all of what stands before (全覆盖)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from loaders.mentions.figures import Figure
from loaders.mentions.statements import Place, Sentence, relative, state
from loaders.mentions.wording import measured_noun, verb_before
from loaders.text import Range

__all__ = ["share", "wholly"]


def wholly(s: Sentence, figure: Figure, place: Place) -> None:
    """全覆盖: 100 % of what stands before it; 翻一番: twice of it. 2022年实现全覆盖 is of the share that goes on."""
    ahead = s.flat[figure.end : figure.end + 1]
    if figure.kind == "coverage" and (ahead not in _ENDS or _is_manner(s, figure, place)):
        return
    whose = _SUBJECT.match(s.flat, place.low, place.head) if figure.kind == "coverage" else None
    before = whose.span("name") if whose is not None else measured_noun(s.flat, place.low, place.head)
    if before is not None:
        if (others := _OTHER_LEVELS.match(s.words, before[1], figure.start)) is not None:
            before = before[0], others.end()
        name = s.words[slice(*before)]
        if s.flat.startswith("覆盖", figure.start):
            name += "覆盖"  # 网络覆盖所有乡镇: what is counted is the covering
        state(s, figure, place, name, before, (before[0], figure.end))
    elif s.earlier is not None and s.earlier.unit == figure.unit:
        named = relative(s, s.earlier.named)
        state(s, figure, place, s.earlier.indicator, named, (place.low, figure.end))


#: What is to be everywhere, before the places of which there are several, or before the time: 专窗年内实现甲、乙两地全覆盖.
_SUBJECT = re.compile(
    r"(?P<name>[^，。；、\d]{2,24}?)(?:"
    r"(?:20\d\d)?(?:年[底末内]|(?:1[0-2]|\d)月底|[上下]半年)前?(?:率先|基本|全部|力争|同步)*(?:实现|达到|做到)|"
    r"(?:率先|基本|全部|力争|同步)*(?:实现|达到|做到)(?=[^，。；、\d]{2,12}、))"
)
#: One of several ways in which a work is done: 进行全流程、全覆盖、标准化改革.
_DONE_BEFORE = re.compile(r"(?:进行|开展|实行)[^，。；]{0,12}$")
_WORK_BEHIND = re.compile(
    r"、[^，。；、]{2,8}(?:改革|监管|管理|整治|排查|治理|巡查|检查|服务|培训|宣传|督查)(?=[，。；、\n]|$)"
)


def _is_manner(s: Sentence, figure: Figure, place: Place) -> bool:
    """Whether 全覆盖 only tells how a work is done, which is named behind it and begun before it."""
    return (
        _WORK_BEHIND.match(s.flat, figure.end, s.end) is not None
        and _DONE_BEFORE.search(s.flat, place.low, figure.start) is not None
    )


#: The other names of what is counted, in its bracket: 乡镇（街道）.
_OTHER_LEVELS = re.compile(r"（(?:[省市州县区旗镇乡村]|街道|社区|园区|团场|农场|林场|、)+）")
#: What may follow 全覆盖 where it is a goal; 全覆盖监管 is a manner.
_ENDS = frozenset(["", *"，。；、：！|目）\n和并及 \0"])
_PREDICATE = re.compile(
    r"(?:全部|均|都)?(?:完成|实现|达到|达标|建成|接入|纳入|覆盖|开展|通过|落实|上云|具备|配备|公开|办结|使用|应用|进入|参与|入驻|运行|建立|设立)"
)
_SHARES = re.compile(r"(?:和|、|及)(?=[0-9.]+%)")
_SHARED = re.compile(r"(?:达到|实现|具备|建成|完成|开展|纳入|通过|接入|使用)[^，。；]*$")
_ALL = re.compile(r"(?:所有|全部)(?P<of>[^，。；、和及]{1,12})(?:和|、|及)$")
_RATE = re.compile(r"的?(?P<rate>(?:年均)?(?:增速|增幅|增长|占比|比例|比重))(?=[，。；、]|$)")


def share(s: Sentence, figure: Figure, place: Place, after: Range) -> None:
    """A share of what follows: 90%的市和70%的县（市、区）达到省级三星级以上 are two shares of one predicate."""
    flat, words, (at, stop) = s.flat, s.words, after
    before = measured_noun(flat, place.low, place.head)
    if before is not None and (rate := _RATE.match(flat, figure.end, s.end)) is not None:
        name = words[slice(*before)] + rate["rate"]  # 保持10%以上的增速
        state(s, figure, place, name, before, (before[0], rate.end()))
        return
    farthest = min(s.end, at + 160)
    comma = flat.find("，", at, farthest)
    clause_end = comma if comma >= 0 else farthest
    other = _SHARES.search(flat, at, clause_end)
    shared = _SHARED.search(flat, at if other is None else other.end(), clause_end)
    quote_end = stop if other is None else clause_end
    name = words[at:stop]
    if other is not None:
        name = words[at : other.start()] + (words[slice(*shared.span())] if shared is not None else "")
    every = _ALL.search(flat, place.low, figure.start)
    if every is not None and shared is not None:
        all_of = replace(figure, value=Decimal(100), after="")
        of = words[slice(*every.span("of"))] + words[shared.start() : clause_end]
        state(s, all_of, place, of, every.span("of"), (every.start(), clause_end))
    elif before is not None and _PREDICATE.match(flat, at, stop) is not None:
        name = words[slice(*before)] + name  # 规上企业100%完成改造
        state(s, figure, place, name, before, (before[0], quote_end))
        return
    if len(name) >= 2:
        begin = verb_before(flat, place.low, place.head)
        if s.made and s.made[-1].quote[1] - s.offset > figure.start:  # the second share of one predicate
            begin = s.made[-1].quote[0] - s.offset
        state(s, figure, place, name, (at, quote_end), (begin, quote_end))
