"""What is a plan and what is none: nothing is read from a text that is no plan."""

from __future__ import annotations

import pytest

from loaders.formats import Unreadable
from tests.loaders.reading import read

#: Texts with numbers, dates, figures and organs that are no plans.
NO_PLANS: list[tuple[str, str]] = [
    (
        "an interpretation, marked before the title",
        "政策解读 | 云岭省健身实施计划（2021—2025年）\n一、目标\n到2025年，健身步道达到300公里。\n二、任务\n"
        "1、建设健身设施，规范场地管理；\n2、组织健身赛事，丰富群众生活；\n",
    ),
    (
        "an interpretation, by its headings",
        "云岭省健身这样干\n一、《实施计划》的目标\n到2025年，健身步道达到300公里。\n二、《实施计划》的任务\n"
        "1、建设健身设施，规范场地管理；\n2、组织健身赛事，丰富群众生活；\n",
    ),
    (
        "news",
        "江州全力推进道路建设\n本报讯（记者 李明）5月8日，记者从市交通运输局获悉，今年全市将新建道路100公里。\n"
        "市交通运输局有关负责人介绍，各责任单位要加强协作，确保年底前完成任务。\n（责任编辑：王芳）\n",
    ),
    (
        "news with counted paragraphs",
        "江州市召开重点工作推进会\n江州日报讯 5月8日，市政府召开会议。会议强调，要抓好三项工作。\n一是加快项目建设。各部门要主动服务。\n"
        "二是优化营商环境。各单位要密切配合。\n三是保障改善民生。各地要认真落实。\n",
    ),
    (
        "a law",
        "云岭省数据条例\n（2023年5月8日云岭省人民代表大会常务委员会通过）\n第一章 总则\n第一条 为了规范数据处理活动，根据有关法律，制定本条例。\n"
        "第二条 本省行政区域内的数据处理活动，适用本条例。\n第三条 省人民政府应当加强领导，省数据主管部门负责统筹协调。\n第二章 数据资源\n第四条 县级以上人民政府应当建立平台。\n",
    ),
    (
        "rules of procedure",
        "江州市项目管理办法\n第一条 为规范项目管理，制定本办法。\n第二条 市发展改革委负责项目管理工作，市财政局负责资金管理工作。\n第三条 本办法自2024年1月1日起施行。\n",
    ),
    (
        "detailed rules in articles",
        "江州市数据登记实施细则\n第一条 为规范数据登记，制定本细则。\n第二条 登记机构应当公开登记流程和收费标准。\n第三条 登记申请人对材料真实性负责。\n",
    ),
    (
        "recruitment",
        "江州市教育局2024年公开招聘教师公告\n因工作需要，现公开招聘教师50名，有关事项公告如下：\n一、招聘条件\n（一）遵守法律，品行良好；\n（二）年龄在35周岁以下。\n"
        "二、报名方式\n1.报名时间：2024年5月8日至5月12日。\n2.报名地点：市教育局人事科。\n三、考试安排\n笔试和面试成绩各占50%。\n",
    ),
    (
        "a plan of recruitment",
        "江州市第一中学2024年教师招聘工作方案\n一、招聘计划\n（一）语文教师2名，数学教师3名，英语教师2名，物理教师1名。\n（二）其他教师按照有关规定另行组织。\n二、招聘程序\n（一）报名，考生现场报名并提交材料。\n（二）考试，笔试与面试结合进行。\n",
    ),
    (
        "procurement",
        "江州市智慧交通平台建设项目招标公告\n一、项目概况\n本项目预算500万元，工期180天，建设智慧交通平台。\n二、投标人资格\n1.具有独立法人资格；\n2.具有相应资质等级。\n"
        "三、投标文件的递交\n截止时间为2024年5月8日9时30分，逾期不予受理。\n",
    ),
    (
        "statistics",
        "江州市2023年国民经济和社会发展统计公报\n江州市统计局\n2024年3月1日\n一、综合\n初步核算，全年地区生产总值1000亿元，比上年增长6.0%。\n"
        "二、农业\n全年粮食产量50万吨，增长2.0%。\n三、工业\n规模以上工业增加值增长7.5%。\n",
    ),
    (
        "prices",
        "今日农产品价格\n品种\t价格\t单位\n白菜\t2.5\t元/公斤\n土豆\t3.2\t元/公斤\n西红柿\t4.8\t元/公斤\n",
    ),
    (
        "a judgment",
        "江州市中级人民法院民事判决书\n（2023）云01民终100号\n上诉人因合同纠纷一案提起上诉。\n一、撤销一审判决第二项；\n二、驳回其他诉讼请求；\n三、案件受理费由被告负担。\n审判长 李明\n",
    ),
    (
        "an encyclopedia",
        "江州市\n江州市，云岭省辖地级市，位于云岭省中部，总面积8000平方公里，户籍人口300万人。\n1.历史沿革\n元代设江州路，明代改江州府。\n2.行政区划\n辖3区5县。\n3.经济\n2023年地区生产总值1000亿元。\n",
    ),
    (
        "an offer of a firm",
        "智慧园区解决方案\n一、方案概述\n本方案面向各类园区，提供一站式平台建设和运营服务。\n二、方案优势\n1.平台统一，建设周期短，成本低，见效快。\n2.服务专业，团队经验丰富，响应及时。\n",
    ),
    (
        "a plan of a person",
        "2024年护士个人工作计划\n一、加强学习\n认真学习业务知识，提高护理水平，参加培训10次。\n二、改进服务\n耐心对待每位病人，做好沟通工作，提高满意度。\n",
    ),
    (
        "a report on what was done",
        "关于2023年重点项目建设情况的通报\n各县（市、区）人民政府：\n现将有关情况通报如下：\n一、总体情况\n全市100个重点项目完成投资500亿元，占年度计划的90%。\n二、存在问题\n部分项目进度较慢，要素保障仍需加强。\n三、下步要求\n各地要加快进度，确保完成全年任务。\n",
    ),
    (
        "a notice whose plan is not there",
        "江州市人民政府办公室关于印发江州市数字经济工作方案的通知\n各县（市、区）人民政府：\n《江州市数字经济工作方案》已经市政府同意，现印发给你们，并就有关事项通知如下，请一并贯彻执行。\n"
        "一、加强统筹，科学制定办法。各责任单位要逐项研究，于2月15日前将办理方案报送市政府督查室。\n二、压实责任，积极推进工作。各责任单位要明确专人负责，按季度报送进展情况。\n江州市人民政府办公室\n2024年1月22日\n",
    ),
    ("nothing but a menu", "首页\n政务公开\n政策文件\n规划计划\n工作动态\n通知公告\n联系我们\n"),
]  # fmt: skip


@pytest.mark.parametrize("text", [row[1] for row in NO_PLANS], ids=[row[0] for row in NO_PLANS])
def test_nothing_is_read_from_a_text_that_is_no_plan(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text)


#: Openings of plans that were cut at both ends, or have no title line of their own.
PLANS: list[tuple[str, str, int]] = [
    (
        "no title, units at most items",
        "一、甲\n1.建设平台。建成平台。（省数据局负责）\n2.优化服务。推进服务。（省教育厅负责）\n3.扩大共享。推进共",
        3,
    ),
    (
        "no title, units at the one whole item",
        "全文\n坚持统筹推进，稳步实施。\n一、甲\n1.建设平台。建成省级平台，完善机制。（省数据局牵头）\n2.优化服务。推进政务服务",
        2,
    ),
    (
        "no title, but the preface says what it is",
        "为推动数字经济发展，结合我省实际，制定如下工作措施。\n一、建设平台。建成省级平台，完善运行机制，推进资源共享。\n二、优化服务。推进政务服务，方便群众办事。\n",
        2,
    ),
    (
        "no title, but the headings of a plan",
        "一、总体要求\n坚持统筹推进。\n二、重点任务\n（一）建设平台。建成省级平台，完善运行机制，推进资源共享。\n（二）优化服务。推进政务服务，方便群众办事。\n三、保障措施\n加强组织领导，完善工作机制。\n",
        2,
    ),
    (
        "a list that is announced",
        "江州市第十届人民代表大会票决产生了2025年民生实事项目，具体如下\n一、学校建设项目\n新建学校2所，改造校舍5000平方米。\n二、道路建设项目\n新建道路20公里，改造路口10处。\n",
        2,
    ),
    (
        "an implementation plan that explains nothing, under a heading of the site that does",
        "政策解读：江州市安全生产三年行动方案（2024—2026年）\n各县（市、区）安委会：\n现将《江州市安全生产三年行动方案（2024—2026年）》印发你们，请认真贯彻执行。\n江州市安全生产委员会\n2024年3月7日\n"
        "江州市安全生产三年行动方案\n（2024—2026年）\n为夯实安全生产基础，制定本方案。\n一、重点任务\n（一）开展排查。全面排查隐患，建立台账，限期整改。（市应急局负责）\n（二）加强培训。培训企业负责人，提高安全意识。（市人社局负责）\n",
        2,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "count"), [row[1:] for row in PLANS], ids=[row[0] for row in PLANS])
def test_openings_of_plans_are_known_by_what_they_say(text: str, count: int) -> None:
    assert len(read(text).measures) == count


REPORT = (
    "云岭省出台数字经济新政\n本报记者从省数据局获悉，云岭省印发《云岭省数字经济工作方案》（以下简称《方案》）。\n"
    "一、《方案》提出，到2025年建成省级平台。\n二、《方案》明确，推进政务服务。\n三、《方案》要求，加强组织领导。\n"
)


def test_a_report_that_quotes_a_plan_point_by_point_has_no_measures() -> None:
    facts = read(REPORT)
    assert facts.measures == []
    assert [p.title for p in facts.plans] == ["云岭省数字经济工作方案"]


@pytest.mark.parametrize(
    "tasks",
    [
        "序号\t重点任务\t责任单位\n1\t建设平台，完善机制。\t市数据局\n2\t优化服务，方便群众。\t市教育局\n",
        "建设平台。建成平台，完善机制。（责任单位：市数据局）\n优化服务。推进服务，方便群众。（责任单位：市教育局）\n"
        "培育人才。开展培训，提升能力。（责任单位：市人力资源社会保障局）\n",
    ],
    ids=["in a table", "in paragraphs"],
)
def test_a_report_that_prints_tasks_with_their_units_carries_the_plan(tasks: str) -> None:
    facts = read(
        "江州市印发年度重点任务\n江州日报讯 近日，江州市印发《江州市2025年数字经济工作要点》，现将全文刊发如下。\n"
        f"江州市2025年数字经济工作要点\n{tasks}"
    )
    assert [(m.title or m.text or "")[:4] for m in facts.measures][:2] == ["建设平台", "优化服务"]


def test_an_interpretation_has_no_measures() -> None:
    facts = read(
        "《江州市数字经济工作方案》政策解读\n一、出台背景\n为推动发展，市政府印发《江州市数字经济工作方案》。\n"
        "二、主要内容\n（一）建设平台。《方案》提出建成平台。（市数据局负责）\n（二）优化服务。《方案》提出优化服务。（市教育局负责）\n"
    )
    assert facts.measures == []


def test_news_that_mentions_a_plan_in_passing_is_no_report_on_it() -> None:
    with pytest.raises(Unreadable):
        read(
            "江州市举行马拉松比赛\n本报讯（记者 李明）5月8日，江州市马拉松比赛开跑，来自各地的3万名选手参赛。\n"
            + "赛道沿途风景优美，选手们纷纷点赞。\n" * 30
            + "据了解，当地按照《江州市体育发展规划》建设了多个场馆。\n"
        )
