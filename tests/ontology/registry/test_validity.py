"""Spans of time in which a name holds."""

from __future__ import annotations

import pytest

from ontology.dates import PartialDate
from ontology.registry.validity import before, holds, overlap


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2018", "2019", True),
        ("2018", "2018-10", False),
        ("2018-10", "2018", False),
        ("2018-09", "2018-10-31", True),
        ("2018-10", "2018-10-31", False),
        ("2018-10-30", "2018-10-31", True),
        ("2019", "2018", False),
    ],
)
def test_dates_are_compared_as_precisely_as_both_are_known(one: str, other: str, expected: bool) -> None:
    assert before(day(one), day(other)) is expected


def test_a_span_holds_on_both_ends_and_meets_its_neighbour_without_overlap() -> None:
    start, end = day("2018-10"), day("2024")
    assert holds(start, end, day("2018"))
    assert holds(start, end, day("2024-12-31"))
    assert not holds(start, end, day("2018-09-30"))
    assert not holds(start, end, day("2025"))
    assert not overlap((None, day("2018")), (day("2018"), None))
    assert overlap((None, day("2019")), (day("2018"), None))
