"""Which literals are well-formed (XML Schema 1.1 part 2, sections 3.3 and 3.4)."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from shapes.compiled.datatypes import well_formed

XSD = "http://www.w3.org/2001/XMLSchema#"

FORMS = {
    "boolean": ("true false 0 1", "True yes"),
    "decimal": ("1 -1.5 +.5 5. 00.10 123456789012345678901234567890.5", "1e1 . +-1 INF 1,5"),
    "integer": ("0 -7 +07 123456789012345678901234567890", "1.0 1e3 seven 七"),
    "double": ("1 1.5e10 -.5E-3 INF -INF NaN", "inf 1e Infinity 0x1"),
    "date": ("2024-02-29 2000-02-29 -0044-03-15 12024-01-01 2025-01-31Z 2025-01-31+08:00",
             "2025-02-29 1900-02-29 2025-2-3 2025-13-01 2025-04-31 02025-01-01 2025-01-01+15:00 2025/01/01"),
    "time": ("00:00:00 23:59:59.999 24:00:00 12:00:00-05:00", "24:00:01 12:60:00 1:00:00 12:00"),
    "dateTime": ("2025-01-01T00:00:00 2024-02-29T24:00:00Z", "2025-01-01 2025-01-01T25:00:00 2025-02-30T00:00:00"),
    "dateTimeStamp": ("2025-01-01T00:00:00Z", "2025-01-01T00:00:00"),
    "gYear": ("2025 -0001 12025 2025Z", "25 02025 2025-01 +2025"),
    "gYearMonth": ("2025-12 2025-01+08:00", "2025-13 2025 2025-1"),
    "gMonth": ("--12", "12 --13"),
    "gDay": ("---31", "---32 31"),
    "gMonthDay": ("--02-29 --12-31", "--02-30 --04-31"),
    "duration": ("P1Y P1Y2M3DT4H5M6.7S -PT0S P1D", "P PT P1S 1Y P1YT P-1Y"),
    "yearMonthDuration": ("P1Y P1Y2M P2M", "P1D P"),
    "dayTimeDuration": ("P1D PT1H P1DT1S", "P1Y P PT P1DT"),
    "byte": ("-128 127 +007", "128 -129 1.0 999999999999999999999999"),
    "unsignedLong": ("0 18446744073709551615", "-1 18446744073709551616"),
    "nonNegativeInteger": ("0 -0 +5 123456789012345678901234567890", "-1 1.0"),
    "positiveInteger": ("1 +01", "0 -1"),
    "nonPositiveInteger": ("0 -5 +00", "1"),
    "negativeInteger": ("-1 -01", "0 -0 1"),
    "hexBinary": ("00ff AB", "0 0g"),
    "base64Binary": ("AAAA AAA= AA==", "A AA AAA AAB="),
    "language": ("zh zh-Hans en-GB-oxendict", "中文 verylonglanguage"),
    "NCName": ("a _b-1 名称", "1a a:b -a"),
    "Name": ("a:b _a", "1a"),
    "NMTOKEN": ("1a -a a:b", "a/b"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_well_formed_literals_are_told_from_others(name: str) -> None:
    right, wrong = (forms.split() for forms in FORMS[name])
    assert {form for form in (*right, *wrong) if is_well_formed(name, form)} == set(right)


@pytest.mark.parametrize(
    ("name", "form", "expected"),
    [("token", "a b", True), ("token", "a  b", False), ("token", " a", False), ("token", "", True),
     ("normalizedString", " a ", True), ("normalizedString", "a\tb", False), ("hexBinary", "", True),
     ("integer", " 1", False), ("integer", "1\n", False), ("gYear", "", False)],
)  # fmt: skip
def test_white_space_counts(name: str, form: str, expected: bool) -> None:
    assert is_well_formed(name, form) == expected


def test_nothing_is_asked_of_datatypes_without_a_form() -> None:
    for iri in (f"{XSD}string", f"{XSD}anyURI", "https://example.org/own"):
        assert well_formed(iri, "?v") == ""


def is_well_formed(name: str, form: str) -> bool:
    condition = well_formed(f"{XSD}{name}", "?v")
    return bool(ox.Store().query(f"ASK {{ BIND({ox.Literal(form)} AS ?v) FILTER({condition}) }}"))
