"""Lines of text in columns as a terminal shows them, where a Chinese character takes two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

__all__ = ["WIDTH", "cut", "table", "width", "wrapped"]

#: How many columns a line may take.
WIDTH = 100

#: A number as reports write it: a count or a share.
_NUMBER = re.compile(r"[\d,.]*( ?%)?|–")
#: What no line begins with, and what none ends with (GB/T 15834, section 5.1).
_NOT_FIRST, _NOT_LAST = "、，。；：？！”’）》】〕…,.;:?!)]}%", "“‘（《【〔([{"


def width(text: str) -> int:
    """The columns that `text` takes: two for a Chinese character (Unicode Standard Annex 11)."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def cut(words: str, most: int) -> str:
    """`words` in one line, with at most `most` characters; what was cut off is an ellipsis."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[:most] + "…"


def wrapped(text: str, first: str = "", rest: str = "", *, columns: int = WIDTH) -> list[str]:
    """`text` in lines of at most `columns` columns, the first one led by `first`, the others by `rest`.

    Lines break at spaces and between Chinese characters; not before a closing mark, nor after an opening one. A run
    that has no such place, as an address, stays whole and may be wider.
    """
    lines, line = [], first
    for piece in _pieces(" ".join(text.split())):
        if line.strip() and line not in (first, rest) and width(line) + width(piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = rest
        line += piece
    return [*lines, line.rstrip()]


def table(rows: Sequence[Sequence[str]], *, columns: int = WIDTH) -> list[str]:
    """Rows as lines with aligned columns; a column whose cells below the head are numbers goes right.

    Where the lines would be wider than `columns`, what is longest in the widest column is cut.
    """
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    excess = sum(widths) + 2 * (len(widths) - 1) - columns
    if excess > 0:
        widest = widths.index(max(widths))
        widths[widest] = max(widths[widest] - excess, 8)
    rows = [[_fitted(cell, wide) for cell, wide in zip(row, widths, strict=True)] for row in rows]
    numbers = [
        len(column) > 1 and all(_NUMBER.fullmatch(cell) for cell in column[1:])
        for column in zip(*rows, strict=True)
    ]
    lines = []
    for row in rows:
        cells = []
        for cell, wide, number in zip(row, widths, numbers, strict=True):
            space = " " * (wide - width(cell))
            cells.append(space + cell if number else cell + space)
        lines.append("  ".join(cells).rstrip())
    return lines


def _fitted(cell: str, columns: int) -> str:
    """`cell` in at most `columns` columns; what was cut off is an ellipsis."""
    if width(cell) <= columns:
        return cell
    while width(cell) > columns - 1:
        cell = cell[:-1]
    return cell.rstrip() + "…"


def _pieces(text: str) -> Iterator[str]:
    """The runs that a line does not break, each with the space behind it."""
    run = ""
    for character in text:
        breaks = run.endswith(" ") or (
            bool(run)
            and (_wide(run[-1]) or _wide(character))
            and character not in _NOT_FIRST + " "
            and run[-1] not in _NOT_LAST
        )
        if breaks:
            yield run
            run = ""
        run += character
    if run:
        yield run


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
