"""Alternatives of a pattern, written so that each character of a text is looked at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

__all__ = ["factored"]

_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9](?![?*+{])")


def factored(pattern: str) -> str:
    """`pattern` with one copy of the characters that alternatives beside each other begin with: `建(?:设|成)`.

    It matches what `pattern` does, in the same order of preference. The engine tries alternatives one by one; of a
    hundred verbs, those that do not begin with the character at hand are so passed by in a few steps.
    """
    return _joined(list(_alternatives(pattern)))


def _alternatives(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern that stand in no group or class."""
    start = depth = 0
    for m in re.finditer(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", pattern):
        depth += (m[0] == "(") - (m[0] == ")")
        if m[0] == "|" and not depth:
            yield pattern[start : m.start()]
            start = m.end()
    yield pattern[start:]


def _joined(alternatives: Sequence[str]) -> str:
    pieces: list[str] = []
    rests: dict[str, list[str]] = {}  # of those since the last that begins with no plain character
    for words in [*alternatives, None]:
        if words is not None and _WORD.match(words):
            rests.setdefault(words[0], []).append(words[1:])
            continue
        pieces += (first + (f"(?:{_joined(rest)})" if rest[1:] else rest[0]) for first, rest in rests.items())
        rests = {}
        if words is not None:
            pieces.append(words)
    return "|".join(dict.fromkeys(pieces))
