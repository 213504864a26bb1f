"""Tables of tasks flattened to lines."""

from __future__ import annotations

import pytest

from loaders.tables import Row, table_rows


def cells(text: str, row: Row) -> dict[str, str]:
    return {column: "".join(text[a:b] for a, b in ranges) for column, ranges in row.cells.items()}


def rows(text: str) -> list[Row]:
    return table_rows(text, 0, len(text))


def test_columns_are_known_by_the_words_of_their_header() -> None:
    text = "序号\t重点任务\t牵头单位\t配合单位\t完成时限\t备注\n1\t建设平台\t市数据局\t市财政局\t6月底\t无\n"
    (row,) = rows(text)
    found = cells(text, row)
    assert row.number == 1
    assert (found["lead"], found["cooperating"], found["time"]) == ("市数据局", "市财政局", "6月底")
    assert "建设平台" in (found.get("work"), found.get("title"))


def test_a_header_repeated_on_every_page_is_no_row() -> None:
    header = "序号\t重点工作\t责任单位\t进度安排\n"
    text = f"{header}1\t甲工作\t市数据局\t持续推进\n\n{header}2\t乙工作\t市财政局\t年底前\n"
    assert [(r.number, cells(text, r)["work"]) for r in rows(text)] == [(1, "甲工作"), (2, "乙工作")]


@pytest.mark.parametrize("separator", ["\t", "|", " | ", "│"])
def test_cells_between_tabs_pipes_and_box_characters(separator: str) -> None:
    text = (
        separator.join(["序号", "工作任务", "责任单位"])
        + "\n"
        + separator.join(["1", "建设平台", "市数据局"])
        + "\n"
    )
    (row,) = rows(text)
    assert cells(text, row) == {"work": "建设平台", "responsible": "市数据局"}


@pytest.mark.parametrize(
    "text",
    [
        "一、甲工作\n建设平台。（市数据局负责）\n",
        "年份\t人口\t面积\n2020\t100\t20\n2021\t110\t20\n",
        "姓名\t职务\t电话\n张伟\t局长\t123\n",
    ],
)
def test_texts_without_a_table_of_tasks(text: str) -> None:
    assert rows(text) == []
