"""Tables as text (.csv, .tsv): cells between commas, semicolons, bars or tabs, in quotes where need be.

The text that offsets count in has the length of the decoded file: a delimiter becomes a tab, and what is no word
of a cell (quotes, line ends within them) a space, so that every offset holds in the file itself. This is why the
cells are told apart here: the csv module of Python gives their words without their places. The form is that of
RFC 4180; a quote that is never closed is a character like others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from loaders.formats.received import Place, Places, Received
from loaders.formats.txt import Unreadable, decode

__all__ = ["read_rows"]

_DELIMITERS = ",\t;|"
#: How much of the beginning tells the delimiter.
_SAMPLE = 20_000
#: Cells with words are remembered with their places, empty ones pass by.
_MOST_CELLS, _MOST_DELIMITERS = 300_000, 3_000_000
_TOO_LARGE = "this table holds more than any plan needs; save the plan by itself"
_QUOTED = re.compile(r'"[^"]*+(?:""[^"]*+)*+"')
_WITHIN = str.maketrans("\t\r\n", "   ")

#: A cell: its words, in the length that they have in the file, and what ends it (delimiter, line end or nothing).
_Cell = tuple[str, str]


def read_rows(content: bytes, name: str) -> Received:
    """The text of a table; each place is a cell, with the file's name as that of its sheet: 分工表!C5.

    Raises:
        Unreadable: the bytes are no text, or more cells than any plan has.
    """
    text = decode(content)
    sheet = name.rsplit(".", 1)[0] or name
    pieces: list[str] = []
    starts: list[int] = []
    places: list[Place] = []
    at = 0
    for number, row in enumerate(_rows(text), 1):
        full = {n for n, (words, _) in enumerate(row) if words and not words.isspace()}
        if len(starts) + len(full) > _MOST_CELLS:
            raise Unreadable(_TOO_LARGE)
        heading = full == {0}  # across the table: a line like any other
        for column, (words, end) in enumerate(row):
            if column in full:
                starts.append(at)
                places.append(Place(None, None, f"{sheet}!{_letters(column)}{number}"))
            pieces.append(words)
            pieces.append(end if end in ("\r", "\n", "\r\n", "") else " " if heading else "\t")
            at += len(words) + len(end)
    return Received("".join(pieces), Places(tuple(starts), tuple(places)))


def _rows(text: str) -> Iterator[list[_Cell]]:
    sign = _delimiter(text[:_SAMPLE])
    if text.count(sign) > _MOST_DELIMITERS:
        raise Unreadable(_TOO_LARGE)
    delimiter = re.escape(sign)
    cell = re.compile(rf"([ \ufeff]*{_QUOTED.pattern})?([^{delimiter}\r\n]*)({delimiter}|\r\n?|\n|\Z)")
    row: list[_Cell] = []
    for m in cell.finditer(text):
        quoted, rest, end = m.groups()
        row.append(((_unquoted(quoted) if quoted else "") + rest.replace("\t", " "), end))
        if end == "" or end[0] in "\r\n":
            yield row
            row = []
        if end == "":
            return


def _unquoted(words: str) -> str:
    """The words in quotes, with as many characters."""
    before, _, inner = words.partition('"')
    inner = inner[:-1].replace('""', '"\u200b').translate(_WITHIN)
    return f"{before} {inner} "


def _delimiter(sample: str) -> str:
    """What ends cells: of the signs that may, the one that most lines have the same number of."""
    lines = _QUOTED.sub("", sample).splitlines()
    regular: dict[str, int] = {}
    for sign in _DELIMITERS:
        counts = Counter(n for line in lines if (n := line.count(sign)))
        regular[sign] = max((n * often for n, often in counts.items()), default=0)
    return max(_DELIMITERS, key=lambda sign: regular[sign])


@lru_cache(1 << 14)
def _letters(column: int) -> str:
    """The name of a column counted from 0: A … Z, AA, AB …"""
    words, column = "", column + 1
    while column:
        column, letter = divmod(column - 1, 26)
        words = chr(65 + letter) + words
    return words
