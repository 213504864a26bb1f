"""The titles of plans: which lines are titles, what a notice transmits, kinds and periods, citations."""

from __future__ import annotations

import re
import unicodedata

from loaders.numerals import integer
from loaders.values import value

__all__ = [
    "KINDS",
    "Citation",
    "Notice",
    "citations",
    "is_private",
    "is_proper",
    "is_title",
    "names_plan",
    "notice",
    "once",
    "period",
    "plan_kind",
    "published",
    "same_title",
    "title_key",
]

#: The kinds of plan by the words that end their titles, longer first.
KINDS = (
    "国民经济和社会发展规划纲要", "远景目标纲要", "行动计划", "行动方案", "实施方案", "实施意见", "实施细则", "工作要点", "工作方案",
    "工作计划", "工作安排", "任务分工方案", "任务分工", "分工方案", "重点任务清单", "任务清单", "责任清单", "任务台账", "工作台账",
    "若干措施", "政策措施", "具体措施", "推进方案", "推进计划", "建设方案", "建设规划", "发展规划", "专项规划", "总体方案", "指导意见",
    "三年行动", "任务分解表", "责任分解表", "目标分解表", "任务分解", "责任分解", "目标分解", "分解表", "分工表", "任务表", "责任表",
    "规划", "纲要", "方案", "意见", "要点", "计划", "措施", "清单", "行动", "台账", "任务", "安排", "分工", "举措", "政策",
    "民生实事项目", "实事项目", "实事", "工作目标", "重点工作", "重点项目", "路线图", "任务书", "责任书", "一览表", "计划表", "安排表",
    "推进表", "进度表", "配档表", "工作思路", "远景目标的建议", "会议纪要",
)  # fmt: skip
_SENTENCE = re.compile(r"[。；！？\t|>＞：，、](?:(?<![：，、])|$)")
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.、．](?:(?!\d)|(?=20\d\d年))|第[一二三四五六七八九十]+[章节条])"
)
_TAIL = re.compile(r"(?:[（(〔][^（(〔]{1,24}[）)〕]|[》”])+$")
_OTHER_TEXTS = re.compile(r"(?:的[ ]?通[ ]?知|解读|起草说明|的决定|的公告)[》”]?$")
_NO_TITLE = re.compile(
    r"[名文][ ]*[称号][ ]*：|附|主题|来源|责任|标题|索引|当前|您|首页|关于我们|关联|浏览|上一|下一"
)
#: Plans of people, firms and schools, and offers, which are no plans of a government.
_PRIVATE = re.compile(
    r"解决方案|(?:个人|班主任|护士|班级|授课|备课|复习|销售|促销|推广策划|装修|婚礼|减肥|理财|投标|施工组织)[^，。]{0,6}(?:计划|方案|安排|措施|要点)"
    r"|(?:招聘|招考|招录|招生|考试|面试|报名|采购|招标|比选|竞价|拍卖|考核录用|遴选)(?:工作)?(?:计划|方案|安排|意见|清单|公告)"
)
#: Subjects of persons and schools that are those of governments too, where a place is named and no school or firm.
_PERSONAL = re.compile(
    r"(?:教师|学习|教学|课程|营销|策划|旅游|应急演练)[^，。]{0,6}(?:计划|方案|安排|措施|要点)"
)
_OF_PLACE = re.compile(r"[\u4e00-\u9fff]{2,}?[省市县区州盟旗镇乡](?!场|级|域|内|民)|人民政府")
_OF_BODY = re.compile(
    r"小学|中学|初中|高中|职高|学校|幼儿园|学院|大学|医院|公司|集团|支部|[一二三四五六七八九][年]级|班"
)
#: What a title of one plan has and a mere kind of plan lacks: a year, a period, a place, an object.
_PROPER = re.compile(
    r"(?:19|20)\d\d|[一二三四五六七八九十]五[”\"]?|(?:[省市县区州盟旗]|(?<!城)[镇乡])(?!直|级|场)|关于|《|年(?:行动|规划|计划)"
)


def is_title(line: str) -> bool:
    """Whether a line reads as the title of a plan, of a notice that transmits one, or of its interpretation."""
    line = line.strip()
    if not 5 <= len(line) <= 90 or _SENTENCE.search(line) or _NUMBERED.match(line):
        return False
    if _OTHER_TEXTS.search(line):
        return True
    return _TAIL.sub("", line).endswith(KINDS) and not _NO_TITLE.match(line)


def is_proper(title: str) -> bool:
    """Whether a title is that of one plan (2024年工作要点, 江州市行动方案) and not a kind of plan (重点任务)."""
    return _PROPER.search(title) is not None


def is_private(title: str) -> bool:
    """Whether a title is that of a plan of a person, a firm or a school, of an offer, or of a recruitment."""
    if _PRIVATE.search(title) is not None:
        return True
    public = _OF_PLACE.search(title) is not None and _OF_BODY.search(title) is None
    return not public and _PERSONAL.search(title) is not None


def names_plan(title: str) -> bool:
    """Whether a title ends as that of a plan of a government does, or is that of a notice that transmits one.

    Headlines that say that a plan came out (我市出台行动计划) are none, nor are plans of people and firms; a
    kind that is a common word too (任务, 政策) names a plan only beside a year or a place.
    """
    inner = notice(title)
    bare = _TAIL.sub("", (inner.title if inner is not None else title.strip()).strip("《》"))
    if not bare.endswith(KINDS) or "：" in bare or is_private(bare) or _HEADLINE.search(bare):
        return False
    return is_proper(bare) or not bare.endswith(_COMMON_KINDS)


_HEADLINE = re.compile(r"(?:出台|印发|发布(?!会)|公布|审议通过|正式实施|来了|获批).")
_COMMON_KINDS = (
    "行动", "任务", "安排", "分工", "举措", "政策", "措施", "清单", "实事", "实事项目", "重点工作", "重点项目", "任务书", "责任书", "工作目标", "台账",
)  # fmt: skip


@value
class Notice:
    """What the title of a transmitting notice says: who transmits, and the title of what is transmitted."""

    issuer: str
    title: str


_BLANKS = re.compile(r"\s+")
_TRANSMITS = re.compile(r"印发|转发|发布|公布|下达")
_NOTICE = re.compile(
    r"(?P<issuer>[^《》，。]{2,80}?)?(?:关于)?(?:印发|转发|发布|公布|下达)(?P<title>[^关].{3,120}?|《.{3,120}》)的[ ]?(?:通[ ]?知|公告|决定|函)$"
)


def notice(title: str) -> Notice | None:
    """What a title says where it is that of a notice that transmits a plan (印发……的通知), else nothing."""
    if not _TRANSMITS.search(title):
        return None
    found = _NOTICE.match(_BLANKS.sub(" ", title.strip()))
    if found is None:
        return None
    inner = unquoted(_BLANKS.sub("", found["title"]))
    return Notice((found["issuer"] or "").strip().removesuffix("关于").strip(), inner)


def unquoted(title: str) -> str:
    """A title without the marks 《》 around it; those within, written 〈〉 there, become 《》."""
    title = title.strip()
    if title.startswith("《") and title.endswith("》") and _depth_stays(title):
        title = title[1:-1]
    return title.replace("〈", "《").replace("〉", "》")


def _depth_stays(title: str) -> bool:
    """Whether the marks at the ends of a title belong to each other: not those of 《甲》和《乙》."""
    depth = 0
    for c in title[:-1]:
        depth += (c == "《") - (c == "》")
        if depth == 0:
            return False
    return True


def published(title: str) -> str:
    """A title with its marks in one form: full-width brackets, and a dash — between years."""
    return _YEARS.sub(r"\1—\2", _ASCII_BRACKETS.sub(r"（\1）", title.strip()))


_ASCII_BRACKETS = re.compile(r"\(([^()]*)\)")
_YEARS = re.compile(r"((?:19|20)\d\d年?)\s?[—–\-－~～至]{1,2}\s?((?:19|20)\d\d)")


_MARKS = re.compile(r"[\s（）()〔〕\[\]《》〈〉“”\"'‘’\-—–－~～·,，、:：]")


def title_key(title: str) -> str:
    """A title without marks and spaces: variants that differ in brackets and dashes have one key."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", title))


def once(title: str) -> str:
    """A title that is given twice, the second time mostly in brackets, given once; any other as it is."""
    lead = title.lstrip("《“")[:_SHORTEST]
    if len(lead) < _SHORTEST or title.find(lead, _SHORTEST) < 0:
        return title
    key = title_key(title)
    half = len(key) // 2
    if key[:half] != key[half:]:
        return title
    at = left = 0
    while left < half:
        left += len(title_key(title[at]))
        at += 1
    for opening, closing in ("（）", "()", "《》", "“”"):
        if title[at : at + 1] == closing and title.count(opening, 0, at) > title.count(closing, 0, at):
            at += 1
    return title[:at]


#: No title of a plan is shorter.
_SHORTEST = 5


def same_title(a: str, b: str) -> bool:
    """Whether two titles are variants of one."""
    return title_key(a) == title_key(b)


#: Kinds by the words that a title ends in; a word of the subject before them (发展, 专项) is none of the kind.
_KIND_NAMES = re.compile(
    r"(?:行动|工作|实施|任务|分工|总体|推进|建设|重点|责任)(?:计划|方案|要点|意见|细则|安排|清单|台账|分工)|指导意见|若干措施|规划|纲要|方案|意见|要点"
    r"|计划|措施|清单|行动|台账|(?:责任|任务|目标)分解|任务|安排|分工表|分解表|任务表|分工|举措|政策|实事项目|实事"
)


def plan_kind(title: str) -> str | None:
    """The kind of plan that a title names: 工作要点, 行动方案, 规划 ..., or nothing."""
    found = _KIND_NAMES.findall(_BRACKETED.sub("", title))
    return found[-1] if found else None


_BRACKETED = re.compile(r"[（(〔][^）)〕]*[）)〕]|《[^》]*》")


_RANGE = re.compile(r"((?:19|20)\d\d)年?\s?(?:[—–\-－~～至到]{1,2})\s?((?:19|20)\d\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NTH_FIVE_YEAR = re.compile(r"第(十[一二三四五六])个五年")
_HAN_DIGIT = "〇○零一二三四五六七八九"
#: A year in Chinese numerals, digit by digit: 二〇二五, which names no “二五”.
_HAN_YEAR = re.compile(
    rf"(?<![{_HAN_DIGIT}十])(?:二[〇○零]|一九)[{_HAN_DIGIT}]{{2}}(?![{_HAN_DIGIT}十百千万])"
)
_FIVE_YEAR = re.compile(r"[“\"]?(十[一二三四五六]|[一二三四五六七八九])五[”\"]?(?:时期|规划|期间)?")


def five_year(numeral: str) -> tuple[int, int]:
    """The years of the five-year plan of that numeral: 十四 is 2021 to 2025 (the first began in 1953)."""
    number = integer(numeral)
    start = 1981 + (number - 6) * 5 if number >= 6 else 1953 + (number - 1) * 5
    return start, start + 4


def period(title: str) -> tuple[int, int] | None:
    """The first and last year that a title names: a range, a five-year plan (“十四五”), or one year; also in Chinese numerals."""
    title = _HAN_YEAR.sub(lambda m: str(integer(m[0].replace("○", "〇"))), title)
    if found := _RANGE.search(title):
        return int(found[1]), int(found[2])
    if found := _FIVE_YEAR.search(title):
        return five_year(found[1])
    if found := _NTH_FIVE_YEAR.search(title):
        return five_year(found[1])
    years = [int(y) for y in _YEAR.findall(title)]
    return (years[0], years[-1]) if len(set(years)) == 1 else None


@value
class Citation:
    """A title in 《》, with its place in the clean text (the marks included)."""

    title: str
    start: int
    end: int


_CITED = re.compile(r"《((?:[^《》]|《[^《》]*》){2,120})》")


def citations(text: str, start: int, end: int) -> list[Citation]:
    """The titles cited in `text` from `start` to `end`."""
    return [Citation(unquoted(m[1]), m.start(), m.end()) for m in _CITED.finditer(text, start, end)]
