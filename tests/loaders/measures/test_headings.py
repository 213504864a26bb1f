"""Title sentences of items."""

from __future__ import annotations

import pytest

from loaders.measures.headings import own_title
from loaders.measures.passages import LineNotes

#: The lines of an item without its number, its title, and what remains.
TITLES: list[tuple[list[str], str | None, list[str]]] = [
    (["建设平台。建成平台。"], "建设平台", ["建成平台。"]),
    (["建设平台", "建成平台。"], "建设平台", ["建成平台。"]),
    (["建设平台。", "建成平台。"], "建设平台", ["建成平台。"]),
    (["建设平台：建成省级平台，完善机制。"], "建设平台", ["建成省级平台，完善机制。"]),
    (["建设平台：", "建成省级平台。"], "建设平台", ["建成省级平台。"]),
    (["建设平台"], "建设平台", []),
    (["建设平台（省数据局负责）"], "建设平台", ["（省数据局负责）"]),
    (["建设平台（省数据局负责）", "建成平台。"], "建设平台", ["（省数据局负责）", "建成平台。"]),
    (["建设（升级）平台。建成平台。"], "建设（升级）平台", ["建成平台。"]),
    # a note of units before the title
    (["【责任单位：省数据局】建设平台", "建成平台。"], "建设平台", ["【责任单位：省数据局】", "建成平台。"]),
    (["（责任单位：省数据局）建成省级平台，完善机制。"], None, ["（责任单位：省数据局）建成省级平台，完善机制。"]),
    # a rule beside the heading, of one condition or several
    (["重点任务（列第一位的为牵头单位，下同）"], "重点任务", ["（列第一位的为牵头单位，下同）"]),
    (
        ["重点任务（列第一位的为牵头单位；涉及各县（市、区）的，由各县（市、区）负责，下同）"],
        "重点任务",
        ["（列第一位的为牵头单位；涉及各县（市、区）的，由各县（市、区）负责，下同）"],
    ),
    # one sentence is no title
    (["建成省级平台。"], None, ["建成省级平台。"]),
    (["建成省级平台。（省数据局负责）"], None, ["建成省级平台。（省数据局负责）"]),
    (["建成省级平台。", "责任单位：省数据局"], None, ["建成省级平台。", "责任单位：省数据局"]),
    # a first sentence that tells how much is work, and no title
    (["全年新建道路100公里，改造路口20处，修复桥梁5座。加强养护。"], None, ["全年新建道路100公里，改造路口20处，修复桥梁5座。加强养护。"]),
    # but on a line of its own it heads what tells it at more length
    (
        ["全县新建道路100公里，改造路口20处，修复桥梁5座。", "全年安排资金2亿元，新建农村道路100公里，改造路口20处，修复桥梁5座，加强养护。"],
        "全县新建道路100公里，改造路口20处，修复桥梁5座",
        ["全年安排资金2亿元，新建农村道路100公里，改造路口20处，修复桥梁5座，加强养护。"],
    ),
    # a colon that points to what follows, or that names a field
    (["抓好以下工作：建成省级平台，完善机制。"], None, ["抓好以下工作：建成省级平台，完善机制。"]),
    (["工作目标：建成省级平台，完善机制。"], None, ["工作目标：建成省级平台，完善机制。"]),
    (["责任单位：省数据局、省财政厅、省教育厅"], None, ["责任单位：省数据局、省财政厅、省教育厅"]),
    ([], None, []),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "title", "rest"), TITLES)
def test_the_title_and_what_remains(lines: list[str], title: str | None, rest: list[str]) -> None:
    text = "\n".join(lines)
    ranges = []
    at = 0
    for line in lines:
        ranges.append((at, at + len(line)))
        at += len(line) + 1
    found, remain = own_title(text, ranges, LineNotes(text))
    assert (text[slice(*found)] if found else None) == title
    assert [text[a:b] for a, b in remain] == rest
