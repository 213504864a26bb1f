"""What stands between documents: quotations, continuations, successions."""

from __future__ import annotations

from decimal import Decimal

from ontology.records.base import Record, many, one, record

__all__ = [
    "Continuation",
    "Difference",
    "PossibleContinuation",
    "Quotation",
    "SectionQuotation",
    "Succession",
]


@record
class _Quoting(Record):
    """What a quotation says of the words that it quotes."""

    fidelity: str = one("cp:fidelity", "term")
    difference: tuple[str, ...] = many("cp:difference", "iri")
    basis: str | None = one("cp:basis", "term")


@record
class Quotation(_Quoting):
    """A document's quotation of a measure, with its differences."""

    measure: str = one("cp:measure", "iri")


@record
class SectionQuotation(_Quoting):
    """An interpretation's quotation of a section of its plan, with its differences."""

    section: str = one("cp:quotedSection", "iri")
    document: str = one("cp:quotingDocument", "iri")


@record
class Difference(Record):
    """One place where a quotation departs from the official words."""

    report_wording: str | None = one("cp:reportWording", "prose")
    official_wording: str | None = one("cp:officialWording", "prose")


@record
class Succession(Record):
    """The claim that a plan succeeds an earlier one of its series; says what the claim rests on."""

    later: str = one("cp:later", "iri")
    earlier: str = one("cp:earlier", "iri")
    method: str | None = one("cp:method", "prose")
    basis: str = one("cp:basis", "term")


@record
class _Compared(Record):
    """Two measures that were compared: which is the later, how near they are, and what that rests on."""

    later: str = one("cp:later", "iri")
    earlier: str = one("cp:earlier", "iri")
    score: Decimal | None = one("cp:score", "decimal")
    shared_words: tuple[str, ...] = many("cp:sharedWords", "prose")
    method: str | None = one("cp:method", "prose")
    basis: str = one("cp:basis", "term")


@record
class Continuation(_Compared):
    """The claim that a measure continues an earlier plan's measure."""


@record
class PossibleContinuation(_Compared):
    """Two measures so alike that one may continue the other, though not enough to claim it."""
