"""Times: as precise as the words, starts and recurrences told apart from due dates."""

from __future__ import annotations

import pytest

from loaders.mentions.times import Time, cell_times, times


def line(t: Time) -> str:
    """A time as one line of words."""
    words = [t.kind]
    words += [f"from {t.begins}"] if t.begins else []
    words += [str(t.due)] if t.due else []
    words += [w for w in (t.completion, t.recurrence) if w]
    words += ["year-inferred"] if t.year_inferred else []
    return " ".join(words)


SENTENCES = [
    # as precise as the words
    ("2025年底前，建成数据平台。", ["Due 2025"]),
    ("到2026年，建成数据平台。", ["Due 2026"]),
    ("2025年9月底前完成改造。", ["Due 2025-09 Completed"]),
    ("2025年9月30日前完成改造。", ["Due 2025-09-30 Completed"]),
    ("2025年上半年完成选址。", ["Due 2025-06 Completed"]),
    ("2025年一季度完成选址。", ["Due 2025-03 Completed"]),
    ("2025年第三季度完成选址。", ["Due 2025-09 Completed"]),
    ("2025年10月底前基本完成改造。", ["Due 2025-10 SubstantiallyCompleted"]),
    # without a year, of the plan's year
    ("9月底前，建成数据平台。", ["Due 2024-09 year-inferred"]),
    ("年底前，建成数据平台。", ["Due 2024 year-inferred"]),
    ("上半年完成选址。", ["Due 2024-06 Completed year-inferred"]),
    ("11月15日前完成选址。", ["Due 2024-11-15 Completed year-inferred"]),
    # starts
    ("6月底前动工建设。", ["Due from 2024-06 year-inferred"]),
    ("2025年3月启动建设。", ["Due from 2025-03"]),
    ("自2025年起，实行新规。", ["Ongoing from 2025"]),
    # recurring
    ("每年举办一次大赛。", ["Recurring Yearly"]),
    ("每季度通报进展。", ["Recurring Quarterly"]),
    ("每月调度一次。", ["Recurring Monthly"]),
    ("每半年召开一次会议。", ["Recurring HalfYearly"]),
    ("每周报送情况。", ["Recurring Weekly"]),
    ("定期开展演练。", ["Recurring Irregular"]),
    ("每年制定清单，每季度调度进展。", ["Recurring Yearly", "Recurring Quarterly"]),
    # the end of a five-year plan
    ("到“十四五”末，建成平台。", ["Due 2025"]),
    # two stages
    ("6月底前封顶，12月底前投用。", ["Staged 2024-06 year-inferred", "Staged 2024-12 year-inferred"]),
    # no times of work
    ("落实《江州市2024年工作要点》。", []),
    ("“2025新型智慧城市大会”顺利召开。", []),
    ("2020年以来，各项工作取得进展。", []),
    ("比2020年增长一倍。", []),
    ("办理时限不定期公布。", []),
    ("推进5G建设。", []),
    ("持续推进数字园区建设。", []),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_times_of_running_text(sentence: str, expected: list[str]) -> None:
    assert [line(t) for t in times(sentence, 0, len(sentence), 2024)] == expected


def test_without_a_year_of_the_plan_a_bare_month_is_no_time() -> None:
    sentence = "9月底前，建成数据平台。"
    assert times(sentence, 0, len(sentence), None) == []


CELLS = [
    ("持续推进", ["Ongoing"]),
    ("长期坚持", ["Ongoing"]),
    ("全年推进", ["Ongoing"]),
    ("2020年基本完成", ["Due 2020 SubstantiallyCompleted"]),
    ("2020年完成", ["Due 2020 Completed"]),
    ("2018年完成", ["Due 2018 Completed"]),
    ("2025年12月底前", ["Due 2025-12"]),
    ("12月底前", ["Due 2024-12 year-inferred"]),
    ("6月30日前", ["Due 2024-06-30 year-inferred"]),
    ("2023—2025年", ["Due from 2023 2025"]),
    ("2023年3月-2025年6月", ["Due from 2023-03 2025-06"]),
    ("每季度末", ["Recurring Quarterly"]),
    ("年底前", ["Due 2024 year-inferred"]),
    ("2024年", ["Due 2024"]),
    ("第二季度", ["Due 2024-06 year-inferred"]),
    ("见附件", []),
]


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_times_of_a_cell(cell: str, expected: list[str]) -> None:
    assert [line(t) for t in cell_times(cell, 0, len(cell), 2024)] == expected


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_time_keeps_its_place(sentence: str, expected: list[str]) -> None:
    text = f"前文结束。{sentence}后文开始。"
    start = 5
    found = times(text, start, start + len(sentence), 2024)
    assert len(found) == len(expected)
    assert all(start <= t.start < t.end <= start + len(sentence) for t in found)
