"""The texts within one document."""

from __future__ import annotations

from itertools import pairwise

import pytest

from loaders.documents.parts import parts
from tests.loaders.reading import read

NOTICE = """云岭省人民政府办公厅关于印发云岭省数字经济工作方案的通知
云政办发〔2023〕12号
各市人民政府，省政府各部门：
《云岭省数字经济工作方案》已经省政府同意，现印发给你们。
云岭省人民政府办公厅
2023年5月8日
云岭省数字经济工作方案
为推动数字经济发展，制定本方案。
一、主要任务
1.建设平台。建成平台。（责任单位：省数据局）
"""


def test_a_notice_and_its_plan_are_one_text_with_number_date_and_issuer() -> None:
    (part,) = parts(NOTICE)
    assert part.kind == "plan"
    assert part.title == "云岭省数字经济工作方案"
    assert part.number is not None
    assert NOTICE[slice(*part.number)] == "云政办发〔2023〕12号"
    assert part.date is not None
    assert NOTICE[slice(*part.date)] == "2023年5月8日"
    assert [NOTICE[a:b] for a, b in part.issuer] == ["云岭省人民政府办公厅"]
    assert NOTICE[part.body :].lstrip().startswith("为推动数字经济发展")


def test_a_seal_for_another_body_is_kept() -> None:
    text = NOTICE.replace(
        "云岭省人民政府办公厅\n2023年5月8日", "数字云岭建设领导小组办公室\n（云岭省数据局代章）\n2023年5月8日"
    )
    (part,) = parts(text)
    assert [text[a:b] for a, b in part.sealed_by] == ["云岭省数据局"]


def test_an_interpretation_is_known_by_its_words() -> None:
    text = (
        "《云岭省数字经济工作方案》政策解读\n一、起草背景\n为推动发展。\n"
        "二、主要内容\n《方案》提出三项任务。\n三、保障措施\n加强领导。\n"
    )
    assert [p.kind for p in parts(text)] == ["interpretation"]


def test_a_report_is_known_by_its_words() -> None:
    text = (
        "云岭出台数字经济新政\n本报记者从省数据局获悉，云岭省印发《云岭省数字经济工作方案》，提出建设平台。\n"
        "《方案》提出，到2025年建成平台。\n"
    )
    assert [p.kind for p in parts(text)] == ["report"]


def test_parts_cover_the_text_in_order() -> None:
    text = NOTICE + "\n" + NOTICE.replace("数字经济", "数字社会").replace("12号", "13号")
    found = parts(text)
    assert [p.title for p in found] == ["云岭省数字经济工作方案", "云岭省数字社会工作方案"]
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(p.start <= p.body <= p.end for p in found)


PLAN = "一、主要任务\n1.建设平台。建成平台。（责任单位：市数据局）\n2.优化服务。推进服务。（责任单位：市教育局）\n"

#: What stands above the plan, and the title that is read; the plan's measures are the same in all.
HEADS: list[tuple[str, str, str]] = [
    ("a title alone", "江州市2024年工作要点\n", "江州市2024年工作要点"),
    ("a title over two lines", "全面推进江州市乡村振兴\n加快农业农村现代化的实施方案\n", "全面推进江州市乡村振兴加快农业农村现代化的实施方案"),
    ("a title given twice in its line", "江州市2024年数字经济工作要点（江州市2024年数字经济工作要点）\n", "江州市2024年数字经济工作要点"),
    ("a title given again in brackets below", "江州市支持企业发展和营商环境优化提升三年行动实施方案\n（江州市支持企业发展和营商环境优化提升三年行动实施方案）\n", "江州市支持企业发展和营商环境优化提升三年行动实施方案"),
    ("a title and its years on the next line", "江州市数字经济行动计划\n（2023—2025年）\n", "江州市数字经济行动计划（2023—2025年）"),
    (
        "a heading of the site, then the title",
        "首页 > 政务公开 > 规划计划\n规划计划\n江州市2024年工作要点\n来源：市政府办公室 发布日期：2024-03-05 浏览次数：12\n江州市2024年工作要点\n",
        "江州市2024年工作要点",
    ),
    (
        "an index block with the title as a field",
        "索 引 号：000000/2024-001\n名    称：江州市2024年工作要点\n发布机构：江州市人民政府办公室\n为做好全年工作，制定本要点。\n",
        "江州市2024年工作要点",
    ),
    (
        "a notice, its title broken in lines",
        "江州市人民政府办公室\n关于印发江州市2024年工作要点的\n通    知\n各县（市、区）人民政府：\n现将《江州市2024年工作要点》印发给你们。\n2024年3月5日\n江州市2024年工作要点\n",
        "江州市2024年工作要点",
    ),
    (
        "a notice with points of its own, the title over two lines",
        "江州市人民政府办公室关于印发2024年市《政府工作报告》目标任务责任分解方案的通知\n各县（市、区）人民政府：\n"
        "《2024年市〈政府工作报告〉目标任务责任分解方案》已经同意，现印发给你们，并就有关事项通知如下。\n"
        "一、加强统筹。各责任单位要于2024年2月15日前报送办理方案。\n二、压实责任。各责任单位要明确专人。\n三、精准督办。市政府督查室负责统一调度。\n"
        "江州市人民政府办公室\n2024年1月22日\n2024年市《政府工作报告》目标任务\n责任分解方案\n",
        "2024年市《政府工作报告》目标任务责任分解方案",
    ),
    (
        "a notice without the title again",
        "江州市人民政府办公室关于印发江州市2024年工作要点的通知\n各县（市、区）人民政府：\n现将《江州市2024年工作要点》印发给你们，请认真贯彻执行。\n"
        "江州市人民政府办公室\n2024年3月5日\n为做好全年工作，制定本要点。\n",
        "江州市2024年工作要点",
    ),
    (
        "a notice with points of its own, without the title again",
        "江州市人民政府办公室关于印发江州市2024年工作要点的通知\n各县（市、区）人民政府：\n现将《江州市2024年工作要点》印发给你们，并提出以下要求。\n"
        "一、提高认识。各单位要高度重视。\n二、加强督查。各单位要按季度报送。\n江州市人民政府办公室\n2024年3月5日\n为做好全年工作，安排如下。\n",
        "江州市2024年工作要点",
    ),
    (
        "a notice whose plan stands below it under a title in other words",
        "江州市人民政府办公室关于印发2024年重点工作和民生实事责任分解的通知\n各县（市、区）人民政府：\n《2024年重点工作责任分解》《2024年民生实事责任分解》已经同意，现印发给你们。\n"
        "附件：1.2024年重点工作责任分解\n2.2024年民生实事责任分解\n江州市人民政府办公室\n2024年3月5日\n附件1\n2024年重点工作责任分解\n",
        "2024年重点工作责任分解",
    ),
    (
        "a notice that transmits nothing, and its attachment",
        "江州市人民政府办公室关于做好2024年重点工作督办的通知\n各县（市、区）人民政府：\n现将有关任务分解下达。\n附件：2024年重点工作任务分解表\n2024年3月5日\n附件\n2024年重点工作任务分解表\n",
        "2024年重点工作任务分解表",
    ),
    (
        "a notice without its title",
        "各县（市、区）人民政府：\n《江州市2024年工作要点》已经市政府同意，现印发给你们，请认真贯彻执行。\n江州市人民政府办公室\n2024年3月5日\n江州市2024年工作要点\n",
        "江州市2024年工作要点",
    ),
    (
        "a report that gives the text in full",
        "近日，江州市人民政府办公室印发了《江州市2024年工作要点》，并发出通知。\n《江州市2024年工作要点》全文如下。\n为做好全年工作，制定本要点。\n",
        "江州市2024年工作要点",
    ),
    (
        "a notice that makes points and transmits an attached table",
        "江州市人民政府关于分解落实2024年工作任务的通知\n各县（市、区）人民政府：\n经研究，现将2024年工作任务分解印发。\n"
        "一、细化任务抓落实。各单位要细化措施，建立台账，明确责任。\n二、明确责任抓落实。各单位要履行职责，压实责任，密切配合。\n江州市人民政府\n2024年1月30日\n附件\n2024年工作任务分解表\n",
        "2024年工作任务分解表",
    ),
    (
        "a newspaper that prints the plan under a headline of its own",
        "三年攻坚！江州路线图出炉\n江州晚报讯（记者 李明）近日，江州市人民政府办公室印发《江州市2024年工作要点》（以下简称《要点》）。\n"
        "《要点》提出，要做好全年工作。\n现将《要点》主要任务刊登如下：\n",
        "江州市2024年工作要点",
    ),
    (
        "organs that issue together",
        "中共江州市委员会\n江州市人民政府\n关于印发《江州市2024年工作要点》的通知\n各县（市、区）：\n现将《江州市2024年工作要点》印发给你们。\n2024年3月5日\n江州市2024年工作要点\n",
        "江州市2024年工作要点",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("head", "title"), [row[1:] for row in HEADS], ids=[row[0] for row in HEADS])
def test_the_title_is_found_and_the_plan_begins_below_it(head: str, title: str) -> None:
    found = [p for p in parts(head + PLAN) if p.title == title]
    assert len(found) == 1
    assert [(m.number, m.title) for m in read(head + PLAN).measures] == [("1", "建设平台"), ("2", "优化服务")]


def test_several_texts_in_one_file_have_a_part_each() -> None:
    text = (
        "《江州市2024年工作要点》解读\n一、起草背景\n为推动发展。\n二、主要内容\n《要点》提出两项任务。\n三、保障措施\n加强领导。\n"
        "江州市2024年工作要点\n" + PLAN + "附件\n江州市2024年民生实事清单\n一、修建道路。修建道路10公里。（市交通局负责）\n二、改造校舍。改造校舍3所。（市教育局负责）\n"
    )  # fmt: skip
    assert [(p.kind, p.title) for p in parts(text)] == [
        ("interpretation", "《江州市2024年工作要点》解读"),
        ("plan", "江州市2024年工作要点"),
        ("plan", "江州市2024年民生实事清单"),
    ]
    assert [(m.number, m.title) for m in read(text).measures] == [
        ("1", "建设平台"),
        ("2", "优化服务"),
        ("1", "修建道路"),
        ("2", "改造校舍"),
    ]


def test_a_table_is_a_text_before_another_and_its_title_again_on_the_next_page_is_not() -> None:
    rows = "序号\t工作任务\t责任单位\n1\t建设平台。\t市数据局\n2\t优化服务。\t市政务中心\n"
    again = "江州市2024年重点工作任务分解表\n" + rows
    other = "江州市2024年民生实事实施方案\n一、新建学校\n全年新建学校2所。（市教育局负责）\n二、改造道路\n改造道路3条。（市住建局负责）\n"
    found = parts(again + again + other)
    assert [p.title for p in found] == ["江州市2024年重点工作任务分解表", "江州市2024年民生实事实施方案"]
    facts = read(again + other)
    assert [(p.title, m.number) for p in facts.plans for m in facts.measures if m.plan == p.iri] == [
        ("江州市2024年重点工作任务分解表", "1"),
        ("江州市2024年重点工作任务分解表", "2"),
        ("江州市2024年民生实事实施方案", "1"),
        ("江州市2024年民生实事实施方案", "2"),
    ]


def test_a_table_below_a_notice_with_points_is_the_plan_whatever_its_first_column() -> None:
    text = (
        "江州市人民政府办公室\n关于印发2024年养老服务重点任务分工表的通知\n各县（市、区）人民政府：\n"
        "现将《江州市2024年养老服务重点任务分工表》印发给你们，并提出以下要求。\n一、各牵头单位要制定方案。\n"
        "二、每月28日前报送进度。\n江州市人民政府办公室\n2024年4月9日\n附件\n江州市2024年养老服务重点任务分工表\n"
        "类别\t序号\t工作任务\t牵头单位\t完成时限\n设施\t1\t新建敬老院2所。\t市民政局\t6月底前\n\t2\t改造床位900张。\t市民政局\t持续推进\n"
    )
    assert [(m.number, m.text) for m in read(text).measures] == [
        ("1", "新建敬老院2所。"),
        ("2", "改造床位900张。"),
    ]


def test_the_title_of_a_table_that_the_line_above_speaks_of_begins_no_text() -> None:
    text = (
        "云岭市水网建设行动计划（2021—2023年）\n一、工作目标。供水普及率达到95%。\n"
        "二、工作要求。市水利局负责统一调度，各县区每年12月报告一次。\n三、重点任务。分年度安排详见下表。\n"
        "云岭市水网建设重点任务表\n序号\t工作任务\t牵头单位\t2021年\t2022年\n"
        "1\t建设水厂3座\t市水利局\t建成1座\t建成2座\n2\t改造管网\t市城管局\t启动招标\t完成改造\n"
    )
    (part,) = parts(text)
    assert part.title == "云岭市水网建设行动计划（2021—2023年）"
    facts = read(text)
    assert [m.text.split("\n")[0] for m in facts.measures if m.text] == ["建设水厂3座", "改造管网"]


def test_a_heading_that_ends_as_a_title_does_begins_no_text() -> None:
    text = (
        "江州市2024年工作要点\n一、甲\n1.建设平台。建成平台。（市数据局负责）\n数字赋能行动\n1.优化服务。推进服务。（市教育局负责）\n"
        "2.扩大共享。推进共享。（市数据局负责）\n"
    )
    assert len(parts(text)) == 1
    assert len(read(text).measures) == 3


@pytest.mark.parametrize(
    "text",
    [
        "一、" * 50_000,
        "（" * 100_000,
        "《" * 100_000,
        "。1.建设平台" * 20_000,
        "江州市2024年工作方案\n" * 3_000,
        "附件：1.甲\n2.乙\n" * 10_000,
        "一、甲\n（一）乙\n1.丙\n（1）丁\n" * 2_000,
    ],
    ids=["numbers", "brackets", "title marks", "items in one line", "titles", "attachments", "levels"],
)
def test_hostile_text_is_read_in_time_that_grows_with_its_length(text: str) -> None:
    assert parts(text)
