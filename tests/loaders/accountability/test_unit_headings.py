"""Headings that are names of units, and those that only hold one."""

from __future__ import annotations

import pytest

from loaders.accountability.unit_headings import unit_heading

NAMED = [
    ("市教育局", [("市教育局", "Responsible")], False),
    ("市教育局（5项）", [("市教育局", "Responsible")], True),
    ("市教育局：", [("市教育局", "Responsible")], False),
    ("市水利局牵头工作（共12项）", [("市水利局", "Lead")], True),
    ("市水利局、市财政局牵头的重点任务", [("市水利局", "Lead"), ("市财政局", "Lead")], True),
    ("县民政局承担的任务", [("县民政局", "Responsible")], True),
    ("县委办公室", [("县委办公室", "Responsible")], False),
    ("各街道", [("各街道", "Responsible")], False),
    ("由县民政局负责落实", [("县民政局", "Responsible")], True),
    ("各县区政府", [("各县区政府", "Responsible")], False),
    ("市财政局配合事项", [("市财政局", "Cooperating")], True),
]


@pytest.mark.parametrize(("words", "named", "said"), NAMED)
def test_a_heading_of_units(words: str, named: list[tuple[str, str]], said: bool) -> None:
    text = f"一、{words}\n1.新建学校2所。\n"
    found = unit_heading(text, 2, 2 + len(words))
    assert found is not None
    note, more = found
    assert [(m.unit.name, m.role) for m in note.mentions] == named
    assert more is said


@pytest.mark.parametrize(
    "words",
    [
        "教育工作",
        "加强教育局建设",
        "李明副市长主抓的工作",
        "重点工作（8项）",
        "市教育局改革",
        "优化政务服务",
        "2024年市教育局新建学校2所。",
        "局",
    ],
)
def test_other_headings(words: str) -> None:
    assert unit_heading(words, 0, len(words)) is None
