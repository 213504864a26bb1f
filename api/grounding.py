"""What the answer to a stored question rests on, as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox

from api.asking import PAGE_BYTES, labels, rows
from api.display import Cell, Display
from api.languages import Words
from api.visit import Visit
from api.vocabulary import ontology
from api.workers.lease import Lease
from graph.ask import Question
from graph.store import Term

__all__ = ["Grounds", "grounds"]

Row = tuple[Term | None, ...]

_ROWS = 1000
_SHARE = (
    Words("依据的事实", "facts"), Words("事实数", "how many"), Words("写明", "stated"), Words("承接", "inherited"),
    Words("推断", "inferred"), Words("更正", "corrected"), Words("承接和推断的占比", "share inherited or inferred"),
)  # fmt: skip
_WORDS = (
    Words("答案的行", "row of the answer"), Words("依据的事实", "fact"), Words("种类", "kind"),
    Words("如何得知", "how it is known"), Words("原文", "source words"), Words("文件", "document"),
    Words("起止字符", "characters"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grounds:
    """Tables of the facts behind an answer: `share` always, `words` where they are asked for, `total` rows of them."""

    share_columns: list[str]
    share: list[list[Cell]]
    words_columns: list[str]
    words: list[list[Cell]]
    total: int


async def grounds(
    visit: Visit, lease: Lease, question: Question, asked: Mapping[str, str], answer: Sequence[Row]
) -> Grounds:
    """The tables of what `answer` rests on.

    Args:
        visit: who asks.
        lease: a worker.
        question: what was asked.
        asked: the queries of `Question.grounded` by form: `share`, and `words` where that is to be shown.
        answer: the rows of the answer, whose places the words name.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    counted = await rows(lease, asked["share"])
    found = (await rows(lease, asked["words"], PAGE_BYTES)) if "words" in asked else []
    shown = found[:_ROWS]
    named = {term.value for row in shown for term in row[-9:] if isinstance(term, ox.NamedNode)}
    display = Display(visit, ontology(), lease.manifest["base"], await labels(lease, named))
    kinds = {one.zh: Words(one.zh, one.en) for one in question.grounds}
    places = {row: str(number) for number, row in enumerate(answer, 1)}

    def kind(term: Term | None) -> Cell:
        return Cell(display.said(kinds[term.value])) if isinstance(term, ox.Literal) else Cell("")

    def source(row: Row) -> list[Cell]:
        fact, sort, basis, _, document, _, start, end, said = row[-9:]
        characters = "–".join(term.value for term in (start, end) if isinstance(term, ox.Literal))
        cells = [
            display.cell(fact),
            kind(sort),
            display.cell(basis),
            display.cell(said),
            display.cell(document),
        ]
        return [Cell(places.get(row[:-9], "")), *cells, Cell(characters)]

    return Grounds(
        [display.said(one) for one in _SHARE],
        [[kind(row[0]), *map(display.cell, row[1:-1]), Cell(_percent(row[-1]))] for row in counted],
        [display.said(one) for one in _WORDS],
        [source(row) for row in shown],
        len(found),
    )


def _percent(term: Term | None) -> str:
    return f"{Decimal(term.value) * 100:.1f} %".replace(".0 ", " ") if isinstance(term, ox.Literal) else ""
