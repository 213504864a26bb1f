"""Two plans to the continuations between them; what it gives depends on these two plans and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from graph.continuation.likeness import Likeness, Measure, Plan, likenesses
from graph.continuation.score import POSSIBLE, score
from graph.continuation.terms import frame_words
from graph.segmentation import words

__all__ = ["Found", "continuations"]

#: So many of the words that decided are told.
_TOLD = 6
#: The highest score that is told: nothing inferred is certain.
_SUREST = 0.999
#: What a run of words may begin or end with that says nothing: marks, particles, measure words.
_EDGES = "，、；：“”‘’（）()《》 的和与及等个家条项类批"


class Found(NamedTuple):
    """A measure that may continue an earlier one: both IRIs, the score, the words that decided, how it was found.

    `sentences` are the two that share most: the later measure's and the earlier's.
    """

    later: str
    earlier: str
    score: float
    shared_words: tuple[str, ...]
    method: str
    sentences: tuple[str, str]


def continuations(later: Plan, earlier: Plan, meeting: Iterable[tuple[int, int]]) -> Iterator[Found]:
    """What of the later plan continues, surely or possibly, what of the earlier one; in the order of the plans.

    `meeting` are the places of the measures that meet: of the later plan, and of the earlier.
    """
    sentences = {p.measure.iri: p.sentences for p in (*later.measures, *earlier.measures)}
    for one, other, likeness in likenesses(later, earlier, sorted(meeting)):
        chance = score(likeness)
        if chance >= POSSIBLE:
            n, m = likeness.sentences
            texts = sentences[one.iri][n].text.strip(), sentences[other.iri][m].text.strip()
            told = _without_parts([*_names(one, other), *_shared(*texts)])[:_TOLD]
            surest = min(round(chance, 3), _SUREST)
            yield Found(one.iri, other.iri, surest, tuple(told), _method(likeness, *texts), texts)


def _names(one: Measure, other: Measure) -> dict[str, None]:
    """The names of the projects and indicators that both measures have."""
    return dict.fromkeys(
        min(one.names[iri], key=lambda n: (len(n), n))
        for iri in sorted(one.names.keys() & other.names.keys())
    )


def _shared(text: str, other: str) -> list[str]:
    """The longest runs of words of a sentence that the other has too, the longer first.

    Those of frame words alone (加强组织领导) are told only where nothing else is shared: then they decided.
    """
    telling: list[str] = []
    framing: list[str] = []
    cut = words(text)
    at = 0
    while at < len(cut):
        end = at
        while end < len(cut) and not cut[end].isdigit() and "".join(cut[at : end + 1]) in other:
            end += 1
        long = {w for w in cut[at:end] if len(w) > 1 and w.isalnum()}
        if long:
            runs = framing if long <= frame_words() else telling
            runs.append("".join(cut[at:end]).strip(_EDGES))
        at = max(end, at + 1)
    return sorted(dict.fromkeys(telling or framing), key=lambda run: -len(run))


def _without_parts(told: Sequence[str]) -> list[str]:
    """Words without those that another of them holds."""
    return [one for one in dict.fromkeys(told) if not any(one != other and one in other for other in told)]


def _method(likeness: Likeness, text: str, other: str) -> str:
    return (
        f"词语比对：最相近的两句（“{_short(text)}”；“{_short(other)}”）相同部分占{likeness.contained:.0%}，"
        f"全文相近程度{likeness.cosine:.2f}，责任单位相同的占{likeness.agencies:.0%}；得分按人工标注的措施对校准"
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
