"""From what two measures share to a score: the chance that the later continues the earlier.

A logistic regression on pairs labelled by hand (tests/gold/continuation), fitted to those of `choose` alone; scores are
chances, as far as so few pairs can tell. `python -m tests.gold.continuation` fits it again and prints what it comes to.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import mul
from typing import NamedTuple

from graph.continuation.likeness import Likeness

__all__ = ["CLAIM", "FITTED", "POSSIBLE", "Weights", "score"]

#: From this score on it is claimed that the later continues the earlier.
CLAIM = 0.95
#: From this score on it is possible: worth a look by whoever asks what was dropped.
POSSIBLE = 0.5


class Weights(NamedTuple):
    """What each of the numbers of `Likeness.shares` weighs, and what nothing shared begins with."""

    shares: Sequence[float]
    bias: float


FITTED = Weights((14.89, 1.127, 29.68, 3.228), -7.5977)


def score(likeness: Likeness, weights: Weights = FITTED) -> float:
    """The chance, from 0 to 1, that the later of two measures continues the earlier."""
    told = sum(map(mul, weights.shares, likeness.shares))
    return 1 / (1 + math.exp(-weights.bias - told))
