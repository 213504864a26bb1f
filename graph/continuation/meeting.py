"""Which measures of many plans meet: the few pairs of all that are worth comparing.

To hold every measure of an area against every other grows with the square of the plans, and nearly all are plainly
about different work. So their sentences stand in one index by their terms, and a measure is led to those that share
enough of them. What is enough depends on the two measures and on the shipped weights of terms alone, never on what
else is in the index.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

from graph.continuation.likeness import SHORT, Likeness, Parsed, Plan, altogether, cosine, shared_units
from graph.continuation.score import POSSIBLE, score

__all__ = ["Index"]

#: Two sentences that share less than this of the lighter are not near.
_NEAR = 0.1


class Index:
    """The sentences of plans by their terms; plans have names, measures their place in a plan."""

    def __init__(self) -> None:
        # a term to the sentences that have it, by its weight there, of which there are one or two
        self._held: dict[str, dict[float, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._sentences: list[tuple[int, float]] = []
        self._measures: list[tuple[str, int, _Whole]] = []

    def add(self, name: str, plan: Plan) -> None:
        """Takes the measures of a plan in."""
        for place, measure in enumerate(plan.measures):
            for sentence in measure.sentences:
                number = len(self._sentences)
                self._sentences.append((len(self._measures), sum(sentence.terms.values())))
                for term, weight in sentence.terms.items():
                    self._held[term][weight].append(number)
            self._measures.append((name, place, _Whole(measure)))

    def meeting(self, plan: Plan) -> Iterator[tuple[int, str, int]]:
        """Each measure of `plan` that meets one in the index: its place, and the other's plan and place there.

        Two meet whose score would be one of the possible if every term told as much as its shipped weight. Words that
        two plans repeat tell less than that, so what is passed over here would hardly score more when compared.
        """
        for place, measure in enumerate(plan.measures):
            whole = _Whole(measure)
            for number, (contained, most) in self._near(measure).items():
                name, other_place, other = self._measures[number]
                units = shared_units(whole.agencies, other.agencies)
                likeness = Likeness(contained, math.log1p(most), whole.cosine(other), units, (0, 0))
                if score(likeness) >= POSSIBLE:
                    yield place, name, other_place

    def _near(self, measure: Parsed) -> dict[int, tuple[float, float]]:
        """The measures with a sentence near one of this: how much of the lighter is shared at most, and its weight."""
        near: dict[int, tuple[float, float]] = {}
        for sentence in measure.sentences:
            shared: dict[int, float] = defaultdict(float)
            for term, weight in sentence.terms.items():
                for other_weight, numbers in self._held.get(term, {}).items():
                    both = math.sqrt(weight * other_weight)
                    for number in numbers:
                        shared[number] += both
            own = sum(sentence.terms.values())
            for number, both in shared.items():
                if both < _NEAR * SHORT:
                    continue
                of, weight = self._sentences[number]
                contained = both / ((own if own < weight else weight) + SHORT)
                if contained >= _NEAR:
                    known = near.get(of, (0.0, 0.0))
                    near[of] = max(known[0], contained), max(known[1], both)
        return near


class _Whole:
    """All terms of a measure with their weights as shipped."""

    __slots__ = ("_length", "_terms", "agencies")

    def __init__(self, measure: Parsed) -> None:
        self._terms = altogether(s.terms for s in measure.sentences)
        self._length = math.hypot(*self._terms.values())
        self.agencies = measure.measure.agencies

    def cosine(self, other: _Whole) -> float:
        return cosine(self._terms, other._terms, self._length * other._length)
