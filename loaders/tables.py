"""Tables of tasks that were flattened to lines: rows of cells by their column's meaning.

A header row tells the columns by their words; it may be repeated on every page. A row begins with a
number in the number column, or, where there is none, with every line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.numerals import integer
from loaders.outline import Range

__all__ = ["COLUMNS", "Row", "table_rows"]

#: What a column holds, by the words of its header; the first that fits counts.
COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"序\s?号|编\s?号|^No\.?$|^号$")),
    ("ignored", re.compile(r"领导|责任人|联系人|联系电话|备\s?注|负责人")),
    ("lead", re.compile(r"牵头|主\s?办|第一责任")),
    ("cooperating", re.compile(r"配合|协办|参与|协同|协作")),
    ("responsible", re.compile(r"责任(?:单位|部门|主体|处室|科室)|负责(?:单位|部门)|承办(?:单位|部门)|实施(?:单位|主体)|落实(?:单位|部门)|^单位$|责任分工")),
    ("time", re.compile(r"时限|时间|进度|期限|节点")),
    ("heading", re.compile(r"类别|领域|板块|分类|一级")),
    ("title", re.compile(r"任务名称|项目名称|事项名称|名称|任务类型")),
    ("work", re.compile(r"工作|任务|内容|措施|举措|事项|目标|要求|项目")),
)  # fmt: skip

_BETWEEN = re.compile(r"[\t|│┃]")
_NUMBER = re.compile(r"\d{1,3}|[一二三四五六七八九十]{1,3}")


@dataclass(slots=True)
class Row:
    """One row: its number, and the ranges of its cells by column (several where lines were joined)."""

    number: int | None
    start: int
    cells: dict[str, list[Range]]


def table_rows(text: str, start: int, end: int) -> list[Row]:
    """The rows of the tables of `text` between `start` and `end`; none where it has no table of tasks."""
    rows: list[Row] = []
    columns: list[str] = []
    for line in _lines(text, start, end):
        cells = _cells(text, *line)
        if header := _header([text[a:b] for a, b in cells]):
            columns = header
            continue
        if not columns:
            continue
        if len(cells) < 2:
            columns = [] if not rows else columns
            if (
                rows
                and cells
                and not re.match(
                    r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|附", text[cells[0][0] :]
                )
            ):
                _continue(rows[-1], cells[0], columns)
            continue
        row = _row(text, columns, cells)
        if row is not None:
            rows.append(row)
        elif rows:
            for column, cell in zip(reversed(columns), reversed(cells), strict=False):
                if cell[0] < cell[1]:
                    rows[-1].cells.setdefault(column, []).append(cell)
    return rows


def _lines(text: str, start: int, end: int) -> list[Range]:
    found = re.finditer(r"[^\n]+", text[start:end])
    return [(start + m.start(), start + m.end()) for m in found if m[0].strip()]


def _trim(text: str, start: int, end: int) -> Range:
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    return start, end


def _cells(text: str, start: int, end: int) -> list[Range]:
    """The cells of a line, empty ones too, so that each keeps its column; a border at either end is none."""
    while start < end and text[start] in "|│┃ ":
        start += 1
    while end > start and text[end - 1] in "|│┃ ":
        end -= 1
    cuts = [m.start() for m in _BETWEEN.finditer(text, start, end)]
    return [_trim(text, a, b) for a, b in zip([start, *(c + 1 for c in cuts)], [*cuts, end], strict=True)]


def _header(cells: list[str]) -> list[str] | None:
    """The meaning of each column, if the cells are those of a header row of a table of tasks."""
    names = [c.strip() for c in cells if c.strip()]
    if len(names) < 2 or any(len(n) > 14 for n in names):
        return None
    meanings = [next((kind for kind, words in COLUMNS if words.search(n)), "other") for n in names]
    known = set(meanings)
    accountable = known & {"lead", "responsible", "cooperating"}
    if not ({"work", "title"} & known and (accountable or "time" in known or "number" in known)):
        return None
    if (
        meanings.count("work") > 1 and "title" not in known
    ):  # 重点任务 | 工作内容: the first names, the second tells
        meanings[meanings.index("work")] = "title"
    return meanings


def _row(text: str, columns: list[str], cells: list[Range]) -> Row | None:
    numbered = columns and columns[0] == "number"
    number: int | None = None
    if numbered:
        words = text[cells[0][0] : cells[0][1]].rstrip(".、 ")
        if not _NUMBER.fullmatch(words):
            return None
        number = integer(words)
    found: dict[str, list[Range]] = {}
    for column, cell in zip(columns, cells, strict=False):
        if cell[0] < cell[1] and column != "number":
            found.setdefault(column, []).append(cell)
    if not {"work", "title"} & found.keys():
        return None
    return Row(number, cells[0][0], found)


def _continue(row: Row, cell: Range, columns: list[str]) -> None:
    """A line without cells goes on in the last cell that holds words."""
    column = next((c for c in reversed(columns) if c in row.cells), None)
    if column is not None:
        row.cells[column].append(cell)
