"""Numbers as a list style prints them, by the names that WordprocessingML has for the ways of counting.

ECMA-376 part 1, 17.18.59 (ST_NumberFormat). A way of counting that is not known is printed in Arabic digits, as
Word does where it lacks one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["numeral"]

_DIGITS = "零一二三四五六七八九"
_LEGAL_SIMPLIFIED = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")
_LEGAL_TRADITIONAL = ("零壹貳參肆伍陸柒捌玖", "拾佰仟")


def numeral(number: int, form: str) -> str:
    """`number` in the way of counting `form`, such as chineseCounting: 12 is 十二."""
    return _FORMS.get(form, str)(number)


def _counting(number: int, digits: str = _DIGITS, places: str = "十百千") -> str:
    """12 is 十二, 20 is 二十, 105 is 一百零五; beyond 9999 digit by digit."""
    if not 0 < number < 10_000:
        return _by_digit(number, digits)
    words, zero = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            words += (digits[0] if zero else "") + digits[digit] + (places[place - 1] if place else "")
        zero = bool(words) and not digit
    return words


def _chinese(number: int) -> str:
    words = _counting(number)
    return words[1:] if 10 <= number < 20 else words  # 十二, not 一十二


def _japanese(number: int) -> str:
    """As `_counting` without 零 and without 一 before 十, 百 and 千: 110 is 百十."""
    return re.sub("零|一(?=[十百千])", "", _counting(number)) if 0 < number < 10_000 else str(number)


def _counting_short(number: int) -> str:
    """As `_chinese` below a hundred, digit by digit from there: 一○五."""
    return _chinese(number) if number < 100 else _by_digit(number, "○一二三四五六七八九")


def _by_digit(number: int, digits: str) -> str:
    return "".join(digits[int(d)] for d in str(number))


def _series(characters: str) -> Callable[[int], str]:
    """One character a number; past the last in Arabic digits."""
    return lambda n: characters[n - 1] if 0 < n <= len(characters) else str(n)


def _letters(first: str) -> Callable[[int], str]:
    """a … z, then aa, bb … zz: the letter is repeated."""
    return lambda n: chr(ord(first) + (n - 1) % 26) * ((n - 1) // 26 + 1) if 0 < n <= 780 else str(n)


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    words = ""
    for value, sign in _ROMAN:
        words += sign * (number // value)
        number %= value
    return words


def _run(first: str, last: str) -> str:
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


_CIRCLED = _series(_run("①", "⑳") + _run("㉑", "㉟") + _run("㊱", "㊿"))
_WIDE_DIGITS = "０１２３４５６７８９"

_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda n: "",
    "bullet": lambda n: "",
    "decimalZero": lambda n: f"{n:02d}",
    "decimalFullWidth": lambda n: _by_digit(n, _WIDE_DIGITS),
    "decimalFullWidth2": lambda n: _by_digit(n, _WIDE_DIGITS),
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": _series(_run("⑴", "⒇")),
    "decimalEnclosedFullstop": _series(_run("⒈", "⒛")),
    "numberInDash": lambda n: f"- {n} -",
    "lowerLetter": _letters("a"),
    "upperLetter": _letters("A"),
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperRoman": _roman,
    "chineseCounting": _counting_short,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _counting_short,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _japanese,
    "ideographDigital": lambda n: _by_digit(n, "〇一二三四五六七八九"),
    "taiwaneseDigital": lambda n: _by_digit(n, "○一二三四五六七八九"),
    "japaneseDigitalTenThousand": lambda n: _by_digit(n, "〇一二三四五六七八九"),
    "chineseLegalSimplified": lambda n: _counting(n, *_LEGAL_SIMPLIFIED),
    "ideographLegalTraditional": lambda n: _counting(n, *_LEGAL_TRADITIONAL),
    "ideographTraditional": _series("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _series("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _series(_run("㊀", "㊉")),
}
