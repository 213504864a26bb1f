"""The lines of a drawn box: its cells, and the rules between them, some of which cross a few columns only."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["OPENS", "RULE", "boxed", "ends_row", "filled", "goes_on"]

#: A line of rules and borders, without words.
RULE = re.compile(r"[ |│┃║+\-=:─━┄┈═┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛╭╮╰╯╪╫]{3,}")
#: The corners where a box begins.
OPENS = "┌╔┏╭"
_EDGE = re.compile(r"[|│┃｜║├┤┼┠┨╂╟╢╫]")
_DRAWN_EDGE = re.compile(r"[ ]*[│┃║]")
_DRAWN = re.compile(r"\s*[─━═]+\s*")


def boxed(line: str) -> list[str]:
    """The cells of a line of a box; a rule that ends the cells of some columns only stands for none."""
    return ["" if _DRAWN.fullmatch(piece) else piece.strip() for piece in _pieces(line)]


def filled(lines: Sequence[str], width: int) -> list[list[bool]]:
    """Of the lines of a row, by column: whether a cell's words fill it to its border, so that they go on below.

    Where no line of a cell is padded, its words may end anywhere.
    """
    rows = [_pieces(line) for line in lines]
    found: list[list[bool]] = []
    for n in range(width):
        pieces = [row[n] if n < len(row) else "" for row in rows]
        padded = [piece.endswith(" ") or not piece.strip() for piece in pieces]
        found.append([any(padded) and not p for p in padded])
    return found


def goes_on(line: str, following: str) -> bool:
    """Whether a line without rules only goes on with the cells of the one before: 推行延│ and below 时服务│.

    Its first cell is empty, and what it has stands below words that fill their cells to the border.
    """
    if _DRAWN_EDGE.match(following) is None:
        return False
    above, below = _pieces(line), _pieces(following)
    if RULE.fullmatch(following) or len(above) != len(below) or len(below) < 2 or below[0].strip():
        return False
    given = [n for n, piece in enumerate(below) if piece.strip()]
    padded = any(piece.endswith(" ") for piece in below)
    return padded and bool(given) and not any(above[n].endswith("  ") or not above[n].strip() for n in given)


def ends_row(line: str, column: int) -> bool:
    """Whether a line of rules ends a row: one across the whole box, or across the column that tells the rows apart."""
    if RULE.fullmatch(line) is None:
        return False
    pieces = _pieces(line)
    return all(map(str.strip, pieces)) or (
        column < len(pieces) and _DRAWN.fullmatch(pieces[column]) is not None
    )


def _pieces(line: str) -> list[str]:
    """What stands between the borders of a line."""
    pieces = _EDGE.split(line.strip())
    return pieces[not pieces[0] : len(pieces) - (not pieces[-1])]
