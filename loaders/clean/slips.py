"""What a program misread in the picture of a page, or a writer took from the wrong place: numerals, look-alikes."""

from __future__ import annotations

import re

from loaders.text import Text

__all__ = ["misreadings"]

_TENS = "一二三四五六七八九十"
_ROUND = "○〇OＯoΟО0零◯"
_DIGIT = f"[{_TENS[:-1]}{_ROUND}]"
_HAN_YEAR = re.compile(rf"(?<![{_TENS}\d])(?:二[{_ROUND}]|一九){_DIGIT}{{2}}(?=年)")
_IS_HAN_YEAR = re.compile(rf"年(?<=[一二][{_ROUND}九]{_DIGIT}{_DIGIT}年)")
_YEAR = re.compile(r"(?<![0-9A-Za-z])(?:2[0Oo]|[1lI]9)[0-9OolI]{2}(?=年)")
_IS_LETTER = re.compile("[OolI]")
_IS_YEAR = re.compile("年(?:(?<=[OolI]年)|(?<=[OolI].年)|(?<=[OolI]..年)|(?<=[OolI]...年))")
#: 曰 for 日 behind the number of a day.
_DAY = re.compile("(?<=月)[0-3]?[0-9]曰")
#: Letters for digits in a figure that a unit follows: 12OO根, 9O%, 1.l3万户; not 5O0号, which may be a name.
_FIGURE = re.compile(
    r"(?<![0-9A-Za-z.,\-])\d[\dOolI]{0,8}(?:\.[\dOolI]{1,4})?"
    r"(?=[%％‰万亿个家户人名件项根台套辆条座处亩吨米公平元部间所张次天月日倍])"
)
_IS_FIGURE = re.compile(r"[OolI](?<=[\d.][OolI])")
_FIGURES = str.maketrans("OolI", "0011")
_ZERO = str.maketrans(dict.fromkeys(_ROUND, "〇"))
#: A dash for 一 where a numeral must stand: —、总体要求 at the head of a line, （—）, 二十—、.
_DASH = re.compile(
    r"(?:^|(?<=\n))(?P<before>[ ]*(?:[二三]?十?)?)[—－―-](?P<after>、)"
    r"|(?P<open>（[二三]?十?)[—－―-](?P<close>）)"
)
_IS_DASH = re.compile("[—－―-][、）]")
#: Characters in words that they are never part of, for one that looks so: 完戍时限, 笫三季度, 投人使用, 9月未前.
_WORD = re.compile(
    r"(?P<成>戍(?:(?<=[完达形建生促]戍)|(?=[立效果本])))|(?P<第>笫(?=[一二三四五六七八九十\d]))"
    r"|(?P<入>(?<=投)人(?=使用|运营|运行|生产|资金))|(?P<末>(?<=[年月度])未(?=前(?![往来去进])))|(?P<已>(?<![自知克律])己(?=经|建成|完成))"
)
_IS_WORD = re.compile("[戍笫]|投人|未前|己[经建完]")


def misreadings(text: Text) -> Text:
    """二○二五年 is 二〇二五年, 2O25年 is 2025年, 12OO根 is 1200根, 3月5曰 is 3月5日.

    A dash where a numeral must stand is 一: （—）. 完戍 is 完成.
    """
    clean = text.clean
    if _IS_HAN_YEAR.search(clean):
        clean = _HAN_YEAR.sub(lambda m: m[0].translate(_ZERO), clean)
    if _IS_LETTER.search(clean):
        if _IS_YEAR.search(clean):
            clean = _YEAR.sub(lambda m: m[0].translate(_FIGURES), clean)
        if _IS_FIGURE.search(clean):
            clean = _FIGURE.sub(lambda m: m[0].translate(_FIGURES), clean)
    if "曰" in clean:
        clean = _DAY.sub(lambda m: m[0][:-1] + "日", clean)
    if _IS_DASH.search(clean):
        clean = _DASH.sub(_one, clean)
    if _IS_WORD.search(clean):
        clean = _WORD.sub(lambda m: m.lastgroup or m[0], clean)
    return text.replaced(clean)


def _one(dash: re.Match[str]) -> str:
    before, after = dash["before"] or dash["open"] or "", dash["after"] or dash["close"]
    return f"{before}一{after}"
