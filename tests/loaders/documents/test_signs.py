"""The signs of a plan weighed: many kinds of other texts give nothing, many kinds of plans are read."""

from __future__ import annotations

import pytest

from loaders.formats import Unreadable
from ontology.records import Target
from tests.loaders.documents.test_genre import NO_PLANS, PLANS
from tests.loaders.reading import read

#: Other texts, beside those in `test_genre`.
OTHERS: list[tuple[str, str]] = [
    ("sent to nobody who governs", "各位同事：\n为加快创新，提出如下实施意见。\n一、总体要求\n到2027年，全省研发投入达到900亿元。\n二、加大投入\n"),
    ("bids won", "江州市排水工程中标公告\n一、项目编号：JZ2024\n二、中标信息\n1.中标人：江州建设公司\n2.中标金额：500万元\n三、公示期：3天\n四、联系电话：0000000\n"),
    ("a guide for applicants", "创业补贴办理指南\n一、申请条件\n（一）在本市注册；\n（二）正常经营一年以上。\n二、所需材料\n（一）申请表；\n（二）身份证复印件。\n三、办理流程\n（一）提交材料；\n（二）受理审核。\n四、咨询电话：0000000\n"),
    ("a notice of applications", "关于组织申报2024年技改补贴的通知\n一、申报条件\n（一）在我市登记注册。\n（二）完成投资500万元以上。\n二、申报材料\n（一）资金申请表。\n（二）发票复印件。\n三、联系人：李明，联系电话：0000000\n"),
    ("a contract", "房屋租赁合同\n甲方：王芳\n乙方：李明\n一、甲方将房屋出租给乙方使用。\n二、乙方按月支付租金2000元。\n三、提供虚假资料的，视为违约，应支付违约金。\n"),
    ("a decision on a fine", "行政处罚决定书\n当事人：江州食品厂\n一、责令改正违法行为；\n二、没收违法所得5000元；\n三、处罚款1万元。\n当事人不服本决定的，可依照规定申请复议。\n"),
    ("questions and answers", "农村低保政策问答\n1.问：如何申请农村低保？\n答：向乡镇人民政府提交申请。\n2.问：补助标准是多少？\n答：全市统一为每月600元。\n3.问：多久审核一次？\n答：每年复核一次。\n"),
    ("a biography", "李明，男，1970年5月生于江州，毕业于云岭大学。\n1.推动改革。历任江州市教育局科员、副局长。\n2.加强研究。发表论文20篇。\n3.热心公益。\n"),
    ("a speech", "在全市动员大会上的讲话\n同志们：\n今天召开这次会议，我讲三点意见。\n一、提高认识。去年全市经济同比增长6%，取得了显著成绩。\n二、抓住重点。会议要求各部门真抓实干。\n三、改进作风。同志们，任务艰巨，我们要携手前进。\n"),
    ("minutes", "江州市人民政府常务会议纪要\n5月8日，市长主持会议。会议听取了汇报，会议认为成效明显。\n一、审议通过了财政报告。会议强调，要加强管理。\n二、听取了信访工作汇报。会议要求，要落实责任。\n出席会议人员：略\n"),
    ("work that was done", "江州市教育局2023年工作总结\n一、推进学校建设。全年已完成投资2亿元，同比增长5%，建成学校3所。\n二、加强教师培训。累计培训教师1000人次，取得明显成效。\n三、存在的问题\n学位供给不足。\n"),
    ("a summary that goes on to plans", "县教育局2023年工作总结及2024年工作安排\n一、2023年工作\n（一）加强管理。完成了校园维修，累计投入300万元。\n（二）推进改革。召开了现场会，取得显著成效。\n（三）优化布局。我局新建学校2所。\n"),
    ("a report of how far work is", "2024年民生实事进展情况公示\n截至10月底，已完成投资3亿元，占年度任务的90%。\n1.道路改造项目。已完成。\n2.学校建设项目。已建成。\n如有异议，请在公示期内反映，联系电话：0000000\n"),
    ("a report of the government", "政府工作报告\n各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n一、2023年工作回顾\n一年来，全市地区生产总值同比增长6%，完成了年度目标。\n（一）项目建设取得明显成效。累计完成投资100亿元。\n"),
    ("templates", "乡镇2024年工作计划范文（精选8篇）\n下面是小编为大家整理的范文，供大家参考。\n篇1\n一、加强项目建设。抓好xx县20xx年重点项目，完成投资**亿元。\n二、推进环境整治。改善人居环境，建设美丽xx镇。\n三、改善民生。做好低保工作。\n"),
    ("a shared file", "某县数字化建设方案.docx\n下载文档\n版权说明：本文档由用户上传，免费阅读。\n一、建设平台\n1.1完善基础设施\n1.2建立标准体系\n二、推进应用\n2.1加强数据共享\n2.2优化业务流程\n立即下载\n"),
    ("a paper", "县域治理数字化研究\n李明\n摘要：本文从三个方面分析县域治理。\n关键词：治理；数字化\n一、引言\n近年来，各地推进数字化建设。\n二、加强顶层设计\n应完善制度。\n三、推进数据共享\n应建立平台。\n参考文献\n"),
    ("an essay of advice", "怎样坚持学习\n一、坚持每天阅读。您可以准备一本笔记。\n二、加强复习。同学们要及时整理课堂内容。\n三、保持健康。孩子需要充足的睡眠，家长要督促。\n"),
    ("a plan of a firm", "我公司2024年销售工作计划\n一、拓展市场。我公司要开发客户100家。\n二、提升服务。及时回访顾客，提高满意度。\n三、加强培训。组织员工培训12次。\n"),
    ("an emergency drill", "幼儿园消防应急演练方案\n一、组织全园演练。我园定于5月8日开展演练。\n二、明确分工。各班教师带领幼儿的疏散。\n三、做好总结。\n"),
    ("a list of firms", "2024年重点企业名单公示\n1.江州钢铁公司\n2.江州化工公司\n3.江州纺织公司\n公示期：5月8日至5月14日，联系电话：0000000\n"),
    ("the scores of an assessment", "云岭县数字化目标任务考核评分表\n序号\n被考核单位\n考核情况\n得分\n1\n县教育局\n已上报方案，完成任务10件\n100\n2\n县水利局\n未完成任务2件，扣0.5分\n99.5\n3\n县民政局\n完成任务5件\n100\n"),
    ("news of several things to do", "江州今年为民办实事\n本报讯（记者 李明）记者获悉，江州今年将办好十件实事。据了解，各部门已召开会议部署。\n据悉，市教育局有关负责人表示，将加快推进学校建设。\n（通讯员 王芳）\n"),
    ("a notice that sends out a plan", "江州市人民政府关于分解落实年度目标任务的通知\n各县区人民政府：\n现将2024年目标任务予以分解印发，并就有关事项通知如下：\n一、加强组织领导。各单位要高度重视，亲自部署。\n二、明确工作责任。各牵头单位要细化措施，明确专人。\n三、强化督查考核。市政府督查室要定期通报。\n"),
    ("a notice of points in whole sentences", "江州市人民政府办公室关于印发《江州市重点工作分工》的通知\n各县区人民政府：\n现将《江州市重点工作分工》印发给你们。\n一、各县区、各部门要高度重视重点工作落实，主要领导亲自抓。每月25日前报送进度。\n二、市政府督查室要加强对重点工作的日常调度，跟踪督办。\n附件：江州市重点工作分工表\n2024年2月1日\n"),
]  # fmt: skip


def test_there_are_forty_kinds_of_each() -> None:
    assert len(NO_PLANS) + len(OTHERS) >= 40
    assert len(PLANS) + len(MORE) >= 42


@pytest.mark.parametrize("text", [row[1] for row in OTHERS], ids=[row[0] for row in OTHERS])
def test_nothing_is_read_from_other_texts(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text)


_A = "建成统一平台，完善运行机制，推进资源共享"
_B = "推进政务服务，方便企业和群众办事"
#: Plans of many kinds, and how many measures each has, beside those in `test_genre`.
MORE: list[tuple[str, str, int]] = [
    ("work points", f"江州市2024年数字化工作要点\n一、建设\n1.建设平台。{_A}。\n2.优化服务。{_B}。\n", 2),
    ("work points for tourism", f"江州市2024年文化和旅游工作要点\n一、打造景区\n{_A}。\n二、丰富业态\n{_B}。\n", 2),
    ("a plan for teachers", f"江州市教师队伍建设三年行动方案\n一、打造平台\n{_A}。\n二、优化服务\n{_B}。\n", 2),
    ("an action plan", f"江州市数字化三年行动计划（2024—2026年）\n一、重点任务\n（一）建设平台。{_A}。\n（二）优化服务。{_B}。\n", 2),
    ("opinions", f"江州市人民政府关于加快数字化发展的实施意见\n为加快发展，提出如下意见。\n一、建设平台。{_A}。\n二、优化服务。{_B}。\n", 2),
    ("measures of support", f"江州市支持企业发展若干措施\n1.加大补助。{_A}。\n2.减免租金。{_B}。\n", 2),
    ("a five-year plan", f"江州市“十四五”数字化发展规划\n第一章 建设平台\n第一节 完善设施\n{_A}。\n第二节 推进共享\n{_B}。\n", 2),
    ("a division of tasks, of a county without that word", f"民和数字化发展工作任务分工\n结合我县实际，特制定以下工作任务分工。（责任单位中标记的为牵头单位）\n一、夯实基础\n1.建设平台。{_A}。\n责任单位：县数据局、财政局\n2.优化服务。{_B}\n", 2),
    ("a breakdown of a report", "2024年政府工作报告重点工作责任分解\n一、主要目标\n1.地区生产总值增长6%。\n责任单位：市发改委\n2.财政收入增长5%。\n责任单位：市财政局\n", 2),
    ("things done for people", "江州市2024年十件民生实事\n1.新建学校2所。\n2.改造道路20公里。\n3.新增停车位500个。\n", 3),
    ("things for people in one paragraph", "江州市将办好5件民生实事。具体如下：（1）新建学校2所，改造校舍5000平方米。（2）改造道路20公里。（3）新增停车位500个。（4）建设公园3处。（5）开展免费体检。\n", 5),
    ("a text whose title stands below it", "县政府将优先保障民生投入，重点抓好5件大事和民生实事。分别是：（1）加快建设总投资8亿元的县医院迁建项目。（2）新建环城路，改造提升新城路、河滨路、北环路。（3）完成市民广场一期工程。（4）建成工业园区标准厂房，引进企业20家。（5）完成河道治理，改善城区水环境，建设沿河绿道15公里，新建口袋公园6处，让群众推窗见绿、出门见园。（6）新建公厕12座，改造农贸市场3处，规范设置停车泊位600个，缓解城区停车难题，方便群众出行和购物，提升城市管理水平。（7）确保新建的第三中学、第五小学、第六幼儿园秋季投入使用，增加学位2000个。\n政府信息公开\n江州县政府2024年将办好5件大事和民生实事\n", 7),
    ("page two of a text", f"四、优化环境\n（八）严格落实市场准入制度，{_B}，我市各部门及时公开结果。\n（九）提高服务水平，{_A}。\n（十）加强监督检查，规范执法行为，维护市场秩序。\n五、强化保障\n（十一）完善统计制度，加强运行监测，及时发布信息。\n", 4),
    ("the last part of a plan", f"（十二）完善政策。{_A}，县级人民政府统筹推进。\n（十三）强化要素保障。{_B}。\n（十四）加强宣传。总结推广各地经验，营造良好氛围。\n", 3),
    ("after a line of an attachment", f"附件1\n江州市数字化重点任务分工方案\n1.建设平台。{_A}。（市数据局负责）\n2.优化服务。{_B}。（市教育局负责）\n", 2),
    ("a notice and its plan", f"江州市人民政府关于印发江州市数字化工作方案的通知\n各县区人民政府：\n现将《江州市数字化工作方案》印发给你们，请认真贯彻执行。\n江州市人民政府\n2024年1月22日\n江州市数字化工作方案\n一、建设平台。{_A}。\n二、优化服务。{_B}。\n", 2),
    ("an announcement by news, then the plan", f"日前，江州印发《江州市数字化工作方案（2024—2025年）》。全文如下：\n江州市数字化工作方案（2024—2025年）\n一、工作任务\n1.建设平台。{_A}。（市数据局牵头）\n2.优化服务。{_B}。（市教育局牵头）\n3.推进共享。归集公共数据。（市公安局牵头）\n", 3),
    ("a copy at a site of essays", f"2024年江州县道路安全整治实施方案\n下面是小编为大家整理的实施方案，欢迎大家借鉴与参考。\n为加强我县道路安全整治，制定本实施方案。\n一、总体要求\n减少事故。\n二、主要任务\n1.督促企业履责。{_A}。\n2.构建共治体系。{_B}。\n", 2),
    ("an entry of an encyclopedia that holds the text", f"江州市数字化实施方案\n基本介绍\n中文名：江州市数字化实施方案\n全文\n为推进数字化，制定本方案。\n一、主要任务\n（一）建设平台。{_A}。\n（二）优化服务。{_B}。\n", 2),
    ("number and marks before the title", f"江政发〔2024〕2号《江州市人民政府关于加快数字化发展的若干意见》\n一、建设平台。{_A}。\n二、优化服务。{_B}。\n", 2),
    ("goals below a heading with another beginning", "江州市人民政府关于深化预算改革的实施意见\n一、深化预算管理制度改革的总体要求\n1.指导思想。全面推进改革，完善制度。\n2.目标任务。2024年取得突破，基本完成改革任务。\n二、改革措施\n3.完善体系。健全预算管理体系，推进预算公开。\n4.硬化约束。严格预算执行，加强绩效管理。\n", 2),
    ("indicators are no measures", f"江州市水环境治理实施方案\n一、主要指标\n（一）饮用水指标。到2025年水质达标率高于93%。\n（二）断面指标。到2025年优良率高于80%。\n二、重点任务\n（一）建设设施。{_A}。\n（二）加强监管。{_B}。\n", 2),
    ("groups that lead are no measures", f"江州市安全整治实施方案\n一、工作任务\n（一）开展排查。{_A}。\n（二）加强整改。{_B}。\n二、组织机构\n（一）领导小组。组长由市长担任，副组长由副市长担任。\n", 2),
    ("the one item of an opening, cut off", "江州市2024年公开工作要点\n一、总体要求\n（一）指导思想\n坚持公开为常态。\n二、深化公开\n（一）加强信息公开\n1.聚焦重大部署。紧紧围绕发展战略和产业布", 1),
    ("the one title of an opening, cut off", "江州市营商环境三年行动方案\n一、总体目标\n到2025年成效显著。\n二、主要任务\n（一）营造公平环境。\n1.落实准入清单", 1),
    ("headings without numbers", f"江州市人民政府关于做好2024年乡村工作的实施意见\n扛牢粮食安全责任\n（一）稳定产量。{_A}。\n（二）扩大油料。{_B}。\n", 2),
    ("stars lead", f"江州市人工智能行动计划\n一、推动应用\n（一）推进制造应用。{_A}。（责任单位：☆市经信局、市科技局。标☆的为牵头单位，下同。）\n（二）推进农业应用。{_B}。（责任单位：市农业农村局）\n", 2),
    ("articles of a policy", f"江州市支持民宿发展若干政策\n第一条 支持建设。{_A}。\n第二条 支持经营。{_B}。\n", 2),
    ("tasks counted with a word", f"江州市乡村行动方案\n任务1：建设平台。{_A}。\n任务2：优化服务。{_B}。\n", 2),
    ("rules of a plan for its whole", f"江州市扩大消费实施细则\n为扩大消费，制定如下实施细则。\n一、促进消费\n1.发放消费券。{_A}。（责任单位：市商务局）\n2.举办展会。{_B}。（责任单位：市贸促会）\n", 2),
    ("a plan with words of purchases", f"江州市招标投标领域专项整治实施方案\n为规范招标投标活动，制定本方案。\n一、整治内容\n（一）整治采购文件。清理采购文件中的不合理条款，{_A}。\n（二）查处违法行为。依法查处中标人违法转包，{_B}。\n", 2),
    ("a plan with words of recruitment", f"江州市促进就业工作方案\n一、主要任务\n1.开发岗位。组织公开招聘，增加就业岗位。（市人社局负责）\n2.优化服务。{_B}。（市教育局负责）\n", 2),
    ("a township", f"清河镇2024年度政府工作计划\n为此，我们将集中力量做好以下几个方面的工作：\n（一）加快招商引资。{_A}。\n（二）增进民生福祉。{_B}。\n", 2),
    ("a ministry's plan of years in characters", f"关于做好二〇二四年全面推进乡村振兴重点工作的意见\n一、抓好粮食生产\n（一）稳定面积。{_A}。\n（二）提高单产。{_B}。\n", 2),
    ("goals by figures alone", "江州市2024年发展目标任务分解表\n1.生产总值增长6%以上。（牵头单位：市发改委）\n2.工业增加值增长8%。（牵头单位：市工信局）\n", 2),
    ("points in the text of an annual task", f"江州市2024年安全生产工作安排\n一、压实责任。{_A}，各级政府带头落实。\n二、排查隐患。{_B}。\n三、加强培训。组织全市企业负责人培训。\n", 3),
]  # fmt: skip


@pytest.mark.parametrize(("text", "count"), [row[1:] for row in MORE], ids=[row[0] for row in MORE])
def test_plans_of_many_kinds_are_read(text: str, count: int) -> None:
    assert len(read(text).measures) == count


_SENT = "为加快创新，提出如下实施意见。\n一、总体要求\n到2027年，全省研发投入达到900亿元。\n二、加大投入\n"


@pytest.mark.parametrize(
    "address", ["各市、县人民政府，省政府直属各单位：\n", "为做好工作，结合全省实际，制定本方案。\n"]
)
def test_a_text_that_has_lost_its_title_is_a_plan_where_it_says_whose_it_is(address: str) -> None:
    facts = read(address + _SENT)
    assert facts.targets(t.iri for t in facts.of(Target)) == ["全省研发投入 = 90000000000 元 by 2027"]


def test_numbers_before_a_year_are_numbers() -> None:
    facts = read("江州市重点工作任务清单\n一、建设\n1.2025年新建学校3所。\n2.2026年改造道路20公里。\n")
    assert [(m.number, m.text) for m in facts.measures] == [
        ("1", "2025年新建学校3所。"),
        ("2", "2026年改造道路20公里。"),
    ]


def test_things_for_people_counted_in_a_sentence_are_measures() -> None:
    facts = read(
        "江州市2025年10件惠民实事具体为：一是扩大就业，新增就业5万人。二是改造住房，完成改造300户。三是建设学校，新增学位2000个。\n"
    )
    assert [(m.number, (m.text or "")[:4]) for m in facts.measures] == [
        ("1", "扩大就业"),
        ("2", "改造住房"),
        ("3", "建设学校"),
    ]


def test_a_chapter_that_looks_back_has_no_measures() -> None:
    facts = read(
        "江州市“十四五”信用体系规划\n为推进信用体系建设，制定本规划。\n第一章 迈上新台阶\n过去五年成效显著。\n"
        "机制不断优化。“十三五”期间，形成了三级联动的工作体系和推动机制。\n制度不断完善。组织实施了专项规划，累计出台制度五十部。\n"
    )
    assert facts.measures == []
    assert [p.title for p in facts.plans] == ["江州市“十四五”信用体系规划"]


def test_points_of_a_notice_are_no_measures_of_the_list_below_it() -> None:
    facts = read(
        "各乡镇人民政府：\n现将《江州县政府工作报告任务分解》印发给你们，请抓好落实。\n一、责任到人。各责任单位需对照清单，细化职责。\n"
        "二、动态调度。各单位要紧盯进度，加强调度。\n附件：1.2025年江州县政府工作报告任务清单\n2.2025年民生实事任务分解\n江州县人民政府办公室\n2025年5月18日\n"
        "附件1\n2025年江州县政府工作报告任务清单\n一、工业\n1.建设产业园3个，引进企业20家。\n2.打造生产基地，完善配套设施。\n"
    )
    assert [(m.text or "")[:4] for m in facts.measures] == ["建设产业", "打造生产"]


def test_a_notice_does_not_hide_the_opening_of_the_list_below_it() -> None:
    long = "全市上下要认真贯彻落实各项部署，扎实做好全年工作，奋力实现目标。" * 6
    facts = read(
        "江州市人民政府办公室关于印发2024年政府工作报告重点工作责任分解的通知\n各县区人民政府：\n"
        f"《2024年政府工作报告重点工作责任分解》已经市政府同意，现印发给你们。\n{long}\n江州市人民政府办公室\n2024年2月8日\n"
        "2024年政府工作报告重点工作责任分解\n一、主要目标\n1.财政收入稳步增长。\n责任单位：市财政局。\n2.工业增加值增长6%。\n责任单位：市工信局。\n"
    )
    assert [m.number for m in facts.measures] == ["1", "2"]
    assert [p.title for p in facts.plans] == ["2024年政府工作报告重点工作责任分解"]


def test_a_list_of_goals_in_a_table_is_a_plan() -> None:
    facts = read(
        "江州县健康行动计划主要目标责任清单\n序号\t指标名称\t单位\t2022年\t2025年\t牵头单位\n"
        "1\t人均寿命\t岁\t78\t≥79\t县卫健局\n2\t素养水平\t%\t21\t≥31\t县教育局\n"
    )
    assert [p.title for p in facts.plans] == ["江州县健康行动计划主要目标责任清单"]


#: Excerpts from the midst of texts, with headings that go on from others and figures; and whether they are plans.
EXCERPTS: list[tuple[str, str, bool]] = [
    ("a plan", "的优势地位。加快推进全市新能源等产业高端化，全面提升产业发展规模。2024年，力争规上产值达500亿元以上，增长10%以上。\n三、高水平推数改强创新，让江州工业质效更高\n市委全会提出要推进数字化改造。经信系统要狠抓梯次培育，全年新增智能工厂15家以上。\n四、高标准抓培育激活力，让江州工业主体更强\n经信系统要深化企业梯度培育，全年新增省级企业200家以上，确保产值10亿元以上企业达80家以上。\n", True),
    ("a speech", "的优势。2024年，力争产值达500亿元以上。\n三、高水平推数改强创新\n同志们，市委全会提出要推进数字化。会议强调，要全年新增智能工厂15家以上。\n四、高标准抓培育激活力\n同志们，要力争新增企业200家以上。大家要努力，我们一定能成功。会议要求各部门落实。\n", False),
    ("a firm", "的市场份额。2024年，力争销售额达5亿元以上。\n三、拼市场抢订单，让公司业绩更好\n我公司要狠抓渠道，全年新增门店15家以上，客户满意度更高。\n四、强团队激活力，让员工更有劲\n我公司全年新增人才20名，力争人均产值达80万元。\n", False),
    ("statistics", "的优势地位。2023年，全市规上产值同比增长10%。\n三、创新能力明显增强\n全年新增智能工厂15家，累计达到80家，同比增长20%。取得显著成效。\n四、市场主体不断壮大\n全年新增企业200家，累计完成投资30亿元，已建成园区3个。\n", False),
    ("a review of the year", "的优势地位。\n三、创新能力明显增强\n全市全年新增智能工厂15家。各部门全力推进。\n四、市场主体不断壮大\n全市全年新增企业200家，政府服务更优。\n", False),
    ("news", "据了解，全市今年力争产值达500亿元。\n三、记者看到，园区里机器轰鸣\n企业负责人表示，今年力争产值达5亿元。\n四、记者了解到，订单排到年底\n公司全年新增生产线3条。\n", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "planned"), [row[1:] for row in EXCERPTS], ids=[row[0] for row in EXCERPTS])
def test_an_excerpt_is_a_plan_where_it_aims_at_figures(text: str, *, planned: bool) -> None:
    if not planned:
        with pytest.raises(Unreadable):
            read(text)
        return
    assert [m.number for m in read(text).measures] == ["3", "4"]


_FIGURES = "服务业增加值增速（%）\t7\t8\t{0}\n森林覆盖率（%）\t30\t35\t{0}\n"
#: Texts that are but a table of figures, and whether they set goals.
GOALS = [
    ("云岭市“十四五”时期主要指标\n指标\t2020年\t2025年\t属性\n", "预期性", True),
    ("主要指标\n指标\t2020年\t2025年\t属性\n", "约束性", True),
    ("云岭市2025年主要预期目标\n指标\t2024年实际\t2025年目标\t备注\n", "", True),
    ("云岭市2023年主要指标\n指标\t2022年\t2023年\t备注\n", "快报数", False),
    ("云岭市2023年统计公报\n指标\t2022年\t2023年目标\t备注\n", "", False),
    ("云岭市文旅公司2025年销售目标\n指标\t2024年实际\t2025年目标\t备注\n", "", False),
]


@pytest.mark.parametrize(("head", "last", "planned"), GOALS)
def test_a_table_of_figures_alone_is_a_plan_where_it_sets_goals(
    head: str, last: str, *, planned: bool
) -> None:
    text = head + _FIGURES.format(last)
    if not planned:
        with pytest.raises(Unreadable):
            read(text)
        return
    (plan,) = read(text).plans
    assert len(plan.target) == 2


def test_goals_and_tasks_below_one_heading_are_measures_and_goals_alone_are_none() -> None:
    tasks = "（一）污水治理。完成5个村的设施建设，推进管网改造。\n（二）垃圾治理。完成11个村的治理任务，健全保洁机制。\n"
    work = f"三、行动举措\n（一）建设平台。{_A}。\n（二）优化服务。{_B}。\n"
    both = read(f"江州县环境整治工作方案\n一、目标任务\n{tasks}二、工作要求\n加强领导。\n")
    goals = read(f"江州县环境整治行动方案\n一、行动时间\n2024年全年。\n二、行动目标\n{tasks}{work}")
    assert [m.title for m in both.measures] == ["污水治理", "垃圾治理"]
    assert [m.title for m in goals.measures] == ["建设平台", "优化服务"]
