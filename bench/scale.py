"""How time and memory grow: with the length of one document, and with the number of documents.

Run: python -m bench.scale [MEGABYTES [DOCUMENTS]]

Every size is read in a process of its own, whose peak of memory is its own; the seconds are those that the processor
worked for it. What counts is the ratio to the size before, per character and per document, since machines differ. 50 MB
take some 2 GB of memory.
"""

import argparse
import hashlib
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from loaders.load import load_bytes
from ontology.iri import Namer
from tests.writer.document import in_prose, of_size

_MEGABYTE = 1_000_000
SIZES = (0.1, 1.0, 10.0, 50.0)
COUNTS = (100, 1_000, 10_000, 100_000)
#: Different documents, which are read again and again.
_SAMPLES = 100


def peak() -> float:
    """The most memory that this process has held, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _one(size: float, answers: Connection) -> None:
    load_bytes(in_prose(0).text.encode(), "warm.txt", {}, Namer())
    content = of_size(int(size * _MEGABYTE / 3)).encode()  # a character of Chinese is three bytes of UTF-8
    before, start = peak(), time.process_time()
    loaded = load_bytes(content, "plan.txt", {}, Namer())
    with open(os.devnull, "wb") as nowhere:
        loaded.write(nowhere)
    took = time.process_time() - start
    answers.send((len(content), len(loaded.received), loaded.measures, took, peak() - before))


def _many(count: int, answers: Connection) -> None:
    load_bytes(in_prose(0).text.encode(), "warm.txt", {}, Namer())
    samples = [in_prose(n).text for n in range(_SAMPLES)]
    before, took, triples = peak(), 0.0, 0
    digest = hashlib.sha256()
    for n in range(count):
        content = f"{samples[n % _SAMPLES]}附件：第{n}号\n".encode()
        start = time.process_time()
        loaded = load_bytes(content, f"plan-{n}.txt", {}, Namer())
        took += time.process_time() - start
        triples += loaded.triples
        digest.update(loaded.quads)
    answers.send((count, triples, took, peak() - before))


def apart(work: Callable[..., None], *arguments: Any) -> Any:
    """What `work`, called with the arguments and the end of a pipe, sends from a process of its own."""
    context = multiprocessing.get_context("spawn")
    answers, sender = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(*arguments, sender))
    process.start()
    sender.close()
    answer = answers.recv()
    process.join()
    return answer


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(prog="scale", description="How time and memory grow.")
    parser.add_argument(
        "megabytes", nargs="?", type=float, default=50, help="the longest document (default: 50)"
    )
    parser.add_argument(
        "documents", nargs="?", type=int, default=10_000, help="the most documents (default: 10000)"
    )
    args = parser.parse_args()
    print(f"{'one document, MB':<18}{'characters':>12}{'measures':>10}{'s':>8}{'µs a character':>16}{'MB':>8}"
          f"{'MB a MB':>9}{'against before':>16}")  # fmt: skip
    last = None
    for size in (s for s in SIZES if s <= args.megabytes):
        length, characters, measures, took, memory = apart(_one, size)
        each = took / characters * 1e6
        grown = f"{each / last:.2f}" if last else ""
        print(f"{length / _MEGABYTE:<18.1f}{characters:>12,}{measures:>10,}{took:>8.2f}{each:>16.2f}{memory:>8.0f}"
              f"{memory / length * _MEGABYTE:>9.1f}{grown:>16}", flush=True)  # fmt: skip
        last = each
    print(
        f"\n{'documents':<18}{'triples':>12}{'':>10}{'s':>8}{'a second':>16}{'MB':>8}{'':>9}{'against before':>16}"
    )
    last = None
    for count in (c for c in COUNTS if c <= args.documents):
        read, triples, took, memory = apart(_many, count)
        each = took / read
        grown = f"{each / last:.2f}" if last else ""
        print(f"{read:<18,}{triples:>12,}{'':>10}{took:>8.1f}{read / took:>16.0f}{memory:>8.0f}{'':>9}{grown:>16}",
              flush=True)  # fmt: skip
        last = each


if __name__ == "__main__":
    main()
