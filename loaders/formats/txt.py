"""Plain text: UTF-8, else UTF-16, GB18030 or Big5, told by what the bytes decode to.

A few bytes that are broken, or a character cut off at the end, cost those characters and not the text.
"""

from __future__ import annotations

import re

__all__ = ["Unreadable", "decode", "reads"]


class Unreadable(Exception):
    """A file that cannot be read as a plan; the text says why, in one line."""


_ENCODINGS = ["utf_16", "gb18030", "big5", "big5hkscs"]
#: The mark of an old Office file, once its bytes were taken for UTF-8.
_OFFICE = "\u0871"
#: What Chinese becomes that was decoded as Latin; a space that does not break is none of it.
_LATIN = re.compile("[\x80-\x9f\xa1-\xff]")
_SAMPLE = 4000
#: What a decoder writes for what it cannot read, and so many of them in a short text, or a fiftieth of a long one.
_LOST, _FEW = "\ufffd", 3
#: So many characters tell whether a text reads, if so many of them are usual ones.
_READ, _USUAL = 20_000, 0.8


def decode(content: bytes) -> str:
    """The text that the bytes of a file encode, line ends and byte order mark untouched.

    Raises:
        Unreadable: the file is empty, not text, or in an encoding that is none of these.
    """
    if not content.strip():
        raise Unreadable("the file is empty")
    # of UTF-16 every line end and digit has a null byte, of text in another encoding nothing has
    unmarked = _utf_16_without_mark(content) if b"\x00" in content[:_SAMPLE] else None
    try:
        text = content.decode(unmarked or "utf-8")
    except UnicodeDecodeError:
        text = _damaged(content, "utf-8") or _detected(content)
    _refuse_what_is_lost(text)
    return text


def _utf_16_without_mark(content: bytes) -> str | None:
    """The kind of UTF-16 of a text without its mark: one byte of nearly every two is that of Chinese or ASCII."""
    sample = content[:_SAMPLE]
    if len(content) % 2 or len(sample) < 8 or content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return None
    for name, high, low in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        chinese = sum(0x4E <= b <= 0x9F for b in high)
        ascii_ = sum(b == 0 < c < 0x80 for b, c in zip(high, low, strict=False))
        marks = sum(b in (0x20, 0x30, 0xFF) for b in high)
        if (
            chinese + ascii_ + marks >= 0.97 * len(high)
            and 2 * chinese >= len(high)
            and len(set(low)) > len(set(high))
        ):
            return name
    return None


def _refuse_what_is_lost(text: str) -> None:
    """Refuses what decodes but is no text: an Office file or text decoded wrongly before it was saved."""
    if "\x00" in text:
        raise Unreadable("this is not text (it contains null bytes); save the plan as .docx, .pdf or .txt")
    sample = text[:_SAMPLE]
    if _OFFICE in sample[:16]:
        raise Unreadable(
            "this is an old Office file (.doc, .xls) saved as text; save its text as .txt and load that"
        )
    if sample.count("\ufffd") > max(20, len(sample) // 20):
        raise Unreadable("the characters are lost (replaced by \ufffd); load the file as it was before")
    if len(_LATIN.findall(sample)) > len(sample) // 3:
        raise Unreadable(
            "the text was decoded wrongly before it was saved (Ê¡ for 省); load the file as it was before"
        )


def _detected(content: bytes) -> str:
    from charset_normalizer import from_bytes  # GB18030 and Big5 overlap: told by how well the words read

    best = from_bytes(content, cp_isolation=_ENCODINGS).best()
    if best is not None and reads(text := content.decode(best.encoding)):
        return text
    # of two bytes each, nearly all pairs of bytes are characters of UTF-16
    damaged = _damaged(content, *(e for e in _ENCODINGS if e != "utf_16"))
    if damaged is None:
        raise Unreadable("the encoding is not UTF-8, GB18030, Big5 or UTF-16; save the text as UTF-8")
    return damaged


def _damaged(content: bytes, *encodings: str) -> str | None:
    """The text in the encoding in which the fewest characters are broken, if they are few and the rest reads."""
    texts = [text for text in (content.decode(e, "replace") for e in encodings) if reads(text)]
    text = min(texts, key=lambda t: t.count(_LOST), default=None)
    if text is None or text.count(_LOST) > max(_FEW, sum(c > "\x7f" for c in text) // 50):
        return None
    return text


def reads(text: str) -> bool:
    """Whether the Chinese of a text is made of usual characters, as it is in no encoding but its own.

    GB 2312 and Big5 have them in their first level (3,755 and 5,401 of them): of a text nearly all, of one that was
    decoded in another encoding about half.
    """
    chinese = [c for c in text[:_READ] if "\u4e00" <= c <= "\u9fff"] or [
        c for c in text if "\u4e00" <= c <= "\u9fff"
    ][:_READ]
    usual = max(
        sum(c.encode(encoding, "ignore")[:1] < end for c in chinese if c.encode(encoding, "ignore"))
        for encoding, end in (("gb2312", b"\xd8"), ("big5", b"\xc7"))
    )
    return usual >= _USUAL * len(chinese)
