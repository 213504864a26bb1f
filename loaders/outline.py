"""Headings and numbered items: the lines of a text become a tree.

The numbering of plans (`一、`, `（一）`, `1.`, `第一章` ...) nests in the order in which its kinds first occur
below each other; no kind has a rank of its own. Numbers that lost their line end (`。2、`) are found by
their place in the sequence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.numerals import integer

__all__ = ["Node", "Range", "outline", "walk"]

#: Start and end (exclusive) in the clean text.
Range = tuple[int, int]

_HAN = "一二三四五六七八九十百零〇"
_NUMBER = re.compile(
    rf"""(?:
        第(?P<chapter>[{_HAN}\d]{{1,4}})[章篇编][ ]*
      | 第(?P<part>[{_HAN}\d]{{1,4}})(?:节|部分)[ 、，：]*
      | (?P<han>[{_HAN}]{{1,4}})[ ]?[、.．][ ]*
      | [（(][ ]?(?P<hanparen>[{_HAN}]{{1,4}})[ ]?[）)][ 、.．]*
      | (?P<arabic>\d{{1,3}})[ ]?[.．、](?!\d)[ ]*
      | [（(][ ]?(?P<arabicparen>\d{{1,3}})[ ]?[）)][ 、.．]*
      | (?P<halfparen>\d{{1,2}})[）)][ 、]*
      | (?P<circled>[①-⑳])[ 、.．]*
      | 专栏[ ]?(?P<box>[{_HAN}\d]{{1,3}})?[ ：:]*
      | 【(?P<bracket>[^】\n]{{1,20}})】[ ]*
      )""",
    re.VERBOSE,
)
_SPACED = re.compile(r"(?P<arabic>\d{1,2})[ ]+(?=[\u4e00-\u9fff“《])[^。；\n]{2,40}$")
_INNER = re.compile(
    rf"(?<=[。；！？）］】”])[ ]*(?=(?:[{_HAN}]{{1,4}}、|（[{_HAN}]{{1,4}}）|\d{{1,3}}[.．、](?!\d)))"
    rf"|(?<=[\u4e00-\u9fff])[ ]*(?=(?:（[{_HAN}]{{1,4}}）|\d{{1,2}}[.．、](?!\d))[ ]?[\u4e00-\u9fff“])"
)
_PAGE_MARK = re.compile(
    r"[ ]*(?:[—–\-－_·]{1,3}[ ]*\d{1,3}[ ]*[—–\-－_·]{1,3}|第[ ]?\d{1,3}[ ]?页.*|\d{1,3}[ ]*/[ ]*\d{1,3})[ ]*"
)


#: Lines that belong to the page or the sheet and not to the text: attachments named, signatures, links of a site.
_FURNITURE = re.compile(
    r"附件?[ ]?\d{0,2}[ ]?[：:].{0,120}|[^。；]{0,60}(?:19|20)\d\d[ ]?年[ ]?\d{1,2}[ ]?月[ ]?\d{1,2}[ ]?日[ ]?(?:印发)?"
    r"|[（(]此件(?:主动|依申请)?(?:公开|不予公开)[^）)]*[）)]|(?:上一篇|下一篇|扫一扫|分享到|打印本页|关闭窗口|责任编辑|信息来源|相关链接|相关文档|相关解读)[：: ]?.{0,80}"
)


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


def walk(nodes: list[Node]) -> Iterator[Node]:
    """Every node in the order of the text."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def outline(text: str, start: int, end: int) -> tuple[list[Range], list[Node]]:
    """The lines before the first number, and the tree of what follows, of `text` from `start` to `end`."""
    preamble: list[Range] = []
    roots: list[Node] = []
    open_nodes: list[Node] = []
    for mark, kind, number, line in _numbered(text, start, end):
        if kind is None:
            (open_nodes[-1].lines if open_nodes else preamble).append(line)
            continue
        node = Node(kind, number, text[mark[0] : mark[1]].strip(" 、.．："), mark[0])
        if line[0] < line[1]:
            node.lines.append(line)
        same = next((i for i, n in enumerate(open_nodes) if n.kind == kind), None)
        if same is not None and _restarts(node, open_nodes[-1]):
            heading = Node("plain", None, "", open_nodes[-1].lines[-1][0], [open_nodes[-1].lines.pop()])
            roots.append(heading)
            open_nodes[:] = [heading]
        elif same is not None:
            del open_nodes[same:]
        elif kind in ("box", "bracket"):  # a box or a bracketed heading closes what stands open
            del open_nodes[1 if kind == "box" else 0 :]
        node.parent = open_nodes[-1] if open_nodes else None
        (node.parent.children if node.parent else roots).append(node)
        open_nodes.append(node)
    return preamble, roots


def _restarts(node: Node, before: Node) -> bool:
    """Whether a numbering begins anew under a paragraph that no number marks: that one is its heading."""
    return (
        node.number == 1 and node.kind == before.kind and (before.number or 0) > 1 and len(before.lines) > 1
    )


def _numbered(text: str, start: int, end: int) -> Iterator[tuple[Range, str | None, int | None, Range]]:
    """Each line with its mark: the range of the mark, its kind and number, and the rest of the line."""
    last: dict[str, int] = {}
    for line_start, line_end in _pieces(text, start, end, last):
        found = _NUMBER.match(text, line_start, line_end)
        if found is None:
            spaced = _SPACED.match(text, line_start, line_end)
            if spaced and int(spaced["arabic"]) in (1, last.get("arabic", 0) + 1):
                last["arabic"] = int(spaced["arabic"])
                body = spaced.end("arabic") + 1
                yield (line_start, body), "arabic", last["arabic"], _trim(text, body, line_end)
                continue
            yield (line_start, line_start), None, None, (line_start, line_end)
            continue
        kind, number = _read(found)
        if number is not None:
            last[kind] = number
            for other in _BELOW.get(kind, ()):
                last.pop(other, None)
        yield (line_start, found.end()), kind, number, _trim(text, found.end(), line_end)


#: Numbering that starts again below another: where 一、 goes on, （一） may begin anew.
_BELOW = {"han": ("hanparen", "arabicparen"), "hanparen": ("arabicparen",)}


def _read(found: re.Match[str]) -> tuple[str, int | None]:
    kind = found.lastgroup or "box"
    value = found[kind] if found.lastgroup else None
    if value is None or kind == "bracket":
        return kind, None
    if kind == "circled":
        return kind, ord(value) - ord("①") + 1
    return kind, integer(value)


def _trim(text: str, start: int, end: int) -> Range:
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    return start, end


def _pieces(text: str, start: int, end: int, last: dict[str, int]) -> Iterator[Range]:
    """The lines without blanks and page marks; a line that holds several numbers in sequence is cut at them.

    `last` holds the last number of each kind and is kept up to date by the reader of the pieces.
    """
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line_start, line_end = _trim(text, at, stop)
        at = stop + 1
        if line_start == line_end or _PAGE_MARK.fullmatch(text, line_start, line_end):
            continue
        if _FURNITURE.fullmatch(text, line_start, line_end):
            continue
        piece = line_start
        for gap in _INNER.finditer(text, line_start + 1, line_end):
            found = _NUMBER.match(text, gap.end(), line_end)
            if found is None:
                continue
            kind, number = _read(found)
            before = last.get(kind, 0)
            first = _NUMBER.match(text, piece, line_end)
            if first is not None and _read(first)[0] == kind:
                before = _read(first)[1] or 0
            follows = number == before + 1
            begins = (
                number == 1
                and _NUMBER.match(text, piece, line_end) is not None
                and kind in ("arabic", "hanparen")
            )
            if follows or (begins and _goes_on(text, found, kind, end)):
                yield _trim(text, piece, gap.start())
                piece = gap.end()
        yield _trim(text, piece, line_end)


def _goes_on(text: str, found: re.Match[str], kind: str, end: int) -> bool:
    """Whether a second number of the kind follows the first: a lone 1. in a sentence is no numbering."""
    second = r"2[.．、](?!\d)" if kind == "arabic" else "（二）"
    return re.compile(second).search(text, found.end(), min(end, found.end() + 3000)) is not None
