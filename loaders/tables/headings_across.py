"""Headings that stand across a table of numbered rows, where a copy has left them as cells among the others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.tables.cells import fit, numeric
from loaders.tables.layout import HEADING

__all__ = ["headings_across", "heads_rows"]

#: A heading without a number: 渠系改造.
_PLAIN = re.compile(r"(?![及和与或])[\u4e00-\u9fff“”、]{4,20}")
#: The kinds of columns whose cells a plain heading is told from.
_TOLD_APART = ("status", "time")


def heads_rows(words: Sequence[str]) -> bool:
    """Whether the first of two cells is a heading without a number, and the second the number of the first row."""
    return len(words) > 1 and words[1].rstrip(".、") == "1" and _PLAIN.fullmatch(words[0]) is not None


def headings_across(words: Sequence[str], last: str) -> list[int]:
    """The cells that are headings across a table of numbered rows: a number or a further heading follows.

    Where the first row stands below a heading without a number so may others, if they do not look like cells of the
    column of the kind `last`, with which the rows end.
    """
    found: list[int] = []
    follows = True
    plain = last in _TOLD_APART and heads_rows(words[:2])
    for n in range(len(words) - 1, -1, -1):
        if not words[n]:
            continue
        if follows and len(words[n]) <= 60 and HEADING.match(words[n]) and not numeric(words[n]):
            found.append(n)
        elif (
            plain
            and follows
            and n + 1 < len(words)
            and _PLAIN.fullmatch(words[n])
            and fit(words[n], last) <= 0
        ):
            found.append(n)
            follows = False
        else:
            follows = numeric(words[n])
    return found[::-1]
