"""Chinese and Arabic numerals."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

__all__ = ["HAN_NUMERAL", "integer", "quantity"]

#: The characters of a Chinese numeral.
HAN_NUMERAL = "〇零一二两三四五六七八九十百千万亿"

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALE = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = {"万": 10_000, "亿": 100_000_000}


def integer(text: str) -> int:
    """The number written as `text`, in Arabic digits or Chinese: 21, 二十一, 一百零四, 二〇二五.

    Raises:
        ValueError: `text` is no whole number.
    """
    if (plain := text.replace(",", "")).isdecimal():  # of any script
        return int(plain)
    if all(c in _DIGIT for c in text):  # 二〇二五: digit by digit
        return int("".join(str(_DIGIT[c]) for c in text))
    total = part = digit = 0
    for c in text:
        if c in _DIGIT:
            digit = _DIGIT[c]
        elif c in _SCALE:
            part += (digit or 1) * _SCALE[c]
            digit = 0
        elif c in _MYRIAD:
            total = (total + part + digit) * _MYRIAD[c]
            part = digit = 0
        else:
            raise ValueError(f"not a numeral: {text!r}")
    return total + part + digit


_ARABIC = re.compile(r"([\d,]+(?:\.\d+)?)([百千]?[万亿]{0,2})")


@lru_cache(maxsize=4096)
def quantity(text: str) -> Decimal:
    """The quantity written as `text`, 万 and 亿 multiplied out: 1.2万 is 12000, 三千 is 3000.

    Raises:
        ValueError: `text` is no quantity.
    """
    found = _ARABIC.fullmatch(text)
    if found is None:
        return Decimal(integer(text))
    value = Decimal(found[1].replace(",", ""))
    for c in found[2]:
        value *= _SCALE.get(c) or _MYRIAD[c]
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()
