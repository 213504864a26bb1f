"""What the words around a project's name say of how far it is: `[…]` stands around the names."""

from __future__ import annotations

import re

import pytest

from loaders.mentions.progress import progress


def told(marked: str) -> list[tuple[str, str | None]]:
    """The words of progress and the stage for each of the names in brackets."""
    text = marked.replace("[", "").replace("]", "")
    names = [
        (m.start() - 2 * n, m.end() - 2 * n - 2) for n, m in enumerate(re.finditer(r"\[[^\]]*\]", marked))
    ]
    return [
        ("…".join(text[a:b] for a, b in found.runs), found.stage)
        for found in progress(text, 0, len(text), names)
    ]


@pytest.mark.parametrize(
    ("words", "status", "stage"),
    [
        ("加快建设[青岛国际通信业务出入口局]", "加快建设", "UnderWay"),
        ("推进[青岛国际通信业务出入口局]申建工作", "推进…申建", "Planned"),
        ("争取[国家工业大数据分中心]落户", "争取", "Planned"),
        ("申报[国家级先导区]建设", "申报…建设", "Planned"),
        ("年底前基本完成[综合指挥平台]建设", "基本完成…建设", "Finished"),
        ("2025年底前[数据大厅]建成投用", "建成投用", "Finished"),
        ("开展[“爱山东”]场景化、向导式改造", "开展…改造", "InOperation"),
        ("推动[智慧大脑]升级改造", "推动…升级改造", "InOperation"),
        ("组织实施[数字强基工程]", "组织实施", "UnderWay"),
        ("持续推进[数字强基工程]", "持续推进", "UnderWay"),
        ("推进[引江济淮工程]前期工作", "推进…前期工作", "Planned"),
        ("高水平建成[数据大厅]", "高水平建成", "Finished"),
        # of two stages, of none, of one that is carried to something else
        ("建设完善[指挥平台]", "建设完善", None),
        ("规划建设[数据园区]", "规划建设", None),
        ("争取建成[数据园区]", "争取建成", None),
        ("加快[数据园区]", "加快", None),
        ("推动[服务平台]互联互通", "推动…互联互通", None),
        ("完成[引江济淮工程]前期工作", "完成…前期工作", None),
        ("完成[引江济淮工程]主体工程", "完成", None),
        ("聚焦[“十大工程”]领域", "", None),
    ],
)
def test_words_and_stage(words: str, status: str, stage: str | None) -> None:
    assert told(words) == [(status, stage)]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        # the verb that it is the object of, not one before
        ("支持枣庄建设[可持续发展示范区]", ["建设"]),
        ("引导第三方机构建设[适配中心]", ["建设"]),
        # nor a word in what it is like, or in another item
        ("打造集展示、推广、应用于一体的[体验中心]", ["打造"]),
        ("推进产业升级和[数字园区]", ["推进"]),
        ("建设资源库、应用集成以及[移动办公平台]", ["建设"]),
        # what begins and ends a list is of all its items
        ("推进[互联网专用通道]、[业务出入口局]申建", ["推进…申建", "推进…申建"]),
        # what is done with another name is not done with it
        ("依托[云平台]推进[数字园区]建设", ["依托", "推进…建设"]),
        ("发挥[融资平台]作用，建设[数字园区]", ["发挥", "建设"]),
        # other names say nothing, whatever words they are made of
        ("实施[“数字乡村建设”]、[“城市提升”]工程", ["实施", "实施"]),
    ],
)
def test_whose_words_they_are(words: str, status: list[str]) -> None:
    assert [run for run, _ in told(words)] == status


def test_a_clause_without_an_end_is_looked_at_within_reach() -> None:
    far = "建设" + "某" * 1000 + "[平台]" + "某" * 1000 + "建成"
    assert told(far) == [("", None)]
