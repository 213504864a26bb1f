"""Whole documents made of one piece over and over: the time for a character does not grow with their length."""

from __future__ import annotations

import time

import pytest

from loaders.load import load_bytes
from ontology.iri import Namer

HEAD = "江州市2025年数字政府建设工作要点\n一、主要任务\n1.建设平台。建成市级平台。（责任单位：市数据局）\n2."
CHARACTERS = 60_000
#: Five times what the densest of these take, an item of 30 triples every four characters, on a busy machine.
SECONDS = 100e-6 * CHARACTERS


@pytest.mark.parametrize(
    "piece",
    [
        "10个、",  # figures that all go on from one noun
        "县100%",
        "占居民的60%，",
        "，高于全市水平2个百分点",
        "各区（市财政局牵头，市数据局配合）负责",  # clauses without end in one measure
        "（市财政局负责）",
        "“甲”工程、“乙”平台、",
        "│\n",  # bars, one a line
        "序号\n│\n",
        "1.甲\n",
        "每年",
        "9月底前完成",
    ],
)
def test_the_time_for_a_character_does_not_grow(piece: str) -> None:
    content = f"{HEAD}{piece * (CHARACTERS // len(piece))}\n3.办好实事。\n".encode()
    start = time.process_time()
    loaded = load_bytes(content, "plan.txt", {}, Namer())
    triples = loaded.triples
    assert time.process_time() - start < SECONDS
    assert triples > 20
