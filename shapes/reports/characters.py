"""Characters that XML has no place for, made legible."""

from __future__ import annotations

import re

__all__ = ["legible"]

#: All that XML 1.0 cannot hold, not even escaped (section 2.2).
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legible(text: str) -> str:
    r"""`text` with the characters that XML cannot hold written as Python writes them: \x00, \ufffe."""
    return _NO_XML.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
