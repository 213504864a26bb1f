"""The file of the search index: written alike, refused where it is missing, old or damaged."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from graph import indexing
from graph.generations import Generation, Generations
from graph.indexing import FILE
from graph.search import Index
from graph.store import NoSearch
from ontology.terms import CP, PREFIXES


def test_the_same_quads_give_the_same_bytes(corpus_generation: Generation, tmp_path: Path) -> None:
    indexing.write(corpus_generation.open().engine, tmp_path / FILE)
    assert (tmp_path / FILE).read_bytes() == (corpus_generation.folder / FILE).read_bytes()
    assert [file.name for file in tmp_path.iterdir()] == [FILE]


def test_a_generation_without_an_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoSearch, match="before there was a text search; build again"):
        Index.open(tmp_path)


def test_an_index_of_another_form_is_not_read(corpus_generation: Generation, tmp_path: Path) -> None:
    shutil.copy(corpus_generation.folder / FILE, tmp_path / FILE)
    with sqlite3.connect(tmp_path / FILE) as index:
        index.execute("PRAGMA user_version = 99")
    index.close()
    with pytest.raises(NoSearch, match="another version; build again"):
        Index.open(tmp_path)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 200])
def test_a_damaged_index_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(NoSearch, match="build again"):
        Index.open(tmp_path)


def test_a_python_without_fts5_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Without:
        def execute(self, _: str) -> None:
            raise sqlite3.OperationalError("no such module: fts5")

        def close(self) -> None:
            pass

    monkeypatch.setattr("graph.indexing.sqlite3.connect", lambda _: Without())
    with pytest.raises(NoSearch, match="has no FTS5"):
        indexing.check()


def test_building_again_gives_an_older_generation_its_index(tmp_path: Path) -> None:
    def publish() -> Generation:
        generations = Generations(tmp_path)
        with generations.building() as draft:
            (draft.graphs / "a.nq").write_text(
                f'<http://e/a> <{CP}name> "x" <http://e/g> .\n'
                f"<http://e/a> <{PREFIXES['rdf']}type> <{CP}Agency> <http://e/g> .\n"
                f'<http://e/a> <{PREFIXES["rdfs"]}label> "省统计局"@zh <http://e/g> .\n'
            )
            draft.seal({"base": "http://e/", "documents": []})
            return generations.publish(draft, draft.content_name())

    made = publish()
    (made.folder / FILE).unlink()
    with pytest.raises(NoSearch):
        _ = made.open().search
    assert publish().name == made.name
    assert made.open().search.matching("統計") == {"http://e/a"}
