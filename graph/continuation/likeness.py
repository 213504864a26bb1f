"""How alike the measures of two plans are: what they share, and where.

Measures hold several pieces of work, and one of them going on is enough, so sentences are compared, and the nearest
pair counts. Words that many measures of the two plans have (数字 in plans about digitisation) say little about which
measure goes on, and count less for this pair of plans; no other plan plays a part.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.continuation.terms import Sentence, sentences

__all__ = ["Likeness", "Measure", "Parsed", "likenesses", "parsed"]

#: What a short sentence has to share beyond its own weight before it counts as found whole in another.
_SHORT = 8.0
#: Measures with a lower cosine than this are different work: no pair of their sentences can be near.
_DIFFERENT = 0.005


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


def parsed(measure: Measure) -> Parsed:
    """A measure taken apart: once, however many plans its own is compared with."""
    return Parsed(measure, list(sentences(measure.title, measure.text, measure.names)))


class _Weighed(NamedTuple):
    """A measure with what its terms tell beside one other plan: by sentence with the sum of each, and altogether."""

    measure: Measure
    sentences: list[tuple[dict[str, float], float]]
    terms: dict[str, float]
    length: float


def likenesses(
    later: Sequence[Parsed], earlier: Sequence[Parsed]
) -> Iterator[tuple[Measure, Measure, Likeness]]:
    """The pairs of measures of two plans that are not plainly different, and what they share."""
    tells = _telling([*later, *earlier])
    after, before = ([_weighed(m, tells) for m in plan] for plan in (later, earlier))
    held: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, other in enumerate(before):
        for term, weight in other.terms.items():
            held[term].append((number, weight))
    for one in after:
        products = [0.0] * len(before)
        for term, weight in one.terms.items():
            for number, other_weight in held.get(term, ()):
                products[number] += weight * other_weight
        for other, product in zip(before, products, strict=True):
            cosine = product / (one.length * other.length or 1.0)
            if cosine >= _DIFFERENT:
                yield one.measure, other.measure, _likeness(one, other, cosine)


def _likeness(one: _Weighed, other: _Weighed, cosine: float) -> Likeness:
    contained = most = 0.0
    nearest = (0, 0)
    for n, (terms, weight) in enumerate(one.sentences):
        for m, (others, other_weight) in enumerate(other.sentences):
            shared = sum(math.sqrt(terms[t] * others[t]) for t in terms.keys() & others.keys())
            contained = max(contained, shared / (min(weight, other_weight) + _SHORT))
            if shared > most:
                most, nearest = shared, (n, m)
    units = one.measure.agencies | other.measure.agencies
    both = one.measure.agencies & other.measure.agencies
    return Likeness(contained, math.log1p(most), cosine, len(both) / len(units) if units else 0.0, nearest)


def _telling(measures: Sequence[Parsed]) -> dict[str, float]:
    """How much a term tells in these plans: 1 where one measure has it, next to nothing where every one has it."""
    held = Counter(term for measure in measures for term in {t for s in measure.sentences for t in s.terms})
    most = math.log(len(measures) + 1)
    return {term: math.log((len(measures) + 1) / number) / most for term, number in held.items()}


def _weighed(measure: Parsed, tells: Mapping[str, float]) -> _Weighed:
    found = [{term: weight * tells[term] for term, weight in s.terms.items()} for s in measure.sentences]
    terms: dict[str, float] = {}
    for sentence in found:
        for term, weight in sentence.items():
            terms[term] = max(terms.get(term, 0.0), weight)
    length = math.sqrt(sum(weight * weight for weight in terms.values()))
    return _Weighed(measure.measure, [(s, sum(s.values())) for s in found], terms, length)
