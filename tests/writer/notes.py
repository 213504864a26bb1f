"""The forms of a note of units: how each is written, and which roles it gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.writer.truth import Passage, Units

__all__ = ["FORMS", "NoteForm", "listed", "prefix_once"]

Joined = Callable[[Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class NoteForm:
    """A form of notes.

    `write` makes the note of a passage; `lines` says that it stands on lines of its own. What else the maker must know
    stands beside: the roles, whether the note says until when, how many a measure has, whether the first leads.
    `said` is what the document says once, in its preface.
    """

    roles: tuple[str, ...]
    write: Callable[[Passage], str]
    lines: bool = False
    until: bool = False
    clauses: int = 1
    first_leads: bool = False
    said: str = ""


def listed(names: Sequence[str]) -> str:
    """Names in a row; a group at the end stands after a comma."""
    if len(names) > 1 and names[-1].startswith("各"):
        return "、".join(names[:-1]) + "，" + names[-1]
    return "、".join(names)


def prefix_once(names: Sequence[str]) -> str:
    """Names in a row, their level said with the first alone."""
    level = names[0][0]
    shared = [n for n in names if n[0] == level and n[1] not in "委直有政" and not n.endswith("工会")]
    if len(shared) < len(names) or len(names) < 2:
        return "、".join(names)
    return "、".join([names[0], *(n[1:] for n in names[1:])])


def _form(template: str, joined: Joined = listed) -> Callable[[Passage], str]:
    """A form by its words, with {L}, {C}, {R} for the units by role and {T} for the time."""

    def write(passage: Passage) -> str:
        units: Units = passage.units
        until = passage.until.text if passage.until else ""
        return template.format(
            L=joined(units.lead) if units.lead else "",
            C=joined(units.cooperating) if units.cooperating else "",
            R=joined(units.responsible) if units.responsible else "",
            T=until,
        )

    return write


_L, _LC, _LR, _R = ("lead",), ("lead", "cooperating"), ("lead", "responsible"), ("responsible",)


def _plain(roles: tuple[str, ...], *templates: str) -> dict[str, NoteForm]:
    return {t.replace("\n", " "): NoteForm(roles, _form(t), lines=t[0] not in "（〔[【") for t in templates}


def _lead_marked(passage: Passage) -> str:
    return f"（{'、'.join([f'{name}（牵头）' for name in passage.units.lead])}、{listed(passage.units.responsible)}）"


FORMS: dict[str, NoteForm] = {
    **_plain(
        _R,
        "（{R}负责）", "（{R}按职责分工负责）", "（{R}等按职责分工负责）", "（{R}等部门按照职责分工分别负责）", "（责任单位：{R}）",
        "（责任部门：{R}）", "（责任主体：{R}）", "（{R}）", "〔责任单位：{R}〕", "[责任单位：{R}]", "【责任单位：{R}】", "〔{R}〕",
        "（落实单位：{R}）", "（责任领导：王建国；责任单位：{R}）", "责任单位：{R}", "责任部门：{R}。", "【责任单位】{R}",
    ),
    **_plain(_L, "（{L}牵头）", "（牵头单位：{L}）", "（由{L}牵头）", "（牵头部门：{L}）", "牵头单位：{L}"),
    **_plain(
        _LC,
        "（{L}牵头，{C}配合）", "（{L}牵头，{C}参与）", "（{L}牵头、{C}配合）", "（{L}牵头负责，{C}配合）",
        "（{L}牵头，{C}按职责分工负责）", "（{L}牵头，会同{C}落实）", "（牵头单位：{L}；配合单位：{C}）",
        "（牵头单位：{L}，配合单位：{C}）", "（主办单位：{L}；协办单位：{C}）", "（牵头单位：{L} 配合单位：{C}）",
        "（主责单位：{L}；参与单位：{C}）", "（牵头领导：李国华；牵头单位：{L}；配合单位：{C}）", "牵头单位：{L}\n配合单位：{C}",
        "牵头单位：{L}；配合单位：{C}",
    ),
    **_plain(
        _LR,
        "（牵头单位：{L}；责任单位：{R}）", "（{L}牵头，{R}负责）", "（{L}牵头，{R}负责落实）", "〔牵头单位：{L}；责任单位：{R}〕",
        "[牵头单位：{L}；责任单位：{R}]", "（牵头单位：{L}，责任单位：{R}）", "（第一责任单位：{L}；责任单位：{R}）",
        "（牵头单位：{L}。责任单位：{R}）", "牵头单位：{L}\n责任单位：{R}",
    ),
    "level said once": NoteForm(_R, _form("（责任单位：{R}）", prefix_once)),
    "level said once, lead and others": NoteForm(_LC, _form("（{L}牵头，{C}等部门配合）", prefix_once)),
    "the first of the list leads, said once": NoteForm(
        _R, _form("（责任单位：{R}）"), first_leads=True,
        said="各项任务责任单位中，列第一位的为牵头单位，下同。",
    ),
    "the lead marked in the list": NoteForm(("lead", "responsible"), _lead_marked),
    "a time last": NoteForm(_R, _form("（{R}，{T}）"), until=True),
    "a time behind a label": NoteForm(_R, _form("（责任单位：{R}；完成时限：{T}）"), until=True),
    "a lead and a time behind labels": NoteForm(_LC, _form("（牵头单位：{L}；配合单位：{C}；完成时限：{T}）"), until=True),
    "labels on lines, with a time": NoteForm(_R, _form("责任单位：{R}\n完成时限：{T}"), lines=True, until=True),
    "lead, others and time on lines": NoteForm(
        _LR, _form("牵头单位：{L}\n责任单位：{R}\n时限要求：{T}"), lines=True, until=True
    ),
    "two notes under one number": NoteForm(_R, _form("（{R}负责）"), clauses=2),
    "three notes, each with a lead": NoteForm(_LC, _form("（{L}牵头，{C}配合）"), clauses=3),
    "no units": NoteForm((), lambda _: ""),
}  # fmt: skip
