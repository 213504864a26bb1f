"""Targets: value, unit, comparator and what is measured; numbers that are no targets."""

from __future__ import annotations

import pytest

from loaders.mentions.quantities import Quantity, quantities
from tests.loaders.reading import SIGNS


def line(q: Quantity) -> str:
    """A target as one line of words."""
    words = [q.indicator, SIGNS[q.comparator], f"{q.value.normalize():f}", q.unit]
    words += [w for w, told in (("cumulative", q.cumulative), ("soft", q.soft)) if told]
    return " ".join(words)


SENTENCES = [
    # what is counted stands after the figure
    ("建设100家数字农场。", ["数字农场 = 100 家"]),
    ("打造20个以上典型应用场景。", ["典型应用场景 >= 20 个"]),
    ("培育10个左右产业园区。", ["产业园区 ~ 10 个"]),
    ("建成不少于3000个智慧社区。", ["智慧社区 >= 3000 个"]),
    ("新增约50座换电站。", ["换电站 ~ 50 座"]),
    ("建设30余个示范村。", ["示范村 > 30 个"]),
    ("累计建成500个应用基地。", ["应用基地 = 500 个 cumulative"]),
    ("力争建成3个以上的标杆城市。", ["标杆城市 >= 3 个 soft"]),
    ("培育“领航型”企业80家。", ["“领航型”企业 = 80 家"]),
    ("建成10万个充电桩。", ["充电桩 = 100000 个"]),
    ("建成1.5万个充电桩。", ["充电桩 = 15000 个"]),
    ("培训三十名工程师。", ["工程师 = 30 名"]),
    # what is measured stands before it
    ("充电桩保有量达到8万个以上。", ["充电桩保有量 >= 80000 个"]),
    ("数字化改造覆盖率达到94%左右。", ["数字化改造覆盖率 ~ 94 %"]),
    ("政务云可靠率达到99.99%。", ["政务云可靠率 = 99.99 %"]),
    ("带宽可用性500M以上。", ["带宽可用性 >= 500 M"]),
    ("空气质量优良率不低于90%。", ["空气质量优良率 >= 90 %"]),
    ("单位能耗不超过0.3吨标准煤。", ["单位能耗 <= 0.3 吨标准煤"]),
    ("数字经济占比超过50%。", ["数字经济占比 > 50 %"]),
    ("产业规模突破3000亿元。", ["产业规模 > 300000000000 元"]),
    ("综合管廊达到600公里。", ["综合管廊 = 600 公里"]),
    ("全市总算力达到12.5E。", ["全市总算力 = 12.5 E"]),
    # 100 per cent in words
    ("实现行政村5G网络全覆盖。", ["行政村5G网络 = 100 %"]),
    # shares of what follows
    ("90%的市和70%的县达到三星级以上。", ["市达到三星级以上 = 90 %", "县达到三星级以上 = 70 %"]),
    ("80%以上的家庭具备千兆接入能力。", ["家庭具备千兆接入能力 >= 80 %"]),
    # lists
    ("建设100家数字农场、16家以上智能牧场。", ["数字农场 = 100 家", "智能牧场 >= 16 家"]),
    # no targets
    ("落实“1234”工作体系。", []),
    ("办好12345热线。", []),
    ("构建“1+30+N”体系。", []),
    ("推进5G网络和200G/400G光传输系统建设。", []),
    ("2025年工作要点。", []),
    ("对首次认定的企业给予50万元补助。", []),
    ("实现20人以上的自然村网络覆盖。", []),
    ("依据国发〔2023〕12号文。", []),
    ("分为基础型、中级型、高级型三个等级。", []),
    ("落实国家“十四五”规划。", []),
    ("在第20届博览会上展示。", []),
    ("咨询电话：0571-87654321。", []),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_targets_of_a_sentence(sentence: str, expected: list[str]) -> None:
    assert [line(q) for q in quantities(sentence, 0, len(sentence))] == expected


@pytest.mark.parametrize(("sentence", "expected"), [row for row in SENTENCES if row[1]])
def test_figure_indicator_and_quote_keep_their_places(sentence: str, expected: list[str]) -> None:
    text = f"前文结束。{sentence}后文开始。"
    found = quantities(text, 5, 5 + len(sentence))
    assert len(found) == len(expected)
    for q in found:
        assert text[q.named[0] : q.named[1]].startswith(q.indicator[0])
        assert q.quote[0] <= q.start < q.end <= q.quote[1]
        assert not text[q.quote[0] : q.quote[1]].startswith("，")


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("深入推进改革，建设100家数字农场。", "建设100家数字农场"),
        ("互联互通，充电桩保有量达到8万个以上。", "充电桩保有量达到8万个以上"),
        ("累计建成500个应用基地。", "累计建成500个应用基地"),
    ],
)
def test_the_quote_is_the_stating_words(sentence: str, quote: str) -> None:
    (found,) = quantities(sentence, 0, len(sentence))
    assert sentence[found.quote[0] : found.quote[1]] == quote


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "新建5G基站1.2万个，到2025年累计达到5万个以上。",
            [("5G基站", "12000", "Exactly"), ("5G基站", "50000", "AtLeast")],
        ),
        (
            "2024年覆盖率达到60%，2025年达到80%以上。",
            [("覆盖率", "60", "Exactly"), ("覆盖率", "80", "AtLeast")],
        ),
        ("推进建设，到2025年实现一网通办。", []),
    ],
)
def test_a_subject_goes_on_from_the_figure_before(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = quantities(text, 0, len(text))
    assert [(q.indicator, str(q.value), q.comparator) for q in found] == expected
