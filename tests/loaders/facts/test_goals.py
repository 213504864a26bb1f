"""Targets that a plan states in a table of indicators."""

from __future__ import annotations

import pytest

from loaders.load import load_bytes
from ontology.iri import Namer
from ontology.records import Measure
from tests.loaders.formats.writing import csv_of, docx_of, html_of, xlsx_of
from tests.loaders.reading import Facts, read

HEAD = "类别\t序号\t指标名称\t单位\t2020年\t2025年\t属性\n"
BODY = """云岭市“十四五”产业发展规划
为推动产业发展，编制本规划。
一、总体要求
（一）指导思想。坚持创新驱动、融合发展，推动产业结构优化升级。
（二）主要目标。到2025年，产业发展走在前列。
主要指标
{table}二、重点任务
（一）培育产业集群。引进龙头企业，完善产业链条，提升协作配套能力和水平。（市工业和信息化局牵头）
（二）优化产业布局。统筹园区建设，推动项目集聚，提升要素保障能力和水平。（市发展改革委牵头）
"""


def targets(table: str) -> list[str]:
    facts = read(BODY.format(table=table))
    (plan,) = [p for p in facts.plans if p.evidence]
    return facts.targets(plan.target)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            HEAD + "创新\t1\t研发投入强度\t%\t2.1\t≥2.8\t预期性\n\t2\t企业研发机构\t家\t300\t500左右\t\n",
            ["研发投入强度 >= 2.8 % by 2025 from 2.1 base 2020 Expected", "企业研发机构 ~ 500 家 by 2025 from 300 base 2020 Expected"],
            id="the year of the head is the deadline, one before the period the base; a merged attribute holds on",
        ),
        pytest.param(
            "指标\t2020年\t2025年\t属性\n森林覆盖率（%）\t35\t36以上\t约束性\n城镇新增就业（万人）\t—\t[5]\t预期性\n",
            ["森林覆盖率 >= 36 % by 2025 from 35 base 2020 Obligatory", "城镇新增就业 = 50000 人 by 2025 cumulative Expected"],
            id="units in brackets behind the names, a sum over the period in square brackets",
        ),
        pytest.param(
            "序号 | 指标 | 单位 | 2020年 | 2023年 | 2025年 |\n1 | 园区产值 | 亿元 | 800 | 1000 | 1.2万 |\n",
            ["园区产值 = 100000000000 元 by 2023 from 80000000000 base 2020", "园区产值 = 1200000000000 元 by 2025 from 80000000000 base 2020"],
            id="a goal on the way is a target of its own; 万 and 亿 are multiplied out",
        ),
        pytest.param(
            "指标名称\n单位\n2020年\n2025年\n属性\n污水处理率\n%\n95\n97\n约束性\n单位能耗下降\n%\n—\n完成上级任务\n约束性\n",
            ["污水处理率 = 97 % by 2025 from 95 base 2020 Obligatory"],
            id="one cell a line; words without a figure are no target",
        ),
        pytest.param(
            "指标名称\t现状值\t目标值\n充电桩数量（个）\t1200\t不少于3000\n",
            ["充电桩 >= 3000 个 from 1200"],
            id="heads without years: the goal is due at the end of the period",
        ),
        pytest.param(
            "指标\t单位\t2020年\t2025年\t年均增速（%）\n数字产业营收\t亿元\t50\t100\t15左右\n",
            ["数字产业营收 = 10000000000 元 by 2025 from 5000000000 base 2020", "数字产业营收年均增速 ~ 15 %"],
            id="yearly growth has a column of its own",
        ),
        pytest.param(
            "指标\t单位\t2025年\n园区产值\t%\t增长6%（市级下达）\n空置率\t%\t下降2\n用水量降幅\t%\t下降3\n",
            ["园区产值增长 = 6 % by 2025", "空置率下降 = 2 % by 2025", "用水量降幅 = 3 % by 2025"],
            id="a change is of what the row names; a remark in brackets",
        ),
        pytest.param(
            "考核指标\t考核内容\t单位\t2025年\n稳产保供\t粮食总产量增幅\t%\t≥2\n湿地面积\t按照规定考核，逐年评分。\t万亩\t30\n",
            ["粮食产量增幅 >= 2 % by 2025", "湿地面积 = 300000 亩 by 2025"],
            id="the contents of an indicator are what is measured, unless they tell how",
        ),
        pytest.param(
            "指标\t单位\t2020年目标\t2020年实际完成\n园区产值\t亿元\t800\t850\n",
            [],
            id="what an earlier plan has reached is no target",
        ),
    ],
)  # fmt: skip
def test_targets_of_a_table(table: str, expected: list[str]) -> None:
    assert targets(table) == expected


def test_a_target_is_found_where_its_indicator_its_figure_and_its_year_stand() -> None:
    received = BODY.format(table=HEAD + "创新\t1\t研发投入强度\t%\t2.1\t≥2.8\t预期性\n")
    facts = read(received)
    (plan,) = [p for p in facts.plans if p.evidence]
    (target,) = [t for t in facts.records if t.iri in plan.target]
    assert [span.exact for span in facts.spans(target)] == ["研发投入强度", "≥2.8", "2025年"]


def test_the_measures_beside_a_table_of_targets_are_read() -> None:
    facts = read(BODY.format(table=HEAD + "创新\t1\t研发投入强度\t%\t2.1\t≥2.8\t预期性\n"))
    assert [m.title for m in facts.measures] == ["培育产业集群", "优化产业布局"]


TITLE = "云岭市居民健康行动（2023—2027年）主要目标责任清单"
ROWS = [
    ("序号", "指标名称", "单位", "2022年", "2025年", "2027年", "牵头单位", "责任单位"),
    ("1", "居民健康素养水平", "%", "21.6", "≥31.5", "≥33", "市卫健委", "市疾控中心、各县区政府"),
    ("2", "65岁以上老人签约率", "%", "0", "75以上", "持续提升", "市卫健委", "各县区政府"),
    ("3", "农村户厕", "万户", "2", "3", "5", "市农业农村局", "各县区政府"),
]
MEASURES = [
    (
        "1", None, "居民健康素养水平", "市卫健委 | 市疾控中心、各县区政府",
        ["居民健康素养水平 >= 31.5 % by 2025 from 21.6 base 2022", "居民健康素养水平 >= 33 % by 2027 from 21.6 base 2022"],
        ["Due 2025 of-target", "Due 2027 of-target"],
    ),
    (
        "2", "65岁以上老人签约率", "持续提升", "市卫健委 | 各县区政府",
        ["65岁以上老人签约率 >= 75 % by 2025 from 0 base 2022"], ["Due 2025 of-target"],
    ),
    (
        "3", None, "农村户厕", "市农业农村局 | 各县区政府",
        ["农村户厕 = 30000 户 by 2025 from 20000 base 2022", "农村户厕 = 50000 户 by 2027 from 20000 base 2022"],
        ["Due 2025 of-target", "Due 2027 of-target"],
    ),
]  # fmt: skip


def lines(before: str, between: str, after: str = "\n") -> bytes:
    return (TITLE + "\n" + "".join(before + between.join(row) + after for row in ROWS)).encode()


def box() -> bytes:
    rule = "├──┼──────┼────┼────┼────┼────┼──────┼────┤\n"
    rows = rule.join("│" + "│".join(row) + "│\n" for row in ROWS)
    return f"{TITLE}\n{rule}{rows}{rule}".encode()


SHAPES = {
    "tabs": ("清单.txt", lines("", "\t")),
    "bars": ("清单.txt", lines("", " | ", " |\n")),
    "Markdown": ("清单.txt", lines("| ", " | ", " |\n").replace(b"\n| 1", b"\n|---|---|---|---|---|---|---|---|\n| 1", 1)),
    "box": ("清单.txt", box()),
    "wide spaces": ("清单.txt", lines("", "    ")),
    "single spaces": ("清单.txt", lines("", " ")),
    "one cell a line": ("清单.txt", lines("", "\n")),
    "one cell a line, bars behind": ("清单.txt", lines("", " |\n", " |\n")),
    "docx": ("清单.docx", docx_of([TITLE], ROWS)),
    "html": ("清单.html", html_of([TITLE], ROWS).encode()),
    "xlsx": ("清单.xlsx", xlsx_of([(TITLE,), *ROWS])),
    "csv": ("清单.csv", csv_of([(TITLE,), *ROWS]).encode()),
}  # fmt: skip


def told(facts: Facts, m: Measure) -> tuple[str | None, str | None, str | None, str, list[str], list[str]]:
    units = " | ".join("、".join(facts.mentions(m, role)) for role in ("Lead", "Responsible"))
    return m.number, m.title, m.text, units, facts.targets(m.target), facts.schedules(m)


@pytest.mark.parametrize("shape", SHAPES)
def test_an_indicator_that_units_answer_for_is_a_measure(shape: str) -> None:
    name, content = SHAPES[shape]
    facts = Facts(load_bytes(content, name, {}, Namer()).records)
    assert [told(facts, m) for m in facts.measures] == MEASURES
    assert [p.target for p in facts.plans] == [()]


#: Tables that units answer for, and of their first row the words, the targets and the times.
ANSWERED = [
    (
        "指标\t基期值（2022年）\t2025年目标\t属性\t责任单位\n绿色建筑占比（%）\t50\t70\t约束性\t市住建局\n",
        ["绿色建筑占比（%）", "绿色建筑比例 = 70 % by 2025 from 50 base 2022 Obligatory", "Due 2025 of-target"],
    ),
    (
        "指标\t2022年现状\t到2025年\t责任部门\n公交线路（条）\t50（2021年）\t约70\t市交通局\n",
        ["公交线路（条）", "公交线路 ~ 70 条 by 2025 from 50 base 2021", "Due 2025 of-target"],
    ),
    (
        "指标\t目标值\t完成时限\t责任单位\n公交线路\t不少于70条\t2025年6月底前\t市交通局\n",
        ["公交线路", "公交线路 >= 70 条 by 2025-06", "Due 2025-06"],
    ),
    (
        "指标\t“十四五”末目标\t年均增速（％）\t责任单位\n服务业增加值（亿元）\t90\t7\t市发改委\n",
        ["服务业增加值（亿元）", "服务业增加值 = 9000000000 元 by 2025", "服务业增加值年均增速 = 7 %", "Due 2025 of-target"],
    ),
    (
        "序号\t指标\t目标\t\t责任单位\n\t\t2024年\t2025年\t\n1\t城镇新增就业（万人）\t5\t5.2\t市人社局\n",
        ["城镇新增就业（万人）", "城镇新增就业 = 50000 人 by 2024", "城镇新增就业 = 52000 人 by 2025", "Due 2024 of-target", "Due 2025 of-target"],
    ),
    (
        "主要指标\n序号\n指标\n目标\n责任单位\n2024年\n2025年\n1\n路网密度（%）\n7\n8\n市交通局\n2\n森林覆盖率（%）\n30\n31\n市林业局\n",
        ["路网密度（%）", "路网密度 = 7 % by 2024", "路网密度 = 8 % by 2025", "Due 2024 of-target", "Due 2025 of-target"],
    ),
    (
        "指标\t2025年目标\t单位\n路网密度（%）\t8\t市交通局\n森林覆盖率（%）\t31\t市林业局\n",
        ["路网密度（%）", "路网密度 = 8 % by 2025", "Due 2025 of-target"],
    ),
    (
        "指标\t2024年目标\t2025年目标\t责任单位\n智慧交通\t编制实施方案\t建成示范路口30个\t市交通局\n",
        ["智慧交通", "编制实施方案\n建成示范路口30个", "示范路口 = 30 个 by 2025"],
    ),
    (
        "序号\t工作任务\t单位\t年度目标\t责任单位\t完成时限\n1\t新建公厕\t座\t30\t市城管局\t2025年10月底前\n",
        ["新建公厕", "公厕 = 30 座", "Due 2025-10"],
    ),
    (
        "序号\t工作任务\t年度目标\t责任单位\t完成时限\n1\t改造农村道路\t不少于120公里\t市交通局\t2025年10月底前\n",
        ["改造农村道路", "农村道路 >= 120 公里", "Due 2025-10"],
    ),
    (
        "序号\t重点任务\t2024年目标\t2025年目标\t责任单位\n1\t新建公厕\t30座\t新建公厕40座\t市城管局\n",
        ["新建公厕\n新建公厕40座", "公厕 = 40 座 by 2025", "公厕 = 30 座 by 2024", "Due 2025", "Due 2024 of-target"],
    ),
    (
        "序号\t重点任务\t2024年\t2025年\t责任单位\n1\t新建公厕\t新建30座\t建成40座\t市城管局\n",
        ["新建公厕", "公厕 = 30 座 by 2024", "公厕 = 40 座 by 2025", "Due 2024 of-target", "Due 2025 of-target"],
    ),
    (
        "序号 | 重点任务 | 2024年 | 2025年 | 责任单位\n1 | 培育链主企业（家） | 30 | 50 | 市工信局\n2 | 开展培训 | 3场 | 4场 | 市人社局\n",
        ["培育链主企业（家）", "链主企业 = 30 家 by 2024", "链主企业 = 50 家 by 2025", "Due 2024 of-target", "Due 2025 of-target"],
    ),
    (
        "序号\t重点任务\t年度目标\t责任单位\n1\t新建公厕30座\t30座\t市城管局\n",
        ["新建公厕30座", "30座", "公厕 = 30 座"],
    ),
    (
        "序号\t重点项目\t2025年计划\t责任单位\n1\t新建文化中心\t500万元\t市文旅局\n",
        ["新建文化中心", "500万元", "Due 2025"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), ANSWERED)
def test_the_goals_of_a_row_that_units_answer_for(table: str, expected: list[str]) -> None:
    facts = read("云岭市高质量发展任务分解表（2024—2025年）\n" + table)
    first = facts.measures[0]
    words = [w for w in (first.title, first.text) if w is not None]
    assert [*words, *facts.targets(first.target), *facts.schedules(first)] == expected
    assert facts.mentions(first, "Responsible")


def test_a_table_without_units_stays_with_the_plan_beside_one_with_units() -> None:
    facts = read(
        BODY.format(table=HEAD + "创新\t1\t研发投入强度\t%\t2.1\t≥2.8\t预期性\n")
        + "附表 指标责任分解\n序号\t指标\t2025年\t责任单位\n1\t发明专利（件）\t300\t市市场监管局\n"
    )
    (plan,) = [p for p in facts.plans if p.evidence]
    assert facts.targets(plan.target) == ["研发投入强度 >= 2.8 % by 2025 from 2.1 base 2020 Expected"]
    assert [m.title or m.text for m in facts.measures] == ["培育产业集群", "优化产业布局", "发明专利（件）"]
