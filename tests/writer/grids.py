"""How tables lay out measures: columns, and what copies leave of the lines between the cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.writer.layouts import Placed
from tests.writer.notes import listed
from tests.writer.truth import WrittenMeasure, WrittenPlan

__all__ = ["COLUMNS", "DRAWN", "Columns", "table"]

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: the names in its head, and what stands below each."""

    names: tuple[str, ...]
    kinds: tuple[str, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of units that the columns give."""
        return tuple(k for k in ("lead", "cooperating", "responsible") if k in self.kinds)

    def row(self, n: int, measure: WrittenMeasure) -> list[str]:
        """The cells of a measure."""
        (passage,) = measure.passages
        cells = {
            "number": str(n),
            "title": measure.title,
            "work": passage.words,
            "until": passage.until.text if passage.until else "",
            **{role: listed(getattr(passage.units, role)) for role in self.roles},
        }
        return [cells[kind] for kind in self.kinds]


COLUMNS: dict[str, Columns] = {
    "work, units, time": Columns(("序号", "重点工作", "责任单位", "进度安排"), ("number", "work", "responsible", "until")),
    "work, lead, others, time": Columns(
        ("序号", "工作任务", "牵头单位", "责任单位", "完成时限"), ("number", "work", "lead", "responsible", "until")
    ),
    "name, content, lead, others": Columns(
        ("序号", "项目名称", "主要内容", "牵头单位", "配合单位"), ("number", "title", "work", "lead", "cooperating")
    ),
    "work and units": Columns(("序号", "任务内容", "责任部门"), ("number", "work", "responsible")),
}  # fmt: skip


def _between(before: str, between: str, behind: str = "") -> Callable[[Rows], str]:
    return lambda rows: "".join(before + between.join(row) + behind + "\n" for row in rows)


def _markdown(rows: Rows) -> str:
    head, *rest = _between("| ", " | ", " |")(rows).splitlines(keepends=True)
    return head + "|" + "---|" * len(rows[0]) + "\n" + "".join(rest)


def _boxed(rows: Rows) -> str:
    line = "──".join("├" + "┼" * (len(rows[0]) - 1) + "┤") + "\n"
    top, bottom = (line.translate(str.maketrans("├┼┤", corners)) for corners in ("┌┬┐", "└┴┘"))
    return top + line.join("│" + "│".join(row) + "│\n" for row in rows) + bottom


DRAWN: dict[str, Callable[[Rows], str]] = {
    "tabs": _between("", "\t"),
    "bars": _between("", " | "),
    "bars with borders": _between("| ", " | ", " |"),
    "full-width bars": _between("", "｜"),
    "wide spaces": _between("", "    "),
    "Markdown": _markdown,
    "a box": _boxed,
    "one cell a line": lambda rows: "".join(f"{cell}\n" for row in rows for cell in row),
    "one cell a line, blank lines between": lambda rows: "".join(f"{cell}\n\n" for row in rows for cell in row),
    "nothing between": lambda rows: "".join(cell for row in rows for cell in row) + "\n",
}  # fmt: skip


def table(plan: WrittenPlan, columns: Columns, drawn: str) -> tuple[str, list[Placed]]:
    """The measures of a plan as a table, and what is printed of each."""
    rows = [list(columns.names)]
    rows += (columns.row(n, m) for n, m in enumerate(plan.measures, 1))
    placed: list[Placed] = [(m, str(n), "title" in columns.kinds) for n, m in enumerate(plan.measures, 1)]
    return DRAWN[drawn](rows), placed
