"""The place of what is wrong with a query, and the words for it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.faults import find_fault

#: The query, with «» before the character that is wrong; and what the reason says in English.
CASES = [
    ("SELECT * {\n  ?s ?p\n«»}", '"}" where there should be'),
    ("SELECT * {\r\n  ?s ?p\r\n«»}", '"}" where'),
    ("SELECT«»", "the query ends where there should be variable"),
    ("«»", "ASK | BASE | CONSTRUCT"),
    ("\n\n«»", "the query ends"),
    ("SELECT ?x WHERE { ?x a <urn:中文> . ?x «»foo ?y }", '"foo"'),
    ('SELECT ("中文😀😀" AS ?x) { ?s «»}', '"}"'),
    ("SELECT *\t{\t?s «»}", '"}"'),
    ("# 济南\nASK { ?s ?p “济南” }".replace("“", "«»“"), '"“" where there should be'),
    ("ASK { ?s ?p ?o «»；}", '"；"'),
    ('ASK { ?s ?p «»"a\nb" }', "does not end"),
    ('ASK { ?s ?p «»"""a }', "does not end"),
    ("ASK { ?s ?p «»'a\\q' }", "does not end"),
    ("ASK {} LIMIT 1 «»LIMIT 2", "OFFSET"),
    ("SELECT ?s { ?s ?p ?o } ORDER «»?s", "BY"),
    ("SELECT ?a«»,?b {}", "variable"),
    ("«»INSERT DATA { <urn:s> <urn:p> 1 }", "INSERT is an update"),
    ("PREFIX a: <urn:> «»DELETE WHERE { ?s ?p ?o }", "DELETE is an update"),
    ("«»LOAD <urn:x>", "LOAD is an update"),
    ("«»\ufeffASK {}", "ASK"),
    ("ASK«»\0{}", ""),
    ("\\u0053ELECT ?s { ?s \\u003fp «»}", '"}"'),
    ("SELECT ?\\u4e2d {\n ?s ?\\u4e2d «»}", '"}"'),
    ("SELECT * { ?s «»中:p ?o }", 'the prefix "中:" is not declared'),
    ("PREFIX a: <urn:>\nASK { a:b a:c a:d ; «»: 1 }", 'the prefix ":" is not declared'),
    ("ASK { «»<http://[x> ?p ?o }", "no valid IRI"),
    ('ASK { ?s ?p "x"«»@waytoolonglanguage }', "no language tag"),
    ("ASK { _:a ?p ?o . { «»_:a ?p ?o } }", "for one only"),
    ("SELECT * { BIND(1 AS ?x) BIND(2 AS «»?x) }", "has a value already"),
    ("SELECT (1 AS ?x) (2 AS «»?x) {}", "has a value already"),
    ("SELECT «»?x { ?s ?p ?o } GROUP BY ?s", "neither grouped by"),
    ("SELECT * { { SELECT «»?s (COUNT(?x) AS ?n) { ?s ?p ?x } } }", "neither grouped by"),
    ("«»SELECT * { ?s ?p ?o } GROUP BY ?s", "SELECT * is not authorized with GROUP BY"),
]


@pytest.mark.parametrize(("marked", "reason"), CASES)
def test_the_place_and_the_reason_are_told(marked: str, reason: str) -> None:
    before, _, after = marked.partition("«»")
    query = before + after
    with pytest.raises(SyntaxError) as said:
        ox.Store().query(query)
    fault = find_fault(query, str(said.value), None)
    assert (fault.line, fault.column) == (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    assert reason in fault.en
    assert fault.zh != fault.en
    assert "\n" not in fault.en + fault.zh


def test_no_case_was_lost() -> None:
    assert len(CASES) == 33


def test_a_relative_iri_is_one_where_there_is_a_base() -> None:
    query = "ASK { <a> ?p <http://[x> }"
    assert find_fault(query, "", None).column == 7
    assert find_fault(query, "", "http://example.org/").column == 14
