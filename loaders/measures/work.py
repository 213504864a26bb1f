"""The verbs of work: what the items of a plan begin with (推进…, 全面加强…), and those of other texts seldom do."""

from __future__ import annotations

import re

__all__ = ["begins_with_work", "names_work"]

_VERBS = (
    "推进|推动|推行|推广|推出|推介|加快|加强|加大|加速|加密|建设|建立|建成|建好|建强|新建|新增|新改|改建|扩建|迁建|续建|共建|创建|创新|"
    "创优|构建|构筑|搭建|打造|打通|打好|打击|打响|完善|完成|健全|优化|强化|深化|细化|量化|简化|净化|美化|亮化|绿化|硬化|活化|转化|固化|"
    "落实|落细|抓好|抓实|抓紧|抓牢|做好|做实|做强|做优|做大|办好|用好|管好|守好|守牢|兜牢|扎牢|筑牢|压实|夯实|开展|开工|开通|开发|开放|"
    "开设|拓展|拓宽|扩大|扩容|延伸|延长|增加|增强|增进|增设|提升|提高|提速|提档|提标|提供|提质|提前|促进|保障|保持|保护|保证|确保|力争|"
    "争取|争创|实施|实现|实行|启动|动工|制定|制订|修订|出台|编制|规范|统筹|协调|整合|整治|整顿|治理|清理|排查|查处|严查|防范|防治|防控|"
    "化解|遏制|压减|压缩|降低|减少|减轻|减免|取消|缩短|精简|下放|放宽|放开|监管|监督|监测|检查|督促|严格|严禁|支持|扶持|鼓励|引导|引进|"
    "引育|引入|招引|培育|培养|培训|发展|发挥|发放|发布|壮大|壮实|激发|激活|释放|盘活|挖掘|探索|研究|谋划|规划|布局|部署|组织|举办|设立|"
    "成立|组建|配置|配备|补齐|补助|补贴|奖励|给予|改造|改革|改善|改进|升级|更新|修复|修缮|维修|疏浚|整修|铺设|安装|购置|投放|投用|投资|"
    "巩固|稳定|稳住|维护|营造|塑造|擦亮|弘扬|传承|宣传|普及|倡导|动员|聚焦|围绕|依托|结合|对接|融入|参与|纳入|承接|形成|树立|坚持|坚决|"
    "坚守|贯彻|学习|执行|履行|调整|调动|调度|应用|运用|利用|集聚|汇聚|畅通|贯通|连通|解决|满足|关爱|救助|帮扶|服务|覆盖|储备|攻克|突破|"
    "主动|通过|便利|方便|丰富|繁荣|振兴|攻坚|明确|理顺|理清|摸清|摸排|梳理|评估|考核|公开|公布|共享|归集|接入|对标|试行|选树|遴选|认定|"
    "申报|兑现|拨付|清退|淘汰|关停|搬迁|安置|征收|拆除"
)
#: Words before the verb that say how: 全面加强, 进一步优化.
_ADVERBS = (
    "全面|全力|全程|全域|大力|进一步|积极|持续|深入|扎实|着力|切实|不断|有序|有效|稳步|严格|认真|充分|继续|精准|科学|高质量|高标准|"
    "高水平|高效|统筹|加快|加紧|抓紧|努力|重点|逐步|同步|联动|协同|联合|共同|依法|依规|规范|合理|适时|适度|及时|定期|常态化|率先|坚决|"
    "坚持|健全|创新|集中|强力|聚力|深度|广泛|系统|稳妥|稳慎|优先|分类|分批|分级|分步|年内|年底前|今年|再|要|应|需|将|拟|计划|力争|"
    "确保|主动|平稳|纵深|滚动|动态|多渠道|多措并举|因地制宜|鼓励|支持|引导|推动|组织|探索|从严"
)
_TIME = r"(?:到|在)?(?:20\d\d年|\d{1,2}月)(?:底|末|年底|上半年|下半年)?前?"
_BEGINS = re.compile(rf"(?:(?:{_TIME}|{_ADVERBS})，?)*(?:{_VERBS})")
#: Words before the verb that say for whom, with what or on what: 将…纳入, 为…提供, 对…实施.
_TURNED = re.compile(r"(?:将|把|为|对|向|以|由|在|从|按照?|根据|针对)[^。；]")
_VERB = re.compile(_VERBS)
_REACH = 40
#: What is to be done named as a thing: 城区道路改造工程, 营商环境提升行动.
_NAMED = re.compile(
    r"[\u4e00-\u9fff、“”]{2,24}(?:工程|行动|改造|建设|整治|治理|提升|项目|攻坚战?|改革|保障|管理|监管|培育|创建)"
)


def begins_with_work(words: str) -> bool:
    """Whether the words of an item begin with a verb of work, adverbs and times before it apart."""
    if _BEGINS.match(words):
        return True
    turned = _TURNED.match(words)
    return turned is not None and _VERB.search(words, turned.end(), _REACH) is not None


def names_work(words: str) -> bool:
    """Whether a heading names what is done as a thing: it is one phrase that ends in 工程, 改造, 建设 and the like."""
    return _NAMED.fullmatch(words) is not None
