"""Where a name begins: after the verb that acts on it (实施…行动, 建设…平台), which is no part of the name.

Plans name things in one construction: adverbs, a verb, modifiers, the kind of thing. Many of the verbs are nouns
too and stand inside names (数字乡村建设行动, 提质改造工程), so a verb counts by its place.
"""

from __future__ import annotations

import re

from loaders.alternatives import factored

__all__ = ["LEAD", "begin_of_name", "ends_in_verb"]

#: Verbs that begin what is done and stand in no name.
_PLAIN = (
    "推进|推动|推出|推行|实施|实现|进行|打造|打好|打赢|打通|搭建|构建(?<!机构建)|构筑|建成|建立|建好|深化|开展|开工|竣工|通车|动建|开通|开设|动工|续建(?!配套)|"
    "创建|创成|创优|申建|申报|申办|申领|设立|组建|筹建|举办|承办|协办|筹办|办好|办理|依托|发挥|加快|加速|加大|加强|增强|启用|新上马|新上(?![任马])|支持|部署|谋划|"
    "引进|引导|投入使用|投用|达到|成为|做强|做优|做大|做好|用好|利用好|管好|抓好|抓实|启动|纳入|列入|接入|进驻|入驻|融入|鼓励|"
    "扶持|制定|制订|修订|编制|出台|印发|起草|上报|健全|完善|落实|夯实|围绕|运用(?!能力)|争创|争取|确保|力争|聚力|聚焦|探索|招引|招募|遴选|认定|"
    "形成|完成|壮大|执行|贯彻|参照|按照|根据|结合(?<!医结合)|借助|借力|下达|安排|拨付|兑现|对接|衔接|承接|参加|督促|宣传推广|进入|重视|拟定|拟订|听取|召开|"
    "上线(?<!线上线)(?!下)|开发(?=“)"
)
#: Verbs that are nouns as well: verbs only at the beginning, after another verb, or after 、 and the like.
_NOMINAL = (
    "建设|新建|改建|扩建|改扩建|迁建|重建|改造|提升|优化|升级|培育|推广应用|推广|共建(?!共)|利用|应用|强化|参与|通过|发布|保障|促进|"
    "规范|巩固|拓展|扩大|支撑|带动|储备|发展|创新(?!创业)|组织|布局|统筹|突破|试点|新增|引领|申请|运营|使用|布设|延伸(?![线段至到])|整合"
)
_ADVERBS = (
    "大力|全面|积极|持续|深入|扎实|稳步|有序|着力|全力|高质量|高标准|高水平|高起点|进一步|继续|切实|认真|不断|坚决|率先|努力|"
    "基本|提前|按期|如期|加紧|抓紧|同步|协同|联合|共同|合作|重点|逐步|迭代|动态|常态化|试点|规划|定期|适时|年内|年底前|统筹|"
    "组织|探索|科学|合理"
)
_ALL = re.sub(r"\(.*?\)", "", f"{_PLAIN}|{_NOMINAL}|{_ADVERBS}").split("|")
_FIRST, _SECOND = ("".join(sorted({word[n] for word in _ALL})) for n in (0, 1))
#: One verb, its adverbs before it; group `noun` where it is a noun too. Most places fail at the first two characters.
LEAD = re.compile(
    rf"(?=[{_FIRST}][{_SECOND}])(?:{factored(_ADVERBS)})*(?:(?:{factored(_PLAIN)})|(?P<noun>{factored(_NOMINAL)}))"
    r"(?:好|了|并|成(?![都县安武品长渝达昆贵绵雅自])|出(?!口))?"
)
_CAUSATIVE = ("支持", "鼓励", "扶持", "引导", "推动", "促进")
_BUILDING = frozenset(("建设", "新建", "发展", "参与"))
_BEFORE_A_VERB = frozenset("、的和及并与将“”")


def begin_of_name(words: str, start: int, stop: int) -> int | None:
    """Where the name begins that ends in a kind of thing (平台, 工程) at `stop`; None where only verbs are before it.

    A verb just before the kind of thing is part of the name (质量提升行动). One that is a noun too counts only
    in a verb's place: first, after another verb or a conjunction, or between who is supported and what is built.
    """
    found = list(LEAD.finditer(words, start, stop))
    tail = stop
    while found and found[-1].end() == tail:
        tail = found.pop().start()
    begin = start
    causative = False
    for m in found:
        at = m.start()
        noun = m["noun"]
        if (
            noun is None
            or at == begin
            or words[at - 1] in _BEFORE_A_VERB
            or ((causative or words.startswith("在", begin)) and noun in _BUILDING)
        ):
            begin = m.end()
            causative = m[0].startswith(_CAUSATIVE)
    return begin if begin < tail else None


def ends_in_verb(words: str, start: int, stop: int) -> bool:
    """Whether the words between `start` and `stop` end in a verb: 加快 of 加快铁路建设."""
    return any(m.end() == stop for m in LEAD.finditer(words, start, stop))
