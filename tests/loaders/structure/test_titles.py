"""Titles: which lines are titles, what a notice transmits, kinds and periods, citations."""

from __future__ import annotations

import pytest

from loaders.structure.titles import (
    citations,
    is_proper,
    is_title,
    names_plan,
    notice,
    once,
    period,
    plan_kind,
    published,
    same_title,
    unquoted,
)

TITLES = [
    ("云岭省数字经济发展三年行动计划（2023—2025年）", True),
    ("江州县人民政府专题会议纪要", True),
    ("江州市2024年数字政府建设工作要点", True),
    ("关于印发《江州市数据要素市场建设实施方案》的通知", True),
    ("云岭省“十四五”数字政府建设规划", True),
    ("《江州市智慧城市建设行动方案》政策解读", True),
    ("一、总体要求", False),
    ("（三）加快平台建设方案", False),
    ("坚持统筹规划，稳步推进行动。", False),
    ("附件：重点任务分工", False),
    ("来源：江州市政府办公室工作方案", False),
    ("江州市2024年十大民生实事", True),
    ("2024年政府工作报告重点工作责任分解", True),
    ("江州市人民政府办公室关于印发江州市工作要点的通 知", True),
    ("首页 > 政务公开 > 规划计划", False),
    ("名称：江州市2024年工作要点", False),
    ("2024年民生实事项目如下：", False),
]


@pytest.mark.parametrize(("line", "expected"), TITLES)
def test_title_lines(line: str, expected: bool) -> None:
    assert is_title(line) is expected


NAMES = [
    ("江州市2024年工作要点", True),
    ("关于印发江州市2024年工作要点的通知", True),
    ("江州市数字经济行动计划（2023—2025年）", True),
    ("数字经济工作方案", True),
    ("2024年重点任务", True),
    ("重点任务", False),
    ("2024年政府工作报告任务分解一览表", True),
    ("关于分解落实2024年目标任务的通知", False),
    ("我市出台数字经济三年行动计划", False),
    ("关于组织申报2024年科技计划项目的通知", False),
    ("江州市教师招聘工作方案", False),
    ("智慧园区解决方案", False),
    ("2024年护士个人工作计划", False),
    ("江州市数据管理办法", False),
    ("政策解读：江州市工作方案", False),
]


@pytest.mark.parametrize(("title", "expected"), NAMES)
def test_titles_that_name_a_plan_of_a_government(title: str, expected: bool) -> None:
    assert names_plan(title) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("江州市行动方案", True),
        ("2024年工作要点", True),
        ("“十四五”规划", True),
        ("重点任务清单", False),
        ("为城镇居民办实事", False),
    ],
)
def test_a_proper_title_has_a_year_a_period_or_a_place(title: str, expected: bool) -> None:
    assert is_proper(title) is expected


def test_marks_are_taken_off_a_title_only_where_they_belong_to_each_other() -> None:
    assert unquoted("《江州市〈总体规划〉实施方案》") == "江州市《总体规划》实施方案"
    assert unquoted("《甲方案》和《乙方案》") == "《甲方案》和《乙方案》"


NOTICES = [
    ("云岭省人民政府办公厅关于印发云岭省数字经济行动方案的通知", "云岭省人民政府办公厅", "云岭省数字经济行动方案"),
    ("关于印发《江州市工作要点》的通知", "", "江州市工作要点"),
    (
        "江州市人民政府关于印发《关于贯彻落实〈云岭省数字规划〉的实施方案》的通知",
        "江州市人民政府",
        "关于贯彻落实《云岭省数字规划》的实施方案",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("line", "issuer", "title"), NOTICES)
def test_notices(line: str, issuer: str, title: str) -> None:
    found = notice(line)
    assert found is not None
    assert (found.issuer, found.title) == (issuer, title)


@pytest.mark.parametrize("line", ["云岭省数字经济行动方案", "关于做好工作的通知"])
def test_lines_that_transmit_nothing(line: str) -> None:
    assert notice(line) is None


SAME = [
    ("数字云岭规划(2018-2022年)", "数字云岭规划（2018—2022年）", True),
    ("《江州市行动方案》", "江州市行动方案", True),
    ("“十四五”数字规划", "十四五数字规划", True),
    ("江州市行动方案", "江州市行动计划", False),
    ("江州市2024年工作要点", "江州市2025年工作要点", False),
]


@pytest.mark.parametrize(("a", "b", "expected"), SAME)
def test_variants_of_one_title(a: str, b: str, expected: bool) -> None:
    assert same_title(a, b) is expected


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("江州市2024年工作要点", "工作要点"),
        ("江州市数字经济发展行动计划（2023—2025年）", "行动计划"),
        ("云岭省数字政府建设实施方案", "实施方案"),
        ("云岭省国民经济和社会发展第十四个五年规划和2035年远景目标纲要", "纲要"),
        ("江州见闻", None),
    ],
)
def test_kinds_of_plan(title: str, kind: str | None) -> None:
    assert plan_kind(title) == kind


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("数字云岭发展规划（2018-2022年）", (2018, 2022)),
        ("江州市2024年工作要点", (2024, 2024)),
        ("云岭省“十四五”数字规划", (2021, 2025)),
        ("云岭省“十五五”数字规划", (2026, 2030)),
        ("云岭省国民经济和社会发展第十四个五年规划和2035年远景目标纲要", (2021, 2025)),
        ("数字云岭2021行动方案", (2021, 2021)),
        ("江州市三年行动计划（2023年～2025年）", (2023, 2025)),
        # digit by digit: no 三五, no 二五
        ("云岭省国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", (2021, 2025)),
        ("江州市二〇二五年工作要点", (2025, 2025)),
        ("江州市三年行动计划（二〇二三—二〇二五年）", (2023, 2025)),
        ("江州市实施意见", None),
    ],
)
def test_periods(title: str, years: tuple[int, int] | None) -> None:
    assert period(title) == years


def test_titles_are_published_in_one_form_of_brackets_and_dashes() -> None:
    assert published("数字云岭规划(2018-2022年)") == "数字云岭规划（2018—2022年）"


def test_citations_keep_their_place_and_the_titles_within_them() -> None:
    text = "根据《云岭省数字规划》《关于落实〈江州规划〉的方案》，制定本方案。"
    found = citations(text, 0, len(text))
    assert [c.title for c in found] == ["云岭省数字规划", "关于落实《江州规划》的方案"]
    assert [text[c.start : c.end][0] for c in found] == ["《", "《"]


GIVEN_TWICE = [
    ("江州市工作方案（江州市工作方案）", "江州市工作方案"),
    ("江州市工作方案江州市工作方案", "江州市工作方案"),
    ("《江州市工作方案》（《江州市工作方案》）", "《江州市工作方案》"),
    ("江州市工作方案（2024—2026年）（江州市工作方案(2024-2026年)）", "江州市工作方案（2024—2026年）"),
    ("江州市工作方案（2024—2026年）", "江州市工作方案（2024—2026年）"),
    ("江州市工作方案（试行）", "江州市工作方案（试行）"),
    ("重点任务重点任务", "重点任务重点任务"),
    ("江州市工作方案江州市实施方案", "江州市工作方案江州市实施方案"),
]


@pytest.mark.parametrize(("title", "expected"), GIVEN_TWICE)
def test_a_title_given_twice_is_one(title: str, expected: str) -> None:
    assert once(title) == expected
