"""The page docs/reconciliation.md tells what there is."""

from __future__ import annotations

import re
from pathlib import Path

from api.reconciliation.candidates import FEATURES
from api.reconciliation.classes import TYPES
from api.reconciliation.extension import MOST_IDS
from api.reconciliation.likeness import Grade
from api.reconciliation.properties import PROPERTIES
from api.reconciliation.queries import BATCH, LONGEST

MANUAL = (Path(__file__).parents[3] / "docs" / "reconciliation.md").read_text(encoding="utf-8")


def listed(heading: str) -> list[list[str]]:
    """The rows of the table with that heading in its first cell."""
    table = re.search(rf"^\| {heading} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", MANUAL, re.MULTILINE)
    assert table
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table[1].splitlines()]


def test_properties_and_types_are_those_that_there_are() -> None:
    rows = {row[0].strip("`"): row for row in listed("property")}
    assert list(rows) == list(PROPERTIES)
    for name, one in PROPERTIES.items():
        types = {kind for kind in one.types if not TYPES[kind].broader}
        assert set(re.findall(r"`(\w+)`", rows[name][1])) == types
        assert rows[name][2].startswith(f"{one.name.zh}: {one.about.en}")
    assert all(f"`{kind}`" in MANUAL for kind in TYPES)


def test_features_and_scores_are_those_that_there_are() -> None:
    assert [row[0].strip("`") for row in listed("feature")] == [*FEATURES, "property_…"]
    told = [row[0] for row in listed("score")]
    assert [int(one) for one in told[:-1]] == sorted(
        {*(g.score for g in Grade if g is not Grade.ALIKE), 75}, reverse=True
    )
    assert listed("score")[-1][1].startswith(f"{Grade.ALIKE.score} ×")


def test_limits_are_those_that_hold() -> None:
    assert f"{BATCH} queries a batch" in MANUAL
    assert f"{LONGEST} characters a text" in MANUAL
    assert f"{MOST_IDS} entities" in MANUAL
