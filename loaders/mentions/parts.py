"""The parts of a figure: 其中幼儿园420个 divides the figure before it; 分别 gives each of several names its own part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.mentions.distribution import grouped
from loaders.mentions.figures import Figure
from loaders.mentions.series import MEASURES, Portion, portion, series_names
from loaders.mentions.statements import Place, Quantity, Sentence, relative, state
from loaders.mentions.wording import VERB, list_before, sayings

__all__ = ["parts"]

#: More parts than a province has cities and counties are no breakdown.
_PARTS = 200
#: The farthest that 其中 stands before the first part.
_FAR = 200


def parts(s: Sentence, found: Sequence[Figure], n: int) -> int:
    """How many figures from `n` on are parts of those before it: 其中幼儿园420个; 其中甲、乙分别不少于6个、4个."""
    opens = s.whole is None
    if not _is_part(s, found[n]):
        return 0
    group = grouped(s.flat, found, n)
    if len(group) < 2 or s.whole is None or not s.made[s.whole].parts:
        return 1
    whole, first = s.made[s.whole], s.made[s.whole].parts[-1]
    each = s.flat.find("分别", first.start - s.offset, found[n].start)
    listed = list_before(s.flat, first.start - s.offset, each) if each >= 0 else None
    if listed is None:
        return 1
    names = series_names(s.words, s.flat, listed, len(group))
    if len({*names}) == len(group):
        if whole.unit in _SHARES or sum(figure.value for figure in group) <= whole.value:
            several = tuple(_each(s, first, names, group))
            s.made[s.whole] = replace(whole, parts=(*whole.parts[:-1], *several))
            return len(group)
        return 1
    of = range(len(s.made) - len(group), len(s.made))
    if opens and of[0] >= 0 and all(s.made[i].unit == whole.unit for i in of):
        s.made[s.whole] = replace(whole, parts=whole.parts[:-1])
        for i, part in zip(
            of, _each(s, first, names, group), strict=True
        ):  # 开工8个、竣工4个，其中大项目分别2个、1个
            s.made[i] = replace(s.made[i], parts=(*s.made[i].parts, part))
        s.whole = None
    return len(group)


def _each(s: Sentence, first: Portion, names: Sequence[str], group: Sequence[Figure]) -> Iterator[Portion]:
    """The parts that several figures are, in the words of which `first` was read."""
    for name, figure in zip(names, group, strict=True):
        at = figure.start + s.offset, figure.end + s.offset
        yield replace(first, label=name, value=figure.value, figure=at, end=at[1])


def _is_part(s: Sentence, figure: Figure) -> bool:
    """其中幼儿园420个: a part of the figure before, and what follows it as long as the sum allows."""
    low = s.done
    if s.whole is None:
        low = s.flat.find("其中", max(s.done, figure.start - _FAR), figure.start) + 2
        if low < 2:
            return False
        last = len(s.made) - 1
        s.whole = next(
            (i for i in range(last, last - 8, -1) if i >= 0 and s.made[i].unit == figure.unit), None
        )
        if s.whole is None:
            return False
    whole = s.made[s.whole]
    part = None
    if whole.unit == figure.unit and len(whole.parts) < _PARTS:
        part = portion(s.words, s.flat, low, figure, s.end)
    if part is None or (whole.parts and not _goes_on(whole, part)) or _exceeds(whole, part):
        s.whole = None
        return False
    if part.timed:
        said = sayings(s.flat, low, figure.start)
        place = Place(low, said.start() if said is not None else figure.start, said)
        named = relative(s, whole.named)
        state(s, figure, place, whole.indicator, named, (part.start, figure.end), year=part.year)
        s.made[-1] = replace(s.made[-1], portion=True)
        return True
    part = replace(part, start=part.start + s.offset, end=part.end + s.offset)
    s.made[s.whole] = replace(whole, parts=(*whole.parts, part))
    return True


def _exceeds(whole: Quantity, part: Portion) -> bool:
    """Whether a share of its own name is larger than what it would be a part of: 就业率60%，其中毕业生就业率100%.

    That of a place may be: 利用率35%，其中甲市40%.
    """
    return whole.unit == "%" and part.value > whole.value and MEASURES.search(part.label) is not None


_SHARES = frozenset(("%", "‰"))


def _goes_on(whole: Quantity, part: Portion) -> bool:
    """Whether a part adds to those before it: all are no more than the whole, and no verb begins another matter."""
    if whole.unit in _SHARES:  # 覆盖率25%，其中甲30%、乙35%: shares add up to nothing
        if MEASURES.search(part.label) is not None:
            return False
    elif sum((p.value for p in whole.parts), part.value) > whole.value:
        return False
    if part.label.startswith(("每", "人均")):
        return False  # a rate of its own
    return VERB.match(part.label) is None or VERB.match(whole.parts[0].label) is not None
