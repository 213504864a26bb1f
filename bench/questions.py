"""The stored questions: seconds of the processor for each, on the corpus and on stores of more triples.

Run: python -m bench.questions [TRIPLES ...] [--grounds] [--only NAME]

A larger store is the corpus with its registries and links, copies of its documents and links under other names (a fifth
of the triples, so that every question finds what it finds in the corpus), and plans of the project's own writer, as in
`bench.audit`. Each question is asked with its defaults and, where these leave open which plan or indicator is meant, of
one: the second must take time by its answer, not by the store. All in a process of its own for each store, on disk as
the server has it, once to warm up and then for its time. A question that finds nothing is not fast but empty, so rows
are shown. With --grounds it is asked what the answers rest on (`share`) instead.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from api.build import build, inputs
from bench.audit import apart, stored, triples
from graph.ask import Question, questions
from graph.local import LocalStore
from loaders.catalogue import bundled_corpus
from ontology.terms import DEFAULT_BASE

SIZES = (500_000, 5_000_000)
#: Triples of a measure as the writer's documents have them.
_EACH = 145
#: Resources that belong to one copy; agencies, regions and projects are shared by all.
_OWN = (b"/id/plan/", b"/id/document/", b"/id/indicator/")
#: Words of the titles of the corpus, between which a copy has its number.
_TITLES = ("数字强省", "数字山东")
#: What a question is asked about that its defaults leave open.
_ONE = {"plan": "数字强省建设2025年工作要点", "later": "数字强省建设2025年工作要点", "indicator": "智慧社区"}


def _corpus(folder: Path) -> Path:
    documents, refused = inputs([bundled_corpus()])
    outcome = build(folder, documents, DEFAULT_BASE, refused=refused)
    assert outcome.generation is not None
    return outcome.generation.folder / "engine"


def _lines(corpus: Path, size: int) -> Iterator[bytes]:
    """N-Triples: the corpus, its copies, and plans of the writer, together some `size` triples."""
    engine = ox.Store.read_only(str(corpus))
    whole = engine.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    yield whole
    copied = b"".join(
        engine.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""
        for graph in engine.named_graphs()
        if "/graph/document/" in str(graph) or str(graph).endswith("/graph/links>")
    )
    each = copied.count(b"\n")
    for number in range(size // 5 // each):
        copy = copied
        for kind in _OWN:
            copy = copy.replace(kind, kind + f"copy{number}-".encode())
        for words in _TITLES:
            copy = copy.replace(words.encode(), f"{words[:2]}{number}号{words[2:]}".encode())
        yield copy
    yield from triples((size - size // 5 - whole.count(b"\n")) // _EACH)


def _ways(only: str | None) -> Iterator[tuple[str, Question, dict[str, str]]]:
    """Every question, or `only` one, with its defaults, and of one plan or indicator where these are open."""
    for name, question in questions().items():
        if only not in (None, name):
            continue
        yield name, question, {}
        given = {
            one.name: _ONE[one.name] for one in question.parameters if not one.default and one.name in _ONE
        }
        if given:
            yield f"  of one {' and '.join(given)}", question, given


def _asked(engine: Path, grounds: bool, only: str | None, answers: Connection) -> None:
    store = LocalStore.open(engine)
    found = []
    for _, question, given in _ways(only):
        query = question.grounded("share", **given) if grounds else question.query(**given)
        store.select(query)
        start = time.process_time()
        rows = len(store.select(query).rows)
        found.append((rows, time.process_time() - start))
    answers.send(found)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("triples", nargs="*", type=int, default=SIZES)
    parser.add_argument("--grounds", action="store_true", help="ask what the answers rest on")
    parser.add_argument("--only", choices=questions(), metavar="NAME", help="ask this question alone")
    asked = parser.parse_args()
    write = sys.stdout.write
    with tempfile.TemporaryDirectory() as folder:
        corpus = _corpus(Path(folder) / "corpus")
        counts, runs = ["corpus"], [apart(_asked, corpus, asked.grounds, asked.only)]
        for size in asked.triples:
            place = Path(folder) / str(size)
            place.mkdir()
            engine, count = stored(_lines(corpus, size), place)
            counts.append(f"{count:,}")
            runs.append(apart(_asked, engine, asked.grounds, asked.only))
            shutil.rmtree(place)
        write(f"{'triples':26}" + "".join(f"{count:>20}" for count in counts) + "\n")
        write(f"{'':26}" + f"{'rows':>11}{'s':>9}" * len(counts) + "\n")
        for place, (name, *_) in enumerate(_ways(asked.only)):
            cells = (f"{run[place][0]:11,}{run[place][1]:9.3f}" for run in runs)
            write(f"{name:26}{''.join(cells)}\n")


if __name__ == "__main__":
    main()
