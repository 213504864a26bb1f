"""Targets of tables: a row names an indicator, its columns say the unit, the base, and the goal of each year.

`研发投入强度（%） | 2.1 | 2.8 | 预期性` below `指标 | 2020年 | 2025年 | 属性` is 2.8 % by 2025, from 2.1 in 2020.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from loaders.facts.context import Context
from loaders.numerals import quantity
from loaders.tables import Row, Table
from loaders.text import Range
from ontology.dates import PartialDate
from ontology.records import Target
from ontology.registry import units as unit_registry

__all__ = ["goal_records"]

_REPORTED = re.compile(r"完成|实际|实现")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BOUNDS = {
    "AtLeast": "≥ 不低于 不少于",
    "AtMost": "≤ 不超过 不高于 控制在",
    "MoreThan": "＞ > 超过 大于 高于 突破",
    "LessThan": "＜ < 低于 小于",
    "About": "约 ≈",
}
_BEFORE = {word: bound for bound, words in _BOUNDS.items() for word in words.split()}
_AFTER = {
    "以上": "AtLeast",
    "及以上": "AtLeast",
    "以内": "AtMost",
    "以下": "AtMost",
    "之内": "AtMost",
    "左右": "About",
    "上下": "About",
    "以上（含）": "AtLeast",
}
_VALUE = re.compile(
    rf"(?P<soft>力争)?(?:达到?|为|到|增长|提高|下降|降低)?(?P<before>{'|'.join(map(re.escape, _BEFORE))})?"
    r"(?:达到?|为|到)?[ ]*(?P<open>[\[〔［【])?(?P<sign>[-－])?(?P<number>\d[\d,，]*(?:\.\d+)?)[ ]?"
    r"(?P<scale>[百千]?[万亿]{0,2})[ ]*(?P<unit>[^\d\s，。；、（）()\[\]〔〕［］*＊]{0,10}?)"
    rf"(?P<after>{'|'.join(_AFTER)})?(?:[\]〕］】])?[*＊①-⑳]?"
)
_NAME_UNIT = re.compile(r"[（(](?P<unit>[^（）()：:，]{1,12})[）)]$")
_BINDING = (("约束", "Obligatory"), ("预期", "Expected"))
_INDEXED = re.compile(
    r"^(?:\d{1,2}|[（(]\d{1,2}[）)]|[一二三四五六七八九十]{1,2})[.．、 ]+|^[（(]\d{1,2}[）)]|^(?:其中|#)[：:]?"
)
_NOTED = re.compile(r"[*＊①-⑳]+$")
_SCALED = re.compile(r"[百千]?[万亿]+(?=.)")


@dataclass(frozen=True, slots=True)
class _Goal:
    """A figure of a cell."""

    value: Decimal
    unit: str
    scale: str
    comparator: str
    soft: bool
    cumulative: bool


def goal_records(ctx: Context, owner: str, tables: Sequence[Table], first: int) -> list[str]:
    """Makes the targets of the tables of targets among `tables`, numbered from `first`; their IRIs."""
    made: list[str] = []
    for table in tables:
        if table.goals:
            for target in _targets(ctx, owner, table, first + len(made)):
                ctx.records.append(target)
                made.append(target.iri)
    return made


def _targets(ctx: Context, owner: str, table: Table, first: int) -> Iterator[Target]:
    base, columns = _columns(ctx, table)
    above: dict[int, Range] = {}
    number = first
    for row in table.rows:
        if not row.cells:
            above = {}
            continue
        for n in table.of("indicator", "binding", "measure"):
            if (cell := row.cells[n]) is not None:
                above[n] = cell
            elif table.columns[n].kind == "measure":
                above.pop(n, None)
        named = _indicator(ctx.text, table, row, above)
        if named is None:
            continue
        for n, due in columns:
            cell = row.cells[n]
            goal = _goal(ctx.text, cell)
            if cell is None or goal is None:
                continue
            iri = ctx.namer.part(owner, "target", number)
            yield _record(ctx, iri, table, row, named, (n, due), goal, base, above)
            number += 1


def _columns(ctx: Context, table: Table) -> tuple[int | None, list[tuple[int, PartialDate | None]]]:
    """The column of the base, and those of goals with the year of each.

    A year before the plan's own period is the base; where the period is not known, the first of several years
    is, unless its head calls it a goal.
    """
    years = {n: _year(table, n) for n in table.of("value", "base")}
    base = table.of("base")
    values = table.of("value")
    if any(n > max(values, default=n) and _REPORTED.search(table.columns[n].name) for n in base):
        return None, []  # goals of an earlier plan, and beside them what has come of them
    start = ctx.frame.years[0] if ctx.frame.years else None
    early = [n for n in values if (year := years[n]) is not None and start is not None and year < start]
    if not early and not base and len(values) > 1 and start is None:
        dated = [n for n in values if years[n] is not None and "目标" not in table.columns[n].name]
        early = dated[:1] if len(dated) > 1 or len(dated) < len(values) else []
    base = [*base, *early]
    goals = [n for n in values if n not in early]
    due = [(n, PartialDate(year) if (year := years[n]) is not None else None) for n in goals]
    due += [(n, None) for n in table.of("growth") if "年均" in table.columns[n].name]
    return (base[-1] if base else None), due


def _year(table: Table, n: int) -> int | None:
    found = _YEAR.search(table.columns[n].name)
    return int(found[0]) if found else None


def _indicator(text: str, table: Table, row: Row, above: dict[int, Range]) -> tuple[Range, str, str] | None:
    """The cell that names the indicator of a row, the name without number and unit, and the unit that it says."""
    names = table.of("indicator")
    cells = [row.cells[n] for n in names if row.cells[n] is not None]
    cell = cells[-1] if cells else next((above[n] for n in reversed(names) if n in above), None)
    if cell is None:
        return None
    words = _NOTED.sub("", _INDEXED.sub("", text[slice(*cell)])).strip()
    unit = _NAME_UNIT.search(words)
    if unit is not None and _is_unit(unit["unit"]):
        return cell, words[: unit.start()].strip(), unit["unit"]
    return (cell, words, "") if len(words) >= 2 else None


_UNIT = re.compile(r"[%％‰]|.*[\u4e00-\u9fffA-Za-z/]")


def _is_unit(words: str) -> bool:
    """Whether what stands in brackets after a name is a unit: (%), (万人), (件/万人), and not a remark."""
    bare = _SCALED.sub("", words)
    if bare in unit_registry() or words in unit_registry() or "%" in words or "/" in words:
        return True
    return (
        len(words) <= 4
        and _UNIT.fullmatch(words) is not None
        and not words.endswith(("数", "率", "值", "级以上"))
    )


def _goal(text: str, cell: Range | None) -> _Goal | None:
    """The figure of a cell; nothing where it says 完成国家下达任务 or a dash."""
    if cell is None:
        return None
    found = _VALUE.fullmatch(text[slice(*cell)].strip())
    if found is None:
        return None
    value = quantity(found["number"].replace("，", "").replace(",", "") + found["scale"])
    comparator = _BEFORE.get(found["before"] or "") or _AFTER.get(found["after"] or "") or "Exactly"
    return _Goal(
        -value if found["sign"] else value, found["unit"] or "", found["scale"], comparator,
        bool(found["soft"]), bool(found["open"]),
    )  # fmt: skip


def _measure(goal: _Goal, stated: str) -> tuple[Decimal, str]:
    """The value with the 万 and 亿 of its unit multiplied out, and the unit without them."""
    unit = goal.unit or stated
    value = goal.value
    if found := _SCALED.match(unit):
        scale = found[0]
        unit = unit[found.end() :]
        value = value * quantity("1" + scale)
    return value, unit.replace("％", "%")


def _stated_unit(text: str, table: Table, above: dict[int, Range]) -> str:
    """What the column of units says for a row; nothing where it has a dash."""
    found = [text[slice(*above[n])] for n in table.of("measure") if n in above]
    return found[0].strip("—-－– /") if found else ""


def _record(
    ctx: Context,
    iri: str,
    table: Table,
    row: Row,
    named: tuple[Range, str, str],
    column: tuple[int, PartialDate | None],
    goal: _Goal,
    base: int | None,
    above: dict[int, Range],
) -> Target:
    place, name, unit = named
    n, due = column
    cell = row.cells[n] or place
    yearly = table.columns[n].kind == "growth"
    stated = "%" if yearly else unit or _stated_unit(ctx.text, table, above)
    name += "年均增长" if yearly and "增" not in name else ""
    value, unit = _measure(goal, stated)
    basis = "Stated" if due is not None else None
    if due is None and ctx.frame.years is not None:
        due, basis = PartialDate(ctx.frame.years[1]), "Inherited"
    before = _goal(ctx.text, row.cells[base]) if base is not None and not yearly else None
    bindings = [ctx.text[slice(*above[m])] for m in table.of("binding") if m in above]
    binding = next((term for words in bindings for word, term in _BINDING if word in words), None)
    registered = unit_registry().get(unit)
    quote = f"{ctx.text[slice(*place)]} {ctx.text[slice(*cell)]}"
    return Target(
        iri=iri, label=quote, indicator=ctx.register.indicator(name, ctx.spans.at(place)),
        comparator=goal.comparator, value=value, unit=unit or None,
        qudt_unit=registered.qudt if registered else None, deadline=due, deadline_basis=basis, quote=quote,
        cumulative=goal.cumulative or None, soft=goal.soft or None, binding=binding,
        baseline_value=_measure(before, stated)[0] if before else None,
        baseline_year=_year(table, base) if before and base is not None else None, basis="Stated",
        evidence=ctx.spans.at(place, cell, *([table.head[n]] if n < len(table.head) else [])),
    )  # fmt: skip
