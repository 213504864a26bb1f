"""Texts whose line ends are lost: the numbering begins behind their preface, within the line."""

from __future__ import annotations

import pytest

from loaders.structure.joined import begins_joined
from tests.loaders.structure.test_outline import shape

_A = "建成统一的服务平台，完善运行机制，推进资源共享，接入各县区的全部业务系统，" * 3
_PREFACE = "为加快发展，现将任务分工如下："

#: A text in one line, and the numbers of what it holds.
JOINED = [
    pytest.param(f"{_PREFACE}一、{_A}。二、{_A}。三、{_A}。", ["一", "二", "三"], id="behind a colon"),
    pytest.param(f"为加快发展。 一、{_A}。 二、{_A}。 三、{_A}。", ["一", "二", "三"], id="behind a sentence, with blanks"),
    pytest.param(f"{_PREFACE}（一）{_A}。1.{_A}。2.{_A}。（二）{_A}。（三）{_A}。", ["（一）", "1", "2", "（二）", "（三）"], id="with what is below"),
    pytest.param(
        f"任务分解 204.{_A}。（责任单位：市教育局） 205.{_A}。（市教育局负责） 206.{_A}。（市民政局牵头）",
        ["204", "205", "206"], id="an extract of a longer list, by its notes",
    ),
    pytest.param(
        f"的灌溉用水。〔市水利局牵头〕（四）{_A}。〔市林草局〕（五）{_A}。〔各县（市）政府〕三、壮大集群（六）{_A}。〔市商务局〕",
        ["（四）", "（五）", "三", "（六）"], id="from the midst of an item, with a heading between two",
    ),
    pytest.param(
        f"关于推进幸福工程的意见九、建设幸福社区47.{_A}。（牵头单位：市体育局）48.{_A}。（牵头单位：市民政局）49.{_A}。（牵头单位：市教育局）",
        ["47", "48", "49"], id="behind a title and a heading",
    ),
    pytest.param(f"任务分解 204.{_A}。 205.{_A}。 206.{_A}。", [], id="which nothing else tells"),
    pytest.param(f"{_PREFACE}一、{_A}。二、{_A}。", [], id="two items"),
    pytest.param(f"{_PREFACE}一、{_A}，二、{_A}，三、{_A}。", [], id="parts of one sentence"),
    pytest.param("现通知如下：1.甲。2.乙。3.丙。", [], id="a short line"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "numbers"), JOINED)
def test_items_of_a_text_without_line_ends(text: str, numbers: list[str]) -> None:
    assert [line.split()[0] for line in shape(text)] == numbers


def test_what_stands_before_decides() -> None:
    text = f"推进一、{_A}。二、{_A}。三、{_A}。"
    assert begins_joined(text, 2, len(text)) is None
    assert begins_joined(f"。{text[2:]}", 1, len(text) - 1) is not None
