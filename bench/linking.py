"""Linking: how the time grows with the number of documents, and what a further document costs.

Run: python -m bench.linking [DOCUMENTS ...] [--area PLANS ...]

First the bundled corpus, with jieba's dictionary at hand (reading it takes another second). The other documents are
plans of the project's own writer, of five years in a row for each of as many cities and counties of China as it takes.
All is in memory (half a gigabyte a thousand documents). Every size is linked from scratch, and again when all but the
plans of one place are known. What counts is the ratio to the size before; the seconds are those that the processor
worked.

Then plans of one area alone, where each is held against all that came before: five years of one subject after the
other. The subjects differ in the words that tell (for each its own of jieba's table), not in those that all plans have.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

import pyoxigraph as ox

from api.build import build, inputs
from bench.audit import Stream, without_graph
from graph.continuation.terms import frame_words, frequencies
from graph.link import Links, links
from graph.segmentation import words
from loaders.catalogue import bundled_corpus
from loaders.load import load_bytes
from loaders.registry import registry_quads
from ontology.iri import Namer
from ontology.registry import regions
from tests.writer.document import in_prose

SIZES = (100, 1_000, 10_000)
AREAS = (10, 100, 300)
#: Words that weigh more belong to a subject.
_TELLS = 4.0
_YEARS = (2021, 2022, 2023, 2024, 2025)


def _documents(count: int) -> Iterator[tuple[str, bytes]]:
    """Names and contents of plans: five years of one place after the other."""
    places = [
        (regions().by_code[r.parent].name if r.level == "county" else "") + r.name
        for r in regions().by_code.values()
        if r.level in ("prefecture", "county") and r.valid_until is None and r.parent
    ]
    for number in range(count):
        place, year = places[number // len(_YEARS)], _YEARS[number % len(_YEARS)]
        text = in_prose(number % 500).text
        title = f"{place}{year}年优化营商环境工作要点\n"
        yield f"{place}{year}.txt", (title + re.sub(r"20\d\d", str(year), text.partition("\n")[2])).encode()


def _of_one_area(count: int) -> Iterator[tuple[str, bytes]]:
    """Names and contents of plans of one city: five years of one subject after the other."""
    weights = frequencies()
    telling = sorted(word for word, weight in weights.items() if len(word) == 2 and 8 < weight < 10)
    for number in range(count):
        subject, year = number // len(_YEARS), _YEARS[number % len(_YEARS)]

        def of_subject(word: str, subject: int = subject) -> str:
            if len(word) < 2 or weights.get(word, 0) < _TELLS or word in frame_words():
                return word
            return telling[crc32(f"{subject} {word}".encode()) % len(telling)]

        _, _, body = in_prose(number % 500).text.partition("\n")
        # notes of units stay as they are
        parts = re.split(r"(（[^）]*）)", re.sub(r"20\d\d", str(year), body))
        told = "".join(p if p[:1] == "（" else "".join(map(of_subject, words(p))) for p in parts)
        yield f"{number}.txt", f"济南市{year}年{of_subject('河湖')}工作要点\n{told}".encode()


def _store(documents: Iterator[tuple[str, bytes]], count: int, namer: Namer) -> ox.Store:
    def lines() -> Iterator[bytes]:
        yield from without_graph(registry_quads(namer))
        for done, (name, content) in enumerate(documents, 1):
            yield b"".join(without_graph(load_bytes(content, name, {}, namer).quads))
            if done % 100 == 0:
                sys.stderr.write(f"\r{done:,} of {count:,} documents read")
        sys.stderr.write("\r")

    store = ox.Store()
    store.bulk_load(Stream(lines()), ox.RdfFormat.N_TRIPLES)
    return store


def _timed(store: ox.Store, namer: Namer, known: Links | None = None) -> tuple[Links, float]:
    start = time.process_time()
    made = links(store, namer, known.compared if known else None)
    return made, time.process_time() - start


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", nargs="*", type=int, default=SIZES)
    parser.add_argument("--area", nargs="*", type=int, default=AREAS, metavar="PLANS")
    given = parser.parse_args()
    namer = Namer()
    with tempfile.TemporaryDirectory() as folder:
        generation = build(Path(folder), inputs([bundled_corpus()])[0], namer.base).generation
        assert generation is not None
        _, took = _timed(ox.Store.read_only(str(generation.folder / "engine")), namer)
        sys.stdout.write(f"the corpus: linked in {took:.2f} s\n")
    one_place = len(_YEARS) * (len(_YEARS) - 1) // 2
    _table("one place", ((n, _store(_documents(n), n, namer), one_place) for n in given.documents), namer)
    _table("one plan", ((n, _store(_of_one_area(n), n, namer), n - 1) for n in given.area), namer)


def _table(more: str, stores: Iterable[tuple[int, ox.Store, int]], namer: Namer) -> None:
    """Prints a table of stores: how many plans, and how many pairs of plans are not known the second time."""
    sys.stdout.write(f"documents  pairs of plans  continuations   linked s  s per 1,000   {more} more s\n")
    for count, store, unknown in stores:
        made, took = _timed(store, namer)
        known = Links(b"", dict(list(made.compared.items())[unknown:]))
        again, another = _timed(store, namer, known)
        assert again.quads == made.quads
        sys.stdout.write(
            f"{count:9,} {len(made.compared):15,} {sum(map(len, made.compared.values())):14,} {took:10.2f} "
            f"{took / count * 1000:12.3f} {another:18.2f}\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
