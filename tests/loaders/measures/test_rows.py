"""The measures of tables of tasks: numbers, titles, units in their roles, times, and the headings above them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from loaders.load import load_bytes
from ontology.iri import Namer
from ontology.records import Measure, ReadingNote, Schedule, Section
from tests.loaders.formats.writing import csv_of, docx_of, html_of, xlsx_of
from tests.loaders.reading import Facts, read

TITLE = "云岭市2025年便民服务工作任务分解表\n"
HEAD = "序号\t重点任务\t具体措施\t牵头单位\t配合单位\t完成时限\n"


def told(facts: Facts, m: Measure) -> tuple[str | None, str | None, str | None]:
    return m.number, m.title, m.text


def units(facts: Facts, m: Measure) -> str:
    """The units of a measure: those who lead, those who cooperate, those who are responsible."""
    return " | ".join("、".join(facts.mentions(m, role)) for role in ("Lead", "Cooperating", "Responsible"))


def test_a_row_is_a_measure_with_its_units_and_its_time() -> None:
    facts = read(
        TITLE
        + HEAD
        + "1\t推行一网通办\t精简材料，压缩时限。\t市数据局\t市财政局、市税务局\t6月底前\n2\t建设服务网点\t新建网点20个。\t市民政局\t\t持续推进\n"
    )
    first, second = facts.measures
    assert told(facts, first) == ("1", "推行一网通办", "精简材料，压缩时限。")
    assert units(facts, first) == "市数据局 | 市财政局、市税务局 | "
    assert facts.schedules(first) == ["Due 2025-06 year-inferred"]
    assert (units(facts, second), facts.schedules(second)) == ("市民政局 |  | ", ["Ongoing"])
    assert facts.targets(second.target) == ["网点 = 20 个"]
    assert first.clause == ()


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "序号\t工作任务\t牵头单位\t责任单位\n1\t建设平台。\t市数据局\t市财政局\n2\t开展培训。\t市人社局\t各县（市、区）政府\n",
            ["市数据局 |  | 市财政局", "市人社局 |  | 各县（市、区）政府"],
            id="a column of its own makes responsible, beside a lead too",
        ),
        pytest.param(
            "序号\t工作任务\t责任单位\n1\t建设平台。\t市数据局牵头，市财政局配合\n2\t开展培训。\t牵头单位：市人社局；配合单位：市教育局\n",
            ["市数据局 | 市财政局 | ", "市人社局 | 市教育局 | "],
            id="words of role within a cell",
        ),
        pytest.param(
            "序号\t工作任务\t责任领导\t责任单位\n1\t建设平台。\t王小明\t市数据局\n2\t开展培训。\t李大军 赵一平\t市人社局\n",
            [" |  | 市数据局", " |  | 市人社局"],
            id="people are no units",
        ),
        pytest.param(
            "序号\t工作任务\t责任单位\n1\t建设平台。\t市数据局\n2\t开展培训。\t\n3\t完善制度。\t市司法局\n",
            [" |  | 市数据局", " |  | ", " |  | 市司法局"],
            id="an empty cell is empty",
        ),
        pytest.param(
            "序号\t工作任务\t责任单位\n1\t建设平台。\t市数据局\n2\t开展培训。\t同上\n3\t完善制度。\t〃\n",
            [" |  | 市数据局", " |  | 市数据局", " |  | 市数据局"],
            id="a cell that says that it repeats the one above",
        ),
        pytest.param(
            "类别\n序号\n工作任务\n责任单位\n便民\n1\n建设平台。\n市数据局\n2\n开展培训。\n市人社局\n3\n完善制度。\n4\n公开办事指南。\n市司法局\n",
            [" |  | 市数据局", " |  | 市人社局", " |  | 市人社局", " |  | 市司法局"],
            id="a copy that loses merged cells has lost one of units",
        ),
        pytest.param(
            "序号\n工作任务\n责任单位\n1\n建设平台。\n市数据局\n2\n开展培训。\n市人社局\n3\n完善制度。\n4\n公开办事指南。\n市司法局\n",
            [" |  | 市数据局", " |  | 市人社局", " |  | ", " |  | 市司法局"],
            id="where nothing shows merged cells the cell may have been empty",
        ),
        pytest.param(
            "类别\n序号\n工作任务\n责任单位\n便民\n1\n建设平台。\n市数据局\n2\n开展培训。\n市人社局\n3\n完善制度。\n",
            [" |  | 市数据局", " |  | 市人社局", " |  | "],
            id="the last row may have been cut off",
        ),
        pytest.param(
            "牵头单位\t工作任务\t责任单位\n市数据局\t建设平台。\t市财政局\n\t开展培训。\t\n市司法局\t完善制度。\t各县（市、区）政府\n",
            ["市数据局 |  | 市财政局", "市数据局 |  | ", "市司法局 |  | 各县（市、区）政府"],
            id="a unit before the work heads the rows below it",
        ),
        pytest.param(
            "责任单位\t工作任务\t时限\n一、改革任务\n市数据局\t建设平台。\t6月底前\n\t开展培训。\t年底前\n二、民生任务\n\t完善制度。\t年底前\n",
            [" |  | 市数据局", " |  | 市数据局", " |  | "],
            id="but not beyond a heading across the table",
        ),
        pytest.param(
            "序号 |\n工作任务 |\n牵头单位 |\n配合单位 |\n备注 |\n1 |\n建设平台。 |\n市数据局 |\n市财政局 |\n |\n2 |\n开展培训。 |\n市人社局 |\n |\n |\n3 |\n完善制度。 |\n续建 |\n4 |\n公开办事指南。 |\n市司法局 |\n |\n |\n",
            ["市数据局 | 市财政局 | ", "市人社局 |  | ", "市人社局 |  | ", "市司法局 |  | "],
            id="each empty cell has a bar: who has none is merged with the one above, an empty one with an empty one",
        ),
        pytest.param(
            "序号\t工作任务\t牵头单位及主要负责人\n1\t建设平台。\t市数据局 王小明\n2\t开展培训。\t市人社局\n3\t完善制度。\t张建国 市司法局\n",
            ["市数据局 |  | ", "市人社局 |  | ", "市司法局 |  | "],
            id="the person behind or before a unit",
        ),
        pytest.param(
            "序号\t工作任务\t牵头单位\t参与单位\n1\t建设平台。\t市数据局\t市财政局\n2\t开展培训。\t市人社局\t\n",
            ["市数据局 | 市财政局 | ", "市人社局 |  | "],
            id="nobody need cooperate",
        ),
    ],
)  # fmt: skip
def test_roles_follow_the_heads_of_the_columns(table: str, expected: list[str]) -> None:
    facts = read(TITLE + table)
    assert [units(facts, m) for m in facts.measures] == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "序号\t工作任务\t具体措施\t责任单位\n1\t优化服务\t精简材料。\t市数据局\n\t\t公布指南。\t市司法局\n2\t推进公开\t更新专栏。\t市政府办\n",
            [("1", "优化服务", "精简材料。\n公布指南。"), ("2", "推进公开", "更新专栏。")],
            id="a numbered row goes on below",
        ),
        pytest.param(
            "序号\t工作任务\t具体措施\t责任单位\n1\t优化服务\t精简材料。\t市数据局\n1\t优化服务\t公布指南。\t市司法局\n2\t推进公开\t更新专栏。\t市政府办\n",
            [("1", "优化服务", "精简材料。\n公布指南。"), ("2", "推进公开", "更新专栏。")],
            id="merged cells given again in every row",
        ),
        pytest.param(
            "工作任务\t具体措施\t责任单位\n优化服务\t1.精简材料。\t市数据局\n\t2.公布指南。\t市司法局\n推进公开\t3.更新专栏。\t市政府办\n",
            [("1", None, "精简材料。"), ("2", None, "公布指南。"), ("3", None, "更新专栏。")],
            id="numbers within the cells of the work",
        ),
        pytest.param(
            "重点任务\t责任单位\n建设服务平台。\t市数据局\n开展技能培训。\t市人社局\n",
            [(None, None, "建设服务平台。"), (None, None, "开展技能培训。")],
            id="no numbers at all",
        ),
        pytest.param(
            "序号\t工作任务\t责任单位\n1\t优化办事流程。精简申请材料，压缩办理时限。\t市数据局\n2\t新建网点，完善设施。\t市民政局\n",
            [("1", "优化办事流程", "精简申请材料，压缩办理时限。"), ("2", None, "新建网点，完善设施。")],
            id="a title sentence within the cell",
        ),
    ],
)  # fmt: skip
def test_which_rows_are_measures(
    table: str, expected: list[tuple[str | None, str | None, str | None]]
) -> None:
    facts = read(TITLE + table)
    assert [told(facts, m) for m in facts.measures] == expected


@pytest.mark.parametrize(
    "table",
    [
        "序号\t工作任务\t责任单位\n一、优化服务\n1\t精简材料。\t市数据局\n二、推进公开\n2\t更新专栏。\t市政府办\n",
        "序号 | 工作任务 | 责任单位 |\n一、优化服务 |||\n1 | 精简材料。 | 市数据局 |\n二、推进公开 |||\n2 | 更新专栏。 | 市政府办 |\n",
        "类别\t序号\t工作任务\t责任单位\n一、优化服务\t1\t精简材料。\t市数据局\n二、推进公开\t2\t更新专栏。\t市政府办\n",
        "工作任务\t具体措施\t责任单位\n一、优化服务\t精简材料。\t市数据局\n\t公布指南。\t市司法局\n二、推进公开\t更新专栏。\t市政府办\n",
    ],
)
def test_headings_of_rows_are_sections(table: str) -> None:
    facts = read(TITLE + table)
    titles = {s.iri: (s.number, s.title) for s in facts.of(Section)}
    assert list(titles.values()) == [("一", "优化服务"), ("二", "推进公开")]
    sections = [titles[m.section][0] for m in facts.measures if m.section]
    assert sections in (["一", "二"], ["一", "一", "二"])


REAL = (
    ("类别", "序号", "工作任务", "责任单位"),
    ("便民", "1", "建设平台。", "市数据局"),
    ("", "2", "开展培训。", ""),
    ("惠企", "3", "完善制度。", "市司法局"),
    ("", "4", "公开指南。", "市政府办"),
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("任务分解表.docx", docx_of([TITLE.strip()], REAL)),
        ("任务分解表.html", html_of([TITLE.strip()], REAL).encode()),
        ("任务分解表.xlsx", xlsx_of([(TITLE.strip(),), *REAL])),
        ("任务分解表.csv", csv_of([(TITLE.strip(), "", "", ""), *REAL]).encode()),
    ],
    ids=["docx", "html", "xlsx", "csv"],
)
def test_an_empty_cell_of_a_real_table_is_empty_though_others_are_merged(name: str, content: bytes) -> None:
    facts = Facts(load_bytes(content, name, {}, Namer()).records)
    told_units = [units(facts, m) for m in facts.measures]
    assert told_units == [" |  | 市数据局", " |  | ", " |  | 市司法局", " |  | 市政府办"]


def test_an_empty_cell_of_units_below_a_full_one_is_a_doubt() -> None:
    facts = read(TITLE + "序号\t工作任务\t责任单位\n1\t建设平台。\t市数据局\n2\t开展培训。\t\n")
    (note,) = [n for n in facts.of(ReadingNote) if n.kind == "perhaps-merged-cell"]
    assert note.concerns == facts.measures[1].iri
    assert note.text is not None
    assert "市数据局" in note.text


@pytest.mark.parametrize(
    "said", ["（表中空栏与上一行相同，“—”表示无）\n", "注：牵头单位一栏空白的与上一行相同。\n"]
)
def test_empty_cells_repeat_the_one_above_where_words_beside_the_table_say_so(said: str) -> None:
    table = "序号\t工作任务\t牵头单位\t配合单位\n1\t建设平台。\t市数据局\t市财政局\n2\t开展培训。\t\t—\n"
    facts = read(TITLE + (said + table if said.startswith("（") else table + said))
    assert facts.mentions(facts.measures[1], "Lead") == ["市数据局"]
    assert facts.mentions(facts.measures[1], "Cooperating") == []


def test_what_is_said_of_the_empty_cells_of_another_column_gives_no_units() -> None:
    table = "序号\t工作任务\t牵头单位\t完成时限\n1\t建设平台。\t市数据局\t6月底前\n2\t开展培训。\t\t\n"
    facts = read(TITLE + table + "注：完成时限一栏空白的与上一行相同。\n")
    assert facts.mentions(facts.measures[1], "Lead") == []


def test_a_table_without_a_head_tells_who_only_where_one_column_names_units() -> None:
    rows = "{0} | 建设便民服务网点{0}个。 | 市民政局{1} | 年底前 |\n"
    facts = read(TITLE + "".join(rows.format(n, "") for n in (1, 2, 3)))
    assert [units(facts, m) for m in facts.measures] == [" |  | 市民政局"] * 3
    facts = read(TITLE + "".join(rows.format(n, " | 市住建局") for n in (1, 2, 3)))
    assert [units(facts, m) for m in facts.measures] == [" |  | "] * 3
    notes = [n for n in facts.of(ReadingNote) if n.concerns == facts.measures[0].iri]
    assert [n.kind for n in notes] == ["unheaded-column"] * 2
    assert ["市民政局" in (n.text or "") for n in notes] == [True, False]


def test_a_column_of_places_says_where_the_work_is_done() -> None:
    facts = read(
        "云岭县2025年民生实事任务表\n序号\t项目名称\t建设内容\t建设地点\t责任单位\t进展情况\n"
        "1\t道路提升工程\t改造道路3条。\t石桥镇、临湖街道\t县交通局\t已改造2条，龙泉镇1条。\n2\t供水工程\t新建水厂2座。\t相关乡镇（街道）\t县水利局\t\n"
    )
    first, second = facts.measures
    assert (facts.names(first.region), facts.names(second.region)) == (["石桥镇", "临湖街道"], [])
    assert facts.targets(first.target) == ["道路 = 3 条"]


def test_numbers_in_the_names_make_these_the_measures() -> None:
    facts = read(
        TITLE
        + "项目名称 | 工作任务 | 完成时间 | 牵头单位 |\n1.道路提升 | 改造城区道路3条； | 9月 | 市住建局 |\n"
        + "新建停车场2处。 | 9月 | 市城管局 | |\n2.敬老助老 | 新建敬老院2家。 | 10月底 | 市民政局 |\n"
    )
    first, second = facts.measures
    assert told(facts, first) == ("1", "道路提升", "改造城区道路3条；\n新建停车场2处。")
    assert (units(facts, first), units(facts, second)) == ("市住建局、市城管局 |  | ", "市民政局 |  | ")
    assert [s.split()[1] for s in facts.schedules(first)] == ["2025-09"]


def test_columns_for_stages_give_the_times_of_what_stands_in_them() -> None:
    facts = read(
        TITLE
        + "序号\t工作任务\t责任单位\t上半年\t下半年\n1\t建设平台\t市数据局\t完成招标\t投入使用\n2\t开展培训\t市人社局\t\t举办培训班\n"
    )
    first, second = facts.measures
    assert [s.split()[1] for s in facts.schedules(first)] == ["2025-06", "2025-12"]
    assert [s.split()[1] for s in facts.schedules(second)] == ["2025-12"]


@pytest.mark.parametrize("total", ["合计", "总 计", "合计（2项）"])
def test_a_row_that_sums_up_the_others_is_no_measure(total: str) -> None:
    facts = read(
        TITLE
        + "类别,序号,项目名称,建设内容,牵头单位,责任单位,完成时限\n教育,1,学位扩容,新增学位300个。,县教育局,县财政局、白石镇,8月底\n"
        f"交通,2,公路提升,改造县道42公里。,县交通运输局,青溪乡,持续推进\n{total},,,共2项，总投资3亿元,,,\n".replace(
            ",", "\t"
        )
    )
    assert [told(facts, m)[1] for m in facts.measures] == ["学位扩容", "公路提升"]
    assert [s.title for s in facts.of(Section)] == ["教育", "交通"]
    assert units(facts, facts.measures[0]) == "县教育局 |  | 县财政局、白石镇"
    assert {"白石镇", "白石镇政府"} <= facts.labels(facts.measures[0].responsible[1])


#: What stands below 2021年, 2022年 and 2023年, and the times that it tells.
STAGES = [
    pytest.param(
        ("完成可研编制", "开工建设", "主体完工"),
        ["Staged 2021 Completed", "Staged from 2022", "Staged 2023"], id="the year of each stage; one begins the work",
    ),
    pytest.param(("6月底前印发", "—", "—"), ["Due 2021-06"], id="nothing where a dash stands"),
    pytest.param(("启动招标", "9月底前试运行", ""), ["Staged from 2021", "Staged 2022-09"], id="a month within the year of the head"),
    pytest.param(("持续推进", "持续推进", "持续推进"), ["Ongoing"], id="work that goes on is one"),
    pytest.param(("完成摸底", "持续推进", "持续推进"), ["Staged 2021 Completed", "Ongoing"], id="and begins behind a stage"),
    pytest.param(("每季度通报", "", "基本完成改造"), ["Recurring Quarterly", "Due 2023 SubstantiallyCompleted"], id="work done again and again"),
    pytest.param(("", "开展抽查，每月通报", ""), ["Recurring Monthly", "Due 2022"], id="beside a stage"),
]  # fmt: skip


@pytest.mark.parametrize("between", ["\t", " | "])
@pytest.mark.parametrize(("cells", "expected"), STAGES)
def test_columns_for_years_are_the_stages_of_the_work(
    cells: Sequence[str], expected: list[str], between: str
) -> None:
    rows = [
        ("序号", "工作任务", "牵头单位", "2021年", "2022年", "2023年", "备注"),
        ("1", "建设供水工程", "市水利局", *cells, "重点"),
        ("2", "改造城区管网", "市城管局", "改造8公里", "改造8公里", "改造7公里", "重点"),
    ]
    facts = read("云岭市2021—2023年水网建设行动计划\n" + "".join(between.join(row) + "\n" for row in rows))
    first, second = facts.measures
    assert facts.schedules(first) == expected
    told = [s for s in facts.all(Schedule, first.schedule) if s.schedule_kind != "Recurring"]
    assert {s.text for s in told} <= set(cells)
    assert all(s.year_basis is None for s in told)
    assert facts.targets(second.target) == [
        f"城区管网 = {figure} 公里 by {year}" for figure, year in ((8, 2021), (8, 2022), (7, 2023))
    ]


PROGRESS = [
    ("1", None, "新建口袋公园8个。"),
    ("2", None, "新增公共停车泊位500个。"),
]


@pytest.mark.parametrize("between", ["\t", " | ", "\n", " |\n"])
@pytest.mark.parametrize("head", ["1—10月推进情况", "工作进展", "完成情况", "目前进度"])
def test_what_has_come_of_the_work_is_none_of_it(between: str, head: str) -> None:
    rows = [
        ("序号", "目标任务", "牵头单位", "配合单位", head, "备注"),
        ("1", "新建口袋公园8个。", "市园林局", "市财政局", "已建成公园5个，其余3个正在施工。", "按序时推进"),
        ("2", "新增公共停车泊位500个。", "市城管局", "各区政府", "正在选址，已确定200个点位。", "进度滞后"),
    ]
    facts = read(TITLE + "".join(between.join(row) + "\n" for row in rows))
    assert [told(facts, m) for m in facts.measures] == PROGRESS
    assert [facts.targets(m.target) for m in facts.measures] == [
        ["口袋公园 = 8 个"],
        ["公共停车泊位 = 500 个"],
    ]
    assert [units(facts, m) for m in facts.measures] == ["市园林局 | 市财政局 | ", "市城管局 | 各区政府 | "]


PROSE = """云岭市2025年便民服务工作要点
一、重点任务
1.优化办事流程。精简申请材料，压缩办理时限，推行一次办结服务。{a}
2.建设服务网点。统筹城乡布局，完善网点设施，方便群众就近办事。{b}
"""


def test_a_table_that_restates_the_prose_adds_to_its_measures() -> None:
    table = "序号\t工作任务\t责任单位\t完成时限\n1\t优化办事流程\t市数据局\t6月底前\n2\t建设服务网点\t市民政局\t年底前\n"
    facts = read(PROSE.format(a="", b="") + table)
    assert [m.title for m in facts.measures] == ["优化办事流程", "建设服务网点"]
    assert [units(facts, m) for m in facts.measures] == [" |  | 市数据局", " |  | 市民政局"]


def test_units_are_not_told_twice_where_prose_and_table_both_name_them() -> None:
    table = "序号\t工作任务\t责任单位\n1\t优化办事流程\t市数据局\n2\t建设服务网点\t市民政局\n"
    facts = read(PROSE.format(a="（市数据局负责）", b="（市民政局负责）") + table)
    assert [len(m.assignment) for m in facts.measures] == [1, 1]


def test_prose_and_a_table_of_other_tasks_have_both_their_measures() -> None:
    table = "序号\t工作任务\t责任单位\n1\t举办政策宣讲。\t市司法局\n2\t评选服务标兵。\t市总工会\n"
    facts = read(PROSE.format(a="（市数据局负责）", b="（市民政局负责）") + table)
    assert [units(facts, m) for m in facts.measures] == [
        " |  | 市数据局",
        " |  | 市民政局",
        " |  | 市司法局",
        " |  | 市总工会",
    ]


def test_a_notice_above_a_table_numbers_no_measures() -> None:
    notice = "各县（市、区）人民政府：\n现将任务分解表印发给你们。\n一、压实工作责任。各单位要明确专人，细化举措，抓好落实。\n二、加强督促检查。各单位要按时报送进展，确保完成任务。\n"
    table = "序号\t工作任务\t责任单位\n1\t建设平台。\t市数据局\n2\t开展培训。\t市人社局\n"
    facts = read(TITLE + notice + table)
    assert [m.text for m in facts.measures] == ["建设平台。", "开展培训。"]


def test_a_last_row_that_is_cut_off_does_not_change_how_the_others_are_read() -> None:
    table = (
        TITLE
        + "类别\t序号\t工作任务\t量化指标\t牵头单位\t责任单位\t完成时限\n"
        + "便民\t1\t推行一网通办，精简办事材料。\t压缩时限30%\t市数据局\t市财政局\t6月底前\n"
        + "\t2\t建设便民服务网点，延长服务时间。\t新建网点20个\t市民政局\t市财政局\t9月底前\n"
        + "惠企\t3\t开展惠企政策宣讲，公布办事清单。\t宣讲50场\t市工信局\t市税务局\t年底前\n"
    )
    facts = read(table)
    whole = [told(facts, m) for m in facts.measures]
    assert whole[0][1] == "推行一网通办，精简办事材料"
    for last in (
        "\t4\t优化营商环境，走访",
        "\t4\t优化营商环境，走访企业。",
        "\t4\t优化营商环境，走访企业。\t走访企业100家",
    ):
        cut = read(table + last)
        assert [told(cut, m) for m in cut.measures][:3] == whole
