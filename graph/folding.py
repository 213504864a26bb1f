"""What counts as the same character in a search, and the words of a query.

Every character is folded by itself, whatever stands beside it, so that a part of a text folds to the part of the
folded text, and places in the one are places in the other:

    traditional → simplified    full width → half width    capital → small    any dash → -
    blanks, line breaks, brackets and quotation marks → nothing

Two forms come of it. `fold` keeps the length and puts NUL where nothing is left; `compact` leaves that out, and all
but one of a row of dashes, and is what is compared: “十四五”规划 and 十四五规划 are one, so are 5000 个 and 5000个.
Punctuation that parts words (、，。；) and signs of numbers (. % +) stay, so that nothing is found across the end of a
sentence, and 3.5 is not 35.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from graph.store import WordsTooLong, WordsTooShort

__all__ = ["BOUNDARY", "LONGEST", "compact", "fold", "places", "words"]

#: The longest query, in characters, and the most words in one.
LONGEST, _MOST = 1000, 50

#: What never comes out of a fold: it keeps a match from going from one name to the next.
BOUNDARY = "\uffff"

_NOTHING = "\0"
_LEFT_OUT = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Ps", "Pe", "Pi", "Pf"})
_QUOTES = "\"'＂＇"
_DASHES = "~−〜"
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"

_ROW_OF_DASHES = re.compile("(?<=-)-+")
#: A phrase in quotation marks of its own, or what stands between blanks.
_WORD = re.compile(
    r'(?<!\S)(?:["＂](?P<straight>.*?)["＂]|[“”](?P<curled>.*?)[“”]|「(?P<hooked>.*?)」)(?!\S)|(?P<word>\S+)',
    re.DOTALL,
)
#: What parts words; at the ends of a word of a query it belongs to the sentence that it was copied from.
_PARTING = "、,。;:!?….-"


class _Folding(dict[int, str]):
    """The folded form of each character, found when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


_folding = _Folding()


@cache
def _simplified() -> dict[str, str]:
    """The simplified form of every traditional character, each taken by itself (OpenCC, t2s)."""
    from opencc import OpenCC  # loads a dictionary: only when the first Chinese character is folded

    blocks = ((0x3400, 0xA000), (0x20000, 0x323B0))
    characters = [chr(code) for first, end in blocks for code in range(first, end)]
    converter = OpenCC("t2s")
    once = converter.convert("\n".join(characters))
    twice = converter.convert(once)  # 薴 becomes 苧 by itself, and 苧 becomes 苎
    pairs = zip(characters, twice.split("\n"), strict=True)
    return {old: new for old, new in pairs if old != new and len(new) == 1}


def _folded(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cs" or character == BOUNDARY:  # half of a pair, which no encoding can hold
        return _UNKNOWN
    if category in _LEFT_OUT or character in _QUOTES or "\ufe00" <= character <= "\ufe0f":
        return _NOTHING
    plain = unicodedata.normalize("NFKC", character)
    if len(plain) != 1:  # ㎡ is two characters: it stays what it is
        plain = character
    elif plain != character:
        return _folded(plain)
    if category == "Pd" or plain in _DASHES:
        return "-"
    if plain >= "\u3400":
        plain = _simplified().get(plain, plain)
    small = plain.lower()
    return small if len(small) == 1 else plain


def fold(text: str) -> str:
    """`text` folded character by character: as long as `text`, with NUL where nothing is left."""
    return text.translate(_folding)


def compact(text: str) -> str:
    """What of `text` is compared: its fold without what is left out."""
    folded = text.translate(_folding).replace(_NOTHING, "")
    return _ROW_OF_DASHES.sub("", folded) if "--" in folded else folded


def places(text: str) -> list[int]:
    """For each character of `compact(text)` the place in `text` that it comes from."""
    kept: list[int] = []
    before = ""
    for place, character in enumerate(fold(text)):
        if character == _NOTHING or character == before == "-":
            continue
        kept.append(place)
        before = character
    return kept


def words(query: str) -> tuple[str, ...]:
    """The words that a query asks for, compact: all of them must be found.

    Blanks part words; what stands in quotation marks of its own is one word, with its punctuation.

    Raises:
        WordsTooShort: no word has two characters with a letter, figure or Chinese character among them.
        WordsTooLong: the query has more than 1,000 characters or 50 words.
    """
    if len(query) > LONGEST:
        raise WordsTooLong(f"what is searched for has more than {LONGEST} characters")
    found: dict[str, None] = {}
    for match in _WORD.finditer(query):
        word = match["word"]
        if word is None:
            phrase = match["straight"] or match["curled"] or match["hooked"] or ""
            found[compact(phrase)] = None
        else:
            found[compact(word).strip(_PARTING)] = None
    found.pop("", None)
    if len(found) > _MOST:
        raise WordsTooLong(f"what is searched for has more than {_MOST} words")
    if not any(len(word) > 1 and any(map(str.isalnum, word)) for word in found):
        raise WordsTooShort("a search needs a word of two characters or more")
    return tuple(found)
