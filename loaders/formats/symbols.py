"""Characters of fonts of symbols: Word keeps the place in the font, not the character that it shows.

The places are those of the encodings that the fonts themselves have (Symbol: PDF 1.7, annex D.6); what Word writes is
the place, or the place above F000 (ECMA-376 part 1, 17.3.3.30).
"""

from __future__ import annotations

__all__ = ["symbol"]

_SYMBOL = {
    0x25: "%", 0x2B: "+", 0x2D: "−", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0x40: "≅", 0x7E: "～", 0xA3: "≤", 0xA5: "∞",
    0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…",
    0xD7: "·", 0x61: "α", 0x62: "β", 0x6D: "μ", 0x57: "Ω",
}  # fmt: skip
#: Of the signs of Wingdings those that fill cells: marks of what holds and what does not.
_WINGDINGS = {
    0xFC: "√",
    0xFE: "√",
    0x50: "√",
    0x52: "√",
    0xFB: "×",
    0xFD: "×",
    0xA8: "□",
    0x6F: "□",
    0x6C: "●",
    0x6E: "■",
}
_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": {0x50: "√", 0x52: "√", 0x4F: "×", 0x51: "×"},
}


def symbol(font: str, place: str) -> str:
    """The character at a place (in hexadecimal) of a font of symbols; nothing where neither is known.

    A font that is none of symbols has the characters of Unicode at its places.
    """
    try:
        code = int(place, 16)
    except ValueError:
        return ""
    known = _FONTS.get(font.lower())
    if known is None:
        return chr(code) if 0x20 <= code < 0xD800 else ""
    return known.get(code & 0xFF, "")
