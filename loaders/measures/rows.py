"""The measures of tables of tasks, and how they stand to those of the prose beside the tables."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from loaders.accountability.notes import Note, read_note
from loaders.measures.drafts import Draft
from loaders.measures.passages import LineNotes, passages
from loaders.structure.outline import Node, walk
from loaders.tables import Table
from loaders.tables.items import MARK, Item, Items
from loaders.text import Range

__all__ = ["placed_below", "row_measures", "with_rows"]

_ROLES = {"lead": "Lead", "cooperating": "Cooperating", "responsible": "Responsible"}
_SENTENCE = re.compile(r"[^。；！？，、：\n]{4,20}[。：](?=[^。]{8,})")


def row_measures(text: str, tables: Sequence[Table]) -> tuple[list[Draft], list[Node]]:
    """The measures of the tables of tasks among `tables`, and the headings that stand within these tables."""
    drafts: list[Draft] = []
    headings: list[Node] = []
    notes_of = LineNotes(text)
    for table in tables:
        if not table.goals:
            reader = Items(text, table)
            drafts += [_draft(text, reader, item, notes_of) for item in reader.items()]
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

    Rows that restate what the prose says add their units and times to it. Where the prose names no units, it
    is about the table: what it numbers (how to carry out the work, when to report) are no measures.
    """
    if not rows:
        return drafts
    told = {key: d for d in drafts for key in _keys(text, d)}
    restated = {id(r): d for r in rows for d in (_said(text, r, told),) if d is not None}
    if restated and 2 * len(restated) >= len(rows):
        for row in rows:
            draft = restated.get(id(row))
            if draft is not None and not _noted(draft):
                draft.cells += row.cells
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


def _draft(text: str, reader: Items, item: Item, notes_of: LineNotes) -> Draft:
    title: Range | None = None
    runs: list[Range] = []
    seen: set[str] = set()
    for row in item.rows:
        for n in sorted({*reader.title, *reader.work}):
            cell = row.cells[n]
            words = text[slice(*cell)] if cell is not None else ""
            if cell is None or words in seen or (reader.table.columns[n].kind == "stage" and len(words) < 4):
                continue
            seen.add(words)
            mark = MARK.match(text, *cell) if reader.inner and n in reader.marked and not runs else None
            start, end = (mark.end() if mark else cell[0]), cell[1]
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
    notes = list(_notes(text, item))
    return Draft(
        item.number, item.rows[0].start, title, found_passages, item.parent, None, notes, above=item.above
    )


def _names(text: str, start: int, end: int) -> bool:
    """Whether a cell of the column of names is a name and no sentence."""
    words = text[start:end].removesuffix("。")
    return len(words) <= 40 and "。" not in words and "；" not in words


def _notes(text: str, item: Item) -> Iterator[Note]:
    """What the cells of units and times say; the time of a column for each stage is told by its head."""
    times: dict[str, Range] = {}
    for kind, head, cell in item.cells:
        if kind in _ROLES:
            note = read_note(text, *cell, _ROLES[kind])
            if note is not None:
                yield note
        else:
            said = cell if kind == "time" else head
            times.setdefault(text[slice(*said)], said)
    for start, end in times.values():
        yield Note(start, end, times=[(start, end)])
