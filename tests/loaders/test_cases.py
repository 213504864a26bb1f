"""How many cases the tables of the reader's tests hold: none of them shrinks unseen."""

from __future__ import annotations

from importlib import import_module

import pytest

#: Each table by its module and name, and the least that it holds.
TABLES = {
    "formats.test_docx.RUNS": 15,
    "formats.test_html.PLAIN": 8,
    "formats.test_html.SITES": 13,
    "formats.test_html.TITLES": 5,
    "formats.test_html.BLOCKS": 14,
    "formats.test_kinds.REFUSED": 25,
    "formats.test_kinds.KINDS": 8,
    "formats.test_numbering.NUMERALS": 20,
    "formats.test_numbering.LISTS": 6,
    "formats.test_spreadsheet.SHOWN": 24,
    "formats.test_spreadsheet.TABLES": 9,
    "mentions.test_lists.LISTS": 101,
    "mentions.test_places.REGIONS": 57,
    "mentions.test_places.ZONES": 18,
    "mentions.test_projects.NAMED": 36,
    "mentions.test_projects.QUOTED": 15,
    "mentions.test_projects.LISTED": 12,
    "mentions.test_projects.NO_PROJECT": 45,
    "mentions.test_quantities.SIGNS": 6,
    "mentions.test_quantities.SENTENCES": 148,
    "mentions.test_times.SENTENCES": 144,
    "mentions.test_times.CELLS": 54,
    "test_agencies.ONE_BODY": 16,
    "test_agencies.TWO_BODIES": 8,
    "test_clean.BY_STEP": 18,
    "test_clean.CASES": 136,
    "test_clean.HOSTILE": 20,
    "test_doubts.DOUBTS": 7,
    "test_extract.UNITS": 6,
    "test_extract.SCHEDULES": 7,
    "test_extract.TARGETS": 6,
    "test_formats.UNREADABLE": 14,
    "test_formats.NOT_PLANS": 5,
    "test_genre.NO_PLANS": 17,
    "test_genre.PLANS": 6,
    "test_headings.TITLES": 19,
    "test_levels.SHAPES": 39,
    "test_measures.PLANS": 13,
    "test_noisy_copies.COPIES": 14,
    "test_notes.ROLES": 64,
    "test_notes.IN_PARAGRAPHS": 34,
    "test_notes.HOSTILE": 7,
    "test_numerals.INTEGERS": 14,
    "test_numerals.QUANTITIES": 9,
    "test_outline.SHAPES": 18,
    "test_parts.HEADS": 15,
    "test_standing.BLANKETS": 11,
    "test_tables.NAMES": 5,
    "test_tables.KINDS": 5,
    "test_tables.SHAPES": 15,
    "test_targets.DEADLINES": 10,
    "test_titles.TITLES": 16,
    "test_titles.NAMES": 15,
    "test_titles.SAME": 5,
}


@pytest.mark.parametrize(("table", "least"), TABLES.items())
def test_no_table_of_cases_shrinks(table: str, least: int) -> None:
    module, name = table.rsplit(".", 1)
    assert len(getattr(import_module(f"tests.loaders.{module}"), name)) >= least
