"""Characters that stand for others: line ends, invisible ones, widths, compatibility forms."""

from __future__ import annotations

import re
import unicodedata

from loaders.text import Text

__all__ = ["line_ends_and_invisible", "one_form"]

_LINE_ENDS = "\r\u2028\u2029\x85\x0b\x0c"
#: Control and zero-width characters, marks of direction, variation selectors, and what stands for an object.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\ufff9-\ufffc"
)
_UNSEEN = re.compile(rf"\r\n?|[\u2028\u2029\x85\x0b\x0c]|[{_INVISIBLE}]+")
#: Blanks at the end of a line, but tabs: behind them an empty cell may stand.
_BLANKS = re.compile(r"(?<=[^ \u3000\xa0])[ \u3000\xa0]+(?=\n)")
#: Whether there is any: a class by itself is searched for at a tenth of the cost.
_IS_UNSEEN = re.compile(rf"[{_LINE_ENDS}{_INVISIBLE}]")


def line_ends_and_invisible(text: Text) -> Text:
    """One kind of line end, without blanks before it; byte order marks, zero-width and control characters go."""
    if _IS_UNSEEN.search(text.clean):
        found = _UNSEEN.finditer(text.clean)
        text = text.edited((m.start(), m.end(), "\n" if m[0][0] in _LINE_ENDS else "") for m in found)
    if any(blank in text.clean for blank in (" \n", "\u3000\n", "\xa0\n")):
        text = text.edited((*m.span(), "") for m in _BLANKS.finditer(text.clean))
    return text


_SPACES = dict.fromkeys(
    "\u3000\xa0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\ue5e5", " "
)
_WIDTH = {
    chr(0xFF01 + i): chr(0x21 + i) for i in range(94) if chr(0x21 + i).isalnum() or chr(0x21 + i) in '%+./"'
}
_MARKS = dict(
    zip(
        "「」『』﹁﹂﹃﹄｢｣〝〞〟≪≫﹐﹑﹒﹔﹕﹖﹗﹙﹚﹝﹞﹪｡､︰∶︓︔︵︶︹︺︻︼︽︾︿﹀",
        "“”‘’“”‘’“”“””《》，、.；：？！（）〔〕%。、：：：；（）〔〕【】《》〈〉",
        strict=True,
    )
)
#: Radicals that fonts of PDF files put for characters; Unicode gives those of the supplement no compatibility form.
_RADICALS = dict(
    zip(
        "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
        "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙",
        strict=True,
    )
)
_COMPATIBLE = {
    c: plain
    for block in (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))
    for c in map(chr, block)
    if len(plain := unicodedata.normalize("NFKC", c)) == 1 and plain != c
}
_ONE = {**_COMPATIBLE, **_SPACES, **_WIDTH, **_MARKS, **_RADICALS}
_ONE_TABLE = str.maketrans(_ONE)
_IS_ONE = re.compile(f"[{re.escape(''.join(_ONE))}]")
#: One character for a number with its mark, and private characters, which are bullets of a font or nothing.
_MANY = re.compile("[㈠-㈩⑴-⒛\ue000-\uf8ff]")
_FEW = 24


def _spelled(character: str) -> str:
    """⑴ and ㈠ as （1） and （一）, ⒈ as 1.; nothing for a private character."""
    if character >= "\ue000":
        return ""
    return unicodedata.normalize("NFKC", character).replace("(", "（").replace(")", "）")


def one_form(text: Text) -> Text:
    """Letters, digits and signs of full width become ASCII; all kinds of space one kind; 「」 become “”.

    Radicals and compatibility forms become the characters they stand for, and ⒈ and ㈠ what they spell.
    """
    clean = text.clean
    if _IS_ONE.search(clean):
        found = set(_IS_ONE.findall(clean))
        if len(found) > _FEW:
            clean = clean.translate(_ONE_TABLE)
        else:  # a pass of `replace` costs a fiftieth of one of `translate`
            for c in found:
                clean = clean.replace(c, _ONE[c])
        text = text.replaced(clean)
    if not _MANY.search(clean):
        return text
    return text.edited((m.start(), m.end(), _spelled(m[0])) for m in _MANY.finditer(clean))
