"""Whether targets bind, where the text says so behind them: 均为约束性指标, 上述两项分别为约束性指标和预期性指标."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from loaders.mentions.statements import Quantity
from loaders.numerals import integer

__all__ = ["with_obligation"]

_KIND = r"(?:约束性|预期性)(?:指标|目标)?"
_SAID = re.compile(
    r"[，；、（ ](?:(?:上述|以上|前述|这)?(?P<count>[两二三四五六七八九2-9])?(?:项|个)?(?:指标|目标)?)"
    rf"(?:(?P<all>均|都|皆)|(?P<each>分别))?(?:属于|属|为|是)(?P<kinds>{_KIND}(?:[、和与及]{_KIND})*)"
)
_BINDING = {"约": "Obligatory", "预": "Expected"}
_KINDS = re.compile("约束|预期")


def with_obligation(words: str, end: int, made: Sequence[Quantity], offset: int) -> list[Quantity]:
    """The targets of a sentence, with the binding that the words behind the last of them state.

    Args:
        words: the words in which the sentence ends at `end`.
        end: where it ends.
        made: its targets.
        offset: where the words begin in the clean text.
    """
    at = made[-1].end - offset if made else end
    if words.find("性", at, end) < 0 or (said := _SAID.search(words, at, end)) is None:
        return list(made)
    kinds = [_BINDING[kind[0][0]] for kind in _KINDS.finditer(said["kinds"])]
    figures = [list(group) for _, group in groupby(made, key=lambda t: t.start)]
    if said["each"] is None:
        count = integer(said["count"]) if said["count"] else len(figures) if said["all"] else 1
        kinds = kinds[:1] * min(count, len(figures))
    before = len(figures) - len(kinds)
    if before < 0:
        return list(made)
    bound = [None] * before + kinds
    return [
        replace(target, binding=kind) if kind is not None else target
        for kind, group in zip(bound, figures, strict=True)
        for target in group
    ]
