"""Lists that number nothing: a bullet stands before each line that says what is to be done, and by whom or when.

So villages and offices write. Below the items of a plan bullets are their parts; they are measures where nothing
is numbered, or where bare headings are and each bullet names who answers for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from loaders.measures.passages import LineNotes
from loaders.mentions.times import times
from loaders.mentions.work import begins_with_work
from loaders.structure.numbering import BULLETS
from loaders.structure.outline import Node
from loaders.text import Range

__all__ = ["bulleted", "bulleted_below"]

#: Longer lines are no headings.
_HEADING = 20
_WORDS = 48


def bulleted(text: str, lines: Sequence[Range], notes_of: LineNotes) -> list[list[Range]]:
    """The measures of a list of bullets, each with the lines that go on from it; none where there is no such list.

    A bullet that says neither who nor when is none.
    """
    found = _listed(text, lines)
    work = [item for item in found if _is_work(text, item, notes_of)]
    return work if len(work) >= 2 and 2 * len(work) >= len(found) else []


def bulleted_below(text: str, node: Node, notes_of: LineNotes) -> list[Node]:
    """The items of a list of bullets below a bare heading, as nodes, where each names who answers for it.

    The node keeps the line of its heading.
    """
    first, below = node.lines[:1], node.lines[1:]
    if node.children or len(below) < 2 or not _has_bullet(text, below[0]):
        return []
    (start, end) = first[0]
    if end - start > _HEADING or text[end - 1] in "。；" or notes_of(first[0]):
        return []
    found = _listed(text, below)
    if len(found) < 2 or not all(any(n.mentions for line in item for n in notes_of(line)) for item in found):
        return []
    items = [Node("paragraph", None, "", item[0][0], item, parent=node) for item in found]
    node.lines[1:] = []
    node.children[:0] = items
    return items


def _listed(text: str, lines: Sequence[Range]) -> list[list[Range]]:
    """The lines from the first bullet on, each bullet with those that go on from it."""
    found: list[list[Range]] = []
    for line in lines:
        if _has_bullet(text, line):
            found.append([line])
        elif found:
            found[-1].append(line)
    return found


def _has_bullet(text: str, line: Range) -> bool:
    """Whether a bullet stands before a line, whose range begins behind it."""
    at = line[0] - 1
    while at >= 0 and text[at] in " \t":
        at -= 1
    return at >= 0 and text[at] in BULLETS


def _is_work(text: str, item: Sequence[Range], notes_of: LineNotes) -> bool:
    """Whether an item says what is to be done, and who answers for it or by when."""
    if any(note.mentions for line in item for note in notes_of(line)):
        return True
    start, end = item[0]
    if not begins_with_work(text[start : min(end, start + _WORDS)]):
        return False
    return any(map(notes_of, item)) or any(times(text, *line, None) for line in item)
