"""Which measures of a plan continue measures of earlier plans of the same area.

    terms.py       a sentence -> its terms, weighted by shipped tables
    likeness.py    two plans -> what their measures share, pair by pair
    meeting.py     many plans -> the pairs of measures that are worth comparing
    score.py       what is shared -> the chance that one continues the other
    compare.py     two plans -> continuations, with the words that decided
    evidence.py    a sentence -> where it stands
    claims.py      a store -> the continuations between its plans; pairs that are known are not compared again

How it was chosen, and how right it is: docs/decisions/0024-continuations.md.
"""

from graph.continuation.claims import Compared, claims, continuations
from graph.continuation.compare import Found

__all__ = ["Compared", "Found", "claims", "continuations"]
