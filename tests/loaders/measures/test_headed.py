"""Measures below headings that are names of units."""

from __future__ import annotations

import pytest

from ontology.records import Assignment
from tests.loaders.reading import read

_TITLE = "云岭县2024年重点工作任务分解\n"
#: A plan below that title, and who answers for each of its measures: the first letter of the role, and the unit.
LISTS = [
    pytest.param(
        "一、县教育局牵头工作（2项）\n1.新建学校2所。\n2.改造食堂10个。\n二、县水利局负责（1项）\n1.新建水厂2座。\n",
        ["L县教育局", "L县教育局", "R县水利局"],
        id="with the word of a role",
    ),
    pytest.param(
        "（一）县教育局：\n1.新建学校2所。\n（二）县水利局、县生态环境局：\n2.新建水厂2座。\n3.治理河道10公里。（责任单位：县水利局）\n",
        ["R县教育局", "R县水利局、县生态环境局", "R县水利局"],
        id="an item that names its own",
    ),
    pytest.param(
        "【县教育局】\n1.新建学校2所。\n2.改造食堂10个。\n【县水利局】\n1.新建水厂2座。\n",
        ["R县教育局", "R县教育局", "R县水利局"],
        id="in brackets",
    ),
    pytest.param(
        "序号\t工作任务\t完成时限\n一、县教育局（1项）\n1\t新建学校2所。\t6月底前\n二、县水利局（2项）\n1\t新建水厂2座。\t年底前\n2\t治理河道10公里。\t年底前\n",
        ["R县教育局", "R县水利局", "R县水利局"],
        id="across a table",
    ),
    pytest.param(
        "一、县级机关\n1.新建学校2所。\n二、重点工作（1项）\n1.新建水厂2座。\n", ["", ""], id="headings of other words"
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_who_answers_by_a_heading(text: str, expected: list[str]) -> None:
    facts = read(_TITLE + text)
    told = [
        "".join(
            role + "、".join(a.mention for a in facts.all(Assignment, m.assignment) if a.role[0] == role)
            for role in "LRC"
            if any(a.role[0] == role for a in facts.all(Assignment, m.assignment))
        )
        for m in facts.measures
    ]
    assert told == expected
    assert {a.basis for a in facts.of(Assignment)} <= {"Stated"}
