"""Somebody's own shapes are run whole or refused by name: nothing that they say is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapes.check import validate
from shapes.data import UnreadableData
from shapes.imports import with_imports
from shapes.rules import rules_of

PREFIXES = """
@prefix ex: <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
SHAPE = "ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:maxCount 0 ] ."


def written(folder: Path, name: str, turtle: str) -> Path:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(PREFIXES + turtle, encoding="utf-8")
    return file


def test_files_that_are_imported_are_read_too_and_circles_end(tmp_path: Path) -> None:
    first = written(tmp_path, "first.ttl", "<> owl:imports <more/the%20other.ttl> , <> .")
    other = written(
        tmp_path,
        "more/the other.ttl",
        f"ex:O a owl:Ontology ; owl:imports <../first.ttl> , <ex:O#> . {SHAPE}",
    )
    other.write_text(other.read_text().replace("<ex:O#>", "<https://example.org/O#>"))
    assert with_imports([first]) == (first, other)
    assert [rule.name for rule in rules_of([first])] == ["S"]


def test_what_is_imported_may_be_given_as_a_file_instead(tmp_path: Path) -> None:
    one = written(tmp_path, "one.ttl", f"ex:One owl:imports ex:Two . {SHAPE}")
    two = written(tmp_path, "two.ttl", "ex:Two a owl:Ontology .")
    assert with_imports([one, two]) == (one, two)
    with pytest.raises(
        UnreadableData, match=r"one\.ttl: it imports <https://example\.org/Two>, which none of the files"
    ):
        rules_of([one])


def test_an_imported_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    file = written(tmp_path, "one.ttl", f"<> owl:imports <gone.ttl> . {SHAPE}")
    with pytest.raises(UnreadableData, match=r"one\.ttl: it imports .*gone\.ttl, which is not there"):
        rules_of([file])


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("ex:S sh:property [ sh:path ex:q ; sh:minCuont 1 ] .", "the shape <https://example.org/S> says sh:minCuont, which"),
        # it would have no target, and so be no rule
        ("ex:T sh:targetclass ex:C .", "the shape <https://example.org/T> says sh:targetclass, which"),
        ("ex:T sh:target [ sh:select 'SELECT ?this { ?this ?p 1 }' ] .", "says sh:target, which"),
        ("ex:S sh:rule [ sh:object 1 ] .", "the shape <https://example.org/S> says sh:object, which"),
        ("<> sh:entailment <http://www.w3.org/ns/entailment/RDFS> .", "asks for entailment"),
        ("ex:S sh:not ex:Missing .", "the shape <https://example.org/S> refers to the shape <https://example.org/Missing>"),
        ("ex:S sh:or ( [ sh:not ex:S ] ex:Missing ) .", "refers to the shape <https://example.org/Missing>"),
    ],
)  # fmt: skip
def test_what_no_engine_here_knows_is_refused_and_not_passed_over(
    tmp_path: Path, said: str, why: str
) -> None:
    file = written(tmp_path, "shapes.ttl", f"{SHAPE} {said}")
    with pytest.raises(UnreadableData) as error:
        rules_of([file])
    assert why in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("engine", ["auto", "pyshacl"])
@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("sh:pattern '('", "pattern"),
        ("sh:minCount " + "9" * 5000, "sh:minCount is an xsd:integer"),
    ],
)  # fmt: skip
def test_a_shape_that_cannot_be_run_is_told_by_name(tmp_path: Path, engine: str, said: str, why: str) -> None:
    shapes = written(
        tmp_path, "shapes.ttl", f"ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; {said} ] ."
    )
    data = written(tmp_path, "data.ttl", "ex:a a ex:C ; ex:p 1 .")
    with pytest.raises(UnreadableData, match=f"the shape S cannot be run: .*{why}"):
        validate([data], [shapes], engine=engine)  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", ["auto", "pyshacl"])
def test_a_function_that_the_engine_does_not_have_is_no_row_less(tmp_path: Path, engine: str) -> None:
    query = "SELECT $this { $this <https://example.org/p> ?v FILTER(<https://example.org/f>(?v)) }"
    shapes = written(
        tmp_path, "shapes.ttl", f"ex:S sh:targetClass ex:C ; sh:sparql [ sh:select '{query}' ] ."
    )
    data = written(tmp_path, "data.ttl", "ex:a a ex:C ; ex:p 1 .")
    with pytest.raises(
        UnreadableData, match=r"S cannot be run: .*function <https://example\.org/f> is not supported"
    ):
        validate([data], [shapes], engine=engine)  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", ["auto", "pyshacl"])
def test_a_count_beyond_all_numbers_is_met_or_not_as_any_other(tmp_path: Path, engine: str) -> None:
    shapes = written(
        tmp_path, "shapes.ttl",
        f"ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:minCount {10**30} ; sh:maxLength {10**30} ] .",
    )  # fmt: skip
    data = written(tmp_path, "data.ttl", f"ex:a a ex:C ; ex:p 1 , {'9' * 5000} .")
    found = validate([data], [shapes], engine=engine).findings  # type: ignore[arg-type]
    assert [finding.component.value.rsplit("#", 1)[-1] for finding in found] == [
        "MinCountConstraintComponent"
    ]
