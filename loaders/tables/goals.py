"""The goals that rows of tables state: of what, how much, in which unit.

`研发投入强度（%） | 2.1 | 2.8` below `指标 | 2020年 | 2025年` is 2.8 % of that indicator, from 2.1.
A row of a table of tasks states one where a cell is nothing but a figure: `新建公厕 | 30座` below `任务 | 年度目标`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from loaders.mentions.quantities import quantities
from loaders.mentions.verbs import LEAD
from loaders.numerals import quantity
from loaders.tables.grid import Row, Table
from loaders.text import Range
from loaders.values import value
from ontology.registry import units as unit_registry

__all__ = ["Goal", "GoalRow", "goal", "goal_rows", "is_planned", "year_of"]

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
    r"(?P<soft>力争)?(?:新增|新建|建成|建设|完成|改造|改建|培育|创建|打造|治理|引进|认定|实施)?"
    rf"(?:达到?|为|到|(?P<change>增长|提高|下降|降低))?(?P<before>{'|'.join(map(re.escape, _BEFORE))})?"
    r"(?:达到?|为|到)?[ ]*(?P<open>[\[〔［【])?(?P<sign>[-－])?(?P<number>\d[\d,，]*(?:\.\d+)?)[ ]?"
    r"(?P<scale>[百千]?[万亿]{0,2})[ ]*(?P<unit>[^\d\s，。；、（）()\[\]〔〕［］*＊]{0,10}?)"
    rf"(?P<after>{'|'.join(_AFTER)})?(?:[\]〕］】])?[*＊①-⑳]?(?:[（(](?P<year>(?:19|20)\d\d)年?[)）])?"
    r"(?:[（(][^\d（）()]{2,16}[)）])?"
)
_NAME_UNIT = re.compile(r"[（(](?P<unit>[^（）()：:，]{1,12})[）)]$")
_INDEXED = re.compile(
    r"^(?:\d{1,2}|[（(]\d{1,2}[）)]|[一二三四五六七八九十]{1,2})[.．、 ]+|^[（(]\d{1,2}[）)]|^(?:其中|#)[：:]?"
)
_NOTED = re.compile(r"[*＊①-⑳]+$")
_SCALED = re.compile(r"[百千]?[万亿]+(?=.)")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: No cell that is but a figure is longer.
_LONGEST = 40
_BINDING = (("约束", "Obligatory"), ("预期", "Expected"))


@value
class Goal:
    """The figure of a cell; `year` is the one that it gives in brackets, as a base does: 78.2（2021年）.

    `change` is 增长 or the like where the figure is a change of what the row names.
    """

    value: Decimal
    unit: str
    comparator: str
    soft: bool
    cumulative: bool
    year: int | None
    change: str = ""

    def measured(self, stated: str) -> tuple[Decimal, str]:
        """The value with the 万 and 亿 of its unit multiplied out, and the unit without them.

        `stated` is the unit that the row says, for a figure that has none of its own.
        """
        unit, value = self.unit or stated, self.value
        if found := _SCALED.match(unit):
            unit = unit[found.end() :]
            value = value * quantity("1" + found[0])
        return value, unit.replace("％", "%")


@value
class GoalRow:
    """What one row says of its goals.

    `named` is the cell that names what is measured, `indicator` its words without number and unit; `unit` is the one
    that name or column give, "" where there is none; `binding` Obligatory or Expected where said. `figures` are the
    cells that are nothing but a figure, by column, bases among them.
    """

    table: Table
    row: Row
    named: Range
    indicator: str
    unit: str
    binding: str | None
    figures: dict[int, Goal]


def goal_rows(text: str, table: Table) -> Iterator[GoalRow]:
    """What the rows of a table say of goals, in order; of a table of tasks only the rows that state any.

    A name, unit or attribute that is given once for several rows holds for all of them.
    """
    columns = _columns(table)
    if not columns:
        return
    names = _names(table)
    kept = [*names, *table.of("binding", "measure")]
    above: dict[int, Range] = {}
    for row in table.rows:
        if not row.cells:
            above = {}
            continue
        for n in kept:
            if (cell := row.cells[n]) is not None:
                above[n] = cell
            elif table.columns[n].kind == "measure":
                above.pop(n, None)
        found = _read(text, table, row, above, names, columns)
        if found is not None and (table.goals or found.figures):
            yield found


def _names(table: Table) -> list[int]:
    """The columns that name what the figures of a row measure, the nearest last: 考核指标, and 考核内容 behind it."""
    if not table.goals:
        return [_naming(table)]
    names = table.of("indicator")
    return names + [n for n in table.of("other") if n > max(names) and table.columns[n].name in _CONTENTS]


_CONTENTS = ("考核内容", "指标内容", "评价内容")


def _columns(table: Table) -> list[int]:
    """The columns whose cells may be figures of goals, or of what these start from."""
    if table.goals:
        return table.of("value", "base", "growth")
    naming = _naming(table)
    return [
        n
        for n in table.of("value", "stage", "work")
        if n != naming and ("目标" in (name := table.columns[n].name) or "指标" in name or _YEAR.search(name))
    ]


def _naming(table: Table) -> int:
    """The column that names the task of a row."""
    return next(iter([*table.of("title"), *table.of("work")]), 0)


def year_of(table: Table, n: int) -> int | None:
    """The year that the head of a column names."""
    found = _YEAR.search(table.columns[n].name)
    return int(found[0]) if found else None


_AHEAD = re.compile(r"目标|规划|预期")


def is_planned(text: str, table: Table) -> bool:
    """Whether a table of targets says that its figures are planned: as obligatory or expected, or as goals of years.

    One of statistics has figures of years too, and no more.
    """
    if not table.goals:
        return False
    for n in table.of("binding"):
        cells = (row.cells[n] for row in table.rows if row.cells)
        if any(word in text[slice(*cell)] for cell in cells if cell is not None for word, _ in _BINDING):
            return True
    return any(year_of(table, n) and _AHEAD.search(table.columns[n].name) for n in table.of("value"))


def _read(
    text: str, table: Table, row: Row, above: dict[int, Range], names: list[int], columns: list[int]
) -> GoalRow | None:
    own = [n for n in names if (cell := row.cells[n]) is not None and _is_named(text, table, n, cell)]
    named = next((above[n] for n in reversed(own or names) if n in above), None)
    if named is None:
        return None
    words = _NOTED.sub("", _INDEXED.sub("", text[slice(*named)])).strip()
    unit = _NAME_UNIT.search(words)
    if unit is not None and _is_unit(unit["unit"]):
        words, stated = words[: unit.start()].strip(), unit["unit"]
    else:
        stated = next(
            (text[slice(*above[n])].strip("—-－– /") for n in table.of("measure") if n in above), ""
        )
    if len(words) < 2:
        return None
    figures = {n: found for n in columns if (found := goal(text, row.cells[n])) is not None}
    if figures and not table.goals:
        figures = {n: figure for n, figure in figures.items() if _is_of_task(figure, stated)}
        if any(quantities(text, *named)):  # the name tells how much: 新建公厕30座
            figures = {}
        words = _thing(words)
    bindings = [text[slice(*above[n])] for n in table.of("binding") if n in above]
    binding = next((term for said in bindings for word, term in _BINDING if word in said), None)
    return GoalRow(table, row, named, words, stated, binding, figures)


def _is_named(text: str, table: Table, n: int, cell: Range) -> bool:
    """Whether a cell names something: one of contents may tell what is judged instead."""
    if table.columns[n].name not in _CONTENTS:
        return True
    return cell[1] - cell[0] <= _LONGEST and _TOLD.search(text, *cell) is None


_TOLD = re.compile("[，；。]")
_UNIT = re.compile(r"[%％‰]|.*[\u4e00-\u9fffA-Za-z/]")


def _is_unit(words: str) -> bool:
    """Whether what stands in brackets after a name is a unit: (%), (万人), (件/万人), and not a remark."""
    if _is_known(words):
        return True
    return (
        len(words) <= 4
        and _UNIT.fullmatch(words) is not None
        and not words.endswith(("数", "率", "值", "级以上"))
    )


def _is_known(unit: str) -> bool:
    """Whether words are a unit of the registry, or of shares and rates: 万人, %, 件/万人."""
    known = unit_registry()
    return unit in known or _SCALED.sub("", unit) in known or any(c in unit for c in "%％/")


def _is_of_task(figure: Goal, stated: str) -> bool:
    """Whether a figure in a table of tasks is a goal: it has a unit, and is no mere number, date or sum to spend."""
    unit = figure.unit or stated
    return _is_known(unit) and unit not in ("年", "月", "日", "元", "万元", "亿元")


def _thing(words: str) -> str:
    """What a task counts: 公厕 of 新建公厕."""
    verb = LEAD.match(words)
    return words[verb.end() :] if verb is not None and len(words) - verb.end() >= 2 else words


def goal(text: str, cell: Range | None) -> Goal | None:
    """The figure of a cell that is nothing else; none where it says 完成国家下达任务, a year or a dash."""
    if cell is None or cell[1] - cell[0] > _LONGEST:
        return None
    found = _VALUE.fullmatch(text[slice(*cell)].strip())
    if found is None or (found["unit"].startswith("年") and _YEAR.fullmatch(found["number"])):
        return None
    value = quantity(found["number"].replace("，", "").replace(",", "") + found["scale"])
    return Goal(
        -value if found["sign"] else value, found["unit"],
        _BEFORE.get(found["before"] or "") or _AFTER.get(found["after"] or "") or "Exactly",
        bool(found["soft"]), bool(found["open"]), int(found["year"]) if found["year"] else None,
        found["change"] or "",
    )  # fmt: skip
