import pytest

from graph.tokens import keywords


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
        "SELECT * { \\u0053ERVICE <http://example.org/> { ?s ?p ?o } }",
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
