import contextlib

import pytest

from graph.admission import admitted
from graph.store import StoreError
from graph.tokens import END, keywords, origin, tokens, unescaped
from tests.patience import no_hang


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE" }',
        "SELECT * { ?s ?p 'it is a SERVICE' }",
        'SELECT * { ?s ?p """SERVICE\n"quoted" """ }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://example.org/>",
        "SELECT * { <http://example.org/SERVICE> ?p ?o }",
        "PREFIX service: <http://example.org/> SELECT * { service:SERVICE ?p ex:SERVICE }",
        "SELECT * { ?SERVICE ?p $service }",
        'SELECT * { ?s ?p "x"@service }',
        "SELECT * { ?s ?p ex:a.SERVICE }",
    ],
)
def test_a_word_that_is_no_keyword_does_no_harm(query: str) -> None:
    assert "SERVICE" not in list(keywords(query))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * {service?x{?s ?p ?o}}",
        "SELECT * { ?s ?p ?o } # a comment\nSERVICE <u> {}",
        'SELECT * { ?s ?p "#" SERVICE <u> {} }',
        "SELECT * { ?s ?p ?o FILTER(?a<?b) SERVICE <u> { FILTER(?c>?d) } }",
    ],
)
def test_the_keyword_is_found(query: str) -> None:
    assert "SERVICE" in list(keywords(query))


def test_keywords_come_in_order_and_in_capitals() -> None:
    assert list(keywords("prefix cp: <u> Select ?x where { ?x a cp:Plan }"))[:3] == [
        "PREFIX",
        "SELECT",
        "WHERE",
    ]


def test_every_character_but_white_space_and_comments_is_in_a_token() -> None:
    query = 'SELECT ?x { ?x a "中"@zh-Hans . # told\n _:b cp:p -1.5e3, <u>;^cp:q* () , [ ] § }'
    found = list(tokens(query))
    assert [token.kind for token in found] == [
        *("word", "variable", "symbol", "variable", "word", "string", "language", "symbol"),
        *("node", "name", "signed", "symbol", "iri", "symbol", "symbol", "name", "symbol"),
        *("nil", "symbol", "anonymous", "other", "symbol", END),
    ]
    assert all(query.startswith(token.text, token.start) for token in found)
    rest = query
    for token in found:
        rest = rest.replace(token.text, "", 1)
    assert rest.split() == ["#", "told"]


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ('"a" """b"c""" \'d\' \'\'\'e\'\'\' ""', ["string"] * 5),
        ('"a', ["unfinished"]),
        ('"a\n b', ["unfinished", "word"]),
        ('"""a" b', ["unfinished"]),
        ('"\\q"', ["unfinished"]),  # no escape of the grammar
        ("<urn:\\u4e2d>", ["iri"]),
        ("<urn:a b>", ["symbol", "name", "word", "symbol"]),
        ("a:b.c. :d:e _:f.g. :", ["name", "symbol", "name", "node", "symbol", "name"]),
        ("cp:a\\-b%E4%B8x", ["name"]),
        ("1 1.5 .5 1e3 +1 -1.", ["number"] * 4 + ["signed", "signed", "symbol"]),
        ("?x1 $中 ?", ["variable", "variable", "symbol"]),
        ("a&&b||c^^d!=e", ["word", "symbol"] * 4 + ["word"]),
    ],
)
def test_a_token_is_as_long_as_the_grammar_lets_it_be(query: str, kinds: list[str]) -> None:
    assert [token.kind for token in tokens(query)][:-1] == kinds


@pytest.mark.parametrize(
    ("query", "resolved"),
    [
        ("\\u0053ELECT ?\\u4e2d {}", "SELECT ?中 {}"),
        ('"\\u0041" <urn:\\u0041> \\U00000041', '"\\u0041" <urn:\\u0041> A'),
        ("\\uD83D\\uDE00 \\U00110000 \\u12", "\\uD83D\\uDE00 \\U00110000 \\u12"),
    ],
)
def test_escapes_are_resolved_outside_of_strings_and_iris(query: str, resolved: str) -> None:
    assert unescaped(query) == resolved
    for place, character in enumerate(resolved):
        there = origin(query, place)
        assert query[there] == character or unescaped(query[there : there + 10]).startswith(character)
    assert origin(query, len(resolved)) == len(query)


@pytest.mark.parametrize(
    "piece",
    [
        "a.",
        "a-",
        '"\\"',
        '"""\\',
        "'",
        "(",
        "( ",
        "(#\n",
        "<a",
        "1",
        ":a.",
        "_:a.",
        "@a-",
        "a..",
        "\\u0041",
        "[ ",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    with no_hang(), contextlib.suppress(StoreError):
        admitted("SERVICE ASK { " + piece * (200_000 // len(piece)))
