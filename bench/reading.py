"""How reading costs against jieba's own segmentation of the same text, and how fast triples are written.

Run: python -m bench.reading [REPEATS]
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import jieba

from graph.local import LocalStore
from loaders.catalogue import bundled_corpus, read_catalogue
from loaders.load import load
from ontology.iri import Namer


def seconds(work: Callable[[], object], repeats: int) -> float:
    """The median of `repeats` runs after one that warms up, in seconds that the processor worked for it."""
    work()
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def main() -> None:
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    jieba.setLogLevel(60)
    jieba.initialize()
    folder, namer = bundled_corpus(), Namer()
    rows = read_catalogue(folder)
    print(f"{'document':<28}{'characters':>11}{'read, ms':>10}{'jieba, ms':>11}{'ratio':>7}{'triples':>9}")
    read_all = cut_all = 0.0
    quads: list[bytes] = []
    for file in sorted(folder.glob("*.txt")):
        loaded = load(file, rows, namer)
        read = seconds(lambda file=file: load(file, rows, namer).quads, repeats)  # type: ignore[misc]
        text = loaded.received
        cut = seconds(lambda text=text: list(jieba.cut(text)), repeats)  # type: ignore[misc]
        quads.append(loaded.quads)
        read_all, cut_all = read_all + read, cut_all + cut
        print(
            f"{file.name:<28}{len(text):>11}{read * 1e3:>10.1f}{cut * 1e3:>11.1f}{read / cut:>7.2f}{loaded.triples:>9}"
        )
    print(f"{'all':<28}{'':>11}{read_all * 1e3:>10.1f}{cut_all * 1e3:>11.1f}{read_all / cut_all:>7.2f}")
    triples = sum(q.count(b"\n") for q in quads)
    print(f"read: {triples / read_all:,.0f} triples a second, from bytes to N-Quads")
    with tempfile.TemporaryDirectory() as temporary:
        files = []
        for n, content in enumerate(quads):
            files.append(Path(temporary) / f"{n}.nq")
            files[-1].write_bytes(content)
        start = time.perf_counter()
        LocalStore.create(Path(temporary) / "engine").load(files)
        took = time.perf_counter() - start
    print(f"written: {triples / took:,.0f} triples a second to disk, each in its graph and in the union")


if __name__ == "__main__":
    main()
