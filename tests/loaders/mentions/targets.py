"""How tests look at the targets of a sentence."""

from __future__ import annotations

from loaders.mentions.quantities import Quantity, quantities
from tests.loaders.reading import SIGNS

__all__ = ["targets"]


def targets(sentence: str) -> list[str]:
    """The targets of a sentence, each as one line of words; their places are checked within a longer text."""
    text = f"前文结束。{sentence}后文开始。"
    found = quantities(text, 5, 5 + len(sentence))
    for q in found:
        assert text[q.start].isdigit() or text[q.start] in "全翻所覆一二两三四五六七八九十百千"
        assert 5 <= q.named[0] < q.named[1] <= 5 + len(sentence)
        assert 5 <= q.quote[0] <= q.start < q.end <= q.quote[1] <= 5 + len(sentence)
        assert not text[q.quote[0] : q.quote[1]].startswith(("，", "、"))
        for part in q.parts:
            assert part.label in text[part.start : part.end]
    told = [_line(q) for q in found]
    assert [_line(q) for q in quantities(sentence, 0, len(sentence))] == told
    return told


def _line(q: Quantity) -> str:
    """A target as one line of words."""
    words = [q.indicator, SIGNS[q.comparator], f"{q.value.normalize():f}", q.unit]
    words += [f"from {q.baseline.normalize():f}"] if q.baseline is not None else []
    words += [f"base {q.baseline_year}"] if q.baseline_year else []
    words += [f"in {q.year}"] if q.year else []
    words += [w for w, told in (("cumulative", q.cumulative), ("soft", q.soft)) if told]
    words += [q.binding] if q.binding else []
    words += [f"[{p.label} {p.value.normalize():f}]" for p in q.parts]
    return " ".join(w for w in words if w)
