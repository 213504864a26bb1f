"""Alternatives with common beginnings written once: the same matches, in the same order of preference."""

from __future__ import annotations

import re

import pytest

from loaders.alternatives import factored

FACTORED = [
    ("建设|建成|改造", "建(?:设|成)|改造"),
    ("建|建设", "建(?:|设)"),
    ("建设(?!者|用地)|建设[者|]", "建(?:设(?:(?!者|用地)|[者|]))"),
    ("改?建|改造|改建", "改?建|改(?:造|建)"),
    (r"通\(|通\|车|(?:开|通)车", r"通(?:\(|\|车)|(?:开|通)车"),
    ("建设|(?<!重)修|建成|建设", "建设|(?<!重)修|建(?:成|设)"),
]


@pytest.mark.parametrize(("pattern", "expected"), FACTORED)
def test_common_beginnings_are_written_once(pattern: str, expected: str) -> None:
    assert factored(pattern) == expected


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in FACTORED])
def test_the_same_is_matched(pattern: str) -> None:
    words = "新建设者用地改建成改造通(车通|车开车通车重修整修建设|用者"
    found = [m.span() for m in re.finditer(factored(pattern), words)]
    assert found == [m.span() for m in re.finditer(pattern, words)]
    assert found
