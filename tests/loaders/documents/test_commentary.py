"""Reports: which plans they are about, and their sentences, in which quotations are looked for."""

from __future__ import annotations

import pytest

from ontology.records import Document, Passage
from tests.loaders.reading import read

LEAD = (
    "本报讯（记者 李明）近日，江州市印发《江州市数字经济2025年工作要点》和《江州市智慧养老2025年工作要点》。"
)


@pytest.mark.parametrize(
    ("told", "titles"),
    [
        # both are named in the lead and again
        (
            "《江州市数字经济2025年工作要点》提出建设平台。\n《江州市智慧养老2025年工作要点》要求改造养老院。",
            ["江州市数字经济2025年工作要点", "江州市智慧养老2025年工作要点"],
        ),
        # one of them is spoken of
        ("《江州市数字经济2025年工作要点》提出建设平台。", ["江州市数字经济2025年工作要点"]),
        # a third is only mentioned
        (
            "《江州市智慧养老2025年工作要点》要求按照《江州市养老发展规划》改造养老院。",
            ["江州市智慧养老2025年工作要点"],
        ),
    ],
)
def test_a_report_is_about_the_plans_of_its_lead_that_it_speaks_of(told: str, titles: list[str]) -> None:
    facts = read(f"江州市出台两项工作要点\n{LEAD}\n{told}\n")
    (document,) = facts.of(Document)
    named = {plan.iri: plan.title for plan in facts.plans}
    assert [named[iri] for iri in document.reports_on] == titles


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("2025-06-25 09:12  来源：江州日报", "2025-06-25"),
        ("江州日报 2025年6月25日 星期三 第A2版", "2025-06-25"),
        ("2025年06月25日", "2025-06-25"),
        ("6月25日", None),
        ("2025年6月20日，市政府召开会议。", None),  # of what is told, not of the telling
        ("发布时间：2025-13-45", None),
    ],
)
def test_the_day_a_report_was_printed_is_that_of_its_head(head: str, day: str | None) -> None:
    facts = read(f"江州市出台工作要点\n{head}\n{LEAD}\n《江州市数字经济2025年工作要点》提出建设平台。\n")
    (document,) = facts.of(Document)
    assert str(document.issued or None) == str(day)
    assert len(document.evidence) == (day is not None)


def test_the_day_that_a_site_sets_above_an_interpretation_counts() -> None:
    facts = read(
        "《江州市数字经济2025年工作要点》政策解读\n发布时间：2025-06-28  来源：江州市数据局\n一、制定背景\n"
        "市政府印发了《江州市数字经济2025年工作要点》。\n二、主要内容\n建设平台。\n"
    )
    (document,) = facts.of(Document)
    assert (str(document.issued), document.evidence) == ("2025-06-28", ())


def test_the_end_of_a_sentence_on_a_line_of_its_own_belongs_to_it() -> None:
    cut = "改造公交站300个，让市民候车更舒心、换乘更便捷、出行更安\n全。"
    facts = read(
        f"江州市出台工作要点\n{LEAD}\n{cut}\n图为市民候车。\n《江州市智慧养老2025年工作要点》要求改造养老院。\n"
    )
    passages = [passage for passage in facts.of(Passage) if "改造公交站" in passage.text]
    assert [passage.text for passage in passages] == [cut.replace("\n", "")]
    assert (
        "".join(span.words or "" for span in facts.spans(passages[0]))
        .replace("\n", "")
        .endswith("出行更安全。")
    )
