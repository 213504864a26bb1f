"""The year that a plan's months belong to, where its title names none: of its number, its date, its page, its words.

A month without a year is read in the year in which its plan is carried out. What tells that year, best first: the
plan's own number (〔2024〕12号), the date of issue, a year that its opening repeats, the date that a site put on the
page, and a year that is the only one its opening names. A site may put an old text on a new page, so that its date
gives way to the text's own words. A cited document's number or title, a year that things are compared with, and a
year that is only the end of a period (到2025年) tell nothing.
"""

from __future__ import annotations

import re
from collections import Counter

from loaders.documents.parts import Part
from ontology.dates import PartialDate

__all__ = ["numbered_year", "plan_year"]

_IN_NUMBER = re.compile(r"[〔\[【（(［]\s?((?:19|20)\d\d)\s?[〕\]】）)］]")
#: A line that is nothing but a number, perhaps as a field: a number within a sentence is a cited document's.
_NUMBER_LINE = re.compile(
    r"^[ ]*(?:(?:文[ ]?号|发文字号|发文文号|文件编号)[：:| ]{0,3})?"
    r"[\u4e00-\u9fff]{0,12}[ ]?[〔\[【（(［][ ]?((?:19|20)\d\d)[ ]?[〕\]】）)］][ ]?(?:第[ ]?)?\d{1,5}[ ]?号[ ]*$",
    re.MULTILINE,
)
#: Dates that a site sets above or below a text: 2024-03-01 09:30, 发布时间：2024-03-01, （2024年03月01日）.
_STAMP = re.compile(
    r"(?:[发發][布表]|更新|上[传傳]|公布|成文|[发發]文|[录錄]入)(?:[时時][间間]|日期)[ \]】]{0,2}[：:|]?[ ]{0,4}"
    r"(?P<said>20\d\d)[-/.年]"
    r"|(?<!\d)(?P<timed>20\d\d)[-/.年][ ]?\d{1,2}[-/.月][ ]?\d{1,2}日?[ ]{1,4}\d{1,2}[:：]\d\d"
    r"|(?:^|\n|[ ])[（(](?P<line>20\d\d)年\d{1,2}月\d{1,2}日[）)](?=[ ]*\n)"
    r"|(?P<news>20\d\d)年\d{1,2}月\d{1,2}日[ ]?(?:讯|訊|电|電|来源|來源)"
    r"|(?:^|\n)[ ]*(?P<day>20\d\d)-\d{1,2}-\d{1,2}[ ]*(?=\n)"
)
_PAGE_HEAD, _PAGE_FOOT = 1000, 300
_CITED = re.compile(r"《[^《》\n]{1,120}》(?:[（(][^（）()\n]{1,40}[）)])?")
_SAID = re.compile(
    r"((?:19|20)\d\d)年(?<![\d比较自从由到至以与和或在对、—–\-－~～]\d{4}年)(?<!截止\d{4}年)"
    r"(?![以之]?[来前后]|[底末]|[、和及与—–\-－~～至到]|[上下]半年[至到]|度?的?(?:基础|水平|同期|相比|数据))"
)
_OPENING = 1200


def plan_year(
    text: str, part: Part, page: str, issued: PartialDate | None, years: tuple[int, int] | None
) -> int | None:
    """The year of the months of a plan whose title names no single year; None where nothing tells it.

    Args:
        text: the clean text of the document.
        part: where in it the plan stands.
        page: the document as received, with what its site printed around the text.
        issued: the plan's date, where it has one.
        years: the first and last year of a plan of several: a page or an opening tells only a year among them.
    """
    number = numbered_year(text, part)
    if issued is not None and (number is None or (issued.year == number + 1 and 0 < issued.month <= 3)):
        return issued.year  # a number of December may stand on a plan signed in January
    if number is not None:
        return number
    year = _told(text, part, page)
    return year if year is None or years is None or years[0] <= year <= years[1] else None


def numbered_year(text: str, part: Part) -> int | None:
    """The year of the plan's own number: 2024 of 浙政办发〔2024〕12号."""
    if part.number is not None:
        found = _IN_NUMBER.search(text, *part.number)
    else:
        found = _NUMBER_LINE.search(text, part.start, min(part.end, part.body + 200, part.start + 3000))
    return int(found[1]) if found else None


def _above(text: str, part: Part) -> int | None:
    """The year of the number at the head of the document, for a plan that is attached to another text there."""
    found = _NUMBER_LINE.search(text, 0, min(part.start, 3000))
    return int(found[1]) if found else None


def _told(text: str, part: Part, page: str) -> int | None:
    opening = _CITED.sub("", text[part.start : min(part.end, max(part.body, part.start) + _OPENING)])
    said = Counter(int(year) for year in _SAID.findall(opening)).most_common(2)
    if said and said[0][1] >= 2 and (len(said) == 1 or said[0][1] > said[1][1]):
        return _no_later_than_due(opening, said[0][0])
    if (above := _above(text, part)) is not None:
        return above  # a site may show an old text anew
    stamp = _STAMP.search(page[:_PAGE_HEAD]) or _STAMP.search(page[-_PAGE_FOOT:])
    if stamp is not None:
        return int(stamp[stamp.lastgroup or 0])
    return _no_later_than_due(opening, said[0][0]) if len(said) == 1 else None


#: A deadline, not of what was done by then nor of what there was.
_DUE = re.compile(
    r"(?<!截至)(20\d\d)年(?:年?[底末]|\d{1,2}月[底末]?(?:\d{1,2}日)?)之?前(?![^，。；\n]{0,12}(?:已|建成的|出台的|的))"
)
#: A deadline farther back is one of another plan.
_FARTHEST = 2


def _no_later_than_due(opening: str, year: int) -> int:
    """The year of a plan that its words tell, or the one before in which the first of its work is due."""
    due = [d for d in map(int, _DUE.findall(opening)) if year - _FARTHEST <= d < year]
    return min(due, default=year)
