"""Chinese and Arabic numerals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.numerals import integer, quantity

_DIGITS = "零一二三四五六七八九"


def written(n: int) -> str:
    """The usual Chinese form of a whole number below 100 million, without 〇 and 两."""
    if n >= 10_000:
        high, low = divmod(n, 10_000)
        gap = "零" if 0 < low < 1000 else ""
        return written(high) + "万" + gap + (written_plain(low) if low else "")
    text = written_plain(n)
    return text.removeprefix("一") if text.startswith("一十") else text


def written_plain(n: int) -> str:
    if n == 0:
        return "零"
    text, gap = "", False
    for scale, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, scale)
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + sign
            gap = False
        else:
            gap = True
        if n == 0:
            break
    return text


INTEGERS = [
    ("7", 7),
    ("1,200", 1200),
    ("十", 10),
    ("十二", 12),
    ("二十", 20),
    ("二十一", 21),
    ("一百零四", 104),
    ("一百一十", 110),
    ("两千", 2000),
    ("三千零五十", 3050),
    ("一万二千", 12_000),
    ("十万", 100_000),
    ("二〇二五", 2025),
    ("二零一九", 2019),
    ("٣", 3),
]


@pytest.mark.parametrize(("text", "value"), INTEGERS)
def test_whole_numbers(text: str, value: int) -> None:
    assert integer(text) == value


@given(st.integers(min_value=1, max_value=99_999_999))
def test_a_chinese_numeral_reads_back_as_the_number_it_was_written_for(n: int) -> None:
    assert integer(written(n)) == n


@given(st.integers(min_value=0, max_value=9999))
def test_digits_one_by_one_read_as_they_stand(n: int) -> None:
    assert integer("".join(_DIGITS[int(d)] for d in f"{n:04d}")) == n


@pytest.mark.parametrize("text", ["", "第三", "甲", "3.5"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        integer(text)


QUANTITIES = [
    ("12.5", "12.5"),
    ("1,200", "1200"),
    ("10万", "100000"),
    ("1.2亿", "120000000"),
    ("3千", "3000"),
    ("5百万", "5000000"),
    ("三千", "3000"),
    ("两万", "20000"),
    ("99.99", "99.99"),
]


@pytest.mark.parametrize(("text", "value"), QUANTITIES)
def test_quantities_have_their_myriads_multiplied_out(text: str, value: str) -> None:
    assert quantity(text) == Decimal(value)
