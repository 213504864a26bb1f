"""The grammar of SPARQL 1.1: it is LL(1), and agrees with the engine on what is a query."""

from __future__ import annotations

import contextlib
import random

import pyoxigraph as ox
import pytest

from graph.ask import questions
from graph.grammar import unexpected
from tests.graph import queries

#: What the engine takes beyond SPARQL 1.1.
BEYOND = ["ASK { LATERAL { ?s ?p ?o } }", 'VERSION "1.2" ASK {}', "ASK { <<?s ?p ?o>> ?a ?b }"]


@pytest.mark.parametrize("name", questions())
def test_stored_questions_follow_the_grammar(name: str) -> None:
    assert unexpected(questions()[name].text) is None


@pytest.mark.parametrize("query", BEYOND)
def test_what_the_engine_takes_besides_is_not_of_the_grammar(query: str) -> None:
    ox.Store().query(query)
    assert unexpected(query) is not None


def test_what_is_made_by_the_grammar_is_read_by_it_and_mostly_by_the_engine() -> None:
    chance, engine, read = random.Random(20250101), ox.Store(), 0
    for _ in range(600):
        query = queries.written(chance)
        assert unexpected(query) is None, query
        with contextlib.suppress(SyntaxError):  # rules besides the grammar, on the scopes of variables
            with contextlib.suppress(OSError, RuntimeError):  # SERVICE somewhere that does not answer
                engine.query(query)
            read += 1
    assert read > 150


def test_what_the_grammar_refuses_the_engine_refuses() -> None:
    chance, engine, refused = random.Random(7), ox.Store(), 0
    while refused < 150:
        query = queries.damaged(chance, queries.written(chance))
        if unexpected(query) is None or "SERVICE" in query.upper():
            continue
        refused += 1
        with pytest.raises(SyntaxError):
            engine.query(query)
