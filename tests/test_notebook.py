"""The worked example: it runs against the real server, and says what is written in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from docs.notebook import EXAMPLE, executed
from graph.generations import Generation
from tests.api.serving import Server


@pytest.fixture
def server(corpus_generation: Generation, tmp_path: Path) -> Iterator[Server]:
    one = Server(corpus_generation.folder.parents[1], tmp_path)
    yield one
    one.stop()


def said(notebook: Any) -> list[dict[str, str]]:
    """What the cells answer, in words; pictures are drawn differently on every machine."""
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    return [{k: str(v) for k, v in one.data.items() if not k.startswith("image/")} for one in outputs]


def test_the_worked_example_says_what_is_written_in_it(server: Server) -> None:
    written, now = nbformat.read(EXAMPLE, as_version=4), executed(server.address)
    assert said(now) == said(written), "run: make notebook"
    plans, targets, years, words, pairs, centre, _, grounds = (one["text/plain"] for one in said(now))
    assert "数字山东2021行动方案" in plans
    assert [line.split()[1:4] for line in targets.splitlines()[1:]] == [
        ["2021", "300", "个"], ["2021", "300", "个"], ["2025", "5000", "个"], ["2025", "5000", "个"], ["2025", "5000", "个"],
    ]  # fmt: skip
    assert years.splitlines()[0].split() == ["year", "2021", "2025"]
    assert "打造300个左右智慧社区（村居）" in words
    assert pairs.splitlines()[1].split()[1:] == ["山东省发展和改革委员会", "山东省工业和信息化厅", "17"]
    assert centre.splitlines()[1].split()[1] == "山东省大数据局"
    assert grounds.splitlines()[-1].split()[1:] == ["目标的期限", "5", "2", "3", "0.6"]
    # the chart, and no sign of a character that its font lacks
    [chart] = [o.data for c in now.cells for o in c.get("outputs", []) if "image/png" in o.get("data", {})]
    assert len(chart["image/png"]) > 50_000
