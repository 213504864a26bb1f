"""PDF files are read by another process: what a file does to it is one line about the file, and nothing else suffers."""

from __future__ import annotations

import os
import signal
import sys
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from loaders.formats import Unreadable, read
from loaders.formats.pdf import read_pages
from loaders.formats.process import Limits, read_apart
from tests.loaders.formats.test_hostile import pdf_with
from tests.loaders.formats.writing import PROSE, TABLE, TITLE, pdf_of

PLAN = pdf_of(PROSE, TABLE, title=TITLE)
#: Pages of a few kilobytes that pdfium makes a million objects of.
WORDS = pdf_with(zlib.compress(b"BT /F1 12 Tf " + b"1 1 Td (ab) Tj " * 1_500_000 + b"ET"))
STROKES = pdf_with(zlib.compress(b"0 0 m 1 1 l S " * 1_500_000))

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc, or needs a limit of memory")


def children() -> list[int]:
    """The processes that this one has started and that are still there."""
    tasks = Path(f"/proc/{os.getpid()}/task").iterdir()
    return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]


def test_the_text_is_what_the_library_gives() -> None:
    assert read(PLAN, "plan.pdf") == read_pages(PLAN)


@pytest.mark.parametrize(
    ("content", "limits", "reason"),
    [
        pytest.param(WORDS, Limits(memory=1 << 27), "more memory than any plan", marks=on_linux, id="memory"),
        pytest.param(STROKES, Limits(work=0), "longer than any plan", id="work"),
        pytest.param(STROKES, Limits(seconds=0.3), "longer than any plan", id="by the clock"),
        pytest.param(b"%PDF-1.7", Limits(), "damaged", id="a damaged file"),
    ],
)
def test_a_file_that_takes_too_much_is_refused_and_the_next_one_read(
    content: bytes, limits: Limits, reason: str
) -> None:
    with pytest.raises(Unreadable, match=reason) as refused:
        read_apart(content, limits)
    assert "\n" not in str(refused.value)
    assert read_apart(PLAN).text.startswith(TITLE)


@on_linux
def test_one_process_reads_file_after_file_until_one_is_bad() -> None:
    read_apart(PLAN)
    before = children()
    read_apart(PLAN)
    assert children() == before
    with pytest.raises(Unreadable):
        read_apart(b"%PDF-1.7")
    assert set(children()) < set(before)


@on_linux
def test_a_process_that_was_ended_while_it_waited_is_replaced() -> None:
    read_apart(PLAN)
    before = children()
    for pid in before:
        if b"loaders.formats.worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
            os.kill(pid, signal.SIGKILL)
    time.sleep(0.1)
    assert read_apart(PLAN).text.startswith(TITLE)


def test_threads_and_daemonic_processes_read() -> None:
    with ThreadPoolExecutor(3) as threads:
        found = list(threads.map(lambda _: read(PLAN, "plan.pdf"), range(6)))
    with get_context("forkserver").Pool(
        1
    ) as pool:  # its workers are daemonic: they may start none of their own kind
        found.append(pool.apply(read, (PLAN, "plan.pdf")))
    assert all(one == read_pages(PLAN) for one in found)


def test_a_process_that_does_not_start_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.formats.process._idle", {os.getpid(): []})
    for program in ("/bin/false", "/nowhere/python"):
        monkeypatch.setattr(sys, "executable", program)
        with pytest.raises(Unreadable, match="does not start"):
            read_apart(PLAN)
