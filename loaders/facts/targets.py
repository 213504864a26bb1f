"""The records of targets: what the figures of a run state."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from loaders.facts.context import Context
from loaders.facts.deadlines import deadlines, is_achieved
from loaders.mentions.places import may_begin_at, places
from loaders.mentions.quantities import Portion, Quantity, quantities
from loaders.mentions.times import Time
from loaders.text import Range
from ontology.dates import PartialDate
from ontology.records import Target, TargetPart, maker
from ontology.registry import units as unit_registry

__all__ = ["target_record", "targets"]

_target = maker(Target)


def targets(
    ctx: Context,
    owner: str,
    run: Range,
    stated: Sequence[Time],
    first: int = 1,
    by: PartialDate | None = None,
    above: Time | None = None,
) -> Iterator[tuple[str, Time | None]]:
    """Makes the records of the targets that `run` states for `owner`, numbered from `first`.

    `stated` are the times of the run, `above` the one that stands over all of it, as the head of a column does; `by`
    is when all of `owner` is due. Yields each target's IRI and the time that is its deadline. What a run says twice
    is one target, with two places of evidence; also where only one of them says by when.
    """
    figures = [q for q in quantities(ctx.text, *run) if not is_achieved(ctx.text, run[0], q, ctx.frame)]
    if not figures:
        return
    alike: dict[tuple[object, ...], dict[str, list[tuple[Quantity, Time | None]]]] = defaultdict(dict)
    timed = list(zip(figures, deadlines(ctx.text, run, figures, stated, above), strict=True))
    due_of: dict[tuple[object, ...], set[object]] = defaultdict(set)
    more = {_stating(figure) for figure, _ in timed if _is_more(ctx.text, figure)}
    for figure, time in timed:
        due_of[_stating(figure)].add(_due(figure, time))
    for figure, time in timed:
        due, dues = _due(figure, time), due_of[_stating(figure)] - {None}
        if len(dues) == 1 and _stating(figure) not in more:
            (due,) = dues
        by_work = alike[(*_stating(figure), due)]
        work = _work(ctx.text, figure)
        if by_work and (not work or "" in by_work):
            work = next(iter(by_work))
        by_work.setdefault(work, []).append((figure, time))
    for n, said in enumerate((said for by_work in alike.values() for said in by_work.values()), first):
        iri = ctx.namer.part(owner, "target", n)
        figure, time = next((each for each in said if each[1] is not None), said[0])
        ctx.records.append(
            target_record(
                ctx, iri, figure, time, [other.quote for other, _ in said if other is not figure], by
            )
        )
        yield iri, time


def _stating(figure: Quantity) -> tuple[object, ...]:
    """What a figure says, but by when."""
    return figure.indicator, figure.comparator, figure.value, figure.unit


#: Before a figure that comes on top of another: 新增5家，2025年再新增5家.
_MORE = re.compile(r"[再另又]")


def _is_more(text: str, figure: Quantity) -> bool:
    start = figure.quote[0]
    return _MORE.search(text, max(0, start - 2), figure.start) is not None


def _due(figure: Quantity, time: Time | None) -> object:
    """By when a figure is due, as far as that tells it from others."""
    return time.due if time is not None else figure.year


#: Works that are not each other: 新建5个公厕，改造5个公厕.
_WORKS = re.compile(r"新建|改扩建|扩建|改建|迁建|重建|改造|维修|修缮|拆除|更新|加固|提升|整治")
_WORDS_BEFORE = re.compile(r"[\u4e00-\u9fff]{2,3}$")


def _work(text: str, figure: Quantity) -> str:
    """The work that the words before a figure say is done on what it counts, or ""."""
    start = figure.quote[0]
    verb = _WORDS_BEFORE.search(text, max(0, start - 3), start)
    return "".join(_WORKS.findall(text, verb.start() if verb is not None else start, figure.start))


def target_record(
    ctx: Context,
    iri: str,
    figure: Quantity,
    time: Time | None,
    repeated: Sequence[Range] = (),
    by: PartialDate | None = None,
) -> Target:
    """The target that `figure` states, due at `time`, else inheriting `by` or the end of the plan's period.

    `repeated` are the runs that state it again. The records of its parts go to the context.
    """
    deadline: PartialDate | None = time.due if time else None
    basis = ("Inferred" if time.year_inferred else "Stated") if time else None
    if deadline is None and figure.year is not None:
        deadline, basis = PartialDate(figure.year), "Stated"
    if by is None and ctx.frame.years is not None:
        by = PartialDate(ctx.frame.years[1])
    if deadline is None and by is not None:
        deadline, basis = by, "Inherited"
    row = unit_registry().get(figure.unit)
    quote = ctx.text[slice(*figure.quote)]
    return _target(
        iri=iri, label=quote, indicator=ctx.register.indicator(figure.indicator, unit=figure.unit),
        comparator=figure.comparator, value=figure.value, unit=figure.unit or None,
        qudt_unit=row.qudt if row else None, deadline=deadline,
        deadline_basis=basis, quote=quote, baseline_value=figure.baseline, baseline_year=figure.baseline_year,
        cumulative=figure.cumulative or None, soft=figure.soft or None, binding=figure.binding,
        region=_region(ctx, figure), part=tuple(_part(ctx, iri, n, p) for n, p in enumerate(figure.parts, 1)),
        basis="Stated", evidence=ctx.spans.at(figure.quote, *repeated),
    )  # fmt: skip


def _part(ctx: Context, target: str, number: int, part: Portion) -> str:
    """Makes the record of a part; its IRI. A part that a place names is that region's."""
    iri = ctx.namer.part(target, "part", number)
    at = ctx.text.find(part.label, part.start, part.end)
    named = places(ctx.text, [(at, at + len(part.label))], ctx.frame.area, ctx.around) if at >= 0 else []
    region = tuple(ctx.place(p) for p in named if p.end - p.start == len(part.label))
    ctx.records.append(
        TargetPart(
            iri=iri, label=part.label, value=part.value, region=region,
            evidence=ctx.spans.at((part.start, part.end)),
        )
    )  # fmt: skip
    return iri


def _region(ctx: Context, figure: Quantity) -> tuple[str, ...]:
    """The one region that a target holds for, where its indicator begins with a place other than the plan's own."""
    start, stop = figure.named
    listed = not ctx.text.startswith(figure.indicator[:2], start)  # 甲县、乙县分别…: the second is 乙县's
    if not listed:
        if not may_begin_at(ctx.text, start, ctx.frame.area or ctx.around):
            return ()
        stop = min(stop, start + 12)
    for place in places(ctx.text, [(start, stop)], ctx.frame.area, ctx.around):
        if listed and figure.indicator.startswith(ctx.text[place.start : place.end]):
            return (ctx.place(place),)
        if not listed:
            return (ctx.place(place),) if place.start == start else ()
    return ()
