"""Removes the noise of copies, in named steps; each keeps the way back to the file as received.

The noise is that of real copies of plans: romanisation in brackets after each character, traditional
characters, invisible characters, half-width punctuation. A step changes nothing that it does not
recognise, so that a clean text passes through untouched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING

from loaders.text import Edit, Text

if TYPE_CHECKING:
    from opencc import OpenCC

__all__ = ["STEPS", "clean", "cleaned"]

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

_INVISIBLE = re.compile(
    r"\r\n?|[\u2028\u2029\x85]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b-\u200f\u2060\ufeff]+"
)


def line_ends_and_invisible(text: Text) -> Text:
    """One kind of line end; byte order marks, soft hyphens and zero-width characters go."""
    found = _INVISIBLE.finditer(text.clean)
    return text.edited((m.start(), m.end(), "\n" if m[0][0] in "\r\u2028\u2029\x85" else "") for m in found)


_SPACES: dict[int, str | int] = {
    ord(c): " " for c in "\u3000\xa0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
}
_WIDTH: dict[int, str | int] = {
    0xFF01 + i: 0x21 + i for i in range(94) if chr(0x21 + i).isalnum() or chr(0x21 + i) in "%+./"
}
_QUOTES = dict(zip(map(ord, "「」『』﹁﹂﹃﹄"), "“”‘’“”‘’", strict=True))
_ONE_WIDTH = {**_SPACES, **_WIDTH, **_QUOTES}


def widths(text: Text) -> Text:
    """Letters, digits and signs of full width become ASCII; all kinds of space one kind; 「」 become “”."""
    return text.replaced(text.clean.translate(_ONE_WIDTH))


_ROMANISED = re.compile(
    rf"(?<=[{_HAN}])(?:[ ]?[(（][ ]?[A-Za-zàáâèéêìíòóùúüāēěīńňōūǎǐǒǔǖǘǚǜɑ]{{1,6}}[ ]?[)）])+"
)
_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňɑêâ", "aaaaeeeeiiiioooouuuuvvvvvnnaea")


@cache
def _readings(character: str) -> frozenset[str]:
    """The readings of a character without tones, ü written v; both ü and u for what is printed as lu."""
    from pypinyin.constants import PINYIN_DICT

    toneless = {r.translate(_TONES) for r in PINYIN_DICT.get(ord(character), "").split(",") if r}
    return frozenset(toneless | {r.replace("v", "u") for r in toneless})


def romanisation(text: Text) -> Text:
    """Drops brackets that hold nothing but a reading of the character before them: 實(shí)施, 經(jing)(jing)濟.

    A bracket that is none of the character's readings is the text's own, as in 光纤网络(F) or 平台(ai).
    """

    def edits() -> list[Edit]:
        found: list[Edit] = []
        for m in _ROMANISED.finditer(text.clean):
            readings = _readings(text.clean[m.start() - 1])
            syllables = re.findall(r"[^\W\d_]+", m[0].lower().translate(_TONES))
            if all(s in readings for s in syllables):
                found.append((m.start(), m.end(), ""))
        return found

    return text.edited(edits())


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: Text) -> Text:
    """Traditional characters become simplified (OpenCC, t2s)."""
    old = text.clean
    new = _converter().convert(old)
    if new == old:
        return text
    if len(new) == len(old):
        return text.replaced(new)
    edits: list[Edit] = []
    start = 0
    for line in old.splitlines(keepends=True):  # a phrase whose length changed is found in its line
        other = _converter().convert(line)
        for tag, i, j, k, m in SequenceMatcher(None, line, other, autojunk=False).get_opcodes():
            if tag != "equal":
                edits.append((start + i, start + j, other[k:m]))
        start += len(line)
    return text.edited(edits)


_ZHE_VERB = re.compile(r"(?<![显卓昭名专论原编巨土遗译合])著(?=[力眼重手落想急陆装色])")
_ZHE_ANY = re.compile(r"(?<![显卓昭名专论原编巨土遗译合])著(?![作名者述称书文])")


def word_repairs(text: Text) -> Text:
    """What the script conversion leaves word by word: 著力 is 着力 (卓著 stays), 盐堿 is 盐碱.

    In a text that was traditional throughout, 著 stands for 着 wherever it does not mean "work" or "known".
    """
    words = text.clean.replace("堿", "碱")
    if "著" in words:
        was_traditional = "着" not in words and _converter().convert(text.received) != text.received
        words = (_ZHE_ANY if was_traditional else _ZHE_VERB).sub("着", words)
    return text.replaced(words)


_HALF = re.compile(r"[,;:?!()\[\]]")
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", "[": "［", "]": "］"}
_OPEN, _CLOSE = "([", {")": "(", "]": "["}


def _wide(character: str) -> bool:
    return character >= "\u2010"


def punctuation(text: Text) -> Text:
    """Half-width punctuation beside Chinese becomes full-width; 10,000 and 12:30 and f(x) stay.

    Brackets change in pairs: (F5G) after a Chinese word is a Chinese bracket though it holds ASCII.
    """
    s = text.clean
    if not _HALF.search(s):
        return text
    out = list(s)
    stack: list[int] = []
    last = len(s) - 1
    for m in _HALF.finditer(s):
        i, c = m.start(), m[0]
        beside = (i > 0 and _wide(out[i - 1])) or (i < last and _wide(s[i + 1]))
        if c in _OPEN:
            stack.append(i)
        elif c in _CLOSE:
            if stack and s[stack[-1]] == _CLOSE[c]:
                j = stack.pop()
                if (beside or (j > 0 and _wide(s[j - 1])) or _wide(s[j + 1])
                        or any(_wide(x) for x in s[j:i])):  # fmt: skip
                    out[j], out[i] = _FULL[s[j]], _FULL[c]
            elif beside:
                out[i] = _FULL[c]
        elif beside or (c == ";" and i > 0 and s[i - 1] in "%％0123456789"):
            out[i] = _FULL[c]
    for j in stack:
        if (j > 0 and _wide(s[j - 1])) or (j < last and _wide(s[j + 1])):
            out[j] = _FULL[s[j]]
    return text.replaced("".join(out))


_STRAY = re.compile(
    r"(?<=\d)[ ]+(?=[年月日个项家所座处条名件%％万亿])|(?<=[年月至到])[ ]+(?=\d)"
    r"|(?<=[\u3002\uff1b\uff0c\u3001])[ ]+(?=\S)"
)


def stray_spaces(text: Text) -> Text:
    """Spaces inside a date or a quantity and after a mark of punctuation: 2018 年 is 2018年."""
    return text.edited((m.start(), m.end(), "") for m in _STRAY.finditer(text.clean))


#: The steps in their order: each sees the text as the one before left it.
STEPS: tuple[Callable[[Text], Text], ...] = (
    line_ends_and_invisible,
    widths,
    romanisation,
    simplified,
    word_repairs,
    punctuation,
    stray_spaces,
)


def clean(received: str) -> Text:
    """The text of a document, cleaned, with the way back to `received`."""
    text = Text.of(received)
    for step in STEPS:
        text = step(text)
    return text


def cleaned(words: str) -> str:
    """Some words of a document cleaned by themselves, as `cp:words` has them."""
    return clean(words).clean
