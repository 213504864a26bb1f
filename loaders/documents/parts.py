"""The texts within one document: a notice and its plan, an interpretation, an outline, excerpts, a report.

One file often holds several texts one after the other. Where each begins is told by title lines and by
numbering that starts again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.documents.genre import kind_of
from loaders.documents.headlines import Headline, headline
from loaders.documents.letterhead import HAN_DATE, SIGNED_DATE, Letterhead, read_letterhead
from loaders.structure.lines import Line, lines_of
from loaders.structure.titles import is_proper, names_plan, same_title, unquoted
from loaders.text import Range

__all__ = ["Part", "parts"]


@dataclass(slots=True)
class Part:
    """One text of a document.

    `kind` is plan, interpretation or report. `start` to `end` is the whole, `body` where its content
    begins, `excerpt` the line that says that excerpts follow, if there is one. The title is unquoted; `titled` its
    place.
    """

    kind: str
    start: int
    end: int
    body: int
    title: str | None = None
    titled: Range | None = None
    issuer: list[Range] = field(default_factory=list)
    sealed_by: list[Range] = field(default_factory=list)
    number: Range | None = None
    date: Range | None = None
    excerpt: Range | None = None


_FIRST = re.compile(
    r"(?:一[、.．]|[（(]一[）)]|1[.．、。](?:(?!\d)|(?=20\d\d年))|第一[章篇节条部]|1 |①|一是)"
)
_ANY = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、。](?:(?!\d)|(?=20\d\d年))|第[一二三四五六七八九十]{1,3}[章篇节条部]|[一二三四五六七八九十]是|[①-⑳])"
)
_MAY_NUMBER = frozenset("一二三四五六七八九十（(0123456789第①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
#: The head of a table of tasks; a column of fields or kinds may stand before the numbers.
_HEADER_ROW = re.compile(r"(?:[\u4e00-\u9fff]{2,6}[\t |]{1,4})?序[ ]?号")
_TITLE_FIELD = re.compile(r"(?:名[ ]*称|标[ ]*题|文件名称)[ ]*[：:][ |]*(?P<title>[^|\n]{6,90})")
_ATTACHED = re.compile(r"附[件表录][ ]?[\d一二三四五六七八九十]{0,2}[ ]?[：:]?")
#: How a line ends that speaks of the table below it, whose title begins no text: 分年度安排详见下表。
_TABLE_BELOW = re.compile(r"(?:见|如|列入|按)(?:下|附)表(?:所示|所列|执行|落实)?[。：:]?$")
_OWN_POINTS = re.compile(
    r"通知如下|(?:以下|有关|如下)(?:要求|事项|工作)|并就有关|一并(?:贯彻|执行)|提出(?:以下|如下)"
)
#: How a text names the plan that it prints without a title of its own: 印发《……方案》.
_ISSUED = re.compile(
    r"(?:印发|出台|发布|公布|下发|制定)了?《(?P<title>[^《》\n]{6,80}(?:规划|纲要|方案|计划|要点|意见|措施|清单|分工|行动)(?:（[^（）《》]*）)?)》"
)
_EXCERPT = re.compile(r"^[ ]*(?:以下(?:为|是))?[^。\n]{0,12}(?:摘录|节选|摘编)[^\n]*", re.MULTILINE)


def parts(text: str) -> list[Part]:
    """The texts that `text` (clean) holds, in order; at least one."""
    lines = lines_of(text)
    marks = [_is_numbered(line) for line in lines]
    found: list[Part] = []
    for first, last, heads in _segments(lines, marks):
        if first < last:
            found.append(_part(text, lines[first:last], marks[first:last], heads, first))
    return found


def _is_numbered(line: Line) -> bool:
    return line.words[0] in _MAY_NUMBER and _ANY.match(line.words) is not None


def _segments(lines: list[Line], marks: list[bool]) -> list[tuple[int, int, list[Headline]]]:
    """The runs of lines (first, after last) that make up one text each, with the titles in them."""
    starts = [0]
    heads: list[list[Headline]] = [[]]
    numbered = tabled = False
    inner: str | None = None  # the title of the plan that the notice at hand transmits
    i = 0
    while i < len(lines):
        head = None if marks[i] else headline(lines, marks, i, inner, starts[-1])
        if len(lines) > len(marks):  # the title was cut off from the words after it
            marks.insert(i + 1, _is_numbered(lines[i + 1]))
        if head is None:
            numbered = numbered or marks[i]
            tabled = tabled or _HEADER_ROW.match(lines[i].words) is not None
            i += 1
            continue
        begins = numbered or (tabled and not any(same_title(head.title, h.title) for h in heads[-1]))
        if begins and not head.is_inner and _is_new_text(lines, marks, head):
            starts.append(head.first)
            heads.append([])
            numbered, tabled, inner = False, False, None
        if head.transmits is not None and inner is None:
            inner = head.transmits
        if head.is_inner:
            numbered = False
        heads[-1].append(head)
        i = head.after
    return list(zip(starts, [*starts[1:], len(lines)], heads, strict=True))


def _is_new_text(lines: list[Line], marks: list[bool], head: Headline) -> bool:
    """Whether a title after numbered items begins another text, and is not a heading within the one at hand."""
    if head.transmits is not None:
        return True
    if head.first > 0 and _TABLE_BELOW.search(lines[head.first - 1].words):
        return False
    attached = head.first > 0 and _ATTACHED.fullmatch(lines[head.first - 1].words) is not None
    return (attached or is_proper(head.title)) and _begins(lines, marks, head.after)


def _begins(lines: list[Line], marks: list[bool], i: int) -> bool:
    """Whether the next number at or after line `i` is a first one, within the preface of a text."""
    for n in range(i, min(i + 25, len(lines))):
        if marks[n]:
            return bool(_FIRST.match(lines[n].words))
        if _HEADER_ROW.match(lines[n].words):
            return True
    return False


def _part(text: str, lines: list[Line], marks: list[bool], heads: list[Headline], offset: int) -> Part:
    part = Part("plan", lines[0].start, lines[-1].end, lines[0].start)
    stop = next((n for n, mark in enumerate(marks) if mark), len(lines))
    announced: str | None = None
    best: Headline | None = None
    after = 0
    for head in heads:
        first = head.first - offset
        if announced is None and first > stop:
            break
        if head.transmits is not None:
            if announced is None:
                announced = head.transmits
                span = (lines[first].start, lines[head.after - offset - 1].end)
                part.title, part.titled = announced, _inside(text, *span, announced)
                part.issuer = _issuers(text, *span, head.issuer)
                best = head
            after = max(after, head.after - offset) if first <= stop else after
        elif head.is_inner:
            part.title, part.titled = head.title, _span(lines, head, offset)
            after, announced, best = head.after - offset, head.title, head
            break
        elif announced is None and (best is None or _better(head, best)):
            part.title, part.titled = head.title, _span(lines, head, offset)
            after, best = head.after - offset, head
        elif announced is None and best is not None and same_title(head.title, best.title):
            after = head.after - offset
    if announced is not None and best is not None and not best.is_inner:
        after = _after_notice(lines, marks, heads, offset, after, part)
    if after:
        part.body = lines[after - 1].end if after <= len(lines) else part.end
    if part.titled is not None and not any(marks[after:]) and _stands_below(part):
        part.body, part.end = part.start, part.titled[0]
    letterhead = read_letterhead(text, lines, marks, after)
    _signed(part, letterhead)
    if best is None and (named := _TITLE_FIELD.search(text, part.start, min(part.end, part.start + 1500))):
        part.title, part.titled = unquoted(named["title"].strip()), named.span("title")
    part.kind = kind_of(text, (part.start, part.end), part.title, lines, numbered=sum(marks))
    if part.title is None and part.kind == "plan" and (cited := _ISSUED.search(text, part.start, part.end)):
        part.title, part.titled = cited["title"], cited.span("title")
    part.excerpt = _excerpts(text, part, lines, marks)
    return part


def _excerpts(text: str, part: Part, lines: list[Line], marks: list[bool]) -> Range | None:
    """The line that says that excerpts follow what stands above it; below the title it speaks of the whole."""
    first = next(
        (line.end for line, mark in zip(lines, marks, strict=True) if mark and line.start >= part.body),
        part.end,
    )
    found = _EXCERPT.search(text, first, part.end)
    return found.span() if found else None


def _stands_below(part: Part) -> bool:
    """Whether the title stands below the text, as some copies of pages have it."""
    if part.titled is None:
        return False
    above, below = part.titled[0] - part.start, part.end - part.body
    return above > 150 and 4 * below < above


def _better(head: Headline, best: Headline) -> bool:
    """Whether a title is more likely that of the text than one above it, which may be a heading of the site."""
    return (names_plan(head.title), is_proper(head.title)) > (names_plan(best.title), is_proper(best.title))


def _span(lines: Sequence[Line], head: Headline, offset: int) -> Range:
    return lines[head.first - offset].start, lines[head.after - offset - 1].end


def _after_notice(
    lines: list[Line], marks: list[bool], heads: list[Headline], offset: int, after: int, part: Part
) -> int:
    """The line where the plan begins below a notice that does not give its title again in the same words.

    It begins below a title of another wording, or below the notice's signature. Points that the notice makes
    itself (现印发给你们，并就有关事项通知如下：一、……) are none of the plan; where nothing follows them, there is
    no plan.
    """
    signed = next(
        (
            n + 1
            for n in range(after, len(lines))
            if SIGNED_DATE.search(lines[n].words) or HAN_DATE.fullmatch(lines[n].words)
        ),
        None,
    )
    for head in heads:
        first = head.first - offset
        below = head.transmits is None and first >= after and (signed is None or first >= signed - 1)
        if below and names_plan(head.title) and _begins(lines, marks, head.after - offset):
            part.title, part.titled = head.title, _span(lines, head, offset)
            return head.after - offset
    if signed is not None and any(marks[signed:]):
        return signed
    points = next((n for n in range(after, len(lines)) if marks[n]), None)
    if points is not None and any(
        _OWN_POINTS.search(line.words) for line in lines[max(after, points - 2) : points]
    ):
        return len(lines)
    return after


def _signed(part: Part, letterhead: Letterhead) -> None:
    part.number, part.date = letterhead.number, letterhead.date
    part.sealed_by = letterhead.sealed_by
    if not part.issuer:
        part.issuer = letterhead.issuer


def _inside(text: str, start: int, end: int, title: str) -> Range:
    """Where `title` stands between `start` and `end`; all of it where a line end is wedged in."""
    for written in (title, title.replace("《", "〈").replace("》", "〉")):
        at = text.find(written, start, end)
        if at >= 0:
            return at, at + len(written)
    return start, end


_ISSUER = re.compile(
    r"[\u4e00-\u9fff（）]{4,40}?(?:政府|办公厅|办公室|委员会|领导小组|委|厅|局|部|处|院|会|指挥部|专班)$"
)


def _issuers(text: str, start: int, end: int, issuer: str) -> list[Range]:
    found: list[Range] = []
    for name in issuer.split():
        at = text.find(name, start, end)
        if at >= 0 and _ISSUER.fullmatch(name):
            found.append((at, at + len(name)))
    return found
