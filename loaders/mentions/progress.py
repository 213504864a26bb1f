"""How far a project is, in the words of the clause that names it: 推进X申建, 加快建设X, X建成投用.

The words are those of the registry's table. Before a name the verb that it is the object of counts, behind it the
words that end its clause; what a list begins and ends with holds for each of its items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from loaders.alternatives import factored
from loaders.text import Range
from loaders.values import value
from ontology.registry import progress_words

__all__ = ["Progress", "progress"]


@value
class Progress:
    """The words of progress that one clause has for a name: where each run of them stands, and what stage they tell.

    `stage` is a term of the ontology, or None where the words do not decide it. `clause` is where the clause stands.
    """

    runs: tuple[Range, ...]
    stage: str | None
    clause: Range


#: How far from a name its clause is looked at: none is longer, and no line makes reading slow.
_REACH = 160
_END = "\n"
_MARKS = "，。；！？|"
#: What may stand before a name that its clause is about: 2025年底前X建成.
_FIRST = re.compile(r"[\d到至年月日底末前]*")
_ENDED = re.compile(r"(?:工作|任务)?$")
#: What of it is finished, behind its name: 完成X主体工程 does not finish X.
_OF_IT = re.compile(r"(?![、和及与等＿])[\u4e00-\u9fff]")
_GOES_ON = re.compile(r"(?:工作|任务)?(?:$|[、和及与等])")
_QUOTED = re.compile(r"“[^”]*”")
#: What stands for a name: nothing in it is a word of progress.
_NAME = "＿"
_AND = "、和及与"


@cache
def _words() -> re.Pattern[str]:
    return re.compile(
        rf"(?!(?<=[机结架])构)(?:{factored('|'.join(sorted(progress_words(), key=len, reverse=True)))})"
    )


@cache
def _runs() -> re.Pattern[str]:
    """Words of progress with nothing between them but what joins two: 建设完善, 建设和应用."""
    words = f"(?:{_words().pattern})+"
    return re.compile(f"{words}(?:(?:以及|[{_AND}]){words})*")


def progress(text: str, start: int, end: int, names: Sequence[Range]) -> Iterator[Progress]:
    """The words of progress for each of the names that stand in order between `start` and `end` of `text`."""
    words = _masked(text[start:end], [(a - start, b - start) for a, b in names])
    for a, b in names:
        begin, stop = _clause(words, a - start, b - start)
        before, behind = _around(words[begin : a - start], words[b - start : stop])
        runs = [] if before is None else [(start + begin + before[0], start + begin + before[1])]
        if behind is not None:
            runs.append((b + behind[0], b + behind[1]))
        stage = _stage(*(text[i:j] for i, j in runs)) if runs else None
        if stage == "Finished" and behind is None and _OF_IT.search(words, b - start, stop):
            stage = None
        yield Progress(tuple(runs), stage, (start + begin, start + stop))


def _masked(words: str, names: Sequence[Range]) -> str:
    """The words of a run with its names and quotations blanked out, and all ends of clauses alike."""
    if "“" in words:
        words = _QUOTED.sub(lambda m: _NAME * len(m[0]), words)
    pieces, at = list[str](), 0
    for a, b in names:
        if at < b:
            a = max(a, at)
            pieces += words[at:a], _NAME * (b - a)
            at = b
    pieces.append(words[at:])
    masked = "".join(pieces)
    for mark in _MARKS:  # a search for each: to translate costs thirty times as much
        masked = masked.replace(mark, _END)
    return masked


def _clause(words: str, a: int, b: int) -> Range:
    """The clause around a name, between two ends of clauses, within reach."""
    low, high = max(0, a - _REACH), min(len(words), b + _REACH)
    stop = words.find(_END, b, high)
    return max(low, words.rfind(_END, low, a) + 1), stop if stop >= 0 else high


@lru_cache(maxsize=4096)
def _around(before: str, behind: str) -> tuple[Range | None, Range | None]:
    """The words of progress before a name and behind it, in what of its clause stands there."""
    return _before(before), _behind(behind, first=bool(_FIRST.fullmatch(before)))


def _before(words: str) -> Range | None:
    """The words that a name is the object of: the nearest ones, or those that begin a list of which it is an item.

    Words within a modifier (建设集展示、应用于一体的X) or another item (推进产业升级和X) are not about it.
    """
    runs = [m.span() for m in _runs().finditer(words)]
    if not runs:
        return None
    apart = max(words.rfind(mark) for mark in ("的", *_AND))
    return runs[-1] if runs[-1][1] > apart else runs[0]


def _behind(words: str, *, first: bool) -> Range | None:
    """The words that end the clause of a name, or follow it at once: X申建, X建设工作, X建成后.

    After other words of progress they are those of another name. What is `first` in its clause has what follows it at
    once, as what is said of it.
    """
    runs = [m.span() for m in _runs().finditer(words)]
    if not runs:
        return None
    at, stop = runs[0]
    if len(runs) == 1 and _ENDED.match(words, stop):
        return runs[0]
    return runs[0] if at == 0 and (first or _GOES_ON.match(words, stop)) else None


@lru_cache(maxsize=4096)
def _stage(*runs: str) -> str | None:
    """The stage that words of progress tell together, if they do."""
    known = progress_words()
    words = [known[m[0]] for run in runs for m in _words().finditer(run)]
    told = [w for w in words if w.stage and not w.carries]
    if not told:
        return words[-1].stage or None if words and words[-1].carries else None
    stages = {w.stage for w in told}
    if told[0].governs and stages != {"Planned", "Finished"}:  # 争取建成
        return told[0].stage
    return told[0].stage if len(stages) == 1 else None
