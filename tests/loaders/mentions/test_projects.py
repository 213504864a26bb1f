"""Projects: names in quotation marks, or with a proper modifier before 平台, 工程, 行动 and the like."""

from __future__ import annotations

import pytest

from loaders.mentions.projects import projects

SENTENCES = [
    ("建设全省一体化算力服务平台。", ["全省一体化算力服务平台"]),
    ("实施数字农业创新突破行动，完善配套政策。", ["数字农业创新突破行动"]),
    ("开展城市基础设施生命线安全工程建设。", ["城市基础设施生命线安全工程"]),
    ("升级“云岭通”移动办公平台。", ["“云岭通”移动办公平台"]),
    ("加快建设智能网联高速公路测试基地。", ["智能网联高速公路测试基地"]),
    ("完善农产品质量安全追溯体系。", ["农产品质量安全追溯体系"]),
    ("提高服务水平，优化营商环境。", []),
    ("加强组织领导。", []),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_projects_of_a_sentence(sentence: str, expected: list[str]) -> None:
    assert [p.name for p in projects(sentence, 0, len(sentence))] == expected


@pytest.mark.parametrize(("sentence", "expected"), [row for row in SENTENCES if row[1]])
def test_a_project_keeps_its_place(sentence: str, expected: list[str]) -> None:
    text = f"前文结束。{sentence}"
    for found, name in zip(projects(text, 5, len(text)), expected, strict=True):
        assert text[found.start : found.end] == name
