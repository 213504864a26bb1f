"""Lists of units on the lines below their label."""

from __future__ import annotations

import pytest

from loaders.accountability.headed_lists import label_above
from tests.loaders.reading import read

PLAN = """江州市2024年数字化工作方案
一、重点任务
1.建设平台。建设统一平台，完善各项机制。
责任单位：
市数据局
市财政局、市教育局
完成时限：
9月底前
2.归集数据。归集各类数据，提升数据质量。
责任单位：市数据局
市财政局
"""


@pytest.mark.parametrize(
    ("above", "words", "role"),
    [
        ("责任单位：\n", "市数据局", "Responsible"),
        ("牵头单位：\n", "市数据局、市财政局", "Lead"),
        ("责任单位：\n市数据局\n", "市财政局", "Responsible"),
        ("责任单位：市数据局\n", "市财政局", "Responsible"),
        ("责任单位：市数据局*\n市教育局\n", "各县（市、区）政府", "Responsible"),
        ("完成时限：\n", "6月底前", "time"),
        ("建设平台。\n", "责任单位：", ""),
        # what follows is no list, or belongs to no label
        ("责任单位：市数据局\n", "建设平台，完善机制。", None),
        ("责任单位：市数据局。\n", "市财政局", None),
        ("完成时限：6月底\n", "市财政局", None),
        ("主要任务：\n", "市财政局", None),
        ("建设平台\n", "市财政局", None),
        ("", "市财政局", None),
    ],
)
def test_the_label_that_heads_a_line(above: str, words: str, role: str | None) -> None:
    text = above + words
    assert label_above(text, len(above), len(text)) == role


def test_a_measure_takes_the_units_and_the_time_below_their_labels() -> None:
    facts = read(PLAN)
    first, second = facts.measures
    assert facts.mentions(first, "Responsible") == ["市数据局", "市财政局", "市教育局"]
    assert facts.schedules(first) == ["Due 2024-09 year-inferred"]
    assert facts.mentions(second, "Responsible") == ["市数据局", "市财政局"]
    assert first.text == "建设统一平台，完善各项机制。"


def test_the_time_grows_with_the_length_alone() -> None:
    """Many lines of units one below the other are each looked at with a bounded number of those above."""
    lines = ["责任单位：", *["市财政局"] * 20_000]
    text = "\n".join(lines)
    at, found = 0, 0
    for line in lines:
        found += label_above(text, at, at + len(line)) is not None
        at += len(line) + 1
    assert 1 < found < 100


STACKED = """江州市2024年重点工作任务分解表
1
建设统一平台，接入系统20个。
牵头单位
市数据局
配合单位
市财政局、市教育局
责任领导
李明
完成时限
2024年9月底前
2
改造老旧小区12个。
牵头单位
市住建局
配合单位
各街道办事处
责任领导
王强
完成时限
长期坚持
"""


def test_labels_that_are_repeated_need_no_colons() -> None:
    facts = read(STACKED)
    first, second = facts.measures
    assert [(m.number, m.text) for m in (first, second)] == [
        ("1", "建设统一平台，接入系统20个。"),
        ("2", "改造老旧小区12个。"),
    ]
    assert facts.mentions(first, "Lead") == ["市数据局"]
    assert facts.mentions(first, "Cooperating") == ["市财政局", "市教育局"]
    assert facts.mentions(second, "Lead") == ["市住建局"]
    assert [*facts.schedules(first), *facts.schedules(second)] == ["Due 2024-09", "Ongoing"]


def test_a_blank_may_stand_for_the_colon_of_a_time() -> None:
    facts = read(
        "江州市2024年工作清单\n1.建设统一平台。\n责任单位：市数据局\n完成时限 2024年9月底前\n"
        "2.优化服务。\n责任单位：市民政局\n完成时限 长期坚持\n"
    )
    assert [facts.schedules(m) for m in facts.measures] == [["Due 2024-09"], ["Ongoing"]]


@pytest.mark.parametrize(
    "lines",
    [
        "责任单位\n市数据局\n",  # said once
        "序号\n牵头单位\n配合单位\n市数据局\n牵头单位\n配合单位\n",  # a head
    ],
)
def test_what_is_not_repeated_or_stands_in_a_head_is_no_label(lines: str) -> None:
    start = lines.index("市数据局")
    assert label_above(lines, start, start + 4) is None
