"""Which measures a time holds for that the text states once for several: below a heading, before or after a sentence.

Such a time is inherited, never stated, and only by measures that state none. The nearest holds: of headings and
sentences the one that speaks of the least. A sentence within a measure that speaks of all there is in it (各项改造任务
2025年底前完成) is that measure's own; one that points back or at the whole plan is not, wherever it stands. What only
says how the plan is carried out (保障措施) is none of its tasks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from loaders.documents.plans import Frame
from loaders.measures.bounds import Bounds, heading_words
from loaders.measures.drafts import Draft
from loaders.mentions.shared_times import (
    LONGEST_LINE,
    SharedTime,
    heading_time,
    labelled_time,
    leading_time,
    shared_times,
)
from loaders.mentions.times import Time, cell_times
from loaders.structure.outline import Node
from loaders.text import Range

__all__ = ["CommonTimes", "common_times"]


@dataclass(frozen=True, slots=True)
class CommonTimes:
    """The times of one plan that hold for several measures: for which each does, and the words that tell them."""

    #: The time that holds for each measure, by its identity.
    held: dict[int, Time] = field(default_factory=dict)
    #: Where the sentences and lines stand that tell such times, in order.
    words: tuple[Range, ...] = ()

    def of(self, draft: Draft) -> Time | None:
        """The time that a measure inherits if it states none, or nothing."""
        return self.held.get(id(draft))

    def own(self, stated: Sequence[Time]) -> list[Time]:
        """The times of `stated` that do not stand in a sentence for several measures."""
        if not self.words:
            return list(stated)
        return [t for t in stated if not _overlaps(self.words, t.start, t.end)]


class _Said(NamedTuple):
    """A time and what it holds for; `always` where the items of carrying out count as well, `below` what follows."""

    first: int
    last: int
    time: Time
    always: bool
    below: bool


def common_times(
    text: str, run: Range, roots: Sequence[Node], drafts: Sequence[Draft], frame: Frame
) -> CommonTimes:
    """The times that a plan, `text` within `run`, states once for several of its measures.

    Args:
        text: the clean text.
        run: where the plan stands in it.
        roots: the outline of its prose; headings within tables are found above their measures.
        drafts: its measures.
        frame: tells its year, and since when its times are none of the past.
    """
    bounds = Bounds(text, run, roots, drafts)
    since = frame.years[0] if frame.years else frame.year
    said = [one for one in shared_times(text, *run, frame.year) if not _past(one.time, since)]
    alone = sum(one.reach == "above" for one in said) == 1
    found: list[_Said] = []
    words: list[Range] = []
    for one in said:
        holds = _reached(bounds, one, alone=alone)
        if holds is not None:
            found.append(_Said(*holds, one.time, one.reach in ("above", "below"), one.reach == "below"))
            words.append((one.start, one.end))
    for line, told in _lines(text, bounds, frame.year):
        if not _past(told.time, since) and not _overlaps(words, *line):
            found.append(told)
            words.insert(bisect_left(words, line), line)
    held = _nearest(_up_to_next(found), drafts, {id(d) for d in drafts if found and bounds.ensures(d)})
    for draft, size, time in _below_headings(text, bounds, drafts, frame.year, since):
        other = held.get(id(draft))
        if other is None or size <= other[0]:
            held[id(draft)] = size, time
    return CommonTimes({draft: time for draft, (_, time) in held.items()}, tuple(words))


def _past(time: Time, since: int | None) -> bool:
    last = time.due or time.begins
    return since is not None and last is not None and last.year < since


def _overlaps(words: Sequence[Range], start: int, end: int) -> bool:
    """Whether something stands in one of `words`, which are in order and apart from each other."""
    n = bisect_right(words, (start, end))
    return (n > 0 and start < words[n - 1][1]) or (n < len(words) and words[n][0] < end)


def _reached(bounds: Bounds, said: SharedTime, *, alone: bool) -> Range | None:
    """What a sentence holds for; nothing where it speaks but of the measure that it stands in.

    `alone` where the plan has no other sentence that points back: at its end such a one speaks of all of it.
    """
    at = said.start
    if said.reach == "plan":
        return bounds.run
    inside = bounds.inside(at)
    ensuring = inside is not None and bounds.ensures(inside)
    if inside is not None and not ensuring and not bounds.begins_line(at):
        return None
    if said.reach == "below":
        return at, bounds.end_below(at)
    node = bounds.node(at)
    if said.reach == "above":
        last = alone and not bounds.holds(at, bounds.run[1])
        if ensuring or node is None or (last and (inside is None or node.parent is None)):
            return bounds.run[0], at
        if not bounds.is_measure(node) and bounds.holds(node.start, at):
            return node.start, at
        return (node.parent.start if node.parent is not None else bounds.run[0]), at
    if inside is not None and not ensuring and said.of_kind:
        return None
    if inside is None and node is not None and bounds.holds(node.start, bounds.end(node)):
        return node.start, bounds.end(node)  # what opens a chapter speaks of the chapter
    return bounds.run


def _lines(text: str, bounds: Bounds, year: int | None) -> Iterator[tuple[Range, _Said]]:
    """The lines that are but a time for what stands below them or for the whole plan, and what they hold for.

    完成时限：2025年12月底, 2025年6月底前完成：, and a chapter 实施时间 of nothing else.
    """
    for node in bounds.nodes:
        if bounds.is_measure(node) or node.children or not 0 < len(node.lines) <= 2:
            continue
        whole = node.lines[0][0], node.lines[-1][1]
        time = labelled_time(text, *whole, year)
        if time is not None and bounds.inside(time.start) is None:
            yield whole, _Said(*bounds.run, time, always=False, below=False)
    begin, stop = bounds.run
    while begin < stop:
        end = text.find("\n", begin, stop)
        end = end if end >= 0 else stop
        time = _line_time(text, bounds, (begin, end), year) if 4 <= end - begin <= LONGEST_LINE else None
        if time is not None and bounds.holds(begin, last := bounds.end_below(begin)):
            yield (begin, end), _Said(begin, last, time, always=False, below=True)
        begin = end + 1


def _line_time(text: str, bounds: Bounds, line: Range, year: int | None) -> Time | None:
    inside = bounds.inside(line[0])
    if bounds.starts_node(line[0]) or (inside is not None and inside.start >= line[0]):
        return None
    labelled = labelled_time(text, *line, year) if inside is None else None
    return labelled or leading_time(text, *line, year)


def _up_to_next(found: Iterable[_Said]) -> list[_Said]:
    """What holds for what follows ends at the next that does in the same list."""
    told = list(found)
    begins: dict[int, list[int]] = defaultdict(list)
    for one in told:
        if one.below:
            begins[one.last].append(one.first)
    for starts in begins.values():
        starts.sort()
    for n, one in enumerate(told):
        if one.below:
            starts = begins[one.last]
            following = bisect_right(starts, one.first)
            if following < len(starts):
                told[n] = one._replace(last=starts[following])
    return told


def _nearest(
    found: Iterable[_Said], drafts: Sequence[Draft], ensuring: set[int]
) -> dict[int, tuple[int, Time]]:
    """For each measure the time that speaks of the least, with how much that is.

    The times are taken from that of the least on, and every measure once, so that many of both cost no more than
    their sum.
    """
    held: dict[int, tuple[int, Time]] = {}
    in_order = sorted(drafts, key=lambda d: d.start)
    told = sorted(found, key=lambda one: one.last - one.first)
    for ensures in (False, True):
        some = [d for d in in_order if (id(d) in ensuring) is ensures]
        starts = [d.start for d in some]
        following = list(range(len(some) + 1))  # the next measure that has none yet, for each
        for one in told:
            if ensures and not one.always:
                continue
            n = _free(following, bisect_left(starts, one.first))
            while n < len(some) and starts[n] < one.last:
                held[id(some[n])] = one.last - one.first, one.time
                following[n] = n + 1
                n = _free(following, n + 1)
    return held


def _free(following: list[int], n: int) -> int:
    root = n
    while following[root] != root:
        root = following[root]
    while following[n] != root:
        following[n], n = root, following[n]
    return root


def _below_headings(
    text: str, bounds: Bounds, drafts: Sequence[Draft], year: int | None, since: int | None
) -> Iterator[tuple[Draft, int, Time]]:
    """The measures below headings of a time, each with how much stands below the nearest such heading, and its time."""
    noted = {id(d.node): time for d in drafts if (time := _noted(text, d, year)) is not None}
    told: dict[int, Time | None] = {}
    for draft in drafts:
        node = draft.parent
        while node is not None:
            if id(node) not in told:
                time = noted.get(id(node)) or heading_time(text, *heading_words(text, node), year)
                told[id(node)] = time if time is not None and not _past(time, since) else None
            if (own := told[id(node)]) is not None:
                yield draft, bounds.extent(node), own
                break
            node = node.parent


def _noted(text: str, draft: Draft, year: int | None) -> Time | None:
    """The one time that the note of a heading tells beside its units: 产业提升（市农业农村局牵头，10月底前完成）."""
    if draft.whole or draft.node is None:
        return None
    notes = [*draft.cells, *(p.note for p in draft.passages if p.note is not None)]
    times = [t for note in notes for a, b in note.times for t in cell_times(text, a, b, year)]
    return times[0] if len(times) == 1 and not times[0].undated else None
