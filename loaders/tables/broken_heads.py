"""Heads of narrow columns, whose names a copy has broken into several lines: `建设起`, `止年限`; `责任`, `单位`.

The lines are put together again so that each group of them is the name of a column, and so that there are as many
columns as the rows below have cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.tables.cells import numeric
from loaders.tables.columns import is_head_word
from loaders.tables.head_names import is_usual
from loaders.tables.layout import Line
from loaders.tables.widths import width
from loaders.text import Range

__all__ = ["broken_head", "may_be_broken"]

#: So many lines a head may have, and a name, and so wide is a line of a broken name, in half characters.
_MOST_LINES, _MOST_PIECES, _WIDEST = 40, 4, 12
#: How many lines below the head are looked at to tell how many cells a row has.
_ROWS = 120
_FIRST = re.compile(r"[序编]号")
_HEADING = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、.]?|.{6,}。")
#: The number of the first row, and how far below the first name it may stand.
_ONE, _LONGEST = re.compile(r"\n[ \t]*1[.、]?[ \t]*(?:\n|$)"), 400


def may_be_broken(text: str, head: Line) -> bool:
    """Whether a head may begin with the line `head`: its first name is that of numbers, and the first follows soon."""
    _, end, words = head
    return _FIRST.fullmatch(words) is not None and _ONE.search(text, end, end + _LONGEST) is not None


def broken_head(cells: Sequence[Line]) -> tuple[list[Range], int] | None:
    """The names of the head that stands at the beginning of `cells`, and how many of these it takes.

    Nothing where they are not those of a head, up to the number of the first row.

    Args:
        cells: the lines of the table, the first of them the first name of its head.
    """
    one = next((n for n, cell in enumerate(cells[:_MOST_LINES]) if cell[2].rstrip(".、") == "1"), 0)
    # headings of parts may stand between the head and the first row: （一）, 加强能力建设。
    first = next((n for n, cell in enumerate(cells[:one]) if _HEADING.fullmatch(cell[2])), one)
    if first < 3:
        return None
    groups = _grouped([cell[2] for cell in cells[:first]], _width_of_rows(cells, one))
    if not groups:
        return None
    return [(cells[a][0], cells[b - 1][1]) for a, b in groups], first


def _width_of_rows(cells: Sequence[Line], first: int) -> int | None:
    """How many lines the shortest whole row has, if there is one; its cells may be broken too, and seldom are empty."""
    fewest: int | None = None
    begins, number = first, 1
    for n in range(first + 1, min(len(cells), first + _ROWS)):
        if cells[n][2].rstrip(".、") == str(number + 1):
            fewest = min(n - begins, fewest or n - begins)
            begins, number = n, number + 1
    return fewest


def _grouped(pieces: Sequence[str], wanted: int | None) -> list[Range]:
    """The pieces grouped to names of heads: as many as wanted, as far as that can be, and as usual ones as will do."""
    # by how many pieces and names there are: the cost, and where the last name begins
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, 0)}
    for end in range(1, len(pieces) + 1):
        for start in range(max(0, end - _MOST_PIECES), end):
            cost = _cost(pieces[start:end])
            if cost is None:
                continue
            for names in range(start + 1):
                if (start, names) not in best:
                    continue
                whole = best[start, names][0] + cost
                if whole < best.get((end, names + 1), (float("inf"), 0))[0]:
                    best[end, names + 1] = (whole, start)
    counts = [names for end, names in best if end == len(pieces)]
    if not counts:
        return []
    empty = int(pieces[-1].endswith("备注"))  # whose cells are mostly empty, and leave no line
    names = min(counts, key=lambda n: (_misfit(n, wanted, empty), best[len(pieces), n][0]))
    groups: list[Range] = []
    end = len(pieces)
    while end:
        start = best[end, names][1]
        groups.append((start, end))
        end, names = start, names - 1
    return groups[::-1]


def _misfit(names: int, wanted: int | None, empty: int) -> int:
    """How far a number of names is from that of the cells of a row, of whose columns the last may be `empty`."""
    return min(abs(names - wanted), abs(names - wanted - empty)) if wanted else 0


def _cost(pieces: Sequence[str]) -> float | None:
    """How unlikely some pieces are one name of a head; None where they cannot be one."""
    name = "".join(pieces)
    if numeric(name) or not is_head_word(name):
        return None
    if len(pieces) > 1 and (_FIRST.fullmatch(pieces[0]) or max(map(width, pieces)) > _WIDEST):
        return None
    if is_usual(name):
        return 0.0
    return 1.0 if len(pieces) == 1 else 2.0 + len(name) / 10
