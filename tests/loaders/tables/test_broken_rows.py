"""Rows that only go on with the row above, and rows of merged cells, which look alike."""

from __future__ import annotations

import pytest

from ontology.records import Assignment, Span, Target
from tests.loaders.reading import read
from tests.loaders.tables.reading import cells

HEAD = "| 序号 | 工作任务 | 牵头单位 | 配合单位 | 完成时限 |\n|---|---|---|---|---|\n"


def test_rows_that_go_on_are_one_with_the_row_above() -> None:
    text = (
        HEAD
        + "| 一 | 城市建设 |  |  |  |\n"
        + "| 1 | 改造供热管网8公里， | 住房和城乡 | 云岭城北 | 2025年9月 |\n"
        + "|  | 年供热量达到20万 | 建设局 | 燃气公司、 | 底前 |\n"
        + "|  | 吉焦。 |  | 各街办 |  |\n"
        + "| 2 | 新建公园3处。 | 城市管理局 | 财政局 | 8月底前主体 |\n"
        + "|  |  |  | 水利局 | 封顶，12月 |\n"
        + "|  |  |  |  | 底前完工 |\n"
        + "| 3 | 排查风险， | 政法和社会 |  | 长期坚持 |\n"
        + "|  | 按期办结。 | 治理局 |  |  |\n"
    )
    assert cells(text) == [
        {"heading": "城市建设"},
        {"number": "1", "work": "改造供热管网8公里，年供热量达到20万吉焦。", "lead": "住房和城乡建设局", "cooperating": "云岭城北燃气公司、各街办", "time": "2025年9月底前"},
        {"number": "2", "work": "新建公园3处。", "lead": "城市管理局", "cooperating": "财政局 水利局", "time": "8月底前主体封顶，12月底前完工"},
        {"number": "3", "work": "排查风险，按期办结。", "lead": "政法和社会治理局", "time": "长期坚持"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            "| 1 | 新建水厂1座，铺设 | 县水利局、县住房 | 2025年 |\n|  | 管网12公里 | 和城乡建设局 | 底前 |\n"
            "| 2 | 改造敬老院3所 | 县民政局 | 9月 |\n|  | 新建养老中心 | 县卫健局 | 10月 |\n",
            id="a name and a time that are broken, beside a merged number",
        ),
        pytest.param(
            "| 1 | 新建水厂1座，铺设管网 | 县水利局、 | 2025年底前 |\n|  | 12公里 | 县住房和城乡建设局 |  |\n"
            "| 2 | 改造敬老院3所 | 县民政局 | 9月 |\n|  | 新建养老中心 | 县卫健局 | 10月 |\n",
            id="a list that is broken",
        ),
    ],
)
def test_what_is_broken_for_certain_goes_on_whatever_the_table(rows: str) -> None:
    found = cells("| 序号 | 工作任务 | 责任单位 | 完成时限 |\n|---|---|---|---|\n" + rows)
    assert found == [
        {"number": "1", "work": "新建水厂1座，铺设管网12公里", "responsible": "县水利局、县住房和城乡建设局", "time": "2025年底前"},
        {"number": "2", "work": "改造敬老院3所", "responsible": "县民政局", "time": "9月"},
        {"work": "新建养老中心", "responsible": "县卫健局", "time": "10月"},
    ]  # fmt: skip


@pytest.mark.parametrize("row", ["{} | {} | {} | {}\n", "{}\t{}\t{}\t{}\n"])
def test_rows_without_borders_go_on_too(row: str) -> None:
    found = cells(
        row.format("序号", "工作任务", "责任单位", "完成时限")
        + row.format("1", "新建水厂1座，铺设", "县水利局", "2025年")
        + row.format("", "管网12公里。", "", "底前")
        + row.format("2", "开展培训。", "县人社局", "持续推进")
    )
    assert found == [
        {
            "number": "1",
            "work": "新建水厂1座，铺设管网12公里。",
            "responsible": "县水利局",
            "time": "2025年底前",
        },
        {"number": "2", "work": "开展培训。", "responsible": "县人社局", "time": "持续推进"},
    ]


@pytest.mark.parametrize(("stop", "last"), [("。", "。"), ("；", "。"), ("", "")])
def test_rows_of_a_merged_number_stay_rows(stop: str, last: str) -> None:
    text = (
        HEAD
        + f"| 1 | 建设数据平台{stop} | 市数据局 | 市财政局 | 6月底前 |\n"
        + f"|  | 接入业务系统{stop} | 市司法局 | — | 9月底前 |\n"
        + f"|  | 公布事项清单{last} | 市教育局 | 市水利局 | 年底前 |\n"
        + f"| 2 | 开展培训{last} | 市人社局 | 市民政局 | 持续推进 |\n"
    )
    assert [row["work"].strip("。；") for row in cells(text)] == [
        "建设数据平台",
        "接入业务系统",
        "公布事项清单",
        "开展培训",
    ]


def test_what_stands_in_one_line_of_a_row_has_its_own_place() -> None:
    received = (
        "云岭市2025年重点工作清单\n"
        + HEAD
        + "| 1 | 改造管网8公里， | 市住建局 | 市财 | 2025年9月 |\n|  | 新增供热200户。 | 市城管局 | 政局 | 底前 |\n"
        + "| 2 | 开展培训，不少于 | 市人社局 | 市教育局 | 年底前 |\n|  | 500人次。 |  |  |  |\n"
    )
    facts = read(received)
    first = facts.measures[0]
    places = {
        a.mention: [span.exact for span in facts.spans(a)] for a in facts.all(Assignment, first.assignment)
    }
    assert places["市住建局"] == ["市住建局"]
    assert places["市城管局"] == ["市城管局"]
    assert places["市财政局"] == ["市财", "政局"]
    assert all(received[s.start : s.end] == s.exact for s in facts.of(Span))


def test_so_has_what_stands_in_a_drawn_box() -> None:
    facts = read(
        "云岭市2025年重点工作清单\n│序号│工作任务│责任单位│\n├──┼────┼────┤\n│1   │建设一体│市发展改│\n│    │化平台。│革委    │\n"
        "├──┼────┼────┤\n│2   │新建公园│市民政局│\n│    │3处。   │市财政局│\n└──┴────┴────┘\n"
    )
    second = facts.measures[1]
    exact = [s.exact for a in facts.all(Assignment, second.assignment) for s in facts.spans(a)]
    assert exact == ["市民政局", "市财政局"]
    assert [s.exact for t in facts.all(Target, second.target) for s in facts.spans(t)] == [
        "新建公园",
        "3处",
    ]
