"""Times that a plan states once for several measures: which measures inherit each, and that none passes for stated."""

from __future__ import annotations

import pytest

from ontology.records import Schedule, Target
from tests.loaders.reading import read
from tests.patience import no_hang

_TITLE = "云州市数字政府建设行动方案（2024—2026年）"

#: Plans line by line, and the times of their measures in order, "" for none.
PLANS: list[tuple[str, list[str], list[str]]] = [
    (
        "what stands above, behind the last item of a list",
        [
            "一、重点任务",
            "（一）建设一体化平台。整合各部门系统。（责任单位：市数据局）",
            "（二）优化办事流程。2024年6月底前梳理事项。（责任单位：市数据局）",
            "以上任务2025年12月底前全部完成。",
            "二、创新任务",
            "（一）开展数据试点。选择三个区开展。（责任单位：市数据局）",
        ],
        ["Due 2025-12 Completed inherited", "Due 2024-06", ""],
    ),
    (
        "what stands above, at the end of the plan",
        [
            "一、重点任务",
            "（一）建设一体化平台。整合各部门系统。（责任单位：市数据局）",
            "二、创新任务",
            "（一）开展数据试点。选择三个区开展。（责任单位：市数据局）",
            "三、工作要求",
            "以上任务均须于2025年12月底前完成。",
        ],
        ["Due 2025-12 Completed inherited", "Due 2025-12 Completed inherited"],
    ),
    (
        "what stands below, up to the next such line",
        [
            "一、整改任务",
            "以下任务2025年6月底前完成：",
            "（一）治理黑臭河道。清淤疏浚。（责任单位：市水务局）",
            "（二）关停排污企业。依法处置。（责任单位：市生态环境局）",
            "以下任务2025年12月底前完成：",
            "（三）修复受损湿地。开展补植。（责任单位：市林业局）",
            "二、长效机制",
            "（四）完善制度体系。修订办法。（责任单位：市水务局）",
        ],
        [
            "Due 2025-06 Completed inherited",
            "Due 2025-06 Completed inherited",
            "Due 2025-12 Completed inherited",
            "",
        ],
    ),
    (
        "lines of a time at the head of some items",
        [
            "一、整改任务",
            "2025年6月底前完成：",
            "1.治理黑臭河道。清淤疏浚。（责任单位：市水务局）",
            "2025年12月底前完成的任务：",
            "2.修复受损湿地。开展补植。（责任单位：市林业局）",
        ],
        ["Due 2025-06 Completed inherited", "Due 2025-12 Completed inherited"],
    ),
    (
        "headings, and what states its own",
        [
            "一、2024年3月底前完成的任务",
            "1.建设一体化平台。整合各部门系统。（责任单位：市数据局）",
            "2.优化办事流程。2024年2月底前梳理事项。（责任单位：市数据局）",
            "二、长期坚持的任务",
            "3.加强政策解读。开展宣传。（责任单位：市政府新闻办）",
            "三、其他任务",
            "4.开展数据试点。选择三个区开展。（责任单位：市数据局）",
        ],
        ["Due 2024-03 Completed inherited", "Due 2024-02", "Ongoing inherited", ""],
    ),
    (
        "headings of months below chapters, where a month has the year that the plan names",
        [
            "一、年度任务",
            "（一）2025年6月底前",
            "1.改造农村校舍。实施五所。（市教育局负责）",
            "（二）12月底前",
            "2.修建农村公路。实施三条。（市交通运输局负责）",
        ],
        ["Due 2025-06 inherited", "Due 2025-12 year-inferred inherited"],
    ),
    (
        "all tasks, told among what ensures them, which is no task itself",
        [
            "一、重点任务",
            "（一）建设一体化平台。整合各部门系统。（责任单位：市数据局）",
            "（二）优化办事流程。2024年6月底前梳理事项。（责任单位：市数据局）",
            "二、保障措施",
            "（一）加强组织领导。各项任务2026年底前全部完成。（责任单位：市数据局）",
        ],
        ["Due 2026 Completed inherited", "Due 2024-06", ""],
    ),
    (
        "all tasks, told before the first",
        [
            "本方案确定的各项任务，除另有明确时限外，均须在2026年12月底前完成。",
            "一、重点任务",
            "（一）建设一体化平台。整合各部门系统。（责任单位：市数据局）",
            "（二）优化办事流程。2024年6月底前梳理事项。（责任单位：市数据局）",
        ],
        ["Due 2026-12 Completed inherited", "Due 2024-06"],
    ),
    (
        "all tasks of a chapter",
        [
            "一、改革任务",
            "所有任务于2025年底前完成。",
            "（一）建设一体化平台。整合各部门系统。（责任单位：市数据局）",
            "二、创新任务",
            "（一）开展数据试点。选择三个区开展。（责任单位：市数据局）",
        ],
        ["Due 2025 Completed inherited", ""],
    ),
    (
        "a chapter of nothing but the time of the plan",
        [
            "一、实施时间",
            "2025年3月至2025年12月。",
            "二、重点任务",
            "（一）建设一体化平台。整合各部门系统。（责任单位：市数据局）",
            "（二）优化办事流程。再造环节。（责任单位：市数据局）",
        ],
        ["Due from 2025-03 2025-12 inherited", "Due from 2025-03 2025-12 inherited"],
    ),
    (
        "a heading with units and a time in its note",
        [
            "一、夯实数字底座（市数据局牵头，2025年6月底前完成）",
            "1.建设一体化平台。整合各部门系统，统一数据标准。",
            "2.开展数据试点。选择三个区开展，2025年9月底前总结推广。",
            "二、优化政务服务（市政务局牵头，2025年10月底前完成）",
            "3.优化办事流程。再造业务环节，压减申请材料。",
            "4.推行延时服务。调整窗口时间，方便群众办事。",
        ],
        [
            "Due 2025-06 Completed",
            "Due 2025-06 Completed inherited",
            "Due 2025-09",
            "Due 2025-10 Completed",
            "Due 2025-10 Completed inherited",
            "Due 2025-10 Completed inherited",
        ],
    ),
    (
        "the nearest holds",
        [
            "一、2025年6月底前完成的任务",
            "（一）建设一体化平台。整合各部门系统。（责任单位：市数据局）",
            "二、其他任务",
            "（一）开展数据试点。选择三个区开展。（责任单位：市数据局）",
            "三、工作要求",
            "所有任务于2026年底前完成。",
        ],
        ["Due 2025-06 Completed inherited", "Due 2026 Completed inherited"],
    ),
    (
        "a goal, a task of its own and progress are for nobody else",
        [
            "到2025年，全市数字化率达到65%，各项任务取得明显成效。",
            "一、重点任务",
            "（一）建设一体化平台。整合各部门系统。（责任单位：市数据局）",
            "（二）实施管网改造。各项改造任务2025年底前完成。（责任单位：市住房城乡建设局）",
            "（三）优化办事流程。再造环节。（责任单位：市数据局）",
            "二、工作要求",
            "各项任务进展情况于每月25日前报送。任务落实情况于2025年12月底前报市政府。",
        ],
        ["", "Due 2025 Completed", ""],
    ),
]


@pytest.mark.parametrize(
    ("lines", "expected"), [(lines, due) for _, lines, due in PLANS], ids=[p[0] for p in PLANS]
)
def test_measures_inherit_what_is_said_once_for_them(lines: list[str], expected: list[str]) -> None:
    facts = read("\n".join([_TITLE, *lines]) + "\n")
    assert ["; ".join(facts.schedules(m)) for m in facts.measures] == expected


def test_an_inherited_time_has_the_words_that_state_it_as_evidence() -> None:
    facts = read(f"{_TITLE}\n{chr(10).join(PLANS[0][1])}\n")
    (schedule,) = facts.all(Schedule, facts.measures[0].schedule)
    (span,) = facts.spans(schedule)
    assert span.exact == schedule.text == "2025年12月底前全部完成"


def test_a_heading_goes_before_the_year_of_the_plan_and_its_month_has_that_year() -> None:
    lines = ["云州市2025年工作要点", "一、3月底前完成的任务", "1.建设平台。整合系统。（责任单位：市数据局）",
             "二、其他任务", "2.优化流程。再造环节。（责任单位：市数据局）"]  # fmt: skip
    facts = read("\n".join(lines) + "\n")
    assert [facts.schedules(m) for m in facts.measures] == [
        ["Due 2025-03 Completed year-inferred inherited"],
        ["Due 2025 inherited"],
    ]


def test_targets_inherit_the_time_of_their_heading_as_their_measure_does() -> None:
    lines = [_TITLE, "一、2025年6月底前完成的任务", "1.新建公厕。新建公厕10座。（责任单位：市住房城乡建设局）",
             "2.新建书屋。3月底前完成选址，新建书屋5个。（责任单位：市文化旅游局）"]  # fmt: skip
    facts = read("\n".join(lines) + "\n")
    targets = [t for m in facts.measures for t in facts.all(Target, m.target)]
    assert [(str(t.deadline), t.deadline_basis) for t in targets] == [
        ("2025-06", "Inherited"),
        ("2026", "Inherited"),
    ]


#: Tables, and what is said above, in and below them.
TABLES: list[tuple[list[str], list[str]]] = [
    (
        ["完成时限：2025年12月底", "序号\t任务\t责任单位", "1\t改造供水管网\t区住建局", "2\t整治公共空间\t区城管局"],
        ["Due 2025-12 inherited", "Due 2025-12 inherited"],
    ),
    (
        ["序号\t任务\t责任单位\t完成时限", "1\t改造供水管网\t区住建局\t2025年6月底", "2\t整治公共空间\t区城管局\t",
         "注：以上任务均须于2025年12月底前完成。"],
        ["Due 2025-06", "Due 2025-12 Completed inherited"],
    ),
    (
        ["序号\t任务\t责任单位\t完成时限", "一、2025年6月底前完成\t\t\t", "1\t建设交易平台\t市数据局\t",
         "2\t制定交易规则\t市司法局\t", "二、2025年底前完成\t\t\t", "3\t开展流通试点\t市数据局\t持续推进"],
        ["Due 2025-06 Completed inherited", "Due 2025-06 Completed inherited", "Ongoing"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), TABLES)
def test_rows_of_tables_inherit_too(lines: list[str], expected: list[str]) -> None:
    facts = read("\n".join(["云州市老旧小区改造工作任务分工表", *lines]) + "\n")
    assert ["; ".join(facts.schedules(m)) for m in facts.measures] == expected


def test_many_sentences_and_measures_are_read_in_linear_time() -> None:
    items = [
        f"{n}.建设第{n}个平台。整合系统。（责任单位：市数据局）\n以上任务2025年12月底前完成。"
        for n in range(1, 900)
    ]
    with no_hang():
        facts = read("\n".join([_TITLE, "一、重点任务", *items]) + "\n")
    assert len(facts.measures) == 899
