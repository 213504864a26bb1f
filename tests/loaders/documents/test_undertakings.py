"""Lists of what a government undertakes are plans wherever they stand; lists of the same shape by others are none."""

from __future__ import annotations

import pytest

from loaders.documents.undertakings import undertaking
from loaders.formats import Unreadable
from tests.loaders.reading import read

_WORKS = ("新建学校2所", "改造道路20公里", "新增停车位500个", "建设公园3处", "开展免费体检5000人次")
_POINTS = "".join(f"{n}是{w}。\n" for n, w in zip("一二三四五", _WORKS, strict=True))
_FIGURES = "".join(f"{n}.{w}。" for n, w in enumerate(_WORKS, 1))
_INLINE = "；".join(f"{n}是{w}" for n, w in zip("一二三四五", _WORKS, strict=True))
_UNDER_HEADINGS = (
    "实施节水行动\n建成节水型小区30个，改造供水管网120公里，万元产值用水量下降5%以上。\n"
    "做强种业和农机\n新建良种繁育基地2万亩，培育合作社40家，机械化率达到88%以上。\n"
    "开展清河专项行动\n整治黑臭水体18条，清理河道垃圾3万吨，建设幸福河湖6条，打造绿道25公里。\n"
)

#: What announces or carries the list, and the numbers and words of what is read.
LISTS: list[tuple[str, str]] = [
    ("news, by points", f"民生连着民心。3月5日，记者从江州市人代会上获悉，今年市政府将办好5件民生实事。\n{_POINTS}（记者 李明）\n来源：江州晚报\n"),
    ("news, in one paragraph", f"江州今年确定五件实事\n江州讯 近日，江州县围绕群众期盼，确定了今年努力办好的五件实事。\n这5件实事分别为：{_INLINE}。（通讯员 王芳）\n《2020年鉴》开始征订。\n"),
    ("a line end within a paragraph", f"江州今年确定五件实事\n江州县确定了今年的五件实事。\n这5件实事分别为：{_INLINE.replace('建设公园', '建设' + chr(10) + '公园')}。\n"),
    ("numbers with a blank", "今年江州市政府十大民生实事出炉\n人大代表投票，确定以下5项为市政府年度民生实事项目：\n" + "".join(f"{n} {w}；\n" for n, w in enumerate(_WORKS, 1))),
    ("padded numbers", "江州区政府5件实事项目已确定\n2024年江州区政府实事项目\n" + "".join(f"{n:02} {w}；完善配套设施，提升服务水平。\n" for n, w in enumerate(_WORKS, 1))),
    ("padded numbers above titles", "江州区2024年民生实事\n" + "".join(f"{n:02}\n“安心”实事\n▶{w}。\n▶{w}。\n" for n, w in enumerate(_WORKS, 1))),
    ("years and numbers after points", "市政府将为民办好5件实事。\n" + _POINTS.replace("是新建", "是2024年新建").replace("是新增", "是8个小区新增")),
]  # fmt: skip


_NUMERALS = "一二三四五"
#: Lists within a line, by how they are announced and numbered.
IN_LINE: list[tuple[str, str]] = [
    ("figures", "江州讯 1月20日，江州县人代会召开。会上确定2024年县政府为民兴办5件实事。\n这五件实事是：" + "".join(f"{n}.{w}。" for n, w in enumerate(_WORKS, 1))),
    ("figures with 、 and commas", "江州市政府今年将办好5件实事，具体是：" + "，".join(f"{n}、{w}" for n, w in enumerate(_WORKS, 1)) + "。"),
    ("numerals, the count lost", "江州人大网讯：：2024年，市政府将集中财力，努力为群众办好件实事: " + " ".join(f"{n}、{w}。" for n, w in zip(_NUMERALS, _WORKS, strict=True))),
    ("numerals in brackets", "今年江州市将实施5项民生工程如下。" + "".join(f"（{n}）{w}。" for n, w in zip(_NUMERALS, _WORKS, strict=True))),
    ("figures in brackets", "今年江州市将实施5项民生工程，分别为（1）" + "；（".join(f"{n}）{w}" for n, w in enumerate(_WORKS, 1))[2:] + "。"),
    ("circles", "江州县委、县政府确定今年五项重点工作：" + "".join(f"{n}{w}；" for n, w in zip("①②③④⑤", _WORKS, strict=True))),
    ("points with commas", f"市长在政府工作报告中确定了今年要办的五件民生实事。\n五件民生实事：{_INLINE.replace('；', '，')}。\n"),
    ("below the first", "江州市政府今年为民办5件实事：1." + "\n".join(f"{n}.{w}。" for n, w in enumerate(_WORKS, 1))[2:]),
    ("from the third on below", "江州市政府今年为民办5件实事：" + "".join(f"{n}.{w}。{'' if n < 3 else chr(10)}" for n, w in enumerate(_WORKS, 1))),
    ("what follows it told of the year before", f"江州“2024五件民生实事”出炉\n五件民生实事：{_INLINE}。\n报告中说，江州市“2023五件民生实事”取得显著进展，建成学校8所，打通断头路6条。（记者 李明）"),
    ("what follows it in its line", f"今年江州市政府将办好五件实事：{_INLINE}。据悉，去年已建成学校8所，打通断头路6条。（记者 李明）"),
]  # fmt: skip


@pytest.mark.parametrize("text", [row[1] for row in IN_LINE], ids=[row[0] for row in IN_LINE])
def test_every_item_of_a_list_within_a_line_is_a_measure(text: str) -> None:
    facts = read(text)
    assert [(m.number, m.title, (m.text or "").rstrip("。；，")) for m in facts.measures] == [
        (str(n), None, words) for n, words in enumerate(_WORKS, 1)
    ]


def test_a_second_list_may_follow_within_the_paragraph() -> None:
    facts = read(
        "江州市政府今年为农民办好三件实事：1.修建公路50公里。2.新建水厂3座。3.培训农民2万人次。"
        "为市民办好三件实事：1.建设公园3处。2.新增公交车100辆。3.新建公厕20座。\n"
    )
    assert [(m.number, (m.text or "")[:2]) for m in facts.measures] == [
        ("1", "修建"), ("2", "新建"), ("3", "培训"), ("1", "建设"), ("2", "新增"), ("3", "新建"),
    ]  # fmt: skip


#: Headings of two lists that follow each other, and the plans that they are.
HEADED: list[tuple[str, str, list[str]]] = [
    ("为农民办好三件实事", "为城镇居民办好三件实事", ["为农民办好三件实事"]),
    ("江州市政府今年为民办好六件实事\n农村方面", "城区方面", ["江州市政府今年为民办好六件实事"]),
    ("江州县2024年农村实事", "江州县2024年城区实事", ["江州县2024年农村实事", "江州县2024年城区实事"]),
]


@pytest.mark.parametrize(("first", "second", "plans"), HEADED)
@pytest.mark.parametrize(
    "marks", ["①②③", "一、 二、 三、", "（一） （二） （三）", "1. 2. 3.", "一是 二是 三是"]
)
def test_a_list_may_begin_anew_below_a_heading(first: str, second: str, plans: list[str], marks: str) -> None:
    numbers = marks.split() if " " in marks else list(marks)
    heads = [(first, ("修建公路50公里，改善出行条件", "新建水厂3座", "培训农民2万人次")),
             (second, ("建设公园3处", "新增公交车100辆，优化线路", "新建公厕20座"))]  # fmt: skip
    facts = read("".join(
        f"{head}\n" + "".join(f"{n}{w}。\n" for n, w in zip(numbers, works, strict=True)) for head, works in heads
    ))  # fmt: skip
    assert [(m.number, m.text) for m in facts.measures] == [
        (str(n), f"{w}。") for _, works in heads for n, w in enumerate(works, 1)
    ]
    assert [p.title for p in facts.plans] == plans


@pytest.mark.parametrize("text", [row[1] for row in LISTS], ids=[row[0] for row in LISTS])
def test_every_item_is_a_measure(text: str) -> None:
    assert [m.number for m in read(text).measures] == ["1", "2", "3", "4", "5"]


def test_what_a_newspaper_adds_below_its_list_is_no_part_of_the_last_item() -> None:
    facts = read(LISTS[0][1])
    assert (facts.measures[-1].title, facts.measures[-1].text) == (None, "开展免费体检5000人次。")


def test_padded_numbers_go_on_after_nine() -> None:
    items = "".join(f"{n:02}\n改善民生\n▶新建设施{n}处。\n" for n in range(1, 13))
    facts = read(f"江州区2024年民生实事\n{items}")
    assert [(m.number, m.title) for m in facts.measures] == [(str(n), "改善民生") for n in range(1, 13)]


#: Announcements of lists that no government will do.
OTHERS: list[tuple[str, str]] = [
    ("a firm", f"江州钢铁公司今年将为职工办好5件实事。\n{_POINTS}我公司将按时完成。\n"),
    ("a review of what was done", f"江州市政府办好了5件民生实事\n截至目前，累计投入3亿元，已全部完成。\n{_POINTS}同比增长明显。\n"),
    ("how far the work is", f"江州市5件民生实事进展情况\n截至10月，已完成投资2亿元。\n{_POINTS}"),
    ("a school", f"江州中学今年将办好5件实事，让同学们安心学习。\n{_POINTS}欢迎家长监督。\n"),
    ("a count without work", "江州市评出5件年度大事。\n一是桥梁通车。\n二是剧院落成。\n三是球队夺冠。\n四是大雪封山。\n五是展览闭幕。\n记者表示，据悉报道属实。\n"),
    ("a review under headings", f"江州农业回眸\n江州日报讯 记者获悉，2023年江州市农业工作取得这些成绩：\n{_UNDER_HEADINGS}"),
    ("goals of a firm under headings", f"公司今年定下这些目标：\n{_UNDER_HEADINGS}"),
    ("things asked for", "江州市政府征集民生实事，欢迎报名，公示期5天，联系电话：0000000\n一是提交申请表和复印件。\n二是准备身份证。\n三是等待受理条件审核。\n"),
]  # fmt: skip


#: Lists within the sentences of texts that are no plans.
WITHIN_OTHERS: list[tuple[str, str]] = [
    ("minutes that ask for work", "江州市召开重点工作推进会\n江州日报讯 5月8日，市政府召开会议。会议强调，要抓好三项重点工作：一是加快项目建设；二是优化营商环境；三是保障改善民生。会议要求，各部门要认真落实。\n（记者 李明）\n"),
    ("minutes of a meeting on work", "全市重点工作调度会召开\n5月8日，全市重点工作调度会召开。市长主持会议并讲话。会议指出，今年以来全市经济运行平稳，下一步要围绕重点工作：一是推进项目建设，二是扩大招商引资，三是防范化解风险。\n"),
    ("what a meeting heard", "市政府常务会议听取民生实事：一是听取学校建设汇报，二是听取道路建设汇报，三是审议通过养老服务方案。会议强调，要落实责任。\n"),
    ("what was done, told in the past", "江州市2023年为民办好5件实事：一是新建了学校2所，二是改造了道路20公里，三是新增了停车位500个，四是建成了公园3处，五是开展了免费体检。\n"),
    ("what was done last year", "江州日报讯 去年，江州市政府为民办的5件实事全部完成：1.建成学校2所。2.改造道路20公里。3.新增停车位500个。4.建成公园3处。5.完成体检5000人次。\n"),
    ("a review of the year", "回眸2023：江州5件民生实事交出亮眼答卷\n江州日报讯（记者 李明）2023年，全市5件民生实事：1.建成学校2所。2.完成道路改造20公里。3.新增停车位500个。4.建成公园3处。5.完成体检5000人次。群众纷纷点赞。\n"),
    ("work that succeeded", "2023年，江州县重点工作取得成效。主要工作是：1.完成道路改造20公里。2.建成学校2所。3.实现脱贫500户。\n"),
    ("the work of a vacancy", "江州市交通局招聘启事\n主要工作：1.负责文件起草。2.协助组织会议。3.完成领导交办的任务。\n报名电话：0000000\n"),
    ("the duties of an office", "市大数据中心岗位职责，主要任务：1.推进平台建设。2.加强数据治理。3.做好运维保障。任职条件：本科以上学历。应聘者请将简历发至邮箱。\n"),
    ("a law", "居民委员会的主要任务：（一）宣传宪法、法律和国家政策；（二）办理本居住地区居民的公共事务；（三）协助人民政府做好公共卫生工作。\n"),
    ("a firm", f"江州钢铁公司今年将为职工办好5件实事：{_FIGURES}我公司将按时完成。\n"),
    ("a school", f"江州中学今年为师生办5件实事：{_INLINE}。欢迎同学们监督。\n"),
    ("things asked for", f"江州市政府征集2025年民生实事。往年实事项目有：{_FIGURES}欢迎报名，公示期5天，联系电话：0000000，提交材料和申请表。\n"),
    ("prices", "江州市今日重点项目价格：1.白菜2元。2.土豆3元。3.西红柿5元。\n"),
    ("a school of a city", f"江州市第一中学今年将为师生办好5件实事：{_INLINE}。让校园更美。\n"),
    ("a firm of a city", f"江州市公交公司确定今年办好5件实事：{_FIGURES}\n"),("a lesson", "《丰收》教学设计\n本课主要任务：1.学习生字10个。2.完成练习。3.培养同学们的兴趣。\n"),
    ("what an office is for", "江州市数据局是市政府工作部门，主要工作任务：1.贯彻法律法规。2.推进数据共享。3.组织实施标准。\n"),
    ("an encyclopedia","乡村振兴战略是党的十九大提出的战略。主要任务是：1.产业振兴。2.人才振兴。3.文化振兴。4.生态振兴。5.组织振兴。\n"),
    ("candidates of a vote","江州市票选2025年民生实事候选项目：1.新建学校。2.改造道路。3.建设公园。请您投票，投票截止3月5日，每人可选3项。\n"),
    ("a comment","办好民生实事，关键有三：一是心要真；二是劲要实；三是账要明。作者：李明\n"),
]  # fmt: skip


@pytest.mark.parametrize(
    "text", [row[1] for row in OTHERS + WITHIN_OTHERS], ids=[row[0] for row in OTHERS + WITHIN_OTHERS]
)
def test_nothing_is_read_from_lists_of_others(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text)


@pytest.mark.parametrize(
    ("text", "items", "weight", "told"),
    [
        ("市政府将办好5件民生实事", 5, 3.0, True),
        ("市政府将办好十件民生实事", 10, 3.0, True),
        ("市政府将办好10件民生实事", 6, 2.0, False),  # the end was cut off
        ("市政府10件民生实事", 3, 0.5, False),  # most of it was cut off
        ("市政府将办好3件民生实事", 5, 1.5, False),  # the count is that of another list
        ("全市要抓好三项重点工作", 3, 1.5, False),
        ("市政府将推进民生工程，落实民生实事", 4, 1.5, False),
        ("公司将办好5件实事", 5, 0.0, False),
        ("市政府5件民生实事进展情况", 5, -2.0, False),
        ("市政府将办好2件民生实事", 2, 0.0, False),
    ],
)
def test_the_count_said_is_weighed_against_the_items(
    text: str, items: int, weight: float, *, told: bool
) -> None:
    assert undertaking(text, (0, len(text)), range(1, items + 1), len(text)) == (weight, told)
