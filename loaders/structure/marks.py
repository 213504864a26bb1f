"""The marks that number the items of plans: `一、`, `（一）`, `1.`, `第一章`, `任务1：`, `一是`."""

from __future__ import annotations

import re

from loaders.numerals import integer
from loaders.text import Range
from loaders.values import value

__all__ = ["HAN", "Mark", "mark_at", "trim"]

#: The characters of numerals.
HAN = "一二三四五六七八九十百零〇"
#: What cannot follow a number with two parts, since it is then a quantity: 1.5万, 2.3倍.
_QUANTITY = "万亿个倍元千百米吨度件家公平亩兆"
_NUMBER = re.compile(
    rf"""(?:
        第(?P<volume>[{HAN}\d]{{1,4}})[篇编][ ]*
      | 第(?P<chapter>[{HAN}\d]{{1,4}})章[ ]*
      | 第(?P<part>[{HAN}\d]{{1,4}})(?:节|部分)[ 、，：]*
      | 第(?P<article>[{HAN}\d]{{1,4}})条[ 、，：]*
      | (?P<han>[{HAN}]{{1,4}})[ ]?[、.．][ ]*
      | (?P<point>[{HAN}]{{1,3}})是(?=[\u4e00-\u9fff“\d])
      | [（(][ ]?(?P<hanparen>[{HAN}]{{1,4}})[ ]?[）)][ 、.．]*
      | (?P<arabic>\d{{1,3}})[ ]?(?:[.．、](?:(?!\d)|(?=20\d\d年))|。(?=[\u4e00-\u9fff“]))[ ]*
      | (?P<dotted>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,2}})[ 、.．]*(?=[^\d\s\W{_QUANTITY}]|[“《])
      | [（(][ ]?(?P<arabicparen>\d{{1,3}})[ ]?[）)][ 、.．]*
      | (?P<halfparen>\d{{1,2}})[）)][ 、]*
      | (?P<circled>[①-⑳])[ 、.．]*
      | (?P<arabicsign>[⒈-⒛])[ 、]*
      | (?P<parensign>[⑴-⒇])[ 、.．]*
      | (?P<hansign>[㈠-㈩])[ 、.．]*
      | (?:任务|行动|工程|专项|措施|举措|事项)[ ]?(?P<task>[{HAN}]{{1,3}}|\d{{1,2}})
        (?:[ ]*[：、.．][ ]*|[ ]+(?=[\u4e00-\u9fff“]))
      | 专栏[ ]?(?P<box>[{HAN}\d]{{1,3}})?[ ：:]*
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
_BEGINS = frozenset(f"{HAN}第（(0123456789任行工专措举事【①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳") | frozenset(
    map(chr, (*range(0x2474, 0x249C), *range(0x3220, 0x322A)))
)


@value
class Mark:
    """A mark of numbering: its kind, its value (None where a word marks), and where its words end."""

    kind: str
    number: int | None
    end: int


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


def trim(text: str, start: int, end: int) -> Range:
    """The range without blanks at its ends."""
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    return start, end
