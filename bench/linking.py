"""Linking: how the time grows with the number of documents, and what a further document costs.

Run: python -m bench.linking [DOCUMENTS ...]

First the bundled corpus, with jieba's dictionary at hand (reading it takes another second). The other documents are
plans of the project's own writer, of five years in a row for each of as many cities and counties of China as it takes.
All is in memory (half a gigabyte a thousand documents). Every size is linked from scratch, and again when all but the
plans of one place are known. What counts is the ratio to the size before; the seconds are those that the processor
worked.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from api.build import build, inputs
from bench.audit import Stream, without_graph
from graph.link import Links, links
from loaders.catalogue import bundled_corpus
from loaders.load import load_bytes
from loaders.registry import registry_quads
from ontology.iri import Namer
from ontology.registry import regions
from tests.writer.document import in_prose

SIZES = (100, 1_000, 10_000)
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


def _store(count: int, namer: Namer) -> ox.Store:
    def lines() -> Iterator[bytes]:
        yield from without_graph(registry_quads(namer))
        for done, (name, content) in enumerate(_documents(count), 1):
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
    namer = Namer()
    with tempfile.TemporaryDirectory() as folder:
        generation = build(Path(folder), inputs([bundled_corpus()])[0], namer.base).generation
        assert generation is not None
        _, took = _timed(ox.Store.read_only(str(generation.folder / "engine")), namer)
        sys.stdout.write(f"the corpus: linked in {took:.2f} s\n")
    sys.stdout.write("documents  pairs of plans  continuations   linked s  s per 1,000   one place more s\n")
    for count in parser.parse_args().documents:
        store = _store(count, namer)
        made, took = _timed(store, namer)
        one_place = len(_YEARS) * (len(_YEARS) - 1) // 2
        known = Links(b"", dict(list(made.compared.items())[one_place:]))
        again, more = _timed(store, namer, known)
        assert again.quads == made.quads
        sys.stdout.write(
            f"{count:9,} {len(made.compared):15,} {sum(map(len, made.compared.values())):14,} {took:10.2f} "
            f"{took / count * 1000:12.3f} {more:18.2f}\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
