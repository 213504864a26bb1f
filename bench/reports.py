"""The reports of an audit: how long each takes to write, and the page to open in a browser.

Run: python -m bench.reports [FINDINGS]

The audit is made up, a finding a measure in a hundred plans. The page is opened in Chromium without a window, until a
picture of it is taken; the workbook is read by openpyxl, which is slower than any spreadsheet.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from shapes.reports import FORMATS, render
from tests.browser.chromium import needed
from tests.shapes.reports.sample import many


def main(findings: int) -> None:
    """Writes all formats, and prints what each took."""
    audit = many(findings)
    print(f"{findings} findings")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for form in FORMATS.values():
            start = time.perf_counter()
            written = render(audit, form.name)
            print(f"{form.name:10} {time.perf_counter() - start:6.1f} s {len(written) / 1e6:8.1f} MB")
            (folder / f"{form.name}.{form.ending}").write_bytes(written)
        try:
            _opened(folder)
        except pytest.skip.Exception as reason:
            print(reason)
        print(f"workbook read in {_taken(lambda: _read(folder / 'xlsx.xlsx')):.1f} s")


def _opened(folder: Path) -> None:
    """From the start of the browser to a picture of the page, beside that of an empty page."""
    program = needed(axe=False)
    (folder / "empty.html").write_text("<!doctype html><title>empty</title>", encoding="utf-8")
    quiet = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
    )
    command = [
        program,
        *quiet,
        f"--user-data-dir={folder / 'profile'}",
        f"--screenshot={folder / 'page.png'}",
    ]
    for name in ("empty", "empty", "html", "html"):  # the first start makes the profile
        page = (folder / f"{name}.html").as_uri()
        taken = _taken(
            lambda page=page: subprocess.run([*command, page], capture_output=True, check=True, timeout=120)
        )
        print(f"{name} page: browser started and page drawn in {taken:.2f} s")


def _read(workbook: Path) -> None:
    for row in openpyxl.load_workbook(workbook, read_only=True).worksheets[0].iter_rows(values_only=True):
        assert row


def _taken(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
