"""Texts about plans: interpretations, which repeat what a plan states, and reports, which quote it."""

from __future__ import annotations

import re
from dataclasses import replace

from loaders.catalogue import CatalogueCitation
from loaders.documents.parts import Part
from loaders.documents.plans import cited_plan, day_of
from loaders.documents.reading import Reading
from loaders.mentions.quantities import quantities
from loaders.structure.titles import Citation, citations, plan_kind, same_title, title_key
from loaders.text import Range
from ontology.dates import PartialDate
from ontology.records import Passage, Target

__all__ = ["read_interpretation", "read_report"]


def read_interpretation(reading: Reading, part: Part) -> None:
    """An interpretation repeats targets of its plan: it adds evidence to them, not targets; and its passages."""
    text = reading.text.clean
    row = reading.source.row
    if row and row.interprets:
        for one in row.interprets:
            _mentioned(reading, one.title, reading.interprets, one.issued or "")
    else:
        for iri in reading.carries:
            reading.interprets[iri] = None
        if not reading.carries:
            cited = _cited(text, part)
            if cited:
                _date(reading, part)
                _mentioned(reading, max(cited, key=lambda title: len(cited[title])), reading.interprets)
    seen: dict[tuple[str, str | None, str], Range] = {}
    for figure in quantities(text, part.start, part.end):
        indicator = reading.register.indicator_iri(figure.indicator, figure.unit or "")
        key = (str(figure.value), figure.unit or None, indicator)
        seen[key] = figure.quote
    for n, record in enumerate(reading.records):
        if isinstance(record, Target):
            quote = seen.get((str(record.value), record.unit, record.indicator))
            if quote is not None:
                spans = reading.spans.at(quote)
                reading.records[n] = replace(record, evidence=(*record.evidence, *spans))
    _passages(reading, part)


_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?[”]?")
#: The lead of a report: a plan that it is about is named there, or more than once.
_LEAD = 500
#: What a sentence closes with; one that closes with none of these a line end cuts in two.
_CLOSED = ("。", "！", "？", "”")
_SHORTEST = 6


def read_report(reading: Reading, part: Part) -> None:
    """A news report: which plans it is about, and its passages, in which quotations are looked for later."""
    text = reading.text.clean
    row = reading.source.row
    named = row.reports_on if row and row.reports_on else map(CatalogueCitation, _reported(text, part))
    for one in named:
        _mentioned(reading, one.title, reading.reports_on, one.issued or "")
    if not reading.reports_on:
        return
    _date(reading, part)
    _passages(reading, part)


_DAY = re.compile(r"(?<!\d)20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?!\d)")
#: A line that says when and by whom a report was printed, 2022-06-25 09:12 来源：江州日报, and no sentence of it.
_DATELINE = re.compile(r"^[^。！？\n]{1,80}$", re.MULTILINE)
_OF_A_PAGE = re.compile(
    r"来源|时间|发布|日期|记者|编辑|作者|[日晚时]报|星期|第[ ]?[A\d]\d*[ ]?版|\d{1,2}[:：]\d\d|讯|电"
)


def _date(reading: Reading, part: Part) -> None:
    """The day that a text about a plan was printed, by its head; that of what its site sets above it has no place."""
    text, page = reading.text.clean, reading.text.received
    if (found := _printed(text, part.start, min(part.end, part.start + _LEAD))) is not None:
        reading.printed, reading.printed_at = found[0], (found[1],)
    elif (found := _printed(page, 0, _LEAD)) is not None:
        reading.printed = found[0]


def _printed(text: str, start: int, end: int) -> tuple[PartialDate, Range] | None:
    for line in _DATELINE.finditer(text, start, end):
        found = _DAY.search(text, *line.span())
        if found is None or not (_OF_A_PAGE.search(line[0]) or line[0].strip() == found[0]):
            continue
        if (printed := day_of(found[0])) is not None:
            return printed, found.span()
    return None


def _passages(reading: Reading, part: Part) -> None:
    """The passages of a text about plans, in which quotations are looked for later."""
    text = reading.text.clean
    for start, end in _sentences(text, part):
        words = "".join(line.strip() for line in text[start:end].split("\n"))
        iri = reading.namer.part(reading.document, "passage", len(reading.passages) + 1)
        label = words if len(words) <= 40 else words[:40] + "……"
        reading.records.append(
            Passage(
                iri=iri,
                label=label,
                ordinal=len(reading.passages) + 1,
                text=words,
                evidence=reading.spans.at((start, end)),
            )
        )
        reading.passages.append(iri)


def _sentences(text: str, part: Part) -> list[Range]:
    """The sentences of a part that say anything, each whole where a line end leaves a few characters of it over."""
    found: list[Range] = []
    for m in _SENTENCE.finditer(text, part.start, part.end):
        start, end = m.span()
        short = len(m[0].strip()) < _SHORTEST
        if short and m[0].endswith(_CLOSED) and found and text[found[-1][1] : start] == "\n":
            if not text.endswith(_CLOSED, 0, found[-1][1]):
                found[-1] = (found[-1][0], end)
        elif not short:
            found.append((start, end))
    return found


def _reported(text: str, part: Part) -> list[str]:
    """The plans that a report is about: the one cited most, and all that its lead names and that it cites again."""
    lead = part.start + _LEAD
    cited = _cited(text, part)
    weight = {title: len(places) + sum(at < lead for at in places) for title, places in cited.items()}
    main = max(cited, key=lambda title: weight[title], default="")
    return [
        title
        for title, places in cited.items()
        if (weight[title] > 1 if title == main else places[0] < lead and len(places) > 1)
    ]


def _cited(text: str, part: Part) -> dict[str, list[int]]:
    """The titles of plans that a text cites, in order, and where."""
    places: dict[str, list[int]] = {}
    titles: dict[str, str] = {}
    for c in citations(text, part.start, part.end):
        if plan_kind(c.title) and len(c.title) > 5:
            title = titles.setdefault(title_key(c.title), c.title)
            places.setdefault(title, []).append(c.start)
    return places


def _mentioned(reading: Reading, title: str, among: dict[str, None], issued: str = "") -> None:
    plan = cited_plan(Citation(title, 0, 0), reading.area, reading.namer, issued)
    known = next((p for p in reading.plans.values() if p.title and same_title(p.title, title)), None)
    if known is None:
        reading.plans[plan.iri] = plan
    among[(known or plan).iri] = None
