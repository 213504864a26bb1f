"""The marks that number the items of plans: `一、`, `（一）`, `1.`, `第一章`, `任务1：`, `一是`, and where they stand.

A line of a copy may hold several items, where line ends were lost; their numbers are found by their place in
the sequence. Marks of pages, attachments named, signatures and links of a site are no lines of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.numerals import integer
from loaders.structure.bare_numbers import bare_number
from loaders.text import Range

__all__ = ["BULLETS", "CLOSING", "Mark", "mark_at", "marked_lines", "trim"]

#: The kind of a line that ends all that stands open: an attachment begins.
CLOSING = "closing"

_HAN = "一二三四五六七八九十百零〇"
#: What cannot follow a number with two parts, since it is then a quantity: 1.5万, 2.3倍.
_QUANTITY = "万亿个倍元千百米吨度件家公平亩兆"
_NUMBER = re.compile(
    rf"""(?:
        第(?P<volume>[{_HAN}\d]{{1,4}})[篇编][ ]*
      | 第(?P<chapter>[{_HAN}\d]{{1,4}})章[ ]*
      | 第(?P<part>[{_HAN}\d]{{1,4}})(?:节|部分)[ 、，：]*
      | 第(?P<article>[{_HAN}\d]{{1,4}})条[ 、，：]*
      | (?P<han>[{_HAN}]{{1,4}})[ ]?[、.．][ ]*
      | (?P<point>[{_HAN}]{{1,3}})是(?=[\u4e00-\u9fff“\d])
      | [（(][ ]?(?P<hanparen>[{_HAN}]{{1,4}})[ ]?[）)][ 、.．]*
      | (?P<arabic>\d{{1,3}})[ ]?(?:[.．、](?:(?!\d)|(?=20\d\d年))|。(?=[\u4e00-\u9fff“]))[ ]*
      | (?P<dotted>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,2}})[ 、.．]*(?=[^\d\s\W{_QUANTITY}]|[“《])
      | [（(][ ]?(?P<arabicparen>\d{{1,3}})[ ]?[）)][ 、.．]*
      | (?P<halfparen>\d{{1,2}})[）)][ 、]*
      | (?P<circled>[①-⑳])[ 、.．]*
      | (?P<arabicsign>[⒈-⒛])[ 、]*
      | (?P<parensign>[⑴-⒇])[ 、.．]*
      | (?P<hansign>[㈠-㈩])[ 、.．]*
      | (?:任务|行动|工程|专项|措施|举措|事项)[ ]?(?P<task>[{_HAN}]{{1,3}}|\d{{1,2}})
        (?:[ ]*[：、.．][ ]*|[ ]+(?=[\u4e00-\u9fff“]))
      | 专栏[ ]?(?P<box>[{_HAN}\d]{{1,3}})?[ ：:]*
      | 【(?P<bracket>[^】\n]{{1,20}})】[ ]*
      )""",
    re.VERBOSE,
)
#: Signs that are one character; each counts as the kind that it looks like.
_SIGNS = {
    "circled": ("circled", "①"),
    "arabicsign": ("arabic", "⒈"),
    "parensign": ("arabicparen", "⑴"),
    "hansign": ("hanparen", "㈠"),
}
#: What every mark begins with: a cheap look before the pattern is tried.
_BEGINS = frozenset(f"{_HAN}第（(0123456789任行工专措举事【①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳") | frozenset(
    map(chr, (*range(0x2474, 0x249C), *range(0x3220, 0x322A)))
)
#: What may be a mark within a line; what stands before it decides.
_INNER = re.compile(
    rf"[（{_HAN}\d](?:(?<=（)(?:[{_HAN}]{{1,4}}|\d{{1,2}})）|(?<=[{_HAN}])[{_HAN}]{{0,3}}、|(?<=\d)\d{{0,2}}(?:[.．、](?:(?!\d)|(?=20\d\d年))|。(?=[\u4e00-\u9fff“]))|(?<=[{_HAN}])是)"
)
_SENTENCE_ENDS = frozenset("。；！？）］】”〕")
#: What may stand before a line of a list that numbers nothing.
BULLETS = "●○■□▲△◆◇★☆▪•►▶➢※#*"
_BEFORE = f" \t|│┃{BULLETS}"
_PAGE_MARK = re.compile(
    r"(?:[—–\-－_·]{1,3}[ ]*\d{1,3}[ ]*[—–\-－_·]{1,3}|第[ ]?\d{1,3}[ ]?页.*|\d{1,3}[ ]*/[ ]*\d{1,3})"
)
#: Lines of the page or the sheet and not of the text: attachments named, dates of signature, links of a site.
_FURNITURE = re.compile(
    r"附件?[ ]?\d{0,2}[ ]?[：:].{0,120}"
    r"|[^。；]{0,60}(?:19|20)\d\d[ ]?年[ ]?\d{1,2}[ ]?月[ ]?\d{1,2}[ ]?日[ ]?(?:印发)?"
    r"|[（(]此件(?:主动|依申请)?(?:公开|不予公开)[^）)]*[）)]"
    r"|(?:上一篇|下一篇|扫一扫|分享到|打印本页|关闭窗口|责任编辑|信息来源|相关链接|相关文档|相关解读)[：: ]?.{0,80}"
)
_ATTACHMENT = re.compile(r"附(?:件|表|录)[ ]?[\d一二三四五六七八九十]{0,2}[ ]?[：:]?")
_LISTED = re.compile(r"附件?[ ]?[：:][ ]*1[ ]?[.．、]")
_SIGNED = re.compile(
    r"[\u4e00-\u9fff（）]{4,40}?(?:政府|办公厅|办公室|委员会|领导小组|委|厅|局|部|处|院|指挥部|专班)"
)
_DATED = re.compile(
    r"(?:19|20)\d\d[ ]?年[ ]?\d{1,2}[ ]?月[ ]?\d{1,2}[ ]?日"
    r"|[二〇零一○]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of numbering: its kind, its value (None where a word marks), and where its words end."""

    kind: str
    number: int | None
    end: int


def trim(text: str, start: int, end: int) -> Range:
    """The range without blanks at its ends."""
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    return start, end


def mark_at(text: str, start: int, end: int) -> Mark | None:
    """The mark of numbering that `text` has at `start`, or nothing."""
    if start >= end or text[start] not in _BEGINS:
        return None
    found = _NUMBER.match(text, start, end)
    if found is None:
        return None
    kind = found.lastgroup or "box"
    value = found[kind] if found.lastgroup else None
    if value is None or kind == "bracket":
        return Mark(kind, None, found.end())
    if kind in _SIGNS:
        kind, first = _SIGNS[kind]
        return Mark(kind, ord(value) - ord(first) + 1, found.end())
    if kind == "dotted":
        parts = re.split(r"[.．]", value)
        return Mark(f"dotted{len(parts)}", int(parts[-1]), found.end())
    return Mark(kind, integer(value), found.end())


#: Numbering that starts again below another: where 一、 goes on, （一） may begin anew.
_BELOW = {
    "han": ("hanparen", "arabicparen", "point"),
    "hanparen": ("arabicparen", "point"),
    "arabic": ("arabicparen", "point"),
}


def marked_lines(text: str, start: int, end: int) -> Iterator[tuple[int, Mark | None, Range]]:
    """Each line of `text` from `start` to `end`: where it begins, its mark, and the rest of the line.

    A line that holds several items comes in several pieces; lines of the page (marks of pages, dates of signature,
    names of attachments) do not come, and where an attachment begins a mark of the kind `CLOSING` does.
    """
    last: dict[str, int] = {}
    for line_start, line_end in _pieces(text, start, end, last):
        if text[line_start] == "附" and _ATTACHMENT.fullmatch(text, line_start, line_end):
            last.clear()
            yield line_start, Mark(CLOSING, None, line_end), (line_end, line_end)
            continue
        mark = mark_at(text, line_start, line_end)
        if mark is None and (bare := bare_number(text, line_start, line_end, last)) is not None:
            mark = Mark(*bare)
        if mark is None or (_doubtful(text, line_start, mark) and not _in_sequence(mark, last)):
            yield line_start, None, (line_start, line_end)
            continue
        if mark.number is not None:
            last[mark.kind] = mark.number
            for other in _BELOW.get(mark.kind, ()):
                last.pop(other, None)
        yield line_start, mark, trim(text, mark.end, line_end)


def _doubtful(text: str, start: int, mark: Mark) -> bool:
    """Whether a mark may be the rest of a sentence that was broken there: 2.5 and 20。 count in sequence only."""
    return mark.kind.startswith("dotted") or (mark.kind == "arabic" and text.find("。", start, mark.end) > 0)


def _in_sequence(mark: Mark, last: dict[str, int]) -> bool:
    return mark.number == 1 or mark.number == last.get(mark.kind, 0) + 1


def _pieces(text: str, start: int, end: int, last: dict[str, int]) -> Iterator[Range]:
    """The lines without blanks, bullets and lines of the page, cut at the numbers in sequence that they hold.

    `last` holds the last number of each kind and is kept up to date by the reader of the pieces.
    """
    at = start
    listing = 0  # the last number of a list of attachments whose lines come one by one
    held: list[Range] = []  # lines that may be the signature above a date
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line_start, line_end = trim(text, at, stop)
        at = stop + 1
        while line_start < line_end and text[line_start] in _BEFORE:
            line_start += 1
        if line_start == line_end:
            continue
        size = line_end - line_start
        if size <= 200:
            if listing:
                mark = mark_at(text, line_start, line_end)
                if mark is not None and mark.number == listing + 1 and mark.kind == "arabic" and size <= 90:
                    listing += 1
                    continue
                listing = 0
            if _PAGE_MARK.fullmatch(text, line_start, line_end):
                continue
            if _FURNITURE.fullmatch(text, line_start, line_end):
                listing = int(bool(_LISTED.match(text, line_start, line_end)))
                if held and not _DATED.match(text, line_start, line_end):
                    yield from held
                held = []
                continue
            if size <= 42 and _SIGNED.fullmatch(text, line_start, line_end):
                held.append((line_start, line_end))
                continue
        if held:
            yield from held
            held = []
        yield from _cut(text, line_start, line_end, end, last)
    yield from held


def _cut(text: str, start: int, stop: int, end: int, last: dict[str, int]) -> Iterator[Range]:
    """A line, cut at the numbers in sequence that it holds."""
    piece = start
    first: Mark | None = None
    for found in _INNER.finditer(text, start + 1, stop):
        at = found.start()
        if not _may_begin(text, start, at, found):
            continue
        mark = mark_at(text, at, stop)
        if mark is None or mark.number is None:
            continue
        if first is None:
            first = mark_at(text, piece, stop)
        before = first.number if first is not None and first.kind == mark.kind else last.get(mark.kind, 0)
        follows = mark.number == (before or 0) + 1
        begins = mark.number == 1 and first is not None and mark.kind in ("arabic", "hanparen")
        if mark.kind == "arabicparen":
            # counts within a sentence, unless nothing else is numbered and they count its sentences
            begins = mark.number == 1 and first is None and not last
            follows = follows and piece > start and first is not None and first.kind == mark.kind
        if mark.kind == "point":
            begins = mark.number == 1
            goes_on = (
                first is None and "point" in last and text[at - 1] == "；"
            )  # a line end fell into an item
            follows = follows and (goes_on or (piece > start and first is not None and first.kind == "point"))
            if begins and first is None and not last:
                follows = _LISTS.search(text, max(start, at - 40), at) is not None
        if follows or (begins and _goes_on(text, mark, end)):
            yield trim(text, piece, at)
            piece, first = at, mark
    yield trim(text, piece, stop)


def _may_begin(text: str, start: int, at: int, found: re.Match[str]) -> bool:
    """Whether a number within a line may begin an item: after a sentence or a bracket, or after a heading."""
    before = at - 1
    while before > start and text[before] == " ":
        before -= 1
    if text[at] == "一" and text[found.end() - 1] == "是":
        return text[before] == "："
    if text[before] in _SENTENCE_ENDS or (text[before] == "：" and text.startswith("（1）", at)):
        return True
    if not "\u4e00" <= text[before] <= "\u9fff" or text[found.end() - 1] == "。":
        return False
    follows = text[found.end() : found.end() + 2].lstrip(" ")[:1]
    if not (follows == "“" or "\u4e00" <= follows <= "\u9fff"):
        return False
    return text[at] == "（" or text[at].isdigit() or before < at - 1


#: What announces the items of a paragraph that lists them all: 十件实事具体为：一是…。二是…。
_LISTS = re.compile(r"(?:实事|重点工作|重点任务|工作任务|主要任务|重点项目)[^。；\n]{0,16}：[ ]*$")
#: The second mark of a numbering, by its kind; 二是 must stand at the head of a line.
_SECOND = {
    "arabic": re.compile(r"2(?:[.．、](?!\d)|。[\u4e00-\u9fff])"),
    "hanparen": re.compile("（二）"),
    "arabicparen": re.compile("[。；]（2）"),
    "point": re.compile(r"\n[ \t]*二是"),
}


def _goes_on(text: str, mark: Mark, end: int) -> bool:
    """Whether a second number of the kind follows the first: a lone 1. in a sentence is no numbering."""
    return _SECOND[mark.kind].search(text, mark.end, min(end, mark.end + 3000)) is not None
