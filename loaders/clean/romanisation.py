"""Romanisation that copies put after characters: 實(shí)施, 經(jing)(jing)濟."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from loaders.text import Edit, Text

__all__ = ["reads", "romanisation", "toneless"]

_TONES = str.maketrans("āáǎàăēéěèĕīíǐìĭōóǒòŏūúǔùŭǖǘǚǜüńňǹɑêâḿɡ", "aaaaaeeeeeiiiiiooooouuuuuvvvvvnnnaeamg")
_LETTERS = "A-Za-zàáâèéêìíòóùúüāăēĕěīĭńňǹōŏūŭǎǐǒǔǖǘǚǜɑɡḿ"
#: One reading, or several that a copy could not choose from: (hé / huò).
_BRACKET = rf"[(（][ ]?[{_LETTERS}]{{1,6}}(?:[ ]?[/／、][ ]?[{_LETTERS}]{{1,6}}){{0,4}}[ ]?[)）]"
_ROMANISED = re.compile(rf"{_BRACKET}(?:[ ]?{_BRACKET})*")
_SYLLABLE = re.compile(r"[^\W\d_]+")


def toneless(syllable: str) -> str:
    """A syllable in small letters without its tone, ü written v."""
    return syllable.lower().translate(_TONES)


@cache
def _readings(character: str) -> frozenset[str]:
    """The readings of a character without tones; both v and u for ü, as copies print lü and lu."""
    from pypinyin.constants import PINYIN_DICT

    plain = {toneless(r) for r in PINYIN_DICT.get(ord(character), "").split(",") if r}
    return frozenset(plain | {r.replace("v", "u") for r in plain} | {r.replace("ve", "ue") for r in plain})


def reads(character: str, syllable: str) -> bool:
    """Whether a syllable, with its tone or without, is one of the readings of a character."""
    return toneless(syllable) in _readings(character)


@lru_cache(maxsize=1 << 14)
def _romanises(character: str, brackets: str) -> bool:
    syllables = _SYLLABLE.findall(brackets)
    return all(reads(character, s) and (len(s) == 1 or not s.isupper()) for s in syllables)


def romanisation(text: Text) -> Text:
    """Drops brackets that hold nothing but a reading of the character before them.

    A bracket that is none of the character's readings is the text's own, as in 光纤网络(F) or 平台(ai);
    capitals are an abbreviation, not a reading.
    """
    clean = text.clean
    if "(" not in clean and "（" not in clean:
        return text
    edits: list[Edit] = []
    for m in _ROMANISED.finditer(clean):
        start, end = m.span()
        before = start - 1
        while before >= 0 and clean[before] in " \n" and start - before <= 3:  # broken at a width behind it
            before -= 1
        if before >= 0 and clean[before] >= "\u3400" and _romanises(clean[before], m[0]):
            edits.append((before + 1, end, ""))
    return text.edited(edits)
