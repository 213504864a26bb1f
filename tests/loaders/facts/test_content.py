"""What the facts of a measure are read from: its title and its text."""

from __future__ import annotations

import pytest

from tests.loaders.reading import measure


@pytest.mark.parametrize(
    ("words", "projects"),
    [
        ("高标准农田建设项目。整治田块500亩。", ["高标准农田建设项目"]),
        ("加强农田建设。实施高标准农田建设项目。", []),
        ("青石水库引水工程。完成高标准农田建设项目。", ["青石水库引水工程"]),
    ],
)
def test_a_title_may_be_the_name_of_a_project(words: str, projects: list[str]) -> None:
    facts, first = measure(f"{words}（责任单位：省农业农村厅）")
    assert facts.names(first.project) == projects
