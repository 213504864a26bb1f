"""Times of a column, label or note that holds nothing else."""

from __future__ import annotations

import pytest

from loaders.mentions.times import cell_times
from tests.loaders.mentions.told import line

#: Cells of a table of 2024.
CELLS = [
    ("24年底", ["Due 2024"]),
    ("25年6月底前", ["Due 2025-06"]),
    ("12.31前", ["Due 2024-12-31 year-inferred"]),
    ("2024、2025年", ["Due from 2024 2025"]),
    ("2024年和2025年", ["Due from 2024 2025"]),
    ("立行立改", ["Due undated"]),
    ("立即实施", ["Due undated"]),
    ("即时", ["Due undated"]),
    ("立行立改，长期坚持", ["Ongoing"]),
    ("持续推进", ["Ongoing"]),
    ("长期坚持", ["Ongoing"]),
    ("长期任务", ["Ongoing"]),
    ("常态化开展", ["Ongoing"]),
    ("全年推进", ["Ongoing"]),
    ("全年", ["Ongoing"]),
    ("2024年全年", ["Ongoing 2024"]),
    ("2024年持续推进", ["Ongoing 2024"]),
    ("持续推进至2026年", ["Ongoing 2026"]),
    ("2024年12月底前，并长期坚持", ["Due 2024-12", "Ongoing"]),
    ("2020年基本完成", ["Due 2020 SubstantiallyCompleted"]),
    ("2020年完成", ["Due 2020 Completed"]),
    ("2018 年完成", ["Due 2018 Completed"]),
    ("2025年12月底前", ["Due 2025-12"]),
    ("2025年12月", ["Due 2025-12"]),
    ("2025.06", ["Due 2025-06"]),
    ("2025.6.30前", ["Due 2025-06-30"]),
    ("2025.3-2025.12", ["Due from 2025-03 2025-12"]),
    ("2025.03.01—2025.12.31", ["Due from 2025-03-01 2025-12-31"]),
    ("2025/6/30", ["Due 2025-06-30"]),
    ("20250630", ["Due 2025-06-30"]),
    ("20250630前", ["Due 2025-06-30"]),
    ("202506", ["Due 2025-06"]),
    ("20250301-20251231", ["Due from 2025-03-01 2025-12-31"]),
    ("20251340", []),
    ("国庆前", ["Due 2024-10-01 year-inferred"]),
    ("入冬前", ["Due 2024 year-inferred"]),
    ("汛期前", ["Due 2024 year-inferred"]),
    ("春节前", ["Due undated"]),
    ("采暖期前（11月1日前）", ["Due 2024-11-01 year-inferred"]),
    ("五一前（4月30日）", ["Due 2024-04-30 year-inferred"]),
    ("自3月1日起施行", ["Ongoing from 2024-03-01 year-inferred"]),
    ("五一前", ["Due 2024-05-01 year-inferred"]),
    ("2025-06-30", ["Due 2025-06-30"]),
    ("2025", ["Due 2025"]),
    ("12月底前", ["Due 2024-12 year-inferred"]),
    ("12月份", ["Due 2024-12 year-inferred"]),
    ("6月30日前", ["Due 2024-06-30 year-inferred"]),
    ("2023—2025年", ["Due from 2023 2025"]),
    ("2023-2025", ["Due from 2023 2025"]),
    ("2023年3月-2025年6月", ["Due from 2023-03 2025-06"]),
    ("3—8月", ["Due from 2024-03 2024-08 year-inferred"]),
    ("3月至8月", ["Due from 2024-03 2024-08 year-inferred"]),
    ("自2025年1月起至2024年12月", ["Due from 2025-01 2024-12"]),
    ("2024年3月起至2026年底", ["Due from 2024-03 2026"]),
    ("2024年一季度—三季度", ["Due from 2024-01 2024-09"]),
    ("2024年10月—3月", ["Due from 2024-10 2025-03"]),
    ("2024年3月开工，2025年9月完工", ["Due from 2024-03", "Due 2025-09"]),
    ("6月底前封顶；12月底前投用", ["Staged 2024-06 year-inferred", "Staged 2024-12 year-inferred"]),
    ("自2024年7月1日起", ["Ongoing from 2024-07-01"]),
    ("每季度末", ["Recurring Quarterly"]),
    ("每年12月底前", ["Recurring Yearly"]),
    ("定期", ["Recurring Irregular"]),
    ("适时开展", ["Recurring Irregular"]),
    ("年底前", ["Due 2024 year-inferred"]),
    ("年内", ["Due 2024 year-inferred"]),
    ("年内完成", ["Due 2024 Completed year-inferred"]),
    ("2024年起长期坚持", ["Ongoing from 2024"]),
    ("分年度推进", ["Recurring Yearly"]),
    ("2025年完成80%，2026年全部完成", ["Staged 2025", "Staged 2026 Completed"]),
    ("2024年", ["Due 2024"]),
    ("2024年度", ["Due 2024"]),
    ("第二季度", ["Due 2024-06 year-inferred"]),
    ("2024年三季度末", ["Due 2024-09"]),
    ("“十四五”期间", ["Due from 2021 2025"]),
    ("“十四五”末", ["Due 2025"]),
    ("方案印发后一个月内", ["Due undated"]),
    ("3年内", ["Due undated"]),
    ("见附件", []),
    ("按省统一部署", []),
]


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_times_of_a_cell(cell: str, expected: list[str]) -> None:
    assert [line(t) for t in cell_times(cell, 0, len(cell), 2024)] == expected


def test_a_cell_without_a_year_of_the_plan_has_no_date() -> None:
    assert [line(t) for t in cell_times("年底前", 0, 3, None)] == ["Due undated"]


def test_a_cell_of_any_length_has_the_times_of_its_beginning() -> None:
    text = "2025年" * 100_000
    assert len(cell_times(text, 0, len(text), 2024)) == 400


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("|", "Due 2024-06 Completed year-inferred"),
        ("完成时限：", "Due 2024-06 Completed year-inferred"),
        ("（责任单位：市财政局，", "Due 2024-06 Completed year-inferred"),
        ("（市财政局；", "Due 2024-06 Completed year-inferred"),
    ],
)
def test_completion_is_stated_wherever_the_time_stands(before: str, expected: str) -> None:
    text = f"{before}6月底完成"
    assert [line(t) for t in cell_times(text, len(before), len(text), 2024)] == [expected]


def test_cells_that_say_the_same_have_each_its_own_place() -> None:
    rows = "建成平台\t市数据局\t2024年6月底前，长期坚持\n改造小区\t市住建局\t2024年6月底前，长期坚持\n"
    first, second = rows.index("2024"), rows.rindex("2024")
    length = len("2024年6月底前，长期坚持")
    told = [cell_times(rows, start, start + length, 2024) for start in (first, second)]
    assert [line(t) for t in told[0]] == [line(t) for t in told[1]] == ["Due 2024-06", "Ongoing"]
    assert [(t.start - first, t.end - first) for t in told[0]] == [
        (t.start - second, t.end - second) for t in told[1]
    ]
    assert told[0] == cell_times(rows, first, first + length, 2024)
