"""Searching: the resources of a generation in whose names or texts all words of a query stand.

A word is found wherever its characters follow each other, also within longer words; see `graph.folding` for what
counts as the same character. Results stand in this order:

    1. a name of theirs is the query    2. all words stand in the title    3. the words stand in names or text
    and among these, words as jieba sees them before runs of characters across words, then by kind and IRI
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Self, TypedDict
from urllib.parse import quote

from graph.folding import compact, words
from graph.indexing import FILE, FORMAT, check, phrase
from graph.kinds import Kinds
from graph.marking import Piece, edges, marked, snippet
from graph.names import Names, Suggestion
from graph.store import NoSearch

__all__ = ["CALLS", "DIMENSIONS", "Condition", "Found", "Hit", "Index", "Value"]

#: What results can be narrowed by.
DIMENSIONS = ("type", "plan", "agency", "year")

#: What can be asked of an index from another process: of itself, and of its names.
CALLS = ("search", "beginning", "similar")

#: So many results are put in order by the words that jieba sees; those after them by kind and IRI alone.
_RANKED = 1000
#: Of plans and agencies, so many are told with their numbers, those with the most results.
_VALUES = 30

#: The number of a result; the sign keeps SQLite from looking up facets by a bound on it.
_RESOURCE = "+hit.resource"

#: A condition of SQL, and the values for its marks.
Condition = tuple[str, tuple[Any, ...]]


class Hit(TypedDict):
    """A resource that was found. `snippet` is of its text or, if `of` is "names", the names that were found."""

    iri: str
    kind: str
    label: list[Piece]
    number: str
    plan: str
    plan_label: str
    of: str
    snippet: list[Piece]


class Value(TypedDict):
    """A value that results can be narrowed to: the local name of a class, an IRI, or a year; and how many have it."""

    value: str
    label: str
    count: int
    selected: bool


class Found(TypedDict):
    """The answer to a search; `without` is how many results there would be if nothing narrowed them."""

    words: list[str]
    total: int
    without: int
    hits: list[Hit]
    facets: dict[str, list[Value]]
    suggestions: list[Suggestion]


class Index:
    """The search index of one generation, for reading; for one caller at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._index = connection
        self._index.execute("PRAGMA temp_store = MEMORY")
        self._index.execute("CREATE TEMP TABLE hit (resource INTEGER PRIMARY KEY, tier INTEGER NOT NULL)")
        self._kinds = Kinds(connection)
        self.names = Names(connection, self._kinds)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The index in the folder of a generation.

        Raises:
            NoSearch: there is none that could be read; the text says why and what to do.
        """
        file = folder / FILE
        check()
        if not file.is_file():
            raise NoSearch(
                "this generation was built before there was a text search; build again with: crossplan build"
            )
        try:
            # nothing writes the file any more, so that nothing need be locked
            connection = sqlite3.connect(
                f"file:{quote(str(file.absolute()))}?mode=ro&immutable=1",
                uri=True, isolation_level=None, check_same_thread=False,
            )  # fmt: skip
            [(form,)] = connection.execute("PRAGMA user_version")
        except sqlite3.Error as error:
            raise NoSearch(f"{file}: no readable search index ({error}); build again") from error
        if form != FORMAT:
            connection.close()
            raise NoSearch(
                "the search index of this generation was built by another version; "
                "build again with: crossplan build"
            )
        return cls(connection)

    def close(self) -> None:
        """Lets the file go."""
        self._index.close()

    def call(self, name: str, arguments: dict[str, Any]) -> Any:
        """What the method called `name`, one of `CALLS`, answers: for those who ask from another process.

        Raises:
            StoreError: what the method raises.
        """
        calls: dict[str, Callable[..., Any]] = dict(
            zip(CALLS, (self.search, self.names.beginning, self.names.similar), strict=True)
        )
        return calls[name](**arguments)

    # --- searching ------------------------------------------------------------------------------

    def search(
        self, query: str, chosen: dict[str, Sequence[str]] | None = None, *, offset: int = 0, size: int = 20
    ) -> Found:
        """The resources in which all words of `query` stand.

        Args:
            query: words, parted by blanks; in quotation marks, a phrase.
            chosen: what to narrow the results to, by the names in `DIMENSIONS`: one of the values of each.
            offset: how many results to leave out.
            size: how many to give.

        Raises:
            WordsTooShort, WordsTooLong: see `graph.folding.words`.
        """
        wanted = words(query)
        narrowed = {name: tuple(values) for name, values in (chosen or {}).items() if values}
        self._find(wanted)
        conditions = {name: self._condition(name, narrowed.get(name, ())) for name in DIMENSIONS}
        total = self._count(list(conditions.values()))
        without = self._count([self._condition("type", ())]) if narrowed else total
        return {
            "words": list(wanted),
            "total": total,
            "without": without,
            "hits": [self._hit(wanted, one) for one in self._ranked(wanted, conditions, offset, size)],
            "facets": {name: self._values(name, conditions, narrowed.get(name, ())) for name in DIMENSIONS},
            "suggestions": [] if without else self.names.instead_of(wanted),
        }

    def matching(self, query: str) -> frozenset[str]:
        """The IRIs of all resources in which all words of `query` stand, parts of others among them.

        Raises:
            WordsTooShort, WordsTooLong: see `graph.folding.words`.
        """
        rows = self._index.execute(
            "SELECT r.iri FROM characters c JOIN resource r ON r.id = c.rowid WHERE characters MATCH ?",
            (_all_of(words(query)),),
        )
        return frozenset(iri for (iri,) in rows)

    def _find(self, wanted: tuple[str, ...]) -> None:
        """Puts into the table of hits all resources that have the words, and how well they fit."""
        put = "INSERT OR REPLACE INTO hit SELECT rowid, ? FROM characters WHERE characters MATCH ?"
        self._index.execute("DELETE FROM hit")
        self._index.execute(put, (3, _all_of(wanted)))
        self._index.execute(put, (2, f"{{title}} : ({_all_of(wanted)})"))
        self._index.execute(
            "UPDATE hit SET tier = 1 WHERE resource IN (SELECT resource FROM name WHERE folded = ?)",
            ("".join(wanted),),
        )

    def _condition(self, dimension: str, values: Sequence[str]) -> Condition:
        """The condition on `hit.resource` that one of the values of a dimension is chosen."""
        if dimension == "type":
            # a part is found by itself only where its kind is asked for: its words are shown with the whole
            if not values:
                return f"{_RESOURCE} <= {self._kinds.whole}", ()
            return self._kinds.condition(values, _RESOURCE), ()
        if not values:
            return "TRUE", ()
        if dimension == "year":
            known = [int(one) for one in values if re.fullmatch("[0-9]{4}", one)]
        else:
            known = self._numbers(values)
        marks = ", ".join("?" * len(known))
        return (
            f"{_RESOURCE} IN (SELECT f.resource FROM facet f WHERE f.dimension = ? AND f.value IN ({marks}))",
            (dimension, *known),
        )

    def _numbers(self, iris: Sequence[str]) -> list[int]:
        """The numbers of plans and agencies by their IRIs."""
        marks = ", ".join("?" * len(iris))
        kinds = self._kinds.condition(("Plan", "Agency"), "id")
        return [
            n
            for (n,) in self._index.execute(
                f"SELECT id FROM resource WHERE {kinds} AND iri IN ({marks})", iris
            )
        ]

    def _count(self, conditions: Iterable[Condition]) -> int:
        where, values = _joined(conditions)
        [(count,)] = self._index.execute(f"SELECT count(*) FROM hit WHERE {where}", values)
        return int(count)

    def _values(
        self, dimension: str, conditions: dict[str, Condition], selected: Sequence[str]
    ) -> list[Value]:
        """How many results each value of a dimension would leave, whatever of the same dimension is chosen."""
        others = [condition for name, condition in conditions.items() if name != dimension]
        if dimension == "type":
            counted = {kind: self._count([*others, self._condition("type", (kind,))]) for kind in self._kinds}
            return [
                {"value": kind, "label": kind, "count": count, "selected": kind in selected}
                for kind, count in counted.items()
                if count or kind in selected
            ]
        where, values = _joined(others)
        # from few results to their values, or from all values to the results, whichever is less to read
        join = "CROSS JOIN" if 3 * self._count(()) < self._kinds.whole else "JOIN"
        rows = self._index.execute(
            f"SELECT f.value, count(*) FROM hit {join} facet f ON f.dimension = ? AND f.resource = hit.resource"
            f" WHERE {where} GROUP BY f.value ORDER BY 2 DESC, 1",
            (dimension, *values),
        ).fetchall()
        if dimension == "year":
            every = [(str(year), str(year), count) for year, count in sorted(rows)]
        else:
            chosen = set(self._numbers(selected))
            shown = [*rows[:_VALUES], *(row for row in rows[_VALUES:] if row[0] in chosen)]
            every = [(*self._named(number), count) for number, count in shown]
        return [
            {"value": value, "label": label, "count": count, "selected": value in selected}
            for value, label, count in every
        ]

    def _named(self, number: int) -> tuple[str, str]:
        iri, label = self._index.execute("SELECT iri, label FROM resource WHERE id = ?", (number,)).fetchone()
        return iri, label

    # --- results --------------------------------------------------------------------------------

    def _ranked(
        self,
        wanted: tuple[str, ...],
        conditions: dict[str, Condition],
        offset: int,
        size: int,
    ) -> list[int]:
        """The numbers of one page of results."""
        where, values = _joined(conditions.values())
        ordered = f"SELECT resource, tier FROM hit WHERE {where} ORDER BY tier, resource LIMIT ? OFFSET ?"
        first = self._index.execute(ordered, (*values, _RANKED, 0)).fetchall() if offset < _RANKED else []
        best = sorted(first, key=lambda row: (row[1], -self._seen_by_jieba(wanted, row[0]), row[0]))
        page = best[offset : offset + size]
        if len(page) < size:
            start = max(offset, _RANKED)
            page += self._index.execute(ordered, (*values, size - len(page), start)).fetchall()
        return [number for number, _ in page]

    def _seen_by_jieba(self, wanted: tuple[str, ...], number: int) -> int:
        """How far the words are words in a resource, and not mere runs of characters: the more, the further."""
        title, names, text, starts = self._index.execute(
            "SELECT title, names, text, starts FROM resource WHERE id = ?", (number,)
        ).fetchone()
        title, names, text = compact(title), compact(names), compact(text)
        cut = -(-len(title) // 8)
        in_title, in_text = (int.from_bytes(part, "little") for part in (starts[:cut], starts[cut:]))
        # other names are short: what stands in one is meant
        return sum(
            2 if word in names else max(edges(word, title, in_title), edges(word, text, in_text))
            for word in wanted
        )

    def _hit(self, wanted: tuple[str, ...], number: int) -> Hit:
        iri, label, printed, plan, names, text = self._index.execute(
            "SELECT iri, label, number, plan, names, text FROM resource WHERE id = ?", (number,)
        ).fetchone()
        body = compact(text)
        others = [one for one in names.split("\n") if any(word in compact(one) for word in wanted)]
        of_names = bool(others) and not any(word in body for word in wanted)
        plan_iri, plan_label = self._named(plan) if plan else ("", "")
        return {
            "iri": iri,
            "kind": self._kinds.of(number),
            "label": marked(wanted, label),
            "number": printed,
            "plan": plan_iri,
            "plan_label": plan_label,
            "of": "names" if of_names else "text",
            "snippet": snippet(wanted, "；".join(others) if of_names else text),
        }


def _all_of(wanted: Iterable[str]) -> str:
    return " AND ".join(map(phrase, wanted))


def _joined(conditions: Iterable[Condition]) -> Condition:
    every = list(conditions)
    return " AND ".join(text for text, _ in every) or "TRUE", tuple(
        value for _, values in every for value in values
    )
