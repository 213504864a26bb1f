"""Random shapes on random data by both engines: the same results, but for what is known to be wrong in pyshacl.

Run: python -m tests.shapes.compiled.parity [NUMBER] [--first SEED]   (or: make parity N=10000)
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

import pyoxigraph as ox

from shapes.compiled import IllFormed
from shapes.compiled.coverage import DIVERGENCES
from shapes.data import graph_of
from shapes.terms import as_stored
from tests.shapes.compiled.random_shapes import BOUNDS, PREDICATES, Shapes, data
from tests.shapes.compiled.stores import both_forms, by_compiler, by_lookups, by_reference

SAME = "the same"

REFUSES = "it compares no blank nodes, and no literals that rdflib has no order for"


@dataclass(frozen=True)
class Outcome:
    """What came of a seed: SAME, why pyshacl differs, or what is wrong."""

    seed: int
    what: str
    failed: bool = False


def texts(seed: int) -> tuple[str, str]:
    """The shapes and the data of a seed.

    In a third of the cases numbers are compared with numbers, in a third nothing is, in a third anything.
    """
    random = Random(seed)
    match seed % 3:
        case 0:
            values = data(random, numbers=True)
            return Shapes(random, PREDICATES[1:], ["0", "1", "2", "1.5"]).graph(), values
        case 1:
            values = data(random)
            return Shapes(random, []).graph(), values
        case _:
            values = data(random)
            return Shapes(random, PREDICATES, BOUNDS).graph(), values


def compared(seed: int) -> Outcome:
    """Runs the shapes of a seed in both engines."""
    shapes_text, data_text = texts(seed)
    shapes = as_stored(graph_of(ox.parse(shapes_text.encode(), format=ox.RdfFormat.TURTLE)))
    store, graph = both_forms(ox.parse(data_text.encode(), format=ox.RdfFormat.TURTLE))
    found = by_compiler(store, shapes)
    if by_lookups(store, shapes) != found:
        return Outcome(
            seed, "the queries for any data find something else than those for this one", failed=True
        )
    known = DIVERGENCES[1:] if seed % 3 == 0 else DIVERGENCES  # numbers have an order
    reasons = [one.why.en for one in known if re.search(one.pattern, shapes_text)]
    try:
        expected = by_reference(graph, shapes)
    except IllFormed as error:
        refused = any(words in error.why for words in ("to compare a BlankNode", "not supported between"))
        return Outcome(seed, REFUSES if refused else error.why, failed=not refused)
    if found == expected:
        return Outcome(seed, SAME)
    if reasons:
        return Outcome(seed, reasons[0])
    said = [
        f"only {who}: {k}"
        for who, more in (("pyshacl", expected - found), ("we", found - expected))
        for k in more
    ]
    return Outcome(seed, "\n".join(said), failed=True)


def compare(seeds: Iterable[int]) -> tuple[Counter[str], list[Outcome]]:
    """How often what came of the seeds, and what is wrong."""
    outcomes = [compared(seed) for seed in seeds]
    return Counter(o.what for o in outcomes if not o.failed), [o for o in outcomes if o.failed]


def main() -> None:
    """Compares as many as asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    counts, wrong = compare(range(asked.first, asked.first + asked.number))
    for what, count in counts.most_common():
        print(f"{count:7} {what}")
    for outcome in wrong:
        print(f"seed {outcome.seed}: {outcome.what}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
