"""Headings and numbered items: the lines of a text become a tree.

The numbering of plans (`一、`, `（一）`, `1.`, `第一章` ...) nests in the order in which its kinds first occur
below each other; no kind has a rank of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from loaders.structure.numbering import CLOSING, marked_lines
from loaders.text import Range

__all__ = ["Node", "outline", "walk"]


@dataclass(slots=True, eq=False)
class Node:
    """A numbered item or heading and what stands below it.

    `kind` names the numbering, `number` is its value (None where the heading is marked by a word),
    `printed` the mark as printed. `lines` are the ranges of its own text: the rest of its first line and
    the lines that follow until the next number. `start` is where the mark begins.
    """

    kind: str
    number: int | None
    printed: str
    start: int
    lines: list[Range] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    parent: Node | None = None

    @property
    def end(self) -> int:
        """The end of its text and of all below it."""
        last = self.children[-1].end if self.children else self.start
        return max(last, self.lines[-1][1] if self.lines else self.start)

    @property
    def depth(self) -> int:
        """How many nodes stand above it."""
        return 0 if self.parent is None else self.parent.depth + 1


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """Every node in the order of the text."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def outline(
    text: str, start: int, end: int, headings: Set[str] = frozenset()
) -> tuple[list[Range], list[Node]]:
    """The lines before the first number, and the tree of what follows, of `text` from `start` to `end`.

    `headings` are titles that an outline above has announced: where one stands as the last sentence of a line, its
    line end was lost, and it heads the lines that follow.
    """
    preamble: list[Range] = []
    roots: list[Node] = []
    open_nodes: list[Node] = []
    around: list[Node] = []  # what stood open where the box at hand began
    for at, mark, line in marked_lines(text, start, end):
        if mark is None:
            if headings and open_nodes and (head := _glued(text, open_nodes[-1], headings)):
                roots.append(head)
                open_nodes = [head]
            (open_nodes[-1].lines if open_nodes else preamble).append(line)
            continue
        kind = "plain" if mark.kind == CLOSING else mark.kind
        node = Node(kind, mark.number, text[at : mark.end].strip(" 、.．：:。"), at)
        if line[0] < line[1]:
            node.lines.append(line)
        if _goes_on_behind_box(node, open_nodes, around):
            open_nodes[:] = around
        same = next((i for i, n in enumerate(open_nodes) if n.kind == kind), None)
        if kind == "box":
            around = [n for n in open_nodes if n.kind != "box"] if same is None else around
        if mark.kind == CLOSING:
            open_nodes.clear()
        elif same is not None and _restarts(node, open_nodes[-1]):
            heading = Node("plain", None, "", open_nodes[-1].lines[-1][0], [open_nodes[-1].lines.pop()])
            if all(n.printed for n in roots) and _is_beside(text, preamble, heading):
                roots[:] = [_over(preamble.pop(), roots)]
            roots.append(heading)
            open_nodes[:] = [heading]
        elif same is not None:
            heads = _subheading(text, open_nodes[-1]) if len(open_nodes) == same + 1 else None
            del open_nodes[same:]
            if heads is not None:
                _below(heads, roots, [n for n in open_nodes if n.kind != "plain" or n.printed])
                open_nodes[:] = [*(n for n in open_nodes if n.kind != "plain" or n.printed), heads]
        elif len(roots) == 1 and _cut_off(text, node, open_nodes):
            open_nodes.clear()
        elif kind in ("box", "bracket"):  # a box or a bracketed heading closes what stands open
            del open_nodes[1 if kind == "box" else 0 :]
        _below(node, roots, open_nodes)
        open_nodes.append(node)
    return preamble, roots


def _goes_on_behind_box(node: Node, open_nodes: Sequence[Node], around: Sequence[Node]) -> bool:
    """Whether an item goes on with the list in which a box (专栏) is wedged, and is none of the box's own."""
    box = next((i for i, n in enumerate(open_nodes) if n.kind == "box"), None)
    if box is None or any(n.kind == node.kind for n in open_nodes[box:]):
        return False
    return any(n.kind == node.kind and n.number is not None and node.number == n.number + 1 for n in around)


_LABELLED = re.compile(r"[^，。；：:\n]{2,10}[：:]")


def _cut_off(text: str, node: Node, open_nodes: Sequence[Node]) -> bool:
    """Whether a text begins within an item, of which only the last field is left: （六）完成时限：…, then 三、….

    What is printed with neither number at its beginning is no list below the other.
    """
    return (
        len(open_nodes) == 1
        and open_nodes[0].kind != node.kind
        and not open_nodes[0].children
        and (open_nodes[0].number or 1) > 1
        and (node.number or 1) > 1
        and bool(open_nodes[0].lines)
        and _LABELLED.match(text, *open_nodes[0].lines[0]) is not None
    )


def _below(node: Node, roots: list[Node], open_nodes: list[Node]) -> None:
    """Puts a node under the last that stands open."""
    node.parent = open_nodes[-1] if open_nodes else None
    (node.parent.children if node.parent else roots).append(node)


def _restarts(node: Node, before: Node) -> bool:
    """Whether a numbering begins anew under a paragraph that no number marks: that one is its heading."""
    return (
        node.number == 1 and node.kind == before.kind and (before.number or 0) > 1 and len(before.lines) > 1
    )


#: How the names of offices end, by which lists are parted.
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,11}[局委厅办院会团]")


def _is_beside(text: str, preamble: Sequence[Range], heading: Node) -> bool:
    """Whether the last line before the first number is a heading like the one that stands before its second list.

    An office's name stands above each list: 市教育局, then 市水利局.
    """
    beside = (*preamble[-1:], heading.lines[0])
    return len(beside) == 2 and all(_OFFICE.fullmatch(text, *line) is not None for line in beside)


def _over(line: Range, nodes: Sequence[Node]) -> Node:
    """A heading without a number, with the nodes that stand below it."""
    heading = Node("plain", None, "", line[0], [line], list(nodes))
    for node in nodes:
        node.parent = heading
    return heading


def _glued(text: str, before: Node, headings: Set[str]) -> Node | None:
    """The announced heading that ends the last line of a node, cut off from it; nothing where none does."""
    if not before.lines:
        return None
    start, end = before.lines[-1]
    if text[end - 1] != "。":
        return None
    cut = text.rfind("。", start, end - 1) + 1
    if cut <= start or text[cut : end - 1].strip() not in headings:
        return None
    before.lines[-1] = (start, cut)
    return Node("plain", None, "", cut, [(cut, end - 1)])


_ENDS_SENTENCE = frozenset("。；！”）〕］】")
_SUBHEADING = re.compile(
    r"(?!附|由|备注|注[：:]|持续|长期|全年|常态|立即|已完成|按|牵头|责任|配合|完成|时限|来源)[\u4e00-\u9fff“”、（）《》A-Za-z+]{4,30}(?<![委局厅办府院会司队团校馆站部处室心行）])(?<!牵头)(?<!配合)(?<!负责)(?<!负责落实)"
)


def _subheading(text: str, before: Node) -> Node | None:
    """The heading without a number that stands as the last line of the item before, if there is one.

    `加强基础设施建设` between item 11, whose text is complete, and item 12 is no part of either.
    """
    if len(before.lines) < 2:
        return None
    line, above = before.lines[-1], before.lines[-2]
    if text[above[1] - 1] not in _ENDS_SENTENCE or not _SUBHEADING.fullmatch(text, *line):
        return None
    return Node("plain", None, "", line[0], [before.lines.pop()])
