"""The measures of a plan's text: its numbered items at the level that carries them, paragraphs, table rows.

Outlines, excerpts, goals and boxes are sections and no measures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.accountability.note import Note, read_note
from loaders.accountability.roles import label_role
from loaders.measures.bullets import bulleted, bulleted_below
from loaders.measures.headings import own_title
from loaders.measures.levels import Item, field_kinds, items
from loaders.measures.passages import LineNotes, Passage, only_notes, passages
from loaders.structure.outline import Node, walk
from loaders.tables.goals import GoalRow
from loaders.text import Range

__all__ = ["Draft", "Passage", "measures"]


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
    #: Whether what stands below the node is text of this measure; a mere heading has its own lines only.
    whole: bool = True
    #: The cell of units above the row of a table that has none of its own: perhaps the two were merged.
    above: Range | None = None
    #: What the rows of a table say of its goals.
    goals: list[GoalRow] = field(default_factory=list)
    #: The head of the column of stages or goals that a run of a table's row stands in, by where the run begins.
    headed: dict[int, Range] = field(default_factory=dict)
    #: The cells of a table that say where, and those that seem to name units where it has no head.
    places: list[Range] = field(default_factory=list)
    unsure: list[Range] = field(default_factory=list)

    @property
    def body(self) -> list[Range]:
        """The text without number, title and notes."""
        return [r for p in self.passages for r in p.text]

    @property
    def names(self) -> frozenset[int]:
        """Where the runs begin that name an indicator, whose figures stand in cells of their own."""
        return frozenset(g.named[0] for g in self.goals if g.table.goals)


def measures(text: str, roots: list[Node], preamble: Sequence[Range], limit: int) -> list[Draft]:
    """The measures of a plan's text, in order.

    Args:
        text: the clean text.
        roots: its outline; paragraphs that turn out to be measures become nodes of it.
        preamble: the lines before the first number, which are the measures where nothing is numbered.
        limit: where its measures end; excerpts that follow hold none.
    """
    boxed = {id(below) for n in walk(roots) if n.kind == "box" for below in walk(n.children)}
    nodes = [
        n
        for n in walk(roots)
        if n.start < limit and n.kind not in ("box", "bracket", "plain") and id(n) not in boxed
    ]
    notes_of = LineNotes(text)
    if not nodes:
        return _paragraphs(text, preamble, notes_of)
    own = {id(n): [note for line in n.lines for note in notes_of(line) if note.mentions] for n in nodes}
    found = items(text, nodes, own, notes_of)
    if any(own.values()):
        found = _with_bullets(text, found, notes_of)
    else:
        found = _titled_paragraphs(text, nodes, found, notes_of)
    _end_with_last(text, roots, [i.node for i in found], notes_of)
    fields = field_kinds(text, nodes)
    return [_draft(text, item, fields, notes_of) for item in found]


def _with_bullets(text: str, found: Sequence[Item], notes_of: LineNotes) -> list[Item]:
    """The items, where those that are but headings of lists of bullets give way to these."""
    below = [(item, bulleted_below(text, item.node, notes_of)) for item in found]
    return [
        Item(node, numbered=False, whole=True) if nodes else item
        for item, nodes in below
        for node in nodes or [item.node]
    ]


def _end_with_last(text: str, roots: list[Node], listed: Sequence[Node], notes_of: LineNotes) -> None:
    """Ends a list of items that end alike with the end of its last: what follows it is no part of the item.

    Items are alike that are one paragraph each, or that all end with a note. So a newspaper goes on below a list: who
    said what of it, who wrote it. Those lines become a node of their own.
    """
    if len(listed) < 3 or listed[-1].children:
        return
    last, others = listed[-1], [n for n in listed[:-1] if n.lines]
    noted = [n for n, line in enumerate(last.lines) if notes_of(line)]
    if noted and all(not n.children and notes_of(n.lines[-1]) for n in others):
        kept = noted[-1] + 1
    elif not noted and all(not n.children and len(n.lines) == 1 for n in others):
        kept = 1 if last.lines and text[last.lines[0][1] - 1] in "。；" else len(last.lines)
    else:
        return
    rest = last.lines[kept:]
    if not rest:
        return
    del last.lines[kept:]
    below = Node("plain", None, "", rest[0][0], rest, parent=last.parent)
    siblings = last.parent.children if last.parent is not None else roots
    siblings.insert(siblings.index(last) + 1, below)


_CHAPTERS = frozenset(("volume", "chapter", "part"))
#: Headings that tell nothing but that measures follow.
_GENERAL = re.compile(
    r"(?:重点|主要|工作|具体|目标|年度)*(?:任务|工作|举措|措施|内容|安排)(?:和(?:措施|分工|要求))?"
)


def _titled_paragraphs(
    text: str, nodes: Sequence[Node], found: list[Item], notes_of: LineNotes
) -> list[Item]:
    """The items, where chapters and headings such as 重点任务 are none but their paragraphs, each with a title.

    Such paragraphs become nodes of their own below the heading.
    """
    leaves = [n for n in nodes if n.kind in _CHAPTERS and not n.children]
    if found and not all(i.node.kind in _CHAPTERS for i in found):
        leaves = []
    leaves += [i.node for i in found if i.node.lines and _GENERAL.fullmatch(text, *i.node.lines[0])]
    split: dict[int, list[Item]] = {}
    for node in leaves:
        at = [n for n in range(1, len(node.lines)) if _is_titled(text, node.lines[n], notes_of)]
        if len(at) < 2 or id(node) in split:
            continue
        if 2 * sum(_PAST.search(text, *node.lines[n]) is not None for n in at) >= len(at):
            continue  # a review of what was done
        paragraphs = [
            Node("paragraph", None, "", node.lines[first][0], node.lines[first:after], parent=node)
            for first, after in zip(at, [*at[1:], len(node.lines)], strict=True)
        ]
        split[id(node)] = [Item(p, numbered=False, whole=True) for p in paragraphs]
        node.children[:0] = paragraphs
        del node.lines[at[0] :]
    if not split:
        return found
    kept = [i for i in found if id(i.node) not in split]
    return sorted([*kept, *(i for made in split.values() for i in made)], key=lambda i: i.node.start)


#: How reviews speak of what was done.
_PAST = re.compile(
    r"[一二三四]五”?(?:以来|期间|时期，)|累计|[成立施完建出]了|成效(?:显著|明显)|已(?:经|全面|基本)?[建形完]"
)


def _is_titled(text: str, line: Range, notes_of: LineNotes) -> bool:
    """Whether a paragraph begins with a short title sentence."""
    title, body = own_title(text, [line], notes_of)
    return (
        title is not None
        and title[1] - title[0] <= 20
        and text.find("，", *title) < 0
        and sum(b - a for a, b in body) >= 20
    )


def _draft(text: str, item: Item, fields: set[str], notes_of: LineNotes) -> Draft:
    node = item.node
    below = list(walk(node.children)) if item.whole else []
    title, lines = own_title(text, node.lines, notes_of, more=bool(below))
    cells: list[Note] = []
    for n in below:
        if n.kind in fields and (note := _field_note(text, n)):
            cells.append(note)
            continue
        # the mark of an item below is part of the measure's words
        end = max(n.lines[0][1] if n.lines else 0, n.start + len(n.printed))
        lines = [*lines, (n.start, end), *n.lines[1:]]
    found = list(
        passages(text, lines, notes_of, titled=title is not None, whole=node.lines[0] if node.lines else None)
    )
    number = node.number if item.numbered else None
    return Draft(number, node.start, title, found, node.parent, node, cells, item.whole)


_FIELD_WORDS = re.compile(r"[ ]*[：:]?[ ]*$")


def _field_note(text: str, node: Node) -> Note | None:
    """What a field of an old list says whose lines follow its name: （二）责任单位, and below it the units."""
    if len(node.lines) < 2 or text.find("：", *node.lines[0]) >= 0:
        return None
    role = label_role(text[slice(*node.lines[0])])
    if not role:
        return None
    start, end = node.lines[1][0], node.lines[-1][1]
    if role == "time":
        return Note(start, end, times=[(start, end)])
    return read_note(text, start, end, role)


#: Lines that head the paragraphs below them.
_HEAD = re.compile(r"[\u4e00-\u9fff“”、（）A-Za-z0-9+]{4,30}")
#: A line that says that what is to be done follows, and how long it is at most: 今年定下这些目标↓.
_LONGEST = 60
_ANNOUNCES = re.compile(r"(?:这些|以下|如下|下列)[^，。；：]{0,10}[：↓]?$")


def _paragraphs(text: str, lines: Sequence[Range], notes_of: LineNotes) -> list[Draft]:
    """The measures of a text that numbers nothing: its bullets, its paragraphs that name units or have headings."""
    if items := bulleted(text, lines, notes_of):
        return [_paragraph(text, item, notes_of) for item in items]
    drafts: list[list[Range]] = []
    headed: list[bool] = []
    announced = -1  # where the line begins that announces those below it
    closing = [only_notes(text, notes_of(line), *line) for line in lines]
    closed = sum(closing) >= 2  # so that what stands above a line of units is spoken of together
    begun = False  # above the first such line stands the preface as well
    for line, closes in zip(lines, closing, strict=True):
        head = _HEAD.fullmatch(text, *line) is not None
        above = drafts[-1] if drafts and headed[-1] else []
        goes_on = len(above) == 1
        if closed and drafts and not head and not notes_of(drafts[-1][-1]):
            goes_on = bool(above) or begun
        begun = begun or closes
        if drafts and (closes or goes_on):
            drafts[-1].append(line)
        else:
            drafts.append([line])
            announces = line[1] - line[0] <= _LONGEST and _ANNOUNCES.search(text, *line) is not None
            announced = line[0] if announces and announced < 0 else announced
            headed.append(not announces and head)
    noted = [any(note.mentions for line in own for note in notes_of(line)) for own in drafts]
    if sum(noted) >= 2:
        chosen = [own for own, has in zip(drafts, noted, strict=True) if has]
    else:
        full = [own for own, head in zip(drafts, headed, strict=True) if head and len(own) > 1]
        below = [own for own in full if own[0][0] > announced]
        full = below if len(below) >= 2 else full
        chosen = [own for own in full if own[1][1] - own[1][0] >= 30] if len(full) >= 2 else []
    return [_paragraph(text, own, notes_of) for own in chosen]


def _paragraph(text: str, lines: list[Range], notes_of: LineNotes) -> Draft:
    title, body = own_title(text, lines, notes_of)
    found = passages(text, body, notes_of, titled=title is not None, whole=lines[0])
    return Draft(None, lines[0][0], title, list(found))
