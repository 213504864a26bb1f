"""Names in quotation marks, and what only looks like one: slogans, terms and figures of speech."""

from __future__ import annotations

import re

from loaders.mentions.project_kinds import is_app, names_place
from loaders.mentions.verbs import LEAD

__all__ = ["QUOTATION", "is_quoted_name", "placed_before", "tail_after"]

#: Words in quotation marks, of the length of a name.
QUOTATION = re.compile(r"“([^“”\n]{2,30})”")

#: Words that say what the quotation is: part of the name (品牌, 改革), or a sign that it is none (问题, 理念).
_NOUN = "(?<!政策)(?<!制度)(?<!标准)(?<!指标)(?<!规划)(?<!责任)(?<!评价)体系|改革|品牌|网络|服务区|专区|街区|专窗|走廊|(?:特高压|高速|物流|骨干|国际|运输)通道"
_TAIL = re.compile(
    rf"(?![和及与等的])(?:(?![要有将已须])[\u4e00-\u9fff]){{0,8}}?(?:(?:{_NOUN}|集群|(?:系列)?活动|指数|专项(?:整治|行动)?|小程序|热线|APP|模型|券|示范[片带点])(?:(?![\u4e00-\u9fff])|(?=不少于|不低于|达到?|共))|"
    rf"(?:{_NOUN})(?=建设|试点|全|运行))"
)
_NO_NAME_AFTER = re.compile(
    r"实用性[\u4e00-\u9fff]{0,4}规划|(?!平台|系统|工程|中心)[\u4e00-\u9fff]{4}机制|[\u4e00-\u9fff]{0,3}?(?:问题|作用|效应|理念|原则|要求|目标|战略|方针|思想|精神|意识|作风|现象|格局|难题|瓶颈|关系|标准|模式|"
    r"机制|制度|方式|时期|期间|企业|产业|人才|人员|规划|清单|措施|业态|难|痛点|思路|路径|责任|承诺|红线|底线|关口?|主题|思维|方法|办法|经费|"
    r"负责制|形象|名片|优势|趋势|软件|工作法|检查|筛查|妇女|患者|人群|群体|对象|家庭|儿童|学生|农产品|产品|商品|(?:大)?文章|空地|学校|社区|小区)"
)
#: What is done in the quoted way: “点对点”招商.
_DONE_SO = re.compile("招商|引才|引智|对接|督导|调度|培训|教育|宣传")
#: Terms of politics, and figures of speech.
_TERM = re.compile(
    r"第一.{1,4}|清零|归零|最后一公里|十[二三四五六]五|放管服|专精特新|小巨人|单项冠军|回头看|卡脖子|断头路|瓶颈路|口袋公园|绿色通道|一带一路|"
    r"双碳|双循环|双减|双随机|米袋子|菜篮子|钱袋子|店小二|组合拳|先手棋|牛鼻子|主心骨|压舱石|指挥棒|零容忍|零距离|零跑腿|红黑榜|"
    r"黑名单|白名单|好差评|以工代赈|腾笼换鸟|凤凰涅槃|筑巢引凤|[\u4e00-\u9fff]{2}经验|揭榜挂帅|赛马|三农|三公|四风|六稳|六保|重要窗口|五位一体|四个全面|两山|"
    r"[\u4e00-\u9fff]{2}战略"
)
#: Slogans by their shape: a sentence, 应收尽收, 一网统管, 四个最严, 三供一业, 河长制.
_SLOGAN = re.compile(
    r"[，。；：！？、]|^不|^.头.尾$|^(?P<end>.)(?:到|对|接|与|[—－-])(?P=end)$|应[\u4e00-\u9fff]{1,2}尽[\u4e00-\u9fff]|一.{1,3}一|"
    r"^一(?:次性|公里|[网枚屏站窗码门张图件链键盘表老岗企户人日体条对事业证照刻把村品县带市])|"
    r"^[两三四五六七八九十][个项大不型化者新重位全优高网农会公降去][\u4e00-\u9fff]{0,3}$|"
    r"^[一两双三四五六七八九十].[一两三四五六七八九十](?:.|必须|确保|坚持)$|^双[\u4e00-\u9fff]$|"
    r"[制式型化率度性]$|(?<!通)办$|^[\u4e00-\u9fff]{2}即[\u4e00-\u9fff]$|^[废立改释增撤并减放管服停转留补建拆清拓强延]{3,5}$|"
    r"^多[\u4e00-\u9fff](?:合一|[同联][\u4e00-\u9fff])$|[键]$|(?:并举|并重|并进)$|^[两三四五六七八九十][\u4e00-\u9fff]{1,2}$|(?:名[都城市镇县区]|之[都城乡州窗门]|[药瓷花水茶酒泉冰春酥][都城乡])$"
)
#: A number of things of a kind: 两大平台, 四张清单, 22条, 十件实事; but 十大工程 is a name.
_NUMBERED = re.compile(
    r"(?:[一二两三四五六七八九十百]+|\d{1,3})[个大张项类条种套件](?!.*(?:工程|行动|计划)$)"
)
#: Verbs of what is to be no more, and of states that are reached: 整治“桥头跳车”, 实现“逻辑集中”.
_NOT_MADE = (
    "整治", "治理", "解决", "破解", "消除", "打击", "杜绝", "防止", "严禁", "清理", "打通", "避免", "攻克", "实现", "做到", "达到",
)  # fmt: skip
#: Verbs of what is referred to or made use of, not made: 根据…“立改废释”, 利用“闲置空地”.
_CITING = ("根据", "按照", "参照", "结合", "利用", "贯彻")
_NAME_END = re.compile(
    r"(?:通|平台|工程|行动|大脑|云|超|城市|工厂|乡村|中台|计划|码|卡|券|贷|指数|匠|谷|大赛|中心|基地|小镇|讲堂)$"
)
#: A number of quoted things that are described: 1000个以上的“数字标签”.
_COUNTED = re.compile(r"\d[^，。“”]{0,8}的$")
_CLASS = re.compile(r"\d[万亿]?[余多]?[个家座处条间辆张块](?:以上|左右)?$")
#: A list with things that are not quoted: “三塔”、古城等.
_COMPANIONS = re.compile(r"、(?!“)[^“等]{1,20}等")
#: A way of working: 公司+基地+农户.
_CHAIN = re.compile(r"[\u4e00-\u9fff]\+[\u4e00-\u9fff]+\+[\u4e00-\u9fff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
#: What is being built is a thing, whoever refers to it: 结合“云上临江”“透明临江”建设.
_BUILT = re.compile(r"(?:[、和]?“[^“”]*”)*建设(?=[，。；、]|$)")
#: What stands before a quoted name and is no part of it: 甲市、乙市等“云城”.
_SEVERAL = re.compile("[的等各、和与及]")
#: What a work is for, without a count.
_WHOSE = re.compile(r"(?![一二两三四五六七八九十]大|[各全本])[\u4e00-\u9fff]{2,8}")
_FOR = ("为", "对", "在")
_BEFORE = 16
_LONGEST = 16
_FIGURE_OF_SPEECH = 2


def tail_after(inner: str, words: str, at: int) -> int:
    """Where the noun ends that follows the quotation of `inner` at `at` and belongs to its name (“三进”改革).

    It is `at` where there is none: no such noun, a verb before it, or a term in place of a name (“十四五”).
    """
    tail = _TAIL.match(words, at)
    if tail is None or _TERM.fullmatch(inner) or _CHAIN.search(inner):
        return at
    verb = LEAD.match(words, at)
    return at if verb is not None and verb["noun"] is None else tail.end()


def placed_before(words: str, start: int, *, work: bool) -> int:
    """Where the place begins that stands between a verb and a quoted name at `start`: 打造川渝营商“云地图”.

    Of a `work` it is as well what the work is for: 实施农村学校“暖冬工程”.
    """
    low = max(0, start - _BEFORE)
    begin = start
    for m in LEAD.finditer(words, low, start):
        begin = m.end()
    place = words[begin:start]
    if not 2 <= len(place) <= 8 or _SEVERAL.search(place) is not None:
        return start
    whose = begin > low and work and _WHOSE.fullmatch(place) is not None
    return begin if whose or names_place(place) else start


def is_quoted_name(inner: str, words: str, start: int, end: int, *, listed: bool) -> bool:
    """Whether `inner`, in quotation marks from `start` to `end` of the clause `words`, is a name by itself.

    A name is acted on by a verb, or `listed` after a name; slogans and terms are told by their shape, and by what
    follows them. The quotations of `words` are masked.
    """
    kind = _NAME_END.search(inner) is not None or is_app(inner)
    if len(inner) <= _FIGURE_OF_SPEECH and words[start - 1 : start] == "的":
        return False  # 打造职工的“新家”
    if (
        (len(inner) > _LONGEST and not kind)
        or not _HAN.search(inner)
        or _TERM.fullmatch(inner)
        or _NUMBERED.match(inner)
    ):
        return False
    if _CHAIN.search(inner):
        return False
    if not kind and (_SLOGAN.search(inner) or _DONE_SO.match(words, end)):
        return False
    if _NO_NAME_AFTER.match(words, end) or _COMPANIONS.match(words, end):
        return False
    before = words[max(0, start - _BEFORE) : start]
    if _COUNTED.search(before) or before.endswith(_NOT_MADE):
        return False
    if listed or kind or (before.endswith(_FOR) and words.startswith("建设", end)):
        return True
    if _CLASS.search(before):  # 3个“口袋公园” are a class of things
        return False
    verbs = [m[0] for m in LEAD.finditer(before)]
    return bool(verbs) and (not verbs[-1].endswith(_CITING) or _BUILT.match(words, end) is not None)
