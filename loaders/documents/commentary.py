"""Texts about plans: interpretations, which repeat what a plan states, and reports, which quote it."""

from __future__ import annotations

import re
from dataclasses import replace

from loaders.documents.parts import Part
from loaders.documents.plans import cited_plan
from loaders.documents.reading import Reading
from loaders.mentions.quantities import quantities
from loaders.structure.titles import Citation, citations, plan_kind, same_title, title_key
from loaders.text import Range
from ontology.records import Passage, Target

__all__ = ["read_interpretation", "read_report"]


def read_interpretation(reading: Reading, part: Part) -> None:
    """An interpretation repeats targets of its plan: it adds evidence to them, not targets; and its passages."""
    text = reading.text.clean
    row = reading.source.row
    if row and row.interprets:
        for title in row.interprets:
            _mentioned(reading, title, reading.interprets)
    else:
        for iri in reading.carries:
            reading.interprets[iri] = None
        if not reading.carries:
            for title in _main_titles(text, part)[:1]:
                _mentioned(reading, title, reading.interprets)
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


def read_report(reading: Reading, part: Part) -> None:
    """A news report: which plans it is about, and its passages, in which quotations are looked for later."""
    text = reading.text.clean
    row = reading.source.row
    titles = row.reports_on if row and row.reports_on else _main_titles(text, part, part.start + _LEAD)[:1]
    for title in titles:
        _mentioned(reading, title, reading.reports_on)
    if not titles:
        return
    _passages(reading, part)


def _passages(reading: Reading, part: Part) -> None:
    """The passages of a text about plans, in which quotations are looked for later."""
    text = reading.text.clean
    for m in _SENTENCE.finditer(text, part.start, part.end):
        start, end = m.span()
        words = text[start:end].strip()
        if len(words) < 6:
            continue
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


def _main_titles(text: str, part: Part, lead: int | None = None) -> list[str]:
    """The titles of plans that a text cites, the most cited first; one met once counts only before `lead`, if given."""
    count: dict[str, int] = {}
    named: dict[str, str] = {}
    for c in citations(text, part.start, part.end):
        if plan_kind(c.title) and len(c.title) > 5:
            key = title_key(c.title)
            count[key] = count.get(key, 0) + (2 if lead is not None and c.start < lead else 1)
            named.setdefault(key, c.title)
    return [named[k] for k in sorted(count, key=lambda k: -count[k]) if lead is None or count[k] > 1]


def _mentioned(reading: Reading, title: str, among: dict[str, None]) -> None:
    plan = cited_plan(Citation(title, 0, 0), reading.area, reading.namer)
    known = next((p for p in reading.plans.values() if p.title and same_title(p.title, title)), None)
    if known is None:
        reading.plans[plan.iri] = plan
    among[(known or plan).iri] = None
