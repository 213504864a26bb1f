from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.folding import BOUNDARY, compact, fold, places, words
from graph.store import WordsTooLong, WordsTooShort

TEXTS = st.text(st.characters(exclude_categories=()) | st.sampled_from("山東東「」“”\"' \n　—－-~1２a,，"))

ALIKE = [
    ("智慧社區", "智慧社区"),
    ("發展與改革委員會", "发展与改革委员会"),
    ("5000 个", "5000个"),
    ("５０００个", "5000个"),
    ("ＡＩoT 化", "aiot化"),
    ("山东省“十四五”数字强省建设规划", "山东省十四五数字强省建设规划"),
    ("鲁政办字〔2021〕75号", "鲁政办字[2021]75号"),
    ("（2018—2022年）", "2018-2022年"),
    ("《规划》的", "规划的"),
    ("行动——2025", "行动-2025"),
    ("常态化。\n强化", "常态化。强化"),
    ("零\u200b宽", "零宽"),
    ("薴麻", "苎麻"),
]
UNLIKE = [
    ("3.5", "35"),
    ("50%", "50"),
    ("全省、财政", "全省财政"),
    ("建设。推进", "建设推进"),
    ("1+30+N", "130n"),
    ("5-10", "510"),
    ("㎡", "m2"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_differs_in_writing_alone_is_the_same(one: str, other: str) -> None:
    assert compact(one) == compact(other)


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_what_differs_in_meaning_stays_apart(one: str, other: str) -> None:
    assert compact(one) != compact(other)


@given(TEXTS, TEXTS)
def test_every_character_is_folded_by_itself(one: str, other: str) -> None:
    assert len(fold(one)) == len(one)
    assert fold(one) + fold(other) == fold(one + other)
    assert fold(fold(one)) == fold(one)
    assert compact(one) in compact(one + other)
    assert compact(other) in compact(one + other)
    assert BOUNDARY not in compact(one)
    compact(one).encode("utf-8")  # whatever was in it


@given(TEXTS)
def test_what_is_compared_leads_back_to_where_it_stands(text: str) -> None:
    assert [fold(text[place]) for place in places(text)] == list(compact(text))
    assert places(text) == sorted(set(places(text)))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("智慧社区", ("智慧社区",)),
        ("智慧社區　数字 乡村", ("智慧社区", "数字", "乡村")),
        ("智慧 智慧", ("智慧",)),
        ('"智慧 社区" 济南', ("智慧社区", "济南")),
        ("“十四五”数字强省", ("十四五数字强省",)),
        ("“十四五” 数字强省", ("十四五", "数字强省")),
        ("「数字。乡村」 规划", ("数字。乡村", "规划")),
        ('"建设。"', ("建设。",)),
        ("，建设智慧社区。", ("建设智慧社区",)),
        ("5000 个", ("5000", "个")),
        ("数字 OR NEAR( * NOT", ("数字", "or", "near", "*", "not")),
        ('智慧" AND title:"社区', ("智慧", "and", "title:社区")),
        ("\0智慧\0", ("智慧",)),
        ("数字\ud800乡村", ("数字\ufffd乡村",)),
    ],
)
def test_the_words_of_a_query(query: str, expected: tuple[str, ...]) -> None:
    assert words(query) == expected


@pytest.mark.parametrize(
    "query", ["", " ", "社", "社 区", '"', '""', "“”", "。。", "、，", "++", "\0\0", "()", "-- --"]
)
def test_less_than_two_characters_is_no_search(query: str) -> None:
    with pytest.raises(WordsTooShort):
        words(query)


@pytest.mark.parametrize("query", ["数" * 1001, "数字" * 5000, " ".join(f"第{n}号" for n in range(51))])
def test_a_search_has_bounds(query: str) -> None:
    with pytest.raises(WordsTooLong):
        words(query)
