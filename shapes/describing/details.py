"""The details of findings: for each case the words that the queries of a rule give (see cps:Detail)."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyoxigraph as ox

from shapes.compiled.facts import Facts
from shapes.data import Data
from shapes.describing.queries import DetailQuery
from shapes.findings import words_of
from shapes.results import Result
from shapes.rules import Detail
from shapes.terms import Term

__all__ = ["Details"]

_PLACE = re.compile(r"\{[?$](\w+)\}")
_NUMBERS = frozenset(
    f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal", "double", "float")
)
#: The longest words of the data that fill a place, in characters.
_LONGEST = 1_000

#: A term as words, after what puts it in its place among others (as SPARQL 1.1, section 15.1, orders terms).
_Told = tuple[int, float, str]
_UNBOUND: _Told = (0, 0.0, "")


class Details:
    """One sentence about each of some results, as far as its query fills it.

    A query that selects ?this is asked of the focus nodes, any other one of the values. Where it selects both, a row is
    about the findings with that value.

    Args:
        data: what is audited.
        facts: what is known of it.
        detail: the query and the sentence.
        results: what is asked about.

    Raises:
        UnreadableData: the query cannot be asked.
    """

    def __init__(self, data: Data, facts: Facts, detail: Detail, results: Sequence[Result]) -> None:
        self._zh, self._en = _Sentence(detail.sentence.zh, "、"), _Sentence(detail.sentence.en, ", ")
        query = DetailQuery.of(detail.query)
        needed = {*self._zh.names, *self._en.names}
        self._names = [name for name in query.selected if name in needed]
        self._fills = needed <= set(query.selected)
        #: By focus and value what the rows say: of each variable by which they are ordered, and of each that is needed.
        self._rows: dict[tuple[Term | None, Term | None], list[tuple[_Told, ...]]] = {}
        self._order = None if query.order is None else len(query.order)
        of_focus = "this" in query.selected
        asked: dict[Term | None, Term] = {
            n: n for r in results if (n := r.focus if of_focus else r.value) is not None
        }
        place = {name: n for n, name in enumerate(query.selected)}
        columns = [place[name] for name in (*(query.order or ()), *self._names)]
        this, of = place.get("this"), place.get("value")
        told: dict[Term | None, _Told] = {None: _UNBOUND}  # the names of units come many times
        for row in query.rows(data, facts, list(asked.values()), len(results)):
            focus, value = None if this is None else row[this], None if of is None else row[of]
            node = asked.get(value if focus is None else focus)
            if node is not None:
                said = tuple([told.get(t) or told.setdefault(t, _told(t)) for t in [row[c] for c in columns]])
                about = (None, node) if focus is None else (node, value)
                self._rows.setdefault(about, []).append(said)

    def sentence(self, result: Result) -> tuple[str, str] | None:
        """The sentence about a result, in Chinese and in English; None where the query does not fill it."""
        rows, focus, value = self._rows, result.focus, result.value
        said = rows.get((focus, value)) or rows.get((focus, None)) or rows.get((None, value))
        if said is None or not self._fills:
            return None
        if len(said) > 1 and self._order is not None:
            said = sorted(said)
        skipped = self._order or 0
        words = {
            name: list(dict.fromkeys(row[skipped + n][2] for row in said if row[skipped + n] is not _UNBOUND))
            for n, name in enumerate(self._names)
        }
        return (self._zh.filled(words), self._en.filled(words)) if all(words.values()) else None


class _Sentence:
    """A sentence with places for the words of variables."""

    def __init__(self, sentence: str, between: str) -> None:
        # the words around the places, and the variables in them, in turn
        self._pieces, self._between = _PLACE.split(sentence), between
        self.names = self._pieces[1::2]

    def filled(self, words: dict[str, list[str]]) -> str:
        pieces = self._pieces.copy()
        pieces[1::2] = [self._between.join(words[name]) for name in self.names]
        return "".join(pieces)


def _told(term: Term) -> _Told:
    if isinstance(term, ox.Literal):
        if term.datatype.value in _NUMBERS:
            try:
                return (3, float(term.value), _cut(term.value))
            except ValueError:
                pass
        return (4, 0.0, _cut(term.value))
    return (1 if isinstance(term, ox.BlankNode) else 2, 0.0, _cut(words_of(term)))


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
