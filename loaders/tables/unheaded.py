"""The columns of a table whose head a copy has lost, or that it begins in the middle of: told by what their cells hold.

Numbers, units, people with their telephones and times look like nothing else, if all the rows are looked at; the
longest words beside them are the work. One column of units names those who are responsible. Of several each could be
anyone's: who leads, who helps, who checks. They are kept as unsure, and nobody is made accountable by them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.mentions.units import is_person
from loaders.tables.cells import fit, numeric, unit_list
from loaders.tables.columns import Column

__all__ = ["given_head", "may_begin", "told"]

#: The heads that such columns are given, by their kinds.
_HEADS = {
    "number": "序号", "heading": "类别", "title": "任务名称", "work": "工作任务", "responsible": "责任单位",
    "unsure": "疑为单位", "person": "责任人", "phone": "联系电话", "time": "完成时限", "other": "备注",
}  # fmt: skip
_FEWEST_ROWS = 3
_MOST_COLUMNS = 12
#: The least part of the cells of a column that must look like what it is taken for, and what makes a doubt of it.
_SURE, _DOUBT = 0.8, 0.4
#: The least length of what tells work, on average.
_SHORTEST_WORK = 8
_PHONE = re.compile(r"(?:0\d{2,3}[-—－ ]?)?\d{7,8}|1\d{10}|\d{5,6}")
_ITEM = re.compile(r"[^\s、，,；;/]+")


def told(rows: Sequence[Sequence[str]]) -> list[Column] | None:
    """The columns of a table without a head, or nothing where its cells do not tell them.

    Args:
        rows: the cells of each row; a row may lack those that merged cells cover.
    """
    width = max(map(len, rows), default=0)
    if len(rows) < _FEWEST_ROWS or not 3 <= width <= _MOST_COLUMNS:
        return None
    full = [row for row in rows if len(row) == width]
    rest = [row for row in rows if len(row) == width - 1]
    kinds = _kinds([[row[n] for row in full] for n in range(width)])
    if len(full) < len(rest):  # the first cell of a group is wedged in behind its number
        common = _kinds([[row[n] for row in rest] for n in range(width - 1)])
        kinds = [common[0], kinds[1] if kinds[1] == "title" else "heading", *common[1:]]
    if "work" not in kinds or not {"responsible", "unsure", "time"} & set(kinds):
        return None
    if "number" not in kinds and not {"responsible", "time"} <= set(kinds):
        return None  # words beside names, which may be anything
    if len(full) + len(rest) < _SURE * len(rows):
        return None
    return [Column("person" if kind == "phone" else kind, _HEADS[kind]) for kind in kinds]


def may_begin(row: Sequence[str]) -> bool:
    """Whether a row may be the first of such a table: it has what tells work, and a cell of units or of a time."""
    work = max(map(len, row), default=0) >= _SHORTEST_WORK
    return work and any(unit_list(cell) or _time(cell) for cell in row)


def given_head(columns: Sequence[Column]) -> str:
    """The line that heads a table with these columns, for the text that lacks it."""
    return "\t".join(column.name for column in columns)


def _kinds(columns: Sequence[Sequence[str]]) -> list[str]:
    """The kinds of columns whose cells are given."""
    kinds = [*map(_kind, columns)]
    free = [n for n, kind in enumerate(kinds) if kind == "other"]
    work = max(free, key=lambda n: _length(columns[n]), default=None)
    if work is not None and _length(columns[work]) >= _SHORTEST_WORK:
        kinds[work] = "work"
        before = [n for n in free if n < work]
        if before:
            kinds[before[-1]] = "title"
            for n in before[:-1]:
                kinds[n] = "heading"
    if kinds.count("responsible") + kinds.count("unsure") > 1:
        kinds = ["unsure" if kind == "responsible" else kind for kind in kinds]
    return kinds


def _length(cells: Sequence[str]) -> float:
    """How long the cells of a column are, on average."""
    return sum(map(len, cells)) / len(cells)


def _kind(cells: Sequence[str]) -> str:
    """What the cells of one column are, if most of them look like nothing else."""
    given = [c for c in cells if c]
    if not given:
        return "other"
    for kind, alike in (
        ("number", numeric),
        ("phone", _phones),
        ("person", _people),
        ("time", _time),
        ("heading", _heading),
    ):
        if sum(map(alike, given)) >= _SURE * len(given):
            return kind
    units = sum(map(unit_list, given))
    if units >= _SURE * len(given):
        return "responsible"
    return "unsure" if units >= _DOUBT * len(given) else "other"


def _phones(words: str) -> bool:
    return all(map(_PHONE.fullmatch, _ITEM.findall(words)))


def _people(words: str) -> bool:
    """Whether a cell names people, with their telephones or without."""
    return all(_PHONE.fullmatch(i) or is_person(i) for i in _ITEM.findall(words))


def _time(words: str) -> bool:
    return not numeric(words) and len(words) <= 24 and fit(words, "time") >= 2


def _heading(words: str) -> bool:
    return len(words) <= 60 and fit(words, "heading") >= 2
