"""Measures in the many shapes in which plans number, title and lay out their items."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read

HEAD = "云岭省2025年数字化工作要点\n"

#: What the case is about, the text below the title, and the number and title of each measure.
SHAPES: list[tuple[str, str, list[tuple[str | None, str | None]]]] = [
    (
        "when the work is done, and items below one chapter alone",
        "一、工作目标\n2025年底，各项指标居全省前列。\n二、工作时间\n2025年3月1日至4月30日。\n三、主要任务\n（一）面上清淤\n清淤干渠18条，维修渠道95米。\n"
        "（二）示范建设\n清淤斗沟2条，整修农路12条。\n四、重点工程\n新建节制闸3座，砌护渠道80米。\n",
        [("1", "面上清淤"), ("2", "示范建设")],
    ),
    (
        "what looks back and around, and the heading that holds nothing else",
        "一、迈上新征程\n1.“十三五”取得的显著成就。五年来全省数字化水平稳步提升，各项指标居全国前列。\n"
        "2.“十四五”面临的发展形势。今后五年机遇与挑战并存，必须增强紧迫感。\n二、建设数字云岭\n"
        "3.建设平台。建成省级平台，完善运行机制。\n4.优化发展环境。推进政务服务，方便群众办事。\n",
        [("3", "建设平台"), ("4", "优化发展环境")],
    ),
    (
        "headings whose full stops a copy lost",
        "（一）指导思想以数字化为引领，全面提升服务能力。\n（二）目标任务全省数字化的目标是：用3年时间建成驿站300个。\n"
        "（三）建设平台。建成省级平台，完善运行机制。\n（四）优化服务。推进政务服务，方便群众办事。\n",
        [("3", "建设平台"), ("4", "优化服务")],
    ),
    (
        "a chapter of goals, the only one of an opening",
        "为推进数字化，制定本要点。\n一、聚焦数字云岭，实现更高水平\n大力推进数字化，提升服务能力。\n——覆盖持续扩大。覆盖率达到60%。\n"
        "——能力不断增强。驿站达到300个。\n——服务不断改",
        [],
    ),
    (
        "a full stop after the number",
        "一、甲\n1。建设省级平台，建成应用20个。（牵头单位：省数据局）\n2。优化政务服务。（牵头单位：省教育厅）\n",
        [("1", None), ("2", None)],
    ),
    (
        "tasks counted by a word",
        "任务1：建设平台。建成省级平台。（省数据局负责）\n任务2：优化服务。推进政务服务。（省教育厅负责）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "tasks counted by a word and a Chinese numeral",
        "任务一 建设平台\n建成省级平台，完善运行机制。\n任务二 优化服务\n推进政务服务，方便群众办事。\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "articles of a policy",
        "一、支持平台\n第一条　建设平台。建成省级平台。（责任单位：省数据局）\n"
        "二、支持服务\n第二条　优化服务。推进政务服务。（责任单位：省教育厅）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "numbers in circles",
        "一、甲\n①建设平台。建成平台。（省数据局负责）\n②优化服务。推进服务。（省教育厅负责）\n"
        "二、乙\n③扩大共享。推进共享。（省数据局负责）\n",
        [("1", "建设平台"), ("2", "优化服务"), ("3", "扩大共享")],
    ),
    (
        "numbers in one character",
        "㈠甲\n⒈建设平台。建成平台。（省数据局负责）\n⒉优化服务。推进服务。（省教育厅负责）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "numbers in brackets",
        "一、甲\n（1）建设平台。建成平台。（省数据局负责）\n（2）优化服务。推进服务。（省教育厅负责）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "numbers with a half bracket",
        "一、甲\n1）建设平台。建成平台。（省数据局负责）\n2）优化服务。推进服务。（省教育厅负责）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "numbers in two parts",
        "1.甲\n1.1建设平台。建成平台。（省数据局负责）\n1.2优化服务。推进服务。（省教育厅负责）\n"
        "2.乙\n2.1扩大共享。推进共享。（省数据局负责）\n",
        [("1", "建设平台"), ("2", "优化服务"), ("1", "扩大共享")],
    ),
    (
        "bullets before the numbers",
        "一、甲\n●1.建设平台。建成平台。（省数据局负责）\n●2.优化服务。推进服务。（省教育厅负责）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "sentences counted with 一是 at the head of lines",
        "全年办好三件实事：一是建设平台。建成省级平台，方便群众办事。\n二是优化服务。推进政务服务，减少办事时间。\n"
        "三是扩大共享。推进数据共享，减少填报材料。\n",
        [("1", "建设平台"), ("2", "优化服务"), ("3", "扩大共享")],
    ),
    (
        "sentences counted with 一是 inside a measure",
        "一、甲\n1.建设平台。抓好两件事。\n一是建成省级平台。\n二是推广省级平台。\n（省数据局负责）\n"
        "2.优化服务。推进服务。（省教育厅负责）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "parts in brackets inside a numbered measure",
        "一、甲\n1.建设平台。抓好两项工作。\n（1）建成平台。\n（2）推广平台。\n责任单位：省数据局\n"
        "2.优化服务。抓好两项工作。\n（1）减少材料。\n（2）减少时间。\n责任单位：省教育厅\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "several notes under one number",
        "一、甲\n1.建设平台。建成平台。（省数据局负责）推广平台。（省财政厅负责）\n2.优化服务。推进服务。（省教育厅负责）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "a title before a colon",
        "一、甲\n1.建设平台：建成省级平台，完善运行机制。（省数据局负责）\n2.优化服务：推进政务服务，方便群众。（省教育厅负责）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "a title before a colon on a line of its own",
        "一、甲\n1.建设平台：\n建成省级平台，完善运行机制。\n责任单位：省数据局\n2.优化服务：\n推进政务服务，方便群众。\n责任单位：省教育厅\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "a title with a full stop on a line of its own",
        "一、甲\n（一）建设平台。\n建成省级平台，完善运行机制。（省数据局负责）\n（二）优化服务。\n推进政务服务，方便群众。（省教育厅负责）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "a note inside the title line",
        "一、甲\n1.建设平台（责任单位：省数据局）。建成省级平台，完善运行机制。\n2.优化服务（责任单位：省教育厅）。推进政务服务。\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "a note at the end of the title line",
        "一、甲\n1.建设平台（责任单位：省数据局）\n建成省级平台，完善运行机制。\n2.优化服务（责任单位：省教育厅）\n推进政务服务，方便群众。\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "items that are themselves the target",
        "一、主要预期目标\n1.地区生产总值增长6%左右。（牵头单位：省发展改革委）\n2.粮食产量稳定在50万吨。\n牵头单位：省农业农村厅\n"
        "3.城镇新增就业2万人。\n",
        [("1", None), ("2", None), ("3", None)],
    ),
    (
        "a list of works without units",
        "2025年民生实事项目：\n1.城区道路改造；\n2.乡镇卫生院扩建；\n3.农村饮水提升。\n",
        [("1", None), ("2", None), ("3", None)],
    ),
    (
        "no units at all, titles on lines of their own",
        "一、总体要求\n坚持统筹推进，稳步实施，到年底建成平台。\n二、重点任务\n（一）建设平台\n建成省级平台，完善运行机制，推进资源共享。\n"
        "（二）优化服务\n推进政务服务，完善服务机制，方便群众办事。\n三、保障措施\n（一）加强领导\n健全工作机制，定期研究问题，推进任务落实。\n",
        [("1", "建设平台"), ("2", "优化服务"), ("1", "加强领导")],
    ),
    (
        "no units at all, items below headings below headings",
        "一、夯实基础\n（一）完善设施\n1.建设平台。建成省级平台，完善运行机制。\n2.扩容网络。推进网络升级，提高传输能力。\n"
        "（二）优化环境\n3.优化服务。推进政务服务，方便群众办事。\n",
        [("1", "建设平台"), ("2", "扩容网络"), ("3", "优化服务")],
    ),
    (
        "no units at all, parts of items that tell what is to be done themselves",
        "一、任务\n（一）建设平台。加快建设省级平台，完善平台运行机制，推进各级各部门数据资源共享，提高资源利用水平，做到应用尽用。\n1.建成主体工程。\n2.建成配套工程。\n"
        "（二）优化服务。加快优化政务服务，完善服务运行机制，推进各级各部门业务协同办理，提高办事服务水平，做到能办尽办。\n1.减少办事材料。\n2.减少办事时间。\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "headings that name units once for the items below",
        "一、强化创新（省数据局牵头）\n坚持创新驱动，完善创新体系。\n"
        "（一）建设平台。建成省级创新平台，完善平台运行机制，推进科技资源开放共享，支持企业参与建设运营。\n"
        "（二）培育主体。培育创新型企业，完善梯度培育机制，推进成果转化应用，支持企业牵头承担重大任务。\n"
        "二、优化环境（省教育厅牵头）\n坚持服务为本，完善服务体系。\n"
        "（一）优化服务。推进政务服务集成办理，完善服务运行机制，提高群众办事满意度，支持各地探索服务新模式。\n"
        "（二）规范市场。推进市场公平竞争审查，完善信用监管机制，提高市场运行效率，支持各地开展先行先试工作。\n",
        [(None, "强化创新"), ("1", "建设平台"), ("2", "培育主体"), (None, "优化环境"), ("1", "优化服务"), ("2", "规范市场")],
    ),
    (
        "fields of an old list",
        "一、建设平台\n（一）工作内容：建成省级平台，完善机制。\n（二）责任单位：省数据局\n（三）完成时限：2025年6月底前\n"
        "二、优化服务\n（一）工作内容：推进政务服务，方便群众。\n（二）责任单位：省教育厅\n（三）完成时限：2025年底前\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "fields of an old list on lines of their own",
        "一、建设平台\n（一）工作内容\n建成省级平台，完善机制。\n（二）责任单位\n省数据局\n（三）完成时限\n2025年6月底前\n"
        "二、优化服务\n（一）工作内容\n推进政务服务，方便群众。\n（二）责任单位\n省教育厅\n（三）完成时限\n2025年底前\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "headings without numbers between the items",
        "一、甲\n完善基础设施\n1.建设平台。建成平台。（省数据局负责）\n优化发展环境\n2.优化服务。推进服务。（省教育厅负责）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "paragraphs that nothing numbers, with their units",
        "建设平台。建成省级平台，完善机制。（省数据局负责）\n优化服务。推进政务服务，方便群众。（省教育厅负责）\n",
        [(None, "建设平台"), (None, "优化服务")],
    ),
    (
        "paragraphs that nothing numbers, their units on lines of their own",
        "建设平台。建成省级平台，完善机制。\n责任单位：省数据局\n优化服务。推进政务服务，方便群众。\n责任单位：省教育厅\n",
        [(None, "建设平台"), (None, "优化服务")],
    ),
    (
        "headings that nothing numbers, each with its paragraph",
        "建设省级平台\n建成省级平台，完善平台运行机制，推进各级各部门数据资源共享利用。\n"
        "优化政务服务\n推进政务服务集成办理，完善服务运行机制，方便企业和群众办理事项。\n",
        [(None, "建设省级平台"), (None, "优化政务服务")],
    ),
    (
        "paragraphs with title sentences below a chapter",
        "第一章 发展基础\n近年来，各项工作取得明显成效，基础更加扎实。\n第二章 重点任务\n围绕总体部署，抓好下列工作，推动各项任务落地见效。\n"
        "建设平台。建成省级平台，完善平台运行机制，推进各级各部门数据资源共享利用。\n"
        "优化服务。推进政务服务集成办理，完善服务运行机制，方便企业和群众办理事项。\n",
        [(None, "建设平台"), (None, "优化服务")],
    ),
    (
        "all line ends lost",
        "一、甲（一）建设平台。建成平台。（省数据局负责）（二）优化服务。推进服务。（省教育厅负责）"
        "二、乙（一）扩大共享。推进共享。（省数据局负责）（二）培育人才。开展培训。（省教育厅负责）",
        [("1", "建设平台"), ("2", "优化服务"), ("1", "扩大共享"), ("2", "培育人才")],
    ),
    (
        "line ends that became spaces",
        "一、甲 1.建设平台。建成平台。 责任单位：省数据局 2.优化服务。推进服务。 责任单位：省教育厅 "
        "二、乙 1.扩大共享。推进共享。 责任单位：省数据局 2.培育人才。开展培训。 责任单位：省教育厅",
        [("1", "建设平台"), ("2", "优化服务"), ("1", "扩大共享"), ("2", "培育人才")],
    ),
    (
        "figures in the running text are no numbers",
        "一、甲\n1.建设平台。建成平台，投资达到\n2.5亿元。（省数据局负责）\n2.优化服务。推进服务。（省教育厅负责）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
    (
        "marks of pages between and within the items",
        "一、甲\n1.建设平台。建成平台。（省数据局负责）\n— 2 —\n2.优化服务。推进服务。（省教育厅负责）\n- 3 -\n第3页 共9页\n3.扩大共享。推进共享。（省数据局负责）\n",
        [("1", "建设平台"), ("2", "优化服务"), ("3", "扩大共享")],
    ),
    (
        "cut off in the middle of a title",
        "一、甲\n1.建设平台。建成平台。（省数据局负责）\n2.优化服务。推进服务。（省教育厅负责）\n3.扩大数",
        [("1", "建设平台"), ("2", "优化服务"), ("3", "扩大数")],
    ),
    (
        "cut off in the second item, no units",
        "一、甲\n1.建设平台。建成省级平台，完善运行机制。\n2.优化",
        [("1", "建设平台"), ("2", "优化")],
    ),
    (
        "a signature and attachments below the last item",
        "一、甲\n1.建设平台。建成平台。（省数据局负责）\n2.优化服务。推进服务。（省教育厅负责）\n附件：1.名单\n2.格式\n云岭省数据局\n2025年3月1日\n（此件主动公开）\n",
        [("1", "建设平台"), ("2", "优化服务")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in SHAPES], ids=[row[0] for row in SHAPES])
def test_numbers_and_titles(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert [(m.number, m.title) for m in read(HEAD + text).measures] == expected


def test_nothing_of_the_sheet_stands_in_the_last_measure() -> None:
    text = (
        "一、甲\n1.建设平台。建成平台。\n2.优化服务。推进服务。\n附件：1.名单\n2.格式\n"
        "云岭省数据局\n2025年3月1日\n（此件主动公开）\n"
    )
    assert [m.text for m in read(HEAD + text).measures] == ["建成平台。", "推进服务。"]


@pytest.mark.parametrize("end", ["\n", ""])
def test_the_fields_of_an_item_are_no_words_of_it_whether_their_line_ends_are_lost(end: str) -> None:
    fields = [
        "一、扩增学位", "（一）工作内容：新建幼儿园5所。", "（二）责任领导：张某某", "（三）牵头单位：市教育局", "（四）配合单位：市财政局", "（五）完成时限：8月底前",
        "二、改造管网", "（一）工作内容：改造管网18公里。", "（二）责任领导：李某某", "（三）牵头单位：市住建局", "（四）配合单位：市城管局", "（五）完成时限：持续实施",
    ]  # fmt: skip
    facts = read("云岭市2025年民生实事工作方案\n" + end.join(fields) + "\n")
    assert [(m.title, m.text) for m in facts.measures] == [
        ("扩增学位", "（一）工作内容：新建幼儿园5所。"),
        ("改造管网", "（一）工作内容：改造管网18公里。"),
    ]
    first, second = facts.measures
    assert facts.mentions(first, "Lead") + facts.mentions(first, "Cooperating") == ["市教育局", "市财政局"]
    assert facts.schedules(first) == ["Due 2025-08 year-inferred"]
    assert facts.schedules(second) == ["Ongoing"]


@pytest.mark.parametrize(
    "labels",
    [
        ("（一）工作内容：", "（二）牵头责任单位：", "（三）协同单位：", "（四）推进时限："),
        ("（一）工作内容：", "（二）牵头单位；", "（三）参加单位：", "（四）办结时间："),
        ("1.工作内容：", "2.牵 头 单 位：", "3.配 合 单 位：", "4.完 成 时 限："),
        ("（一）工作内容：", "（二）牵头\n单位：", "（三）配合单位：", "（四）完成\n时限："),
        ("【工作内容】", "【牵头单位】", "【配合单位】", "【完成时限】"),
    ],
)
def test_fields_by_other_labels(labels: tuple[str, ...]) -> None:
    what, lead, help_, by = labels
    facts = read(
        f"{HEAD}一、扩增学位\n{what}新建幼儿园5所。\n{lead}市教育局。\n{help_}市财政局。\n{by}8月底前。\n"
        f"二、改造管网\n{what}改造管网18公里。\n{lead}市住建局。\n{help_}市城管局。\n{by}持续实施。\n"
    )
    assert [m.title for m in facts.measures] == ["扩增学位", "改造管网"]
    assert [facts.mentions(m, "Lead") for m in facts.measures] == [["市教育局"], ["市住建局"]]
    assert [facts.mentions(m, "Cooperating") for m in facts.measures] == [["市财政局"], ["市城管局"]]
    assert [facts.schedules(m)[0].split()[0] for m in facts.measures] == ["Due", "Ongoing"]
    assert [facts.targets(m.target) for m in facts.measures] == [["幼儿园 = 5 所"], ["管网 = 18 公里"]]


def test_fields_on_lines_of_their_own_say_who_and_when() -> None:
    facts = read(
        HEAD + "一、建设平台\n（一）工作内容\n建成省级平台。\n（二）责任单位\n省数据局、省财政厅\n（三）完成时限\n2025年6月底前\n"
        "二、优化服务\n（一）工作内容\n推进政务服务。\n（二）责任单位\n省教育厅\n（三）完成时限\n2025年底前\n"
    )  # fmt: skip
    assert [facts.mentions(m, "Responsible") for m in facts.measures] == [
        ["省数据局", "省财政厅"],
        ["省教育厅"],
    ]
    assert [facts.schedules(m) for m in facts.measures] == [["Due 2025-06"], ["Due 2025"]]


def test_a_heading_with_units_keeps_its_own_words_and_not_those_of_the_items_below() -> None:
    (text,) = [row[1] for row in SHAPES if row[0] == "headings that name units once for the items below"]
    facts = read(HEAD + text)
    assert facts.measures[0].text == "坚持创新驱动，完善创新体系。"
    assert [len(m.lead) for m in facts.measures] == [1, 0, 0, 1, 0, 0]
