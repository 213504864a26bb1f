"""Verbs of work at the head of items."""

from __future__ import annotations

import pytest

from loaders.mentions.work import begins_with_work, names_work

WORDS = [
    ("推进平台建设", True), ("全面加强监管", True), ("进一步优化营商环境", True), ("2024年底前建成平台", True),
    ("9月底前完成改造", True), ("将数据纳入平台管理", True), ("为老年人提供免费体检", True), ("对标先进，改革机制", True),
    ("江州市位于云岭省中部", False), ("语文教师2名", False), ("具有独立法人资格", False), ("报名时间：5月8日", False),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), WORDS, ids=[row[0] for row in WORDS])
def test_items_that_begin_with_work(words: str, expected: bool) -> None:
    assert begins_with_work(words) is expected


def test_headings_that_name_work() -> None:
    assert names_work("城区道路改造工程")
    assert not names_work("报名条件")
    assert not names_work("城区道路，已于去年完成改造")
