"""Numbers that a blank or a line end follows: the next in sequence counts, figures and cells of tables do not."""

from __future__ import annotations

import pytest

from loaders.structure.bare_numbers import bare_number


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        ("1 网络建设", {}, ("arabic", 1, 2)),
        ("2 网络建设", {"arabic": 1}, ("arabic", 2, 2)),
        ("二 网络建设", {"han": 1}, ("han", 2, 2)),
        ("2 网络建设", {}, None),
        ("2 建设中心，完善设施。推进共享。", {"arabic": 1}, ("arabic", 2, 2)),
        ("1 建设中心，完善设施。推进共享。\n2 优化服务", {}, ("arabic", 1, 2)),
        ("1 建设中心，完善设施。推进共享。", {}, None),  # no second one follows
        ("01 建设中心。\n02 优化服务。", {}, ("padded", 1, 3)),
        ("01\n建设中心\n02\n优化服务", {}, ("padded", 1, 2)),
        ("10\n建设中心", {"padded": 9}, ("padded", 10, 2)),
        ("10\n建设中心", {"arabic": 9}, None),  # a cell of a table
        ("1\n建设中心\n2\n优化服务", {}, None),
        ("1\n建设中心。\n责任单位\n市数据局", {}, ("arabic", 1, 1)),  # cells one below the other
        ("2\n建设中心。\n责任单位\n市数据局", {}, None),
        ("2 月底前完成，各部门按月报送。汇总后公布。", {"arabic": 1}, None),
        ("2 万人参加，各部门按月报送。汇总后公布。", {"arabic": 1}, None),
        ("建设中心", {}, None),
        ("1.6小时客服热线。\n2.增设网点。", {}, ("arabic", 1, 2)),
        ("1.6万亩农田。\n增设网点。", {}, None),
    ],
)
def test_a_bare_number(text: str, last: dict[str, int], expected: tuple[str, int, int] | None) -> None:
    end = text.find("\n") if "\n" in text else len(text)
    assert bare_number(text, 0, end, last) == expected


@pytest.mark.parametrize(
    ("above", "line", "last", "expected"),
    [
        ("增设网点。\n", "2.10分钟阅读圈。", {"arabic": 1}, 2),
        ("（市商务局负责）\n", "3、5G专网。", {"arabic": 2}, 2),
        ("增设网点；\n\n", "12.66条道路整修。", {"arabic": 11}, 3),
        ("增速提高\n", "2.5个百分点。", {"arabic": 1}, None),  # the rest of a sentence
        ("增设网点。\n", "4.5万人受益。", {"arabic": 1}, None),  # out of sequence
    ],
)
def test_a_number_before_a_figure(above: str, line: str, last: dict[str, int], expected: int | None) -> None:
    text = above + line
    found = bare_number(text, len(above), len(text), last)
    assert found == (expected and ("arabic", last["arabic"] + 1, len(above) + expected))
