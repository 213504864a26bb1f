"""Which measures of many plans meet: the few pairs of all that are worth comparing.

To hold every measure of an area against every other grows with the square of the plans, and nearly all are plainly
about different work. So their sentences stand in one index by their terms, and a measure is led to those that share
enough of them. What is enough depends on the two plans and on the shipped weights of terms alone, never on what else
is in the index.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

from graph.continuation.likeness import SHORT, Likeness, Plan, Side, Telling, Weighed, cosine, shared_units
from graph.continuation.score import POSSIBLE, score

__all__ = ["Index"]

#: Two sentences that share less than this of the lighter are not near.
_NEAR = 0.08


class Index:
    """The sentences of plans by their terms; plans have names, measures their place in a plan."""

    def __init__(self) -> None:
        # a term to the sentences that have it, by its weight there: the same in most sentences of a plan
        self._held: dict[str, dict[float, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._sentences: list[tuple[int, float]] = []
        self._measures: list[tuple[str, int, Weighed]] = []

    def add(self, name: str, plan: Plan) -> None:
        """Takes the measures of a plan in."""
        for place, measure in enumerate(_weighed(plan)):
            for terms, weight in measure.sentences:
                number = len(self._sentences)
                self._sentences.append((len(self._measures), weight))
                for term, tells in terms.items():
                    self._held[term][tells].append(number)
            self._measures.append((name, place, measure))

    def meeting(self, plan: Plan) -> Iterator[tuple[int, str, int]]:
        """Each measure of `plan` that meets one in the index: its place, and the other's plan and place there.

        Two meet whose score would be one of the possible if every term told as much as it does in its own plan. Beside
        each other, words of both plans tell less than that: what is passed over here would hardly score more.
        """
        for place, measure in enumerate(_weighed(plan)):
            for number, (contained, most) in self._near(measure).items():
                name, other_place, other = self._measures[number]
                alike = cosine(measure.terms, other.terms, measure.length * other.length)
                units = shared_units(measure.measure.agencies, other.measure.agencies)
                if score(Likeness(contained, math.log1p(most), alike, units, (0, 0))) >= POSSIBLE:
                    yield place, name, other_place

    def _near(self, measure: Weighed) -> dict[int, tuple[float, float]]:
        """The measures with a sentence near one of this: how much of the lighter is shared at most, and its weight."""
        near: dict[int, tuple[float, float]] = {}
        for terms, own in measure.sentences:
            shared: dict[int, float] = defaultdict(float)
            for term, weight in terms.items():
                for other_weight, numbers in self._held.get(term, {}).items():
                    both = math.sqrt(weight * other_weight)
                    for number in numbers:
                        shared[number] += both
            for number, both in shared.items():
                if both < _NEAR * SHORT:
                    continue
                of, weight = self._sentences[number]
                contained = both / ((own if own < weight else weight) + SHORT)
                if contained >= _NEAR:
                    known = near.get(of, (0.0, 0.0))
                    near[of] = max(known[0], contained), max(known[1], both)
        return near


def _weighed(plan: Plan) -> Iterator[Weighed]:
    """The measures of a plan with what their terms tell in that plan."""
    side = Side(plan, Telling(plan))
    return (side[place] for place in range(len(plan.measures)))
