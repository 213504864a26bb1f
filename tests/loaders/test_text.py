"""Origins: every character of a cleaned text knows where it stood in the file as received."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.clean import STEPS
from loaders.text import Edit, Text


@st.composite
def rounds(draw: st.DrawFn) -> tuple[str, list[list[Edit]]]:
    """A text and some rounds of edits, each sorted, apart, and within the text as the round before left it."""
    received = draw(st.text(alphabet="abcdefgh甲乙丙", min_size=1, max_size=30))
    text, made = Text.of(received), []
    for _ in range(draw(st.integers(min_value=0, max_value=4))):
        cuts = sorted(draw(st.sets(st.integers(min_value=0, max_value=len(text.clean)), max_size=8)))
        edits = [
            (a, b, draw(st.text(alphabet="XYZ", max_size=4)))
            for a, b in zip(cuts[::2], cuts[1::2], strict=False)
        ]
        made.append(edits)
        text = text.edited(edits)
    return received, made


def edited(received: str, made: list[list[Edit]]) -> Text:
    text = Text.of(received)
    for edits in made:
        text = text.edited(edits)
    return text


def assert_origins_hold(text: Text) -> None:
    """Each character has an origin within the bounds, and origins never go back."""
    before = (0, 0)
    for i in range(len(text.clean)):
        start, end = text.origin(i, i + 1)
        assert 0 <= start < end <= len(text.received)
        assert start >= before[0]
        assert end >= before[1]
        before = (start, end)
    if text.clean:
        whole = text.origin(0, len(text.clean))
        assert whole == (text.origin(0, 1)[0], text.origin(len(text.clean) - 1, len(text.clean))[1])


@given(rounds())
def test_origins_are_monotone_and_within_bounds_after_any_edits(case: tuple[str, list[list[Edit]]]) -> None:
    assert_origins_hold(edited(*case))


@given(rounds())
def test_a_character_that_no_edit_touched_is_the_one_at_its_origin(
    case: tuple[str, list[list[Edit]]],
) -> None:
    text = edited(*case)
    for i, character in enumerate(text.clean):
        if character not in "XYZ":
            start, end = text.origin(i, i + 1)
            assert text.received[start:end] == character


#: Pieces of noise, which a step may take for what it is, and which may stand in the middle of one another.
PIECES = (
    *"实施，,。 \u3000\u200b\ufeff\r\n\t（）()“”\"「」％著@?-_|1年⑴",
    "實(shí)", "經(jing)(jing)濟", "2018 年", "F5G", "盐堿", "?。ㄒ唬┘涌", "<br>", "<p>", "</td>", "&nbsp;", "<<江州>>",
    "網際網路", "最佳化", "計畫", "— 3 —\n", "\n— 3 —\n", "第3页 共9页", "\n1、", "由会员分享", "浏览次数：3", "首页 > 甲 > 乙",
    "来源：甲", "b& x! R8 r( k", "工 作 要 点", "2 0 2 5 年", "、\n甲", "\n，",
)  # fmt: skip


@pytest.mark.parametrize("step", STEPS, ids=[s.__name__ for s in STEPS])
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_origins_hold_after_each_step(step: Callable[[Text], Text], received: str) -> None:
    text = step(Text.of(received))
    assert_origins_hold(text)
    for i, character in enumerate(text.clean):  # what a step left alone stands at its origin
        start, end = text.origin(i, i + 1)
        if end - start == 1 and character in received and text.received[start:end] != character:
            assert text.received[start] not in "实施年甲乙"


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_origins_hold_through_all_cleaning_steps(received: str) -> None:
    text = Text.of(received)
    for step in STEPS:
        text = step(text)
        assert_origins_hold(text)


def test_the_words_removed_around_a_run_are_left_out_of_its_origin() -> None:
    text = Text.of("一(yī)二(èr)三").edited([(1, 5, ""), (6, 10, "")])
    assert text.clean == "一二三"
    assert text.origin(1, 2) == (5, 6)
    assert text.origin(0, 3) == (0, 11)


def test_a_replacement_stands_for_all_that_it_replaced() -> None:
    text = Text.of("前前后后").edited([(1, 3, "X")])
    assert text.clean == "前X后"
    assert text.origin(1, 2) == (1, 3)


def test_a_replacement_one_to_one_keeps_the_length() -> None:
    with pytest.raises(ValueError, match="length"):
        Text.of("甲乙").replaced("甲")


def test_an_empty_run_has_no_origin() -> None:
    with pytest.raises(ValueError, match="empty"):
        Text.of("甲乙").origin(1, 1)


def test_a_run_is_parted_where_a_line_is_wedged_into_it() -> None:
    received = "新增学位\n— 3 —\n江州市文件\n300个，实施(shíshī)工程，建成\n公园"
    taken = [(4, 17, ""), (24, 32, ""), (37, 38, "")]
    text = Text.of(received).edited(taken)
    assert text.clean == "新增学位300个，实施工程，建成公园"
    parts = [text.clean[slice(*run)] for run in text.unbroken(0, len(text.clean))]
    assert parts == ["新增学位", "300个，实施工程，建成公园"]
    assert text.unbroken(4, 8) == [(4, 8)]
