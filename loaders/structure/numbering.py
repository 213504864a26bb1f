"""The lines of a text with the marks that number them.

A line of a copy may hold several items, where line ends were lost (`loaders.structure.run_on`). Marks of pages,
attachments named, signatures and links of a site are no lines of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.structure.bare_numbers import bare_number
from loaders.structure.marks import Mark, mark_at, trim
from loaders.structure.run_on import pieces
from loaders.text import Range

__all__ = ["BULLETS", "CLOSING", "marked_lines"]

#: The kind of a line that ends all that stands open: an attachment begins.
CLOSING = "closing"

#: Where a line begins that holds anything.
_WORDS = re.compile(r"[^ \t\n]")
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
#: A line that heads what a plan says behind its items, without a number where they have one. As a label of each item it
#: comes more than once.
_AFTER_ITEMS = frozenset((
    "有关要求", "相关要求", "工作要求", "几点要求", "组织保障", "保障措施", "组织领导", "组织实施", "工作保障",
))  # fmt: skip
_LISTED = re.compile(r"附件?[ ]?[：:][ ]*1[ ]?[.．、]")
_SIGNED = re.compile(
    r"[\u4e00-\u9fff（）]{4,40}?(?:政府|办公厅|办公室|委员会|领导小组|委|厅|局|部|处|院|指挥部|专班)"
)
_DATED = re.compile(
    r"(?:19|20)\d\d[ ]?年[ ]?\d{1,2}[ ]?月[ ]?\d{1,2}[ ]?日"
    r"|[二〇零一○]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)


#: Numbering that starts again below another: where 一、 goes on, （一） may begin anew.
_BELOW = {
    "han": ("hanparen", "arabicparen", "point"),
    "hanparen": ("arabicparen", "point"),
    "arabic": ("arabicparen", "point"),
}


def marked_lines(text: str, start: int, end: int) -> Iterator[tuple[int, Mark | None, Range]]:
    """Each line of `text` from `start` to `end`: where it begins, its mark, and the rest of the line.

    A line that holds several items comes in several pieces; lines of the page (marks of pages, dates of signature,
    names of attachments) do not come; where an attachment begins, or what stands behind the items (有关要求), a mark
    of the kind `CLOSING` does.
    """
    last: dict[str, int] = {}
    lone: dict[str, bool] = {}  # the words that head what stands behind the items: whether they come once
    for line_start, line_end in _pieces(text, start, end, last):
        if text[line_start] == "附" and _ATTACHMENT.fullmatch(text, line_start, line_end):
            last.clear()
            yield line_start, Mark(CLOSING, None, line_end), (line_end, line_end)
            continue
        words = text[line_start:line_end] if last and line_end - line_start == 4 else ""
        if words in _AFTER_ITEMS and words not in lone:
            lone[words] = text.count(f"{words}\n", start, end) == 1
        if lone.get(words):
            last.clear()
            yield line_start, Mark(CLOSING, None, line_start), (line_start, line_end)
            continue
        mark = mark_at(text, line_start, line_end)
        if mark is not None and _doubtful(text, line_start, mark) and not _in_sequence(mark, last):
            mark = None
        if mark is None and (bare := bare_number(text, line_start, line_end, last)) is not None:
            mark = Mark(*bare)
        if mark is None:
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
    while (first := _WORDS.search(text, at, end)) is not None:
        stop = text.find("\n", first.start(), end)
        stop = end if stop < 0 else stop
        line_start, line_end = trim(text, first.start(), stop)
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
        yield from pieces(text, line_start, line_end, end, last)
    yield from held
