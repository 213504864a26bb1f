"""Which numbered items of a plan are its measures: the level that carries the plan's items.

Where items name who is accountable, their level does; else the lowest level whose items say what is to be done.
What stands under the usual opening headings (总体要求, 指导思想, 发展目标 ...) is no measure unless it names units.
A heading above that level with a note of its own is a measure too, without a number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from loaders.accountability.note import Note
from loaders.accountability.roles import label_role
from loaders.accountability.unit_headings import unit_heading
from loaders.measures.headings import own_title
from loaders.measures.passages import LineNotes
from loaders.mentions.work import begins_with_work
from loaders.structure.outline import Node, walk
from loaders.values import value

__all__ = ["Item", "field_kinds", "items"]


@value
class Item:
    """A node that is a measure: whether its number counts, and whether what stands below it is its own text."""

    node: Node
    numbered: bool
    whole: bool


#: Plain words, so that most headings are passed by at the speed of a search for their first characters.
_OPENING = re.compile(
    r"总体要求|总体思路|总体目标|总体安排|指导思想|基本原则|工作原则|主要原则|工作目标|主要目标|发展目标|建设目标|行动目标|整治目标|创建目标|"
    r"治理目标|实施目标|目标要求|预期目标|行动时间|工作时间|活动时间|实施时间|时间安排|时间步骤|主要指标|具体指标|核心指标|工作指标|目标任务(?=[。：\s]|$|[全本我][省市县区州盟旗])|工作思路|发展思路|基本思路|"
    r"形势|现状|背景|机遇|挑战|基本情况|存在问题|主要问题|发展基础|工作基础|发展环境|工作回顾|重要意义|编制依据|制定依据|发展定位|战略定位|"
    r"适用范围|实施范围|术语|名词解释|总则|附则|有关说明|指标体系|组织机构|领导机构|实施步骤|工作步骤|方法步骤|实施阶段"
)
#: Of these, the ones that are the object of work as often as a heading.
_BACKGROUND = re.compile(
    r"形势|现状|机遇|挑战|存在问题|主要问题|发展基础|工作基础|发展环境|指标体系|组织机构|领导机构|[工活]\w时间|时间安排"
)
#: What a title looks back or around at: “十三五”取得的成就, 面临的发展形势.
_REVIEW = re.compile(
    r"(?:形势|现状|机遇|挑战|(?:发展|建设|取得的|历史性|巨大|重大|显著)成[就效]|发展环境|发展基础|存在的?(?:主要|突出)?问题|工作回顾)。"
)
_FIELD = re.compile(
    r"(?:主要|工作|任务|重点|具体|建设)?(?:内容|任务|目标|措施|要求|标准|举措)$|(?:责任|牵头|配合|协办|主办|承办|实施|落实)(?:单位|部门|主体|人|领导|处室|科室)"
    r"|(?:完成|办理|实施|工作)?(?:时限|时间|期限)|(?:进度|时间)(?:安排|要求)|进度计划|预期成效"
)
_HEAD = re.compile(r"[^：:。]*")
#: Kinds of numbering that count sentences and parts rather than the items of a plan.
_INNER_KINDS = frozenset(("point", "circled", "halfparen"))
_CHAPTERS = frozenset(("volume", "chapter", "part"))


def items(text: str, nodes: Sequence[Node], own: Mapping[int, list[Note]], notes_of: LineNotes) -> list[Item]:
    """The measures among the nodes of a plan, in order.

    Args:
        text: the clean text.
        nodes: the numbered nodes, in the order of the text.
        own: the notes with units that each node's own lines hold, by the node's identity.
        notes_of: the notes of each line.
    """
    fields = field_kinds(text, nodes)
    kind = _noted_level(nodes, own, fields, text, notes_of)
    if kind is None:
        kind = _worked_level(text, [n for n in nodes if n.kind not in fields], notes_of)
    if kind is None:
        return []
    beside: dict[int, list[int]] = {}  # how many items stand under each node, and how many of them name units
    for n in nodes:
        count = beside.setdefault(id(n.parent), [0, 0])
        count[0] += 1
        count[1] += bool(own[id(n)])
    chosen = {
        id(n)
        for n in nodes
        if n.kind == kind and _is_item(text, n, own, beside[id(n.parent)], last=n is nodes[-1])
    }
    holding: set[int] = set()
    for n in nodes:
        if id(n) in chosen:
            above = n.parent
            while above is not None and id(above) not in holding:
                holding.add(id(above))
                above = above.parent
    headings = {n.parent.kind for n in nodes if n.kind == kind and n.parent is not None}
    picked: list[Item] = []
    covered: set[int] = set()
    for n in nodes:
        if n.parent is not None and id(n.parent) in covered:
            covered.add(id(n))
            continue
        if id(n) in chosen:
            covered.add(id(n))
            picked.append(Item(n, numbered=True, whole=True))
        elif own[id(n)] and n.kind not in fields:
            if id(n) in holding:
                picked.append(Item(n, numbered=False, whole=False))
            else:
                covered.add(id(n))
                picked.append(Item(n, numbered=n.kind not in headings, whole=True))
    return picked


def field_kinds(text: str, nodes: Sequence[Node]) -> set[str]:
    """The kinds of numbering that number the fields of an item (内容, 责任单位, 时限), as old lists do."""
    count: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for n in nodes:
        if n.parent is not None and n.lines:
            count[n.kind] += 1
            head = _HEAD.match(text, n.lines[0][0], min(n.lines[0][1], n.lines[0][0] + 14))
            if head is not None and _is_field(text, head):
                named[n.kind] += 1
    return {kind for kind in named if named[kind] >= 2 and named[kind] >= 0.6 * count[kind]}


def _is_field(text: str, head: re.Match[str]) -> bool:
    """Whether the words before a colon name a field: what is to be done, who answers for it, by when."""
    words = head[0].strip()
    if words[:1] in ("【", "〔", "［", "[") and words[-1:] not in ("】", "〕", "］", "]"):
        return False  # a note of units before the words of the item: 【责任单位：市文旅局】提升景区品质
    if _FIELD.match(words) is not None:
        return True
    labelled = "（" not in words and text[head.end() : head.end() + 1] in ("：", ":")
    return labelled and label_role(words) is not None


def _noted_level(
    nodes: Sequence[Node], own: Mapping[int, list[Note]], fields: set[str], text: str, notes_of: LineNotes
) -> str | None:
    """The kind of numbering whose items name units, if there is one."""
    noted: Counter[str] = Counter()
    bearing: set[int] = set()
    for n in nodes:
        if own[id(n)]:
            above = n
            # a note in a field or in a counted sentence is one of the item that these belong to
            while above.parent is not None and (
                above.kind in fields or (above.kind in _INNER_KINDS and _tells(text, above.parent))
            ):
                above = above.parent
            if above.kind != "plain" and id(above) not in bearing:
                bearing.add(id(above))
                noted[above.kind] += 1
    if not noted:
        return None
    depth = {kind: min(n.depth for n in nodes if n.kind == kind) for kind in noted}
    kind = max(noted, key=lambda k: (noted[k], -depth[k]))
    parents = [n for n in nodes if sum(c.kind == kind for c in n.children) > 1]
    last_only = [
        p
        for p in parents
        if id(p.children[-1]) in bearing
        and not any(id(c) in bearing for c in p.children[:-1])
        and not (p.lines and unit_heading(text, *p.lines[0]))  # it says itself whose items these are
    ]
    if parents and len(last_only) >= max(1, 0.6 * len(parents)):
        return Counter(p.kind for p in last_only).most_common(1)[0][0]
    return _below_noted_headings(text, nodes, own, kind, notes_of) or kind


def _tells(text: str, node: Node) -> bool:
    """Whether an item says something itself, and is no mere heading of what stands below it."""
    return len(node.lines) > 1 or any(text.find("。", *line) >= 0 for line in node.lines)


def _below_noted_headings(
    text: str, nodes: Sequence[Node], own: Mapping[int, list[Note]], kind: str, notes_of: LineNotes
) -> str | None:
    """The kind of the items below headings that name units once for all of them: `一、强化创新（市科技局牵头）`."""
    heads = [n for n in nodes if n.kind == kind and len(n.children) > 1]
    if not heads or len(heads) < 0.6 * sum(n.kind == kind for n in nodes):
        return None
    below = [c for n in heads for c in n.children]
    kinds = {c.kind for c in below}
    if len(kinds) != 1 or kinds & _INNER_KINDS or any(own[id(c)] for c in below):
        return None
    if any(n.lines[0] and not notes_of(n.lines[0]) for n in heads if n.lines):
        return None  # the note does not stand in the heading itself
    full = sum(_is_full(text, c, notes_of) for c in below)
    if full < 0.6 * len(below) and _run_on(heads, below):  # what is counted through is an item of the plan
        full = sum(own_title(text, c.lines, notes_of, more=bool(c.children))[0] is not None for c in below)
    return kinds.pop() if full >= 0.6 * len(below) else None


def _run_on(heads: Sequence[Node], below: Sequence[Node]) -> bool:
    """Whether the numbers below several headings run on from one to the next."""
    numbers = [n.number for n in below if n.number is not None]
    return len(heads) > 1 and len(numbers) == len(below) and all(a < b for a, b in pairwise(numbers))


def _is_full(text: str, node: Node, notes_of: LineNotes) -> bool:
    """Whether an item has a title sentence and tells more than that."""
    title, body = own_title(text, node.lines, notes_of, more=bool(node.children))
    return title is not None and (bool(node.children) or sum(b - a for a, b in body) >= 40)


def _worked_level(text: str, work: Sequence[Node], notes_of: LineNotes) -> str | None:
    """The lowest kind of numbering whose items say what is to be done, where no item names units."""
    work = [n for n in work if not _opens(text, n) and not _only_opens(text, n)]
    depth: dict[str, int] = {}
    for n in work:
        depth[n.kind] = min(depth.get(n.kind, n.depth), n.depth)
    for kind in sorted(depth, key=lambda k: (k not in _INNER_KINDS, depth[k]), reverse=True):
        # the last item of an opening may be cut off within its title
        found = [n for n in work if n.kind == kind and (_has_body(text, n) or (n is work[-1] and n.lines))]
        under = {id(n.parent): n.parent for n in found if n.parent is not None}
        peers = {parent.kind for parent in under.values()}
        above = [n for n in work if n.kind in peers and (n.children or _has_body(text, n))]
        top = any(n.parent is None for n in found)
        alone = len(found) == 1 and found[0] is work[-1] and kind not in _CHAPTERS
        sole = alone and (found[0].depth > 1 or _has_body(text, found[0])) and not _sets_goals(text, found[0])
        if (len(found) < 2 and not sole) or not (top or len(under) >= 0.5 * len(above)):
            continue
        parents = [p for p in under.values() if p in above]
        if parents and kind not in ("han", "hanparen") and _are_parts(text, found, parents, notes_of):
            continue
        return kind
    return None


def _only_opens(text: str, node: Node) -> bool:
    """Whether a heading has nothing below it but what opens a plan, and says nothing itself."""
    return bool(node.children) and not _tells(text, node) and all(_opens(text, c) for c in node.children)


def _sets_goals(text: str, node: Node) -> bool:
    """Whether what stands under a heading are goals, which dashes tell apart."""
    below = [line for n in walk([node]) for line in n.lines]
    return sum(text.startswith("——", start) for start, _ in below) > 1


def _are_parts(text: str, found: Sequence[Node], parents: Sequence[Node], notes_of: LineNotes) -> bool:
    """Whether items are but the parts of those above: these tell what is to be done, and they have no titles."""
    telling = sum(sum(b - a for a, b in p.lines) >= 50 for p in parents)
    titled = sum(own_title(text, n.lines, notes_of, more=bool(n.children))[0] is not None for n in found)
    return telling >= 0.5 * len(parents) and titled < 0.5 * len(found)


def _has_body(text: str, node: Node) -> bool:
    own = sum(b - a for a, b in node.lines)
    if own >= 20 or (own >= 4 and any(text[end - 1] in "。；，" for _, end in node.lines)):
        return True  # an item may be no more than its object: 1.城区道路改造；
    return any(_has_body(text, c) for c in node.children)


def _opens(text: str, node: Node) -> bool:
    """Whether the node is, or stands under, one of the usual opening headings."""
    above: Node | None = node
    while above is not None:
        if above.lines:
            start, end = above.lines[0]
            found = _OPENING.search(text, start, min(end, start + 14))
            if found is not None and found[0] == "目标任务" and len(above.children) > 1:
                return False  # goals and tasks in one: its items are the tasks
            worked = found is not None and found.start() > start and begins_with_work(text[start:end])
            if found is not None and worked and _BACKGROUND.fullmatch(found[0]):
                found = None  # 夯实发展基础, 优化发展环境: work, not a review
            if found is not None and (end - start <= 16 or found.start() == start):
                return True
            if _reviews(text, start, end):
                return True
            if 14 < end - start <= 30 and _OPENING.search(text, end - 6, end):
                return True
        above = above.parent
    return False


def _reviews(text: str, start: int, end: int) -> bool:
    """Whether the title sentence of an item looks back or around, and says nothing that is to be done."""
    stop = text.find("。", start, min(end, start + 30)) + 1
    return (
        stop > start
        and _REVIEW.search(text, start, stop) is not None
        and not begins_with_work(text[start:stop])
    )


def _is_item(
    text: str, node: Node, own: Mapping[int, list[Note]], beside: Sequence[int], *, last: bool
) -> bool:
    """Whether a node of the measures' kind is a measure: it has a note, or it says what is to be done."""
    if own[id(node)] or any(own.get(id(d)) for d in walk(node.children)):
        return True
    opens = _opens(text, node)
    if not node.lines:
        return bool(node.children) and not opens
    siblings, noted = beside
    if noted and (2 * noted >= siblings - 1 or not opens):
        return True  # one of several items of which others name units
    return not opens and (last or _has_body(text, node))
