"""Targets that a plan states in a table of indicators."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read

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
            ["充电桩数量 >= 3000 个 from 1200"],
            id="heads without years: the goal is due at the end of the period",
        ),
        pytest.param(
            "指标\t单位\t2020年\t2025年\t年均增速（%）\n数字产业营收\t亿元\t50\t100\t15左右\n",
            ["数字产业营收 = 10000000000 元 by 2025 from 5000000000 base 2020", "数字产业营收年均增长 ~ 15 %"],
            id="yearly growth has a column of its own",
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
