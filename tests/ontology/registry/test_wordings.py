"""Wordings of indicators and projects: tables that lead from each wording to one name."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.registry import RegistryError, indicator_words, project_names
from ontology.registry.wording_table import load_wordings


def test_the_tables_are_read() -> None:
    assert indicator_words()["规上工业"] == "规模以上工业"
    assert project_names()["青岛国际电信业务出入口局"] == "青岛国际通信业务出入口局"


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (["规上\t规模以上\ts", "规模以上\t有规模\ts"], "words.tsv:2: 规模以上 is the wording of another row"),
        (["规上\t规上\ts"], "words.tsv:2: 规上 is the wording of another row, or of this one"),
        (["规上\t\ts"], "words.tsv:2: means is empty"),
        (["规上\t规模以上\t"], "words.tsv:2: source is empty"),
        (["规上\t规模以上\ts", "规上\t规定以上\ts"], "words.tsv:3: 规上 stands there twice"),
    ],
)
def test_a_table_that_names_one_thing_twice_is_refused(tmp_path: Path, rows: list[str], fault: str) -> None:
    (tmp_path / "words.tsv").write_text("\n".join(["written\tmeans\tsource", *rows]) + "\n", encoding="utf-8")
    with pytest.raises(RegistryError) as error:
        load_wordings(tmp_path, "words.tsv")
    assert str(error.value).startswith(fault)
