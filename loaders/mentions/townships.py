"""Townships: 镇, 乡, 街道 and 苏木 by their full names, which no table of codes lists.

A name of two or three characters stands between marks or behind words that no name holds: `建设石桥镇、云溪乡卫生院`,
`在临湖街道开展试点`. Common nouns with the same end (乡镇, 特色小镇, 返乡, 主要街道) and names of governments are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.mentions.verbs import LEAD
from loaders.text import Range

__all__ = ["may_name_township", "names_before", "townships"]

#: The peoples after whom townships are named (GB/T 3304); several may stand in one name: 王岗坪彝族藏族乡.
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|"
    "仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺"
)
#: The end of the name of a township; what follows makes no government or longer word of it.
_END = re.compile(
    rf"(?:镇|(?:(?:{_PEOPLES})族)+乡|乡|街道|苏木)(?!人民政府|政府|将|要(?!素)|应|负责|牵头|召开|党委|党政|党工委|办事处|办公室|办(?!好|成|理)|[貌容]|村[（、，。\s]|村级|级|域|区[域级]|[长愁情贤亲土民友音街谊道镇村城风]|（[镇乡街道办村社区场、]+）|(?:和|及|、|（)?(?:村|街道)(?:[（、，。）]|两级|社区)|痛|静|定)"
)
_ANY = re.compile("[镇乡道木]")
#: Where a name begins: behind a mark, or a word that no name holds.
_BEFORE = re.compile(
    r"[^\u4e00-\u9fff]|[在对为将把从至到以和及与于是由经向让给的]|[省市县区州旗]|(?:包括|涉及|其中|围绕|依托|位于|沿线|开工|改建|投用|建成|选择|确定|覆盖|指导|组织|实行|直通|项目|工程|行动)"
)
#: Characters at the ends of common nouns before 镇, 乡 and 街道.
_NO_NAME_END = {
    "镇": frozenset("整型化性约有我城乡小重集古制地各全本该市强名侨家类点级色个多大两三跨冲报须到至"),
    "乡": frozenset(
        "整型化性约有我城返下家水侨入故归回还异进同老离之各全本该思送美村镇渔山茶梦还小强个多跨报须到至"
    ),
    "苏木": frozenset("要区各全本该地型范级类旗县乡镇个多点大小跨主旧老有到至"),
    "街道": frozenset("要区各全本该地城市型范级类色村镇乡个多点条大小跨主旧老有到至"),
}
_NO_NAME = re.compile(
    r"年度|年[底初]|专业|居民|或|不|[等个其每某两各将被使并招聘]|建设|健康|[市广农林牧渔现操立在登]场|发展|试点|示范|特色|中心|重点|美丽|文明|卫生|生态|智慧|数字|偏远|边远|基层|城市|"
    r"经济|人才|干部|农民|工商|农村|乡村|街区|新型|传统|历史|文化|旅游|产业|工业|农业|民族$|革命|老区|贫困|部分|相关|所在|所有|周边|附近|邻近|沿线|(?<![旧老故新古])县$"
)
_LONGEST = 4


def may_name_township(text: str, start: int, end: int) -> bool:
    """Whether a township may be named between `start` and `end`: a cheap question, which most texts answer."""
    return _ANY.search(text, start, end) is not None


def townships(text: str, start: int, end: int) -> Iterator[Range]:
    """Where townships are named between `start` and `end`, in order."""
    for begin, m in names_before(_END, text, start, end):
        name = text[begin : m.start()]
        kind = m[0] if m[0] in ("街道", "苏木") else m[0][-1]
        if name[-1] in _NO_NAME_END[kind] or _NO_NAME.search(name):
            continue
        if _BEFORE.fullmatch(name) or LEAD.fullmatch(name):
            continue
        if LEAD.fullmatch(name, 0, len(name) - 1) is not None:
            continue  # 提升场镇: a verb, and a kind of town
        if len(name) == 2 or _BEFORE.fullmatch(name, 0, len(name) - 1) is None:  # nor 直通甲镇
            yield begin, m.end()


def names_before(
    kinds: re.Pattern[str], text: str, start: int, end: int
) -> Iterator[tuple[int, re.Match[str]]]:
    """The kinds of place between `start` and `end` that two to four characters stand before, and where these begin."""
    low = start
    for kind in kinds.finditer(text, start, end):
        stop = kind.start()
        begin = _begin(text, max(low, stop - _LONGEST - 8), stop)
        low = kind.end()
        if 2 <= stop - begin <= _LONGEST:
            yield begin, kind


def _begin(text: str, low: int, stop: int) -> int:
    """Where the name before `stop` begins: behind the last mark, verb or preposition before it."""
    begin = low
    for m in _BEFORE.finditer(text, low, stop):
        if m.end() < stop - 1 or not "\u4e00" <= m[0] <= "\u9fff":
            begin = m.end()
    for m in LEAD.finditer(text, begin, stop):
        if m.end() != stop - 1:
            begin = m.end()
    return begin
