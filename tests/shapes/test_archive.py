"""Audits kept beside a generation: what is read back is what was found, or nothing."""

import gzip
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.generations import Generation
from shapes import archive
from shapes.check import audit
from shapes.data import Data, read
from shapes.findings import Audit, Hashes, Recall
from shapes.profile import profiles
from shapes.rules import rules
from shapes.selection import select

HERE = Path(__file__).parent
DEFAULT, STRICT = profiles()["default"], profiles()["strict"]


@pytest.fixture(scope="module")
def found(corpus_generation: Generation) -> Audit:
    whole = audit(Data.of_generation(corpus_generation), rules(), DEFAULT, generation=corpus_generation.name)
    return replace(
        whole,
        hashes=Hashes("d" * 64, "s" * 64, "0.1.0"),
        recall=(Recall("measures", 0.995, 5, 105, True),),
        engines={rule.name: "compiled" for rule in rules()},
    )


def test_what_was_kept_is_read_back_whole(found: Audit, tmp_path: Path) -> None:
    archive.save(found, tmp_path)
    assert archive.load(tmp_path, rules(), DEFAULT, "stated") == found


def test_what_findings_about_the_same_share_is_in_memory_once(found: Audit, tmp_path: Path) -> None:
    archive.save(found, tmp_path)
    kept = archive.load(tmp_path, rules(), DEFAULT, "stated")
    assert kept is not None
    for audited in (found, kept):
        of_clauseless = [
            f for f in audited.findings if f.rule in ("measure-has-lead", "measure-states-schedule")
        ]
        assert len({id(f.evidence) for f in of_clauseless}) == len({f.focus for f in of_clauseless})


def test_what_was_kept_is_weighed_by_the_profile_asked_for(
    found: Audit, tmp_path: Path, corpus_generation: Generation
) -> None:
    archive.save(found, tmp_path)
    kept = archive.load(tmp_path, rules(), STRICT, "stated")
    assert kept is not None
    anew = audit(Data.of_generation(corpus_generation), rules(), STRICT)
    assert (kept.findings, kept.checked) == (anew.findings, anew.checked)


def test_terms_of_every_kind_are_read_back(tmp_path: Path) -> None:
    bad = audit(Data.of(read(sorted(HERE.glob("*-well-formed/bad.ttl")))), rules(), DEFAULT)
    kinds = {type(f.value) for f in bad.findings}
    assert {ox.NamedNode, ox.Literal} <= kinds
    blank = replace(bad.findings[0], focus=ox.BlankNode("b1"), value=ox.Literal("一", language="zh"))
    with_blank = replace(bad, findings=(blank, *bad.findings[1:]))
    archive.save(with_blank, tmp_path)
    kept = archive.load(tmp_path, rules(), DEFAULT, "stated")
    assert kept is not None
    assert set(kept.findings) == set(with_blank.findings)


def test_the_same_audit_is_the_same_bytes(found: Audit, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    for folder in (tmp_path, tmp_path / "again"):
        archive.save(found, folder)
    one, other = (sorted((folder / "audits").iterdir()) for folder in (tmp_path, tmp_path / "again"))
    assert [f.read_bytes() for f in one] == [f.read_bytes() for f in other]


def test_an_audit_by_other_rules_or_of_other_facts_is_none(found: Audit, tmp_path: Path) -> None:
    assert archive.load(tmp_path, rules(), DEFAULT, "stated") is None
    archive.save(found, tmp_path)
    assert archive.load(tmp_path, rules()[1:], DEFAULT, "stated") is None
    assert (
        archive.load(tmp_path, [replace(rules()[0], source="other"), *rules()[1:]], DEFAULT, "stated") is None
    )
    assert archive.load(tmp_path, rules("all"), DEFAULT, "all") is None


def test_an_audit_by_other_code_is_none(
    found: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.save(found, tmp_path)
    monkeypatch.setattr(archive, "code_version", lambda *_: "another")
    assert archive.load(tmp_path, rules(), DEFAULT, "stated") is None


@pytest.mark.parametrize("harm", ["cut", "short", "garbled", "no gzip", "no json", "no findings"])
def test_a_file_that_was_harmed_is_none(found: Audit, tmp_path: Path, harm: str) -> None:
    archive.save(found, tmp_path)
    [file] = (tmp_path / "audits").iterdir()
    content = file.read_bytes()
    lines = gzip.decompress(content).splitlines(keepends=True)
    file.write_bytes(
        {
            "cut": content[: len(content) // 2],
            "short": gzip.compress(b"".join(lines[:-1])),
            "garbled": content[: len(content) // 2] + bytes(64) + content[len(content) // 2 + 64 :],
            "no gzip": b"nonsense",
            "no json": gzip.compress(b"nonsense\n"),
            "no findings": gzip.compress(b"".join((lines[0], *([b"[1]\n"] * (len(lines) - 1))))),
        }[harm]
    )
    assert archive.load(tmp_path, rules(), DEFAULT, "stated") is None


def test_only_a_whole_audit_is_kept(found: Audit, tmp_path: Path) -> None:
    part = select(found, severity="warning")
    with pytest.raises(ValueError, match="before waivers"):
        archive.save(part, tmp_path)
