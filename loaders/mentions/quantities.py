"""Targets: a number with a unit, or 全覆盖, bound to what it measures and how it bounds it.

`建设100家智慧农业应用基地` counts what follows, `充电桩保有量达到8万个以上` measures what stands before, `90%的市达到三星级以上`
is a share of what follows. 分别 gives each of several nouns its own figure, 其中 makes parts of the figure before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.mentions.bindings import bind
from loaders.mentions.conditions import is_condition, is_sized
from loaders.mentions.distribution import bind_series, in_each_year
from loaders.mentions.figures import Figure, figures, numeric
from loaders.mentions.grants import is_rule
from loaders.mentions.obligations import with_obligation
from loaders.mentions.parts import parts
from loaders.mentions.plants import plants
from loaders.mentions.promises import promised
from loaders.mentions.series import Portion
from loaders.mentions.statements import Place, Quantity, Sentence
from loaders.mentions.wording import clause_start, counted_noun, flattened, sayings
from loaders.text import Range

__all__ = ["Portion", "Quantity", "quantities"]

_SENTENCE = re.compile(r"[^。；！？|\n]+")


def quantities(text: str, start: int, end: int) -> list[Quantity]:
    """The targets between `start` and `end`, in order."""
    words = text[start:end]
    if not numeric(words):
        return []
    flat = flattened(words)
    found = figures(flat)
    if found and (named := list(plants(flat, 0, len(flat)))):
        found = _unnamed(found, named)
    if not found:
        return []
    made: list[Quantity] = []
    earlier: Quantity | None = None
    at = 0
    for m in _SENTENCE.finditer(flat):
        begin = at
        while at < len(found) and found[at].start < m.end():
            at += 1
        if at > begin:
            sentence = Sentence(words, flat, start, m.start(), m.end(), earlier)
            _read(sentence, found[begin:at])
            made.extend(with_obligation(words, m.end(), sentence.made, start))
            earlier = sentence.earlier
        if not flat.startswith("；", m.end()):
            earlier = None
    return made


def _unnamed(found: Sequence[Figure], named: Sequence[Range]) -> list[Figure]:
    """The figures of `found` that stand in none of the names."""
    kept: list[Figure] = []
    n = 0
    for figure in found:
        while n < len(named) and named[n][1] <= figure.start:
            n += 1
        if n == len(named) or figure.start < named[n][0]:
            kept.append(figure)
    return kept


def _read(s: Sentence, found: Sequence[Figure]) -> None:
    """Adds to a sentence the targets among its figures."""
    n = 0
    while n < len(found):
        taken, counts = _take(s, found, n)
        n += taken
        s.before = found[n - 1].end
        if counts:
            s.done = s.before


def _take(s: Sentence, found: Sequence[Figure], n: int) -> tuple[int, bool]:
    """Reads the figure, or the series of figures, that begins at `n`: how many they are, and whether they count."""
    flat, figure = s.flat, found[n]
    if s.before == figure.start and found[n - 1].dimension and not _sums(flat, found[n - 1], figure):
        return 1, False  # 4座110千伏变电站: a size of what is counted
    if s.achieved(figure.start):
        return 1, True
    if several := parts(s, found, n):
        return several, True
    clause = clause_start(flat, s.start, figure.start)
    low = max(clause, s.done)
    said = sayings(flat, low, figure.start)
    if _is_base(s, figure, clause):
        return 1, False
    place = Place(low, said.start() if said is not None else figure.start, said)
    if s.base is not None and s.base[0] >= clause:
        place = Place(low, s.base[0], said)
    else:
        s.base = None
    if is_rule(flat, s.start, clause, figure, s.end):
        return 1, False
    if is_sized(flat, figure, s.end) or promised(s, figure, low):
        return 1, True
    if series := bind_series(s, found, n, place):
        return series, True
    following = found[n + 1].start if n + 1 < len(found) else s.end
    if figure.kind in ("number", "numeral") and (
        _is_another(s, found, n)
        or is_condition(
            flat,
            low,
            place.head,
            figure,
            level=_is_level(s, figure, place),
            bounded=place.bounded,
            end=s.end,
        )
        or _is_attribute(s, figure, place, following)
    ):
        s.passed = figure.end
        return 1, False
    last = n
    while last + 1 < len(found) and _go_together(flat, found[last], found[last + 1]):
        last += 1
    first = len(s.made)
    bind(s, figure, place, found[last].end)
    in_each_year(s, figure, place, first)
    return 1, True


#: What is measured in hours and days itself; of anything else they only say how long it takes.
_DURATION = re.compile(r"(?:时间|时长|时限|周期|耗时|用时|窗口期|天数|寿命)$")


def _is_level(s: Sentence, figure: Figure, place: Place) -> bool:
    """Whether a word of reaching leads to the figure, or of a change where a duration is what changes: 时间缩短10分钟."""
    if place.level or figure.dimension != "time":
        return place.level
    if s.base is not None:  # 间隔由7分钟缩短至2026年的5分钟
        return True
    return (
        place.shift is not None
        and _DURATION.search(s.flat, max(place.low, place.head - 8), place.head) is not None
    )


def _is_another(s: Sentence, found: Sequence[Figure], n: int) -> bool:
    """Whether an amount only goes on with one before it that sets no target: 分别奖励50万元、30万元."""
    figure = found[n]
    return (
        figure.dimension == "money"
        and s.passed >= 0
        and s.flat[s.passed : figure.start] in _OR
        and found[n - 1].unit == figure.unit
    )


_OR = ("、", "和", "或", "或者", "及")


#: Where the households and people live that are counted behind it: 80个村2万户.
_HOMES = re.compile(r"(?:自然村|行政村|贫困村|村组|村庄|村|社区|小区|乡镇|镇|乡)?")


def _go_together(flat: str, figure: Figure, following: Figure) -> bool:
    """Whether two counts side by side are of one thing, which stands behind the last: 300户1200人搬迁."""
    if figure.end == following.start:
        return _sums(flat, figure, following)
    return (
        following.unit in _LIVING
        and figure.dimension == "count"
        and _HOMES.fullmatch(flat, figure.end, following.start) is not None
        and not following.after
    )


_LIVING = ("户", "人")


def _sums(flat: str, figure: Figure, following: Figure) -> bool:
    """Whether what stands right behind a count is what all of it comes to: 85幢20万平方米住宅, 300户1200人搬迁.

    In 2座110千伏变电站 it is the size of each.
    """
    if following.after or flat.startswith("的", following.end):
        return False
    if following.unit == "人" and figure.unit == "户":
        return True
    if following.dimension not in ("area", "length"):
        return False
    return following.scale != "" or following.value != following.value.to_integral_value()


_FROM = re.compile(r"[由从](?:(?P<year>(?:19|20)\d\d)年[底末]?的?)?[^，。；、\d]{0,14}$")
_RAISED = re.compile(
    r"(?:[、和][0-9.,]+[百千万亿]*[^\d，。；、]{0,3})?[^，。；\d]{0,6}"
    r"(?:提高|提升|调整|增加|增长|延长|整合|扩大|上升|下降|降低|降[至到]|压减|压缩|缩短|减少|增[至到]|升[至到]|提[至到]|缩[至短减])"
)


def _is_base(s: Sentence, figure: Figure, clause: int) -> bool:
    """由60%提高到75%: the first is where it starts. Keeps it for the figure that follows."""
    low = max(clause, figure.start - 24)
    if s.flat.find("由", low, figure.start) < 0 and s.flat.find("从", low, figure.start) < 0:
        return False
    if _RAISED.match(s.flat, figure.end, s.end) is None:
        return False
    found = _FROM.search(s.flat, low, figure.start)
    if found is not None:
        s.base = (found.start(), [figure.value], int(found["year"]) if found["year"] else None)
        return True
    if s.base is not None and figure.start - s.before == 1:  # 由574元、271元分别提高到
        s.base[1].append(figure.value)
        return True
    return False


def _is_attribute(s: Sentence, figure: Figure, place: Place, following: int) -> bool:
    """装机100兆瓦的电站2座: a size within the noun that the `following` figure counts."""
    if place.level or figure.dimension in ("count", "ratio", "visits", "") or following == figure.end:
        return False
    after = counted_noun(s.flat, figure.end, s.end)
    return after is not None and following < after[1]
