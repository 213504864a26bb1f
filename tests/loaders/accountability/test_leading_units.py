"""Units that an item begins with, before the work that they are to do."""

from __future__ import annotations

import pytest

from loaders.accountability.notes import notes
from tests.loaders.reading import read

BEFORE = [
    ("【市教育局】新建学校2所。", ["市教育局"]),
    ("[市教育局、市财政局] 新建学校2所。", ["市教育局", "市财政局"]),
    ("市教育局：新建学校2所。", ["市教育局"]),
    # words of other kinds, groups that are addressed, labels, and a unit with nothing behind it
    ("【重点】新建学校2所，改造食堂。", []),
    ("会议指出：新建学校2所，改造食堂。", []),
    ("各县区政府：新建学校2所，改造食堂。", []),
    ("市教育局、有关方面：新建学校2所。", []),
]


@pytest.mark.parametrize(("text", "named"), BEFORE)
def test_units_before_the_work(text: str, named: list[str]) -> None:
    assert [m.unit.name for note in notes(text, 0, len(text)) for m in note.mentions] == named


def test_a_label_is_no_unit() -> None:
    (note,) = notes("责任单位：市教育局、市财政局", 0, 14)
    assert [m.unit.name for m in note.mentions] == ["市教育局", "市财政局"]


def test_the_words_behind_are_the_units_own() -> None:
    facts = read(
        "云岭县2024年重点工作任务分解\n1.【县教育局】新建学校2所。\n2.县水利局：新建水厂3座。（县财政局配合）\n"
    )
    first, second = facts.measures
    assert facts.mentions(first, "Responsible") == ["县教育局"]
    assert facts.mentions(second, "Responsible") == ["县水利局"]
    assert facts.mentions(second, "Cooperating") == ["县财政局"]
    assert [len(m.clause) for m in (first, second)] == [1, 1]
    assert facts.targets(first.target) == ["学校 = 2 所"]
    assert facts.targets(second.target) == ["水厂 = 3 座"]
