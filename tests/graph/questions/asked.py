"""Asking the stored questions, and the titles of the plans of the corpus that the answers name."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from graph.ask import questions
from graph.local import LocalStore

#: 000, the annual programme of work, on which 002 reports.
POINTS = "数字强省建设2025年工作要点"
#: 003.
ACTION = "数字山东2021行动方案"
#: 004, the table of tasks.
TABLE = "数字山东发展规划（2018—2022年）"
#: 001, a bundle: the five-year plan by its interpretation, and the scheme that carries it out.
FIVE_YEARS = "山东省“十四五”数字强省建设规划"
SCHEME = "关于贯彻落实《山东省“十四五”数字强省建设规划》的实施方案"
#: What the five-year plan follows.
OUTLINE = "山东省国民经济和社会发展第十四个五年规划和2035年远景目标纲要"

Rows = list[dict[str, str]]


class Asked:
    """Asks a stored question; rows hold strings, local names for terms of the ontology, "" for nothing."""

    def __init__(self, store: LocalStore) -> None:
        self.store = store

    def __call__(self, name: str, **values: str) -> Rows:
        table = self.store.select(questions()[name].query(**values))
        return [
            {column: _plain(term) for column, term in zip(table.columns, row, strict=True)}
            for row in table.rows
        ]


def _plain(term: Any) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return term.value.rpartition("ontology#")[2]
    return str(term.value)


def numbers(rows: Rows, plan: str) -> list[int]:
    """The ordinals of the measures that rows name of one plan, each once, in order."""
    return sorted({int(row["ordinal"]) for row in rows if row["plan_title"] == plan})
