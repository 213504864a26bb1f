"""Corrections in a build: applied, kept, reported; and what of them counts as a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.build import Outcome, add, build, inputs, unclaimed
from api.cli import run
from ontology.terms import DEFAULT_BASE

PLAN = """示例市2023年工作要点

一、做好一件事
1.修建道路。6月底前修建道路12公里。（市交通运输局牵头，市财政局配合）
2.植树造林。植树300株以上。（市林业局负责）
"""
HEAD = "document,quote,fact,was,right,who,why,date\n"
MISSED = "plan.txt,植树300株以上,cooperating,,市水利局,审计处,漏读,2025-04-01\n"
GONE = "plan.txt,植树900株,cooperating,,市水利局,审计处,漏读,2025-04-01\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "plans"
    found.mkdir()
    (found / "plan.txt").write_text(PLAN, encoding="utf-8")
    return found


def corrections(folder: Path, *rows: str) -> None:
    (folder / "corrections.csv").write_text(HEAD + "".join(rows), encoding="utf-8")


def made(folder: Path, store: str = "store") -> Outcome:
    documents, refused = inputs([folder])
    left = unclaimed([folder], documents)
    return build(folder.parent / store, documents, DEFAULT_BASE, refused=refused, unapplied=left)


def quads(outcome: Outcome) -> str:
    assert outcome.generation is not None
    return "".join(f.read_text(encoding="utf-8") for f in outcome.generation.graphs)


def test_a_correction_beside_the_document_is_applied_and_survives_a_rebuild(folder: Path) -> None:
    before = made(folder)
    assert "ontology#Corrected>" not in quads(before).replace(f"<{DEFAULT_BASE}ontology#Corrected> <http", "")
    corrections(folder, MISSED)
    outcome = made(folder)
    assert [b.reused for b in outcome.built] == [False]
    assert f"<{DEFAULT_BASE}ontology#Corrected> <{DEFAULT_BASE}graph/document/" in quads(outcome)
    assert outcome.unapplied == []
    again = made(folder)
    assert [b.reused for b in again.built] == [True]
    assert quads(again) == quads(outcome)
    assert quads(made(folder, "other")) == quads(outcome)


def test_where_a_correction_stands_in_its_file_is_no_change(folder: Path) -> None:
    corrections(folder, GONE)
    assert [str(u).split(": ")[0] for u in made(folder).unapplied] == [f"{folder}/corrections.csv:2"]
    corrections(folder, "\n", "\n", GONE)
    outcome = made(folder)
    assert [b.reused for b in outcome.built] == [True]
    assert [str(u).split(": ")[0] for u in outcome.unapplied] == [f"{folder}/corrections.csv:4"]


def test_a_document_kept_in_the_store_keeps_its_corrections(folder: Path, tmp_path: Path) -> None:
    corrections(folder, MISSED, GONE)
    first = made(folder)
    other = tmp_path / "other.txt"
    other.write_text(PLAN.replace("2023", "2024"), encoding="utf-8")
    outcome = add(tmp_path / "store", inputs([other])[0])
    assert {b.source_name: b.reused for b in outcome.built} == {"plan.txt": True, "other.txt": False}
    assert [u.reason for u in outcome.unapplied] == [u.reason for u in first.unapplied] == ["gone"]


def test_a_correction_of_a_document_that_is_not_there_is_told(folder: Path) -> None:
    corrections(folder, MISSED.replace("plan.txt", "none.txt"))
    outcome = made(folder)
    assert [u.reason for u in outcome.unapplied] == ["absent"]
    assert outcome.generation is not None


def test_a_document_is_named_by_its_hash_too(folder: Path) -> None:
    sha256 = inputs([folder])[0][0].sha256
    corrections(folder, MISSED.replace("plan.txt", sha256.upper()))
    assert made(folder).unapplied == []


def test_the_command_tells_what_was_not_applied_and_publishes(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    corrections(folder, MISSED, GONE)
    assert run(["build", str(folder), "--store", str(tmp_path / "s")]) == 0
    told = capfd.readouterr()
    assert told.err.splitlines() == [
        f"crossplan: {folder}/corrections.csv:3: not applied: the quote does not occur in the document any more"
        " (plan.txt, “植树900株”)"
    ]
    assert "plan.txt" in told.out


def test_extract_applies_corrections(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    corrections(folder, MISSED, GONE)
    assert run(["extract", str(folder / "plan.txt"), "--format", "nquads"]) == 0
    told = capfd.readouterr()
    assert "ontology#Corrected>" in told.out
    assert "correction-not-applied" in told.out
    assert "corrections.csv:3: not applied" in told.err


@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_malformed_file_is_one_line_with_its_place(
    command: str,
    folder: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CROSSPLAN_STORE", str(tmp_path / "s"))
    corrections(folder, MISSED, MISSED.replace("cooperating", "helping"))
    assert run([command, str(folder / "plan.txt")]) == 2
    told = capfd.readouterr().err.splitlines()
    assert len(told) == 1
    assert f"{folder}/corrections.csv:3: “helping” is no kind of fact" in told[0]


def test_a_folder_that_holds_only_corrections_holds_no_documents(tmp_path: Path) -> None:
    corrections(tmp_path, MISSED)
    documents, refused = inputs([tmp_path])
    assert documents == []
    assert len(refused) == 1
