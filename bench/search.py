"""What the search index costs at size: seconds and megabytes to build it, milliseconds to search it.

Run: python -m bench.search [TEXTS]

The texts are those that the tests write, of some 150 characters; their words are few and come again and again, so that
the lists of places are as long as they get. Building is measured in a process of its own, for its peak of memory.
"""

import argparse
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from bench.scale import apart, peak
from graph import indexing
from graph.local import LocalStore
from graph.search import Index
from ontology.iri import Namer
from ontology.terms import CP, PREFIXES
from tests.writer.document import in_prose

_MEASURES, _AGENCIES = 40, 2_000
#: Words in nearly all texts, in many, in some; two words; across two words; in one text; in none.
_QUERIES = ("责任单位", "完成", "建设", "2025年", "医保局 9月", "位县", "第1331号", "無此一詞")


def _texts(count: int) -> Iterator[str]:
    """So many texts as long as those of measures."""
    lines = [
        line
        for seed in range(200)
        for line in in_prose(seed, wordy=4, sections=3, measures=10).text.split("\n")
        if len(line) > 60
    ]
    random_ = random.Random(0)
    for number in range(count):
        yield f"{random_.choice(lines)[:150]}第{number}号"


def _triples(count: int) -> Iterator[str]:
    """Measures with their plans, agencies and times, as N-Triples."""
    namer, random_ = Namer(), random.Random(1)
    agencies = [namer.agency("370000", f"bureau {n}") for n in range(_AGENCIES)]
    type_, label = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"
    for number, agency in enumerate(agencies):
        yield f'<{agency}> <{type_}> <{CP.Agency}> .\n<{agency}> <{label}> "第{number}局"@zh-Hans .\n'
    for number, text in enumerate(_texts(count)):
        plan = f"{namer.base}id/plan/plan-{number // _MEASURES}"
        if number % _MEASURES == 0:
            yield f'<{plan}> <{type_}> <{CP.Plan}> .\n<{plan}> <{label}> "第{number}号规划"@zh-Hans .\n'
        measure, schedule = f"{plan}/measure/{number % _MEASURES}", f"{plan}/schedule/{number}"
        year = 2018 + random_.randrange(10)
        yield (
            f'<{measure}> <{type_}> <{CP.Measure}> .\n<{measure}> <{CP.text}> "{text}"@zh-Hans .\n'
            f'<{measure}> <{label}> "{text[:12]}"@zh-Hans .\n<{measure}> <{CP.plan}> <{plan}> .\n'
            f"<{measure}> <{CP.leadAgency}> <{random_.choice(agencies)}> .\n"
            f"<{measure}> <{CP.cooperatingAgency}> <{random_.choice(agencies)}> .\n"
            f'<{measure}> <{CP.schedule}> <{schedule}> .\n<{schedule}> <{CP.due}> "{year}" .\n'
        )


def _prepare(folder: Path, count: int, answers: Connection) -> None:
    quads, graph = folder / "triples.nq", Namer().graph("links")
    with quads.open("w", encoding="utf-8") as lines:
        lines.writelines(line.replace(" .\n", f" <{graph}> .\n") for line in _triples(count))
    store = LocalStore.create(folder / "engine")
    store.load([quads])
    store.close()
    answers.send(None)


def _build(folder: Path, _: int, answers: Connection) -> None:
    engine = LocalStore.open(folder / "engine").engine
    start = time.perf_counter()
    indexing.write(engine, folder / indexing.FILE)
    answers.send((time.perf_counter() - start, peak()))


def main() -> None:
    """Prints what building takes at a tenth and at the whole, then the times of queries."""
    parser = argparse.ArgumentParser(prog="search", description="What the search index costs at size.")
    parser.add_argument("texts", nargs="?", type=int, default=200_000, help="how many (default: 200000)")
    texts = parser.parse_args().texts
    print(f"{'texts':<12}{'s':>8}{'µs a text':>12}{'MB of memory':>14}{'MB on disk':>12}")
    for count in (texts // 10, texts):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            apart(_prepare, folder, count)
            took, memory = apart(_build, folder, count)
            size = (folder / indexing.FILE).stat().st_size / 1e6
            print(
                f"{count:<12,}{took:>8.1f}{took / count * 1e6:>12.0f}{memory:>14.0f}{size:>12.1f}", flush=True
            )
            if count == texts:
                _search(folder)


def _search(folder: Path) -> None:
    index = Index.open(folder)
    index.search("数据")  # what is read once
    print(f"\n{'query':<16}{'results':>10}{'page, ms':>10}{'all IRIs, ms':>14}{'similar, ms':>13}")
    for query in _QUERIES:
        times: list[list[float]] = []
        for _ in range(5):
            marks = [time.perf_counter()]
            found = index.search(query)
            marks.append(time.perf_counter())
            index.matching(query)
            marks.append(time.perf_counter())
            index.names.similar(query)
            marks.append(time.perf_counter())
            times.append([after - before for before, after in itertools.pairwise(marks)])
        page, every, similar = (statistics.median(column) * 1e3 for column in zip(*times, strict=True))
        print(f"{query:<16}{found['total']:>10,}{page:>10.1f}{every:>14.1f}{similar:>13.1f}")


if __name__ == "__main__":
    main()
