"""Times that a text states once for several pieces of work, told from those of one and from goals."""

from __future__ import annotations

import pytest

from loaders.mentions.shared_times import heading_time, labelled_time, leading_time, shared_times
from tests.loaders.mentions.test_times import line
from tests.patience import no_hang

#: Headings of a plan of 2025, and the time that each states for what stands below it.
HEADINGS: list[tuple[str, str | None]] = [
    ("2025年6月底前完成的任务", "Due 2025-06 Completed"),
    ("3月底前完成的任务（8项）", "Due 2025-03 year-inferred"),
    ("2025年6月底前", "Due 2025-06"),
    ("到2026年", "Due 2026"),
    ("12月", "Due 2025-12 year-inferred"),
    ("一季度重点工作", "Due 2025-03 year-inferred"),
    ("上半年工作任务", "Due 2025-06 year-inferred"),
    ("2025年重点任务", "Due 2025"),
    ("2025年工作安排", "Due 2025"),
    ("2025年底前需完成的整改事项", "Due 2025"),
    ("2025年10月启动的项目", "Due from 2025-10"),
    ("2025—2026年重点项目", "Due from 2025 2026"),
    ("长期坚持的任务", "Ongoing"),
    ("持续推进的重点工作", "Ongoing"),
    ("基础设施建设（2025年12月底前完成）", "Due 2025-12 Completed"),
    ("基础设施建设（完成时限：2025年12月底前）", "Due 2025-12"),
    ("动员部署阶段（2025年3月—4月）", "Due from 2025-03 2025-04"),
    ("近期任务（2025—2026年）", "Due from 2025 2026"),
    # names, goals and reviews
    ("数字乡村三年行动（2023—2025年）", None),
    ("示范区建设（2025年）", None),
    ("持续推进数字园区建设", None),
    ("推进2025年重点任务落实", None),
    ("2025年目标", None),
    ("2024年工作回顾", None),
    ("2025新型智慧城市大会", None),
    ("全年工作", None),
    ("“十四五”重点任务", None),
    ("《纲要（2025年底前）》", None),
    ("重点任务", None),
]

#: Lines that are a label of times and a time.
LABELS: list[tuple[str, str | None]] = [
    ("完成时限：2025年12月底", "Due 2025-12"),
    ("【完成时限】2025年12月底前", "Due 2025-12"),
    ("（完成时限：2025年12月底前）", "Due 2025-12"),
    ("实施时间：2025年1月至2026年12月。", "Due from 2025-01 2026-12"),
    ("整治时间：自3月1日起至12月31日止。", "Due from 2025-03-01 2025-12-31 year-inferred"),
    ("完成时限：2025年12月底前完成平台建设", None),
    ("发布时间：2025年12月1日", None),
    ("有效期：2025年12月31日", None),
]

#: Lines without a number that head what follows.
LEADING: list[tuple[str, str | None]] = [
    ("2025年6月底前完成：", "Due 2025-06 Completed"),
    ("2025年6月底前完成的任务", "Due 2025-06 Completed"),
    ("2025年6月底前完成。", None),
    ("2025年6月底前", None),
]

#: Sentences for tasks as such: what each speaks of, and its time.
SENTENCES: list[tuple[str, str]] = [
    ("以上任务2025年12月底前全部完成。", "above Due 2025-12 Completed"),
    ("上述工作于2025年底前全部落实到位。", "above Due 2025"),
    ("注：以上任务均须于2025年12月底前完成。", "above Due 2025-12 Completed"),
    ("以上任务均须在12月底前完成。", "above Due 2025-12 Completed year-inferred"),
    ("2025年12月底前全面完成以上任务。", "above Due 2025-12 Completed"),
    ("上述各项工作自2025年1月起至2025年12月底全部完成。", "above Due from 2025-01 2025-12"),
    ("以下任务2025年6月底前完成：", "below Due 2025-06 Completed"),
    ("（以下任务完成时限均为2025年12月）", "below Due 2025-12"),
    ("各项任务2025年12月底前全部完成。", "all Due 2025-12 Completed"),
    ("所有任务于2025年底前完成。", "all Due 2025 Completed"),
    ("到2025年底，全面完成各项任务。", "all Due 2025 Completed"),
    ("推动各项任务2025年底前完成。", "all Due 2025 Completed"),
    ("各项任务由市数据局牵头，2025年底前完成。", "all Due 2025 Completed"),
    ("除注明时限外，其余任务均于2025年底前完成。", "all Due 2025 Completed"),
    ("各项整改任务2025年12月底前必须全部完成。", "all of-kind Due 2025-12 Completed"),
    ("本方案确定的任务2025年12月底前完成。", "plan Due 2025-12 Completed"),
    ("本方案确定的各项任务，除另有明确时限外，均须在2026年12月底前完成。", "plan Due 2026-12 Completed"),
    ("确保2025年底前，全面完成本方案确定的各项任务。", "plan Due 2025 Completed"),
    ("未注明完成时限的任务，均于2025年底前完成。", "plan Due 2025 Completed"),
    ("（完成时限除注明外，均为2025年12月底前）", "plan Due 2025-12"),
    ("除注明时限外，均于2025年12月底前完成。", "plan Due 2025-12 Completed"),
    ("完成时限统一为2025年12月底。", "plan Due 2025-12"),
    ("以上各项工作，各责任单位务于11月30日前完成。", "above Due 2025-11-30 Completed year-inferred"),
    ("没有注明完成时限的，完成时限均为2025年12月底。", "plan Due 2025-12"),
]

#: Sentences that speak of goals, of one piece of work, of progress and of reports.
NONE = [
    "力争到2025年全省城镇化率达到65%。",
    "到2025年，各项任务取得明显成效。",
    "2025年底前完成管网改造任务。",
    "加快推进各项任务，2025年底前完成验收。",
    "做好供水保障各项任务2025年底前完成验收。",
    "各项任务进展情况于每月25日前报送。",
    "任务落实情况于2025年12月底前报市政府。",
    "以上任务请各责任单位每月28日前将进展情况报办公室。",
    "2025年6月底前，各项任务完成过半。",
    "2025年底前完成各项任务的80%。",
    "2025年底前，对各项任务完成情况进行评估。",
    "以上任务由市数据局负责，每季度通报。",
    "项目完成时限均为合同期内。",
    "所有项目2025年新开工率达到90%。",
]


def _told(found: object) -> str | None:
    return None if found is None else line(found)  # type: ignore[arg-type]


@pytest.mark.parametrize(("heading", "expected"), HEADINGS)
def test_times_of_headings(heading: str, expected: str | None) -> None:
    text = f"前文。{heading}"
    assert _told(heading_time(text, 3, len(text), 2025)) == expected


@pytest.mark.parametrize(("words", "expected"), LABELS)
def test_times_of_labels(words: str, expected: str | None) -> None:
    assert _told(labelled_time(words, 0, len(words), 2025)) == expected


@pytest.mark.parametrize(("words", "expected"), LEADING)
def test_times_of_lines_that_head_others(words: str, expected: str | None) -> None:
    assert _told(leading_time(words, 0, len(words), 2025)) == expected


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_times_of_sentences_for_all_tasks(sentence: str, expected: str) -> None:
    for before in ("", "前文结束。\n"):
        text = before + sentence
        (found,) = shared_times(text, len(before), len(text), 2025)
        words = [found.reach, *(["of-kind"] if found.of_kind else []), line(found.time)]
        assert " ".join(words) == expected
        assert len(before) <= found.start <= found.time.start < found.time.end <= found.end <= len(text)


@pytest.mark.parametrize("sentence", NONE)
def test_what_is_no_time_of_all_tasks(sentence: str) -> None:
    assert list(shared_times(sentence, 0, len(sentence), 2025)) == []


@pytest.mark.parametrize(
    "hostile", ["以上任务", "各项任务除", "以上任务均", "2025年底前完成", "本方案确定的", "未注明", "，"]
)
def test_long_lines_are_read_in_linear_time(hostile: str) -> None:
    text = hostile * (100_000 // len(hostile))
    with no_hang():
        list(shared_times(text, 0, len(text), 2025))


#: Ways to speak of all tasks, or of those without a time.
SUBJECTS = [
    "以上任务", "以下各项重点任务", "上述事项", "上列工作", "前述措施", "下列项目", "本行动方案所列任务", "本清单各项任务", "本台账任务", "方案确定的任务",
    "清单所列的各项工作", "计划明确的任务", "意见提出的各项任务", "各项任务", "所有整改任务", "全部任务", "其余各项工作", "其他任务",
    "未注明完成时限的任务", "没有明确时限的工作", "无具体完成时限说明的任务", "除特别注明外，",
]  # fmt: skip


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_way_to_speak_of_tasks_is_looked_for(subject: str) -> None:
    text = f"工作要求。{subject}均于2025年12月底前全部完成。"
    assert [line(said.time) for said in shared_times(text, 0, len(text), 2025)] == ["Due 2025-12 Completed"]
