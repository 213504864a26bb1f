"""Which engine runs a rule: what compiles runs inside Oxigraph, all else goes whole to pyshacl."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from threading import Lock
from typing import Literal as Either

from rdflib import SH

from shapes.compiled import CompiledShape, IllFormed, Uncovered, compile_shapes
from shapes.compiled.facts import StoreFacts
from shapes.data import MOST_AS_READ, Data, UnreadableData
from shapes.reference import reference_results
from shapes.results import Result
from shapes.rules import Rule
from shapes.terms import as_stored

__all__ = ["Engine", "Engines", "Run"]

#: `auto` compiles where it can.
Engine = Either["auto", "compiled", "pyshacl"]

#: Rules that are run at once: each holds what it joins in memory, and the engine's threads share one disk.
_MOST_AT_ONCE = 4

#: How many rules for each that is run may be run or waiting for those before them to be put into words.
_AHEAD = 4

#: pyshacl changes things that its runs share.
_ALONE = Lock()


def _query_length(rule: Rule) -> int:
    """How long the longest query is that a rule is written with."""
    return max((len(str(query)) for query in rule.graph.objects(None, SH.select)), default=0)


@dataclass(frozen=True, slots=True)
class Run:
    """What came of one rule: its results, how many nodes it looked at, and the engine that ran it."""

    results: tuple[Result, ...]
    looked_at: int
    engine: str


class Engines:
    """Runs rules on one data set.

    Args:
        data: what is audited.
        engine: which engine to use; of one that cannot run a rule this is told.
    """

    def __init__(self, data: Data, engine: Engine = "auto") -> None:
        self._data, self._engine = data, engine
        self._facts = StoreFacts(data.store)

    def runs(self, rules: Sequence[Rule]) -> Iterator[Run]:
        """Runs rules, some at once, and gives what came of each in their order; Oxigraph needs no lock of Python's.

        Raises:
            UnreadableData: as `run`.
        """
        at_once = min(_MOST_AT_ONCE, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)
        with ThreadPoolExecutor(at_once, thread_name_prefix="rule") as pool:
            # or it would run alone at the end: the longest query of a book is about pairs of things
            longest = max(rules, key=_query_length, default=None)
            early = {longest.name: pool.submit(self.run, longest)} if longest is not None else {}

            def started(rule: Rule) -> Future[Run]:
                return early.pop(rule.name, None) or pool.submit(self.run, rule)

            left = iter(rules)
            ahead = deque(map(started, islice(left, _AHEAD * at_once)))
            try:
                while ahead:
                    yield ahead.popleft().result()
                    # not before: what came of a rule is in memory until it is put into words
                    ahead.extend(map(started, islice(left, 1)))
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def run(self, rule: Rule) -> Run:
        """Runs one rule.

        Raises:
            UnreadableData: it is no shape that can be run, or none that can be run on so much data.
        """
        try:
            compiled = self._compiled(rule)
            if compiled is not None and self._engine != "pyshacl":
                results = tuple(compiled.run(self._data.store, self._facts))
                return Run(results, compiled.looked_at(self._data.store, self._facts), "compiled")
            shapes = as_stored(rule.graph) if self._data.folded else rule.graph
            with _ALONE:
                found = tuple(reference_results(self._data.graph, shapes))
            return Run(found, self.looked_at(rule), "pyshacl")
        except IllFormed as error:
            raise UnreadableData(f"the shape {rule.name} cannot be run: {error.why}") from error
        except (
            RuntimeError
        ) as error:  # what the engine says of a function that a query calls and it does not have
            if "custom function" not in str(error):
                raise
            raise UnreadableData(f"the shape {rule.name} cannot be run: {error}") from error

    def looked_at(self, rule: Rule) -> int:
        """How many nodes the rule looks at."""
        compiled = self._compiled(rule)
        if compiled is None:
            return len(rule.target.found_in(self._data.graph))
        return compiled.looked_at(self._data.store, self._facts)

    def _compiled(self, rule: Rule) -> CompiledShape | None:
        """The rule as SPARQL; None where it is beyond what is compiled and pyshacl is to run it.

        Raises:
            UnreadableData: pyshacl is not allowed, or cannot run it on so much data.
        """
        try:
            (compiled,) = compile_shapes(rule.graph)
        except Uncovered as error:
            if self._engine == "compiled":
                raise UnreadableData(f"the shape {rule.name} is not compiled: {error.why}") from error
            if len(self._data) > MOST_AS_READ:
                raise UnreadableData(
                    f"the shape {rule.name} is beyond what is compiled ({error.why}), and {len(self._data)} triples"
                    f" are more than pyshacl can take (at most {MOST_AS_READ}): ask for it in a smaller part"
                ) from error
            return None
        return compiled
