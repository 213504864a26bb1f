"""What the facts of a measure are read from: its title, its text, and what the whole text tells of its area."""

from __future__ import annotations

import pytest

from tests.loaders.reading import measure, read


@pytest.mark.parametrize(
    ("words", "projects"),
    [
        ("高标准农田建设项目。整治田块500亩。", ["高标准农田建设项目"]),
        ("城区农贸市场规范建设项目；", ["城区农贸市场规范建设项目"]),
        ("推进城区农贸市场规范建设项目；", []),
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


@pytest.mark.parametrize(("year", "code"), [(2018, "371203"), (2020, "370117")])
def test_a_place_is_the_one_that_had_the_name_when_the_plan_was_made(year: int, code: str) -> None:
    facts = read(f"山东省产业园区{year}年工作要点\n一、建设园区。在钢城区建设产业园区。（省商务厅负责）\n")
    assert [iri.rpartition("/")[2] for iri in facts.measures[0].region] == [code]
