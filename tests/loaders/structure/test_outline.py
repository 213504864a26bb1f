"""Headings and numbered items as a tree."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from loaders.structure.outline import Node, outline, walk


def shape(text: str) -> list[str]:
    """Each node as one line, indented by its depth."""
    _, roots = outline(text, 0, len(text))

    def lines(nodes: list[Node]) -> Iterator[str]:
        for node in nodes:
            words = text[node.lines[0][0] : node.lines[0][1]] if node.lines else ""
            yield "  " * node.depth + f"{node.printed} {words}".strip()
            yield from lines(node.children)

    return list(lines(roots))


SHAPES = [
    # the usual three levels
    (
        "一、甲\n（一）乙\n1.丙。\n2.丁。\n（二）戊\n二、己",
        ["一 甲", "  （一） 乙", "    1 丙。", "    2 丁。", "  （二） 戊", "二 己"],
    ),
    # no level has a rank of its own
    ("（一）甲\n1、乙\n（二）丙", ["（一） 甲", "  1 乙", "（二） 丙"]),
    ("一、甲\n1.乙\n（1）丙\n二、丁", ["一 甲", "  1 乙", "    （1） 丙", "二 丁"]),
    # chapters and parts
    ("第一章 甲\n第一节 乙\n第二章 丙", ["第一章 甲", "  第一节 乙", "第二章 丙"]),
    # a slip of the pen is no number
    ("第一部分 甲\n第一2部分 乙\n第三部分 丙", ["第一部分 甲", "第三部分 丙"]),
    # numbers that restart inside every heading
    ("一、甲\n1.乙。\n2.丙。\n二、丁\n1.戊。", ["一 甲", "  1 乙。", "  2 丙。", "二 丁", "  1 戊。"]),
    # numbers that run on
    ("一、甲\n1.乙。\n二、丙\n2.丁。", ["一 甲", "  1 乙。", "二 丙", "  2 丁。"]),
    # gaps
    ("一、甲\n三、乙", ["一 甲", "三 乙"]),
    # page marks and figures are no numbers
    ("一、甲\n— 3 —\n二、乙", ["一 甲", "二 乙"]),
    ("一、甲\n3.5万个。\n二、乙", ["一 甲", "二 乙"]),
    # boxes
    ("一、甲\n专栏3 重点工程\n平台。", ["一 甲", "  专栏3 重点工程"]),
    # volumes hold chapters, and chapters sections
    ("第一篇 甲\n第一章 乙\n第一节 丙\n第二章 丁\n第二篇 戊", ["第一篇 甲", "  第一章 乙", "    第一节 丙", "  第二章 丁", "第二篇 戊"]),
    # a heading without a number between items whose sentences are complete
    ("一、甲\n1.乙。\n丙丙丙丙\n2.丁。", ["一 甲", "  1 乙。", "  丙丙丙丙", "    2 丁。"]),
    # a last line that goes on with the item is none
    ("一、甲\n1.乙\n丙丙丙丙\n2.丁。", ["一 甲", "  1 乙", "  2 丁。"]),
    ("一、甲\n1.乙。\n由丙负责落实\n2.丁。", ["一 甲", "  1 乙。", "  2 丁。"]),
    # a text that begins within an item, with the last of its fields
    ("（六）完成时限：年底\n三、甲\n（一）责任单位：乙\n四、丙", ["（六） 完成时限：年底", "三 甲", "  （一） 责任单位：乙", "四 丙"]),
    ("一、甲\n1.乙。\n持续推进\n2.丁。", ["一 甲", "  1 乙。", "  2 丁。"]),
    # signs of one character count as what they look like
    ("㈠甲\n⒈乙\n⑴丙\n⒉丁\n㈡戊", ["㈠ 甲", "  ⒈ 乙", "    ⑴ 丙", "  ⒉ 丁", "㈡ 戊"]),
    # a figure at the head of a broken line is no number
    ("一、甲\n1.乙达到\n2.5亿元。\n2.丙。", ["一 甲", "  1 乙达到", "  2 丙。"]),
    # an attachment closes what stands open
    ("一、甲\n1.乙。\n附件2\n1.丙。", ["一 甲", "  1 乙。", "附件2", "  1 丙。"]),
    # so does a line that heads what stands behind the items; as a label of each it does not
    ("一、甲\n1.乙。\n2.丙。\n  有关要求\n各单位要落实。", ["一 甲", "  1 乙。", "  2 丙。", "有关要求"]),
    ("一、甲\n1.乙。\n组织保障\n2.丙。", ["一 甲", "  1 乙。", "组织保障", "  2 丙。"]),
    ("一、甲\n工作要求\n乙。\n二、丙\n工作要求\n丁。", ["一 甲", "二 丙"]),
    # numbers that lost their line end
    ("一、甲\n1.乙。2.丙。3.丁。", ["一 甲", "  1 乙。", "  2 丙。", "  3 丁。"]),
]  # fmt: skip

#: Lines that lost their ends, and what they hold.
RUN_ON = [
    ("numbers in brackets", "一、甲乙（1）丙。（2）丁。二、戊己（1）庚。（2）辛。",
     ["一 甲乙", "  （1） 丙。", "  （2） 丁。", "二 戊己", "  （1） 庚。", "  （2） 辛。"]),
    ("numbers in circles, running on", "一、甲乙①丙。②丁。二、戊己③庚。④辛。",
     ["一 甲乙", "  ① 丙。", "  ② 丁。", "二 戊己", "  ③ 庚。", "  ④ 辛。"]),
    ("articles", "一、甲乙第一条 丙。第二条 丁。二、戊己第三条 庚。",
     ["一 甲乙", "  第一条 丙。", "  第二条 丁。", "二 戊己", "  第三条 庚。"]),
    ("numbers that go on from another list", "一、甲乙22.丙。23.丁。二、戊己24.庚。",
     ["一 甲乙", "  22 丙。", "  23 丁。", "二 戊己", "  24 庚。"]),
    ("numbers with gaps", "一、甲乙。三、丙丁。七、戊己。", ["一 甲乙。", "三 丙丁。", "七 戊己。"]),
    ("arabic numbers with gaps", "1.甲乙。4.丙丁。9.戊己。", ["1 甲乙。", "4 丙丁。", "9 戊己。"]),
    ("numbers with gaps, below headings with gaps, behind notes of units",
     "二、甲（一）乙丙1.丁，（责任单位：市财政局）2.戊，（责任单位：市财政局）（四）己庚7.辛，（责任单位：市商务局等）9.壬，（责任单位：市商务局）三、癸",
     ["二 甲", "  （一） 乙丙", "    1 丁，（责任单位：市财政局）", "    2 戊，（责任单位：市财政局）", "  （四） 己庚",
      "    7 辛，（责任单位：市商务局等）", "    9 壬，（责任单位：市商务局）", "三 癸"]),
    ("headings with gaps behind notes without labels or brackets",
     "（一）甲乙1.丙，〔市财政局、市残联〕（三）丁戊4.己。责任单位：市商务局、市文联。（六）庚辛9.壬。",
     ["（一） 甲乙", "  1 丙，〔市财政局、市残联〕", "（三） 丁戊", "  4 己。责任单位：市商务局、市文联。", "（六） 庚辛", "  9 壬。"]),
    ("an item that is cited behind a bracket", "一、甲（一）乙丙。丁（含戊）（四）己。（二）庚辛。", ["一 甲", "  （一） 乙丙。丁（含戊）（四）己。", "  （二） 庚辛。"]),
    ("tasks", "前言。任务1：甲乙。（市财政局负责）任务2：丙丁。", ["任务1 甲乙。（市财政局负责）", "任务2 丙丁。"]),
    ("tasks set apart", "任务 1 : 甲乙。\n任务 2 ：丙丁。", ["任务 1 甲乙。", "任务 2 丙丁。"]),
    ("sentences that each have their units", "前言。一是甲乙。（市财政局负责）二是丙丁。（市商务局负责）三是戊己。",
     ["一是 甲乙。（市财政局负责）", "二是 丙丁。（市商务局负责）", "三是 戊己。"]),
    ("sentences that each have their units, from the head of the line on", "一是甲乙。（市财政局负责）二是丙丁。",
     ["一是 甲乙。（市财政局负责）", "二是 丙丁。"]),
    ("sentences of one item", "一是甲乙。二是丙丁。（市财政局负责）", ["一是 甲乙。二是丙丁。（市财政局负责）"]),
    ("sentences without units are text", "前言。一是甲乙。二是丙丁。", []),
    ("counted sentences of an item are its text", "一、甲。抓好两件事：①乙；②丙。（1）丁。（2）戊。",
     ["一 甲。抓好两件事：①乙；②丙。（1）丁。（2）戊。"]),
    ("sizes of cities", "一、甲乙。三、四线城市扩容。二、丙。", ["一 甲乙。三、四线城市扩容。", "二 丙。"]),
    ("articles behind notes", "第一条 甲乙。责任单位：市财政局 第二条 丙丁。", ["第一条 甲乙。责任单位：市财政局", "第二条 丙丁。"]),
    ("an article that is cited", "一、甲。落实第一条措施。第一条规定的措施。二、乙", ["一 甲。落实第一条措施。第一条规定的措施。", "二 乙"]),
    ("a list that is announced", "实事是：1.甲乙。2.丙丁。3.戊己。庚辛。", ["1 甲乙。", "2 丙丁。", "3 戊己。"]),
    ("a list that is announced, of one sentence", "三件实事：一、甲乙，二、丙丁，三、戊己。庚辛。", ["一 甲乙，", "二 丙丁，", "三 戊己。"]),
    ("two lists that are announced", "甲的实事：1.甲。2.乙。3.丙。乙的实事：1.丁。2.戊。3.己。",
     ["1 甲。", "2 乙。", "3 丙。", "乙的实事：", "  1 丁。", "  2 戊。", "  3 己。"]),
    ("two items are no list", "实事是：1.甲乙。2.丙丁。", []),
    ("what is not announced is none", "价格是：1.甲乙。2.丙丁。3.戊己。", []),
    ("a list in the preface of what others number", "主要任务是：1.甲。2.乙。3.丙。\n一、丁\n（一）戊。\n二、己", ["一 丁", "  （一） 戊。", "二 己"]),
    ("headings of lists, behind a time or a list of units",
     "一、甲乙（一）内容：丙。（二）时限：六月底前二、丁戊（一）内容：己。（二）单位：市水利局三、庚辛（一）内容：壬。（二）时限：全年",
     ["一 甲乙", "  （一） 内容：丙。", "  （二） 时限：六月底前", "二 丁戊", "  （一） 内容：己。", "  （二） 单位：市水利局",
      "三 庚辛", "  （一） 内容：壬。", "  （二） 时限：全年"]),
    ("headings of lists in figures, behind a time",
     "一、甲乙1.内容：丙。2.时限：六月底前二、丁戊1.内容：己。2.时限：全年三、庚辛（1）内容：壬。（2）时限：全年",
     ["一 甲乙", "  1 内容：丙。", "  2 时限：六月底前", "二 丁戊", "  1 内容：己。", "  2 时限：全年",
      "三 庚辛", "  （1） 内容：壬。", "  （2） 时限：全年"]),
    ("headings right behind what a label heads",
     "一、甲乙。丙丙。责任单位：市水利局、市财政局二、丁戊丁戊。己己。完成时限：十一月底前三、庚辛庚辛。壬壬。",
     ["一 甲乙。丙丙。责任单位：市水利局、市财政局", "二 丁戊丁戊。己己。完成时限：十一月底前", "三 庚辛庚辛。壬壬。"]),
    ("no heading behind a label", "一、甲乙。责任单位：市第一、二、三中学。丙。\n二、丁", ["一 甲乙。责任单位：市第一、二、三中学。丙。", "二 丁"]),
    ("no heading of a list", "一、甲乙（一）丙。（二）推进城区二、三级管网改造（一）和丁。\n二、戊",
     ["一 甲乙", "  （一） 丙。", "  （二） 推进城区二、三级管网改造（一）和丁。", "二 戊"]),
    ("a count in a heading", "一、建设22.5公里道路。二、乙", ["一 建设22.5公里道路。", "二 乙"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in RUN_ON], ids=[row[0] for row in RUN_ON])
def test_items_of_one_line(text: str, expected: list[str]) -> None:
    assert shape(text) == expected


@pytest.mark.parametrize(("text", "expected"), SHAPES)
def test_shape(text: str, expected: list[str]) -> None:
    assert shape(text) == expected


def test_lines_before_the_first_number_stand_apart() -> None:
    text = "前言。\n再说。\n一、甲\n乙。"
    preamble, roots = outline(text, 0, len(text))
    assert [text[a:b] for a, b in preamble] == ["前言。", "再说。"]
    assert [text[a:b] for a, b in roots[0].lines] == ["甲", "乙。"]


def test_nodes_are_walked_in_the_order_of_the_text_and_know_their_ends() -> None:
    text = "一、甲\n（一）乙\n1.丙。\n（二）丁\n二、戊"
    _, roots = outline(text, 0, len(text))
    starts = [n.start for n in walk(roots)]
    assert starts == sorted(starts)
    assert text[: roots[0].end].endswith("丁")
    assert [n.number for n in walk(roots)] == [1, 1, 1, 2, 2]


def test_an_announced_heading_at_the_end_of_a_line_heads_the_lines_below() -> None:
    text = "1、甲。建设平台。推广应用。\n完善机制。"
    _, roots = outline(text, 0, len(text), {"推广应用"})
    assert [[text[a:b] for a, b in n.lines] for n in roots] == [
        ["甲。建设平台。"],
        ["推广应用", "完善机制。"],
    ]


def test_the_signature_and_the_names_of_attachments_are_no_lines_of_the_text() -> None:
    text = "1.甲。\n附件：1.名单\n2.格式\n江州市数据局\n2024年3月5日\n"
    _, roots = outline(text, 0, len(text))
    assert [[text[a:b] for a, b in n.lines] for n in roots] == [["甲。"]]
