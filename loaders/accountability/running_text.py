"""Units that the sentences of a measure name in passing: 赛事由市文旅局牵头，会同市民宗委研究制定办法。

A note tells who answers for a measure; what its sentences say beside one is part of the work. Where a measure has no
note, its sentences are all that tells who answers for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.accountability.claims import Mention
from loaders.accountability.note import Note
from loaders.accountability.standing import is_blanket
from loaders.mentions.lists import units
from loaders.mentions.units import Unit, is_surely_unit
from loaders.mentions.work import begins_with_work
from loaders.text import Range

__all__ = ["in_running_text", "joined_in"]

_NAMES = r"[^，。；：！？由\n]{2,80}?"
#: Who explains a text, or watches over the work of others, does not answer for it.
_WATCHES = r"(?:组织)?(?:解释|督[办查]|考核|监督检查|(?:统筹|统一|日常)?调度)"
_HOW = r"(?:共同|统一|分别|具体|总体|联合|直接|按职责分工|按职责)?"
#: 由A牵头, 由A、B负责, 以A为主; not 由A负责人.
_BY = re.compile(
    rf"由(?P<names>{_NAMES}){_HOW}(?:(?P<leads>牵头|主办)|承办|负责)(?!人|同志|领导|[的单部]|{_WATCHES})"
    rf"|由(?P<main>[^，。；：！？\n、]{{2,30}}?)会同"
    rf"|以(?P<chief>{_NAMES})为主(?=，)"
)
_WITH = re.compile(r"[，、]?(?:并?会同|联合)")
#: …，B配合; …，B负责落实: what further units do, in the same sentence.
_FURTHER = re.compile(
    rf"[^，。；：！？由\n]{{0,20}}[，；、](?P<names>{_NAMES}){_HOW}(?:(?P<helps>配合|参[与加]|协助|协办|为辅)|负责|抓好落实|落实)(?!人)"
)
#: What bodies and ways of work are made of, behind who leads them.
_BODY = re.compile(
    r"(?:[、，和及]?[^，。；的\n]{0,60}(?:参[与加]|配合|协[同助作]|负责|联动|支持|为成员))*+的[^，。；\n]{0,14}?"
    r"(?:机制|专班|小组|体系|制度|格局|会议|联盟|队伍|模式|委员会|指挥部|工作组|网络)"
)
#: The farthest that a sentence about all measures begins before what it says of them.
_REACH = 100
_STOPS = "，。；：！？\n"


def in_running_text(text: str, runs: Sequence[Range]) -> Note | None:
    """The units that sentences make accountable, with 由 or 以…为主, as one note; nothing where they name none.

    Only names that tell by themselves that they are units' count: not 由业主单位负责, 由专人负责.

    Args:
        text: the clean text.
        runs: the words of a measure.
    """
    found = [mention for run in runs for mention in _of_run(text, *run)]
    return Note(found[0].unit.start, found[-1].unit.end, found) if found else None


def _of_run(text: str, start: int, end: int) -> Iterator[Mention]:
    at = start
    while (by := _BY.search(text, at, end)) is not None:
        at = by.end()
        if _BODY.match(text, at, end) is not None:
            continue  # 建立由市数据局牵头、各部门参与的工作机制
        if is_blanket(text[max(text.rfind("。", start, by.start()) + 1, start, by.start() - _REACH) : at]):
            continue  # 以上任务由市数据局负责
        named = _sure(text, *next(by.span(one) for one in ("names", "main", "chief") if by[one]))
        if not named:
            at = by.start() + 1
            continue
        yield from (Mention(unit, "Lead" if by["leads"] or by["chief"] else "Responsible") for unit in named)
        if by["main"]:
            at = by.end() - len("会同")
        while (further := _further(text, at, end)) is not None:
            mentions, at = further
            yield from mentions


def _further(text: str, at: int, end: int) -> tuple[list[Mention], int] | None:
    """What further units do, right behind those before, and where that ends."""
    if (joint := joined_in(text, at, end)) is not None:
        return joint
    found = _FURTHER.match(text, at, end)
    if found is None or not (named := _sure(text, *found.span("names"))):
        return None
    role = "Cooperating" if found["helps"] else "Responsible"
    return [Mention(unit, role) for unit in named], found.end()


def joined_in(text: str, at: int, end: int) -> tuple[list[Mention], int] | None:
    """The units that 会同 joins to those before `at`, and where they end: ，会同B、C研究制定办法."""
    joint = _WITH.match(text, at, end)
    named, stop = _before_work(text, joint.end(), end) if joint is not None else ([], at)
    return ([Mention(unit, "Cooperating") for unit in named], stop) if named else None


def _before_work(text: str, start: int, end: int) -> tuple[list[Unit], int]:
    """The units between `start` and the work that they join in, or the end of the clause; and where they end."""
    stop = start
    while stop < end and text[stop] not in _STOPS:
        stop += 1
    for at in range(start + 2, stop + 1):
        if at < stop and not (text[at].isdigit() or begins_with_work(text[at:stop])):
            continue
        if named := _sure(text, start, at):
            return named, at
    return [], start


def _sure(text: str, start: int, end: int) -> list[Unit]:
    """The units of a list, where every name in it surely is one."""
    named = units(text, start, end)
    return named if all(is_surely_unit(u.name) and not _is_cut(text, u) for u in named) else []


def _is_cut(text: str, unit: Unit) -> bool:
    """Whether a name was made whole that the text may go on with: 市场 of 市场监管局."""
    return unit.repaired and text[unit.end : unit.end + 1] not in (*_STOPS, "、", "")
