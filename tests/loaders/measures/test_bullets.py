"""Lists that number nothing: bullets that are measures, and bullets that are parts of one."""

from __future__ import annotations

import pytest

from ontology.records import Section
from tests.loaders.reading import read

#: Lists below the title of a plan, and the words of their measures.
LISTS = [
    (
        "▶ 修建村道2公里，6月底前完成。\n▶ 清淤沟渠5条。（村委会负责）\n▶ 组织义诊，年底前开展。\n",
        ["修建村道2公里，6月底前完成。", "清淤沟渠5条。", "组织义诊，年底前开展。"],
    ),
    (
        "● 架设路灯60盏，8月底前完成。\n● 建设文化广场，年底前建成。\n同步配齐健身器材。\n",
        ["架设路灯60盏，8月底前完成。", "建设文化广场，年底前建成。"],
    ),
    # a bullet that says neither who nor when is none
    (
        "■ 架设路灯60盏，8月底前完成。\n■ 弘扬文明新风。\n■ 栽植果树300株，3月底前完成。\n",
        ["架设路灯60盏，8月底前完成。", "栽植果树300株，3月底前完成。"],
    ),
    # below bare headings each names who answers for it
    (
        "一、产业发展\n■ 建设大棚20个。责任单位：镇农业办\n■ 引进企业。责任单位：镇经发办\n二、环境整治\n■ 清理垃圾。责任单位：镇环保办\n■ 新建公厕。责任单位：镇城建办\n",
        ["建设大棚20个", "引进企业", "清理垃圾", "新建公厕"],
    ),
    # parts of numbered measures
    (
        "1.建设文化广场\n● 6月底前完成选址。\n● 12月底前完成建设。\n2.修建村道\n● 3月底前完成测量。\n● 9月底前完成铺设。\n",
        ["建设文化广场", "修建村道"],
    ),
    (
        "一、建设文化广场。（镇文化站负责）\n● 完成选址。（镇城建办负责）\n● 完成建设。（镇财政所负责）\n二、修建村道。铺设2公里。（镇交管站负责）\n",
        ["建设文化广场", "修建村道"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), LISTS)
def test_measures_of_lists_of_bullets(text: str, words: list[str]) -> None:
    facts = read("清河镇2025年工作计划\n" + text)
    assert [(m.title or m.text or "").removesuffix("。") for m in facts.measures] == [
        w.removesuffix("。") for w in words
    ]


def test_the_headings_of_lists_of_bullets_are_sections() -> None:
    facts = read("清河镇2025年工作计划\n" + LISTS[3][0])
    sections = {s.iri: s.title for s in facts.of(Section)}
    assert [sections[m.section or ""] for m in facts.measures] == [
        "产业发展",
        "产业发展",
        "环境整治",
        "环境整治",
    ]
    assert [facts.mentions(m, "Responsible") for m in facts.measures] == [
        ["镇农业办"],
        ["镇经发办"],
        ["镇环保办"],
        ["镇城建办"],
    ]
