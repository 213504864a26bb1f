"""Lists of what a government undertakes are plans wherever they stand; lists of the same shape by others are none."""

from __future__ import annotations

import pytest

from loaders.documents.undertakings import undertaking
from loaders.formats import Unreadable
from tests.loaders.reading import read

_WORKS = ("新建学校2所", "改造道路20公里", "新增停车位500个", "建设公园3处", "开展免费体检5000人次")
_POINTS = "".join(f"{n}是{w}。\n" for n, w in zip("一二三四五", _WORKS, strict=True))
_INLINE = "；".join(f"{n}是{w}" for n, w in zip("一二三四五", _WORKS, strict=True))

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
    ("things asked for", "江州市政府征集民生实事，欢迎报名，公示期5天，联系电话：0000000\n一是提交申请表和复印件。\n二是准备身份证。\n三是等待受理条件审核。\n"),
]  # fmt: skip


@pytest.mark.parametrize("text", [row[1] for row in OTHERS], ids=[row[0] for row in OTHERS])
def test_nothing_is_read_from_lists_of_others(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text)


@pytest.mark.parametrize(
    ("text", "items", "weight", "told"),
    [
        ("市政府将办好5件民生实事", 5, 3.0, True),
        ("市政府将办好十件民生实事", 10, 3.0, True),
        ("市政府将办好10件民生实事", 6, 2.0, False),  # the end was cut off
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
    assert undertaking(text, (0, len(text)), range(1, items + 1)) == (weight, told)
