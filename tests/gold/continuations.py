"""Continuations as they are found, measured on the pairs labelled by hand, and the weights of the score fitted to them.

Run: python -m tests.gold.continuations [--fit]

Every pair of measures of two labelled plans counts: one that is not listed was judged not to continue. With --fit
(scikit-learn, of the extra `bench`) the weights of graph/continuation/score.py are fitted to the part `choose`, each of
its pairs of plans is scored by weights fitted to the others, and both are printed.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from graph.continuation.claims import measures_of
from graph.continuation.likeness import Likeness, Plan, likenesses
from graph.continuation.meeting import Index
from graph.continuation.score import CLAIM, FITTED, POSSIBLE, Weights, score
from graph.values import values
from tests.loaders.reading import corpus

#: Measures with a lower cosine than this are plainly different work, and nothing is fitted to them.
_DIFFERENT = 0.005

FILE = Path(__file__).parent / "continuation" / "pairs.toml"


class Pair(NamedTuple):
    """Two measures of the plans of two documents: what they share, whether they meet at all, and the label."""

    part: str
    plans: tuple[str, str]
    ordinals: tuple[int, int]
    likeness: Likeness
    meets: bool
    continues: bool

    @property
    def score(self) -> float:
        return self.scored(FITTED)

    def scored(self, weights: Weights) -> float:
        return score(self.likeness, weights) if self.meets else 0.0


class Measured(NamedTuple):
    """How right claims from a score on are."""

    right: int
    claimed: int
    continued: int

    @property
    def precision(self) -> float:
        return self.right / self.claimed if self.claimed else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.continued


@cache
def pairs() -> tuple[Pair, ...]:
    """All pairs of measures of the labelled plans."""
    truth = tomllib.loads(FILE.read_text(encoding="utf-8"))
    labels = {
        (p["later"]["document"], p["earlier"]["document"], p["later"]["ordinal"], p["earlier"]["ordinal"]): p
        for p in truth["pair"]
    }
    read = {document: _plan(document) for document in truth["plan"]}
    return tuple(
        Pair(
            split["part"], plans, (a + 1, b + 1), likeness, (a, b) in meeting,
            labels.get((*plans, a + 1, b + 1), {}).get("label") == "continues",
        )
        for split in truth["split"]
        for plans in [(split["later"], split["earlier"])]
        for later, earlier in [[read[document] for document in plans]]
        for meeting in [_meeting(later, earlier)]
        for places in [list(product(range(len(later.measures)), range(len(earlier.measures))))]
        for (a, b), (_, _, likeness) in zip(places, likenesses(later, earlier, places), strict=True)
    )  # fmt: skip


def _plan(document: str) -> Plan:
    """The labelled plan of a document of the corpus; its measures stand in the order of their ordinals."""
    store = ox.Store()
    quads = ox.parse(corpus(document).quads, format=ox.RdfFormat.N_QUADS)
    store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)
    [(plan,)] = values(store, "SELECT DISTINCT ?plan WHERE { ?m cp:plan ?plan ; a cp:Measure }")
    return Plan(measures_of(store, plan))


def _meeting(later: Plan, earlier: Plan) -> set[tuple[int, int]]:
    index = Index()
    index.add("", earlier)
    return {(place, other) for place, _, other in index.meeting(later)}


def measured(part: str, least: float, scores: Callable[[Pair], float] = lambda pair: pair.score) -> Measured:
    """How right it is to claim, of the pairs of a part, those with at least the score `least`."""
    those = [p for p in pairs() if p.part == part]
    claimed = [p for p in those if scores(p) >= least]
    return Measured(sum(p.continues for p in claimed), len(claimed), sum(p.continues for p in those))


def agreement() -> tuple[int, float, float]:
    """Of pairs read by a second reader: how many, the share that both decided alike, and Cohen's kappa."""
    truth = tomllib.loads(FILE.read_text(encoding="utf-8"))["pair"]
    read = [(p["label"] == "continues", p["second"] == "continues") for p in truth if "second" in p]
    alike = sum(one == other for one, other in read) / len(read)
    first, second = (sum(column) / len(read) for column in zip(*read, strict=True))
    chance = first * second + (1 - first) * (1 - second)
    return len(read), alike, (alike - chance) / (1 - chance)


def table(part: str, scores: Callable[[Pair], float] = lambda pair: pair.score) -> Iterator[str]:
    """Precision and recall of a part from several scores on, a line each."""
    for least in sorted({0.3, 0.4, POSSIBLE, 0.6, 0.7, 0.8, 0.9, CLAIM}):
        m = measured(part, least, scores)
        yield f"  {least:5.2f}  precision {m.precision:5.3f} ({m.right} of {m.claimed})  recall {m.recall:5.3f}"


def _fitted(rows: Sequence[Pair]) -> Weights:
    """The weights and the bias of a logistic regression, with the usual regularisation of standardised values."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    alike = [p for p in rows if p.likeness.cosine >= _DIFFERENT]
    told = [list(p.likeness.shares) for p in alike]
    scaler = StandardScaler().fit(told)
    model = LogisticRegression(max_iter=2000).fit(scaler.transform(told), [p.continues for p in alike])
    weights = [float(w / s) for w, s in zip(model.coef_[0], scaler.scale_, strict=True)]
    bias = float(model.intercept_[0] - sum(w * m for w, m in zip(weights, scaler.mean_, strict=True)))
    return Weights(weights, bias)


def _fit() -> None:
    choose = [p for p in pairs() if p.part == "choose"]
    fitted = _fitted(choose)
    sys.stdout.write(f"weights {', '.join(f'{w:.4g}' for w in fitted.shares)}; bias {fitted.bias:.5g}\n")
    others = {plans: _fitted([p for p in choose if p.plans != plans]) for plans in {p.plans for p in choose}}

    sys.stdout.write("choose, each pair of plans scored by weights fitted to the others:\n")
    sys.stdout.write(
        "".join(f"{line}\n" for line in table("choose", lambda pair: pair.scored(others[pair.plans])))
    )


def main() -> None:
    """Prints precision and recall."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fit", action="store_true", help="fit the weights to the part `choose` first")
    if parser.parse_args().fit:
        _fit()
    for part in ("choose", "report"):
        sys.stdout.write(f"{part}:\n" + "".join(f"{line}\n" for line in table(part)))
    read, alike, kappa = agreement()
    sys.stdout.write(f"second reader: {read} pairs, {alike:.1%} decided alike, kappa {kappa:.2f}\n")


if __name__ == "__main__":
    main()
