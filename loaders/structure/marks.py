"""The marks that number the items of plans: `一、`, `（一）`, `1.`, `第一章`, `任务1：`, `一是`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.numerals import integer
from loaders.text import Range
from loaders.values import value

__all__ = ["Mark", "mark_at", "marks_within", "trim"]

#: The characters of numerals.
_HAN = "一二三四五六七八九十百零〇"
#: What cannot follow a number with two parts, since it is then a quantity: 1.5万, 2.3倍.
_QUANTITY = "万亿个倍元千百米吨度件家公平亩兆"
#: An ordinal: in one kind of numerals, not 第一2章.
_ORDINAL = rf"[{_HAN}]{{1,4}}|\d{{1,4}}"
#: A label of units, people, times or work in such brackets heads no item: 【责任单位】, 【完成时限】, 【工作内容】.
_LABEL = r"[^】\n]{0,8}(?:单位|部门|主体|科室|处室|责任人|领导|时限|期限|时间|节点|内容)"
_NUMBER = re.compile(
    rf"""(?:
        第(?P<volume>{_ORDINAL})[篇编][ ]*
      | 第(?P<chapter>{_ORDINAL})章[ ]*
      | 第(?P<part>{_ORDINAL})(?:节|部分)[ 、，：]*
      | 第(?P<article>{_ORDINAL})条[ 、，：]*
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
        (?:[ ]*[：:、.．][ ]*|[ ]+(?=[\u4e00-\u9fff“]))
      | 专栏[ ]?(?P<box>[{_HAN}]{{1,3}}|\d{{1,3}})?[ ：:]*
      | 【(?!{_LABEL}[】：:])(?P<bracket>[^】\n]{{1,20}})】[ ]*
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


#: What may be a mark within a line; what stands before it decides. 第一条 and 任务1： are found by their numerals.
_INNER = re.compile(
    rf"[（{_HAN}\d①-⑳](?:(?<=（)(?:[{_HAN}]{{1,4}}|\d{{1,2}})）|(?<=[{_HAN}])[{_HAN}]{{0,3}}、|(?<=\d)\d{{0,2}}(?:[.．、](?:(?!\d)|(?=20\d\d年))|。(?=[\u4e00-\u9fff“]))|(?<=[{_HAN}])是"
    rf"|(?<=第[{_HAN}\d])[{_HAN}\d]{{0,3}}条(?![规所的中第至和款])|(?<=(?:任务|行动|工程|专项|措施|举措|事项)[{_HAN}\d])[{_HAN}\d]{{0,2}}：|(?<=[①-⑳]))"
)
#: How far the first character of a mark stands before its numeral, by the last character of what was found.
_BEFORE_NUMERAL = {"条": 1, "：": 2}


def marks_within(text: str, start: int, end: int) -> Iterator[Range]:
    """Where what may be marks stands between `start` and `end`: what stands before it decides whether it is one."""
    for found in _INNER.finditer(text, start, end):
        yield found.start() - _BEFORE_NUMERAL.get(text[found.end() - 1], 0), found.end()


def trim(text: str, start: int, end: int) -> Range:
    """The range without blanks at its ends."""
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    return start, end
