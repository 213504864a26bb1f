"""The measures of tables, and how they stand to those of the prose beside the tables.

A row of a table of tasks is one, and a row of a table of targets that says who answers for its rows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence

from loaders.accountability.note import Note, read_note
from loaders.measures.drafts import Draft
from loaders.measures.passages import LineNotes, passages
from loaders.structure.outline import Node, walk
from loaders.tables import Table
from loaders.tables.goals import GoalRow, goal_rows
from loaders.tables.items import MARK, Item, Items
from loaders.text import Range

__all__ = ["placed_below", "row_measures", "with_rows"]

_ROLES = {"lead": "Lead", "cooperating": "Cooperating", "responsible": "Responsible"}
_SENTENCE = re.compile(r"[^。；！？，、：\n]{4,20}[。：](?=[^。]{8,})")


def row_measures(text: str, tables: Sequence[Table]) -> tuple[list[Draft], list[Node]]:
    """The measures of `tables`, and the headings that stand within those of them that hold measures."""
    drafts: list[Draft] = []
    headings: list[Node] = []
    notes_of = LineNotes(text)
    for table in tables:
        if not table.goals or table.answered:
            reader = Items(text, table)
            goals = {id(found.row): found for found in goal_rows(text, table)}
            drafts += [_draft(text, reader, item, notes_of, goals) for item in reader.items()]
            headings += reader.headings
    return drafts, headings


def placed_below(rows: Sequence[Draft], roots: list[Node]) -> None:
    """Places rows without a heading of their own below the heading that stands right above their table."""
    headings = [n for n in walk(roots) if n.kind != "plain"]
    starts = [n.start for n in headings]
    for row in rows:
        at = bisect_left(starts, row.start)
        if at and row.parent is None and _is_bare(headings[at - 1]):
            row.parent = headings[at - 1]


def _is_bare(node: Node) -> bool:
    """Whether nothing stands below a heading but the table."""
    return not node.children and len(node.lines) == 1 and node.lines[0][1] - node.lines[0][0] <= 40


def with_rows(text: str, drafts: list[Draft], rows: list[Draft]) -> list[Draft]:
    """The measures of a plan, of its prose and of its tables, in order.

    Rows of tables of targets stand beside what the prose says. Rows of tasks that restate it add their units and
    times to it. Where the prose names no units, it is about the table of tasks: what it numbers (how to carry out
    the work, when to report) are no measures.
    """
    if not rows:
        return drafts
    if goals := [row for row in rows if row.names]:
        others = with_rows(text, drafts, [row for row in rows if not row.names])
        return sorted([*others, *goals], key=lambda d: d.start)
    told = {key: d for d in drafts for key in _keys(text, d)}
    restated = {id(r): d for r in rows for d in (_said(text, r, told),) if d is not None}
    if restated and 2 * len(restated) >= len(rows):
        for row in rows:
            draft = restated.get(id(row))
            if draft is not None and not _noted(draft):
                draft.cells += row.cells
                draft.places += row.places
                draft.unsure += row.unsure
        left = [r for r in rows if id(r) not in restated]
        return sorted([*drafts, *left], key=lambda d: d.start)
    accountable = [r for r in rows if r.cells]
    if any(map(_noted, drafts)) or len(accountable) * 4 < len(drafts):
        return sorted([*drafts, *accountable], key=lambda d: d.start)
    if len(rows) < 2 and len(drafts) > 1:
        return drafts
    return rows


def _noted(draft: Draft) -> bool:
    return any(p.note and p.note.mentions for p in draft.passages) or any(c.mentions for c in draft.cells)


_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]+")
_KEY = 10
_FIGURE = re.compile(r"\d")


def _keys(text: str, draft: Draft) -> Iterator[str]:
    """What a measure is known by when it is told again: how its title and its words begin."""
    runs = [*([draft.title] if draft.title else []), *draft.body[:1]]
    for start, end in runs:
        words = "".join(_WORDS.findall(text[start : min(end, start + 3 * _KEY)]))
        words = words.lstrip("0123456789")
        if len(words) >= 4:
            yield words[:_KEY]


def _said(text: str, row: Draft, told: dict[str, Draft]) -> Draft | None:
    return next((told[key] for key in _keys(text, row) if key in told), None)


def _draft(text: str, reader: Items, item: Item, notes_of: LineNotes, goals: Mapping[int, GoalRow]) -> Draft:
    title: Range | None = None
    runs: list[Range] = []
    headed: dict[int, Range] = {}
    told = [goals[id(row)] for row in item.rows if id(row) in goals]
    for n, cell in _told(text, reader, item, goals):
        mark = MARK.match(text, *cell) if reader.inner and n in reader.marked and not runs else None
        start, end = (mark.end() if mark else cell[0]), cell[1]
        if reader.table.columns[n].kind in ("stage", "value") and n < len(reader.table.head):
            headed[start] = reader.table.head[n]
        if title is None and not runs and n in reader.title and _names(text, start, end):
            title = (start, end - (text[end - 1] == "。"))
        else:
            runs.append((start, end))
    if title is not None and not runs:
        runs, title = [title], None
    elif title is None and runs and (found := _SENTENCE.match(text, *runs[0])) and not notes_of(runs[0]):
        title = (runs[0][0], found.end() - 1)
        runs[0] = (found.end(), runs[0][1])
    found_passages = list(passages(text, runs, notes_of, titled=title is not None))
    figures = {stated for g in told for n in g.figures if (stated := g.row.cells[n]) is not None}
    notes = list(_notes(text, item, figures))
    return Draft(
        item.number, item.rows[0].start, title, found_passages, item.parent, None, notes, above=item.above,
        goals=told, headed=headed, places=item.places, unsure=item.unsure,
    )  # fmt: skip


def _told(text: str, reader: Items, item: Item, goals: Mapping[int, GoalRow]) -> Iterator[tuple[int, Range]]:
    """The cells that tell the work of an item, with their columns; figures of goals apart.

    The same words are told once, unless they are figures of several stages.
    """
    table = reader.table
    columns = sorted({*reader.title, *reader.work, *table.of("value")})
    seen: set[str] = set()
    for row in item.rows:
        goal = goals.get(id(row))
        for n in columns:
            cell = row.cells[n]
            if cell is None or (goal is not None and n in goal.figures):
                continue
            words = said = text[slice(*cell)]
            if table.columns[n].kind in ("stage", "value"):
                if len(words) < 4:
                    continue
                said = f"{n} {words}" if _FIGURE.search(words) else words
            if words in _EMPTY or said in seen:
                continue
            seen.add(said)
            yield n, cell


#: What stands in a cell that says nothing.
_EMPTY = ("", "—", "——", "-", "--", "/", "－", "无")


def _names(text: str, start: int, end: int) -> bool:
    """Whether a cell of the column of names is a name and no sentence."""
    words = text[start:end].removesuffix("。")
    return len(words) <= 40 and "。" not in words and "；" not in words


def _notes(text: str, item: Item, figures: Collection[Range]) -> Iterator[Note]:
    """What the cells of units, times and stages say.

    A stage of which a cell states but the `figures` of a goal has its time as the goal's.
    """
    times: dict[str, Range] = {}
    stages: dict[tuple[str, str], tuple[Range, Range]] = {}
    for kind, head, cell in item.cells:
        if kind in _ROLES:
            note = read_note(text, *cell, _ROLES[kind])
            if note is not None:
                yield note
        elif kind == "time":
            times.setdefault(text[slice(*cell)], cell)
        elif cell not in figures and (words := text[slice(*cell)]) not in _EMPTY:
            stages.setdefault((text[slice(*head)], words), (head, cell))
    for start, end in times.values():
        yield Note(start, end, times=[(start, end)])
    if stages:
        cells = [cell for _, cell in stages.values()]
        yield Note(cells[0][0], cells[-1][1], stages=list(stages.values()))
