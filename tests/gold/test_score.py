"""The scorer itself: what it counts as right, wrong and missed."""

from __future__ import annotations

import copy
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from ontology.records import Measure, Record, Target
from tests.gold.score import KINDS, Count, gold, score
from tests.loaders.reading import Facts, corpus


@pytest.fixture(scope="module")
def table() -> tuple[Facts, dict[str, Any]]:
    """A document that is read without a slip but for names of projects, with its truth."""
    return Facts(corpus("004").records), gold("004")


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    count = Count(right=6, wrong=2, missed=4)
    precision, recall = 6 / 8, 6 / 10
    assert count.f1 == pytest.approx(2 * precision * recall / (precision + recall))
    assert Count().f1 == 1.0
    assert Count(wrong=1).f1 == 0.0


def test_an_unread_document_misses_everything(table: tuple[Facts, dict[str, Any]]) -> None:
    _, truth = table
    counts = score(Facts(()), truth).counts
    assert counts["measures"] == Count(missed=51)
    assert counts["agencies"].right == 0
    assert counts["agencies"].missed == sum(len(m["responsible"]) for m in truth["measures"])
    assert counts["schedules"] == Count(missed=51)


def test_a_measure_too_many_is_wrong(table: tuple[Facts, dict[str, Any]]) -> None:
    facts, truth = table
    fewer = copy.deepcopy(truth)
    del fewer["measures"][0]
    assert score(facts, fewer).counts["measures"] == Count(right=50, wrong=1)


def test_an_agency_in_another_role_is_one_agency_and_two_slips_of_role(
    table: tuple[Facts, dict[str, Any]],
) -> None:
    facts, truth = table
    changed = copy.deepcopy(truth)
    first = changed["measures"][0]
    first["lead"], first["responsible"] = first["responsible"][:1], first["responsible"][1:]
    before, after = score(facts, truth).counts, score(facts, changed).counts
    assert after["agencies"] == before["agencies"]
    assert (after["roles"].wrong, after["roles"].missed) == (
        before["roles"].wrong + 1,
        before["roles"].missed + 1,
    )


def test_another_value_is_another_target_and_another_unit_a_target_half_right() -> None:
    facts, truth = Facts(corpus("000").records), gold("000")
    before = score(facts, truth).counts
    wanted = next(t for t in facts.of(Target) if t.iri in facts.measures[2].target)

    def changed(**values: Any) -> dict[str, Count]:
        records: list[Record] = [replace(r, **values) if r.iri == wanted.iri else r for r in facts.records]
        return score(Facts(tuple(records)), truth).counts

    other_value, other_unit = changed(value=Decimal(99)), changed(unit="项")
    assert other_value["targets"].right == before["targets"].right - 1
    assert other_unit["targets"] == before["targets"]
    assert other_unit["whole targets"].right == before["whole targets"].right - 1


def test_borderline_names_count_neither_way() -> None:
    facts, truth = Facts(corpus("003").records), gold("003")
    before = score(facts, truth).counts["projects"]
    changed = copy.deepcopy(truth)
    measure = next(m for m in changed["measures"] if "数字政府强基工程" in m["projects"])
    measure["projects"].remove("数字政府强基工程")
    measure["projects_optional"].append("数字政府强基工程")
    after = score(facts, changed).counts["projects"]
    assert (after.right, after.wrong) == (before.right - 1, before.wrong)


def test_every_kind_is_counted_and_differences_are_told() -> None:
    facts, truth = Facts(corpus("003").records), gold("003")
    kept = tuple(r for r in facts.records if not (isinstance(r, Measure) and r.number == "5"))
    result = score(Facts(kept), truth)
    assert set(result.counts) == set(KINDS)
    assert any(d.startswith("measures, measure 5") for d in result.differences)
