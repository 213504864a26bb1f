"""The table of words that say how far a project is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.registry import RegistryError, progress_words
from ontology.registry.progress_table import load_progress_words


def test_the_table_is_read() -> None:
    words = progress_words()
    assert (words["申建"].stage, words["申建"].governs) == ("Planned", True)
    assert (words["推进"].stage, words["推进"].carries) == ("UnderWay", True)
    assert words["加快"].stage == ""


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("建成\tDone\t\ts", "progress_words.tsv:2: stage must be one of"),
        ("建成\tFinished\trules\ts", "progress_words.tsv:2: manner must be one of"),
        ("加快\t\tcarries\ts", "progress_words.tsv:2: a word that carries needs a stage"),
        ("建成\tFinished\t\t", "progress_words.tsv:2: source is empty"),
    ],
)
def test_a_row_that_says_nothing_clear_is_refused(tmp_path: Path, row: str, fault: str) -> None:
    (tmp_path / "progress_words.tsv").write_text(f"word\tstage\tmanner\tsource\n{row}\n", encoding="utf-8")
    with pytest.raises(RegistryError) as error:
        load_progress_words(tmp_path)
    assert str(error.value).startswith(fault)
