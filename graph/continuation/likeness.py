"""How alike the measures of two plans are: what they share, and where.

Measures hold several pieces of work, and one of them going on is enough, so sentences are compared, and the nearest
pair counts. Words that many measures of the two plans have (数字 in plans about digitisation) say little about which
measure goes on, and count less for this pair of plans; no other plan plays a part.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.continuation.terms import Sentence, sentences

__all__ = [
    "SHORT", "Likeness", "Measure", "Parsed", "Plan", "Side", "Telling", "Weighed", "cosine", "likenesses",
    "shared_units",
]  # fmt: skip

#: What a short sentence has to share beyond its own weight before it counts as found whole in another.
SHORT = 8.0


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as far as it is compared.

    `agencies` are the IRIs of its units, `names` the forms of the names of its projects and indicators by IRI.
    """

    iri: str
    title: str
    text: str
    agencies: frozenset[str] = frozenset()
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)


class Likeness(NamedTuple):
    """What two measures share, each from nothing (0) upwards.

    `contained` is how much of the lighter of two sentences stands in the other, where most does, `shared` the
    logarithm of the weight of what two sentences share, `cosine` that of all terms of both measures, `agencies` the
    share of their units that are units of both; `sentences` are the numbers of the two that share most.
    """

    contained: float
    shared: float
    cosine: float
    agencies: float
    sentences: tuple[int, int]

    @property
    def shares(self) -> tuple[float, float, float, float]:
        """What is shared, as numbers alone."""
        return self.contained, self.shared, self.cosine, self.agencies


class Parsed(NamedTuple):
    """A measure and its sentences with their terms."""

    measure: Measure
    sentences: list[Sentence]


class Plan:
    """The measures of a plan, taken apart: once, however many plans it is compared with.

    `held` tells of each term how many of the measures have it.
    """

    def __init__(self, measures: Iterable[Measure]) -> None:
        self.measures = [Parsed(m, list(sentences(m.title, m.text, m.names))) for m in measures]
        self.held = Counter(
            term for _, parts in self.measures for term in {t for sentence in parts for t in sentence.terms}
        )


class Telling(dict[str, float]):
    """How much a term tells in some plans: 1 where one measure has it, next to nothing where every one has it."""

    def __init__(self, *plans: Plan) -> None:
        super().__init__()
        self._held = [plan.held for plan in plans]
        self._all = sum(len(plan.measures) for plan in plans) + 1
        self._most = math.log(self._all)

    def __missing__(self, term: str) -> float:
        number = 0
        for held in self._held:
            number += held.get(term, 0)
        tells = self[term] = math.log(self._all / number) / self._most
        return tells


class Weighed(NamedTuple):
    """A measure with what its terms tell in some plans: by sentence with the sum of each, and altogether."""

    measure: Measure
    sentences: list[tuple[dict[str, float], float]]
    terms: dict[str, float]
    length: float


class Side(dict[int, Weighed]):
    """The measures of a plan by their places, each weighed when it is first asked for."""

    def __init__(self, plan: Plan, tells: Mapping[str, float]) -> None:
        super().__init__()
        self._plan, self._tells = plan, tells

    def __missing__(self, place: int) -> Weighed:
        measure, parts = self._plan.measures[place]
        found = [{term: weight * self._tells[term] for term, weight in s.terms.items()} for s in parts]
        terms: dict[str, float] = {}
        for sentence in found:
            for term, weight in sentence.items():
                if weight > terms.get(term, 0.0):
                    terms[term] = weight
        sums = [(s, sum(s.values())) for s in found]
        weighed = self[place] = Weighed(measure, sums, terms, math.hypot(*terms.values()))
        return weighed


def likenesses(
    later: Plan, earlier: Plan, pairs: Iterable[tuple[int, int]]
) -> Iterator[tuple[Measure, Measure, Likeness]]:
    """What the measures of two plans share, for `pairs` of them: the places of a later and an earlier measure."""
    tells = Telling(later, earlier)
    after, before = Side(later, tells), Side(earlier, tells)
    for n, m in pairs:
        one, other = after[n], before[m]
        yield one.measure, other.measure, _likeness(one, other)


def _likeness(one: Weighed, other: Weighed) -> Likeness:
    contained = most = 0.0
    nearest = (0, 0)
    for n, (terms, weight) in enumerate(one.sentences):
        for m, (others, other_weight) in enumerate(other.sentences):
            shared = sum(math.sqrt(terms[t] * others[t]) for t in terms.keys() & others.keys())
            contained = max(contained, shared / (min(weight, other_weight) + SHORT))
            if shared > most:
                most, nearest = shared, (n, m)
    alike = cosine(one.terms, other.terms, one.length * other.length)
    units = shared_units(one.measure.agencies, other.measure.agencies)
    return Likeness(contained, math.log1p(most), alike, units, nearest)


def cosine(one: Mapping[str, float], other: Mapping[str, float], lengths: float) -> float:
    """The cosine of terms with their weights; `lengths` is the product of the lengths of both."""
    product = sum([one[term] * other[term] for term in one.keys() & other.keys()])
    return product / lengths if lengths else 0.0


def shared_units(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the units of two measures that are units of both."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0
