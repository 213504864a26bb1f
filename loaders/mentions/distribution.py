"""Gives figures to the nouns and years that share them: A、B分别达到1、2; 2024年、2025年分别新建1个、2个; 2024年、2025年每年新建1个."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.mentions.figures import Figure
from loaders.mentions.series import series_names
from loaders.mentions.statements import Place, Sentence, relative, state
from loaders.mentions.subjects import subject_before
from loaders.mentions.wording import (
    LEADING,
    VERB,
    clause_start,
    counted_noun,
    each_by_verb,
    list_before,
    measured_noun,
    unshifted,
)
from loaders.numerals import quantity
from loaders.text import Range

__all__ = ["bind_series", "grouped", "in_each_year"]

_NEXT = re.compile(
    r"(?:、|和|及|与|以及)(?:增长|下降|达到|提高到|降低|提高|减少|不低于|不少于|不超过|超过|约)?"
)
#: Two deadlines of one sentence: 到2027年和2035年，.
_DEADLINES = re.compile(r"[到至]20\d\d年?和20\d\d年")
_YEAR = re.compile(r"20\d\d")
_LISTED_YEARS = r"(?:20\d\d年?[底末]?[、和及])+20\d\d年[底末]?"
#: All years from one to another: 2024—2026年分别.
_SPAN = re.compile(r"(?P<first>20\d\d)年?[—–\-－~～至到]{1,2}(?P<last>20\d\d)年，?$")
#: One noun and the years that its figures are of; these alone where the noun stands elsewhere.
_NOUN_AND_YEARS = re.compile(
    rf"(?P<noun>[^、，]{{2,40}}?)?(?P<years>{_LISTED_YEARS}|20\d\d年?[—–\-－~～至到]{{1,2}}20\d\d年)"
)
#: Years that share what follows, and who does it: 2024年、2025年，全省每年.
_YEARS_LEAD = rf"(?P<years>{_LISTED_YEARS})，?[\u4e00-\u9fff]{{0,8}}?"
_YEARS_SHARED = re.compile(rf"{_YEARS_LEAD}$")
_EVERY_YEAR = re.compile(rf"{_YEARS_LEAD}(?:每年|均|各(?={VERB.pattern}))")
_YEARS = re.compile(r"(?:19|20)\d\d(?=年)")
#: The farthest before a series that its years stand.
_YEARS_REACH = 400
#: The farthest that years stand before what each of them shares.
_LEAD_REACH = 80


def bind_series(s: Sentence, found: Sequence[Figure], n: int, place: Place) -> int:
    """A、B分别达到1、2: adds to `s` a target for each noun, or for each year.

    Returns how many figures from `n` on they are, 0 where no series begins.
    """
    flat, at = s.flat, place.head
    if n + 1 == len(found) or _NEXT.fullmatch(flat, found[n].end, found[n + 1].start) is None:
        return 0
    deadlines: list[str] = []
    if "和" in flat[found[n].end : found[n + 1].start]:
        dated = _DEADLINES.search(flat, max(s.start, place.low - _YEARS_REACH), place.head)
        deadlines = _YEAR.findall(dated[0]) if dated is not None else []
    if place.said is None or place.said["each"] is None:
        at = each_by_verb(flat, place.low, found[n].start)
        if at < 0 and deadlines:
            at = place.head
    if at < 0:
        at = flat.rfind("分别", max(s.start, place.low - _LEAD_REACH), place.head)
        if at < 0:
            return 0
        group, years = grouped(flat, found, n), _years_before(flat, max(s.start, at - _LEAD_REACH), at)
        return (_of_years(s, group, place, at, years) if years else 0) or _of_items(s, group, place, at)
    group = grouped(flat, found, n)
    last = group[-1]
    if _is_breakdown(s, group, at):
        return len(group)
    listed = list_before(flat, place.low, at)
    counted = counted_noun(flat, last.end, s.end)
    years = _years_before(flat, max(s.start, at - _LEAD_REACH), at)
    if listed is not None and (dated := _NOUN_AND_YEARS.fullmatch(flat, *listed)) is not None:
        listed = dated.span("noun") if dated["noun"] else None  # 产值2026年、2027年分别达到
        deadlines = years
    named = listed or counted
    if named is None:
        return (
            _of_years(s, group, place, at, years)
            or _growths(s, group, place)
            or _of_clause(s, group, place, at)
            or _of_one(s, group, place, at)
        )
    shared = len(deadlines) == len(group) and "、" not in flat[slice(*named)]
    names = (
        [s.words[slice(*named)]] * len(group) if shared else series_names(s.words, flat, named, len(group))
    )
    several = len(set(names)) > 1
    if listed is not None and counted is not None and several:  # 甲县、乙县分别新建10公里、20公里公路
        names = [name + s.words[slice(*counted)] for name in names]
    if not shared:
        deadlines = [] if several else years or _YEARS.findall(flat, max(s.start, at - _YEARS_REACH), at)
    quote = (min(named[0], group[0].start), max(last.end, named[1]))
    shift = place.shift or ""
    if listed is None and shift == "新增":  # 分别新增5家、8家企业
        shift = ""
    for i, (figure, name) in enumerate(zip(_completed(group), names, strict=True)):
        year = int(deadlines[i]) if len(deadlines) == len(group) else None
        name = name if name.endswith(shift[-2:]) else name + shift
        state(s, figure, place, name, named, quote, year=year, nth=i)
    return len(group)


def _is_breakdown(s: Sentence, group: Sequence[Figure], at: int) -> bool:
    """Whether 分别 at `at` only parts the figure right before it: 新增学位2400个、分别为1500个和900个."""
    whole = s.earlier
    return (
        whole is not None
        and s.flat[s.before : at] in ("、", "，")
        and all(figure.unit == whole.unit for figure in group)
        and sum(figure.value for figure in group) == whole.value
    )


def grouped(flat: str, found: Sequence[Figure], n: int) -> Sequence[Figure]:
    """The figures from `n` on that only a mark or a word of change parts."""
    stop = n + 2
    while stop < len(found) and _NEXT.fullmatch(flat, found[stop - 1].end, found[stop].start):
        stop += 1
    return found[n:stop]


def _completed(group: Sequence[Figure]) -> list[Figure]:
    """The figures of a series with the scale, unit and bound of the last: 分别达到60、80万个."""
    last = group[-1]
    completed: list[Figure] = []
    for figure in group:
        value = figure.value
        if not figure.unit and not figure.scale and last.scale:
            value *= quantity(f"1{last.scale}")
        unit, after = figure.unit or last.unit, figure.after or last.after
        completed.append(replace(figure, value=value, unit=unit, after=after))
    return completed


def _years_before(flat: str, low: int, at: int) -> list[str]:
    """The years whose figures 分别 at `at` gives one by one: 2024、2025年，全省, 2024—2026年."""
    listed = _YEARS_SHARED.search(flat, low, at)
    if listed is not None:
        return _YEAR.findall(listed["years"])
    span = _SPAN.search(flat, low, at)
    return (
        [str(year) for year in range(int(span["first"]), int(span["last"]) + 1)] if span is not None else []
    )


def _of_years(s: Sentence, group: Sequence[Figure], place: Place, at: int, years: Sequence[str]) -> int:
    """2024年、2025年分别新建基站1个、2个: each figure is of its year. How many they are, or 0.

    The noun stands between, or in the clause before: 上市企业数量，2024、2025年分别新增1家、2家.
    """
    flat = s.flat
    if len(years) != len(group):
        return 0
    named = measured_noun(flat, at + 2, place.head) if at + 2 <= place.head else None
    name = ""
    if (
        named is None
        and s.earlier is not None
        and s.earlier.unit == group[-1].unit
        and flat.count("，", s.before, at) <= 1
    ):
        # 新辟线路45条，2024年、2025年分别完成20条、25条: of what the figure before is of
        named, name = relative(s, s.earlier.named), s.earlier.indicator
    named = named or subject_before(flat, s.start, place.low, "") or _topic(flat, s.start, place.low)
    name = name or (s.words[slice(*named)] if named is not None else "")
    if named is None:
        return 0
    name += place.shift or ""
    quote = (min(named[0], place.low), group[-1].end)
    for figure, year in zip(_completed(group), years, strict=True):
        state(s, figure, place, name, named, quote, year=int(year))
    return len(group)


def _of_items(s: Sentence, group: Sequence[Figure], place: Place, at: int) -> int:
    """甲、乙、丙分别新增床位1张、2张、3张: the noun stands behind 分别 at `at`, its owners before. How many, or 0."""
    flat = s.flat
    noun = measured_noun(flat, at + 2, place.head) if 0 <= at < place.head - 2 else None
    listed = list_before(flat, clause_start(flat, s.start, at), at) if noun is not None else None
    if noun is None or listed is None:
        return 0
    if flat[listed[0] + 1] in "、和":  # 新建溪、贞溪: the verb is part of a name
        listed = (clause_start(flat, s.start, at), listed[1])
    return _one_each(s, group, place, listed, s.words[at + 2 : noun[1]], noun[1])


def _of_clause(s: Sentence, group: Sequence[Figure], place: Place, at: int) -> int:
    """开展甲癌、乙癌筛查，分别完成1人、2人: what is listed in the clause before 分别 at `at`. How many, or 0."""
    flat = s.flat
    if at <= s.start or flat[at - 1] != "，":
        return 0
    listed = list_before(flat, clause_start(flat, s.start, at - 1), at - 1)
    return _one_each(s, group, place, listed, "", listed[1]) if listed is not None else 0


def _one_each(
    s: Sentence, group: Sequence[Figure], place: Place, listed: Range, shared: str, stop: int
) -> int:
    """Gives each figure to one item of a list, whose name goes on with what they share, and ends at `stop`.

    How many they are, or 0 where there are not as many different items.
    """
    names = series_names(s.words, s.flat, listed, len(group))
    if len({*names}) < len(group):
        return 0
    quote = (listed[0], group[-1].end)
    for i, (figure, name) in enumerate(zip(_completed(group), names, strict=True)):
        state(s, figure, place, name + shared, (listed[0], stop), quote, nth=i)
    return len(group)


def _of_one(s: Sentence, group: Sequence[Figure], place: Place, at: int) -> int:
    """年度新开工分别不少于12条、10条: figures of one noun, each bounded alike. How many they are, or 0."""
    named = measured_noun(s.flat, place.low, at) if place.bounded else None
    if named is None:
        return 0
    for i, figure in enumerate(_completed(group)):
        state(s, figure, place, s.words[slice(*named)], named, (named[0], group[-1].end), nth=i)
    return len(group)


def _topic(flat: str, start: int, stop: int) -> Range | None:
    """The clause that opens a sentence with what it is about, and nothing else: 境内外上市企业，."""
    if stop - start < 3 or flat[stop - 1] != "，":
        return None
    topic = _TOPIC.fullmatch(flat, start, stop - 1)
    return topic.span() if topic is not None and LEADING.match(flat, start, stop - 1) is None else None


_TOPIC = re.compile(r"[^，、：\d]{2,20}")


def _growths(s: Sentence, group: Sequence[Figure], place: Place) -> int:
    """接待游客200万人次，收入15亿元，分别增长20%和25%: of what the figures before are of. How many they are, or 0."""
    shift, of = place.shift, s.made[-len(group) :]
    if shift is None or len(of) < len(group) or any(q.unit == "%" or q.parts for q in of):
        return 0
    for i, (figure, earlier) in enumerate(zip(_completed(group), of, strict=True)):
        name = unshifted(earlier.indicator) + shift
        state(s, figure, place, name, relative(s, earlier.named), (place.low, group[-1].end), nth=i)
    return len(group)


def in_each_year(s: Sentence, figure: Figure, place: Place, first: int) -> None:
    """2024年、2025年每年新建1个: makes of each target from `first` on, which `figure` states, one for each year."""
    flat, low = s.flat, max(s.start, place.low - _LEAD_REACH)
    if flat.find("年", low, place.head) < 0:
        return
    every = _EVERY_YEAR.search(flat, low, figure.start)
    if every is None or every.end() <= clause_start(flat, s.start, place.head):
        return
    done = every.end() + s.offset
    named = measured_noun(flat, every.end(), place.head)
    made, s.made[first:] = s.made[first:], []
    for q in made:
        if named is not None and q.named[0] < done <= q.named[1]:  # 全县每年培训
            at = named[0] + s.offset, named[1] + s.offset
            q = replace(q, indicator=s.words[slice(*named)], named=at, quote=(at[0], q.quote[1]))
        years = _YEAR.findall(every["years"]) if q.year is None else [q.year]
        s.made.extend(replace(q, year=int(year)) for year in years)
