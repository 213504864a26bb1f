"""Units of measure."""

from __future__ import annotations

from decimal import Decimal

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


@pytest.mark.parametrize(
    ("one", "other", "times"),
    [
        ("公里", "米", "1000"),
        ("Gbps", "Mbps", "1000"),
        ("EB", "PB", "1000"),
        ("公顷", "平方米", "10000"),
        ("%", "‰", "10"),
    ],
)
def test_units_of_one_dimension_convert(one: str, other: str, times: str) -> None:
    a, b = units()[one], units()[other]
    assert a.dimension == b.dimension
    assert a.factor is not None
    assert b.factor is not None
    assert a.factor / b.factor == Decimal(times)


@pytest.mark.parametrize("unit", ["个百分点", "个月", "℃", "亩", "个"])
def test_what_is_not_always_so_many_of_another_does_not_convert(unit: str) -> None:
    assert units()[unit].factor is None
