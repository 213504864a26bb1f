"""Targets of tables: an indicator, its figure in a column, and the year that the head of the column names.

The rows of a table that says who answers for each are measures, and the targets theirs; those of any other are the
plan's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from loaders.facts.context import Context
from loaders.mentions.times import Time, cell_times
from loaders.tables import Table
from loaders.tables.goals import Goal, GoalRow, goal_rows, year_of
from loaders.text import Range
from ontology.dates import PartialDate
from ontology.records import Target
from ontology.registry import units as unit_registry

__all__ = ["goal_records", "row_targets"]

_YEAR = re.compile(r"(?:19|20)\d\d")
_GROWTH = ("增长", "增速", "增幅", "增长率", "增加率")
#: Ends of names of changes.
_CHANGES = (*_GROWTH, "降幅", "提高", "下降", "降低", "下降率", "降低率", "变化")
_REPORTED = ("完成", "实际", "实现")


def goal_records(ctx: Context, owner: str, tables: Sequence[Table], first: int) -> list[str]:
    """Makes the targets of the tables of targets that name nobody for a row, numbered from `first`; their IRIs."""
    rows = (
        row for table in tables if table.goals and not table.answered for row in goal_rows(ctx.text, table)
    )
    return [iri for iri, _ in row_targets(ctx, owner, rows, first)]


def row_targets(
    ctx: Context, owner: str, rows: Iterable[GoalRow], first: int, by: PartialDate | None = None
) -> Iterator[tuple[str, Time | None]]:
    """Makes the targets that rows state for `owner`, numbered from `first`.

    Yields the IRI of each and the time that the head of its column states. Without one, the target of an indicator is
    due when the column of times says; that of a task inherits `by`, when all of the task is due.
    """
    number = first
    columns: _Columns | None = None
    table: Table | None = None
    for row in rows:
        if columns is None or row.table is not table:
            table, columns = row.table, _columns(ctx, row.table)
        for n in columns.goals:
            if (figure := row.figures.get(n)) is not None:
                head = (
                    row.table.head[n]
                    if n < len(row.table.head) and row.table.columns[n].kind != "growth"
                    else None
                )
                time = column_time(ctx, head) if head is not None else None
                iri = ctx.namer.part(owner, "target", number)
                ctx.records.append(_record(ctx, iri, row, n, figure, time, columns.base, by))
                yield iri, time
                number += 1


class _Columns(NamedTuple):
    """Which column has the bases of a table, and which have its goals."""

    base: int | None
    goals: list[int]


def _columns(ctx: Context, table: Table) -> _Columns:
    """The column of the base, and those of goals.

    A year before the plan's own period is the base; where the period is not known, the first of several years
    is, unless its head calls it a goal.
    """
    if not table.goals:
        return _Columns(None, list(range(len(table.columns))))
    base, values = table.of("base"), table.of("value")
    if any(n > max(values, default=n) and _is_reported(table, n) for n in base):
        return _Columns(None, [])  # goals of an earlier plan, and beside them what has come of them
    years = {n: year_of(table, n) for n in values}
    start = ctx.frame.years[0] if ctx.frame.years else None
    early = [n for n in values if (year := years[n]) is not None and start is not None and year < start]
    if not early and not base and len(values) > 1 and start is None:
        dated = [n for n in values if years[n] is not None and "目标" not in table.columns[n].name]
        early = dated[:1] if len(dated) > 1 or len(dated) < len(values) else []
    base = [*base, *early]
    goals = [n for n in values if n not in early]
    goals += [n for n in table.of("growth") if "年均" in table.columns[n].name]
    return _Columns(base[-1] if base else None, goals)


def _is_reported(table: Table, n: int) -> bool:
    return any(word in table.columns[n].name for word in _REPORTED)


def column_time(ctx: Context, head: Range) -> Time | None:
    """The time that the head of a column states for the goals in it: 2025年, 到2025年, “十四五”末, 上半年."""
    start, end = head
    if (year := _YEAR.search(ctx.text, start, end)) is not None:
        return Time("Due", start, end, due=PartialDate(int(year[0])))
    told = [t for t in cell_times(ctx.text, start, end, ctx.frame.year) if t.due is not None]
    return told[-1] if told else None


def _record(
    ctx: Context,
    iri: str,
    row: GoalRow,
    n: int,
    goal: Goal,
    time: Time | None,
    base: int | None,
    by: PartialDate | None,
) -> Target:
    table = row.table
    cell = row.row.cells[n] or row.named
    yearly = table.columns[n].kind == "growth"
    stated = "%" if yearly else row.unit
    name = row.indicator + ("年均增长" if yearly and not row.indicator.endswith(_GROWTH) else "")
    if goal.change and not name.endswith(_CHANGES):
        name += goal.change
    value, unit = goal.measured(stated)
    head = list(table.head[n : n + 1])
    if time is None and table.goals and not yearly and (time := _own_time(ctx, row)) is not None:
        head = [(time.start, time.end)]
    due = time.due if time is not None else None
    basis = ("Inferred" if time.year_inferred else "Stated") if time is not None else None
    if by is None and ctx.frame.years is not None:
        by = PartialDate(ctx.frame.years[1])
    if due is None and by is not None:
        due, basis = by, "Inherited"
    before = row.figures.get(base) if base is not None and not yearly else None
    registered = unit_registry().get(unit)
    quote = f"{ctx.text[slice(*row.named)]} {ctx.text[slice(*cell)]}"
    return Target(
        iri=iri, label=quote, indicator=ctx.register.indicator(name, ctx.spans.at(row.named), unit),
        comparator=goal.comparator, value=value, unit=unit or None,
        qudt_unit=registered.qudt if registered else None, deadline=due, deadline_basis=basis, quote=quote,
        cumulative=goal.cumulative or None, soft=goal.soft or None, binding=row.binding,
        baseline_value=before.measured(stated)[0] if before else None,
        baseline_year=(before.year or year_of(table, base)) if before and base is not None else None,
        basis="Stated", evidence=ctx.spans.at(row.named, cell, *head),
    )  # fmt: skip


def _own_time(ctx: Context, row: GoalRow) -> Time | None:
    """The time by which the column of times says that the goal of a row is due."""
    for n in row.table.of("time"):
        if (cell := row.row.cells[n]) is not None:
            told = [t for t in cell_times(ctx.text, *cell, ctx.frame.year) if t.due is not None]
            if told:
                return told[-1]
    return None
