"""The words of a note as claims: which units they name, in which roles, and by when.

Segments between commas and semicolons are read by the labels before them and the verbs that end them, never with one
flat pattern: A、B牵头，C按职责分工负责; 责任单位：A、B; A（牵头）、B，6月底完成.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from loaders.accountability.roles import Verb, colon_labels, label_role, role_in_bracket, verbs
from loaders.accountability.standing import first_leads, is_blanket, is_rule
from loaders.mentions.lists import expanded, items
from loaders.mentions.units import Unit, is_person, is_post, is_surely_unit, looks_like_unit, unbracketed
from loaders.text import Range

__all__ = ["BARE_LABEL", "Mention", "Reading", "blanked", "bracketed", "read_words"]


class Mention(NamedTuple):
    """A unit in a role: Lead, Cooperating or Responsible; `qualifier` such as 按职责分工负责."""

    unit: Unit
    role: str
    qualifier: str | None = None


class Reading(NamedTuple):
    """What some words say as a note, with places counted from their beginning.

    `verbal` says that every part of it ends in a word of role, `labelled` that it has a label, `waiting` that it
    names units without either.
    """

    mentions: tuple[Mention, ...]
    times: tuple[Range, ...]
    unread: tuple[Range, ...]
    people: tuple[Range, ...]
    labelled: bool
    verbal: bool
    waiting: bool


class _Claim(NamedTuple):
    """An item of a note before its name is read, in its role."""

    start: int
    end: int
    role: str
    qualifier: str | None


_TIME = re.compile(
    r"\d|年底|月底|季度|[上下]半年|持续|长期|常态|全年|年内|每[年月季]|即[时知]|立即|适时|完成|[按及]时|推进$|[近中远]期|坚持|同步|[节旦庆冬汛暖雨季期临收耕]之?前$"
)
#: The number of an item: 1.市数据局 2.市财政局.
_NUMBERED = re.compile(r"(?:(?<=\s)|^)[\d①-⑳]{1,2}[.．、）](?=[\u4e00-\u9fff])")
#: A time before a verb of role, which is then the verb of the work: 持续推进, 2025年底前落实.
_TIME_BEFORE_VERB = re.compile(
    r"(?=.)(?:(?:20\d\d|今|本|当)年度?)?(?:\d{1,2}月份?)?[年月]?[底末中初]?(?:前|内|起)?(?:持续|长期|常态化?|常年|全年|滚动|逐年|分批|分步|立即|即时|适时)?"
)
_PHONE = re.compile(r"[\d—－\-]{7,}")
_SEGMENT = re.compile(r"[^，；。,;]+")
#: A label without a colon, before the units themselves: 牵头单位市数据局, 责任单位为市财政局.
BARE_LABEL = re.compile(
    r"((?:第一)?(?:牵头|责任|配合|协办|主办|承办|参与|协助)(?:责任)?(?:单位|部门))(?:分别)?[为是]?[ ]*(?=\S)"
)
_IDLE = re.compile(r"(?:以)?下同|不再.{0,6}(?:列出|列|分工|标注|说明|重复)|同上|以下(?:简称|同).*")
#: The units that a rule of who leads leaves over.
_THE_OTHERS = ("其他", "其它", "其余")
#: Brackets of other kinds within a note count as round ones: 各市〔州〕政府.
_ROUND = str.maketrans("〔［【[(〕］】])", "（（（（（）））））")
_BRACKETS = re.compile(r"[（(〔［【\[]|[）)〕］】\]]")


def bracketed(text: str, start: int, end: int) -> tuple[list[Range], int | None]:
    """The outermost bracketed runs, brackets included, and the last bracket that stays open."""
    pairs: list[Range] = []
    opened: list[int] = []
    for found in _BRACKETS.finditer(text, start, end):
        at = found.start()
        if found[0] in "（(〔［【[":
            opened.append(at)
        elif opened:
            first = opened.pop()
            while pairs and pairs[-1][0] > first:
                pairs.pop()
            pairs.append((first, at + 1))
    unclosed = opened[-1] if opened and (not pairs or opened[-1] > pairs[-1][0]) else None
    return pairs, unclosed


def blanked(text: str, pairs: Sequence[Range], start: int, end: int) -> str:
    """The text from `start` to `end` with what stands in brackets blanked out, so that marks in them split nothing."""
    inner = [(a, b) for a, b in pairs if start <= a and b <= end]
    if not inner:
        return text[start:end]
    pieces: list[str] = []
    at = start
    for a, b in inner:
        pieces += [text[at:a], "\0" * (b - a)]
        at = b
    return "".join([*pieces, text[at:end]])


@lru_cache(maxsize=4096)
def read_words(words: str, role: str) -> Reading:
    """Reads the words of a note; a pure function, since lines are asked about more than once."""
    words = words.translate(_ROUND)
    flat = blanked(words, bracketed(words, 0, len(words))[0], 0, len(words))
    claims: list[_Claim] = []
    times: list[Range] = []
    people: list[Range] = []
    labels = list(colon_labels(flat, 0, len(flat), others=True))
    state = _State(words, flat, claims, times)
    if not labels or labels[0].start:
        state.read(0, labels[0].start if labels else len(flat), role)
    stops = [x.start for x in labels[1:]] + [len(flat)]
    for label, stop in zip(labels, stops, strict=False):
        if label.role == "time":
            a, b = _trimmed(flat, label.end, stop)
            if a < b:
                times.append((a, b))
        elif label.role:
            state.read(label.end, stop, label.role)
        elif label.role == "" and label.end < stop:
            people.append(_trimmed(flat, label.end, stop))
    mentions, unread = _named(words, claims, times, people)
    return Reading(
        tuple(mentions),
        tuple(times),
        tuple(unread),
        tuple(people),
        state.labelled or any(label.role is not None for label in labels),
        bool(claims) and state.verbal and not state.waiting,
        state.waiting,
    )


def _begins_with_unit(words: str, start: int, end: int) -> bool:
    first = next(iter(items(words, start, end)), None)
    return first is not None and is_surely_unit(words[slice(*first)].strip(" 。"))


def _trimmed(text: str, start: int, end: int) -> Range:
    while start < end and text[start] in " \t，；。、,;":
        start += 1
    while end > start and text[end - 1] in " \t，；。、,;":
        end -= 1
    return start, end


_ROLES_ALONE = frozenset(("牵头", "总牵头", "主办", "主责", "配合", "协办", "参与", "协助", "负责", "责任"))


class _State:
    """A note under reading: what stands before decides what later words of role mean."""

    def __init__(self, words: str, flat: str, claims: list[_Claim], times: list[Range]) -> None:
        self._words, self._flat, self._claims, self._times = words, flat, claims, times
        self._led = False
        self.labelled = False
        self.verbal = False
        self.waiting = False

    def read(self, start: int, end: int, role: str) -> None:
        """Reads the segments between commas and semicolons; units without a word of role wait for the next one."""
        waiting: list[Range] = []
        before = len(self._claims)
        ruled = blanket = joining = False
        for segment in _SEGMENT.finditer(self._flat, start, end):
            a, b = _trimmed(self._flat, *segment.span())
            if a == b:
                continue
            words = self._flat[a:b]
            blanket = (blanket and self._flat[segment.start() - 1] in "，,") or is_blanket(words)
            ruled = ruled or first_leads(words)
            if blanket or first_leads(words) or is_rule(words) or _IDLE.fullmatch(words):
                continue
            if ruled and words.startswith(_THE_OTHERS):  # 列第一位的为牵头单位，其他单位按职责分工负责
                continue
            if (bare := BARE_LABEL.match(self._flat, a, b)) and _begins_with_unit(self._words, bare.end(), b):
                self._wait(waiting, role)
                role, a, waiting = label_role(bare[1]) or role, bare.end(), []
                self.labelled = True
            at = a
            found = verbs(self._flat, a, b)
            if found and _TIME_BEFORE_VERB.fullmatch(self._flat, a, found[0].start):
                self._times.append((a, b))
                continue
            for verb in found:
                joining = joining or self._joins(at)
                led = any(claim.role == "Lead" for claim in self._claims[before:])
                given = self._meaning(verb, "" if led and verb.shares else role, joining=joining)
                first = len(self._claims) == (before if role else 0)
                if verb.helps and first and not joining:  # A；B配合: those before B answer for it
                    self._claim(waiting, role or "Responsible", None)
                    waiting = []
                self._claim([*waiting, *items(self._words, at, verb.start)], given, verb.note)
                waiting, at, joining, self.verbal = [], verb.end, False, True
            if at == a and self._is_time(a, b):
                self._times.append((a, b))
            elif self._flat[at:b].strip(" 。等、"):
                joining = joining or self._joins(at)  # 会同A、B，C落实: C too
                waiting += items(self._words, at, b)
        self._wait(waiting, role)

    def _wait(self, found: Sequence[Range], role: str) -> None:
        """Claims the units that no word of role has followed."""
        if found:
            self.waiting = True
            self._claim(found, role or ("Cooperating" if self._led else "Responsible"), None)

    def _joins(self, at: int) -> bool:
        return self._flat.startswith("会同", at)

    def _is_time(self, start: int, end: int) -> bool:
        words = _NUMBERED.sub("", self._words[start:end]).strip(" 。等")
        if _TIME.search(words) is None or looks_like_unit(words):
            return False
        # a number in one name makes no time of a list: 市财政局、16个县政府、市民政局
        return not any(_TIME.search(item) is None and looks_like_unit(item) for item in words.split("、"))

    def _meaning(self, verb: Verb, label: str, *, joining: bool) -> str:
        """The role that a verb gives, by what stood before it in the note."""
        if verb.leads:
            return "Lead"
        if verb.helps:
            return "Cooperating"
        if label:
            return label
        return "Cooperating" if self._led and (verb.shares or joining) else "Responsible"

    def _claim(self, found: Sequence[Range], role: str, qualifier: str | None) -> None:
        self._led = self._led or role == "Lead"
        self._claims.extend(_Claim(a, b, role, qualifier) for a, b in found)


def _named(
    words: str, claims: Sequence[_Claim], times: list[Range], people: list[Range]
) -> tuple[list[Mention], list[Range]]:
    """The units of the claims in their roles, and the runs that are none; times and people go to their lists."""
    mentions: list[Mention] = []
    unread: list[Range] = []
    ranges: list[Range] = []
    roles: list[tuple[str, str | None]] = []
    for claim in claims:
        a, b = _trimmed(words, claim.start, claim.end)
        if b - a > 4 and words[b - 1] == "）":
            b = _without_aside(words, a, b, mentions, times, people)
        own = role_in_bracket(words[a:b])
        ranges.append((a, a + len(own[0])) if own else (a, b))
        roles.append((own[1], None) if own and own[1] else (claim.role, claim.qualifier))
    for (role, qualifier), several in zip(roles, expanded(words, ranges), strict=True):
        for unit in several:
            if looks_like_unit(unit.name):
                mentions.append(Mention(unit, role, qualifier))
            elif is_post(unit.name) or is_person(unit.name):
                people.append((unit.start, unit.end))
            elif len(unit.name) > 1 and not _TIME.search(unit.name) and not _PHONE.fullmatch(unit.name):
                unread.append((unit.start, unit.end))
    return mentions, unread


def _without_aside(
    words: str, start: int, end: int, mentions: list[Mention], times: list[Range], people: list[Range]
) -> int:
    """Where a name ends before a bracket that is no part of it: 市住建局（6月底前完成）, 市住建局（市财政局配合）.

    What the bracket says goes to the lists.
    """
    at = start + len(unbracketed(words[start:end]))
    inner = words[at + 1 : end - 1]
    if at in (start, end) or label_role(inner) or inner in _ROLES_ALONE:
        return end
    if is_person(inner) or is_post(inner):
        people.append((at + 1, end - 1))
        return at
    if looks_like_unit(inner):
        return end
    if re.search(r"\d", inner) and _TIME.search(inner):
        times.append((at + 1, end - 1))
        return at
    reading = read_words(inner, "")
    if not reading.verbal or reading.unread:
        return end
    mentions += [
        Mention(Unit(u.name, u.start + at + 1, u.end + at + 1, u.repaired), role, qualifier)
        for u, role, qualifier in reading.mentions
    ]
    return at
