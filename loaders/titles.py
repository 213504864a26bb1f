"""The titles of plans: which lines are titles, what a notice transmits, kinds and periods, citations."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from loaders.numerals import integer

__all__ = [
    "Citation",
    "Notice",
    "citations",
    "is_title",
    "notice",
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
    "三年行动", "任务分解表", "分工表", "任务表", "规划", "纲要", "方案", "意见", "要点", "计划", "措施", "清单", "行动", "台账",
    "任务", "安排", "分工", "举措", "政策",
)  # fmt: skip
_SENTENCE = re.compile(r"[。；！？\t|]|[：，、]$")
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.、．](?!\d)|第[一二三四五六七八九十]+[章节条])"
)
_TAIL = re.compile(r"(?:[（(〔][^（(〔]{1,24}[）)〕]|[》”])+$")


def is_title(line: str) -> bool:
    """Whether a line reads as the title of a plan, of a notice that transmits one, or of its interpretation."""
    line = line.strip()
    if not 5 <= len(line) <= 90 or _SENTENCE.search(line) or _NUMBERED.match(line):
        return False
    if re.search(r"(?:的通知|的解读|政策解读|起草说明|的决定)[》”]?$", line):
        return True
    bare = _TAIL.sub("", line)
    return any(bare.endswith(kind) for kind in KINDS) and not re.match(
        r"(?:附件|附|来源|责任|标题|索引)", line
    )


@dataclass(frozen=True, slots=True)
class Notice:
    """What the title of a transmitting notice says: who transmits, and the title of what is transmitted."""

    issuer: str
    title: str


_NOTICE = re.compile(
    r"(?P<issuer>[^《》，。]{2,80}?)?(?:关于)?(?:印发|转发|发布|公布|下达)(?P<title>[^关].{3,120}?|《.{3,120}》)的(?:通知|公告|决定|函)$"
)


def notice(title: str) -> Notice | None:
    """What a title says where it is that of a notice that transmits a plan (印发……的通知), else nothing."""
    found = _NOTICE.match(re.sub(r"\s+", " ", title.strip()))
    if found is None:
        return None
    inner = unquoted(re.sub(r"\s+", "", found["title"]))
    issuer = re.sub(r"关于$", "", (found["issuer"] or "").strip())
    return Notice(issuer.strip(), inner)


def unquoted(title: str) -> str:
    """A title without the marks 《》 around it; those within, written 〈〉 there, become 《》."""
    title = title.strip()
    if title.startswith("《") and title.endswith("》"):
        title = title[1:-1]
    return title.replace("〈", "《").replace("〉", "》")


def published(title: str) -> str:
    """A title with its marks in one form: full-width brackets, and a dash — between years."""
    title = re.sub(r"\(([^()]*)\)", r"（\1）", title.strip())
    return re.sub(r"((?:19|20)\d\d年?)\s?[—–\-－~～至]{1,2}\s?((?:19|20)\d\d)", r"\1—\2", title)


_MARKS = re.compile(r"[\s（）()〔〕\[\]《》〈〉“”\"'‘’\-—–－~～·,，、:：]")


def title_key(title: str) -> str:
    """A title without marks and spaces: variants that differ in brackets and dashes have one key."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", title))


def same_title(a: str, b: str) -> bool:
    """Whether two titles are variants of one."""
    return title_key(a) == title_key(b)


#: Kinds by the words that a title ends in; a word of the subject before them (发展, 专项) is none of the kind.
_KIND_NAMES = re.compile(
    r"(?:行动|工作|实施|任务|分工|总体|推进|建设|重点|责任)(?:计划|方案|要点|意见|细则|安排|清单|台账|分工)|指导意见|若干措施|规划|纲要|方案|意见|要点"
    r"|计划|措施|清单|行动|台账|任务|安排|分工表|分解表|任务表|分工|举措|政策"
)


def plan_kind(title: str) -> str | None:
    """The kind of plan that a title names: 工作要点, 行动方案, 规划 ..., or nothing."""
    bare = re.sub(r"[（(〔][^）)〕]*[）)〕]|《[^》]*》", "", title)
    found = [m[0] for m in _KIND_NAMES.finditer(bare)]
    return found[-1] if found else None


_RANGE = re.compile(r"((?:19|20)\d\d)年?\s?(?:[—–\-－~～至到]{1,2})\s?((?:19|20)\d\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_FIVE_YEAR = re.compile(r"[“\"]?(十[一二三四五六]|[一二三四五六七八九])五[”\"]?(?:时期|规划|期间)?")


def five_year(numeral: str) -> tuple[int, int]:
    """The years of the five-year plan of that numeral: 十四 is 2021 to 2025 (the first began in 1953)."""
    number = integer(numeral)
    start = 1981 + (number - 6) * 5 if number >= 6 else 1953 + (number - 1) * 5
    return start, start + 4


def period(title: str) -> tuple[int, int] | None:
    """The first and last year that a title names: a range, a five-year plan (“十四五”), or one year."""
    if found := _RANGE.search(title):
        return int(found[1]), int(found[2])
    if found := _FIVE_YEAR.search(title):
        return five_year(found[1])
    if found := re.search(r"第(十[一二三四五六])个五年", title):
        return five_year(found[1])
    years = [int(y) for y in _YEAR.findall(title)]
    return (years[0], years[-1]) if len(set(years)) == 1 else None


@dataclass(frozen=True, slots=True)
class Citation:
    """A title in 《》, with its place in the clean text (the marks included)."""

    title: str
    start: int
    end: int


_CITED = re.compile(r"《((?:[^《》]|《[^《》]*》){2,120})》")


def citations(text: str, start: int, end: int) -> list[Citation]:
    """The titles cited in `text` from `start` to `end`."""
    return [Citation(unquoted(m[1]), m.start(), m.end()) for m in _CITED.finditer(text, start, end)]
