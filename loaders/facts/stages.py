"""The stages of work that a table has columns for: 2021年 | 2022年, and below them what is done in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.facts.context import Context
from loaders.facts.goals import column_time
from loaders.mentions.surroundings import completion_after, is_start
from loaders.mentions.times import Time, cell_times, times
from loaders.text import Range

__all__ = ["stage_times"]

#: A cell that is no longer may tell a time alone: 持续推进, 9月底前.
_SHORT = 12
#: How a cell begins that tells nothing but work done again and again: 每季度通报, and not 开展检查，每月通报.
_EACH = "每按逐定"


def stage_times(ctx: Context, stages: Sequence[tuple[Range, Range]]) -> list[Time]:
    """When the stages are due, or begin; work that goes on through several of them is one.

    The head of a column tells the date, unless the cell tells it more closely; the words are those of the cell.

    Args:
        ctx: the plan at hand.
        stages: the head of each column, and its cell.
    """
    found: list[Time] = []
    for head, cell in stages:
        for time in _stage(ctx, head, cell):
            if time.kind != "Ongoing" or not any(_same_words(ctx, time, other) for other in found):
                found.append(time)
    if sum(time.kind != "Recurring" for time in found) < 2:
        return found
    return [replace(time, kind="Staged") if time.kind == "Due" else time for time in found]


def _stage(ctx: Context, head: Range, cell: Range) -> Iterator[Time]:
    start, end = cell
    when = column_time(ctx, head)
    if when is None or when.due is None:
        yield from cell_times(ctx.text, *head, ctx.frame.year)
        return
    read = cell_times if end - start <= _SHORT else times
    told = [
        replace(time, year_inferred=when.year_inferred and time.year_inferred, headed=head)
        for time in read(ctx.text, start, end, when.due.year)
    ]
    yield from told
    if any(time.kind != "Recurring" for time in told) or (told and ctx.text[start] in _EACH):
        return
    begins = is_start(ctx.text, start, end)
    yield Time(
        "Due", start, end, begins=when.due if begins else None, due=None if begins else when.due,
        year_inferred=when.year_inferred, completion=None if begins else completion_after(ctx.text, start, end),
        headed=head,
    )  # fmt: skip


def _same_words(ctx: Context, time: Time, other: Time) -> bool:
    return ctx.text[time.start : time.end] == ctx.text[other.start : other.end]
