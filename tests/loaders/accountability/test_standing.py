"""Standing rules: who leads by position, and units that one sentence makes accountable for all that follows."""

from __future__ import annotations

import pytest

from loaders.accountability.standing import first_leads, standing
from tests.loaders.reading import read


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("列第一位的为牵头单位", True),
        ("排在首位的为牵头单位，下同", True),
        ("列第一位者为牵头单位", True),
        ("名单中排第一的为牵头部门", True),
        ("牵头单位列首位", True),
        ("第一个单位为牵头单位", True),
        ("牵头单位：市数据局", False),
        ("第一责任单位：市数据局", False),
        ("推动产业排在全国前列", False),
    ],
)
def test_who_leads_by_position(words: str, expected: bool) -> None:
    assert first_leads(words) is expected


BLANKETS = [
    ("以下任务均由各县区政府落实", ["各县区政府"]),
    ("责任单位：市数据局，以下任务均由各县区政府落实", ["各县区政府"]),
    ("各项任务均需各县（市、区）政府负责落实，不再列出。", ["各县（市、区）政府"]),
    ("各项任务均涉及相关市政府，不再列出，下同。", ["相关市政府"]),
    (
        "除另有注明外，各县（市、区）政府和东湖开发区、南山度假区管委会都是配合单位。",
        ["各县（市、区）政府", "东湖开发区管委会", "南山度假区管委会"],
    ),
    ("各镇街均为责任单位，不再列出。", ["各镇街"]),
    # none
    ("各项任务均由市政府督查室负责督查。", []),
    ("以上任务均由市财政局负责考核。", []),
    ("各项任务均已落实，各级均要加强领导。", []),
    ("各项任务均由专人负责。", []),
    ("城乡居民收入均有增长。", []),
]


@pytest.mark.parametrize(("text", "names"), BLANKETS)
def test_units_of_blanket_sentences(text: str, names: list[str]) -> None:
    assert [u.name for u in standing(text, 0, len(text)).inherited(len(text))] == names


def test_a_blanket_sentence_holds_for_what_follows_it() -> None:
    text = "第一项。以下任务均由各县区政府落实。第二项。"
    rules = standing(text, 0, len(text))
    assert not list(rules.inherited(text.index("第一项")))
    assert [u.name for u in rules.inherited(text.index("第二项"))] == ["各县区政府"]


def test_a_blanket_sentence_may_speak_of_what_stands_above_it() -> None:
    text = "第一项。以上任务均由市数据局牵头，各区县政府按职责分工负责。第二项。"
    rules = standing(text, 0, len(text))
    assert [u.name for u in rules.inherited(text.index("第一项"))] == ["市数据局", "各区县政府"]
    assert not list(rules.inherited(text.index("第二项")))


_A = "1.建设平台。建成统一平台，完善运行机制。\n2.归集数据。归集公共数据，提升数据质量。"
_B = "3.优化服务。推进政务服务，方便群众办事。\n4.开展培训。组织全员培训，提升业务能力。"
#: Plans with sentences that speak of what is above them, and whose each of four measures is by them.
CLOSING = [
    (f"一、夯实基础\n{_A}\n以上任务由市数据局负责。\n二、优化服务\n{_B}\n以上工作由市人社局牵头，市教育局配合。\n",
     ["市数据局", "市数据局", "市人社局 市教育局", "市人社局 市教育局"]),
    (f"一、夯实基础\n{_A}\n二、优化服务\n{_B}\n以上各项任务由各县区政府负责落实。\n",
     ["各县区政府", "各县区政府", "各县区政府", "各县区政府"]),
    (f"一、夯实基础\n{_A}\n二、优化服务\n{_B}\n注：上述事项由各县区政府落实。\n三、保障措施\n加强组织领导。\n",
     ["", "", "各县区政府", "各县区政府"]),
    (f"一、夯实基础\n{_A}以上工作由市统计局负责。\n二、优化服务\n{_B}\n", ["", "市统计局", "", ""]),
    (f"一、夯实基础\n{_A}\n（以上工作由市统计局负责）\n二、优化服务\n{_B}\n", ["市统计局", "市统计局", "", ""]),
    (f"一、夯实基础\n{_A}\n以上任务均由市统计局落实。\n二、优化服务\n{_B}\n", ["市统计局", "市统计局", "", ""]),
    (f"一、夯实基础\n{_A}\n以上任务各县区政府均为责任单位。\n二、优化服务\n{_B}\n", ["各县区政府", "各县区政府", "", ""]),
    (f"一、夯实基础\n{_A}\n以上任务由市政府督查室负责督查。\n二、优化服务\n{_B}\n", ["", "", "", ""]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "units"), CLOSING)
def test_a_sentence_that_closes_a_list_reaches_no_further(text: str, units: list[str]) -> None:
    facts = read("云岭市2025年数字化工作方案\n" + text)
    assert [" ".join(facts.names(m.inherited)) for m in facts.measures] == units
    assert all(not m.assignment for m in facts.measures)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("责任单位中标*的为牵头单位。", "*"),
        ("注：带“★”的为牵头单位，下同。", "★"),
        ("（牵头单位用▲标注）", "▲"),
        ("*为牵头单位", "*"),
        ("带*的为约束性指标。", ""),
        ("市数据局*、市财政局", ""),
    ],
)
def test_a_mark_at_units_that_lead(text: str, mark: str) -> None:
    assert standing(text, 0, len(text)).mark == mark


def test_the_marked_units_lead_and_the_whole_list_is_responsible() -> None:
    facts = read(
        "江州市2024年数字化工作方案\n（责任单位中标*的为牵头单位）\n一、重点任务\n1.建设平台。建设统一平台，完善各项机制。\n"
        "责任单位：市财政局、市数据局*\n2.归集数据。归集各类数据，提升数据质量。\n责任单位：市财政局\n"
    )
    first, second = facts.measures
    assert facts.mentions(first, "Lead") == ["市数据局"]
    assert facts.mentions(first, "Responsible") == ["市财政局", "市数据局"]
    assert facts.mentions(second, "Lead") == []


@pytest.mark.parametrize(
    ("text", "first", "every"),
    [
        ("各项任务列第一位的为牵头单位，下同。", 0, None),
        ("前言。责任单位排在首位的为牵头单位。建设平台（市数据局、市财政局）。", 3, None),
        # nothing is listed after it, or it says what it speaks of
        ("建设平台（市数据局、市财政局）。责任单位排在首位的为牵头单位。", 0, None),
        ("建设平台（市数据局、市财政局）。以上任务排在第一位的为牵头单位。归集数据（市财政局）。", 0, None),
        ("任务。\n注：列首位的为牵头单位。", 0, None),
        ("无牵头单位的，责任单位即为牵头单位，下同。", None, 0),
        ("未明确牵头单位的，第一责任单位为牵头单位。", 0, None),
        ("推动经济总量排在首位。", None, None),
    ],
)
def test_where_rules_of_leading_begin(text: str, first: int | None, every: int | None) -> None:
    rules = standing(text, 0, len(text))
    assert (rules.first_leads_from, rules.responsible_lead_from) == (first, every)


def test_the_first_of_a_list_leads_whoever_cooperates_beside_it() -> None:
    facts = read(
        "江州市2024年数字化工作方案\n（责任单位列第一位的为牵头单位，下同）\n一、重点任务\n"
        "1.建设平台。建设统一平台，完善各项机制。（市数据局、市财政局；市教育局配合）\n"
        "2.归集数据。归集各类数据，提升数据质量。（配合单位：市财政局）\n"
    )
    first, second = facts.measures
    assert facts.mentions(first, "Lead") == ["市数据局"]
    assert facts.mentions(first, "Responsible") == ["市数据局", "市财政局"]
    assert facts.mentions(first, "Cooperating") == ["市教育局"]
    assert facts.mentions(second, "Lead") == []


@pytest.mark.parametrize("piece", ["*为", "以上任务均由", "以上任务由", "牵头单位用", "均由市数据局牵头，"])
def test_the_time_grows_with_the_length_alone(piece: str) -> None:
    """Quadratic work on these would take minutes, not the second or so that the suite can bear."""
    text = piece * 50_000
    assert standing(text, 0, len(text)) is not None
