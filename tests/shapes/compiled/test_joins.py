"""Queries whose triples are read as sets find what they find as written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

import pyoxigraph as ox
import pytest

from shapes.compiled.facts import NoFacts, StoreFacts
from shapes.compiled.joins import joined
from tests.shapes.compiled.random_shapes import data

CASES = 1500
P, Q, R = (f"<https://example.org/p{i}>" for i in range(3))
FOCI = f"{{ SELECT DISTINCT ?this {{ ?this {P} ?_object }} }}"
PATHS = (P, Q, f"^{P}", f"{P}/{Q}", f"{P}?/{Q}", f"({P}|{Q})", f"^{P}/{Q}?", f"{Q}?/({P}|^{R})", f"{P}?", f"{P}*/{Q}",
         f"!({P})", f"^({P}/{Q})")  # fmt: skip


def random_query(random: Random) -> str:
    """Triples, paths and filters about $this and three more variables."""
    pick = random.choice

    def node() -> str:
        return pick(("$this", "$this", "?a", "?b", "?c"))

    def triple(*, simple: bool) -> str:
        end = pick((node(), node(), "<https://example.org/n1>", '"1"'))
        return f"{node()} {pick(PATHS[:3] if simple else PATHS)} {end} ."

    parts = [f"$this {pick(PATHS)} ?a .", *(triple(simple=False) for _ in range(pick((0, 1, 2))))]
    for number in range(pick((0, 1, 1, 2))):
        fresh, new = f"?x{random.randrange(9)}", f"?n{number}"
        parts.append(
            pick(
                (
                    f"FILTER EXISTS {{ {node()} {pick(PATHS)} {fresh} }}",
                    f"FILTER NOT EXISTS {{ {node()} {pick(PATHS)} {fresh} }}",
                    f"FILTER EXISTS {{ {triple(simple=False)} }}",
                    f"FILTER NOT EXISTS {{ {triple(simple=True)} {triple(simple=True)} }}",
                    f"FILTER(?a = ?b || NOT EXISTS {{ {triple(simple=True)} }})",
                    f"OPTIONAL {{ {triple(simple=True)} }}",
                    f"BIND(STR(?a) AS {new}) {triple(simple=False)}",
                    "FILTER(?a != $this)",
                    f"BIND(STR(?a) AS {new}) OPTIONAL {{ {triple(simple=True)} }}",
                    f"BIND(ISIRI(?a) AS {new}) FILTER({new} && ?a != {node()}) OPTIONAL {{ {triple(simple=True)} }}",
                    f"BIND(STR(?b) AS {new}) FILTER({new} != STR(?a)) OPTIONAL {{ $this {P} ?b }}",
                    _keyed(pick, new),
                )
            )
        )
    return f"SELECT {pick(('', 'DISTINCT '))}$this ?a ?b WHERE {{ {FOCI} {' '.join(parts)} }}"


def _keyed(pick: Callable[[tuple[str, ...]], str], new: str) -> str:
    """Terms that are worked out of one variable each and are to be the same; sometimes there is none."""
    how = ("STR(%s)", "SUBSTR(STR(%s), 1, 21)", "DATATYPE(%s)", "IF(ISLITERAL(%s), 1, 2)")
    one, other = pick(("$this", "?a")), pick(("?a", "?b", "?c"))
    worked = f"BIND({pick(how) % one} AS {new}) BIND({pick(how) % other} AS {new}x)"
    filters = (
        f"FILTER(sameTerm({new}, {new}x))",
        f"FILTER sameTerm({new}x, {new})",
        f"FILTER({new} = {new}x)",
    )
    between = pick(("", f"OPTIONAL {{ $this {P} ?b }}", "FILTER(?a != $this)"))
    return f"$this {P} ?k . ?k {Q} ?a . ?b {P} ?c . {worked} {between} {pick(filters)}"


def rows(query: str, store: ox.Store) -> set[tuple[object, ...]]:
    return {tuple(row) for row in store.query(query)}  # type: ignore[union-attr]


def test_random_queries_find_the_same() -> None:
    seen: Counter[str] = Counter()
    for seed in range(CASES):
        random = Random(seed)
        store, query = ox.Store(), random_query(random)
        store.load(data(random).encode(), format=ox.RdfFormat.TURTLE)
        by_sets = joined(query, StoreFacts(store), 1_000_000)
        expected = rows(query, store)
        assert rows(by_sets, store) == expected, (seed, query)
        if by_sets != query:
            seen["with a key"] += "?key" in by_sets
            seen["with solutions" if expected else "without"] += 1
            seen["with a filter joined"] += by_sets.count("EXISTS") < query.count("EXISTS")
    assert seen["with solutions"] > 0.25 * CASES
    assert seen["with a filter joined"] > 0.07 * CASES
    assert seen["with a key"] > 0.02 * CASES


@pytest.mark.parametrize(
    ("said", "rewritten"),
    [
        (f"$this {P} ?a . ?b {Q} ?a ; {R} ?c", True),
        (f"$this {P}*/{Q} ?a", False),
        (f"$this {P}? ?a", False),
        (f"<urn:n> {P} ?a", False),
        (f"$this ?property {R}", False),
        (f"$this {P} ( 1 2 )", False),
        (f"$this {P} [ {Q} ?a ]", False),
        (f"$this {P} _:a . _:a {Q} ?b", False),
    ],
)
def test_which_triples_are_read_as_sets(said: str, rewritten: bool) -> None:
    query = f"SELECT $this ?a WHERE {{ {FOCI} {said} }}"
    assert (joined(query, StoreFacts(ox.Store()), 8) != query) == rewritten
    assert joined(query, NoFacts(), 8) == query


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT $this (COUNT(?a) AS ?n) WHERE {{ {FOCI} $this {P} ?a }} GROUP BY $this",
        f"SELECT $this ?a WHERE {{ {FOCI} $this {P} ?a }} ORDER BY ?a",
        f"SELECT $this (?a AS ?value) WHERE {{ {FOCI} $this {P} ?a }}",
        f"SELECT $this ?a WHERE {{ {FOCI} FILTER($this = ?a) }}",
    ],
)
def test_queries_that_count_or_have_no_triples_stay_as_they_are(query: str) -> None:
    assert joined(query, StoreFacts(ox.Store()), 8) == query


def test_a_property_with_too_many_triples_is_looked_up() -> None:
    store = ox.Store()
    turtle = f"<urn:a> {P} 1, 2, 3 ; {Q} 1 ."
    store.load(turtle.encode(), format=ox.RdfFormat.TURTLE)
    query = f"SELECT $this ?a WHERE {{ {FOCI} $this {P} ?a ; {Q} ?a }}"
    found = joined(query, StoreFacts(store), 2)
    assert f"SELECT ?this ?a {{ ?this {Q} ?a }}" in found
    assert f"?this {P} ?a ." in found
    assert rows(found, store) == rows(query, store) == {(ox.NamedNode("urn:a"), ox.Literal(1))}
