"""What stands around the name of a region: whether it names a place there, or is part of another name or word.

A weak name (a word of every day, a bare name of far away) is a place only where its neighbours show it: in a list of
regions, on a route (`北安至富裕`), before what only a place has (`泰顺抽水蓄能电站`).
"""

from __future__ import annotations

import re

from loaders.mentions.gazetteer import OTHER_WORDS, Entry, Gazetteer
from ontology.registry import regions

__all__ = [
    "BREAKS",
    "is_company",
    "is_learnt_from",
    "is_other_word",
    "is_part_of_another",
    "is_partner",
    "is_shown",
]

_HAN = "\u4e00-\u9fff"
_HANZI = re.compile(f"[{_HAN}]")
#: What is done somewhere, right before its name.
_DOES = re.compile(
    "(?:加快|推进|推动|建设|实施|抓好|开工|建成|支持|确保|启动|续建|新建|改建|扩建|完成|[在对将])$"
)
#: Characters that no name of a body or zone has behind a place: what follows them is a new thought.
BREAKS = "建推支开实与和在的打引培落强加提全、为到至对将以及或等入"
_SAME_NAME = re.compile(rf"[^{BREAKS}\x00-\u4dff\ua000-\U0010ffff]{{1,12}}")
#: What a body's name ends in, some characters behind the place.
_BODY = re.compile(
    "大学|学院|[日晚早时]报|银行|[分支]行|海关|公司|集团|股份|交易所|合作组织|电视台|卫视|证券|法院|检察院|研究[院所]|医院"
    "|中学|小学|(?<![格布结时全战开大困僵终])局(?![部面限势域])|厅|管委会|委员会"
)
#: What makes the name part of that of something else, right behind it.
_PART_OF_ANOTHER = re.compile(
    r"(?:人民)?政府(?!性|采购|投资|服务|网站)|[省市县区州]?委(?![托派任培员])"
    r"|(?:工作)?(?:的)?(?:系列)?重要(?:讲话|指示|批示|论述)"
    r"|[东南西北中]?支?路(?![网径线灯况由桥])|[东南西北]?大?街(?![道区])|大道|战役|起义|精神|会议|时间|冬奥|湾(?!区)|杯|籍"
    r"|[河江湖溪](?:流域|水|段|治理|整治|[，。、])|(?<=[河江湖溪])(?:流域|水域|水系|湖区|湖面)"
    r"|(?<![省市县区州旗盟])江(?![苏西浙海东南北边])|水库|海峡|盆地|(?:中心)?支行|分行"
)
#: The end of the name of a township, behind a name that is also that of a region.
_TOWNSHIP = re.compile(r"镇(?!江)|乡(?![镇村])|街道")
_LEARNT_FROM = re.compile(r"(?:借鉴|学习|对标|参照|考察)[^，。；\n]{0,12}$")
_DIRECTIONS = ("东", "南", "西", "北")
#: What goes on with 县 as a word: 和县级部门, 建成县城.
_OF_COUNTIES = frozenset("级域城乡镇直政委办属情区市州（际外内里")
#: Bare names that end in a direction are part of 黄河南岸, 太湖北部, 燕山东麓: by the first character of the name, those
#: that stand before it in the names of waters and hills.
_WATERS_AND_HILLS = {
    "河": "黄淮运漳辽渭汾洛滹沁清沂", "江": "长浙龙珠沱嘉丽九", "湖": "太西鄱巢东", "海": "上青渤黄东沿近",
    "山": "泰燕行中黄佛舟鞍唐井嵩衡恒华庐",
}  # fmt: skip
_SIDE = re.compile(r"[岸麓坡侧部翼片段]")
_COUNT = r"(?:[\d一二两三四五六七八九十]+个)?"
_KINDS = "区县|县区|县市|市县|区|县|市|州|盟|旗"
_LIST_TAIL = re.compile(
    rf"(?:[、和及][{_HAN}]{{2,5}}?)*(?:等{_COUNT}(?:(?:革命)?老区|边境|沿海|沿江|山区|重点|试点|示范)?(?:{_KINDS}|地)|{_COUNT}(?:{_KINDS}))(?![域块位间级委政局方])"
)
_JOINED = re.compile(r"(?:[、—–\-~至与和同及赴到向]|对接|融入|联动|毗邻)$")
_JOINS = re.compile(r"[、—–\-~至与和同]|等[地市]|[两三]地|(?:东西部)?协作|合作|对口")
#: What joins the places of a list, and those of a route.
_LINKS = frozenset("、和及与至经—–－~～-")
_ROUTE = frozenset("、和及至—–－~～-")
#: What only a place has, behind its bare name.
_OF_A_PLACE = re.compile(
    "县城|城区|境内|全境|抽水蓄能|机场|火车站|高铁站|汽车站|客运站|服务区|收费站|互通|灌区|产业园|工业园|经开区|开发区|片区|段(?:[，。；、改扩建工]|防洪|治理|$)"
)
#: What is built somewhere: a bare name before it is a place in plans of its own prefecture that name it in full too.
_SITE = re.compile(
    r"[^，。；、：\s]{0,14}?(?:项目|工程|中心|园区?|基地|[电水场车站]厂|电站|接收站|泵站|枢纽|码头|大桥|隧道|公路|铁路|高速|线路|风电|光伏)"
)
#: A company is named by a place and a word, in a list of companies: 安徽星源、沈发油脂等企业.
_COMPANY = re.compile(
    rf"(?P<word>[{_HAN}]{{2,4}}?)(?=[、等])(?:、[^，。；、等\n]{{2,12}})*等[^，。；、\n]{{0,10}}?(?P<what>企业|公司|集团|厂家|项目)"
)


def is_part_of_another(text: str, stop: int, end: int) -> bool:
    """Whether a name that ends at `stop` goes on to name a body, a street, a river."""
    rest = _SAME_NAME.match(text, stop, end)
    if rest is None:
        return text.startswith("支路", stop, end)  # 支 of 支持 begins a new thought
    return (
        _BODY.search(text, stop, rest.end()) is not None
        or _PART_OF_ANOTHER.match(text, stop, end) is not None
    )


def is_other_word(text: str, i: int, stop: int, end: int, name: str) -> bool:
    """Whether the characters around a name at `i` make another word of it."""
    before = text[i - 1] if i else ""
    after = text[stop] if stop < end else ""
    if _TOWNSHIP.match(text, stop, end) is not None:
        return True
    if after == "岛" and not name.endswith(("市", "县", "区")):
        return True  # 君山岛: an island's own name
    if before == "老" and not name.endswith(("市", "县", "区")):
        return True  # 老四川, 老北京炸酱面: dishes and their houses
    if len(name) == 2 and name[1] == "县" and after in _OF_COUNTIES and after:
        return True
    if name in OTHER_WORDS:
        left, right = OTHER_WORDS[name]
        return bool((before and before in left) or (after and after in right))
    if len(name) == 2 and name.endswith(_DIRECTIONS):
        return bool(before and before in _WATERS_AND_HILLS.get(name[0], "")) or bool(_SIDE.match(after))
    return False


def is_company(text: str, stop: int, end: int, *, far: bool) -> bool:
    """Whether a bare name that ends at `stop` begins the name of a company in a list of such.

    A list of projects may be one of companies too; a place of the plan's own province is then where they lie.
    """
    found = _COMPANY.match(text, stop, min(end, stop + 80))
    if found is None or (found["what"] == "项目" and not far):
        return False
    return not any(regions().named(found["word"] + kind) for kind in ("", "市", "县", "区"))  # 江苏昆山


def is_learnt_from(text: str, i: int) -> bool:
    """Whether the place named at `i` is one whose experience is learnt from."""
    return _LEARNT_FROM.search(text, max(0, i - 16), i) is not None


def is_shown(text: str, i: int, entry: Entry, end: int, after: int | None, book: Gazetteer) -> bool:
    """Whether a weak name at `i` is shown to be a place: in a list of regions, on a route, before what a place has.

    `after` is where the region named before it ends, if there is one.
    """
    stop = i + len(entry.name)
    if after == i - 1 and text[i - 1] in _LINKS:
        return True
    if _LIST_TAIL.match(text, stop, min(end, stop + 40)):
        return True
    if len(entry.name) == 2 and entry.name[1] == "县":  # it stands at a beginning, in its own prefecture
        own = book.area[:4] == entry.codes[0][:4] and not book.area.endswith("0000")
        return own and (i == 0 or not "\u4e00" <= text[i - 1] <= "\u9fff")
    if not entry.everyday and book.area[:2] == entry.codes[0][:2] and _OF_A_PLACE.match(text, stop, end):
        return True
    if entry.codes[0][:4] == book.area[:4] and len(entry.codes) == 1 and _SITE.match(text, stop, end):
        begins = i == 0 or not _HANZI.match(text[i - 1]) or _DOES.search(text, max(0, i - 3), i) is not None
        if begins and regions().by_code[entry.codes[0]].name in text:
            return True
    if stop >= end or text[stop] not in _ROUTE:
        return False
    return any(
        (not other.everyday or _beside(entry, other))
        for other in book.beginning(text[stop + 1 : stop + 3])
        if other.zone is None and text.startswith(other.name, stop + 1)
    )


def _beside(entry: Entry, other: Entry) -> bool:
    """Whether two names, each also a word, mean regions of one prefecture: 金安、叶集."""
    if len(entry.codes) != 1 or len(other.codes) != 1:
        return False
    here, there = entry.codes[0], other.codes[0]
    return here != there and here[:4] == there[:4] and regions().by_code[there].level == "county"


def is_partner(text: str, start: int, i: int, stop: int, end: int) -> bool:
    """Whether a far-off city is one that the work goes on with: 与昆明合作, 至昆明, 昆明、贵阳等地."""
    return bool(_JOINED.search(text, max(start, i - 2), i) or _JOINS.match(text, stop, end))
