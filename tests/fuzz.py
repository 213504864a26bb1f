"""Reads changed documents, thousands of them: each gives quads or Unreadable, soon, and within bounds of memory.

Run: python -m tests.fuzz [NUMBER] [--format FORMAT] [--seed SEED]   (or: make fuzz N=10000)

The reader runs in a process of its own, which may hold a gigabyte and spend five seconds on a document. A document that
fails is kept in the folder that is printed. At the end stand why documents were refused, which took longest, and which
most memory.
"""

from __future__ import annotations

import argparse
import faulthandler
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from types import FrameType, TracebackType

import pyoxigraph

from bench.scale import peak
from loaders.catalogue import bundled_corpus
from loaders.load import Unreadable, load_bytes
from ontology.iri import Namer
from tests.loaders.formats.writing import csv_of, docx_of, html_of, pdf_of, xlsx_of
from tests.mutations import mutated
from tests.writer.document import in_prose, in_table
from tests.writer.grids import DRAWN
from tests.writer.noise import NOISES

__all__ = ["FORMATS", "Outcome", "fuzz"]

FORMATS = ("txt", "html", "docx", "pdf", "xlsx", "csv")
#: What a document may take: seconds of work, and bytes of address space for the process that reads it.
SECONDS, MEMORY = 5.0, 1 << 30
#: After so many seconds, by the clock, the process ends itself: what hangs there is not Python.
_PATIENCE = 60
#: How many of the slowest and of the largest documents are named.
_SHOWN = 10
_DIGITS = re.compile(r"\d[\d,]*")
#: Documents written by hand in the shapes and kinds of other offices.
_WRITTEN = Path(__file__).parent / "gold" / "written"
#: How many text documents have the noise of a bad copy before they are changed.
_NOISY = 0.3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: `read`, `refused`, or how it failed."""

    format: str
    number: int
    what: str
    seconds: float
    #: The most memory that the process held meanwhile, in megabytes; on Linux alone that of this document.
    memory: int = 0
    #: Why it was refused.
    reason: str = ""

    @property
    def failed(self) -> bool:
        """Whether it was neither read nor refused."""
        return self.what not in ("read", "refused")


@cache
def originals(format_: str) -> tuple[bytes, ...]:
    """The whole documents of a format from which changed ones are made."""
    if format_ == "txt":
        corpus = [file.read_bytes() for file in sorted(bundled_corpus().glob("*.txt"))]
        written = [file.read_bytes() for file in sorted(_WRITTEN.glob("*.txt"))]
        drawn = [in_table(n, drawn=way).text.encode() for n, way in enumerate(DRAWN)]
        noisy = [in_prose(1, noise=noise).text.encode("gb18030") for noise in ("none", "romanised", "markup")]
        return tuple(corpus * 4 + written + drawn + noisy)
    lines = in_prose(2).text.splitlines()
    title, *rows = in_table(3, frame="title alone").text.splitlines()
    table = [row.split("\t") for row in rows]
    made: dict[str, Sequence[bytes]] = {
        "html": (html_of(lines).encode(), html_of([title], table).encode(), html_of(lines, table).encode("gb18030")),
        "docx": (docx_of(lines), docx_of([title], table)),
        "pdf": (pdf_of(lines[1:], title=lines[0]), pdf_of((), table, title=title)),
        "xlsx": (xlsx_of(table),),
        "csv": (csv_of(table).encode(), csv_of(table, delimiter=";").encode("gb18030")),
    }  # fmt: skip
    return tuple(made[format_])


def content(format_: str, number: int, seed: int) -> bytes:
    """The changed document of a number."""
    r = Random(f"{seed} {format_} {number}")
    original = r.choice(originals(format_))
    if format_ == "txt" and r.random() < _NOISY:
        noise = NOISES[r.choice(sorted(NOISES))]
        original = noise(original.decode("utf-8", errors="replace")).encode("utf-8", errors="replace")
    return mutated(original, r)


class _Exhausted(BaseException):
    """The time is up; no handler of the reader's may take it for an error of the document."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise _Exhausted


def _outcome(document: bytes, name: str) -> tuple[str, str]:
    """What became of a document within the time that it may take, and why it was refused."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        quads = load_bytes(document, name, {}, Namer()).quads
        signal.setitimer(signal.ITIMER_PROF, 0)
        for _ in pyoxigraph.parse(quads, format=pyoxigraph.RdfFormat.N_QUADS):
            pass
    except Unreadable as error:
        said = str(error)
        return (
            ("refused", said) if said and "\n" not in said else (f"refused without a reason: {error!r}", "")
        )
    except _Exhausted:
        return f"hang, at {_where(sys.exc_info()[2])}", ""
    except MemoryError:
        return "out of memory", ""
    except Exception as error:
        said = f"{type(error).__name__}: {error}".replace("\n", " ").replace("\t", " ")[:200]
        return f"{said}, at {_where(error.__traceback__)}", ""
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return "read", ""


def _memory_anew() -> None:
    """Lets the kernel count the most memory anew, where it does that (Linux, proc(5): clear_refs)."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _memory() -> int:
    """The most memory that this process has held since, in megabytes."""
    with suppress(OSError):
        status = Path("/proc/self/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) >> 10
    return int(peak())


def _where(trace: TracebackType | None) -> str:
    """The innermost place in a traceback that is ours."""
    ours = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
        if not any(part in frame.filename for part in ("/site-packages/", "/lib/python", "fuzz.py"))
    ]
    return ours[-1] if ours else "a place that is not ours"


def _work(format_: str, numbers: range, seed: int, folder: Path) -> None:
    """Reads the documents of some numbers, and prints a line for each."""
    signal.signal(signal.SIGPROF, _stop)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # of a PDF file the other process does the work
    clock = time.perf_counter if format_ == "pdf" else time.process_time
    for number in numbers:
        document = content(format_, number, seed)
        file = folder / f"{number}.{format_}"
        file.write_bytes(document)
        _memory_anew()
        start = clock()
        faulthandler.dump_traceback_later(_PATIENCE, exit=True)
        what, reason = _outcome(document, file.name)
        faulthandler.cancel_dump_traceback_later()
        print(f"{number}\t{clock() - start:.3f}\t{_memory()}\t{what}\t{reason}", flush=True)
        if what in ("read", "refused"):
            file.unlink()


def fuzz(format_: str, numbers: range, seed: int, folder: Path) -> Iterator[Outcome]:
    """Reads the changed documents of some numbers in another process, which begins anew where it dies.

    Documents that fail are left in `folder`.
    """
    following = numbers.start
    while following < numbers.stop:
        command = [
            sys.executable,
            "-m",
            "tests.fuzz",
            "--format",
            format_,
            "--seed",
            str(seed),
            "--folder",
            str(folder),
        ]
        command += ["--work", str(following), str(numbers.stop)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as worker:
            assert worker.stdout is not None
            for line in worker.stdout:
                number, seconds, memory, what, reason = line.rstrip("\n").split("\t", 4)
                yield Outcome(format_, int(number), what, float(seconds), int(memory), reason)
                following = int(number) + 1
        if following < numbers.stop:
            yield Outcome(format_, following, f"the process died ({worker.returncode})", 0)
            following += 1


def _summary(outcomes: Sequence[Outcome]) -> str:
    """What became of all, why they were refused, and which were slowest and largest."""
    counts = Counter("failed" if o.failed else o.what for o in outcomes)
    reasons = Counter((o.format, _DIGITS.sub("#", o.reason)) for o in outcomes if o.reason)
    slowest = sorted(outcomes, key=lambda o: -o.seconds)[:_SHOWN]
    largest = sorted(outcomes, key=lambda o: -o.memory)[:_SHOWN]
    return "\n".join(
        [
            f"{len(outcomes)} documents: {counts['read']} read, {counts['refused']} refused, {counts['failed']} failed",
            *(f"{times:>6} × {format_}: {reason}" for (format_, reason), times in reasons.most_common()),
            f"slowest: {', '.join(f'{o.format} {o.number} {o.seconds:.2f} s' for o in slowest)}",
            f"largest: {', '.join(f'{o.format} {o.number} {o.memory} MB' for o in largest)}",
        ]
    )


def main() -> None:
    """Reads changed documents of every format in turn, with a line of progress; fails where one failed."""
    parser = argparse.ArgumentParser(prog="fuzz", description="Reads changed documents.")
    parser.add_argument("number", nargs="?", type=int, default=1_800, help="how many in all (default: 1800)")
    parser.add_argument("--format", choices=FORMATS, help="of this format alone")
    parser.add_argument("--seed", type=int, default=0, help="what the changes follow from (default: 0)")
    parser.add_argument("--folder", type=Path, help="where documents that fail are kept")
    parser.add_argument("--work", nargs=2, type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    folder = args.folder or Path(tempfile.mkdtemp(prefix="fuzz-"))
    if args.work:
        _work(args.format, range(*args.work), args.seed, folder)
        return
    formats = [args.format] if args.format else FORMATS
    each = -(-args.number // len(formats))
    outcomes: list[Outcome] = []
    for format_ in formats:
        for outcome in fuzz(format_, range(each), args.seed, folder):
            outcomes.append(outcome)
            if outcome.failed:
                print(
                    f"\r{format_} {outcome.number}: {outcome.what}: {folder / f'{outcome.number}.{format_}'}"
                )
            elif len(outcomes) % 20 == 0:
                print(f"\r{format_} {outcome.number} of {each} ", end="", flush=True)
    print("\r" + _summary(outcomes))
    sys.exit(any(o.failed for o in outcomes))


if __name__ == "__main__":
    main()
