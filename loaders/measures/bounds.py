"""Where the chapters, lists and measures of a plan begin and end, for what is said once for several of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from loaders.measures.drafts import Draft
from loaders.structure.outline import Node, walk
from loaders.text import Range

__all__ = ["Bounds", "heading_words"]

#: Headings of how a plan is carried out; what stands below them is none of its tasks.
_ENSURING = re.compile(
    r"保障(?:措施|机制)|(?:组织|实施|工作|政策|要素)保障|强化保障|组织(?:领导|实施|推进)|(?:工作|有关|相关|几点|实施)要求|推进机制|督[导查]"
    r"|监督检查|监督考核|考核评[价估]|落实机制"
)
_LONGEST_HEADING = 16
#: What may stand before a sentence in its line: a number, a bracket, 注：.
_LEAD = re.compile(r"[ \t\d.．、（()）〔【一二三四五六七八九十●■▶◆*※注备说明：:]*")
_LONGEST_LEAD = 16


def heading_words(text: str, node: Node) -> Range:
    """The words of a heading, without its number or, where brackets mark it, without these."""
    if node.kind == "bracket":
        at = text.index("【", node.start)
        return at + 1, text.index("】", at)
    return node.lines[0] if node.lines else (node.start, node.start)


class Bounds:
    """The headings and measures of one plan, by where they stand.

    `roots` is the outline of its prose; headings within tables are found above their measures only.
    """

    def __init__(self, text: str, run: Range, roots: Sequence[Node], drafts: Sequence[Draft]) -> None:
        self.run = run
        self.nodes = list(walk(roots))
        self._text = text
        self._starts = [n.start for n in self.nodes]
        ends = _ends([n.depth for n in self.nodes], self._starts, run[1])
        self._end = {id(n): end for n, end in zip(self.nodes, ends, strict=True)}
        self._own = {id(d.node): d.whole for d in drafts if d.node is not None}
        runs = sorted((a, b, i) for i, d in enumerate(drafts) for a, b in _runs(d))
        self._runs, self._run_starts = runs, [a for a, _, _ in runs]
        self._drafts = drafts
        self._begin = sorted(d.start for d in drafts)

    def is_measure(self, node: Node) -> bool:
        """Whether a heading or item is a measure itself."""
        return id(node) in self._own

    def end(self, node: Node) -> int:
        """Where a heading ends with all below it."""
        return self._end[id(node)]

    def extent(self, node: Node) -> int:
        """How much stands below a heading; one within a table is nearer than any other."""
        return self._end[id(node)] - node.start if id(node) in self._end else 0

    def starts_node(self, at: int) -> bool:
        """Whether a number stands at a place."""
        n = bisect_left(self._starts, at)
        return n < len(self._starts) and self._starts[n] == at

    def inside(self, at: int) -> Draft | None:
        """The measure in whose words a place is."""
        n = bisect_right(self._run_starts, at) - 1
        return self._drafts[self._runs[n][2]] if n >= 0 and at < self._runs[n][1] else None

    def node(self, at: int) -> Node | None:
        """The heading or item that stands before a place; of the parts of a measure, the measure's own."""
        n = bisect_right(self._starts, at) - 1
        node = found = self.nodes[n] if n >= 0 else None
        while node is not None:
            found = node if self._own.get(id(node)) else found
            node = node.parent
        return found

    def holds(self, first: int, last: int) -> bool:
        """Whether a measure begins between two places."""
        n = bisect_right(self._begin, first)
        return n < len(self._begin) and self._begin[n] < last

    def end_below(self, at: int) -> int:
        """Where that ends which stands below a line at `at`: the list, chapter or plan that goes on behind it."""
        node = self.node(at)
        while node is not None and (self.is_measure(node) or not self.holds(at, self.end(node))):
            node = node.parent
        return self.end(node) if node is not None else self.run[1]

    def begins_line(self, at: int) -> bool:
        """Whether nothing but marks stands before a place in its line."""
        line = self._text.rfind("\n", max(0, at - _LONGEST_LEAD - 1), at) + 1
        return at - line <= _LONGEST_LEAD and _LEAD.fullmatch(self._text, line, at) is not None

    def ensures(self, draft: Draft) -> bool:
        """Whether a measure only says how the plan is carried out: 保障措施, 组织领导."""
        heads = [draft.title] if draft.title is not None and draft.parent is None else []
        node = draft.parent
        while node is not None:
            heads.append(heading_words(self._text, node))
            node = node.parent
        return any(b - a <= _LONGEST_HEADING and _ENSURING.search(self._text, a, b) for a, b in heads)


def _ends(depths: Sequence[int], starts: Sequence[int], limit: int) -> list[int]:
    """Where each of the nodes of an outline ends with all below it."""
    ends = [limit] * len(depths)
    open_nodes: list[int] = []
    for n, depth in enumerate(depths):
        while open_nodes and depths[open_nodes[-1]] >= depth:
            ends[open_nodes.pop()] = starts[n]
        open_nodes.append(n)
    return ends


def _runs(draft: Draft) -> Iterator[Range]:
    if draft.title is not None:
        yield draft.title
    yield from draft.body
    for passage in draft.passages:
        if passage.note is not None:
            yield passage.note.start, passage.note.end
    for cell in draft.cells:
        yield cell.start, cell.end
