"""Audits put beside an earlier one of the sample."""

from pathlib import Path

from shapes.baseline import Baseline, compare, read
from shapes.findings import Audit, Changes
from shapes.reports import render

__all__ = ["changes", "kept"]


def kept(audit: Audit, tmp_path: Path) -> Baseline:
    file = tmp_path / "before.json"
    file.write_bytes(render(audit, "json"))
    return read(file)


def changes(now: Audit, before: Audit, tmp_path: Path) -> Changes:
    found = compare(now, kept(before, tmp_path)).changes
    assert found is not None
    return found
