"""The reader keeps its quality: each kind of fact of each document is read at least as well as its floor says.

A floor is what was reached when it was set, rounded down to two decimals. It is raised when the reader gets better,
and lowered only with the reason in the commit.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.gold.score import KINDS, Score, gold, score, section_targets
from tests.loaders.reading import Facts, corpus

FLOORS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
CASES = [(number, kind) for number in FLOORS for kind in KINDS]

#: What is asked of the two documents whose truth is settled, whatever their floors.
REQUIRED = {"measures": 1.0, "agencies": 0.98, "roles": 0.97, "schedules": 0.97, "targets": 0.90}


@cache
def scored(number: str) -> Score:
    return score(Facts(corpus(number).records), gold(number))


def test_every_document_with_measures_has_a_floor_for_every_kind() -> None:
    assert {number: set(floors) - {"sha256", "sections"} for number, floors in FLOORS.items()} == {
        number: set(KINDS) for number in ("000", "001", "003", "004")
    }
    assert len(CASES) == 36


@pytest.mark.parametrize("number", FLOORS)
def test_floors_are_those_of_these_bytes(number: str) -> None:
    assert corpus(number).sha256 == FLOORS[number]["sha256"]
    assert corpus(number).name == gold(number)["document"]


@pytest.mark.parametrize(("number", "kind"), CASES)
def test_quality_stays_above_its_floor(number: str, kind: str) -> None:
    result = scored(number)
    differences = "\n".join(d for d in result.differences if d.startswith(kind))
    assert result.counts[kind].f1 >= FLOORS[number][kind], differences


@pytest.mark.parametrize("kind", ["targets", "whole targets"])
def test_targets_of_goals_excerpts_and_boxes_stay_above_their_floors(kind: str) -> None:
    result = section_targets(Facts(corpus("001").records), gold("001"))
    assert result.counts[kind].f1 >= FLOORS["001"]["sections"][kind], "\n".join(result.differences)


@pytest.mark.parametrize("number", ["003", "004"])
@pytest.mark.parametrize(("kind", "least"), REQUIRED.items())
def test_floors_are_not_below_what_is_asked(number: str, kind: str, least: float) -> None:
    assert FLOORS[number][kind] >= least


def test_the_corpus_has_105_measures() -> None:
    counts = {number: len(gold(number)["measures"]) for number in FLOORS}
    assert counts == {"000": 27, "001": 6, "003": 21, "004": 51}
    assert sum(corpus(number).measures for number in FLOORS) == 105
