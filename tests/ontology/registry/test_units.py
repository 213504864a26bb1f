"""Units of measure."""

from __future__ import annotations

import pytest

from ontology.registry import units


@pytest.mark.parametrize(
    ("unit", "qudt"),
    [("公里", "KiloM"), ("%", "PERCENT"), ("吨", "TONNE"), ("元", "CCY_CNY"), ("千瓦时", "KiloW-HR")],
)
def test_units_of_measure_have_their_qudt_units(unit: str, qudt: str) -> None:
    assert units()[unit].qudt == f"http://qudt.org/vocab/unit/{qudt}"


@pytest.mark.parametrize(
    "unit", ["个", "项", "家", "条", "处", "所", "座", "件", "名", "人", "台", "套", "亩", "M", "E", "学时"]
)
def test_counting_words_and_local_units_have_none(unit: str) -> None:
    assert units()[unit].qudt is None
