"""Making the search index of a generation: one SQLite file, written once from the finished quads.

    resource    what can be found: IRI, label, texts to show. Numbered by kind and then by IRI, so that the numbers of
                a kind are one run, and the order of numbers is the order of results that are equally good
    kind        the run of numbers of each kind; runs of parts, whose words stand in what they are part of, come last
    name        every name, folded, for whole names and beginnings
    characters  FTS5 over single characters, contentless: a word of a query is a phrase of it, so that every
                part of a text is found, whatever words jieba would see in it
    facet       plan, agency or year of a resource
    word        the words that jieba sees

Everything goes through tables on disk, so that memory does not grow with the number of texts; the same quads give
the same bytes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox

from graph.folding import BOUNDARY, compact
from graph.gathering import FORMS, KINDS, gather, year
from graph.segmentation import words as segmented
from graph.store import NoSearch

__all__ = ["FILE", "FORMAT", "check", "phrase", "write"]

#: The name of the file in the folder of a generation.
FILE = "search.sqlite"

#: The form of the file; a reader takes no other.
FORMAT = 1

#: Kinds that belong to one plan, which is told with them.
_OF_A_PLAN = ("Measure", "Section", "Target", "Clause")

_SCHEMA = """
CREATE TABLE resource (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, label TEXT NOT NULL, number TEXT NOT NULL,
    plan INTEGER, title TEXT NOT NULL, names TEXT NOT NULL, text TEXT NOT NULL, starts BLOB NOT NULL);
CREATE TABLE kind (name TEXT NOT NULL, part INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE TABLE name (folded TEXT, resource INTEGER, name TEXT, PRIMARY KEY (folded, resource, name)) WITHOUT ROWID;
CREATE TABLE facet (dimension TEXT, resource INTEGER, value INTEGER, PRIMARY KEY (dimension, resource, value))
    WITHOUT ROWID;
CREATE TABLE word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE characters USING fts5(title, names, text, content = '', columnsize = 0, tokenize = 'ascii');
INSERT INTO characters (characters, rank) VALUES ('hashsize', 16777216);
"""

#: The tokenizer parts texts at ASCII signs and nowhere else: they are written as their full-width forms.
_SIGNS = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if not chr(code).isalnum()}


def phrase(folded: str) -> str:
    """A compact text as a phrase to look for (FTS5): in its quotation marks nothing has a meaning but themselves,
    and a compact text has none.
    """
    return f'"{_characters(folded)}"'


def _characters(folded: str) -> str:
    """A compact text as the index has it: every character a token."""
    return " ".join(folded.translate(_SIGNS))


def check() -> None:
    """Makes sure that this Python can search.

    Raises:
        NoSearch: its SQLite was compiled without FTS5.
    """
    with closing(sqlite3.connect(":memory:")) as trial:
        try:
            trial.execute("CREATE VIRTUAL TABLE trial USING fts5(text)")
        except sqlite3.OperationalError as error:
            raise NoSearch(
                f"the SQLite {sqlite3.sqlite_version} of this Python has no FTS5, which text search needs; "
                "use a Python whose SQLite was compiled with it (SQLITE_ENABLE_FTS5)"
            ) from error


def write(engine: ox.Store, file: Path) -> None:
    """Writes the index of the union of all graphs of `engine` to `file`, which must not exist yet.

    Raises:
        NoSearch: see `check`.
    """
    check()
    staging = file.with_name(f"{file.name}-staging")
    with closing(sqlite3.connect(file, isolation_level=None)) as index:
        index.execute("ATTACH ? AS staging", (str(staging),))
        for schema in ("main", "staging"):  # a draft that was cut short is thrown away
            index.execute(f"PRAGMA {schema}.journal_mode = OFF")
            index.execute(f"PRAGMA {schema}.synchronous = OFF")
        gather(engine, index)
        index.executescript(_SCHEMA)
        index.execute("BEGIN")
        _number(index)
        _fill(index)
        index.execute(f"PRAGMA user_version = {FORMAT}")
        index.execute("COMMIT")
    staging.unlink()


def _number(index: sqlite3.Connection) -> None:
    """Gives every resource its number, and every kind its run."""
    index.execute(
        "CREATE TABLE staging.numbered AS SELECT row_number() OVER (ORDER BY p.iri IS NOT NULL, kind, place, iri)"
        " AS id, iri, kind, p.iri IS NOT NULL AS part FROM staging.subject LEFT JOIN staging.part p USING (iri)"
        " ORDER BY id"
    )
    index.execute("CREATE UNIQUE INDEX staging.number_of ON numbered (iri, id)")
    runs = index.execute(
        "SELECT kind, part, min(id), max(id) FROM staging.numbered GROUP BY part, kind ORDER BY min(id)"
    ).fetchall()
    names = list(KINDS)
    index.executemany("INSERT INTO kind VALUES (?, ?, ?, ?)", ((names[kind], *run) for kind, *run in runs))
    index.execute(
        "INSERT INTO facet SELECT f.dimension, n.id, v.id FROM staging.facet f JOIN staging.numbered n USING (iri)"
        " JOIN staging.numbered v ON v.iri = f.value WHERE f.dimension != 'year' ORDER BY 1, 2, 3"
    )
    index.create_function("year_of", 1, year, deterministic=True)
    index.execute(
        "INSERT OR IGNORE INTO facet SELECT 'year', n.id, year_of(f.value) FROM staging.facet f"
        " JOIN staging.numbered n USING (iri) WHERE f.dimension = 'year' AND year_of(f.value) ORDER BY 1, 2, 3"
    )
    index.execute("CREATE INDEX facet_of ON facet (dimension, value, resource)")


def _fill(index: sqlite3.Connection) -> None:
    rows = index.execute(
        "SELECT n.id, n.iri, n.kind, n.part, l.form, l.value FROM staging.numbered n"
        " LEFT JOIN staging.literal l USING (iri) ORDER BY n.id, l.form, l.value"
    )
    names = list(KINDS)
    for (number, iri, kind, part), literals in groupby(rows, lambda row: row[:4]):
        forms: tuple[list[str], ...] = tuple([] for _ in FORMS)
        for *_, form, value in literals:
            if form is not None:  # a resource without any words
                forms[form].append(value)
        plan = _plan(index, number) if names[kind] in _OF_A_PLAN else None
        _put(index, number, iri, plan, forms, whole=not part)
    index.execute("INSERT INTO characters (characters) VALUES ('optimize')")


def _plan(index: sqlite3.Connection, number: int) -> int | None:
    found = index.execute(
        "SELECT value FROM facet WHERE dimension = 'plan' AND resource = ? LIMIT 1", (number,)
    ).fetchone()
    return found[0] if found else None


def _put(
    index: sqlite3.Connection,
    number: int,
    iri: str,
    plan: int | None,
    forms: tuple[list[str], ...],
    *,
    whole: bool,
) -> None:
    """Writes one resource and, if it is `whole` and no part of another, its names and the words that jieba sees."""
    labels, titles, names, numbers, texts = forms
    text = "\n".join(texts)
    body = compact(text)
    label = next(iter(labels or titles or names or texts), iri)
    # a label that was cut from the text is no title
    own = [
        one
        for one in dict.fromkeys((*labels, *titles))
        if one in titles or compact(one).rstrip("….") not in body
    ]
    other = [one for one in names if one not in own]
    title = "\n".join(own)
    words: set[str] = set()
    starts = b"".join(_starts(one, words) for one in (compact(title), body)) if whole else b""
    index.execute(
        "INSERT INTO resource VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, iri, label, " ".join(numbers), plan, title, "\n".join(other), text, starts),
    )
    index.execute(
        "INSERT INTO characters (rowid, title, names, text) VALUES (?, ?, ?, ?)",
        (number, _lines(own), _lines([*other, *numbers]), _characters(body)),
    )
    if whole:
        index.executemany("INSERT OR IGNORE INTO word VALUES (?)", ((word,) for word in sorted(words)))
        index.executemany(
            "INSERT OR IGNORE INTO name VALUES (?, ?, ?)",
            ((compact(one), number, one) for one in (*own, *other)),
        )


def _lines(texts: Iterable[str]) -> str:
    return f" {BOUNDARY} ".join(_characters(compact(text)) for text in texts)


def _starts(text: str, words: set[str]) -> bytes:
    """Where in a compact text words start, by jieba: a bit a character, from the lowest; the words go to `words`."""
    bits = place = 0
    for word in segmented(text):
        bits |= 1 << place
        place += len(word)
        if len(word) > 1:
            words.add(word)
    return bits.to_bytes(-(-len(text) // 8), "little")
