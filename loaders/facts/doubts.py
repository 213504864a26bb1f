"""What the reader could not decide, kept as reading notes: "perhaps missed" is not "absent".

The kinds, each with the words in question as its evidence:

- `unread-role`: a measure has words of role (牵头单位, 某局牵头) and no unit was read from it;
- `unread-unit`: what stands in a note where units do is none that the reader knows;
- `post-not-unit`: a note names a post or a person and no unit;
- `unclosed-bracket`: a note's bracket never closes, so that where it ends is a guess;
- `perhaps-merged-cell`: a row of a table names no units, and a row above does: perhaps one cell covers both;
- `unheaded-column`: a table has lost its head, and a cell of this row seems to name units: in what role is unknown;
- `unread-time`: what stands in a cell or a field of times is none that the reader knows; or a measure has words of
  time (年内, 三年, 2025年, 国庆节前) and no time was read from it. They may tell something else, but whoever says that
  the measure has no deadline is to look at them first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from loaders.accountability.note import Note
from loaders.facts.context import Context
from loaders.measures.drafts import Draft
from loaders.mentions.times import cell_times
from loaders.text import Range
from ontology.records import ReadingNote

__all__ = ["doubts"]

_WORDS_OF_ROLE = re.compile(
    r"(?:牵头|责任|配合|主办|协办)(?:单位|部门)|[^，。；：、（）\s]{1,12}[厅局委部办院署府]牵头|按照?(?:各自)?职责分工(?:负责|落实)"
)
_LABELS = {
    "unread-role": "疑有责任单位未能读出",
    "unread-unit": "疑为单位而未能认出",
    "post-not-unit": "只列职务或人员，未列单位",
    "unclosed-bracket": "括号未闭合",
    "perhaps-merged-cell": "疑为合并单元格",
    "unheaded-column": "表格缺表头，单位的职责不明",
    "unread-time": "疑有时限未能读出",
}
#: What a cell has that says nothing.
_NONE = re.compile(r"[\s—–\-/／\\、。.…*×]*无?[\s—–\-/／\\、。.…*×]*")
_WORDS_OF_TIME = re.compile(
    r"""(?P<year>20\d\d)年(?!前)(?:年?[底末内]|(?:1[0-2]|[1-9])月[底末]?|[上下]半年|全年)?
      | (?<![\d.])(?:1[0-2]|[1-9])月(?:份|底|末|[上中下]旬|[1-3]?\d日|前|起|(?=各|[、和至到]\d))
      | (?<![去上往历近多几每十百数\d〇零同青少老成中童])年[内底末](?![部科容外陆需涵])
      | 全年 | [上下]半年 | (?<!每)第?[一二三四]季度
      | (?<![\d一二三四五六七八九十第至到、—\-满近每前连])[两三五]年(?![级行制来以期前后检多周])
      | [“"]?十[四五六]五[”"]?(?:时期|期间|期?末)
      | (?:[庆秋午春][节收]?|假期|长假|[汛雨]期|暖[期季]|[春秋冬]季|学期|开学|入[汛冬]|高考)
        (?:来临|到来|开始|开学)?之?前""",
    re.VERBOSE,
)
#: The most notes for one measure: a text of noise is not to drown its readers.
_MOST = 20


def doubts(ctx: Context, iri: str, draft: Draft, *, timed: bool) -> None:
    """Makes a reading note for each doubt about a measure; its words tell of its time only where it is not `timed`."""
    found = chain(_doubts(ctx.text, draft), _of_cells(ctx, draft), () if timed else _of_words(ctx, draft))
    for n, (kind, text, run) in zip(range(1, _MOST + 1), found, strict=False):
        ctx.records.append(
            ReadingNote(
                iri=ctx.namer.part(iri, "note", n), label=_LABELS[kind], concerns=iri, kind=kind, text=text,
                evidence=ctx.spans.at(run),
            )
        )  # fmt: skip


def _doubts(text: str, draft: Draft) -> Iterator[tuple[str, str, Range]]:
    """The doubts about a measure: the kind, what to say of it, and where it arose."""
    notes = [*(p.note for p in draft.passages if p.note is not None), *draft.cells]
    for note in notes:
        if note.unread or note.people or note.open:
            yield from _of_note(text, note)
    if draft.above is not None and not any(note.mentions for note in notes):
        words = text[slice(*draft.above)]
        yield "perhaps-merged-cell", f"本行未列责任单位，上方的单元格为“{words}”，或系合并单元格", draft.above
    for start, end in draft.unsure:
        yield "unheaded-column", f"表格缺表头，“{text[start:end]}”疑为单位，职责不明", (start, end)
    if any(note.mentions or note.people or note.unread for note in notes):
        return
    for start, end in draft.body:
        if found := _WORDS_OF_ROLE.search(text, start, end):
            yield "unread-role", f"文中有“{found[0]}”字样，未能从中读出责任单位", (start, end)
            return


def _of_words(ctx: Context, draft: Draft) -> Iterator[tuple[str, str, Range]]:
    """The first words of time, those of a year before the plan's own left aside: they report what was done."""
    since = ctx.frame.years[0] if ctx.frame.years else ctx.frame.year or 0
    for start, end in (*([draft.title] if draft.title else []), *draft.body):
        for found in _WORDS_OF_TIME.finditer(ctx.text, start, end):
            if int(found["year"] or since) >= since:
                yield "unread-time", f"文中有“{found[0]}”字样，没有读作时限", found.span()
                return


def _of_note(text: str, note: Note) -> Iterator[tuple[str, str, Range]]:
    for run in dict.fromkeys(note.unread):
        yield "unread-unit", f"“{text[slice(*run)]}”列于单位之处，未能认出是什么单位", run
    if note.people and not note.mentions:
        run = note.people[0]
        yield "post-not-unit", f"只列有“{text[slice(*run)]}”，未列责任单位", run
    if note.open:
        yield "unclosed-bracket", "责任单位的括号没有右半边", (note.start, note.end)


def _of_cells(ctx: Context, draft: Draft) -> Iterator[tuple[str, str, Range]]:
    """What stands where times do and is none."""
    for note in [*(p.note for p in draft.passages if p.note is not None), *draft.cells]:
        for start, end in note.times:
            words = ctx.text[start:end]
            if not _NONE.fullmatch(words) and not cell_times(ctx.text, start, end, ctx.frame.year):
                yield "unread-time", f"“{words}”列于时限之处，未能认出是什么时间", (start, end)
