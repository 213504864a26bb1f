"""One figure for each of several measures: 城镇居民收入、农民收入均增长8%以上 sets two targets."""

from __future__ import annotations

import re

from loaders.mentions.figures import Figure
from loaders.mentions.series import MEASURES, of_substances, series_names
from loaders.mentions.statements import Place, Sentence, state
from loaders.mentions.wording import list_before
from loaders.text import Range

__all__ = ["each_alike"]

#: 均 by itself; 年均 and 人均 are words of their own.
_EACH = re.compile(r"(?<![年人户平月日地])均|都")
_AND = re.compile(r"以及|[和与及]")


def each_alike(s: Sentence, figure: Figure, place: Place) -> bool:
    """Adds to `s` a target for each measure of the list that a figure is said of with 均; False where there is none."""
    said = place.said
    if said is None:
        return False
    if said["each"] is not None:
        return _one_each(s, figure, place)
    if _EACH.search(said[0]) is None:
        return False
    listed = list_before(s.flat, place.low, place.head)
    if listed is not None and of_substances(s.flat[slice(*listed)]):
        return _one_each(s, figure, place)
    items = _measures(s.flat, listed) if listed is not None else []
    if listed is None or len(items) < 2:
        return False
    shift = place.shift or ""
    for item in items:
        name = s.words[slice(*item)]
        name = name if name.endswith(shift[-2:]) else name + shift
        state(s, figure, place, name, item, (listed[0], figure.end))
    return True


def _one_each(s: Sentence, figure: Figure, place: Place) -> bool:
    """甲、乙排放总量分别下降10%以上: one figure that 分别 says of each."""
    listed = list_before(s.flat, place.low, place.head)
    if listed is None:
        return False
    count = len(_ITEMS.split(s.flat[slice(*listed)]))
    names = series_names(s.words, s.flat, listed, count)
    if len(set(names)) < 2 or not all(MEASURES.search(name) for name in names):
        return False
    shift = place.shift or ""
    for name in names:
        name = name if name.endswith(shift[-2:]) else name + shift
        state(s, figure, place, name, listed, (listed[0], figure.end))
    return True


_ITEMS = re.compile(r"、|以及|和|及|与")


def _measures(flat: str, listed: Range) -> list[Range]:
    """The measures that a list names, none if one of its items is not a measure by itself."""
    items: list[Range] = []
    at, end = listed
    while at < end:
        comma = flat.find("、", at, end)
        stop = comma if comma >= 0 else end
        items.append((at, stop))
        at = stop + 1
    first, last = items[-1]  # the last of the list may be two: 甲值、乙值和丙值
    for joint in _AND.finditer(flat, first, last):
        if MEASURES.search(flat, first, joint.start()):
            items[-1:] = [(first, joint.start()), (joint.end(), last)]
            break
    return items if all(MEASURES.search(flat, *item) for item in items) else []
