"""Tables of contents: their lines are neither headings nor measures."""

from __future__ import annotations

import pytest

from loaders.structure.contents import without_contents
from ontology.records import Section
from tests.loaders.reading import read

BODY = "一、发展基础\n过去五年成效明显。\n二、重点任务\n（一）建设平台\n建成统一平台，完善运行机制，推进资源共享。\n（二）优化服务\n推进政务服务，方便企业和群众办事。\n"
TABLES = [
    ("pages", "目录\n一、发展基础 1\n二、重点任务 3\n（一）建设平台 3\n（二）优化服务 5\n"),
    ("dots", "目 录\n一、发展基础……1\n二、重点任务......3\n（一）建设平台………3\n（二）优化服务……5\n"),
    ("no pages", "目  录\n一、发展基础\n二、重点任务\n（一）建设平台\n（二）优化服务\n"),
    ("a foreword", "目录\n前言 1\n一、发展基础 1\n二、重点任务 3\n（一）建设平台 3\n（二）优化服务 5\n编制本规划，推进数字化发展，明确今后五年的目标。\n"),
]  # fmt: skip


@pytest.mark.parametrize("contents", [row[1] for row in TABLES], ids=[row[0] for row in TABLES])
def test_headings_and_measures_are_read_once(contents: str) -> None:
    facts = read("江州市“十四五”数字化发展规划\n" + contents + BODY)
    assert [m.title for m in facts.measures] == ["建设平台", "优化服务"]
    assert [s.title for s in facts.of(Section)] == ["发展基础", "重点任务"]


def test_the_rest_keeps_its_place() -> None:
    text = "规划\n" + TABLES[0][1] + BODY
    blanked = without_contents(text, 0, len(text))
    assert len(blanked) == len(text)
    assert blanked.index(BODY) == text.index(BODY)


def test_a_line_with_that_word_alone_is_no_table() -> None:
    text = "目录\n制定服务目录，推进公开。\n一、建设平台\n"
    assert without_contents(text, 0, len(text)) == text
