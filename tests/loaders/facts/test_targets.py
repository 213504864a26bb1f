"""Targets as records: their deadlines, parts and regions, and what a plan's own years tell."""

from __future__ import annotations

import pytest

from ontology.records import Schedule, Target
from tests.loaders.reading import Facts, measure, read

#: The words of a measure of a plan for 2025, and its targets.
DEADLINES: list[tuple[str, list[str]]] = [
    # the last due time before the figure in its sentence
    ("到2026年，覆盖率达到60%。", ["覆盖率 = 60 % by 2026"]),
    ("到2026年，覆盖率达到60%；满意度达到90%。", ["覆盖率 = 60 % by 2026", "满意度 = 90 % by 2026"]),
    (
        "2026年底前，覆盖率达到60%，2027年底前，覆盖率达到80%。",
        ["覆盖率 = 60 % by 2026", "覆盖率 = 80 % by 2027"],
    ),
    ("9月底前，新建驿站100个。", ["驿站 = 100 个 by 2025-09"]),
    # a semicolon ends the reach of a month or day that stands right before its own work
    # work of its own tells nothing of the figures before and behind it
    ("6月底前出台运维办法，新建驿站100个。", ["驿站 = 100 个"]),
    ("新建驿站100个，6月底前完成园区摸底。", ["驿站 = 100 个"]),
    ("监控覆盖率达到95%，6月底前接入省级平台。", ["监控覆盖率 = 95 %"]),
    ("6月底前接入企业800家，覆盖率达到95%。", ["接入企业 = 800 家 by 2025-06", "覆盖率 = 95 % by 2025-06"]),
    ("新建驿站100个，花卉市场6月底前开业。", ["驿站 = 100 个"]),
    ("新建驿站100个，6月底前建成。", ["驿站 = 100 个 by 2025-06"]),
    ("8月底前组织一次演练；新建驿站100个。", ["驿站 = 100 个"]),
    ("8月底前，组织一次演练；新建驿站100个。", ["驿站 = 100 个 by 2025-08"]),
    ("3月起试行，年底前总结推广；驿站达到100个。", ["驿站 = 100 个"]),
    ("2026年底前新建书屋3家；新建驿站100个。", ["书屋 = 3 家 by 2026", "驿站 = 100 个 by 2026"]),
    # how much of it by a time that stands alone; of several, each its own
    ("治理侵蚀沟410条，上半年完成220条。", ["侵蚀沟 = 410 条", "侵蚀沟 = 220 条 by 2025-06"]),
    (
        "培训200人，上半年120人、下半年80人。",
        ["培训 = 200 人", "培训 = 120 人 by 2025-06", "培训 = 80 人 by 2025-12"],
    ),
    (
        "签发量2025年达到30万票、2026年突破60万票；下水量年均增长20%。",
        ["签发量 = 300000 票 by 2025", "签发量 > 600000 票 by 2026", "下水量年均增速 = 20 %"],
    ),
    # a time behind it of a clause with a subject of its own
    ("创建园区120个，春季修剪工作于4月5日前全面完成。", ["园区 = 120 个"]),
    ("厂房12万平方米由市住建局负责建设，10月交付。", ["厂房 = 120000 平方米 by 2025-10"]),
    # one behind it, unless another figure follows
    ("新建驿站100个，9月底前全部建成投用。", ["驿站 = 100 个 by 2025-09"]),
    ("新建驿站100个，到2026年，驿站达到300个。", ["驿站 = 100 个", "驿站 = 300 个 by 2026"]),
    (
        "到2025年底培育作坊100家，到2026年再培育100家，累计达到200家。",
        ["作坊 = 100 家 by 2025", "作坊 = 100 家 by 2026", "作坊 = 200 家 by 2026 cumulative"],
    ),
    # the time that opens the paragraph
    ("到2026年，体系更加完善。覆盖率达到60%。", ["覆盖率 = 60 % by 2026"]),
    ("完善体系，2026年底前出台办法。覆盖率达到60%。", ["覆盖率 = 60 %"]),
    # the time of the first of several is theirs, and a start in between begins another matter
    ("首批9月底前完成，培训600人。", ["培训 = 600 人"]),
    ("培训600人，首期9月底前开班。", ["培训 = 600 人"]),
    ("6月30日前发布指引，7月起开通通道，预审不超过5个工作日。", ["预审 <= 5 个工作日"]),
    # 当年 is the year of the time before
    ("工坊2026年上半年挂牌，当年带徒30名。", ["带徒 = 30 名 by 2026"]),
    # that of a part is not that of the whole
    ("新建驿站90个，其中城区40个于6月底前完成；完善机制。", ["驿站 = 90 个 [城区 40]"]),
    (
        "新建驿站90个，其中城区40个于6月底前完成，新建书屋3个。",
        ["驿站 = 90 个 [城区 40]", "书屋 = 3 个"],
    ),
    (
        "新建驿站90个（甲镇40个、乙镇50个于6月底前完成），9月底前全部投用。",
        ["驿站 = 90 个 by 2025-09 [甲镇 40] [乙镇 50]"],
    ),
    ("新建驿站90个，其中城区40个，9月底前全部投用。", ["驿站 = 90 个 by 2025-09 [城区 40]"]),
    ("9月底前新建驿站90个，其中城区40个。", ["驿站 = 90 个 by 2025-09 [城区 40]"]),
    # each of several years its own
    (
        "到2026年、2027年，覆盖率分别达到60%、80%。",
        ["覆盖率 = 60 % by 2026", "覆盖率 = 80 % by 2027"],
    ),
    (
        "2025年、2026年分别新建驿站100个、80个。",
        ["驿站 = 100 个 by 2025", "驿站 = 80 个 by 2026"],
    ),
    ("2025年、2026年每年新建驿站100个。", ["驿站 = 100 个 by 2025", "驿站 = 100 个 by 2026"]),
    ("2024年、2025年分别新建驿站100个、80个。", ["驿站 = 80 个 by 2025"]),
    ("2025、2026年分别新增3家、4家书屋。", ["书屋 = 3 家 by 2025", "书屋 = 4 家 by 2026"]),
    (
        "全县书屋数量2025、2026、2027年分别新增3家、4家、5家以上。",
        [
            "全县书屋数量新增 >= 3 家 by 2025",
            "全县书屋数量新增 >= 4 家 by 2026",
            "全县书屋数量新增 >= 5 家 by 2027",
        ],
    ),
    ("2025—2026年分别新建驿站7个、8个。", ["驿站 = 7 个 by 2025", "驿站 = 8 个 by 2026"]),
    (
        "城乡书屋，2025年、2026年分别新增3家、4家。",
        ["城乡书屋新增 = 3 家 by 2025", "城乡书屋新增 = 4 家 by 2026"],
    ),
    ("新增书屋2025年3家、2026年4家。", ["书屋 = 3 家 by 2025", "书屋 = 4 家 by 2026"]),
    ("覆盖率、满意度2026年分别达到60%、90%。", ["覆盖率 = 60 % by 2026", "满意度 = 90 % by 2026"]),
    # what is to be reached by a time is no part of the whole, and its time is not that of what follows
    ("新建驿站90个，其中6月底前完成40个。", ["驿站 = 90 个", "驿站 = 40 个 by 2025-06"]),
    (
        "到2026年，新建驿站90个以上，其中2025年不少于40个。",
        ["驿站 >= 90 个 by 2026", "驿站 >= 40 个 by 2025"],
    ),
    (
        "新建驿站90个（其中2025年底前建成40个），改造书屋3个。",
        ["驿站 = 90 个", "驿站 = 40 个 by 2025", "书屋 = 3 个"],
    ),
    (
        "新建驿站90个（2025年40个、2026年50个）。",
        ["驿站 = 90 个", "驿站 = 40 个 by 2025", "驿站 = 50 个 by 2026"],
    ),
    # none
    ("新建驿站100个。", ["驿站 = 100 个"]),
    ("漏损率由2022年的12%下降到2026年的9%以内。", ["漏损率 <= 9 % by 2026 from 12 base 2022"]),
    ("入园率由2021年的71%提高到2027年末的85%。", ["入园率 = 85 % by 2027 from 71 base 2021"]),
    (
        "综合产值2026年、2027年分别达到15亿元、20亿元。",
        ["综合产值 = 1500000000 元 by 2026", "综合产值 = 2000000000 元 by 2027"],
    ),
]

#: Figures that stand alone with their time, of what the clause before says (a plan for 2025).
ALONE: list[tuple[str, list[str]]] = [
    # what there is to be more of
    ("培育企业，2025年达到20家。", ["企业 = 20 家 by 2025"]),
    ("新增学位，到2025年达到3000个。", ["学位 = 3000 个 by 2025"]),
    ("培育专精特新企业，到2025年底累计达到200家以上。", ["专精特新企业 >= 200 家 by 2025 cumulative"]),
    ("引进高层次人才，力争2025年达到100名。", ["高层次人才 = 100 名 by 2025 soft"]),
    ("打造智慧社区，到2025年底，达到300个。", ["智慧社区 = 300 个 by 2025"]),
    ("培育企业（含外资），2025年达到20家。", ["企业 = 20 家 by 2025"]),
    ("持续壮大市场主体，2025年突破10万户。", ["市场主体 > 100000 户 by 2025"]),
    ("培育企业，2025年20家。", ["企业 = 20 家 by 2025"]),
    ("培育企业，2025年底前不少于20家。", ["企业 >= 20 家 by 2025"]),
    ("培育企业，2025年新增20家。", ["企业 = 20 家 by 2025"]),
    ("建设公园，2025年完成20个。", ["公园 = 20 个 by 2025"]),
    ("实施老旧小区改造，2025年达到200个。", ["老旧小区改造 = 200 个 by 2025"]),
    ("发展数字经济，2025年突破1000亿元。", ["数字经济 > 100000000000 元 by 2025"]),
    ("培育企业，2025年达到10家，2026年达到20家。", ["企业 = 10 家 by 2025", "企业 = 20 家 by 2026"]),
    ("新建学校10所，培育企业，到2025年达到20家。", ["学校 = 10 所", "企业 = 20 家 by 2025"]),
    # what grows
    ("充电桩保有量逐年提升，2025年达到5万个。", ["充电桩保有量 = 50000 个 by 2025"]),
    ("污水处理能力稳步提升，2025年达到10万吨/日。", ["污水处理能力 = 100000 吨/日 by 2025"]),
    ("提高绿化覆盖率，到2025年达到45%。", ["绿化覆盖率 = 45 % by 2025"]),
    ("单位产值能耗持续下降，到2025年降低13.5%。", ["单位产值能耗降低 = 13.5 % by 2025"]),
    # what is measured
    ("城镇新增就业，2025年达到5万人。", ["城镇新增就业 = 50000 人 by 2025"]),
    ("数字经济增加值占比，2025年达到10%。", ["数字经济增加值比例 = 10 % by 2025"]),
    # the year behind the noun is the deadline, and no part of the noun
    ("城镇化率2025年提高到65%。", ["城镇化率 = 65 % by 2025"]),
    ("企业开办时间到2025年压缩到1天。", ["企业开办时间 = 1 天 by 2025"]),
    ("充电桩保有量2025年不少于8万个。", ["充电桩保有量 >= 80000 个 by 2025"]),
    ("研发投入强度到2025年达到2.5%，2027年达到3%。",
     ["研发投入强度 = 2.5 % by 2025", "研发投入强度 = 3 % by 2027"]),
    ("推进高标准农田建设，10月底前建成5万亩。", ["高标准农田 = 50000 亩 by 2025-10"]),
    ("加快绿道建设，2025年建成20公里。", ["绿道 = 20 公里 by 2025"]),
    ("每年引进人才1000人以上，三年累计不少于3000人。", ["人才 >= 1000 人", "人才 >= 3000 人 cumulative"]),
    ("五年治理河长80公里。", ["河长 = 80 公里"]),
    # a class by its size is no figure; what each is given; a year that dates one figure alone
    ("建设1000吨级航道200公里，推进云江1000吨级通航设施工程。", ["1000吨级航道 = 200 公里"]),
    ("经费保障不低于每生每年200元。", ["经费保障 >= 200 元"]),
    (
        "每万人全科医生数由2020年的2.9人提高到2027年的3.93人，建成站点30个。",
        ["每万人全科医生 = 3.93 人 by 2027 from 2.9 base 2020", "建成站点 = 30 个"],
    ),
    ("支持江州马铃薯、青山苹果等产区建设集配中心，年底前建成15个。", ["集配中心 = 15 个 by 2025"]),
    ("在江州、青山等地建设集配中心，年底前建成15个。", ["集配中心 = 15 个 by 2025"]),
    ("支持江州医学院附属医院等机构建设专病数据库，年底前建成8个，其中罕见病2个。", ["专病数据库 = 8 个 by 2025 [罕见病 2]"]),
    ("鼓励企业建设实验室，2025年达到20家。", ["实验室 = 20 家 by 2025"]),
    ("每季度开展一次药材专项抽检，全年不少于400批次。", ["药材专项抽检 >= 400 批次"]),
    ("每月举办一期政策宣讲，全年不少于12期。", ["政策宣讲 >= 12 期"]),
    # work in general is nothing that so many are of
    ("支持企业加快建设数字经济，2025年达到20家。", []),
    ("推进数字化转型，到2025年达到50家。", []),
    ("加强数据安全管理，2025年达到20家。", []),
    ("强化人才支撑，2025年达到80%。", []),
    ("发展数字经济，2025年达到20家。", []),
    ("营商环境持续优化，2025年达到20家。", []),
    ("培育企业，2025年达到20%。", []),
    ("培育企业，2023年达到20家。", []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), ALONE)
def test_a_figure_alone_with_its_time_is_of_what_the_clause_before_says(
    words: str, expected: list[str]
) -> None:
    facts, first = measure(f"甲工作。{words}（责任单位：省数据局）")
    assert facts.targets(first.target) == expected


@pytest.mark.parametrize(("words", "expected"), DEADLINES)
def test_deadlines(words: str, expected: list[str]) -> None:
    facts, first = measure(f"甲工作。{words}（责任单位：省数据局）")
    assert facts.targets(first.target) == expected


def test_a_target_without_a_time_inherits_the_end_of_the_plans_period() -> None:
    facts, first = measure(
        "甲工作。新建驿站100个。（责任单位：省数据局）", title="云岭省数字化规划（2021—2025年）"
    )
    (target,) = facts.all(Target, first.target)
    assert (str(target.deadline), target.deadline_basis) == ("2025", "Inherited")


#: What a note or a cell says of all that it stands beside.
HANDED_ON = [
    ("甲工作。新建驿站100个。（责任单位：省数据局；完成时限：2025年10月底前）", "2025-10", "Inherited"),
    ("甲工作。新建驿站100个。（责任单位：省数据局；完成时限：2025年6月、2025年10月）", "2025", "Inherited"),
    ("甲工作。新建驿站100个。（责任单位：省数据局；完成时限：长期坚持）", "2025", "Inherited"),
    ("甲工作。9月底前新建驿站100个。（责任单位：省数据局；完成时限：2025年10月底前）", "2025-09", "Inferred"),
]


@pytest.mark.parametrize(("words", "deadline", "basis"), HANDED_ON)
def test_a_target_without_a_time_inherits_that_of_the_note_before_the_plans(
    words: str, deadline: str, basis: str
) -> None:
    facts, first = measure(words)
    (target,) = facts.all(Target, first.target)
    assert (str(target.deadline), target.deadline_basis) == (deadline, basis)


def test_a_deadline_is_a_schedule_of_its_target() -> None:
    facts, first = measure("甲工作。新建驿站100个，9月底前全部建成。（责任单位：省数据局）")
    (schedule,) = facts.all(Schedule, first.schedule)
    assert schedule.of_target == first.target[0]


#: What a plan for 2025 says of years that are over.
ACHIEVED = [
    "2023年，全省建成驿站100个。",
    "“十三五”期间，全省建成驿站100个。",
    "截至2024年底，驿站达到100个。",
]


@pytest.mark.parametrize("words", ACHIEVED)
def test_what_was_reached_before_the_plan_is_no_target(words: str) -> None:
    facts, first = measure(f"甲工作。{words}2025年新增驿站20个。（责任单位：省数据局）")
    assert [str(t.value) for t in facts.all(Target, first.target)] == ["20"]


@pytest.mark.parametrize(
    "words",
    [
        "改造2000年底前建成的小区100个。",
        "更新2010年以前投用的电梯100部。",
        "淘汰2005年前登记注册的车辆100辆。",
    ],
)
def test_the_age_of_what_the_work_is_done_to_is_no_year_of_a_target(words: str) -> None:
    facts, first = measure(f"甲工作。{words}（责任单位：省数据局）")
    assert [t.split(" = ")[1] for t in facts.targets(first.target)] in (["100 个"], ["100 部"], ["100 辆"])


@pytest.mark.parametrize("words", ["比2020年增长50%", "由2020年的20%提高到30%"])
def test_a_base_year_is_not_over(words: str) -> None:
    facts, first = measure(f"甲工作。研发投入{words}。（责任单位：省数据局）")
    (target,) = facts.all(Target, first.target)
    assert target.baseline_year == 2020


def test_what_is_said_twice_is_one_target_with_two_places() -> None:
    facts, first = measure("甲工作。新建驿站100个。各地推进，新建驿站100个。（责任单位：省数据局）")
    (target,) = facts.all(Target, first.target)
    assert len(facts.spans(target)) == 2


def in_zhejiang(words: str) -> Facts:
    return read(
        "浙江省2025年数字化工作要点\n一、任务\n"
        f"1.甲工作。{words}（责任单位：省数据局）\n2.乙工作。推进。（责任单位：省教育厅）\n"
    )


#: The words of a measure of a plan of Zhejiang, and its targets.
PLACES: list[tuple[str, list[str]]] = [
    ("新建充电桩5000个（杭州市2000个、宁波市3000个）。", ["充电桩 = 5000 个 [杭州市 2000] [宁波市 3000]"]),
    ("新增学位5000个，其中幼儿园400个。", ["学位 = 5000 个 [幼儿园 400]"]),
    ("杭州市算力规模达到1000P。", ["杭州市算力规模 = 1000 P in 杭州市"]),
    ("全省算力规模达到1000P。", ["算力规模 = 1000 P"]),
]


@pytest.mark.parametrize(("words", "expected"), PLACES)
def test_parts_and_regions(words: str, expected: list[str]) -> None:
    facts = in_zhejiang(words)
    assert facts.targets(facts.measures[0].target) == expected


def test_the_time_above_a_list_of_goals_holds_for_its_items() -> None:
    facts = read(
        "云岭省数字化发展规划（2021—2030年）\n一、主要目标\n到2025年，数字化水平明显提升。\n"
        "——基础设施更加完善，覆盖率达到60%。\n——产业更加壮大，园区达到30个。\n"
        "二、主要任务\n1.建设平台。新建驿站100个。（责任单位：省数据局）\n"
        "2.完善机制。推进。（责任单位：省教育厅）\n"
    )
    lines = facts.targets(t.iri for t in facts.of(Target))
    assert sorted(lines) == ["园区 = 30 个 by 2025", "覆盖率 = 60 % by 2025", "驿站 = 100 个"]


#: Paragraphs below a goal of 2025: with titles of their own, and further on where another text begins.
BELOW = [
    ("（二）发展目标。到2025年，产业更强。\n规模持续壮大。企业突破300家。\n", ["企业 > 300 家 by 2025"]),
    ("（二）发展情况。到2025年，产业更强。\n规模持续壮大。企业突破300家。\n", ["企业 > 300 家"]),
    ("到2025年，产业更强。\n1.规模。企业突破300家。\n构建新的格局。完善布局。\n1.园区。建成园区3个。\n",
     ["企业 > 300 家 by 2025", "园区 = 3 个"]),
    ("产业方面：到2025年底，体系更全。企业突破300家。\n园区方面：建成园区3个。\n",
     ["企业 > 300 家 by 2025", "园区 = 3 个"]),
    ("（一）总体目标。到2025年，产业更强。\n（二）重点领域。企业突破300家。\n", ["企业 > 300 家"]),
]  # fmt: skip


@pytest.mark.parametrize(("goals", "expected"), BELOW)
def test_the_time_of_a_goal_holds_for_the_paragraphs_below_it(goals: str, expected: list[str]) -> None:
    facts = read(
        f"云岭省数字化发展规划（2021—2030年）\n一、总体要求\n{goals}"
        "二、主要任务\n1.建设平台。推进。（责任单位：省数据局）\n2.完善机制。推进。（责任单位：省教育厅）\n"
    )
    assert facts.targets(t.iri for t in facts.of(Target)) == expected


#: The words of a measure, and the words that state its target.
QUOTES = [
    ("深入推进改革，新建驿站100个。", "新建驿站100个"),
    ("到2026年，驿站达到100个以上。", "驿站达到100个以上"),
    ("建成100个驿站，完善机制。", "建成100个驿站"),
]


@pytest.mark.parametrize(("words", "quote"), QUOTES)
def test_the_evidence_is_what_states_the_target(words: str, quote: str) -> None:
    facts, first = measure(f"甲工作。{words}（责任单位：省数据局）")
    (target,) = facts.all(Target, first.target)
    assert target.quote is not None
    assert target.quote in quote
    assert [span.words for span in facts.spans(target)] == [target.quote]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("新建公厕5个，改造公厕5个。", ["公厕 = 5 个", "公厕 = 5 个"]),
        ("新建公厕5个。年内新建5个公厕。", ["公厕 = 5 个 by 2025"]),
        ("6月底前新建公厕5个。年内新建5个公厕。", ["公厕 = 5 个 by 2025-06", "公厕 = 5 个 by 2025"]),
        ("公厕达到5个。新建5个公厕。", ["公厕 = 5 个"]),
        ("新增公厕5个，6月底前再新增公厕5个。", ["公厕 = 5 个", "公厕 = 5 个 by 2025-06"]),
    ],
)
def test_different_works_on_as_many_things_are_different_targets(words: str, expected: list[str]) -> None:
    facts, first = measure(f"甲工作。{words}（责任单位：省数据局）")
    assert facts.targets(first.target) == expected
