"""How many cases the tables of the reader's tests hold: none of them shrinks unseen."""

from __future__ import annotations

import pytest

from tests.loaders import (
    test_agencies,
    test_clean,
    test_extract,
    test_formats,
    test_measures,
    test_notes,
    test_numerals,
    test_outline,
    test_titles,
)
from tests.loaders.mentions import test_places, test_projects, test_quantities, test_times, test_units

TABLES = [
    ("clean", test_clean.CASES, 29),
    ("numerals", test_numerals.INTEGERS, 14),
    ("quantities written", test_numerals.QUANTITIES, 9),
    ("titles", test_titles.TITLES, 10),
    ("not text", test_formats.UNREADABLE, 9),
    ("no plans", test_formats.NOT_PLANS, 5),
    ("outlines", test_outline.SHAPES, 11),
    ("notes", test_notes.ROLES, 26),
    ("no notes", test_notes.NO_NOTES, 6),
    ("units", test_units.LISTS, 32),
    ("times", test_times.SENTENCES, 31),
    ("times of cells", test_times.CELLS, 16),
    ("targets", test_quantities.SENTENCES, 38),
    ("projects", test_projects.SENTENCES, 8),
    ("places", test_places.SENTENCES, 8),
    ("measures", test_measures.PLANS, 13),
    ("one agency", test_agencies.ONE_BODY, 6),
    ("units of a measure", test_extract.UNITS, 6),
    ("schedules of a measure", test_extract.SCHEDULES, 7),
    ("targets of a measure", test_extract.TARGETS, 6),
]


@pytest.mark.parametrize(("table", "cases", "least"), TABLES, ids=[row[0] for row in TABLES])
def test_no_table_of_cases_shrinks(table: str, cases: list[object], least: int) -> None:
    assert len(cases) >= least, table
