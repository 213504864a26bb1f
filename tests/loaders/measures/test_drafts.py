"""Which items are the measures of a plan, with their numbers, titles and words."""

from __future__ import annotations

import pytest

from ontology.records import Assignment, Clause, Section
from tests.loaders.reading import measure, read

HEAD = "云岭省2025年数字化工作要点\n"

PLANS: list[tuple[str, str, list[tuple[str | None, str | None]]]] = [
    (
        "1. with a title sentence",
        "一、甲\n1.建设平台。建成平台。（责任单位：省数据局）\n2.优化服务。推进服务。（责任单位：省教育厅）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "（一） as the measure",
        "一、甲\n（一）建设平台。建成平台。（省数据局负责）\n（二）优化服务。推进服务。（省教育厅负责）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "一、 as the measure",
        "一、建设平台。建成平台。（省数据局负责）\n二、优化服务。推进服务。（省教育厅负责）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "1、 with a title sentence",
        "一、甲\n1、建设平台。建成平台。（省数据局牵头）\n2、优化服务。推进服务。（省教育厅牵头）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "a note in square brackets before each title",
        "一、甲\n（一）【责任单位：省数据局】建设平台\n建成平台。\n（二）【责任单位：省教育厅、省财政厅】优化服务\n推进服务。\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "numbers that restart",
        "一、甲\n1.建设平台。建成平台。（省数据局负责）\n2.扩大共享。推进共享。（省数据局负责）\n"
        "二、乙\n1.优化服务。推进服务。（省教育厅负责）\n",
        [("1", "建设平台"), ("2", "扩大共享"), ("1", "优化服务")],
    ),
    (
        "numbers that run on from an upstream list",
        "一、甲\n22.建设平台。建成平台。（省数据局负责）\n23.优化服务。推进服务。（省教育厅负责）\n",
        [("22", "建设平台"), ("23", "优化服务")],
    ),
    (
        "numbers with gaps",
        "一、建设平台。建成平台。（省数据局负责）\n三、优化服务。推进服务。（省教育厅负责）\n",
        [("1", "建设平台"), ("3", "优化服务")],
    ),
    (
        "items without a title sentence",
        "一、甲\n1.建设平台，优化服务，完善机制，提升能力。（省数据局负责）\n"
        "2.推进资源共享，扩大开放范围。（省教育厅负责）\n",
        [("1", None), ("2", None)],
    ),
    (
        "a heading with a note of its own is a measure without a number",
        "一、甲\n（一）建设平台。建成平台。（省数据局负责）\n（二）优化服务。推进服务。（省教育厅负责）\n"
        "二、推进措施\n加强领导，完善机制。（省数据局负责）\n",
        [("1", "建设平台"), ("2", "优化服务"), (None, "推进措施")],
    ),
    (
        "a title on a line of its own",
        "一、甲\n1.建设平台\n建成平台，覆盖全省。\n责任单位：省数据局\n"
        "2.优化服务\n推进服务，方便群众。\n责任单位：省教育厅\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "opening headings are no measures",
        "一、总体要求\n（一）指导思想。坚持创新。\n（二）工作目标。建成平台100个。\n"
        "二、重点任务\n（一）建设平台。建成平台。（省数据局负责）\n（二）优化服务。推进服务。（省教育厅负责）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "numbers that lost their line end",
        "一、甲\n1.建设平台。建成平台。（责任单位：省数据局）2.优化服务。推进服务。（责任单位：省教育厅）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "parts of a measure are no measures",
        "一、建设平台。抓好两项工作。\n（一）建成平台。\n（二）推广平台。\n（省数据局负责）\n"
        "二、优化服务。推进服务。（省教育厅负责）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "a numbered list in a box within a measure, between the items of the plan",
        "一、任务\n（一）建设平台。建成平台，覆盖全省各地。\n（二）优化服务。推进服务，方便群众办事。\n"
        "专栏1 重点工程\n1.驿站工程。新建驿站100个，覆盖城区。\n2.管网工程。改造管网30公里，保障供水。\n"
        "（三）保障安全。健全制度，守住安全底线。\n二、保障措施\n（一）加强领导。健全工作机制，形成合力。\n",
        [("1", "建设平台"), ("2", "优化服务"), ("3", "保障安全"), ("1", "加强领导")],
    ),
    (
        "an excerpt, said below the title",
        "（节选）\n一、任务\n（一）建设平台。建成平台，覆盖全省各地。\n（二）优化服务。推进服务，方便群众办事。\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in PLANS], ids=[row[0] for row in PLANS])
def test_numbers_and_titles(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert [(m.number, m.title) for m in read(HEAD + text).measures] == expected


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in PLANS], ids=[row[0] for row in PLANS])
def test_ordinals_are_places_in_the_plan(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert [m.ordinal for m in read(HEAD + text).measures] == list(range(1, len(expected) + 1))


def test_what_follows_the_note_of_the_last_item_is_none_of_it() -> None:
    text = (
        "1.建设平台。建成平台。（省数据局负责）\n2.优化服务。推进服务。（省教育厅负责）\n3.保障安全。守住底线。\n"
        "（省公安厅负责）\n省数据局负责人介绍，方案将于2026年3月底前评估。\n责任编辑：李明\n"
    )
    facts = read(HEAD + "一、任务\n" + text)
    assert [m.text for m in facts.measures] == ["建成平台。", "推进服务。", "守住底线。"]
    assert facts.schedules(facts.measures[2]) == ["Due 2025 inherited"]


_CLOSED_BY_UNITS = """失业保险返还
参保企业缴费满一年的，可以申请返还。
大型企业按比例返还，中小微企业提高比例。
省人力资源社会保障厅、省财政厅等按职责分工负责
创业贷款
扩大创业贷款规模。
省财政厅、人民银行云岭省分行按职责分工负责
技能培训
开展补贴性培训，建设实训场所。
省人力资源社会保障厅
零工市场
每个县建成一个零工市场。
各市州人民政府，省人力资源社会保障厅
云岭省人民政府办公厅
2025年3月1日
"""


def test_lines_of_units_close_what_stands_above_them_without_numbers() -> None:
    facts = read(HEAD + _CLOSED_BY_UNITS)
    measures = facts.measures
    assert [(m.title, [a.mention for a in facts.all(Assignment, m.assignment)]) for m in measures] == [
        ("失业保险返还", ["省人力资源社会保障厅", "省财政厅"]),
        ("创业贷款", ["省财政厅", "人民银行云岭省分行"]),
        ("技能培训", ["省人力资源社会保障厅"]),
        ("零工市场", ["各市州人民政府", "省人力资源社会保障厅"]),
    ]
    assert "大型企业按比例返还" in (measures[0].text or "")


def test_lines_of_units_with_work_below_the_last_close_nothing() -> None:
    works = ("建设学校，扩大学位", "推进防汛，加固堤防", "改造公路，修复桥梁", "提升医疗，新增床位")
    offices = ("省教育厅", "省水利厅", "省交通运输厅", "省卫生健康委")
    text = "\n".join(
        f"{office}\n{n}.{work}。" for n, (office, work) in enumerate(zip(offices, works, strict=True), 1)
    )
    facts = read(f"{HEAD}{text}\n")
    assert [m.number for m in facts.measures] == ["1", "2", "3", "4"]
    assert not facts.of(Assignment)


def test_an_office_above_the_first_list_heads_it_like_those_above_the_others() -> None:
    facts = read(
        HEAD + "省教育厅\n1.建设学校。扩大学位。\n2.提升质量。推进教研。\n"
        "省水利厅\n1.推进防汛。加固堤防。\n2.保障供水。建设水厂。\n"
    )
    named = [[a.mention for a in facts.all(Assignment, m.assignment)] for m in facts.measures]
    assert named == [["省教育厅"], ["省教育厅"], ["省水利厅"], ["省水利厅"]]


def test_paragraphs_between_lines_of_units_belong_to_the_line_below() -> None:
    facts = read(
        HEAD + "为推进工作，制定本要点。\n建成省级平台。\n省数据局、省财政厅负责\n"
        "扩大网上办理。\n推进帮办代办。\n省教育厅负责\n"
    )
    assert [(m.title, m.text) for m in facts.measures] == [
        (None, "建成省级平台。"),
        ("扩大网上办理", "推进帮办代办。"),
    ]


def test_lines_that_list_units_alone_close_the_items_above_where_there_are_several() -> None:
    items = [
        ("建设平台", "完成平台升级。", "省数据局、省财政厅"),
        ("优化服务", "扩大网上办理。", "省教育厅"),
        ("完善共享", "推动数据归集。", "各市州人民政府、省数据局"),
    ]
    text = "".join(f"{n}.{title}\n{body}\n{units}\n" for n, (title, body, units) in enumerate(items, 1))
    facts = read(HEAD + text)
    named = [[a.mention for a in facts.all(Assignment, m.assignment)] for m in facts.measures]
    assert named == [units.split("、") for _, _, units in items]
    assert [m.text for m in facts.measures] == [body for _, body, _ in items]


def test_the_text_is_the_body_without_number_title_and_note() -> None:
    facts, first = measure("建设平台。建成省级平台，完善机制。（责任单位：省数据局）")
    assert first.text == "建成省级平台，完善机制。"
    assert facts.all(Section, [first.section or ""])[0].title == "主要任务"


def test_every_note_makes_a_clause_and_the_measure_has_the_union() -> None:
    facts, first = measure(
        "建设平台。建成平台。（省数据局牵头）扩大共享。（省财政厅、省数据局负责）推广应用。"
    )
    clauses = facts.all(Clause, first.clause)
    assert [c.text for c in clauses] == ["建成平台。", "扩大共享。"]
    assert [c.ordinal for c in clauses] == [1, 2]
    assert [len(c.lead) for c in clauses] == [1, 0]
    assert [len(c.responsible) for c in clauses] == [0, 2]
    assert (len(first.lead), len(first.responsible)) == (1, 2)
    assert first.text is not None
    assert "推广应用。" in first.text


def test_a_sole_note_makes_a_clause_too() -> None:
    _, first = measure("建设平台。建成平台。（省数据局牵头）")
    assert len(first.clause) == 1


def test_rows_of_a_table_make_no_clauses() -> None:
    facts = read(
        "云岭省数字化任务清单\n序号\t重点工作\t责任单位\t进度安排\n"
        "1\t建设平台，完善机制。\t省数据局\t持续推进\n2\t优化服务。\t省教育厅\t2025年底前\n"
    )
    assert [(m.number, m.title, m.text, m.clause) for m in facts.measures] == [
        ("1", None, "建设平台，完善机制。", ()),
        ("2", None, "优化服务。", ()),
    ]


def test_an_outline_is_sections_and_no_measures() -> None:
    facts = read(
        "云岭省“十四五”数字规划\n一、发展基础\n（一）现状\n（二）形势\n"
        "二、重点任务\n（一）基础设施\n1 网络\n2 算力\n（二）应用\n"
    )
    assert facts.measures == []
    assert [s.title for s in facts.of(Section)] == [
        "发展基础", "现状", "形势", "重点任务", "基础设施", "网络", "算力", "应用",
    ]  # fmt: skip


#: Paragraphs under headings that no number marks, behind the words that announce them.
_PARAGRAPHS = [
    ("实施节水行动", "建成节水型小区30个，改造老旧供水管网120公里，全市万元产值用水量下降5%以上。"),
    ("做强种业和农机", "新建良种繁育基地2万亩，培育农机合作社40家，主要农作物机械化率达到88%以上。"),
    ("开展清河专项行动", "整治黑臭水体18条，清理河道垃圾3万吨，建设幸福河湖6条，打造滨水绿道25公里。"),
]


@pytest.mark.parametrize(
    "announced",
    ["2024年，全市农业农村工作定下这些目标↓", "今年江州市确定了以下任务：", "2024年江州市确定如下目标"],
)
def test_paragraphs_behind_an_announcement_are_measures_from_the_first_on(announced: str) -> None:
    facts = read(
        "江州农业投资项目一览\n“十四五”期间，江州市将组织实施一批重大农业项目，带动农民增收，缩小城乡差距。\n"
        f"{announced}\n" + "".join(f"{title}\n{body}\n" for title, body in _PARAGRAPHS)
    )  # fmt: skip
    assert [(m.title, m.text) for m in facts.measures] == _PARAGRAPHS
