"""Tables that lack their head: the columns are told by what the cells of all rows hold, or there is no table."""

from __future__ import annotations

import pytest

from loaders.clean import clean
from loaders.tables import tabulated
from tests.loaders.tables.reading import cells

ROWS = [
    ["1", "推行一网登记，新增企业300家。", "市数据局", "6月底前"],
    ["2", "压缩办理环节，精简申请材料。", "市税务局、市财政局", "年底前"],
    ["3", "建设便民服务网点20个。", "市民政局", "持续推进"],
]


def between(rows: list[list[str]], mark: str, after: str = "") -> str:
    return "".join(mark.join(row) + after + "\n" for row in rows)


SHAPES = {
    "tabs": between(ROWS, "\t"),
    "bars": between(ROWS, " | ", " |"),
    "bars alone": "\n|\n".join(cell for row in ROWS for cell in row) + "\n",
    "bars behind": "".join(f"{cell} |\n" for row in ROWS for cell in row),
    "bars behind, one more between rows": "".join(
        "".join(f"{cell} |\n" for cell in row) + "|\n" for row in ROWS
    ),
    "bars before": "".join("\n| ".join(row) + "\n|\n" for row in ROWS),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same_rows(shape: str) -> None:
    names = ("number", "work", "responsible", "time")
    assert cells(SHAPES[shape]) == [dict(zip(names, row, strict=True)) for row in ROWS]


#: Texts and the rows that are read: none where the cells do not tell the columns.
TABLES = [
    pytest.param(
        "4\n|\n一、扩大投资\n|\n推进重点项目80个，完成投资90亿元。\n|\n投资科\n市重点中心\n|\n王小明\n李大军\n|\n2025年底前\n|\n6543210\n6543211\n|\n"
        "5\n|\n开展项目集中开工活动4次。\n|\n项目办\n|\n|\n2025年底前\n|\n6543210\n|\n6\n|\n二、培育产业\n|\n新增规上工业企业30家。\n|\n产业科\n|\n赵一平\n|\n2025年底前\n|\n6543212\n|\n"
        "7\n|\n建设智能工厂5个。\n|\n产业科\n|\n赵一平\n|\n2025年底前\n|\n6543212\n|\n8\n|\n推广先进技术\n",
        [
            {"number": "4", "heading": "一、扩大投资", "work": "推进重点项目80个，完成投资90亿元。", "responsible": "投资科 市重点中心", "person": "6543210 6543211", "time": "2025年底前"},
            {"number": "5", "work": "开展项目集中开工活动4次。", "responsible": "项目办", "person": "6543210", "time": "2025年底前"},
            {"number": "6", "heading": "二、培育产业", "work": "新增规上工业企业30家。", "responsible": "产业科", "person": "6543212", "time": "2025年底前"},
            {"number": "7", "work": "建设智能工厂5个。", "responsible": "产业科", "person": "6543212", "time": "2025年底前"},
            {"number": "8", "work": "推广先进技术"},
        ],
        id="from the middle of a table: chapters, people, telephones, an empty cell, the last row cut off",
    ),
    pytest.param(
        "1 |\n城区道路提升 |\n改造城区道路3条。 |\n市住建局 |\n张建国 |\n |\n2 |\n校园安全守护 |\n新增一键报警装置200套。 |\n市教育局 |\n李大军 赵一平 |\n续建 |\n3 |\n困难家庭帮扶 |\n发放救助资金500万元。 |\n市民政局 |\n王小明 |\n |\n",
        [
            {"number": "1", "title": "城区道路提升", "work": "改造城区道路3条。", "responsible": "市住建局", "person": "张建国"},
            {"number": "2", "title": "校园安全守护", "work": "新增一键报警装置200套。", "responsible": "市教育局", "person": "李大军 赵一平", "other": "续建"},
            {"number": "3", "title": "困难家庭帮扶", "work": "发放救助资金500万元。", "responsible": "市民政局", "person": "王小明"},
        ],
        id="names before the work, a remark",
    ),
    pytest.param(
        "一、惠企 | 1 | 推行一网登记，一日办结。 | 市数据局 | 6月底前 |\n2 | 压缩办理环节，精简材料。 | 市税务局 | 年底前 |\n二、便民 | 3 | 建设便民服务网点20个。 | 市民政局 | 持续推进 |\n",
        [
            {"heading": "一、惠企", "number": "1", "work": "推行一网登记，一日办结。", "responsible": "市数据局", "time": "6月底前"},
            {"number": "2", "work": "压缩办理环节，精简材料。", "responsible": "市税务局", "time": "年底前"},
            {"heading": "二、便民", "number": "3", "work": "建设便民服务网点20个。", "responsible": "市民政局", "time": "持续推进"},
        ],
        id="chapters before the numbers",
    ),
    pytest.param(
        between([row[1:] for row in ROWS], "\t"),
        [{"work": a, "responsible": b, "time": c} for _, a, b, c in ROWS],
        id="no numbers, but units and times",
    ),
    pytest.param(
        "1 | 推行一网登记，一日办结。 | 市数据局 | 市财政局、各县区政府 |\n2 | 压缩办理环节，精简材料。 | 市税务局 | 市财政局 |\n3 | 建设便民服务网点20个。 | 市民政局 | 市住建局 |\n",
        [
            {"number": "1", "work": "推行一网登记，一日办结。", "unsure": "市财政局、各县区政府"},
            {"number": "2", "work": "压缩办理环节，精简材料。", "unsure": "市财政局"},
            {"number": "3", "work": "建设便民服务网点20个。", "unsure": "市住建局"},
        ],
        id="two columns of units, whose roles nothing tells",
    ),
    pytest.param("1\n|\n市数据局\n|\n王小明\n|\n6543210\n|\n2\n|\n市教育局\n|\n李大军\n|\n6543211\n|\n3\n|\n市民政局\n|\n赵一平\n|\n6543212\n", [], id="telephones"),
    pytest.param("1\t推行一网登记的新闻报道\t230\n2\t压缩办理环节的新闻报道\t180\n3\t建设服务网点的新闻报道\t99\n", [], id="figures"),
    pytest.param(between([[row[1], row[2]] for row in ROWS], " | "), [], id="words beside names"),
    pytest.param(between(ROWS[:2], "\t"), [], id="two rows tell too little"),
    pytest.param("提案号 | 案由 | 承办方 | 答复日期 |\n" + SHAPES["bars"], [], id="a head of something else"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_cells_tell_the_columns_or_there_is_no_table(text: str, expected: list[dict[str, str]]) -> None:
    assert cells(text) == expected


@pytest.mark.parametrize("shape", SHAPES)
def test_cells_below_a_given_head_have_their_place_in_the_file_as_received(shape: str) -> None:
    text = tabulated(clean(SHAPES[shape]))
    at = text.clean.index("市民政局")
    start, end = text.origin(at, at + 4)
    assert SHAPES[shape][start:end] == "市民政局"
