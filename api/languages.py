"""The two languages of the interface. Data is Chinese in both; what the program itself says is translated."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from api.negotiation import preferences

__all__ = ["Language", "Words", "choose"]

Language = Literal["zh", "en"]


class Words(NamedTuple):
    """Something the program says, in both languages."""

    zh: str
    en: str

    def said(self, language: Language) -> str:
        """The words in `language`."""
        return self.zh if language == "zh" else self.en


def choose(asked: str, headers: Iterable[str]) -> Language:
    """The language of an answer.

    Args:
        asked: what the address says (`?lang=en`), which goes before the browser's wishes; "" if nothing.
        headers: the Accept-Language headers. English is taken only where it is wished more than
            Chinese; a reader of neither gets Chinese, the language of the data.
    """
    if asked in ("zh", "en"):
        return "zh" if asked == "zh" else "en"
    wishes = {"zh": 0.0, "en": 0.0}
    for tag, quality in preferences(",".join(headers)):
        primary = tag.split("-")[0]
        if primary in wishes:
            wishes[primary] = max(wishes[primary], quality)
    return "en" if wishes["en"] > wishes["zh"] else "zh"
