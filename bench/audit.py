"""The audit: how it grows with the number of measures, and the compiled engine beside pyshacl.

Run: python -m bench.audit [MEASURES ...] [--plain] [--beside MEASURES]

The data are plans of the project's own writer, read by the reader, and copied with other names until there are enough
measures (some 145 triples each); up to two million triples in memory, more on disk. Every size runs in a process of its
own, whose peak of memory is its own. With --beside both engines run on that many measures: their findings must be
equal, and what counts is the ratio of their times. pyshacl takes minutes for a thousand measures. With --plain the
data say nothing of where they were read (some 40 triples a measure), as somebody's own would, and ten rules are run
beside the whole book.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from loaders.load import load_bytes
from loaders.registry import registry_quads
from ontology.iri import Namer
from shapes.check import audit
from shapes.data import MOST_IN_MEMORY, Data, class_tree
from shapes.engines import Engine, Engines
from shapes.profile import profiles
from shapes.results import key
from shapes.rules import rules
from tests.writer.document import in_prose

SIZES = (1_000, 10_000, 100_000)
#: Different documents, which are copied.
_SAMPLES = 100

#: Ten rules that somebody with data of their own would ask first, among them the dearest.
TEN = (
    "measure-has-unit",
    "measure-has-lead",
    "lead-not-cooperating",
    "measure-has-schedule",
    "measure-has-target",
    "schedule-start-before-due",
    "schedule-in-plan-period",
    "target-has-deadline",
    "targets-agree",
    "numbering-without-gaps",
)

#: What IRIs have in them that say where facts were read, and by which words units were named.
_OF_READING = (b"/span/", b"/assignment/")


def triples(measures: int, *, plain: bool = False) -> Iterator[bytes]:
    """N-Triples of plans with at least so many measures, a line each, and of the registry.

    Args:
        measures: how many at least.
        plain: whether to leave out where facts were read.
    """
    namer = Namer()
    yield from without_graph(registry_quads(namer))
    samples = [load_bytes(in_prose(n).text.encode(), f"plan-{n}.txt", {}, namer) for n in range(_SAMPLES)]
    lines = [
        b"".join(
            line
            for line in without_graph(sample.quads)
            if not plain or not any(part in line for part in _OF_READING)
        )
        for sample in samples
    ]
    made = copy = 0
    while made < measures:
        for sample, content in zip(samples, lines, strict=True):
            name = f"c{copy}-".encode()
            for kind in (b"/id/plan/", b"/id/document/", b"/id/indicator/"):
                content = content.replace(kind, kind + name)
            yield content
            made += sample.measures
            if made >= measures:
                break
        copy += 1


def without_graph(quads: bytes) -> Iterator[bytes]:
    """N-Quads as the lines of N-Triples."""
    for line in quads.splitlines():
        yield line[: line.rindex(b" <")] + b" .\n"


def make(measures: int, folder: Path, *, plain: bool = False) -> tuple[Path, int]:
    """A store on disk with the data, and how many triples it holds."""
    return stored(triples(measures, plain=plain), folder)


def stored(lines: Iterator[bytes], folder: Path) -> tuple[Path, int]:
    """A store on disk with N-Triples and the tree of classes, and how many triples it holds."""
    store = ox.Store(str(folder / "engine"))
    store.bulk_load(Stream(lines), ox.RdfFormat.N_TRIPLES)
    store.extend(class_tree())
    store.optimize()
    store.flush()
    return folder / "engine", len(store)


class Stream(io.RawIOBase):
    """Bytes that are made while they are read: the text of a million measures is 21 GB."""

    def __init__(self, made: Iterator[bytes]) -> None:
        self._made, self._left = made, b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        while not self._left:
            if (more := next(self._made, None)) is None:
                return b""
            self._left = more
        out, self._left = (self._left, b"") if size < 0 else (self._left[:size], self._left[size:])
        return out


def opened(folder: Path, count: int) -> Data:
    """The data, in memory where they fit there."""
    disk = ox.Store.read_only(str(folder))
    if count > MOST_IN_MEMORY:
        return Data(disk)
    store = ox.Store()
    store.bulk_load(
        disk.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b"", ox.RdfFormat.N_TRIPLES
    )
    return Data(store)


def _whole(folder: Path, count: int, each: bool, answers: Connection) -> None:
    data = opened(folder, count)
    start = time.perf_counter()
    results = sum(len(run.results) for run in Engines(data).runs(rules()))
    rules_took, rules_peak = time.perf_counter() - start, _peak()
    start = time.perf_counter()
    found = audit(data, rules(), profiles()["default"])
    whole_took, whole_peak = time.perf_counter() - start, _peak()
    assert len(found.findings) == results
    runs = {}
    for rule in rules() if each else ():
        start = time.perf_counter()
        run = Engines(data).run(rule)
        runs[rule.name] = (time.perf_counter() - start, len(run.results), run.engine)
    answers.send((rules_took, rules_peak, runs, whole_took, whole_peak, results))


def _ten(folder: Path, count: int, answers: Connection) -> None:
    data = opened(folder, count)
    start = time.perf_counter()
    results = sum(
        len(run.results) for run in Engines(data).runs([rule for rule in rules() if rule.name in TEN])
    )
    answers.send((time.perf_counter() - start, _peak(), results))


def _engine(folder: Path, count: int, engine: Engine, answers: Connection) -> None:
    data = opened(folder, count)
    if engine == "pyshacl":
        _ = data.graph
    start = time.perf_counter()
    found: Counter[Any] = Counter()
    for rule, run in zip(rules(), Engines(data, engine).runs(rules()), strict=True):
        found.update(map(key, run.results))
        sys.stderr.write(f"\r{engine}: {time.perf_counter() - start:6.0f} s, {rule.name:40}")
    sys.stderr.write("\n")
    answers.send((time.perf_counter() - start, found))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1 << 20 if sys.platform == "darwin" else 1 << 10
    )


def apart(work: Callable[..., None], *given: object) -> Any:
    """What `work` sends, run in a process of its own."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(*given, theirs))
    process.start()
    theirs.close()
    try:
        return ours.recv()
    finally:
        process.join()


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("measures", nargs="*", type=int, default=SIZES)
    parser.add_argument(
        "--beside", type=int, metavar="MEASURES", help="run pyshacl as well, on so many measures"
    )
    parser.add_argument("--plain", action="store_true", help="data without evidence, and ten rules as well")
    parser.add_argument("--rules", action="store_true", help="the seconds of each rule, one after the other")
    given = parser.parse_args()
    write = sys.stdout.write
    with tempfile.TemporaryDirectory() as folder:
        write("  measures    triples   rules s  s per 1,000  peak MB   whole audit s  peak MB   findings\n")
        for measures in given.measures:
            place = Path(folder) / str(measures)
            place.mkdir()
            engine, count = make(measures, place, plain=given.plain)
            if given.plain:
                took, peak, findings = apart(_ten, engine, count)
                write(
                    f"{measures:10,} {count:10,} {took:9.2f} {took / measures * 1000:12.4f} {peak:8.0f} "
                    f"{'ten rules':>24} {findings:10,}\n"
                )
            took, peak, runs, whole, whole_peak, findings = apart(_whole, engine, count, given.rules)
            write(
                f"{measures:10,} {count:10,} {took:9.2f} {took / measures * 1000:12.4f} {peak:8.0f} "
                f"{whole:15.2f} {whole_peak:8.0f} {findings:10,}\n"
            )
            if given.rules:
                for name, (seconds, results, by) in sorted(runs.items(), key=lambda item: -item[1][0]):
                    write(f"    {name:34} {seconds:8.3f} s {results:8,} {by}\n")
            sys.stdout.flush()
            shutil.rmtree(place)
        if given.beside:
            place = Path(folder) / "beside"
            place.mkdir()
            engine, count = make(given.beside, place)
            (fast, ours), (slow, theirs) = (
                apart(_engine, engine, count, one) for one in ("compiled", "pyshacl")
            )
            same = "equal findings" if ours == theirs else "DIFFERENT findings"
            write(
                f"{given.beside:,} measures: compiled {fast:.2f} s, pyshacl {slow:.2f} s: {slow / fast:.0f} times; "
                f"{same} ({ours.total():,})\n"
            )
            if ours != theirs:
                raise SystemExit(1)


if __name__ == "__main__":
    main()
