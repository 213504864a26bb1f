"""Corrections applied: the records of a document as a person who compared the text says that they should be.

A row finds its words, the words the item that they belong to, and the item the fact (see
`loaders.corrections.revisions`). The row itself stays as a Correction, with what was read. A row that does not fit
any more changes nothing and is kept as a reading note.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

from loaders.corrections.ledger import Item, Ledger
from loaders.corrections.revisions import revise
from loaders.corrections.rows import REASONS, CorrectionRow, Unapplied
from loaders.corrections.site import Site, Unfit
from loaders.formats import NOWHERE, Places
from loaders.spans import Spans
from loaders.text import Range, Text
from ontology.dates import PartialDate
from ontology.iri import Namer
from ontology.records import Clause, Correction, Measure, Plan, ReadingNote, Record, Section

__all__ = ["amended"]


def amended(
    records: Iterable[Record], text: Text, document: str, rows: Sequence[CorrectionRow], namer: Namer,
    places: Places = NOWHERE,
) -> tuple[list[Record], list[Unapplied]]:  # fmt: skip
    """The records of a document after the corrections of it, and the rows that could not be applied.

    Args:
        records: what was read.
        text: the document, cleaned.
        document: its IRI.
        rows: the corrections of this document, in their order.
        namer: makes the IRIs.
        places: where in the file the text stands, if it was taken out of a format of pages, paragraphs or cells.
    """
    ledger = Ledger(records)
    unapplied: list[Unapplied] = []
    for number, row in enumerate(rows, 1):
        iri = namer.part(document, "correction", number)
        evidence: tuple[str, ...] = ()
        try:
            quote = _find(text, row.quote)
            spans = Spans(text, document, places)
            evidence = spans.at(quote)
            found = list(spans.records())
            for span in found:
                if ledger.get(type(span), span.iri) is None:
                    ledger.put(span)
            items = _items(ledger, row.fact, min(s.start for s in found), max(s.end for s in found))
            touched = revise(Site(ledger, row, namer, text.clean[slice(*quote)].strip(), evidence, items))
        except Unfit as unfit:
            unapplied.append(Unapplied(row, unfit.reason))
            ledger.put(_left_over(iri, document, row, unfit.reason, evidence, namer))
        else:
            ledger.put(_record(iri, row, touched, evidence))
    return ledger.records(), unapplied


def _find(text: Text, quote: str) -> Range:
    """Where the words that a row quotes stand in the clean text; they may be quoted as cleaned or as received.

    Raises:
        Unfit: they do not occur, or more than once.
    """
    if (at := _once(text.clean, quote)) is not None:
        return at, at + len(quote)
    if (at := _once(text.received, quote)) is None:
        raise Unfit("gone")
    every = range(len(text.clean))
    start = bisect_left(every, at, key=lambda i: text.origin(i, i + 1)[0])
    end = bisect_right(every, at + len(quote), key=lambda i: text.origin(i, i + 1)[1])
    if start >= end:
        raise Unfit("gone")  # words that cleaning took out
    return start, end


def _once(text: str, quote: str) -> int | None:
    """Where a quote stands in a text, if it does.

    Raises:
        Unfit: it stands there more than once.
    """
    at = text.find(quote)
    if at >= 0 and text.find(quote, at + 1) >= 0:
        raise Unfit("ambiguous")
    return at if at >= 0 else None


#: What can have a fact of each kind; all others are for measures and clauses alone.
_OWNERS: dict[str, tuple[type[Record], ...]] = {
    "title": (Measure, Section),
    **dict.fromkeys(("target", "project", "region"), (Measure, Clause, Section, Plan)),
}


def _items(ledger: Ledger, fact: str, start: int, end: int) -> list[Item]:
    """The item that the words from `start` to `end` belong to; if it is a clause, the measure above it behind it.

    Raises:
        Unfit: nothing that can have such a fact stands there.
    """
    item = ledger.item_at(start, end)
    above = ledger.measure_of(item) if isinstance(item, Clause) else None
    kinds = _OWNERS.get(fact, (Measure, Clause))
    items = [i for i in (item, above) if i is not None and isinstance(i, kinds)]
    if not items:
        raise Unfit("unowned")
    return items


def _record(iri: str, row: CorrectionRow, touched: str, evidence: tuple[str, ...]) -> Correction:
    on = date.fromisoformat(row.date)
    return Correction(
        iri=iri, label=f"更正：{_change(row)}", corrects=(touched,), fact_kind=row.fact, was_read=row.was or None,
        is_right=row.right or None, corrected_by=row.who, reason=row.why,
        date=PartialDate(on.year, on.month, on.day), evidence=evidence,
    )  # fmt: skip


def _left_over(
    iri: str, document: str, row: CorrectionRow, reason: str, evidence: tuple[str, ...], namer: Namer
) -> ReadingNote:
    return ReadingNote(
        iri=namer.part(iri, "note", 1), label="有一条更正未能套用", concerns=document,
        kind="correction-not-applied", text=f"{REASONS[reason][0]}：“{row.quote}”，{_change(row)}（{row.who}）",
        evidence=evidence,
    )  # fmt: skip


def _change(row: CorrectionRow) -> str:
    return f"{row.was or '无'}→{row.right or '无'}"
