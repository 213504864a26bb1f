"""What the facts of a measure are read from: its title, its text, and what the whole text tells of its area."""

from __future__ import annotations

import pytest

from tests.loaders.reading import measure, read


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


def test_a_plan_that_does_not_say_whose_it_is_is_read_by_the_places_that_it_names() -> None:
    facts = read(
        "重点工作任务分解表\n"
        "一、推广良种。霍邱县、舒城县、金安区、裕安区各推广6个品种。（责任单位：市农业农村局）\n"
        "二、治理河道。推进金寨县、霍山县河道治理，打造六安样板。（责任单位：市水利局）\n"
    )
    first, second = facts.measures
    assert facts.names(first.region) == ["霍邱县", "舒城县", "金安区", "裕安区"]
    assert facts.names(second.region) == ["金寨县", "霍山县", "六安市"]
