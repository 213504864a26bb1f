"""Tables of tasks in all the ways in which copies flatten them: each comes out as the same rows of cells."""

from __future__ import annotations

import pytest

from loaders.clean import clean
from loaders.tables import tables, tabulated, without
from tests.loaders.tables.reading import cells, read, wrapped

ROWS = [
    {"number": "1", "work": "建设一体化平台", "lead": "市数据局", "responsible": "市财政局、各县（市、区）政府", "time": "6月底前"},
    {"number": "2", "work": "开展便民服务试点。", "lead": "市教育局", "responsible": "市卫健委", "time": "持续推进"},
    {"number": "3", "work": "修订管理办法，公布办事清单。", "lead": "市司法局", "responsible": "市直有关部门", "time": "年底前"},
]  # fmt: skip
NAMES = ["序号", "工作任务", "牵头单位", "责任单位", "完成时限"]
KINDS = ["number", "work", "lead", "responsible", "time"]


def lines(before: str, between: str, after: str = "") -> str:
    rows = [NAMES, *([row[k] for k in KINDS] for row in ROWS)]
    return "".join(before + between.join(row) + after + "\n" for row in rows)


def box() -> str:
    rows = [NAMES, *([row[k] for k in KINDS] for row in ROWS)]
    drawn = "├──┼──────┼────┼──────┼────┤\n".join("│" + "│".join(row) + "│\n" for row in rows)
    return "┌──┬──────┬────┬──────┬────┐\n" + drawn + "└──┴──────┴────┴──────┴────┘\n"


def stack(between: str, *, upright: bool = False) -> str:
    names = ["\n".join(n) if upright and n != "工作任务" else n for n in NAMES]
    return between.join([*names, *(row[k] for row in ROWS for k in KINDS)]) + "\n"


def broken(head: str, body: str, between: str) -> str:
    """One cell a line, where a narrow width broke the names of the head, and the cells, into lines."""
    names = [wrapped(n, 2, head) for n in NAMES]
    return between.join([*names, *(wrapped(row[k], 6, body) for row in ROWS for k in KINDS)]) + "\n"


SHAPES = {
    "tabs": lines("", "\t"),
    "bars": lines("", " | "),
    "bars with borders": lines("| ", " | ", " |"),
    "bars closed behind": lines("", " | ", " |"),
    "full-width bars": lines("", "｜"),
    "wide spaces": lines("", "    "),
    "single spaces": lines("", " "),
    "Markdown": lines("| ", " | ", " |").replace("\n", "\n|---|:---|---|---|---|\n", 1),
    "box": box(),
    "one cell a line": stack("\n"),
    "one cell a line, blank lines": stack("\n\n"),
    "one cell a line, bars between": stack("\n|\n"),
    "one cell a line, bars behind": stack(" |\n"),
    "one cell a line, bars behind, none at the end of a row": lines("", " |\n"),
    "one cell a line, bars before": lines("", "\n| ", "\n|"),
    "one cell a line, bars before all": lines("| ", "\n| ", "\n|"),
    "one cell a line, bars behind and between rows": lines("|\n", " |\n", " |"),
    "upright heads": stack("\n", upright=True),
    "one cell a line, heads broken": broken("\n", "", "\n"),
    "one cell a line, blank lines, all broken": broken("\n", "\n", "\n\n"),
    "one cell a line, blank lines, within the heads too": broken("\n\n", "\n", "\n\n"),
    "blank lines between heads and rows alone": stack("\n")
    .replace("\n", "\n\n", 5)
    .replace("\n2\n", "\n\n2\n"),
    "nothing between": stack("").rstrip("\n"),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("around", [("", ""), ("重点任务分解表\n\n", "\n附件：有关材料\n")])
def test_every_shape_gives_the_same_rows(shape: str, around: tuple[str, str]) -> None:
    assert cells(around[0] + SHAPES[shape] + around[1]) == ROWS


def test_a_broken_name_beside_a_column_that_is_empty_and_below_it_headings() -> None:
    head = "序号\n\n重点工作\n\n市政府\n\n分管领导\n\n牵头单位\n\n配合单位\n\n备注\n\n（一）\n\n加强能力建设。\n\n"
    rows = "1\n\n建设平台，汇集数据。\n\n王东\n\n市数据局\n\n市财政局\n\n2\n\n开展便民服务试点。\n\n王东\n\n市教育局\n\n市民政局\n"
    leads = [row["lead"] for row in cells(head + rows) if "lead" in row]
    assert leads == ["市数据局", "市教育局"]


def test_what_is_a_table_already_stays_as_it_is() -> None:
    text = clean("前言。\n" + SHAPES["tabs"] + "结语。\n")
    assert tabulated(text) is text


def test_cells_have_their_place_in_the_file_as_received() -> None:
    for shape, received in SHAPES.items():
        text = tabulated(clean(received))
        found = tables(text.clean, 0, len(text.clean))
        for row, expected in zip(found[0].rows, ROWS, strict=True):
            lead = row.cells[2]
            assert lead is not None, shape
            start, end = text.origin(*lead)
            assert received[start:end] == expected["lead"], shape


def test_a_caption_that_spans_the_table_is_a_line_of_its_own() -> None:
    for caption in ("云岭县任务表\t云岭县任务表\t云岭县任务表", "云岭县任务表\t\t", "云岭县任务表 | | |"):
        text = f"{caption}\n序号\t工作任务\t责任单位\n1\t建设平台。\t市数据局\n"
        assert tabulated(clean(text)).clean.split("\n")[0] == "云岭县任务表"


def test_two_tables_below_headings_of_the_text_are_two() -> None:
    table = "序号\t工作任务\t责任单位\n1\t建设平台。\t市数据局\n"
    assert len(read(f"一、甲\n{table}二、乙\n{table}")) == 2
    assert len(read(f"一、甲\n{table}— 3 —\n{table}")) == 1


def test_a_table_goes_on_in_a_box_and_glued_row_by_row() -> None:
    text = (
        "序号\n工作任务\n责任单位\n完成时限\n"
        "1\n建设一体化平台，推进一窗受理。\n市数据局、市财政局\n6月底前\n"
        "2\n开展便民服务试点。\n市教育局、市民政局\n10月底前\n"
        "┌──┬────────┬──────┬────┐\n"
        "│序号│　工作任务　　│责任单位　│完成时限│\n"
        "├──┼────────┼──────┼────┤\n"
        "│３　│修订管理办法，公│市司法局、市│持续推│\n"
        "│　　│布办事清单。　　│信访局　　　│进　　│\n"
        "├──┼────────┼──────┼────┤\n"
        "│４　│清理存量文件。　│市商务局　　│年底前│\n"
        "└──┴────────┴──────┴────┘\n"
        "二、市场环境\n"
        "序号工作任务责任单位完成时限\n"
        "5压缩办电时间，每户不超过9天。市发展改革委、各镇政府上半年\n"
        "6规范行政检查，全面推行亮码入企。市司法局、市应急管理局等市级部门从7月1日起\n"
        "相关文章\n"
    )
    rows = [
        {"number": "1", "work": "建设一体化平台，推进一窗受理。", "responsible": "市数据局、市财政局", "time": "6月底前"},
        {"number": "2", "work": "开展便民服务试点。", "responsible": "市教育局、市民政局", "time": "10月底前"},
        {"number": "3", "work": "修订管理办法，公布办事清单。", "responsible": "市司法局、市信访局", "time": "持续推进"},
        {"number": "4", "work": "清理存量文件。", "responsible": "市商务局", "time": "年底前"},
        {"number": "5", "work": "压缩办电时间，每户不超过9天。", "responsible": "市发展改革委、各镇政府", "time": "上半年"},
        {"number": "6", "work": "规范行政检查，全面推行亮码入企。", "responsible": "市司法局、市应急管理局等市级部门", "time": "从7月1日起"},
    ]  # fmt: skip
    assert cells(text) == rows


@pytest.mark.parametrize("between", ["\n", ""])
def test_glued_rows_begin_with_the_number_behind_the_head(between: str) -> None:
    glued = [
        "序号工作任务责任单位完成时限",
        "12归集数据目录200项。市数据局、市财政局9月底前",
        "13开展专项整治行动。市司法局持续推进",
        "14完善制度。市民政局年底前",
    ]
    rows = [
        {
            "number": "12",
            "work": "归集数据目录200项。",
            "responsible": "市数据局、市财政局",
            "time": "9月底前",
        },
        {"number": "13", "work": "开展专项整治行动。", "responsible": "市司法局", "time": "持续推进"},
        {"number": "14", "work": "完善制度。", "responsible": "市民政局", "time": "年底前"},
    ]
    assert cells(between.join(glued) + "\n") == rows
    if between:  # units behind work that no mark ends
        assert cells(between.join(glued).replace("。", "") + "\n") == [
            row | {"work": row["work"].rstrip("。")} for row in rows
        ]


def test_a_row_without_words_is_no_row() -> None:
    assert cells("序号|工作任务|责任单位\n||\n1|建设平台。|市数据局\n") == [
        {"number": "1", "work": "建设平台。", "responsible": "市数据局"}
    ]
    assert read("号|工作\n|<div>") == []


def test_a_line_between_glued_rows_makes_no_blank_row() -> None:
    text = (
        "领域序号工作任务牵头单位责任单位完成时限\n水源建设1新建水库2座。旗水利局旗财政局2024年6月底前\n"
        "2改造机井30眼。旗水利局旗农牧局2024年底前\n（续表）\n领域序号工作任务牵头单位责任单位完成时限\n"
        "预警能力3布设雨量站24个。旗气象局旗水利局长期坚持\n"
    )
    lines = tabulated(clean(text)).clean.rstrip("\n").split("\n")
    assert all(line.strip() for line in lines)


def test_prose_is_what_is_left_without_the_tables() -> None:
    text = "一、总体要求\n坚持统筹。\n" + SHAPES["tabs"] + "二、保障\n加强领导。\n"
    found = tables(text, 0, len(text))
    left = without(text, found)
    assert len(left) == len(text)
    assert [line for line in left.split("\n") if line] == [
        "一、总体要求",
        "坚持统筹。",
        "二、保障",
        "加强领导。",
    ]


def test_a_single_character_belongs_to_the_word_before_that_it_was_broken_off_from() -> None:
    found = cells(
        "序号 工作任务 牵头单位 责任单位 完成时限\n"
        "1 加强水资源保 护 市水利局 市财政局 6月底前\n2 建设平台 市数据局 市教育局 年底前\n"
    )
    assert [(row["lead"], row["responsible"], row["time"]) for row in found] == [
        ("市水利局", "市财政局", "6月底前"),
        ("市数据局", "市教育局", "年底前"),
    ]
