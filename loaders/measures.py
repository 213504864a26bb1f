"""Which items of a text are its measures: the level that carries the plan's items, and table rows.

A heading above that level with a note of its own is both a section and a measure. Outlines, excerpts,
goals and boxes are sections. What stands under the usual opening headings (总体要求, 指导思想, 发展目标 ...) is
no measure unless it names units.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.notes import Note, notes, read_note
from loaders.outline import Node, Range, walk
from loaders.parts import Part
from loaders.tables import Row

__all__ = ["Draft", "Passage", "measures", "own_title", "row_measures"]


@dataclass(slots=True)
class Passage:
    """A run of a measure's text, and the note that it ends in, if it has one."""

    text: list[Range]
    note: Note | None = None


@dataclass(slots=True)
class Draft:
    """A measure before its facts are read. `number` is None where none is printed."""

    number: int | None
    start: int
    title: Range | None
    passages: list[Passage]
    parent: Node | None = None
    node: Node | None = None
    cells: list[Note] = field(default_factory=list)

    @property
    def body(self) -> list[Range]:
        """The text without number, title and notes."""
        return [r for p in self.passages for r in p.text]


_OPENING = re.compile(
    r"总体要求|总体思路|总体目标|指导思想|基本原则|工作原则|工作目标|主要目标|发展目标|建设目标|目标要求|预期目标|工作思路|发展思路|形势|现状|背景|机遇|挑战|"
    r"基本情况|存在问题|发展基础|适用范围|实施范围|术语|附则|有关说明"
)
_FIELD = re.compile(
    r"(?:主要|工作|任务|重点)?(?:内容|任务|目标|措施|要求)$|责任(?:单位|部门|主体|人|领导)|牵头(?:单位|部门)|配合(?:单位|部门)|(?:完成)?(?:时限|时间)|进度安排|工作标准"
)


def measures(text: str, part: Part, roots: list[Node]) -> list[Draft]:
    """The measures among the numbered items of a plan's text, in order."""
    limit = part.excerpt[0] if part.excerpt is not None else part.end
    nodes = [n for n in walk(roots) if n.start < limit and n.kind not in ("box", "bracket", "plain")]
    own = {id(n): [note for line in n.lines for note in notes(text, *line) if note.mentions] for n in nodes}
    kind = _level(text, nodes, own)
    if kind is None:
        return []
    fields = _field_kinds(text, nodes)
    chosen = {id(n) for n in nodes if n.kind == kind and _is_item(text, n, own)}
    picked: list[Node] = []
    for n in nodes:
        above = _has_above(n, {id(p) for p in picked})
        if above:
            continue
        holds = any(id(d) in chosen for d in walk(n.children))
        if id(n) in chosen or (own[id(n)] and not holds and n.kind not in fields):
            picked.append(n)
    return [_draft(text, n, numbered=n.kind == kind or not _is_heading(n, kind, nodes)) for n in picked]


def _has_above(node: Node, picked: set[int]) -> bool:
    above = node.parent
    while above is not None:
        if id(above) in picked:
            return True
        above = above.parent
    return False


def _is_heading(node: Node, kind: str, nodes: list[Node]) -> bool:
    """Whether items of the measures' kind stand below headings of this node's kind elsewhere."""
    return any(n.kind == kind and n.parent is not None and n.parent.kind == node.kind for n in nodes)


def _level(text: str, nodes: list[Node], own: dict[int, list[Note]]) -> str | None:
    """The kind of numbering that carries the plan's items."""
    fields = _field_kinds(text, nodes)
    noted = Counter(n.kind for n in nodes if own[id(n)] and n.kind not in fields)
    for n in nodes:  # a note in a field is one of the item that the field belongs to
        if n.kind in fields and own[id(n)] and n.parent is not None and n.parent.kind not in fields:
            noted[n.parent.kind] += 1
    if noted:
        kind = max(noted, key=lambda k: (noted[k], -_first_depth(nodes, k)))
        parents = [n for n in nodes if len([c for c in n.children if c.kind == kind]) > 1]
        last_only = [
            p for p in parents if own[id(p.children[-1])] and not any(own.get(id(c)) for c in p.children[:-1])
        ]
        if parents and len(last_only) >= max(1, 0.6 * len(parents)):
            return Counter(p.kind for p in last_only).most_common(1)[0][0]
        return kind
    work = [n for n in nodes if not _opens(text, n) and n.kind not in fields]
    for kind in sorted({n.kind for n in work}, key=lambda k: -_first_depth(work, k)):
        items = [n for n in work if n.kind == kind and _has_body(text, n)]
        under = {id(n.parent) for n in items}
        peers = {n.parent.kind for n in items if n.parent is not None}
        above = [n for n in work if n.kind in peers and (n.children or _has_body(text, n))]
        if len(items) >= 2 and (None in {n.parent for n in items} or len(under) >= 0.5 * len(above)):
            return kind
    return None


def _field_kinds(text: str, nodes: list[Node]) -> set[str]:
    """The kinds of numbering that number the fields of an item (内容, 责任单位, 时限), as old lists do."""
    count: Counter[str] = Counter(n.kind for n in nodes if n.parent is not None and n.lines)
    named: Counter[str] = Counter(
        n.kind
        for n in nodes
        if n.parent is not None
        and n.lines
        and _FIELD.match(re.split(r"[：:。]", text[slice(*n.lines[0])])[0].strip())
    )
    return {kind for kind in named if named[kind] >= 2 and named[kind] >= 0.6 * count[kind]}


def _first_depth(nodes: list[Node], kind: str) -> int:
    return min(n.depth for n in nodes if n.kind == kind)


def _has_body(text: str, node: Node) -> bool:
    own = sum(b - a for a, b in node.lines)
    return own >= 20 or any(_has_body(text, c) for c in node.children)


def _opens(text: str, node: Node) -> bool:
    """Whether the node is, or stands under, one of the usual opening headings."""
    above: Node | None = node
    while above is not None:
        if above.lines and _OPENING.search(text[above.lines[0][0] : above.lines[0][0] + 12]):
            head = text[above.lines[0][0] : above.lines[0][1]]
            if len(head) <= 16 or _OPENING.match(head):
                return True
        above = above.parent
    return False


def _is_item(text: str, node: Node, own: dict[int, list[Note]]) -> bool:
    """Whether a node of the measures' kind is a measure: it has a note, or it says what is to be done."""
    if own[id(node)] or any(own.get(id(d)) for d in walk(node.children)):
        return True
    beside = node.parent.children if node.parent is not None else []
    if any(own.get(id(n)) for n in beside):  # one of several items of which others name units
        return not _opens(text, node) and bool(node.lines)
    return not _opens(text, node) and _has_body(text, node)


_TITLE = re.compile(r"[^。；！？\n]{2,60}?[。！](?=\s*\S)")
_COLON = re.compile(r"[^。；，：\n]{2,30}：(?=\S{8,})")
_SPACE = re.compile(r"[^。；，：\s]{4,36}[ ]+(?=\S{12,})")


def own_title(text: str, lines: list[Range]) -> tuple[Range | None, list[Range]]:
    """The title sentence of an item, without its full stop, and the lines that remain as its body.

    An item that is one sentence has no title; a first line without a full stop above others is one.
    """
    if not lines:
        return None, []
    start, end = lines[0]
    rest = lines[1:]
    bracket = re.compile(r"[（〔［【]").search(text, start, end)
    found = _TITLE.match(text, start, end)
    if found and (bracket is None or found.end() <= bracket.start() or _closed(text, start, found.end())):
        body = _skip(text, found.end(), end)
        if _only_notes(text, body, end) and not rest:
            return None, lines
        return (start, found.end() - 1), [(body, end), *rest] if body < end else rest
    sentence = text[start:end]
    if (
        "。" not in sentence
        and bracket
        and bracket.start() > start
        and _only_notes(text, bracket.start(), end)
    ):
        return (start, bracket.start()), [(bracket.start(), end), *rest]
    if "。" not in sentence and rest and len(sentence) <= 60 and not sentence.endswith(("：", "；", "，")):
        return (start, end), rest
    if (
        "。" not in sentence
        and bracket
        and bracket.start() > start
        and _only_notes(text, bracket.start(), end)
    ):
        return (start, bracket.start()), [(bracket.start(), end), *rest]
    if "。" not in sentence and not rest and bracket is None and len(sentence) <= 40:
        return (start, end), []
    for pattern in (_COLON, _SPACE):
        if found := pattern.match(text, start, end):
            return (start, start + len(found[0].rstrip("： "))), [(found.end(), end), *rest]
    return None, lines


def _closed(text: str, start: int, end: int) -> bool:
    inside = text[start:end]
    return inside.count("（") == inside.count("）") and not notes(text, start, end)


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in " \t。":
        start += 1
    return start


def _only_notes(text: str, start: int, end: int) -> bool:
    """Whether nothing but notes stands between `start` and `end`."""
    at = start
    for note in notes(text, start, end):
        if text[at : note.start].strip(" 。"):
            return False
        at = note.end
    return not text[at:end].strip(" 。")


def _draft(text: str, node: Node, *, numbered: bool) -> Draft:
    title, lines = own_title(text, node.lines)
    for below in walk(node.children):
        # the mark of an item below is part of the measure's words
        first = below.lines[0] if below.lines else (below.start, below.start + len(below.printed))
        lines = [*lines, (below.start, max(first[1], below.start + len(below.printed))), *below.lines[1:]]
    return Draft(
        node.number if numbered and node.kind != "bracket" else None,
        node.start,
        title,
        list(_passages(text, lines, title)),
        node.parent,
        node,
    )


def _passages(text: str, lines: list[Range], title: Range | None) -> Iterator[Passage]:
    """The runs between notes; notes that follow each other without words between them are one."""
    current: list[Range] = []
    pending: Passage | None = None
    for start, end in lines:
        at = start
        for note in notes(text, start, end):
            words = _runs(text, at, note.start)
            if pending is not None and not words and not current:
                _merge(pending.note or note, note)
            else:
                if pending is not None:
                    yield pending
                pending = Passage([*current, *words], note)
                current = []
            at = note.end
        words = _runs(text, at, end)
        if words:
            if pending is not None and not pending.text and title is not None:
                pending.text.extend(words)  # a note right after the title: the body follows it
                continue
            if pending is not None:
                yield pending
                pending = None
            current.extend(words)
    if pending is not None:
        yield pending
    if current:
        yield Passage(current)


def _merge(note: Note, other: Note) -> None:
    note.mentions.extend(other.mentions)
    note.times.extend(other.times)
    note.blanket.extend(other.blanket)
    note.end = other.end


def _runs(text: str, start: int, end: int) -> list[Range]:
    while start < end and text[start] in " \t。；，\n":
        start += 1
    while end > start and text[end - 1] in " \t\n":
        end -= 1
    return [(start, end)] if start < end else []


def row_measures(text: str, rows: list[Row]) -> list[Draft]:
    """The measures of a table of tasks, one a row."""
    drafts: list[Draft] = []
    for row in rows:
        title = row.cells.get("title", [None])[0]
        work = [*row.cells.get("title", [])[1:], *row.cells.get("work", [])]
        if not work and title is not None:
            work, title = [title], None
        cells: list[Note] = []
        for column, role in (
            ("lead", "Lead"),
            ("cooperating", "Cooperating"),
            ("responsible", "Responsible"),
        ):
            for a, b in row.cells.get(column, ()):
                note = read_note(text, a, b, role)
                if note is not None:
                    cells.append(note)
        times = row.cells.get("time", [])
        if times:
            cells.append(Note(times[0][0], times[-1][1], times=list(times)))
        passages = list(_passages(text, work, None))
        drafts.append(Draft(row.number, row.start, title, passages, cells=cells))
    return drafts
