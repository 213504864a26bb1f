"""Names: those that begin with some characters, those that are like another, and what else to search for."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypedDict

from graph.folding import compact
from graph.gathering import KINDS
from graph.indexing import phrase
from graph.kinds import Kinds

__all__ = ["Named", "Names", "Suggestion", "alike"]

#: The kinds of what is called by a name, and not only told by its words.
_NAMED = ("Plan", "Indicator", "Project", "Agency", "Region")

#: Of a text that is to be compared, so many pairs of characters are looked for.
_PAIRS = 64
_NEAR = 5
#: Names less alike than this are no help to somebody who has found nothing.
_ALIKE = 0.4
_LONGEST_WORD = 12
_LAST = "\U0010ffff"


class Named(TypedDict):
    """A resource by its names: `name` is the one that was found or is most alike, `score` how much, from 0 to 1."""

    iri: str
    kind: str
    label: str
    name: str
    names: list[str]
    score: float


class Suggestion(TypedDict):
    """Something else to search for, and in how many resources it stands."""

    words: str
    count: int


class Names:
    """The names in a search index."""

    def __init__(self, index: sqlite3.Connection, kinds: Kinds) -> None:
        self._index, self._kinds = index, kinds

    def beginning(self, text: str, kinds: Iterable[str] = _NAMED, limit: int = 10) -> list[Named]:
        """Resources with a name that begins with `text`, shorter names first, then those that contain it.

        Args:
            text: some characters, at least one; folded before they are compared.
            kinds: local names of classes, as in `graph.gathering.KINDS`.
            limit: how many resources at most.
        """
        wanted = compact(text)
        if not wanted or limit < 1:
            return []
        where = self._kinds.condition(kinds, "resource")
        found = self._index.execute(
            f"SELECT resource FROM name WHERE folded >= ? AND folded < ? AND {where}"
            " GROUP BY resource ORDER BY min(length(folded)), resource LIMIT ?",
            (wanted, wanted + _LAST, limit),
        ).fetchall()
        if len(found) < limit:
            found += self._index.execute(
                f"SELECT resource FROM name WHERE folded > ? AND instr(folded, ?) > 1 AND {where}"
                " AND resource IN (SELECT rowid FROM characters WHERE characters MATCH ?)"
                " GROUP BY resource ORDER BY min(length(folded)), resource LIMIT ?",
                ("", wanted, f"{{title names}} : {phrase(wanted)}", limit),
            ).fetchall()
        numbers = list(dict.fromkeys(number for (number,) in found))[:limit]
        return [self._named(number, wanted, first=True) for number in numbers]

    def similar(self, text: str, kinds: Iterable[str] = _NAMED, limit: int = 10) -> list[Named]:
        """Resources with a name like `text`, the most alike first.

        Candidates have a name that shares a pair of adjacent characters with `text`, or is `text`; how much alike
        they are is twice the pairs shared by those of both (Dice), of the name for which that is most.

        Args:
            text: a name; folded before it is compared.
            kinds: local names of classes, as in `graph.gathering.KINDS`.
            limit: how many resources at most.
        """
        wanted = compact(text)
        if not wanted or limit < 1:
            return []
        kinds = tuple(kinds)
        mine = self._kinds.condition(kinds, "rowid")
        shared: Counter[int] = Counter()
        for pair in list(dict.fromkeys(_pairs(wanted)))[:_PAIRS]:
            rows = self._index.execute(
                f"SELECT rowid FROM characters WHERE characters MATCH ? AND {mine}",
                (f"{{title names}} : {phrase(pair)}",),
            )
            shared.update(number for (number,) in rows)
        # where many share as much, the name that is the text, or all but, must not be missed
        rows = self._index.execute(
            "SELECT resource FROM name WHERE folded >= ? AND folded < ?"
            f" AND {self._kinds.condition(kinds, 'resource')}"
            " GROUP BY resource ORDER BY min(length(folded)), resource LIMIT ?",
            (wanted, wanted + _LAST, limit),
        )
        near = [number for (number,) in rows]
        best = sorted(shared, key=lambda number: (-shared[number], number))[: 4 * limit + 100]
        every = [self._named(number, wanted) for number in dict.fromkeys((*near, *best))]
        # sorting keeps what is equally alike in the order of candidates
        return sorted(every, key=lambda one: -one["score"])[:limit]

    def instead_of(self, words: Sequence[str]) -> list[Suggestion]:
        """What to search for where nothing has all of `words`: the words in them that occur, and names like them."""
        found = [one for word in words for one in self._words_in(word)]
        near = self.similar("".join(words), KINDS, _NEAR)
        found += [one["name"] for one in near if one["score"] >= _ALIKE]
        return [Suggestion(words=one, count=self._count(one)) for one in dict.fromkeys(found)]

    def _words_in(self, word: str) -> list[str]:
        """The words of the index, as jieba saw them, that a word of a query is made of: each as long as can be."""
        found: list[str] = []
        start = 0
        while start < len(word) - 1:
            parts = [word[start:end] for end in range(min(len(word), start + _LONGEST_WORD), start + 1, -1)]
            marks = ", ".join("?" * len(parts))
            rows = self._index.execute(f"SELECT word FROM word WHERE word IN ({marks})", parts)
            part = max((one for (one,) in rows), key=len, default="")
            if part:
                found.append(part)
            start += len(part) or 1
        return found

    def _count(self, words: str) -> int:
        [(count,)] = self._index.execute(
            "SELECT count(*) FROM characters WHERE characters MATCH ? AND rowid <= ?",
            (phrase(compact(words)), self._kinds.whole),
        )
        return int(count)

    def _named(self, number: int, wanted: str, *, first: bool = False) -> Named:
        iri, label, title, others = self._index.execute(
            "SELECT iri, label, title, names FROM resource WHERE id = ?", (number,)
        ).fetchone()
        names = [name for name in dict.fromkeys((label, *title.split("\n"), *others.split("\n"))) if name]
        if first:
            name = min(names, key=lambda one: _distance(wanted, compact(one)))
        else:
            name = max(names, key=lambda one: alike(wanted, compact(one)))
        return {
            "iri": iri,
            "kind": self._kinds.of(number),
            "label": label,
            "name": name,
            "names": names,
            "score": round(alike(wanted, compact(name)), 4),
        }


def _pairs(text: str) -> list[str]:
    return [text[place : place + 2] for place in range(len(text) - 1)]


def alike(one: str, other: str) -> float:
    """How much two folded names are alike, from 0 to 1: twice the pairs of characters shared, by those of both."""
    if one == other:
        return 1.0
    if one.isdecimal() != other.isdecimal():  # a code is like another code, and like no name
        return 0.0
    mine, theirs = Counter(_pairs(one)), Counter(_pairs(other))
    return 2 * (mine & theirs).total() / max(1, mine.total() + theirs.total())


def _distance(wanted: str, name: str) -> tuple[int, int]:
    """How far a name is from one that begins with the text: the less, the better."""
    place = name.find(wanted)
    return (2 if place < 0 else min(place, 1), len(name))
