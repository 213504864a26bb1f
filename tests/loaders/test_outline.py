"""Headings and numbered items as a tree."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from loaders.outline import Node, outline, walk


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
    # numbers that lost their line end
    ("一、甲\n1.乙。2.丙。3.丁。", ["一 甲", "  1 乙。", "  2 丙。", "  3 丁。"]),
]  # fmt: skip


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
