"""What a document says once for all its measures: who leads by position, and who is accountable for all of them.

列第一位的为牵头单位，下同 makes the first of each list lead. 以下任务均由各县区政府落实 and
各县（市、区）政府均为配合单位 name units for every measure that follows; these are inherited, not stated.
So are those of 以上任务由市教育局负责, which closes the list that it stands in; at the end of a plan that has no
other such sentence it speaks of the whole plan.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.mentions.lists import units
from loaders.mentions.units import Unit, is_surely_unit, looks_like_unit
from loaders.structure.outline import Node, walk

__all__ = ["Standing", "first_leads", "is_blanket", "standing"]

_FIRST_LEADS = re.compile(
    r"(?:[列排位居]|名列|排[名序列]|列在|排在|位列)(?:在|于)?(?:第一|首|最前|前面|最前面)位?[^，。；（）]{0,12}?(?:牵头|第一责任|主责|主办)"
    r"|(?:牵头|第一责任|主责)(?:责任)?(?:单位|部门)?(?:均|都)?[列排放居](?:在|于)?(?:第一|首|最前)"
    r"|(?:第一个?|首个|首位)(?:责任|负责|列出的)?(?:单位|部门|的)?(?:均|即)?[为是](?:总?牵头|第一责任|主责)"
)
_NONE_LEADS = re.compile(
    r"(?:无|没有|未[明确列注标]{1,2}明?)牵头(?:单位|部门)的?[，,]?(?P<first>第一|首[个位])?(?:责任|负责)(?:单位|部门)(?:即?[为是]|视为)牵头"
)
#: Parts of the rules above that a list of units may be mixed with: 无牵头单位的, 责任单位即为牵头单位.
_OF_A_RULE = re.compile(
    r"(?:无|没有|未[^，]{0,4})(?:牵头|责任)(?:单位|部门)的?|[^，]{0,12}(?:单位|部门)即?[为是]?(?:牵头|第一责任|主责)(?:单位|部门)"
)
_MARK = "[*＊★☆▲△※●#]"
_ANY_MARK = re.compile(_MARK)
#: A mark at a unit says that it leads: 责任单位中标*的为牵头单位, 牵头单位以*标注.
_MARK_LEADS = re.compile(
    rf"(?P<mark>{_MARK})[”\"]?号?[^，。；\n]{{0,10}}?(?:为|是|表示|代表|系|[：:])[^，。；\n]{{0,6}}?(?:牵头|第一责任|主责|主办)"
    rf"|(?:牵头|第一责任|主责|主办)(?:单位|部门)[^，。；\n]{{0,6}}?(?:以|用|标|加|带|打|注)[^，。；\n]{{0,4}}?(?P<after>{_MARK})"
)
_RULE = re.compile(r"第一|首[个位]|最前|牵头(?:单位|部门)的|牵头的")
_ACCOUNTABLE = r"(?:牵头|负责|落实|配合|实施|承担|推进|参与|执行)"
_BLANKET = re.compile(
    r"均(?![为是])(?:需要?|须|应|要)?(?:由|涉及|请|需由)?(?P<units>[^，。；]{2,80}?)(?:分别|共同|具体|组织|认真|抓好|按[^，。；]{2,8}?)*"
    rf"(?:{_ACCOUNTABLE}(?!统|督|考核|调度|协调|汇总|解释|监督|跟踪|评估|检查|审)|(?=[，。；]|）?$))"
)
_ARE_ALL = re.compile(
    r"(?:^|[，：])(?:(?:以[上下]|上述|下列|前述)(?:所有|各项|全部)?(?:重点|主要)?(?:任务|工作|措施|事项|项目)中?)?"
    r"(?P<units>[^，。；：]{2,120}?)(?:均|都)[是为](?:各项|所有|全部)?[^，。；]{0,8}?(?:责任|配合|落实|实施|协办|参与)(?:单位|部门|主体)"
)
#: What closes a list: 以上任务由市教育局牵头.
_CLOSES = "|".join(
    rf"{these}[^，。；：\n由]{{0,8}}?(?:任务|工作|措施|事项|项目|内容|目标|指标|举措)[^，。；：\n由]{{0,4}}?由"
    for these in ("以上", "上述", "前述")
)
_CLOSING = re.compile(
    rf"(?:{_CLOSES})(?P<units>[^，。；]{{2,120}}?)(?:按照?[^，。；]{{2,8}}?|分别|共同|具体|组织|认真|牵头)*"
    rf"{_ACCOUNTABLE}(?!统|督|考核|调度|协调|汇总|解释|监督|跟踪|评估|检查|审)"
)
#: What goes on after the first units of a blanket sentence: ……牵头，各县区政府、市直有关部门按职责分工负责.
_GOES_ON = re.compile(
    rf"，(?P<units>[^，。；]{{2,120}}?)(?:按照?[^，。；]{{2,8}}?|分别|共同|具体|组织|认真)*{_ACCOUNTABLE}(?:落实|实施)?(?=[，。；）]|$)"
)
_BACK = re.compile(r"以上|上述|前述")
#: Where units may be named: a rule with none of these after it speaks of what stands before.
_LISTED = re.compile(r"[（(〔【［\[]|(?:单位|部门|主体)[：:]|牵头|\t|[|｜│┃]")
_CONCERNS_ALL = re.compile(
    r"以上|前述|"
    r"以下|下列|下同|不再|各项|上述|所有|全部|具体任务|任务|事项|措施|除[^，。]{2,12}外"
)
_SENTENCE_ENDS = "。\n；〔〕【】"


@dataclass(frozen=True, slots=True)
class Standing:
    """The standing rules of one document.

    `first_leads_from` is where the rule that the first of a list leads begins to hold, `responsible_lead_from` where
    the rule does that units responsible lead where none is named to; None where the document has no such rule.
    `blanket` are the units accountable for all that follows a place, `above` those for what stands from one place to
    another.
    `mark` is the mark at units that lead, "" where the document has no such rule.
    """

    first_leads_from: int | None = None
    responsible_lead_from: int | None = None
    blanket: tuple[tuple[int, tuple[Unit, ...]], ...] = ()
    above: tuple[tuple[int, int, tuple[Unit, ...]], ...] = ()
    mark: str = ""

    @property
    def tell_leads(self) -> bool:
        """Whether any of the rules says who leads where the words of a note do not."""
        return bool(self.mark) or self.first_leads_from is not None or self.responsible_lead_from is not None

    def inherited(self, at: int) -> Iterator[Unit]:
        """The units that blanket sentences make accountable for what stands at `at`."""
        for place, named in self.blanket:
            if place < at:
                yield from named
        for first, place, named in self.above:
            if first <= at < place:
                yield from named


def first_leads(words: str) -> bool:
    """Whether the words say that the first of a list of units leads (列第一位的为牵头单位)."""
    return _FIRST_LEADS.search(words) is not None


def is_rule(words: str) -> bool:
    """Whether the words are part of a rule of who leads, and name no unit (无牵头单位的, *为牵头单位)."""
    return _OF_A_RULE.fullmatch(words) is not None or _MARK_LEADS.search(words) is not None


def is_blanket(words: str) -> bool:
    """Whether a sentence names units for all that follows (以下任务均由各县区政府落实)."""
    return _blanket_units(words) is not None


def _speaks_of_all(words: str) -> bool:
    """Whether a rule holds for what stands before it too (注：…, 以上任务…)."""
    return words.lstrip(" （(").startswith(("注", "备注", "说明")) or _BACK.search(words) is not None


def _blanket_units(words: str) -> re.Match[str] | None:
    if "由" in words and (closing := _CLOSING.search(words)):
        return closing
    if ("均" not in words and "都" not in words) or not _CONCERNS_ALL.search(words):
        return None
    return _BLANKET.search(words) or _ARE_ALL.search(words)


def standing(text: str, start: int, end: int, roots: Sequence[Node] = ()) -> Standing:
    """The standing rules between `start` and `end` of a text whose outline is `roots`."""
    first: int | None = None
    all_lead: int | None = None
    after = start
    for found in _RULE.finditer(text, start, end):
        if found.start() < after:  # a sentence is looked at once
            continue
        a, after = _sentence(text, found.start(), start, end)
        words = text[a:after]
        if first is None and _FIRST_LEADS.search(words):
            first = start if _speaks_of_all(words) or not _LISTED.search(text, after, end) else a
        if all_lead is None and (rule := _NONE_LEADS.search(words)):
            if rule["first"] and first is None:
                first = a
            elif not rule["first"]:
                all_lead = a
    below: list[tuple[int, tuple[Unit, ...]]] = []
    closing: list[tuple[int, tuple[Unit, ...]]] = []
    for place, back, named in _blankets(text, start, end):
        if back is None:
            below.append((place, named))
        else:
            closing.append((back, named))
    lists = _Lists(text, start, roots) if closing else None
    above = [(lists.first(place, alone=len(closing) == 1), place, named) for place, named in closing if lists]
    marked = _ANY_MARK.search(text, start, end) and _MARK_LEADS.search(text, start, end)
    mark = (marked["mark"] or marked["after"]) if marked else ""
    return Standing(first, all_lead, tuple(below), tuple(above), mark)


class _Lists:
    """Where the lists of an outline begin that a sentence closes."""

    def __init__(self, text: str, start: int, roots: Sequence[Node]) -> None:
        self._text, self._start = text, start
        self._nodes = [n for n in walk(roots) if n.kind != "plain"]
        self._starts = [n.start for n in self._nodes]

    def first(self, at: int, *, alone: bool) -> int:
        """Where the list begins that the sentence at `at` closes; `alone` where the plan has no other such sentence."""
        last = bisect_right(self._starts, at) - 1
        if last < 0 or (alone and last == len(self._nodes) - 1 and self._begins_line(at)):
            return self._start
        node = self._nodes[last]
        if not self._begins_line(at):
            return node.start  # it closes the item that it stands in
        return node.parent.start if node.parent is not None else self._start

    def _begins_line(self, at: int) -> bool:
        """Whether nothing but marks stands before the sentence in its line."""
        line = self._text.rfind("\n", max(0, at - _LONGEST_LEAD - 1), at) + 1
        return at - line <= _LONGEST_LEAD and _LEAD.fullmatch(self._text, line, at) is not None


#: What may stand before a sentence in its line: a number, a bracket, 注：.
_LEAD = re.compile(r"[ \t\d.．、（()）〔【一二三四五六七八九十●■▶◆*※注备说明：:]*")
_LONGEST_LEAD = 16
#: How far sentences are looked at, to either side of a word.
_REACH = 200
_ALL = re.compile(rf"均|都[是为]|{_CLOSES}")


def _blankets(text: str, start: int, end: int) -> Iterator[tuple[int, int | None, tuple[Unit, ...]]]:
    """The blanket sentences: where each stands, where it speaks of what is above if it does, and its units."""
    after = start
    for found in _ALL.finditer(text, start, end):
        if found.start() < after:
            continue
        a, after = _sentence(text, found.start(), start, end)
        said = _blanket_units(text[a:after])
        if said is None:
            continue
        named = tuple(units(text, a + said.start("units"), a + said.end("units")))
        at = a + said.end()
        while (following := _GOES_ON.match(text, at, after)) is not None:
            named += tuple(units(text, *following.span("units")))
            at = following.end()
        if any(is_surely_unit(u.name) for u in named) and all(looks_like_unit(u.name) for u in named):
            back = _BACK.search(text, a, found.end())
            yield found.start(), back.start() if back is not None else None, named


def _sentence(text: str, at: int, start: int, end: int) -> tuple[int, int]:
    """The sentence around a place, as far as it matters."""
    a = at
    while a > start and at - a < _REACH and text[a - 1] not in _SENTENCE_ENDS:
        a -= 1
    b = at
    while b < end and b - at < _REACH and text[b] not in _SENTENCE_ENDS:
        b += 1
    return a, b
