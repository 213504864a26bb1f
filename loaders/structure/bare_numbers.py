"""Numbers of items that look like figures: with no mark behind (`1 网络`, `01 建设……`), or before one (`3.5G网络`).

Figures and cells of tables look alike, so that only the next number in sequence counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from loaders.numerals import integer

__all__ = ["bare_number"]

_FIRST = frozenset("0123456789一二三四五六七八九十百零〇")
#: A short heading whose number a blank sets off: `1 网络`, `一 总体要求`.
_SPACED = re.compile(
    r"(?:(?P<arabic>\d{1,2})|(?P<han>[一二三四五六七八九十百零〇]{1,3})(?=[ ]+[^，批是个些体方定]))"
    r"[ ]+(?=[\u4e00-\u9fff“《])[^。；\n]{2,40}[。；]?$"
)
#: A number with nothing but a blank or a line end behind it: `1 建设……；`, `01 建设……`, and `01` above a title.
_BARE = re.compile(
    r"(?P<zero>0)?(?P<number>\d{1,2})(?:[ ]+(?=[\u4e00-\u9fff“《\d])(?![ ]*[年月日个万亿元])|$)"
)
#: The second number of such a list, by whether it is padded and whether it has a line of its own.
_SECOND_BARE = {
    (True, True): re.compile(r"\n[ \t]*02[ \t]*\n"),
    (True, False): re.compile(r"\n[ \t]*02[ ]+\S"),
    (False, False): re.compile(r"\n[ \t]*2[ ]+\S"),
}
_SECOND_REACH = 1500
#: What stands below the number of a row whose cells stand one below the other: the task, and a label of who does it.
_ROW_BELOW = re.compile(r"[ \t]*\n[^\n]{4,600}\n[\u4e00-\u9fff]{2,4}(?:单位|部门|主体|领导)[：:]?[ \t]*\n")
#: A number before words that begin with a figure: `2.15分钟生活圈`, `3、5G网络`.
_BEFORE_FIGURE = re.compile(r"(?P<number>\d{1,2})[.．、](?=\d)")
_SECOND_DOTTED = re.compile(r"\n[ \t]*2[.．、]")
#: What a sentence or a note ends with: a line behind it that begins with a figure is no rest of it.
_ENDS = frozenset("。；;！）)】")


def bare_number(text: str, start: int, end: int, last: Mapping[str, int]) -> tuple[str, int, int] | None:
    """The kind and value of a number in sequence that a line begins with, and where it ends; or nothing.

    Args:
        text: the clean text.
        start: where the line begins.
        end: where it ends.
        last: the last number of each kind before it.
    """
    if text[start] not in _FIRST:
        return None
    return (
        _of_sentence(text, start, end, last)
        or _of_heading(text, start, end, last)
        or _before_figure(text, start, end, last)
    )


def _of_heading(text: str, start: int, end: int, last: Mapping[str, int]) -> tuple[str, int, int] | None:
    """The number of a short line, if it is the next in sequence."""
    found = _SPACED.match(text, start, end) if end - start <= 48 else None
    if found is None:
        return None
    kind = found.lastgroup or "arabic"
    number = integer(found[kind])
    if number not in (1, last.get(kind, 0) + 1):
        return None
    return kind, number, found.end(kind) + 1


def _of_sentence(text: str, start: int, end: int, last: Mapping[str, int]) -> tuple[str, int, int] | None:
    """The number of a whole sentence that a blank alone sets off, or, as `01`, of the lines below it.

    A first one counts only where the second one follows in the same form.
    """
    found = _BARE.match(text, start, end)
    if found is None:
        return None
    number = int(found["number"])
    alone = found.end() == end
    padded = found["zero"] is not None or (number > 9 and last.get("padded") == number - 1)
    kind = "padded" if padded else "arabic"
    if number != 1:
        follows = last.get(kind) == number - 1
    else:
        second = _SECOND_BARE.get((padded, alone))
        follows = second is not None and second.search(text, end, end + _SECOND_REACH) is not None
    if alone and not padded:  # a cell above those of its row
        follows = number in (1, last.get(kind, 0) + 1) and _ROW_BELOW.match(text, end) is not None
    return (kind, number, found.end()) if follows else None


def _before_figure(text: str, start: int, end: int, last: Mapping[str, int]) -> tuple[str, int, int] | None:
    """The number before an item that begins with a figure, where the line above is complete.

    A figure with a decimal point that begins a line (增长⏎2.5个百分点) is the rest of a sentence.
    """
    found = _BEFORE_FIGURE.match(text, start, end)
    if found is None:
        return None
    number = int(found["number"])
    if number != 1:
        above = text[max(0, start - 40) : start].rstrip()
        follows = last.get("arabic") == number - 1 and above[-1:] in _ENDS
    else:
        follows = _SECOND_DOTTED.search(text, end, end + _SECOND_REACH) is not None
    return ("arabic", number, found.end()) if follows else None
