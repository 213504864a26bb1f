"""Whole documents made of one piece over and over: they are read in time that grows with their length alone."""

from __future__ import annotations

import pytest

from loaders.load import load_bytes
from ontology.iri import Namer
from tests.patience import no_hang

HEAD = "江州市2025年数字政府建设工作要点\n一、主要任务\n1.建设平台。建成市级平台。（责任单位：市数据局）\n2."
CHARACTERS = 60_000


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
def test_a_piece_over_and_over_is_read_in_linear_time(piece: str) -> None:
    content = f"{HEAD}{piece * (CHARACTERS // len(piece))}\n3.办好实事。\n".encode()
    with no_hang():
        assert load_bytes(content, "plan.txt", {}, Namer()).triples > 20
