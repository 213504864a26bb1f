"""From the quads to tables of what can be found, of its words, and of what it can be narrowed down by.

The tables stand on disk beside the search index while that is made (`graph.indexing`), so that it can be sorted and
joined without being in memory.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby, product

import pyoxigraph as ox

from graph.folding import compact
from ontology.terms import PROLOGUE

__all__ = ["FORMS", "KINDS", "gather", "year"]

#: What can be found, by the local names of the classes, in the order in which equally good results stand.
KINDS: dict[str, tuple[str, ...]] = {
    "Plan": ("Plan",),
    "Measure": ("Measure",),
    "Section": ("Section",),
    "Indicator": ("Indicator",),
    "Project": ("Project",),
    "Agency": ("Agency", "AgencyGroup"),
    "Region": ("Region", "Zone"),
    "Target": ("Target",),
    "Clause": ("Clause",),
    "Document": ("Document",),
    "Passage": ("Passage",),
}
#: Kinds whose words may stand whole in what they are part of.
_PARTS = ("Target", "Clause")

#: The forms of what is searched, as `staging.literal` tells them apart.
FORMS = _LABEL, _TITLE, _NAME, _NUMBER, _TEXT = tuple(range(5))
#: Which literals are searched, and as what.
_LITERALS = (
    (_LABEL, "?s rdfs:label ?v"),
    (_TITLE, "?s dcterms:title ?v"),
    (_TITLE, "?s skos:prefLabel ?v"),
    (_NAME, "?s skos:altLabel ?v"),
    (_NAME, "?s cp:name/rdfs:label ?v"),
    (_NAME, "?s cp:documentNumber ?v"),
    (_NUMBER, "?s cp:number ?v"),
    (_NAME, "?s cp:sourceName ?v"),
    (_NAME, "?s skos:notation ?v"),
    (_TEXT, "?s cp:text ?v"),
    (_TEXT, "?s cp:quote ?v"),
)

_ACCOUNTABLE = ("cp:leadAgency", "cp:cooperatingAgency", "cp:responsibleAgency")
_ABOUT = ("cp:carries", "cp:interprets", "cp:reportsOn")


def _each(pattern: str, *properties: Iterable[str]) -> list[str]:
    """The pattern with each of the properties: alternatives within one (a|b) are all held in memory by the engine."""
    return [pattern.format(*chosen) for chosen in product(*properties)]


#: Which plan, agency and year a resource has: of its own, of what it is part of, or of what names it.
_FACETS: dict[str, list[str]] = {
    "plan": [
        "?s a cp:Plan BIND(?s AS ?v)",
        "?s cp:plan ?v",
        *_each(
            "?owner cp:plan ?v ; {} ?s", ("cp:clause", "cp:target", "cp:project", "cp:region", *_ACCOUNTABLE)
        ),
        "?owner cp:plan ?v ; cp:target/cp:indicator ?s",
        *_each("?v a cp:Plan ; {} ?s", ("cp:target", "cp:project", "cp:region", "cp:coversRegion")),
        "?v a cp:Plan ; cp:target/cp:indicator ?s",
        *_each("?s {} ?v", _ABOUT),
        *_each("?document {} ?v ; cp:passage ?s", _ABOUT),
    ],
    "agency": [
        "?s a cp:Agency BIND(?s AS ?v)",
        *_each("?s {} ?v", _ACCOUNTABLE),
        *_each("?owner {} ?v ; {} ?s", _ACCOUNTABLE, ("cp:target", "cp:project", "cp:target/cp:indicator")),
    ],
    "year": [
        "?s cp:schedule/cp:due ?v",
        "?s cp:target/cp:deadline ?v",
        "?s a cp:Target ; cp:deadline ?v",
        "?target cp:deadline ?v ; cp:indicator ?s",
    ],
}
_PERIOD = "?s cp:periodStart ?first ; cp:periodEnd ?last"
#: A period of more years than this is a slip of reading.
_LONGEST_PERIOD = 50

_STAGING = """
CREATE TABLE staging.subject (iri TEXT PRIMARY KEY, kind INTEGER, place TEXT) WITHOUT ROWID;
CREATE TABLE staging.literal (iri TEXT, form INTEGER, value TEXT, PRIMARY KEY (iri, form, value)) WITHOUT ROWID;
CREATE TABLE staging.facet (dimension TEXT, iri TEXT, value TEXT, PRIMARY KEY (dimension, iri, value)) WITHOUT ROWID;
CREATE TABLE staging.owner (iri TEXT, owner TEXT, PRIMARY KEY (iri, owner)) WITHOUT ROWID;
CREATE TABLE staging.part (iri TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def _pairs(engine: ox.Store, pattern: str) -> Iterator[tuple[str, str]]:
    """The subjects and values of a pattern, as the engine comes to them."""
    found = engine.query(f"{PROLOGUE}SELECT ?s ?v {{ {pattern} }}")
    assert isinstance(found, ox.QuerySolutions)  # a SELECT
    for subject, value in found:
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
            yield subject.value, value.value


def gather(engine: ox.Store, index: sqlite3.Connection) -> None:
    """Fills the tables of the schema `staging` of `index` from the union of all graphs of `engine`."""
    index.executescript(_STAGING)
    index.execute("BEGIN")
    for kind, classes in enumerate(KINDS.values()):
        for name in classes:
            subjects = _pairs(engine, f"?s a cp:{name} BIND(cp:{name} AS ?v)")
            index.executemany(
                "INSERT OR IGNORE INTO staging.subject VALUES (?, ?, ?)",
                ((iri, kind, _place(iri)) for iri, _ in subjects),
            )
    # a title that was cited, whose plan is here, stands behind the plans
    cited = ((iri,) for iri, _ in _pairs(engine, "?s dcterms:hasVersion ?v"))
    index.executemany("UPDATE staging.subject SET place = '~' || iri WHERE iri = ?", cited)
    for form, pattern in _LITERALS:
        index.executemany(
            "INSERT OR IGNORE INTO staging.literal VALUES (?, ?, ?)",
            ((iri, form, value.strip()) for iri, value in _pairs(engine, pattern) if value.strip()),
        )
    for dimension, patterns in _FACETS.items():
        for pattern in patterns:
            _put_facets(index, dimension, _pairs(engine, pattern))
    _put_facets(index, "year", _periods(engine))
    for pattern in _each("?v {} ?s", ("cp:clause", "cp:target")):
        index.executemany("INSERT OR IGNORE INTO staging.owner VALUES (?, ?)", _pairs(engine, pattern))
    _tell_parts(index)
    index.execute("COMMIT")


def _put_facets(index: sqlite3.Connection, dimension: str, pairs: Iterable[tuple[str, str]]) -> None:
    index.executemany(
        "INSERT OR IGNORE INTO staging.facet VALUES (?, ?, ?)", ((dimension, *pair) for pair in pairs)
    )


def _periods(engine: ox.Store) -> Iterator[tuple[str, str]]:
    """Every year of each plan's period."""
    found = engine.query(f"{PROLOGUE}SELECT ?s ?first ?last {{ {_PERIOD} }}")
    assert isinstance(found, ox.QuerySolutions)  # a SELECT
    for plan, *bounds in found:
        first, last = (year(bound.value) if isinstance(bound, ox.Literal) else None for bound in bounds)
        if isinstance(plan, ox.NamedNode) and first and last and last - first < _LONGEST_PERIOD:
            for each in range(first, last + 1):
                yield plan.value, str(each)


def year(date: str) -> int | None:
    """The year of a date, month or year (xsd:date, gYearMonth, gYear)."""
    return int(date[:4]) if re.match(r"[0-9]{4}(?![0-9])", date) else None


def _place(iri: str) -> str:
    """What an IRI is sorted by: its numbers by their value, so that measure/2 comes before measure/10."""
    return re.sub(r"[0-9]{1,9}", lambda digits: digits[0].zfill(9), iri)


def _tell_parts(index: sqlite3.Connection) -> None:
    """Marks the targets and clauses whose every word stands in what they are part of."""
    kinds = [place for place, name in enumerate(KINDS) if name in _PARTS]
    rows = index.execute(
        "SELECT s.iri, o.owner FROM staging.subject s JOIN staging.owner o USING (iri)"
        f" WHERE s.kind IN ({', '.join(map(str, kinds))}) ORDER BY s.iri, o.owner"
    )
    for iri, owners in groupby(rows, lambda row: str(row[0])):
        mine = _words_of(index, iri)
        if any(_within(mine, _words_of(index, owner)) for _, owner in owners):
            index.execute("INSERT INTO staging.part VALUES (?)", (iri,))


def _words_of(index: sqlite3.Connection, iri: str) -> list[str]:
    rows = index.execute("SELECT value FROM staging.literal WHERE iri = ? ORDER BY form, value", (iri,))
    return [compact(value).rstrip("….") for (value,) in rows]


def _within(part: Iterable[str], whole: list[str]) -> bool:
    return all(any(words in other for other in whole) for words in part)
