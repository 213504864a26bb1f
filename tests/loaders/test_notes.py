"""Notes of units: roles by words and labels, times in notes, blanket sentences, who leads by position."""

from __future__ import annotations

import pytest

from loaders.notes import first_leads, label_role, notes, read_note

L, C, R = "Lead", "Cooperating", "Responsible"

ROLES: list[tuple[str, list[tuple[str, str]]]] = [
    # who leads
    ("省数据局牵头", [("省数据局", L)]),
    ("省数据局、省财政厅牵头", [("省数据局", L), ("省财政厅", L)]),
    ("牵头单位：省数据局", [("省数据局", L)]),
    ("牵头部门：省数据局、省财政厅", [("省数据局", L), ("省财政厅", L)]),
    ("第一责任单位：市数据局", [("市数据局", L)]),
    # after a lead, those who help
    ("省数据局牵头，省财政厅配合", [("省数据局", L), ("省财政厅", C)]),
    ("省数据局牵头，省财政厅参与", [("省数据局", L), ("省财政厅", C)]),
    ("省数据局牵头，省财政厅协办", [("省数据局", L), ("省财政厅", C)]),
    ("省数据局牵头，省财政厅、省教育厅按职责分工负责", [("省数据局", L), ("省财政厅", C), ("省教育厅", C)]),
    ("省数据局牵头，省有关部门具体实施", [("省数据局", L), ("省有关部门", C)]),
    ("牵头单位：省数据局；配合单位：省财政厅、各市政府", [("省数据局", L), ("省财政厅", C), ("各市政府", C)]),
    ("省数据局牵头，省财政厅配合，省教育厅参与", [("省数据局", L), ("省财政厅", C), ("省教育厅", C)]),
    # after a lead, those who answer themselves
    ("省数据局牵头，省财政厅负责", [("省数据局", L), ("省财政厅", R)]),
    ("省数据局牵头，省财政厅负责落实", [("省数据局", L), ("省财政厅", R)]),
    ("牵头单位：省数据局；责任单位：省财政厅", [("省数据局", L), ("省财政厅", R)]),
    # without a lead
    ("省数据局、省财政厅负责", [("省数据局", R), ("省财政厅", R)]),
    ("省数据局、省财政厅按职责分工负责", [("省数据局", R), ("省财政厅", R)]),
    ("责任单位：省数据局、省财政厅", [("省数据局", R), ("省财政厅", R)]),
    ("责任部门：市数据局", [("市数据局", R)]),
    ("责任主体：各县（市、区）政府（管委会）", [("各县（市、区）政府（管委会）", R)]),
    ("省数据局、省财政厅，各市政府", [("省数据局", R), ("省财政厅", R), ("各市政府", R)]),
    ("省数据局会同省财政厅负责", [("省数据局", R), ("省财政厅", R)]),
    ("省数据局负责，各市政府配合", [("省数据局", R), ("各市政府", C)]),
    # leaders' names beside units
    ("牵头领导：张伟；牵头单位：市数据局", [("市数据局", L)]),
    ("责任领导：李娜；责任单位：市数据局、市财政局", [("市数据局", R), ("市财政局", R)]),
    # a time as the last item
    ("市税务局、市财政局，6月底完成", [("市税务局", R), ("市财政局", R)]),
]


@pytest.mark.parametrize(("words", "expected"), ROLES)
def test_roles(words: str, expected: list[tuple[str, str]]) -> None:
    note = read_note(words, 0, len(words))
    assert note is not None
    assert [(m.unit.name, m.role) for m in note.mentions] == expected


@pytest.mark.parametrize(("words", "expected"), [row for row in ROLES if not row[0].endswith("完成")])
def test_roles_of_a_note_in_brackets(words: str, expected: list[tuple[str, str]]) -> None:
    text = f"建设平台，完善机制。（{words}）"
    (note,) = notes(text, 0, len(text))
    assert [(m.unit.name, m.role) for m in note.mentions] == expected
    assert (note.start, note.end) == (10, len(text))


@pytest.mark.parametrize(
    ("words", "qualifiers"),
    [
        ("省数据局牵头，省财政厅按职责分工负责", [None, "按职责分工负责"]),
        ("省数据局、省财政厅按职责分工负责", ["按职责分工负责", "按职责分工负责"]),
        ("省数据局牵头，省有关部门具体实施", [None, "具体实施"]),
        ("省数据局负责", [None]),
    ],
)
def test_qualifiers_are_kept(words: str, qualifiers: list[str | None]) -> None:
    note = read_note(words, 0, len(words))
    assert note is not None
    assert [m.qualifier for m in note.mentions] == qualifiers


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("市税务局、市财政局，6月底完成", ["6月底完成"]),
        ("责任单位：市数据局；完成时限：2025年6月底前", ["2025年6月底前"]),
        ("责任单位：市数据局；时限要求：持续推进", ["持续推进"]),
        ("责任单位：市数据局", []),
    ],
)
def test_times_in_a_note(words: str, times: list[str]) -> None:
    note = read_note(words, 0, len(words))
    assert note is not None
    assert [words[a:b] for a, b in note.times] == times


def test_a_blanket_sentence_is_kept_apart() -> None:
    words = "市数据局，以下任务均由各县区政府落实"
    note = read_note(words, 0, len(words))
    assert note is not None
    assert [m.unit.name for m in note.mentions] == ["市数据局"]
    assert [u.name for u in note.blanket] == ["各县区政府"]


NO_NOTES = [
    "完善平台（二期）功能。",
    "建设智慧社区（村居），覆盖县（市、区）。",
    "由省数据局牵头建设平台。",
    "应用人工智能（AI）技术。",
    "培育企业（含民营企业）100家。",
    "制定《办法》（以下简称《办法》）。",
]


@pytest.mark.parametrize("text", NO_NOTES)
def test_brackets_and_words_that_are_no_notes(text: str) -> None:
    assert notes(text, 0, len(text)) == []


def test_one_note_after_each_sentence() -> None:
    text = "建设平台。（省数据局牵头）完善机制。（省财政厅负责）扩大（试点）范围。（各市政府、省有关部门）"
    found = notes(text, 0, len(text))
    assert [[m.unit.name for m in n.mentions] for n in found] == [
        ["省数据局"],
        ["省财政厅"],
        ["各市政府", "省有关部门"],
    ]


def test_labels_on_a_line_of_their_own() -> None:
    text = "完善网络。\n责任单位：市数据局、各县区政府\n完成时限：12月底前"
    found = notes(text, 0, len(text))
    assert [m.unit.name for n in found for m in n.mentions] == ["市数据局", "各县区政府"]
    assert [text[a:b] for n in found for a, b in n.times] == ["12月底前"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("列第一位的为牵头单位", True),
        ("排在首位的为牵头单位，下同", True),
        ("列第一位者为牵头单位", True),
        ("牵头单位：市数据局", False),
        ("推动产业排在全国前列", False),
    ],
)
def test_who_leads_by_position(words: str, expected: bool) -> None:
    assert first_leads(words) is expected


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("牵头单位", L),
        ("配合部门", C),
        ("责任单位", R),
        ("责任主体", R),
        ("完成时限", "time"),
        ("进度安排", "time"),
        ("责任领导", ""),
        ("联系人", ""),
        ("工作内容", None),
    ],
)
def test_what_a_label_says(label: str, role: str | None) -> None:
    assert label_role(label) == role


def test_the_role_of_a_column_holds_for_units_without_a_word_of_their_own() -> None:
    words = "市数据局、市财政局"
    for role in (L, C, R):
        note = read_note(words, 0, len(words), role)
        assert note is not None
        assert [m.role for m in note.mentions] == [role, role]
