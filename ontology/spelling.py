"""Names in ASCII: 省大数据局 is spelt sheng-da-shu-ju-ju."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["is_one_name", "spelt"]

#: Marks that tell names apart: “互联网+” is not 互联网. All other marks count for nothing.
_TELLING = {"+": "plus", "×": "times", "&": "and", "@": "at", "%": "percent", "‰": "permille", "#": "number"}
_MARK = re.compile("[" + "".join(_TELLING) + "]")


def spelt(name: str) -> str:
    """`name` in pinyin without tones, words of ASCII kept, joined by hyphens; "" where nothing of it can be spelt.

    Brackets, dashes and quotation marks count for nothing, so variants of a title that differ in them alone are spelt
    alike. Marks that tell names apart are spelt out (+ is plus).
    """
    from pypinyin import lazy_pinyin  # loads a dictionary: only when a name is met

    name = unicodedata.normalize("NFKC", name)
    if not name.isalnum():
        name = _MARK.sub(lambda m: f" {_TELLING[m[0]]} ", name)
    pieces = (piece for syllable in lazy_pinyin(name, errors=_words) for piece in syllable.split())
    words = [re.sub(r"[^a-z0-9.]+", "", p.lower()).strip(".") or _other(p) for p in pieces]
    return "-".join(w for w in words if w)


def is_one_name(one: str, other: str) -> bool:
    """Whether two names that are spelt alike are one, and do not merely sound alike: they differ in marks alone."""
    return one == other or _counting(one) == _counting(other)


def _counting(name: str) -> str:
    """What of a name counts: its letters and digits, of whatever case, and the marks that tell names apart."""
    return "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if c.isalnum() or c in _TELLING)


def _words(other: str) -> str:
    """What is not Chinese, its words apart."""
    return " ".join(re.findall(r"[A-Za-z0-9.]+|[^\x00-\x7f]", other))


def _other(text: str) -> str:
    """A letter that is neither Chinese nor ASCII, by its number; punctuation is nothing."""
    return "".join(f"u{ord(c):x}" for c in text if unicodedata.category(c)[0] in "LN")
