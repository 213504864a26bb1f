"""Changed documents of every format are read or refused, soon and within bounds of memory; see `make fuzz` for more."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.formats import ENDINGS
from tests.fuzz import FORMATS, content, fuzz

EACH = 300


def test_every_format_is_changed() -> None:
    assert {ending.lstrip(".") for ending in ENDINGS} - {"htm"} == set(FORMATS)


def test_a_number_makes_the_same_document() -> None:
    assert content("txt", 5, 0) == content("txt", 5, 0) != content("txt", 6, 0)


@pytest.mark.parametrize("format_", FORMATS)
def test_changed_documents_are_read_or_refused(format_: str, tmp_path: Path) -> None:
    numbers = range(EACH)
    outcomes = list(fuzz(format_, numbers, 0, tmp_path))
    assert [f"{o.number}.{format_}: {o.what}" for o in outcomes if o.failed] == []
    assert [o.number for o in outcomes] == list(numbers)
    assert {o.what for o in outcomes} == {"read", "refused"}
