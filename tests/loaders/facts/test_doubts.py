"""Reading notes: what the reader could not decide about the units and times of a measure, one note for each doubt."""

from __future__ import annotations

import pytest

from ontology.records import ReadingNote
from tests.loaders.reading import measure, read

OTHERS = ["扩大应用。推广应用。（责任单位：省民政厅）"]

DOUBTS = [
    ("建设平台。建成平台。（责任单位：省数据局）", []),
    ("建设平台。建成平台，完善机制。", []),
    ("建设平台。明确牵头单位，建成平台。", [("unread-role", "明确牵头单位，建成平台。")]),
    ("强化保障。省财政厅牵头落实经费。", [("unread-role", "省财政厅牵头落实经费。")]),
    ("建设平台。建成平台。（责任单位：省数据局、某某某某）", [("unread-unit", "某某某某")]),
    ("建设平台。建成平台。（责任领导：张某某）", [("post-not-unit", "张某某")]),
    ("建设平台。建成平台。（责任单位：分管副省长）", [("post-not-unit", "分管副省长")]),
    (
        "建设平台。建成平台。（责任单位：省数据局、省财政厅",
        [("unclosed-bracket", "（责任单位：省数据局、省财政厅")],
    ),
    ("培训人员。三年培训1500人次。（责任单位：省数据局）", [("unread-time", "三年")]),
    (
        "组织观摩。6月、11月各组织现场观摩，“十五五”规划同步谋划。（责任单位：省数据局）",
        [("unread-time", "6月")],
    ),
    ("控制火灾。全年受害率较2019年下降。（责任单位：省数据局）", [("unread-time", "全年")]),
    # what was before the plan is no time that it sets, nor is a name
    ("控制火灾。受害率较2019年下降，办好三年制专业。（责任单位：省数据局）", []),
    ("培训人员。2019年6月底培训1500人次，2025年底前培训3000人次，三年见效。（责任单位：省数据局）", []),
]


@pytest.mark.parametrize(("body", "expected"), DOUBTS)
def test_each_doubt_is_a_note_with_its_words(body: str, expected: list[tuple[str, str]]) -> None:
    facts, first = measure(body, rest=OTHERS)
    found = [note for note in facts.of(ReadingNote) if note.concerns == first.iri]
    assert [
        (note.kind, facts.spans(note)[0].words or facts.spans(note)[0].exact) for note in found
    ] == expected
    assert all(note.text for note in found)


@pytest.mark.parametrize("words", ["见附件", "09/30/2025", "—", "2025年9月底前"])
def test_a_cell_of_times_that_is_none_is_a_doubt(words: str) -> None:
    rows = [
        ["序号", "任务", "责任单位", "完成时限"],
        ["1", "建成平台", "县数据局", words],
        ["2", "改造管网", "县住建局", "年底前"],
    ]
    facts = read("青川县2025年任务分工表\n" + "".join("\t".join(row) + "\n" for row in rows))
    found = [(n.kind, facts.spans(n)[0].words, n.concerns) for n in facts.of(ReadingNote)]
    assert found == (
        [("unread-time", words, facts.measures[0].iri)] if words in ("见附件", "09/30/2025") else []
    )
