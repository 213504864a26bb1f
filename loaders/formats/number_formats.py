"""The value of a cell as a spreadsheet program shows it: 0.95 as 95%, a date by its pattern, 60 as 60个.

ECMA-376 part 1, 18.8.30 (numFmt) has the ids of the patterns that programs know without writing them down; those
for Chinese dates are among them, and openpyxl gives their values as plain numbers.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

__all__ = ["shown"]

#: The date patterns that Chinese programs know by number, and the one whose order is the country's.
_CHINESE_DATES = {
    14: "yyyy/m/d", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"',
    36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
#: "words", \x, _x and *x (room and fill), [red] and [$-804], a run of one letter, anything else.
_TOKENS = re.compile(
    r'"([^"]*)"|[\\!](.)|[_*].|\[[^\]]*\]|(General)|(AM/PM|上午/下午|y+|m+|d+|h+|s+|a{3,4})|([0#?][0#?,.]*%?)|(.)',
    re.IGNORECASE | re.DOTALL,
)
#: How ten thousands are shown: the last digits stand after a point that is only printed, thousands are left out.
_MYRIADS = re.compile(r"(?:[#0,]*0)[!\\]\.(0{1,4})(,?)([^0#?]*)\Z")
_WEEKDAYS = "一二三四五六日"


def shown(value: object, pattern: str, number: int) -> str:
    """The words for `value` under a number format: its pattern, and its number where the program knows it by that."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    pattern = _CHINESE_DATES.get(number, pattern)
    if isinstance(value, int | float):
        if number in _CHINESE_DATES:
            return _dated(value, pattern)
        return _number(value, pattern)
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, date | time):
        return _date(value, pattern)
    return str(value)


def _dated(value: float, pattern: str) -> str:
    """A day counted from the beginning of 1900, by a pattern that the library does not know for one of dates."""
    from openpyxl.utils.datetime import from_excel

    try:
        day = from_excel(value)
    except (ValueError, OverflowError):
        return _general(value)
    return _date(day, pattern) if isinstance(day, date | time) else _general(value)


@lru_cache(maxsize=256)
def _tokens(pattern: str) -> tuple[tuple[str, str], ...]:
    """The first section of a pattern (the one for positive numbers) as (kind, words) in their order."""
    found: list[tuple[str, str]] = []
    for m in _TOKENS.finditer(pattern):
        quoted, escaped, general, letters, digits, other = m.groups()
        if other == ";":
            break
        if quoted is not None or escaped is not None:
            found.append(("words", quoted if quoted is not None else escaped))
        elif general:
            found.append(("general", ""))
        elif letters:
            found.append(("letters", letters.lower()))
        elif digits:
            found.append(("digits", digits))
        elif other:
            found.append(("words", other))
    return tuple(found)


def _date(value: date | time, pattern: str) -> str:
    tokens = _tokens(pattern)
    if not any(kind == "letters" for kind, _ in tokens):
        return value.isoformat()[:10]
    moment = value if isinstance(value, datetime) else None
    if moment is None:
        moment = datetime.combine(
            *((date(1900, 1, 1), value) if isinstance(value, time) else (value, time()))
        )
    words, clock = "", False
    for kind, token in tokens:
        if kind == "letters":
            # m is the minute after an hour, else the month
            words += _part(moment, "minute" if token[0] == "m" and clock else token)
            clock = token[0] == "h" or (clock and token[0] != "m")
        elif kind == "words":
            words += "" if token == "@" else token
    return words


def _part(moment: datetime, token: str) -> str:
    first, wide = token[0], len(token) > 1
    if token == "minute":
        return f"{moment.minute:02d}"
    if first == "y":
        return f"{moment.year:04d}" if len(token) > 2 else f"{moment.year % 100:02d}"
    if token in ("am/pm", "上午/下午"):
        return "上午" if moment.hour < 12 else "下午"
    if first == "a":
        return ("星期" if len(token) == 4 else "") + _WEEKDAYS[moment.weekday()]
    number = {"m": moment.month, "d": moment.day, "h": moment.hour, "s": moment.second}[first]
    return f"{number:02d}" if wide else str(number)


def _number(value: float, pattern: str) -> str:
    tokens = _tokens(pattern)
    if not any(kind in ("digits", "general") for kind, _ in tokens):
        return _general(value)
    if (whole := _MYRIADS.match(pattern)) is not None:
        return _myriads(value, *whole.groups())
    words, written = "", False
    for kind, token in tokens:
        if kind == "words":
            words += "" if token in "@%" else token
        elif kind != "letters" and not written:
            words += _general(value) if kind == "general" else _digits(value, token)
            written = True
    return words.strip()


def _myriads(value: float, decimals: str, thousands: str, after: str) -> str:
    """A number with a point printed within its digits: 12345 as 1.2万 by the pattern 0!.0,"万"."""
    number = Decimal(repr(value)).scaleb(-3 * len(thousands) - len(decimals))
    number = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    return f"{number:f}" + "".join(word for kind, word in _tokens(after) if kind == "words")


def _digits(value: float, token: str) -> str:
    """A number with as many decimals as its pattern asks for (0) or allows (#)."""
    whole, _, fraction = token.rstrip("%").partition(".")
    places = sum(c in "0#?" for c in fraction)
    percent = "%" if token.endswith("%") else ""
    try:
        # a comma after the last digit leaves three digits out
        thousands = len(token.rstrip("%")) - len(token.rstrip("%").rstrip(","))
        number = Decimal(repr(value)).scaleb(-3 * thousands) * (100 if percent else 1)
        number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except InvalidOperation:  # no number, or one of more digits than any cell shows
        return _general(value)
    head, _, tail = (f"{number:,f}" if "," in whole.rstrip(",") else f"{number:f}").partition(".")
    least = fraction.count("0")
    tail = tail[:least] + tail[least:].rstrip("0")
    return (f"{head}.{tail}" if tail else head) + percent


def _general(value: float) -> str:
    """A number as cells show it without a format: at most eleven digits, never in powers of ten."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{Decimal(format(value, '.10g')):f}"
